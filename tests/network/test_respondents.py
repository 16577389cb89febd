"""Several respondents for one organisation."""

from __future__ import annotations

import networkx as nx
import pytest

from opgavekern.network import NetworkError, Survey, pool_respondents, respondent_agreement
from opgavekern.network.foundation.graphs import Graph

HOME = {"a1": "A", "a2": "A", "a3": "A", "b": "B", "c": "C"}


def _told() -> Graph:
    graph: Graph = nx.DiGraph([("a1", "b"), ("a2", "b"), ("a1", "c"), ("a3", "a1")])
    graph.add_nodes_from(HOME)
    return graph


@pytest.mark.parametrize(
    ("rule", "named"), [("any", {"B", "C"}), ("majority", {"B"}), ("all", set())]
)
def test_rules_of_pooling(rule: str, named: set[str]) -> None:
    """One, most or all of three respondents make a tie of their organisation."""
    pooled = pool_respondents(_told(), HOME, rule)
    assert set(pooled["A"]) == named
    assert set(pooled) == {"A", "B", "C"}


def test_only_those_who_answered_count() -> None:
    """The silent respondent lowers no share, and its organisation answered all the same."""
    graph = _told()
    graph.graph["survey"] = Survey(["a1", "a2", "a3", "b"], ["a1", "a2"])
    pooled = pool_respondents(graph, HOME, "all")
    assert pooled.edges["A", "B"]["share"] == 1
    assert pooled.graph["survey"] == Survey(["A", "B"], ["A"])


def test_agreement_of_respondents() -> None:
    """Agreement counts pairs and organisations; overlap leaves out what nobody names."""
    found = respondent_agreement(_told(), HOME)
    first = found.groups[0]
    assert (first.group, first.respondents) == ("A", 3)
    assert first.agreement == pytest.approx((1 + 0 + 1) / 6)
    assert first.overlap == pytest.approx(1 / (2 + 2 + 1))
    assert found.agreement == first.agreement
    assert found.groups[1].agreement is None
    assert found.to_records()[0]["respondents"] == 3
    assert "33%" in found.describe()


def test_nobody_to_compare() -> None:
    """With one respondent for each there is no agreement to speak of."""
    found = respondent_agreement(nx.DiGraph([("x", "y")]), {"x": 1, "y": 2})
    assert (found.agreement, found.overlap) == (None, None)
    assert found.describe().startswith("Of no organisation two")
    with pytest.raises(NetworkError, match="without a group"):
        pool_respondents(nx.DiGraph([("x", "y")]), {"x": 1})
