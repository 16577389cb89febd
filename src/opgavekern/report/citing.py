"""Values that know what they were taken from, so that a passage can tell what it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.texts import Language, Message, say
from opgavekern.model import Record, Ref, kind_of
from opgavekern.model.records import id_of
from opgavekern.report.blocks import Badge, Cell, Link


@attrs.frozen(order=True)
class Citation(Answer):
    """One value of what is in force.

    Attributes:
        ref: The record; `rule`, `criterion` and `plugin` are kinds here too, by code or name.
        field: Which value of it, such as `name` or `parameters.most_issues`; empty where all of
            it decides what is said.
    """

    ref: Ref
    field: str = ""


@attrs.frozen
class Quoted:
    """Something said that was taken from what is in force.

    Attributes:
        value: What is said.
        cites: What it was taken from.
    """

    value: Any
    cites: tuple[Citation, ...]

    def text(self, language: Language = "en") -> str:
        """Say the value."""
        return say(self.value, language)


def quote(value: Any, kind: str, id: str, *fields: str) -> Quoted:
    """Quote a value of a record; without fields all of the record decides it."""
    return Quoted(value, tuple(Citation(Ref(kind, id), one) for one in fields or ("",)))


def cite(record: Record, field: str) -> Citation:
    """Cite a field of a record."""
    return Citation(Ref(kind_of(record).name, id_of(record)), field)


def of(record: Record, field: str, shown: Any = None) -> Quoted:
    """Quote a field of a record, said as `shown` where that is given."""
    return Quoted(getattr(record, field) if shown is None else shown, (cite(record, field),))


def also(cell: Cell, *cites: Citation) -> Cell:
    """Let what stands in one place cite more than it shows, such as why it stands there."""
    if isinstance(cell, tuple):
        return tuple(also(one, *cites) for one in cell)
    if isinstance(cell, Link):
        return Link(Quoted(cell.words, cites), cell.to)
    if isinstance(cell, Badge):
        return Badge(Quoted(cell.words, cites), cell.tone)
    return Quoted(cell, cites)


def citations(shown: object) -> tuple[Citation, ...]:
    """Return what is cited in blocks, cells or messages, each once and in order."""
    return tuple(sorted(set(_cited(shown))))


def _cited(shown: object) -> Iterator[Citation]:
    if isinstance(shown, Quoted):
        yield from shown.cites
        yield from _cited(shown.value)
    elif isinstance(shown, Message):
        yield from _of_each(shown.values.values())
    elif isinstance(shown, Mapping):
        yield from _of_each(shown.values())
    elif isinstance(shown, Sequence) and not isinstance(shown, str | bytes):
        yield from _of_each(shown)
    elif attrs.has(type(shown)):
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(shown))  # type: ignore[arg-type] # it has
        yield from _of_each(getattr(shown, field.name) for field in fields)


def _of_each(parts: Iterable[object]) -> Iterator[Citation]:
    for part in parts:
        yield from _cited(part)
