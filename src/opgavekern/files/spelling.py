"""Records as they are spelled in a file: keys, terms and references in one language, or JSON."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, NewType, get_args, get_origin

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.texts import Language
from opgavekern.files.vocabulary import vocabulary
from opgavekern.files.writing_yaml import Bare
from opgavekern.model.kinds import fields_in_order, kind_named
from opgavekern.model.references import Kinds, Ref
from opgavekern.model.shape import shape_of

#: A language for what people write; "json" for identifiers, numbers and no shorter forms.
Spelling = Language | str
Spell = Callable[[Any], Any]

JSON: Final = "json"
_BOOLEANS: Final[Mapping[str, tuple[str, str]]] = {"nl": ("nee", "ja"), "en": ("false", "true")}


def spelled(value: Any, spelling: Spelling) -> dict[str, Any]:
    """Return a record, or a part of one, as a map in reading order; defaults are left out.

    Args:
        value: Any object of the model.
        spelling: A language, or `JSON`.
    """
    cls: type = type(value)
    return {
        key: spell(found)
        for name, key, default, spell, _ in _fields(cls, spelling)
        if (found := getattr(value, name)) != default_of(default, value)
    }


def spelled_field(cls: type, field: str, value: Any, spelling: Spelling) -> Any:
    """Return what is written as the value of a field."""
    return _one_field(cls, field, spelling)[3](value)


def spelled_item(cls: type, field: str, value: Any, spelling: Spelling) -> Any:
    """Return what is written for one of the values of a field."""
    return _one_field(cls, field, spelling)[4](value)


def spelled_key(cls: type, field: str, spelling: Spelling) -> str:
    """Return the key of a field."""
    return _one_field(cls, field, spelling)[1]


def default_of(default: Any, value: Any) -> Any:
    """Return a field's default, worked out from the rest of `value` where it depends on that."""
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type] # a class at run time
        return default.factory(value) if default.takes_self else default.factory()
    return default


_Field = tuple[str, str, Any, Spell, Spell]


@functools.cache
def _fields(cls: type, spelling: Spelling) -> tuple[_Field, ...]:
    return tuple(
        (
            field.name,
            Bare(_key(cls, field.name, spelling)),
            field.default,
            _speller(cls, field.name, spelling),
            _item_speller(shape_of(cls, field.name).item, spelling),
        )
        for field in fields_in_order(cls)
    )


@functools.cache
def _one_field(cls: type, field: str, spelling: Spelling) -> _Field:
    return next(one for one in _fields(cls, spelling) if one[0] == field)


def _key(cls: type, field: str, spelling: Spelling) -> str:
    return field if spelling == JSON else vocabulary(_language(spelling)).field_name(cls, field)


def _language(spelling: Spelling) -> Language:
    return "nl" if spelling == "nl" else "en"


def _speller(cls: type, field: str, spelling: Spelling) -> Spell:
    shape = shape_of(cls, field)
    spell = _item_speller(shape.item, spelling)
    if not shape.is_many:
        return spell
    short = spelling != JSON and getattr(shape.nested, "__short__", None) is not None

    def spell_all(values: Any) -> Any:
        found = [spell(one) for one in values]
        if isinstance(values, frozenset):
            found.sort(key=str)
        # A holder alone is written as the holder, not as a list of one.
        alone = short and len(found) == 1 and isinstance(found[0], str)
        return found[0] if alone else found

    return spell_all


def _item_speller(item: Any, spelling: Spelling) -> Spell:
    if get_origin(item) is Annotated:
        return functools.partial(_ref, get_args(item)[1], spelling)
    if get_origin(item) is tuple:
        spell = _item_speller(get_args(item)[0], spelling)
        return lambda values: [spell(one) for one in values]
    if isinstance(item, NewType):
        return str
    if not isinstance(item, type):
        return unstructure
    if attrs.has(item):
        return _class_speller(item, spelling)
    return _plain_speller(item, spelling)


def _plain_speller(item: type, spelling: Spelling) -> Spell:
    if issubclass(item, FrozenMap):
        return FrozenMap.plain
    if spelling == JSON:
        return _number if issubclass(item, Decimal) else unstructure
    if issubclass(item, Enum):
        return vocabulary(_language(spelling)).term_name
    if issubclass(item, bool):
        words = _BOOLEANS[spelling]
        return lambda value: Bare(words[value])
    if issubclass(item, int | float | Decimal | date):
        return lambda value: Bare(unstructure(value))
    return str


def _number(value: Decimal) -> float | str:
    """Return a number that JSON keeps exactly, as text where it has too many digits for that."""
    if value == value.to_integral_value() and abs(value) < 2**53:
        return int(value)
    near = float(value)
    return (
        near if len(value.as_tuple().digits) < 16 and Decimal(repr(near)) == value else f"{value:f}"
    )


def _ref(kinds: Kinds, spelling: Spelling, ref: Ref) -> str:
    kind = kind_named(ref.kind)
    if kind is None or ref.kind == kinds.names[0]:
        return ref.id
    name = kind.name if spelling == JSON else vocabulary(_language(spelling)).ref_name(kind)
    return f"{name}:{ref.id}"


def _class_speller(cls: type, spelling: Spelling) -> Spell:
    if hasattr(cls, "from_text"):
        return str if spelling == JSON else lambda value: Bare(str(value))
    short: str | None = getattr(cls, "__short__", None)
    if spelling == JSON or short is None:
        return functools.partial(spelled, spelling=spelling)
    alone = {_key(cls, short, spelling)}

    def spell(value: Any) -> Any:
        fields = spelled(value, spelling)
        return next(iter(fields.values())) if set(fields) == alone else fields

    return spell
