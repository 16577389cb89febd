"""What a network loses when an actor, a group or several of them leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence

import attrs

from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.naming import place_of
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.structure.components import neighbours_of
from opgavekern.network.weak_spots.covering import Covers, covers_of
from opgavekern.network.weak_spots.parts_left import (
    PartsLeft,
    parts_without,
    parts_without_each,
)
from opgavekern.network.weak_spots.robustness_results import Loss, NetworkState, Robustness
from opgavekern.network.weak_spots.steps_left import fragmentations

#: Looks at an actor or tie that may be needed: some seconds.
EFFORT = 10**8
#: Who is lost together each time: what they are called, and their places.
_Losses = Sequence[tuple[tuple[Name, ...], Collection[int]]]


def robustness(
    graph: Graph,
    group: Groups | None = None,
    *,
    losing: Iterable[Hashable] | None = None,
    covers: Covers | None = None,
    effort: int | None = EFFORT,
) -> Robustness:
    """Tell what a network loses when an actor, or a group such as an organisation, leaves.

    For each actor, or with `group` for each group as a whole, or for those of `losing` together:
    into how many parts the others fall, how many of them are cut off, and how many pairs that had
    a path have none any more. Fragmentation F is the share of pairs without a path, over those
    who are left; one less F is Krackhardt's connectedness. Distance-weighted fragmentation is one
    less the mean of 1/d: it also rises where paths only grow longer. Both go from 0, where
    everybody has a tie to everybody, or a path, to 1, where nobody has. With `covers` it tells
    what nobody stands for any more, such as areas of an issue.

    A tie either way counts as contact, so direction has no part in it, nor have weights, negative
    ones too. Ties of actors that did not answer are known as far as others named them: of them a
    loss may seem worse than it is. An empty network has no losses; whoever is alone or without a
    tie takes nothing with them; F is None when fewer than two are left.

    Losses of single actors take time that grows with actors and ties, all of them together; each
    group or set takes as much again. Distances take, for each loss, time with ties times the
    longest distance, and memory with actors squared: beyond `effort` they are None.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group: then groups
            are lost rather than actors. A group of one is lost as that actor is.
        losing: Actors, or with `group` groups, that are lost together, as the graph names them.
        covers: What actors stand for: a node attribute or a map from actor, with one thing or a
            list of things; who has none stands for nothing.
        effort: Most looks at an actor or tie; None for no limit.

    Raises:
        NetworkError: Someone of `losing` is not there, some actor has no group, no actor has the
            attribute of `covers`, or losing all groups would take more than `effort`.

    Source: S. P. Borgatti, "Identifying sets of key players in a social network", Computational &
    Mathematical Organization Theory 12(1), 2006, 21-34.

    >>> import networkx as nx
    >>> found = robustness(nx.path_graph("abcde")).worst(1)[0]
    >>> found.lost, found.severed, found.named
    (('c',), 4, ('d', 'e'))
    """
    snapshot = snapshot_of(graph)
    neighbours = neighbours_of(snapshot)
    groups = None if group is None else groups_of(graph, group)
    losses = _losses(snapshot, groups, losing)
    if group is None and losing is None:
        left: Iterable[PartsLeft] = parts_without_each(neighbours)
    else:
        _verify_effort(len(losses) * (len(snapshot) + len(snapshot.tails)), effort)
        left = (parts_without(neighbours, lost) for _, lost in losses)
    now, nearness = fragmentations(neighbours, [lost for _, lost in losses], effort)
    covered = None if covers is None else covers_of(graph, covers)
    return Robustness(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        before=_state(parts_without(neighbours, ()), now),
        covered=None if covered is None else len(frozenset().union(*covered)),
        losses=tuple(
            Loss(
                lost=called,
                actors=len(snapshot) - parts.actors,
                after=_state(parts, near),
                severed=parts.severed,
                cut_off=parts.cut_off,
                named=tuple(name_of(snapshot.actors[place]) for place in parts.named),
                uncovered=uncovered,
            )
            for (called, _), parts, near, uncovered in zip(
                losses, left, nearness, _uncovered(covered, losses), strict=True
            )
        ),
    )


def _losses(
    snapshot: Snapshot, groups: Sequence[Name] | None, losing: Iterable[Hashable] | None
) -> _Losses:
    wanted = None if losing is None else several("losing", losing)
    if groups is not None:
        return _group_losses(groups, wanted)
    if wanted is None:
        return [((name_of(actor),), (place,)) for place, actor in enumerate(snapshot.actors)]
    lost = list(dict.fromkeys(place_of(snapshot, one) for one in wanted))
    return [(tuple(name_of(snapshot.actors[place]) for place in lost), lost)]


def _group_losses(groups: Sequence[Name], wanted: Iterable[Hashable] | None) -> _Losses:
    members: dict[Name, list[int]] = {one: [] for one in sorted_groups(groups)}
    for place, one in enumerate(groups):
        members[one].append(place)
    if wanted is None:
        return [((one,), places) for one, places in members.items()]
    called = tuple(dict.fromkeys(map(name_of, wanted)))
    for one in called:
        if one not in members:
            raise NetworkError(
                message(
                    "groep {group} is er niet. {known}",
                    "there is no group {group}. {known}",
                    group=quoted(one),
                    known=one_of([str(group) for group in members], word=str(one)),
                )
            )
    return [(called, [place for one in called for place in members[one]])]


def _verify_effort(needed: int, effort: int | None) -> None:
    verify_effort(
        needed,
        effort,
        does=message(
            "elke groep laten wegvallen kijkt {needed} keer naar een actor of relatie",
            "losing each group takes {needed} looks at an actor or tie",
            needed=needed,
        ),
        instead=message("noem met losing= wie wegvalt", "name with losing= who is lost"),
    )


def _state(parts: PartsLeft, near: float | None) -> NetworkState:
    return NetworkState(
        actors=parts.actors,
        components=parts.components,
        largest=parts.largest,
        fragmentation=parts.fragmentation,
        distance_fragmentation=near,
    )


def _uncovered(
    covered: Sequence[frozenset[Name]] | None, losses: _Losses
) -> list[tuple[Name, ...]]:
    """Return what only those stand for who are lost, for each loss."""
    if covered is None:
        return [()] * len(losses)
    everyone = Counter(thing for things in covered for thing in things)
    found = []
    for _, lost in losses:
        own = Counter(thing for place in lost for thing in covered[place])
        alone = [thing for thing, count in own.items() if count == everyone[thing]]
        found.append(tuple(sorted_groups(alone)))
    return found
