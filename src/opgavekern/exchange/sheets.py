"""Tables of others, cell by cell as they stand in a workbook or CSV file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import message, quoted
from opgavekern.files.cells import unguarded
from opgavekern.files.csv_tables import cell_span, rows_with_lines
from opgavekern.files.door import Door, decoded, read_otherwise, shown
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sheet_xml import SheetFault, letters_of
from opgavekern.files.workbooks import RawSheet, raw_sheets

#: Row and column of a cell, both from 0.
Cell = tuple[int, int]
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
#: What Excel writes where it does not write UTF-8.
_WINDOWS: Final = "cp1252"
_TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
#: Spaces that people do not see as such, and marks that nobody sees at all.
_ODD_SPACES: Final = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), None),
}


@attrs.frozen
class Merged:
    """Cells that were made one: first and last row and column, from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@attrs.frozen(kw_only=True, eq=False)
class Sheet:
    """A table of somebody else as it stands: titles, blank rows and all.

    Attributes:
        file: Path as the user gave it.
        name: Of the sheet; empty for CSV.
        rows: The cells; spaces around text are taken off, an empty cell is an empty text.
        merged: Cells that were made one.
        faults: Cells with an error, or a formula that was never worked out.
        is_visible: Whether people see it in their program.
        is_text: Whether its cells are parted by a mark, which text in a cell may hold too.
        decimal_comma: Whether that mark is none that goes with a decimal point, such as `;`.
        notices: What people should know of how the file was read.
    """

    file: str
    name: str = ""
    rows: Sequence[Sequence[Any]] = attrs.field(repr=False)
    merged: tuple[Merged, ...] = attrs.field(default=(), repr=False)
    faults: Mapping[Cell, SheetFault] = attrs.field(factory=dict, repr=False)
    is_visible: bool = True
    is_text: bool = False
    decimal_comma: bool = False
    notices: tuple[Notice, ...] = ()
    _places: Callable[[int, int], Location] | None = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]], *, name: str) -> Sheet:
        """Make a sheet of rows in memory, the first of them the header.

        Args:
            rows: Text, numbers, days and truths; None for an empty cell.
            name: What to call it in problems.
        """
        return cls(file=name, name=name, rows=tuple(_tidy(row) for row in rows))

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Any:
        """Return what stands in a cell; an empty text outside the table."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    def place(self, row: int, column: int = 0) -> Location:
        """Return where a cell stands; never with the line itself, which may name people."""
        if self._places is not None:
            return self._places(row, column)
        return Location(file=self.file, sheet=self.name, cell=f"{letters_of(column)}{row + 1}")


def read_sheets(path: str | os.PathLike[str], *, limits: Limits = Limits()) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or the one table of a CSV file.

    Raises:
        Refusal: It cannot be read, or not safely.
    """
    door = Door(Path(path), limits)
    file = shown(path)
    if door.is_folder():
        raise refusal("not-a-table", *_NO_TABLE, file)
    ending = Path(path).suffix.lower()
    if ending not in _WORKBOOKS | _TEXTS:
        raise refusal("not-a-table", *_NO_TABLE, file)
    data = door.read()
    if ending in _WORKBOOKS:
        return tuple(_of_workbook(one, file, limits) for one in raw_sheets(data, file, limits))
    sheet = _of_text(decoded(data, file, fallback=_WINDOWS), file, limits)
    notice = read_otherwise(data, file, _WINDOWS)
    return (attrs.evolve(sheet, notices=(notice,) if notice is not None else ()),)


_NO_TABLE: Final = (
    message("dit is geen werkmap of CSV-bestand", "this is no workbook or CSV file"),
    message(
        "Geef een bestand op .xlsx of .csv op; sla iets anders eerst zo op.",
        "Name a file that ends in .xlsx or .csv; save anything else as one of those first.",
    ),
)


def _of_workbook(raw: RawSheet, file: str, limits: Limits) -> Sheet:
    _refuse_too_many(len(raw.rows), file, limits)
    return Sheet(
        file=file,
        name=raw.name,
        rows=tuple(_tidy(row) for row in raw.rows),
        merged=tuple(Merged(*corners) for corners in raw.merged),
        faults={cell_of(one.cell): one for one in raw.faults},
        is_visible=raw.is_visible,
    )


def _of_text(text: str, file: str, limits: Limits) -> Sheet:
    delimiter, rows = rows_with_lines(text, file, most=limits.records)
    _refuse_too_many(len(rows), file, limits)

    def place(row: int, column: int) -> Location:
        if not rows:
            return Location(file=file, line=1, column=1)
        line, start, _ = rows[min(row, len(rows) - 1)]
        at, column, length = cell_span(text, start, line, delimiter, column)
        return Location(file=file, line=at, column=column, length=length)

    return Sheet(
        file=file,
        rows=tuple(_tidy([unguarded(cell) for cell in cells]) for _, _, cells in rows),
        is_text=True,
        decimal_comma=delimiter != ",",
        places=place,
    )


def _refuse_too_many(rows: int, file: str, limits: Limits) -> None:
    if rows <= limits.records:
        return
    raise refusal(
        "limit-records",
        message(
            "de tabel heeft meer dan {limit} rijen (de grens records)",
            "the table has more than {limit} rows (the limit records)",
            limit=limits.records,
        ),
        message(
            "Splits de tabel, of verruim de grens: --limit records=… (in Python "
            "Limits(records=…)).",
            "Split the table, or widen the limit: --limit records=… (in Python Limits(records=…)).",
        ),
        file,
    )


def _tidy(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(tidy(cell) for cell in row)


def tidy(cell: Any) -> Any:
    """Return a cell without spaces around its text, odd spaces made plain, None made empty."""
    if isinstance(cell, str):
        if not cell.isascii():
            cell = cell.translate(_ODD_SPACES)
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "" if cell is None else cell


def is_empty(cell: Any) -> bool:
    """Tell whether a cell says nothing: a dash alone is what people put where nothing is."""
    return cell in {"", "-", "–", "—"} if isinstance(cell, str) else cell is None


def cell_of(reference: str) -> Cell:
    """Return row and column of a reference such as `B7`; (-1, -1) where there is none."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits):
        return (-1, -1)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(digits) - 1, column - 1)


def sheet_named(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    """Return the sheet of a name, whatever its case and spaces."""
    wanted = plain_name(name)
    return next((one for one in sheets if plain_name(one.name) == wanted), None)


def plain_name(name: Any) -> str:
    """Fold what stands above a column: line ends, spaces, case and a mark at its end."""
    return " ".join(str(name).split()).casefold().rstrip(" :*.")


def no_sheet(sheets: Sequence[Sheet], name: str, place: Location | None, file: str) -> Refusal:
    """Say that a workbook has no such sheet, and which it has; a CSV file has none at all."""
    if any(one.is_text for one in sheets):
        return Refusal(
            Problem(
                code="unknown-sheet",
                message=message(
                    "{file} is een CSV-bestand, en heeft geen bladen",
                    "{file} is a CSV file, and has no sheets",
                    file=file,
                ),
                remedy=message(
                    "Haal blad en {name} weg.", "Take out sheet and {name}.", name=quoted(name)
                ),
                location=place or Location(file=file),
            )
        )
    known = ", ".join(quoted(one.name) for one in sheets)
    return Refusal(
        Problem(
            code="unknown-sheet",
            message=message(
                "{file} heeft geen blad {name}",
                "{file} has no sheet {name}",
                file=file,
                name=quoted(name),
            ),
            remedy=message("Kies uit: {known}.", "Choose from: {known}.", known=known),
            location=place or Location(file=file),
        )
    )
