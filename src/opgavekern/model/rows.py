"""Records as rows of a table: a flat dict each, the same columns for all records of a kind."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.frames import frame
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.personal import personal_in
from opgavekern.base.results import html_table
from opgavekern.base.texts import Text
from opgavekern.model.kinds import fields_in_order, kind_of
from opgavekern.model.record import Record
from opgavekern.model.shape import FieldShape, shape_of

#: What a column of one value can be of; other values become their text.
_PLAIN: Final = (int, float, Decimal, bool, date)
_NUMBERS: Final = (int, float, Decimal)
#: What stands in for a type that has no room for what is not known.
_WITH_UNKNOWN: Final[Mapping[type, type]] = MappingProxyType({int: float, bool: object})


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: Field names joined by `_`, such as `valid_first`.
        path: The fields that lead to the value.
        shape: What the last of them holds.
        is_personal: It holds personal data.
        may_lack: A record may have no value for it.
    """

    name: str
    path: tuple[str, ...]
    shape: FieldShape
    is_personal: bool = False
    may_lack: bool = False

    @property
    def is_number(self) -> bool:
        """Every value is a number, or unknown."""
        return self.type in _NUMBERS

    @property
    def type(self) -> type:
        """The type of what stands in a row, where it is known."""
        if self.shape.is_many:
            return tuple
        return self.shape.item if self.shape.item in _PLAIN else str


@functools.cache
def columns_of(
    cls: type, path: tuple[str, ...] = (), *, personal: bool = False, may_lack: bool = False
) -> tuple[Column, ...]:
    """Return the columns of a kind: its fields in reading order, single parts taken apart.

    A part that a record has once gives a column for each of its own fields (`valid` becomes
    `valid_first` and `valid_last`). What it has several of stays together in one column.

    Args:
        cls: The class of the records, or of a part.
        path: The fields that lead to the part.
        personal: The part as a whole is personal data.
        may_lack: A record may be without the part.
    """
    found: list[Column] = []
    for field in fields_in_order(cls):
        here = (*path, field.name)
        shape = shape_of(cls, field.name)
        is_personal = personal or personal_in(field) is not None
        lacks = may_lack or shape.is_optional
        if not shape.is_many and shape.nested is not None and _has_parts(shape.nested):
            found += columns_of(shape.nested, here, personal=is_personal, may_lack=lacks)
        else:
            found.append(Column("_".join(here), here, shape, is_personal, lacks))
    return tuple(found)


def rows_of(records: Iterable[Record], *, personal: bool = False) -> list[dict[str, Any]]:
    """Return a flat dict for each record.

    What is not known is None. Days are `date`, numbers `int`, `float` or `Decimal`, terms and
    references their text. Several values are a tuple; several parts a tuple of dicts.

    Args:
        records: Of one kind.
        personal: Give the columns with personal data too, such as names.
    """
    return [dict(_cells(record, personal)) for record in records]


def frame_of(rows: list[dict[str, Any]], cls: type | None, *, personal: bool = False) -> Any:
    """Return rows of one kind as a `pandas.DataFrame`.

    Its columns have the types of its kind, whatever stands in them, also without rows: see
    `frame`. What may be unknown is never an integer, since pandas then has no room for it.
    """
    known = [one for one in columns_of(cls) if personal or not one.is_personal] if cls else []
    return frame(rows, {one.name: _held(one) for one in known})


def _held(column: Column) -> type:
    """Return a type of which a frame can hold every value of a column, and what is not known."""
    return _WITH_UNKNOWN.get(column.type, column.type) if column.may_lack else column.type


#: As many rows as a notebook shows of records.
MOST_SHOWN: Final = 20
_LONGEST: Final = 80


def html_of(records: Sequence[Record], count: int) -> str:
    """Return the first records of so many as a table for notebooks, without empty columns."""
    rows = rows_of(records)
    columns = list(rows[0]) if rows else []
    shown = [one for one in columns if any(_short(row[one]) for row in rows)]
    kind = kind_of(records[0]).plural_label if records else Text(nl="", en="records")
    more = f", the first {len(records)}" if len(records) < count else ""
    short = [{column: _short(row[column]) for column in shown} for row in rows]
    return html_table(f"{count} {kind.text('en')}{more}", short)


def _short(value: Any) -> str:
    if isinstance(value, tuple) and not any(isinstance(one, dict | tuple) for one in value):
        value = ", ".join(map(str, value))
    said = str(value) if value not in (None, {}) else ""
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _cells(record: Record, personal: bool) -> Iterator[tuple[str, Any]]:
    cls: type = type(record)
    for column in columns_of(cls):
        if not column.is_personal or personal:
            value: Any = record
            for part in column.path:
                value = getattr(value, part, None)
            yield column.name, _plain(value, personal)


def _has_parts(cls: type) -> bool:
    """Tell whether a class has more to it than the one text that it is written as."""
    return not hasattr(cls, "from_text") or bool(field_labels(cls))


def _plain(value: Any, personal: bool) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(one, personal) for one in value)
    if isinstance(value, frozenset):
        return tuple(sorted(_plain(one, personal) for one in value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, FrozenMap):
        return value.plain()
    if attrs.has(type(value)):
        return str(value) if hasattr(type(value), "from_text") else _part(value, personal)
    return value


def _part(part: Any, personal: bool) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(part, field.name), personal)
        for field in attrs.fields(type(part))
        if personal or personal_in(field) is None
    }
