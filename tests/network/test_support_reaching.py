"""How far those for and those against reach."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.model import (
    Dossier,
    Involvement,
    Issue,
    IssueId,
    Stakeholder,
    StakeholderId,
    Tie,
    TieKind,
    TieKindId,
)
from opgavekern.model import Ref as RecordRef
from opgavekern.network import NetworkError, ReachedBy, Survey, graph_of, support_reach


def _with_positions(graph: Any, **positions: float | None) -> Any:
    graph.add_nodes_from((one, {"position": at}) for one, at in positions.items())
    return graph


def test_chain() -> None:
    """In a row of six with one for and one against, each step reaches one further."""
    graph = _with_positions(nx.path_graph("abcdef"), a=1, f=-1)
    found = support_reach(graph, 2)
    assert found.reached(ReachedBy.PROPONENTS) == ("a", "b", "c")
    assert found.reached(ReachedBy.OPPONENTS) == ("d", "e", "f")
    assert support_reach(graph, 1).reached(ReachedBy.NEITHER) == ("c", "d")
    assert support_reach(graph, None).reached(ReachedBy.BOTH) == tuple("abcdef")
    assert support_reach(graph, 0).reached(ReachedBy.PROPONENTS) == ("a",)


def test_ways_along_ties() -> None:
    """Ties are walked from who names, from who is named, or either way."""
    graph = _with_positions(nx.path_graph("abc", create_using=nx.DiGraph), b=1)
    assert support_reach(graph, direction="out").reached(ReachedBy.PROPONENTS) == ("b", "c")
    assert support_reach(graph, direction="in").reached(ReachedBy.PROPONENTS) == ("a", "b")
    assert support_reach(graph).reached(ReachedBy.PROPONENTS) == ("a", "b", "c")


def test_bad_ties_carry_no_support() -> None:
    """A tie below zero is not walked; a tie without a sign is."""
    graph = _with_positions(nx.Graph(), a=1)
    graph.add_edge("a", "b", sign=-1)
    graph.add_edge("a", "c")
    graph.add_edge("a", "d", sign=float("nan"))
    assert support_reach(graph).reached(ReachedBy.PROPONENTS) == ("a", "c", "d")
    assert "b" in support_reach(graph, sign="mood").reached(ReachedBy.PROPONENTS)


def _naive(graph: Any, sources: set[Any], steps: int, way: str | None) -> dict[Any, int]:
    """Steps from the nearest source, from networkx's own distances."""
    walked = nx.DiGraph()
    walked.add_nodes_from(graph)
    for tail, head in graph.edges:
        both = graph.get_edge_data(tail, head)["weight"]
        if graph.is_directed() and graph.has_edge(head, tail):
            both += graph.edges[head, tail]["weight"]
        if both < 0:
            continue
        if way != "in" or not graph.is_directed():
            walked.add_edge(tail, head)
        if way != "out" or not graph.is_directed():
            walked.add_edge(head, tail)
    found: dict[Any, int] = {}
    for source in sources:
        for one, far in nx.single_source_shortest_path_length(walked, source).items():
            if far <= steps:
                found[one] = min(far, found.get(one, far))
    return found


def test_equals_distances_written_out() -> None:
    """On random graphs of every sort reach is what shortest paths from each source give."""
    for number, graph in enumerate(random_graphs(500, signed=True)):
        chance = random.Random(number)
        positions = {one: chance.choice([None, -1, -0.3, 0, 0.2, 0.8]) for one in graph}
        nx.set_node_attributes(graph, positions, "position")
        steps, way = chance.randint(0, 3), chance.choice([None, "out", "in"])
        found = support_reach(graph, steps, direction=way, sign="weight")
        sides = [
            {one for one, at in positions.items() if at is not None and side * at >= 0.25}
            for side in (1, -1)
        ]
        pro, con = (_naive(graph, its, steps, way) for its in sides)
        assert [(one.from_proponents, one.from_opponents) for one in found.actors] == [
            (pro.get(one), con.get(one)) for one in graph
        ]
        assert sum(len(found.reached(by)) for by in ReachedBy) == len(graph)


