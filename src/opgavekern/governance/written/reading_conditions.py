"""From what was typed about a record to a condition, held against the model."""

from __future__ import annotations

from typing import Final

import attrs

from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.files.trees import Key, Node
from opgavekern.governance.written.conditions import (
    All,
    AnyOf,
    Every,
    Field,
    Not,
    PhaseOf,
    ReferredBy,
    RefersTo,
    Some,
)
from opgavekern.governance.written.reading_values import DEEPEST, ValueReader, is_free_form
from opgavekern.governance.written.values import Amounts, Condition
from opgavekern.governance.written.words import Asked, Derived, Joint, RelatedForm
from opgavekern.model.dates import CoarseDate
from opgavekern.model.issues import Issue, Phase
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named, kind_of
from opgavekern.model.record import Holder, Record
from opgavekern.model.shape import FieldShape, shape_of

#: More records of a kind than this no dossier holds, so that nobody asks for as many.
_MOST_RECORDS: Final = 1_000_000
_NUMBER: Final = FieldShape(int)
#: What is asked of all values of a field together, and not of one of them.
_OF_ALL_TOGETHER: Final = frozenset({Asked.IS, Asked.NOT, Asked.HOW_MANY, Asked.EVERY})


@attrs.define(eq=False)
class ConditionReader(ValueReader):
    """A rules file while its conditions are read.

    Each method returns a condition also where something is wrong; with a problem nothing of the
    file is used.
    """

    def condition(self, node: Node | None, cls: type, level: int = 1) -> Condition:
        """Return what is asked of a record, or of a part with fields of its own."""
        if node is None or self._is_too_deep(node, level):
            return All()
        if not node.keys:  # What asks nothing would hold of everything, and find nothing ever.
            self.note("not-a-group", _NO_CONDITION, _AS_THIS, node)
            return All()
        return All(
            tuple(
                self._part(typed, key, value, cls, level)
                for typed, (key, value) in node.keys.items()
            )
        )

    def _is_too_deep(self, node: Node, level: int) -> bool:
        if level <= DEEPEST:
            return False
        if not any(one.code == "limit-conditions" for one in self.problems):
            said = message(
                "voorwaarden staan dieper dan {most} in elkaar",
                "conditions stand in each other deeper than {most}",
                most=DEEPEST,
            )
            remedy = message("Maak er meer regels van.", "Make several rules of it.")
            self.note("limit-conditions", said, remedy, node)
        return True

    def _part(self, typed: str, key: Key, node: Node, cls: type, level: int) -> Condition:
        joint = self.word(Joint, typed, key)
        if joint is not None:
            return self._joined(joint, key, node, cls, level)
        if cls is Issue and self.word(Derived, typed, key) is Derived.PHASE:
            return PhaseOf(self._of_field(node, FieldShape(Phase), level))
        field = self.field_of(cls, typed, key)
        if field:
            return Field(field, self._of_field(node, shape_of(cls, field), level))
        if field is None:
            said = message("onbekend veld {key}", "unknown field {key}", key=quoted(typed))
            known = [*self._field_words(cls), *self.spoken(Joint)]
            self.note("unknown-field", said, one_of(known, word=typed, most=40), key)
        return All()

    def _field_words(self, cls: type) -> list[str]:
        said = self.field_words(cls, [one.name for one in _fields(cls)])
        return [*said, *(self.spoken(Derived) if cls is Issue else ())]

    def _joined(self, joint: Joint, key: Key, node: Node, cls: type, level: int) -> Condition:
        if joint is Joint.NOT:
            return Not(self.condition(node, cls, level + 1))
        each = [node] if node.items is None else node.items
        if joint in (Joint.ALL, Joint.ANY):
            if not node.items:
                self.note("not-a-list", _NO_LIST, _LIST, node)
            made = tuple(self.condition(one, cls, level + 1) for one in each)
            return All(made) if joint is Joint.ALL else AnyOf(made)
        if not issubclass(cls, Record):
            said = message("hiernaar verwijst niets", "nothing refers to this")
            self.note("unknown-field", said, one_of(self._field_words(cls)), key)
            return All()
        none = joint is Joint.THERE_ARE_NO
        return All(
            tuple(self._related(one, kind_of(cls), level, none=none) for one in each or [node])
        )

    def _related(self, node: Node, to: Kind, level: int, *, none: bool) -> Condition:
        """Return what is asked of records that refer to one of a kind."""
        self.counts(node)
        if node.keys is None:
            self.note("not-a-group", _NO_RELATED, _RELATED, node)
            return All()
        parts = self.keyed(node, RelatedForm)
        kind = self.kind(parts.get("kind"), node)
        if kind is None:
            return All()
        field = self._by(parts.get("by"), kind, to, node)
        where = parts.get("where")
        inner = self.condition(where[1], kind.record, level + 1) if where else All()
        counts = {
            name: self.number(parts[name][1], most=_MOST_RECORDS)
            for name in ("at_least", "at_most")
            if name in parts
        }
        if none:
            for name in counts:
                self.note("unknown-field", _COUNTS_NONE, _TAKE_COUNT_OUT, parts[name][0])
            return Not(ReferredBy(kind=kind.plural, field=field, to=to.name, inner=inner))
        at_least = counts.get("at_least", 0 if "at_most" in counts else 1)
        at_most = counts.get("at_most")
        if at_least == 0 and at_most is None:
            self.note("out-of-range", _NONE_OR_MORE, _AT_LEAST_ONE, parts["at_least"][0])
        if at_most is not None and at_most < at_least:
            said = message("hoogstens is minder dan minstens", "at most is less than at least")
            self.note("out-of-range", said, _SWAP, parts["at_most"][0])
        return ReferredBy(
            kind=kind.plural,
            field=field,
            to=to.name,
            inner=inner,
            at_least=at_least,
            at_most=at_most,
        )

    def kind(self, part: tuple[Key, Node] | None, around: Node) -> Kind | None:
        """Return the kind of record that was typed; None where it is none."""
        node = part[1] if part is not None else None
        typed = self.text(node)
        if not typed:
            said = message("de soort gegevens ontbreekt", "the kind of record is missing")
            remedy = message("Noem haar, zoals opgave.", "Name it, such as issue.")
            self.note("missing-field", said, remedy, node or around)
            return None
        found = self.kind_meant(typed, node or around)
        if found is None:
            said = message("onbekende soort {name}", "unknown kind {name}", name=quoted(typed))
            words = self.kind_words(one.name for one in KINDS)
            self.note("unknown-kind", said, one_of(words, word=typed), node)
        return found

    def _by(self, part: tuple[Key, Node] | None, kind: Kind, to: Kind, around: Node) -> str:
        """Return the field by which records of a kind refer to those of another."""
        known = referring_fields(kind.record, to.name)
        words = self.field_words(kind.record, known)
        if part is None:
            if len(known) == 1:
                return known[0]
            self._which_way(kind, words, around)
            return ""
        typed = self.text(part[1])
        field = self.field_of(kind.record, typed, part[1])
        if field in known:
            return field or ""
        said = message(
            "{found} is geen veld van {kinds} dat hiernaar verwijst",
            "{found} is no field of {kinds} that refers to this",
            found=quoted(typed),
            kinds=kind.plural_label,
        )
        self.note(
            "unknown-field", said, one_of(words, word=typed) if words else _ANOTHER_KIND, part[1]
        )
        return ""

    def _which_way(self, kind: Kind, words: list[str], around: Node) -> None:
        """Say that records of a kind refer in no way, or that it must be said in which."""
        if words:
            said = message(
                "{kinds} kunnen op meer manieren hiernaar verwijzen",
                "{kinds} may refer to this in several ways",
                kinds=kind.plural_label,
            )
            which = "Zeg erbij via welk veld. {known}", "Say by which field. {known}"
            self.note("missing-field", said, message(*which, known=one_of(words)), around)
            return
        said = message(
            "{kinds} verwijzen niet zelf hiernaar",
            "{kinds} do not refer to this themselves",
            kinds=kind.plural_label,
        )
        self.note("missing-field", said, _ANOTHER_KIND, around)

    def _of_field(self, node: Node, shape: FieldShape, level: int) -> Condition:
        """Return what is asked of what stands in a field."""
        if not shape.is_many:
            return self._of_value(node, shape, level)
        one = attrs.evolve(shape, is_many=False)
        if node.keys is None:
            return Some(self._of_value(node, one, level))
        together: list[Condition] = []
        rest: dict[str, tuple[Key, Node]] = {}
        for typed, (key, value) in node.keys.items():
            asked = self.word(Asked, typed, key)
            if asked is None or asked not in _OF_ALL_TOGETHER:
                rest[typed] = (key, value)
            elif asked is Asked.IS:
                together.append(self.fill(value))
            elif asked is Asked.NOT:
                together.append(Not(self._of_field(value, shape, level + 1)))
            elif asked is Asked.EVERY:
                together.append(Every(self._of_value(value, one, level + 1)))
            else:
                together.append(Amounts(self._of_value(value, _NUMBER, level + 1)))
        if rest or not together:
            left = attrs.evolve(node, keys=rest)
            together.append(Some(self._of_value(left, one, level)))
        return All(tuple(together))

    def _of_value(self, node: Node, shape: FieldShape, level: int) -> Condition:
        """Return what is asked of one value."""
        if self._is_too_deep(node, level):
            return All()
        if node.keys is None:
            return self._plain(node, shape)
        if not node.keys:
            self.note("not-a-group", _NO_CONDITION, _AS_THIS, node)
        made: list[Condition] = []
        rest: dict[str, tuple[Key, Node]] = {}
        for typed, (key, value) in node.keys.items():
            asked = self.word(Asked, typed, key)
            if asked is Asked.IS:
                made.append(self.fill(value))
            elif asked is Asked.NOT:
                made.append(Not(self._of_value(value, shape, level + 1)))
            else:
                rest[typed] = (key, value)
        if rest:
            made.append(self._deeper(attrs.evolve(node, keys=rest), shape, level))
        return All(tuple(made))

    def _plain(self, node: Node, shape: FieldShape) -> Condition:
        """Return the condition that a value is what was typed."""
        nested = shape.nested
        short = _short(nested)
        if nested is not None and short:
            return Field(short, self._plain(node, shape_of(nested, short)))
        if is_free_form(shape) or (
            nested is not None and not hasattr(nested, "from_text") and not shape.kinds
        ):
            said = message("dit veld is niet één waarde", "this field is not one value")
            remedy = message(
                "Schrijf eronder wat van zijn velden gevraagd wordt, of: is: ingevuld.",
                "Write below it what is asked of its fields, or: is: filled.",
            )
            self.note("not-a-group", said, remedy, node)
            return All()
        return self.plain_value(node, shape)

    def _deeper(self, node: Node, shape: FieldShape, level: int) -> Condition:
        """Return what is asked by words that compare, or of fields further on."""
        nested = shape.nested
        if shape.kinds:
            return self._of_reference(node, shape, level)
        if nested is not None and shape.item is not CoarseDate:
            return self._of_parts(node, nested, level)
        return self._compared(node, shape)

    def _compared(self, node: Node, shape: FieldShape) -> Condition:
        made: list[Condition] = []
        for typed, (key, value) in (node.keys or {}).items():
            one = self.comparison(typed, key, value, shape)
            if one is None:
                said = message(
                    "{found} past niet bij dit veld",
                    "{found} does not fit this field",
                    found=quoted(typed),
                )
                words = self.spoken((*self.fits(shape), Asked.IS, Asked.NOT))
                self.note("unfit-comparison", said, one_of(words, word=typed), key)
            else:
                made.append(one)
        return All(tuple(made))

    def _of_parts(self, node: Node, nested: type, level: int) -> Condition:
        """Return what is asked of a part with fields, and of what it is short for."""
        short = _short(nested)
        own: dict[str, tuple[Key, Node]] = {}
        rest: dict[str, tuple[Key, Node]] = {}
        for typed, part in (node.keys or {}).items():
            is_own = not short or bool(self.field_of(nested, typed, part[0]))
            is_own = is_own or self.word(Joint, typed, part[0]) is not None
            (own if is_own else rest)[typed] = part
        made = [self.condition(attrs.evolve(node, keys=own), nested, level + 1)] if own else []
        if rest:
            left = attrs.evolve(node, keys=rest)
            made.append(Field(short, self._of_field(left, shape_of(nested, short), level + 1)))
        return All(tuple(made))

    def _of_reference(self, node: Node, shape: FieldShape, level: int) -> Condition:
        """Return what is asked of the record that a reference leads to."""
        if len(shape.kinds) == 1:
            kind = kind_named(shape.kinds[0])
            if kind is None:
                return All()
            return RefersTo(kind.plural, self.condition(node, kind.record, level + 1))
        made: list[Condition] = []
        for typed, (key, value) in (node.keys or {}).items():
            kind = self.kind_meant(typed, key)
            if kind is None or kind.name not in shape.kinds:
                said = message(
                    "hier kunnen gegevens van meer soorten staan, en {found} is er geen van",
                    "records of several kinds may stand here, and {found} is none of them",
                    found=quoted(typed),
                )
                self.note(
                    "unknown-kind",
                    said,
                    one_of(self.kind_words(shape.kinds), word=typed, most=20),
                    key,
                )
            else:
                # Nothing below a kind asks that it is one of that kind.
                inner = All() if value.keys == {} else self.condition(value, kind.record, level + 1)
                made.append(RefersTo(kind.plural, inner))
        return AnyOf(tuple(made))


