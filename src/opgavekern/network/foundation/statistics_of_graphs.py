"""Figures of a graph that callers bring themselves."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import networkx as nx

from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.arguments import verify_function
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph

#: Any function of a graph that gives a number, or None where there is none.
Statistic = Callable[[Graph], float | None]


def figure_of(graph: Graph, statistic: Statistic) -> float | None:
    """Return a figure of a graph without its loops; None where it has none: None or NaN.

    Raises:
        NetworkError: What the function returns is no number, or not a finite one.
    """
    verify_function("statistic", statistic)
    return figure_told(statistic(_without_loops(graph)))


def _without_loops(graph: Graph) -> Graph:
    """Return the graph, or a copy without ties of an actor with itself: no measure counts those."""
    loops = list(nx.selfloop_edges(graph, keys=graph.is_multigraph()))  # type: ignore[call-overload]
    if not loops:
        return graph
    without = graph.copy()
    without.remove_edges_from(loops)
    return without


def figure_told(found: Any) -> float | None:
    """Return what a function of a caller told, as a number; None for None or NaN.

    Raises:
        NetworkError: It is no number, or not a finite one.
    """
    if found is None:
        return None
    if not hasattr(found, "__float__") or math.isinf(float(found)):
        raise NetworkError(
            message(
                "de functie gaf {found}; zij moet een getal geven, of None waar dat er niet is",
                "the function returned {found}; it must return a number, or None where there is "
                "none",
                found=quoted(found),
            )
        )
    return None if math.isnan(float(found)) else float(found)
