"""Ties that are asked beside ties that are."""

from __future__ import annotations

import itertools
import random
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import (
    FormalAndActual,
    NetworkError,
    Requirement,
    RequirementKind,
    Survey,
    formal_and_actual,
)


def pairs_of(graph: Any, *, is_directed: bool) -> set[Any]:
    """Whom the ties of a graph join."""
    found = {(one, other) for one, other in graph.edges() if one != other}
    return found if is_directed else {frozenset(pair) for pair in found}


def ends(pairs: Any, *, is_directed: bool) -> set[Any]:
    """Pairs of a result, to be compared with those of a graph."""
    return {pair if is_directed else frozenset(pair) for pair in pairs}


def test_each_tie_is_in_its_place() -> None:
    """On all sorts of graphs each tie is asked or not, there or not, or unknown, as by hand."""
    chance = random.Random(5)
    for actual in random_graphs(500, most=6):
        is_directed = actual.is_directed()
        formal: Any = nx.DiGraph() if chance.random() < 0.5 else nx.Graph()
        formal.add_nodes_from([*itertools.islice(actual, 4), "new"])
        either = list(itertools.permutations(formal, 2))
        formal.add_edges_from(chance.sample(either, min(len(either), 5)))
        is_directed &= formal.is_directed()
        survey = actual.graph.get("survey")
        asked = pairs_of(formal, is_directed=is_directed)
        there = pairs_of(actual, is_directed=is_directed)
        found = formal_and_actual(formal, actual)
        unknown = set()
        if survey is not None:
            for pair in asked - there:
                speakers = pair[:1] if is_directed else pair
                if not set(speakers) & survey.answered:
                    unknown.add(pair)
        told = [(one.first, one.second) for one in found.kept]
        assert ends(told, is_directed=is_directed) == asked & there
        told = [(one.first, one.second) for one in found.absent]
        assert ends(told, is_directed=is_directed) == asked - there - unknown
        assert found.unknown == len(unknown)
        assert ends(found.informal, is_directed=is_directed) == there - asked
        either_side = (asked | there) - unknown
        assert found.jaccard == (len(asked & there) / len(either_side) if either_side else None)
        assert sum(one.kept + one.absent for one in found.actors) == 2 * (
            len(found.kept) + len(found.absent)
        )
        assert sum(one.informal for one in found.actors) == 2 * len(found.informal)


def test_a_network_beside_itself() -> None:
    """What is asked is there, and nothing else; with nothing there are no shares."""
    graph = nx.path_graph(4)
    found = formal_and_actual(graph, graph)
    assert (found.coverage, found.informal_share, found.jaccard) == (1, 0, 1)
    empty = formal_and_actual(nx.Graph(), nx.Graph())
    assert (empty.coverage, empty.informal_share, empty.jaccard) == (None, None, None)
    alone = formal_and_actual(nx.empty_graph(1), nx.empty_graph(1))
    assert [one.coverage for one in alone.actors] == [None]


def test_directions_count_where_both_have_them() -> None:
    """Reporting to somebody is not being reported to; beside an undirected network it is."""
    chart, actual = nx.DiGraph([("a", "b")]), nx.DiGraph([("b", "a")])
    assert formal_and_actual(chart, actual).coverage == 0
    assert formal_and_actual(chart, nx.Graph([("b", "a")])).coverage == 1


def test_reasons_and_labels_are_told() -> None:
    """Why a tie is asked stands beside it, and actors are called by label, also absent ones."""
    why = Requirement(kind=RequirementKind.AGREEMENT, through="agreement:a", label="Pact")
    chart = nx.Graph()
    chart.add_node("o:1", label="Zorg")
    chart.add_edge("o:1", "o:2", because=(why, why, "words"))
    found = formal_and_actual(chart, nx.Graph())
    assert found.required[0].reasons == (why,)
    assert "Zorg en o:2 (afspraak Pact)" in found.describe("nl")
    assert found.to_records()[0]["because"] == ("agreement:a",)
    assert found.not_in_actual == 2


def test_who_did_not_answer_leaves_it_open() -> None:
    """A tie asked between two who are silent is neither there nor absent."""
    actual = nx.Graph([("a", "b")])
    actual.add_nodes_from("cd")
    actual.graph["survey"] = Survey(asked=list("abcd"), answered=list("ab"))
    found = formal_and_actual(nx.Graph([("c", "d"), ("a", "c")]), actual)
    assert [one.is_actual for one in found.required] == [False, None]
    assert "niet bekend" in found.describe("nl")


def test_what_is_no_graph_is_refused() -> None:
    """Both have to be graphs."""
    for given in (({}, nx.Graph()), (nx.Graph(), [])):
        with pytest.raises(NetworkError):
            formal_and_actual(*given)  # type: ignore[arg-type]


def test_rows_have_every_tie() -> None:
    """A row for each tie in either network."""
    found = formal_and_actual(nx.path_graph(3), nx.cycle_graph(4))
    rows = found.to_records()
    assert len(rows) == 4
    assert list(rows[0]) == list(FormalAndActual.COLUMNS)


def test_a_because_that_is_none_says_nothing() -> None:
    """Whatever else stands where reasons go is no reason, and no mistake."""
    chart = nx.Graph()
    chart.add_edge("a", "b", because=5)
    assert formal_and_actual(chart, chart).required[0].reasons == ()
