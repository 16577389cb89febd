"""The field that a column fills: where it is in a record, and what sort of values it takes."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.files.privacy import is_personal
from opgavekern.files.table_shapes import is_outline
from opgavekern.model.kinds import Kind, fields_in_order
from opgavekern.model.shape import FieldShape, shape_of

#: A step into the one item of a list of things with fields.
ONLY: Final = 0


@attrs.frozen(kw_only=True)
class Target:
    """A field of a record.

    Attributes:
        name: As the mapping has it, with dots.
        path: Names of fields, and `ONLY` where one lies in a list.
        cls: The class that has the last field.
        shape: What that field holds.
        is_free: It is a value of a free-form map.
        is_personal: It is personal data.
        short: For a list of things that are said by one value each, that field of theirs.
    """

    name: str
    path: tuple[str | int, ...]
    cls: type
    shape: FieldShape
    is_free: bool = False
    is_personal: bool = False
    short: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that the values refer to."""
        return () if self.is_free or self.path == ("id",) else self.shape.kinds

    @property
    def takes_many(self) -> bool:
        """Whether one cell may hold several values."""
        return self.shape.is_many and not self.is_free

    @property
    def may_name_people(self) -> bool:
        """Whether what stands in such a column may be somebody's name."""
        return self.is_personal or "person" in self.kinds


def target_of(kind: Kind, name: str) -> Target:
    """Return the field of a kind that a dotted name of identifiers means.

    Raises:
        BadValueError: There is no such field, or no cell can fill it.
    """
    path: list[str | int] = []
    cls: type = kind.record
    parts = name.split(".")
    for place, part in enumerate(parts):
        _refuse_unknown(cls, part)
        shape = shape_of(cls, part)
        path.append(part)
        rest = parts[place + 1 :]
        if shape.item is FrozenMap:
            if not rest:
                raise _no_cell(name)
            return _made(kind, name, [*path, *rest], cls, shape, is_free=True)
        if not rest:
            return _ending(kind, name, path, cls, shape)
        if shape.nested is None:
            raise BadValueError(
                message("{part} heeft geen velden", "{part} has no fields", part=quoted(part)),
                code="unknown-field",
                remedy=message("Haal weg wat erachter staat.", "Take off what follows it."),
            )
        if shape.is_many:
            path.append(ONLY)
        cls = shape.nested
    raise _no_cell(name)


def _refuse_unknown(cls: type, part: str) -> None:
    names = [one.name for one in fields_in_order(cls)]
    if part not in names:
        raise BadValueError(
            message("onbekend veld {key}", "unknown field {key}", key=quoted(part)),
            code="unknown-field",
            remedy=one_of(names, word=part, most=40),
        )


def _ending(kind: Kind, name: str, path: list[str | int], cls: type, shape: FieldShape) -> Target:
    nested = shape.nested
    if is_outline(cls, str(path[-1])):
        raise _no_cell(name)
    if nested is None or hasattr(nested, "from_text") or shape.kinds:
        return _made(kind, name, path, cls, shape)
    short: str | None = getattr(nested, "__short__", None)
    if short is None:
        raise _no_cell(name)
    inner = shape_of(nested, short)
    if shape.is_many:
        whole = FieldShape(inner.item, is_many=True)
        return _made(kind, name, path, nested, whole, short=short)
    return _made(kind, name, [*path, short], nested, inner)


def _made(
    kind: Kind,
    name: str,
    path: list[str | int],
    cls: type,
    shape: FieldShape,
    **rest: Any,
) -> Target:
    personal = is_personal(kind.record, tuple(path))
    return Target(name=name, path=tuple(path), cls=cls, shape=shape, is_personal=personal, **rest)


def _no_cell(name: str) -> BadValueError:
    return BadValueError(
        message(
            "{name} past niet in één cel", "{name} does not fit in one cell", name=quoted(name)
        ),
        code="needs-table",
        remedy=message(
            "Noem een veld ervan, met een punt ertussen.", "Name a field of it, after a dot."
        ),
    )
