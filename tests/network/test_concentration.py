"""How far a network turns on one actor."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import random_graphs

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


def test_equals_its_definition() -> None:
    """Each sum is over actors of whom it is known, and divided by what a star of as many has."""
    for graph in random_graphs(500, most=6):
        survey = graph.graph.get("survey")
        plain = nx.create_empty_copy(graph, with_data=False)
        plain.add_edges_from(tie for tie in graph.edges if tie[0] != tie[1])
        said = [one for one in graph if survey is None or one in survey.answered]
        hub = nx.star_graph(max(0, len(graph) - 1))
        if graph.is_directed():
            hub = hub.to_directed()
        for measure in ("degree", "betweenness"):
            found = centralisation(graph, [measure]).of(measure)
            values = _values(plain, measure)
            known = [values[one] for one in said]
            raw = sum(max(known) - one for one in known) if known else None
            assert found.raw == (None if raw is None else pytest.approx(raw, abs=1e-9))
            if raw is not None and len(graph) > 2:
                star = _values(hub, measure)
                most = sum(star[0] - one for one in star.values())
                assert found.share == pytest.approx(raw / most, abs=1e-9)


def _values(graph: Any, measure: str) -> dict[Any, float]:
    if measure == "degree":
        return dict(graph.degree)
    return dict(nx.betweenness_centrality(graph, normalized=False))


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
