from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.written.files import ON, a_requirement, codes_of, read, subjects, unmet_by

from opgavekern.model import (
    Dossier,
    Employment,
    Holder,
    Issue,
    IssueId,
    Lifecycle,
    LifecycleId,
    Mandate,
    Organisation,
    OrganisationId,
    OrganisationKind,
    Period,
    Person,
    PersonId,
    Phase,
    Record,
    Ref,
    Stakeholder,
    StakeholderId,
    Status,
    StatusChange,
    StatusName,
    Team,
    TeamId,
)

OURS, THEIRS = OrganisationId("ours"), OrganisationId("theirs")


def an_issue(id: str = "i", **fields: Any) -> Issue:
    """Make an issue; a test names only what matters."""
    return Issue(**{"id": IssueId(id), "title": "Green", **fields})


def a_person(id: str, employer: OrganisationId) -> Person:
    """Make someone who works somewhere."""
    return Person(id=PersonId(id), employment=(Employment(organisation=employer),))


def meets(condition: dict[str, Any], *records: Record, each: str = "issue") -> bool:
    """Tell whether the only record of a kind meets a condition."""
    return not unmet_by(Dossier.of(*records), condition, each=each)


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ({"title": "Green"}, True),
        ({"title": "green"}, False),
        ({"title": ["Blue", "Green"]}, True),
        ({"title": {"contains": "REE"}}, True),
        ({"title": {"not": "Green"}}, False),
        ({"description": {"is": "empty"}}, True),
        ({"description": {"is": "filled"}}, False),
        ({"owners": "ours"}, True),
        ({"owners": {"every": "ours"}}, False),
        ({"owners": {"how_many": 2}}, True),
        ({"owners": {"how_many": {"more_than": 2}}}, False),
        ({"owners": {"not": "nobody"}}, True),
        ({"leads": {"is": "empty"}}, True),
        ({"mandate": {"adopted_on": "2026-08-02"}}, True),
        ({"mandate": {"adopted_on": {"before": "2026"}}}, False),
        ({"mandate": {"adopted_on": {"from": "2026", "until": "2026-08"}}}, True),
        ({"mandate": {"adopted_on": {"after": {"days_ago": 30}}}}, False),
        ({"mandate": {"adopted_on": {"from": {"days_ago": 30}}}}, True),
        ({"mandate": {"adopted_on": {"before": {"in_days": 1}}}}, True),
        ({"mandate": {"adopted_on": {"before": "today"}}}, True),
        ({"mandate": {"adopted_on": "today"}}, False),
        ({"mandate": {"decision": {"is": "empty"}}}, True),
        ({"any": [{"title": "Blue"}, {"description": {"is": "empty"}}]}, True),
        ({"all": [{"title": "Green"}, {"not": {"title": "Green"}}]}, False),
    ],
)
def test_what_is_asked_of_a_field(condition: dict[str, Any], met: bool) -> None:
    """Equal, one of some, contains, filled in, how many, every, days and how they are combined."""
    issue = an_issue(owners=(OURS, THEIRS), mandate=Mandate(adopted_on=date(2026, 8, 2)))
    assert meets(condition, issue) is met


def test_what_is_not_there_compares_with_nothing() -> None:
    """A day that was not filled in is neither before nor after another, and is not equal to it."""
    for how in ("before", "after", "from", "until"):
        assert not meets({"mandate": {"adopted_on": {how: "today"}}}, an_issue(mandate=Mandate()))
        assert not meets({"mandate": {"adopted_on": {how: "today"}}}, an_issue())
    assert meets(
        {"mandate": {"adopted_on": {"not": {"before": "today"}}}}, an_issue(mandate=Mandate())
    )


