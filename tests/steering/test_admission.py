from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.plugins import Plugin

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError, OpgavekernError, PluginError
from opgavekern.base.texts import Text
from opgavekern.baseline import plugin
from opgavekern.baseline.criteria import CRITERIA
from opgavekern.governance import (
    Basis,
    Criterion,
    CriterionContext,
    Dated,
    Depart,
    Fill,
    Governance,
    Judgement,
    Layer,
    RuleChange,
    RuleKind,
    RuleStatus,
    Severity,
    Stricter,
    Tighten,
    Verdict,
    explain,
    hookimpl,
    issue_behind,
    parameter,
    parties_behind,
    signals_behind,
)
from opgavekern.model import Dossier, Header, OrganisationId, Period, Ref, WithheldError
from opgavekern.steering import Admission, Admittance, admission
from opgavekern.testing import (
    a_dossier,
    a_need,
    a_signal,
    a_stakeholder,
    an_involvement,
    an_issue,
    an_organisation,
    dossiers,
)

pytestmark = pytest.mark.needs("testing")

ON = date(2026, 9, 1)
SIGNAL = Ref("signal", "signal-1")
ISSUE = Ref("issue", "issue-1")
NL = Governance.activate([plugin()])


def says(verdict: Verdict, **values: object) -> Callable[[Dossier, Any], Judgement]:
    """A judge that always says the same."""
    text = Text(nl="Zo is het met {candidate}.", en="So it is with {candidate}.")
    return lambda *_: Judgement(verdict=verdict, text=text, values=values)


def a_criterion(judge: Callable[[Dossier, Any], Any], **changes: Any) -> Criterion[Any]:
    """A criterion of the test plugin."""
    whole: dict[str, Any] = {
        "code": "TST-C01",
        "name": "asked",
        "title": Text(nl="Gevraagd", en="Asked"),
        "rationale": Text(nl="Daarom.", en="Because."),
        "kind": RuleKind.POLICY,
        "basis": Basis(reference="Decision"),
        "reads": frozenset({"signals", "issues"}),
        "judge": judge,
        **changes,
    }
    return Criterion(**whole)


class Criteria(Plugin):
    """A plugin with criteria."""

    def __init__(self, *criteria: object) -> None:
        super().__init__()
        self._criteria = criteria

    @hookimpl
    def opgavekern_criteria(self) -> Iterable[Any]:
        return self._criteria


def asked(dossier: Dossier, *criteria: object) -> Admission:
    """What criteria of the test plugin say."""
    return admission(dossier, Governance.activate([Criteria(*criteria)]), on=ON)


def admitted(dossier: Dossier, *criteria: object) -> Admittance:
    """What they say of the only candidate."""
    (one,) = asked(dossier, *criteria).candidates
    return one.admittance


BOTH = a_dossier(a_signal(), an_issue())


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.MET, Admittance.ADMISSIBLE),
        (Verdict.NOT_MET, Admittance.NOT_ADMISSIBLE),
        (Verdict.UNKNOWN, Admittance.UNDECIDED),
    ],
    ids=lambda one: one.value,
)
def test_a_required_criterion_decides(verdict: Verdict, expected: Admittance) -> None:
    """Of signals and issues alike, and unknown is neither yes nor no."""
    found = asked(BOTH, a_criterion(says(verdict)))
    assert [str(one.candidate.ref) for one in found.candidates] == [str(SIGNAL), str(ISSUE)]
    assert {one.admittance for one in found.candidates} == {expected}


def test_one_that_is_not_required_only_informs() -> None:
    """It is told, and decides nothing."""
    other = a_criterion(says(Verdict.NOT_MET), is_required=False)
    found = asked(a_dossier(a_signal()), other)
    assert found.candidates[0].admittance is Admittance.ADMISSIBLE
    assert found.candidates[0].criteria[0].judgement.verdict is Verdict.NOT_MET


def test_the_collector_rests_while_candidates_are_judged() -> None:
    """It would look in vain through all of the dossier; afterwards it works as before."""
    told = []

    def looking(*_: object) -> Judgement:
        told.append(gc.isenabled())
        return says(Verdict.MET)(BOTH, None)

    asked(BOTH, a_criterion(looking))
    assert told == [False, False]
    assert gc.isenabled()


