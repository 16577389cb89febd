"""How sure a figure is."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.published import network

from opgavekern.network import NetworkError, Survey, bootstrap, interval


def density(graph: nx.Graph[Any]) -> float:
    """Share of pairs that are tied."""
    return float(nx.density(graph))


def test_naive() -> None:
    """Mean and error are those of an independent bootstrap of the sociomatrix."""
    for name in ("advice", "friendship"):
        graph = network("krackhardt", name)
        found = bootstrap(graph, density, replicates=400)
        matrix = nx.to_numpy_array(graph)
        chance, size, drawn = np.random.default_rng(5), len(graph), []
        for _ in range(400):
            order = chance.integers(size, size=size)
            made = matrix[np.ix_(order, order)]
            for one, other in zip(*np.nonzero(order[:, None] == order[None, :]), strict=True):
                if one < other:
                    tail, head = chance.choice(size, 2, replace=False)
                    made[one, other], made[other, one] = matrix[tail, head], matrix[head, tail]
            np.fill_diagonal(made, 0)
            drawn.append(made.sum() / (size * (size - 1)))
        error = float(np.std(drawn, ddof=1))
        assert found.observed == nx.density(graph)
        assert found.mean == pytest.approx(np.mean(drawn), abs=4 * error / 14)
        assert found.error == pytest.approx(error, rel=0.2)
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.observed < found.high
        assert found.bias == pytest.approx((found.mean or 0) - nx.density(graph))


@pytest.mark.parametrize(
    "kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph], ids=lambda one: one.__name__
)
def test_what_is_drawn(kind: Any) -> None:
    """Copies have the attributes, ties, weights and silence of the actors that were drawn."""
    graph = kind()
    graph.add_nodes_from((place, {"name": place}) for place in range(7))
    chance = np.random.default_rng(1)
    for tail, head in chance.integers(7, size=(18, 2)).tolist():
        graph.add_edge(tail, head, weight=tail + head)
    graph.graph["survey"] = Survey(range(6), range(5))
    drawn: list[nx.Graph[Any]] = []

    def keep(made: nx.Graph[Any]) -> None:
        drawn.append(made)

    bootstrap(graph, keep, replicates=20)
    *made, seen = drawn
    assert set(seen) == set(graph)
    assert not nx.number_of_selfloops(seen)
    assert len(made) == 20
    for one in made:
        assert type(one) is kind
        assert len(one) == 7
        who = dict(one.nodes(data="name"))
        survey = one.graph["survey"]
        assert survey.asked == {copy for copy in one if who[copy] < 6}
        assert survey.answered == {copy for copy in one if who[copy] < 5}
        for copy in one:
            for other in one:
                ties, theirs = one.get_edge_data(copy, other), None
                if who[copy] != who[other]:
                    theirs = graph.get_edge_data(who[copy], who[other])
                    assert (ties or {}) == (theirs or {})
                elif copy == other or who[copy] >= 5:
                    assert ties is None


def test_twins_get_pairs_that_are_known() -> None:
    """Two copies of an actor are tied as often as pairs are of which that is known."""
    for directed in (False, True):
        graph: nx.Graph[Any] = nx.gnp_random_graph(6, 0.5, seed=1, directed=directed)
        graph.graph["survey"] = Survey(range(6), range(4))
        tied: list[bool] = []

        def look(made: nx.Graph[Any], tied: list[bool] = tied) -> None:
            who = dict(made.nodes(data="place"))
            pairs = [(i, j) for i in made for j in made if i < j and who[i] == who[j] < 4]
            tied.extend(made.has_edge(*pair) for pair in pairs)

        nx.set_node_attributes(graph, {one: one for one in graph}, "place")
        bootstrap(graph, look, replicates=400)
        pairs = [(i, j) for i in range(6) for j in range(6) if i != j]
        known = [(i, j) for i, j in pairs if i < 4 and (not directed or j < 4)]
        weights = [1 if directed or j >= 4 else 0.5 for _, j in known]
        expected = sum(
            weight for weight, pair in zip(weights, known, strict=True) if graph.has_edge(*pair)
        ) / sum(weights)
        assert np.mean(tied) == pytest.approx(expected, abs=0.08)


def test_workers_change_nothing() -> None:
    """A seed gives the same result alone and with processes."""
    graph = network("krackhardt", "friendship")
    alone = bootstrap(graph, density, replicates=110)
    with ProcessPoolExecutor(2) as processes:
        assert bootstrap(graph, density, replicates=110, executor=processes) == alone


def test_nothing_to_draw() -> None:
    """Without a pair of which ties are known, or with no share as confidence, it is refused."""
    graph = nx.DiGraph([("a", "b")])
    with pytest.raises(NetworkError, match=r"confidence=.95."):
        bootstrap(graph, density, confidence=95)
    with pytest.raises(NetworkError, match="of 1 actors 1 answered"):
        bootstrap(nx.empty_graph(1), density)
    graph.graph["survey"] = Survey(["a", "b"], ["a"])
    with pytest.raises(NetworkError, match="of 2 actors 1 answered"):
        bootstrap(graph, density)


def test_figures_that_are_not_there() -> None:
    """Draws without the figure are counted and left out; without any there is no error."""
    found = bootstrap(nx.path_graph(4), lambda _: None, replicates=9)
    assert (found.replicates, found.undefined) == (0, 9)
    assert (found.observed, found.error, found.low, found.bias) == (None, None, None, None)
    assert found.describe().startswith("Value –, standard error –")
    assert found.to_records()[0]["undefined"] == 9


def test_loops_and_parallel_ties() -> None:
    """A figure is of the graph without loops, as its draws are; parallel ties count in both."""
    looped = nx.karate_club_graph()
    density = nx.density(looped)
    looped.add_edges_from((one, one) for one in list(looped))
    found = bootstrap(looped, nx.density, replicates=50)
    assert found.observed == pytest.approx(density)
    assert interval(looped, nx.density, times=2).available == pytest.approx(density)
    several = nx.MultiGraph(nx.path_graph(3))
    several.add_edge(0, 1)
    drawn = bootstrap(several, nx.density, replicates=5)
    assert (drawn.observed, drawn.reading.ties, drawn.reading.parallel) == (1, 3, 0)
