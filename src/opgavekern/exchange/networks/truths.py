"""Whether a cell of a matrix or roster says that there is a tie, and how strong it is."""

from __future__ import annotations

from typing import Any

from opgavekern.exchange.networks.numbers import number_in
from opgavekern.exchange.values import NO, YES


def tie_in(cell: Any) -> int | float | None:
    """Return the strength that a cell gives: a number, 1 for yes, 0 for no; None for neither."""
    if isinstance(cell, str):
        word = cell.casefold()
        if word in YES or word in NO:
            return int(word in YES)
    return number_in(cell)


def truth_in(cell: Any) -> bool:
    """Tell whether a cell says yes."""
    return bool(tie_in(cell))
