"""How much alike the ties of two actors are: what they choose, and who chooses them."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.network.inference.relations import Relations

#: Below this share of their size, differences from the mean are rounding.
_TOLERANCE: Final = 1e-12


@attrs.frozen(kw_only=True, eq=False)
class Profiles:
    """What each actor has to each other one, both ways, side by side.

    Attributes:
        values: A row for each actor: its row of the sociomatrix, and then its column.
        known: Where it is known, without an actor's own place.
    """

    values: Any
    known: Any

    def hamming(self) -> Any:
        """Return sums of differences of every two profiles."""
        numpy = require("numpy")
        return self._distances(lambda one, other: numpy.abs(one - other))

    def euclidean(self) -> Any:
        """Return the roots of sums of squared differences of every two profiles."""
        numpy = require("numpy")
        return numpy.sqrt(self._distances(lambda one, other: (one - other) ** 2))

    def _distances(self, differ: Any) -> Any:
        """Add up differences over cells that both know, and scale them up to all cells."""
        numpy = require("numpy")
        size = len(self.values)
        found = numpy.zeros((size, size))
        for place in range(size):
            both = self.known & self.known[place]
            sums = (differ(self.values, self.values[place]) * both).sum(axis=1)
            counts = both.sum(axis=1)
            # Two actors leave out four cells, their own and those between them.
            all_cells = numpy.where(numpy.arange(size) == place, 2 * size - 2, 2 * size - 4)
            with numpy.errstate(divide="ignore", invalid="ignore"):
                found[place] = numpy.where(counts == all_cells, sums, sums * all_cells / counts)
        return found

    def correlation(self) -> Any:
        """Return Pearson's correlations of every two profiles; 0 where one does not vary."""
        numpy = require("numpy")
        size = len(self.values)
        found = numpy.zeros((size, size))
        for place in range(size):
            both = self.known & self.known[place]
            counts = numpy.maximum(both.sum(axis=1), 1)
            mine = numpy.where(both, self.values[place], 0.0)
            theirs = numpy.where(both, self.values, 0.0)
            # What is left of values that do not vary is rounding, in proportion to their size.
            noise = _TOLERANCE * _lengths(mine) * _lengths(theirs)
            mine = numpy.where(both, mine - (mine.sum(axis=1) / counts)[:, None], 0.0)
            theirs = numpy.where(both, theirs - (theirs.sum(axis=1) / counts)[:, None], 0.0)
            spreads = _lengths(mine) * _lengths(theirs)
            products = (mine * theirs).sum(axis=1)
            with numpy.errstate(divide="ignore", invalid="ignore"):
                found[place] = numpy.where(spreads > noise, products / spreads, 0.0)
        return numpy.clip(found, -1, 1)


def _lengths(rows: Any) -> Any:
    return require("numpy").sqrt((rows**2).sum(axis=1))


def profiles_of(relations: Relations) -> Profiles:
    """Return the profiles of the actors of one relation."""
    numpy = require("numpy")
    matrix, known = relations.matrices[0], relations.cells
    if not relations.is_directed:
        known = known | known.T
    return Profiles(values=numpy.hstack([matrix, matrix.T]), known=numpy.hstack([known, known.T]))


def regular_similarity(matrix: Any, iterations: int) -> Any:
    """Return REGE's similarity of every two actors.

    Args:
        matrix: A sociomatrix with values of zero or more.
        iterations: How often similarities are computed from those before, which begin at 1.
    """
    numpy = require("numpy")
    size = len(matrix)
    found = numpy.ones((size, size))
    alters = [numpy.flatnonzero(matrix[one] + matrix[:, one]) for one in range(size)]
    degrees = matrix.sum(axis=0) + matrix.sum(axis=1)
    for _ in range(iterations):
        before, found = found, numpy.ones((size, size))
        for one in range(size):
            for other in range(one):
                total = degrees[one] + degrees[other]
                if total:
                    matched = _matched(matrix, before, one, other, alters)
                    found[one, other] = found[other, one] = matched / total
    return found


def _matched(matrix: Any, alike: Any, one: int, other: int, alters: Any) -> float:
    """How much of the ties of two actors is matched by ties of the other to similar actors."""
    numpy = require("numpy")
    mine, theirs = alters[one], alters[other]
    if not len(mine) or not len(theirs):
        return 0.0
    forth = numpy.minimum.outer(matrix[one, mine], matrix[other, theirs])
    back = numpy.minimum.outer(matrix[mine, one], matrix[theirs, other])
    matches = alike[numpy.ix_(mine, theirs)] * (forth + back)
    return float(matches.max(axis=1).sum() + matches.max(axis=0).sum())
