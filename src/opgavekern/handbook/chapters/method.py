"""The way of working, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text, message
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.book import Book
from opgavekern.model import Method, Ref
from opgavekern.report.blocks import Block, Cell, Page, Paragraph, Sayable, Section, Terms, Tone
from opgavekern.report.chain import (
    chain,
    following,
    link_to,
    step_anchor,
    title_of,
    weeks_of,
)
from opgavekern.report.citing import also, cite, of
from opgavekern.report.view import anchor

ANCHOR: Final = "method"
TITLE: Final = Text(nl="Werkwijze", en="Way of working")
ABOUT: Final = Text(
    nl="de stappen: wie, wat het oplevert, en wanneer men verder mag",
    en="the steps: who, what they leave behind, and when one may go on",
)


def method(book: Book) -> Page | None:
    """Make the chapter; None without a way of working."""
    sections = tuple(_method(book, one) for one in book.methods)
    if not sections:
        return None
    is_followed = book.progress is None or bool(book.progress.programmes)
    note = () if is_followed else (Paragraph(_NOT_FOLLOWED, Tone.NOTE),)
    return Page(anchor=ANCHOR, title=TITLE, blocks=(*sections, *note))


_NOT_FOLLOWED: Final = Text(
    nl="Nog geen programma zegt volgens welke werkwijze het is gemaakt. Vul dat bij de programma's "
    "in, dan komt er een hoofdstuk bij over waar elk gebied staat.",
    en="No programme says yet by which way of working it was made. Fill that in with the "
    "programmes, and a chapter tells where each area stands.",
)


def _method(book: Book, one: Method) -> Section:
    blocks: list[Block] = []
    if one.description:
        blocks.append(Paragraph(of(one, "description")))
    if one.steps:
        blocks.append(chain(book.view, one, is_linked=True))
    blocks.append(Terms(((Text(nl="Bron", en="Source"), book.source(one)),), is_short=True))
    steps = tuple(_step(book, one, place) for place in range(len(one.steps)))
    if steps:
        blocks.append(Entries(sections=steps))
    return Section(anchor=anchor("method", one.id), title=of(one, "name"), blocks=tuple(blocks))


def _level(book: Book, method: Method, place: int) -> Cell:
    level = method.steps[place].participation_level or ""
    why = cite(method, f"steps.{place}.participation_level")
    return also(book.link("participation_level", level), why)


def _step(book: Book, method: Method, place: int) -> Section:
    step = method.steps[place]
    blocks: list[Block] = []
    if step.description:
        blocks.append(Paragraph(of(method, f"steps.{place}.description", step.description)))
    pairs = tuple(_pairs(book, method, place))
    if pairs:
        blocks.append(Terms(pairs))
    title = message(
        "Stap {n}: {title}", "Step {n}: {title}", n=place + 1, title=title_of(method, place)
    )
    return Section(anchor=step_anchor(method, place), title=title, blocks=tuple(blocks))


def _pairs(book: Book, method: Method, place: int) -> Iterator[tuple[Sayable, Cell]]:
    """Yield what is known of a step, each under the name that people have for it."""
    step = method.steps[place]

    def told_of(field: str, *shown: object) -> Cell:
        return tuple(of(method, f"steps.{place}.{field}", one) for one in shown)

    def why(field: str, shown: Cell) -> Cell:
        return also(shown, cite(method, f"steps.{place}.{field}"))

    told: dict[Text, Cell] = {
        _WHO: why("roles", book.links("role", step.roles)),
        _PRODUCTS: told_of("products", *step.products),
        _SAY: _level(book, method, place) if step.participation_level else (),
        _TAKES: weeks_of(method, place) if step.lead_time_weeks is not None else (),
        _HOURS: tuple(_hours(book, method, place)),
        _MOMENT: told_of("planning_moment", *(one for one in (step.planning_moment,) if one)),
        _PHASE: told_of("phase", *(one for one in (step.phase,) if one is not None)),
        _SHOWN: told_of("evidence", *step.evidence),
        _GATE: told_of("gate", *(one for one in (step.gate,) if one)),
        _HELD: why("gate_rules", tuple(map(book.rule, step.gate_rules))),
        _NEXT: why("next_steps", tuple(link_to(method, one) for one in following(method, place))),
    }
    yield from ((name, cell) for name, cell in told.items() if cell != ())


_WHO: Final = Text(nl="Wie", en="Who")
_PRODUCTS: Final = Text(nl="Levert op", en="Leaves behind")
_SAY: Final = Text(nl="Zeggenschap van bewoners", en="Say of residents")
_TAKES: Final = Text(nl="Duurt gewoonlijk", en="Usually takes")
_HOURS: Final = Text(nl="Uren", en="Hours")
_MOMENT: Final = Text(nl="Haakt aan bij", en="Ties in with")
_PHASE: Final = Text(nl="Fase van de opgave", en="Phase of the issue")
_SHOWN: Final = Text(nl="Klaar als er zijn", en="Done once there are")
_GATE: Final = Text(nl="Beslismoment", en="Moment of decision")
_HELD: Final = Text(nl="Getoetst aan", en="Held against")
_NEXT: Final = Text(nl="Daarna", en="What next")


def _hours(book: Book, method: Method, place: int) -> Iterator[Cell]:
    for one in method.steps[place].hours:
        yield message(
            "{hours} uur {what}",
            "{hours} hours of {what}",
            hours=of(method, f"steps.{place}.hours", one.hours),
            what=book.name(Ref("competency", one.competency)),
        )
