"""The handbook as an answer: its passages, and what each of them cites."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import STAYS, Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message
from opgavekern.report.blocks import Page
from opgavekern.report.citing import Citation


@attrs.frozen(kw_only=True)
class Passage(Answer):
    """The smallest part of the handbook that has a name: a rule, a role, a step, a day.

    Attributes:
        anchor: Its name in the document.
        chapter: Anchor of the chapter that it is in.
        title: Its heading, or the first words of its row.
        text: All that it says itself, as Markdown, without the passages within it.
        cites: Each value of what is in force that it says, in order.
    """

    anchor: str
    chapter: str
    title: str
    text: str
    cites: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class Handbook(Result):
    """How a public body works, as far as that is in force on a day.

    Attributes:
        on: The day.
        language: The language in which it is written.
        title: What it is called.
        withheld: Plural names of the kinds of records that the dossier withholds.
        passages: In the order of reading.
        chapters: The same as blocks, from which it is rendered.
    """

    on: date
    language: Language
    title: str
    withheld: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    chapters: tuple[Page, ...] = attrs.field(default=(), repr=False, eq=False, metadata=STAYS)

    COLUMNS: ClassVar[Columns] = columns(chapter=str, anchor=str, title=str, text=str, cites=str)

    @property
    def as_of(self) -> Message:
        """Of which day it is."""
        return message("Van kracht op {day}", "In force on {day}", day=self.on)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each passage."""
        return [
            {
                "chapter": one.chapter,
                "anchor": one.anchor,
                "title": one.title,
                "text": one.text,
                "cites": " ".join(
                    f"{cited.ref}.{cited.field}" if cited.field else str(cited.ref)
                    for cited in one.cites
                ),
            }
            for one in self.passages
        ]

    def describe(self, language: Language = "en") -> str:
        """Say what it is, and how many passages it has."""
        return message(
            "{title}, van kracht op {on}: {n} passages.",
            "{title}, in force on {on}: {n} passages.",
            title=self.title,
            on=self.on,
            n=len(self.passages),
        ).text(language)

    def citing(self, citation: Citation) -> tuple[Passage, ...]:
        """Return the passages that say a value, or that all of its record decides."""
        whole = Citation(citation.ref)
        return tuple(one for one in self.passages if {citation, whole} & set(one.cites))
