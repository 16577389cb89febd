"""What counts as a number that can be computed with."""

from __future__ import annotations

import math
from typing import Any, Final, SupportsFloat

#: Beyond these, products and sums of squares overflow or vanish, and figures would be wrong
#: without anyone being told.
SMALLEST: Final = 1e-100
LARGEST: Final = 1e100


def is_number(found: Any) -> bool:
    """Tell whether something is a number that can be computed with.

    Text is none, also where digits are all there is in it, nor are True and False, NaN and the
    infinite; nor what is not zero and closer to it than `SMALLEST` or further than `LARGEST`.
    """
    if isinstance(found, bool) or not isinstance(found, SupportsFloat):
        return False
    try:
        size = abs(float(found))
    except (OverflowError, TypeError, ValueError):  # Whole numbers of many digits; arrays.
        return False
    return math.isfinite(size) and (not size or SMALLEST <= size <= LARGEST)
