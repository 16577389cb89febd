"""JSON Schema of dossier files, so that editors complete and check while people type.

What the reader takes is never marked as wrong: keys, terms and references as identifier too, one
value where a list may stand, numbers typed where text is meant. Only the names of the chosen
language are offered; the other spellings are accepted by pattern.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import former_names
from opgavekern.base.texts import LANGUAGES, Language
from opgavekern.files.descriptions import description, summary, title
from opgavekern.files.vocabulary import FORMAT, HEADER, vocabulary
from opgavekern.model.dates import CoarseDate
from opgavekern.model.facts import Header, PluginUse
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, shape_of

Schema = dict[str, Any]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
#: Text that looks like a number or a boolean is one to an editor, and text to our reader.
_TEXT: Final = ("string", "number", "boolean")
_SCALARS: Final[Mapping[Any, Schema]] = {
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"], "pattern": "^[+-]?[0-9]{1,18}$"},
    float: {"type": ["number", "string"], "pattern": "^[+-]?[0-9][0-9.]*([eE][+-]?[0-9]+)?$"},
    Decimal: {"type": ["number", "string"], "pattern": "^[+-]?[0-9][0-9.]*([eE][+-]?[0-9]+)?$"},
    date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    FrozenMap: {"type": "object"},
}
_BOOLEANS: Final[Mapping[Language, tuple[str, str]]] = {"nl": ("ja", "nee"), "en": ("yes", "no")}


def json_schema(kind: str | None, *, language: Language = "en") -> Schema:
    """Return the schema of a dossier file.

    Args:
        kind: Singular or plural identifier of a kind for the file of that kind, `dossier` for
            the header's file, None for a whole dossier in one file.
        language: Whose names are offered and explained.

    Raises:
        KeyError: There is no such kind.
    """
    definitions = _definitions(language)
    if kind is None:
        top = _whole(language)
    elif kind == HEADER:
        top = {"title": HEADER, "allOf": [_points_to(Header)]}
    else:
        found = kind_named(kind)
        if found is None:
            raise KeyError(kind)
        top = {**_several(found), "title": found.plural_label.text(language)}
    needed = _reachable(top, definitions)
    kept = {name: one for name, one in definitions.items() if name in needed}
    return {"$schema": _DRAFT, **top, "definitions": kept}


def schema_files(language: Language) -> Iterable[tuple[str, str]]:
    """Yield name and text of every schema file, as `schema_name` names them."""
    kinds: list[str | None] = [None, HEADER, *(kind.plural for kind in KINDS)]
    for kind in kinds:
        schema = json_schema(kind, language=language)
        yield schema_name(kind, language), json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_name(kind: str | None, language: Language) -> str:
    """Return where the schema of a kind stands beside the files, such as `.schema/opgaven.json`."""
    found = kind_named(kind) if kind is not None else None
    name = kind or {"nl": "heel-dossier", "en": "whole-dossier"}[language]
    return f".schema/{vocabulary(language).file_name(found) if found else name}.json"


def has_schemas(folder: Path, language: Language) -> bool:
    """Tell whether the schemas of a language stand in a folder, for files in it to point at."""
    return (folder / schema_name(HEADER, language)).is_file()


def _several(kind: Kind) -> Schema:
    one = _points_to(kind.record)
    return {"anyOf": [{"type": ["array", "null"], "items": one}, one]}


def _whole(language: Language) -> Schema:
    """Return the schema of a dossier in one file: the header's fields, and a key for each kind."""
    made = _header(language)
    for kind in KINDS:
        name = vocabulary(language).kind_name(kind)
        title = kind.plural_label.text(language)
        made["properties"][name] = {**_several(kind), "title": title}
        made["patternProperties"][_other_spellings(name, kind.plural)] = _several(kind)
    return {"title": HEADER, **made}


def _header(language: Language) -> Schema:
    made = _object(Header, language)
    which = {"nl": "Versie van de bestandsindeling: 1.", "en": "Version of the file format: 1."}
    form = {"enum": [1, "1"], "title": FORMAT, "description": which[language]}
    return {**made, "properties": {FORMAT: form, **made["properties"]}, "required": [FORMAT]}


@functools.cache
def _definitions(language: Language) -> Mapping[str, Schema]:
    """Return the schema of every class that a dossier can hold, by the name of the class."""
    found: dict[str, Schema] = {}
    waiting: list[type] = [Header, *(kind.record for kind in KINDS)]
    while waiting:
        cls = waiting.pop()
        if cls.__name__ in found:
            continue
        found[cls.__name__] = _class(cls, language)
        shapes = (shape_of(cls, field.name) for field in attrs.fields(cls))
        waiting += [shape.nested for shape in shapes if shape.nested is not None]
    return dict(sorted(found.items()))


def _class(cls: type, language: Language) -> Schema:
    """Return the schema of a class: fields, or the text or the one value that says enough."""
    if cls is Header:
        return _header(language)
    if hasattr(cls, "from_text"):
        types = ["string", "integer"] if cls is CoarseDate or "first" in _names(cls) else "string"
        text: Schema = {"type": types, "pattern": _PATTERNS[cls.__name__]}
        return {"anyOf": [text, _object(cls, language)]}
    short: str | None = getattr(cls, "__short__", None)
    if short is None:
        return _object(cls, language)
    return {"anyOf": [_value(shape_of(cls, short), language), _object(cls, language)]}


