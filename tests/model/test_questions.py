from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.model import (
    KINDS,
    AreaId,
    Dossier,
    IssueId,
    PersonId,
    Phase,
    ProgrammeId,
    Record,
    Ref,
    TeamId,
    UnknownIdError,
    kind_named,
)
from opgavekern.model.questions import _OWNERS, BETWEEN_ISSUES
from opgavekern.model.records import id_of
from opgavekern.model.shape import references
from opgavekern.testing import (
    a_budget_share,
    a_contribution,
    a_decision,
    a_dossier,
    a_goal,
    a_lifecycle,
    a_measure,
    a_motion,
    a_need,
    a_participation_moment,
    a_person,
    a_pledge,
    a_precedence,
    a_programme,
    a_programme_item,
    a_question,
    a_signal,
    a_stakeholder,
    a_team,
    an_agenda_item,
    an_area,
    an_assignment,
    an_effort,
    an_indicator,
    an_involvement,
    an_issue,
    an_observation,
    days,
    dossiers,
    records,
)

ISSUE = IssueId("issue-1")
PERSON = PersonId("person-1")
DAY = date(2026, 6, 1)

#: Each question about what belongs to an issue, and a record that does.
BELONGS: dict[str, tuple[Callable[[Dossier], Iterable[Record]], Record]] = {
    "parts": (lambda d: d.parts_of(ISSUE), an_issue(id="i-2", parent="issue-1")),
    "signals": (lambda d: d.signals_of(ISSUE), a_signal(issues="issue-1")),
    "needs": (lambda d: d.needs_of(ISSUE), a_need(issues="issue-1")),
    "teams": (lambda d: d.teams_of(ISSUE), a_team(issues="issue-1")),
    "programmes": (lambda d: d.programmes_of(ISSUE), a_programme(issues="issue-1")),
    "goals": (lambda d: d.goals_of(ISSUE), a_goal(issues="issue-1")),
    "efforts": (lambda d: d.efforts_of(ISSUE), an_effort(issues="issue-1")),
    "involvements": (lambda d: d.involvements_of(ISSUE), an_involvement(issue="issue-1")),
    "moments": (lambda d: d.moments_of(ISSUE), a_participation_moment(issues="issue-1")),
    "budget": (lambda d: d.budget_of(ISSUE), a_budget_share(issue="issue-1")),
    "decisions": (lambda d: d.decisions_of(ISSUE), a_decision(issues="issue-1")),
    "agenda": (lambda d: d.agenda_of(ISSUE), an_agenda_item(issues="issue-1")),
    "motions": (lambda d: d.motions_of(ISSUE), a_motion(issues="issue-1")),
    "questions": (lambda d: d.questions_of(ISSUE), a_question(issues="issue-1")),
    "pledges": (lambda d: d.pledges_of(ISSUE), a_pledge(issues="issue-1")),
}


@pytest.mark.parametrize(("ask", "record"), BELONGS.values(), ids=BELONGS.keys())
def test_what_belongs_to_an_issue(
    ask: Callable[[Dossier], Iterable[Record]], record: Record
) -> None:
    """A record that names the issue is found; without it there is nothing; in order of id."""
    assert tuple(ask(a_dossier(an_issue(), record))) == (record,)
    assert tuple(ask(a_dossier(an_issue()))) == ()


def test_a_question_about_an_issue_that_is_not_there() -> None:
    """Who leads an unknown issue is no answer but an error that says so."""
    for ask in (Dossier().lead_of, Dossier().sponsor_of, Dossier().phase_of):
        with pytest.raises(UnknownIdError):
            ask(ISSUE, DAY)
    assert Dossier().teams_of(ISSUE) == ()


