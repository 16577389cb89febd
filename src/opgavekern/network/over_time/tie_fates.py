"""What became of each tie from one wave to the next: the ground of counts and of pictures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import attrs

from opgavekern.network.foundation.snapshots import Snapshot

Pair = tuple[Hashable, Hashable]


@attrs.frozen(kw_only=True)
class TieFates:
    """The ties of two waves.

    Attributes:
        had: Ties of the earlier wave, by actor; an undirected pair in the same order in both.
        has: Ties of the later one.
        turned: Of each tie between actors in both waves, of which is known in both whether it is
            there: whether it was there before, and after.
    """

    had: Mapping[Pair, None]
    has: Mapping[Pair, None]
    turned: Mapping[Pair, tuple[bool, bool]]


def tie_fates(two: tuple[Snapshot, Snapshot]) -> TieFates:
    """Tell of the ties of two waves which were there before, and after."""
    had, has = _ties_of(two)
    both = [
        pair
        for pair in dict.fromkeys([*had, *has])
        if all(one in each.places for one in pair for each in two) and _is_known(pair, two)
    ]
    return TieFates(had=had, has=has, turned={pair: (pair in had, pair in has) for pair in both})


def _ties_of(two: tuple[Snapshot, Snapshot]) -> list[dict[Pair, None]]:
    order = {
        one: place for place, one in enumerate(dict.fromkeys([*two[0].actors, *two[1].actors]))
    }
    found = []
    for each in two:
        arcs = zip(each.tails, each.heads, strict=True)
        pairs = ((each.actors[tail], each.actors[head]) for tail, head in arcs)
        if not each.is_directed:
            pairs = (pair for pair in pairs if order[pair[0]] < order[pair[1]])
        found.append(dict.fromkeys(pairs))
    return found


def _is_known(pair: Pair, two: tuple[Snapshot, Snapshot]) -> bool:
    return all(each.knows(each.places[pair[0]], each.places[pair[1]]) for each in two)
