"""From what the handbook was written, by whose rules, and what could not be told."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Text, message
from opgavekern.handbook.book import Book
from opgavekern.report.blocks import (
    Block,
    Bullets,
    Cell,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    columns,
)
from opgavekern.report.citing import quote
from opgavekern.report.view import anchor

ANCHOR: Final = "colophon"
TITLE: Final = Text(nl="Verantwoording", en="Colophon")
ABOUT: Final = Text(nl="waaruit dit handboek is gemaakt", en="what this handbook was made from")


def colophon(book: Book, *, version: str) -> Page:
    """Make the chapter."""
    blocks: list[Block] = [_about(book, version), Paragraph(_names(book))]
    plugins = _plugins(book)
    if plugins.rows:
        title = Text(nl="Wie de regels en afspraken leverde", en="Who brought rules and facts")
        blocks.append(Section(anchor="plugins", title=title, blocks=(plugins,)))
    blocks += _silent(book)
    return Page(anchor=ANCHOR, title=TITLE, blocks=tuple(blocks))


def _about(book: Book, version: str) -> Terms:
    view = book.view
    pairs: list[tuple[Sayable, Cell]] = [
        (Text(nl="Dossier", en="Dossier"), view.dossier.header.name or "–"),
        (Text(nl="Van kracht op", en="In force on"), view.on),
        (Text(nl="Gemaakt met", en="Made with"), f"opgavekern {version}"),
    ]
    return Terms(tuple(pairs))


def _names(book: Book) -> Text:
    if book.view.names:
        return Text(
            nl="Dit handboek noemt mensen bij naam. Deel het alleen met wie dat mag weten.",
            en="This handbook calls people by name. Share it only with those who may know.",
        )
    return Text(
        nl="Dit handboek noemt niemand bij naam: mensen staan er met hun functie in.",
        en="This handbook names no one: people are called by their function.",
    )


def _plugins(book: Book) -> Table:
    heads = columns(
        Text(nl="Naam", en="Name"),
        Text(nl="Wat", en="What"),
        Text(nl="Laag", en="Layer"),
        Text(nl="Versie", en="Version"),
        Text(nl="Vragen aan", en="Questions to"),
    )
    rows = tuple(
        Row(
            anchor=anchor("plugin", one.name),
            cells=(
                quote(one.name, "plugin", one.name, "name"),
                quote(one.info.title, "plugin", one.name, "title"),
                quote(one.info.layer, "plugin", one.name, "layer"),
                quote(one.version or "–", "plugin", one.name, "version"),
                quote(one.info.contact or "–", "plugin", one.name, "contact"),
            ),
        )
        for one in book.view.governance.plugins
    )
    caption = Text(nl="Plugins", en="Plugins")
    return Table(caption=caption, columns=heads, rows=rows, is_titled=False)


def _silent(book: Book) -> list[Block]:
    """Tell of rules that gave no answer, and of sections that plugins could not give."""
    told = [
        message("{code}: {why}", "{code}: {why}", code=one.source, why=one.explanation)
        for one in book.view.result.failures
    ]
    told += [one.message for plugin in book.view.governance.plugins for one in plugin.refused]
    if not told:
        return []
    title = Text(nl="Wat niet kon worden verteld", en="What could not be told")
    return [Section(anchor="silent", title=title, blocks=(Bullets(tuple(told)),))]
