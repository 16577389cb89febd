"""GraphML and GEXF, by networkx's own readers, once the XML is known to be harmless."""

from __future__ import annotations

import io
import math
import re
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import networkx as nx

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.texts import counted, message
from opgavekern.exchange.networks.drafts import NOTICES
from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.networks.truths import truth_in
from opgavekern.files.refusals import Refusal
from opgavekern.files.workbook_checks import is_odd_xml
from opgavekern.network import Survey
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.surveys import KEY

_GRAPH: Final = re.compile(rb"<(?:[A-Za-z]++:)?graph[\s>]")
#: What igraph, yEd and Gephi call nodes, whatever they are called, and where their names stand.
_NUMBERED: Final = re.compile(r"n?[0-9]+\Z")
_NAMES: Final = ("name", "label")
#: What networkx says of its own accord, and why it cannot be read.
_REASONS: Final = (
    ("hyperedge", message("hyperedges, die geen relatie tussen twee zijn",
                          "hyperedges, which are no ties between two")),
    ("directed", message("gerichte en ongerichte relaties door elkaar",
                         "directed and undirected ties side by side")),
    ("no key", message("een kenmerk zonder key die het noemt",
                       "an attribute without the key that declares it")),
    ("No attribute defined", message("een kenmerk dat niet gedeclareerd is",
                                     "an attribute that is not declared")),
    ("could not convert", message("een woord waar een getal hoort",
                                  "a word where a number should be")),
)  # fmt: skip
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
    if len(_GRAPH.findall(data)) > 1:
        graph.graph[NOTICES] = (_more_graphs(file),)
    graph = _by_name(graph)
    _drop_missing(graph, file)
    adopt_survey(graph)
    return graph


def _by_name(graph: Graph) -> Graph:
    """Call actors by their name or label where a file numbers them, if each has one of its own."""
    if not all(_NUMBERED.match(str(node)) for node in graph):
        return graph
    for attribute in _NAMES:
        names = [told.get(attribute) for told in graph.nodes.values()]
        if len(set(names)) == len(names) and all(isinstance(one, str) and one for one in names):
            named: Graph = nx.relabel_nodes(graph, dict(zip(graph, names, strict=True)))
            for told in named.nodes.values():
                del told[attribute]
            return named
    return graph


def _drop_missing(graph: Graph, file: str) -> None:
    """Take away attributes that are `NaN`, which is how others write what is missing.

    Raises:
        Refusal: The weight of a tie is.
    """
    for told in graph.nodes.values():
        for name in [name for name, one in told.items() if _is_nan(one)]:
            del told[name]
    weights = 0
    for _, _, told in graph.edges(data=True):
        weights += _is_nan(told.get("weight"))
        for name in [name for name, one in told.items() if _is_nan(one)]:
            del told[name]
    if weights:
        raise Refusal(
            Problem(
                code="not-a-number",
                message=message(
                    "NaN als weight: {ties}",
                    "NaN as weight: {ties}",
                    ties=counted(weights, ("relatie", "tie"), ("relaties", "ties")),
                ),
                remedy=message(
                    "Geef elke relatie een getal, of laat weight weg.",
                    "Give each tie a number, or leave weight out.",
                ),
                location=Location(file=file),
            )
        )


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _more_graphs(file: str) -> Notice:
    return Notice(
        code="passed-by",
        message=message(
            "het bestand heeft meer dan één graph; alleen de eerste is gelezen",
            "the file has more than one graph; only the first was read",
        ),
        remedy=message("Bewaar elke in een eigen bestand.", "Save each in a file of its own."),
        location=Location(file=file),
    )


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
    why = next((one for said, one in _REASONS if said in str(error)), None)
    return Problem(
        code=f"not-{format.value}",
        message=message(
            "dit is geen {format} dat te lezen is{why}",
            "this is no {format} that can be read{why}",
            format=format,
            why="" if why is None else message(": {why}", ": {why}", why=why),
        ),
        remedy=message(
            "Schrijf het opnieuw uit het programma waarin het gemaakt is.",
            "Write it again from the program in which it was made.",
        ),
        location=Location(
            file=file, line=line, column=None if column is None else column + 1
        ),
    )  # fmt: skip
