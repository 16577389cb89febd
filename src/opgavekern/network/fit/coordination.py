"""Socio-technical congruence: who needs to work together, beside who does."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.texts import message, quoted
from opgavekern.network.fit.acquaintance import Acquaintance
from opgavekern.network.fit.assignments import Work, work_of
from opgavekern.network.fit.coordination_results import (
    ActorFit,
    CoordinationFit,
    CoordinationNeed,
    CoordinationReason,
)
from opgavekern.network.fit.dependencies import BECAUSE, Dependency, reasons_in
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of

#: Pairs of actors, each by each two tasks, that may be gone through.
EFFORT: Final = 10**7
#: What each two tasks depend on each other, both ways round.
_Links = Mapping[tuple[Hashable, Hashable], float]


def coordination_fit(
    graph: Graph,
    assignments: Graph,
    dependencies: Graph | None = None,
    *,
    same_task: float = 1.0,
    weight: str | None = None,
    effort: int | None = EFFORT,
) -> CoordinationFit:
    """Tell who needs to work together because their tasks depend on each other, and who does.

    Coordination that is required is C = T_A · T_D · T_A': T_A says who works on which task, T_D
    which tasks depend on each other. Socio-technical congruence is the share of pairs of
    different actors with C > 0 who have a tie. T_D is read both ways round: of a directed graph
    a dependency either way counts, and two ways add up. On its diagonal stands `same_task`, since
    two who work on one task need each other too.

    A tie either way makes two actors acquainted. After a survey it is known whether they are as
    soon as one of both answered; other pairs do not count, and are told apart. Ties with an actor
    of whom no task is known do not count either. Takes time that grows with pairs of actors by
    pairs of tasks; more than `effort` is refused.

    Without needs there is no congruence (None): an empty graph, one actor, or tasks that nobody
    shares and that do not depend on each other.

    Args:
        graph: Who works with whom, any networkx graph.
        assignments: Who works on which task: nodes have 0 (actors) or 1 (tasks) as `bipartite`;
            where none has, the actors are those of `graph`. Of a dossier: `issue_actors` or
            `stakeholder_issues`.
        dependencies: Which tasks depend on each other, with perhaps why, as `because`. Of a
            dossier: `issue_dependencies`. None where only working on the same task counts.
        same_task: What a task weighs for two who both work on it; 0 leaves that out.
        weight: The attribute of assignments and dependencies that holds how much each weighs, a
            strength; None counts each as one.
        effort: Most combinations that may be gone through; None for no limit.

    Raises:
        NetworkError: A tie of the assignments joins two actors or two tasks, a weight is absent,
            negative or no number, `same_task` is no number from 0 up, or it would take too long.

    Source: M. Cataldo, P. A. Wagstrom, J. D. Herbsleb and K. M. Carley, "Identification of
    coordination requirements", CSCW 2006, 353-362; M. Cataldo, J. D. Herbsleb and K. M. Carley,
    "Socio-technical congruence", ESEM 2008, 2-11.

    >>> import networkx as nx
    >>> work = nx.Graph([("ann", "roof"), ("bob", "wall"), ("eve", "wall")])
    >>> talks = nx.Graph([("ann", "bob")])
    >>> talks.add_node("eve")
    >>> found = coordination_fit(talks, work, nx.Graph([("roof", "wall")]))
    >>> found.congruence, [(one.first, one.second) for one in found.gaps]
    (0.3333333333333333, [('ann', 'eve'), ('bob', 'eve')])
    """
    _verify_same_task(same_task)
    snapshot = snapshot_of(graph)
    work = work_of(assignments, frozenset(graph), weight)
    links = _links_of(dependencies, work, weight, float(same_task))
    _verify_effort(work, links, effort)
    known = Acquaintance.of(graph, snapshot, work.actors)
    needs = tuple(_needs(known, work, links, _because(dependencies)))
    pairs = {frozenset((one.first, one.second)) for one in needs}
    superfluous = tuple(
        (name_of(one), name_of(other))
        for one, other in known.ties_within(work.by_actor)
        if frozenset((name_of(one), name_of(other))) not in pairs
    )
    return CoordinationFit(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        tasks=len(work.by_task),
        without_task=sum(one not in work.by_actor for one in graph),
        not_in_network=sum(one not in snapshot.places for one in work.by_actor),
        needs=needs,
        superfluous=superfluous,
        actors=tuple(_of_actors(known, work, needs, superfluous)),
    )


def _links_of(
    dependencies: Graph | None, work: Work, weight: str | None, same_task: float
) -> _Links:
    """What each two tasks depend on each other, of tasks that somebody works on."""
    found: dict[tuple[Hashable, Hashable], float] = {}
    if same_task:
        found = {(task, task): same_task for task in work.by_task}
    if dependencies is None:
        return found
    means = None if weight is None else "strength"
    read = snapshot_of(dependencies, weight=weight, weight_means=means)
    weights = read.weights if read.weights is not None else itertools.repeat(1.0)
    for tail, head, weighs in zip(read.tails, read.heads, weights, strict=False):
        one, other = read.actors[tail], read.actors[head]
        if one not in work.by_task or other not in work.by_task:
            continue
        for pair in ((one, other), (other, one)) if read.is_directed else ((one, other),):
            found[pair] = found.get(pair, 0.0) + weighs
    return found


def _because(dependencies: Graph | None) -> Mapping[frozenset[Hashable], tuple[Dependency, ...]]:
    """Why each two tasks depend on each other, where their ties say it."""
    found: dict[frozenset[Hashable], tuple[Dependency, ...]] = {}
    ties: Any = () if dependencies is None else dependencies.edges(data=BECAUSE)
    for one, other, why in ties:
        pair = frozenset((one, other))
        found[pair] = (*found.get(pair, ()), *reasons_in(why, Dependency))
    return found


def _needs(
    known: Acquaintance,
    work: Work,
    links: _Links,
    why: Mapping[frozenset[Hashable], tuple[Dependency, ...]],
) -> Iterator[CoordinationNeed]:
    """Yield who needs whom, heaviest first, and of equals in the order of actors."""
    reasons: dict[tuple[int, int], list[CoordinationReason]] = {}
    for (task, other), weighs in links.items():
        for first, second in itertools.product(work.by_task[task], work.by_task[other]):
            pair = (known.places[first], known.places[second])
            if pair[0] >= pair[1]:  # The other way round comes by too.
                continue
            share = work.by_actor[first][task] * weighs * work.by_actor[second][other]
            reason = CoordinationReason(
                task=name_of(task),
                other=name_of(other),
                label=work.labels.get(task, ""),
                other_label=work.labels.get(other, ""),
                weight=share,
                because=why.get(frozenset((task, other)), ()) if task != other else (),
            )
            reasons.setdefault(pair, []).append(reason)
    weights = {pair: math.fsum(one.weight for one in each) for pair, each in reasons.items()}
    for pair in sorted(reasons, key=lambda pair: (-weights[pair], pair)):
        yield CoordinationNeed(
            first=name_of(known.actors[pair[0]]),
            second=name_of(known.actors[pair[1]]),
            weight=weights[pair],
            is_met=known.are_acquainted(*pair),
            reasons=tuple(sorted(reasons[pair], key=lambda one: -one.weight)),
        )


def _of_actors(
    known: Acquaintance,
    work: Work,
    needs: tuple[CoordinationNeed, ...],
    superfluous: tuple[tuple[Any, Any], ...],
) -> Iterator[ActorFit]:
    """Yield how far each actor with a task has the ties that it needs."""
    of_each: dict[Any, list[bool | None]] = {}
    for need in needs:
        for end in (need.first, need.second):
            of_each.setdefault(end, []).append(need.is_met)
    beside: dict[Any, int] = {}
    for end in itertools.chain.from_iterable(superfluous):
        beside[end] = beside.get(end, 0) + 1
    for actor in known.actors:
        if actor not in work.by_actor:
            continue
        name = name_of(actor)
        found = of_each.get(name, [])
        yield ActorFit(
            actor=name,
            needed=len(found) - found.count(None),
            met=found.count(True),
            unneeded=beside.get(name, 0),
            unknown=found.count(None),
        )


def _verify_same_task(found: object) -> None:
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_number or not math.isfinite(float(found)) or float(found) < 0:  # type: ignore[arg-type]
        raise NetworkError(
            message(
                "same_task={found}; dat is een getal vanaf 0",
                "same_task={found}; it is a number from 0 up",
                found=quoted(found),
            )
        )


def _verify_effort(work: Work, links: _Links, effort: int | None) -> None:
    needed = sum(len(work.by_task[one]) * len(work.by_task[other]) for one, other in links)
    verify_effort(
        needed,
        effort,
        does=message(
            "dit gaat {needed} combinaties langs",
            "this goes through {needed} combinations",
            needed=needed,
        ),
        instead=message("neem minder taken of actoren", "take fewer tasks or actors"),
    )
