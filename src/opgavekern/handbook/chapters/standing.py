"""Where districts stand in the way of working, and what starting the next one takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.labels import folded
from opgavekern.base.texts import Text, message
from opgavekern.delivery import DueKind, ProgrammeProgress, Starting, StepState
from opgavekern.handbook.book import Book
from opgavekern.model import Method, Ref
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Link,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.chain import link_to, title_of
from opgavekern.report.citing import Citation, Quoted, also, cite, of, quote
from opgavekern.report.pages.overview import Lane, LaneRow
from opgavekern.report.view import anchor

ANCHOR: Final = "standing"
TITLE: Final = Text(nl="Waar staan we", en="Where we stand")
ABOUT: Final = Text(
    nl="hoe ver elk gebied is, en wat beginnen in het volgende gebied vraagt",
    en="how far each area is, and what starting in the next one takes",
)
#: How a step shows in the picture.
_MARKS: Final = {
    StepState.DONE: "past",
    StepState.UNKNOWN: "past",
    StepState.SKIPPED: "skipped",
    StepState.CURRENT: "now",
    StepState.AHEAD: "ahead",
}


def standing(book: Book) -> Page | None:
    """Make the chapter; None where no programme names its way of working."""
    told = book.progress
    if told is None or not told.programmes:
        return None
    starting = {one.method.ref.id: one for one in told.starting}
    sections = []
    for one in book.methods:
        programmes = [
            each for each in told.programmes if each.method and each.method.ref.id == one.id
        ]
        if programmes:
            sections.append(_section(book, one, programmes, starting.get(one.id)))
    return Page(anchor=ANCHOR, title=TITLE, blocks=(Paragraph(_INTRO), *sections))


_INTRO: Final = Text(
    nl="Een stap is gedaan als vastligt wat zij moet opleveren. Een open rondje dat al gepasseerd "
    "is, is een stap waarvan nog iets ontbreekt.",
    en="A step is done when what it must leave behind is on record. An open circle that was passed "
    "is a step of which something is still missing.",
)


def _section(
    book: Book, method: Method, told: list[ProgrammeProgress], starting: Starting | None
) -> Section:
    elsewhere = sorted(starting.areas if starting else (), key=lambda one: folded(one.name))
    steps = range(len(method.steps))
    rows = tuple(_lane_row(book, method, one) for one in told)
    none = tuple(
        LaneRow(
            link=book.name(area.ref),
            steps=tuple("ahead" for _ in steps),
            phase=Text(nl="nog niet begonnen", en="not begun"),
            since=None,
            is_aside=False,
        )
        for area in elsewhere
    )
    lane = Lane(
        phases=tuple(Text(nl=str(n + 1), en=str(n + 1)) for n in steps),
        rows=(*rows, *none),
        is_numbered=True,
    )
    blocks: list[Block] = [lane, _table(book, method, told)]
    if starting is not None and elsewhere:
        blocks.append(_starting(book, method, starting))
    return Section(anchor=f"standing-{method.id}", title=of(method, "name"), blocks=tuple(blocks))


def _lane_row(book: Book, method: Method, one: ProgrammeProgress) -> LaneRow:
    current = one.current
    areas = tuple(book.name(area.ref) for area in one.areas)
    return LaneRow(
        link=Link(
            areas[0] if len(areas) == 1 else book.name(one.programme.ref),
            f"#{anchor('programme', one.programme.ref.id)}",
        ),
        steps=tuple(_MARKS[each.state] for each in one.steps),
        phase=_where(book, method, one),
        since=current.since if current else None,
        is_aside=False,
    )


def _where(book: Book, method: Method, one: ProgrammeProgress) -> Cell:
    current = one.current
    if current is None:
        return _stands(one, Text(nl="alle stappen gedaan", en="all steps done"))
    place = one.steps.index(current)
    words = message("{n}. {title}", "{n}. {title}", n=place + 1, title=title_of(method, place))
    return _stands(one, words)


def _stands(one: ProgrammeProgress, shown: object) -> Quoted:
    """Quote something that all that is known of a programme decides, and the rules at its gate."""
    codes = {*one.unanswered, *(found.code for found in one.findings)}
    gates = {code for step in one.steps for code in step.step.gate_rules}
    about = (one.programme.ref, *(Ref("rule", code) for code in sorted(codes | gates)))
    return Quoted(shown, tuple(Citation(ref) for ref in about))


def _table(book: Book, method: Method, told: list[ProgrammeProgress]) -> Table:
    heads = columns(
        Text(nl="Programma", en="Programme"),
        Text(nl="Waar", en="Where"),
        Text(nl="Stap", en="Step"),
        Text(nl="Nog nodig", en="Still needed"),
        Text(nl="Uiterlijk", en="No later than"),
        Text(nl="Houdt tegen", en="Held up by"),
    )
    caption = Text(nl="Per programma", en="By programme")
    return Table(
        caption=caption, columns=heads, rows=tuple(_row(book, method, one) for one in told)
    )


def _row(book: Book, method: Method, one: ProgrammeProgress) -> Row:
    missing = tuple(_stands(one, kind.label) for kind in one.current.missing) if one.current else ()
    return Row(
        anchor=anchor("programme", one.programme.ref.id),
        cells=(
            book.name(one.programme.ref),
            tuple(book.name(area.ref) for area in one.areas) or "–",
            _where(book, method, one),
            missing or _stands(one, "–"),
            tuple(_due(one)) or _stands(one, "–"),
            tuple(_held(book, one)) or _stands(one, "–"),
        ),
    )


def _due(one: ProgrammeProgress) -> Iterator[Cell]:
    """Yield by when its step should be done, and which actions are late."""
    for due in one.due:
        if due.kind is DueKind.ITEM and not due.is_late:
            continue
        words = message("{name}: {on}", "{name}: {on}", name=due.name, on=due.on)
        yield _stands(one, words)
        if due.is_late:
            yield Badge(Text(nl="te laat", en="late"), Tone.STOP)


def _held(book: Book, one: ProgrammeProgress) -> Iterator[Cell]:
    for code in dict.fromkeys((*(found.code for found in one.findings), *one.unanswered)):
        yield also(book.rule(code), Citation(one.programme.ref))
    for stuck in one.stuck:
        yield quote(stuck.name, stuck.ref.kind, stuck.ref.id)


def _starting(book: Book, method: Method, one: Starting) -> Section:
    count = len(one.areas)
    pairs = tuple(_takes(book, method, one))
    said = message(
        "Beginnen in een van {n} gebieden waar deze werkwijze nog niet loopt, vraagt:"
        if count > 1
        else "Beginnen in het ene gebied waar deze werkwijze nog niet loopt, vraagt:",
        "Starting in one of {n} areas where this way of working has not begun takes:"
        if count > 1
        else "Starting in the one area where this way of working has not begun takes:",
        n=Quoted(count, tuple(Citation(area.ref) for area in one.areas)),
    )
    blocks: list[Block] = [Paragraph(said)]
    if pairs:
        blocks.append(Terms(pairs))
    if one.weeks is None or not one.hours:
        blocks.append(Paragraph(_FILL_IN, Tone.NOTE))
    return Section(
        anchor=f"starting-{method.id}",
        title=Text(nl="Beginnen in het volgende gebied", en="Starting in the next area"),
        blocks=tuple(blocks),
    )


_FILL_IN: Final = Text(
    nl="Hoe lang het duurt en hoeveel uren het kost is niet van elke stap bekend. Vul bij de "
    "stappen van de werkwijze de doorlooptijd en de uren in, dan staat het totaal hier.",
    en="How long it takes and how many hours it costs is not known of every step. Fill in lead "
    "time and hours with the steps of the way of working, and the total stands here.",
)


def _takes(book: Book, method: Method, one: Starting) -> Iterator[tuple[Sayable, Cell]]:
    def summed(field: str) -> tuple[Citation, ...]:
        steps = range(len(method.steps))
        return tuple(cite(method, f"steps.{place}.{field}") for place in steps)

    if one.roles:
        yield (
            Text(nl="Mensen in deze rollen", en="People in these roles"),
            also(book.links("role", one.roles), *summed("roles")),
        )
    if one.weeks is not None:
        weeks = message("{n} weken", "{n} weeks", n=one.weeks)
        yield (
            Text(nl="Tijd, alle stappen", en="Time, all steps"),
            Quoted(weeks, summed("lead_time_weeks")),
        )
    if one.hours:
        yield (
            Text(nl="Uren", en="Hours"),
            tuple(
                message(
                    "{hours} uur {what}",
                    "{hours} hours of {what}",
                    hours=Quoted(each.hours, summed("hours")),
                    what=book.name(Ref("competency", each.competency)),
                )
                for each in one.hours
            ),
        )
    first = method.steps[0]
    yield Text(nl="Eerste stap", en="First step"), link_to(method, 0)
    if first.evidence:
        yield (
            Text(nl="Die is klaar als er zijn", en="Done once there are"),
            tuple(of(method, "steps.0.evidence", each) for each in first.evidence),
        )
