"""Who has to do with whom at all: ties of every kind as one, whatever their direction."""

from __future__ import annotations

import functools
from datetime import date

import networkx as nx

from opgavekern.base.texts import Text
from opgavekern.model import Dossier
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import TREATMENT
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of
from opgavekern.network.making.building import graph_of
from opgavekern.network.making.parties import Among


def contacts_of(
    dossier: Dossier,
    *,
    issue: str | None = None,
    area: str | None = None,
    on: date | None = None,
    among: Among = "parties",
    names: bool = False,
) -> Graph:
    """Return who has contact with whom: the ties of all kinds of a dossier, as one relation.

    Two parties have contact if they have a tie of any kind, either way, one that hinders too;
    weights and signs are left out, since those of different kinds do not mean the same. Nodes are
    those of `graph_of`. Who was asked of any kind was asked; someone answered who did wherever it
    was asked. Without ties there are stakeholders only. Takes time that grows with parties and
    ties, for each kind of tie.

    Args:
        dossier: With the facts of plugins laid under it, where parties are among those.
        issue: Only who is involved with this issue, and contact between them.
        area: Only stakeholders with a stake in this area or one within it.
        on: Only what holds on this day; None for all that is known.
        among: What nodes are, as `graph_of` takes it.
        names: Call people by name rather than by function.

    Raises:
        NetworkError: There is no such issue, area or sort of node.
        BadValueError: `on` is no day.
        WithheldError: What it needs is kept from whoever asks.
    """
    of_kinds = functools.partial(
        graph_of, dossier, issue=issue, area=area, on=on, among=among, names=names
    )
    contacts: Graph = nx.Graph(of_kinds(kinds=()))
    asked: set[object] = set()
    silent: set[object] = set()
    for kind in dossier.tie_kinds:
        graph = of_kinds(kinds=(kind.id,))
        contacts.add_nodes_from(graph.nodes(data=True))
        contacts.add_edges_from(graph.edges())
        survey = survey_of(graph)
        if survey is not None:
            asked |= survey.asked
            silent |= survey.asked - survey.answered
    if asked:
        contacts.graph[KEY] = Survey(asked=asked, answered=asked - silent)
    contacts.graph[TREATMENT] = Text(
        nl="alle soorten relaties samen, als contact", en="ties of all kinds together, as contact"
    )
    return contacts