@pytest.mark.parametrize(
    ("field", "ask"),
    [
        ("political_sponsors", Dossier.sponsor_of),
        ("official_sponsors", Dossier.official_sponsor_of),
        ("leads", Dossier.lead_of),
    ],
)
def test_who_holds_a_position_on_a_day(
    field: str, ask: Callable[[Dossier, IssueId, date], PersonId | None]
) -> None:
    """One after the other, each on their own days; none between; of two, the first."""
    holders = [
        {"person": "p-1", "valid": "2025"},
        {"person": "p-2", "valid": "2026-03-01/.."},
        {"person": "p-3", "valid": "2027"},
    ]
    dossier = a_dossier(an_issue(**{field: holders}))
    assert ask(dossier, ISSUE, date(2024, 12, 31)) is None
    assert ask(dossier, ISSUE, date(2025, 1, 1)) == "p-1"
    assert ask(dossier, ISSUE, date(2025, 12, 31)) == "p-1"
    assert ask(dossier, ISSUE, date(2026, 2, 28)) is None
    assert ask(dossier, ISSUE, date(2026, 3, 1)) == "p-2"
    assert ask(dossier, ISSUE, date(2027, 6, 1)) == "p-2"


@given(dossiers(min_records=1, kinds=["issues", "people"], max_records=8), days())
def test_whom_an_issue_is_led_by_leads_that_issue(dossier: Dossier, day: date) -> None:
    """Issues of a lead and leads of issues are the same facts, read from two sides."""
    led = {person.id: dossier.issues_led_by(person.id, day) for person in dossier.people}
    for person, issues in led.items():
        expected = [issue for issue in dossier.issues if dossier.lead_of(issue.id, day) == person]
        assert list(issues) == expected


def test_the_phase_of_an_issue_follows_its_history() -> None:
    """None before the first change, then each change from its own day on, whatever the order."""
    issue = an_issue(
        history=[
            {"on": "2026-06-01", "phase": "delivering"},
            {"on": "2026-01-01", "phase": "exploring"},
            {"on": "2026-03-01", "phase": "mandated"},
        ]
    )
    dossier = a_dossier(issue)
    assert dossier.phase_of(ISSUE, date(2025, 12, 31)) is None
    assert dossier.phase_of(ISSUE, date(2026, 1, 1)) is Phase.EXPLORING
    assert dossier.phase_of(ISSUE, date(2026, 2, 28)) is Phase.EXPLORING
    assert dossier.phase_of(ISSUE, date(2026, 3, 1)) is Phase.MANDATED
    assert dossier.phase_of(ISSUE, date(2030, 1, 1)) is Phase.DELIVERING


def test_an_own_status_is_read_by_its_lifecycle() -> None:
    """A municipality's own status is the phase that its lifecycle gives; else it is unknown."""
    lifecycle = a_lifecycle(
        statuses=[
            {"name": "aan de slag", "phase": "delivering"},
            {"name": "klaar", "phase": "closed"},
        ]
    )
    history = [{"on": "2026-01-01", "status": "aan de slag"}, {"on": "2026-07-01", "status": "weg"}]
    with_it = a_dossier(lifecycle, an_issue(lifecycle="lifecycle-1", history=history))
    without = a_dossier(an_issue(history=history))
    assert with_it.phase_of(ISSUE, DAY) is Phase.DELIVERING
    assert with_it.phase_of(ISSUE, date(2026, 7, 1)) is None
    assert without.phase_of(ISSUE, DAY) is None
    assert with_it.running_issues(DAY) == (with_it.issues[ISSUE],)
    assert without.running_issues(DAY) == ()


@pytest.mark.parametrize("phase", Phase, ids=lambda phase: phase.value)
def test_an_issue_runs_from_its_mandate_until_it_is_over(phase: Phase) -> None:
    """Running are issues with an adopted mandate that is being worked on; none is both."""
    dossier = a_dossier(an_issue(history=[{"on": "2026-01-01", "phase": phase}]))
    runs = phase.value in {"mandated", "programming", "delivering", "evaluating"}
    over = phase.value in {"embedded", "closed", "stopped", "referred"}
    assert bool(dossier.running_issues(DAY)) is phase.is_running is runs
    assert phase.is_over is over


