"""High or low: on which side of a threshold a value lies, and whether it would elsewhere."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from opgavekern.base.texts import Message, message
from opgavekern.network.foundation.arguments import verify_number
from opgavekern.network.foundation.errors import NetworkError


def sides(value: float | None, threshold: float, margin: float = 0) -> frozenset[bool]:
    """Return on which sides a value can lie: high is True.

    Args:
        value: None where it is not known: it can lie on either side.
        threshold: What it must reach to be high.
        margin: How far the threshold may move, up or down.
    """
    if value is None:
        return frozenset({True, False})
    return frozenset({value >= threshold - margin, value >= threshold + margin})


def leanings(value: float | None, threshold: float, margin: float = 0) -> frozenset[int]:
    """Return to which sides a value can lean: 1 above zero, -1 below it, 0 to neither.

    Args:
        value: None where it is not known: it can lean to either side, or neither.
        threshold: How far from zero it must be to lean. Zero itself never does.
        margin: How far the threshold may move, up or down.
    """
    if value is None:
        return frozenset({-1, 0, 1})
    side = (value > 0) - (value < 0)
    moved = {threshold - margin, threshold + margin}
    return frozenset(side if abs(value) >= one else 0 for one in moved)


def margin_of(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    """Return how far the nearest threshold is from its value; None where no value is known.

    A value that equals its threshold is high, at distance 0: any higher threshold makes it low.
    """
    return min((abs(value - one) for value, one in pairs if value is not None), default=None)


def median_of(values: Iterable[float | None]) -> float | None:
    """Return the median of what is known; None where nothing is."""
    known = [one for one in values if one is not None]
    return statistics.median(known) if known else None


def say_threshold(found: float | None, *, is_median: bool) -> Message:
    """Return a threshold as a sentence says it."""
    if found is None:
        return message("onbekend", "unknown")
    if is_median:
        return message("{found} (mediaan)", "{found} (median)", found=found)
    return message("{found}", "{found}", found=found)


def verify_above_zero(argument: str, found: object) -> float:
    """Return a number that a caller gave, above zero: zero would make neutral lean as well.

    Raises:
        NetworkError: It is no number, or not above zero.
    """
    number = verify_number(argument, found, least=0)
    if number:
        return number
    raise NetworkError(
        message(
            "{argument}=0 maakt ook wie neutraal is voor of tegen; geef een getal boven nul",
            "{argument}=0 makes those who are neutral for or against too; give a number above zero",
            argument=argument,
        )
    )
