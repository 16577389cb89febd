"""How far a network turns on one actor."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from tests.network.published import RELATIONS, network, reference

from opgavekern.network import ActorMeasure, NetworkError, Survey, centralisation


@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str) -> None:
    """Sums and shares are those of R, where R can tell."""
    graph, told = network(name, relation), reference(name, relation)["centralization"]
    found = centralisation(graph)
    pairs = {"degree_freeman": "degree", "betweenness": "betweenness", "closeness": "closeness"}
    if graph.is_directed():
        pairs |= {"degree_indegree": "in_degree", "degree_outdegree": "out_degree"}
    elif nx.is_connected(graph):
        pairs |= {"eigenvector": "eigenvector"}
    for theirs, ours in pairs.items():
        one = found.of(ours)
        assert one.share == pytest.approx(told[theirs]["normalised"], abs=1e-9)
        assert one.raw == pytest.approx(told[theirs].get("raw", one.raw), abs=1e-9)


def test_a_star_is_the_most_there_can_be() -> None:
    """A star, and of a directed network its like, have 1 in every measure but one-way ones."""
    star = centralisation(nx.star_graph(6))
    assert [str(one.measure.value) for one in star.measures] == [
        "degree", "betweenness", "closeness", "eigenvector",
    ]  # fmt: skip
    assert [one.share for one in star.measures[:3]] == pytest.approx([1.0] * 3)
    # The eigenvector's maximum is that of two who are tied beside isolates: a star stays below it.
    assert 0 < (star.of("eigenvector").share or 0) < 1
    inward: Any = nx.DiGraph([(one, 0) for one in range(1, 7)])
    assert centralisation(inward, ["in_degree"]).of(ActorMeasure.IN_DEGREE).share == 1
    both_ways = centralisation(nx.star_graph(6).to_directed())
    for measure in ("degree", "betweenness"):
        assert both_ways.of(measure).share == 1
    assert star.of("degree").highest == (0,)


def test_a_ring_turns_on_nobody() -> None:
    """Where all are alike every measure is zero."""
    found = centralisation(nx.cycle_graph(7))
    for one in found.measures:
        assert one.share == pytest.approx(0, abs=1e-9)


def test_a_few_actors() -> None:
    """With fewer than three actors there is no share, and with silence the sum is of the others."""
    for size in range(3):
        found = centralisation(nx.empty_graph(size))
        assert {one.share for one in found.measures} == {None}
        assert found.describe()
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(asked=list("abc"), answered=list("ab"))
    assert centralisation(graph, ["out_degree"]).of("out_degree").raw == 0


def test_refusals() -> None:
    """A measure without a known maximum is refused, and one not asked for is not there."""
    with pytest.raises(NetworkError, match="the largest there can be is not known"):
        centralisation(nx.path_graph(3), ["constraint"])
    with pytest.raises(KeyError):
        centralisation(nx.path_graph(3), ["degree"]).of("closeness")
