"""How high the parts of a sheet stand in print, estimated, so that room is used before any is cut.

Sizes are those of `print.css` and `sheet.css`, in points. Estimates are on the high side, and what
a sheet always shows fits without them: they only tell whether more may be added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from opgavekern.base.lettering import lines, width
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Cell,
    Figure,
    Lead,
    Link,
    Paragraph,
    Section,
    Terms,
)
from opgavekern.report.figures.goals import GoalPicture
from opgavekern.report.figures.money import MoneyPicture
from opgavekern.report.pages.due import Dues
from opgavekern.report.pages.found import FindingLines
from opgavekern.report.view import View

MAIN: Final = 306.0
SIDE: Final = 166.0
#: Height of a column under a title of one line; each further line of it takes `_TITLE_LINE`.
_COLUMN: Final = 664.0
_TITLE_LINE: Final = 19.0
_TITLE: Final = 17.0
_PAGE: Final = 490.0
_LETTER: Final = 7.9
_LEADING: Final = 10.5
_HEADING: Final = 21.5
_RULED: Final = 6.5
_AFTER: Final = 2.5
_POWER: Final = 134.0
_DAY: Final = 68.0


def column(title: str) -> float:
    """Return how high a column may be under the title of the sheet."""
    return _COLUMN - _TITLE_LINE * (_count(title, _TITLE, _PAGE) - 1)


def height(view: View, blocks: Iterable[Block], room: float) -> float:
    """Return about how high blocks stand under each other in a column as wide as `room`."""
    return sum(_height(view, one, room) for one in blocks)


def _height(view: View, block: Block, room: float) -> float:  # noqa: PLR0911 - one for each form
    if isinstance(block, Section):
        return _HEADING + height(view, block.blocks, room)
    if isinstance(block, Lead):
        return _count(_words(view, block.words), 9.0, room) * 12.3 + 8
    if isinstance(block, Paragraph):
        said = f"{_words(view, block.title)} {_words(view, block.words)}"
        return _count(said, _LETTER, room) * _LEADING + _AFTER
    if isinstance(block, Bullets):
        return _listed((_words(view, one) for one in block.items), room - 11, 0) + _AFTER
    if isinstance(block, FindingLines):
        said_of = (
            f"{view.say(one.severity.words)}   {_words(view, one.words)}" for one in block.rows
        )
        return _listed(said_of, room, _RULED) + _AFTER
    if isinstance(block, Dues):
        return _AFTER + sum(
            _RULED
            + _listed(
                (f"{view.say(one.kind.words)}   {_words(view, one.title)}  ",), room - _DAY, 2
            )
            + _listed((_words(view, one.detail),), room - _DAY, 0)
            for one in block.rows
        )
    if isinstance(block, Terms):
        cells = (_words(view, cell) for _, cell in block.pairs)
        return _listed(cells, room - 18, _RULED + _LEADING) + 18
    if isinstance(block, Figure):
        return _drawn(block, room)
    return _LEADING * 6


def _drawn(figure: Figure, room: float) -> float:
    picture = figure.drawing
    if isinstance(picture, GoalPicture):
        return picture.height * room / picture.width + 4
    if isinstance(picture, MoneyPicture):
        return picture.height * room / picture.width + 26 + _listed(picture.shades, room - 18, 2)
    return _POWER


def _listed(rows: Iterable[str], room: float, each: float) -> float:
    return sum(_count(one, _LETTER, room) * _LEADING + each for one in rows)


def _count(words: str, size: float, room: float) -> int:
    """Return over how many lines words break, a word that is wider than a line included."""
    broken = lines(words, size, room, most=99)
    long = sum(
        math.ceil(width(one, size) / room) for one in words.split() if width(one, size) > room
    )
    return max(len(broken) + long, 1)


def _words(view: View, cell: Cell) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_words(view, one) for one in cell)
    return view.say(cell.words if isinstance(cell, Link | Badge) else cell)
