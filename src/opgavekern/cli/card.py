"""A record as people read it: what is known of it, and what refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.texts import Language, Text, message, say
from opgavekern.cli.answers import issues_around, members_of
from opgavekern.cli.page import Line, Part, line
from opgavekern.model import (
    Dossier,
    Issue,
    IssueId,
    Kind,
    Money,
    Period,
    Person,
    Record,
    Ref,
    kind_of,
)
from opgavekern.model.kinds import KINDS, fields_in_order
from opgavekern.model.records import id_of
from opgavekern.model.shape import references, shape_of

_NAMED_BY: Final = frozenset({"id", "title", "name"})
#: Numbers that are written without a mark for thousands.
_YEARS: Final = frozenset({"year", "years_covered"})
#: What comes first in a part, and needs no label to be understood.
_PLAIN_FIRST: Final = frozenset({"fase", "phase", "naam", "name", "soort", "kind"})
#: An end of line with text on both sides, the next not starting as an item of a list.
_BROKEN: Final = re.compile(r"(?<=\S)[ \t]*\n(?=[^\s\-*•\d])")
_WIDEST_LABEL: Final = 28
#: More of one kind are counted, since a list that long is no longer read.
_MOST_REFERRING: Final = 25
_ISSUES: Final = Text(nl="Opgaven", en="Issues")
_MEMBERS: Final = Text(nl="Wie eraan werken", en="Who work on it")

_REFERRING: Final = Text(nl="Wat hiernaar verwijst", en="What refers to it")
_NOTHING: Final = Text(nl="Niets verwijst hiernaar.", en="Nothing refers to it.")
_HELD_BACK: Final = Text(nl="niet getoond zonder --names", en="not shown without --names")
_STANDS: Final = Text(nl="Staat in {place}", en="Stands in {place}")
_LAID: Final = Text(nl="Komt van een plugin", en="Comes from a plugin")


@attrs.frozen(kw_only=True)
class Card:
    """One record of a dossier, to be shown.

    Attributes:
        dossier: What it is part of.
        record: The record.
        language: In which language to show it.
        names: Show names of people and other personal data.
        on: The day to speak of where a day matters; None for all of time.
    """

    dossier: Dossier
    record: Record
    language: Language
    names: bool = False
    on: date | None = None

    @property
    def ref(self) -> Ref:
        """What is shown."""
        return Ref(kind_of(self.record).name, id_of(self.record))

    def lines(self) -> list[Line]:
        """Return the whole card."""
        facts = [*self._heading(), line(), *self._facts()]
        return [*facts, *self._around(), *self._referring(), *self._origin()]

    # What it is

    def _heading(self) -> Iterator[Line]:
        kind = kind_of(self.record).label.text(self.language)
        name = self._name(self.ref)
        yield line((kind, "cyan"), " ", (self.ref.id, "bold"), *self._phase())
        if name != self.ref.id:
            yield line((name, "bold"))

    def _phase(self) -> Iterator[Part]:
        if not isinstance(self.record, Issue) or self.on is None:
            return
        phase = self.dossier.phase_of(self.record.id, self.on)
        if phase is not None:
            said = message("{phase} op {on}", "{phase} on {on}", phase=phase, on=self.on)
            yield f"  {said.text(self.language)}"

    def _facts(self) -> Iterator[Line]:
        facts = list(self._said_fields(self.record, without=_NAMED_BY))
        if self.names and isinstance(self.record, Person) and self.record.name:
            facts.insert(0, (self._label(self.record, "name"), self.record.name))
        width = min(_WIDEST_LABEL, max((len(label) for label, _ in facts), default=0)) + 2
        for label, said in facts:
            first, *rest = said.split("\n")
            yield line((label.ljust(width), "dim"), first, indent=2, hang=width + 2)
            yield from (line(more, indent=width + 2) for more in rest)

    def _said_fields(self, part: Any, *, without: frozenset[str]) -> Iterator[tuple[str, str]]:
        cls: type = type(part)
        for field in fields_in_order(cls):
            value = getattr(part, field.name)
            if field.name in without or value == field.default or value in (None, "", ()):
                continue
            hidden = field.metadata.get("personal") and not self.names
            said = _HELD_BACK.text(self.language) if hidden else self._said_all(part, field.name)
            yield self._label(part, field.name), said

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
            return self._said_ref(value)
        if kinds:
            return self._said_ref(Ref(kinds[0], value))
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
        for label, words in self._said_fields(part, without=frozenset({short or ""})):
            is_plain = label in speaks_for_itself or (not said and label in _PLAIN_FIRST)
            said.append(words if is_plain else f"{label} {words}")
        return "; ".join(one.replace("\n", ", ") for one in said)

    def _said_money(self, money: Money) -> str:
        amount = f"€\u00a0{say(money.euros, self.language)}"
        level = {"nl": "prijspeil", "en": "prices of"}[self.language]
        return f"{amount} ({level} {money.price_level})" if money.price_level else amount

    def _said_ref(self, ref: Ref) -> str:
        name = self._name(ref)
        return f"{name} ({ref.id})" if name != ref.id else ref.id

    def _name(self, ref: Ref) -> str:
        person = self.dossier.find(ref) if ref.kind == "person" and self.names else None
        return getattr(person, "name", "") or self.dossier.name_of(ref)

    # What people ask about it

    def _around(self) -> Iterator[Line]:
        if isinstance(self.record, Issue):
            yield from self._members(self.record.id)
        elif issues := issues_around(self.dossier, self.ref):
            yield line()
            yield line((_ISSUES.text(self.language), "bold"))
            yield from (line(self._said_ref(Ref("issue", one)), indent=2, hang=4) for one in issues)

    def _members(self, issue: IssueId) -> Iterator[Line]:
        members = members_of(self.dossier, issue, self.on)
        if members:
            yield line()
            yield line((_MEMBERS.text(self.language), "bold"))
        for one in members:
            said = [self._said_ref(Ref("person", one.person))]
            said += [self._name(Ref("role", one.role))] if one.role else []
            if one.hours_per_week is not None:
                hours = message(
                    "{hours} uur per week, {status}",
                    "{hours} hours a week, {status}",
                    hours=one.hours_per_week,
                    status=one.status,
                )
                said.append(hours.text(self.language))
            yield line("; ".join(said), indent=2, hang=4)

    # What refers to it

    def _referring(self) -> Iterator[Line]:
        referring = self.referring()
        yield line()
        if not referring:
            yield line((_NOTHING.text(self.language), "dim"))
            return
        yield line((_REFERRING.text(self.language), "bold"))
        for kind in KINDS:
            if found := [ref for ref in referring if ref.kind == kind.name]:
                yield from self._referring_kind(kind, found)

    def _referring_kind(self, kind: Kind, found: list[Ref]) -> Iterator[Line]:
        label = kind.label if len(found) == 1 else kind.plural_label
        count = f" ({len(found)})" if len(found) > 1 else ""
        yield line((label.text(self.language) + count, "cyan"), indent=2)
        for ref in found[:_MOST_REFERRING]:
            yield line(self._said_referrer(ref), indent=4, hang=6)
        if len(found) > _MOST_REFERRING:
            said = Text(nl="… en nog {more}", en="… and {more} more").text(self.language)
            yield line((said.format(more=len(found) - _MOST_REFERRING), "dim"), indent=4)

    def referring(self) -> list[Ref]:
        """Return what refers to the record, each once, in order of kind and id."""
        return list(dict.fromkeys(ref for ref, _ in self.dossier.referring_to(self.ref)))

    def _said_referrer(self, ref: Ref) -> str:
        """Say what a record is; one without a name by what else it names, as a tie by its ends."""
        name = self._name(ref)
        if name != ref.id:
            return f"{name} ({ref.id})"
        others = dict.fromkeys(
            self._name(target) for target in _targets(self.dossier.find(ref)) if target != self.ref
        )
        return ref.id if not others else f"{', '.join(others)} ({ref.id})"

    # Where it comes from

    def _origin(self) -> Iterator[Line]:
        place = self.dossier.locations.find(self.ref.kind, self.ref.id)
        if place is not None:
            said = _STANDS.text(self.language).format(place=place)
        elif self.ref in self.dossier.laid_under:
            said = _LAID.text(self.language)
        else:
            return
        yield line()
        yield line((said, "dim"))


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


def _targets(record: Record | None) -> Iterable[Ref]:
    return (target for _, target in references(record)) if record is not None else ()


def _reflowed(text: str) -> str:
    """Join the lines of a paragraph, which were broken for the file; lists keep their lines."""
    return _BROKEN.sub(" ", text.strip())


def _flat(value: Any) -> str:
    if isinstance(value, FrozenMap):
        return "{" + ", ".join(f"{key}: {_flat(one)}" for key, one in sorted(value.items())) + "}"
    return ", ".join(_flat(one) for one in value) if isinstance(value, tuple) else str(value)
