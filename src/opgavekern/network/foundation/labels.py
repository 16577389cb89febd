"""What a graph calls its actors, where that is more than their name."""

from __future__ import annotations

from collections import Counter

from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of

#: The node attribute that holds what people call an actor, as `graph_of` fills it.
LABEL = "label"


def labels_of(graph: Graph) -> dict[Name, str]:
    """Return the labels of actors, where the graph has one that is not their name.

    A label that several actors have gets the name beside it, so that nobody is taken for another.
    """
    labels = {actor: str(label) for actor, label in graph.nodes(data=LABEL) if label}
    times = Counter(labels.values())
    return {
        name_of(actor): label if times[label] == 1 else f"{label} ({actor})"
        for actor, label in labels.items()
        if label != str(actor)
    }