def test_not_met_outweighs_unknown() -> None:
    """What certainly lacks something is not undecided."""
    no = a_criterion(says(Verdict.NOT_MET))
    unknown = a_criterion(says(Verdict.UNKNOWN), code="TST-C02")
    for criteria in ((no, unknown), (unknown, no)):
        assert admitted(a_dossier(a_signal()), *criteria) is Admittance.NOT_ADMISSIBLE


def test_a_criterion_holds_on_its_days_only() -> None:
    """Both borders count."""
    criterion = a_criterion(says(Verdict.NOT_MET), valid=Period(first=ON, last=ON))
    governance = Governance.activate([Criteria(criterion)])
    for day, count in ((31, 0), (1, 1), (2, 0)):
        on = date(2026, 8 if day == 31 else 9, day)
        (one,) = admission(a_dossier(a_signal()), governance, on=on).candidates
        assert len(one.criteria) == count


def test_the_reason_names_the_candidate() -> None:
    """As people call it, in both languages."""
    found = asked(a_dossier(a_signal(title="Dark lanes")), a_criterion(says(Verdict.MET)))
    reason = found.candidates[0].criteria[0].judgement.reason
    assert (reason.text("nl"), reason.text("en")) == (
        "Zo is het met Dark lanes.",
        "So it is with Dark lanes.",
    )


def _raises(*_: object) -> Judgement:
    raise LookupError("Wilhelmina de Vries")


def _exits(*_: object) -> Judgement:
    raise SystemExit(0)


def _undeclared(dossier: Dossier, _: object) -> Judgement:
    return Judgement(
        verdict=Verdict.MET, text=Text(nl="{n}", en="{n}"), values={"n": len(dossier.people)}
    )


def _open(*_: object) -> Judgement:
    return Judgement(verdict=Verdict.MET, text=Text(nl="{more}", en="{more}"))


BAD = {
    "raises": _raises,
    "exits": _exits,
    "reads more": _undeclared,
    "open place": _open,
    "no judgement": lambda *_: True,
    "a list": says(Verdict.MET, n=[1]),
}


@pytest.mark.parametrize("judge", BAD.values(), ids=BAD)
def test_a_criterion_that_fails_takes_nothing_else_down(judge: Callable[..., Any]) -> None:
    """It is named with its plugin, what it raised is not quoted, and the others are asked."""
    good = a_criterion(says(Verdict.MET), code="TST-C02")
    found = asked(a_dossier(a_signal()), a_criterion(judge), good)
    (failure,) = found.failures
    assert (failure.code, failure.plugin, failure.status) == ("TST-C01", "tst", RuleStatus.FAILED)
    assert failure.severity is Severity.BLOCKING
    assert "Wilhelmina" not in failure.text()
    assert [one.code for one in found.candidates[0].criteria] == ["TST-C02"]
    assert found.candidates[0].admittance is Admittance.UNDECIDED
    assert "TST-C01" in found.describe()


def test_one_that_only_informs_may_fail() -> None:
    """Nothing waits for its answer; that it failed is told all the same."""
    found = asked(a_dossier(a_signal()), a_criterion(_raises, is_required=False))
    assert found.candidates[0].admittance is Admittance.ADMISSIBLE
    assert [one.severity for one in found.failures] == [Severity.ADVICE]


def test_ctrl_c_goes_through() -> None:
    """Only a person stops a criterion."""

    def interrupted(*_: object) -> Judgement:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(a_dossier(a_signal()), a_criterion(interrupted))


