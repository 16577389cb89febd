"""How far two rankings of the same actors agree."""

from __future__ import annotations

import math
from typing import Any

from opgavekern.base.extras import require


def places_of(values: Any) -> Any:
    """Return the place of each value, 1 for the highest, equals together at the best.

    Args:
        values: A `numpy` array; what is not a number has no place.
    """
    numpy = require("numpy")
    places = numpy.full(len(values), math.nan)
    there = numpy.isfinite(values)
    _, which, counts = numpy.unique(values[there], return_inverse=True, return_counts=True)
    places[there] = there.sum() - numpy.cumsum(counts)[which] + 1
    return places


def agreement(seen: Any, drawn: Any) -> list[float]:
    """Return rank correlation, R², whether the first is first, of three, of a tenth, and overlap.

    Args:
        seen: The values of actors, as a `numpy` array.
        drawn: Their values in a drawn network, in the same order.
    """
    numpy = require("numpy")
    both = numpy.isfinite(seen) & numpy.isfinite(drawn)
    ranks = [_mean_ranks(values[both]) for values in (seen, drawn)]
    pearson = _correlation(seen[both], drawn[both])
    places_seen, places_drawn = places_of(seen), places_of(drawn)
    first = places_seen == 1
    tenth = max(1, round(int(numpy.isfinite(seen).sum()) / 10))
    if not first.any():
        return [math.nan] * 6
    still = [float((places_drawn[first] <= most).mean()) for most in (1, 3, tenth)]
    high_seen, high_drawn = places_seen <= tenth, places_drawn <= tenth
    overlap = (high_seen & high_drawn).sum() / (high_seen | high_drawn).sum()
    return [_correlation(*ranks), pearson**2, *still, float(overlap)]


def _mean_ranks(values: Any) -> Any:
    """Return ranks, of equals their mean."""
    numpy = require("numpy")
    _, which, counts = numpy.unique(values, return_inverse=True, return_counts=True)
    return (numpy.cumsum(counts) - (counts - 1) / 2)[which]


def _correlation(one: Any, other: Any) -> float:
    """Return Pearson's correlation; not a number where either is all alike."""
    # Of equal values the mean may differ from each by rounding, and so correlate.
    if len(one) < 2 or one.min() == one.max() or other.min() == other.max():
        return math.nan
    numpy = require("numpy")
    first, second = one - one.mean(), other - other.mean()
    scale = math.sqrt(float(first @ first) * float(second @ second))
    return float(numpy.clip((first @ second) / scale, -1, 1)) if scale > 0 else math.nan
