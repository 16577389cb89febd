"""What a set of actors is worth: what the rest loses with them, or whom they reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

import attrs

from opgavekern.base.labels import Term
from opgavekern.network.structure.components import Adjacency
from opgavekern.network.weak_spots.parts_left import pairs_of
from opgavekern.network.weak_spots.steps_left import distance_fragmentation, pairs_at_steps

#: Figures that differ by less are equal: they differ by rounding.
_DIGITS = 12
#: Rounds over all ties that distances take, before it is known how long they are.
_USUAL_STEPS = 8


class KeyPlayerMeasure(Term):
    """What key players are key for."""

    FRAGMENTATION = "fragmentation", "versnippering zonder hen", "fragmentation without them"
    DISTANCE_FRAGMENTATION = (
        "distance_fragmentation",
        "versnippering naar afstand zonder hen",
        "distance-weighted fragmentation without them",
    )
    REACH = "reach", "bereik binnen zoveel stappen", "reach within so many steps"
    DISTANCE_REACH = "distance_reach", "bereik naar afstand", "distance-weighted reach"


@attrs.frozen(eq=False)
class Score:
    """How a set of actors is scored.

    Attributes:
        of: Takes places and returns what they are worth together, 0 to 1.
        looks: About how many looks at an actor or tie one score takes: all ties of an actor are
            one look where they are bits of one number.
    """

    of: Callable[[Collection[int]], float]
    looks: int


def score_of(neighbours: Adjacency, measure: KeyPlayerMeasure, steps: int) -> Score:
    """Prepare scoring sets of actors.

    Args:
        neighbours: Of each actor, in both directions.
        measure: What they are scored by.
        steps: Within how many steps reach counts.
    """
    size, ties = len(neighbours), sum(map(len, neighbours))
    match measure:
        case KeyPlayerMeasure.FRAGMENTATION:
            return Score(_Bits(neighbours).fragmentation, size)
        case KeyPlayerMeasure.DISTANCE_FRAGMENTATION:

            def without(places: Collection[int]) -> float:
                left = size - len(places)
                found = distance_fragmentation(pairs_at_steps(neighbours, places), left)
                return round(found or 0.0, _DIGITS)

            return Score(without, _USUAL_STEPS * (size + ties))
        case KeyPlayerMeasure.REACH:
            return Score(_Reach(neighbours, steps).share, 1)
        case KeyPlayerMeasure.DISTANCE_REACH:
            return Score(_Bits(neighbours).distance_reach, size)


class _Bits:
    """A network walked with a bit for each actor."""

    def __init__(self, neighbours: Adjacency) -> None:
        self._around = [sum(1 << other for other in others) for others in neighbours]

    def fragmentation(self, places: Collection[int]) -> float:
        """Return the share of pairs of the others that have no path; 0 for fewer than two."""
        left = (1 << len(self._around)) - 1
        for place in places:
            left &= ~(1 << place)
        pairs, joined = pairs_of(left.bit_count()), 0
        while left:
            part = front = left & -left
            while front:
                last = front.bit_length() - 1
                front ^= 1 << last
                new = self._around[last] & left & ~part
                part |= new
                front |= new
            joined += pairs_of(part.bit_count())
            left &= ~part
        return round(1 - joined / pairs, _DIGITS) if pairs else 0.0

    def distance_reach(self, places: Collection[int]) -> float:
        """Return the mean of 1/d over all actors, d from the nearest; of these themselves 1.

        Without actors it is 0.
        """
        front = seen = sum(1 << place for place in set(places))
        near, steps = [float(seen.bit_count())], 0
        while front:
            steps += 1
            around = 0
            while front:
                last = front.bit_length() - 1
                front ^= 1 << last
                around |= self._around[last]
            front = around & ~seen
            seen |= front
            near.append(front.bit_count() / steps)
        return round(math.fsum(near) / max(1, len(self._around)), _DIGITS)


class _Reach:
    """Who is within so many steps of each actor, as numbers with a bit for each."""

    def __init__(self, neighbours: Adjacency, steps: int) -> None:
        self._balls = [1 << place for place in range(len(neighbours))]
        for _ in range(steps):
            before = self._balls
            self._balls = [
                _together(before, [place, *others]) for place, others in enumerate(neighbours)
            ]
            if self._balls == before:
                break

    def share(self, places: Collection[int]) -> float:
        """Return the share of all actors that these reach, themselves among them; 0 of none."""
        return _together(self._balls, places).bit_count() / max(1, len(self._balls))


def _together(balls: list[int], places: Collection[int]) -> int:
    found = 0
    for place in places:
        found |= balls[place]
    return found
