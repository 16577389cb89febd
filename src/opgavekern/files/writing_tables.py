"""Records as tables by the conventions of `tables`: a row each, and tables for their lists."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.texts import Language
from opgavekern.files.cells import escaped_item
from opgavekern.files.spelling import default_of, spelled_item
from opgavekern.files.table_shapes import OutlinePoint, is_outline, needs_table
from opgavekern.model.facts import Header, PluginUse
from opgavekern.model.kinds import Kind, fields_in_order
from opgavekern.model.record import Record
from opgavekern.model.records import id_of
from opgavekern.model.shape import FieldShape, shape_of

#: What stands in a cell; None for an empty one.
Cell = str | int | float | Decimal | date | None
Get = Callable[[Any], Cell]

_BOOLEANS: Final = {"nl": ("nee", "ja"), "en": ("no", "yes")}
_NUMBERS: Final = (int, float, Decimal)
_ID: Final = FieldShape(str)


@attrs.frozen
class ColumnPlan:
    """A column to write.

    Attributes:
        title: What stands in the first row.
        path: The field, and what leads to it.
        shape: What its field holds; decides on format and choices.
        get: Returns the cell for an object.
        is_own_id: It holds the ids of the records themselves.
    """

    title: str
    path: Path
    shape: FieldShape
    get: Get
    is_own_id: bool = False


@attrs.frozen
class TablePlan:
    """A table to write.

    Attributes:
        name: Of the sheet or file: a kind, or a kind with a field after a dot.
        columns: Titles and what they hold.
        rows: Cells, as many as there are columns.
        kind: The kind of the records; None for tables of their lists.
        owner: In tables of lists, the kind of the records whose ids stand in the first column.
    """

    name: str
    columns: tuple[ColumnPlan, ...]
    rows: list[list[Cell]]
    kind: Kind | None = None
    owner: Kind | None = None

    @property
    def id_column(self) -> int | None:
        """Which column holds the ids of the records; None where they follow from the rest."""
        return next((at for at, one in enumerate(self.columns) if one.is_own_id), None)


def tables_of(kind: Kind, records: Sequence[Record], language: Language) -> list[TablePlan]:
    """Return the table of records of one kind, and after it those of their lists."""
    children = [attrs.evolve(one, owner=kind) for one in _children(kind, records, language)]
    cls: type = kind.record
    columns = columns_of(cls, records, language)
    own_id = field_title(cls, "id", language)
    if children or columns[0].title == own_id:
        # Lists find their record by its id, also where that follows from other fields.
        columns = [one for one in columns if one.title != own_id]
        columns.insert(0, ColumnPlan(own_id, ("id",), shape_of(cls, "id"), id_of, True))
    rows = [[column.get(one) for column in columns] for one in records]
    name = kind.plural_label.text(language)
    return [TablePlan(name, tuple(columns), rows, kind), *children]


def header_rows(header: Header, language: Language) -> list[tuple[str, FieldShape, Cell]]:
    """Return name, shape and value of the header's fields, options of plugins in rows of theirs."""
    without = attrs.evolve(
        header, plugins=tuple(PluginUse(name=one.name) for one in header.plugins)
    )
    columns = columns_of(Header, [without], language)
    rows = [(one.title, one.shape, one.get(without)) for one in columns]
    title = field_title(Header, "plugins", language)
    for use in header.plugins:
        whole = functools.partial(_whole_map, use.options)
        used = [use.options] if use.options else []
        for one in _map_columns(f"{title}.{use.name}", (), whole, used):
            rows.append((one.title, one.shape, one.get(None)))
    return rows


def _whole_map(options: FrozenMap, _: object) -> FrozenMap:
    return options


def columns_of(cls: type, objects: Sequence[Any], language: Language) -> list[ColumnPlan]:
    """Return a column for each field that some object has filled in, or must."""
    found: list[ColumnPlan] = []
    for field in fields_in_order(cls):
        get = functools.partial(_filled, field.name, field.default)
        used = [value for one in objects if (value := get(one)) is not None]
        if used or field.default is attrs.NOTHING:
            found += _columns_of_field(cls, field.name, get, used, language)
    return found


def _filled(name: str, default: Any, one: Any) -> Any:
    """Return a value; None where it is the default, which is not written."""
    value = getattr(one, name)
    return None if value == default_of(default, one) else value


