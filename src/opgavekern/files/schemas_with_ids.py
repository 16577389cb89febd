"""Schemas that know the ids of one dossier, so that editors complete references to other files.

What a field may refer to is an enumeration of the ids that there are, each with its title. It
holds for the moment of writing: an id that came later is underlined until the schemas are written
anew, and what the editor says of it tells so. (JSON Schema knows right and wrong, and no maybe.)
A kind without records, or with very many, is left as free text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.personal import personal_in
from opgavekern.base.texts import LANGUAGES, Language, Text
from opgavekern.files.schemas import Schema, json_schema, schema_name
from opgavekern.files.vocabulary import HEADER, vocabulary
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named
from opgavekern.model.records import id_of
from opgavekern.model.shape import FieldShape, shape_of

#: More than these an editor offers to nobody's use, in files that become slow.
_MOST: Final = 2_000
#: What an editor takes for a number, a boolean or nothing, and our reader for text.
_NOT_TEXT: Final = re.compile(r"[-+.0-9_eExXoO]+|true|false|null|~|yes|no|on|off", re.IGNORECASE)
_LATER: Final = Text(
    nl="Dit id was er nog niet toen het schema werd geschreven. Is het nieuw, schrijf het schema "
    "dan opnieuw: opgavekern schema --with-ids. Anders is het een tikfout.",
    en="This id was not there yet when the schema was written. If it is new, write the schema "
    "anew: opgavekern schema --with-ids. Otherwise it is mistyped.",
)
#: In which fields a record says in a few words what it is.
_TITLES: Final = ("title", "name", "function", "subject")


def schema_files_with_ids(dossier: Dossier, language: Language) -> Iterator[tuple[str, str]]:
    """Yield name and text of every schema file of a dossier, with its ids in them.

    Args:
        dossier: With the facts of its plugins laid under it, which may be referred to too.
        language: Whose names are offered and explained.
    """
    ids = _Ids(dossier, language)
    kinds: list[str | None] = [None, HEADER, *(kind.plural for kind in KINDS)]
    for kind in kinds:
        made = ids.in_schema(json_schema(kind, language=language))
        yield schema_name(kind, language), json.dumps(made, ensure_ascii=False, indent=1) + "\n"


@attrs.frozen
class _Ids:
    """The ids of a dossier, as schemas have them."""

    dossier: Dossier
    language: Language
    _known: dict[tuple[str, ...], Schema | None] = attrs.field(factory=dict)

    def in_schema(self, schema: Schema) -> Schema:
        """Return a schema in which references are enumerations."""
        definitions: dict[str, Schema] = dict(schema["definitions"])
        added: dict[str, Schema] = {}
        for cls in _classes():
            found = definitions.get(cls.__name__)
            if found is not None:
                definitions[cls.__name__] = self._class(cls, found, added)
        return {**schema, "definitions": {**definitions, **added}}

    def _class(self, cls: type, found: Schema, added: dict[str, Schema]) -> Schema:
        short: str | None = getattr(cls, "__short__", None)
        if "anyOf" not in found:
            return self._object(cls, found, added)
        first, whole, *more = found["anyOf"]
        if short is not None:
            first = self._field(shape_of(cls, short), first, added)
        return {**found, "anyOf": [first, self._object(cls, whole, added), *more]}

    def _object(self, cls: type, found: Schema, added: dict[str, Schema]) -> Schema:
        properties = dict(found["properties"])
        for field in fields_in_order(cls):
            name = vocabulary(self.language).field_name(cls, field.name)
            if field.name != "id" and name in properties:
                shape = shape_of(cls, field.name)
                made = self._field(shape, properties[name], added)
                properties[name] = _one_before_several(made) if shape.is_many else made
        return {**found, "properties": properties}

    def _field(self, shape: FieldShape, found: Schema, added: dict[str, Schema]) -> Schema:
        listed = self._listed(shape.kinds) if shape.kinds else None
        if listed is None:
            return found
        name = "ids." + ".".join(shape.kinds)
        added[name] = listed
        made: Schema = _instead_of_text(found, {"$ref": f"#/definitions/{name}"})
        return made

    def _listed(self, kinds: tuple[str, ...]) -> Schema | None:
        """Return the enumeration for references to some kinds; None where it is of no use."""
        if kinds not in self._known:
            self._known[kinds] = self._enumeration(kinds)
        return self._known[kinds]

    def _enumeration(self, kinds: tuple[str, ...]) -> Schema | None:
        named = [kind for name in kinds if (kind := kind_named(name)) is not None]
        if any(kind in self.dossier.withheld for kind in named):
            return None  # Which ids there are is unknown, so none is wrong.
        ids = {
            f"{self._before(kind) if place else ''}{id_of(record)}": _title_of(record)
            for place, kind in enumerate(named)
            for record in self._records(kind)
        }
        if not 0 < len(ids) <= _MOST or not self._records(named[0]):
            return None
        choices: list[Schema] = [
            {
                "enum": list(ids),
                "enumDescriptions": list(ids.values()),
                "errorMessage": _LATER.text(self.language),
            }
        ]
        if len(named) > 1:
            offered = {self._before(kind) for kind in named[1:]}
            others = [one for kind in named for one in _prefixes(kind) if one not in offered]
            choices.append({"type": "string", "pattern": f"^({'|'.join(others)})"})
        if any(_NOT_TEXT.fullmatch(id) for id in ids):
            choices.append({"type": ["number", "boolean"]})
        return choices[0] if len(choices) == 1 else {"anyOf": choices}

    def _before(self, kind: Kind) -> str:
        return f"{vocabulary(self.language).ref_name(kind)}:"

    def _records(self, kind: Kind) -> Iterable[Any]:
        return self.dossier.known(kind.plural)


def _classes() -> Iterator[type]:
    """Yield every class that a dossier can hold, each once."""
    seen: set[type] = set()
    waiting: list[type] = [Header, *(kind.record for kind in KINDS)]
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        yield cls
        shapes = (shape_of(cls, field.name) for field in attrs.fields(cls))
        waiting += [shape.nested for shape in shapes if shape.nested is not None]


def _one_before_several(found: Schema) -> Schema:
    """Let an editor say of a wrong value what is wrong with it, and not that it is no list."""
    several, one, *more = found["anyOf"]
    return {**found, "anyOf": [one, several, *more]}


def _instead_of_text(found: Any, listed: Schema) -> Any:
    """Put an enumeration in the place of free text, wherever it stands in a field's schema."""
    if isinstance(found, list):
        return [_instead_of_text(one, listed) for one in found]
    if not isinstance(found, dict):
        return found
    types = found.get("type")
    if isinstance(types, list) and {"string", "number", "boolean"} <= set(types):
        kept: Mapping[str, Any] = {key: one for key, one in found.items() if key != "type"}
        return {**kept, "anyOf": [listed, {"type": "null"}] if "null" in types else [listed]}
    return {key: _instead_of_text(one, listed) for key, one in found.items()}


def _prefixes(kind: Kind) -> list[str]:
    """Return how the kind before an id may be written, in whatever language."""
    names = [kind.name, *(vocabulary(one).ref_name(kind) for one in LANGUAGES)]
    return [f"{name}:" for name in dict.fromkeys(names)]


def _title_of(record: Any) -> str:
    """Say in a few words what a record is, never with what is personal."""
    for field in attrs.fields(type(record)):
        if field.name in _TITLES and personal_in(field) is None:
            found = getattr(record, field.name)
            if found:
                return str(found)
    return ""
