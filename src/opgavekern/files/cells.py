r"""Cells of tables: what a cell holds, read as the field of its column asks.

Lists stand in one cell with `;` between the items, in every dialect of CSV (where `;` also parts
the columns, the cell is quoted) and in workbooks. A `;` that belongs to an item is written `\;`,
a backslash before it or another backslash `\\`, and a space at the start or end of an item that
must stay `\ `. Spaces around items fall away, and so does an empty piece at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.json_trees import Careless, json_plain, json_tree
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, shape_of

#: What reads one cell that is not empty.
Reads = Callable[[Any], Any]
_LIST: Final = ";"
_ESCAPE: Final = "\\"
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_THOUSANDS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+\Z")
_WITH_COMMA: Final = re.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?\Z")
_NUMBERS: Final = (int, float, Decimal)


class OddCellError(Exception):
    """A cell that cannot be read as its column asks."""

    def __init__(self, code: str, said: Message, remedy: Message, index: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = said
        self.remedy = remedy
        self.index = index


@attrs.frozen(kw_only=True)
class Style:
    """How one table writes things.

    Attributes:
        decimal_comma: Numbers in text may have a decimal comma.
        has_guards: Text may start with a `'` that keeps it from being a formula.
    """

    decimal_comma: bool
    has_guards: bool


def split_list(cell: str) -> list[str]:
    """Split a cell into the items of a list.

    >>> split_list("a; b;c")
    ['a', 'b', 'c']
    """
    if _ESCAPE not in cell:
        items = [item.strip() for item in cell.split(_LIST)]
    else:
        items = [_unescaped(raw) for raw in _raw_items(cell)]
    if len(items) > 1 and not items[-1]:
        items.pop()
    return items


def _raw_items(cell: str) -> list[str]:
    """Split at every `;` that is not escaped, escapes still in place."""
    items, start, position = [], 0, 0
    while position < len(cell):
        if cell[position] == _ESCAPE:
            position += 1
        elif cell[position] == _LIST:
            items.append(cell[start:position])
            start = position + 1
        position += 1
    return [*items, cell[start:]]


def _unescaped(raw: str) -> str:
    """Take outer spaces and escapes away; an escaped character stays."""
    chars: list[tuple[str, bool]] = []
    position = 0
    while position < len(raw):
        after = raw[position + 1 : position + 2]
        is_escape = raw[position] == _ESCAPE and (after in {_LIST, _ESCAPE} or after.isspace())
        position += is_escape
        chars.append((raw[position : position + 1], is_escape))
        position += 1
    while chars and chars[0] == (chars[0][0], False) and chars[0][0].isspace():
        chars.pop(0)
    while chars and chars[-1] == (chars[-1][0], False) and chars[-1][0].isspace():
        chars.pop()
    return "".join(char for char, _ in chars)


def escaped_item(item: str) -> str:
    """Write an item of a list so that `split_list` gives it back."""
    safe = item.replace(_ESCAPE, _ESCAPE * 2).replace(_LIST, _ESCAPE + _LIST)
    if safe[:1].isspace():
        safe = _ESCAPE + safe
    if safe[-1:].isspace() and len(item) > 1:
        safe = safe[:-1] + _ESCAPE + safe[-1]
    return safe


def guarded(text: str) -> str:
    """Write text for CSV so that no spreadsheet takes it for a formula."""
    return "'" + text if re.match(r"'*[=+\-@\t\r]", text) else text


def unguarded(text: str) -> str:
    """Take the `'` off that `guarded` put on."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def reader_of(cls: type, field: str, style: Style, term: Callable[..., Any]) -> Reads:
    """Return what reads the cells of a column for a field.

    Args:
        cls: The class that has the field.
        field: The field.
        style: How the table writes things.
        term: Called with an enum or with kinds, and text; returns identifiers.
    """
    shape = shape_of(cls, field)
    one = _reader_of_one(shape, style, term)
    if not shape.is_many:
        return one

    def several(cell: Any) -> list[Any]:
        if not isinstance(cell, str):
            return [one(cell)]
        made = []
        for index, item in enumerate(split_list(cell)):
            if not item:
                raise OddCellError(
                    "empty-item",
                    message("in deze lijst staat niets tussen twee ;", "this list has ; twice"),
                    message("Haal de overbodige ; weg.", "Take the superfluous ; out."),
                    index,
                )
            made.append(one(item))
        return made

    return several


