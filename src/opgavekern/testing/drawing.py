"""Strategies for whole values: any class of the model, headers, and dossiers.

What a class may hold is worked out once from its annotations and validators, so that a new class
or field needs nothing here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, Literal, NewType, TypeVar, get_args, get_origin

import attrs
from hypothesis import strategies as st

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.texts import Prose
from opgavekern.model.areas import Polygon
from opgavekern.model.cbs import CbsCode
from opgavekern.model.dates import CoarseDate, Period
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header, PluginUse
from opgavekern.model.issues import Issue, StatusChange
from opgavekern.model.kinds import KINDS, Kind
from opgavekern.model.record import Record
from opgavekern.model.records import id_of
from opgavekern.model.references import IssueId, Ref
from opgavekern.model.shape import FieldShape, shape_of, types_of
from opgavekern.model.structuring import looks
from opgavekern.model.values import between, not_negative, weekly_hours
from opgavekern.testing.building import a, completed, first_id
from opgavekern.testing.values import (
    Strategy,
    cbs_codes,
    coarse_dates,
    days,
    frozen_maps,
    ids,
    lines,
    numbers,
    periods,
    polygons,
    prose,
    quarter_hours,
    words,
)

T = TypeVar("T")

#: Ids that references may take, by singular name of kind; None for any id.
Pool = Mapping[str, tuple[str, ...]] | None

#: At most so many fields that may be left out are filled in one value: it stays quick to draw.
_MOST_FILLED: Final = 6
_EITHER: Final = st.booleans()
_SIZES: Final = st.integers(1, 3)
_WHOLE: Final = 10**6

_PLAIN: Final[Mapping[Any, Strategy[Any]]] = MappingProxyType(
    {
        str: lines(),
        Prose: prose(),
        bool: st.booleans(),
        int: st.integers(-_WHOLE, _WHOLE),
        Decimal: numbers(),
        float: numbers(-1000, 1000).map(float),
        date: days(),
        Period: periods(),
        CoarseDate: coarse_dates(),
        CbsCode: cbs_codes(),
        FrozenMap: frozen_maps(),
        Polygon: polygons(),
    }
)

#: Classes with a name that is one word, and no two alike in a list: plugins, by that field.
_NAMED: Final[Mapping[type, str]] = MappingProxyType({PluginUse: "name"})

#: Fields of which a class needs one or another, so that one of them is always filled.
_NEEDED: Final[Mapping[type, tuple[str, ...]]] = MappingProxyType({StatusChange: ("phase",)})


def records(cls: type[T]) -> Strategy[T]:
    """Draw values of any class of the model, records and their parts alike.

    References name any id of a kind that the field allows.
    """
    any_class: type = cls
    return _records(any_class)


@functools.cache
def _records(cls: type) -> Strategy[Any]:
    return _whole(cls)


@st.composite
def _whole(draw: st.DrawFn, cls: type[T]) -> T:
    return _draw(draw, cls, None)


def headers() -> Strategy[Header]:
    """Draw what a dossier says of itself; the plugins that it names need not exist."""
    return _records(Header)


@st.composite
def dossiers(
    draw: st.DrawFn,
    *,
    min_records: int = 0,
    max_records: int = 5,
    kinds: Iterable[str] | None = None,
    header: Strategy[Header] | None = None,
    consistent: bool = True,
) -> Dossier:
    """Draw dossiers: a handful of records of kinds at random, with ids that look different.

    Args:
        draw: Given by hypothesis.
        min_records: Fewest records drawn.
        max_records: Most records drawn; what they refer to comes on top of it.
        kinds: Plural names of the kinds to draw from; None for all.
        header: Draws the header; by default one that may name plugins, organisation and area.
        consistent: Whether every reference resolves; otherwise at least one does not.
    """
    offered = KINDS if kinds is None else tuple(kind for kind in KINDS if kind.plural in set(kinds))
    chosen = draw(
        st.lists(st.sampled_from(offered), min_size=min_records, max_size=max_records)
        if offered
        else st.just([])
    )
    named = _named(draw, chosen)
    pool: Pool = _pool(named) if consistent else None
    drawn = [_draw(draw, kind.record, pool, id=id) for kind, id in named]
    said = draw(header) if header is not None else _nothing_withheld(_draw(draw, Header, pool))
    dossier = Dossier.of(*_looking_different(drawn), header=said)
    if consistent:
        return completed(dossier)
    if dossier.unresolved():
        return dossier
    free = IssueId("x" * (1 + max(map(len, dossier.issues.ids()), default=0)))
    return dossier.replace(a(Issue, id=free, parent=f"{free}-elsewhere"))


def _nothing_withheld(header: Header) -> Header:
    """Return a header that fits any records; `Dossier.view` withholds kinds."""
    return attrs.evolve(header, withheld=frozenset())


def _named(draw: st.DrawFn, chosen: Iterable[Kind]) -> list[tuple[Kind, str | None]]:
    """Choose ids that look different; None for a record that is to make its own."""
    found: list[tuple[Kind, str | None]] = []
    for kind, count in _counted(chosen):
        different = draw(st.lists(ids(), min_size=count, max_size=count, unique_by=looks))
        may_make = attrs.fields_dict(kind.record)["id"].default is not attrs.NOTHING
        found += [(kind, None if may_make and draw(_EITHER) else id) for id in different]
    return found


def _counted(chosen: Iterable[Kind]) -> list[tuple[Kind, int]]:
    counts: dict[str, tuple[Kind, int]] = {}
    for kind in chosen:
        counts[kind.name] = (kind, counts.get(kind.name, (kind, 0))[1] + 1)
    return list(counts.values())


def _pool(named: Iterable[tuple[Kind, str | None]]) -> dict[str, tuple[str, ...]]:
    pool: dict[str, tuple[str, ...]] = {}
    for kind, id in named:
        if id is not None:
            pool[kind.name] = (*pool.get(kind.name, ()), id)
    return pool


def _looking_different(drawn: Iterable[Record]) -> list[Record]:
    """Leave out records whose own-made id looks like one that was there before."""
    kept: dict[tuple[type, str], Record] = {}
    given_first = sorted(drawn, key=_made_its_own_id)
    for record in given_first:
        kept.setdefault((type(record), looks(id_of(record))), record)
    return list(kept.values())


def _made_its_own_id(record: Record) -> bool:
    default: Any = attrs.fields_dict(type(record))["id"].default
    return default is not attrs.NOTHING and default.factory(record) == id_of(record)


@attrs.frozen(kw_only=True)
class _Field:
    """What is drawn for one field.

    Attributes:
        name: The field.
        shape: What one value of it is.
        values: Draws one plain value; None for a reference, or a class with fields of its own.
        collect: Makes the collection that it holds; None where it holds one value.
        is_required: It cannot be left out.
    """

    name: str
    shape: FieldShape
    values: Strategy[Any] | None
    collect: Callable[[Iterable[Any]], Any] | None
    is_required: bool


@attrs.frozen(kw_only=True)
class _Plan:
    """How values of a class are drawn.

    Attributes:
        required: Fields that are always filled.
        optional: All others, by name.
        filled: Draws which of the others are filled.
    """

    required: tuple[_Field, ...]
    optional: Mapping[str, _Field]
    filled: Strategy[frozenset[str]]


@functools.cache
def _plan(cls: type) -> _Plan:
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    planned = {one.name: _planned(cls, one) for one in fields}
    needed = {one.name for one in fields if one.default is attrs.NOTHING and one.name != "id"}
    needed |= set(_NEEDED.get(cls, ()))
    optional = [name for name in planned if name not in needed and name != "id"]
    filled: Strategy[frozenset[str]] = (
        st.frozensets(st.sampled_from(optional), max_size=_MOST_FILLED)
        if optional
        else st.just(frozenset())
    )
    return _Plan(
        required=tuple(planned[name] for name in planned if name in needed),
        optional=MappingProxyType({name: planned[name] for name in optional}),
        filled=filled,
    )


def _planned(cls: type, field: attrs.Attribute[Any]) -> _Field:
    shape = shape_of(cls, field.name)
    return _Field(
        name=field.name,
        shape=shape,
        values=words() if _NAMED.get(cls) == field.name else _plain(shape, field.validator),
        collect=get_origin(types_of(cls)[field.name]) if shape.is_many else None,
        is_required=field.default is attrs.NOTHING,
    )


def _plain(shape: FieldShape, validator: object) -> Strategy[Any] | None:
    """Return what draws one value of a field; None where it refers, or has fields of its own."""
    item = shape.item
    if validator is weekly_hours:
        return quarter_hours()
    if validator is not_negative:
        return _bounded(item, 0, _WHOLE)
    if isinstance(validator, between):
        return _bounded(item, validator.least, validator.most)
    return _PLAIN[item] if item in _PLAIN else _one_of_some(shape)


def _one_of_some(shape: FieldShape) -> Strategy[Any] | None:
    item = shape.item
    if isinstance(item, type) and issubclass(item, Enum):
        return st.sampled_from(item)
    if get_origin(item) is Literal:
        return st.sampled_from(get_args(item))
    return lines() if isinstance(item, NewType) and not shape.kinds else None


def _bounded(item: Callable[[Decimal], Any], least: int, most: int) -> Strategy[Any]:
    return st.integers(least, most) if item is int else numbers(least, most).map(item)


def _draw(draw: st.DrawFn, cls: type[T], pool: Pool, *, id: str | None = None) -> T:
    """Draw one value; an `id` of None is drawn too, or left to the class that makes its own."""
    any_class: type = cls
    plan = _plan(any_class)
    values: dict[str, Any] = {} if id is None else {"id": id}
    if id is None and _must_have_id(any_class):
        values["id"] = draw(ids())
    for field in plan.required:
        values[field.name] = _value(draw, field, pool)
    chosen = draw(plan.filled)
    for name in plan.optional:
        if name in chosen and (value := _value(draw, plan.optional[name], pool)) is not None:
            values[name] = value
    return cls(**values)


@functools.cache
def _must_have_id(cls: type) -> bool:
    id = attrs.fields_dict(cls).get("id")
    return id is not None and id.default is attrs.NOTHING


def _value(draw: st.DrawFn, field: _Field, pool: Pool) -> Any:
    """Draw what one field holds; None, or nothing in the list, where there is no one to name."""
    if field.collect is None:
        return _item(draw, field, pool)
    size = draw(_SIZES)
    items = [_item(draw, field, pool) for _ in range(size)]
    if (name := _NAMED.get(field.shape.item)) is not None:
        items = list({getattr(one, name): one for one in items}.values())
    return field.collect(one for one in items if one is not None)


def _item(draw: st.DrawFn, field: _Field, pool: Pool) -> Any:
    if field.values is not None:
        return draw(field.values)
    if field.shape.kinds:
        return _reference(draw, field, pool)
    assert field.shape.nested is not None, field
    return _draw(draw, field.shape.nested, pool)


def _reference(draw: st.DrawFn, field: _Field, pool: Pool) -> Any:
    kinds = field.shape.kinds
    if pool is None:
        kind, id = draw(st.sampled_from(kinds)), draw(ids())
    elif held := [kind for kind in kinds if kind in pool]:
        kind = draw(st.sampled_from(held))
        id = draw(st.sampled_from(pool[kind]))
    elif field.is_required:
        kind, id = kinds[0], first_id(kinds[0])
    else:
        return None
    return id if isinstance(field.shape.item, NewType) else Ref(kind, id)
