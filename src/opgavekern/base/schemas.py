"""JSON Schema of classes, for OpenAPI documents and the types that others generate from those.

A schema describes the plain data that `unstructure` writes, which `structure` reads again. It says
types, terms, what is required, and the form of days, numbers and ids. What it cannot say, such as
that a period ends after it begins, is told by the problems of who reads the data. No schema but
that of a class refers to itself: generators of types stumble over other circles. (Schemas of
dossier files, where people may write much more freely, are `opgavekern.files.json_schema`.)
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from opgavekern.base.answers import Answer, told_fields
from opgavekern.base.docstrings import docstring_attributes, docstring_summary
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.scalars import ID_PATTERN
from opgavekern.base.verbatim import DAY, DECIMAL, is_sayable, sayable_classes, word_of

Schema = dict[str, Any]
Dialect = Literal["2020-12", "draft-07"]

#: Where an OpenAPI document keeps its schemas.
OPENAPI: Final = "#/components/schemas/{name}"

_DRAFTS: Final[Mapping[Dialect, tuple[str, str]]] = {
    "2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "draft-07": ("http://json-schema.org/draft-07/schema#", "definitions"),
}
_DAY: Final[Schema] = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
_DECIMAL: Final[Schema] = {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"}
_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: _DECIMAL,
    date: _DAY,
    FrozenMap: {"type": "object", "additionalProperties": True},
}
_ID: Final[Schema] = {"type": "string", "maxLength": 200, "pattern": f"^{ID_PATTERN}$"}


def schema_of(cls: type, *, dialect: Dialect = "2020-12") -> Schema:
    """Return the schema of one class, complete in itself.

    Args:
        cls: A class of records or their parts, or of answers.
        dialect: The version of JSON Schema.
    """
    draft, definitions = _DRAFTS[dialect]
    template = f"#/{definitions}/{{name}}"
    names = _names((cls,))
    found = _Schemas(names, template)
    return {"$schema": draft, "$ref": found.refer(cls)["$ref"], definitions: found.all()}


def schemas_of(*classes: type, ref_template: str = OPENAPI) -> dict[str, Schema]:
    """Return the schemas of classes and of all that is in them, by name.

    They are the same in draft-07, in 2020-12 and in OpenAPI 3.1. A schema is named for its class;
    where two classes have one name, both are named with their modules.

    Args:
        *classes: Classes of records or their parts, and of answers.
        ref_template: How schemas refer to each other; `{name}` is replaced.
    """
    return _Schemas(_names(classes), ref_template).all()


@attrs.frozen
class _Schemas:
    """The schemas of some classes.

    Attributes:
        names: What the schema of each class, or of values that are none, is called.
        ref_template: How they refer to each other.
    """

    names: Mapping[Any, str]
    ref_template: str

    def all(self) -> dict[str, Schema]:
        """Return every schema by its name, in order of names."""
        made = {name: self._definition(one) for one, name in self.names.items()}
        return copy.deepcopy(dict(sorted(made.items())))  # the caller's own, to change at will

    def refer(self, one: Any) -> Schema:
        """Return a reference to the schema of a class."""
        return {"$ref": self.ref_template.format(name=self.names[one])}

    def _definition(self, one: Any) -> Schema:
        if is_sayable(one):
            choices = [*_SAYABLE, *map(self._sayable, sayable_classes(one))]
            inside = {"anyOf": [*choices, {"type": "array", "items": {}}]}
            return {"anyOf": [*choices, {"type": "array", "items": inside}]}
        said = {"description": docstring_summary(one)}
        if issubclass(one, Enum):
            return {**said, "type": "string", "enum": [member.value for member in one]}
        if hasattr(one, "__plain_parts__"):
            return {**said, **self._parts(one.__plain_parts__())}
        if hasattr(one, "from_text"):
            return {**said, "type": "string", "pattern": f"^({one.__pattern__})$"}
        return {**said, **self._object(one)}

    def _parts(self, parts: Mapping[str, Any]) -> Schema:
        """Return the schema of a class that holds others in a form of its own, as a dossier does.

        What stands there by itself is required; lists of records are not.
        """
        made = {
            name: self._lists(one) if isinstance(one, Mapping) else self.refer(one)
            for name, one in parts.items()
        }
        return {**_closed(made), "required": list(parts)}

    def _lists(self, classes: Mapping[str, Any]) -> Schema:
        return _closed(
            {name: {"type": "array", "items": self.refer(one)} for name, one in classes.items()}
        )

    def _object(self, cls: Any) -> Schema:
        whole = issubclass(cls, Answer)
        meanings = docstring_attributes(cls)
        properties = {}
        for field, annotation in _fields(cls):
            made = self._value(annotation, whole)
            if field.default is attrs.NOTHING and not whole and made == _PLAIN[str]:
                made = {**made, "minLength": 1}
            meaning = meanings.get(field.name)
            properties[field.name] = {**made, "description": meaning} if meaning else made
        required = [
            field.name for field, _ in _fields(cls) if whole or field.default is attrs.NOTHING
        ]
        made = _closed(properties)
        return {**made, "required": required} if required else made

    def _value(self, annotation: Any, whole: bool) -> Schema:
        """Return the schema of a value; one that is None is left out, unless written whole."""
        if is_sayable(annotation):
            return {"type": "object", "additionalProperties": self.refer(annotation)}
        if annotation in self.names:
            return self.refer(annotation)
        if annotation in _PLAIN:
            return dict(_PLAIN[annotation])
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in (Union, UnionType):
            return self._choice(args, whole)
        if origin is Annotated:
            return self._refined(args[1])
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (tuple, frozenset):
            return self._collection(origin, args, whole)
        if isinstance(annotation, NewType):
            return dict(_ID) if annotation.__name__.endswith("Id") else {"type": "string"}
        raise TypeError(f"no plain data is known for {annotation}")

    def _choice(self, args: tuple[Any, ...], whole: bool) -> Schema:
        choices = [self._value(one, whole) for one in args if one is not type(None)]
        if whole and type(None) in args:
            choices.append({"type": "null"})
        return choices[0] if len(choices) == 1 else {"anyOf": choices}

    def _collection(self, origin: Any, args: tuple[Any, ...], whole: bool) -> Schema:
        made = {"type": "array", "items": self._value(args[0], whole)}
        if origin is frozenset:
            return {**made, "uniqueItems": True}
        if ... in args:
            return made
        return {**made, "minItems": len(args), "maxItems": len(args)}

    def _refined(self, rule: Any) -> Schema:
        """Return the schema of what a rule reads: one of its classes by name, or text."""
        if hasattr(rule, "by_name"):
            named = {name: self.refer(one) for name, one in rule.by_name.items()}
            return {"type": "object", "properties": named, "additionalProperties": False,
                    "minProperties": 1, "maxProperties": 1}  # fmt: skip
        return {"type": "string", "pattern": f"^({rule.pattern})$"}

    def _sayable(self, cls: type) -> Schema:
        if not hasattr(cls, "from_text"):
            return self.refer(cls)
        return _only(word_of(cls), self.refer(cls))


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _only(key: str, value: Schema) -> Schema:
    return {**_closed({key: value}), "required": [key]}


_SAYABLE: Final = (
    {"type": ["string", "boolean", "number"]},
    _only(DECIMAL, _DECIMAL),
    _only(DAY, _DAY),
)


def _fields(cls: type) -> Iterator[tuple[attrs.Attribute[Any], Any]]:
    types = get_type_hints(cls, include_extras=True)
    return ((field, types[field.name]) for field in told_fields(cls))


def _names(classes: Iterable[type]) -> dict[Any, str]:
    """Name the schemas of classes and of all that is in them."""
    found: dict[Any, str] = {}
    waiting: list[tuple[Any, str]] = [(cls, cls.__name__) for cls in reversed(tuple(classes))]
    while waiting:
        one, name = waiting.pop()
        if one in found:
            continue
        found[one] = name
        waiting += _inside(one)
    counts = Counter(found.values())
    return {
        one: name if counts[name] == 1 else f"{getattr(one, '__module__', '')}.{name}"
        for one, name in found.items()
    }


def _inside(one: Any) -> Iterator[tuple[Any, str]]:
    """Yield what has a schema of its own and can stand in a value, with its name."""
    if is_sayable(one):
        yield from ((cls, cls.__name__) for cls in sayable_classes(one))
    elif hasattr(one, "__plain_parts__"):
        for part in one.__plain_parts__().values():
            for cls in part.values() if isinstance(part, Mapping) else (part,):
                yield cls, cls.__name__
    elif attrs.has(one) and not hasattr(one, "from_text"):
        for _, annotation in _fields(one):
            yield from _named(annotation, one)


def _named(annotation: Any, owner: type) -> Iterator[tuple[Any, str]]:
    if is_sayable(annotation):
        yield annotation, f"{owner.__name__}Value"
    elif isinstance(annotation, type) and (attrs.has(annotation) or issubclass(annotation, Enum)):
        yield annotation, annotation.__name__
    elif get_origin(annotation) is Annotated:
        for one in getattr(get_args(annotation)[1], "by_name", {}).values():
            yield one, one.__name__
    else:
        for one in get_args(annotation):
            yield from _named(one, owner)