def test_a_condition_goes_on_through_references() -> None:
    """A lead's employer's kind: holder, person, employment and organisation in one condition."""
    kind = OrganisationKind.MUNICIPALITY
    records = [
        an_issue(leads=(Holder(person=PersonId("p")),)),
        a_person("p", OURS),
        Organisation(id=OURS, name="Ours", kind=kind),
    ]
    asked = {"leads": {"employment": {"organisation": {"kind": "municipality"}}}}
    assert meets(asked, *records)
    assert meets({"leads": {"employment": "ours"}}, *records)
    assert not meets({"leads": {"employment": "theirs"}}, *records)


def test_a_holder_counts_on_the_day_only() -> None:
    """Facts are those of the day: who led before leads no more."""
    before = Holder(person=PersonId("p"), valid=Period(last=date(2026, 1, 1)))
    assert meets({"leads": {"is": "empty"}}, an_issue(leads=(before,)), a_person("p", OURS))


def test_a_reference_to_several_kinds_says_which() -> None:
    """Of a reference that may lead to several kinds each can be asked for by its name."""
    ours = Organisation(id=OURS, name="Ours", kind=OrganisationKind.MUNICIPALITY)
    group = Stakeholder(id=StakeholderId("s"), name="A group", party=Ref("organisation", "ours"))
    asked = {"party": {"organisation": {"kind": "municipality"}}}
    assert meets(asked, group, ours, each="stakeholder")
    assert meets({"party": "organisation:ours"}, group, ours, each="stakeholder")
    assert meets({"party": "ours"}, group, ours, each="stakeholder")
    assert not meets({"party": {"person": {"id": "ours"}}}, group, ours, each="stakeholder")
    assert codes_of(a_requirement(each="stakeholder", must={"party": {"team": {}}})) == [
        "unknown-kind"
    ]


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({"there_are": {"kind": "team"}}, True),
        ({"there_are": {"kind": "team", "by": "issues", "at_least": 2}}, True),
        ({"there_are": {"kind": "team", "at_least": 3}}, False),
        ({"there_are": {"kind": "team", "at_most": 1}}, False),
        ({"there_are": {"kind": "team", "where": {"name": "Two"}, "at_most": 1}}, True),
        ({"there_are_no": {"kind": "team", "where": {"name": "Three"}}}, True),
        ({"there_are_no": {"kind": "team"}}, False),
        ({"there_are": [{"kind": "team"}, {"kind": "signal"}]}, False),
        ({"there_are": {"kind": "signal", "at_most": 0}}, True),
    ],
)
def test_records_that_refer_back_are_counted(asked: dict[str, Any], met: bool) -> None:
    """There are, there are none, at least and at most, with a condition on those that count."""
    teams = (Team(id=TeamId(name), name=name, issues=(IssueId("i"),)) for name in ("One", "Two"))
    assert meets(asked, an_issue(), *teams) is met


def test_the_phase_of_an_issue_is_read_through_its_lifecycle() -> None:
    """A status by a municipality's own name counts as the phase that it amounts to."""
    own = Lifecycle(
        id=LifecycleId("l"),
        name="Own",
        statuses=(Status(name=StatusName("busy"), phase=Phase.DELIVERING),),
    )
    issue = an_issue(
        lifecycle=own.id, history=(StatusChange(status=StatusName("busy"), on=date(2026, 1, 1)),)
    )
    assert meets({"phase": "delivering"}, issue, own)
    assert not meets({"phase": ["closed", "parked"]}, issue, own)
    assert not meets({"phase": {"is": "filled"}}, an_issue())


def test_numbers_are_compared() -> None:
    """Whole numbers and decimals, as the field has them."""
    person = Person(id=PersonId("p"), contract_hours=Decimal("28.5"))
    assert meets({"contract_hours": {"at_least": 28.5, "less_than": 29}}, person, each="person")


#: Conditions in the file's words, beside the same in plain Python.
Both = tuple[dict[str, Any], Callable[[Issue, Dossier], bool]]


def _works_for(issue: Issue, dossier: Dossier, employer: str) -> bool:
    return any(
        one.organisation == employer
        for holder in issue.leads
        for one in dossier.people[holder.person].employment
    )


