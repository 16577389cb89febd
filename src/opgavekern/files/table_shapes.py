"""Which fields have a table of their own, and how its rows say where they belong."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.labels import dutch
from opgavekern.files.vocabulary import field_meanings, fold
from opgavekern.model.shape import shape_of


@dutch("punt", polygon="vlak", ring="ring", longitude="lengtegraad", latitude="breedtegraad")
@attrs.frozen(kw_only=True)
class OutlinePoint:
    """A point of an outline, as a row of a table.

    Attributes:
        polygon: Number of the polygon within the outline, from 1.
        ring: Number of the ring within the polygon, from 1; the first is the outer one.
        longitude: In degrees, WGS84.
        latitude: In degrees, WGS84.
    """

    polygon: int
    ring: int
    longitude: float
    latitude: float


def needs_table(cls: type, field: str) -> bool:
    """Tell whether a field can only stand in a table of its own."""
    shape = shape_of(cls, field)
    if not shape.is_many:
        return False
    if is_outline(cls, field):
        return True
    nested = shape.nested
    is_written = hasattr(nested, "from_text") or getattr(nested, "__short__", None) is not None
    return nested is not None and not is_written


def may_have_table(cls: type, field: str) -> bool:
    """Tell whether a field may stand in a table of its own: a list of things with fields."""
    shape = shape_of(cls, field)
    nested = shape.nested
    has_fields = nested is not None and bool(field_meanings(nested)) and not _is_text(nested)
    return is_outline(cls, field) or (shape.is_many and has_fields)


def is_outline(cls: type, field: str) -> bool:
    """Tell whether a field holds polygons."""
    shape = shape_of(cls, field)
    return shape.is_many and getattr(shape.item, "__origin__", None) is tuple


def _is_text(cls: type | None) -> bool:
    return hasattr(cls, "from_text")


def numbered(value: Any) -> int | None:
    """Return the number in a cell that numbers something, from 1; None for anything else."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**9 else None


def same_name(typed: Any, *names: str) -> bool:
    """Tell whether a column's name is one of these."""
    return fold(str(typed)) in {fold(name) for name in names}
