"""The card of a record: an answer that a terminal, a notebook and a program can each show."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.model import Dossier, Issue, Kind, Record, Ref, WithheldError, kind_of
from opgavekern.model.kinds import KINDS, kind_called
from opgavekern.model.records import id_of
from opgavekern.showing.around import issues_around, members_of
from opgavekern.showing.words import Words

#: More of one kind are counted, since a list that long is no longer read.
_MOST_REFERRING = 25
_ISSUES = Text(nl="Opgaven", en="Issues")
_MEMBERS = Text(nl="Wie eraan werken", en="Who work on it")
_REFERRING = Text(nl="Wat hiernaar verwijst", en="What refers to it")
_NOTHING = Text(nl="Niets verwijst hiernaar.", en="Nothing refers to it.")
_WITHHELD = Text(
    nl="Achtergehouden in dit dossier, dus onbekend: {kinds}.",
    en="Withheld in this dossier, so not known: {kinds}.",
)
_MORE = Text(nl="… en nog {more}", en="… and {more} more")


@attrs.frozen(kw_only=True)
class Fact(Answer):
    """One thing that is known of a record.

    Attributes:
        field: The field that says so.
        label: What the field is called.
        said: What it holds, in words; several values on lines of their own.
    """

    field: str
    label: str
    said: str


@attrs.frozen(kw_only=True)
class Group(Answer):
    """Records that belong together on a card.

    Attributes:
        title: What they are.
        items: Each in words.
        more: How many there are beyond those.
    """

    title: str
    items: tuple[str, ...]
    more: int = 0


@attrs.frozen(kw_only=True)
class Card(Result):
    """What a dossier knows of one record, in the words of one language.

    Attributes:
        ref: The record.
        kind: What it is, in words.
        name: What people call it; never a person's name unless names were asked for.
        phase: For an issue, its phase on the day that was asked about; else empty.
        facts: What is known of it, in reading order.
        around: Who work on an issue, or which issues are in an area, of a person or organisation.
        referring: What refers to it, by kind.
        withheld: What of all this is not known, since kinds are withheld; else empty.
        origin: Where it stands in the files, or that a plugin brought it; empty when not known.
        language: Of the words.
    """

    ref: Ref
    kind: str
    name: str
    phase: str = ""
    facts: tuple[Fact, ...] = ()
    around: tuple[Group, ...] = ()
    referring: tuple[Group, ...] = ()
    withheld: str = ""
    origin: str = ""
    language: Language

    @property
    def referring_title(self) -> str:
        """What to put above `referring`: also says so when nothing does, as far as is known."""
        if self.withheld and not self.referring:
            return ""
        return (_REFERRING if self.referring else _NOTHING).text(self.language)

    def more(self, group: Group) -> str:
        """Say how many more a group has than it names; empty where it names all."""
        return _MORE.text(self.language).format(more=group.more) if group.more else ""

    COLUMNS: ClassVar[Columns] = columns(field=str, label=str, said=str)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a row for each fact: field, label and words."""
        return [attrs.asdict(fact) for fact in self.facts]

    def describe(self, language: Language = "en") -> str:
        """Return what it is, in the card's own language."""
        name = self.name if self.name != self.ref.id else ""
        return "  ".join(part for part in (f"{self.kind} {self.ref.id}", name, self.phase) if part)

    def __str__(self) -> str:
        return "\n".join(self._plain_lines())

    def _plain_lines(self) -> Iterator[str]:
        yield self.describe()
        for fact in self.facts:
            yield f"  {fact.label}: {fact.said.replace(chr(10), '; ')}"
        for group in self.around:
            yield from _listed(group.title, group.items, self.more(group))
        if self.referring_title:
            yield self.referring_title
        for group in self.referring:
            yield from _listed(f"  {group.title}", group.items, self.more(group))
        yield from (words for words in (self.withheld, self.origin) if words)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{_safe(fact.label)}</th><td>{_safe(fact.said)}</td></tr>"
            for fact in self.facts
        )
        around = "".join(self._html_group(group) for group in self.around)
        referring = "".join(self._html_group(group) for group in self.referring)
        return (
            f"<section><h3>{_safe(self.describe())}</h3><table>{rows}</table>{around}"
            f"<details><summary>{_safe(self.referring_title)}</summary>{referring}</details>"
            f"<p>{_safe(self.withheld)}</p><p>{_safe(self.origin)}</p></section>"
        )

    def _html_group(self, group: Group) -> str:
        shown = [*group.items, self.more(group)]
        items = "".join(f"<li>{_safe(item)}</li>" for item in shown if item)
        return f"<h4>{_safe(group.title)}</h4><ul>{items}</ul>"


