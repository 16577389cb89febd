"""From what was typed about one value to a condition, held against the type of the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import attrs

from opgavekern.base.converting import faults_of, structure
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.files.tree_reading import TreeReader
from opgavekern.files.trees import Key, Node
from opgavekern.files.vocabulary import Meanings, field_meanings, kind_meanings, term_meanings
from opgavekern.governance.written.conditions import All, Not
from opgavekern.governance.written.values import (
    OF_DAYS,
    OF_NUMBERS,
    Compares,
    Comparison,
    Condition,
    Contains,
    Equals,
    IsFilled,
    OneOf,
    Today,
)
from opgavekern.governance.written.words import Asked, DayForm, DayWord, Fill
from opgavekern.model.dates import CoarseDate
from opgavekern.model.kinds import Kind, kind_named
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape

#: How deep conditions may stand in each other, how many comparisons one rule may make, and how
#: many values it may list to compare with.
DEEPEST: Final = 12
MOST_ASKED: Final = 200
MOST_LISTED: Final = 1_000
#: A day further from the check than this is no day that anyone means.
_MOST_DAYS: Final = 36_525
_NUMBERS: Final = (int, float, Decimal)
_DAYS: Final = (date, CoarseDate)


@attrs.define(eq=False)
class ValueReader(TreeReader):
    """A rules file while what it asks of values is read.

    Attributes:
        is_exact: It is JSON, in which every name is an identifier.
        asked: How many comparisons the rule that is read has made so far.
    """

    is_exact: bool = attrs.field(default=False, kw_only=True)
    asked: int = attrs.field(default=0, kw_only=True)

    def meaning(self, meanings: Meanings, typed: str, spot: Node | Key) -> str | None:
        """Return what a name means; in JSON only an identifier means anything."""
        found = TreeReader.meaning(self, meanings, typed, spot)
        return None if self.is_exact and found and found != typed else found

    def field_of(self, cls: type, typed: str, spot: Node | Key) -> str | None:
        """Return the field of a class that was typed; None for none, empty where it means two."""
        return self.meaning(field_meanings(cls), typed, spot)

    def word(self, terms: type[Term], typed: str, spot: Node | Key) -> Any:
        """Return the word of the form that was typed; None for any other."""
        found = self.meaning(term_meanings(terms), typed, spot)
        return _member(terms, found) if found else None

    def spoken(self, terms: Iterable[Term]) -> list[str]:
        """Return words of the form as the file would write them."""
        return [
            one.value if self.is_exact else self.names.vocabulary.term_name(one).replace(" ", "_")
            for one in terms
        ]

    def counts(self, spot: Node | Key) -> None:
        """Count a comparison, and say so once when there are too many."""
        self.asked += 1
        if self.asked == MOST_ASKED + 1:
            said = message(
                "deze regel vergelijkt meer dan {most} keer",
                "this rule compares more than {most} times",
                most=MOST_ASKED,
            )
            self.note("limit-comparisons", said, _SPLIT, spot)

    def plain_value(self, node: Node, shape: FieldShape) -> Condition:
        """Return the condition that a value of a field is the one typed, or one of those listed."""
        self.counts(node)
        if node.items is None:
            return Equals(self.literal(node, shape))
        if len(node.items) > MOST_LISTED:
            said = message(
                "deze lijst heeft meer dan {most} waarden",
                "this list has more than {most} values",
                most=MOST_LISTED,
            )
            self.note("limit-listed", said, _SPLIT, node)
            return All()
        if not node.items:
            self.note("empty-list", _NO_VALUES, _LIST_THEM, node)
        return OneOf(tuple(self.literal(one, shape) for one in node.items))

    def literal(self, node: Node, shape: FieldShape) -> Any:
        """Return a value that was typed, in the type of the field."""
        if node.keys is not None or node.items is not None or node.value is None:
            said = message("hier hoort één waarde", "one value belongs here")
            self.note("not-a-value", said, _ONE_VALUE, node)
            return None
        item = shape.item
        if shape.kinds:
            return self._reference(node, shape)
        if isinstance(item, type) and issubclass(item, Enum):
            return self._term(node, item)
        if item is date and self._is_today(node):
            return Today()
        return self.typed(node, item)

    def typed(self, node: Node, item: Any, plain: Any = None) -> Any:
        """Return a plain value in a type; what is wrong with it is a problem.

        Args:
            node: Where it stands.
            item: The type.
            plain: The value, where that is not what was typed there word for word.
        """
        try:
            return structure(node.plain() if plain is None else plain, item)
        except Exception as error:  # noqa: BLE001 - whatever it is, `faults_of` tells or raises it
            for fault in faults_of(error):
                self.note(fault.code, fault.message, fault.remedy or _CHANGE_IT, node)
        return None

    def _reference(self, node: Node, shape: FieldShape) -> Any:
        typed = str(node.value)
        before, colon, id = typed.partition(":")
        if not colon:
            id = self.typed(node, shape.item) if shape.is_id else typed
            return id if shape.is_id else Ref(shape.kinds[0], id)
        kind = self.kind_meant(before.strip(), node)
        if kind is None or kind.name not in shape.kinds:
            said = message(
                "{found} past hier niet", "{found} does not fit here", found=quoted(before)
            )
            self.note("unknown-kind", said, one_of(self.kind_words(shape.kinds), word=before), node)
            return None
        return id.strip() if shape.is_id else Ref(kind.name, id.strip())

    def kind_meant(self, typed: str, spot: Node | Key) -> Kind | None:
        """Return the kind that a word for one or several of it means; None for none."""
        if self.is_exact:
            return kind_named(typed)
        found = self.meaning(kind_meanings(), typed, spot)
        return kind_named(found) if found else None

    def kind_words(self, kinds: Iterable[str]) -> list[str]:
        """Return what kinds are called in the file, one of each."""
        found = [kind for name in kinds if (kind := kind_named(name)) is not None]
        return [one.name if self.is_exact else self.names.vocabulary.ref_name(one) for one in found]

    def field_words(self, cls: type, fields: Iterable[str]) -> list[str]:
        """Return what fields of a class are called in the file."""
        words = self.names.vocabulary
        return [one if self.is_exact else words.field_name(cls, one) for one in fields]

    def _term(self, node: Node, enum: type[Enum]) -> Any:
        typed = str(node.value)
        found = self.meaning(term_meanings(enum), typed, node)
        if found:
            return enum(found)
        if found is None:
            said = message("onbekende waarde {found}", "unknown value {found}", found=quoted(typed))
            words = [
                str(one.value) if self.is_exact else self.names.vocabulary.term_name(one)
                for one in enum
            ]
            self.note("unknown-value", said, one_of(words, word=typed, most=20), node)
        return None

    def _is_today(self, node: Node) -> bool:
        is_word = isinstance(node.value, str)
        return is_word and self.word(DayWord, str(node.value), node) is DayWord.TODAY

    def comparison(self, typed: str, key: Key, node: Node, shape: FieldShape) -> Condition | None:
        """Return what a word such as `minstens` asks; None where the word is none for the field."""
        item = shape.item
        if is_text(shape):
            if self.word(Asked, typed, key) is not Asked.CONTAINS:
                return None
            self.counts(key)
            return Contains(self.text(node))
        how = self.word(Comparison, typed, key)
        self.counts(key)
        if how in OF_NUMBERS and item in _NUMBERS:
            return Compares(how, self.literal(node, attrs.evolve(shape, is_many=False)))
        if how in OF_DAYS and item in _DAYS:
            return Compares(how, self._day(node, how))
        return None

    def fits(self, shape: FieldShape) -> tuple[Term, ...]:
        """Return the words by which values of a field can be compared."""
        if shape.item in _NUMBERS:
            return OF_NUMBERS
        if shape.item in _DAYS:
            return OF_DAYS
        return (Asked.CONTAINS,) if is_text(shape) else ()

    def _day(self, node: Node, how: Comparison) -> Any:
        """Return a day to compare with: itself, today, or so many days from it."""
        if node.keys is not None:
            known = len(self.problems)
            parts = self.keyed(node, DayForm)
            if len(parts) == 1:
                ((name, (_, value)),) = parts.items()
                days = self.number(value, most=_MOST_DAYS)
                return Today(-days if name == "days_ago" else days)
            if len(self.problems) == known:
                said = message("dit is geen dag", "this is no day")
                self.note("not-a-date", said, _A_DAY, node)
            return None
        if node.items is None and node.value is not None and self._is_today(node):
            return Today()
        if node.items is not None or node.value is None:
            self.note("not-a-date", message("dit is geen dag", "this is no day"), _A_DAY, node)
            return None
        made = self.typed(node, CoarseDate)
        if made is None:
            return None
        # Before a year is before its first day, after it is after its last.
        is_first = how in (Comparison.BEFORE, Comparison.FROM)
        return made.first if is_first else made.last

    def number(self, node: Node, *, most: int) -> int:
        """Return a whole number from zero up to some limit; zero where it is none."""
        made = self.typed(node, int)
        if made is not None and not 0 <= made <= most:
            said = message(
                "{found} ligt niet tussen 0 en {most}",
                "{found} is not between 0 and {most}",
                found=quoted(made),
                most=most,
            )
            self.note("out-of-range", said, _CHANGE_IT, node)
        return made or 0

    def fill(self, node: Node) -> Condition:
        """Return the condition behind `is`: empty, or filled in."""
        self.counts(node)
        typed = self.text(node)
        found = self.word(Fill, typed, node) if typed else None
        if found is None:
            said = message(
                '{found} past niet achter "is"',
                '{found} does not fit after "is"',
                found=quoted(typed),
            )
            self.note("unknown-value", said, one_of(self.spoken(Fill), word=typed), node)
        return IsFilled() if found is Fill.FILLED else Not(IsFilled())


def _member(terms: type[Enum], identifier: str) -> Enum:
    """Return a term; mypy takes what makes the members of a `Term` for what finds them."""
    return terms(identifier)


def is_text(shape: FieldShape) -> bool:
    """Tell whether a field holds text, and no id."""
    return not shape.kinds and getattr(shape.item, "__supertype__", shape.item) is str


def is_free_form(shape: FieldShape) -> bool:
    """Tell whether of a field can only be asked whether it is filled in."""
    is_named = isinstance(shape.item, type) or bool(shape.kinds) or is_text(shape)
    return shape.item is FrozenMap or not is_named


_SPLIT: Final = message("Maak er meer regels van.", "Make several rules of it.")
_NO_VALUES: Final = message("deze lijst is leeg", "this list is empty")
_LIST_THEM: Final = message(
    "Noem de waarden die mogen, of haal de lijst weg.",
    "List the values that may be, or take it out.",
)
_ONE_VALUE: Final = message(
    "Schrijf een waarde; voor een leeg veld: is: leeg.",
    "Write a value; for an empty field: is: empty.",
)
_CHANGE_IT: Final = message("Pas de waarde aan.", "Change the value.")
_A_DAY: Final = message(
    "Schrijf een dag als 2026-09-01, vandaag, of dagen geleden: 30.",
    "Write a day such as 2026-09-01, today, or days ago: 30.",
)
