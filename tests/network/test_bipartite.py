"""Networks of two sides."""

from __future__ import annotations

import csv
import itertools
import random
from typing import Any

import networkx as nx
import pytest
from tests.network.published import FOLDER, reference
from tests.network.test_panel import ENGINES, close, told

from opgavekern.network import NetworkError, two_mode


def women() -> Any:
    """Southern women and the events that they attended."""
    graph: nx.Graph[str] = nx.Graph()
    folder = FOLDER / "southern_women"
    for row in csv.DictReader((folder / "nodes.csv").read_text("utf-8").splitlines()):
        graph.add_node(row["id"], mode=row["mode"])
    for row in csv.DictReader((folder / "edges.csv").read_text("utf-8").splitlines()):
        graph.add_edge(row["source"], row["target"])
    return graph


@pytest.mark.parametrize("engine", ENGINES)
def test_published(engine: str) -> None:
    """Density, degrees, betweenness, closeness and clustering are those published."""
    known = reference("southern_women", "attendance")
    found = two_mode(women(), "mode", engine=engine)
    assert found.sizes == (known["n1"], known["n2"])
    assert found.density == pytest.approx(known["density"], abs=1e-9)
    assert (found.four_cycles, found.three_paths) == (known["four_cycles"], known["three_paths"])
    assert found.robins_alexander == pytest.approx(known["robins_alexander"], abs=1e-9)
    for ours, theirs in (
        ("degree", "degree"),
        ("degree_share", "degree_normalised"),
        ("betweenness", "betweenness"),
        ("betweenness_share", "betweenness_normalised_borgatti_everett"),
        ("closeness_share", "closeness_normalised"),
    ):
        assert found.values_of(ours) == told(known[theirs])


@pytest.mark.needs("fast")
def test_equals_networkx_and_counting() -> None:
    """On random networks redundancy and betweenness are networkx's, and chains are counted."""
    for seed in range(40):
        chance = random.Random(seed)
        sizes = chance.randint(1, 6), chance.randint(1, 6)
        graph = nx.bipartite.random_graph(*sizes, 0.6, seed=seed)
        for engine in ("plain", "fast"):
            found = two_mode(graph, engine=engine)
            assert found.values_of("betweenness") == close(
                nx.betweenness_centrality(graph, normalized=False)
            )
            several = [one for one in graph if graph.degree(one) > 1]
            assert found.values_of("redundancy") == dict.fromkeys(graph) | close(
                nx.bipartite.node_redundancy(graph, several)
            )
            sides = [range(sizes[0]), range(sizes[0], sum(sizes))]
            assert list(found.opsahl) == [naive_opsahl(graph, own) for own in sides]


def test_equals_looking_at_each() -> None:
    """Squares, three-paths, chains and redundancy are those found one by one."""
    for seed in range(500):
        chance = random.Random(seed)
        sizes = chance.randint(1, 5), chance.randint(1, 5)
        drawn = nx.bipartite.random_graph(*sizes, chance.choice([0.3, 0.6, 0.9]), seed=seed)
        side = nx.get_node_attributes(drawn, "bipartite")
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(chance.sample(list(drawn), len(drawn)))
        graph.add_edges_from(drawn.edges)
        found = two_mode(graph, side, engine="plain")
        squares = [
            two
            for two in itertools.combinations(range(sizes[0]), 2)
            for _ in itertools.combinations(nx.common_neighbors(graph, *two), 2)
        ]
        paths = [
            (a, b, c, d)
            for b, c in graph.edges
            for a in set(graph[b]) - {c}
            for d in set(graph[c]) - {b}
        ]
        assert (found.four_cycles, found.three_paths) == (len(squares), len(paths))
        sides = [[one for one in graph if side[one] == own] for own in found.sides]
        assert list(found.opsahl) == [naive_opsahl(graph, own) for own in sides]
        several = [one for one in graph if graph.degree(one) > 1]
        assert found.values_of("redundancy") == dict.fromkeys(graph) | close(
            nx.bipartite.node_redundancy(graph, several)
        )


def naive_opsahl(graph: Any, own: Any) -> float | None:
    """Look at every chain of five."""
    chains = [
        (a, s, b, t, c)
        for b in own
        for s in graph[b]
        for t in graph[b]
        for a in graph[s]
        for c in graph[t]
        if s != t and len({a, b, c}) == 3
    ]
    closed = [
        any(one not in (s, t) for one in set(graph[a]) & set(graph[c])) for a, s, _, t, c in chains
    ]
    return pytest.approx(sum(closed) / len(chains)) if chains else None


def test_what_is_not_there() -> None:
    """Empty and one-sided networks give None, and what is too long is not there."""
    assert two_mode(nx.Graph()).density is None
    alone = two_mode(nx.empty_graph(1), {0: "x"})
    assert (alone.density, alone.closeness_share, alone.robins_alexander) == (None, (None,), None)
    hurried = two_mode(women(), "mode", effort=10)
    assert hurried.betweenness == hurried.opsahl == hurried.redundancy == ()
    assert hurried.to_records()[0]["betweenness"] is None
    assert hurried.four_cycles == two_mode(women(), "mode").four_cycles
    assert "betweenness, closeness_share, opsahl, redundancy; effort=None" in hurried.describe()
    assert "effort" not in two_mode(women(), "mode").describe()
    assert "1: 18 actors; 2: 14 actors" in two_mode(women(), "mode").describe()


def test_refusals() -> None:
    """Three sides, or a tie within one, are refused."""
    with pytest.raises(NetworkError, match="3 sides"):
        two_mode(nx.empty_graph(3), {0: 0, 1: 1, 2: 2})
    with pytest.raises(NetworkError, match="within a side: 1 tie;"):
        two_mode(nx.path_graph(3), {0: 0, 1: 1, 2: 1})
