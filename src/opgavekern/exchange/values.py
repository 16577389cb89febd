"""What a cell says, as plain data for the field that its column fills."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from opgavekern.base.days import read_coarse, read_day, read_period
from opgavekern.base.texts import Message, Prose, message, quoted
from opgavekern.exchange.names import term_named
from opgavekern.exchange.targets import Target
from opgavekern.files.cells import OddCellError, clock, not_a_text, split_list
from opgavekern.model.dates import CoarseDate, Period
from opgavekern.model.values import Money

#: How people write that something is so, and that it is not.
YES: Final = frozenset("ja j yes y waar true x v ✓ ✔ ☑ 1 aan on".split())
NO: Final = frozenset("nee n no onwaar false ✗ ✘ ☐ 0 uit off".split())
_EURO: Final = re.compile(r"(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)\Z|,-+\Z", re.IGNORECASE)
_GROUPED: Final = re.compile(r"([+-]?[1-9][0-9]{0,2})((?:[.,' ][0-9]{3})+)\Z")
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\Z")
_FULL: Final = re.compile(
    r"[+-]?[1-9][0-9]{0,2}"
    r"(?:(?:\.[0-9]{3})+,[0-9]+|(?:,[0-9]{3})+\.[0-9]+|(?: [0-9]{3})+[.,]?[0-9]*)\Z"
)
_NUMBERS: Final = (int, float, Decimal)
_TIMES: Final = (date, CoarseDate, Period)
_LONGEST_NUMBER: Final = 60


def pieces(target: Target, cell: Any, separator: str) -> list[Any]:
    """Return the values in a cell: one, or several where the field takes more.

    Without a separator they are parted by `;` and line ends.
    """
    if not (target.takes_many and isinstance(cell, str)):
        return [cell]
    if separator:
        parts = cell.split(separator)
    else:
        parts = [item for line in cell.split("\n") for item in split_list(line)]
    return [part.strip() for part in parts if part.strip()]


def finer_pieces(typed: str) -> list[str]:
    """Return the names in `Zorg & Welzijn, GGD en politie`, parted at everything that may part."""
    return [one for part in re.split(r"[,/+&]|\ben\b|\band\b", typed) if (one := part.strip())]


def plain_value(target: Target, cell: Any, decimal_mark: str) -> Any:
    """Return a value that is no reference as plain data.

    Args:
        target: The field.
        cell: What stands there.
        decimal_mark: `,` or `.`; empty where both may be meant.

    Raises:
        OddCellError: It cannot be what the field takes.
    """
    item = target.shape.item
    if target.is_free:
        return text_in(cell)
    if isinstance(item, type) and issubclass(item, Enum):
        return _term(item, cell)
    if item in _NUMBERS:
        return _number(cell, decimal_mark, is_money=target.cls is Money)
    if item is bool:
        return _truth(cell)
    if item in _TIMES:
        return _time(target, cell)
    said = text_in(cell)
    return said if item is Prose else " ".join(said.split("\n"))


def _term(enum: type[Enum], cell: Any) -> str:
    typed = text_in(cell)
    found = term_named(enum, typed)
    if found is None:
        raise OddCellError(
            "unknown-value",
            message("onbekende waarde {found}", "unknown value {found}", found=quoted(typed)),
            message("Zet haar in de waardentabel.", "Put it in the value table."),
        )
    return found


def text_in(cell: Any) -> str:
    """Return a cell as text: numbers as people see them, truths as `ja` or `nee`.

    Raises:
        OddCellError: A program made a date of what was typed.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, time) and not cell.microsecond:
        return clock(cell)
    if isinstance(cell, date | time | timedelta):
        raise not_a_text(cell)
    return str(cell)


def _truth(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    typed = text_in(cell).casefold().rstrip(".!")
    if typed in YES or typed in NO:
        return typed in YES
    raise _misfit(cell, "not-a-boolean", message("ja of nee", "yes or no"))


def _time(target: Target, cell: Any) -> str:
    """Return a day, coarse date or period; a coarse end of a period counts to its outer day."""
    if target.cls is Period:
        end = CoarseDate(_when(cell, read_coarse, _COARSE))
        return (end.first if target.path[-1] == "first" else end.last).isoformat()
    if target.shape.item is date:
        return _when(cell, read_day, _DAY)
    if target.shape.item is CoarseDate:
        return _when(cell, read_coarse, _COARSE)
    return _when(cell, read_period, _PERIOD)


def _when(cell: Any, read: Callable[[Any], str | None], expected: Message) -> str:
    found = None if isinstance(cell, bool) else read(cell)
    if found is None:
        raise _misfit(cell, "not-a-date", expected)
    return found


def _number(cell: Any, decimal_mark: str, *, is_money: bool) -> Any:
    """Return a number; one reading of `1.234` only, never a guess.

    An amount of money never has three decimals, so there `1.234` are thousands.
    """
    expected = message("een getal, zoals 12,5", "a number such as 12.5")
    if isinstance(cell, bool | date | time | timedelta):
        raise _misfit(cell, "not-a-number", expected)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if not isinstance(cell, str):
        return cell if type(cell) is int else str(cell)
    if len(cell) > _LONGEST_NUMBER:
        raise _misfit(cell, "not-a-number", expected)
    typed = _EURO.sub("", _EURO.sub("", cell.strip())).strip()
    if found := _GROUPED.match(typed):
        marks = set(re.findall(r"[.,' ]", found[2]))
        other = {",": ".", ".": ","}.get(decimal_mark, "")
        if is_money or marks <= {" ", "'", other} or len(found[2]) > 4:
            return re.sub(r"[.,' ]", "", typed)
        if marks != {decimal_mark}:
            raise _ambiguous(typed)
    if _FULL.match(typed):
        last = max(typed.rfind(","), typed.rfind("."))
        whole = typed if last < 0 else typed[:last]
        return re.sub(r"[., ]", "", whole) + ("" if last < 0 else f".{typed[last + 1 :]}")
    if _PLAIN.match(typed):
        return typed.replace(",", ".")
    raise _misfit(cell, "not-a-number", expected)


def _ambiguous(typed: str) -> OddCellError:
    return OddCellError(
        "ambiguous-number",
        message(
            "{found} kan een duizendtal of een decimaal getal zijn",
            "{found} can be thousands or a decimal number",
            found=quoted(typed),
        ),
        message(
            "Zet bij de kolom in het koppelbestand decimaalteken: komma, of punt.",
            "Put decimal_mark: comma, or point, at the column in the mapping.",
        ),
    )


def _misfit(cell: Any, code: str, expected: Message) -> OddCellError:
    shown = cell.isoformat() if isinstance(cell, date | datetime) else cell
    return OddCellError(
        code,
        message(
            "{found} is niet wat hier hoort; verwacht: {expected}",
            "{found} does not belong here; expected {expected}",
            found=quoted(shown),
            expected=expected,
        ),
        message(
            "Verbeter de cel, of zet de waarde in de waardentabel van de kolom.",
            "Correct the cell, or put the value in the column's value table.",
        ),
    )


_DAY: Final = message(
    "een dag, zoals 3 maart 2026 of 3-3-2026", "a day such as 3 March 2026 or 2026-03-03"
)
_COARSE: Final = message(
    "een dag, maand, kwartaal of jaar, zoals maart 2026 of Q3 2026",
    "a day, month, quarter or year, such as March 2026 or Q3 2026",
)
_PERIOD: Final = message(
    "een periode, zoals 2026-2028 of 1-9-2026 t/m 31-12-2026",
    "a period such as 2026-2028 or 2026-09-01/2026-12-31",
)
