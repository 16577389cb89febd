"""What a network loses when somebody leaves."""

from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Robustness, Survey, robustness


def _acquainted(graph: Any) -> Any:
    known = nx.Graph(graph.to_undirected())
    known.remove_edges_from(list(nx.selfloop_edges(known)))
    return known


def _joined(known: Any) -> set[frozenset[Any]]:
    """Pairs that have a path, by networkx."""
    parts = nx.connected_components(known)
    return {frozenset(pair) for part in parts for pair in itertools.combinations(part, 2)}


def _verify(found: Robustness, known: Any, lost: list[set[Any]]) -> None:
    """Lose each of them from a copy, and compare."""
    for loss, gone in zip(found.losses, lost, strict=True):
        left = known.subgraph(set(known) - gone)
        parts = list(map(set, nx.connected_components(left)))
        assert loss.after.components == len(parts)
        assert loss.after.largest == max(map(len, parts), default=0)
        before = {pair for pair in _joined(known) if not pair & gone}
        assert loss.severed == len(before - _joined(left))
        kept = sum(
            max((len(part) for part in parts if part <= old), default=0)
            for old in map(set, nx.connected_components(known))
        )
        assert loss.cut_off == len(left) - kept
        assert set(loss.named) <= set(left)
        assert len(loss.named) == min(10, loss.cut_off)
        pairs = math.comb(len(left), 2)
        near = sum(
            1 / steps
            for _, reached in nx.all_pairs_shortest_path_length(left)
            for steps in reached.values()
            if steps
        )
        if pairs:
            assert loss.after.fragmentation == pytest.approx(1 - len(_joined(left)) / pairs)
            assert loss.after.distance_fragmentation == pytest.approx(1 - near / 2 / pairs)
        else:
            assert loss.after.fragmentation is None
            assert loss.after.distance_fragmentation is None


def test_each_loss_is_that_of_a_copy_without() -> None:
    """On random graphs of every sort, losing each actor, group and pair is what networkx says."""
    for graph in random_graphs(500):
        known = _acquainted(graph)
        _verify(robustness(graph), known, [{one} for one in graph])
        sides = {one: "xyz"[place % 3] for place, one in enumerate(graph)}
        found = robustness(graph, sides)
        groups = [{one for one in graph if sides[one] == loss.lost[0]} for loss in found.losses]
        _verify(found, known, groups)
        if len(graph) > 2:
            both = list(graph)[1:3]
            _verify(robustness(graph, losing=both), known, [set(both)])


def test_larger_networks() -> None:
    """So it is in sparse networks of thirty, where whole branches hang on one."""
    for seed in range(3):
        graph = nx.gnm_random_graph(30, 31, seed=seed)
        _verify(robustness(graph), graph, [{one} for one in graph])


@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str) -> None:
    """Connectedness, which is one less fragmentation, is that of R's `sna`."""
    found = robustness(network(name, relation), effort=0).before
    told = reference(name, relation)["krackhardt"]["connectedness"]
    assert found.connectedness == pytest.approx(told, abs=1e-9)


def test_cutpoints_sever() -> None:
    """Exactly the cutpoints take a path from others, in the order of harm that they do."""
    found = robustness(network("krackhardt", "reports_to"))
    severing = {loss.lost[0] for loss in found.losses if loss.severed}
    assert severing == set(nx.articulation_points(_acquainted(network("krackhardt", "reports_to"))))
    assert [loss.severed for loss in found.worst(99)] == sorted(
        (loss.severed for loss in found.losses if loss.severed), reverse=True
    )


def test_order_of_actors_does_not_matter() -> None:
    """Other names in another order lose the same."""
    graph = nx.gnm_random_graph(12, 13, seed=3)
    turned = nx.Graph()
    turned.add_nodes_from(f"n{one}" for one in reversed(range(12)))
    turned.add_edges_from((f"n{one}", f"n{other}") for one, other in graph.edges)
    there = {loss.lost[0]: loss for loss in robustness(turned).losses}
    for loss in robustness(graph).losses:
        other = there[f"n{loss.lost[0]}"]
        assert (loss.after, loss.severed, loss.cut_off) == (
            other.after,
            other.severed,
            other.cut_off,
        )


