"""Shortest paths one actor at a time: what each reaches, and who is on the way."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

import attrs

from opgavekern.network.paths.steps import Steps


@attrs.frozen
class Reach:
    """What is within reach of an actor.

    Attributes:
        count: Number of others.
        farness: Sum of the distances to them.
        nearness: Sum of one divided by each distance.
        furthest: The largest distance; 0 if there is none.
    """

    count: int
    farness: float
    nearness: float
    furthest: float


@attrs.frozen(eq=False)
class ShortestPaths:
    """The shortest paths from one actor.

    Attributes:
        order: Actors within reach, itself first, in order of distance.
        distances: From it to each of those.
        ways: Numbers of shortest paths.
        before: The last actors before each on those paths.
    """

    order: Sequence[int]
    distances: dict[int, float]
    ways: dict[int, int]
    before: dict[int, list[int]]


def reach_of(steps: Steps, source: int) -> Reach:
    """Return what is within reach of an actor."""
    distances = distances_from(steps, source)
    far = [one for one in distances.values() if one]
    nearness = math.fsum(1 / one for one in far)
    return Reach(len(far), math.fsum(far), nearness, max(far, default=0.0))


def distances_from(steps: Steps, source: int) -> dict[int, float]:
    """Return the distance to each actor within reach, itself among them."""
    if steps.lengths is not None:
        return shortest_paths(steps, source).distances
    distances: dict[int, float] = {source: 0}
    front, far = [source], 0
    while front:
        far += 1
        following = []
        for one in front:
            for other in steps.reached[one]:
                if other not in distances:
                    distances[other] = far
                    following.append(other)
        front = following
    return distances


def shortest_paths(steps: Steps, source: int) -> ShortestPaths:
    """Return all shortest paths from an actor: by breadth where steps are alike, else Dijkstra."""
    return _by_length(steps, source) if steps.lengths is not None else _by_breadth(steps, source)


def _by_breadth(steps: Steps, source: int) -> ShortestPaths:
    order, distances, ways = [source], {source: 0.0}, {source: 1}
    before: dict[int, list[int]] = {source: []}
    for one in order:  # Grows while it is walked.
        far = distances[one] + 1
        for other in steps.reached[one]:
            if other not in distances:
                distances[other], ways[other], before[other] = far, 0, []
                order.append(other)
            if distances[other] == far:
                ways[other] += ways[one]
                before[other].append(one)
    return ShortestPaths(order, distances, ways, before)


def _by_length(steps: Steps, source: int) -> ShortestPaths:
    lengths = steps.lengths or ()
    order: list[int] = []
    distances: dict[int, float] = {}
    found, ways = {source: 0.0}, {source: 1}
    before: dict[int, list[int]] = {source: []}
    heap = [(0.0, source)]
    while heap:
        far, one = heapq.heappop(heap)
        if one in distances:
            continue
        distances[one] = far
        order.append(one)
        for other, length in zip(steps.reached[one], lengths[one], strict=True):
            total = far + length
            if other in distances or total > found.get(other, math.inf):
                continue
            if total < found.get(other, math.inf):
                found[other], ways[other], before[other] = total, 0, []
                heapq.heappush(heap, (total, other))
            ways[other] += ways[one]
            before[other].append(one)
    return ShortestPaths(order, distances, ways, before)


def betweenness_from(steps: Steps, sources: Iterable[int]) -> list[float]:
    """Return for each actor how much of the paths from some actors passes it (Brandes 2001)."""
    total = [0.0] * len(steps.reached)
    for source in sources:
        paths = shortest_paths(steps, source)
        passing = dict.fromkeys(paths.order, 0.0)
        for one in reversed(paths.order):
            share = (1 + passing[one]) / paths.ways[one]
            for earlier in paths.before[one]:
                passing[earlier] += paths.ways[earlier] * share
            if one != source:
                total[one] += passing[one]
    return total
