"""What hangs together: weak and strong components, and who or what holds them together."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.extras import require
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot

Adjacency = Sequence[Sequence[int]]


def neighbours_of(snapshot: Snapshot) -> Adjacency:
    """Return whom each actor has a tie with, in either direction."""
    if not snapshot.is_directed:
        return snapshot.successors
    both = zip(snapshot.successors, snapshot.predecessors, strict=True)
    return tuple(list(dict.fromkeys([*to, *of])) for to, of in both)


def weak_components(snapshot: Snapshot, engine: Engine = Engine.PLAIN) -> list[int]:
    """Return the number of each actor's weak component; the first actor's is 0."""
    if engine is Engine.FAST:
        return _by_scipy(snapshot, "weak")
    neighbours = neighbours_of(snapshot)
    part = [-1] * len(snapshot)
    count = 0
    for first in range(len(snapshot)):
        if part[first] >= 0:
            continue
        part[first], stack = count, [first]
        while stack:
            for other in neighbours[stack.pop()]:
                if part[other] < 0:
                    part[other] = count
                    stack.append(other)
        count += 1
    return part


def strong_components(snapshot: Snapshot, engine: Engine = Engine.PLAIN) -> list[int]:
    """Return the number of each actor's strong component; the first actor's is 0."""
    if not snapshot.is_directed:
        return weak_components(snapshot, engine)
    if engine is Engine.FAST:
        return _by_scipy(snapshot, "strong")
    return _in_order(_tarjan(snapshot.successors))


def _by_scipy(snapshot: Snapshot, connection: str) -> list[int]:
    csgraph = require("scipy.sparse.csgraph")
    _, labels = csgraph.connected_components(snapshot.matrix, connection=connection)
    return _in_order(labels.tolist())


def _in_order(labels: list[int]) -> list[int]:
    """Number parts in order of their first actor."""
    numbers = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [numbers[label] for label in labels]


def _tarjan(successors: Adjacency) -> list[int]:
    """Tarjan (1972), with a stack of its own so that long chains do not overflow ours."""
    size = len(successors)
    seen, low, part = [-1] * size, [0] * size, [-1] * size
    open_actors: list[int] = []
    clock = 0
    for root in range(size):
        if seen[root] >= 0:
            continue
        walk = [(root, iter(successors[root]))]
        seen[root] = low[root] = clock
        clock += 1
        open_actors.append(root)
        while walk:
            one, others = walk[-1]
            for other in others:
                if seen[other] < 0:
                    seen[other] = low[other] = clock
                    clock += 1
                    open_actors.append(other)
                    walk.append((other, iter(successors[other])))
                    break
                if part[other] < 0:
                    low[one] = min(low[one], seen[other])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[one])
                if low[one] == seen[one]:
                    _close(open_actors, one, part)
    return part


def _close(open_actors: list[int], root: int, part: list[int]) -> None:
    while True:
        one = open_actors.pop()
        part[one] = root
        if one == root:
            return


def cutpoints_and_bridges(neighbours: Adjacency) -> tuple[set[int], set[tuple[int, int]]]:
    """Return who and which ties hold components together (Hopcroft and Tarjan 1973).

    Without a cutpoint or a bridge its component falls apart. Takes time with actors and ties.

    Args:
        neighbours: Of each actor, in both directions.
    """
    size = len(neighbours)
    seen, low = [-1] * size, [0] * size
    cutpoints: set[int] = set()
    bridges: set[tuple[int, int]] = set()
    clock = 0
    for root in range(size):
        if seen[root] >= 0:
            continue
        seen[root] = low[root] = clock
        clock += 1
        branches = 0
        walk = [(root, -1, iter(neighbours[root]))]
        while walk:
            one, parent, others = walk[-1]
            for other in others:
                if seen[other] < 0:
                    seen[other] = low[other] = clock
                    clock += 1
                    walk.append((other, one, iter(neighbours[other])))
                    break
                if other != parent:
                    low[one] = min(low[one], seen[other])
            else:
                walk.pop()
                if parent < 0:
                    continue
                low[parent] = min(low[parent], low[one])
                if low[one] > seen[parent]:
                    bridges.add((min(one, parent), max(one, parent)))
                if parent == root:
                    branches += 1
                elif low[one] >= seen[parent]:
                    cutpoints.add(parent)
        if branches > 1:
            cutpoints.add(root)
    return cutpoints, bridges
