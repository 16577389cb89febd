"""CSV files: `,`, `;` or tab between the cells, UTF-8 or what Excel makes of it."""

from __future__ import annotations

import bisect
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Path, Problem
from opgavekern.base.texts import message
from opgavekern.files.cells import Style
from opgavekern.files.refusals import Refusal
from opgavekern.files.sources import packed, unpacked
from opgavekern.files.tables import Table
from opgavekern.files.trees import shown_line

_DELIMITERS: Final = (";", "\t", ",")
_DECLARED: Final = "sep="
_LINE_END: Final = re.compile("\r\n|[\n\r]")


def csv_table(text: str, file: str, *, shows: bool, most: int) -> Table:
    """Return the table in a CSV text; rows without anything are passed by.

    Args:
        text: The text, without byte order mark.
        file: Its path as the user gave it.
        shows: Whether its lines may be shown in problems.
        most: Most records in a dossier. One row more is read, which is enough to refuse it.

    Raises:
        Refusal: The quotes do not come in pairs, or a cell is too long.
    """
    delimiter, start = _delimiter(text)
    rows = list(itertools.islice(_rows(text, file, delimiter, start), most + 2))
    header, found = (rows[0], rows[1:]) if rows else ([], [])
    source = CsvSource(file, delimiter, shows, packed(text))
    style = Style(decimal_comma=delimiter != ",", has_guards=True)
    return Table(header=header, rows=found, source=source, style=style)


def _delimiter(text: str) -> tuple[str, int]:
    """Return what parts the cells, and where the first row starts.

    Only the first row is looked at; where it decides nothing, the Dutch `;` is taken.
    """
    first = text.split("\n", 1)[0].rstrip("\r")
    declared = first.strip('"')
    if declared.lower().startswith(_DECLARED) and len(declared) == len(_DECLARED) + 1:
        return declared[-1], text.find("\n") + 1 or len(text)
    outside = "".join(first.split('"')[::2])
    counts = {one: outside.count(one) for one in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda one: counts[one])
    return best if counts[best] else _DELIMITERS[0], 0


def _rows(text: str, file: str, delimiter: str, start: int) -> Iterator[list[str]]:
    """Yield the rows that hold anything."""
    reader = _reader(text, delimiter, start)
    before = text.count("\n", 0, start)
    line = 0
    try:
        for row in reader:
            line = reader.line_num
            if any(row):
                yield row
    except csv.Error:  # The row that went wrong starts after the last good one.
        raise Refusal(_broken(file, line + before + 1)) from None


def _reader(text: str, delimiter: str, start: int) -> Any:
    stream = io.StringIO(text[start:] if start else text, newline="")
    return csv.reader(stream, delimiter=delimiter, strict=True)


def _broken(file: str, line: int) -> Problem:
    return Problem(
        code="not-csv",
        message=message(
            "de aanhalingstekens kloppen hier niet, of een cel is te lang",
            "the quotes are not right here, or a cell is too long",
        ),
        remedy=message(
            'Sluit elk aanhalingsteken, en schrijf " binnen tekst als "".',
            'Close every quote, and write " within text as "".',
        ),
        location=Location(file=file, line=line),
    )


