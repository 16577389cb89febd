"""Missing answers treated by name, and what is sure whatever they were."""

from __future__ import annotations

import networkx as nx
import pytest

from opgavekern.network import (
    NetworkError,
    Survey,
    complete_cases,
    ei_index,
    impute,
    interval,
    reconstruct,
    symmetrise,
)
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import count_known, snapshot_of


def _surveyed(size: int = 12, silent: int = 3) -> Graph:
    """A random network in which the first actors did not answer."""
    graph: Graph = nx.gnp_random_graph(size, 0.3, seed=4, directed=True)
    graph.remove_edges_from([(a, b) for a, b in list(graph.edges) if a < silent])
    graph.graph["survey"] = Survey(range(size), range(silent, size))
    return graph


def _density(graph: Graph) -> float | None:
    size = graph.number_of_nodes()
    return graph.number_of_edges() / (size * (size - 1)) if size > 1 else None


def test_complete_cases_are_those_that_answered() -> None:
    """Only who answered stays, and everything among them is known."""
    graph = _surveyed()
    kept = complete_cases(graph)
    assert set(kept) == set(range(3, 12))
    assert snapshot_of(kept).is_complete
    assert kept.graph["treatment"].en == "complete cases (9 of 12)"


def test_reconstruction_takes_the_column() -> None:
    """Who did not answer chooses who chose it; among two of them there is no tie."""
    graph = _surveyed()
    before = set(graph.edges)
    filled = reconstruct(graph)
    assert set(graph.edges) == before
    for a in range(3):
        for b in range(3, 12):
            assert filled.has_edge(a, b) == graph.has_edge(b, a)
        assert not any(filled.has_edge(a, b) for b in range(3))
    reading = snapshot_of(filled).reading
    assert (reading.answered, reading.asked) == (9, 12)
    assert reading.treatment is not None
    assert "without a tie: 3)" in reading.treatment.en
    assert snapshot_of(filled).is_complete


def test_treatments_are_told_one_after_the_other() -> None:
    """What was done before stays told, also by an interval."""
    graph = symmetrise(reconstruct(_surveyed()))
    said = graph.graph["treatment"].en
    assert said.startswith("reconstruction from what others say")
    assert said.endswith("; symmetrised (either names the other)")
    before = _surveyed()
    before.graph["treatment"] = "as told"
    found = interval(before, nx.density, times=2)
    assert "Treated before: as told; multiple imputation, 2 times." in found.describe()


def test_imputation_fills_only_what_is_missing() -> None:
    """Known answers stay; seeds give equal graphs; the response rate is still that of before."""
    graph = _surveyed()
    made = impute(graph, times=5, seed=7)
    again = impute(graph, times=5, seed=7)
    for one, other in zip(made, again, strict=True):
        assert set(one.edges) == set(other.edges)
        assert {edge for edge in one.edges if edge[0] >= 3} == set(graph.edges)
        assert snapshot_of(one).is_complete
        assert snapshot_of(one).reading.answered == 9
    assert len({frozenset(one.edges) for one in made}) > 1
    assert made[2].graph["treatment"].en == "imputation 3 of 5 (seed 7)"


def test_imputation_has_the_density_of_what_is_known() -> None:
    """Over many imputations missing cells are tied about as often as known ones."""
    graph = _surveyed(silent=6)
    known = snapshot_of(graph)
    expected = len(known.heads) / count_known(known)
    made = impute(graph, times=300, seed=1)
    drawn = sum(len(one.edges) - len(graph.edges) for one in made) / (300 * 6 * 11)
    assert drawn == pytest.approx(expected, abs=0.05)


def test_undirected_gaps_are_between_two_that_did_not_answer() -> None:
    """Of an undirected network only pairs of which neither answered are drawn."""
    graph: Graph = nx.path_graph(6)
    graph.graph["survey"] = Survey(range(6), range(3, 6))
    for one in impute(graph, times=20):
        assert all(max(edge) < 3 for edge in set(one.edges) - set(graph.edges))


def test_an_interval_over_imputations() -> None:
    """The interval holds the mean; without missing answers it is a point."""
    found = interval(_surveyed(), _density, times=50)
    assert found.low is not None
    assert found.mean is not None
    assert found.high is not None
    assert found.low < found.mean < found.high
    assert found.available == _density(_surveyed())
    assert "50 imputations" in found.describe()
    assert "Response: 9 of 12" in found.describe()
    whole: Graph = nx.path_graph(4, create_using=nx.DiGraph)
    point = interval(whole, lambda one: ei_index(one, dict(enumerate("aabb"))).index, times=3)
    assert (point.low, point.high) == (point.available, point.available)
    assert point.describe().startswith("Nothing is missing, so there is nothing to impute: the fig")
    assert "imputation" not in point.describe()
    assert (found.unknown, point.unknown) == (3 * 11, 0)


def test_nothing_to_treat() -> None:
    """Without a survey nothing is missing; an empty network stays empty."""
    for graph in (nx.DiGraph(), nx.path_graph(3, create_using=nx.DiGraph)):
        for made in (complete_cases(graph), reconstruct(graph), *impute(graph, times=1)):
            assert nx.utils.graphs_equal(nx.DiGraph(made.edges), nx.DiGraph(graph.edges))
    assert interval(nx.DiGraph(), _density, times=2).mean is None


def test_what_makes_no_sense() -> None:
    """No imputations, a share of 1, and several ties between two are refused."""
    with pytest.raises(NetworkError, match=r"times=.0.; it is a whole number from 1"):
        impute(nx.DiGraph(), times=0)
    with pytest.raises(NetworkError, match="more than 0 and less than 1"):
        interval(nx.DiGraph(), _density, confidence=1)
    with pytest.raises(NetworkError, match="one_relation"):
        impute(nx.MultiDiGraph())
