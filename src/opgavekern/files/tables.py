"""Tables: one row per record, in CSV files and in sheets.

The conventions, the same for reading and for writing:

- The first row holds the names of columns: identifiers, or labels in Dutch or English. Each
  further row is a record; rows without anything are passed by. An empty cell is not filled in.
- A field with fields of its own takes a column for each of them, with a dot between the names
  (`opdracht.vastgesteld op`, `mandate.adopted_on`), or one column where the class can be written
  as text or as one value (`geldig`: `2026-01-01/..`; `bron`: the reference). Where the record
  has it without any of its fields filled in, one column of its own name says `{}`.
- A list stands in one cell with `;` between its items, as `cells` says: values, references, and
  things that can be written as one value (`opgavemanager`: `p-1; p-2`).
- A list of things that need several values has a table of its own, a file
  `opgaven.verloop.csv` or a sheet `opgaven.verloop`. Its first column, named for the kind in the
  singular or `id`, holds the id of the record; the order of rows is the order of the list. For a
  list within such a list (`werkwijzen.stappen.uren`) the second column, named for the outer list,
  holds the number of its item, from 1. Names of sheets are cut off after 31 characters.
- Outlines of areas have a table `gebieden.omtrek` with a row for each point: the id, `vlak`
  (polygon), `ring`, `lengtegraad`, `breedtegraad`; polygons and rings are numbered from 1.
- Free-form maps (`eigen velden`, `externe ids`) take a column for each value, with dots between
  the keys and text in the cell, or one column with a JSON object where that cannot say it.
- The header is a table `dossier` of two columns without a first row of names: name of the field,
  value. Options of plugins stand under `plugins.<name>.<option>`, or all of one plugin as a JSON
  object under `plugins.<name>`.
- In CSV with `;` or tabs numbers may have a decimal comma, and `1.234` is refused since it can be
  read in two ways; with `,` the decimal mark is the point. In a sheet numbers are numbers, and
  text in a number column is read as in CSV with `;`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.cells import OddCellError, Style, reader_of, text_of, unguarded
from opgavekern.files.columns import FieldCells, OddTableError, made_by_column
from opgavekern.files.table_shapes import needs_table
from opgavekern.files.translating import Translator
from opgavekern.files.troubles import Names, Source, Spot, Trouble
from opgavekern.files.vocabulary import Vocabulary, field_meanings
from opgavekern.model.facts import Header, PluginUse
from opgavekern.model.kinds import Kind, fields_in_order
from opgavekern.model.shape import shape_of

Row = Sequence[Any]
#: Where the options of plugins are kept until they are joined with the plugins' names.
OPTIONS: Final = "plugin options"


class TableSource(Source, Protocol):
    """A table that can tell where its columns stand."""

    def with_columns(self, columns: Sequence[Path | None]) -> Source:
        """Return the source that finds a path by its column."""
        ...


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """A table as it stands in a file.

    Attributes:
        header: The first row.
        rows: The other rows that hold anything; the place in this list is the ordinal.
        source: Where it stands.
        style: How it writes things.
    """

    header: Row
    rows: Sequence[Row]
    source: TableSource
    style: Style


@attrs.frozen
class Column:
    """A column: where it stands, which field it fills, and what reads its cells."""

    index: int
    path: Path
    reads: Callable[[Any], Any]


@attrs.define(eq=False)
class TableReader:
    """Reads the rows of one table into plain records of a class."""

    table: Table
    cls: type
    names: Names
    kind: Kind | None
    troubles: list[Trouble] = attrs.field(factory=list)
    #: How many columns at the start are not fields of the class.
    first: int = 0
    _is_ragged: bool = False
    _source: Source = attrs.field(init=False)
    _translator: Translator = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._source = self.table.source
        self._translator = Translator(self._source, self.names, self.kind)

    def records(self, *, is_whole: bool = False) -> tuple[list[Any], Source]:
        """Return a plain record for each row, and the source that finds their places.

        Args:
            is_whole: The class is that of a kind of record. Then the records themselves may be
                returned in the place of plain ones, which is quicker.
        """
        columns = self._columns()
        paths: list[Path | None] = [None] * len(self.table.header)
        for column in columns:
            paths[column.index] = column.path
        for index in range(self.first):
            paths[index] = ("id",)
        self._source = self.table.source.with_columns(paths)
        self._translator.source = self._source
        made = self._made(columns) if is_whole and not self.troubles else None
        return (self._plain(columns) if made is None else made), self._source

    def _made(self, columns: list[Column]) -> list[Any] | None:
        """Return the records themselves; None where anything is odd, which `_plain` then tells."""
        seen = dict(self.names.seen)
        try:
            made = made_by_column(self.cls, self._fields(columns))
        except OddTableError:
            made = None
        if made is None or len(self.names.seen) > 1:
            self.names.seen = seen
            self.troubles.clear()
            return None
        return made

    def _fields(self, columns: list[Column]) -> list[FieldCells]:
        """Return what the table holds of each field.

        Raises:
            OddTableError: Rows are not as wide as the first, or a field has something odd in it.
        """
        rows = self.table.rows
        if not set(map(len, rows)) <= {len(self.table.header)}:
            raise OddTableError
        cells = list(zip(*rows, strict=True)) if rows else [()] * len(self.table.header)
        fields: dict[str, list[Column]] = {}
        for one in sorted(columns, key=lambda one: len(one.path) > 1):  # the whole, then parts
            fields.setdefault(str(one.path[0]), []).append(one)
        return [
            FieldCells(name, cells[found[0].index], found[0].reads)
            if len(found[-1].path) == 1
            else self._field_of(name, found)
            for name, found in fields.items()
        ]

    def _field_of(self, field: str, columns: list[Column]) -> FieldCells:
        """Return the groups of fields that stand in several columns."""
        groups = []
        for ordinal, row in enumerate(self.table.rows):
            record: dict[str, Any] = {}
            for column in columns:
                cell = row[column.index]
                if cell is not None and cell != "":
                    self._put(record, column, cell, ordinal)
            groups.append(record.get(field))
        if self.troubles:
            raise OddTableError
        return FieldCells(field, groups, None)

    def _plain(self, columns: list[Column]) -> list[dict[str, Any]]:
        """Return a plain record for each row, and note whatever is odd."""
        guards = self.table.style.has_guards
        simple = [
            (one.index, str(one.path[0]), one.reads, one.reads is text_of and not guards)
            for one in columns
            if len(one.path) == 1
        ]
        nested = [one for one in columns if len(one.path) > 1]
        width = len(self.table.header)
        made = []
        self._judge_header(width)
        for ordinal, row in enumerate(self.table.rows):
            if len(row) != width:
                self._ragged(row, ordinal, width)
                row = [*row, *[None] * (width - len(row))]  # noqa: PLW2901 - made as wide
            record: dict[str, Any] = {}
            for index, field, reads, is_text in simple:
                cell = row[index]
                if cell is not None and cell != "":
                    if is_text and type(cell) is str and "\r" not in cell:
                        record[field] = cell
                        continue
                    try:
                        record[field] = reads(cell)
                    except OddCellError as odd:
                        self._odd(odd, ordinal, (field,), record)
            for column in nested:
                cell = row[column.index]
                if cell is not None and cell != "":
                    self._put(record, column, cell, ordinal)
            made.append(record)
        self.troubles += self._translator.troubles
        return made

    def _put(self, record: dict[str, Any], column: Column, cell: Any, ordinal: int) -> None:
        *outer, last = column.path
        for part in outer:
            inner = record.setdefault(part, {})  # type: ignore[arg-type]
            if not isinstance(inner, dict):
                self._both_ways(ordinal, column.path)
                return
            record = inner
        try:
            record[str(last)] = column.reads(cell)
        except OddCellError as odd:
            self._odd(odd, ordinal, column.path, record)

    def _columns(self) -> list[Column]:
        columns: list[Column] = []
        taken: dict[Path, int] = {}
        for index, name in enumerate(self.table.header):
            if index < self.first:
                continue
            column = self._column(index, name)
            if column is None:
                continue
            earlier = taken.setdefault(column.path, index)
            if earlier != index:
                self._note(
                    *_TWICE, Spot(self._source, None, (index,)), related=(earlier,), name=str(name)
                )
                continue
            columns.append(column)
        return columns

    def _column(self, index: int, name: Any) -> Column | None:  # noqa: PLR0911 - as many as ways
        spot = Spot(self._source, None, (index,))
        if name is None or name == "":
            if any(len(row) > index and row[index] not in (None, "") for row in self.table.rows):
                self._note(*_NAMELESS, spot)
            return None
        typed = str(name).strip()
        path: list[str] = []
        cls: type | None = self.cls
        parts = [part.strip() for part in typed.split(".")]
        for place, part in enumerate(parts):
            if cls is None:
                self._unknown(typed, self.cls, spot)
                return None
            field = self.names.one(field_meanings(cls), part, spot)
            if isinstance(field, Trouble):
                self.troubles.append(attrs.evolve(field, names=self.names))
                return None
            if field is None:
                self._unknown(typed, cls, spot)
                return None
            path.append(field)
            shape = shape_of(cls, field)
            rest = parts[place + 1 :]
            if cls is Header and field == "plugins" and rest:
                whole = reader_of(PluginUse, "options", self.table.style, self._named)
                return Column(index, (OPTIONS, *rest), whole if len(rest) == 1 else self._text)
            if shape.item is FrozenMap and rest:
                return Column(index, (*path, *rest), self._text)
            if not rest:
                return self._ending(index, tuple(path), cls, field, spot)
            if shape.is_many:
                self._note(*_NEEDS_TABLE, spot, name=typed)
                return None
            cls = shape.nested
        return None

    def _ending(
        self, index: int, path: tuple[str, ...], cls: type, field: str, spot: Spot
    ) -> Column | None:
        if needs_table(cls, field):
            self._note(*_NEEDS_TABLE, spot, name=".".join(path))
            return None
        reads = reader_of(cls, field, self.table.style, self._named)
        if self.table.style.has_guards:
            inner = reads
            reads = lambda cell: inner(unguarded(cell) if cell[0] == "'" else cell)  # noqa: E731
        return Column(index, path, reads)

    def _text(self, cell: Any) -> Any:
        if self.table.style.has_guards:
            cell = unguarded(cell)
        if isinstance(cell, float) and not cell.is_integer():
            return repr(cell)
        return ("true" if cell else "false") if isinstance(cell, bool) else text_of(cell)

    def _named(self, what: Any, typed: str) -> Any:
        """Translate a term, or the kind in a reference."""
        if isinstance(what, tuple):
            if ":" not in typed:
                return typed
            found = self._translator.reference(typed, what)
        else:
            found = self._translator.term_of(what, typed)
        if isinstance(found, str):
            return found
        raise OddCellError(found.code, found.message, found.advice())

    def _odd(self, odd: OddCellError, ordinal: int, path: Path, record: dict[str, Any]) -> None:
        id = record.get("id")
        self.troubles.append(
            Trouble(
                code=odd.code,
                message=odd.message,
                remedy=odd.remedy,
                spot=Spot(self._source, ordinal, path),
                kind=self.kind.name if self.kind is not None else "dossier",
                id=str(id) if id else None,
                path=path,
                names=self.names,
            )
        )

    def _judge_header(self, width: int) -> None:
        """Where all rows agree and the first does not, it is the first that is wrong."""
        widths = {len(row) for row in self.table.rows}
        if len(self.table.rows) < 2 or len(widths) > 1 or width in widths:
            return
        self._is_ragged = True
        self._note(
            "ragged-row",
            message(
                "de eerste rij heeft {width} cellen; de andere rijen hebben er {found}",
                "the first row has {width} cells; the other rows have {found}",
                width=width,
                found=next(iter(widths)),
            ),
            message("Geef elke kolom een naam.", "Give every column a name."),
            Spot(self._source, None),
        )

    def _ragged(self, row: Row, ordinal: int, width: int) -> None:
        if self._is_ragged:
            return
        self._note(
            "ragged-row",
            message(
                "deze rij heeft {found} cellen; de eerste rij heeft er {width}",
                "this row has {found} cells; the first row has {width}",
                found=len(row),
                width=width,
            ),
            message(
                "Vul de rij aan; zet tekst waarin het scheidingsteken staat tussen "
                "aanhalingstekens.",
                "Complete the row; put text that holds the separator in quotes.",
            ),
            Spot(self._source, ordinal),
        )

    def _both_ways(self, ordinal: int, path: Path) -> None:
        self._note(
            "written-twice",
            message(
                "dit veld is ingevuld als geheel en ook in delen",
                "this field is filled in as a whole and in parts too",
            ),
            message("Haal een van de twee weg.", "Take one of the two out."),
            Spot(self._source, ordinal, path),
        )

    def _unknown(self, typed: str, cls: type, spot: Spot) -> None:
        def remedy(words: Vocabulary) -> Message:
            known = [words.field_name(cls, one.name) for one in fields_in_order(cls)]
            return one_of(known, word=typed.rsplit(".", maxsplit=1)[-1].replace(" ", "_"), most=40)

        self.troubles.append(
            Trouble(
                code="unknown-column",
                message=message("onbekende kolom {key}", "unknown column {key}", key=quoted(typed)),
                remedy=remedy,
                spot=spot,
                kind=self.kind.name if self.kind is not None else "dossier",
                names=self.names,
            )
        )

    def _note(
        self,
        code: str,
        said: Message,
        remedy: Message,
        spot: Spot,
        *,
        related: Iterable[int] = (),
        name: str = "",
    ) -> None:
        if name:
            said = attrs.evolve(said, values={**said.values, "name": quoted(name)})
        self.troubles.append(
            Trouble(
                code=code,
                message=said,
                remedy=remedy,
                spot=spot,
                related=tuple(Spot(self._source, None, (one,)) for one in related),
                kind=self.kind.name if self.kind is not None else "dossier",
                names=self.names,
            )
        )


_TWICE = (
    "duplicate-column",
    message("de kolom {name} staat er twee keer", "the column {name} is there twice"),
    message("Haal een van de twee weg.", "Take one of the two out."),
)
_NAMELESS = (
    "nameless-column",
    message("deze kolom heeft geen naam", "this column has no name"),
    message(
        "Zet de naam van het veld in de eerste rij, of maak de kolom leeg.",
        "Put the name of the field in the first row, or empty the column.",
    ),
)
_NEEDS_TABLE = (
    "needs-table",
    message("{name} past niet in één cel", "{name} does not fit in one cell"),
    message(
        "Maak er een eigen tabel van, zoals opgaven.verloop, met het id in de eerste kolom.",
        "Make it a table of its own, such as issues.history, with the id in the first column.",
    ),
)
