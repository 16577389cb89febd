"""Groups with more ties among themselves."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, communities
from opgavekern.network.grouping.partitions import adjusted_rand, mean_agreement


def _planted(*, directed: bool = False) -> nx.Graph[Any]:
    """Four cliques of five, in a ring with one tie between neighbours."""
    graph: nx.Graph[Any] = nx.ring_of_cliques(4, 5)
    return graph.to_directed() if directed else graph


@pytest.mark.parametrize("directed", [False, True])
def test_what_is_planted_is_found(directed: bool) -> None:
    """Cliques in a ring are communities, in every run and in the consensus."""
    found = communities(_planted(directed=directed), runs=5)
    assert found.best == found.consensus == tuple(1 + place // 5 for place in range(20))
    assert found.stability == 1
    assert found.modularity == found.consensus_modularity


@pytest.mark.needs("fast")
def test_leiden() -> None:
    """Leiden finds them too, the same every time, and knows no directed ties."""
    found = communities(_planted(), method="leiden", runs=3)
    assert found.consensus == tuple(1 + place // 5 for place in range(20))
    karate = network("karate", "tie")
    first = communities(karate, method="leiden", runs=4, seed=3)
    assert communities(karate, method="leiden", runs=4, seed=3) == first
    assert first.modularity is not None
    assert first.modularity > 0.41
    assert "networkit" in first.describe()
    with pytest.raises(NetworkError, match="undirected ties only"):
        communities(_planted(directed=True), method="leiden")


def test_best_is_the_best_of_its_runs() -> None:
    """Modularity is that of networkx, and more runs never make it less; a seed repeats all."""
    graph = network("karate", "tie")
    found = communities(graph, runs=10, seed=1)
    groups: dict[int, set[str]] = {}
    for actor, one in zip(graph, found.best, strict=True):
        groups.setdefault(one, set()).add(actor)
    expected = nx.community.modularity(graph, groups.values(), weight=None)
    assert found.modularity == pytest.approx(expected, abs=1e-9)
    fewer = communities(graph, runs=2, seed=1)
    assert fewer.modularity is not None
    assert found.modularity is not None
    assert fewer.modularity <= found.modularity
    assert communities(graph, runs=10, seed=1) == found
    assert found.stability is not None
    assert 0 < found.stability <= 1
    assert found.describe("nl").startswith("Gemeenschappen (Louvain, resolutie 1): ")


def test_modularity_is_its_definition() -> None:
    """Both modularities are the share of weight within groups less what chance puts there."""
    for graph in random_graphs(500, most=6):
        found = communities(graph, runs=1, weight="weight", weight_means="strength")
        for classes, told in (
            (found.best, found.modularity),
            (found.consensus, found.consensus_modularity),
        ):
            expected = _modularity(graph, dict(zip(graph, classes, strict=True)))
            assert told == (None if expected is None else pytest.approx(expected, abs=1e-9))


def _modularity(graph: Any, group: dict[str, int]) -> float | None:
    """Newman's Q, and Leicht and Newman's of a directed network, cell by cell."""
    cells = {
        (i, j): float(graph.get_edge_data(i, j, {"weight": 0})["weight"])
        for i, j in itertools.permutations(graph, 2)
    }
    total = sum(cells.values())
    sent = {one: sum(cells[one, other] for other in graph if other != one) for one in graph}
    got = {one: sum(cells[other, one] for other in graph if other != one) for one in graph}
    if not total:
        return None
    return sum(
        cells.get((i, j), 0) / total - sent[i] * got[j] / total**2
        for i, j in itertools.product(graph, repeat=2)
        if group[i] == group[j]
    )


def test_weights_are_strengths() -> None:
    """Strong ties hold together; lengths are refused, and so is a resolution of zero."""
    graph: nx.Graph[Any] = nx.cycle_graph(6)
    for tail, head in graph.edges:
        graph[tail][head]["weight"] = 10 if tail % 2 == 0 and head == tail + 1 else 0.1
    graph.graph["weight_means"] = "strength"
    assert len(set(communities(graph, weight="weight").consensus)) == 3
    assert len(set(communities(graph, resolution=0.01).consensus)) == 1
    with pytest.raises(NetworkError, match="is no strength"):
        communities(graph, weight="weight", weight_means="length")
    with pytest.raises(NetworkError, match=r"resolution=.0."):
        communities(graph, resolution=0)


def test_too_large_is_refused() -> None:
    """Ties times runs are limited, at once, and without a limit they are not."""
    with pytest.raises(NetworkError, match=r"goes along 88 ties here.*give lower runs"):
        communities(_planted(), runs=2, effort=87)
    assert communities(_planted(), runs=2, effort=88) == communities(
        _planted(), runs=2, effort=None
    )


@pytest.mark.needs("fast")
def test_leiden_may_go_along_more() -> None:
    """Leiden is faster, so it may go along five times as many ties."""
    assert communities(_planted(), runs=2, method="leiden", effort=18).runs == 2
    with pytest.raises(NetworkError, match=r"may be 85; give lower runs, or"):
        communities(_planted(), runs=2, method="leiden", effort=17)


def test_borders() -> None:
    """Without ties everyone stands alone, and there is no modularity; of nobody nothing."""
    alone = communities(nx.empty_graph(3), runs=2)
    assert (alone.best, alone.consensus, alone.modularity) == ((1, 2, 3), (1, 2, 3), None)
    assert alone.stability == 1
    nobody = communities(nx.empty_graph(0), runs=1)
    assert (nobody.best, nobody.modularity, nobody.stability) == ((), None, None)


def test_agreement_is_by_pairs() -> None:
    """Adjusted Rand counts pairs of actors that both partitions treat alike."""
    partitions = list(itertools.product((1, 2, 3), repeat=4))[::7]
    pairs = list(itertools.combinations(range(4), 2))
    for one, other in itertools.product(partitions, repeat=2):
        first, second = ({(i, j) for i, j in pairs if p[i] == p[j]} for p in (one, other))
        expected = len(first) * len(second) / 6
        most = (len(first) + len(second)) / 2
        index = 1.0 if most == expected else (len(first & second) - expected) / (most - expected)
        assert adjusted_rand(one, other) == pytest.approx(index)
    each = [adjusted_rand(*two) for two in itertools.combinations(partitions, 2)]
    assert mean_agreement(partitions) == pytest.approx(sum(each) / len(each))
    doubled = [*partitions, *partitions]
    each = [adjusted_rand(*two) for two in itertools.combinations(doubled, 2)]
    assert mean_agreement(doubled) == pytest.approx(sum(each) / len(each))
