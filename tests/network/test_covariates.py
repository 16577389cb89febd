"""What actors have in common or apart."""

from __future__ import annotations

import networkx as nx
import pytest

from opgavekern.network import NetworkError, absdiff, qap, same, shared_issues


def _graph() -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph([("a", "b")])
    graph.add_node("c")
    nx.set_node_attributes(graph, {"a": 1, "b": 2}, "age")
    nx.set_node_attributes(graph, {"a": "1", "b": "2", "c": "3"}, "text")
    return graph


def test_values_of_all_are_needed() -> None:
    """An actor whose value is not known is named, with what there is of it; digits are text."""
    with pytest.raises(NetworkError, match=r"without a number: 1 of 3 actors, among them .c."):
        qap(_graph(), absdiff("age"))
    with pytest.raises(NetworkError) as refused:
        qap(_graph(), absdiff("text"))
    assert str(refused.value) == (
        'no actor has a number as "text"; it holds text, such as "1". Use one of: age.'
    )
    with pytest.raises(NetworkError, match="No attribute holds numbers"):
        qap(nx.path_graph(3), absdiff("age"))
    with pytest.raises(NetworkError, match=r"Did you mean .age."):
        qap(_graph(), absdiff("aeg"))
    with pytest.raises(NetworkError, match=r"without a group: 1 of 3 actors"):
        qap(_graph(), same("age"))


def test_issues_are_of_all_actors() -> None:
    """An actor that the graph of issues does not hold is told; an empty list is not assumed."""
    with pytest.raises(NetworkError, match=r"not in the graph of actors and issues: 1 of 3"):
        qap(_graph(), shared_issues(nx.Graph([("a", "x"), ("b", "x")])))
    with pytest.raises(NetworkError, match="no networkx graph"):
        shared_issues("issues")  # type: ignore[arg-type]


def test_a_covariate_names_nobody() -> None:
    """How a covariate shows itself leaves out of whom it is."""
    assert repr(same({"Jan": 1})) == "Covariate(kind=CovariateKind.SAME)"
