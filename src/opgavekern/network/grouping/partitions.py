"""Ways to put actors in groups, and how much two of them agree."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

#: The group of each actor, in the order of the graph; groups are numbered from 1 as they come.
Partition = tuple[int, ...]


def numbered(groups: Iterable[Iterable[int]], actors: int) -> Partition:
    """Return the group of each actor, from the places of the actors of each group."""
    of_actor = [0] * actors
    for number, group in enumerate(groups):
        for place in group:
            of_actor[place] = number
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(one, len(numbers) + 1) for one in of_actor)


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how much two partitions agree: 1 when they are the same, about 0 by chance.

    The share of pairs of actors that both treat alike, less what groups of these sizes make one
    expect (Hubert and Arabie 1985). Partitions that cannot differ, such as of one actor, agree.
    """
    together = _pairs(Counter(zip(one, other, strict=True)))
    ones, others = _pairs(Counter(one)), _pairs(Counter(other))
    everyone = len(one) * (len(one) - 1) // 2
    expected = ones * others / everyone if everyone else 0.0
    most = (ones + others) / 2
    return (together - expected) / (most - expected) if most != expected else 1.0


def _pairs(counts: Counter[int] | Counter[tuple[int, int]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def mean_agreement(partitions: Sequence[Partition]) -> float | None:
    """Return the mean agreement of every two of some partitions; None with fewer than two.

    Partitions that are the same are compared once, and counted as often as they come.
    """
    counts = Counter(partitions)
    pairs = len(partitions) * (len(partitions) - 1) // 2
    if not pairs:
        return None
    total = float(sum(count * (count - 1) // 2 for count in counts.values()))
    for (one, once), (other, twice) in itertools.combinations(counts.items(), 2):
        total += once * twice * adjusted_rand(one, other)
    return total / pairs
