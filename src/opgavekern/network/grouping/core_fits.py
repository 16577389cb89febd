"""How well a split in core and periphery fits a sociomatrix, and which split fits best."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.labels import Term

#: Most actors of whom every split is tried: 2,097,152 of them, in about a second.
EXHAUSTIVE: Final = 21
#: Fits that differ by less are equal: they differ by rounding.
EQUAL: Final = 1e-9


class CorePattern(Term):
    """What is ideal between core and periphery; within the core all are tied, outside none."""

    ONES = "ones", "alle relaties", "all ties"
    ZEROS = "zeros", "geen relaties", "no ties"
    MISSING = "missing", "telt niet mee", "left out"


@attrs.frozen(kw_only=True, eq=False)
class Splits:
    """Sociomatrix and known cells, added up so that a split costs a few sums.

    Attributes:
        ties: A + A', zero where it is not known whether there is a tie.
        known: Which cells are known, K + K'.
        pattern: What is ideal between core and periphery.
    """

    ties: Any
    known: Any
    pattern: CorePattern

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self.ties)

    def fits(self, core_ties: Any, core_known: Any, end_ties: Any, end_known: Any) -> Any:
        """Return Pearson's correlation of cells with the ideal, for any number of splits at once.

        Args:
            core_ties: Ties within the core.
            core_known: Known cells within the core.
            end_ties: Ends of ties that are in the core, of either sort.
            end_known: Ends of known cells that are in the core.

        Returns:
            The correlations; -2 where one side does not vary, which is below any correlation.
        """
        numpy = require("numpy")
        all_ties, all_known = self.ties.sum() / 2, self.known.sum() / 2
        rim_ties = all_ties - end_ties + core_ties
        rim_known = all_known - end_known + core_known
        cells, tied = all_known, all_ties
        ideal, both = core_known, core_ties
        if self.pattern is CorePattern.ONES:
            ideal, both = all_known - rim_known, all_ties - rim_ties
        elif self.pattern is CorePattern.MISSING:
            cells, tied = core_known + rim_known, core_ties + rim_ties
        varied = (cells * tied - tied * tied) * (cells * ideal - ideal * ideal)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            found = (cells * both - tied * ideal) / numpy.sqrt(varied)
        return numpy.where(varied > 0, numpy.minimum(found, 1), -2.0)

    def every(self) -> tuple[float, int, list[Any]]:
        """Return the best fit of all splits, how many have it, and the first five of these."""
        numpy = require("numpy")
        size = len(self)
        fits = self.fits(
            _within_every(self.ties),
            _within_every(self.known),
            _sum_of_every(self.ties.sum(axis=1)),
            _sum_of_every(self.known.sum(axis=1)),
        )
        best = float(fits.max())
        optima = numpy.flatnonzero(fits >= best - EQUAL)
        cores = [(int(one) >> numpy.arange(size)) & 1 == 1 for one in optima[:5]]
        return best, len(optima), cores

    def climb(self, core: Any) -> tuple[float, Any]:
        """Improve a split by moving one actor at a time, and return the best that was seen.

        Each step makes the best move of an actor that was not moved in this round, also a bad
        one, which leads out of small hollows; rounds go on while they find something better.
        """
        best, found = self._fit(core), core
        while True:
            fit, better = self._round(found)
            if fit <= best + EQUAL:
                return best, found
            best, found = fit, better

    def _fit(self, core: Any) -> float:
        inner = self.ties @ core, self.known @ core
        return float(
            self.fits(
                inner[0] @ core / 2,
                inner[1] @ core / 2,
                self.ties.sum(axis=1) @ core,
                self.known.sum(axis=1) @ core,
            )
        )

    def _round(self, core: Any) -> tuple[float, Any]:
        numpy = require("numpy")
        core = core.copy()
        ends = self.ties.sum(axis=1), self.known.sum(axis=1)
        to_core = self.ties @ core, self.known @ core
        within = [float(one @ core / 2) for one in to_core]
        inside = [float(one @ core) for one in ends]
        is_free = numpy.ones(len(self), dtype=bool)
        best, found = -2.0, core
        for _ in range(len(self)):
            way = numpy.where(core, -1, 1)
            fits = self.fits(
                within[0] + way * to_core[0],
                within[1] + way * to_core[1],
                inside[0] + way * ends[0],
                inside[1] + way * ends[1],
            )
            mover = int(numpy.where(is_free, fits, -numpy.inf).argmax())
            for place, matrix in enumerate((self.ties, self.known)):
                within[place] += float(way[mover] * to_core[place][mover])
                inside[place] += float(way[mover] * ends[place][mover])
                to_core[place][:] += way[mover] * matrix[mover]
            core[mover] = not core[mover]
            is_free[mover] = False
            if fits[mover] > best + EQUAL:
                best, found = float(fits[mover]), core.copy()
        return best, found

    def search(self, chance: Any, starts: int) -> tuple[float, int, list[Any]]:
        """Return the best fit that climbing finds, how many splits have it, and five of these.

        Args:
            chance: A `numpy.random.Generator`, for all starts but the first.
            starts: From how many splits to climb: the actors with most ties, and random ones.
        """
        numpy = require("numpy")
        found: dict[bytes, tuple[float, Any]] = {}
        for number in range(starts):
            share = chance.random() if number else 0.0
            core = chance.random(len(self)) < share if number else self.most_tied()
            fit, core = self.climb(core)
            found[numpy.packbits(core).tobytes()] = fit, core
        best = max(fit for fit, _ in found.values())
        cores = [core for fit, core in found.values() if fit >= best - EQUAL]
        return best, len(cores), cores[:5]

    def most_tied(self) -> Any:
        """Return the best core of those that hold the actors with most ties."""
        numpy = require("numpy")
        core = numpy.zeros(len(self), dtype=bool)
        best, found = -2.0, core
        for place in numpy.argsort(-self.ties.sum(axis=1), kind="stable"):
            core[place] = True
            if (fit := self._fit(core)) > best + EQUAL:
                best, found = fit, core.copy()
        return found


def _within_every(matrix: Any) -> Any:
    """For every set of places, as bits of a number, half the sum of the cells within it."""
    numpy = require("numpy")
    size = len(matrix)
    found = numpy.zeros(1 << size)
    for place in range(size):
        half = 1 << place
        found[half : 2 * half] = found[:half] + _sum_of_every(matrix[place, :place])
    return found


def _sum_of_every(values: Any) -> Any:
    """For every set of places, as bits of a number, the sum of the values in it."""
    numpy = require("numpy")
    found = numpy.zeros(1 << len(values))
    for place, value in enumerate(values):
        half = 1 << place
        found[half : 2 * half] = found[:half] + value
    return found
