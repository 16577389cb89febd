"""How much say residents have, what people need to be able to, and what must be in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text, message
from opgavekern.handbook.book import Book
from opgavekern.model import (
    Assessment,
    Competency,
    CompetencyFramework,
    EnablingCondition,
    ParticipationLevel,
)
from opgavekern.report.blocks import (
    Block,
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
from opgavekern.report.chain import link_to
from opgavekern.report.citing import also, cite, of, quote
from opgavekern.report.view import anchor

ANCHOR: Final = "people"
TITLE: Final = Text(nl="Meedoen en kunnen", en="Taking part and being able")
ABOUT: Final = Text(
    nl="hoeveel bewoners te zeggen hebben, wat mensen moeten kunnen, en wat er moet zijn",
    en="how much say residents have, what people must be able to, and what must be in place",
)
_SOURCE: Final = Text(nl="Bron", en="Source")


def people(book: Book) -> Page | None:
    """Make the chapter; None where nothing of it is known."""
    sections = (*_levels(book), *_frameworks(book), *_conditions(book))
    return Page(anchor=ANCHOR, title=TITLE, blocks=sections) if sections else None


def _levels(book: Book) -> Iterator[Section]:
    found = sorted(book.facts.known("participation_levels"), key=lambda one: (one.rank, one.id))
    if not found:
        return
    title = Text(nl="Zeggenschap van bewoners", en="Say of residents")
    heads = columns(
        Text(nl="Niveau", en="Level"),
        Text(nl="Wat men mag verwachten", en="What people may count on"),
        Text(nl="Gevraagd bij", en="Asked for at"),
        _SOURCE,
    )
    rows = tuple(_level(book, one) for one in found)
    note = Text(
        nl="Van minder naar meer. Wie het niveau kiest, belooft het.",
        en="From less to more. Whoever chooses the level, promises it.",
    )
    table = Table(caption=title, columns=heads, rows=rows, is_titled=False)
    yield Section(anchor="participation", title=title, blocks=(Paragraph(note), table))


def _level(book: Book, one: ParticipationLevel) -> Row:
    steps = tuple(
        also(link_to(method, place), cite(method, f"steps.{place}.participation_level"))
        for method in book.methods
        for place, step in enumerate(method.steps)
        if step.participation_level == one.id
    )
    return Row(
        anchor=anchor("participation_level", one.id),
        cells=(
            of(one, "name"),
            of(one, "description", one.description or "–"),
            steps or "–",
            book.source(one),
        ),
    )


def _frameworks(book: Book) -> Iterator[Section]:
    competencies = book.facts.known("competencies")
    for one in book.facts.known("competency_frameworks"):
        yield _framework(book, one, [each for each in competencies if each.framework == one.id])
    loose = [each for each in competencies if not _is_framed(book, each)]
    if loose:
        title = Text(nl="Andere competenties", en="Other competencies")
        table = _competencies(book, loose, title)
        yield Section(anchor="competencies-other", title=title, blocks=(table,))


def _is_framed(book: Book, one: Competency) -> bool:
    return one.framework is not None and one.framework in book.facts.known("competency_frameworks")


def _framework(book: Book, one: CompetencyFramework, found: list[Competency]) -> Section:
    blocks: list[Block] = []
    pairs: list[tuple[Sayable, Cell]] = []
    if one.scale:
        scale = tuple(
            of(
                one,
                "scale",
                message("{n} = {label}", "{n} = {label}", n=step.level, label=step.label),
            )
            for step in one.scale
        )
        pairs.append((Text(nl="Niveaus", en="Levels"), scale))
    pairs.append((_SOURCE, book.source(one)))
    if found:
        blocks.append(_competencies(book, found, Text(nl="Competenties", en="Competencies")))
    return Section(
        anchor=anchor("competency_framework", one.id),
        title=message("Competenties: {name}", "Competencies: {name}", name=of(one, "name")),
        blocks=(Terms(tuple(pairs), is_short=True), *blocks),
    )


def _competencies(book: Book, found: list[Competency], caption: Text) -> Table:
    heads = columns(
        Text(nl="Competentie", en="Competency"),
        Text(nl="Wat het is", en="What it is"),
        Text(nl="Wat men ziet, per niveau", en="What one sees, by level"),
        _SOURCE,
    )
    rows = tuple(
        Row(
            anchor=anchor("competency", one.id),
            cells=(
                of(one, "name"),
                of(one, "definition", one.definition or "–"),
                _seen(book, one),
                book.source(one),
            ),
        )
        for one in found
    )
    return Table(caption=caption, columns=heads, rows=rows, is_titled=False)


def _seen(book: Book, one: Competency) -> Cell:
    words = "\n".join(f"{each.level}: {each.behaviour}" for each in one.indicators)
    return of(one, "indicators", words or "–")


def _conditions(book: Book) -> Iterator[Section]:
    found = tuple(book.facts.known("enabling_conditions"))
    if not found:
        return
    title = Text(
        nl="Wat nodig is om zo te kunnen werken", en="What it takes to be able to work this way"
    )
    heads = columns(
        Text(nl="Voorwaarde", en="Condition"),
        Text(nl="Aan wie", en="Whose part"),
        Text(nl="Hoe men dat ziet", en="How one sees it"),
        Text(nl="Laatst gemeten", en="Last measured"),
        _SOURCE,
    )
    rows = tuple(_condition(book, one) for one in found)
    table = Table(caption=title, columns=heads, rows=rows, is_titled=False)
    yield Section(anchor="conditions", title=title, blocks=(table,))


def _condition(book: Book, one: EnablingCondition) -> Row:
    measured = book.view.dossier.known("assessments").by("condition").get(one.id, ())
    known = [each for each in measured if each.on <= book.view.on]
    last = max(known, key=lambda each: (each.on, each.id), default=None)
    return Row(
        anchor=anchor("enabling_condition", one.id),
        cells=(
            of(one, "title"),
            of(one, "level"),
            of(one, "description", one.description or "–"),
            _measured(last) if last is not None else "–",
            book.source(one),
        ),
    )


def _measured(one: Assessment) -> Cell:
    words = message("{met} % op {on}", "{met}% on {on}", met=round(100 * one.met), on=one.on)
    return quote(words, "assessment", one.id)
