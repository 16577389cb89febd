"""Actors in classes by position."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from typing import Any

import attrs
import networkx as nx
import numpy as np
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.network import BlockIdeal, BlockKind, NetworkError, Survey, block_model
from opgavekern.network.grouping.block_criteria import Blocks
from opgavekern.network.grouping.block_fits import in_order


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
    with pytest.raises(NetworkError, match="no actors to put in classes"):
        block_model(nx.empty_graph(0), 1)
    with pytest.raises(NetworkError, match=r"classes=.0."):
        block_model(nx.path_graph(3), 0)


def _naive(
    ties: Any, known: Any, classes: Sequence[int], ideal: str
) -> dict[Any, tuple[float, str]]:
    """For each block with a known cell how far it is from what it comes nearest to, and what."""
    found = {}
    for row, column in itertools.product(set(classes), repeat=2):
        rows = [one for one in range(len(classes)) if classes[one] == row]
        columns = [one for one in range(len(classes)) if classes[one] == column]
        cells = [(i, j) for i in rows for j in columns if known[i, j]]
        values = [ties[cell] for cell in cells]
        if not cells:
            continue
        if ideal == "squares":
            costs = {"null": sum(one**2 for one in values)}
            costs["complete"] = sum((one - statistics.fmean(values)) ** 2 for one in values)
        elif ideal == "deviations":
            costs = {"null": sum(map(abs, values))}
            costs["complete"] = sum(abs(one - statistics.median(values)) for one in values)
        else:
            costs = {"null": sum(values), "complete": len(values) - sum(values)}
        if ideal == "regular":
            empty_rows = {i for i in rows if not any(ties[i, j] for j in columns if known[i, j])}
            empty_columns = {j for j in columns if not any(ties[i, j] for i in rows if known[i, j])}
            costs["regular"] = sum(i in empty_rows or j in empty_columns for i, j in cells)
        least = min(costs.values())
        kind = next(one for one, cost in costs.items() if cost == pytest.approx(least, abs=1e-9))
        found[row, column] = least, kind
    return found


def _known(graph: nx.Graph[Any]) -> Any:
    survey = graph.graph.get("survey")
    answered = np.array([survey is None or one in survey.known for one in graph], dtype=bool)
    known = np.repeat(answered[:, None], len(answered), axis=1)
    known = known if graph.is_directed() else known | known.T
    return known & ~np.eye(len(answered), dtype=bool)


def test_naive_blocks() -> None:
    """Errors and kinds of blocks are those of looking at every block by itself."""
    ideals = list(BlockIdeal)
    for number, graph in enumerate(random_graphs(500, signed=True)):
        if len(graph) < 2:
            continue
        ideal = ideals[number % len(ideals)]
        weight = "weight" if ideal.is_valued else None
        found = block_model(graph, 2, ideal=ideal, weight=weight, weight_means="strength")
        ties = nx.to_numpy_array(graph, weight=weight)
        expected = _naive(ties, _known(graph), found.classes, ideal.value)
        errors = sum(cost for cost, _ in expected.values())
        both_ways = 1 if graph.is_directed() else 2
        assert found.errors == pytest.approx(errors / both_ways)
        kinds = {
            (row, column): kind.value
            for row, told in enumerate(found.kinds, start=1)
            for column, kind in enumerate(told, start=1)
            if kind is not None
        }
        assert kinds == {block: kind for block, (_, kind) in expected.items()}


@pytest.mark.parametrize("ideal", BlockIdeal)
def test_optimum_of_few(ideal: BlockIdeal) -> None:
    """Of few actors no classification into as many classes has fewer errors."""
    for seed in range(3):
        graph: nx.Graph[Any] = nx.gnp_random_graph(6, 0.4, seed=seed, directed=seed < 2)
        nx.set_edge_attributes(graph, {tie: 1 + sum(tie) % 4 for tie in graph.edges}, "weight")
        weight = "weight" if ideal.is_valued else None
        ties, known = nx.to_numpy_array(graph, weight=weight), _known(graph)
        found = block_model(
            graph,
            3,
            blocking="optimise",
            ideal=ideal,
            weight=weight,
            weight_means="strength",
            starts=8,
        )
        fewest = min(
            sum(cost for cost, _ in _naive(ties, known, classes, ideal.value).values())
            for classes in itertools.product(range(3), repeat=6)
            if len(set(classes)) == 3 and classes == tuple(one - 1 for one in in_order(classes))
        )
        assert found.errors == pytest.approx(fewest / (1 if graph.is_directed() else 2))
        assert set(found.classes) == {1, 2, 3}


def test_regular_errors_of_doreian_batagelj_and_ferligoj() -> None:
    """Between two classes: columns without ties times rows, and rows without times the others."""
    graph: nx.Graph[Any] = nx.DiGraph()
    graph.add_nodes_from("abcdxyz")
    graph.add_edges_from(["ax", "bx", "by", "cy"])
    # d names nobody and z is named by nobody: 1 of 3 columns times 4 rows, 1 of 4 rows times 2.
    blocks = Blocks(
        values=nx.to_numpy_array(graph),
        known=1 - np.eye(7),
        classes=2,
        ideal=BlockIdeal.REGULAR,
    )
    members = np.array([0] * 4 + [1] * 3)
    assert blocks.errors(members) == 4
    assert blocks.kinds(members)[0][1] is BlockKind.NULL
    fuller = graph.copy()
    fuller.add_edges_from(["dy", "ay", "cx"])
    # All four rows have a tie, and so have two of three columns.
    blocks = attrs.evolve(blocks, values=nx.to_numpy_array(fuller))
    assert blocks.errors(members) == 4
    assert blocks.kinds(members)[0][1] is BlockKind.REGULAR


def test_levels_of_a_tree_are_regular() -> None:
    """Who has chiefs alike and staff alike has one role, whoever those are."""
    tree = nx.DiGraph(["ab", "ac", "bd", "be", "cf", "cg", "ch"])
    found = block_model(tree, 3, blocking="optimise", ideal="regular", starts=2)
    assert found.errors == 0
    assert dict(zip("abcdefgh", found.classes, strict=True)) == dict(
        zip("abcdefgh", [1, 2, 2, 3, 3, 3, 3, 3], strict=True)
    )
    assert [kind and kind.value for kind in found.kinds[0]] == [None, "complete", "null"]
    assert found.kinds[1][2] is BlockKind.REGULAR
    said = found.describe()
    assert "(direct optimisation, the best of 2 starts) with 3 classes" in said
    assert "Cells that differ from blocks (regular equivalence): 0 of 56" in said
    assert "Blocks: complete 1–2; regular 2–3; without a known cell 1–1; the others null." in said
    assert block_model(tree, 3, blocking="optimise", starts=2).errors > 0


def test_blocks_of_one_kind() -> None:
    """No others are told of where there are none."""
    assert "Blocks: complete 1–1. Network" in block_model(nx.complete_graph(4), 1).describe()
    assert "Blokken: alle leeg. Netwerk" in block_model(nx.empty_graph(4), 1).describe("nl")


def test_values_of_ties() -> None:
    """Strong and weak blocks are told apart by value, where all have ties with all."""
    graph: nx.Graph[Any] = nx.complete_graph(6)
    for one, other, told in graph.edges(data=True):
        told["weight"] = 5.0 if (one < 3) == (other < 3) else 1.0
    graph.edges[0, 1]["weight"] = 8.0
    how: dict[str, Any] = {"weight": "weight", "weight_means": "strength"}
    for ideal, errors in (("squares", 6.0), ("deviations", 3.0)):
        found = block_model(graph, 2, blocking="optimise", ideal=ideal, **how)
        assert found.classes == (1, 1, 1, 2, 2, 2)
        assert found.densities == ((6, 1), (1, 5))
        # Of 5, 5 and 8: squares 1 + 1 + 4 about 6; deviations 0 + 0 + 3 from 5.
        assert found.errors == pytest.approx(errors)
    assert "afstanden tot de mediaan samen 3,000" in found.describe("nl")
    with pytest.raises(NetworkError, match="reads ties as there or not; leave weight out"):
        block_model(graph, 2, **how)
