"""The first page: what this is, what is in it, and the way of working at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.handbook.blocks import Entry, TableOfContents
from opgavekern.handbook.book import Book
from opgavekern.report.additions import NOT_VERIFIED
from opgavekern.report.blocks import Block, Lead, Link, Page, Paragraph, Section, Tone
from opgavekern.report.chain import chain

ANCHOR: Final = "contents"
TITLE: Final = Text(nl="Inhoud", en="Contents")


def front(book: Book, chapters: Iterable[tuple[Page, Text]]) -> Page:
    """Make the first page, from the chapters and what each is about."""
    entries = tuple(_entry(page, about) for page, about in chapters)
    blocks: list[Block] = [
        Lead(_lead(book)),
        TableOfContents(entries=entries),
        Paragraph(NOT_VERIFIED, Tone.NOTE, _MARKED),
    ]
    if book.facts.known("methods") and book.methods[0].steps:
        blocks.append(_glance(book))
    return Page(anchor=ANCHOR, title=TITLE, blocks=tuple(blocks))


_MARKED: Final = Text(
    nl="Wat nog niemand in de bron heeft nagelezen, draagt dit merkteken:",
    en="What nobody has read in its source yet bears this mark:",
)


def _glance(book: Book) -> Section:
    title = Text(nl="De werkwijze in één oogopslag", en="The way of working at a glance")
    picture = chain(book.view, book.methods[0], is_linked=True)
    return Section(anchor="glance", title=title, blocks=(picture,))


def _lead(book: Book) -> Message:
    return message(
        "Zo werkt {where} aan opgaven: wie wat doet, wie wanneer besluit, en welke regels gelden. "
        "Alles wat hier staat, was van kracht op {day}.",
        "This is how {where} works on issues: who does what, who decides when, and which rules "
        "hold. All that stands here was in force on {day}.",
        where=book.place or Text(nl="men hier", en="one here"),
        day=book.view.on,
    )


def _entry(page: Page, about: Text) -> Entry:
    parts = tuple(
        Link(one.title, f"#{one.anchor}") for one in page.blocks if isinstance(one, Section)
    )
    return Entry(link=Link(page.title, f"#{page.anchor}"), about=about, parts=parts)
