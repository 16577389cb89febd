"""Actors in classes by position."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.published import network

from opgavekern.network import NetworkError, Survey, block_model


def _planted(seed: int) -> tuple[nx.Graph[Any], list[int]]:
    """Three classes in random order; blocks are all ties or none."""
    chance = np.random.default_rng(seed)
    classes = chance.permutation([0] * 4 + [1] * 5 + [2] * 3).tolist()
    image = {(0, 0), (0, 1), (1, 2), (2, 0)}
    graph: nx.Graph[Any] = nx.DiGraph()
    graph.add_nodes_from(range(12))
    pairs = itertools.permutations(range(12), 2)
    graph.add_edges_from(pair for pair in pairs if tuple(classes[one] for one in pair) in image)
    return graph, classes


@pytest.mark.parametrize("blocking", ["concor", "optimise"])
def test_what_is_planted_is_found(blocking: str) -> None:
    """Classes that are there are found, without errors and with all variance explained."""
    for seed in range(4):
        graph, classes = _planted(seed)
        found = block_model(graph, 3, blocking=blocking, starts=3)
        pairs = set(zip(classes, found.classes, strict=True))
        assert len(pairs) == 3
        assert (found.errors, found.cells) == (0, 132)
        assert found.r_squared == pytest.approx(1)
        assert {one for row in found.densities for one in row} <= {0, 1, None}


def test_naive_fit() -> None:
    """Errors, densities and R² are those of counting cell by cell, where they are known."""
    for seed in range(8):
        graph: nx.Graph[Any] = nx.gnp_random_graph(8, 0.4, seed=seed, directed=seed % 2 == 0)
        graph.graph["survey"] = Survey(range(8), range(6))
        found = block_model(graph, 3, blocking="optimise", starts=2, seed=seed)
        cells = [
            (i, j)
            for i, j in itertools.permutations(range(8), 2)
            if i < 6 or (j < 6 and not graph.is_directed())
        ]
        blocks: dict[Any, list[int]] = {}
        for i, j in cells:
            block = found.classes[i], found.classes[j]
            blocks.setdefault(block, []).append(int(graph.has_edge(i, j)))
        both_ways = 1 if graph.is_directed() else 2
        assert found.cells == len(cells) / both_ways
        errors = sum(min(sum(one), len(one) - sum(one)) for one in blocks.values())
        assert found.errors == errors / both_ways
        for (i, j), block in blocks.items():
            assert found.densities[i - 1][j - 1] == pytest.approx(np.mean(block))
        seen = np.concatenate(list(blocks.values()))
        told = np.concatenate([np.full(len(one), np.mean(one)) for one in blocks.values()])
        expected = 1 - ((seen - told) ** 2).sum() / ((seen - seen.mean()) ** 2).sum()
        assert found.r_squared == pytest.approx(expected)


def test_optimum_of_few() -> None:
    """Of few actors in two classes no classification has fewer errors."""
    for seed in range(4):
        graph = nx.gnp_random_graph(7, 0.4, seed=seed, directed=True)
        found = block_model(graph, 2, blocking="optimise", starts=12)
        ties = nx.to_numpy_array(graph)
        fewest = min(
            _errors(ties, np.array(classes)) for classes in itertools.product((0, 1), repeat=7)
        )
        assert found.errors == fewest


def _errors(ties: Any, classes: Any) -> int:
    total = 0
    for one, other in itertools.product((0, 1), repeat=2):
        block = ties[np.ix_(classes == one, classes == other)]
        size = block.size - (len(block) if one == other else 0)
        total += min(int(block.sum()), size - int(block.sum()))
    return total


def test_optimising_starts_from_concor() -> None:
    """Direct optimisation has at most as many errors as CONCOR."""
    graph = network("knoke", "information")
    first = block_model(graph, 4)
    better = block_model(graph, 4, blocking="optimise", starts=2)
    assert better.errors <= first.errors
    assert first.describe("nl").startswith("Blokmodel (CONCOR) met 4 klassen van ")
    assert first.to_records()[0] == {"actor": "COUN", "class": 1}


def test_borders() -> None:
    """One class is everyone; who cannot be told apart stays together; too many are refused."""
    assert set(block_model(nx.path_graph(4), 1).classes) == {1}
    assert block_model(nx.empty_graph(3), 2).classes == (1, 1, 1)
    assert block_model(nx.empty_graph(1), 1).r_squared is None
    with pytest.raises(NetworkError, match="0 actors do not fit in 1 classes"):
        block_model(nx.empty_graph(0), 1)
    with pytest.raises(NetworkError, match=r"classes=.0."):
        block_model(nx.path_graph(3), 0)
