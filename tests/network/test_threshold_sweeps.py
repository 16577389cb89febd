"""A figure for each strength from which a tie counts."""

from __future__ import annotations

import networkx as nx
import pytest

from opgavekern.network import NetworkError, threshold_sweep


def test_a_sweep_over_strengths() -> None:
    """Each weight that occurs is a threshold; fewer ties are left each time."""
    graph = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 2})])
    graph.graph["weight_means"] = "strength"
    found = threshold_sweep(graph, nx.density)
    assert found.to_records() == [
        {"threshold": 1.0, "ties": 2, "figure": pytest.approx(2 / 3)},
        {"threshold": 2.0, "ties": 1, "figure": pytest.approx(1 / 3)},
    ]
    assert (found.low, found.high) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert found.describe().startswith("The value is between 0.333 and 0.667 over 2 thresholds")


def test_nothing_to_sweep() -> None:
    """Without weights there is no threshold; without their meaning there is no order."""
    assert threshold_sweep(nx.Graph(), nx.density, weight_means="strength").low is None
    with pytest.raises(NetworkError, match="is not said"):
        threshold_sweep(nx.Graph([("a", "b", {"weight": 1})]), nx.density)
