"""What measures take: any networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError

if TYPE_CHECKING:
    #: Any networkx graph: directed or not, multigraph or not.
    Graph = nx.Graph[Any]
else:
    Graph = nx.Graph  # The class says at run time nothing of its nodes.


def verify_graph(graph: object) -> None:
    """Refuse what is no networkx graph.

    Raises:
        NetworkError: Says how to get one.
    """
    if not isinstance(graph, nx.Graph):
        raise NetworkError(
            message(
                "dit is {found}, geen netwerk van networkx; read_network leest er een uit een "
                "bestand, graph_of maakt er een van een dossier, nx.Graph(…) van relaties",
                "this is {found}, no networkx graph; read_network reads one from a file, "
                "graph_of makes one of a dossier, nx.Graph(…) of ties",
                found=type(graph).__name__,
            )
        )
