"""Which groups meet through one person or one tie only."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from opgavekern.base.texts import message
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.structure.components import Adjacency, neighbours_of
from opgavekern.network.weak_spots.contact_results import SingleContact, SingleContacts

#: Looks at an actor or tie that may be needed: some tens of seconds.
EFFORT = 10**8
#: Two actors, of the group that comes first and of the other.
_Tie = tuple[int, int]


def single_contacts(graph: Graph, group: Groups, *, effort: int | None = EFFORT) -> SingleContacts:
    """Tell which groups, such as organisations, meet through one person or one tie only.

    Of every pair of groups with ties to each other: whether all of those ties pass one actor, of
    one group or of the other, and who. With one tie, it passes one of each. `around` says what is
    left when that contact is lost: the fewest steps from anyone of the one group to anyone of the
    other without that actor, over third parties, or without that tie where there is but one. Where
    that contact is all there is of its group, nobody is left to go from, and there is no way round.

    A tie either way counts as contact, and both ways between the same two are one; weights have
    no part in it. Ties that nobody named because an actor did not answer are missing: a contact
    may seem to be the only one. Without ties between groups, as with fewer than two groups, there
    are no contacts. Takes time with actors and ties, and as much again for each single contact:
    more than `effort` is refused.

    The definition is ours. It looks at each pair of groups where a broker between groups (Burt
    1992) looks at actors; a bridge or cutpoint of the whole network (`cohesion`) need not be
    one, nor the other way round.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group.
        effort: Most looks at an actor or tie; None for no limit.

    Raises:
        NetworkError: Some actor has no group, or it would take more than `effort`.

    >>> import networkx as nx
    >>> found = single_contacts(nx.path_graph("abcd"), {"a": "x", "b": "x", "c": "y", "d": "z"})
    >>> [(one.first, one.second, one.depends_on, one.around) for one in found.contacts]
    [('x', 'y', ('b', 'c'), None), ('y', 'z', ('c', 'd'), None)]
    """
    snapshot = snapshot_of(graph)
    groups = groups_of(graph, group)
    order = sorted_groups(groups)
    between = _ties_between(snapshot, groups, order)
    shared = {pair: _shared(ties) for pair, ties in between.items()}
    single = {pair: ends for pair, ends in shared.items() if ends != (None, None)}
    _verify_effort(len(single) * (len(snapshot) + len(snapshot.tails)), effort)
    work = _Contacts(snapshot, groups)
    return SingleContacts(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        groups=len(order),
        tied=len(between),
        contacts=tuple(
            work.contact((order[pair[0]], order[pair[1]]), between[pair], single[pair])
            for pair in sorted(single)
        ),
    )


def _ties_between(
    snapshot: Snapshot, groups: Sequence[Name], order: Sequence[Name]
) -> dict[tuple[int, int], set[_Tie]]:
    """Return the ties between each two groups that have some, by their place in the order."""
    rank = {one: place for place, one in enumerate(order)}
    found: dict[tuple[int, int], set[_Tie]] = {}
    for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
        of_tail, of_head = rank[groups[tail]], rank[groups[head]]
        if of_tail < of_head:
            found.setdefault((of_tail, of_head), set()).add((tail, head))
        elif of_head < of_tail:
            found.setdefault((of_head, of_tail), set()).add((head, tail))
    return found


def _shared(ties: Collection[_Tie]) -> tuple[int | None, int | None]:
    """Return who is on all ties: of the first group, and of the second."""
    firsts, seconds = {first for first, _ in ties}, {second for _, second in ties}
    return (
        next(iter(firsts)) if len(firsts) == 1 else None,
        next(iter(seconds)) if len(seconds) == 1 else None,
    )


def _verify_effort(needed: int, effort: int | None) -> None:
    verify_effort(
        needed,
        effort,
        does=message(
            "wat er zonder elk contact overblijft, vraagt {needed} keer kijken naar een actor of "
            "relatie",
            "what is left without each contact takes {needed} looks at an actor or tie",
            needed=needed,
        ),
        instead=message("neem een kleiner netwerk", "take a smaller network"),
    )


class _Contacts:
    """Single points of contact, with what is left without them."""

    def __init__(self, snapshot: Snapshot, groups: Sequence[Name]) -> None:
        self.actors = snapshot.actors
        self.neighbours: Adjacency = neighbours_of(snapshot)
        self.members: dict[Name, list[int]] = {}
        for place, one in enumerate(groups):
            self.members.setdefault(one, []).append(place)

    def contact(
        self, pair: tuple[Name, Name], ties: Collection[_Tie], ends: tuple[int | None, int | None]
    ) -> SingleContact:
        """Say through whom two groups meet."""
        first, second = pair
        # With one tie it is the tie that may go: either end can keep its other contacts.
        lost = None if len(ties) == 1 else next(one for one in ends if one is not None)
        cut = next(iter(ties)) if len(ties) == 1 else None
        of_first, of_second = (() if one is None else (name_of(self.actors[one]),) for one in ends)
        return SingleContact(
            first=first,
            second=second,
            ties=len(ties),
            of_first=of_first,
            of_second=of_second,
            sole_of_first=len(self.members[first]) == 1,
            sole_of_second=len(self.members[second]) == 1,
            around=self._steps(self.members[first], self.members[second], lost, cut),
        )

    def _steps(
        self, start: Sequence[int], end: Sequence[int], lost: int | None, cut: _Tie | None
    ) -> int | None:
        """Return the steps from one group to another without an actor, or without a tie."""
        goal = {one for one in end if one != lost}
        seen = {one for one in start if one != lost}
        front, steps = list(seen), 0
        while front:
            steps += 1
            following = []
            for one in front:
                for other in self.neighbours[one]:
                    if other == lost or other in seen or cut in ((one, other), (other, one)):
                        continue
                    if other in goal:
                        return steps
                    seen.add(other)
                    following.append(other)
            front = following
        return None
