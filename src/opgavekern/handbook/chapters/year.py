"""Who decides and when: bodies, when they meet and when not, elections, documents of the year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text, message
from opgavekern.handbook.book import Book
from opgavekern.model import (
    Body,
    BodyKind,
    ClosedPeriod,
    Election,
    MeetingSeries,
    PlanningDocument,
    Ref,
    Rhythm,
    SubmissionDeadline,
)
from opgavekern.report.additions import year_figure
from opgavekern.report.blocks import (
    Block,
    Cell,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    columns,
)
from opgavekern.report.citing import of, quote
from opgavekern.report.dates import (
    closed_periods,
    elections,
    meeting_series,
    planning_documents,
    submission_deadlines,
)
from opgavekern.report.moments import document_title
from opgavekern.report.view import anchor
from opgavekern.report.wording import period

ANCHOR: Final = "year"
TITLE: Final = Text(nl="Besluiten en het jaar", en="Decisions and the year")
ABOUT: Final = Text(
    nl="wie besluit, wanneer er vergaderd wordt, en wat er elk jaar langskomt",
    en="who decides, when bodies meet, and what comes by each year",
)
_SOURCE: Final = Text(nl="Bron", en="Source")
_BODY: Final = Text(nl="Orgaan", en="Body")
_HOLDS: Final = Text(nl="Geldt", en="Holds")
#: From the desk to the council: the order in which papers usually go up.
_UPWARD: Final = (
    BodyKind.STEERING_GROUP,
    BodyKind.MANAGEMENT,
    BodyKind.PORTFOLIO_MEETING,
    BodyKind.EXECUTIVE,
    BodyKind.AGENDA_COMMITTEE,
    BodyKind.COMMITTEE,
    BodyKind.COUNCIL,
    BodyKind.OTHER,
)


def year(book: Book) -> Page | None:
    """Make the chapter; None where nothing of it is known."""
    makers = (_bodies, _series, _deadlines, _closed, _elections, _documents)
    sections = tuple(one for make in makers for one in make(book))
    if not sections:
        return None
    return Page(
        anchor=ANCHOR, title=TITLE, blocks=(*year_figure(book.view, "year-picture"), *sections)
    )


def _table(
    name: str,
    title: Text,
    heads: tuple[Sayable, ...],
    rows: tuple[Row, ...],
    note: Text | None = None,
) -> Iterator[Section]:
    """Yield a table under a heading, so that contents can lead to it; nothing without rows."""
    if not rows:
        return
    table = Table(caption=title, columns=columns(*heads), rows=rows, is_titled=False)
    told: tuple[Block, ...] = (table,) if note is None else (Paragraph(note), table)
    yield Section(anchor=f"year-{name}", title=title, blocks=told)


def _bodies(book: Book) -> Iterator[Section]:
    found = sorted(
        book.facts.known("bodies"),
        key=lambda one: (one.organisation or "", _UPWARD.index(one.kind), one.id),
    )
    heads = (_BODY, Text(nl="Wat het is", en="What it is"), Text(nl="Van", en="Of"), _SOURCE)
    note = Text(
        nl="In de volgorde waarin een stuk gewoonlijk omhooggaat.",
        en="In the order in which papers usually go up.",
    )
    title = Text(nl="Organen", en="Bodies")
    yield from _table("bodies", title, heads, tuple(_body(book, one) for one in found), note)


def _body(book: Book, one: Body) -> Row:
    whose = book.name(Ref("organisation", one.organisation)) if one.organisation else "–"
    return Row(
        anchor=anchor("body", one.id),
        cells=(of(one, "name"), of(one, "kind"), whose, book.source(one)),
    )


def _series(book: Book) -> Iterator[Section]:
    heads = (
        _BODY,
        Text(nl="Vergadert", en="Meets"),
        Text(nl="Uitzonderingen", en="Exceptions"),
        _HOLDS,
        _SOURCE,
    )
    rows = tuple(_one_series(book, one) for one in meeting_series(book.view.dossier, book.view.on))
    yield from _table("series", Text(nl="Vergaderritme", en="Rhythm of meetings"), heads, rows)


def _one_series(book: Book, one: MeetingSeries) -> Row:
    exceptions = tuple(
        message(
            "{on} {what}{why}",
            "{on} {what}{why}",
            on=each.on,
            what=message("wordt {to}", "becomes {to}", to=each.moved_to)
            if each.moved_to
            else message("vervalt", "is dropped"),
            why=f" ({each.reason})" if each.reason else "",
        )
        for each in one.exceptions
        if (each.moved_to or each.on) >= book.view.on
    )
    return Row(
        anchor=anchor("meeting_series", one.id),
        cells=(
            book.link("body", one.body),
            of(one, "rhythm", _rhythm(one.rhythm)),
            of(one, "exceptions", exceptions) if exceptions else "–",
            of(one, "valid", period(one.valid) or "–"),
            book.source(one),
        ),
    )


def _rhythm(one: Rhythm) -> Sayable:
    """Say when a body meets."""
    if one.nth is not None:
        which = (
            message("laatste", "last")
            if one.nth < 0
            else message(
                "{n}e", "{n}{th}", n=one.nth, th={1: "st", 2: "nd", 3: "rd"}.get(one.nth, "th")
            )
        )
        return message(
            "elke {which} {day} van de maand",
            "every {which} {day} of the month",
            which=which,
            day=_weekday(one),
        )
    weeks = one.every_weeks or 1
    said = message(
        "elke {day}" if weeks == 1 else "om de {n} weken op {day}",
        "every {day}" if weeks == 1 else "every {n} weeks on {day}",
        n=weeks,
        day=_weekday(one),
    )
    if one.anchor is None:
        return said
    return message("{said}, gerekend vanaf {anchor}", "{said}, counted from {anchor}", said=said,
                   anchor=one.anchor)  # fmt: skip


def _weekday(one: Rhythm) -> Text:
    return Text(nl=one.weekday.text("nl"), en=one.weekday.text("en").capitalize())


def _deadlines(book: Book) -> Iterator[Section]:
    heads = (
        _BODY,
        Text(nl="Soort stuk", en="Kind of paper"),
        Text(nl="Uiterlijk", en="No later than"),
        _SOURCE,
    )
    found = submission_deadlines(book.view.dossier, book.view.on)
    rows = tuple(_deadline(book, one) for one in found)
    yield from _table(
        "deadlines", Text(nl="Stukken aanleveren", en="Handing in papers"), heads, rows
    )


def _deadline(book: Book, one: SubmissionDeadline) -> Row:
    at = message(", {at}", ", {at}", at=of(one, "at")) if one.at else ""
    when = message(
        "{n} dagen voor de vergadering{at}",
        "{n} days before the meeting{at}",
        n=of(one, "days_before"),
        at=at,
    )
    every = Text(nl="elk stuk", en="any paper")
    return Row(
        anchor=anchor("submission_deadline", one.id),
        cells=(
            book.link("body", one.body),
            of(one, "item_kind", one.item_kind or every),
            when,
            book.source(one),
        ),
    )


def _closed(book: Book) -> Iterator[Section]:
    heads = (
        Text(nl="Periode", en="Period"),
        Text(nl="Dagen", en="Days"),
        Text(nl="Voor", en="For"),
        _SOURCE,
    )
    found = closed_periods(book.view.dossier, book.view.on)
    rows = tuple(_one_closed(book, one) for one in found)
    yield from _table("closed", Text(nl="Zonder vergaderingen", en="Without meetings"), heads, rows)


def _one_closed(book: Book, one: ClosedPeriod) -> Row:
    everyone = of(one, "bodies", Text(nl="alle organen", en="all bodies"))
    return Row(
        anchor=anchor("closed_period", one.id),
        cells=(
            of(one, "name", one.name or one.kind),
            of(one, "period", period(one.period) or "–"),
            book.links("body", one.bodies) if one.bodies else everyone,
            book.source(one),
        ),
    )


def _elections(book: Book) -> Iterator[Section]:
    heads = (
        Text(nl="Verkiezing", en="Election"),
        Text(nl="Dag", en="Day"),
        Text(nl="Van", en="Of"),
        _SOURCE,
    )
    rows = tuple(_election(book, one) for one in elections(book.view.dossier, book.view.on))
    yield from _table("elections", Text(nl="Verkiezingen", en="Elections"), heads, rows)


def _election(book: Book, one: Election) -> Row:
    plain = Text(nl="verkiezing", en="election")
    return Row(
        anchor=anchor("election", one.id),
        cells=(
            of(one, "name", one.name or plain),
            of(one, "on"),
            book.name(Ref("organisation", one.organisation)) if one.organisation else "–",
            book.source(one),
        ),
    )


def _documents(book: Book) -> Iterator[Section]:
    heads = (
        Text(nl="Stuk", en="Document"),
        Text(nl="Jaar", en="Year"),
        Text(nl="Vaststellen", en="Adopted"),
        Text(nl="Naar de toezichthouder", en="To the supervisor"),
        _SOURCE,
    )
    found = planning_documents(book.view.dossier, book.view.on)
    rows = tuple(_document(book, one) for one in found)
    title = Text(nl="Stukken van de planning en controle", en="Documents of planning and control")
    yield from _table("documents", title, heads, rows)


def _document(book: Book, one: PlanningDocument) -> Row:
    def day(field: str) -> Cell:
        return of(one, field, getattr(one, field) or "–")

    title = quote(document_title(one), "planning_document", one.id, "title", "kind")
    year_of = of(one, "year", str(one.year))
    return Row(
        anchor=anchor("planning_document", one.id),
        cells=(title, year_of, day("adopted_on"), day("sent_on"), book.source(one)),
    )
