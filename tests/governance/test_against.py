from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern import from_plain, to_plain
from opgavekern.base.errors import DossierError, OpgavekernError
from opgavekern.governance import (
    Against,
    Basis,
    CauseKind,
    Dated,
    Depart,
    Finding,
    Governance,
    Layer,
    Receipt,
    RuleContext,
    Severity,
    Stricter,
    Tighten,
    check,
    check_against,
    parameter,
    read_receipt,
)
from opgavekern.model import Dossier, OrganisationId, Ref, RoleId
from opgavekern.testing import a_dossier, a_waiver, an_issue, an_organisation

THEN, NOW = date(2026, 9, 1), date(2026, 9, 2)
SECRETARY = RoleId("gemeentesecretaris")


@attrs.frozen
class Loose:
    """The numbers of then."""

    longest: int = parameter(9, unit="characters")


@attrs.frozen
class Strict:
    """The numbers of now."""

    longest: int = parameter(5, unit="characters")


def too_long(dossier: Dossier, context: RuleContext[Any]) -> Iterable[Finding]:
    """Find titles that are too long, in which every day after the first counts for one."""
    late = (context.on - THEN).days
    for issue in dossier.issues:
        if len(issue.title) + late > context.parameters.longest:
            yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def failing(*_: object) -> Iterable[Finding]:
    raise ValueError


def rules(numbers: type = Loose, **fields: Any) -> Governance:
    """A plugin with the rule, under numbers of its own."""
    rule = a_rule(
        "TST-001", too_long, parameters=numbers, waivable_by=frozenset({SECRETARY}), **fields
    )
    return Governance.activate([Plugin(rule)])


def titled(*titles: str) -> Dossier:
    """A dossier of issues with titles."""
    return a_dossier(*(an_issue(id=f"i-{n}", title=one) for n, one in enumerate(titles)))


def held(
    old: Dossier,
    new: Dossier,
    governance: Governance,
    by: Governance | None = None,
    *,
    on: date = THEN,
    with_old: bool = True,
) -> Against:
    """Hold a check of now against one of then, after its receipt went through a file."""
    receipt = check(old, governance, on=THEN).receipt
    kept = from_plain(Receipt, json.loads(json.dumps(to_plain(receipt))))
    assert kept == receipt
    before = old if with_old else None
    return check_against(new, by or governance, kept, before=before, on=on)


def why(found: Against) -> list[tuple[str, list[CauseKind]]]:
    return [(one.subject.id, [cause.kind for cause in one.causes]) for one in found]


def test_nothing_changed_is_all_the_same() -> None:
    """What stands in both has no cause to look for."""
    dossier = titled("a" * 10, "short")
    found = held(dossier, dossier, rules())
    assert not found
    assert len(found.same) == 1
    assert found.describe("nl") == (
        "Op 1 september 2026, tegenover 1 september 2026: nieuw 0, weg 0, gelijk 1."
    )


@pytest.mark.parametrize("with_old", [True, False], ids=["with the old facts", "without"])
def test_a_fact_is_the_cause(with_old: bool) -> None:
    """With the dossier of then the record is named, without it the kind that changed."""
    found = held(titled("a" * 10, "short"), titled("short", "b" * 10), rules(), with_old=with_old)
    assert why(found) == [("i-1", [CauseKind.FACT]), ("i-0", [CauseKind.FACT])]
    new, gone = found
    assert (new.is_new, gone.is_new) == (True, False)
    assert new.causes[0].kinds == ("issues",)
    assert new.causes[0].records == ((Ref("issue", "i-1"),) if with_old else ())
    said = "opgave bbbbbbbbbb" if with_old else "gewijzigde gegevens: opgaven"
    assert said in new.text("nl")


def test_a_number_is_the_cause() -> None:
    """What it was and is now is said."""
    dossier = titled("a" * 7)
    found = held(dossier, dossier, rules(Loose), rules(Strict), with_old=False)
    assert why(found) == [("i-0", [CauseKind.PARAMETER])]
    assert found.new[0].why.text("en") == "Cause: longest was 9 and is 5."


def test_the_day_is_the_cause() -> None:
    """With nothing else changed."""
    dossier = titled("a" * 9)
    found = held(dossier, dossier, rules(), on=NOW, with_old=False)
    assert why(found) == [("i-0", [CauseKind.DAY])]
    assert "de dag: 1 september 2026 werd 2 september 2026" in found.new[0].text("nl")