def _reader_of_one(shape: FieldShape, style: Style, term: Callable[..., Any]) -> Reads:
    item = shape.item
    if item is FrozenMap:
        return _json_map
    if isinstance(item, type) and issubclass(item, Enum):
        return lambda cell: term(item, text_of(cell))
    kinds = shape.kinds
    if (kinds and not hasattr(item, "__supertype__")) or item is Ref:
        return lambda cell: (
            cell if isinstance(cell, str) and ":" not in cell else term(kinds, text_of(cell))
        )
    nested = shape.nested
    if nested is not None and hasattr(nested, "from_text"):
        return _written
    if nested is not None:
        short: str | None = getattr(nested, "__short__", None)
        return reader_of(nested, short, style, term) if short else _group
    if item in _NUMBERS:
        return lambda cell: _number(cell, style)
    if item is date or item is bool:
        return _day_or_bool
    return text_of


def text_of(cell: Any) -> Any:
    """Return a cell as text: as it is, a whole number as its digits, a time as on a clock.

    Raises:
        OddCellError: The cell holds something that a program made of what was typed.
    """
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if type(cell) is int:
        return str(cell)
    if isinstance(cell, time) and not cell.microsecond:
        return clock(cell)
    raise not_a_text(cell)


def not_a_text(cell: Any) -> OddCellError:
    """Say that a program made something else, such as a date, of a text that was typed."""
    return OddCellError(
        "not-a-text",
        message(
            "hier hoort tekst; het programma heeft er iets anders van gemaakt: {found}",
            "text belongs here; the program made something else of it: {found}",
            found=quoted(cell.isoformat() if isinstance(cell, date | time) else cell),
        ),
        message(
            "Geef de kolom de opmaak Tekst en typ de waarde opnieuw.",
            "Format the column as Text and type the value again.",
        ),
    )


def clock(cell: time) -> str:
    """Return a time of day as it was typed before a program made a time of it: `20:00`."""
    return cell.isoformat("seconds" if cell.second else "minutes")


def _written(cell: Any) -> Any:
    """Return a cell for a class that is written as text, such as a period or a coarse date."""
    cell = _day_or_bool(cell)
    return cell.isoformat() if isinstance(cell, date) else text_of(cell)


def _day_or_bool(cell: Any) -> Any:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    if isinstance(cell, datetime | time | timedelta):
        return str(cell)
    return cell


def _number(cell: Any, style: Style) -> Any:
    """Return a number; one reading of `1.234` only, never a guess."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if not isinstance(cell, str):
        return cell if type(cell) is int else str(cell)
    typed = cell.strip()
    if not style.decimal_comma:
        return typed
    if _THOUSANDS.match(typed):
        raise OddCellError(
            "ambiguous-number",
            message(
                "{found} kan een duizendtal of een decimaal getal zijn",
                "{found} can be thousands or a decimal number",
                found=quoted(typed),
            ),
            message(
                "Schrijf {whole} of {decimal}.",
                "Write {whole} or {decimal}.",
                whole=typed.replace(".", ""),
                decimal=typed.replace(".", ",", 1).replace(".", ""),
            ),
        )
    return typed.replace(",", ".") if _WITH_COMMA.match(typed) else typed


def _group(cell: Any) -> Any:
    """Return a cell for a class with fields: a JSON object, or what the class will refuse."""
    return _json_map(cell) if isinstance(cell, str) and cell.startswith("{") else cell


def _json_map(cell: Any) -> Any:
    """Return a free-form map that stands in one cell as a JSON object."""
    try:
        made = json_plain(cell, Limits()) if isinstance(cell, str) else None
    except Careless:
        tree, snags = json_tree(cell, Limits())
        made = tree.plain() if tree is not None and not snags else None
    if not isinstance(made, dict):
        raise OddCellError(
            "not-a-group",
            message("hier hoort een groep velden", "a group of fields belongs here"),
            message(
                "Maak een kolom per veld (kolom.veld), of schrijf JSON tussen accolades.",
                "Make a column for each field (column.field), or write JSON in braces.",
            ),
        )
    return made
