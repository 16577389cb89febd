"""What chance gave beside what was seen, and how often it went as far."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.extras import require

#: Values that differ by less, relative to the one seen, are equal: they differ by rounding.
_ROUNDING: Final = 1e-10
#: Steps of the spread of replicates: few enough for a thousand of them to show a form.
_STEPS: Final = 25


@attrs.frozen(kw_only=True)
class NullDistribution(Answer):
    """A statistic in replicates that chance made, beside the one that was seen.

    The one that was seen counts as one of the replicates: a p-value is (k + 1)/(N + 1), with k
    the replicates that went as far, and never zero. k/N, which R's `sna` prints, follows from
    the counts.

    Attributes:
        replicates: How many there are in which the statistic exists: N.
        undefined: In how many more it does not exist; they are left out.
        mean: Of the replicates; None without any.
        sd: Their standard deviation, with N - 1; None with fewer than two.
        at_most: In how many it is at most the one seen.
        at_least: In how many it is at least the one seen.
        as_extreme: In how many it is at least as far from zero.
        lowest: Of the replicates; None without any.
        highest: Of the replicates; None without any.
        spread: How many replicates lie in each of equal steps from the lowest to the highest;
            a replicate on a border counts in the step above it.
    """

    replicates: int
    undefined: int = 0
    mean: float | None
    sd: float | None
    at_most: int
    at_least: int
    as_extreme: int
    lowest: float | None = None
    highest: float | None = None
    spread: tuple[int, ...] = ()

    @property
    def p_at_most(self) -> float:
        """The chance of a statistic as low, 0 to 1."""
        return self._p(self.at_most)

    @property
    def p_at_least(self) -> float:
        """The chance of a statistic as high, 0 to 1."""
        return self._p(self.at_least)

    @property
    def p_two_sided(self) -> float:
        """The chance of a statistic as far from zero, 0 to 1."""
        return self._p(self.as_extreme)

    def _p(self, count: int) -> float:
        return (count + 1) / (max(self.replicates, 0) + 1)


def null_distribution(seen: float, replicates: Any) -> NullDistribution:
    """Compare a statistic with its replicates.

    Args:
        seen: The statistic.
        replicates: A `numpy` array; what is not finite counts as undefined.
    """
    numpy = require("numpy")
    found = replicates[numpy.isfinite(replicates)]
    slack = _ROUNDING * max(1.0, abs(seen))
    ends = (float(found.min()), float(found.max())) if len(found) else (None, None)
    return NullDistribution(
        replicates=len(found),
        undefined=len(replicates) - len(found),
        mean=float(found.mean()) if len(found) else None,
        sd=_sd(found),
        at_most=int(numpy.count_nonzero(found <= seen + slack)),
        at_least=int(numpy.count_nonzero(found >= seen - slack)),
        as_extreme=int(numpy.count_nonzero(numpy.abs(found) >= abs(seen) - slack)),
        lowest=ends[0],
        highest=ends[1],
        spread=_spread(found),
    )


def _sd(found: Any) -> float | None:
    """Return the standard deviation; 0 where replicates differ by rounding alone."""
    if len(found) < 2:
        return None
    return 0.0 if _is_one_value(found) else float(found.std(ddof=1))


def _is_one_value(found: Any) -> bool:
    lowest, highest = float(found.min()), float(found.max())
    return highest - lowest <= _ROUNDING * max(abs(lowest), abs(highest))


def _spread(found: Any) -> tuple[int, ...]:
    """Count replicates by step; those that differ by rounding alone stand in the middle."""
    numpy = require("numpy")
    if not len(found):
        return ()
    if _is_one_value(found):
        return tuple(len(found) if step == _STEPS // 2 else 0 for step in range(_STEPS))
    return tuple(numpy.histogram(found, _STEPS)[0].tolist())