def referring_fields(cls: type, to: str) -> list[str]:
    """Return the fields of a class by which its records refer to those of a kind."""
    found = []
    for field in _fields(cls):
        shape = shape_of(cls, field.name)
        holds = shape.nested is Holder and to == "person"
        if field.name != "id" and (holds or to in shape.kinds):
            found.append(field.name)
    return found


def _fields(cls: type) -> tuple[attrs.Attribute[object], ...]:
    return fields_in_order(cls)


def _short(nested: type | None) -> str:
    """Return the field for which a part with several fields may be short; empty for none."""
    found: str = getattr(nested, "__short__", "")
    return found


_NO_CONDITION: Final = message(
    "hier hoort een voorwaarde: velden, en wat daarvan gevraagd wordt",
    "a condition belongs here: fields, and what is asked of them",
)
_AS_THIS: Final = message(
    "Schrijf bijvoorbeeld titel: {is: ingevuld}.", "Write for example title: {is: filled}."
)
_NO_LIST: Final = message(
    "hier hoort een lijst van voorwaarden", "a list of conditions belongs here"
)
_LIST: Final = message("Begin elk met een streepje.", "Begin each with a dash.")
_NO_RELATED: Final = message(
    "hier hoort welke gegevens er zijn", "which records there are belongs here"
)
_RELATED: Final = message(
    "Noem eronder soort: en, waar nodig, via:, waar:, minstens: en hoogstens:.",
    "Name below it kind: and, where needed, by:, where:, at least: and at most:.",
)
_COUNTS_NONE: Final = message(
    "waar er geen zijn, valt er niets te tellen", "where there are none, nothing is counted"
)
_TAKE_COUNT_OUT: Final = message(
    "Haal het weg, of schrijf er zijn: met hoogstens:.",
    "Take it out, or write there are: with at most:.",
)
_NONE_OR_MORE: Final = message(
    "geen of meer zijn er altijd: dit vraagt niets",
    "there are always none or more: this asks nothing",
)
_AT_LEAST_ONE: Final = message(
    "Schrijf minstens: 1, hoogstens: of er zijn geen:.",
    "Write at least: 1, at most: or there are no:.",
)
_SWAP: Final = message("Draai de twee om.", "Swap the two.")
_ANOTHER_KIND: Final = message("Kies een andere soort.", "Choose another kind.")
