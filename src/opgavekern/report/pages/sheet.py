"""One issue on one A4: what someone takes along to a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Effort, Goal, Issue, ItemState
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Cell,
    Columns,
    Figure,
    Lead,
    Link,
    Page,
    Paragraph,
    Sayable,
    Section,
    Terms,
    all_of,
)
from opgavekern.report.figures.goals import GoalPicture
from opgavekern.report.figures.money import MoneyPicture
from opgavekern.report.pages.due import DueRow, Dues
from opgavekern.report.pages.found import (
    FindingLine,
    FindingLines,
    finding_lines,
    gravest_first,
    incomplete,
)
from opgavekern.report.pages.issue_parties import by_weight, power_figure
from opgavekern.report.pages.issue_team import team_members, team_summary
from opgavekern.report.pages.issues import issue, state, who
from opgavekern.report.pages.sheet_room import MAIN, SIDE, column, height
from opgavekern.report.view import View
from opgavekern.report.wording import Euros, shortened

_MOST_DUE: Final = 4
_MOST_DUE_TITLE: Final = 70
#: How many times more is shown where there is room.
_MOST_GROWTH: Final = 3
_MOST_FINDINGS: Final = 3
_MOST_SIGNALS: Final = 3
_MOST_BLOCKED: Final = 3
_MOST_TEAMS: Final = 2
_MOST_PARTIES: Final = 10
_MOST_NAMED: Final = 2
#: Boxes, columns of them and years beyond these cannot be read in the room that there is.
_MOST_BOXES: Final = 16
_MOST_COLUMNS: Final = 3
_MOST_BARS: Final = 3
_MOST_YEARS: Final = 6
_MOST_LISTED: Final = 8
#: Sizes of pictures in their own units: so small that letters of 13 units are printed at 6.5
#: points or more in the column where they stand, and a picture takes a quarter of the sheet.
_GOALS_WIDTH: Final = 540.0
_GOALS_HEIGHT: Final = 380.0
_POWER_SIZE: Final = 240.0
_MONEY_SIZE: Final = (320.0, 160.0)
#: Characters of a description, and of anything that stands in a list.
_MOST_WORDS: Final = 380
_MOST_TITLE: Final = 90
_MOST_NAME: Final = 40
_MOST_WHO: Final = 36
#: Characters of a finding, of one and of all together, where there is no room for all of them.
_MOST_FINDING: Final = 170
_MOST_FOUND: Final = 510
#: More characters than a finding or a title has.
_WHOLE: Final = 10_000


@attrs.frozen(kw_only=True)
class Foot(Block):
    """Where a sheet comes from.

    Attributes:
        note: The first sentence of the dossier's note, such as that it is illustrative.
        made: When the sheet was made; None when that was not given.
        digest: The start of the dossier's digest.
    """

    note: str
    made: Message | None
    digest: str


def sheet(view: View, record: Issue, *, stamp: datetime | None) -> Page:
    """Choose from the page of an issue what fits on an A4, and say what was left out."""
    whole = issue(view, record)
    description = shortened(record.description, _MOST_WORDS)
    title = shortened(record.title, _MOST_TITLE)

    def main(due: int, signals: int, letters: int = _MOST_DUE_TITLE) -> tuple[Block, ...]:
        return (
            *((Lead(description),) if description else ()),
            *_signals(view, record, signals),
            *_due(whole, due, letters),
            *_goals(view, record, whole),
            *_programme(view, record),
            *_power(view, record, whole),
        )

    def side(found: int, letters: int = _MOST_FOUND) -> tuple[Block, ...]:
        return (
            _most_asked(view, who(view, record)),
            _team(view, record),
            _found(view, record, found, letters),
            *_money(whole),
        )

    def fits(blocks: tuple[Block, ...], room: float) -> bool:
        return height(view, blocks, room) <= column(title)

    due = _as_many(_MOST_DUE, lambda more: fits(main(more, _MOST_SIGNALS), MAIN))
    signals = _as_many(_MOST_SIGNALS, lambda more: fits(main(due, more), MAIN))
    found = _as_many(_MOST_FINDINGS, lambda more: fits(side(more), SIDE))
    left, right = main(due, signals, _WHOLE), side(found, _WHOLE)
    foot = Foot(
        note=_first_sentence(view.dossier.header.note),
        made=message("op {day}", "on {day}", day=stamp.date()) if stamp else None,
        digest=view.dossier.digest[:16],
    )
    return Page(
        anchor=whole.anchor,
        title=title,
        blocks=(
            state(view, record),
            Columns(
                main=left if fits(left, MAIN) else main(due, signals),
                side=right if fits(right, SIDE) else side(found),
            ),
            foot,
        ),
    )


def _as_many(least: int, fits: Callable[[int], bool]) -> int:
    """Return how many may be shown: those that always fit, and more while there is room."""
    number = least
    while number < least * _MOST_GROWTH and fits(number + 1):
        number += 1
    return number


def _few(name: str, title: Sayable, *blocks: Block, left_out: int = 0) -> Section:
    """Make a section that says how many more there are than it shows."""
    more = message("en nog {number}", "and another {number}", number=left_out)
    return Section(
        anchor=f"sheet:{name}", title=title, blocks=blocks, aside=more if left_out > 0 else ""
    )


def _signals(view: View, record: Issue, most: int) -> Iterator[Section]:
    found = view.today.signals_of(record.id)
    if found:
        yield _few(
            "signals",
            Text(nl="Wat mensen aangaven", en="What people raised"),
            Bullets(tuple(shortened(one.title, _MOST_TITLE) for one in found[:most])),
            left_out=len(found) - most,
        )


def _due(whole: Page, most: int, letters: int) -> Iterator[Section]:
    for block in all_of(Dues, whole.blocks):
        yield _few(
            "due",
            Text(nl="Nu aan de orde", en="Coming up"),
            Dues(rows=tuple(_short_row(one, letters) for one in block.rows[:most])),
            left_out=len(block.rows) - most,
        )


def _short_row(row: DueRow, letters: int) -> DueRow:
    title = row.title
    return attrs.evolve(row, title=shortened(title, letters) if isinstance(title, str) else title)


def _goals(view: View, record: Issue, whole: Page) -> Iterator[Section]:
    """Goals and efforts as a picture; of too many to be read only how many there are."""
    goals, efforts = view.today.goals_of(record.id), view.today.efforts_of(record.id)
    said = message(
        "{efforts} en {goals}: te veel om hier te tekenen. Het rapport toont ze.",
        "{efforts} and {goals}: too many to draw here. The report shows them.",
        efforts=counted(len(efforts), ("inspanning", "effort"), ("inspanningen", "efforts")),
        goals=counted(len(goals), ("doel", "goal"), ("doelen", "goals")),
    )
    for figure in _figures(whole, "goals"):
        blocks: tuple[Block, ...] = (Paragraph(said),)
        if len(goals) + len(efforts) <= _MOST_BOXES:
            blocks = _drawn(figure) or (
                _listed(Text(nl="Wat we doen:", en="What we do:"), efforts),
                _listed(Text(nl="Wat er verandert:", en="What changes:"), goals),
            )
        yield _few("goals", figure.title, *blocks)


def _drawn(figure: Figure) -> tuple[Block, ...]:
    """Return the picture in a size at which it can be read; none where that does not fit."""
    if not isinstance(figure.drawing, GoalPicture):
        return ()
    small = figure.drawing.redrawn(_GOALS_WIDTH)
    if len(small.columns) > _MOST_COLUMNS or small.height > _GOALS_HEIGHT:
        return ()
    return (attrs.evolve(_bare(figure), drawing=small),)


def _listed(title: Text, records: Sequence[Goal | Effort]) -> Paragraph:
    titles = [shortened(one.title, _MOST_DUE_TITLE) for one in records[:_MOST_LISTED]]
    said = message(
        "{titles}{more}.",
        "{titles}{more}.",
        titles="; ".join(titles) or "–",
        more=_more(len(records) - _MOST_LISTED),
    )
    return Paragraph(said, title=title)


def _figures(whole: Page, name: str) -> Iterator[Figure]:
    return (one for one in all_of(Figure, whole.blocks) if one.name == name)


def _programme(view: View, record: Issue) -> Iterator[Section]:
    """How many items of programmes stand how, and which are stuck."""
    items = [
        item
        for programme in view.today.programmes_of(record.id)
        for item in view.today.items_of(programme.id)
    ]
    if not items:
        return
    states = tuple(
        message("{state} {number}", "{state} {number}", number=number, state=state)
        for state in ItemState
        if (number := sum(1 for item in items if item.state is state))
    )
    blocks: list[Block] = [
        Paragraph(message("Onderdelen: {states}.", "Items: {states}.", states=states))
    ]
    stuck = [shortened(one.title, _MOST_NAME) for one in items if one.state is ItemState.BLOCKED]
    if stuck:
        said = message(
            "{titles}{more}",
            "{titles}{more}",
            titles="; ".join(stuck[:_MOST_BLOCKED]),
            more=_more(len(stuck) - _MOST_BLOCKED),
        )
        blocks.append(Paragraph(said, title=Text(nl="Knelpunt:", en="Blocked:")))
    yield _few("programme", Text(nl="Programma", en="Programme"), *blocks)


def _more(number: int) -> Message | str:
    return message("; en nog {n}", "; and another {n}", n=number) if number > 0 else ""


def _money(whole: Page) -> Iterator[Section]:
    for figure in _figures(whole, "money"):
        said = Paragraph(figure.description)
        title = Text(nl="Geld", en="Money")
        picture = figure.drawing
        if not isinstance(picture, MoneyPicture):
            continue
        if len(picture.bars) <= _MOST_BARS:
            small = picture.redrawn(*_MONEY_SIZE)
            yield _few("money", title, said, attrs.evolve(_bare(figure), drawing=small))
        else:
            years = tuple(
                message("{year}: {euros}", "{year}: {euros}", year=str(bar.year), euros=total)
                for bar in picture.bars[:_MOST_YEARS]
                for total in (Euros(bar.total),)
            )
            more = len(picture.bars) - _MOST_YEARS
            yield _few("money", title, said, Bullets(years), left_out=more)


def _team(view: View, record: Issue) -> Section:
    found = view.today.teams_of(record.id)
    said: tuple[Block, ...] = tuple(
        Paragraph(
            team_summary(team_members(view, team)), title=f"{shortened(team.name, _MOST_NAME)}:"
        )
        for team in found[:_MOST_TEAMS]
    ) or (Paragraph(Text(nl="Er is nog geen team.", en="There is no team yet.")),)
    return _few("team", Text(nl="Team", en="Team"), *said, left_out=len(found) - _MOST_TEAMS)


def _found(view: View, record: Issue, most: int, letters: int) -> Section:
    found = gravest_first(view.findings_of(record.id))
    blocks = incomplete(view)
    if found:
        lines = finding_lines(view, found[:most])
        each = max(_MOST_FINDING, letters // len(lines.rows))
        rows = tuple(_short_line(view, one, each) for one in lines.rows)
        blocks += (FindingLines(rows=rows),)
    elif not blocks:
        blocks = (Paragraph(Text(nl="Geen bevindingen.", en="No findings.")),)
    title = Text(nl="Wat de controle vond", en="What the check found")
    return _few("found", title, *blocks, left_out=len(found) - most)


def _short_line(view: View, line: FindingLine, most: int) -> FindingLine:
    words = line.words
    if isinstance(words, Link | Badge | tuple):
        return line
    return attrs.evolve(line, words=shortened(view.say(words), most))


def _power(view: View, record: Issue, whole: Page) -> Iterator[Section]:
    """The weightiest stakeholders by number; all numbers have their name beside them."""
    found = by_weight(view, view.today.involvements_of(record.id))
    if not found:
        return
    figure = power_figure(
        view, found[:_MOST_PARTIES], whole.anchor, letters=_MOST_NAME, size=_POWER_SIZE
    )
    yield _few("power", figure.title, _bare(figure), left_out=len(found) - _MOST_PARTIES)


def _bare(figure: Figure) -> Figure:
    """Leave title, description and table to the section around a picture."""
    return attrs.evolve(figure, is_titled=False, table=None)


def _first_sentence(words: str) -> str:
    joined = " ".join(words.split())
    said = joined.partition(". ")[0].removesuffix(".") + "." if joined else ""
    return shortened(said, _MOST_TITLE)


def _most_asked(view: View, terms: Terms) -> Terms:
    """Keep who and where; leave portfolios and relations between issues to the report."""
    left_out = {"Portefeuilles", "Onderdeel van", "Omvat"}
    return Terms(
        tuple(
            (name, _few_of(view, cell))
            for name, cell in terms.pairs
            if not (isinstance(name, Text) and name.nl in left_out)
        )
    )


def _few_of(view: View, cell: Cell) -> Cell:
    """Keep the first few of several, each shortened; on a sheet nothing leads anywhere."""
    if not isinstance(cell, tuple):
        return cell
    words = [one.words if isinstance(one, Link | Badge) else one for one in cell]
    few: list[Cell] = [
        shortened(view.say(one), _MOST_WHO)
        for one in words[:_MOST_NAMED]
        if not isinstance(one, tuple)
    ]
    if len(cell) > _MOST_NAMED:
        left_out = len(cell) - _MOST_NAMED
        few.append(message("en nog {number}", "and another {number}", number=left_out))
    return tuple(few)