def test_a_day_that_changed_and_does_not_matter_is_no_cause() -> None:
    """Running again with the day set back tells it from the number that does."""
    dossier = titled("a" * 8)
    found = held(dossier, dossier, rules(Loose), rules(Strict), on=NOW, with_old=False)
    assert why(found) == [("i-0", [CauseKind.PARAMETER])]


def test_causes_that_are_each_needed_are_said_to_be_several() -> None:
    """A day and a fact: setting back either undoes it."""
    found = held(titled("a" * 8), titled("a" * 9), rules(), on=NOW)
    assert why(found) == [("i-0", [CauseKind.DAY, CauseKind.FACT])]
    assert not found.new[0].together
    assert found.new[0].why.text("en").startswith("2 causes, each of them needed: the day:")


def test_causes_of_which_one_alone_is_enough_are_said_so() -> None:
    """A number and a fact that each bring the finding: setting back one does not undo it."""
    found = held(titled("a" * 5), titled("a" * 10), rules(Loose), rules(Strict))
    assert why(found) == [("i-0", [CauseKind.FACT])]  # The number alone would not bring it.
    found = held(titled("a" * 9), titled("a" * 10), rules(Loose), rules(Strict))
    assert why(found) == [("i-0", [CauseKind.PARAMETER, CauseKind.FACT])]
    assert found.new[0].together
    assert "een ervan terugzetten is niet genoeg" in found.new[0].text("nl")


def test_what_cannot_be_set_back_may_have_been_needed_too() -> None:
    """Beside a fact that undoes a difference, an earlier version of the plugin may be a cause."""
    old, new = titled("short"), titled("a" * 10)
    receipt = check(old, rules(), on=THEN).receipt
    earlier = tuple(attrs.evolve(one, version="0.1") for one in receipt.plugins)
    receipt = attrs.evolve(receipt, plugins=earlier)
    (found,) = check_against(new, rules(), receipt, before=old, on=THEN).new
    assert [one.kind for one in found.causes] == [CauseKind.FACT]
    assert [one.kind for one in found.perhaps] == [CauseKind.PLUGIN]
    assert "Perhaps needed too, which cannot be told: the plugin" in found.why.text("en")


def test_a_finding_that_weighs_otherwise_is_told() -> None:
    """What stands in both and weighs more than it did is the same finding, and no longer equal."""
    dossier = titled("a" * 10)
    found = held(dossier, dossier, rules(), rules(severity=Severity.BLOCKING))
    assert found
    assert (list(found), found.reweighed) == ([], found.same)
    assert "same 1, of which weighed otherwise 1." in found.describe()


def test_a_rule_or_plugin_that_is_new_or_gone_is_the_cause() -> None:
    """The whole plugin where that came or went, else the rule."""
    dossier = titled("a" * 10)
    nobody, other = Governance.activate([]), Governance.activate([Plugin(a_rule("TST-002"))])
    assert why(held(dossier, dossier, nobody, rules())) == [("i-0", [CauseKind.PLUGIN])]
    assert why(held(dossier, dossier, rules(), nobody)) == [("i-0", [CauseKind.PLUGIN])]
    new, gone = held(dossier, dossier, rules(), other)
    assert [one.causes[0].kind for one in (new, gone)] == [CauseKind.RULE] * 2
    assert "de regel TST-001 is er niet meer" in gone.text("nl")


def test_waivers_come_and_go_by_fact_and_by_day() -> None:
    """A finding that is waived is gone by the waiver; one that is back, by the day."""
    bare = titled("a" * 12)
    waiver = a_waiver(rule="TST-001", subject="issue:i-0", granted_by=SECRETARY, expires_on=THEN)
    waived = bare.replace(waiver)
    for with_old in (True, False):
        (gone,) = held(bare, waived, rules(), with_old=with_old)
        assert [one.kind for one in gone.causes] == [CauseKind.WAIVER]
        assert not gone.is_new
        (back,) = held(waived, waived, rules(), on=NOW, with_old=with_old)
        assert [one.kind for one in back.causes] == [CauseKind.DAY]
        assert back.is_new


def test_a_rule_without_an_answer_is_not_compared() -> None:
    """What it found then is not gone: nothing is known of it."""
    dossier = titled("a" * 10)
    broken = Governance.activate([Plugin(a_rule("TST-001", failing))])
    for pair in ((rules(), broken), (broken, rules())):
        found = held(dossier, dossier, *pair)
        assert not found
        assert found.not_compared == ("TST-001",)
        assert "Zonder antwoord, en dus niet vergeleken: TST-001" in found.describe("nl")


