"""Graphs at the borders of what measures are for, and beyond."""

from __future__ import annotations

import fractions
import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import networkx as nx

from opgavekern.network import Survey

KINDS: Final = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)
_GRADES: Final = ("number", "interest", "influence", "legitimacy", "urgency", "position")

#: Ties, and actors without any, by what is odd about them.
_SHAPES: Final[Mapping[str, tuple[list[Any], list[Any]]]] = MappingProxyType(
    {
        "no actors": ([], []),
        "one actor": ([], [0]),
        "one actor with itself": ([(0, 0)], []),
        "two actors apart": ([], [0, 1]),
        "one tie": ([("a", "b")], []),
        "no ties": ([], [0, 1, 2, 3]),
        "in parts": (["ab", "bc", "ca", "de"], ["f"]),
        "all ties": ([(a, b) for a in range(4) for b in range(4) if a != b], []),
        "a star": ([(0, one) for one in range(1, 5)], []),
        "ties with oneself alone": ([(one, one) for one in range(4)], []),
        "parallel ties": (["ab", "ab", "ba", "bc", "cc", "cc"], []),
        "names of all sorts": (
            [(1, "1"), ("1", (1, 2)), ((1, 2), 1.5), (1.5, ""), ("", b"x"), (b"x", frozenset("a"))],
            [],
        ),
        "names alike": ([("True", True), (True, False), (False, "None")], ["False"]),
    }
)
_IN_MULTIGRAPHS: Final = frozenset({"no actors", "in parts", "parallel ties"})
#: Who was asked and who answered, of a path of four.
_SURVEYS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "nobody answered": ("abcd", ""),
        "one answered": ("abcd", "a"),
        "nobody was asked": ("", ""),
        "strangers were asked": ("xyz", "x"),
    }
)
#: What may stand where a number is asked for, and beside it where a group is.
_VALUES: Final[Mapping[str, tuple[Any, Any]]] = MappingProxyType(
    {
        "nothing": (None, None),
        "NaN": (math.nan, math.nan),
        "below zero": (-2, -1),
        "zero": (0, 0),
        "infinite": (math.inf, math.inf),
        "text": ("2", ""),
        "a truth": (True, True),
        "a list": ([1], [1]),
        "a fraction": (fractions.Fraction(1, 3), fractions.Fraction(1, 3)),
        "many digits": (10**400, "x"),
        "hardly above zero": (5e-324, "x"),
        "the largest": (1e100, "x"),
        "the smallest": (1e-100, "x"),
        "complex": (1j, 1j),
    }
)


def furnished(graph: Any, number: Any = None, group: Any = None) -> Any:
    """Give actors and ties all that a function may ask for.

    Args:
        graph: Changed, and returned.
        number: Stands wherever a number is asked for; None for a good one.
        group: Of every second actor; None for a good one.
    """
    for place, told in enumerate(graph.nodes.values()):
        told.update(group="xy"[place % 2], bipartite=place % 2)
        told.update(dict.fromkeys(_GRADES, place / 8 if number is None else number))
        if group is not None and place % 2:
            told.update(group=group, bipartite=group)
    good = {"weight": 2, "sign": 1, "kind": "meets"}
    for *_, told in graph.edges(data=True):
        told.update(good if number is None else {**good, "weight": number, "sign": number})
    return graph


def odd_shapes() -> Iterator[tuple[str, Any]]:
    """Yield graphs of odd shapes, directed or not; some of them with parallel ties."""
    for name, (ties, actors) in _SHAPES.items():
        for kind in KINDS if name in _IN_MULTIGRAPHS else KINDS[:2]:
            graph: Any = kind()
            graph.add_nodes_from(actors)
            graph.add_edges_from(ties)
            yield f"{name} ({kind.__name__})", furnished(graph)
    for name, (asked, answered) in _SURVEYS.items():
        for kind in KINDS[:2]:
            graph = kind(["ab", "bc", "cd"])
            graph.graph["survey"] = Survey(list(asked), list(answered))
            yield f"{name} ({kind.__name__})", furnished(graph)


def odd_values() -> Iterator[tuple[str, Any]]:
    """Yield graphs whose numbers and groups are odd, and those that are no graphs at all."""
    for kind in KINDS[:2]:
        for name, (number, group) in _VALUES.items():
            graph: Any = furnished(nx.path_graph(5, kind))
            for told in graph.nodes.values():
                told.update(dict.fromkeys(_GRADES, number))
            furnished(graph, number, group) if number is not None else _bared(graph)
            yield f"{name} ({kind.__name__})", graph
        yield f"nothing told ({kind.__name__})", nx.path_graph(5, kind)
        for name, groups in (("alone in a group", range(5)), ("all in one group", "xxxxx")):
            graph = furnished(nx.path_graph(5, kind))
            for told, group in zip(graph.nodes.values(), groups, strict=True):
                told["group"] = group
            yield f"{name} ({kind.__name__})", graph
    for mark, said in (("survey", "everyone"), ("weight_means", "a lot")):
        graph = furnished(nx.path_graph(3))
        graph.graph[mark] = said
        yield f"{mark} is no {mark}", graph
    for thing in (None, [], "abc", 3, {"a": ["b"]}, [("a", "b")]):
        yield f"{thing!r} for a graph", thing


def _bared(graph: Any) -> None:
    for *_, told in (*graph.nodes(data=True), *graph.edges(data=True)):
        told.update(dict.fromkeys(told))