_PATTERNS: Final = {
    "CoarseDate": "^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$",
    "Period": r"^(\.\.|[0-9]{4}[-0-9Q]*)?(/(\.\.|[0-9]{4}[-0-9Q]*)?)?$",
    "CbsCode": "^([12][0-9]{3})?(GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8}|PV[0-9]{2})$",
}


def _names(cls: type) -> set[str]:
    return {field.name for field in attrs.fields(cls)}


def _object(cls: type, language: Language) -> Schema:
    properties: Schema = {}
    patterns: Schema = {}
    must: list[Schema] = []
    for field in fields_in_order(cls):
        name = vocabulary(language).field_name(cls, field.name)
        required = field.default is attrs.NOTHING
        properties[name] = {
            "title": title(cls, field.name, language),
            "description": description(cls, field.name, language),
            "markdownDescription": _markdown(cls, field.name, language),
            **_field(cls, field.name, language, required=required),
        }
        same = f"#/definitions/{cls.__name__}{_place_of_object(cls)}/properties/{name}"
        former = former_names(cls).get(field.name)
        patterns[_other_spellings(name, field.name, former)] = {"$ref": same}
        if required:
            must.append(_has(name, field.name))
    made: Schema = {
        "type": "object",
        "description": summary(cls, language),
        "properties": properties,
        "patternProperties": patterns,
        "additionalProperties": False,
    }
    return {**made, "allOf": must} if must else made


def _place_of_object(cls: type) -> str:
    """Return where `_class` puts the fields, beside a shorter form."""
    return "/anyOf/1" if hasattr(cls, "from_text") or hasattr(cls, "__short__") else ""


def _has(name: str, identifier: str) -> Schema:
    if name == identifier:
        return {"required": [name]}
    return {"anyOf": [{"required": [name]}, {"required": [identifier]}]}


def _markdown(cls: type, field: str, language: Language) -> str:
    said = description(cls, field, language)
    identifier = "" if language == "en" else f"\n\n`{field}`"
    return f"**{title(cls, field, language)}**\n\n{said}{identifier}"


def _field(cls: type, field: str, language: Language, *, required: bool) -> Schema:
    shape = shape_of(cls, field)
    one = _value(shape, language)
    if shape.is_many:
        choices = [{"type": "array", "items": one}, one]
        if shape.nested is PluginUse:  # By name, each with its options.
            choices.append({"type": "object", "additionalProperties": {"type": ["object", "null"]}})
        return {"anyOf": choices if required else [*choices, {"type": "null"}]}
    if required:
        return one
    if "type" in one:
        types = [one["type"]] if isinstance(one["type"], str) else [*one["type"]]
        return {**one, "type": [*types, "null"]}
    return {"anyOf": [*one.get("anyOf", [one]), {"type": "null"}]}


def _value(shape: FieldShape, language: Language) -> Schema:
    item = shape.item
    if item is bool:
        words = {"enum": list(_BOOLEANS[language])}
        others = [name for one in LANGUAGES for name in _BOOLEANS[one]] + ["true", "false"]
        return {"anyOf": [words, {"type": "boolean"}, _any_case(others)]}
    if item in _SCALARS:
        return dict(_SCALARS[item])
    if isinstance(item, type) and issubclass(item, Enum):
        return terms_schema(item, language)
    if shape.nested is not None and shape.nested is not Ref:
        return _points_to(shape.nested)
    if get_origin(item) is Literal:
        return {"enum": list(get_args(item))}
    if get_origin(item) is tuple:
        return {"type": "array"}
    return {"type": list(_TEXT)}


def terms_schema(enum: type[Enum], language: Language) -> Schema:
    """Return the schema of a term: the names of a language are offered, all others allowed."""
    words = vocabulary(language)
    named = [words.term_name(member) for member in enum]
    identifiers = [str(member.value) for member in enum]
    return {"anyOf": [{"enum": named}, _any_case([*named, *identifiers])]}


def _points_to(cls: type) -> Schema:
    return {"$ref": f"#/definitions/{cls.__name__}"}


def _any_case(names: Iterable[str]) -> Schema:
    patterns = "|".join(dict.fromkeys(_loosely(name) for name in names))
    return {"type": "string", "pattern": f"^({patterns})$"}


def _other_spellings(name: str, identifier: str, former: str | None = None) -> str:
    """Match a key as people may also type it, and as identifier; not the key that is offered."""
    loose = "|".join(_loosely(one) for one in (name, former) if one)
    return f"^(?!{_exactly(name)}$)({loose}|{_exactly(identifier)})$"


def _exactly(name: str) -> str:
    """Match a name as it is; editors refuse escapes that are not needed."""
    return re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", name)


def _loosely(name: str) -> str:
    """Match a name whatever its case, with spaces, - or _ between its words, ' and & or not."""
    return "".join(_LOOSE.get(char) or _either_case(char) for char in name)


_LOOSE: Final = {**dict.fromkeys(" _-", "[ _-]+"), "'": "['\u2018\u2019]?", "&": "&?"}


def _either_case(char: str) -> str:
    if char.isalpha() and len(char.upper()) == 1 and char.upper() != char.lower():
        return f"[{char.lower()}{char.upper()}]"
    return _exactly(char)


def _reachable(top: object, definitions: Mapping[str, Schema]) -> set[str]:
    """Return the names of the definitions that a schema leads to."""
    found: set[str] = set()
    waiting: list[object] = [top]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
            name = str(one.get("$ref", "")).removeprefix("#/definitions/").partition("/")[0]
            if name and name not in found:
                found.add(name)
                waiting.append(definitions[name])
        elif isinstance(one, list):
            waiting += one
    return found