def _columns_of_field(
    cls: type, field: str, get: Callable[[Any], Any], used: list[Any], language: Language
) -> Iterator[ColumnPlan]:
    shape, title = shape_of(cls, field), field_title(cls, field, language)
    nested = shape.nested
    if shape.is_many:
        if not in_table(cls, field, used):
            write = functools.partial(_list_cell, cls, field, language)
            yield ColumnPlan(title, (field,), shape_in_cell(shape), _after(get, write))
    elif shape.item is FrozenMap:
        yield from _map_columns(title, (field,), get, used)
    elif nested is not None and not hasattr(nested, "from_text") and _in_parts(nested, used):
        columns = columns_of(nested, used, language)
        for column in columns:
            yield ColumnPlan(
                f"{title}.{column.title}",
                (field, *column.path),
                column.shape,
                _after(get, column.get),
            )
        if any(all(column.get(one) is None for column in columns) for one in used):
            # Something that says nothing yet is there all the same.
            write = functools.partial(_empty, columns)
            yield ColumnPlan(title, (field,), shape, _after(get, write))
    else:
        write = functools.partial(_cell, cls, field, language)
        yield ColumnPlan(title, (field,), shape_in_cell(shape), _after(get, write))


def _empty(columns: Sequence[ColumnPlan], one: Any) -> Cell:
    return "{}" if all(column.get(one) is None for column in columns) else None


def _after(get: Callable[[Any], Any], write: Get) -> Get:
    def both(one: Any) -> Cell:
        value = get(one)
        return None if value is None else write(value)

    return both


def in_table(cls: type, field: str, used: Iterable[Sequence[Any]]) -> bool:
    """Tell whether a list stands in a table of its own, since one cell cannot say it."""
    nested = shape_of(cls, field).nested
    if needs_table(cls, field):
        return True
    if nested is None or hasattr(nested, "from_text"):
        return False
    return _in_parts(nested, [one for values in used for one in values])


def _in_parts(nested: type, values: Iterable[Any]) -> bool:
    """Tell whether some value says more than its class can say in one cell."""
    short: str | None = getattr(nested, "__short__", None)
    return short is None or any(
        getattr(one, field.name) != default_of(field.default, one)
        for one in values
        for field in attrs.fields(nested)
        if field.name != short
    )


def _cell(cls: type, field: str, language: Language, value: Any) -> Cell:
    """Return one value as a cell: numbers and days as such, all else as text."""
    shape = shape_of(cls, field)
    if shape.nested is not None and not hasattr(shape.nested, "from_text"):
        short: str = shape.nested.__short__  # type: ignore[attr-defined] # by `_in_parts`
        return _cell(shape.nested, short, language, getattr(value, short))
    if isinstance(value, bool):
        return _BOOLEANS[language][value]
    if isinstance(value, int | float | Decimal | date):
        return value
    return str(spelled_item(cls, field, value, language))


def shape_in_cell(shape: FieldShape) -> FieldShape:
    """Return the shape of what one cell holds: of a class with a short form that one value."""
    nested = shape.nested
    short: str | None = getattr(nested, "__short__", None)
    if nested is None or short is None:
        return shape
    inner = shape_in_cell(shape_of(nested, short))
    return attrs.evolve(inner, is_many=shape.is_many, is_optional=shape.is_optional)


def _list_cell(cls: type, field: str, language: Language, values: Iterable[Any]) -> Cell:
    cells = [_cell(cls, field, language, one) for one in values]
    if isinstance(values, frozenset):
        cells.sort(key=str)
    return "; ".join(escaped_item(_in_list(one)) for one in cells) or None