def test_the_decision_of_the_mandate_is_among_the_decisions() -> None:
    """Once, also if it names the issue itself; in order of id."""
    dossier = a_dossier(
        an_issue(mandate={"decision": "d-2"}),
        a_decision(id="d-3", issues="issue-1"),
        a_decision(id="d-2", issues="issue-1"),
        a_decision(id="d-1"),
    )
    assert [decision.id for decision in dossier.decisions_of(ISSUE)] == ["d-2", "d-3"]
    alone = a_dossier(an_issue(mandate={"decision": "d-1"}), a_decision(id="d-1"))
    assert [decision.id for decision in alone.decisions_of(ISSUE)] == ["d-1"]
    missing = a_dossier(an_issue(mandate={"decision": "d-9"}))
    assert missing.decisions_of(ISSUE) == ()


def test_an_area_holds_what_lies_in_it() -> None:
    """The area itself first, then all below it; an issue in a neighbourhood is in its district."""
    dossier = a_dossier(
        an_area(id="helmond", level="municipality"),
        an_area(id="noord", level="district", parent="helmond"),
        an_area(id="bloemvelden", level="neighbourhood", parent="noord"),
        an_area(id="oost", level="district", parent="helmond"),
        an_issue(id="i-2", areas="bloemvelden"),
        an_issue(id="i-1", areas=["oost", "bloemvelden"]),
        an_issue(id="i-3", areas="helmond"),
    )
    names = [area.id for area in dossier.areas_in(AreaId("helmond"))]
    assert names == ["helmond", "noord", "bloemvelden", "oost"]
    assert [issue.id for issue in dossier.issues_in(AreaId("noord"))] == ["i-1", "i-2"]
    assert [issue.id for issue in dossier.issues_in(AreaId("helmond"))] == ["i-1", "i-2", "i-3"]
    with pytest.raises(UnknownIdError):
        dossier.areas_in(AreaId("nowhere"))


def test_areas_in_a_circle_end() -> None:
    """Two areas that say they lie in each other are each found once."""
    dossier = a_dossier(an_area(id="a", parent="b"), an_area(id="b", parent="a"))
    assert [area.id for area in dossier.areas_in(AreaId("a"))] == ["a", "b"]


@given(dossiers(kinds=["areas", "issues"], max_records=10))
def test_what_is_in_an_area_is_what_brute_force_finds(dossier: Dossier) -> None:
    """An area lies in another if some step up from it does."""

    def lies_in(area: AreaId, other: AreaId, steps: int = 12) -> bool:
        parent = dossier.areas[area].parent
        above = parent is not None and steps > 0 and lies_in(parent, other, steps - 1)
        return area == other or above

    for area in dossier.areas:
        inside = {one.id for one in dossier.areas if lies_in(one.id, area.id)}
        assert {one.id for one in dossier.areas_in(area.id)} == inside
        issues = [issue for issue in dossier.issues if inside & set(issue.areas)]
        assert list(dossier.issues_in(area.id)) == issues


def test_items_and_assignments() -> None:
    """Items are found by programme, assignments by person and by team, of all times."""
    dossier = a_dossier(
        a_programme_item(),
        an_assignment(valid="2020"),
        an_assignment(person="p-2"),
    )
    assert [item.id for item in dossier.items_of(ProgrammeId("programme-1"))] == [
        "programme-item-1"
    ]
    assert len(dossier.assignments_of(PERSON)) == 1
    assert len(dossier.assignments_in(TeamId("team-1"))) == 2
    assert dossier.items_of(ProgrammeId("x")) == ()
    assert dossier.assignments_of(PersonId("x")) == ()


def test_what_people_call_a_record() -> None:
    """Title or name; a person by function and never by name; else the id."""
    dossier = a_dossier(
        an_issue(title="Veilig Centrum"),
        a_team(name="Team Noord"),
        a_person(id="p-1", name="Jansen", function="wijkadviseur"),
        a_person(id="p-2", name="Jansen"),
        an_assignment(),
    )
    called = {
        Ref("issue", "issue-1"): "Veilig Centrum",
        Ref("team", "team-1"): "Team Noord",
        Ref("person", "p-1"): "wijkadviseur",
        Ref("person", "p-2"): "p-2",
        Ref("assignment", "person-1.team-1"): "person-1.team-1",
        Ref("issue", "nowhere"): "nowhere",
        Ref("nothing", "x"): "x",
    }
    assert {ref: dossier.name_of(ref) for ref in called} == called


