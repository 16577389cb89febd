"""Whether a figure is more than chance explains."""

from __future__ import annotations

import math
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.chance import agrees
from tests.network.published import RELATIONS, network, reference

from opgavekern.network import NetworkError, Survey, cug

#: As R calls conditions, and as we do.
CONDITIONS = {"size": "size", "edges": "edges", "dyad.census": "dyad_census"}


def weak_transitivity(graph: nx.Graph[Any]) -> float | None:
    """Share of two-paths that are closed, of directed graphs as they are directed."""
    ties = nx.to_numpy_array(graph, weight=None)
    paths = ties @ ties
    np.fill_diagonal(paths, 0)
    return float((paths * ties).sum() / paths.sum()) if paths.sum() else None


def edgewise(graph: nx.Graph[Any]) -> float:
    """Share of arcs that are returned."""
    return float(nx.overall_reciprocity(graph))


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str, condition: str) -> None:
    """Figures and chances are those of R's sna."""
    told = reference(name, relation)["cug"][condition]
    graph = network(name, relation)
    figures = [("transitivity_weak", weak_transitivity)]
    figures += [("reciprocity_edgewise", edgewise)] if graph.is_directed() else []
    for figure, statistic in figures:
        expected = told[figure]
        found = cug(graph, statistic, condition=CONDITIONS[condition], draws=60, seed=2)
        assert found.observed == pytest.approx(expected["observed"], abs=1e-9)
        assert agrees(found.chance, found.chance.at_least, expected["p_ge"], expected["reps"])
        assert agrees(found.chance, found.chance.at_most, expected["p_le"], expected["reps"])
        spread = max(found.chance.sd or 0, expected["sd"]) / math.sqrt(60)
        assert found.chance.mean == pytest.approx(expected["mean"], abs=4 * spread + 1e-9)


def _census(graph: nx.Graph[Any]) -> Counter[int]:
    pairs = [(i, j) for i in graph for j in graph if i < j]
    return Counter(graph.has_edge(i, j) + graph.has_edge(j, i) for i, j in pairs)


@pytest.mark.parametrize("directed", [False, True])
def test_what_is_kept(directed: bool) -> None:
    """Draws keep what the condition names, the actors with their attributes, and nothing else."""
    graph: nx.Graph[Any] = nx.gnp_random_graph(8, 0.3, seed=3, directed=directed)
    graph.add_edge(1, 1)
    nx.set_node_attributes(graph, "x", "kind")
    graph.graph["survey"] = Survey(range(8), range(6))
    drawn: list[nx.Graph[Any]] = []

    def keep(made: nx.Graph[Any]) -> float:
        drawn.append(made)
        return 1.0

    for condition in CONDITIONS.values():
        drawn.clear()
        cug(graph, keep, condition=condition, draws=30)
        seen, *made = drawn
        known = [(i, j) for i, j in seen.edges if i < 6 or (not directed and j < 6)]
        for one in made:
            assert list(one.nodes(data=True)) == list(graph.nodes(data=True))
            assert one.graph == graph.graph
            assert type(one) is type(graph)
            assert all(i < 6 or (not directed and j < 6) for i, j in one.edges)
            assert not list(nx.selfloop_edges(one))
            if condition == "edges":
                assert one.number_of_edges() == len(known)
            if condition == "dyad_census":
                assert one.number_of_edges() == len(known)
                answered = range(6) if directed else range(8)
                kept = _census(nx.subgraph(one, answered))
                assert not directed or kept == _census(nx.subgraph(seen, answered))
        assert len({frozenset(one.edges) for one in made}) > 20


@pytest.mark.parametrize("condition", CONDITIONS.values())
def test_every_graph_is_as_likely(condition: str) -> None:
    """Of three actors with two arcs, each graph that the condition allows comes as often."""
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    drawn: Counter[Any] = Counter()

    def keep(made: nx.Graph[Any]) -> None:
        drawn[frozenset(made.edges)] += 1

    with pytest.raises(NetworkError, match="the network itself has no such figure"):
        cug(graph, keep)
    drawn.clear()

    def count(made: nx.Graph[Any]) -> float:
        keep(made)
        return 0.0

    cug(graph, count, condition=condition, draws=2000)
    kinds = {"size": 64, "edges": 15, "dyad_census": 12}[condition]
    assert len(drawn) == kinds
    each = 2001 / kinds
    # Chi-square: its mean is the kinds less one, its variance twice that.
    badness = sum((one - each) ** 2 / each for one in drawn.values())
    assert badness < kinds - 1 + 4 * math.sqrt(2 * (kinds - 1))


def test_workers_change_nothing() -> None:
    """A seed gives the same result alone and with processes."""
    graph = network("krackhardt", "advice")
    alone = cug(graph, edgewise, draws=110)
    with ProcessPoolExecutor(2) as processes:
        assert cug(graph, edgewise, draws=110, executor=processes) == alone


def test_figures_that_are_not_there() -> None:
    """Draws without the figure are counted and left out; what is no number is refused."""
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])
    found = cug(graph, weak_transitivity, condition="size", draws=80)
    assert found.chance.undefined > 0
    assert found.chance.undefined + found.chance.replicates == 80
    with pytest.raises(NetworkError, match=r"the function returned .inf"):
        cug(graph, lambda _: math.inf)
    assert "CUG-toets, gegeven aantal actoren" in found.describe("nl")


def test_too_many_actors() -> None:
    """More actors than of which all pairs can be held are refused, with what it would take."""
    with pytest.raises(NetworkError, match=r"20,000 actors are too many.*3\.2 GB"):
        cug(nx.empty_graph(20_000), lambda _: 1.0)


def test_nobody() -> None:
    """Of an empty graph and of one actor there is one graph only."""
    for size in (0, 1):
        found = cug(nx.empty_graph(size), lambda graph: float(len(graph)), draws=3)
        assert (found.observed, found.chance.mean, found.chance.sd) == (size, size, 0)
