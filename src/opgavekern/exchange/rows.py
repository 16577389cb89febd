"""The rows of a table as plain records, each with its id and the cells that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import Location, Path, Problem
from opgavekern.base.texts import Message, message
from opgavekern.exchange.bodies import Body, Spread, body_of
from opgavekern.exchange.cells_read import CellReader
from opgavekern.exchange.errors import MOST_PLACES, counted_cells, told_once
from opgavekern.exchange.keys import KnownIds, key_text, slug
from opgavekern.exchange.mappings import TableMapping
from opgavekern.exchange.merging import CannotMergeError, Plain, merged, put
from opgavekern.exchange.names import NameIndex, folded_name
from opgavekern.exchange.plans import Plan, PlannedColumn
from opgavekern.exchange.sheets import is_empty
from opgavekern.exchange.targets import Target
from opgavekern.files.cells import OddCellError
from opgavekern.files.workbook_checks import fault_problem
from opgavekern.model import Dossier, Record
from opgavekern.model.records import id_of
from opgavekern.model.structuring import structure_kind

Constants = list[tuple[Target, list[Any]]]


@attrs.define(kw_only=True, eq=False)
class TableRow:
    """One row on its way to a record.

    Attributes:
        number: Its place in the sheet, from 0.
        cells: What its columns say, by column; empty cells are absent.
        id: The record's; empty where the record makes it itself.
        plain: The plain record.
    """

    number: int
    cells: dict[int, Any]
    id: str = ""
    plain: Plain = attrs.field(factory=dict)


@attrs.define(kw_only=True, eq=False)
class RowReader:
    """Makes plain records of the rows of a sheet.

    Attributes:
        plan: Which column fills which field.
        mapping: What the plan was made of.
        existing: Records of the kind that the dossier has.
        cells: Reads the cells.
        spread: The sheet.
        body: Which of its rows are records.
        problems: What is wrong, in order of reading.
    """

    plan: Plan
    mapping: TableMapping
    existing: Mapping[str, Record]
    cells: CellReader
    spread: Spread
    body: Body
    problems: list[Problem] = attrs.field(factory=list)
    #: Cells that cannot be read, by column and what is wrong with them.
    _odd: dict[tuple[int, OddCellError], dict[Location, str]] = attrs.field(factory=dict)
    #: Headings that were judged; each stands above many rows.
    _judged: set[int] = attrs.field(factory=set)

    @classmethod
    def of(cls, plan: Plan, mapping: TableMapping, dossier: Dossier) -> RowReader:
        """Prepare to read the rows for a dossier."""
        spread = Spread.of(plan.sheet)
        body = body_of(
            spread,
            plan.header,
            used=plan.used,
            keys=plan.keys,
            takes_headings=plan.headings is not None,
        )
        return cls(
            plan=plan,
            mapping=mapping,
            existing={id_of(one): one for one in dossier.of_kind(plan.kind.plural)},
            cells=CellReader(mapping, NameIndex(dossier)),
            spread=spread,
            body=body,
        )

    def constants(self) -> Constants:
        """Return the fields that are the same in every row."""
        return [
            (target, values)
            for target, meant in self.plan.constants
            if (values := self.cells.constant(target, meant))
        ]

    def rows(self, constants: Constants) -> list[TableRow]:
        """Return the rows that have an id of their own, as plain records."""
        self._judge_faults()
        self._judge_widths()
        rows = list(self._typed())
        if self.plan.keys:
            self._give_ids(rows)
            rows = self._without_twins(rows)
        kind = self.plan.kind.name
        if any(kind in one.kinds for one in self.plan.columns):
            self.cells.names.coming = {kind: dict(self._coming(rows))}
        for row in rows:
            self._fill(row, constants)
            if not self.plan.keys:
                self._recognise(row, constants)
        return rows

    def _recognise(self, row: TableRow, constants: Constants) -> None:
        """Find the record of a row whose id follows from what it says."""
        made, _, _ = structure_kind(self.plan.kind, [row.plain])
        if made and id_of(made[0]) in self.existing:
            row.id = id_of(made[0])
            self._fill(row, constants)

    def place(self, row: TableRow, path: Path = ()) -> Location:
        """Return the cell that fills a field of a row, or the first of those that make its id."""
        return self._cell_place(row.number, self._column_of(path))

    def _column_of(self, path: Path) -> int:
        fits = [
            one.index for one in self.plan.columns
            if path and one.target.path[: len(path)] == path[: len(one.target.path)]
        ]  # fmt: skip
        first = self.plan.keys or tuple(one.index for one in self.plan.columns)
        return (fits or [*first, 0])[0]

    def _cell_place(self, row: int, column: int) -> Location:
        return self.plan.sheet.place(*self.spread.origin(row, column))

    def _note(self, code: str, said: Message, remedy: Message, at: Location, **about: Any) -> None:
        kind = self.plan.kind.name
        self.problems.append(
            Problem(code=code, message=said, remedy=remedy, location=at, kind=kind, **about)
        )

    def _judge_faults(self) -> None:
        """Report cells without a value, where one is asked for: a column once for each reason."""
        sheet, rows = self.plan.sheet, set(self.body.rows)
        alike: dict[tuple[int, bool], list[Problem]] = {}
        for (row, column), fault in sorted(sheet.faults.items()):
            if column < 0 or (column in self.plan.used and row in rows):
                found = fault_problem(fault, sheet.file, sheet.name)
                alike.setdefault((column, fault.is_error), []).append(found)
        self.problems += map(told_once, alike.values())

    def _judge_widths(self) -> None:
        """Report rows of a CSV file that have more or fewer cells than there are names."""
        sheet, header = self.plan.sheet, self.plan.header
        if not sheet.is_text:
            return
        named = max(index for index, name in enumerate(header.names) if name) + 1
        width = max(len(sheet.rows[row]) for row in header.rows)
        for number in self.body.rows:
            cells = sheet.rows[number]
            if len(cells) >= named and not any(cells[width:]):
                continue
            self._note(
                "ragged-row",
                message(
                    "deze rij heeft {found} cellen; de kop heeft er {width}",
                    "this row has {found} cells; the header has {width}",
                    found=len(cells),
                    width=width,
                ),
                message(
                    "Vul de rij aan; zet tekst waarin het scheidingsteken staat tussen "
                    "aanhalingstekens.",
                    "Complete the row; put text that holds the separator in quotes.",
                ),
                sheet.place(number),
            )

    def _typed(self) -> Iterator[TableRow]:
        """Yield the rows with what they say, cells that mean what stands above them filled in."""
        filled_down = {one.index for one in self.plan.columns if one.mapping.fill_down}
        used = sorted(self.plan.used)
        above: dict[int, Any] = {}
        for number in self.body.rows:
            cells = {
                column: cell
                for column in used
                if not is_empty(cell := self.spread.cell(number, column))
            }
            for column in filled_down:
                if column in cells:
                    above[column] = cells[column]
                elif column in above:
                    cells[column] = above[column]
            yield TableRow(number=number, cells=cells)

    def _give_ids(self, rows: list[TableRow]) -> None:
        key = self.mapping.id
        targets: tuple[Target, ...] = ()
        plains: dict[str, Plain] = {id: {} for id in self.existing}
        if key.numbered:
            columns = [self.plan.column(index) for index in self.plan.keys]
            targets = tuple(one.target for one in columns if one is not None)
            plains = {id: unstructure(one) for id, one in self.existing.items()}
        known = KnownIds.of(key.prefix, plains, targets)
        for row in rows:
            parts = self._key_parts(row)
            if parts is None:
                continue
            if key.numbered:
                row.id = known.numbered(parts)
            else:
                made = slug(key.prefix, parts, keeps_case=self.plan.keeps_case)
                row.id = known.settled(made)
            if not row.id:
                self._no_id(row)

    def _key_parts(self, row: TableRow) -> list[Any] | None:
        """Return what the id is made of; None where something of it is missing or unknown."""
        parts = []
        for index in self.plan.keys:
            column = self.plan.column(index)
            if index not in row.cells:
                self._no_id(row, index)
                return None
            cell = row.cells[index]
            if column is None or not (column.target.kinds or self.mapping.id.numbered):
                parts.append(cell)
                continue
            found = self.cells.read(column, cell)
            if not found.is_whole or not found.values:
                self._judge_cell(column, row, cell)
                return None
            parts.append(str(found.values[0]).rpartition(":")[2])
        return parts

    def _no_id(self, row: TableRow, column: int | None = None) -> None:
        at = self._cell_place(row.number, self.plan.keys[0] if column is None else column)
        self._note(
            "no-id",
            message(
                "in deze rij staat niets waaraan zij te herkennen is",
                "nothing in this row tells it from others",
            ),
            message(
                "Vul de cel in, of noem onder id een kolom die in elke rij iets heeft.",
                "Fill in the cell, or name under id a column that has something in each row.",
            ),
            at,
        )

    def _without_twins(self, rows: list[TableRow]) -> list[TableRow]:
        """Report rows that make one id, and return the first of each."""
        first: dict[str, TableRow] = {}
        for row in rows:
            if not row.id:
                continue
            other = first.setdefault(row.id, row)
            if other is row:
                continue
            self._note(
                "duplicate-id",
                message(
                    'deze rij en een eerdere maken hetzelfde id "{id}"',
                    'this row and an earlier one make the same id "{id}"',
                    id=row.id,
                ),
                message(
                    "Zijn het er twee, noem dan onder id nog een kolom die ze uit elkaar houdt; "
                    "is het dezelfde, haal dan een van de rijen weg.",
                    "If they are two, name under id another column that tells them apart; if "
                    "they are the same, take one of the rows out.",
                ),
                self.place(row),
                related=(self.place(other),),
                id=row.id,
            )
        return list(first.values())

    def _coming(self, rows: list[TableRow]) -> Iterator[tuple[str, str]]:
        """Yield the names by which rows of this table may name each other."""
        named = [
            one.index for one in self.plan.columns if one.target.path in {("title",), ("name",)}
        ]
        for row in rows:
            yield folded_name(row.id), row.id
            for index in named:
                if index in row.cells:
                    yield folded_name(key_text(row.cells[index])), row.id

    def _fill(self, row: TableRow, constants: Constants) -> None:
        """Make the plain record of a row: what is there already, with what the row says in it."""
        held = self.existing.get(row.id)
        row.plain = merged(unstructure(held) if held is not None else None)
        if row.id:
            row.plain["id"] = row.id
        for target, always in constants:
            self._put(row, target, always)
        self._put_heading(row)
        several: dict[Path, tuple[Target, list[Any]]] = {}
        for column in self.plan.columns:
            if column.target.path == ("id",) or column.index not in row.cells:
                continue
            values = self._values(column, row)
            if values and column.target.takes_many:
                several.setdefault(column.target.path, (column.target, []))[1].extend(values)
            elif values:
                self._put(row, column.target, values)
        for target, every in several.values():
            self._put(row, target, list(dict.fromkeys(every)))

    def _put_heading(self, row: TableRow) -> None:
        heading = self.body.headings.get(row.number)
        column = self.plan.headings
        if column is None or heading is None:
            return
        number, said = heading
        found = self.cells.read(column, said)
        if found.values:
            self._put(row, column.target, found.values)
        if not found.is_whole and number not in self._judged:
            self._judged.add(number)
            self._judge_cell(column, attrs.evolve(row, number=number), said)

    def _values(self, column: PlannedColumn, row: TableRow) -> tuple[Any, ...]:
        cell = row.cells[column.index]
        found = self.cells.read(column, cell)
        if not found.is_whole:
            self._judge_cell(column, row, cell)
        return found.values

    def _judge_cell(self, column: PlannedColumn, row: TableRow, cell: Any) -> None:
        at = self._cell_place(row.number, max(column.index, 0))
        found = self.cells.read(column, cell)
        self.cells.miss(column, found.unknown, at)
        for odd in found.odd:
            self._odd.setdefault((column.index, odd), {}).setdefault(at, row.id)

    def note_odd_cells(self) -> None:
        """Report what cannot be read: once for all cells of a column that say the same."""
        columns = {one.index: one for one in (*self.plan.columns, self.plan.headings) if one}
        for (index, odd), cells in self._odd.items():
            column = columns[index]
            said = _unquoted(odd) if column.hides else odd.message
            at, *others = cells
            self._note(
                odd.code,
                counted_cells(said, len(cells)),
                odd.remedy,
                at,
                related=tuple(others[: MOST_PLACES - 1]),
                id=None if others else cells[at] or None,
                path=column.target.path,
            )
        self._odd.clear()

    def _put(self, row: TableRow, target: Target, values: list[Any] | tuple[Any, ...]) -> None:
        try:
            put(row.plain, target, values)
        except CannotMergeError as error:
            at = self.place(row, target.path)
            self._note(error.code, error.message, error.remedy, at, id=row.id or None,
                       path=target.path)  # fmt: skip


def _unquoted(odd: OddCellError) -> Message:
    """Say what is wrong with a cell that may name people without showing it."""
    values = {**odd.message.values, "found": message("deze waarde", "this value")}
    return attrs.evolve(odd.message, values=values)