@given(dossiers(max_records=8))
def test_what_refers_to_a_record_is_what_brute_force_finds(dossier: Dossier) -> None:
    """Every reference is found from its other end, with its path, in order of kind and id."""
    every = [
        (Ref(kind.name, id_of(record)), path, target)
        for kind in KINDS
        for record in dossier.of_kind(kind.plural)
        for path, target in references(record)
    ]
    for target in {target for _, _, target in every} | {Ref("issue", "nowhere")}:
        expected = tuple((owner, path) for owner, path, named in every if named == target)
        assert dossier.referring_to(target) == expected


def test_what_refers_is_told_with_its_path() -> None:
    """Also from deep inside a record; withheld kinds stay silent."""
    dossier = a_dossier(an_issue(leads=[{"person": "p-1"}]), a_person(id="p-1"))
    found = ((Ref("issue", "issue-1"), ("leads", 0, "person")),)
    assert dossier.referring_to(Ref("person", "p-1")) == found
    assert dossier.view(without=["issues"]).referring_to(Ref("person", "p-1")) == ()


CONCERNED: dict[str, tuple[Record, ...]] = {
    "itself": (an_issue(id="i-2"),),
    "names it": (a_signal(issues=["i-2"]),),
    "its programme's": (a_programme_item(), a_programme(issues="i-2")),
    "its team's": (an_assignment(), a_team(issues="i-2")),
    "its goal's": (a_contribution(), a_goal(issues="i-2")),
    "its goals', by indicator": (an_indicator(goals="goal-1"), a_goal(issues="i-2")),
    "its indicator's": (
        an_observation(),
        an_indicator(goals="goal-1"),
        a_goal(issues="i-2"),
    ),
    "its efforts'": (a_precedence(), an_effort(issues="i-2"), an_effort(issues="i-2")),
    "its decision's": (an_agenda_item(decision="decision-1"), a_decision(issues="i-2")),
    "its programmes'": (
        a_participation_moment(programmes="programme-1"),
        a_programme(issues="i-2"),
    ),
}


@pytest.mark.parametrize("records", CONCERNED.values(), ids=CONCERNED.keys())
def test_the_issues_that_a_record_is_about(records: tuple[Record, ...]) -> None:
    """Its own, or else those of what it belongs to."""
    dossier = a_dossier(*records)
    first: Any = records[0]
    kind = next(kind for kind in KINDS if kind.record is type(first))
    assert dossier.issues_concerned(Ref(kind.name, first.id)) == ("i-2",)


def test_records_that_are_about_no_issue() -> None:
    """People, stakeholders and what is not there; a circle of goals and indicators ends."""
    dossier = a_dossier(a_person(), a_stakeholder(), a_measure())
    for ref in (Ref("person", "person-1"), Ref("stakeholder", "stakeholder-1"), Ref("issue", "x")):
        assert dossier.issues_concerned(ref) == ()


def test_several_issues_are_told_once_in_order() -> None:
    """A record about several issues names each of them once."""
    dossier = a_dossier(a_signal(issues=["i-3", "i-1", "i-3"]))
    assert dossier.issues_concerned(Ref("signal", "signal-1")) == ("i-1", "i-3")


@given(dossiers())
def test_questions_about_any_record_have_an_answer(dossier: Dossier) -> None:
    """Each record of each kind has a name, and issues that are in the dossier."""
    for kind in KINDS:
        for record in dossier.of_kind(kind.plural):
            ref = Ref(kind.name, id_of(record))
            assert dossier.name_of(ref)
            assert set(dossier.issues_concerned(ref)) <= set(dossier.issues.ids())


@given(st.data())
def test_only_kinds_between_link_a_record_to_an_issue(data: st.DataObject) -> None:
    """What a record without issues of its own belongs to is of a kind that is named as such."""
    kind = kind_named(data.draw(st.sampled_from(sorted(_OWNERS))))
    assert kind is not None
    for path, target in references(data.draw(records(kind.record))):
        if path[0] in _OWNERS[kind.name]:
            between = kind_named(target.kind)
            assert between is not None
            assert between.plural in BETWEEN_ISSUES
