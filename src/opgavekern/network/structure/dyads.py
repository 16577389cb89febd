"""Pairs of actors: how many are tied one way, both ways or not, and what follows."""

from __future__ import annotations

import math

import attrs

from opgavekern.base.answers import Answer
from opgavekern.network.foundation.snapshots import Snapshot, count_known


@attrs.frozen(kw_only=True)
class DyadCensus(Answer):
    """How many pairs of actors are tied, and how.

    Attributes:
        mutual: Both name each other; of an undirected network: tied.
        asymmetric: One names the other.
        null: Neither does.
    """

    mutual: int
    asymmetric: int
    null: int

    @property
    def pairs(self) -> int:
        """All pairs."""
        return self.mutual + self.asymmetric + self.null

    @property
    def dyadic(self) -> float | None:
        """Share of pairs that agree, (M + N) / all; None without pairs."""
        return _share(self.mutual + self.null, self.pairs)

    @property
    def among_tied(self) -> float | None:
        """Share of tied pairs that are mutual, M / (M + A); None without ties."""
        return _share(self.mutual, self.mutual + self.asymmetric)

    @property
    def edgewise(self) -> float | None:
        """Share of arcs that are answered, 2M / (2M + A); None without ties."""
        return _share(2 * self.mutual, 2 * self.mutual + self.asymmetric)

    @property
    def log_ratio(self) -> float | None:
        """Logarithm of edgewise reciprocity over density; None where one of them is zero."""
        arcs = 2 * self.mutual + self.asymmetric
        if min(self.mutual, self.pairs, arcs) <= 0:
            return None
        return math.log(4 * self.mutual * self.pairs / arcs**2)

    @property
    def correlation(self) -> float | None:
        """Pearson's, of a tie and the tie back; None where all or no pairs are tied."""
        cells, arcs = 2 * self.pairs, 2 * self.mutual + self.asymmetric
        spread = arcs * (cells - arcs)
        return (2 * self.mutual * cells - arcs**2) / spread if spread else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def dyad_census(snapshot: Snapshot) -> DyadCensus:
    """Count pairs of which both ways are known: of a directed network both answered."""
    known, sets = snapshot.is_known, snapshot.successor_sets
    pairs = count_known(snapshot) // 2
    if snapshot.is_directed:
        answered = sum(known)
        pairs = answered * (answered - 1) // 2
    tied = mutual = 0
    for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
        is_counted = (
            known[tail] and known[head] if snapshot.is_directed else snapshot.knows(tail, head)
        )
        if not is_counted:
            continue
        if tail not in sets[head]:
            tied += 1
        elif tail < head:
            tied += 1
            mutual += 1
    return DyadCensus(mutual=mutual, asymmetric=tied - mutual, null=pairs - tied)
