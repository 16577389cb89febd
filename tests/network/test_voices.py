"""Who is missing, and who is not heard."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.model import Dossier
from opgavekern.network import (
    MissingVoices,
    NetworkError,
    Survey,
    VoiceFinding,
    missing_voices,
)

RECORDS: dict[str, Any] = {
    "areas": [
        {"id": "city", "name": "City", "level": "municipality"},
        {"id": "east", "name": "East", "level": "district", "parent": "city"},
        {"id": "mill", "name": "Mill", "level": "neighbourhood", "parent": "east"},
        {"id": "dock", "name": "Dock", "level": "neighbourhood", "parent": "east"},
        {"id": "west", "name": "West", "level": "district", "parent": "city"},
    ],
    "population_groups": [
        {"id": "elderly", "name": "65 and older", "area": "mill"},
        {"id": "elsewhere", "name": "Others", "area": "west"},
    ],
    "target_groups": [
        {"id": "tenants", "name": "Tenants"},
        {"id": "young", "name": "Young people"},
        {"id": "nobody", "name": "Of no issue"},
    ],
    "needs": [{"id": "n", "title": "N", "target_groups": ["tenants"], "issues": ["heat"]}],
    "policies": [{"id": "p", "title": "P", "issues": ["heat"]}],
    "measures": [{"id": "m", "title": "M", "policy": "p", "target_groups": ["young"]}],
    "issues": [{"id": "heat", "title": "Heat", "areas": ["east"]}, {"id": "bare", "title": "Bare"}],
    "stakeholders": [
        {"id": "s-mill", "name": "Mill council", "kind": "residents", "areas": ["mill"]},
        {"id": "s-old", "name": "Seniors", "party": "population_group:elderly"},
        {"id": "s-tenants", "name": "tenants", "kind": "residents"},
        {"id": "s-shops", "name": "Shops", "kind": "entrepreneurs"},
    ],
    "involvements": [
        {"stakeholder": "s-mill", "issue": "heat", "interest": 0.5},
        {"stakeholder": "s-old", "issue": "heat", "interest": 0.9},
        {"stakeholder": "s-tenants", "issue": "heat"},
    ],
    "participation_moments": [
        {"id": "walk", "title": "Walk", "issues": ["heat"], "present": ["s-mill"]},
        {"id": "post", "title": "Letters", "issues": ["heat"]},
    ],
    "tie_kinds": [{"id": "meets", "name": "meets"}],
    "ties": [
        {
            "kind": "meets",
            "start": "stakeholder:s-mill",
            "end": "stakeholder:s-tenants",
        }
    ],
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """One issue in a district of two neighbourhoods."""
    return Dossier.from_records(RECORDS)


def _findings(found: MissingVoices) -> dict[tuple[str, Any], VoiceFinding]:
    return {(one.sort, one.thing): one.finding for one in found.voices}


def test_what_an_issue_touches(dossier: Dossier) -> None:
    """Areas with their parts, groups in them, target groups and kinds, and who speaks for each."""
    found = missing_voices(dossier, issue="heat")
    heard, nearby, missing = VoiceFinding.HEARD, VoiceFinding.NEARBY, VoiceFinding.MISSING
    assert _findings(found) == {
        ("area", "east"): nearby,
        ("area", "mill"): heard,
        ("area", "dock"): missing,
        ("population_group", "elderly"): heard,
        ("target_group", "tenants"): heard,
        ("target_group", "young"): missing,
        ("kind", "residents"): heard,
        ("kind", "entrepreneurs"): missing,
    }
    assert found.coverage == 4 / 8


def test_who_speaks_for_whom_can_be_said(dossier: Dossier) -> None:
    """`speaks_for` and `expected` say what the dossier does not."""
    found = missing_voices(
        dossier, issue="heat", speaks_for={"s-mill": ["young"]}, expected={"kind": ["partner"]}
    )
    assert _findings(found)["target_group", "young"] is VoiceFinding.HEARD
    assert [one.thing for one in found.voices if one.sort == "kind"] == ["partner"]


def test_who_is_not_heard(dossier: Dossier) -> None:
    """An interest that reaches the threshold, and no tie or no seat; unknown is only counted."""
    found = missing_voices(dossier, issue="heat")
    assert [(one.stake.stakeholder, one.has_tie, one.has_seat) for one in found.unheard] == [
        ("s-old", False, False)
    ]
    assert found.interest_unknown == 1
    assert [(one.relation, one.actors) for one in found.isolates] == [("meets", ("s-old",))]
    assert missing_voices(dossier, threshold=0.91).unheard == ()


def test_seats_and_ties_of_the_party_count() -> None:
    """Who is present sits, and a tie of the party that somebody is, is theirs."""
    sitting = {
        **RECORDS,
        "participation_moments": [
            {"id": "walk", "title": "Walk", "issues": ["heat"], "present": ["s-old"]}
        ],
    }
    assert [one.has_seat for one in missing_voices(Dossier.from_records(sitting)).unheard] == [
        False,
        True,
    ]
    tie = {
        "kind": "meets",
        "start": "organisation:club",
        "end": "stakeholder:s-mill",
    }
    club = {"id": "s-old", "name": "Seniors", "party": "organisation:club"}
    tied = Dossier.from_records({**RECORDS, "stakeholders": [club], "ties": [tie]})
    ties = {one.stake.stakeholder: one.has_tie for one in missing_voices(tied).unheard}
    assert ties["s-old"] is True


def test_who_did_not_answer_may_have_ties() -> None:
    """Asked and silent is not the same as without ties."""
    who = [f"stakeholder:{one}" for one in ("s-mill", "s-old")]
    survey = {"id": "q", "title": "Q", "kinds": ["meets"], "asked": who, "answered": who[:1]}
    found = missing_voices(Dossier.from_records({**RECORDS, "tie_surveys": [survey]}))
    assert [(one.actors, one.unknown) for one in found.isolates if one.issue == "heat"] == [((), 1)]
    assert [one.has_tie for one in found.unheard] == [None]


def test_meetings_where_a_kind_was_missing(dossier: Dossier) -> None:
    """Of a meeting of which nobody is known to have been there, nothing is said."""
    found = missing_voices(dossier, on=date(2026, 9, 1))
    assert [(one.event, one.absent) for one in found.events] == [("walk", ("entrepreneurs",))]
    assert found.on == date(2026, 9, 1)


def test_naive() -> None:
    """In graphs, what is missing is what no actor has, and isolates are those of networkx."""
    for graph in random_graphs(500):
        sectors = {one: "xyz"[place % 3] for place, one in enumerate(graph)}
        nx.set_node_attributes(graph, sectors, "sector")
        if not len(graph):
            continue
        found = missing_voices(graph, expected={"sector": ["x", "y", "w"]})
        there = set(sectors.values())
        assert {one.thing for one in found.missing} == {"x", "y", "w"} - there
        known = nx.Graph(graph.to_undirected())
        known.remove_edges_from(list(nx.selfloop_edges(known)))
        alone = set(nx.isolates(known))
        survey = graph.graph.get("survey")
        silent = set() if survey is None else set(graph) - survey.answered
        assert set(found.isolates[0].actors) == alone - silent
        assert found.isolates[0].unknown == len(alone & silent)


def test_graphs_with_interest_events_and_relations() -> None:
    """Interest, seats, events and kinds of ties are read from nodes and ties."""
    graph = nx.MultiGraph()
    graph.add_node("a", interest=0.9, group=["shops", "east"])
    graph.add_node("b", interest=0.9, group="tenants")
    graph.add_node("c", interest=None)
    graph.add_node("d", interest=0.1)
    graph.add_node("evening")
    graph.add_edge("a", "evening", kind="attends")
    graph.add_edge("a", "c", kind="knows")
    expected = {"group": ["shops", "tenants"]}
    found = missing_voices(graph, expected=expected, events=["evening"], seated=["a", "c"])
    assert [(one.stake.stakeholder, one.has_tie, one.has_seat) for one in found.unheard] == [
        ("b", False, False)
    ]
    assert [(one.event, one.absent) for one in found.events] == [("evening", ("tenants",))]
    assert {one.relation: one.actors for one in found.isolates} == {
        "attends": ("b", "c", "d"),
        "knows": ("b", "d"),
    }
    assert found.interest_unknown == 1
    graph.graph["survey"] = Survey(asked=["a", "b"], answered=["a"])
    assert missing_voices(graph, seated=["b"]).unheard[0].stake.stakeholder == "a"


def test_words_and_rows(dossier: Dossier) -> None:
    """A paragraph names what is missing in both languages, and each finding is a row."""
    found = missing_voices(dossier, issue="heat")
    assert found.describe().startswith(
        "Nobody speaks for 3 of 8 areas, groups and kinds (Dock, Young people, entrepreneurs); "
        "for 1 only somebody of a part or of a wider area does. A high interest (from 0.50) and "
        "without a tie: 1 (Seniors)."
    )
    assert "(Dock, Young people, ondernemers)" in found.describe("nl")
    rows = [(row["finding"], row["thing"]) for row in found.to_records()]
    assert ("missing", "dock") in rows
    assert ("no_seat", "s-old") in rows
    assert ("isolated", "meets") in rows
    assert ("absent", "walk") in rows


def test_nothing_there() -> None:
    """Without actors everything expected is missing, and without expectations nothing is."""
    assert missing_voices(nx.Graph()).voices == ()
    assert missing_voices(nx.Graph(), expected={"x": [1]}).missing[0].thing == 1
    assert missing_voices(Dossier()).coverage is None
    assert missing_voices(nx.empty_graph(1)).isolates[0].actors == (0,)


def test_who_did_not_answer_is_told() -> None:
    """Of a graph response and treatment are told, and of how many it is unknown."""
    graph = nx.empty_graph(3, nx.DiGraph)
    graph.graph |= {"survey": Survey(asked=range(3), answered=[0]), "treatment": "as told"}
    said = missing_voices(graph).describe()
    assert "Of 2 it is not known whether there is a tie" in said
    assert "Response: 1 of 3 (33%)." in said
    assert "Treated before: as told." in said


def test_what_is_refused(dossier: Dossier) -> None:
    """What the source does not have cannot be asked of it."""
    graph = nx.path_graph(3)
    with pytest.raises(NetworkError, match="issue= asks for a dossier"):
        missing_voices(graph, issue="heat")
    with pytest.raises(NetworkError, match="seated= asks for a graph"):
        missing_voices(dossier, seated=["a"])
    with pytest.raises(NetworkError, match='expected is about "kind"'):
        missing_voices(dossier, expected={"area": ["x"]})
    with pytest.raises(NetworkError, match="there is no kind="):
        missing_voices(dossier, expected={"kind": ["x"]})
    with pytest.raises(NetworkError, match=r"there is no issue .x."):
        missing_voices(dossier, issue="x")
    with pytest.raises(NetworkError, match="none of the 3 actors"):
        missing_voices(graph, events=["x"])
    with pytest.raises(NetworkError, match=r'no actor has "x"'):
        missing_voices(graph, expected={"x": [1]})
    with pytest.raises(NetworkError, match="must be a number"):
        missing_voices(graph, threshold="high")  # type: ignore[arg-type]
