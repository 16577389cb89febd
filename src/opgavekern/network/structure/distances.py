"""How far actors are from each other, over all pairs."""

from __future__ import annotations

from collections import Counter

import attrs

from opgavekern.base.answers import Answer
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.paths.fast_paths import waves_of_all
from opgavekern.network.paths.shortest_paths import distances_from
from opgavekern.network.paths.steps import Steps


@attrs.frozen(kw_only=True)
class Distances(Answer):
    """How many ordered pairs of actors are at each distance.

    Attributes:
        counts: At distance one, two and so on; who is out of reach is at none.
    """

    counts: tuple[int, ...]

    @property
    def pairs(self) -> int:
        """Ordered pairs of which the first reaches the second."""
        return sum(self.counts)

    @property
    def longest(self) -> int:
        """The longest distance within reach, the diameter; 0 where nobody reaches anyone."""
        return len(self.counts)

    @property
    def sum(self) -> int:
        """The sum of all distances within reach."""
        return sum(far * count for far, count in enumerate(self.counts, start=1))

    @property
    def mean(self) -> float | None:
        """The mean distance within reach; None where nobody reaches anyone."""
        return self.sum / self.pairs if self.pairs else None


def distances_of(snapshot: Snapshot, engine: Engine) -> Distances:
    """Count distances; takes time with actors times ties."""
    found: Counter[int] = Counter()
    if engine is Engine.FAST:
        for far, count in waves_of_all(snapshot):
            found[far] += count
    else:
        steps = Steps(snapshot.successors)
        for source in range(len(snapshot)):
            found.update(int(far) for far in distances_from(steps, source).values() if far)
    return Distances(counts=tuple(found[far] for far in range(1, max(found, default=0) + 1)))
