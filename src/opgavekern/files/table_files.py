"""What the tables of a dossier hold: records, items of lists, outlines, the header."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.csv_tables import column_of
from opgavekern.files.gathering import ChildRows, Draft, Part, nothing_there
from opgavekern.files.headers import take_header
from opgavekern.files.layouts import Meant
from opgavekern.files.refusals import refusal
from opgavekern.files.table_shapes import (
    OutlinePoint,
    is_outline,
    may_have_table,
    numbered,
    same_name,
)
from opgavekern.files.tables import OPTIONS, Row, Table, TableReader
from opgavekern.files.troubles import Names, Source, Spot, Trouble
from opgavekern.files.vocabulary import FORMAT, fold
from opgavekern.model.facts import Header
from opgavekern.model.kinds import Kind
from opgavekern.model.shape import shape_of

_NAME_AND_VALUE: Final = frozenset({("veld", "waarde"), ("field", "value"), ("name", "value")})


def take_table(draft: Draft, table: Table, meant: Meant) -> None:
    """Take a table into the draft.

    Raises:
        Refusal: A field cannot have a table of its own.
    """
    names = draft.names(meant.language)
    if meant.kind is None:
        _take_header(draft, table, names)
    elif not table.header:
        place = table.source.place(None, ())
        draft.notices.append(nothing_there(attrs.evolve(place, line=None, column=None, cell=None)))
    elif meant.field:
        _take_children(draft, table, meant, meant.kind, names)
    else:
        reader = TableReader(table, meant.kind.record, names, meant.kind)
        records, source = reader.records(is_whole=True)
        draft.troubles += reader.troubles
        draft.parts.append(Part(kind=meant.kind, records=records, source=source, names=names))


def _take_children(draft: Draft, table: Table, meant: Meant, kind: Kind, names: Names) -> None:
    cls: type = kind.record
    for field in (meant.field, meant.deeper):
        if not field:
            break
        if not may_have_table(cls, field):
            raise refusal("unknown-file", *_NO_TABLE, table.source.file)
        cls = OutlinePoint if is_outline(cls, field) else shape_of(cls, field).nested or cls
    first = 2 if meant.deeper else 1
    trouble = _misnamed(table, meant, kind, names)
    if trouble is not None:
        draft.troubles.append(trouble)
        return
    reader = TableReader(table, cls, names, kind, first=first)
    items, source = reader.records()
    draft.troubles += reader.troubles
    rows = []
    for ordinal, (row, item) in enumerate(zip(table.rows, items, strict=True)):
        owner = _owner(draft, row, Spot(source, ordinal, ("id",)), names, kind)
        number = numbered(row[1]) if first > 1 and len(row) > 1 else 1
        if number is None:
            draft.troubles.append(_no_number(source, ordinal, kind, names))
        elif owner is not None:
            rows.append((owner, number, item, ordinal))
    if cls is OutlinePoint:
        rows = _outlines(draft, rows, source, kind, names)
    draft.children.append(
        ChildRows(
            kind=kind, field=meant.field, deeper=meant.deeper, source=source, names=names, rows=rows
        )
    )


def _misnamed(table: Table, meant: Meant, kind: Kind, names: Names) -> Trouble | None:
    """Return the trouble of a child table whose first columns are not what they should be."""
    first = (kind.name, kind.plural, kind.label.nl, kind.plural_label.nl, "id")
    wanted: list[tuple[str, ...]] = [first]
    if meant.deeper:
        words = [names.vocabulary.field_name(kind.record, meant.field), meant.field]
        wanted.append(tuple(words))
    for index, known in enumerate(wanted):
        if index < len(table.header) and same_name(table.header[index], *known):
            continue
        found = table.header[index] if index < len(table.header) else ""
        spot = Spot(table.source, None, (index,))
        said = message(
            "{found} is niet de naam van deze kolom",
            "{found} is not the name of this column",
            found=quoted(found),
        )
        remedy = message("Noem deze kolom {name}.", "Call this column {name}.", name=known[-1])
        return Trouble(code="unknown-column", message=said, remedy=remedy, spot=spot)
    return None


def _owner(draft: Draft, row: Row, spot: Spot, names: Names, kind: Kind) -> str | None:
    cell = row[0] if row else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if cell is None or cell == "" or not isinstance(cell, str | int) or isinstance(cell, bool):
        draft.troubles.append(
            Trouble(
                code="missing-field",
                message=message("het id ontbreekt", "the id is missing"),
                remedy=message(
                    "Schrijf in de eerste kolom bij welk gegeven deze rij hoort.",
                    "Write in the first column to which record this row belongs.",
                ),
                spot=spot,
                kind=kind.name,
                names=names,
            )
        )
        return None
    return str(cell)


def _no_number(source: Source, ordinal: int, kind: Kind, names: Names) -> Trouble:
    return Trouble(
        code="not-a-number",
        message=message("hier hoort een nummer", "a number belongs here"),
        remedy=message(
            "Schrijf het hoeveelste van de lijst het is, vanaf 1.",
            "Write which one of the list it is, from 1.",
        ),
        spot=Spot(source, ordinal, ("id",)),
        kind=kind.name,
        names=names,
    )


def _outlines(
    draft: Draft,
    rows: list[tuple[str, int, Any, int]],
    source: Source,
    kind: Kind,
    names: Names,
) -> list[tuple[str, int, Any, int]]:
    """Gather points into rings, rings into polygons, polygons by area."""
    outlines: dict[str, dict[int, dict[int, list[Any]]]] = {}
    first: dict[tuple[str, int], int] = {}
    for owner, _, point, ordinal in rows:
        polygon, ring = numbered(point.get("polygon", 1)), numbered(point.get("ring", 1))
        if polygon is None or ring is None or not {"longitude", "latitude"} <= point.keys():
            draft.troubles.append(
                Trouble(
                    code="not-a-point",
                    message=message("dit is geen punt", "this is not a point"),
                    remedy=message(
                        "Vul vlak, ring, lengtegraad en breedtegraad in.",
                        "Fill in polygon, ring, longitude and latitude.",
                    ),
                    spot=Spot(source, ordinal),
                    kind=kind.name,
                    id=owner,
                    names=names,
                )
            )
            continue
        first.setdefault((owner, polygon), ordinal)
        rings = outlines.setdefault(owner, {}).setdefault(polygon, {})
        rings.setdefault(ring, []).append([point["longitude"], point["latitude"]])
    return [
        (owner, 1, [rings[ring] for ring in sorted(rings)], first[(owner, polygon)])
        for owner, polygons in outlines.items()
        for polygon, rings in sorted(polygons.items())
    ]


def _take_header(draft: Draft, table: Table, names: Names) -> None:
    """Read rows of name and value as one record whose columns stand on their side."""
    rows = [table.header, *table.rows] if table.header else []
    offset = 0
    if rows and tuple(fold(str(cell)) for cell in rows[0][:2]) in _NAME_AND_VALUE:
        rows, offset = rows[1:], 1
    source = SidewaysSource(table.source, offset)
    extra = [
        number for number, row in enumerate(rows) if any(one not in (None, "") for one in row[2:])
    ]
    for number in extra:
        draft.troubles.append(_third_column(source, number))
    cells = [(row[0], row[1] if len(row) > 1 else None) for row in rows]
    form = next((value for name, value in cells if fold(str(name)) == FORMAT), None)
    kept = [
        (number, name, value)
        for number, (name, value) in enumerate(cells)
        if fold(str(name)) != FORMAT
    ]
    sideways = Table(
        header=[name for _, name, _ in kept],
        rows=[[value for _, _, value in kept]],
        source=attrs.evolve(source, numbers=tuple(number for number, _, _ in kept)),
        style=table.style,
    )
    form_at = next((n for n, (name, _) in enumerate(cells) if fold(str(name)) == FORMAT), 0)
    reader = TableReader(sideways, Header, names, None)
    (fields,), placed = reader.records()
    draft.troubles += reader.troubles
    if isinstance(placed, SidewaysSource):
        placed = attrs.evolve(placed, form_at=form_at)
    options = fields.pop(OPTIONS, {})
    if options:
        fields["plugins"] = {**dict.fromkeys(fields.get("plugins", ())), **options}
    if isinstance(form, float) and form.is_integer():
        form = int(form)
    take_header(draft, fields, form, placed, names)


def _third_column(source: Source, number: int) -> Trouble:
    return Trouble(
        code="ragged-row",
        message=message(
            "na naam en waarde staat nog iets", "something follows after name and value"
        ),
        remedy=message("Maak de derde kolom leeg.", "Empty the third column."),
        spot=Spot(source, None, (number,)),
        kind="dossier",
    )


@attrs.frozen(eq=False)
class SidewaysSource:
    """A table of names and values, in which a field is a row.

    Attributes:
        table: The table that it stands in.
        offset: Rows before the first field.
        numbers: For each column of the record, which of the rows it is.
        columns: The path of the field in each.
        form_at: Which row holds the format.
    """

    table: Any
    offset: int
    numbers: tuple[int, ...] = ()
    columns: tuple[Any, ...] = ()
    form_at: int = 0

    @property
    def file(self) -> str:
        """Path as the user gave it."""
        name: str = self.table.file
        return name

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        name: tuple[str, ...] = self.table.key
        return name

    def with_columns(self, columns: Any) -> SidewaysSource:
        """Return the source that finds a path by its row."""
        return attrs.evolve(self, columns=tuple(columns))

    def place(self, ordinal: int | None, path: Any, *, at_key: bool = False) -> Any:
        """Return the row of a field: its name, or its value."""
        if path == (FORMAT,):
            return self._at(self.form_at, 1)
        index = column_of(self.columns, path)
        number = self.numbers[index] if index < len(self.numbers) else 0
        is_name = bool(path) and isinstance(path[0], int)
        return self._at(number, 0 if is_name or not path else 1)

    def _at(self, number: int, column: int) -> Any:
        row = number + self.offset
        return self.table.place(None if row == 0 else row - 1, (column,), at_key=True)


_NO_TABLE: Final[tuple[Message, Message]] = (
    message("dit veld heeft geen tabel van zichzelf", "this field has no table of its own"),
    message("Zet het in de tabel van de gegevens zelf.", "Put it in the table of the records."),
)