def test_a_rule_that_claims_to_be_the_same_and_is_not() -> None:
    """Nothing that is known changed, so the rule itself did."""
    dossier = titled("a")
    other = Governance.activate([Plugin(a_rule("TST-001", parameters=Loose))])
    (gone,) = held(dossier, dossier, other, rules(Loose)).gone
    assert gone.causes[0].kind is CauseKind.RULE
    assert "the rule answers otherwise" in gone.text("en")


def test_a_dossier_of_another_check_is_refused() -> None:
    """What it would tell of then would not be so."""
    receipt = check(titled("a"), rules(), on=THEN).receipt
    with pytest.raises(OpgavekernError, match="another than this check was of"):
        check_against(titled("a"), rules(), receipt, before=titled("b"), on=THEN)


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=3),
    st.lists(st.integers(1, 12), min_size=1, max_size=3),
    st.booleans(),
    st.booleans(),
)
def test_causes_are_those_that_undo_a_difference(
    old: list[int], new: list[int], is_strict: bool, is_later: bool
) -> None:
    """New, gone and same are all there is; the causes set back undo it, no fewer of them do."""
    then, now = (titled(*("a" * n for n in one)) for one in (old, new))
    governance = (rules(Loose), rules(Strict if is_strict else Loose))
    on = NOW if is_later else THEN
    found = held(then, now, *governance, on=on)
    before = {one.id for one in check(then, governance[0], on=THEN).findings}
    after = {one.id for one in check(now, governance[1], on=on).findings}
    assert {one.id for one in found.new} == after - before
    assert {one.id for one in found.gone} == before - after
    assert {*found.same} == before & after

    def stands(id: str, back: set[CauseKind]) -> bool:
        dossier = then if CauseKind.FACT in back else now
        by = governance[0] if CauseKind.PARAMETER in back else governance[1]
        day = THEN if CauseKind.DAY in back else on
        return id in {one.id for one in check(dossier, by, on=day).findings}

    changed = {
        *([CauseKind.FACT] if then != now else []),
        *([CauseKind.PARAMETER] if is_strict else []),
        *([CauseKind.DAY] if is_later else []),
    }
    for one in found:
        kinds = [cause.kind for cause in one.causes]
        assert {*kinds} <= changed
        assert stands(one.id, {*kinds}) is not one.is_new
        alone = {kind for kind in changed if stands(one.id, {kind}) is not one.is_new}
        assert alone == {*kinds} if alone else one.together
        assert one.is_certain


def test_without_the_old_facts_they_are_a_cause_only_where_nothing_else_is() -> None:
    """What setting back the rest undoes is put down to the rest; what it does not, to facts."""
    found = held(titled("a" * 3), titled("a" * 10), rules(), on=NOW, with_old=False)
    assert why(found) == [("i-0", [CauseKind.FACT])]
    found = held(titled("a" * 3), titled("a" * 9), rules(), on=NOW, with_old=False)
    assert why(found) == [("i-0", [CauseKind.DAY])]


def test_a_receipt_is_read_from_what_check_wrote(tmp_path: Path) -> None:
    """The receipt itself, or the whole outcome that holds it."""
    receipt = check(titled("a" * 10), rules(), on=THEN).receipt
    path = tmp_path / "receipt.json"
    for plain in (to_plain(receipt), {"format": 1, "receipt": to_plain(receipt)}):
        path.write_text(json.dumps(plain), "utf-8")
        assert read_receipt(path) == receipt


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this holds no outcome of a check"),
        ("[]", "this holds no outcome of a check"),
        ('{"receipt": null}', "this holds no outcome of a check"),
        ('{"receipt": {"dossier": "x"}}', 'the field "on" is missing'),
        ('{"a": 1, "a": 2}', "this holds no outcome of a check"),
    ],
)
def test_what_is_no_receipt_is_refused_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    """Never a traceback, and never half of one."""
    path = tmp_path / "receipt.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DossierError, match=r"receipt\.json") as raised:
        read_receipt(path)
    assert said in str(raised.value)
    with pytest.raises(DossierError, match="no such file"):
        read_receipt(tmp_path / "nowhere.json")


@attrs.frozen
class Open:
    """Numbers that a lower layer may tighten, and that change by themselves in time."""

    longest: int = parameter(
        9,
        unit="characters",
        tighten=Stricter.LOWER,
        dated=[Dated(first=date(2026, 10, 1), value=8, reference="decision of September")],
    )


A = OrganisationId("a")
TOWN = {"name": "town", "namespace": "TWN"}
ORDINANCE = Basis(reference="an ordinance")
NATION = Plugin(a_rule("TST-001", too_long, parameters=Open, departable=True), layer=Layer.NATIONAL)


