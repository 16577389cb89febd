"""Core and periphery."""

from __future__ import annotations

import itertools
import statistics
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import is_known, random_graphs

from opgavekern.network import NetworkError, Survey, core_periphery, coreness

PUBLISHED = [
    (name, relation, pattern)
    for name, relation in RELATIONS
    for pattern in reference(name, relation).get("core_periphery_exhaustive", ())
]
PATTERNS = ("ones", "zeros", "missing")


@pytest.mark.parametrize(("name", "relation", "pattern"), PUBLISHED)
def test_published(name: str, relation: str, pattern: str) -> None:
    """Fit, number of optima and cores are those of trying every split."""
    told = reference(name, relation)["core_periphery_exhaustive"][pattern]
    found = core_periphery(network(name, relation), pattern=pattern.removeprefix("cp_"))
    assert found.correlation == pytest.approx(told["correlation"], abs=1e-9)
    assert found.is_exact
    assert found.optima == told["optima"]
    assert {frozenset(core) for core in found.cores} == {frozenset(core) for core in told["core"]}


def _fit(graph: nx.Graph[Any], core: Any, between: float | None) -> float | None:
    """Correlation of what is known with an ideal core; None where one of them does not vary."""
    pairs = [
        (float(graph.has_edge(i, j)), float(i in core) if (i in core) == (j in core) else between)
        for i, j in itertools.permutations(graph, 2)
        if is_known(graph, i, j)
    ]
    kept = [(seen, ideal) for seen, ideal in pairs if ideal is not None]
    if len({seen for seen, _ in kept}) < 2 or len({ideal for _, ideal in kept}) < 2:
        return None
    return statistics.correlation(*zip(*kept, strict=True))


@pytest.mark.parametrize(("pattern", "between"), [("ones", 1.0), ("zeros", 0.0), ("missing", None)])
def test_naive(pattern: str, between: float | None) -> None:
    """The best split is the best of all, each correlated by itself, over known cells."""
    for graph in random_graphs(500, most=5):
        subsets = itertools.chain.from_iterable(
            itertools.combinations(graph, size) for size in range(len(graph) + 1)
        )
        tried = {frozenset(core): _fit(graph, core, between) for core in subsets}
        fits = {core: fit for core, fit in tried.items() if fit is not None}
        if not fits:
            with pytest.raises(NetworkError):
                core_periphery(graph, pattern=pattern)
            continue
        best = max(fits.values())
        found = core_periphery(graph, pattern=pattern)
        assert found.correlation == pytest.approx(best, abs=1e-9)
        best_of_all = {core for core, fit in fits.items() if fit > best - 1e-9}
        assert found.optima == len(best_of_all)
        assert {frozenset(core) for core in found.cores} <= best_of_all


@pytest.mark.parametrize("pattern", PATTERNS)
def test_search_finds_what_is_planted(pattern: str) -> None:
    """Of more actors than of which every split is tried, a core that is there is found."""
    chance = np.random.default_rng(3)
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(chance.permutation(40).tolist())
    between = {"ones": 1.0, "zeros": 0.0, "missing": 0.5}[pattern]
    for i, j in itertools.combinations(range(40), 2):
        if (j < 9) or (i < 9 and chance.random() < between):
            graph.add_edge(i, j)
    found = core_periphery(graph, pattern=pattern, starts=4)
    assert not found.is_exact
    assert set(found.core) == set(range(9))
    assert found.correlation == pytest.approx(1)
    assert found.describe("nl").startswith("Kern: ")


def test_chance() -> None:
    """A core that is there is unlikely by chance; in a random network the fit is not."""
    planted = nx.disjoint_union(nx.complete_graph(6), nx.empty_graph(8))
    found = core_periphery(planted, permutations=40, starts=1)
    assert found.chance is not None
    assert found.chance.p_at_least == 1 / 41
    random = core_periphery(nx.gnp_random_graph(14, 0.3, seed=5), permutations=40, starts=1)
    assert random.chance is not None
    assert random.chance.p_at_least > 0.05
    near = coreness(planted, permutations=15, starts=1)
    assert near.chance is not None
    assert near.chance.p_at_least == 1 / 16
    assert "15 networks with as many ties" in near.describe()


