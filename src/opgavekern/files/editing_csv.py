"""A CSV file with other rows in it; cells, rows and columns that stay keep every byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import Path
from opgavekern.base.texts import Language
from opgavekern.files.cells import guarded
from opgavekern.files.editing_yaml import UneditableError
from opgavekern.files.vocabulary import field_meanings, fold
from opgavekern.files.writing_tables import Cell, ColumnPlan, TablePlan, columns_of

_DECLARED: Final = re.compile(r'"?sep=."?\Z', re.IGNORECASE)
_BOM: Final = b"\xef\xbb\xbf"


@attrs.frozen(kw_only=True)
class RowChanges:
    """What must become of the rows of a table.

    Attributes:
        cls: The class of which a row is an object.
        changed: By place of the row, what it was and what it must be; None for one that goes.
        added: New rows: after which row (None puts it last), first cells, and the object.
    """

    cls: type
    changed: Mapping[int, tuple[Any, Any] | None]
    added: Sequence[tuple[int | None, tuple[str, ...], Any]] = ()


@attrs.define(eq=False)
class _Row:
    """A line, or lines, of the file: raw cells, and how the row ends."""

    cells: list[str]
    end: str

    def text(self, delimiter: str) -> str:
        """Write it out."""
        return delimiter.join(self.cells) + self.end


def edit_csv(text: str, delimiter: str, paths: Sequence[Path | None], changes: RowChanges) -> str:
    """Carry out changes to the rows of a CSV text.

    Args:
        text: The text.
        delimiter: What parts its cells.
        paths: The path of the field in each column; None for columns that fill none.
        changes: What to change.

    Raises:
        UneditableError: A field stands in the columns in a way that leaves no room for a value.
    """
    rows = list(_rows(text, delimiter))
    filled = [row for row in rows if any(row.cells)]
    if filled and _DECLARED.match(filled[0].cells[0]) and len(rows[0].cells) <= 2:
        filled = filled[1:]
    if not filled:
        raise UneditableError("empty")
    header, lines = filled[0], filled[1:]
    language = _language(header.cells, changes.cls)
    columns = _Columns(list(paths), _plans(changes, language), delimiter)
    for title in columns.widen():
        for row in filled:
            row.cells.append(_raw(title, delimiter) if row is header else "")
    newline = header.end or "\n"
    gone: set[int] = set()
    for ordinal, pair in changes.changed.items():
        if pair is None:
            gone.add(ordinal)
        else:
            columns.change(lines[ordinal], *pair)
    coming: dict[int | None, list[_Row]] = {}
    for after, first, one in changes.added:
        coming.setdefault(after, []).append(_Row(columns.new(first, one), newline))
    made = _in_place(rows, lines, gone, coming)
    for row in made[:-1]:
        row.end = row.end or newline  # One that was last, and ended nowhere, may have got company.
    return "".join(row.text(delimiter) for row in made)


def _in_place(
    rows: Sequence[_Row],
    lines: Sequence[_Row],
    gone: Collection[int],
    coming: Mapping[int | None, Sequence[_Row]],
) -> list[_Row]:
    """Return the rows without those that go, and with each that comes after the one it follows.

    Args:
        rows: All rows of the file, empty ones and the names of the columns too.
        lines: Those that hold something.
        gone: Which of the lines go.
        coming: By the line that they follow, what comes; None for what comes last.
    """
    ordinals = {id(row): ordinal for ordinal, row in enumerate(lines)}
    made = []
    for row in rows:
        ordinal = ordinals.get(id(row))
        if ordinal not in gone:
            made.append(row)
        if ordinal is not None:
            made += coming.get(ordinal, ())
    return [*made, *coming.get(None, ())]


def new_csv(plan: TablePlan, delimiter: str) -> str:
    """Write a table as CSV."""
    titles: list[Cell] = [column.title for column in plan.columns]
    table = [titles, *plan.rows]
    lines = (delimiter.join(_raw(cell, delimiter) for cell in row) for row in table)
    return "".join(f"{line}\r\n" for line in lines)


def encoded_like(data: bytes, text: str) -> bytes:
    """Encode a text as the file was: UTF-8 with or without mark, or cp1252 where that can."""
    if data.startswith(_BOM):
        return _BOM + text.encode()
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return text.encode("cp1252")
        except UnicodeEncodeError:
            return _BOM + text.encode()
    return text.encode()


@attrs.define
class _Columns:
    """The columns of a file, and what writes the cells in them."""

    paths: list[Path | None]
    plans: list[ColumnPlan]
    delimiter: str

    def widen(self) -> list[str]:
        """Make room for fields that have no column yet; return the titles of the new columns."""
        titles = []
        for plan in self.plans:
            if plan.path in self.paths:
                continue
            if any(path and _overlap(path, plan.path) for path in self.paths):
                raise UneditableError(plan.title)
            self.paths.append(plan.path)
            titles.append(plan.title)
        return titles

    def change(self, row: _Row, old: Any, new: Any) -> None:
        """Write the cells of which the value changed."""
        row.cells += [""] * (len(self.paths) - len(row.cells))
        for at, path in enumerate(self.paths):
            plan = self._plan(path)
            if plan is not None and plan.get(old) != plan.get(new):
                row.cells[at] = _raw(plan.get(new), self.delimiter)

    def new(self, first: tuple[str, ...], one: Any) -> list[str]:
        """Return the cells of a new row."""
        cells = [_raw(cell, self.delimiter) for cell in first]
        for path in self.paths[len(first) :]:
            plan = self._plan(path)
            cells.append(_raw(plan.get(one) if plan is not None else None, self.delimiter))
        return cells

    def _plan(self, path: Path | None) -> ColumnPlan | None:
        return next((one for one in self.plans if path and one.path == path), None)


def _overlap(one: Path, other: Path) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _plans(changes: RowChanges, language: Language) -> list[ColumnPlan]:
    """Return a column for each field that some object has filled in before or after."""
    objects = [one for pair in changes.changed.values() if pair is not None for one in pair]
    objects += [one for _, _, one in changes.added]
    return columns_of(changes.cls, objects, language) if objects else []


def _language(header: Sequence[str], cls: type) -> Language:
    for raw in header:
        for one in field_meanings(cls).get(fold(raw.strip('"').split(".")[0]), ()):
            if one.language is not None:
                return one.language
    return "nl"


def _raw(cell: Cell, delimiter: str) -> str:
    """Write a cell; text that a spreadsheet would take for a formula gets a `'`."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal):
        text = str(unstructure(cell))
        return text if delimiter == "," else text.replace(".", ",")
    text = guarded(cell)
    if text != text.strip() or any(char in text for char in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Take a text apart into rows of raw cells, quotes and all."""
    cell = re.compile(
        rf'("(?:[^"]|"")*"[^{re.escape(delimiter)}\r\n]*|[^{re.escape(delimiter)}\r\n]*)'
        rf"({re.escape(delimiter)}|\r\n|\n|\r|\Z)"
    )
    cells: list[str] = []
    place = 0
    while place < len(text) or cells:
        found = cell.match(text, place)
        if found is None:
            raise UneditableError("quotes")
        cells.append(found[1])
        place = found.end()
        if found[2] != delimiter:
            yield _Row(cells, found[2])
            cells = []
