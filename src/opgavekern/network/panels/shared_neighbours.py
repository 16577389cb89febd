"""What actors of one side share in a network of two sides: squares, closed chains, redundancy.

All of it is counted by two actors and how many neighbours they share, never path by path.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from opgavekern.network.foundation.snapshots import Snapshot


def four_cycles(snapshot: Snapshot) -> int:
    """Count squares, each at its corner with most ties, so that hubs cost little.

    Takes time with ties times the ties of the end that has fewer.
    """
    rank = ranks(snapshot)
    found = 0
    for corner, neighbours in enumerate(snapshot.successors):
        mine = rank[corner]
        opposite = Counter(
            end
            for middle in neighbours
            if rank[middle] < mine
            for end in snapshot.successors[middle]
            if rank[end] < mine
        )
        found += sum(math.comb(count, 2) for count in opposite.values())
    return found


def ranks(snapshot: Snapshot) -> list[int]:
    """Return a place of each actor in the order of numbers of ties."""
    size = len(snapshot)
    rank = [0] * size
    by_ties = sorted(range(size), key=lambda one: len(snapshot.successors[one]))
    for number, one in enumerate(by_ties):
        rank[one] = number
    return rank


def three_paths(snapshot: Snapshot) -> int:
    """Count paths of three ties by their middle one; there are no triangles."""
    degree = [len(one) - 1 for one in snapshot.successors]
    middles = zip(snapshot.tails, snapshot.heads, strict=True)
    return sum(degree[tail] * degree[head] for tail, head in middles) // 2


def chains(snapshot: Snapshot, is_own: Sequence[bool], squares: int) -> int:
    """Count chains a - s - b - t - c, with a, b and c on one side.

    By b: every two of its neighbours with one further actor each, less those that have the same.
    """
    found = 0
    for middle, neighbours in enumerate(snapshot.successors):
        if is_own[middle]:
            further = [len(snapshot.successors[one]) - 1 for one in neighbours]
            found += (sum(further) ** 2 - sum(one**2 for one in further)) // 2
    return found - 2 * squares


def chain_steps(snapshot: Snapshot, is_own: Sequence[bool]) -> int:
    """Return an upper bound of the steps that `closed_chains` takes."""
    return sum(
        sum(len(snapshot.successors[one]) - 1 for one in neighbours) ** 2
        for middle, neighbours in enumerate(snapshot.successors)
        if is_own[middle]
    )


def closed_chains(snapshot: Snapshot, is_own: Sequence[bool]) -> int:
    """Count chains a - s - b - t - c whose ends share another than s and t.

    Of ends that share at all, the chains less those that are not closed: with one shared u, those
    that pass u; with two, those that pass both. With w_ab the number that a and b share, there are
    Σ_b w_ab w_bc chains from a to c, less those that go by one neighbour twice.
    """
    named = snapshot.successor_sets
    shared = {one: _sharing(snapshot, one) for one, is_on in enumerate(is_own) if is_on}
    found = 0
    for start, row in shared.items():
        for end, count in row.items():
            if end < start:
                continue
            ways = shared[end]
            found += sum(row[middle] * ways[middle] for middle in row.keys() & ways.keys())
            if count == 2:
                one, other = named[start] & named[end]
                found -= 2 * (len(named[one] & named[other]) - 2)
    for one, members in enumerate(snapshot.successors):
        if is_own[one]:
            continue
        others = len(members) - 1
        found -= math.comb(len(members), 2) * (others - 1)
        for end in members:
            counts = [shared[end][start] for start in members if start != end]
            found -= counts.count(1) * (sum(counts) - others)
    return found


def redundant_pairs(snapshot: Snapshot) -> list[int]:
    """Count for each actor the pairs of its neighbours that share another than the actor."""
    named = snapshot.successor_sets
    found = [0] * len(snapshot)
    for start in range(len(snapshot)):
        for end, count in _sharing(snapshot, start).items():
            if count > 1 and end > start:
                for middle in named[start] & named[end]:
                    found[middle] += 1
    return found


def redundancy_steps(snapshot: Snapshot) -> int:
    """Return about how many steps `redundant_pairs` takes: pairs of neighbours, both ways."""
    return sum(len(one) ** 2 for one in snapshot.successors)


def _sharing(snapshot: Snapshot, place: int) -> Counter[int]:
    """Return how many neighbours others share with an actor."""
    named = snapshot.successors
    found = Counter(end for middle in named[place] for end in named[middle])
    del found[place]
    return found
