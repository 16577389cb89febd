"""Who has to do with whom at all: ties of every kind as one, whatever their direction."""

from __future__ import annotations

from datetime import date

import networkx as nx

from opgavekern.model import Dossier
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of
from opgavekern.network.making.building import graph_of


def contacts_of(dossier: Dossier, *, on: date | None = None, names: bool = False) -> Graph:
    """Return who has contact with whom: the ties of all kinds of a dossier, as one relation.

    Two parties have contact if they have a tie of any kind, either way, one that hinders too;
    weights and signs are left out, since those of different kinds do not mean the same. Nodes are
    those of `graph_of`. Who was asked of any kind was asked; someone answered who did wherever it
    was asked. Without ties there are stakeholders only. Takes time that grows with parties and
    ties, for each kind of tie.

    Args:
        dossier: With the facts of plugins laid under it, where parties are among those.
        on: Only what holds on this day; None for all that is known.
        names: Call people by name rather than by function.

    Raises:
        BadValueError: `on` is no day.
        WithheldError: What it needs is kept from whoever asks.
    """
    contacts: Graph = nx.Graph(graph_of(dossier, kinds=(), on=on, names=names))
    asked: set[object] = set()
    silent: set[object] = set()
    for kind in dossier.tie_kinds:
        graph = graph_of(dossier, kinds=(kind.id,), on=on, names=names)
        contacts.add_nodes_from(graph.nodes(data=True))
        contacts.add_edges_from(graph.edges())
        survey = survey_of(graph)
        if survey is not None:
            asked |= survey.asked
            silent |= survey.asked - survey.answered
    if asked:
        contacts.graph[KEY] = Survey(asked=asked, answered=asked - silent)
    return contacts
