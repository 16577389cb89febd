from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.draws import draws

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError, OpgavekernError
from opgavekern.baseline import plugin
from opgavekern.delivery import DueKind, MethodProgress, ProgrammeProgress, StepState, progress
from opgavekern.governance import Governance, check
from opgavekern.model import (
    Dossier,
    Evidence,
    Header,
    Lifecycle,
    ProgrammeId,
    Record,
    UnknownIdError,
    WithheldError,
)
from opgavekern.testing import (
    a_budget_share,
    a_decision,
    a_dossier,
    a_goal,
    a_lesson,
    a_method,
    a_participation_moment,
    a_planning_document,
    a_programme,
    a_programme_item,
    a_reflection,
    a_signal,
    a_team,
    an_agreement,
    an_area,
    an_assignment,
    an_effort,
    an_indicator,
    an_issue,
    an_observation,
    dossiers,
)

pytestmark = pytest.mark.needs("testing")

NL = Governance.activate([plugin()])
ON = date(2026, 9, 1)
PROGRAMME = ProgrammeId("programme-1")
STEPS: tuple[Mapping[str, Any], ...] = (
    {"name": "listen", "phase": "exploring", "evidence": "signals", "lead_time_weeks": "8"},
    {"name": "mandate", "phase": "defined", "evidence": "mandate"},
    {"name": "plan", "phase": "programming", "evidence": "decision", "lead_time_weeks": "20",
     "planning_moment": "programmabegroting"},
    {"name": "do", "phase": "delivering", "evidence": "results"},
)  # fmt: skip


def plain(**fields: object) -> Record:
    """A district programme made by the method of four steps."""
    return a_programme(
        **{
            "method": "method-1",
            "issues": "issue-1",
            "areas": "area-1",
            "kind": "district",
            **fields,
        }
    )


def started(*records: Record, steps: object = STEPS, history: object = ()) -> Dossier:
    """A district programme of one issue, and what is known besides."""
    own: dict[type, Record] = {}
    for one in (
        an_issue(history=history),
        an_area(level="district"),
        plain(),
        a_method(steps=steps),
    ):
        own[type(one)] = one
    return a_dossier(*(one for cls, one in own.items() if cls not in map(type, records)), *records)


def stand(
    dossier: Dossier, on: date = ON, governance: Governance | None = None
) -> ProgrammeProgress:
    """Where its one programme stands."""
    return progress(dossier, governance or Governance(), on=on).programmes[0]


def states(dossier: Dossier, on: date = ON) -> list[StepState]:
    """The state of each step."""
    return [one.state for one in stand(dossier, on).steps]


SIGNAL = a_signal(issues="issue-1", raised_on="2026-01-05")
MANDATED = an_issue(mandate={"adopted_on": "2026-03-10"})
DECIDED = (plain(decision="decision-1"), a_decision(on="2026-07-01"))


def test_a_programme_of_which_nothing_is_known_is_at_its_first_step() -> None:
    """Without evidence the first step is being done, and says what it still needs."""
    one = stand(started())
    assert [step.state for step in one.steps] == [StepState.CURRENT, *[StepState.AHEAD] * 3]
    assert one.current is not None
    assert one.current.missing == (Evidence.SIGNALS,)


def test_the_step_after_the_last_that_is_done_is_being_done() -> None:
    """Evidence moves it on, and the days are those of the evidence."""
    one = stand(started(SIGNAL, MANDATED))
    assert [step.state.value for step in one.steps] == ["done", "done", "current", "ahead"]
    assert [step.done_on for step in one.steps[:2]] == [date(2026, 1, 5), date(2026, 3, 10)]
    assert one.steps[2].since == date(2026, 3, 10)


@pytest.mark.parametrize(("on", "is_done"), [("2026-07-01", True), ("2026-06-30", False)])
def test_evidence_counts_from_its_own_day_on(on: str, is_done: bool) -> None:
    """What is yet to be decided shows nothing."""
    found = states(started(SIGNAL, MANDATED, *DECIDED), date.fromisoformat(on))
    assert (found[2] is StepState.DONE) is is_done