def _listed(title: str, items: tuple[str, ...], more: str) -> Iterator[str]:
    yield title
    indent = " " * (len(title) - len(title.lstrip()) + 2)
    yield from (f"{indent}{item}" for item in (*items, more) if item)


def _safe(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")


def show(
    dossier: Dossier,
    kind: str,
    id: str,
    *,
    on: date | None = None,
    names: bool = False,
    language: Language | None = None,
) -> Card:
    """Show one record of a dossier.

    Args:
        dossier: What is known.
        kind: What it is, as identifier or as people say it: `issue`, `opgave`, `areas`.
        id: Its id.
        on: The day to speak of: phase, members and dated parts as they are then. The dossier's
            own day for phase and members where it is not given, all dated parts shown.
        names: Show names of people and other personal data.
        language: Of the words; the dossier's own where it is not given.

    Raises:
        UnknownKindError: There is no such kind; says which comes near.
        UnknownIdError: There is no such record, or none on that day; says which comes near.
        WithheldError: Records of that kind were withheld.
    """
    whole = dossier if on is None else dossier.at(on)
    record: Record = whole.of_kind(kind_called(kind).plural)[id]
    spoken = language or dossier.header.language
    words = Words(dossier=whole, language=spoken, names=names)
    return _card(words, record, on or dossier.header.as_of)


def _card(words: Words, record: Record, on: date | None) -> Card:
    kind = kind_of(record)
    ref = Ref(kind.name, id_of(record))
    return Card(
        ref=ref,
        kind=kind.label.text(words.language),
        name=words.name(ref),
        phase=_phase(words, record, on),
        facts=tuple(
            Fact(field=f, label=label, said=said) for f, label, said in words.facts(record)
        ),
        around=_around_as_known(words, record, ref, on),
        referring=tuple(_referring(words, ref)),
        withheld=_withheld(words),
        origin=words.origin(ref),
        language=words.language,
    )


def _phase(words: Words, record: Record, on: date | None) -> str:
    if not isinstance(record, Issue) or on is None:
        return ""
    phase = words.dossier.phase_of(record.id, on)
    if phase is None:
        return ""
    return message("{phase} op {on}", "{phase} on {on}", phase=phase, on=on).text(words.language)


def _withheld(words: Words) -> str:
    kinds = tuple(kind.plural_label for kind in words.dossier.withheld)
    return Message(_WITHHELD, {"kinds": kinds}).text(words.language) if kinds else ""


def _around_as_known(words: Words, record: Record, ref: Ref, on: date | None) -> tuple[Group, ...]:
    """Return what is around a record; nothing where that takes what is withheld."""
    try:
        return tuple(_around(words, record, ref, on))
    except WithheldError:
        return ()


def _around(words: Words, record: Record, ref: Ref, on: date | None) -> Iterator[Group]:
    if isinstance(record, Issue):
        title, items = (
            _MEMBERS,
            [words.member(one) for one in members_of(words.dossier, record.id, on)],
        )
    else:
        issues = issues_around(words.dossier, ref)
        title, items = _ISSUES, [words.ref(Ref("issue", one)) for one in issues]
    if items:
        yield Group(title=title.text(words.language), items=tuple(items))


def _referring(words: Words, ref: Ref) -> Iterator[Group]:
    """Yield what refers to a record, each once, in order of kind and id."""
    found: dict[Kind, list[Ref]] = {kind: [] for kind in KINDS}
    by_name = {kind.name: kind for kind in KINDS}
    for one in dict.fromkeys(one for one, _ in words.dossier.referring_to(ref)):
        found[by_name[one.kind]].append(one)
    for kind, refs in found.items():
        if refs:
            label = kind.label if len(refs) == 1 else kind.plural_label
            count = f" ({len(refs)})" if len(refs) > 1 else ""
            shown = tuple(words.referrer(one, to=ref) for one in refs[:_MOST_REFERRING])
            title = label.text(words.language) + count
            yield Group(title=title, items=shown, more=max(0, len(refs) - _MOST_REFERRING))
