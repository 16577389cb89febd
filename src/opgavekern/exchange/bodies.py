"""The rows of a table that are records, apart from totals, notes, headings and blank rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import Location
from opgavekern.base.labels import Term
from opgavekern.exchange.headers import Header
from opgavekern.exchange.sheets import Sheet, plain_name

_TOTAL: Final = re.compile(r"(?:sub|eind)?totaal|(?:sub|grand )?total|som", re.IGNORECASE)
_TOTAL_ALONE: Final = re.compile(
    rf"(?:{_TOTAL.pattern})(?: generaal)?[\s:.=]*[\d.,€ ]*\Z", re.IGNORECASE
)
_TOTAL_OF: Final = re.compile(rf"(?:{_TOTAL.pattern})\b", re.IGNORECASE)
_LONGEST_TOTAL: Final = 80
_NUMBER: Final = re.compile(r"[€\s]*[-+]?[\d.,]+\s*%?\Z")


class SkipReason(Term):
    """Why a row of a table is no record."""

    TOTAL = "total", "totaal"
    NOTE = "note", "toelichting bij de tabel", "note beside the table"
    HEADING = "heading", "tussenkop"
    HEADER_AGAIN = "header_again", "herhaling van de kop", "header repeated"
    NOTHING_MAPPED = "nothing_mapped", "geen van de kolommen", "none of the columns"


@attrs.frozen
class SkippedRow(Answer):
    """A row of the table that was passed by.

    Attributes:
        place: Where it stands.
        reason: Why.
    """

    place: Location
    reason: SkipReason


@attrs.frozen(kw_only=True, eq=False)
class Body:
    """The rows below a header.

    Attributes:
        rows: Those that are records, from 0.
        skipped: Those that are not, blank rows apart.
        headings: The row and text of the heading above each record; absent above the first.
    """

    rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    headings: dict[int, tuple[int, str]]


@attrs.frozen(kw_only=True, eq=False)
class Spread:
    """A sheet in which a cell that was merged downwards stands in each of its rows."""

    sheet: Sheet
    _down: dict[tuple[int, int], int]

    @classmethod
    def of(cls, sheet: Sheet) -> Spread:
        """Spread the merged cells; each cell of the table is visited once at most."""
        down: dict[tuple[int, int], int] = {}
        last = len(sheet.rows) - 1
        for one in sheet.merged:
            for row in range(one.first_row + 1, min(one.last_row, last) + 1):
                if (row, one.first_column) in down:
                    break  # Merged cells that overlap are of no program.
                down[row, one.first_column] = one.first_row
        return cls(sheet=sheet, down=down)

    def cell(self, row: int, column: int) -> Any:
        """Return what stands in a cell, or in the merged cell that it is part of."""
        return self.sheet.cell(*self.origin(row, column))

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell in which the value really stands."""
        return (self._down.get((row, column), row), column)

    def filled(self, row: int) -> list[int]:
        """Return the columns in which something stands."""
        cells = enumerate(self.sheet.rows[row])
        return [
            column
            for column, cell in cells
            if cell != "" or ((row, column) in self._down and self.cell(row, column) != "")
        ]


def body_of(
    spread: Spread,
    header: Header,
    *,
    used: Collection[int],
    keys: Collection[int],
    takes_headings: bool = False,
) -> Body:
    """Tell which rows below a header are records.

    Args:
        spread: The sheet.
        header: Its header.
        used: Columns that fill a field or make an id.
        keys: Columns that make an id.
        takes_headings: Whether a lone text in the first column is a heading also where its cell
            was not made as wide as the table.
    """
    rows: list[int] = []
    skipped: list[SkippedRow] = []
    headings: dict[int, tuple[int, str]] = {}
    heading: tuple[int, str] | None = None
    found = list(_sorted_rows(spread, header))
    last_full = _last_full(found, used)
    wide = {(one.first_row, one.first_column) for one in spread.sheet.merged
            if one.last_column > one.first_column}  # fmt: skip
    for row, columns, after_blank in found:
        first = columns[0]
        reason: SkipReason | None = None
        if _is_header_again(spread.sheet, header, row):
            reason = SkipReason.HEADER_AGAIN
        elif _is_total([spread.cell(row, column) for column in columns]):
            reason = SkipReason.TOTAL
        elif len(columns) == 1 and len(used) > 1 and row > last_full and (
            after_blank or first not in keys or (row, first) in wide
        ):  # fmt: skip
            reason = SkipReason.NOTE
        elif len(columns) == 1 and len(used) > 1 and (
            (row, first) in wide or (takes_headings and first <= min(used))
        ):  # fmt: skip
            reason = SkipReason.HEADING
            heading = (row, " ".join(str(spread.cell(row, first)).split()))
        elif not set(columns) & set(used):
            reason = SkipReason.NOTHING_MAPPED
        if reason is not None:
            skipped.append(SkippedRow(spread.sheet.place(row, first), reason))
            continue
        rows.append(row)
        if heading is not None:
            headings[row] = heading
    return Body(rows=tuple(rows), skipped=tuple(skipped), headings=headings)


def _sorted_rows(spread: Spread, header: Header) -> Iterator[tuple[int, list[int], bool]]:
    """Yield each row that holds anything: its columns, and whether the row above is blank."""
    after_blank = False
    for row in range(max(header.rows) + 1, len(spread.sheet.rows)):
        columns = spread.filled(row)
        if columns:
            yield row, columns, after_blank
        after_blank = not columns


def _last_full(found: list[tuple[int, list[int], bool]], used: Collection[int]) -> int:
    """Return the last row with two of the used columns; the last of all where none has."""
    full = [row for row, columns, _ in found if len(set(columns) & set(used)) > 1]
    return full[-1] if full else max((row for row, _, _ in found), default=-1)


def _is_header_again(sheet: Sheet, header: Header, row: int) -> bool:
    """Tell whether a row says what the header says, as below each page break."""
    names = [(plain_name(cell), plain_name(name)) for cell, name in
             zip(sheet.rows[row], header.names, strict=False) if cell != ""]  # fmt: skip
    return len(names) > 1 and all(cell and cell in name for cell, name in names)


def _is_total(cells: list[Any]) -> bool:
    """Tell whether a row sums up: `Totaal` alone first, or before numbers only."""
    first, *others = cells
    if not isinstance(first, str) or len(first) > _LONGEST_TOTAL:
        return False
    if _TOTAL_ALONE.match(first):
        return True
    return bool(others) and _TOTAL_OF.match(first) is not None and all(map(_is_number, others))


def _is_number(cell: Any) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or (
        isinstance(cell, str) and len(cell) <= _LONGEST_TOTAL and _NUMBER.match(cell) is not None
    )
