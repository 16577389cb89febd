"""What a graph calls its actors, where that is more than their name."""

from __future__ import annotations

from collections import Counter

from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of

#: The node attribute that holds what people call an actor, as `graph_of` fills it.
LABEL = "label"


def labels_of(graph: Graph) -> dict[Name, str]:
    """Return the labels of actors, where the graph has one that is not their name.

    A label that several actors have, or that is the name of another, gets the name beside it, so
    that nobody is taken for another. Of the number 1 and the text "1" the text has its quotes.
    """
    labels = {actor: str(label) for actor, label in graph.nodes(data=LABEL) if label}
    alike = _alike(graph)
    if not labels and not alike:
        return {}
    times = Counter(labels.get(actor) or str(actor) for actor in graph)
    found = {
        name_of(actor): label if times[label] == 1 else f"{label} ({actor})"
        for actor, label in labels.items()
        if label != str(actor)
    }
    return found | {name: f'"{name}"' for name in alike if name not in found}


def _alike(graph: Graph) -> list[str]:
    """Return actors that are text, and look like another that is no text."""
    others = {str(actor) for actor in graph if not isinstance(actor, str)}
    return [actor for actor in graph if isinstance(actor, str) and actor in others]
