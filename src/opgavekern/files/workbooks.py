"""Workbooks: a sheet for each kind of record, for child tables, and for the header."""

from __future__ import annotations

import io
import re
from array import array
from collections.abc import Sequence
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, MissingExtraError, Notice, Path, Problem
from opgavekern.base.extras import require
from opgavekern.base.running import Limits
from opgavekern.base.texts import message, quoted
from opgavekern.files.cells import Style
from opgavekern.files.csv_tables import column_of
from opgavekern.files.gathering import Draft
from opgavekern.files.layouts import Meant, kinds_like, meant_by, meant_by_start
from opgavekern.files.origins import ORIGINS, Origin, origin_of
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sheet_xml import SheetFault, letters_of
from opgavekern.files.table_files import take_table
from opgavekern.files.tables import Table
from opgavekern.files.vocabulary import fold
from opgavekern.files.workbook_checks import broken, check_workbook, fault_problem

_STYLE: Final = Style(decimal_comma=True, has_guards=False)
#: Sheets for readers of the workbook, as README.md is in a folder.
_PASSED_BY: Final = frozenset({"readme", "leesmij", "lees_mij", "toelichting"})
#: How the name of any other sheet begins that is no part of the dossier: a sum, a scribble.
_BEFORE_PASSED_BY: Final = (".", "_")
_LONGEST_SHEET_NAME: Final = 31
#: What spreadsheet programs call a new sheet.
_DEFAULT_NAME: Final = re.compile(r"(?:Blad|Sheet)\d+\Z", re.IGNORECASE)


def take_workbook(draft: Draft, data: bytes, file: str, meant: Meant | None) -> None:
    """Take a workbook into the draft.

    Args:
        draft: What was read so far.
        data: The workbook.
        file: Its path as the user gave it.
        meant: What its only sheet holds, whatever it is called; None if names of sheets decide.

    Raises:
        Refusal: It cannot be read, or not safely.
    """
    faults = check_workbook(data, file, draft.limits)
    try:
        book, names = _opened(data, file)
    except MissingExtraError as missing:
        said = message("dit bestand is een werkmap", "this file is a workbook")
        raise refusal("missing-extra", said, missing.message, file) from None
    blank = [one for one in names if _DEFAULT_NAME.match(one) and _is_blank(book, one, file)]
    names = [one for one in names if one not in blank] or names
    draft.notices += [_blank_sheet(one, file) for one in blank if one not in names]
    for name in names:
        if name.startswith(_BEFORE_PASSED_BY) or fold(name) in _PASSED_BY:
            continue
        draft.problems += [fault_problem(one, file, name) for one in faults.get(name, ())]
        stands_for = _meant(name, meant, is_only=len(names) == 1)
        if stands_for is None:
            draft.problems.append(_unknown_sheet(name, file))
            continue
        try:
            table = _table(_rows(book, name, file), file, name)
            take_table(draft, table, stands_for)
        except Refusal as refused:
            draft.problems += refused.problems


def read_origin(data: bytes, file: str, limits: Limits) -> tuple[Origin | None, list[str]]:
    """Return what a workbook says that it was made from, and the names of its sheets.

    Raises:
        Refusal: It cannot be read, or not safely.
    """
    check_workbook(data, file, limits)
    book, names = _opened(data, file)
    found = next((name for name in names if name in ORIGINS.values()), None)
    return (origin_of(_rows(book, found, file)) if found else None), names


def meaning_of_sheet(name: str) -> Meant | None:
    """Return what a sheet of this name holds, in whatever language; None for an unknown name."""
    found = _by_name(name)
    return None if found is None else attrs.evolve(found, language=None)


def _meant(name: str, meant: Meant | None, *, is_only: bool) -> Meant | None:
    return _by_name(name) or (meant if is_only else None)


def _by_name(name: str) -> Meant | None:
    found = meant_by(name)
    if found is None and len(name) == _LONGEST_SHEET_NAME:
        found = meant_by_start(name)
    return found


@attrs.frozen(kw_only=True, eq=False)
class RawSheet:
    """A sheet of a workbook as it stands, whatever it holds.

    Attributes:
        name: Its name.
        rows: The cells from A1; an empty cell is an empty text.
        merged: First row, first column, last row and last column of merged cells, from 0.
        faults: The cells that cannot be read.
        is_visible: Whether people see it.
    """

    name: str
    rows: list[list[Any]]
    merged: tuple[tuple[int, int, int, int], ...]
    faults: tuple[SheetFault, ...]
    is_visible: bool


