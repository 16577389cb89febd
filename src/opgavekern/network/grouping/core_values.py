"""How near the core each actor is: the continuous model of core and periphery."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.extras import require

#: Most steps, most times that a step is halved, and the longest pace along a slope.
_STEPS: Final = 500
_HALVES: Final = 30
_LONGEST: Final = 1e3
#: Descending ends where twenty steps together gain less, relative to what is left.
_PROGRESS: Final = 1e-13


@attrs.frozen(kw_only=True, eq=False)
class Products:
    """Cells to be told by the products of values of both actors.

    Attributes:
        ties: The sociomatrix, zero where it is not known whether there is a tie.
        known: Which cells are known, as 0 and 1.
    """

    ties: Any
    known: Any

    def correlation(self, values: Any) -> float:
        """Return Pearson's correlation of cells with products; -2 where either does not vary."""
        numpy = require("numpy")
        cells = self.known > 0
        seen, told = self.ties[cells], numpy.outer(values, values)[cells]
        seen, told = seen - seen.mean(), told - told.mean()
        varied = (seen @ seen) * (told @ told)
        return min(float(seen @ told / numpy.sqrt(varied)), 1.0) if varied > 1e-20 else -2.0

    def misfit(self, values: Any) -> tuple[float, Any]:
        """Return the sum of squared differences of cells and products, and its slope by value."""
        by_ties = (self.ties + self.ties.T) @ values
        squares = values * values
        by_squares = (self.known + self.known.T) @ squares
        misfit = (self.ties * self.ties).sum() - values @ by_ties + squares @ by_squares / 2
        return float(misfit), 2 * (values * by_squares - by_ties)

    def descend(self, start: Any) -> tuple[float, Any]:
        """Return the smallest misfit that can be reached from a start, and its values.

        Spectral projected gradients (Birgin, Martínez and Raydan 2000): steps down the slope, as
        long as the last step tells, cut off at zero, and shorter where the misfit rises above the
        highest of the last ten. Values are at most the square root of the number of actors, which
        an eigenvector of as much strength as there can be has: of a star that of the one in the
        middle would grow, and those of the others shrink, without end.
        """
        numpy = require("numpy")
        most = len(start) ** 0.5
        values, (misfit, slope) = start, self.misfit(start)
        best, found, misfits, pace = misfit, values, [misfit], 1e-2
        for _ in range(_STEPS):
            step = numpy.clip(values - pace * slope, 0, most) - values
            step, misfit, steeper = self._shortened(values, step, slope, max(misfits[-10:]))
            bend = float(step @ (steeper - slope))
            pace = min(float(step @ step) / bend, _LONGEST) if bend > 0 else _LONGEST
            values, slope = values + step, steeper
            misfits.append(misfit)
            if misfit < best:
                best, found = misfit, values
            if len(misfits) > 20 and min(misfits[:-20]) - best <= _PROGRESS * max(best, 1):
                break
        return best, found

    def _shortened(self, values: Any, step: Any, slope: Any, worst: float) -> Any:
        """Halve a step until its end is low enough; gives step, misfit and slope there."""
        misfit, steeper = self.misfit(values + step)
        for _ in range(_HALVES):
            if misfit <= worst + 1e-4 * float(slope @ step):
                break
            step = step / 2
            misfit, steeper = self.misfit(values + step)
        return step, misfit, steeper