def test_a_criterion_without_its_records_is_not_asked() -> None:
    """What it reads and was withheld is said, and leaves the candidates undecided."""
    criterion = a_criterion(says(Verdict.MET), reads=frozenset({"needs"}))
    found = asked(a_dossier(a_signal()).view(without=["needs"]), criterion)
    assert found.failures[0].status is RuleStatus.NOT_RUN
    assert found.candidates[0].admittance is Admittance.UNDECIDED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("code", "TST-001", id="code of a rule"),
        pytest.param("code", "NL-C01", id="code of another"),
        pytest.param("title", Text(nl="", en="Asked"), id="no Dutch title"),
        pytest.param("basis", Basis(reference=" "), id="no basis"),
        pytest.param("reads", frozenset({"signal"}), id="no kind"),
        pytest.param("reads", {"signals"}, id="a set"),
        pytest.param("judge", lambda: None, id="takes nothing"),
        pytest.param("is_required", "yes", id="text"),
        pytest.param("parameters", attrs.make_class("Needs", ["n"]), id="no default"),
    ],
)
def test_what_breaks_the_contract_is_refused(field: str, value: Any) -> None:
    """At activation, with the plugin and the hook."""
    with pytest.raises(PluginError) as refused:
        Governance.activate(
            [Criteria(attrs.evolve(a_criterion(says(Verdict.MET)), **{field: value}))]
        )
    assert (refused.value.plugin, refused.value.hook) == ("tst", "opgavekern_criteria")


def test_a_code_used_twice_and_what_is_no_criterion_are_refused() -> None:
    """Each with a word of what to do."""
    one = a_criterion(says(Verdict.MET))
    with pytest.raises(PluginError, match="used twice"):
        Governance.activate([Criteria(one, one)])
    with pytest.raises(PluginError, match="not a Criterion"):
        Governance.activate([Criteria("no")])


def test_signals_that_are_taken_up_and_issues_that_are_over_are_not_asked_about() -> None:
    """Unless they are asked for."""
    dossier = a_dossier(
        a_signal(id="taken", issues="over"),
        a_signal(id="later", raised_on="2026-09-02"),
        an_issue(id="over", history=[{"phase": "closed", "on": "2026-01-01"}]),
    )
    assert asked(dossier).candidates == ()
    found = admission(dossier, NL, candidates=[Ref("signal", "taken")], on=ON)
    assert [one.candidate.ref.id for one in found.candidates] == ["taken"]


def test_a_plugin_asks_what_is_of_the_bodies_that_it_governs() -> None:
    """Another town's issue is not judged by its criteria; one of both, or of nobody known, is."""
    town = Criteria(a_criterion(says(Verdict.NOT_MET)))
    town.said = {"governs": frozenset({OrganisationId("here")})}
    owners = {"ours": ["here"], "theirs": ["there"], "both": ["here", "there"], "unknown": []}
    dossier = a_dossier(*(an_issue(id=id, owners=names) for id, names in owners.items()))
    found = admission(dossier, Governance.activate([town]), on=ON).would_not_pass
    assert {one.candidate.ref.id for one in found} == {"ours", "both", "unknown"}
    town = Criteria(a_criterion(_raises))
    town.said = {"governs": frozenset({OrganisationId("here")})}
    states = {
        one.candidate.ref.id: one.admittance
        for one in admission(dossier, Governance.activate([town]), on=ON).candidates
    }
    assert states["theirs"] is Admittance.ADMISSIBLE
    assert states["ours"] is Admittance.UNDECIDED


@attrs.frozen
class Parties:
    """How many, by a number that others may change and that the law changes in time."""

    least: int = parameter(
        2,
        unit="parties",
        open_to=[Layer.MUNICIPALITY],
        tighten=Stricter.HIGHER,
        dated=[Dated(first=date(2027, 1, 1), value=4, reference="Stb. 2026, 1")],
    )


def by_number(_: Dossier, context: Any) -> Judgement:
    """Hold three against the number in force."""
    least = context.parameters.least
    verdict = Verdict.MET if least <= 3 else Verdict.NOT_MET
    text = Text(nl="Ten minste {least}.", en="At least {least}.")
    return Judgement(verdict=verdict, text=text, values={"least": least})


def layered(*changes: RuleChange, **said: Any) -> Governance:
    """A national criterion, which a town changes."""
    national = Criteria(a_criterion(by_number, parameters=Parties, departable=True))
    national.said = {"layer": Layer.NATIONAL}
    return Governance.activate(
        [national, Plugin(name="twn", namespace="TWN", changes=changes, **said)]
    )


def least_of(governance: Governance, dossier: Dossier, on: date = ON) -> dict[str, int]:
    """By which number each candidate is judged; those that are not are absent."""
    found = admission(dossier, governance, on=on).candidates
    return {
        one.candidate.ref.id: said.judgement.values["least"]
        for one in found
        for said in one.criteria
    }


