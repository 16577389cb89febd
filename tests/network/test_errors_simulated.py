"""How sure figures and rankings are when ties or actors are missed or invented."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy import stats
from tests.network.published import network
from tests.network.random_graphs import is_known, random_graphs

from opgavekern.network import (
    ErrorRates,
    NetworkError,
    Survey,
    error_simulation,
    ranking_errors,
)
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.weak_spots.error_plans import SeenAs, error_plan
from opgavekern.network.weak_spots.rank_agreement import agreement

ADVICE = network("krackhardt", "advice")


def _drawn(graph: Any, seed: int = 0, **rates: float) -> Any:
    plan = error_plan(graph, snapshot_of(graph), ErrorRates(**rates), SeenAs.TRUE)
    return plan.draw(np.random.default_rng(seed))


def test_only_known_cells_change() -> None:
    """Without errors nothing changes; with all of them each known cell does, and no other."""
    for seed, graph in enumerate(random_graphs(500)):
        before = nx.to_dict_of_dicts(graph)
        same = _drawn(graph)
        assert nx.utils.graphs_equal(same, graph)
        turned = _drawn(graph, seed, missed=1.0, invented=1.0)
        for one in graph:
            for other in graph:
                flips = one != other and is_known(graph, one, other)
                assert turned.has_edge(one, other) is (graph.has_edge(one, other) is not flips)
        assert nx.to_dict_of_dicts(graph) == before


def test_rates_are_kept() -> None:
    """On average as much goes wrong as was said, in ties and in actors."""
    graph = nx.gnm_random_graph(30, 60, seed=1)
    draws = [
        _drawn(graph, seed, missed=0.2, invented=0.05, actors_missed=0.1, actors_added=0.3)
        for seed in range(200)
    ]
    there = [set(map(frozenset, one.edges)) for one in draws]
    old = set(map(frozenset, graph.edges))
    everyone = [pair for pair in old for one in draws if all(end in one for end in pair)]
    kept = sum(len(old & ties) for ties in there)
    assert kept / len(everyone) == pytest.approx(0.8, abs=0.02)
    left = [sum(end in one for end in graph) for one in draws]
    assert np.mean(left) == pytest.approx(27, abs=0.5)
    joined = [len(one) - count for one, count in zip(draws, left, strict=True)]
    assert np.mean(joined) == pytest.approx(9, abs=0.7)
    new = sum(
        len([pair for pair in ties - old if all(end in graph for end in pair)]) for ties in there
    )
    assert new / 200 == pytest.approx(0.05 * (math.comb(30, 2) - 60) * 0.81, rel=0.06)


def test_few_open_pairs() -> None:
    """In a network where nearly all have ties the few pairs left are all drawn."""
    graph = nx.complete_graph(8, create_using=nx.DiGraph)
    graph.remove_edges_from([(0, 1), (5, 2)])
    assert _drawn(graph, invented=1.0).number_of_edges() == 56


def test_reports_are_read_backwards() -> None:
    """By "reported" networks are as dense as reports and rates say that the true one is."""
    graph = nx.gnm_random_graph(30, 90, seed=2)
    rates = ErrorRates(missed=0.2, invented=0.05)
    density = nx.density(graph)
    found = error_simulation(graph, nx.density, rates=rates, seen_as="reported", replicates=300)
    assert found.drawn.mean == pytest.approx((density - 0.05) / 0.75, abs=0.005)
    again = error_simulation(graph, nx.density, rates=rates, replicates=300)
    assert again.drawn.mean == pytest.approx(0.8 * density + 0.05 * (1 - density), abs=0.005)
    assert found.observed == density


def test_attributes_and_survey_go_along() -> None:
    """Invented ties have attributes of others, new actors those of an actor, and may be silent."""
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from("abcd", sector="x")
    graph.add_edges_from([("a", "b"), ("a", "b"), ("b", "c")], weight=2)
    graph.graph["survey"] = Survey(asked="abcd".__iter__(), answered=["a", "b"])
    made = _drawn(graph, 3, missed=0.5, invented=0.5, actors_missed=0.3, actors_added=1.0)
    assert {data["weight"] for _, _, data in made.edges(data=True)} <= {2}
    assert {data["sector"] for _, data in made.nodes(data=True)} == {"x"}
    assert made.graph["survey"].asked == frozenset(made)
    gone = _drawn(graph, missed=1.0)
    assert gone.number_of_edges() == 0
    assert all(end not in gone["a"] for end in gone)


def test_agreement_is_that_of_scipy() -> None:
    """Spearman's and Pearson's correlation are scipy's, also with equals and without some."""
    for seed in range(40):
        chance = np.random.default_rng(seed)
        seen, drawn = chance.integers(0, 6, (2, 9)).astype(float)
        drawn[chance.random(9) < 0.2] = math.nan
        both = np.isfinite(drawn)
        if len(set(seen[both])) < 2 or len(set(drawn[both])) < 2:
            continue
        found = agreement(seen, drawn)
        assert found[0] == pytest.approx(stats.spearmanr(seen[both], drawn[both]).statistic)
        assert found[1] == pytest.approx(stats.pearsonr(seen[both], drawn[both]).statistic ** 2)
        firsts = [at for at in range(9) if seen[at] == seen.max()]
        still = [drawn[at] == np.nanmax(drawn) for at in firsts]
        assert found[2] == found[4] == pytest.approx(np.mean(still))


