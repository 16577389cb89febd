"""The network that an answer is about: an answer holds no ties, so a picture is given them."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of


def measured(graph: Graph, actors: Sequence[Name], function: str) -> Snapshot:
    """Read a graph, once it is sure that it has the actors of an answer, in their order.

    Args:
        graph: What the caller says was measured.
        actors: Those of the answer.
        function: What gave the answer.

    Raises:
        NetworkError: It has others, or another order.
    """
    snapshot = snapshot_of(graph)
    if tuple(map(name_of, snapshot.actors)) != tuple(actors):
        raise other_network(len(actors), function)
    return snapshot


def other_network(count: int, function: str) -> NetworkError:
    """Return what to say of a network that is not the one of an answer.

    Args:
        count: How many actors that had.
        function: What gave the answer.
    """
    return NetworkError(
        message(
            "dit is niet het netwerk dat gemeten is: dat had {count} actoren, in een "
            "eigen volgorde. Geef hetzelfde netwerk als aan {function}",
            "this is not the network that was measured: that had {count} actors, in an "
            "order of their own. Give the network that {function} was given",
            count=count,
            function=function,
        )
    )
