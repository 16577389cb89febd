"""Who is tied to whom."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from tests.network.published import network, reference
from tests.network.random_graphs import random_graphs
from tests.network.test_homophily import PARTITIONED

from opgavekern.network import NetworkError, assortativity, mixing


@pytest.mark.parametrize(("name", "relation", "group"), PARTITIONED)
def test_published(name: str, relation: str, group: str) -> None:
    """Matrix and assortativity are those of R's igraph."""
    told = reference(name, relation)["partition"][group]
    found = mixing(network(name, relation), group)
    assert [str(one.group) for one in found.groups] == told["mixing"]["levels"]
    assert [list(one.ties) for one in found.groups] == told["mixing"]["arcs"]
    assert found.assortativity == pytest.approx(told["igraph_assortativity_nominal"], abs=1e-9)


def _graphs() -> Any:
    for seed, graph in enumerate(random_graphs(500)):
        graph.remove_edges_from(list(nx.selfloop_edges(graph)))
        for place, one in enumerate(graph):
            graph.nodes[one].update(kind="abc"[(place * seed) % 3], age=(place * (seed + 3)) % 5)
        yield graph


@pytest.mark.needs("science")
def test_naive() -> None:
    """Both assortativities are those of networkx, and the index of Coleman is its formula."""
    for graph in _graphs():
        found = mixing(graph, "kind")
        if found.assortativity is not None:
            theirs = nx.attribute_assortativity_coefficient(graph, "kind")
            assert found.assortativity == pytest.approx(theirs, abs=1e-9)
        by_number = assortativity(graph, "age")
        if by_number.assortativity is not None:
            theirs = nx.numeric_assortativity_coefficient(graph, "age")
            assert by_number.assortativity == pytest.approx(theirs, abs=1e-9)
        for one in found.groups:
            members = [who for who, kind in graph.nodes(data="kind") if kind == one.group]
            ends = [other for who in members for other in graph[who]]
            if not ends or len(members) == len(graph):
                assert one.homophily is None
                continue
            share = sum(other in members for other in ends) / len(ends)
            expected = (len(members) - 1) / (len(graph) - 1)
            room = 1 - expected if share >= expected else expected
            assert one.homophily == pytest.approx((share - expected) / room, abs=1e-9)


def test_order_of_nodes_is_nothing() -> None:
    """Nodes in another order give the same."""
    for graph in _graphs():
        turned = type(graph)()
        turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
        turned.add_edges_from(graph.edges)
        turned.graph.update(graph.graph)
        assert mixing(turned, "kind") == mixing(graph, "kind")


def test_borders() -> None:
    """All within is 1; without ties, with one group or equal numbers there is no figure."""
    apart = nx.Graph([("a", "b"), ("c", "d")])
    kinds = {"a": 1, "b": 1, "c": 2, "d": 2}
    found = mixing(apart, kinds)
    assert (found.assortativity, [one.homophily for one in found.groups]) == (1, [1, 1])
    assert mixing(nx.path_graph(2), {0: "x", 1: "x"}).assortativity is None
    empty = mixing(nx.empty_graph(0), {})
    assert (empty.assortativity, empty.groups) == (None, ())
    assert assortativity(apart, dict.fromkeys("abcd", 1.0)).assortativity is None
    alone = assortativity(nx.empty_graph(1), {0: 1.0})
    assert (alone.assortativity, alone.mean_difference) == (None, None)
    huge = assortativity(apart, {"a": 1e99, "b": 1e99, "c": -1e99, "d": -1e99})
    assert huge.assortativity == pytest.approx(1)
    for wrong in ({"a": 1.0}, dict.fromkeys("abcd", 1e200)):
        with pytest.raises(NetworkError, match="without a number"):
            assortativity(apart, wrong)


def test_words() -> None:
    """Both results speak both languages."""
    graph = nx.path_graph(4)
    said = mixing(graph, dict(enumerate("aabb"))).describe("nl")
    assert said.startswith("Assortativiteit naar groep (Newman): 0,333. Homofilie per groep")
    assert "mean difference between" in assortativity(graph, {one: one for one in graph}).describe()
