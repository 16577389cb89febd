"""Sections that plugins add, as blocks of ours: what they say is data, and shown as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text, message
from opgavekern.governance import (
    Basis,
    FigureBlock,
    FigureName,
    HeadingBlock,
    PluginSection,
    SectionPlace,
    TableBlock,
    TextBlock,
)
from opgavekern.model import MethodId
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Figure,
    Heading,
    Link,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.chain import chain
from opgavekern.report.citing import quote
from opgavekern.report.figures.year import year_picture
from opgavekern.report.view import View

NOT_VERIFIED: Final = Badge(Text(nl="nog niet nagegaan", en="not verified yet"), Tone.WARN)
_TITLE: Final = Text(nl="Toelichting", en="Notes")


def additions(view: View) -> tuple[Page, ...]:
    """Make the page with what plugins add to the report; none where they add nothing."""
    blocks = added(view, SectionPlace.REPORT)
    return (Page(anchor="additions", title=_TITLE, blocks=blocks),) if blocks else ()


def added(view: View, place: SectionPlace, *, is_linked: bool = False) -> tuple[Section, ...]:
    """Return the sections that plugins add in a place, plugin by plugin.

    Args:
        view: What pictures are drawn from.
        place: Which place.
        is_linked: Steps of a way of working lead to where they are told.
    """
    return tuple(
        _section(view, plugin.name, one, is_linked=is_linked)
        for plugin in view.governance.plugins
        for one in plugin.sections
        if one.place is place
    )


def _section(view: View, plugin: str, one: PluginSection, *, is_linked: bool) -> Section:
    anchor = f"section-{plugin}-{one.name}"
    blocks: list[Block] = []
    for number, block in enumerate(one.blocks):
        blocks += _blocks(view, block, f"{anchor}-{number}", is_linked=is_linked)
    if one.basis is not None:
        pair = (Text(nl="Bron", en="Source"), stands(one.basis))
        blocks.append(Terms((pair,), is_short=True))
    title = quote(one.title, "plugin", plugin, f"sections.{one.name}")
    return Section(anchor=anchor, title=title, blocks=tuple(blocks))


def stands(basis: Basis) -> Cell:
    """Say where something stands written, and whether someone read that."""
    article = f"art. {basis.article}" if basis.article[:1].isdigit() else basis.article
    words = ", ".join(part for part in (basis.reference, article) if part)
    shown: Cell = Link(words, basis.address) if basis.address else words
    return (shown, NOT_VERIFIED) if basis.verified is False else shown


def _blocks(view: View, block: object, anchor: str, *, is_linked: bool) -> Iterator[Block]:
    match block:
        case HeadingBlock():
            yield Heading(block.words)
        case TextBlock():
            yield Paragraph(block.words)
        case TableBlock():
            rows = tuple(Row(cells=cells) for cells in block.rows)
            yield Table(caption=block.caption, columns=columns(*block.heads), rows=rows)
        case FigureBlock():
            yield from _figure(view, block, anchor, is_linked=is_linked)


def _figure(view: View, block: FigureBlock, anchor: str, *, is_linked: bool) -> Iterator[Block]:
    if block.name is FigureName.YEAR:
        yield from year_figure(view, anchor)
        return
    method = view.today.known("methods").get(MethodId(block.of))
    if method is not None and method.steps:
        yield chain(view, method, is_linked=is_linked)
        return
    said = message(
        "Hier zou een plaatje staan van de werkwijze {of}, maar die is er op deze dag niet.",
        "Here a picture of the way of working {of} would stand, but there is none on this day.",
        of=block.of,
    )
    yield Paragraph(said, Tone.NOTE)


def year_figure(view: View, anchor: str) -> Iterator[Block]:
    """Yield the picture of the year; nothing where there is nothing to draw."""
    drawing = year_picture(view.dossier, view.on, view.language)
    if drawing.lanes:
        yield Figure(
            name="year",
            anchor=anchor,
            title=message(
                "Het jaar van {first} tot en met {last}",
                "The year from {first} to {last}",
                first=drawing.first,
                last=drawing.last,
            ),
            description=Text(
                nl="Grijs is zonder vergaderingen; een stip is een vergadering, een ruit een stuk "
                "van de planning of een verkiezing. De streep is de dag van nu.",
                en="Grey is without meetings; a dot is a meeting, a diamond a document of the year "
                "or an election. The line is the day of now.",
            ),
            drawing=drawing,
            table=None,
        )
