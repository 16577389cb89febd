"""Which contacts constrain an actor."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Survey, actors, constraint_parts


def _naive(graph: Any, weight: str | None) -> dict[tuple[Any, Any], tuple[float, float]]:
    """Shares of each pair, as Burt writes them, over all others one by one."""

    def tie(one: Any, other: Any) -> float:
        there = [graph.get_edge_data(*pair) for pair in ((one, other), (other, one))]
        return sum(data.get(weight, 1) if weight else 1 for data in there if data is not None)

    def share(one: Any, other: Any) -> float:
        return tie(one, other) / sum(tie(one, third) for third in graph if third != one)

    asked = graph.graph.get("survey")
    silent = set(graph) - set(asked.answered) if asked else set()
    return {
        (ego, alter): (
            share(ego, alter),
            sum(
                share(ego, third) * share(third, alter)
                for third in graph
                if third not in (ego, alter) and tie(ego, third)
            ),
        )
        for ego in graph
        for alter in graph
        if ego != alter and ego not in silent and tie(ego, alter)
    }


@pytest.mark.parametrize("weight", [None, "weight"])
def test_naive(weight: str | None) -> None:
    """On random graphs of every sort, shares are those of the formula and add up to constraint."""
    means = "strength" if weight else None
    for graph in random_graphs(500, most=6):
        found = constraint_parts(graph, weight=weight, weight_means=means)
        there = {(one.ego, one.alter): (one.direct, one.indirect) for one in found.parts}
        expected = _naive(graph, weight)
        assert list(there) == list(expected)
        for pair, shares in expected.items():
            assert there[pair] == pytest.approx(shares, abs=1e-12)
        assert all(0 < one.invested <= 1 + 1e-12 for one in found.parts)
        sums: defaultdict[Any, list[float]] = defaultdict(list)
        for one in found.parts:
            sums[one.ego].append(one.constraint)
        panel = actors(graph, ["constraint"], weight=weight, weight_means=means)
        for row in panel.to_records():
            parts = sums[row["actor"]]
            assert row["constraint"] == (
                pytest.approx(math.fsum(parts), abs=1e-12) if parts else None
            )


def test_by_hand() -> None:
    """Three who all know each other each have invested three quarters in either other."""
    found = constraint_parts(nx.complete_graph("abc"))
    assert {(one.direct, one.indirect, one.invested) for one in found.parts} == {(0.5, 0.25, 0.75)}
    assert found.of("a")[0].constraint == 0.5625
    assert found.references.startswith("@book")


def test_of_one_actor() -> None:
    """The parts of one actor come highest first; who has no contacts has none."""
    found = constraint_parts(network("krackhardt", "advice"))
    own = [one.constraint for one in found.of("M18")]
    assert own == sorted(own, reverse=True)
    assert not found.of("nobody")


def test_silent_actors() -> None:
    """Who did not answer has no parts, and constrains who named it."""
    graph = nx.DiGraph(["ab", "bc"])
    graph.graph["survey"] = Survey(["a", "b", "c"], ["a", "b"])
    found = constraint_parts(graph)
    assert {one.ego for one in found.parts} == {"a", "b"}
    assert {one.alter for one in found.of("b")} == {"a", "c"}


def test_only_strengths_are_invested() -> None:
    """Lengths and ranks cannot be shared out."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=2)
    for means in ("length", "rank"):
        with pytest.raises(NetworkError, match="no strength"):
            constraint_parts(graph, weight="weight", weight_means=means)


def test_described_in_both_languages() -> None:
    """It says whom which contact constrains most, by label, with the figure of the language."""
    graph = nx.Graph(["ab", "ac", "ad"])
    graph.nodes["b"]["label"] = "Bouwers"
    found = constraint_parts(graph)
    assert "Bouwers by a (1.0" in found.describe()
    assert found.describe("nl").startswith("Een contact beperkt")
    assert constraint_parts(nx.Graph()).describe("nl").startswith("Van niemand")