def _teams(issue: Issue, dossier: Dossier) -> list[Team]:
    return [one for one in dossier.teams if issue.id in one.issues]


def _adopted(issue: Issue) -> date | None:
    return issue.mandate.adopted_on if issue.mandate else None


ATOMS: list[Both] = [
    ({"title": "a"}, lambda i, _: i.title == "a"),
    ({"title": ["a", "b"]}, lambda i, _: i.title in ("a", "b")),
    ({"title": {"contains": "C"}}, lambda i, _: "c" in i.title.casefold()),
    ({"owners": "ours"}, lambda i, _: "ours" in i.owners),
    ({"owners": {"every": "ours"}}, lambda i, _: all(one == "ours" for one in i.owners)),
    ({"owners": {"how_many": {"at_least": 2}}}, lambda i, _: len(i.owners) >= 2),
    ({"mandate": {"is": "filled"}}, lambda i, _: i.mandate is not None),
    (
        {"mandate": {"adopted_on": {"before": {"days_ago": 10}}}},
        lambda i, _: (day := _adopted(i)) is not None and day < ON - timedelta(days=10),
    ),
    (
        {"leads": {"employment": {"organisation": "ours"}}},
        lambda i, d: _works_for(i, d, "ours"),
    ),
    ({"there_are": {"kind": "team", "at_least": 2}}, lambda i, d: len(_teams(i, d)) >= 2),
    (
        {"there_are_no": {"kind": "team", "where": {"name": "a"}}},
        lambda i, d: not any(one.name == "a" for one in _teams(i, d)),
    ),
    (
        {"there_are": {"kind": "team", "where": {"issues": {"owners": "ours"}}}},
        lambda i, d: any(
            "ours" in d.issues[other].owners for one in _teams(i, d) for other in one.issues
        ),
    ),
]


def _joined(inner: st.SearchStrategy[Both]) -> st.SearchStrategy[Both]:
    def every(parts: list[Both]) -> Both:
        return {"all": [one for one, _ in parts]}, lambda i, d: all(f(i, d) for _, f in parts)

    def some(parts: list[Both]) -> Both:
        return {"any": [one for one, _ in parts]}, lambda i, d: any(f(i, d) for _, f in parts)

    def opposite(part: Both) -> Both:
        return {"not": part[0]}, lambda i, d: not part[1](i, d)

    few = st.lists(inner, min_size=1, max_size=3)
    return few.map(every) | few.map(some) | inner.map(opposite)


