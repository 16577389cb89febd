"""How much can flow between two actors, and how much less without a third one."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence

from opgavekern.network.foundation.snapshots import Snapshot

#: What is left of a capacity below this share of the largest is rounding.
_ROUNDING = 1e-12
#: A path with how much flows along it.
_Path = tuple[Sequence[int], float]


def flow_betweenness(snapshot: Snapshot) -> list[float]:
    """Return for each actor how much less can flow between all pairs of others without it.

    A tie carries its strength, or one. An undirected pair counts once. Each pair takes a largest
    flow, found by shortest augmenting paths (Edmonds and Karp 1972); only those it passes are then
    left out, and what went by them is sent another way as far as it can.
    """
    pipes = _Pipes(snapshot)
    total = [0.0] * len(snapshot)
    for source, sink in _pairs(snapshot):
        paths = pipes.paths(source, sink)
        passed = {one for nodes, _ in paths for one in nodes[1:-1]}
        for one in passed:
            total[one] += pipes.lost_without(one, source, sink, paths)
    return total


def _pairs(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    places = range(len(snapshot))
    if snapshot.is_directed:
        return itertools.permutations(places, 2)
    return itertools.combinations(places, 2)


class _Pipes:
    """What ties can carry."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.most: list[dict[int, float]] = [{} for _ in snapshot.actors]
        weights: Sequence[float] = snapshot.weights or [1.0] * len(snapshot.tails)
        for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True):
            self.most[tail][head] = weight
            self.most[head].setdefault(tail, 0.0)
        self.least = max(weights, default=0.0) * _ROUNDING

    def paths(self, source: int, sink: int) -> list[_Path]:
        """Return paths along which as much flows as can."""
        left = [one.copy() for one in self.most]
        self._fill(left, source, sink)
        flows = [
            {head: most - left[tail][head] for head, most in heads.items()}
            for tail, heads in enumerate(self.most)
        ]
        found: list[_Path] = []
        while nodes := self._walk(flows, source, sink):
            amount = min(flows[tail][head] for tail, head in itertools.pairwise(nodes))
            for tail, head in itertools.pairwise(nodes):
                flows[tail][head] -= amount
            found.append((nodes, amount))
        return found

    def lost_without(self, gone: int, source: int, sink: int, paths: Sequence[_Path]) -> float:
        """Return how much less can flow without an actor."""
        left = [one.copy() for one in self.most]
        lost = 0.0
        for nodes, amount in paths:
            if gone in nodes:
                lost += amount
                continue
            for tail, head in itertools.pairwise(nodes):
                left[tail][head] -= amount
                left[head][tail] += amount
        return max(0.0, lost - self._fill(left, source, sink, gone))

    def _fill(
        self, left: list[dict[int, float]], source: int, sink: int, gone: int | None = None
    ) -> float:
        """Send all that still can; return how much."""
        sent = 0.0
        while nodes := self._walk(left, source, sink, gone):
            amount = min(left[tail][head] for tail, head in itertools.pairwise(nodes))
            for tail, head in itertools.pairwise(nodes):
                left[tail][head] -= amount
                left[head][tail] += amount
            sent += amount
        return sent

    def _walk(
        self,
        left: Sequence[dict[int, float]],
        source: int,
        sink: int,
        gone: int | None = None,
    ) -> list[int]:
        """Return a shortest way along which something is left; empty if there is none."""
        before = {source: source}
        if gone is not None:
            before[gone] = gone
        waiting = deque([source])
        while waiting:
            one = waiting.popleft()
            for other, amount in left[one].items():
                if amount > self.least and other not in before:
                    before[other] = one
                    if other == sink:
                        return _back_from(sink, source, before)
                    waiting.append(other)
        return []


def _back_from(sink: int, source: int, before: dict[int, int]) -> list[int]:
    nodes = [sink]
    while nodes[-1] != source:
        nodes.append(before[nodes[-1]])
    return nodes[::-1]
