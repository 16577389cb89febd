"""The shape of the record classes, worked out from their annotations when first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from opgavekern.base.errors import Path
from opgavekern.model.references import Ref, kinds_allowed


@functools.cache
def types_of(cls: type) -> Mapping[str, Any]:
    """Return the resolved annotation of each field, with what `Annotated` adds."""
    return get_type_hints(cls, include_extras=True)


@attrs.frozen
class FieldShape:
    """What a field holds.

    Attributes:
        item: The type of one value: a class, a `NewType`, or an annotated `Ref`.
        is_many: It holds a tuple or a frozenset of them.
        is_optional: It may be None.
    """

    item: Any
    is_many: bool = False
    is_optional: bool = False

    @property
    def is_id(self) -> bool:
        """The values are ids of one kind."""
        return isinstance(self.item, NewType) and self.item.__name__.endswith("Id")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that the values refer to; empty where they refer to none."""
        if self.is_id:
            return (_snake(self.item.__name__[:-2]),)
        return kinds_allowed(self.item)

    @property
    def nested(self) -> type | None:
        """The class of values that have fields of their own; None for plain values."""
        found: type | None = self.item if isinstance(self.item, type) else None
        return found if found is not None and attrs.has(found) else None


@functools.cache
def shape_of(cls: type, field: str) -> FieldShape:
    """Return what a field of a class holds."""
    return shape_of_annotation(types_of(cls)[field])


def shape_of_annotation(annotation: Any) -> FieldShape:
    """Return what an annotation says, optional and collection taken off."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        if len(inner) == 1:
            return attrs.evolve(shape_of_annotation(inner[0]), is_optional=True)
    if get_origin(annotation) in (tuple, frozenset):
        return FieldShape(get_args(annotation)[0], is_many=True)
    return FieldShape(annotation)


def kinds_at(cls: type, path: Path) -> tuple[str, ...]:
    """Return the kinds that the value at a path of a class refers to; empty for none.

    Raises:
        KeyError: The path names a field that is not there.
    """
    kinds: tuple[str, ...] = ()
    for part in path:
        if isinstance(part, str):
            shape = shape_of(cls, part)
            kinds = shape.kinds
            cls = shape.nested or cls
    return kinds


@functools.cache
def dated_parts(cls: type) -> tuple[str, ...]:
    """Return the fields that hold several values with a period each, such as sponsors."""
    return tuple(
        field.name
        for field in attrs.fields(cls)
        if (shape := shape_of(cls, field.name)).is_many
        and shape.nested is not None
        and "valid" in types_of(shape.nested)
    )


def references(record: Any) -> Iterator[tuple[Path, Ref]]:
    """Yield every reference of a record, with the path at which it stands."""
    cls: type = type(record)
    for name, is_many, kinds, nested in _referring(cls):
        value = getattr(record, name)
        if value is None or value == ():
            continue
        for index, one in enumerate(value) if is_many else ((None, value),):
            path: Path = (name,) if index is None else (name, index)
            if nested:
                yield from ((path + deeper, ref) for deeper, ref in references(one))
            else:
                yield path, _as_ref(one, kinds)


def redirected(record: Any, moved: Mapping[Ref, Ref]) -> Any:
    """Return a record of which the references to some records are to others.

    Args:
        record: A record, or a part of one.
        moved: What a reference is to from now on, of the same kind.
    """
    cls: type = type(record)
    changes: dict[str, Any] = {}
    for name, is_many, kinds, nested in _referring(cls):
        value = getattr(record, name)
        if value is None or value == ():
            continue
        each = [
            redirected(one, moved) if nested else _redirected(one, kinds, moved)
            for one in (value if is_many else (value,))
        ]
        new = type(value)(dict.fromkeys(each)) if is_many else each[0]
        if new != value:
            changes[name] = new
    return attrs.evolve(record, **changes) if changes else record


def _redirected(value: Any, kinds: tuple[str, ...], moved: Mapping[Ref, Ref]) -> Any:
    target = moved.get(_as_ref(value, kinds))
    if target is None:
        return value
    return attrs.evolve(value, id=target.id) if isinstance(value, Ref) else target.id


def _as_ref(value: Any, kinds: tuple[str, ...]) -> Ref:
    if not isinstance(value, Ref):
        return Ref(kinds[0], value)
    return value if value.kind else Ref(kinds[0], value.id)


@functools.cache
def kinds_named(cls: type) -> frozenset[str]:
    """Return the kinds that records of a class can refer to, also in their parts.

    A reference to a record of whatever kind counts for none.
    """
    found: set[str] = set()
    for name, _, kinds, _ in _referring(cls):
        nested = shape_of(cls, name).nested
        found |= set(kinds) or (kinds_named(nested) if nested is not None else set())
    return frozenset(found)


@functools.cache
def _referring(cls: type) -> tuple[tuple[str, bool, tuple[str, ...], bool], ...]:
    """Return the fields with references in them: name, several, kinds, in fields of their own."""
    found = []
    for field in attrs.fields(cls):
        shape = shape_of(cls, field.name)
        if shape.kinds and field.name != "id":
            found.append((field.name, shape.is_many, shape.kinds, False))
        elif shape.nested is not None and shape.nested is not Ref and _referring(shape.nested):
            found.append((field.name, shape.is_many, (), True))
    return tuple(found)


def _snake(camel: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()
