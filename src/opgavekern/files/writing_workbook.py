"""A dossier as a workbook: a sheet for each kind, in which a person can go on working."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import attrs

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.extras import require
from opgavekern.base.texts import Language, Message, message
from opgavekern.files.headers import CURRENT
from opgavekern.files.origins import ORIGINS, origin_rows
from opgavekern.files.vocabulary import FORMAT, HEADER
from opgavekern.files.workbook_choices import LISTS, SPARE, Choices, sheet_name
from opgavekern.files.writing_tables import (
    Cell,
    ColumnPlan,
    TablePlan,
    header_rows,
    tables_of,
)
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import KINDS
from opgavekern.model.shape import FieldShape

#: Behind the names of columns.
HEADER_COLOUR: Final = "DCE6F1"
#: Excel's own limits.
_LONGEST_TEXT: Final = 32_767
_MOST_ROWS: Final = 1_048_576
#: Days before this one Excel counts in a way of its own.
_FIRST_DAY: Final = date(1900, 3, 1)
_NARROW, _WIDE = 9, 60
#: How high a line is, and how many a row shows before one has to click in the cell.
_LINE_POINTS: Final = 15
_MOST_LINES: Final = 12


class UnfitForExcelError(OpgavekernError, ValueError):
    """Something that no cell can hold."""


def workbook_bytes(dossier: Dossier, language: Language, *, is_whole: bool = True) -> bytes:
    """Return the bytes of a workbook; equal dossiers give equal bytes.

    Args:
        dossier: What to write.
        language: Of names of sheets, columns and terms.
        is_whole: Whether the header has a sheet too.

    Raises:
        UnfitForExcelError: A text or table is larger than Excel can hold.
        MissingExtraError: xlsxwriter is not installed.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with require("xlsxwriter").Workbook(buffer, options) as book:
        book.set_properties({"title": dossier.header.name, "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - Excel knows no zones
        _Book(book, language).write(dossier, is_whole=is_whole)
    return buffer.getvalue()


@attrs.define
class _Book:
    """The workbook while it is being made."""

    book: Any
    language: Language
    _formats: dict[str, Any] = attrs.field(factory=dict)

    def write(self, dossier: Dossier, *, is_whole: bool) -> None:
        """Write the header, a sheet for each table, and out of sight what those need."""
        plans = [
            plan
            for kind in KINDS
            if (records := list(dossier.known(kind.plural)))
            for plan in tables_of(kind, records, self.language)
        ]
        header = header_rows(dossier.header, self.language) if is_whole else []
        shapes = [shape for _, shape, _ in header]
        shapes += [column.shape for plan in plans for column in plan.columns]
        choices = Choices.among(plans, shapes, self.language)
        if is_whole:
            self._header(dossier, header, choices)
        for plan in plans:
            self._sheet(plan, choices)
        self._hidden(LISTS[self.language], _turned(list(choices.lists.values())))
        if is_whole:
            self._hidden(ORIGINS[self.language], origin_rows(dossier, self._shown()))

    def _header(
        self, dossier: Dossier, rows: Sequence[tuple[str, FieldShape, Cell]], choices: Choices
    ) -> None:
        names = [use.name for use in dossier.header.plugins]
        if len(set(names)) < len(names) or any(one != one.strip() or "." in one for one in names):
            raise UnfitForExcelError(_odd_plugins(names))
        sheet = self.book.add_worksheet(HEADER)
        sheet.set_column(0, 0, 24, self._format("bold"))
        sheet.set_column(1, 1, _WIDE, self._format("wrap"))
        _for_paper(sheet)
        self._cell(sheet, 0, 0, FORMAT)
        self._cell(sheet, 0, 1, CURRENT)
        for row, (name, shape, cell) in enumerate(rows, start=1):
            self._cell(sheet, row, 0, name)
            self._cell(sheet, row, 1, cell)
            _heighten(sheet, row, [cell])
            if choice := choices.of(shape):
                sheet.data_validation(row, 1, row, 1, choice)

    def _sheet(self, plan: TablePlan, choices: Choices) -> None:
        sheet = self.book.add_worksheet(sheet_name(plan.name))
        if len(plan.rows) >= _MOST_ROWS:
            raise UnfitForExcelError(_too_many(plan.name, len(plan.rows)))
        _for_paper(sheet)
        sheet.repeat_rows(0)
        for index, column in enumerate(plan.columns):
            sheet.set_column(index, index, _width(plan, index), self._format(_format(column)))
            sheet.write_string(0, index, column.title, self._format("header"))
        for number, row in enumerate(plan.rows, start=1):
            for index, cell in enumerate(row):
                if cell is not None:
                    self._cell(sheet, number, index, cell)
            _heighten(sheet, number, row)
        sheet.freeze_panes(1, 1)
        last = len(plan.rows)
        sheet.autofilter(0, 0, max(last, 1), len(plan.columns) - 1)
        for index, column in enumerate(plan.columns):
            if column.is_own_id:
                continue
            if plan.owner is not None and index == 0:
                choice = choices.ids(plan.owner.name)
            else:
                choice = choices.of(column.shape)
            if choice is not None:
                sheet.data_validation(1, index, last + SPARE, index, choice)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, column, cell, self._format("day"))
        elif isinstance(cell, int | float | Decimal) and _is_kept(cell):
            sheet.write_number(row, column, float(cell))
        else:
            text = _as_text(cell)
            if len(text) > _LONGEST_TEXT:
                raise UnfitForExcelError(_too_long(sheet.get_name(), len(text)))
            style = "wrap" if _lines_of(cell) > 1 else "text"
            sheet.write_string(row, column, text, self._format(style))

    def _shown(self) -> list[str]:
        return [sheet.get_name() for sheet in self.book.worksheets() if not sheet.hidden]

    def _hidden(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        """Write a sheet for programs, out of sight, unless nothing stands on it."""
        sheet = None
        for number, row in enumerate(rows):
            sheet = sheet or self.book.add_worksheet(name)
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)
        if sheet is not None:
            sheet.hide()

    def _format(self, name: str) -> Any:
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_FORMATS[name])
        return self._formats[name]