def changed(sort: Any, *said: Any, rule: str = "TST-C01") -> RuleChange:
    """Make a change: the value of the number, or none where the criterion goes off."""
    values = {"parameter": "least", "value": said[0]} if said else {}
    return sort(rule=rule, basis=Basis(reference="Decision of the council"), **values)


def test_a_criterion_is_asked_by_the_number_in_force() -> None:
    """Lower layers fill, tighten and depart from its numbers, and the law changes them in time."""
    dossier = a_dossier(an_issue(id="one"))
    for changes, now, later in (
        ((), 2, 4),
        ((changed(Fill, 1),), 1, 1),
        ((changed(Tighten, 3),), 3, 4),
        ((changed(Depart, 0),), 0, 0),
    ):
        governance = layered(*changes)
        assert least_of(governance, dossier) == {"one": now}
        assert least_of(governance, dossier, date(2027, 1, 1)) == {"one": later}
    assert least_of(layered(changed(Depart)), dossier) == {}


def test_a_candidate_of_two_bodies_must_meet_the_number_of_each() -> None:
    """A town's number is for its own; what is of another body too is told by what it lacks."""
    governance = layered(changed(Tighten, 9), governs=frozenset({OrganisationId("here")}))
    owners = {"ours": ["here"], "theirs": ["there"], "both": ["here", "there"]}
    dossier = a_dossier(*(an_issue(id=id, owners=names) for id, names in owners.items()))
    assert least_of(governance, dossier) == {"ours": 9, "theirs": 2, "both": 9}
    found = admission(dossier, governance, on=ON).would_not_pass
    assert {one.candidate.ref.id for one in found} == {"ours", "both"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed(Tighten, 1), "least = 1 asks less than is allowed"),
        (changed(Fill, "two"), 'least cannot be "two"'),
        (changed(Fill, 1, rule="TST-C02"), 'Did you mean "TST-C01"?'),
    ],
)
def test_a_criterion_is_not_changed_against_what_it_says(change: RuleChange, said: str) -> None:
    """What a rule refuses a criterion refuses too, in the same words."""
    with pytest.raises(PluginError, match=re.escape(said)):
        layered(change)


def test_the_story_of_a_criterion_is_told() -> None:
    """Who declared it, who changed its number and why, as of a rule."""
    told = explain(layered(changed(Tighten, 3)), "TST-C01", on=ON)
    (number,) = told.ways[0].parameters
    assert (number.name, number.value, number.plugins) == ("least", "3", ("twn",))
    assert [one.text() for one in told.changes] == [
        "twn (municipality): tightened, least = 3; Decision of the council"
    ]
    assert (told.severity, told.departable, told.waivable_by) == (Severity.BLOCKING, True, ())


def test_what_cannot_be_asked_is_refused() -> None:
    """No day, something else than a signal or issue, one that is not there, or withheld."""
    with pytest.raises(OpgavekernError, match="on which day"):
        admission(attrs.evolve(BOTH, header=Header()), NL)
    for ref in (Ref("person", "person-1"), Ref("issue", "issue-9")):
        with pytest.raises(BadValueError, match="no signal or issue"):
            admission(BOTH, NL, candidates=[ref], on=ON)
    with pytest.raises(WithheldError):
        admission(BOTH.view(without=["signals"]), NL, on=ON)


def test_a_party_counts_once() -> None:
    """An organisation that raised it, is involved and owns it is one party."""
    dossier = a_dossier(
        a_stakeholder(id="s-1", party="organisation:club"),
        a_stakeholder(id="s-2"),
        a_signal(raised_by=["s-1", "s-2"], issues="issue-1"),
        an_involvement(stakeholder="s-1", issue="issue-1"),
        an_issue(owners="club"),
    )
    club, group = Ref("organisation", "club"), Ref("stakeholder", "s-2")
    assert parties_behind(dossier, ISSUE) == {club, group}
    assert parties_behind(dossier, SIGNAL) == {club, group}
    assert [one.id for one in signals_behind(dossier, ISSUE)] == ["signal-1"]
    assert issue_behind(dossier, SIGNAL) is None


