"""Closed motifs when chance decides who has whose ties, or where ties are."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.labels import Term
from opgavekern.network.fit.motif_counts import Side
from opgavekern.network.foundation.replicates import permuted_within

#: Two ties exchange ends so many times for each tie, before a network counts as drawn anew.
SWAPS: Final = 10


class MotifNull(Term):
    """What chance decides; who works on what stays as it is."""

    DEALT = (
        "dealt",
        "wie welke plaats in het netwerk heeft",
        "who has which place in the network",
    )
    REWIRED = (
        "rewired",
        "met wie ieder evenveel relaties heeft als nu",
        "with whom each has as many ties as now",
    )


class Weighed:
    """A side with its motifs, as arrays, ready to be drawn many times; it pickles."""

    def __init__(self, side: Side) -> None:
        numpy = require("numpy")
        self.size = len(side.names)
        pairs = [
            numpy.fromiter((one * self.size + other for one, other in its), "int64", len(its))
            for its in side.counts.values()
        ]
        self.codes = numpy.unique(numpy.concatenate(pairs))
        self.counts = numpy.zeros((len(self.codes), len(pairs)), dtype="int64")
        for at, (codes, its) in enumerate(zip(pairs, side.counts.values(), strict=True)):
            self.counts[numpy.searchsorted(self.codes, codes), at] = [*its.values()]
        ties = numpy.array(sorted(filter(side.is_known, side.ties)), dtype="int64")
        self.ties = ties.reshape(-1, 2)
        self.is_heard = numpy.array(side.is_heard, dtype=bool)
        apart = map(numpy.flatnonzero, (~self.is_heard, self.is_heard))
        self.strata = [each for each in apart if len(each)]

    def closed(self, ties: Any) -> Any:
        """Return how many of each motif these ties close."""
        numpy = require("numpy")
        codes = ties.min(axis=1) * self.size + ties.max(axis=1)
        at = numpy.searchsorted(self.codes, codes)
        there = at < len(self.codes)
        there[there] = self.codes[at[there]] == codes[there]
        return self.counts[at[there]].sum(axis=0)

    def dealt(self, chance: Any) -> Any:
        """Return the ties when places in the network are dealt anew."""
        return permuted_within(chance, self.strata)[self.ties]

    def rewired(self, chance: Any) -> Any:
        """Return ties of the same numbers for each: two of them exchange ends, many times over.

        What makes a tie of one with itself, a second tie between the same two, or one between two
        who did not answer is left out, so that in the long run each network that exchanges lead to
        is as likely as another.
        """
        numpy = require("numpy")
        size, heard, ties = self.size, self.is_heard.tolist(), self.ties.tolist()
        if len(ties) < 2:
            return self.ties
        codes = [one * size + other for one, other in ties]
        there = set(codes)
        many = SWAPS * len(ties)
        picks = chance.integers(len(ties), size=(many, 2)).tolist()
        turns = (chance.random(many) < 1 / 2).tolist()
        for (first, second), turned in zip(picks, turns, strict=True):
            a, b = ties[first]
            d, c = ties[second] if turned else reversed(ties[second])
            one = a * size + d if a < d else d * size + a
            other = b * size + c if b < c else c * size + b
            if a == d or b == c or one in there or other in there:
                continue
            if (heard[a] or heard[d]) and (heard[b] or heard[c]):
                there.difference_update((codes[first], codes[second]))
                there.update((one, other))
                codes[first], codes[second] = one, other
                ties[first], ties[second] = (a, d), (c, b)
        return numpy.array(ties, dtype="int64")


def closed_by_chance(
    chance: Any, count: int, *, sides: tuple[Weighed, ...], null: MotifNull
) -> Any:
    """Return a row for each draw: how many of each motif are closed, side after side."""
    numpy = require("numpy")
    draw = Weighed.dealt if null is MotifNull.DEALT else Weighed.rewired
    return [
        numpy.concatenate([side.closed(draw(side, chance)) for side in sides]) for _ in range(count)
    ]
