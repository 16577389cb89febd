"""What must change in a file so that it holds another version of a record, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

import attrs

from opgavekern.base.converting import structure
from opgavekern.base.errors import Path
from opgavekern.base.frozen import FrozenMap
from opgavekern.files.spelling import default_of
from opgavekern.files.vocabulary import field_meanings, fold
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.shape import shape_of


@attrs.frozen
class Put:
    """Write another value where one stands."""

    path: Path
    value: Any


@attrs.frozen
class Add:
    """Write a key that is not there yet, after another key; None puts it last."""

    path: Path
    key: str
    value: Any
    after: str | None = None


@attrs.frozen
class Insert:
    """Write an item into a list, before the one that stands at `index`."""

    path: Path
    index: int
    value: Any


@attrs.frozen
class Remove:
    """Take out a key with its value, or an item."""

    path: Path


Change = Put | Add | Insert | Remove


class Speller(Protocol):
    """How a format spells keys, fields and single items of a field."""

    def key(self, cls: type, field: str) -> str:
        """Return the key of a field."""
        ...

    def field(self, cls: type, field: str, value: Any) -> Any:
        """Return what is written as the value of a field."""
        ...

    def item(self, cls: type, field: str, value: Any) -> Any:
        """Return what is written for one of the values of a field."""
        ...

    def read(self, cls: type, field: str, typed: list[Any]) -> list[Any]:
        """Return plain items, with identifiers, from items as they were typed."""
        ...


@attrs.frozen
class Comparing:
    """Compares what stands in a file with what should stand there.

    Changes come in an order in which they can be carried out one after another: of a list the
    last items first.
    """

    speller: Speller

    def records(self, old: Any, new: Any, typed: Mapping[str, Any], path: Path) -> Iterator[Change]:
        """Yield the changes to one mapping that holds the fields of a class."""
        cls: type = type(new)
        keys = typed_keys(cls, typed)
        before: str | None = None
        for field in fields_in_order(cls):
            was, now = getattr(old, field.name), getattr(new, field.name)
            key = keys.get(field.name)
            default = default_of(field.default, new)
            if key is None:
                # What stands elsewhere, as the items of a child table, is no business of this file.
                follows = was == default_of(field.default, old)
                if now != default and (was != now or follows):
                    key = self.speller.key(cls, field.name)
                    yield Add(path, key, self.speller.field(cls, field.name, now), before)
            elif was != now and now == default:
                yield Remove((*path, key))
                key = None
            elif was != now:
                yield from self._value(cls, field.name, (was, now), typed[key], (*path, key))
            before = key or before

    def _value(
        self, cls: type, field: str, pair: tuple[Any, Any], typed: Any, path: Path
    ) -> Iterator[Change]:
        shape = shape_of(cls, field)
        was, now = pair
        if isinstance(now, FrozenMap) and isinstance(typed, dict):
            yield from _maps(was.plain(), now.plain(), typed, path)
        elif isinstance(typed, list) and shape.is_many:
            yield from self._items(cls, field, pair, typed, path)
        elif isinstance(typed, dict) and shape.nested is not None and not shape.is_many:
            yield from self.records(was, now, typed, path)
        else:
            yield Put(path, self.speller.field(cls, field, now))

    def _items(
        self, cls: type, field: str, pair: tuple[Any, Any], typed: list[Any], path: Path
    ) -> Iterator[Change]:
        shape = shape_of(cls, field)
        was, now = pair
        stood = [structure(one, shape.item) for one in self.speller.read(cls, field, typed)]
        in_order = isinstance(was, tuple) and was == tuple(stood)
        wanted = list(now) if in_order else _in_typed_order(stood, now)
        if not wanted:
            yield Put(path, [])
            return
        steps = difflib.SequenceMatcher(None, stood, wanted, autojunk=False).get_opcodes()
        for _, start, end, from_, to in reversed([one for one in steps if one[0] != "equal"]):
            paired = min(end - start, to - from_)
            for index in range(end - 1, start + paired - 1, -1):
                yield Remove((*path, index))
            for offset, value in enumerate(wanted[from_ + paired : to]):
                spelled = self.speller.item(cls, field, value)
                yield Insert(path, start + paired + offset, spelled)
            for offset in range(paired):
                there, value = start + offset, wanted[from_ + offset]
                if isinstance(typed[there], dict) and shape.nested is not None:
                    place = (*path, there)
                    yield from self.records(stood[there], value, typed[there], place)
                else:
                    yield Put((*path, there), self.speller.item(cls, field, value))


def typed_keys(cls: type, typed: Iterable[str]) -> dict[str, str]:
    """Return the key, as typed, of each field that is there."""
    meanings = field_meanings(cls)
    return {one.identifier: key for key in typed for one in meanings.get(fold(key), ())[:1]}


def _in_typed_order(stood: list[Any], now: Iterable[Any]) -> list[Any]:
    """Put values whose order means nothing as they were typed, and the new ones after them."""
    new = sorted(now, key=str) if isinstance(now, frozenset) else list(now)
    waiting = list(new)
    kept: list[Any] = []
    for one in stood:
        if one in waiting:
            waiting.remove(one)
            kept.append(one)
        else:
            kept.append(_GONE)
    for one in waiting:
        # What came takes the place of what went, so that a changed item stays where it was.
        if _GONE in kept:
            kept[kept.index(_GONE)] = one
        else:
            kept.append(one)
    return [one for one in kept if one is not _GONE]


_GONE: Any = object()


def _maps(
    was: Mapping[str, Any], now: Mapping[str, Any], typed: Mapping[str, Any], path: Path
) -> Iterator[Change]:
    """Yield the changes to a free-form map, whose keys are written as they are."""
    for key in typed:
        if key not in now:
            yield Remove((*path, key))
        elif now[key] != was.get(key):
            inner = typed[key]
            if isinstance(inner, dict) and isinstance(now[key], dict):
                yield from _maps(was.get(key, {}), now[key], inner, (*path, key))
            else:
                yield Put((*path, key), now[key])
    for key in now:
        if key not in typed:
            yield Add(path, key, now[key])
