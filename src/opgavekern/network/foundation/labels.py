"""What a graph calls its actors, where that is more than their name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from opgavekern.network.foundation.graphs import Graph

#: The node attribute that holds what people call an actor, as `graph_of` fills it.
LABEL = "label"


def labels_of(graph: Graph, actors: Iterable[Hashable]) -> tuple[str, ...]:
    """Return what the graph calls these actors; empty where it has no labels.

    An actor without a label is called by its name. A label that several actors of the graph have
    has the name beside it, so that nobody is taken for another.
    """
    labels = {actor: str(label) for actor, label in graph.nodes(data=LABEL) if label}
    if not labels:
        return ()
    times = Counter(labels.values())
    return tuple(_called(one, labels.get(one), times) for one in actors)


def _called(actor: Hashable, label: str | None, times: Mapping[str, int]) -> str:
    if label is None:
        return str(actor)
    return label if times[label] == 1 else f"{label} ({actor})"
