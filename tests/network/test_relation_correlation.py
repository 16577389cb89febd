"""Whether two relations go together."""

from __future__ import annotations

import itertools
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.chance import agrees
from tests.network.published import FOLDER, network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Survey, absdiff, mrqap, qap, same, sender
from opgavekern.network.foundation.replicates import BATCH, permuted_within

PUBLISHED = [
    (folder.name, told)
    for folder in sorted(FOLDER.iterdir())
    if folder.is_dir()
    for told in reference(folder.name).get("qap", ())
]


@pytest.mark.parametrize(("name", "told"), PUBLISHED)
def test_published(name: str, told: Any) -> None:
    """Correlation, distance and chances are those of R's sna."""
    first, second = (network(name, relation) for relation in told["relations"])
    found = qap(first, second, permutations=500)
    assert found.correlation == pytest.approx(told["graph_correlation"], abs=1e-9)
    assert found.hamming == told["hamming_distance"]
    assert agrees(found.chance, found.chance.at_least, told["p_ge"], told["reps"])
    assert agrees(found.chance, found.chance.at_most, told["p_le"], told["reps"])


def _random(seed: int, *, weighted: bool = False, silent: bool = False) -> nx.Graph[Any]:
    chance = np.random.default_rng(seed)
    graph: nx.Graph[Any] = nx.gnp_random_graph(7, 0.4, seed=seed, directed=seed % 2 == 0)
    graph.add_edge(0, 0)
    for tail, head in graph.edges:
        graph[tail][head]["weight"] = int(chance.integers(1, 4)) if weighted else 1
    if silent:
        graph.graph["survey"] = Survey(range(7), chance.choice(7, 5, replace=False).tolist())
    return graph


def _matrix(graph: nx.Graph[Any]) -> Any:
    matrix = nx.to_numpy_array(graph, nodelist=range(7))
    np.fill_diagonal(matrix, 0)
    return matrix


def _known(graph: nx.Graph[Any]) -> Any:
    survey = graph.graph.get("survey")
    rows = np.array([survey is None or one in survey.answered for one in range(7)])
    known = np.repeat(rows[:, None], 7, axis=1)
    return known if graph.is_directed() else known | known.T


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("silent", [False, True])
def test_naive(weighted: bool, silent: bool) -> None:
    """Every permutation gives what correlating a permuted matrix over known cells gives."""
    for seed in range(25):
        one = _random(seed, weighted=weighted, silent=silent)
        other = _random(seed + 100 + seed % 3, weighted=weighted, silent=silent)
        is_directed = one.is_directed() or other.is_directed()
        cells = _known(one) & _known(other)
        cells &= ~np.eye(7, dtype=bool) if is_directed else np.triu(np.ones((7, 7), bool), 1)
        first, second = _matrix(one), _matrix(other)
        assert _matrix(one).any()
        assert len(set(first[cells])) > 1
        assert len(set(second[cells])) > 1
        found = qap(
            one, other, permutations=30, seed=seed, weight="weight", weight_means="strength"
        )
        assert found.cells == cells.sum()
        assert found.correlation == pytest.approx(
            np.corrcoef(first[cells], second[cells])[0, 1], abs=1e-9
        )
        if np.count_nonzero(second[cells]) < np.count_nonzero(first[cells]):
            first, second = second, first
        drawn = _naive(first, second, cells, (one, other), seed)
        assert found.chance.mean == pytest.approx(np.mean(drawn), abs=1e-9)
        assert found.chance.sd == pytest.approx(np.std(drawn, ddof=1), abs=1e-9)


def _naive(first: Any, second: Any, cells: Any, graphs: Any, seed: int) -> list[float]:
    surveys = [graph.graph.get("survey") for graph in graphs]
    answered = [
        tuple(survey is None or place in survey.answered for survey in surveys)
        for place in range(7)
    ]
    strata = [
        np.array([place for place in range(7) if answered[place] == sort])
        for sort in sorted(set(answered))
    ]
    chance = np.random.default_rng([seed, 0])
    drawn = []
    for _ in range(30):
        order = permuted_within(chance, strata)
        permuted = second[np.ix_(order, order)]
        drawn.append(float(np.corrcoef(first[cells], permuted[cells])[0, 1]))
    return drawn


def test_any_two_relations() -> None:
    """Whatever two graphs, the correlation is that of their known cells, or it is refused."""
    graphs = [graph for graph in random_graphs(500) if len(graph) == 7]
    for one, other in itertools.pairwise(graphs):
        is_directed = one.is_directed() or other.is_directed()
        cells = [
            (i, j)
            for i, j in itertools.permutations(one, 2)
            if (is_directed or i < j) and all(_knows(graph, i, j) for graph in (one, other))
        ]
        seen = np.array([[graph.has_edge(*cell) for graph in (one, other)] for cell in cells])
        if not len(seen) or (seen == seen[0]).all(axis=0).any():
            with pytest.raises(NetworkError, match="the same value for all"):
                qap(one, other, permutations=1)
            continue
        found = qap(one, other, permutations=1)
        assert found.cells == len(cells)
        expected = np.corrcoef(seen.astype(float).T)[0, 1]
        assert found.correlation == pytest.approx(expected, abs=1e-9)
        assert found.hamming == (seen[:, 0] != seen[:, 1]).sum()