def test_a_step_without_evidence_before_a_later_one_was_skipped() -> None:
    """A programme that was decided without anyone having listened says so."""
    one = stand(started(MANDATED, *DECIDED))
    assert one.steps[0].state is StepState.SKIPPED
    assert "skipped: listen" in one.text("en")
    assert "overgeslagen: listen" in one.text("nl")


def test_a_step_that_asks_for_nothing_is_never_seen_to_be_done() -> None:
    """Before the step being done it is unknown, which is not the same as skipped."""
    steps = [{"name": "talk"}, *STEPS]
    assert states(started(SIGNAL, steps=steps))[0] is StepState.UNKNOWN
    assert states(started(steps=[{"name": "talk"}]))[0] is StepState.CURRENT


def test_the_phase_of_an_issue_tells_which_step_is_being_done() -> None:
    """A municipality that says that it is carrying out is, whatever else it did not record."""
    history = [{"phase": "delivering", "on": "2026-05-01"}]
    one = stand(started(SIGNAL, history=history))
    assert [step.state.value for step in one.steps] == ["done", "skipped", "skipped", "current"]
    assert one.steps[3].since == date(2026, 5, 1)


def test_the_statuses_of_an_own_lifecycle_are_phases() -> None:
    """A status by a municipality's own name moves a programme as the phase that it amounts to."""
    life = Lifecycle(**structured({"id": "own", "name": "Own", "statuses": [
        {"name": "aan-de-slag", "phase": "delivering"}]}))  # fmt: skip
    issue = an_issue(lifecycle="own", history=[{"status": "aan-de-slag", "on": "2026-05-01"}])
    assert states(started(issue, life))[3] is StepState.CURRENT


def structured(plain_record: dict[str, Any]) -> dict[str, Any]:
    """The fields of a lifecycle, structured."""
    made = Dossier.from_records({"lifecycles": [plain_record]}).lifecycles["own"]
    return {field.name: getattr(made, field.name) for field in attrs.fields(Lifecycle)}


@pytest.mark.parametrize(("level", "is_done"), [("adviseren", False), ("coproduceren", True)])
def test_a_level_of_participation_asks_for_a_moment_at_that_level(
    level: str, is_done: bool
) -> None:
    """A rung lower is not what was agreed."""
    moment = a_participation_moment(level=level, on="2026-02-01", programmes="programme-1")
    steps = [{"name": "plan", "participation_level": "coproduceren"}, {"name": "do"}]
    whole = started(moment, steps=steps)
    assert (stand(whole, governance=NL).steps[0].state is StepState.DONE) is is_done


def test_a_moment_of_another_phase_shows_nothing() -> None:
    """What people said about the plan is no say in carrying it out."""
    moment = a_participation_moment(phase="programming", on="2026-02-01", programmes="programme-1")
    steps = [{"name": "do", "phase": "delivering", "evidence": "participation"}]
    assert not stand(started(moment, steps=steps)).steps[0].shown[0].is_there
    assert stand(started(attrs.evolve(moment, phase=None), steps=steps)).steps[0].shown[0].is_there


EACH: dict[Evidence, tuple[Record, ...]] = {
    Evidence.SIGNALS: (SIGNAL,),
    Evidence.MANDATE: (MANDATED,),
    Evidence.TEAM: (a_team(issues="issue-1"), an_assignment(team="team-1", person="p")),
    Evidence.GOALS: (a_goal(issues="issue-1"),),
    Evidence.EFFORTS: (an_effort(issues="issue-1"),),
    Evidence.BUDGET: (a_budget_share(issue="issue-1"),),
    Evidence.ITEMS: (a_programme_item(programme="programme-1"),),
    Evidence.AGREEMENT: (an_agreement(issues="issue-1", signed_on="2026-01-01"),),
    Evidence.DECISION: DECIDED,
    Evidence.PARTICIPATION: (a_participation_moment(issues="issue-1"),),
    Evidence.RESULTS: (a_programme_item(programme="programme-1", state="done", due="2026-05"),),
    Evidence.OBSERVATION: (
        a_goal(issues="issue-1"),
        an_indicator(goals="goal-1"),
        an_observation(reference_date="2026-06-30", value="1"),
    ),
    Evidence.REFLECTION: (a_reflection(issues="issue-1", on="2026-06-01"),),
    Evidence.LESSON: (a_lesson(issues="issue-1", on="2026-06-01"),),
}


