from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.errors import PluginError
from opgavekern.governance import (
    Basis,
    CheckResult,
    Depart,
    Finding,
    Governance,
    Layer,
    RuleStatus,
    WaiverStatus,
    check,
    recheck,
)
from opgavekern.model import Dossier, Period, Ref, RoleId, Waiver
from opgavekern.testing import a_dossier, a_waiver, an_issue

DAY = date(2026, 9, 1)
SECRETARY = RoleId("gemeentesecretaris")
ONE, TWO = Ref("issue", "one"), Ref("issue", "two")


def twice(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Find two things about every issue."""
    for issue in dossier.issues:
        for key in ("a", "b"):
            yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH, key=key)


def failing(*_: object) -> Iterable[Finding]:
    raise ValueError


RULE = a_rule("TST-001", twice, waivable_by=frozenset({SECRETARY}))
OTHER = a_rule("TST-002", waivable_by=frozenset({SECRETARY, RoleId("teamlid")}))
STRICT = a_rule("TST-003")
GOVERNANCE = Governance.activate(["nl", Plugin(RULE, OTHER, STRICT)])
DOSSIER = a_dossier(an_issue(id="one"), an_issue(id="two"))


def waiving(*waivers: Waiver, on: date = DAY, by: Governance = GOVERNANCE) -> CheckResult:
    """Check two issues with waivers, leaving out what the baseline says of them."""
    result = check(DOSSIER.replace(*waivers), by, on=on)
    own = tuple(one for one in result.findings if one.code.startswith("TST"))
    return attrs.evolve(result, findings=own)


def granted(**fields: Any) -> Waiver:
    """A waiver of the first rule for the first issue, in order and in force on the day."""
    in_order = {
        "rule": "TST-001",
        "subject": ONE,
        "granted_by": SECRETARY,
        "granted_on": DAY,
        "expires_on": DAY,
    }
    return a_waiver(**{**in_order, **fields})


def about(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(one.code, one.subject.id, one.key) for one in findings]


def test_a_waiver_takes_all_of_a_rule_about_a_record_and_nothing_else() -> None:
    """What is waived leaves the findings, and stands apart with what took it away."""
    without, result = waiving(), waiving(granted())
    assert about(result.waived) == [("TST-001", "one", "a"), ("TST-001", "one", "b")]
    assert {*result.findings, *result.waived} == {*without.findings}
    (outcome,) = result.waivers
    assert outcome.status is WaiverStatus.ACTIVE
    assert outcome.findings == tuple(one.id for one in result.waived)
    assert all(result.waiver_of(one) == outcome for one in result.waived)
    assert all(result.waiver_of(one) is None for one in result.findings)
    assert "Ontheven: 2." in result.describe("nl")


@pytest.mark.parametrize(
    ("on", "status", "waived"),
    [
        (DAY - timedelta(1), WaiverStatus.UNUSED, 0),
        (DAY, WaiverStatus.ACTIVE, 2),
        (DAY + timedelta(9), WaiverStatus.ACTIVE, 2),
        (DAY + timedelta(10), WaiverStatus.EXPIRED, 0),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_a_waiver_holds_from_its_first_to_its_last_day(
    on: date, status: WaiverStatus, waived: int
) -> None:
    """Both days belong to it; before and after, the finding stands."""
    result = waiving(granted(expires_on=DAY + timedelta(9)), on=on)
    assert [one.status for one in result.waivers] == [status]
    assert len(result.waived) == waived


def test_the_period_of_the_record_holds_too() -> None:
    """A waiver that is valid for less time than it was granted for ends then."""
    one = granted(expires_on=date(2026, 12, 31), valid=Period(last=date(2026, 8, 31)))
    (outcome,) = waiving(one).waivers
    assert outcome.status is WaiverStatus.REFUSED
    assert "31 augustus 2026" in outcome.text("nl")


def test_an_expired_waiver_brings_the_finding_back_and_says_so() -> None:
    """The finding leads to the waiver, which says until when it ran and what to do."""
    result = waiving(granted(), on=DAY + timedelta(1))
    (outcome,) = result.waivers
    back = [one for one in result.findings if result.waiver_of(one) == outcome]
    assert about(back) == [("TST-001", "one", "a"), ("TST-001", "one", "b")]
    assert "ran until 1 September 2026; the finding is back" in outcome.text("en")
    assert "laat opnieuw ontheffing verlenen" in outcome.text("nl")


def test_a_renewed_waiver_leaves_nothing_to_the_one_that_expired() -> None:
    """The old one brings nothing back, and can be taken out."""
    old = granted(id="old", granted_on=None, expires_on=DAY - timedelta(1))
    result = waiving(old, granted(id="new"))
    assert [(one.status, len(one.findings)) for one in result.waivers] == [
        (WaiverStatus.ACTIVE, 2),
        (WaiverStatus.EXPIRED, 0),
    ]
    assert "Haal haar weg" in result.waivers[1].text("nl")
    assert {result.waiver_of(one).waiver for one in result.waived} == {"new"}  # type: ignore[union-attr] # each has one


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"rule": "TST-010"}, "er is geen regel TST-010. Bedoelt u"),
        ({"rule": "TST-003"}, "van deze regel kan niemand ontheffing verlenen"),
        ({"granted_by": None}, "niet vermeld is wie haar verleende. Dat mag: Gemeentesecretaris"),
        ({"granted_by": "teamlid"}, "Teamlid mag van deze regel geen ontheffing verlenen."),
        ({"granted_by": "niemand"}, "niemand mag van deze regel geen ontheffing verlenen."),
        ({"granted_on": date(2026, 9, 2)}, "zij begint op 2 september 2026, na haar laatste dag"),
    ],
    ids=["no such rule", "of nobody", "by nobody", "by another", "by no role", "backwards"],
)
def test_what_nobody_had_the_power_to_grant_is_refused(fields: dict[str, Any], why: str) -> None:
    """The finding stays, and the waiver says why it does not count."""
    result = waiving(granted(**fields))
    (outcome,) = result.waivers
    assert outcome.status is WaiverStatus.REFUSED
    assert why in outcome.text("nl")
    assert result.waived == ()
    assert result.findings == waiving().findings


def test_a_role_that_may_for_one_rule_may_not_for_another() -> None:
    """Each rule says who."""
    result = waiving(granted(rule="TST-002", granted_by="teamlid"), granted(granted_by="teamlid"))
    assert {one.rule: one.status for one in result.waivers} == {
        "TST-001": WaiverStatus.REFUSED,
        "TST-002": WaiverStatus.ACTIVE,
    }


def test_a_waiver_of_nothing_is_unused() -> None:
    """Nothing was found about its subject: it can be taken out."""
    (outcome,) = waiving(granted(subject=Ref("issue", "three"))).waivers
    assert (outcome.status, outcome.findings) == (WaiverStatus.UNUSED, ())
    assert "er is niets gevonden" in outcome.text("nl")


def test_a_waiver_of_a_rule_that_is_not_in_force_is_unused() -> None:
    """It says so, and is left for when the rule returns."""
    past = a_rule(
        "TST-001", twice, waivable_by=RULE.waivable_by, valid=Period(last=date(2026, 8, 31))
    )
    (outcome,) = waiving(granted(), by=Governance.activate(["nl", Plugin(past)])).waivers
    assert outcome.status is WaiverStatus.UNUSED
    assert "de regel geldt die dag niet" in outcome.text("nl")
    assert outcome.remedy is None


def test_a_waiver_of_a_rule_that_is_departed_from_is_unused() -> None:
    """It is in force for nobody, and may be again."""
    rule = attrs.evolve(RULE, departable=True)
    off = Depart(rule="TST-001", basis=Basis(reference="an ordinance"))
    nation = Plugin(rule, layer=Layer.NATIONAL)
    town = Plugin(changes=[off], name="town", namespace="TWN")
    (outcome,) = waiving(granted(), by=Governance.activate(["nl", nation, town])).waivers
    assert outcome.status is WaiverStatus.UNUSED
    assert "de regel geldt die dag niet" in outcome.text("nl")
    assert outcome.remedy is None


def test_whether_a_waiver_of_a_rule_without_an_answer_is_needed_is_unknown() -> None:
    """A rule that failed has not found nothing, so nobody is told to take the waiver out."""
    broken = attrs.evolve(RULE, check=failing)
    result = waiving(granted(), by=Governance.activate(["nl", Plugin(broken)]))
    assert [one.status for one in result.receipt.rules if one.code == "TST-001"] == [
        RuleStatus.FAILED
    ]
    (outcome,) = result.waivers
    assert (outcome.status, outcome.findings) == (WaiverStatus.ACTIVE, ())
    assert "de regel gaf geen antwoord" in outcome.text("nl")


def test_where_waivers_are_withheld_every_finding_stands() -> None:
    """What is not known takes nothing away."""
    dossier = DOSSIER.replace(granted())
    result = check(dossier.view(without=["waivers"]), GOVERNANCE, on=DAY)
    assert (result.waived, result.waivers) == ((), ())


@given(
    st.lists(
        st.builds(
            granted,
            id=st.sampled_from("abcd"),
            rule=st.sampled_from(["TST-001", "TST-002", "TST-003", "TST-404"]),
            subject=st.sampled_from([ONE, TWO, Ref("issue", "three")]),
            granted_by=st.sampled_from([None, SECRETARY, "teamlid"]),
            granted_on=st.none() | st.dates(date(2026, 8, 30), date(2026, 9, 3)),
            expires_on=st.dates(date(2026, 8, 30), date(2026, 9, 3)),
        ),
        max_size=4,
        unique_by=lambda one: one.id,
    ),
    st.data(),
)
def test_waivers_part_what_was_found_and_order_does_not_matter(
    waivers: list[Waiver], data: st.DataObject
) -> None:
    """Nothing is lost or made; each waived finding has an active waiver; rechecking agrees."""
    bare = check(DOSSIER, GOVERNANCE, on=DAY)
    dossier = DOSSIER.replace(*waivers)
    result = check(dossier, GOVERNANCE, on=DAY)
    assert {one.id for one in (*result.findings, *result.waived)} == {
        one.id for one in bare.findings
    }
    assert not {*result.findings} & {*result.waived}
    active = {
        id for one in result.waivers if one.status is WaiverStatus.ACTIVE for id in one.findings
    }
    assert active == {one.id for one in result.waived}
    assert [one.waiver for one in result.waivers] == sorted(one.id for one in waivers)
    assert recheck(dossier, GOVERNANCE, since=bare, on=DAY) == result
    assert recheck(DOSSIER, GOVERNANCE, since=result, on=DAY) == bare
    shuffled = DOSSIER.replace(*data.draw(st.permutations(waivers)))
    assert check(shuffled, GOVERNANCE, on=DAY) == result


def test_roles_that_are_none_are_refused_at_activation() -> None:
    """A rule that names something else than a role names the plugin's fault."""
    wrong: Any = frozenset({5})
    with pytest.raises(PluginError, match="waivable_by has int, expected ids of roles"):
        Governance.activate([Plugin(a_rule(waivable_by=wrong))])
    with pytest.raises(PluginError, match="waivable_by is list, expected frozenset"):
        Governance.activate([Plugin(a_rule(waivable_by=["griffier"]))])
