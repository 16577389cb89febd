"""How a network falls apart as one actor after another is lost."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import AttackOrder, NetworkError, attack_curve


def _share(known: Any, lost: Any) -> float:
    left = known.subgraph(set(known) - set(lost))
    return max(map(len, nx.connected_components(left)), default=0) / max(len(known), 1)


@pytest.mark.parametrize("order", [AttackOrder.DEGREE, AttackOrder.BETWEENNESS])
def test_each_loss_is_that_of_a_copy_without(order: AttackOrder) -> None:
    """On random graphs of every sort each share is what networkx says, in the order told."""
    for graph in random_graphs(500):
        known = nx.Graph(graph.to_undirected())
        known.remove_edges_from(list(nx.selfloop_edges(known)))
        found = attack_curve(graph, order)
        shares = [_share(known, found.lost[:count]) for count in range(len(known) + 1)]
        assert list(found.largest) == pytest.approx(shares)
        is_degree = order is AttackOrder.DEGREE
        worth: Any = dict(known.degree) if is_degree else nx.betweenness_centrality(known)
        values = [round(worth[one], 9) for one in found.lost]
        assert values == sorted(values, reverse=True)


def test_random_orders() -> None:
    """Random orders lie between their least and most, and a seed makes them again."""
    graph = nx.star_graph(20)
    found = attack_curve(graph, "random", runs=30, seed=3)
    assert found == attack_curve(graph, "random", runs=30, seed=3)
    assert found != attack_curve(graph, "random", runs=30, seed=4)
    rows = zip(found.lowest, found.largest, found.highest, strict=True)
    assert all(low <= mean + 1e-12 and mean <= high + 1e-12 for low, mean, high in rows)
    assert (found.lost, found.runs) == ((), 30)
    hub = attack_curve(graph)
    assert (found.robustness or 0) > (hub.robustness or 0)


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_robustness_of_closed_forms(size: int) -> None:
    """Where everybody is tied to all R is (n - 1)/2n, and without ties nearly 1/n (Schneider)."""
    whole = attack_curve(nx.complete_graph(size)).robustness
    assert whole == pytest.approx((size - 1) / (2 * size))
    assert attack_curve(nx.empty_graph(size)).robustness == pytest.approx((size - 1) / size**2)


def test_words() -> None:
    """A paragraph says how soon less than half hangs together."""
    found = attack_curve(nx.star_graph(4))
    assert found.describe().startswith(
        "Actors are lost: those with most ties first. After 1 of them less than half of all hang "
        "together; robustness R 0.160"
    )
    assert "robuustheid R 0,160" in found.describe("nl")
    assert found.to_records()[1] == {
        "lost": 1,
        "actor": 0,
        "largest": 0.2,
        "lowest": 0.2,
        "highest": 0.2,
    }
    assert "schneider2011" in found.references


def test_empty_and_refused() -> None:
    """Nothing falls apart in an empty network, and what takes too long is refused."""
    nothing = attack_curve(nx.Graph())
    assert (nothing.largest, nothing.robustness, nothing.half()) == ((0.0,), None, 0)
    assert nothing.describe("nl").startswith("Er zijn geen actoren die weg kunnen vallen. Netwerk")
    assert "Even with nobody lost less" in attack_curve(nx.empty_graph(3)).describe()
    with pytest.raises(NetworkError, match="there is no order="):
        attack_curve(nx.path_graph(2), "luck")
    with pytest.raises(NetworkError, match="takes 18 looks at a tie here, and effort is 9"):
        attack_curve(nx.complete_graph(3), "betweenness", effort=9)
    with pytest.raises(NetworkError, match="runs="):
        attack_curve(nx.path_graph(2), "random", runs=0)
