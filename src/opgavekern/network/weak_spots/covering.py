"""What actors stand for, such as areas or groups, and what is uncovered without some of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from opgavekern.base.near import one_of
from opgavekern.base.texts import message
from opgavekern.network.foundation.arguments import told_of_actors
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import is_absent
from opgavekern.network.foundation.readings import Name, name_of

#: What actors stand for: the name of a node attribute, or a map from actor; each one thing or
#: several, or nothing.
Covers = str | Mapping[Hashable, Any]


def covers_of(graph: Graph, covers: Covers) -> tuple[frozenset[Name], ...]:
    """Return what each actor stands for, in the order of the graph.

    Args:
        graph: Any networkx graph.
        covers: A node attribute or a map, with one thing or a list, tuple or set of things; who
            has none stands for nothing.

    Raises:
        NetworkError: No actor has the attribute; says which there are.
    """
    given = told_of_actors(graph, covers)
    found = tuple(frozenset(map(name_of, _each(given.get(actor)))) for actor in graph)
    if isinstance(covers, str) and len(graph) and not any(found):
        known = sorted({str(key) for _, data in graph.nodes(data=True) for key in data})
        raise NetworkError(
            message(
                'geen actor heeft "{covers}". {known}',
                'no actor has "{covers}". {known}',
                covers=covers,
                known=one_of(known, word=covers),
            )
        )
    return found


def _each(told: Any) -> Iterable[Any]:
    several = told if isinstance(told, list | tuple | set | frozenset) else (told,)
    return (one for one in several if not is_absent(one) and one != "")
