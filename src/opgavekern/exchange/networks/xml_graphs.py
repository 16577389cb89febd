"""GraphML and GEXF, by networkx's own readers, once the XML is known to be harmless."""

from __future__ import annotations

import io
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import networkx as nx

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import message
from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.networks.truths import truth_in
from opgavekern.files.refusals import Refusal
from opgavekern.files.workbook_checks import is_odd_xml
from opgavekern.network import Survey
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.surveys import KEY

#: What networkx raises on XML that is no graph, besides its own error.
_UNREADABLE: Final = (
    *(ParseError, nx.NetworkXError, ValueError, KeyError),
    *(TypeError, AttributeError, IndexError, LookupError),
)


def read_xml(data: bytes, file: str, format: NetworkFormat) -> Graph:
    """Return the graph in a GraphML or GEXF file, with who was asked where nodes say it.

    Raises:
        Refusal: It is no such file, or has a DOCTYPE, which could make it grow without end.
    """
    if is_odd_xml(data):
        raise Refusal(
            Problem(
                code="odd-xml",
                message=message(
                    "dit is XML met een DOCTYPE of in een andere codering dan UTF-8",
                    "this is XML with a DOCTYPE or in another encoding than UTF-8",
                ),
                remedy=message(
                    "Haal de DOCTYPE weg, en bewaar als UTF-8.",
                    "Take the DOCTYPE out, and save as UTF-8.",
                ),
                location=Location(file=file),
            )
        )
    try:
        if format is NetworkFormat.GRAPHML:
            graph: Graph = nx.read_graphml(io.BytesIO(data), force_multigraph=False)
        else:
            graph = nx.read_gexf(io.BytesIO(data))
    except _UNREADABLE as error:
        raise Refusal(_broken(error, file, format)) from None
    adopt_survey(graph)
    return graph


def adopt_survey(graph: Graph) -> None:
    """Make the node attributes `asked` and `answered` the survey of a graph just read."""
    said: dict[str, dict[Any, Any]] = {
        role: dict(graph.nodes(data=role)) for role in ("asked", "answered")
    }
    if any(None in one.values() for one in said.values()) or not len(graph):
        return
    asked = {name for name, one in said["asked"].items() if truth_in(one)}
    answered = {name for name, one in said["answered"].items() if truth_in(one)}
    graph.graph[KEY] = Survey(asked=asked, answered=answered & asked)
    for told in graph.nodes.values():
        del told["asked"], told["answered"]


def _broken(error: Exception, file: str, format: NetworkFormat) -> Problem:
    line, column = getattr(error, "position", (None, None))
    return Problem(
        code=f"not-{format.value}",
        message=message(
            "dit is geen {format} dat te lezen is", "this is no {format} that can be read",
            format=format,
        ),
        remedy=message(
            "Schrijf het opnieuw uit het programma waarin het gemaakt is.",
            "Write it again from the program in which it was made.",
        ),
        location=Location(
            file=file, line=line, column=None if column is None else column + 1
        ),
    )  # fmt: skip
