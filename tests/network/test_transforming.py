"""Graphs made symmetric, of ties or not, and of one relation."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from opgavekern.network import NetworkError, Survey, dichotomise, one_relation, symmetrise
from opgavekern.network.foundation.graphs import Graph


def _random_graph(seed: int) -> Graph:
    chance = random.Random(seed)
    graph: Graph = nx.gnp_random_graph(chance.randint(0, 6), 0.4, seed=seed, directed=True)
    for told in graph.edges.values():
        told["weight"] = chance.randint(1, 5)
    graph.graph["weight_means"] = "strength"
    return graph


def test_rules_are_what_their_names_say() -> None:
    """Each rule is its own function of the two cells of a pair, on graphs of all sizes."""
    rules = {
        "either": lambda a, b: 1 if a or b else 0,
        "both": lambda a, b: 1 if a and b else 0,
        "maximum": max,
        "minimum": min,
        "mean": lambda a, b: (a + b) / 2,
        "sum": lambda a, b: a + b,
    }
    for seed in range(500):
        graph = _random_graph(seed)
        cells = {(a, b): graph.edges[a, b]["weight"] for a, b in graph.edges}
        for name, rule in rules.items():
            found = symmetrise(graph, name)
            assert not found.is_directed()
            assert set(found) == set(graph)
            for a in graph:
                for b in range(a):
                    expected = rule(cells.get((a, b), 0), cells.get((b, a), 0))
                    data = found.get_edge_data(a, b)
                    weight = 0 if data is None else data.get("weight", 1)
                    assert weight == expected, (seed, name, a, b)


def test_the_word_of_who_answered_holds() -> None:
    """Of a pair of which one answered, its answer is the tie, also where both are asked for."""
    graph = nx.DiGraph([("a", "b"), ("a", "c")])
    graph.graph["survey"] = Survey(list("abc"), ["a"])
    found = symmetrise(graph, "both")
    assert set(found.edges) == {("a", "b"), ("a", "c")}
    assert found.graph["treatment"].en == "symmetrised (both name each other)"


def test_ties_from_a_threshold_on() -> None:
    """Strengths from the threshold up are ties, lengths up to it; weights are let go."""
    graph = nx.DiGraph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 3})])
    graph.graph["weight_means"] = "strength"
    assert list(dichotomise(graph, at_least=2).edges(data=True)) == [("b", "c", {})]
    near = dichotomise(graph, at_least=2, weight_means="length")
    assert list(near.edges) == [("a", "b")]
    with pytest.raises(NetworkError, match="is not said"):
        dichotomise(nx.DiGraph([("a", "b", {"weight": 1})]), at_least=1)


def test_one_relation_of_several() -> None:
    """Ties of one kind are a graph of single ties; all actors stay."""
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kind="advice", weight=2)
    graph.add_edge("b", "c", kind="money")
    found = one_relation(graph, "advice")
    assert type(found) is nx.DiGraph
    assert list(found.edges(data=True)) == [("a", "b", {"kind": "advice", "weight": 2})]
    assert "c" in found
    with pytest.raises(NetworkError, match="Did you mean"):
        one_relation(graph, "advise")
    graph.add_edge("a", "b", kind="advice")
    with pytest.raises(NetworkError, match="several ties of kind"):
        one_relation(graph, "advice")
