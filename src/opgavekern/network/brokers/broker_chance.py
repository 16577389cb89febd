"""How brokerage compares with that after dealing out the groups anew."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import attrs

from opgavekern.network.brokers.broker_counts import Counts, count_by_role
from opgavekern.network.foundation.readings import Engine, Name
from opgavekern.network.foundation.snapshots import Snapshot

#: Counts that differ by less are equal: shares of pairs are added up in another order.
_CLOSE = 1e-9


@attrs.frozen(kw_only=True)
class Question:
    """What is counted, and how.

    Attributes:
        snapshot: Read without weights.
        engine: What counts.
        is_weighted: Each pair counts for one in all, shared by its brokers.
    """

    snapshot: Snapshot
    engine: Engine
    is_weighted: bool

    def counts(self, groups: Sequence[Name]) -> Counts:
        """Return the count of each actor, by role and in all."""
        found = count_by_role(self.snapshot, groups, self.engine, is_weighted=self.is_weighted)
        return [*found, [math.fsum(roles) for roles in zip(*found, strict=True)]]

    def sums(self, counts: Counts) -> list[float]:
        """Return the sums over actors who answered."""
        known = self.snapshot.is_known
        return [
            math.fsum(one for one, knows in zip(row, known, strict=True) if knows) for row in counts
        ]


@attrs.frozen
class Tails:
    """Shares of permutations with counts so high or higher, and so low or lower.

    Attributes:
        above: By role and actor; empty without permutations.
        below: Likewise.
        whole_above: By role, of the sums over actors.
        whole_below: Likewise.
    """

    above: Sequence[Sequence[float]] = ()
    below: Sequence[Sequence[float]] = ()
    whole_above: Sequence[float] = ()
    whole_below: Sequence[float] = ()


def tails_of(
    question: Question, groups: Sequence[Name], observed: Counts, *, permutations: int, seed: int
) -> Tails:
    """Deal out the groups anew; what was observed counts as one of the permutations."""
    if not permutations:
        return Tails()
    seen = [*observed, question.sums(observed)]
    above = [[1] * len(row) for row in seen]
    below = [[1] * len(row) for row in seen]
    chance, dealt = random.Random(seed), list(groups)  # noqa: S311  (repeatable, not secret)
    for _ in range(permutations):
        chance.shuffle(dealt)
        counts = question.counts(dealt)
        drawn = [*counts, question.sums(counts)]
        for row, one, high, low in zip(drawn, seen, above, below, strict=True):
            _tally(row, one, high, low)
    *highs, whole_above = ([one / (permutations + 1) for one in row] for row in above)
    *lows, whole_below = ([one / (permutations + 1) for one in row] for row in below)
    return Tails(highs, lows, whole_above, whole_below)


def _tally(
    drawn: Sequence[float], seen: Sequence[float], above: list[int], below: list[int]
) -> None:
    for place, (one, observed) in enumerate(zip(drawn, seen, strict=True)):
        above[place] += one >= observed - _CLOSE
        below[place] += one <= observed + _CLOSE