def _dossier() -> Dossier:
    kind = TieKind(id=TieKindId("meets"), name="meets", is_directed=False)
    heat, care = IssueId("heat"), IssueId("care")
    parties = [Stakeholder(id=StakeholderId(one), name=one.upper()) for one in "abc"]
    tie = Tie(kind=kind.id, start=RecordRef("stakeholder", "a"), end=RecordRef("stakeholder", "b"))
    said = [("a", heat, 1.0), ("c", heat, -1.0), ("b", care, 0.5)]
    involved = [
        Involvement(stakeholder=StakeholderId(one), issue=issue, position=at)
        for one, issue, at in said
    ]
    return Dossier.of(
        kind, tie, *parties, Issue(id=heat, title="h"), Issue(id=care, title="c"), *involved
    )


def test_of_a_dossier() -> None:
    """Stakeholders of a dossier are found in its graph, for each issue or for one."""
    dossier = _dossier()
    found = support_reach(graph_of(dossier), stakes=dossier)
    assert found.issues == ("care", "heat")
    assert found.reached(ReachedBy.PROPONENTS, issue="heat") == ("stakeholder:a", "stakeholder:b")
    assert found.reached(ReachedBy.OPPONENTS) == ("stakeholder:c",)
    one = support_reach(graph_of(dossier, issue="heat"))
    assert one.reached(ReachedBy.OPPONENTS) == ("stakeholder:c",)
    assert graph_of(dossier, issue="heat").nodes["stakeholder:a"]["position"] == 1


def test_who_is_not_in_the_network_is_told() -> None:
    """Stakeholders elsewhere are counted; where all are, names must be wrong."""
    graph = nx.Graph(["ab"])
    known = [{"stakeholder": "a", "position": 1}, {"stakeholder": "z", "position": 1}]
    found = support_reach(graph, stakes=known)
    assert found.elsewhere == ("z",)
    assert "Stakeholders who are not in this network: 1." in found.describe()
    with pytest.raises(NetworkError, match="none of the 1 stakeholders is an actor"):
        support_reach(graph, stakes=known[1:])


def test_words_and_rows() -> None:
    """The answer says counts by side, what was asked, and that missing ties may reach more."""
    graph = _with_positions(nx.path_graph("abc", create_using=nx.DiGraph), a=1, c=-1)
    graph.graph["survey"] = Survey(["a", "b", "c"], ["a", "b"])
    found = support_reach(graph, 1, direction="out")
    assert found.describe().startswith(
        "Reach within 1 step (from the actor); a position is for or against from 0.25 above or "
        "below zero. Here: proponents (1) reach 1 other, and opponents (1) 0. Of 3 actors both "
        "sides reach 0, proponents only 2, opponents only 1, and neither 0. Ties of those who did "
        "not answer may be missing: more actors may be reached. Network: 3 actors"
    )
    assert "Bereik over hoe veel stappen ook" in support_reach(graph, None).describe("nl")
    assert found.to_records()[1] == {
        "issue": "",
        "actor": "b",
        "position": None,
        "from_proponents": 1,
        "from_opponents": None,
        "reached_by": "proponents",
    }


def test_nobody() -> None:
    """A network without actors reaches nobody; one of one actor reaches itself."""
    assert support_reach(nx.Graph()).actors == ()
    alone = support_reach(_with_positions(nx.Graph(), a=-1))
    assert alone.reached(ReachedBy.OPPONENTS) == ("a",)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"steps": -1}, "whole number from 0"),
        ({"steps": 1.5}, "whole number"),
        ({"position": 0}, "number above zero"),
        ({"direction": "up"}, "there is no direction"),
    ],
)
def test_nonsense_is_refused(said: Any, told: str) -> None:
    """What means nothing is refused, with what to give."""
    with pytest.raises(NetworkError, match=told):
        support_reach(_with_positions(nx.Graph(), a=1), **said)


def test_without_positions() -> None:
    """A graph of which no actor has a position is refused: it is likely misspelt."""
    with pytest.raises(NetworkError, match="no stakeholder has"):
        support_reach(nx.Graph(["ab"]))
    graph = _with_positions(nx.Graph(), a=1)
    graph.add_edge("a", "b", sign="bad")
    with pytest.raises(NetworkError, match="below zero for a bad tie"):
        support_reach(graph)
