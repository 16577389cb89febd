"""Who has the same position."""

from __future__ import annotations

import itertools
import math
import statistics
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import is_known, random_graphs

from opgavekern.network import NetworkError, equivalence


@pytest.mark.parametrize("likeness", ["hamming", "euclidean", "correlation"])
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str, likeness: str) -> None:
    """Distances and correlations are those of R's sna."""
    told = reference(name, relation)["equivalence"][likeness]
    found = equivalence(network(name, relation), likeness=likeness).values
    assert np.abs(np.array(found, dtype=float) - np.array(told, dtype=float)).max() < 1e-9


def _profile(graph: nx.Graph[Any], one: int, other: int) -> list[tuple[float, float]]:
    """What two actors have to each third, both ways, where it is known of both."""

    def value(i: int, j: int) -> float:
        return float(graph.get_edge_data(i, j, {"weight": 0})["weight"])

    thirds = [third for third in graph if third not in (one, other)]
    cells = [((one, third), (other, third)) for third in thirds]
    cells += [((third, one), (third, other)) for third in thirds]
    return [
        (value(*mine), value(*theirs))
        for mine, theirs in cells
        if is_known(graph, *mine) and is_known(graph, *theirs)
    ]


def test_naive() -> None:
    """Each pair by itself gives the same, over cells that are known of both."""
    for graph in random_graphs(500, most=6):
        found = {
            likeness: equivalence(
                graph, likeness=likeness, weight="weight", weight_means="strength"
            ).values
            for likeness in ("hamming", "euclidean", "correlation")
        }
        cells = 2 * (len(graph) - 2)
        for (i, one), (j, other) in itertools.combinations(enumerate(graph), 2):
            pairs = _profile(graph, one, other)
            if not pairs:
                assert found["hamming"][i][j] == (None if cells else 0)
                continue
            gaps, scale = [a - b for a, b in pairs], cells / len(pairs)
            assert found["hamming"][i][j] == pytest.approx(sum(map(abs, gaps)) * scale)
            assert found["euclidean"][i][j] == pytest.approx(
                math.sqrt(sum(gap**2 for gap in gaps) * scale), abs=1e-9
            )
            mine, theirs = zip(*pairs, strict=True)
            varies = len(set(mine)) > 1 and len(set(theirs)) > 1
            expected = statistics.correlation(mine, theirs) if varies else 0
            assert found["correlation"][i][j] == pytest.approx(expected, abs=1e-9)


def test_regular_naive() -> None:
    """REGE is its formula, written out, on all sorts of graphs."""
    for graph in random_graphs(500, most=5):
        ties = nx.to_numpy_array(graph) if len(graph) else np.zeros((0, 0))
        np.fill_diagonal(ties, 0)
        places = range(len(graph))
        alike = np.ones((len(graph), len(graph)))
        for _ in range(2):
            alike = np.array([[_rege(ties, alike, i, j) for j in places] for i in places])
        found = equivalence(
            graph, likeness="regular", iterations=2, weight="weight", weight_means="strength"
        )
        assert np.allclose(np.array(found.values, dtype=float), alike, atol=1e-9)


def _rege(ties: Any, alike: Any, i: int, j: int) -> float:
    """What two have in common, each alter matched by the most alike; one without ties has none."""
    places = range(len(ties))

    def side(one: int, other: int) -> float:
        return sum(
            max(
                alike[k][m]
                * (min(ties[one][k], ties[other][m]) + min(ties[k][one], ties[m][other]))
                for m in places
            )
            for k in places
        )

    total = sum(ties[one].sum() + ties[:, one].sum() for one in (i, j))
    return float((side(i, j) + side(j, i)) / total) if i != j and total else 1.0


def test_same_positions() -> None:
    """Those with the same ties are structurally, and those on the same floor regularly, equal."""
    tree: nx.DiGraph[Any] = nx.DiGraph([(0, 1), (0, 2), (1, 3), (1, 4), (2, 5)])
    structural = equivalence(tree, likeness="hamming").values
    assert structural[3][4] == 0
    assert structural[3][5] == 2
    regular = equivalence(tree, likeness="regular").values
    floors = [0, 1, 1, 2, 2, 2]
    for one, other in itertools.combinations(range(6), 2):
        value = regular[one][other]
        assert value is not None
        assert (value > 1 - 1e-9) == (floors[one] == floors[other])
    assert equivalence(tree).describe("nl").startswith("Gelijkwaardigheid naar afstand")


def test_borders() -> None:
    """Of nobody and of one actor there is little to say; negative ties have no roles."""
    assert equivalence(nx.empty_graph(0)).values == ()
    assert equivalence(nx.empty_graph(1)).values == ((0,),)
    assert equivalence(nx.empty_graph(2), likeness="regular").values == ((1, 1), (1, 1))
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edge("a", "b", weight=-1)
    with pytest.raises(NetworkError, match="knows no negative ties"):
        equivalence(graph, likeness="regular", weight="weight", weight_means="strength")


def test_correlation_knows_no_scale() -> None:
    """Weights in other units correlate the same, also tiny ones; equal ones do not vary."""
    graph = nx.gnp_random_graph(6, 0.5, seed=3, directed=True)
    for place, (*_, told) in enumerate(graph.edges(data=True)):
        told.update(weight=1 + place % 3, tiny=(1 + place % 3) * 1e-60)
    both = [
        equivalence(graph, likeness="correlation", weight=one, weight_means="strength").values
        for one in ("weight", "tiny")
    ]
    assert np.array(both[0]) == pytest.approx(np.array(both[1]))
    full = nx.complete_graph(5, nx.DiGraph)
    nx.set_edge_attributes(full, 0.1, "weight")
    found = equivalence(full, likeness="correlation", weight="weight", weight_means="strength")
    assert {one for row in found.values for one in row} == {0.0}