def verdict_of(code: str, dossier: Dossier, candidate: Ref) -> Verdict:
    """What one criterion of the baseline says."""
    (one,) = admission(dossier, NL, candidates=[candidate], on=ON).candidates
    return next(each.judgement.verdict for each in one.criteria if each.code == code)


def test_an_issue_comes_from_outside() -> None:
    """A signal or a need came before it; a signal comes from outside by itself."""
    assert verdict_of("NL-C01", a_dossier(an_issue()), ISSUE) is Verdict.NOT_MET
    assert (
        verdict_of("NL-C01", a_dossier(an_issue(), a_need(issues="issue-1")), ISSUE) is Verdict.MET
    )
    assert verdict_of("NL-C01", a_dossier(a_signal()), SIGNAL) is Verdict.MET


@pytest.mark.parametrize(
    ("raised_by", "expected"),
    [([], Verdict.UNKNOWN), (["a"], Verdict.NOT_MET), (["a", "b"], Verdict.MET)],
)
def test_an_issue_takes_several_parties(raised_by: list[str], expected: Verdict) -> None:
    """One party's own work is no issue; who raised it may not be known."""
    assert verdict_of("NL-C02", a_dossier(a_signal(raised_by=raised_by)), SIGNAL) is expected


@pytest.mark.parametrize(
    ("portfolios", "expected"),
    [([], Verdict.UNKNOWN), (["a"], Verdict.NOT_MET), (["a", "b"], Verdict.MET)],
)
def test_an_issue_crosses_fields(portfolios: list[str], expected: Verdict) -> None:
    """Two portfolios cross; a single one is the line's own."""
    assert verdict_of("NL-C03", a_dossier(an_issue(portfolios=portfolios)), ISSUE) is expected


def test_an_issue_is_felt_somewhere() -> None:
    """In an area of its own, or in that of its signals."""
    signal = a_signal(areas="area-1", issues="issue-1")
    assert verdict_of("NL-C04", a_dossier(an_issue()), ISSUE) is Verdict.UNKNOWN
    assert verdict_of("NL-C04", a_dossier(an_issue(), signal), ISSUE) is Verdict.MET


def test_every_criterion_of_the_baseline_is_tried() -> None:
    """No more and no fewer than those above."""
    assert [one.code for one in CRITERIA] == ["NL-C01", "NL-C02", "NL-C03", "NL-C04"]


@settings(max_examples=40)
@given(dossier=dossiers(max_records=15), day=st.dates())
def test_any_dossier_is_answered(dossier: Dossier, day: date) -> None:
    """No criterion of the baseline fails, asking again says the same, and JSON keeps it."""
    found = admission(dossier, NL, on=day)
    assert found.failures == ()
    assert admission(dossier, NL, on=day) == found
    assert structure(json.loads(json.dumps(unstructure(found))), Admission) == found
    for one in found.candidates:
        assert (one in found.would_not_pass) is (
            one.candidate.ref.kind == "issue" and bool(one.lacking)
        )


def test_the_order_of_plugins_does_not_matter() -> None:
    """Criteria of two plugins are asked in order of code."""
    own = Criteria(a_criterion(says(Verdict.NOT_MET)))
    one = admission(BOTH, Governance.activate([own, plugin()]), on=ON)
    other = admission(BOTH, Governance.activate([plugin(), own]), on=ON)
    assert one == other
    codes = [each.code for each in one.candidates[0].criteria]
    assert codes == sorted(codes)
    assert isinstance(one.candidates[0].criteria[0].judgement, Judgement)
    assert CriterionContext(on=ON, candidate=SIGNAL, parameters=None).candidate == SIGNAL


def test_a_department_is_of_the_body_that_it_is_part_of() -> None:
    """Criteria are asked of what its departments own too, as rules are."""
    town = Criteria(a_criterion(says(Verdict.NOT_MET)))
    town.said = {"governs": frozenset({OrganisationId("here")})}
    dossier = a_dossier(
        an_organisation(id="here"), an_organisation(id="team", part_of="here"),
        an_issue(owners=["team"]),
    )  # fmt: skip
    (found,) = admission(dossier, Governance.activate([town]), on=ON).candidates
    assert found.admittance is Admittance.NOT_ADMISSIBLE
