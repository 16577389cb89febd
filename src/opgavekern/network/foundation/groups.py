"""The group of each actor: an attribute of the graph, or a map."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping

from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.network.foundation.arguments import told_of_actors
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of

#: What a measure takes as groups: the name of a node attribute, or the group of each actor.
Groups = str | Mapping[Hashable, Hashable]


def groups_of(graph: Graph, group: Groups) -> tuple[Name, ...]:
    """Return the group of each actor, in the order of the graph.

    Args:
        graph: Any networkx graph.
        group: Name of a node attribute, or a map from actor to group.

    Raises:
        NetworkError: Some actor has no group; says how many, and one of them.
    """
    given = told_of_actors(graph, group)
    found = tuple(given.get(actor) for actor in graph)
    absent = [actor for actor, one in zip(graph, found, strict=True) if is_absent(one)]
    if absent:
        raise NetworkError(_without(graph, group, absent))
    return tuple(name_of(one) for one in found)


def sorted_groups(groups: Iterable[Name]) -> list[Name]:
    """Return groups, each once: numbers in order, and then words."""
    return sorted(set(groups), key=lambda one: (isinstance(one, str), one))


def is_absent(group: object) -> bool:
    """Tell whether an attribute says nothing: None or NaN."""
    return group is None or (isinstance(group, float) and math.isnan(group))


def _without(graph: Graph, group: Groups, absent: list[Hashable]) -> Message:
    if isinstance(group, str) and len(absent) == len(graph):
        told = (one for _, data in graph.nodes(data=True) for one in data.items())
        known = sorted({str(key) for key, value in told if not is_absent(value)})
        return message(
            'geen actor heeft "{group}". {known}',
            'no actor has "{group}". {known}',
            group=group,
            known=one_of(known, word=group),
        )
    return message(
        "zonder groep: {count} van {all} actoren, onder wie {one}; vul die aan, of laat deze "
        "actoren weg",
        "without a group: {count} of {all} actors, among them {one}; fill it in, or leave these "
        "actors out",
        count=len(absent),
        all=len(graph),
        one=quoted(absent[0]),
    )