@pytest.mark.parametrize("evidence", Evidence, ids=lambda one: one.value)
def test_each_sort_of_evidence_is_seen(evidence: Evidence) -> None:
    """With the record that shows it a step is done, and without it it is not."""
    steps = [{"name": "it", "evidence": evidence.value}]
    assert not stand(started(steps=steps)).steps[0].shown[0].is_there
    there = stand(started(*EACH[evidence], steps=steps))
    assert there.steps[0].state is StepState.DONE
    assert there.current is None
    assert "all steps are done" in there.text()


def test_an_action_that_is_left_to_do_keeps_results_waiting() -> None:
    """Results are there once every action is done or dropped."""
    steps = [{"name": "do", "evidence": "results"}]
    done = a_programme_item(id="a", programme="programme-1", state="done")
    for state, is_done in (("dropped", True), ("running", False)):
        other = a_programme_item(id="b", programme="programme-1", state=state)
        found = stand(started(done, other, steps=steps)).steps[0]
        assert (found.state is StepState.DONE) is is_done


def test_what_is_there_with_the_last_of_its_records_has_the_day_of_the_last() -> None:
    """Results are there when the last action was due, a mandate when the last issue has one."""
    items = [
        a_programme_item(id=id, programme="programme-1", state="done", due=due)
        for id, due in (("a", "2026-05"), ("b", "2026-07"))
    ]
    steps = [{"name": "do", "evidence": "results"}]
    assert stand(started(*items, steps=steps)).steps[0].done_on == date(2026, 7, 31)
    issues = [an_issue(id=f"issue-{n}", mandate={"adopted_on": f"2026-0{n}-10"}) for n in (3, 6)]
    both = plain(issues=["issue-3", "issue-6"])
    whole = a_dossier(both, a_method(steps=[{"name": "ask", "evidence": "mandate"}]), *issues)
    assert stand(whole).steps[0].done_on == date(2026, 6, 10)
    assert stand(whole, date(2026, 6, 9)).steps[0].state is StepState.CURRENT


def test_a_team_with_nobody_in_it_is_no_team() -> None:
    """Nor one of which everyone withdrew."""
    steps = [{"name": "do", "evidence": "team"}]
    team = a_team(issues="issue-1")
    gone = an_assignment(team="team-1", person="p", status="withdrawn")
    for records in ((team,), (team, gone)):
        assert not stand(started(*records, steps=steps)).steps[0].shown[0].is_there


@pytest.mark.parametrize(
    ("baseline", "began", "is_there"),
    [(None, "2026-01-01/..", True), ("o", "2026-01-01/..", False), (None, "2026-06-30/..", False)],
    ids=["after it began", "the baseline", "on the day it began"],
)
def test_what_was_measured_before_is_no_result(
    baseline: str | None, began: str, is_there: bool
) -> None:
    """Neither the baseline nor what was measured up to the day on which the programme began."""
    measured = an_observation(id="o", reference_date="2026-06-30", value="1")
    dossier = started(
        plain(valid=began),
        a_goal(issues="issue-1"),
        an_indicator(goals="goal-1", baseline=baseline),
        measured,
        steps=[{"name": "look", "evidence": "observation"}],
    )
    assert stand(dossier).steps[0].shown[0].is_there is is_there


def test_a_step_began_when_the_first_issue_came_into_its_phase() -> None:
    """Also where one came back to it later."""
    history = [
        {"phase": "delivering", "on": "2026-05-01"},
        {"phase": "programming", "on": "2026-06-01"},
        {"phase": "delivering", "on": "2026-07-01"},
    ]
    assert stand(started(history=history)).steps[3].since == date(2026, 5, 1)


