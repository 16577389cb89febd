"""Between what the figures of drawn networks lie."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.extras import require
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError


@attrs.frozen(kw_only=True)
class DrawnFigures(Answer):
    """What the figures of drawn networks come to.

    Attributes:
        count: How many drawn networks have the figure.
        undefined: How many more have not.
        mean: Of the figures; None without any.
        sd: Their standard deviation, with N - 1; None with fewer than two.
        low: Below it lies half of what the confidence leaves; None without any.
        high: Above it lies half of what the confidence leaves; None without any.
    """

    count: int
    undefined: int = 0
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None


def drawn_figures(found: Any, confidence: float) -> DrawnFigures:
    """Return what figures come to.

    Args:
        found: A `numpy` array; what is not finite counts as undefined.
        confidence: Share of the figures between low and high.
    """
    numpy = require("numpy")
    there = found[numpy.isfinite(found)]
    tail = (1 - confidence) / 2
    ends = numpy.quantile(there, [tail, 1 - tail]).tolist() if len(there) else [None, None]
    return DrawnFigures(
        count=len(there),
        undefined=len(found) - len(there),
        mean=float(there.mean()) if len(there) else None,
        sd=float(there.std(ddof=1)) if len(there) > 1 else None,
        low=ends[0],
        high=ends[1],
    )


def verify_confidence(confidence: Any) -> None:
    """Refuse a confidence that is no share.

    Raises:
        NetworkError: It is not between 0 and 1.
    """
    if not isinstance(confidence, int | float) or not 0 < confidence < 1:
        raise NetworkError(
            message(
                "confidence={found}; dat is een deel, meer dan 0 en minder dan 1: 0.95",
                "confidence={found}; it is a share, more than 0 and less than 1: 0.95",
                found=quoted(confidence),
            )
        )
