"""Networks of two modes, and what they come to among one mode."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import networkx as nx
import pytest

from opgavekern.model import (
    Dossier,
    Involvement,
    Issue,
    IssueId,
    Period,
    Stakeholder,
    StakeholderId,
)
from opgavekern.network import NetworkError, graphs_over, projection, stakeholder_issues


def test_stakeholders_and_issues_of_a_dossier() -> None:
    """An involvement is a tie with what it says; who has none is there too."""
    care, other = StakeholderId("care"), StakeholderId("other")
    heat = IssueId("heat")
    dossier = Dossier.of(
        Stakeholder(id=care, name="Care"),
        Stakeholder(id=other, name="Other"),
        Issue(id=heat, title="Heat"),
        Involvement(
            stakeholder=care, issue=heat, interest=0.5, valid=Period(last=date(2026, 1, 1))
        ),
    )
    graph = stakeholder_issues(dossier)
    assert graph.edges["stakeholder:care", "issue:heat"] == {"interest": 0.5}
    assert graph.nodes["issue:heat"] == {"bipartite": 1, "label": "Heat", "record": "issue"}
    assert "stakeholder:other" in graph
    assert stakeholder_issues(dossier, on=date(2026, 2, 1)).number_of_edges() == 0
    days = [date(2026, 2, 1), date(2025, 2, 1)]
    assert list(graphs_over(dossier, days)) == sorted(days)


def test_projections_equal_their_definitions() -> None:
    """Counts, Newman's and Jaccard's weights are those of their formulas."""
    for seed in range(500):
        graph = nx.algorithms.bipartite.random_graph(4, seed % 5, 0.5, seed=seed)
        for rule in ("count", "newman", "jaccard"):
            found = projection(graph, rule=rule)
            for a, b in combinations(range(4), 2):
                shared = set(graph[a]) & set(graph[b])
                expected = {
                    "count": float(len(shared)),
                    "newman": sum(1 / (graph.degree(one) - 1) for one in shared),
                    "jaccard": len(shared) / max(1, len(set(graph[a]) | set(graph[b]))),
                }[rule]
                weight = found.get_edge_data(a, b, default={}).get("weight", 0)
                assert weight == pytest.approx(expected)
    assert projection(graph, mode=1).graph["weight_means"] == "strength"


def test_what_has_no_projection() -> None:
    """A directed graph, a node without mode, a tie within a mode and a third mode are refused."""
    with pytest.raises(NetworkError, match="undirected"):
        projection(nx.DiGraph())
    with pytest.raises(NetworkError, match="0 or 1"):
        projection(nx.path_graph(2))
    graph = nx.path_graph(2)
    nx.set_node_attributes(graph, 0, "bipartite")
    with pytest.raises(NetworkError, match="same mode"):
        projection(graph)
    graph.nodes[1]["bipartite"] = 1
    with pytest.raises(NetworkError, match=r"mode=.2.; it is 0 \(actors\) or 1"):
        projection(graph, mode=2)