def test_workers_change_nothing() -> None:
    """A seed gives the same result alone and with processes."""
    graph = network("knoke", "information")
    alone = core_periphery(graph, permutations=101, starts=1)
    with ProcessPoolExecutor(2) as processes:
        split = core_periphery(graph, permutations=101, starts=1, executor=processes)
    assert split == alone


def test_coreness() -> None:
    """No change of the values differs less from the sociomatrix, in squares."""
    chance = np.random.default_rng(1)
    for name, relation in (("knoke", "information"), ("karate", "tie"), ("krackhardt", "advice")):
        graph = network(name, relation)
        found = coreness(graph, starts=3)
        values = np.array([one.coreness for one in found.actors])
        matrix = nx.to_numpy_array(graph, weight=None)
        cells = ~np.eye(len(graph), dtype=bool)

        def misfit(values: Any, matrix: Any = matrix, cells: Any = cells) -> float:
            return float(((matrix - np.outer(values, values))[cells] ** 2).sum())

        assert found.correlation == pytest.approx(
            np.corrcoef(matrix[cells], np.outer(values, values)[cells])[0, 1], abs=1e-9
        )
        assert (values >= 0).all()
        for size in (1e-4, 1e-2, 0.3):
            for _ in range(20):
                other = np.maximum(values + chance.normal(scale=size, size=len(values)), 0)
                assert misfit(other) >= misfit(values) - 1e-9


def test_coreness_of_a_core() -> None:
    """Where a core is tied among itself and nobody else is, values are 1 and 0."""
    found = coreness(nx.disjoint_union(nx.complete_graph(4), nx.empty_graph(3)))
    values = [one.coreness for one in found.actors]
    assert values == pytest.approx([1, 1, 1, 1, 0, 0, 0], abs=1e-6)
    assert found.correlation == pytest.approx(1)
    assert found.to_records()[0] == {"actor": 0, "coreness": values[0]}


def test_coreness_of_a_star() -> None:
    """The one in the middle is at the core, with a value that does not grow without end."""
    middle, *others = coreness(nx.star_graph(5)).actors
    assert middle.coreness == pytest.approx(6**0.5)
    assert all(0.3 < one.coreness < 0.4 for one in others)


def test_unknown_cells_do_not_count() -> None:
    """What an actor that did not answer would have said changes nothing."""
    graph = nx.gnp_random_graph(7, 0.4, seed=6, directed=True)
    graph.graph["survey"] = Survey(range(7), range(5))
    told = graph.copy()
    told.remove_edges_from([tie for tie in list(told.edges) if tie[0] > 4])
    silent = coreness(told, starts=2)
    assert silent.correlation == pytest.approx(coreness(graph, starts=2).correlation, abs=1e-5)
    assert core_periphery(told).correlation == core_periphery(graph).correlation


@pytest.mark.parametrize(
    ("graph", "reason"),
    [
        (nx.empty_graph(0), "0 pairs of which it is known: there are too few actors"),
        (nx.empty_graph(4), "6 pairs of which it is known: no pair has a tie"),
        (nx.complete_graph(2), "1 pair of which it is known: every pair has a tie"),
    ],
)
def test_no_core_without_variation(graph: Any, reason: str) -> None:
    """Without ties, with all, and without actors nothing fits, and it is said which."""
    for measure in (core_periphery, coreness):
        with pytest.raises(NetworkError, match=reason):
            measure(graph)


def test_borders() -> None:
    """Two actors have no core; starts are at least one."""
    two = nx.DiGraph([("a", "b")])
    for measure in (core_periphery, coreness):
        with pytest.raises(
            NetworkError, match="no core fits 2 pairs of which it is known: there are too few"
        ):
            measure(two)
        with pytest.raises(NetworkError, match=r"starts=.0."):
            measure(nx.path_graph(4), starts=0)
        with pytest.raises(NetworkError, match=r"permutations=.-1."):
            measure(nx.path_graph(4), permutations=-1)