def raw_sheets(data: bytes, file: str, limits: Limits) -> list[RawSheet]:
    """Return the sheets with cells of any workbook, checked as those of a dossier are.

    Raises:
        Refusal: It cannot be read, or not safely.
    """
    faults = check_workbook(data, file, limits)
    try:
        book, _ = _opened(data, file)
    except MissingExtraError as missing:
        said = message("dit bestand is een werkmap", "this file is a workbook")
        raise refusal("missing-extra", said, missing.message, file) from None
    calamine = require("python_calamine")
    made = []
    try:
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue  # a chart has no cells
            sheet = book.get_sheet_by_name(about.name)
            made.append(
                RawSheet(
                    name=about.name,
                    rows=sheet.to_python(skip_empty_area=False),
                    merged=tuple((*a, *b) for a, b in sheet.merged_cell_ranges or ()),
                    faults=tuple(faults.get(about.name, ())),
                    is_visible=about.visible == calamine.SheetVisibleEnum.Visible,
                )
            )
    except BaseException as error:  # noqa: BLE001 - the library panics with one of those
        raise _unless_stopped(error, file) from None
    return made


def _opened(data: bytes, file: str) -> tuple[Any, list[str]]:
    calamine = require("python_calamine")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return book, list(book.sheet_names)
    except BaseException as error:  # noqa: BLE001 - the library panics with one of those
        raise _unless_stopped(error, file) from None


def _rows(book: Any, name: str, file: str) -> list[list[Any]]:
    try:
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:  # noqa: BLE001 - the library panics with one of those
        raise _unless_stopped(error, file) from None
    return rows


def _unless_stopped(error: BaseException, file: str) -> BaseException:
    """Turn the library's errors and panics into a refusal; let the user's Ctrl-C through."""
    return error if isinstance(error, KeyboardInterrupt | SystemExit) else broken(file)


def _table(rows: list[list[Any]], file: str, sheet: str) -> Table:
    """Return the table on a sheet; rows without anything are passed by."""
    filled = [(number, row) for number, row in enumerate(rows, 1) if row.count("") < len(row)]
    numbers = array("L", [number for number, _ in filled])
    source = SheetSource(file, sheet, numbers)
    header = filled[0][1] if filled else []
    return Table(header=header, rows=[row for _, row in filled[1:]], source=source, style=_STYLE)


def _is_blank(book: Any, name: str, file: str) -> bool:
    return all(cell == "" for row in _rows(book, name, file) for cell in row)


def _blank_sheet(name: str, file: str) -> Notice:
    return Notice(
        code="blank-sheet-passed-by",
        message=message("dit blad is leeg en overgeslagen", "this sheet is empty and passed by"),
        remedy=message(
            "Verwijder het, of geef het de naam van een soort gegevens.",
            "Delete it, or give it the name of a kind of record.",
        ),
        location=Location(file=file, sheet=name),
    )


def _unknown_sheet(name: str, file: str) -> Problem:
    return Problem(
        code="unknown-sheet",
        message=message(
            "het blad {name} is geen soort gegevens van een dossier",
            "the sheet {name} is not a kind of record of a dossier",
            name=quoted(name),
        ),
        remedy=message(
            "{kinds} Hoort het blad er niet bij, begin de naam dan met _.",
            "{kinds} If the sheet is no part of it, begin its name with _.",
            kinds=kinds_like(name),
        ),
        location=Location(file=file, sheet=name),
    )


@attrs.frozen(eq=False)
class SheetSource:
    """A sheet, of which only the numbers of the filled rows are kept.

    Attributes:
        file: Path as the user gave it.
        sheet: Its name.
        rows: Number in the sheet of the row of names, then of each record.
        columns: The path of the field in each column; None for columns that fill none.
    """

    file: str
    sheet: str
    rows: array[int]
    columns: tuple[Path | None, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return (self.file, self.sheet)

    def with_columns(self, columns: Sequence[Path | None]) -> SheetSource:
        """Return the source that finds a path by its column."""
        return attrs.evolve(self, columns=tuple(columns))

    def place(self, ordinal: int | None, path: Path, *, at_key: bool = False) -> Location:
        """Return the cell in which a value stands."""
        index = 0 if ordinal is None else ordinal + 1
        row = self.rows[index] if index < len(self.rows) else 1
        column = letters_of(column_of(self.columns, path))
        return Location(file=self.file, sheet=self.sheet, cell=f"{column}{row}")