def test_what_is_withheld_shows_nothing_either_way() -> None:
    """Withheld signals make a step unknown, not skipped."""
    one = stand(started(SIGNAL, MANDATED).view(without=["signals"]))
    assert one.steps[0].state is StepState.UNKNOWN
    assert one.steps[0].missing == ()


@pytest.mark.parametrize(("day", "is_late"), [("2026-07-28", False), ("2026-07-29", True)])
def test_a_step_is_due_after_its_usual_time(day: str, is_late: bool) -> None:
    """Twenty weeks after 10 March is 28 July: that day it is on time, a day later it is not."""
    (due,) = stand(started(SIGNAL, MANDATED), date.fromisoformat(day)).due
    assert (due.kind, due.on, due.is_late) == (DueKind.LEAD_TIME, date(2026, 7, 28), is_late)


def test_the_planning_cycle_says_when_a_step_must_be_ready() -> None:
    """The next document of the kind that the step names, by any of its names."""
    documents = [
        a_planning_document(id=id, kind=kind, adopted_on=day, year=2027)
        for id, kind, day in (
            ("past", "programme_budget", "2026-08-31"),
            ("next", "programme_budget", "2026-11-03"),
            ("memo", "framework_memo", "2026-10-01"),
        )
    ]
    due = stand(started(SIGNAL, MANDATED, *documents)).due
    (moment,) = (one for one in due if one.kind is DueKind.PLANNING_MOMENT)
    assert moment.on == date(2026, 11, 3)
    assert moment.record is not None
    assert moment.record.ref.id == "next"
    on_the_day = stand(started(SIGNAL, MANDATED, *documents), date(2026, 11, 3)).due
    assert any(one.kind is DueKind.PLANNING_MOMENT for one in on_the_day)


def test_actions_are_due_by_the_last_day_that_they_name() -> None:
    """An action of August is late in September; one that is done is not due."""
    items = [
        a_programme_item(id=id, programme="programme-1", due=due, state=state)
        for id, due, state in (
            ("late", "2026-08", "running"),
            ("soon", "2026-Q4", "planned"),
            ("done", "2026-01", "done"),
        )
    ]  # fmt: skip
    due = [one for one in stand(started(*items)).due if one.kind is DueKind.ITEM]
    assert [(one.on, one.is_late) for one in due] == [
        (date(2026, 8, 31), True),
        (date(2026, 12, 31), False),
    ]


def test_an_action_that_is_stuck_holds_up() -> None:
    """A blocked action is said by name."""
    item = a_programme_item(programme="programme-1", state="blocked", title="Light in the lane")
    one = stand(started(item))
    assert [each.name for each in one.stuck] == ["Light in the lane"]
    assert "held up by: Light in the lane" in one.text()


GATED = [
    {"name": "plan", "gate_rules": ["NL-010", "NL-013"]},
    {"name": "do", "phase": "delivering"},
]


def test_rules_between_two_steps_are_asked_what_they_would_find() -> None:
    """An issue that is not yet carried out is judged as if it were from today on."""
    governance = Governance.activate([plugin()])
    dossier = started(a_goal(issues="issue-1"), steps=GATED)
    assert check(dossier, governance, on=ON).findings == ()
    one = stand(dossier, governance=governance)
    assert [finding.code for finding in one.findings] == ["NL-013"]
    paid = dossier.replace(a_budget_share(issue="issue-1", year=2026))
    assert stand(paid, governance=governance).findings == ()


def test_a_rule_that_no_plugin_has_gives_no_answer() -> None:
    """A gate that cannot be judged is not open."""
    one = stand(started(steps=GATED))
    assert one.unanswered == ("NL-010", "NL-013")
    assert one.is_blocked


def test_the_issues_themselves_stay_as_they_are() -> None:
    """Asking what would be found changes neither the dossier nor an earlier result."""
    governance = Governance.activate([plugin()])
    dossier = governance.laid_under(started(steps=GATED))
    result = check(dossier, governance, on=ON)
    before = dossier.digest
    found = progress(dossier, governance, result=result)
    assert dossier.digest == before
    assert found == progress(dossier, governance, on=ON)
    assert check(dossier, governance, on=ON) == result