def _in_list(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace(".", ",") if isinstance(cell, float | Decimal) else str(cell)


def _map_columns(
    title: str, field: Path, get: Callable[[Any], Any], used: list[FrozenMap]
) -> Iterator[ColumnPlan]:
    """Return a column for each key, or one with JSON where keys or values do not fit in that."""
    shape = FieldShape(FrozenMap)
    leaves = [dict(_leaves(one.plain(), ())) for one in used]
    paths = sorted({path for one in leaves for path in one})
    fits = all(isinstance(one[path], str) for one in leaves for path in one) and all(
        part == part.strip() and part and "." not in part for path in paths for part in path
    )
    if fits and not any(path[:-1] in paths for path in paths):
        for path in paths:
            leaf = _after(get, functools.partial(_leaf, path))
            yield ColumnPlan(".".join((title, *path)), (*field, *path), shape, leaf)
    else:
        yield ColumnPlan(title, field, shape, _after(get, _json))


def _leaves(plain: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(plain, dict) and plain:
        for key, value in plain.items():
            yield from _leaves(value, (*path, key))
    else:
        yield path, plain


def _leaf(path: tuple[str, ...], found: Any) -> Cell:
    for part in path:
        found = found.get(part) if isinstance(found, FrozenMap) else None
    return found if isinstance(found, str) else None


def _json(value: FrozenMap) -> str:
    return json.dumps(value.plain(), ensure_ascii=False)


def _children(kind: Kind, records: Sequence[Record], language: Language) -> Iterator[TablePlan]:
    """Return the tables of lists whose items take more than one cell."""
    first = kind.label.text(language)
    cls: type = kind.record
    for field in fields_in_order(cls):
        name = field.name
        shape = shape_of(cls, name)
        if not shape.is_many or not in_table(cls, name, (getattr(one, name) for one in records)):
            continue
        pairs = [(id_of(one), item) for one in records for item in getattr(one, name)]
        if not pairs:
            continue
        title = f"{kind.plural_label.text(language)}.{field_title(cls, name, language)}"
        if is_outline(cls, name):
            yield _outlines(title, first, pairs, language)
        elif shape.nested is not None:
            yield table_of_items(title, [first], [((id,), item) for id, item in pairs], language)
            yield from _deeper(kind, name, records, language, title)


def table_of_items(
    title: str, firsts: list[str], pairs: list[tuple[tuple[Cell, ...], Any]], language: Language
) -> TablePlan:
    """Return a table of items, each after what it belongs to."""
    cls = type(pairs[0][1])
    columns = columns_of(cls, [item for _, item in pairs], language)
    owners = [
        ColumnPlan(name, (), FieldShape(int) if at else _ID, str) for at, name in enumerate(firsts)
    ]
    rows = [[*owner, *(column.get(item) for column in columns)] for owner, item in pairs]
    return TablePlan(title, (*owners, *columns), rows)


def _deeper(
    kind: Kind, outer: str, records: Sequence[Record], language: Language, title: str
) -> Iterator[TablePlan]:
    """Return the tables of lists within the items of a list."""
    cls: type = kind.record
    nested = shape_of(cls, outer).nested
    if nested is None:
        return
    for field in fields_in_order(nested):
        shape = shape_of(nested, field.name)
        if not shape.is_many or not needs_table(nested, field.name):
            continue
        items: list[tuple[tuple[Cell, ...], Any]] = [
            ((id_of(record), number), item)
            for record in records
            for number, one in enumerate(getattr(record, outer), start=1)
            for item in getattr(one, field.name)
        ]
        if items:
            firsts = [kind.label.text(language), field_title(cls, outer, language)]
            name = f"{title}.{field_title(nested, field.name, language)}"
            yield table_of_items(name, firsts, items, language)


def _outlines(
    title: str, first: str, pairs: Iterable[tuple[str, Any]], language: Language
) -> TablePlan:
    names = [
        field_title(OutlinePoint, field.name, language) for field in attrs.fields(OutlinePoint)
    ]
    shapes = [_ID, FieldShape(int), FieldShape(int), FieldShape(float), FieldShape(float)]
    columns = tuple(
        ColumnPlan(name, (), shape, str)
        for name, shape in zip([first, *names], shapes, strict=True)
    )
    rows: list[list[Cell]] = []
    polygons: dict[str, int] = {}
    for id, rings in pairs:
        polygon = polygons[id] = polygons.get(id, 0) + 1
        for ring, points in enumerate(rings, start=1):
            rows += [[id, polygon, ring, longitude, latitude] for longitude, latitude in points]
    return TablePlan(title, columns, rows)


def field_title(cls: type, field: str, language: Language) -> str:
    """Return the title of a column for a field."""
    label = field_labels(cls).get(field)
    return label.text(language) if label is not None else field
