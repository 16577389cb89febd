"""The network that a dossier tells of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import networkx as nx
import pytest

from opgavekern.base.errors import BadValueError
from opgavekern.model import (
    AreaId,
    Dossier,
    Employment,
    Involvement,
    Issue,
    IssueId,
    Organisation,
    OrganisationId,
    Period,
    Person,
    PersonId,
    Record,
    Ref,
    Sign,
    Stakeholder,
    StakeholderId,
    Tie,
    TieId,
    TieKind,
    TieKindId,
    TieSurvey,
    TieSurveyId,
    WeightMeaning,
)
from opgavekern.network import NetworkError, graph_of
from opgavekern.testing import an_area

KIND = TieKindId("works")
HOUSING, CARE = OrganisationId("housing"), OrganisationId("care")


def _party(name: str, **said: Any) -> Stakeholder:
    return Stakeholder(id=StakeholderId(name), name=name.title(), **said)


def _ref(name: str) -> Ref:
    return Ref("stakeholder", name)


def _tie(start: str, end: str, **said: Any) -> Tie:
    return Tie(**{"kind": KIND, "start": _ref(start), "end": _ref(end), **said})


def _dossier(*records: Record, directed: bool = False) -> Dossier:
    return Dossier.of(TieKind(id=KIND, name="works with", is_directed=directed), *records)


def test_parties_and_ties() -> None:
    """Parties are nodes that say what they are, also without ties; ties say what is known."""
    ties = _tie("a", "b", weight=2.0), _tie("b", "c", sign=Sign.NEGATIVE)
    graph = graph_of(_dossier(*map(_party, "abcd"), *ties))
    assert type(graph) is nx.Graph
    assert graph.nodes["stakeholder:a"] == {"label": "A", "record": "stakeholder", "kind": "other"}
    assert dict(graph.edges) == {
        ("stakeholder:a", "stakeholder:b"): {"kind": "works", "weight": 2.0},
        ("stakeholder:b", "stakeholder:c"): {"kind": "works", "sign": -1},
    }
    assert list(nx.isolates(graph)) == ["stakeholder:d"]
    assert graph.graph == {"weight_means": "strength", "left_out": 0}


def test_directed_ties_go_one_way() -> None:
    """A kind of tie that goes one way gives a directed graph."""
    graph = graph_of(_dossier(*map(_party, "ab"), _tie("b", "a"), directed=True))
    assert list(graph.edges) == [("stakeholder:b", "stakeholder:a")]


def test_a_day() -> None:
    """On a day only what holds that day is there."""
    until = Period(last=date(2025, 12, 31))
    dossier = _dossier(*map(_party, "ab"), _tie("a", "b", valid=until))
    assert len(graph_of(dossier, on=date(2025, 12, 31)).edges) == 1
    assert len(graph_of(dossier, on=date(2026, 1, 1)).edges) == 0
    with pytest.raises(BadValueError, match="on is datetime"):
        graph_of(dossier, on=datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused


def test_the_same_two_at_two_times_are_one_tie() -> None:
    """Of a tie that was known twice the last counts, and weights of two times do not add up."""
    first = _tie("a", "b", weight=1.0, valid=Period(last=date(2024, 12, 31)))
    later = _tie("a", "b", weight=3.0, valid=Period(first=date(2025, 1, 1)), id=TieId("later"))
    graph = graph_of(_dossier(*map(_party, "ab"), later, first))
    assert graph.edges["stakeholder:a", "stakeholder:b"]["weight"] == 3.0


def _survey(name: str, on: date, answered: str) -> TieSurvey:
    return TieSurvey(
        id=TieSurveyId(name),
        title=name,
        on=on,
        kinds=(KIND,),
        asked=tuple(map(_ref, "ab")),
        answered=tuple(map(_ref, answered)),
    )


def test_survey_comes_along() -> None:
    """The last survey on the day says who was asked and who answered."""
    surveys = _survey("s1", date(2024, 5, 1), "ab"), _survey("s2", date(2026, 5, 1), "a")
    dossier = _dossier(*map(_party, "abc"), *surveys)
    known = graph_of(dossier).graph["survey"]
    assert (known.asked, known.answered) == (
        {"stakeholder:a", "stakeholder:b"},
        {"stakeholder:a"},
    )
    assert graph_of(dossier, on=date(2025, 1, 1)).graph["survey"].response_rate == 1


def _of_organisations() -> Dossier:
    people = [
        Person(
            id=PersonId(name),
            name="Jan",
            function="adviser",
            employment=(Employment(organisation=employer),),
        )
        for name, employer in (("p1", HOUSING), ("p2", HOUSING), ("p3", CARE))
    ]
    ends = [(Ref("person", one), Ref("person", "p3")) for one in ("p1", "p2")]
    ends.append((Ref("person", "p1"), Ref("person", "p2")))
    ties = [Tie(kind=KIND, start=start, end=end, weight=1.0) for start, end in ends]
    organisations = [Organisation(id=one, name=one.title()) for one in (HOUSING, CARE)]
    residents = _party("residents"), _tie("residents", "residents")
    return _dossier(*people, *ties, *organisations, *residents)


def test_among_organisations() -> None:
    """Ties of people are ties of who employs them: strengths add up, and within one it is a loop.

    Who belongs to no organisation is left out and counted.
    """
    graph = graph_of(_of_organisations(), among="organisations")
    weights = nx.get_edge_attributes(graph, "weight")
    assert {frozenset(ends): weight for ends, weight in weights.items()} == {
        frozenset({"organisation:care", "organisation:housing"}): 2.0,
        frozenset({"organisation:housing"}): 1.0,
    }
    assert graph.graph["left_out"] == 1


def test_names_of_people_are_asked_for() -> None:
    """Someone is called by function unless names are asked for."""
    dossier = _of_organisations()
    node = graph_of(dossier, among="persons").nodes["person:p1"]
    assert node == {"label": "adviser", "record": "person", "organisation": "housing"}
    assert graph_of(dossier, among="persons", names=True).nodes["person:p1"]["label"] == "Jan"


def test_of_one_issue_or_area() -> None:
    """Only who is involved with an issue, or has a stake in an area or one within it, is there."""
    inner, outer = AreaId("inner"), AreaId("outer")
    dossier = _dossier(
        an_area(id=outer),
        an_area(id=inner, parent=outer),
        Issue(id=IssueId("i"), title="I"),
        _party("a", areas=(inner,)),
        _party("b"),
        _party("c", areas=(outer,)),
        *(Involvement(stakeholder=StakeholderId(one), issue=IssueId("i")) for one in "ab"),
        *(_tie(*ends) for ends in ("ab", "bc", "ac")),
    )
    assert set(graph_of(dossier, issue="i").edges) == {("stakeholder:a", "stakeholder:b")}
    assert set(graph_of(dossier, area="outer").edges) == {("stakeholder:a", "stakeholder:c")}
    assert list(graph_of(dossier, issue="i", area="inner")) == ["stakeholder:a"]


def _kinds(**said: Any) -> Dossier:
    return _dossier(*map(_party, "ab"), TieKind(id=TieKindId("asks"), name="asks", **said))


def test_several_kinds_stay_apart() -> None:
    """Several kinds of tie make a multigraph with the kind as key."""
    both = _kinds().replace(_tie("a", "b"), _tie("a", "b", kind=TieKindId("asks")))
    graph = graph_of(both)
    assert sorted(key for _, _, key in graph.edges(keys=True)) == ["asks", "works"]


@pytest.mark.parametrize(
    ("dossier", "asked", "said"),
    [
        (_kinds(is_directed=True), {}, r"some are directed \(asks\) and some are not \(works\)"),
        (
            _kinds(weight_means=WeightMeaning.RANK),
            {},
            r"do not mean the same \(rank and strength\)",
        ),
        (_kinds(), {"kinds": "work"}, 'no kind of tie "work". Did you mean "works"'),
        (_kinds(), {"issue": "x"}, 'no issue "x"'),
        (_kinds(), {"area": "x"}, 'no area "x"'),
        (_kinds(), {"among": "person"}, 'Did you mean "persons"'),
    ],
)
def test_refused(dossier: Dossier, asked: dict[str, Any], said: str) -> None:
    """What makes no one graph, and what is not there, is refused with what to do."""
    with pytest.raises(NetworkError, match=said):
        graph_of(dossier, **asked)
