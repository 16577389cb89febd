"""Networks of two modes: stakeholders and issues, and what they come to among themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

import networkx as nx
from networkx.algorithms import bipartite

from opgavekern.base.calendar import given_day
from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted
from opgavekern.model import Dossier, Ref
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.snapshots import MEANS, MODE
from opgavekern.network.making.building import graph_of, stake_told


class ProjectionRule(Term):
    """How strong the tie is between two actors that share something."""

    COUNT = "count", "hoeveel zij delen", "how many they share"
    NEWMAN = "newman", "elk gedeelde door de anderen erbij", "each shared by how many others"
    JACCARD = "jaccard", "welk deel van wat zij hebben", "the share of what they have"


def stakeholder_issues(dossier: Dossier, *, on: date | None = None) -> Graph:
    """Return who is involved with which issue, as a network of two modes.

    Stakeholders have mode 0 and issues mode 1 in `bipartite`; nodes are references as text, with
    `label` and `record`. A tie has what the involvement says: interest, influence, urgency,
    legitimacy, position, and its role. Issues and stakeholders without a tie are there too.

    Args:
        dossier: The facts.
        on: Only what holds on this day; None for all that is known.

    Raises:
        BadValueError: `on` is no day.
    """
    then = dossier if on is None else dossier.at(given_day(on, "on"))
    graph: Graph = nx.Graph()
    for mode, kind, records in ((0, "stakeholder", then.stakeholders), (1, "issue", then.issues)):
        for one in records:
            ref = Ref(kind, one.id)
            graph.add_node(str(ref), bipartite=mode, label=dossier.name_of(ref), record=kind)
    for involved in then.involvements:
        told: dict[str, Any] = stake_told(involved)
        if involved.role:
            told["role"] = involved.role
        stakeholder = str(Ref("stakeholder", involved.stakeholder))
        issue = str(Ref("issue", involved.issue))
        if stakeholder in graph and issue in graph:
            graph.add_edge(stakeholder, issue, **told)
    return graph


def projection(
    graph: Graph, *, mode: int = 0, rule: ProjectionRule | str = ProjectionRule.COUNT
) -> Graph:
    """Return what one mode of a network of two modes comes to among itself.

    Two are tied if they share something of the other mode. `count` is how much; `newman` counts
    each shared thing as one divided by how many others have it, so that what everybody has weighs
    little (things that one alone has count for none); `jaccard` is what they share divided by what
    either has, 0 to 1. Weights are strengths. Takes time that grows with pairs that share
    something.

    Args:
        graph: An undirected graph whose nodes have 0 or 1 as `bipartite`; it is not changed.
        mode: Which mode is kept.
        rule: How strong a tie is.

    Raises:
        NetworkError: It is directed or a multigraph, a node has no mode, a tie joins two of one
            mode, or there is no such mode or rule.

    Source: M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 2001,
    016132 (`newman`).
    """
    wanted = chosen(ProjectionRule, rule, "rule")
    modes = modes_of(graph)
    verify_mode(mode)
    kept = [one for one, its in modes.items() if its == mode]
    if not 0 < len(kept) < len(graph):  # networkx refuses a mode without another.
        made = graph.subgraph(kept)
    elif wanted is ProjectionRule.COUNT:
        made = bipartite.weighted_projected_graph(graph, kept)
    elif wanted is ProjectionRule.NEWMAN:
        made = bipartite.collaboration_weighted_projected_graph(graph, kept)
    else:
        made = bipartite.overlap_weighted_projected_graph(graph, kept, jaccard=True)
    found: Graph = nx.Graph(made)
    for told in found.nodes.values():
        told.pop(MODE, None)
    found.graph[MEANS] = "strength"
    return found


def modes_of(graph: Graph) -> dict[Hashable, int]:
    """Return the mode of each node of a network of two modes, in the order of the graph.

    Raises:
        NetworkError: It is directed or a multigraph, a node has no mode, or a tie joins two of one
            mode.
    """
    verify_graph(graph)
    modes: dict[Hashable, Any] = dict(graph.nodes(data=MODE))
    if graph.is_directed() or graph.is_multigraph() or not all(map(_is_mode, modes.values())):
        raise NetworkError(
            message(
                "dit vraagt een ongericht netwerk, met niet meer dan één relatie tussen twee, "
                'waarin elk punt 0 of 1 heeft als "bipartite"',
                "this takes an undirected graph, with no more than one tie between two, in which "
                'each node has 0 or 1 as "bipartite"',
            )
        )
    if any(modes[start] == modes[end] for start, end in graph.edges):
        raise NetworkError(
            message(
                "een relatie verbindt twee punten van dezelfde soort",
                "a tie joins two nodes of the same mode",
            )
        )
    return modes


def verify_mode(mode: object) -> None:
    """Refuse what is neither mode.

    Raises:
        NetworkError: It is not 0 or 1.
    """
    if not _is_mode(mode):
        raise NetworkError(
            message(
                "mode={found}; dat is 0 (actoren) of 1 (opgaven)",
                "mode={found}; it is 0 (actors) or 1 (issues)",
                found=quoted(mode),
            )
        )


def _is_mode(found: object) -> bool:
    return found in (0, 1)


def graphs_over(dossier: Dossier, dates: Iterable[date], **how: Any) -> dict[date, Graph]:
    """Return the ties of a dossier on each of several days, in their order.

    Args:
        dossier: The facts.
        dates: Which days.
        **how: What `graph_of` takes, such as `kinds` and `among`.

    Raises:
        NetworkError: As `graph_of` does.
    """
    return {day: graph_of(dossier, on=day, **how) for day in sorted(set(dates))}