def layered(*changes: Any, **info: Any) -> Governance:
    """The nation, and a town that changes its rule."""
    plugin = Plugin(changes=changes, **TOWN, **info)
    return Governance.activate([NATION, plugin])


TIGHT = Tighten(rule="TST-001", parameter="longest", value=5, basis=ORDINANCE)
#: What a town says where it keeps to what the nation says.
AS_IT_IS = Tighten(rule="TST-001", parameter="longest", value=9, basis=ORDINANCE)
OFF = Depart(rule="TST-001", basis=ORDINANCE)


def test_a_number_that_a_town_tightened_is_the_cause_with_its_name() -> None:
    """There and back, without the facts of then."""
    dossier = titled("a" * 7)
    bare, tight = Governance.activate([NATION]), layered(TIGHT)
    (new,) = held(dossier, dossier, bare, tight, with_old=False)
    assert new.why.text("en") == "Cause: longest was 9 and is 5 (town)."
    (gone,) = held(dossier, dossier, tight, bare, with_old=False)
    assert gone.why.text("en") == "Cause: longest was 5 and is 9."


def test_a_rule_that_was_departed_from_is_the_cause() -> None:
    """Switching it off takes findings away, and on again brings them back."""
    dossier = titled("a" * 10)
    bare, off = Governance.activate([NATION]), layered(OFF)
    (gone,) = held(dossier, dossier, bare, off, with_old=False)
    assert not gone.is_new
    assert gone.why.text("nl") == "Oorzaak: van de regel wordt nu afgeweken."
    (new,) = held(dossier, dossier, off, bare, with_old=False)
    assert new.why.text("nl") == "Oorzaak: van de regel werd toen afgeweken."


def test_a_number_that_changed_by_its_date_is_put_down_to_the_day() -> None:
    """The rule was as it is: on the day of then it would say the same."""
    dossier = titled("a" * 3)
    late = held(dossier, dossier, Governance.activate([NATION]), on=date(2026, 10, 1))
    assert [kinds for _, kinds in why(late)] == [[CauseKind.DAY]]


def test_numbers_of_one_town_are_set_back_for_its_records_only() -> None:
    """Of two towns that share a dossier, one tightened its rule."""
    mine, yours = a_dossier(
        an_issue(id="mine", title="a" * 7, owners=["a"]),
        an_issue(id="yours", title="a" * 7, owners=["b"]),
    ).issues
    dossier = a_dossier(mine, yours, an_organisation(id="a"), an_organisation(id="b"))
    bare, tight = (
        Governance.activate([NATION, Plugin(changes=changes, governs=frozenset({A}), **TOWN)])
        for changes in ([AS_IT_IS], [TIGHT])
    )
    for pair, is_new in (((bare, tight), True), ((tight, bare), False)):
        (found,) = held(dossier, dossier, *pair, with_old=False)
        assert (found.subject.id, found.is_new) == ("mine", is_new)
        assert [one.kind for one in found.causes] == [CauseKind.PARAMETER]
    assert "longest was 5 and is 9" in found.text("en")


def test_numbers_set_back_are_those_of_the_body_that_a_record_belongs_to() -> None:
    """One town was strict then, the other is strict now: each is held to its own number."""
    b = OrganisationId("b")
    dossier = a_dossier(
        an_issue(id="yours", title="a" * 7, owners=[b]),
        an_organisation(id="a"),
        an_organisation(id="b"),
    )
    six = attrs.evolve(TIGHT, value=6)
    then = Plugin(changes=[TIGHT], governs=frozenset({A}), **TOWN)
    now = Plugin(changes=[six], governs=frozenset({b}), **TOWN)
    pair = (Governance.activate([NATION, one]) for one in (then, now))
    found = held(dossier, dossier, *pair, on=NOW, with_old=False)
    assert why(found) == [("yours", [CauseKind.PARAMETER])]


def brittle(dossier: Dossier, context: RuleContext[Any]) -> Iterable[Finding]:
    """Fail on the first day where there is more than one issue."""
    if len(dossier.issues) > 1 and context.on == THEN:
        raise ValueError
    return too_long(dossier, context)


def test_a_rule_that_fails_with_a_part_set_back_tells_nothing_of_it() -> None:
    """What was not found for want of an answer was not undone."""
    governance = Governance.activate([Plugin(a_rule("TST-001", brittle, parameters=Loose))])
    found = held(titled("a"), titled("a", "b" * 10), governance, on=NOW)
    assert why(found) == [("i-1", [CauseKind.FACT])]