_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": "@", "valign": "top"},
    "wrap": {"num_format": "@", "valign": "top", "text_wrap": True},
    "number": {"valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    "bold": {"bold": True, "valign": "top"},
    "header": {"bold": True, "num_format": "@", "bg_color": f"#{HEADER_COLOUR}", "bottom": 1},
}


def _turned(columns: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    return itertools.zip_longest(*columns, fillvalue="")


def _heighten(sheet: Any, row: int, cells: Iterable[Cell]) -> None:
    """Make a row as high as its longest text, within reason: LibreOffice does not by itself."""
    lines = min(max(map(_lines_of, cells), default=1), _MOST_LINES)
    if lines > 1:
        sheet.set_row(row, lines * _LINE_POINTS)


def _lines_of(cell: Cell) -> int:
    """Return about how many lines a text takes in a column as wide as columns become."""
    if not isinstance(cell, str):
        return 1
    return sum(1 + len(line) // _WIDE for line in cell.split("\n"))


def _for_paper(sheet: Any) -> None:
    """Print across the page, all columns on its width."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _format(column: ColumnPlan) -> str:
    if column.shape.is_many:
        return "text"
    item = column.shape.item
    if item is date:
        return "day"
    return "number" if item in {int, float, Decimal} else "text"


def _is_kept(number: float | Decimal) -> bool:
    """Tell whether a workbook keeps a number exactly: it has sixteen digits."""
    try:
        return Decimal(f"{float(number):.16G}") == Decimal(str(number))
    except (ArithmeticError, ValueError):
        return False


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", ",")
    return str(cell)


def _width(plan: TablePlan, index: int) -> int:
    """Return a width at which the title and most cells can be read."""
    cells = (row[index] for row in plan.rows)
    longest = max(map(len, _lines(cells)), default=0)
    return min(_WIDE, max(_NARROW, len(plan.columns[index].title) + 4, longest + 2))


def _lines(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        if cell is not None:
            yield from str(cell).split("\n")


def _too_many(name: str, rows: int) -> Message:
    return message(
        "{name} heeft {rows} rijen; een werkblad houdt er ten hoogste 1.048.575. "
        "Schrijf het dossier als map.",
        "{name} has {rows} rows; a sheet holds at most 1,048,575. Write the dossier as a folder.",
        name=name,
        rows=rows,
    )


def _too_long(name: str, characters: int) -> Message:
    return message(
        "op {name} staat een tekst van {characters} tekens; een cel houdt er ten hoogste 32.767. "
        "Kort de tekst in, of schrijf het dossier als map.",
        "{name} has a text of {characters} characters; a cell holds at most 32,767. "
        "Shorten the text, or write the dossier as a folder.",
        name=name,
        characters=characters,
    )


def _odd_plugins(names: Sequence[str]) -> Message:
    return message(
        "deze namen van plugins passen niet in een werkmap: {names}",
        "these names of plugins do not fit in a workbook: {names}",
        names=tuple(names),
    )
