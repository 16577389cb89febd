"""How far classes of actors are from ideal blocks, and of what kind each block is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.labels import Term

#: Errors that differ by less, relative to what they might be, differ by rounding.
ROUNDING: Final = 1e-12


class BlockIdeal(Term):
    """What blocks are held against."""

    STRUCTURAL = "structural", "alle relaties of geen", "all ties or none"
    REGULAR = "regular", "reguliere gelijkwaardigheid", "regular equivalence"
    SQUARES = "squares", "kwadraten van afstanden tot het gemiddelde", "squares about the mean"
    DEVIATIONS = "deviations", "afstanden tot de mediaan", "deviations from the median"

    @property
    def is_valued(self) -> bool:
        """It takes values of ties; else ties are there or not, and cells that differ count."""
        return self in (BlockIdeal.SQUARES, BlockIdeal.DEVIATIONS)


class BlockKind(Term):
    """What a block comes nearest to; of kinds that are as near, the first."""

    NULL = "null", "leeg", "null"
    COMPLETE = "complete", "volledig", "complete"
    REGULAR = "regular", "regulier", "regular"


@attrs.frozen(kw_only=True, eq=False)
class Blocks:
    """A sociomatrix to be cut in blocks.

    Attributes:
        values: Ties as ones and zeros, or what they are worth; zero where it is not known.
        known: Which cells are known, as ones and zeros.
        classes: Into how many classes.
        ideal: What blocks are held against.
    """

    values: Any
    known: Any
    classes: int
    ideal: BlockIdeal

    def sums(self, members: Any) -> tuple[Any, Any]:
        """Return the sum of values and the known cells of each block, for each actor's class."""
        return self._summed(self.values, members), self._summed(self.known, members)

    def errors(self, members: Any) -> float:
        """Return how far all blocks together are from the kinds that they come nearest to."""
        return float(require("numpy").minimum.reduce(list(self._costs(members).values())).sum())

    def kinds(self, members: Any) -> list[list[BlockKind]]:
        """Return what each block comes nearest to."""
        numpy = require("numpy")
        by_kind = self._costs(members)
        kinds, costs = list(by_kind), numpy.array(list(by_kind.values()))
        is_nearest = costs <= costs.min(axis=0) + ROUNDING * costs.max(axis=0)
        return [[kinds[place] for place in row] for row in is_nearest.argmax(axis=0).tolist()]

    def _costs(self, members: Any) -> Mapping[BlockKind, Any]:
        """How far each block is from each kind."""
        if self.ideal is BlockIdeal.DEVIATIONS:
            return {
                BlockKind.NULL: self._summed(abs(self.values), members),
                BlockKind.COMPLETE: self._from_medians(members),
            }
        sums, known = self.sums(members)
        if self.ideal is BlockIdeal.SQUARES:
            return {
                BlockKind.NULL: self._summed(self.values**2, members),
                BlockKind.COMPLETE: self._about_means(sums, known, members),
            }
        costs = {BlockKind.NULL: sums, BlockKind.COMPLETE: known - sums}
        if self.ideal is BlockIdeal.REGULAR:
            costs[BlockKind.REGULAR] = self._uncovered(members)
        return costs

    def _uncovered(self, members: Any) -> Any:
        """Cells of each block in a row or a column without any tie in that block."""
        of_class = self._of_class(members)
        names = self.values @ of_class > 0
        is_named = self.values.T @ of_class > 0
        covered = names[:, members] & is_named[:, members].T
        return self._summed(self.known * ~covered, members)

    def _about_means(self, sums: Any, known: Any, members: Any) -> Any:
        means = sums / require("numpy").maximum(known, 1)
        from_mean = (self.values - means[members[:, None], members]) * self.known
        return self._summed(from_mean**2, members)

    def _from_medians(self, members: Any) -> Any:
        numpy = require("numpy")
        found = numpy.zeros((self.classes, self.classes))
        places = [numpy.flatnonzero(members == one) for one in range(self.classes)]
        for row, rows in enumerate(places):
            for column, columns in enumerate(places):
                block = numpy.ix_(rows, columns)
                told = self.values[block][self.known[block] > 0]
                if len(told):
                    found[row, column] = abs(told - numpy.median(told)).sum()
        return found

    def _summed(self, cells: Any, members: Any) -> Any:
        of_class = self._of_class(members)
        return of_class.T @ cells @ of_class

    def _of_class(self, members: Any) -> Any:
        return require("numpy").eye(self.classes)[members]