def test_what_nobody_stands_for_any_more() -> None:
    """With `covers` a loss tells what only those stood for who are lost."""
    graph = nx.Graph(["ab", "bc"])
    areas = {"a": ["north", "east"], "b": "north", "c": None}
    found = robustness(graph, covers=areas)
    assert [loss.uncovered for loss in found.losses] == [("east",), (), ()]
    assert found.covered == 2
    both = robustness(graph, covers=areas, losing=["a", "b"]).losses[0]
    assert (both.lost, both.uncovered) == (("a", "b"), ("east", "north"))
    nx.set_node_attributes(graph, areas, "area")
    assert robustness(graph, covers="area") == found
    assert "a: 0 cut off, 0 pairs without a path; nobody left for east." in found.describe()
    assert found.worst()[0].lost == ("b",)


def test_words() -> None:
    """A paragraph says who is cut off, in both languages, and how the graph was read."""
    graph = nx.star_graph(14)
    graph.graph["survey"] = Survey(asked=list(graph), answered=[0])
    found = robustness(graph)
    assert found.describe().startswith(
        "With everyone: separate parts 1, actors in the largest 15, fragmentation F 0.000 (the "
        "share of pairs without a path). Who would cut others off, or leave something without "
        "anyone who stands for it, if lost: 1 of 15. 0: 13 cut off ("
    )
    assert "and 3 more), 91 pairs without a path. Network: 15 actors" in found.describe()
    assert "13 afgesneden" in found.describe("nl")
    assert "Respons: 1 van 15" in found.describe("nl")
    assert "borgatti2006" in found.references
    assert found.to_records()[0]["severed"] == 91


def test_little_to_lose() -> None:
    """An empty network has no losses, and of one actor nothing is left."""
    assert robustness(nx.Graph()).losses == ()
    assert robustness(nx.Graph()).before.fragmentation is None
    alone = robustness(nx.DiGraph([(1, 1)])).losses[0]
    assert (alone.after.actors, alone.after.components, alone.after.fragmentation) == (0, 0, None)
    assert (
        robustness(nx.path_graph(3), losing=[]).losses[0].after
        == robustness(nx.path_graph(3)).before
    )


def test_what_is_refused() -> None:
    """Strangers, unknown groups and attributes, and what would take too long are refused."""
    graph = nx.path_graph(5)
    with pytest.raises(NetworkError, match="none of the 5 actors"):
        robustness(graph, losing=[9])
    sides = dict.fromkeys(graph, "x")
    with pytest.raises(NetworkError, match=r"there is no group .y."):
        robustness(graph, sides, losing=["y"])
    with pytest.raises(NetworkError, match=r'no actor has "area"'):
        robustness(graph, covers="area")
    with pytest.raises(NetworkError, match="takes 13 looks at an actor or tie, and effort is 5"):
        robustness(graph, sides, effort=5)
    with pytest.raises(NetworkError, match="without a group"):
        robustness(graph, {0: "x"})


def test_distances_that_take_too_long_are_left_out() -> None:
    """Beyond `effort` only the distances are missing."""
    path = nx.path_graph(9)
    short, whole = robustness(path, effort=300), robustness(path)
    assert short.before.distance_fragmentation == whole.before.distance_fragmentation
    assert {loss.after.distance_fragmentation for loss in short.losses} == {None}
    assert robustness(path, effort=3).before.distance_fragmentation is None
    assert [loss.severed for loss in short.losses] == [loss.severed for loss in whole.losses]


def test_long_chains_end() -> None:
    """Distances that turn out longer than is allowed are left out, and the rest is there."""
    chain = nx.path_graph(300)
    found = robustness(chain, effort=100_000)
    assert found.before.distance_fragmentation is None
    assert found.worst(1)[0].severed == 149 * 150
