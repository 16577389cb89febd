"""Clustering and distance beside those of random networks and of a lattice."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import (
    ClusteringMean,
    Engine,
    NetworkError,
    PathMean,
    SmallWorldCondition,
    Survey,
    small_world,
    symmetrise,
)
from opgavekern.network.datasets import load
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.inference.dealt_ties import (
    Ties,
    ties_of_degrees,
    ties_of_number,
    ties_of_ring,
)
from opgavekern.network.inference.path_and_clustering import Yardstick


def _clustering(graph: nx.Graph[Any], by: str) -> float | None:
    local: list[Any] = [nx.clustering(graph, one) for one in graph if graph.degree(one) > 1]
    if not local:
        return None
    if by == "transitivity":
        return float(nx.transitivity(graph))
    return math.fsum(local) / (len(graph) if by == "of_all" else len(local))


def _path(graph: nx.Graph[Any], by: str) -> float | None:
    if not graph.number_of_edges():
        return None
    if by == "harmonic":
        return 1 / float(nx.global_efficiency(graph))
    most = max(map(len, nx.connected_components(graph)))
    lengths = [
        far
        for part in nx.connected_components(graph)
        if len(part) == most
        for one in part
        for other, far in nx.single_source_shortest_path_length(graph, one).items()
        if other != one
    ]
    return sum(lengths) / len(lengths)


def _without_direction(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    made: nx.Graph[Any] = nx.Graph()
    made.add_nodes_from(graph)
    made.add_edges_from((tail, head) for tail, head in graph.edges if tail != head)
    return made


def test_naive_figures() -> None:
    """Clustering and distance are those that networkx gives, however they become one figure."""
    ways = list(itertools.product(ClusteringMean, PathMean))
    for number, drawn in enumerate(random_graphs(500)):
        graph = _without_direction(drawn)
        snapshot = snapshot_of(graph)
        clustering_by, path_by = ways[number % len(ways)]
        yardstick = Yardstick(
            clustering_by=clustering_by,
            path_by=path_by,
            engine=Engine.FAST if number % 11 == 0 else Engine.PLAIN,
            condition=SmallWorldCondition.EDGES,
            degrees=(),
            reading=snapshot.reading,
        )
        expected = _clustering(graph, clustering_by.value), _path(graph, path_by.value)
        found = yardstick.clustering(snapshot), yardstick.path(snapshot)
        assert found == pytest.approx(expected, abs=1e-12)


def test_indices() -> None:
    """Both indices follow from the figures and the means of the random networks."""
    for seed in range(4):
        graph: nx.Graph[Any] = nx.gnp_random_graph(9, 0.4, seed=seed)
        found = small_world(graph, condition="edges", draws=20, seed=seed)
        clustered, far = _clustering(graph, "local"), _path(graph, "component")
        assert (found.clustering.observed, found.path.observed) == (clustered, far)
        assert clustered is not None
        assert far is not None
        mean, mean_path = found.clustering.chance.mean, found.path.chance.mean
        assert mean is not None
        assert mean_path is not None
        assert found.sigma == pytest.approx((clustered / mean) / (far / mean_path))
        assert found.omega == pytest.approx(mean_path / far - clustered / found.lattice_clustering)


def test_ring() -> None:
    """A ring of Watts and Strogatz has the clustering and distance of their closed forms."""
    size, ties = 24, 4
    ring = nx.watts_strogatz_graph(size, ties, 0)
    found = small_world(ring, draws=10)
    assert found.clustering.observed == pytest.approx(3 * (ties - 2) / (4 * (ties - 1)))
    steps = [math.ceil(min(apart, size - apart) / (ties / 2)) for apart in range(1, size)]
    assert found.path.observed == pytest.approx(sum(steps) / len(steps))
    assert found.lattice_clustering == pytest.approx(found.clustering.observed, abs=0.1)
    assert found.omega is not None
    assert found.omega < -0.1
    # Of two contacts of an actor two ties are used up; the rest falls on any of the other pairs.
    counted = small_world(ring, condition="edges", clustering_by="transitivity", draws=60, seed=1)
    drawn, pairs = counted.clustering.chance, math.comb(size, 2)
    expected = (size * ties / 2 - 2) / (pairs - 2)
    assert drawn.mean == pytest.approx(expected, abs=4 * (drawn.sd or 0) / math.sqrt(60))


def test_small_world_of_watts_and_strogatz() -> None:
    """Between ring and chance both indices say so, and chance itself is no small world."""
    between = small_world(nx.connected_watts_strogatz_graph(40, 6, 0.1, seed=1), draws=10)
    assert between.sigma is not None
    assert between.sigma > 2
    assert between.omega == pytest.approx(0, abs=0.2)
    assert between.clustering.chance.p_at_least == 1 / 11
    chance = small_world(nx.gnm_random_graph(40, 120, seed=1), draws=10)
    assert chance.sigma == pytest.approx(1, abs=0.3)
    assert chance.omega is not None
    assert chance.omega > 0.6


def test_published() -> None:
    """The karate club has the clustering, transitivity and distance that everyone prints."""
    club = load("karate")
    of_all = small_world(club, clustering_by="of_all", draws=10)
    assert of_all.clustering.observed == pytest.approx(0.570638, abs=1e-6)
    assert of_all.path.observed == pytest.approx(2.408200, abs=1e-6)
    closed = small_world(club, clustering_by="transitivity", draws=10)
    assert closed.clustering.observed == pytest.approx(0.255682, abs=1e-6)
    assert set(of_all.references.split("\n")) & {"@article{humphries2008,", "@article{watts1998,"}


def test_there_is_one_graph_only() -> None:
    """Where all have ties with all, so they have by chance: one, and nothing to gain."""
    for condition in SmallWorldCondition:
        found = small_world(nx.complete_graph(5), condition=condition, draws=5)
        assert (found.sigma, found.omega) == (1, 0)
        assert (found.clustering.low, found.clustering.high) == (1, 1)


def _kinds(degrees: list[int] | None, actors: int, ties: int) -> int:
    pairs = list(itertools.combinations(range(actors), 2))
    drawn = itertools.combinations(pairs, ties)
    counts = (Counter(itertools.chain.from_iterable(one)) for one in drawn)
    return sum(
        degrees is None or [one[place] for place in range(actors)] == degrees for one in counts
    )


@pytest.mark.parametrize("degrees", [None, [3, 2, 2, 2, 1], [2, 2, 2, 2, 1, 1], [0, 1, 1, 2, 2]])
def test_every_graph_is_as_likely(degrees: list[int] | None) -> None:
    """Of graphs with as many ties, or with these degrees, each comes as often."""
    chance = np.random.default_rng(1)
    deal: Callable[[], Ties]
    if degrees is None:
        kinds, deal = _kinds(None, 5, 3), lambda: ties_of_number(chance, 5, 3)
    else:
        kinds = _kinds(degrees, len(degrees), sum(degrees) // 2)
        deal = lambda: ties_of_degrees(chance, degrees)  # noqa: E731 - both are one line
    draws = 20 * kinds
    drawn = Counter(frozenset(map(frozenset, deal())) for _ in range(draws))
    assert len(drawn) == kinds
    badness = sum((count - 20) ** 2 / 20 for count in drawn.values())
    # Chi-square: its mean is the kinds less one, its variance twice that.
    assert badness < kinds - 1 + 4 * math.sqrt(2 * (kinds - 1))


def test_near_ties() -> None:
    """Ties on a ring keep the degrees, are no loops, and are far more clustered."""
    chance = np.random.default_rng(2)
    for seed in range(200):
        graph: nx.Graph[Any] = nx.gnp_random_graph(2 + seed % 7, 0.1 + seed % 9 / 10, seed=seed)
        degrees = sorted(count for _, count in graph.degree)
        made: nx.Graph[Any] = nx.empty_graph(len(graph))
        made.add_edges_from(ties_of_ring(chance, degrees))
        assert sorted(count for _, count in made.degree) == degrees
        assert not list(nx.selfloop_edges(made))
    ring: nx.Graph[Any] = nx.Graph(ties_of_ring(chance, [4] * 30))
    assert nx.average_clustering(ring) == pytest.approx(0.5)
    club = [count for _, count in load("karate").degree]
    assert nx.average_clustering(nx.Graph(ties_of_ring(chance, club))) > 0.5


def test_order_and_workers_change_nothing() -> None:
    """A seed gives the same result in any order of actors and ties, and with processes."""
    club: nx.Graph[Any] = nx.gnp_random_graph(10, 0.4, seed=1)
    alone = small_world(club, draws=101)
    turned: nx.Graph[Any] = nx.Graph()
    turned.add_nodes_from(reversed(list(club)))
    turned.add_edges_from((head, tail) for tail, head in reversed(list(club.edges)))
    assert small_world(turned, draws=101).clustering == pytest.approx(alone.clustering)
    with ProcessPoolExecutor(2) as processes:
        assert small_world(club, draws=101, executor=processes) == alone


def test_who_did_not_answer() -> None:
    """All is among those who answered: only of them it is known who knows whom."""
    graph: nx.Graph[Any] = nx.gnp_random_graph(10, 0.5, seed=2)
    graph.graph["survey"] = Survey(range(10), range(7))
    found = small_world(graph, draws=5)
    among = small_world(nx.Graph(graph.subgraph(range(7)).edges), draws=5)
    assert found.actors == 7
    assert (found.clustering, found.path) == (among.clustering, among.path)
    assert "Respons: 7 van 10" in found.describe("nl")


def test_refusals() -> None:
    """Direction, no clustering and too much work are refused with what to do."""
    advice = load("krackhardt", "advice")
    with pytest.raises(NetworkError, match=r"make it undirected first with symmetrise"):
        small_world(advice)
    assert small_world(symmetrise(advice), draws=2).actors == 21
    with pytest.raises(NetworkError, match="no actor has two contacts"):
        small_world(nx.Graph([(0, 1), (2, 3)]))
    with pytest.raises(NetworkError, match="walks along a tie 2,400 times"):
        small_world(nx.path_graph(3), draws=200, effort=1000)
    with pytest.raises(NetworkError, match=r"draws=.0."):
        small_world(nx.path_graph(3), draws=0)


def test_what_has_no_value() -> None:
    """Without clustering by chance there is no sigma, and without it in a ring no omega."""
    found = small_world(nx.path_graph(3), draws=4)
    assert (found.sigma, found.omega) == (None, None)
    assert found.clustering.observed == 0
    assert found.to_records()[0]["ratio"] is None
    assert "Sigma –, omega –" in found.describe()


def test_picture() -> None:
    """A picture shows the clustering of every random network, and that of the one seen."""
    figure = pytest.importorskip("matplotlib.figure").Figure()
    found = small_world(nx.gnp_random_graph(8, 0.5, seed=1), draws=20)
    axes = found.plot(figure.add_subplot(), language="nl")
    assert sum(axes.patches[0].get_data().values) == 20
    assert list(axes.lines[0].get_xdata()) == [found.clustering.observed] * 2
    assert axes.get_xlabel() == "clustering (elke actor evenveel relaties)"
