"""Numbers as they stand in files of networks."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from opgavekern.exchange.sheets import is_empty

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,40}(?:[.,][0-9]{0,40})?|[.,][0-9]{1,40})"
                            r"(?:[eE][-+]?[0-9]{1,3})?\Z")  # fmt: skip
#: With such zeros in front it is a code, such as 0118, and no number.
_CODE: Final = re.compile(r"[-+]?0[0-9]")
#: Thousands to a Dutchman, and a number with three decimals to others.
_EITHER: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
#: Beyond it not every whole number is a float.
_EXACT: Final = 2.0**53
#: How people write that an answer is missing.
MISSING: Final = frozenset({"na", "n/a", ".", "nan", "null", "?", "x9", "missing"})


def number_in(cell: Any) -> int | float | None:
    """Return the number in a cell, with a point or a comma; None where there is none."""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, str):
        if _NUMBER.match(cell) is None:
            return None
        cell = float(cell.replace(",", "."))
    if not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return int(cell) if float(cell).is_integer() and abs(cell) < _EXACT else float(cell)


def name_in(cell: Any) -> str:
    """Return what a cell calls an actor: `7` of the number 7.0, which is how Excel holds it."""
    is_whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT
    return str(int(cell) if is_whole else cell)


def may_be_thousands(cell: Any) -> bool:
    """Tell whether a number can be meant in two ways, as `1.234` where commas are decimal."""
    return isinstance(cell, str) and _EITHER.match(cell) is not None


def is_missing(cell: Any) -> bool:
    """Tell whether a cell says that an answer is missing: empty, `NA`, a point alone."""
    return is_empty(cell) or (isinstance(cell, str) and cell.casefold() in MISSING)


def typed(cells: dict[str, Any]) -> dict[str, Any]:
    """Return a column as numbers where all that stands in it are numbers; codes stay text."""
    found = {key: number_in(cell) for key, cell in cells.items()}
    codes = (isinstance(cell, str) and _CODE.match(cell) for cell in cells.values())
    return cells if None in found.values() or any(codes) else found