def test_what_starting_elsewhere_takes_is_the_sum_of_the_steps() -> None:
    """Districts without a programme by the same method, its weeks and hours, and who does it."""
    steps = [
        {"name": "a", "lead_time_weeks": "8", "roles": "r1",
         "hours": [{"competency": "c1", "hours": "120"}]},
        {"name": "b", "lead_time_weeks": "2.5", "roles": ["r2", "r1"],
         "hours": [{"competency": "c1", "hours": "30"}, {"competency": "c0", "hours": "8"}]},
    ]  # fmt: skip
    areas = [an_area(id="area-1", level="district"), an_area(id="area-2", level="district"),
             an_area(id="town", level="municipality"),
             an_area(id="gone", level="district", valid="2020")]  # fmt: skip
    (found,) = progress(started(*areas, steps=steps), Governance(), on=ON).starting
    assert [one.ref.id for one in found.areas] == ["area-2"]
    assert found.weeks == Decimal("10.5")
    assert [(one.competency, one.hours) for one in found.hours] == [("c0", 8), ("c1", 150)]
    assert found.roles == ("r1", "r2")


def test_programmes_that_are_over_are_told_when_asked_for_only() -> None:
    """Without a name those that ended are left out; their areas have begun all the same."""
    over = started(plain(valid="2024"))
    assert progress(over, Governance(), on=ON).programmes == ()
    assert progress(over, Governance(), programme=PROGRAMME, on=ON).programmes


def test_a_programme_without_method_says_so() -> None:
    """Asked for by name it is told that it names no way of working."""
    one = progress(started(plain(method=None)), Governance(), programme=PROGRAMME, on=ON)
    assert one.programmes[0].steps == ()
    assert "names no way of working" in one.describe("en")


def test_what_cannot_be_asked_is_refused() -> None:
    """No day, another day than the result's, no such programme, programmes withheld."""
    dossier, governance = started(), Governance()
    with pytest.raises(OpgavekernError, match="on which day"):
        progress(attrs.evolve(dossier, header=Header()), governance)
    with pytest.raises(BadValueError, match="asked for"):
        progress(dossier, governance, on=ON, result=check(dossier, governance, on=date(2026, 1, 1)))
    with pytest.raises(UnknownIdError):
        progress(dossier, governance, programme=ProgrammeId("programme-2"), on=ON)
    with pytest.raises(WithheldError):
        progress(dossier.view(without=["programmes"]), governance, on=ON)


@settings(max_examples=draws(40))
@given(dossier=dossiers(max_records=25), day=st.dates())
def test_any_dossier_is_answered(dossier: Dossier, day: date) -> None:
    """Whatever is known: at most one step is being done, none before is ahead, none after done."""
    governance = Governance.activate([plugin()])
    found = progress(dossier, governance, on=day)
    for one in found.programmes:
        order = [step.state for step in one.steps]
        assert order.count(StepState.CURRENT) <= 1
        if StepState.CURRENT in order:
            at = order.index(StepState.CURRENT)
            assert StepState.AHEAD not in order[:at]
            assert set(order[at + 1 :]) <= {StepState.AHEAD}
        alone = progress(dossier, governance, programme=ProgrammeId(one.programme.ref.id), on=day)
        assert [step.state for step in alone.programmes[0].steps] == order
    assert structure(json.loads(json.dumps(unstructure(found))), MethodProgress) == found


@given(later=st.integers(0, 400))
def test_time_takes_nothing_back(later: int) -> None:
    """Of records that do not change, a step that is done on a day is done on every later day."""
    dossier = started(SIGNAL, MANDATED, *DECIDED)
    days = (date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=later))
    early, late = (
        [step.state is StepState.DONE for step in stand(dossier, day).steps] for day in days
    )
    assert all(after or not before for before, after in zip(early, late, strict=True))
