"""How near those left are to each other when actors are lost: every distance, in words of bits."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from opgavekern.network.structure.components import Adjacency
from opgavekern.network.weak_spots.parts_left import pairs_of

#: What the longest distance is taken to be before it is known.
_USUAL_STEPS = 8


def pairs_at_steps(
    neighbours: Adjacency, lost: Collection[int] = (), *, most: float = math.inf
) -> Mapping[int, int] | None:
    """Return how many pairs of those left are so many steps apart; None if some are further.

    Who reaches an actor is a number with a bit for each: one walk in breadth serves all. Takes
    time with ties times the longest distance, and memory with the square of actors, an eighth of
    a byte for each pair.

    Args:
        neighbours: Of each actor, in both directions.
        lost: Actors that are no longer there.
        most: Steps that may be taken.
    """
    gone = frozenset(lost)
    seen = [0 if place in gone else 1 << place for place in range(len(neighbours))]
    left = [place for place, own in enumerate(seen) if own]
    front, found = list(seen), {}
    for steps in range(1, len(left)):
        following = [0] * len(seen)
        arrived = 0
        for place in left:
            new = 0
            for other in neighbours[place]:
                new |= front[other]
            new &= ~seen[place]
            following[place] = new
            arrived += new.bit_count()
        if not arrived:
            break
        if steps > most:
            return None
        found[steps] = arrived // 2
        for place in left:
            seen[place] |= following[place]
        front = following
    return found


def distance_fragmentation(counts: Mapping[int, int] | None, actors: int) -> float | None:
    """Return one less the mean of 1/d over pairs, with 0 where there is no path.

    Args:
        counts: Numbers of pairs by their steps apart; None gives None.
        actors: How many actors there are; with fewer than two the answer is None.
    """
    if counts is None:
        return None
    pairs = pairs_of(actors)
    near = math.fsum(count / steps for steps, count in counts.items())
    return 1 - near / pairs if pairs else None


def fragmentations(
    neighbours: Adjacency, losses: Collection[Collection[int]], effort: int | None
) -> tuple[float | None, list[float | None]]:
    """Return distance-weighted fragmentation now, and after each loss.

    Args:
        neighbours: Of each actor, in both directions.
        losses: Who is lost together, each time.
        effort: Most looks at an actor or tie; None for no limit. What would take more is None.
    """
    size = len(neighbours)
    # The longer the words of bits, the longer a look takes.
    look = (size + sum(map(len, neighbours))) * (1 + size // 2_000)
    most = math.inf if effort is None else effort / look if look else math.inf
    before = None if most < _USUAL_STEPS else pairs_at_steps(neighbours, most=most)
    if before is None:
        return None, [None] * len(losses)
    now = distance_fragmentation(before, size)
    if len(losses) * (1 + len(before)) > most:
        return now, [None] * len(losses)
    return now, [
        distance_fragmentation(pairs_at_steps(neighbours, lost, most=most), size - len(lost))
        for lost in losses
    ]
