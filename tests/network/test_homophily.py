"""Whether ties cross groups."""

from __future__ import annotations

import itertools
import json

import networkx as nx
import pytest
from tests.network.chance import agrees
from tests.network.published import FOLDER, RELATIONS, network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Survey, ei_index

PARTITIONED = [
    (name, relation, group)
    for name, relation in RELATIONS
    for group in json.loads((FOLDER / name / "network.json").read_text("utf-8"))["partition"]
]


@pytest.mark.parametrize(("name", "relation", "group"), PARTITIONED)
def test_published(name: str, relation: str, group: str) -> None:
    """The index and what group sizes make one expect are those of the formula in R."""
    told = reference(name, relation)["partition"][group]["ei_index"]
    graph = network(name, relation)
    found = ei_index(graph, group)
    each = 1 if graph.is_directed() else 2
    assert found.whole.external * each == told["external_arcs"]
    assert found.whole.internal * each == told["internal_arcs"]
    assert found.index == pytest.approx(told["ei_arcs"], abs=1e-9)
    assert found.expected == pytest.approx(told["expected_exact"], abs=1e-9)
    of_actors = {str(one.actor): one.ties.index for one in found.actors}
    assert of_actors == pytest.approx(
        {actor: None if one == "NaN" else one for actor, one in told["node_ei_out"].items()},
        abs=1e-9,
    )
    both_ways = nx.Graph(graph)
    assert ei_index(both_ways, group).index == pytest.approx(told["ei_symmetrised"], abs=1e-9)


@pytest.mark.needs("science")
@pytest.mark.parametrize(("name", "relation", "group"), PARTITIONED)
def test_permutations_are_those_of_r(name: str, relation: str, group: str) -> None:
    """Mean, spread and chances of permuted groups are those of R."""
    told = reference(name, relation)["partition"][group]["ei_index"]["permutation"]
    found = ei_index(network(name, relation), group, permutations=400)
    assert found.chance is not None
    assert found.chance.mean == pytest.approx(told["mean"], abs=4 * told["sd"] / 20)
    assert found.chance.sd == pytest.approx(told["sd"], rel=0.2)
    assert agrees(found.chance, found.chance.at_least, told["p_ge"], told["reps"])
    assert agrees(found.chance, found.chance.at_most, told["p_le"], told["reps"])
    assert found.lowest is not None
    assert found.highest is not None
    assert found.lowest <= (found.index or 0) <= found.highest
    assert "400 permutations of the groups" in found.describe()


@pytest.mark.parametrize("ties", [1, 2, 3, 4, 5, 6])
def test_range_is_that_of_all_graphs(ties: int) -> None:
    """Lowest and highest are those of every graph with these groups and as many ties."""
    groups = dict(enumerate("aaab"))
    pairs = list(itertools.combinations(groups, 2))
    found = [
        ei_index(nx.Graph(chosen), {one: groups[one] for pair in chosen for one in pair}).index
        for chosen in itertools.combinations(pairs, ties)
    ]
    graph = nx.empty_graph(4)
    graph.add_edges_from(pairs[:ties])
    whole = ei_index(graph, groups)
    assert (whole.lowest, whole.highest) == (min(found), max(found))  # type: ignore[type-var]


def test_naive() -> None:
    """Counting tie by tie and pair by pair gives the same, whatever the graph."""
    for graph in random_graphs(500):
        groups = {one: "xyz"[place % 3] for place, one in enumerate(graph)}
        survey = graph.graph.get("survey")
        pairs = [
            (i, j)
            for i, j in itertools.permutations(graph, 2)
            if survey is None
            or i in survey.answered
            or (j in survey.answered and not graph.is_directed())
        ]
        between = sum(groups[i] != groups[j] for i, j in pairs)
        found = ei_index(graph, groups)
        crossing = [groups[i] != groups[j] for i, j in graph.edges if i != j]
        assert (found.whole.external, found.whole.internal) == (
            sum(crossing),
            crossing.count(False),
        )
        expected = (2 * between - len(pairs)) / len(pairs) if pairs else None
        assert found.expected == expected
        for one in found.actors:
            others = [groups[other] for other in graph[one.actor] if other != one.actor]
            assert one.ties.internal == others.count(one.group)
            assert one.ties.external == len(others) - others.count(one.group)


def test_expectation_is_over_known_pairs() -> None:
    """Rows of who did not answer are left out of what group sizes make one expect."""
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(asked=list("abc"), answered=list("ab"))
    found = ei_index(graph, {"a": "x", "b": "x", "c": "y"})
    known = [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c")]
    crossing = sum("c" in pair for pair in known)
    assert found.expected == (2 * crossing - len(known)) / len(known)


def test_group_of_each_is_needed() -> None:
    """Who has no group is told, with how many."""
    with pytest.raises(NetworkError, match=r"without a group: 1 of 3 actors, among them .c"):
        ei_index(nx.path_graph(["a", "b", "c"]), {"a": 1, "b": 2})


def test_nothing_to_count() -> None:
    """Without ties there is no index, and with one actor nothing to expect."""
    alone = ei_index(nx.empty_graph(1), {0: "x"})
    assert (alone.index, alone.expected) == (None, None)
    assert alone.describe().startswith("E-I index: no ties.")
