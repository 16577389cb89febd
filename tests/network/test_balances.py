"""Balance of signed ties."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, balance
from opgavekern.network.structure import balances


def tribes() -> Any:
    """Alliance and antagonism of the highland tribes as one signed network."""
    graph = nx.Graph(network("highland_tribes", "alliance"))
    nx.set_edge_attributes(graph, 1, "sign")
    graph.add_edges_from(network("highland_tribes", "antagonism").edges, sign=-1)
    return graph


def test_published() -> None:
    """Of the highland tribes, triangles and those in balance are as published."""
    told, found = reference("highland_tribes")["signed"], balance(tribes())
    assert found.triangles == told["triangles"]
    assert found.balanced == told["balanced"]
    assert found.unbalanced == told["unbalanced"]
    assert found.ratio == pytest.approx(told["balance_ratio"], abs=1e-9)
    assert found.is_exact
    assert found.frustration_index == found.frustration / 58


def test_equals_trying_all_sides() -> None:
    """On all sorts of graphs, triangles and frustration are what looking at all gives."""
    for graph in random_graphs(500, most=6, signed=True):
        sums: dict[frozenset[Any], float] = {}
        for tail, head, weight in graph.edges(data="weight"):
            if tail != head:
                pair = frozenset((tail, head))
                sums[pair] = sums.get(pair, 0) + weight
        signs = {pair: (total > 0) - (total < 0) for pair, total in sums.items()}
        found = balance(graph, sign="weight")
        products = [
            signs.get(frozenset((a, b)), 0)
            * signs.get(frozenset((b, c)), 0)
            * signs.get(frozenset((a, c)), 0)
            for a, b, c in itertools.combinations(graph, 3)
        ]
        assert (found.balanced, found.unbalanced) == (products.count(1), products.count(-1))
        assert found.mixed == list(signs.values()).count(0)
        fewest = min(
            sum(
                sign * side[a] * side[b] < 0
                for pair, sign in signs.items()
                for a, b in [tuple(pair)]
            )
            for way in itertools.product((1, -1), repeat=len(graph))
            for side in [dict(zip(graph, way, strict=True))]
        )
        assert found.frustration == fewest


def test_larger_networks_have_a_bound() -> None:
    """Beyond twenty actors, two true sides are found, and one tie against them is one too many."""
    graph = nx.complete_graph(24)
    for one, other in graph.edges:
        graph.edges[one, other]["sign"] = 1 if (one < 12) == (other < 12) else -1
    assert balance(graph).frustration == 0
    graph.edges[0, 1]["sign"] = -1
    found = balance(graph)
    assert (found.frustration, found.is_exact) == (1, False)
    assert set(found.sides) in ({*range(12)}, {*range(12, 24)})
    assert "at most" in found.describe()


def test_a_few_actors() -> None:
    """Without ties there is nothing to balance; without a sign it is refused."""
    for size in range(3):
        found = balance(nx.empty_graph(size))
        assert (found.ratio, found.frustration, found.frustration_index) == (None, 0, None)
        assert len(found.to_records()) == 9
    with pytest.raises(NetworkError, match='as "sign"'):
        balance(nx.Graph([("a", "b")]))


def test_views_of_the_busiest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everyone's view would take too long, those with most ties find two true sides too."""
    graph = nx.complete_graph(24)
    for one, other in graph.edges:
        graph.edges[one, other]["sign"] = 1 if (one < 12) == (other < 12) else -1
    graph.add_edges_from(((30 + one, one) for one in range(12)), sign=1)
    monkeypatch.setattr(balances, "_STEPS", 1)
    found = balance(graph)
    assert (found.frustration, found.is_exact) == (0, False)
