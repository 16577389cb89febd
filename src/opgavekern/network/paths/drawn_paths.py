"""One of the shortest paths between two actors, each as likely, by meeting half-way."""

from __future__ import annotations

import random
from collections.abc import Sequence, Set

from opgavekern.network.foundation.snapshots import Snapshot


class _Ball:
    """Who is within some steps of an actor, and in how many shortest ways.

    `cost` is how much it takes to go one step further.
    """

    def __init__(self, centre: int, steps: Sequence[Sequence[int]]) -> None:
        self.steps = steps
        self.edge = [centre]
        self.radius = 0
        self.ways = {centre: 1}
        self.before: dict[int, list[int]] = {centre: []}
        self.distances = {centre: 0}
        self.cost = len(steps[centre])

    def grow(self) -> None:
        """Go one step further, all round."""
        self.radius += 1
        radius, steps = self.radius, self.steps
        ways, before, distances = self.ways, self.before, self.distances
        edge: list[int] = []
        for one in self.edge:
            count = ways[one]
            for other in steps[one]:
                if other not in distances:
                    distances[other] = radius
                    ways[other] = count
                    before[other] = [one]
                    edge.append(other)
                elif distances[other] == radius:
                    ways[other] += count
                    before[other].append(one)
        self.edge = edge
        self.cost = sum(len(steps[one]) for one in edge)

    def reach(self, aims: Set[int]) -> Sequence[int]:
        """Go one step further, only to those among `aims`, none of whom is within; return them."""
        ways, before = self.ways, self.before
        met: list[int] = []
        for one in self.edge:
            if aims.isdisjoint(self.steps[one]):
                continue
            for other in self.steps[one]:
                if other not in aims:
                    continue
                if other not in before:
                    before[other] = []
                    ways[other] = 0
                    met.append(other)
                ways[other] += ways[one]
                before[other].append(one)
        self.distances.update(dict.fromkeys(met, self.radius + 1))
        return met

    def walk_in(self, start: int, chance: random.Random) -> list[int]:
        """Draw a way back to the centre; return who is on it, without start and centre."""
        passed: list[int] = []
        one = start
        while self.distances[one] > 1:
            before = self.before[one]
            (one,) = chance.choices(before, [self.ways[other] for other in before])
            passed.append(one)
        return passed


def drawn_path(
    snapshot: Snapshot, source: int, target: int, chance: random.Random
) -> Sequence[int]:
    """Return who is between two actors on one of the shortest paths; nobody if there is none.

    Two balls grow, the cheaper one first, until they meet: on a network where distances are short
    that visits about the square root of all actors.
    """
    here, there = _Ball(source, snapshot.successors), _Ball(target, snapshot.predecessors)
    while here.edge and there.edge:
        growing, other = (here, there) if here.cost <= there.cost else (there, here)
        # Both balls are complete, so whoever is then on both edges is on a shortest path.
        met = growing.reach(set(other.edge))
        if met:
            weights = [here.ways[one] * there.ways[one] for one in met]
            (middle,) = chance.choices(met, weights)
            inner = [] if middle in (source, target) else [middle]
            return [*here.walk_in(middle, chance), *inner, *there.walk_in(middle, chance)]
        growing.grow()
    return ()
