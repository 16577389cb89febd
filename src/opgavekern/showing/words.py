"""A record in words: its fields with their labels, references by what people call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term, field_labels
from opgavekern.base.personal import personal_in
from opgavekern.base.texts import Language, Text, message, say
from opgavekern.model import Assignment, Dossier, Money, Period, Person, Record, Ref
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.shape import references, shape_of

_NAMED_BY: Final = frozenset({"id", "title", "name"})
#: Numbers that are written without a mark for thousands.
_YEARS: Final = frozenset({"year", "years_covered"})
#: What comes first in a part, and needs no label to be understood.
_PLAIN_FIRST: Final = frozenset({"fase", "phase", "naam", "name", "soort", "kind"})
#: An end of line with text on both sides, the next not starting as an item of a list.
_BROKEN: Final = re.compile(r"(?<=\S)[ \t]*\n(?=[^\s\-*•\d])")

_HELD_BACK: Final = Text(
    nl="niet getoond tenzij om namen is gevraagd", en="not shown unless names are asked for"
)
_STANDS: Final = Text(nl="Staat in {place}", en="Stands in {place}")
_LAID: Final = Text(nl="Komt van een plugin", en="Comes from a plugin")


@attrs.frozen(kw_only=True)
class Words:
    """How the records of a dossier are said.

    Attributes:
        dossier: Where names come from.
        language: In which language.
        names: Say names of people and other personal data.
    """

    dossier: Dossier
    language: Language
    names: bool = False

    def facts(self, record: Record) -> Iterator[tuple[str, str, str]]:
        """Yield field, label and words of what is known beyond id and name."""
        if self.names and isinstance(record, Person) and record.name:
            yield "name", self._label(record, "name"), record.name
        yield from self._said_fields(record, without=_NAMED_BY)

    def name(self, ref: Ref) -> str:
        """Return what people call a record; a person's name only where names may be said.

        Where its kind is withheld that is not known: its id then.
        """
        if self.dossier.withholds(ref):
            return ref.id
        person = self.dossier.find(ref) if ref.kind == "person" and self.names else None
        return getattr(person, "name", "") or self.dossier.name_of(ref)

    def ref(self, ref: Ref) -> str:
        """Say a record by name and id."""
        name = self.name(ref)
        return f"{name} ({ref.id})" if name != ref.id else ref.id

    def value(self, value: Any, *, owner: type, field: str) -> str:
        """Say what a field of a class holds, or one of the things that it holds."""
        if field in _YEARS:
            return str(value)
        return self._said(value, shape_of(owner, field).kinds)

    def member(self, assignment: Assignment) -> str:
        """Say who is in a team, in which role and for how many hours."""
        said = [self.ref(Ref("person", assignment.person))]
        said += [self.name(Ref("role", assignment.role))] if assignment.role else []
        if assignment.hours_per_week is not None:
            hours = message(
                "{hours} uur per week, {status}",
                "{hours} hours a week, {status}",
                hours=assignment.hours_per_week,
                status=assignment.status,
            )
            said.append(hours.text(self.language))
        return "; ".join(said)

    def referrer(self, ref: Ref, *, to: Ref) -> str:
        """Say a record that refers to another; one without a name by what else it refers to."""
        name = self.name(ref)
        if name != ref.id:
            return f"{name} ({ref.id})"
        found = self.dossier.find(ref)
        targets = (target for _, target in references(found)) if found is not None else ()
        others = dict.fromkeys(self.name(target) for target in targets if target != to)
        return ref.id if not others else f"{', '.join(others)} ({ref.id})"

    def entry(self, ref: Ref) -> str:
        """Say a record in a list of its kind, beside its id.

        One without a name is told by what it refers to and its day, as a meeting by its body.
        """
        name = self.name(ref)
        found = self.dossier.find(ref)
        if name != ref.id or found is None:
            return name
        targets = dict.fromkeys(target for _, target in references(found))
        said = [words for target in targets if (words := self.name(target)) != target.id]
        day = getattr(found, "on", None)
        parts = [*dict.fromkeys(said), *([say(day, self.language)] if day is not None else [])]
        return ", ".join(parts) or name

    def origin(self, ref: Ref) -> str:
        """Say where a record comes from; empty where that is not known."""
        place = self.dossier.locations.find(ref.kind, ref.id)
        if place is not None:
            return _STANDS.text(self.language).format(place=place)
        return _LAID.text(self.language) if ref in self.dossier.laid_under else ""

    def _said_fields(self, part: Any, *, without: frozenset[str]) -> Iterator[tuple[str, str, str]]:
        cls: type = type(part)
        for field in fields_in_order(cls):
            value = getattr(part, field.name)
            is_left = value == field.default and not isinstance(value, Term)
            if field.name in without or is_left or value in (None, "", ()):
                continue
            hidden = personal_in(field) is not None and not self.names
            said = _HELD_BACK.text(self.language) if hidden else self._said_all(part, field.name)
            yield field.name, self._label(part, field.name), said

    def _label(self, part: Any, field: str) -> str:
        label = field_labels(type(part)).get(field)
        return label.text(self.language) if label else field

    def _said_all(self, part: Any, field: str) -> str:
        cls: type = type(part)
        value, shape = getattr(part, field), shape_of(cls, field)
        if field == "outline":
            return Text(nl="getekend", en="drawn").text(self.language)
        if field in _YEARS:
            return say(tuple(map(str, value)) if shape.is_many else str(value), self.language)
        if not shape.is_many:
            return self._said(value, shape.kinds)
        several = [self._said(one, shape.kinds) for one in value]
        if isinstance(value, frozenset):
            several.sort()
        return "\n".join(several) if shape.nested or shape.kinds else ", ".join(several)

    def _said(self, value: Any, kinds: tuple[str, ...] = ()) -> str:
        if isinstance(value, Ref):
            return self.ref(value)
        if kinds:
            return self.ref(Ref(kinds[0], value))
        if isinstance(value, Period):
            return say_period(value, self.language)
        if isinstance(value, Money):
            return self._said_money(value)
        if isinstance(value, FrozenMap):
            return "\n".join(f"{key}: {_flat(one)}" for key, one in sorted(value.items()))
        if attrs.has(type(value)) and not hasattr(type(value), "from_text"):
            return self._said_part(value)
        return _reflowed(value) if isinstance(value, str) else say(value, self.language)

    def _said_part(self, part: Any) -> str:
        """Say a part on one line: what it is first, as it is, and the rest with its labels."""
        short: str | None = getattr(type(part), "__short__", None)
        said = [self._said_all(part, short)] if short else []
        speaks_for_itself = {self._label(part, "valid")}
        for _, label, words in self._said_fields(part, without=frozenset({short or ""})):
            is_plain = label in speaks_for_itself or (not said and label in _PLAIN_FIRST)
            said.append(words if is_plain else f"{label} {words}")
        return "; ".join(one.replace("\n", ", ") for one in said)

    def _said_money(self, money: Money) -> str:
        amount = f"€\u00a0{say(money.euros, self.language)}"
        level = {"nl": "prijspeil", "en": "prices of"}[self.language]
        return f"{amount} ({level} {money.price_level})" if money.price_level else amount


def say_period(period: Period, language: Language) -> str:
    """Say from when to when."""
    first, last = (
        None if day is None else say(day, language) for day in (period.first, period.last)
    )
    if first and last:
        return {"nl": f"{first} t/m {last}", "en": f"{first} to {last}"}[language]
    if first:
        return {"nl": f"vanaf {first}", "en": f"from {first}"}[language]
    if last:
        return {"nl": f"t/m {last}", "en": f"until {last}"}[language]
    return {"nl": "altijd", "en": "always"}[language]


def _reflowed(text: str) -> str:
    """Join the lines of a paragraph, which were broken for the file; lists keep their lines."""
    return _BROKEN.sub(" ", text.strip())


def _flat(value: Any) -> str:
    if isinstance(value, FrozenMap):
        return "{" + ", ".join(f"{key}: {_flat(one)}" for key, one in sorted(value.items())) + "}"
    return ", ".join(_flat(one) for one in value) if isinstance(value, tuple) else str(value)
