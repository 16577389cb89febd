"""Who works on which issue, and which issues depend on each other: the graphs of a dossier."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import networkx as nx

from opgavekern.base.calendar import given_day
from opgavekern.model import AreaId, Dossier, Issue, IssueId, Ref
from opgavekern.model.records import id_of
from opgavekern.network.fit.dependencies import BECAUSE, Dependency, DependencyKind
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MEANS, MODE
from opgavekern.network.making.parties import Among, Parties, working_in

#: Who works on an issue as its own fields say it.
_HOLDERS: Final = ("political_sponsors", "co_sponsors", "official_sponsors", "leads")


def issue_actors(
    dossier: Dossier, *, on: date | None = None, among: Among = "parties", names: bool = False
) -> Graph:
    """Return who works on which issue, as a network of two modes.

    Those are its owners, sponsors and leads, those in its teams, who carries its efforts and the
    items of its programmes, and stakeholders involved with it. Actors have mode 0 and issues mode
    1 in `bipartite`; nodes are references as text, with `label` and `record`. A tie says in `work`
    as what, in order: the name of a field, `team`, `effort`, `item` or `stakeholder`. With
    `stakeholder_issues` only stakeholders are there. Takes time that grows with who works on what.

    Args:
        dossier: The facts.
        on: Only what holds on this day; None for all that is known.
        among: What actors are, as `graph_of` takes it. Of `parties`, a party that is a
            stakeholder too is told as that stakeholder, so that nobody is there twice. Who has no
            such node is left out, and counted in `graph.graph["left_out"]`.
        names: Call people by name rather than by function.

    Raises:
        NetworkError: There is no such sort of node.
        BadValueError: `on` is no day.
        WithheldError: What it needs is kept from whoever asks.
    """
    then = dossier if on is None else dossier.at(given_day(on, "on"))
    parties = Parties(dossier, on, among, names)
    known_as = {one.party: Ref("stakeholder", one.id) for one in then.stakeholders if one.party}
    graph: Graph = nx.Graph()
    left_out = set()
    for issue in then.issues:
        node = str(Ref("issue", issue.id))
        graph.add_node(node, bipartite=1, label=issue.title, record="issue")
        for ref, work in _who(then, issue):
            actor = parties.node_of(ref)
            if actor is None:
                left_out.add(ref)
                continue
            if among == "parties":
                actor = known_as.get(actor, actor)
            if str(actor) not in graph:
                graph.add_node(str(actor), **{MODE: 0}, **parties.told_of(actor))
            before = (
                graph.edges[str(actor), node]["work"] if graph.has_edge(str(actor), node) else ()
            )
            graph.add_edge(str(actor), node, weight=1, work=tuple(dict.fromkeys((*before, work))))
    graph.graph[MEANS] = "strength"
    graph.graph["left_out"] = len(left_out)
    return graph


def _who(then: Dossier, issue: Issue) -> Iterator[tuple[Ref, str]]:
    """Yield who works on an issue, and as what."""
    yield from ((Ref("organisation", one), "owners") for one in issue.owners)
    for field in _HOLDERS:
        yield from ((Ref("person", one.person), field) for one in getattr(issue, field))
    for team in then.teams_of(issue.id):
        assigned = working_in(then, team.id)
        yield from ((Ref("person", one.person), "team") for one in assigned)
    efforts = then.efforts_of(issue.id)
    yield from ((one.owner, "effort") for one in efforts if one.owner is not None)
    for programme in then.programmes_of(issue.id):
        for item in then.items_of(programme.id):
            if item.action_owner is not None:
                yield item.action_owner, "item"
    involved = then.involvements_of(issue.id)
    yield from ((Ref("stakeholder", one.stakeholder), "stakeholder") for one in involved)


def issue_dependencies(
    dossier: Dossier,
    *,
    on: date | None = None,
    by: Iterable[DependencyKind | str] = tuple(DependencyKind),
) -> Graph:
    """Return which issues depend on each other, and why.

    Two do if they share an area or the area of one lies in that of the other, pursue the same
    goal, share an effort, if an effort or goal of one contributes to a goal of the other, if an
    effort of one waits for one of the other, or if one is part of the other. A tie has `because`,
    a tuple of `Dependency`, and as `weight` how many those are. Nodes are references as text, with
    `label` and `record`. Takes time that grows with pairs that depend on each other.

    Args:
        dossier: The facts.
        on: Only what holds on this day; None for all that is known.
        by: In which ways; all of them unless it is said.

    Raises:
        NetworkError: There is no such way.
        BadValueError: `on` is no day.
        WithheldError: What it needs is kept from whoever asks.
    """
    then = dossier if on is None else dossier.at(given_day(on, "on"))
    ways = [chosen(DependencyKind, one, "by") for one in ([by] if isinstance(by, str) else by)]
    graph: Graph = nx.Graph()
    for issue in then.issues:
        ref = Ref("issue", issue.id)
        graph.add_node(str(ref), label=issue.title, record="issue")
    found: dict[tuple[str, str], dict[Dependency, None]] = {}
    for way in ways:
        for one, other, through in _PAIRS[way](then):
            nodes = sorted(str(Ref("issue", end)) for end in (one, other))
            if nodes[0] != nodes[1] and all(node in graph for node in nodes):
                why = Dependency(kind=way, through=str(through), label=then.name_of(through))
                found.setdefault((nodes[0], nodes[1]), {})[why] = None
    for (start, end), because in sorted(found.items()):
        graph.add_edge(start, end, weight=len(because), **{BECAUSE: tuple(because)})
    graph.graph[MEANS] = "strength"
    return graph


_Pairs = Iterator[tuple[IssueId, IssueId, Ref]]


def _by_area(then: Dossier) -> _Pairs:
    """Pairs with an area in common: the smaller of two that lie in each other."""
    here = {area.id: then.issues.by("areas").get(area.id, ()) for area in then.areas}
    for area in then.areas:
        for issue in here[area.id]:
            for within in then.areas_in(AreaId(area.id)):
                for other in here.get(within.id, ()):
                    yield issue.id, other.id, Ref("area", within.id)


def _by_goal(then: Dossier) -> _Pairs:
    for goal in then.goals:
        yield from _all_pairs(goal.issues, Ref("goal", goal.id))


def _by_effort(then: Dossier) -> _Pairs:
    for effort in then.efforts:
        yield from _all_pairs(effort.issues, Ref("effort", effort.id))


def _by_contribution(then: Dossier) -> _Pairs:
    for one in then.contributions:
        giver, goal = then.find(one.contributor), then.goals.get(one.goal)
        if giver is not None and goal is not None:
            of_giver = then.issues_concerned(one.contributor)
            yield from _each_pair(of_giver, goal.issues, Ref("goal", goal.id))


def _by_precedence(then: Dossier) -> _Pairs:
    for one in then.precedences:
        first, after = then.efforts.get(one.before), then.efforts.get(one.after)
        if first is not None and after is not None:
            yield from _each_pair(first.issues, after.issues, Ref("effort", id_of(first)))


def _by_part(then: Dossier) -> _Pairs:
    for issue in then.issues:
        if issue.parent is not None:
            yield issue.id, issue.parent, Ref("issue", issue.parent)


def _all_pairs(issues: Iterable[IssueId], through: Ref) -> _Pairs:
    for one, other in itertools.combinations(issues, 2):
        yield one, other, through


def _each_pair(some: Iterable[IssueId], others: Iterable[IssueId], through: Ref) -> _Pairs:
    """Pairs of an issue on either side; what both sides have is one issue by itself."""
    for one, other in itertools.product(some, others):
        yield one, other, through


_PAIRS: Final = {
    DependencyKind.AREA: _by_area,
    DependencyKind.GOAL: _by_goal,
    DependencyKind.EFFORT: _by_effort,
    DependencyKind.CONTRIBUTION: _by_contribution,
    DependencyKind.PRECEDENCE: _by_precedence,
    DependencyKind.PART: _by_part,
}
