"""Networks as GraphML and GEXF, by networkx's own writers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any, Final

from networkx.readwrite.gexf import write_gexf
from networkx.readwrite.graphml import write_graphml_xml

from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.networks.outgoing import Outgoing, plain
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MEANS

#: The day on which it was written would make equal networks unequal files.
_DAY: Final = re.compile(rb' lastmodifieddate="[^"]*"')

_NUMBERS: Final = frozenset({bool, int, float})


def xml_bytes(out: Outgoing, format: NetworkFormat) -> bytes:
    """Return a graph as GraphML or GEXF, with who was asked as attributes of actors."""
    graph = _plain(out)
    buffer = io.BytesIO()
    if format is NetworkFormat.GRAPHML:
        write_graphml_xml(graph, buffer)
        return buffer.getvalue()
    write_gexf(graph, buffer)
    return _DAY.sub(b"", buffer.getvalue(), count=1)


def _plain(out: Outgoing) -> Graph:
    """Return the graph with names as text and values that XML has types for."""
    graph: Graph = out.graph.__class__()
    if MEANS in out.graph.graph:
        graph.graph[MEANS] = str(out.graph.graph[MEANS])
    graph.add_nodes_from(out.actors())
    for start, end, *key, told in _edges(out.graph):
        said = {str(name): plain(one) for name, one in told.items() if one is not None}
        known = {"key": str(key[0])} if key and isinstance(key[0], str) else {}
        graph.add_edge(out.names[start], out.names[end], **known, **said)
    _with_one_sort_of_number(graph.nodes.values())
    _with_one_sort_of_number(told for *_, told in graph.edges(data=True))
    return graph


def _with_one_sort_of_number(all_told: Iterable[dict[str, Any]]) -> None:
    """Make whole numbers and truths floats where others of the same attribute are.

    networkx declares an attribute once for each type that its values have, and igraph takes no
    file that declares one twice.
    """
    rows = list(all_told)
    sorts: dict[str, set[type]] = {}
    for told in rows:
        for name, value in told.items():
            sorts.setdefault(name, set()).add(type(value))
    for name, found in sorts.items():
        if len(found) == 1 or not found <= _NUMBERS:
            continue
        sort = float if float in found else int
        for told in rows:
            if name in told:
                told[name] = sort(told[name])


def _edges(graph: Graph) -> Any:
    several: Any = graph
    return several.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)
