"""The network that a dossier tells of, as a plain networkx graph."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

import networkx as nx

from opgavekern.base.calendar import given_day
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.model import (
    AreaId,
    Dossier,
    Involvement,
    IssueId,
    Ref,
    Sign,
    Tie,
    TieKind,
    TieKindId,
    TieSurvey,
    WeightMeaning,
)
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MEANS
from opgavekern.network.foundation.surveys import KEY, Survey
from opgavekern.network.making.parties import Among, Parties, parties_of_issue

_GRADES: Final = ("interest", "influence", "urgency", "legitimacy", "position")
_SIGNS: Final = {Sign.POSITIVE: 1, Sign.NEGATIVE: -1}


def graph_of(
    dossier: Dossier,
    *,
    kinds: Iterable[str] | None = None,
    issue: str | None = None,
    area: str | None = None,
    on: date | None = None,
    among: Among = "parties",
    names: bool = False,
) -> Graph:
    """Return the ties of a dossier as a graph, with who was asked and who answered.

    One kind of tie gives a `Graph` or `DiGraph`; several give a multigraph with the kind as key,
    which measures read as one tie where two parties have several. Nodes are references as text
    (`stakeholder:s-levgroep`), with `label`, `record` (the kind of record), `kind` where it has
    one, and the `unit` and `organisation` that it belongs to. Ties have `kind`, and `weight` and
    `sign` (1 or -1) where they are known. Of one issue stakeholders have what is known of their
    stake: `interest`, `influence`, `urgency`, `legitimacy` and `position`. The graph has
    `weight_means` and, after a survey of these kinds, `survey`: the last one of each kind, on the
    day or before.

    With another `among` ties are drawn together: of several ties of a kind between the same two
    strengths add up, of lengths and ranks the smallest counts, a sign is kept where they agree,
    ties within one node are loops, and a node answered if somebody for whom it stands did. Who has
    no such node is left out, and counted in `graph.graph["left_out"]`. Takes time that grows with
    parties and ties.

    Args:
        dossier: With the facts of plugins laid under it, where parties are among those.
        kinds: Kinds of tie, by id; None for all.
        issue: Only who is involved with this issue, and ties between them.
        area: Only stakeholders with a stake in this area or one within it, and ties between them.
        on: Only what holds on this day; None for all that is known.
        among: What nodes are: `parties` as ties name them, or the `persons`, `units` or
            `organisations` that they belong to.
        names: Call people by name rather than by function.

    Raises:
        NetworkError: There is no such kind, issue, area or sort of node; or kinds of which some are
            directed and some not, or weights of different meaning, are asked for together.
        BadValueError: `on` is no day.
        WithheldError: What it needs is kept from whoever asks.
    """
    then = dossier if on is None else dossier.at(given_day(on, "on"))
    chosen = _kinds(dossier, kinds)
    nodes = _Nodes(Parties(dossier, on, among, names), _within(then, issue, area))
    survey = _survey(dossier, chosen, on, nodes)
    for stakeholder in then.stakeholders:  # Also one without ties.
        nodes.name_of(Ref("stakeholder", stakeholder.id))
    ties = _together(nodes, (tie for tie in then.ties if tie.kind in chosen), chosen)
    graph = _empty(chosen)
    graph.add_nodes_from(nodes.told.items())
    several = len(chosen) > 1
    for start, end, kind in sorted(ties):
        key = {"key": kind} if several else {}
        graph.add_edge(start, end, **key, kind=kind, **_said(ties[start, end, kind], chosen[kind]))
    if survey is not None:
        graph.graph[KEY] = survey
    graph.graph["left_out"] = len(nodes.left_out)
    if issue is not None and among == "parties":  # Another node may stand for several.
        _add_stakes(graph, then, IssueId(issue))
    return graph


def stake_told(involved: Involvement) -> dict[str, float]:
    """Return what is known of a stake, by the names that nodes and ties use."""
    grades = {name: getattr(involved, name) for name in _GRADES}
    return {name: one for name, one in grades.items() if one is not None}


def _add_stakes(graph: Graph, then: Dossier, issue: IssueId) -> None:
    last = {
        str(Ref("stakeholder", one.stakeholder)): one
        for one in sorted(then.involvements_of(issue), key=lambda one: one.valid.first or date.min)
    }
    for node, involved in last.items():
        if node in graph:
            graph.nodes[node].update(stake_told(involved))


class _Nodes:
    """The nodes of a graph as they come by, with what is said of each."""

    def __init__(self, parties: Parties, within: frozenset[Ref] | None) -> None:
        self.told: dict[str, dict[str, Any]] = {}
        self.left_out: set[Ref] = set()
        self._parties = parties
        self._within = within

    def name_of(self, ref: Ref) -> str | None:
        """Return the node that stands for a party; None where it has none, or is not asked for."""
        if self._within is not None and ref not in self._within:
            return None
        node = self._parties.node_of(ref)
        if node is None:
            self.left_out.add(ref)
            return None
        if (name := str(node)) not in self.told:
            self.told[name] = self._parties.told_of(node)
        return name


def _kinds(dossier: Dossier, kinds: Iterable[str] | None) -> Mapping[str, TieKind]:
    """Return the kinds asked for, by id; refuse those that make no one graph together."""
    wanted = [one.id for one in dossier.tie_kinds] if kinds is None else _listed(kinds)
    found: dict[str, TieKind] = {}
    for id in wanted:
        kind = dossier.tie_kinds.get(TieKindId(id))
        if kind is None:
            known = [one.id for one in dossier.tie_kinds]
            raise _absent(message("relatiesoort", "kind of tie"), id, known)
        found[id] = kind
    if len({kind.is_directed for kind in found.values()}) > 1:
        raise NetworkError(
            message(
                "deze relatiesoorten zijn deels gericht ({directed}) en deels niet ({undirected}); "
                "kies met kinds= de ene of de andere",
                "of these kinds of tie some are directed ({directed}) and some are not "
                "({undirected}); choose either with kinds=",
                directed=", ".join(one for one, kind in found.items() if kind.is_directed),
                undirected=", ".join(one for one, kind in found.items() if not kind.is_directed),
            )
        )
    if len(meanings := {kind.weight_means for kind in found.values()}) > 1:
        raise NetworkError(
            message(
                "de gewichten van deze relatiesoorten betekenen niet hetzelfde ({meanings}); kies "
                "met kinds= wat bij elkaar hoort",
                "weights of these kinds of tie do not mean the same ({meanings}); choose with "
                "kinds= what belongs together",
                meanings=tuple(sorted(meanings, key=lambda one: str(one.value))),
            )
        )
    return found


def _listed(kinds: Iterable[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _absent(what: Message, id: str, known: Collection[str]) -> NetworkError:
    return NetworkError(
        message(
            "{what} {id} is er niet. {known}",
            "there is no {what} {id}. {known}",
            what=what,
            id=quoted(id),
            known=one_of(known, word=id),
        )
    )


def _within(then: Dossier, issue: str | None, area: str | None) -> frozenset[Ref] | None:
    """Return the parties of an issue and an area; None where neither is asked for."""
    asked = []
    if issue is not None:
        if issue not in then.issues:
            raise _absent(message("opgave", "issue"), issue, [one.id for one in then.issues])
        asked.append(parties_of_issue(then, IssueId(issue)))
    if area is not None:
        if area not in then.areas:
            raise _absent(message("gebied", "area"), area, [one.id for one in then.areas])
        here = {one.id for one in then.areas_in(AreaId(area))}
        at_stake = [one for one in then.stakeholders if here.intersection(one.areas)]
        asked.append({Ref("stakeholder", one.id) for one in at_stake})
    return frozenset.intersection(*map(frozenset, asked)) if asked else None


def _survey(
    dossier: Dossier, chosen: Mapping[str, TieKind], on: date | None, nodes: _Nodes
) -> Survey | None:
    """Put the last survey of each kind together; someone answered who did in each it was asked."""
    last: dict[str, TieSurvey] = {}
    for one in sorted(dossier.tie_surveys, key=lambda one: (one.on or date.min, one.id)):
        if on is None or one.on is None or one.on <= on:
            last.update((kind, one) for kind in one.kinds if kind in chosen)
    surveys = {one.id: one for one in last.values()}.values()
    silent = {ref for one in surveys for ref in {*one.asked} - {*one.answered}}
    asked = {ref: nodes.name_of(ref) for one in surveys for ref in one.asked}
    heard = {name for ref, name in asked.items() if name is not None and ref not in silent}
    named = {name for name in asked.values() if name is not None}
    return Survey(asked=named, answered=heard) if surveys else None


def _together(
    nodes: _Nodes, ties: Iterable[Tie], chosen: Mapping[str, TieKind]
) -> dict[tuple[str, str, str], list[Tie]]:
    """Return the ties between each two nodes, by kind; an undirected pair in one order."""
    found: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        start, end = nodes.name_of(tie.start), nodes.name_of(tie.end)
        if start is None or end is None:
            continue
        if not chosen[tie.kind].is_directed:
            start, end = sorted((start, end))
        found.setdefault((start, end, tie.kind), []).append(tie)
    return found


def _said(ties: list[Tie], kind: TieKind) -> dict[str, Any]:
    """Return weight and sign of ties between the same two, as far as they are known."""
    latest: dict[tuple[Ref, Ref], Tie] = {}
    for tie in sorted(ties, key=lambda one: one.valid.first or date.min):
        latest[tie.start, tie.end] = tie  # The same two at another time: the last holds.
    weights = [one.weight for one in latest.values() if one.weight is not None]
    signs = {_SIGNS[one.sign] for one in latest.values() if one.sign is not None}
    said: dict[str, Any] = {}
    if weights:
        is_strength = kind.weight_means is WeightMeaning.STRENGTH
        said["weight"] = math.fsum(weights) if is_strength else min(weights)
    return said | ({"sign": signs.pop()} if len(signs) == 1 else {})


def _empty(chosen: Mapping[str, TieKind]) -> Graph:
    directed = any(kind.is_directed for kind in chosen.values())
    sorts = {
        (False, False): nx.Graph,
        (False, True): nx.DiGraph,
        (True, False): nx.MultiGraph,
        (True, True): nx.MultiDiGraph,
    }
    graph: Graph = sorts[len(chosen) > 1, directed]()
    if chosen:
        graph.graph[MEANS] = next(iter(chosen.values())).weight_means.value
    return graph