@attrs.frozen(eq=False)
class CsvSource:
    """A CSV text, kept packed so that the place of a cell can be looked up.

    Attributes:
        file: Path as the user gave it.
        delimiter: What parts the cells.
        shows: Whether its lines may be shown in problems.
        columns: The path of the field in each column; None for columns that fill none.
    """

    file: str
    delimiter: str
    shows: bool
    _packed: bytes
    columns: tuple[Path | None, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return (self.file,)

    def with_columns(self, columns: Sequence[Path | None]) -> CsvSource:
        """Return the source that finds a path by its column."""
        return attrs.evolve(self, columns=tuple(columns))

    def place(self, ordinal: int | None, path: Path, *, at_key: bool = False) -> Location:
        """Return the cell in which a value stands, or the row."""
        text = unpacked(self._packed)
        wanted = 0 if ordinal is None else ordinal + 1
        line, start = self._row(text, wanted)
        column = column_of(self.columns, path)
        line, at, length = _cell(text, start, line, self.delimiter, column)
        lines = text.split("\n")
        excerpt = shown_line(lines, line, at) if self.shows else None
        return Location(file=self.file, line=line, column=at, length=length, excerpt=excerpt)

    def _row(self, text: str, wanted: int) -> tuple[int, int]:
        """Return the line, from 1, and the position at which a row starts."""
        _, start = _delimiter(text)
        skipped = text.count("\n", 0, start)
        reader = _reader(text, self.delimiter, start)
        line = found = 0
        try:
            for row in reader:
                if any(row):
                    if found == wanted:
                        break
                    found += 1
                line = reader.line_num
        except csv.Error:
            pass  # The rows before it were read, so the row is among them.
        lines = text.split("\n", line + skipped)[: line + skipped]
        return line + skipped + 1, sum(len(one) + 1 for one in lines)


def rows_with_lines(
    text: str, file: str, *, most: int
) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """Return what parts the cells, and every row: its line, its position in the text, its cells.

    Rows without anything are among them, since a blank row says something in a table of others.

    Args:
        text: The text, without byte order mark.
        file: Its path as the user gave it.
        most: Most rows. One row more is read, which is enough to refuse it.

    Raises:
        Refusal: The quotes do not come in pairs, or a cell is too long.
    """
    delimiter, start = _delimiter(text)
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    before = bisect.bisect_left(starts, start)
    reader = _reader(text, delimiter, start)
    rows: list[tuple[int, int, list[str]]] = []
    line = before
    try:
        for row in itertools.islice(reader, most + 1):
            rows.append((line + 1, starts[line], row))
            line = reader.line_num + before
    except csv.Error:
        raise Refusal(_broken(file, line + 1)) from None
    return delimiter, rows


def cell_span(
    text: str, start: int, line: int, delimiter: str, column: int
) -> tuple[int, int, int]:
    """Return line, column and length of a cell of the row that starts at a position."""
    return _cell(text, start, line, delimiter, column)


def column_of(columns: Sequence[Path | None], path: Path) -> int:
    """Return the column of a path; the first where there is none; a number is a column itself."""
    if path and isinstance(path[0], int):
        return path[0]
    best, depth = 0, 0
    for index, column in enumerate(columns):
        if column and len(column) > depth and path[: len(column)] == column:
            best, depth = index, len(column)
        elif column and not depth and path and column[: len(path)] == path:
            best, depth = index, len(path)
    return best


def _cell(text: str, start: int, line: int, delimiter: str, column: int) -> tuple[int, int, int]:
    """Return line, column and length of a cell of the row that starts at a position."""
    position, line_start, found, in_quotes, cell_start = start, start, 0, False, start
    while position < len(text):
        char = text[position]
        if char == '"' and (in_quotes or position == cell_start):
            in_quotes = not in_quotes
        elif char == '"' and text[position - 1] == '"' and text[cell_start] == '"':
            in_quotes = True  # Two quotes within quotes are one.
        elif char == "\n" and in_quotes:
            line, line_start = line + 1, position + 1
        elif not in_quotes and (char == delimiter or char in "\r\n"):
            if found == column or char != delimiter:
                break
            found, cell_start = found + 1, position + 1
            at = (line, cell_start - line_start + 1)
            if found == column:
                end = _end(text, cell_start, delimiter)
                return at[0], at[1], max(1, end - cell_start)
        position += 1
    if found == column:
        return (
            line,
            cell_start - line_start + 1,
            max(1, _end(text, cell_start, delimiter) - cell_start),
        )
    return line, 1, 1


def _end(text: str, start: int, delimiter: str) -> int:
    """Return where a cell stops on the line on which it starts."""
    in_quotes, position = False, start
    while position < len(text) and text[position] not in "\r\n":
        if text[position] == '"' and (in_quotes or text[start] == '"'):
            in_quotes = not in_quotes
        elif text[position] == delimiter and not in_quotes:
            break
        position += 1
    return position