CONDITIONS = st.recursive(st.sampled_from(ATOMS), _joined, max_leaves=6)
NAMES = st.sampled_from(["a", "b", "ccc"])
ORGANISATIONS = st.lists(st.sampled_from([OURS, THEIRS]), unique=True, max_size=2).map(tuple)
MANDATES = st.none() | st.builds(
    Mandate, adopted_on=st.none() | st.dates(date(2026, 8, 1), date(2026, 9, 30))
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Issues with leads, owners and mandates, and teams that refer to them."""
    people = [a_person("p", OURS), a_person("q", THEIRS)]
    ids = [IssueId(f"i-{number}") for number in range(draw(st.integers(1, 4)))]
    leads = st.lists(st.sampled_from(people), unique=True, max_size=2)
    issues = [
        Issue(
            id=id,
            title=draw(NAMES),
            owners=draw(ORGANISATIONS),
            mandate=draw(MANDATES),
            leads=tuple(Holder(person=one.id) for one in draw(leads)),
        )
        for id in ids
    ]
    some = st.lists(st.sampled_from(ids), unique=True).map(tuple)
    teams = [
        Team(id=TeamId(f"t-{number}"), name=draw(NAMES), issues=draw(some))
        for number in range(draw(st.integers(0, 3)))
    ]
    return Dossier.of(*people, *issues, *teams)


@given(dossier=dossiers(), where=CONDITIONS, must=CONDITIONS)
@settings(max_examples=60)
def test_a_written_condition_is_the_same_in_python(
    dossier: Dossier, where: Both, must: Both
) -> None:
    """Whatever is put together, it finds what the same question in Python finds; also unpickled."""
    rules = read(a_requirement(where=where[0], must=must[0]))
    wanted = [
        one.id for one in dossier.issues if where[1](one, dossier) and not must[1](one, dossier)
    ]
    assert subjects(dossier, *rules) == wanted
    assert pickle.loads(pickle.dumps(rules)) == rules  # noqa: S301 - made on the spot


def test_a_circle_of_references_ends() -> None:
    """Issues of one owner, the owner's issues, and so on twelve deep: each is judged once."""
    issues = [an_issue(f"i-{number}", owners=(OURS,)) for number in range(300)]
    ours = Organisation(id=OURS, name="Ours", kind=OrganisationKind.MUNICIPALITY)
    asked: dict[str, Any] = {"title": "Green"}
    for _ in range(4):
        back = {"kind": "issue", "by": "owners", "where": asked, "at_least": 300}
        asked = {"owners": {"there_are": back}}
    assert unmet_by(Dossier.of(ours, *issues), asked) == []


def test_a_rule_reads_what_its_condition_looks_at() -> None:
    """The kinds are worked out; it judges each by itself unless it looks at others of its kind."""
    (rule,) = read(a_requirement(must={"leads": {"employment": {"is": "filled"}}}))
    assert (rule.reads, rule.each) == (frozenset({"issues", "people"}), "issues")
    (rule,) = read(a_requirement(must={"parent": {"title": {"is": "filled"}}}))
    assert (rule.reads, rule.each) == (frozenset({"issues"}), "")
    (rule,) = read(a_requirement(must={"phase": {"is": "filled"}}))
    assert rule.reads == {"issues", "lifecycles"}


@pytest.mark.parametrize(
    ("must", "code"),
    [
        ({"titel": "x"}, "unknown-field"),
        ({"mandate": {"adopted_on": "soon"}}, "not-a-date"),
        ({"mandate": {"adopted_on": {"before": "soon"}}}, "not-a-date"),
        ({"mandate": {"adopted_on": {"before": {"days_ago": "many"}}}}, "not-a-number"),
        ({"mandate": {"adopted_on": {"at_least": 3}}}, "unfit-comparison"),
        ({"title": {"before": "2026"}}, "unfit-comparison"),
        ({"title": {"is": "fillled"}}, "unknown-value"),
        ({"title": []}, "empty-list"),
        ({"title": None}, "not-a-value"),
        ({"mandate": "x"}, "not-a-group"),
        ({"custom": "x"}, "not-a-group"),
        ({"phase": "busy"}, "unknown-value"),
        ({"all": {"title": "x"}}, "not-a-list"),
        ({"there_are": {"kind": "teem"}}, "unknown-kind"),
        ({"there_are": {"kind": "area"}}, "missing-field"),
        ({"there_are": {"kind": "decision", "by": "body"}}, "unknown-field"),
        ({"there_are": {"kind": "team", "at_least": 2, "at_most": 1}}, "out-of-range"),
        ({"there_are": {"kind": "team", "at_least": 0}}, "out-of-range"),
        ({"there_are_no": {"kind": "team", "at_least": 2}}, "unknown-field"),
        ({"mandate": {"there_are": {"kind": "team"}}}, "unknown-field"),
        ([], "not-a-group"),
        ("x", "not-a-group"),
        ({}, "not-a-group"),
        ({"not": {}}, "not-a-group"),
        ({"any": []}, "not-a-list"),
        ({"any": [{}]}, "not-a-group"),
        ({"there_are": []}, "not-a-group"),
        ({"there_are": {"kind": "team", "where": {}}}, "not-a-group"),
    ],
)
def test_what_does_not_fit_the_model_is_a_problem_when_it_is_read(must: Any, code: str) -> None:
    """Unknown names, other types, and questions that no field of that sort answers."""
    assert codes_of(a_requirement(must=must)) == [code]