def test_ranking_without_errors() -> None:
    """Without errors a ranking agrees with itself, and each actor keeps its place."""
    found = ranking_errors(ADVICE, nx.in_degree_centrality, rates=ErrorRates(), replicates=5)
    assert found.rank_correlation.mean == pytest.approx(1)
    assert (found.top_one, found.top_three, found.top_tenth, found.overlap) == (1, 1, 1, 1)
    for one in found.actors:
        assert one.observed == pytest.approx(one.drawn.mean)
        assert one.rank == one.best == one.worst


def test_more_errors_less_agreement() -> None:
    """The more ties are missed, the less of the ranking is left (Borgatti et al. 2006)."""
    agreed = [
        ranking_errors(
            ADVICE, nx.in_degree_centrality, rates=ErrorRates(missed=missed), replicates=60
        ).rank_correlation.mean
        or 0
        for missed in (0.05, 0.4, 0.8)
    ]
    assert agreed == sorted(agreed, reverse=True)
    assert agreed[0] > 0.95


def test_workers_do_not_matter() -> None:
    """A seed gives the same, whoever works; another seed gives another."""
    rates = ErrorRates(missed=0.1, invented=0.02, actors_missed=0.1, actors_added=0.1)
    how: Any = {"rates": rates, "replicates": 120}
    with ThreadPoolExecutor(2) as pool:
        both = [error_simulation(ADVICE, nx.density, executor=one, **how) for one in (None, pool)]
        ranks = [
            ranking_errors(ADVICE, nx.in_degree_centrality, executor=one, **how)
            for one in (None, pool)
        ]
    assert both[0] == both[1]
    assert ranks[0] == ranks[1]
    assert error_simulation(ADVICE, nx.density, seed=1, **how) != both[0]


def test_words() -> None:
    """A paragraph says the figure, its interval, and which errors."""
    rates = ErrorRates(missed=0.1)
    found = error_simulation(ADVICE, nx.density, rates=rates, replicates=20)
    assert "ties missed 0.100" in found.describe()
    assert "gemiste relaties 0,100" in found.describe("nl")
    assert found.to_records()[0]["replicates"] == 20
    assert found.bias == pytest.approx((found.drawn.mean or 0) - (found.observed or 0))
    ranks = ranking_errors(ADVICE, nx.in_degree_centrality, rates=rates, replicates=20)
    assert "Rank correlation (Spearman)" in ranks.describe()
    assert "Rangcorrelatie" in ranks.describe("nl")
    assert "butts2003" in ranks.references
    assert len(ranks.to_records()) == 21


def test_nothing_to_go_wrong() -> None:
    """An empty network stays empty, and one actor or values all alike have no correlation."""
    rates = ErrorRates(missed=0.5, invented=0.5, actors_missed=0.5, actors_added=0.5)
    assert error_simulation(nx.Graph(), len, rates=rates, replicates=3).drawn.mean == 0
    nobody = ranking_errors(nx.Graph(), lambda _: {}, rates=rates, replicates=3)
    assert (nobody.rank_correlation.mean, nobody.top_one, nobody.actors) == (None, None, ())
    alike = ranking_errors(
        nx.empty_graph(3), nx.degree_centrality, rates=ErrorRates(), replicates=3
    )
    assert alike.rank_correlation.mean is None
    assert "–" in alike.describe()


def test_what_is_refused() -> None:
    """Rates that are no shares or cannot be, functions that give something else, too many."""
    for rates in (ErrorRates(missed=1.5), ErrorRates(invented=math.nan)):
        with pytest.raises(NetworkError, match="it is a share from 0 to 1"):
            error_simulation(ADVICE, nx.density, rates=rates)
    with pytest.raises(NetworkError, match="cannot be right"):
        error_simulation(
            nx.path_graph(9), nx.density, rates=ErrorRates(invented=0.9), seen_as="reported"
        )
    with pytest.raises(NetworkError, match="must return a number for each actor"):
        ranking_errors(ADVICE, nx.density, rates=ErrorRates())  # type: ignore[arg-type]
    with pytest.raises(NetworkError, match="ask for fewer draws"):
        ranking_errors(ADVICE, nx.degree_centrality, rates=ErrorRates(), replicates=10**7)
    with pytest.raises(NetworkError, match=r'confidence="2"'):
        error_simulation(ADVICE, nx.density, rates=ErrorRates(), confidence=2)
    with pytest.raises(NetworkError, match="there is no seen_as="):
        error_simulation(ADVICE, nx.density, rates=ErrorRates(), seen_as="x")


def test_values_all_alike_have_no_correlation() -> None:
    """Equal values say nothing of a ranking, whatever rounding makes of their mean."""
    found = ranking_errors(
        nx.path_graph(9),
        lambda graph: dict.fromkeys(graph, 0.1),
        rates=ErrorRates(missed=0.3),
        replicates=5,
    )
    assert found.r_squared.count == 0


def test_a_confidence_that_is_no_number_is_refused() -> None:
    """Text is no share."""
    with pytest.raises(NetworkError, match="confidence"):
        error_simulation(nx.path_graph(3), nx.density, rates=ErrorRates(), confidence="x")  # type: ignore[arg-type]
