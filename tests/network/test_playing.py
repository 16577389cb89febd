"""Which actors matter most together."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import KeyPlayerMeasure, NetworkError, key_players

#: Enough to swap in networks of fourteen, and too little to try all sets of three.
_EFFORTS = {
    KeyPlayerMeasure.FRAGMENTATION: 3_000,
    KeyPlayerMeasure.DISTANCE_FRAGMENTATION: 50_000,
    KeyPlayerMeasure.REACH: 100,
    KeyPlayerMeasure.DISTANCE_REACH: 3_000,
}


def _near(steps: Any) -> float:
    return 1 / steps if steps else 1.0


def _worth(known: Any, players: Any, by: KeyPlayerMeasure, steps: int) -> float:
    """What a set is worth, by networkx and the formulas of Borgatti (2006)."""
    if by in {KeyPlayerMeasure.REACH, KeyPlayerMeasure.DISTANCE_REACH}:
        reached = nx.multi_source_dijkstra_path_length(known, set(players)) if players else {}
        if by is KeyPlayerMeasure.REACH:
            return sum(far <= steps for far in reached.values()) / len(known)
        return sum(map(_near, reached.values())) / len(known)
    left = known.subgraph(set(known) - set(players))
    pairs = list(itertools.combinations(left, 2))
    paths = dict(nx.all_pairs_shortest_path_length(left))
    there = [paths[one][other] for one, other in pairs if other in paths[one]]
    is_far = by is KeyPlayerMeasure.DISTANCE_FRAGMENTATION
    near = sum(map(_near, there)) if is_far else len(there)
    return 1 - near / len(pairs) if pairs else 0.0


@pytest.mark.parametrize("by", KeyPlayerMeasure)
def test_exact_is_the_best_of_all_sets(by: KeyPlayerMeasure) -> None:
    """On random graphs of every sort no pair is worth more, and as many are worth as much."""
    for graph in random_graphs(500):
        known = nx.Graph(graph.to_undirected())
        known.remove_edges_from(list(nx.selfloop_edges(known)))
        nx.set_edge_attributes(known, 1, "weight")
        if len(known) < 3:
            continue
        found = key_players(graph, 2, by=by)
        tried = [_worth(known, pair, by, 2) for pair in itertools.combinations(known, 2)]
        assert found.is_exact
        assert found.value == pytest.approx(max(tried))
        assert found.optima == sum(one == pytest.approx(max(tried), abs=1e-9) for one in tried)
        assert _worth(known, found.players, by, 2) == pytest.approx(found.value)
        assert found.before == pytest.approx(_worth(known, (), by, 2))
        alone = [_worth(known, (one,), by, 2) for one in found.players]
        assert found.alone == pytest.approx(alone)


@pytest.mark.parametrize("by", KeyPlayerMeasure)
def test_swapping_ends_where_no_swap_gives_more(by: KeyPlayerMeasure) -> None:
    """The heuristic is never better than the best, and no swap of its set is better than it."""
    for seed in range(3):
        graph = nx.gnm_random_graph(14, 18, seed=seed)
        exact = key_players(graph, 3, by=by, effort=None)
        looked = key_players(graph, 3, by=by, starts=1, effort=_EFFORTS[by])
        assert (exact.is_exact, looked.is_exact, looked.optima) == (True, False, None)
        assert looked.value is not None
        assert exact.value is not None
        assert looked.value <= exact.value
        for out, other in itertools.product(looked.players, set(graph) - set(looked.players)):
            swapped = {*looked.players, other} - {out}
            nx.set_edge_attributes(graph, 1, "weight")
            assert _worth(graph, swapped, by, 2) <= looked.value + 1e-9


def test_best_one_by_one_is_not_the_best_together() -> None:
    """Two who do the same work are not both key (Borgatti 2006): one of them is enough."""
    stars = nx.disjoint_union(nx.star_graph(5), nx.star_graph(3))
    stars.add_edges_from((9 + 1, leaf) for leaf in range(1, 6))  # A second hub of the first star.
    together = key_players(stars, 2, by="reach", steps=1)
    assert set(together.players) == {0, 6} or set(together.players) == {10, 6}
    assert together.value == pytest.approx(10 / 11)


def test_words() -> None:
    """A paragraph says who, what they are worth, and how that was found."""
    found = key_players(nx.path_graph("abcde"), 1)
    assert found.describe().startswith(
        "Key players (fragmentation without them): c; together 0.667, of nobody 0.000. Every set "
        "of this size was tried; as good: 1."
    )
    assert "samen 0,667" in found.describe("nl")
    assert found.to_records() == [{"player": "c", "alone": pytest.approx(2 / 3)}]
    looked = key_players(nx.path_graph(30), 3, effort=50_000)
    assert "there may be a better set" in looked.describe()
    assert looked.reading.seed == 0


def test_little_to_choose() -> None:
    """An empty network has no key players, and of few all are."""
    nobody = key_players(nx.Graph())
    assert (nobody.players, nobody.value, nobody.optima) == ((), None, None)
    assert key_players(nx.DiGraph([(1, 2), (1, 1)]), 5).players == (1, 2)
    assert key_players(nx.path_graph(3), 0).value == 0


def test_what_is_refused() -> None:
    """Senseless numbers, unknown measures, and what would take too long even by swapping."""
    graph = nx.path_graph(30)
    with pytest.raises(NetworkError, match="count="):
        key_players(graph, -1)
    with pytest.raises(NetworkError, match="there is no by="):
        key_players(graph, by="fame")
    with pytest.raises(NetworkError, match="takes at least 7,290 looks"):
        key_players(graph, effort=5_000)
    with pytest.raises(NetworkError, match="takes at least 1,250,000,000 looks"):
        key_players(nx.empty_graph(100_000))
