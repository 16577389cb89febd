"""Figures by which modes of governance are told apart."""

from __future__ import annotations

import itertools
import statistics
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Survey, governance_mode


def contacts_of(graph: Any) -> Any:
    """Who has a tie with whom, either way."""
    contacts = nx.Graph()
    contacts.add_nodes_from(graph)
    contacts.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    return contacts


def connected(contacts: Any, actors: Any) -> int:
    """How many pairs of some actors have a path."""
    return sum(nx.has_path(contacts, *pair) for pair in itertools.combinations(actors, 2))


def test_figures_equal_their_definitions() -> None:
    """On all sorts of graphs each figure is what it is defined to be."""
    for graph in random_graphs(500, most=6):
        found = governance_mode(graph)
        contacts, survey = contacts_of(graph), graph.graph.get("survey")
        heard = set(graph) if survey is None else survey.answered

        def density(actors: Any, contacts: Any = contacts, heard: Any = heard) -> float | None:
            pairs = [set(pair) for pair in itertools.combinations(actors, 2)]
            known = [pair for pair in pairs if pair & heard]
            return sum(contacts.has_edge(*pair) for pair in known) / len(known) if known else None

        assert found.density == pytest.approx(density(graph))
        assert found.isolates == nx.number_of_isolates(contacts)
        most = max(dict(contacts.degree).values(), default=0)
        top = [one for one in contacts if most and contacts.degree[one] == most]
        assert [one.actor for one in found.central] == top[:5]
        assert found.central_count == len(top)
        for one in found.central:
            others = set(contacts) - {one.actor}
            pairs = len(others) * (len(others) - 1) / 2
            lost = connected(contacts, others) - connected(contacts.subgraph(others), others)
            assert one.severed == (pytest.approx(lost / pairs) if pairs else None)
            assert one.density_without == pytest.approx(density(sorted(others, key=str)))
            assert one.share_of_ties == pytest.approx(most / len(contacts.edges))
            assert one.reach == pytest.approx(most / len(others))


def test_the_three_modes() -> None:
    """A clique has no centre; a star has, which takes part or stands apart."""
    shared = governance_mode(nx.complete_graph(5))
    assert (shared.density, shared.degree_centralisation) == (1, 0)
    assert shared.central_count == 5
    star = nx.star_graph(["hub", "a", "b", "c"])
    lead = governance_mode(star, participants=list(star)).central[0]
    apart = governance_mode(star, participants=["a", "b", "c"])
    assert (lead.takes_part, apart.central[0].takes_part, apart.participants) == (True, False, 3)
    assert (lead.severed, lead.density_without, lead.share_of_ties) == (1, 0, 1)
    assert "oordeel" in apart.describe("nl")


def test_trust_and_consensus() -> None:
    """Trust is that of the less trusting of two, a trust of zero counts; consensus is a mean."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", trust=1.0)
    graph.add_edge("b", "a", trust=0.5)
    graph.add_edge("b", "c", trust=0.0)
    goals = {"a": 1.0, "b": 0.5, "c": 0.0}
    found = governance_mode(graph, trust="trust", consensus=goals)
    assert (found.mean_trust, found.trust_density) == (0.25, pytest.approx(0.5 / 3))
    assert found.mean_consensus == 0.5
    assert found.consensus_spread == pytest.approx(statistics.pstdev(goals.values()))


def test_too_much_work_is_left_out() -> None:
    """Beyond the effort there is no betweenness, and everything else."""
    found = governance_mode(nx.path_graph(9), effort=10)
    assert found.betweenness_centralisation is None
    assert found.degree_centralisation is not None


def test_what_is_wrong_is_refused() -> None:
    """Participants are actors, in a list; trust is a number on every tie."""
    graph = nx.path_graph(3)
    for asked in ({"participants": [7]}, {"participants": [["a"]]}, {"participants": "ab"},
                  {"trust": "trust"}, {"consensus": "goal"}):  # fmt: skip
        with pytest.raises(NetworkError):
            governance_mode(graph, **asked)  # type: ignore[arg-type]


def test_the_first_who_is_not_there_is_named() -> None:
    """Of several participants that are not in the network the first is named, always."""
    with pytest.raises(NetworkError, match='"x3"'):
        governance_mode(nx.path_graph(3), participants=["x3", "x1", "x2"])


def test_trust_between_silent_actors_does_not_count() -> None:
    """Trust per pair is over the same pairs as density: those of which one of both answered."""
    graph = nx.Graph()
    graph.add_edge("a", "b", trust=1.0)
    graph.add_edge("c", "d", trust=1.0)
    graph.graph["survey"] = Survey(asked=list("abcd"), answered=["a"])
    found = governance_mode(graph, trust="trust")
    assert (found.density, found.trust_density) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
