"""JSON Schema of a file of rules, so that editors complete it while people type.

What the reader takes is never marked as wrong: names may be spelt in other ways, so that keys and
words that are offered are not the only ones allowed. What does not fit the model, reading tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.base.texts import Language
from opgavekern.files.descriptions import description, title
from opgavekern.files.schemas import Schema, terms_schema
from opgavekern.files.vocabulary import Vocabulary, vocabulary
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.rules import RuleKind
from opgavekern.governance.written.reading_values import is_text
from opgavekern.governance.written.values import OF_DAYS, OF_NUMBERS
from opgavekern.governance.written.words import (
    Asked,
    BasisForm,
    ChangeForm,
    DayForm,
    DayWord,
    Derived,
    Fill,
    Joint,
    RelatedForm,
    RuleForm,
    RulesForm,
    TextForm,
)
from opgavekern.model.dates import CoarseDate, Period
from opgavekern.model.issues import Issue, Phase
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named
from opgavekern.model.record import Record
from opgavekern.model.shape import FieldShape, shape_of

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_NUMBERS: Final = (int, float, Decimal)
_ANYTHING: Final[Schema] = {"type": ["string", "number", "boolean"]}


def rules_schema(language: Language) -> Schema:
    """Return the schema of a file of rules.

    Args:
        language: Whose names are offered and explained.
    """
    making = _Making(vocabulary(language))
    return {"$schema": _DRAFT, **making.file(), "definitions": making.definitions()}


@attrs.frozen
class _Making:
    words: Vocabulary

    def file(self) -> Schema:
        """Return the schema of the whole file."""
        return self._form(
            RulesForm,
            title=_points_to("TextForm"),
            rules={"type": ["array", "null"], "items": _points_to("RuleForm")},
            changes={"type": ["array", "null"], "items": _points_to("ChangeForm")},
        )

    def definitions(self) -> dict[str, Schema]:
        """Return the schemas that others point to: forms, and what can be asked of each class."""
        basis, text = _points_to("BasisForm"), _points_to("TextForm")
        texts = dict.fromkeys(("title", "rationale", "message", "remedy"), text)
        rule = self._form(
            RuleForm,
            **texts,
            basis=basis,
            each=self._kinds(KINDS),
            severity=terms_schema(Severity, self.words.language),
            kind=terms_schema(RuleKind, self.words.language),
            where={"type": ["object", "null"]},
            must={"type": "object"},
            valid={},
            waivable_by={},
        )
        one = ("where", "must")
        rule["allOf"] = [self._asked_of(RuleForm, "each", kind, one) for kind in KINDS]
        return {
            "RuleForm": rule,
            "ChangeForm": self._form(ChangeForm, basis=basis, value={}, valid={}),
            "TextForm": {"anyOf": [_ANYTHING, self._form(TextForm)]},
            "BasisForm": {
                "anyOf": [
                    _ANYTHING,
                    self._form(BasisForm, explanation=text, verified=_ANYTHING),
                ]
            },
            "RelatedForm": self._related(),
            "Day": {"anyOf": [_ANYTHING, self._form(DayForm)]},
            **{cls.__name__: self._condition(cls) for cls in _classes()},
        }

    def _form(self, form: type, **fields: Schema) -> Schema:
        language = self.words.language
        return {
            "type": "object",
            "properties": {
                self.words.field_name(form, one.name): {
                    "title": title(form, one.name, language),
                    "description": description(form, one.name, language),
                    **fields.get(one.name, _ANYTHING),
                }
                for one in _fields(form)
            },
        }

    def _kinds(self, kinds: Iterable[Kind]) -> Schema:
        return {"anyOf": [{"enum": [self.words.ref_name(one) for one in kinds]}, _ANYTHING]}

    def _asked_of(self, form: type, field: str, kind: Kind, parts: Iterable[str]) -> Schema:
        """Say what can be asked where a kind is named: its own fields."""
        named = self.words.field_name(form, field)
        said = [self.words.ref_name(kind), self.words.kind_name(kind), kind.name, kind.plural]
        asked = {
            self.words.field_name(form, one): _points_to(kind.record.__name__) for one in parts
        }
        return {
            "if": {"properties": {named: {"enum": list(dict.fromkeys(said))}}, "required": [named]},
            "then": {"properties": asked},
        }

    def _condition(self, cls: type) -> Schema:
        own = _points_to(cls.__name__)
        several = {"type": "array", "items": own, "minItems": 1}
        joined: dict[Joint, Schema] = {Joint.ALL: several, Joint.ANY: several, Joint.NOT: own}
        if issubclass(cls, Record):
            form = _points_to("RelatedForm")
            related = {"anyOf": [form, {"type": "array", "items": form}]}
            joined |= dict.fromkeys((Joint.THERE_ARE, Joint.THERE_ARE_NO), related)
        properties = {
            self.words.field_name(cls, one.name): {
                "title": title(cls, one.name, self.words.language),
                "description": description(cls, one.name, self.words.language),
                **self._value(shape_of(cls, one.name)),
            }
            for one in _fields(cls)
        }
        if cls is Issue:
            properties[self._word(Derived.PHASE)] = self._value(FieldShape(Phase))
        properties |= {self._word(word): schema for word, schema in joined.items()}
        return {"type": ["object", "null"], "properties": properties, "minProperties": 1}

    def _related(self) -> Schema:
        form = self._form(RelatedForm, kind=self._kinds(KINDS), where={"type": ["object", "null"]})
        form["allOf"] = [self._asked_of(RelatedForm, "kind", one, ("where",)) for one in KINDS]
        return form

    def _value(self, shape: FieldShape) -> Schema:
        """Return the schema of what can be asked of a field."""
        item = shape.item
        one = _ANYTHING
        if isinstance(item, type) and issubclass(item, Enum):
            one = terms_schema(item, self.words.language)
        asked: dict[str, Schema] = {
            self._word(Asked.IS): terms_schema(Fill, self.words.language),
            self._word(Asked.NOT): {},
        }
        if shape.is_many:
            asked |= {self._word(Asked.HOW_MANY): {}, self._word(Asked.EVERY): {}}
        if item in (date, CoarseDate):
            one = {"anyOf": [{"enum": [self._word(DayWord.TODAY)]}, _ANYTHING]}
            asked |= {self._word(how): _points_to("Day") for how in OF_DAYS}
        elif item in _NUMBERS:
            asked |= {self._word(how): _ANYTHING for how in OF_NUMBERS}
        elif is_text(shape):
            asked[self._word(Asked.CONTAINS)] = _ANYTHING
        deeper = [_points_to(name) for name in self._leads_to(shape)]
        group: Schema = {"type": "object", "properties": asked}
        if deeper:
            group = {"allOf": [group, {"anyOf": deeper}]}
        return {"anyOf": [one, {"type": "array", "items": one}, group]}

    def _leads_to(self, shape: FieldShape) -> list[str]:
        """Return the names of the classes of whose fields may be asked behind a field."""
        if len(shape.kinds) == 1 and (kind := kind_named(shape.kinds[0])) is not None:
            return [kind.record.__name__]
        nested = shape.nested
        if nested is None or shape.kinds or nested is CoarseDate:
            return []
        short: str = getattr(nested, "__short__", "")
        return [nested.__name__, *(self._leads_to(shape_of(nested, short)) if short else ())]

    def _word(self, word: Term) -> str:
        return self.words.term_name(word).replace(" ", "_")


def _points_to(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _fields(cls: type) -> tuple[attrs.Attribute[Any], ...]:
    return fields_in_order(cls)


def _classes() -> list[type]:
    """Return every class of which something can be asked: of records, and of parts of records."""
    found: dict[type, None] = {Period: None}
    waiting: list[type] = [kind.record for kind in KINDS]
    while waiting:
        cls = waiting.pop()
        if cls in found:
            continue
        found[cls] = None
        shapes = (shape_of(cls, one.name) for one in _fields(cls))
        waiting += [one.nested for one in shapes if one.nested is not None and not one.kinds]
    return sorted(found, key=lambda one: one.__name__)
