"""Records of a table, made column by column: the quick way for tables with nothing odd in them.

Values that stand in a column, or in several of one sort, again and again are read once; a column
of plain text or of ids is looked at as a whole; no plain record is made on the way. Where a single
cell is not what its column asks, nothing is made at all: the table is then read row by row, and
that tells every problem in its place.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.converting import converter
from opgavekern.base.scalars import are_plain_ids
from opgavekern.base.texts import Prose
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, shape_of, types_of

_EMPTY: Final = ("", None)
#: True equals 1, and a group of fields has no hash: neither can be looked up among the others.
_UNLIKE: Final = frozenset({bool, dict})
#: So many cells tell whether a column says the same things again and again.
_SAMPLE: Final = 1_000


class OddTableError(Exception):
    """A table that has to be read row by row."""


@attrs.frozen
class FieldCells:
    """What a table holds of one field.

    Attributes:
        field: The field.
        cells: One for each row; "" or None where it is not filled in.
        reads: Makes plain data of a cell that is filled in. Fields of one annotation have equal
            ones. None where the cells are plain data already.
    """

    field: str
    cells: Sequence[Any]
    reads: Callable[[Any], Any] | None


def made_by_column(cls: type, found: Sequence[FieldCells]) -> list[Any]:
    """Return a record for each row.

    Raises:
        OddTableError: Some cell is not what its column asks, or some row makes no record.
    """
    known: dict[Any, dict[Any, Any]] = {}
    try:
        columns = [_values(cls, one, known) for one in found]
        make = _maker(cls, tuple(one.field for one in found))
        return list(map(make, *columns))
    except Exception as error:  # whatever it is, the slower way tells it
        raise OddTableError from error


def _maker(cls: type, fields: tuple[str, ...]) -> Callable[..., Any]:
    """Return what makes a record of values in the order of these fields.

    It is a `lambda a, b: cls(a=a, b=b)`: a dict made for each row would take as long as the
    record itself. Nothing in the source comes from data: the fields are those of the class.
    """
    named = ", ".join(f"{field}={field}" for field in fields)
    make: Callable[..., Any] = eval(f"lambda {', '.join(fields)}: cls({named})", {"cls": cls})  # noqa: S307 - names of fields, nothing else
    return make


def _values(cls: type, column: FieldCells, known: dict[Any, dict[Any, Any]]) -> Sequence[Any]:
    """Return the value of the field for each row.

    Args:
        cls: The class of the records.
        column: What the table holds of the field.
        known: By annotation, what was made of the cells of columns before this one.
    """
    default = attrs.fields_dict(cls)[column.field].default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type] # a class, says attrs itself
        default = attrs.NOTHING  # which leaves it to the class
    elif default is attrs.NOTHING and any(one in column.cells for one in _EMPTY):
        raise OddTableError
    cells = column.cells
    if column.reads is None or not _repeats(cells):
        plainly = _plainly(shape_of(cls, column.field), cells)
        if plainly is not None:
            return plainly
        value = _reader(cls, column)
        return [default if cell in _EMPTY else value(cell) for cell in cells]
    made = known.setdefault(types_of(cls)[column.field], {})
    made |= dict.fromkeys(_EMPTY, default)
    value = _reader(cls, column)
    made |= {cell: value(cell) for cell in set(column.cells).difference(made)}
    return list(map(made.__getitem__, column.cells))


def _repeats(cells: Sequence[Any]) -> bool:
    """Tell whether the same few values stand in a column again and again, as far as one sees."""
    seen = cells[:_SAMPLE]
    return _UNLIKE.isdisjoint(map(type, cells)) and len(set(seen)) < len(seen) / 2


def _plainly(shape: FieldShape, cells: Sequence[Any]) -> Sequence[Any] | None:
    """Return the values of a column, all filled in, at which one look as a whole is enough."""
    if shape.is_many or set(map(type, cells)) != {str} or "" in cells:
        return None
    if shape.item is str or shape.item is Prose:
        text = "".join(cells)
        return cells if text.isprintable() and "'" not in text else None
    if not shape.kinds or not are_plain_ids(cells):
        return None
    return cells if shape.is_id else list(map(Ref, itertools.repeat(shape.kinds[0]), cells))


def _reader(cls: type, column: FieldCells) -> Callable[[Any], Any]:
    """Return what makes a value of a cell that is filled in."""
    annotation = types_of(cls)[column.field]
    hook = converter(detailed=False).get_structure_hook(annotation)

    def value(cell: Any) -> Any:
        plain = cell if column.reads is None else column.reads(cell)
        if plain is None or plain == "":
            raise OddTableError
        return hook(plain, annotation)

    return value
