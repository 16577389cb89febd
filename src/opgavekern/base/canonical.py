"""Canonical JSON and digests: the one text of a value, the same on every machine.

The text is that of `unstructure`, keys sorted and no spaces: what is at its default is left out.
Answers have none, since what is told by them is written whole.
It is written straight from the value, since a check takes the digest of all that it checked.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frozen import FrozenMap

_Write = Callable[[Any], str]


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, the same on every machine.

    Raises:
        TypeError: There is something in it that no record holds.
    """
    cls: type = type(value)
    return _writer(cls)(value)


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical_json(value).encode()).hexdigest()


def plain_decimal(value: Decimal) -> str:
    """Write a decimal number as text without zeros that say nothing, so that 1.50 is 1.5."""
    plain = f"{value + 0:f}"  # -0 is 0
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def plain_float(value: float) -> float:
    """Write 1.0 as 1 and -0.0 as 0, so that equal values have one text."""
    return int(value) if value == int(value) and abs(value) < 2**53 else value


_text: Final = json.JSONEncoder(ensure_ascii=False).encode


def _list(values: Iterable[Any]) -> str:
    return "[" + ",".join(map(canonical_json, values)) + "]"


def _set(values: Iterable[Any]) -> str:
    """Write a set in the order of what its members are written as."""
    return _list(sorted(map(_as_text, values)))


def _as_text(member: Any) -> str:
    if isinstance(member, Enum):
        return str(member.value)
    if isinstance(member, str) or hasattr(member, "from_text"):
        return str(member)
    raise _odd(type(member))


def _map(values: Mapping[str, Any]) -> str:
    parts = (f"{_text(_as_text(key))}:{canonical_json(values[key])}" for key in sorted(values))
    return "{" + ",".join(parts) + "}"


def _fields(cls: type) -> _Write:
    """Make the function that writes the fields of a class that are not at their default.

    It is put together as source, as attrs does for `__init__`: a few lines for each field, since
    nearly all fields of nearly all records are at their default, and a loop that finds that out
    takes twice the time. Nothing in the source comes from data.
    """
    annotations = get_type_hints(cls, include_extras=True)
    known: dict[str, Any] = {"writer": _writer, "text": _text}
    lines = ["def write(record):", "    parts = []"]
    for index, field in enumerate(sorted(attrs.fields(cls), key=lambda one: one.name)):
        known[f"key{index}"] = f"{_text(field.name)}:"
        written, known[f"write{index}"] = _written(annotations[field.name], index)
        default, known[f"default{index}"] = _default(field, index)
        lines += [
            f"    value = record.{field.name}; default = {default}",
            "    if value is not default and value != default:",
            f"        parts.append(key{index} + {written})",
        ]
    lines.append("    return '{' + ','.join(parts) + '}'")
    exec("\n".join(lines), known)  # noqa: S102 - names of fields, nothing else
    write: _Write = known["write"]
    return write


def _default(field: attrs.Attribute[Any], index: int) -> tuple[str, Any]:
    """Return the source that gives a field's default, and what it needs."""
    factory = getattr(field.default, "factory", None)
    if factory is None:
        return f"default{index}", field.default
    takes_self = getattr(field.default, "takes_self", False)
    return f"default{index}({'record' if takes_self else ''})", factory


def _written(annotation: Any, index: int) -> tuple[str, Any]:
    """Return the source that writes a field's value, and what it needs."""
    if getattr(annotation, "__supertype__", annotation) is str:
        return "text(value)", None
    plain = _plainly(annotation)
    return (f"write{index}(value)", _each(plain)) if plain else ("writer(type(value))(value)", None)


def _plainly(annotation: Any) -> _Write | None:
    """Return how one value is written where the annotation says more than the value's type."""
    if annotation is Decimal:
        return plain_decimal
    if get_origin(annotation) is Annotated:
        written: _Write | None = getattr(get_args(annotation)[1], "written", None)
        return written
    inner = map(_plainly, get_args(annotation))
    return next((one for one in inner if one is not None), None)


def _each(plain: _Write) -> _Write:
    """Write the one value of a field, or several, or none."""

    def each(value: Any) -> str:
        if value is None:
            return "null"
        if isinstance(value, tuple):
            return _list(map(plain, value))
        return _text(plain(value))

    return each


@functools.cache
def _writer(cls: type) -> _Write:
    """Return how values of a class are written."""
    if hasattr(cls, "from_text"):
        return lambda value: _text(str(value))
    if attrs.has(cls) and not issubclass(cls, Answer):
        return _fields(cls)
    if issubclass(cls, Enum):
        return lambda member: canonical_json(member.value)
    for base, write in _PLAIN:
        if issubclass(cls, base):
            return write
    raise _odd(cls)


def _odd(cls: type) -> TypeError:
    instead = "; to_plain makes JSON of an answer" if issubclass(cls, Answer) else ""
    return TypeError(f"{cls.__name__} has no canonical JSON{instead}")


_PLAIN: Final[tuple[tuple[type, _Write], ...]] = (
    (str, _text),
    (int, _text),  # and so bool
    (float, lambda value: _text(plain_float(value))),
    (type(None), _text),
    (Decimal, lambda value: _text(plain_decimal(value))),
    (date, lambda value: _text(value.isoformat())),  # and so datetime
    (FrozenMap, lambda value: _map(value.plain())),
    (dict, _map),
    (MappingProxyType, _map),
    (tuple, _list),
    (list, _list),
    (frozenset, _set),
    (set, _set),
)
