"""Part of a network, as if no one else were in it."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Sequence

import attrs

from opgavekern.network.foundation.snapshots import Snapshot


def among(snapshot: Snapshot, kept: Sequence[bool]) -> Snapshot:
    """Return the network among some actors; how it was read stays what it was."""
    places = [-1] * len(snapshot)
    actors: list[Hashable] = []
    for place, actor in enumerate(snapshot.actors):
        if kept[place]:
            places[place] = len(actors)
            actors.append(actor)
    arcs = [
        number
        for number, (tail, head) in enumerate(zip(snapshot.tails, snapshot.heads, strict=True))
        if kept[tail] and kept[head]
    ]
    weights = snapshot.weights
    return attrs.evolve(
        snapshot,
        actors=tuple(actors),
        tails=array("q", [places[snapshot.tails[number]] for number in arcs]),
        heads=array("q", [places[snapshot.heads[number]] for number in arcs]),
        weights=None if weights is None else array("d", [weights[number] for number in arcs]),
        is_known=tuple(known for known, keep in zip(snapshot.is_known, kept, strict=True) if keep),
    )


def among_answered(snapshot: Snapshot) -> Snapshot:
    """Return the network among those who answered: of them every tie is known, both ways."""
    return snapshot if snapshot.is_complete else among(snapshot, snapshot.is_known)
