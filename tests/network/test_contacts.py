"""Groups that meet through one person or one tie only."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, SingleContact, single_contacts


def _way(known: Any, groups: Any, pair: tuple[Any, Any]) -> int | None:
    """The shortest way between two groups, by networkx."""
    steps = dict(nx.all_pairs_shortest_path_length(known))
    ends = [[one for one in known if groups[one] == group] for group in pair]
    found = [steps[one][other] for one, other in itertools.product(*ends) if other in steps[one]]
    return min(found, default=None)


def _expected(graph: Any, groups: Any) -> dict[tuple[Any, Any], tuple[int, set[Any], int | None]]:
    """Ties, those on all of them, and the way round, of each pair, one by one."""
    known = nx.Graph(graph.to_undirected())
    found = {}
    for pair in itertools.combinations(sorted(set(groups.values())), 2):
        ties = [tie for tie in known.edges if {groups[one] for one in tie} == set(pair)]
        shared = set.intersection(*map(set, ties)) if ties else set()
        if shared:
            left = nx.Graph(known)
            if len(ties) == 1:
                left.remove_edge(*ties[0])
            else:
                left.remove_nodes_from(shared)
            found[pair] = (len(ties), shared, _way(left, groups, pair))
    return found


def _told(contact: SingleContact) -> tuple[int, set[Any], int | None]:
    return contact.ties, set(contact.depends_on), contact.around


def test_naive() -> None:
    """On random graphs of every sort, contacts are those found pair by pair and tie by tie."""
    for graph in random_graphs(500):
        groups = {one: "xyz"[place % 3] for place, one in enumerate(graph)}
        found = single_contacts(graph, groups)
        there = {(one.first, one.second): _told(one) for one in found.contacts}
        assert there == _expected(graph, groups)
        sizes = list(groups.values())
        for one in found.contacts:
            assert one.sole_of_first is (sizes.count(str(one.first)) == 1)
            assert one.is_one_tie is (len(one.depends_on) == 2)
            assert all(groups[str(actor)] == one.first for actor in one.of_first)
            assert all(groups[str(actor)] == one.second for actor in one.of_second)


def test_order_of_actors_does_not_matter() -> None:
    """Turned round, the same pairs hang on the same actors."""
    graph = network("knoke", "money")
    sectors = {one: data["sector"] for one, data in graph.nodes(data=True)}
    turned = nx.DiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((head, tail) for tail, head in graph.edges)
    assert single_contacts(turned, sectors).contacts == single_contacts(graph, "sector").contacts


def test_words() -> None:
    """What leaves no way round is told first, and everything is named."""
    ties = [("a1", "b1"), ("a1", "b2"), ("b2", "c1"), ("a2", "c1"), ("a1", "a2"), ("d1", "c1")]
    graph = nx.Graph(ties)
    found = single_contacts(graph, {one: one[0] for one in graph})
    assert found.describe().startswith(
        "Pairs of groups that hang on one person or one tie: 4 of 4 with a tie. "
        "c and d: 1 tie, through c1 – d1 only; without, no path is left. "
    )
    assert "a and b: 2 ties, through a1 only; without, the shortest way takes 2 steps." in (
        found.describe()
    )
    assert "enkel via a1; zonder is de kortste weg 2 stappen" in found.describe("nl")
    assert [one.first for one in found.through("c1")] == ["a", "b", "c"]
    assert found.share == 1
    assert found.to_records()[0]["of_first"] == "a1"
    assert "burt1992" in found.references


def test_nothing_to_meet() -> None:
    """Without actors, ties between groups, or a second group there are no contacts."""
    for graph, group in [
        (nx.Graph(), {}),
        (nx.path_graph(2), {0: 1, 1: 1}),
        (nx.empty_graph(2), {0: 1, 1: 2}),
    ]:
        found = single_contacts(graph, group)
        assert (found.tied, found.contacts, found.share) == (0, (), None)


def test_what_is_refused() -> None:
    """Actors without a group, and what would take too long."""
    graph = nx.path_graph(4)
    with pytest.raises(NetworkError, match="without a group"):
        single_contacts(graph, {0: "x"})
    with pytest.raises(NetworkError, match="takes 30 looks at an actor or tie, and effort is 9"):
        single_contacts(graph, dict(enumerate("abcd")), effort=9)