def _knows(graph: Any, i: Any, j: Any) -> bool:
    survey = graph.graph.get("survey")
    if survey is None or i in survey.answered:
        return True
    return j in survey.answered and not graph.is_directed()


def test_order_of_nodes_is_nothing() -> None:
    """Nodes in another order, or the relations the other way round, give the same correlation."""
    advice, friends = network("krackhardt", "advice"), network("krackhardt", "friendship")
    turned: nx.DiGraph[Any] = nx.DiGraph()
    turned.add_nodes_from(reversed(list(friends)))
    turned.add_edges_from(friends.edges)
    found = qap(advice, friends, permutations=10)
    assert qap(advice, turned, permutations=10) == found
    assert qap(friends, advice, permutations=10).chance == found.chance


def test_workers_change_nothing() -> None:
    """A seed gives the same result alone, with threads and with processes."""
    advice, friends = network("krackhardt", "advice"), network("krackhardt", "friendship")
    told: list[tuple[int, int]] = []
    alone = qap(
        advice,
        friends,
        permutations=2 * BATCH + 1,
        seed=7,
        progress=lambda done, total, _: told.append((done, total)),
    )
    assert told == [(100, 201), (200, 201), (201, 201)]
    with ThreadPoolExecutor(3) as threads:
        assert qap(advice, friends, permutations=201, seed=7, executor=threads) == alone
    with ProcessPoolExecutor(2) as processes:
        assert qap(advice, friends, permutations=201, seed=7, executor=processes) == alone
    assert qap(advice, friends, permutations=201, seed=8).chance != alone.chance


def test_cluster_changes_nothing() -> None:
    """A seed gives the same result on the workers of a Dask cluster."""
    distributed = pytest.importorskip("distributed")
    advice, friends = network("krackhardt", "advice"), network("krackhardt", "friendship")
    with (
        distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = qap(advice, friends, permutations=201, executor=client.get_executor())
    assert found == qap(advice, friends, permutations=201)


def test_covariates() -> None:
    """What actors have in common can be laid beside a relation."""
    graph = nx.Graph([("a", "b"), ("c", "d")])
    alike = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert qap(graph, same(alike), permutations=9).correlation == pytest.approx(1)
    apart = {"a": 1, "b": 1, "c": 5, "d": 5}
    assert qap(graph, absdiff(apart), permutations=9).correlation == pytest.approx(-1)
    with pytest.raises(NetworkError, match=r"tells sender and receiver apart"):
        qap(graph, sender(apart))


def test_other_actors_are_refused() -> None:
    """Relations among other actors cannot be compared; how they differ is told."""
    with pytest.raises(NetworkError, match=r"has other actors: 1 more and 2 not, among them .z"):
        qap(nx.Graph([("a", "b"), ("b", "c")]), nx.Graph([("a", "z")]))


@pytest.mark.parametrize("size", [0, 1, 4])
def test_no_correlation_without_variation(size: int) -> None:
    """Without ties, or with fewer than two actors, there is nothing to correlate."""
    with pytest.raises(NetworkError, match="the same value for all"):
        qap(nx.empty_graph(size), nx.complete_graph(size))


def test_lengths_are_no_values() -> None:
    """Distances are refused: where there is no tie, there is no distance of zero."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edge("a", "b", weight=2)
    with pytest.raises(NetworkError, match="is no strength"):
        qap(graph, graph, weight="weight", weight_means="length")


def test_numbers_are_whole() -> None:
    """Numbers of permutations and seeds that are no such thing are refused."""
    graph = nx.path_graph(3)
    with pytest.raises(NetworkError, match=r"permutations=.0."):
        qap(graph, graph, permutations=0)
    with pytest.raises(NetworkError, match=r"seed=.-1."):
        qap(graph, graph, seed=-1)


def test_words() -> None:
    """The result says correlation, p-values, seed and versions, in both languages."""
    found = qap(network("knoke", "information"), network("knoke", "money"), permutations=99)
    assert found.describe().startswith("QAP correlation -0.051 over 90 pairs; in 99 permutations")
    assert "Startgetal: 0." in found.describe("nl")
    assert "numpy" in found.describe()
    assert "hubert1987" in found.references


def test_both_graphs_are_told_of() -> None:
    """Who answered differs by graph, so words tell how each was read; a covariate is not read."""
    graph = nx.path_graph("abcde", create_using=nx.DiGraph)
    other = graph.reverse()
    other.graph["survey"] = Survey(list("abcde"), list("abc"))
    graph.graph["survey"] = Survey(list("abcde"), list("abcd"))
    said = qap(graph, other, permutations=9).describe()
    assert "Response: 4 of 5 (80%)." in said
    beside = "The relation beside it was read as follows. Network: 5 actors, 4 ties (directed)."
    assert f"{beside} Response: 3 of 5 (60%)." in said
    assert "Response: 3 of 5" in mrqap(graph, {"other": other}, permutations=9).describe()
    assert (
        "relation beside it"
        not in qap(graph, same(dict.fromkeys("abcde", 1) | {"a": 2})).describe()
    )
