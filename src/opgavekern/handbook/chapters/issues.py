"""What an issue is, how one is admitted, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from opgavekern.base.texts import Text
from opgavekern.governance import Criterion, explain
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.book import Book
from opgavekern.handbook.chapters.ways import in_ways
from opgavekern.model import Lifecycle, Status
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
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
from opgavekern.report.citing import also, cite, of, quote
from opgavekern.report.view import anchor
from opgavekern.report.wording import period

ANCHOR: Final = "issues"
TITLE: Final = Text(nl="Opgaven", en="Issues")
ABOUT: Final = Text(
    nl="wat een opgave is, wanneer iets er een wordt, en hoe zij verder gaat",
    en="what an issue is, when something becomes one, and how it goes on",
)
_WHAT: Final = Text(
    nl="Een opgave is een vraagstuk uit de samenleving dat één afdeling of organisatie niet alleen "
    "oplost. Zij begint bij wat bewoners, ondernemers en instellingen merken. Zolang dat nog "
    "niemands opdracht is, heet het een signaal. Een opgave bestaat pas als het bestuur de "
    "opdracht heeft vastgesteld.",
    en="An issue is a question of society that no department or organisation can solve alone. It "
    "begins with what residents, entrepreneurs and institutions notice. As long as that is "
    "nobody's assignment it is called a signal. An issue exists only once the executive has "
    "adopted its mandate.",
)


def issues(book: Book) -> Page:
    """Make the chapter."""
    blocks: list[Block] = [Paragraph(_WHAT)]
    criteria = tuple(_criteria(book))
    if criteria:
        blocks.append(
            Section(
                anchor="admission",
                title=Text(nl="Wanneer wordt iets een opgave?", en="When does it become an issue?"),
                blocks=(Paragraph(_ADMISSION), Entries(sections=criteria)),
            )
        )
    blocks += [_lifecycle(book, one) for one in book.facts.lifecycles]
    return Page(anchor=ANCHOR, title=TITLE, blocks=tuple(blocks))


_ADMISSION: Final = Text(
    nl="Aan deze punten wordt een signaal gelegd voordat het een opgave wordt, en een opgave als "
    "men zich afvraagt of zij het nog is.",
    en="These points are held against a signal before it becomes an issue, and against an issue "
    "when one wonders whether it still is.",
)


def _criteria(book: Book) -> Iterator[Section]:
    found = (one for plugin in book.view.governance.plugins for one in plugin.criteria)
    for one in sorted(found, key=lambda one: (not one.is_required, one.code)):
        if book.view.on in one.valid:
            yield _criterion(book, one)


def _criterion(book: Book, one: Criterion[Any]) -> Section:
    code = one.code
    weight = (
        Badge(quote(Text(nl="vereist", en="required"), "criterion", code, "is_required"), Tone.STOP)
        if one.is_required
        else Badge(
            quote(Text(nl="weegt mee", en="informs"), "criterion", code, "is_required"), Tone.NOTE
        )
    )
    pairs: list[tuple[Sayable, Cell]] = [
        (Text(nl="Weegt", en="Weighs"), weight),
        (Text(nl="Grondslag", en="Basis"), book.basis(one.basis, "criterion", code)),
    ]
    if one.basis.explanation is not None:
        explained = quote(one.basis.explanation, "criterion", code, "basis")
        pairs.append((Text(nl="Toelichting", en="Explanation"), explained))
    if said := period(one.valid):
        pairs.append((Text(nl="Geldt", en="In force"), quote(said, "criterion", code, "valid")))
    ways = explain(book.view.governance, code, on=book.view.on).ways
    pairs += in_ways(book, one, "criterion", ways)
    return Section(
        anchor=anchor("criterion", code),
        title=quote(one.title, "criterion", code, "title"),
        aside=code,
        blocks=(
            Paragraph(quote(one.rationale, "criterion", code, "rationale")),
            Terms(tuple(pairs)),
        ),
    )


def _lifecycle(book: Book, one: Lifecycle) -> Section:
    heads = [_STATUS, _AMOUNTS_TO, _FIRST, *([_THEN] if one.transitions else [])]
    rows = tuple(_status(book, one, place) for place in range(len(one.statuses)))
    source = Terms(((Text(nl="Bron", en="Source"), book.source(one)),), is_short=True)
    blocks: list[Block] = [source]
    if rows:
        caption = Text(nl="Statussen, in volgorde", en="Statuses, in order")
        if not one.transitions:
            blocks.append(Paragraph(of(one, "transitions", _ANY)))
        blocks.append(Table(caption=caption, columns=columns(*heads), rows=rows, is_titled=False))
    return Section(anchor=anchor("lifecycle", one.id), title=of(one, "name"), blocks=tuple(blocks))


_STATUS: Final = Text(nl="Status", en="Status")
_AMOUNTS_TO: Final = Text(nl="Fase", en="Phase")
_FIRST: Final = Text(nl="Eerst moet kloppen", en="What must hold first")
_THEN: Final = Text(nl="Kan daarna worden", en="May then become")
_ANY: Final = Text(
    nl="In deze volgorde, maar elke overgang mag.", en="In this order, but any transition may be."
)


def _status(book: Book, lifecycle: Lifecycle, place: int) -> Row:
    one = lifecycle.statuses[place]
    field = f"statuses.{place}"
    cells: list[Cell] = [
        of(lifecycle, field, _called(one)),
        of(lifecycle, field, one.phase),
        also(tuple(map(book.rule, one.gate_rules)), cite(lifecycle, field)) or "–",
    ]
    if lifecycle.transitions:
        targets = {move.target for move in lifecycle.transitions if move.source == one.name}
        follow = tuple(
            quote(_called(other), "lifecycle", lifecycle.id, "transitions", f"statuses.{there}")
            for there, other in enumerate(lifecycle.statuses)
            if other.name in targets
        )
        cells.append(follow or of(lifecycle, "transitions", "–"))
    return Row(anchor=f"status-{lifecycle.id}-{place + 1}", cells=tuple(cells))


def _called(one: Status) -> str:
    return one.label or str(one.name).replace("_", " ")
