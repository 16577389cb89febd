"""The goal-effort network in layers: efforts at the left, what they are for to the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from opgavekern.base.lettering import lines

WIDTH: Final = 960.0
_BOX: Final = 236.0
#: Room between columns for the curves, where boxes are made narrower to leave it.
_BETWEEN: Final = 32.0
_TEXT: Final = 13.0
_LEADING: Final = 16.0
_PADDING: Final = 10.0
_GAP: Final = 12.0
_TOP: Final = 30.0
_MOST_LINES: Final = 3
_SWEEPS: Final = 4


@attrs.frozen(kw_only=True)
class Part:
    """A goal or an effort to be drawn.

    Attributes:
        key: Its name.
        words: What stands in its box.
        is_effort: An effort; else a goal.
        progress: Percentage done; None where it is not known.
    """

    key: str
    words: str
    is_effort: bool
    progress: float | None = None


@attrs.frozen(kw_only=True)
class Box:
    """A part with its place.

    Attributes:
        part: What it is.
        lines: Its words, broken over lines.
        x: Left edge.
        y: Upper edge.
        height: Height.
        width: Width, the same for all.
        is_loose: An effort for no goal, or a goal that nothing contributes to.
    """

    part: Part
    lines: tuple[str, ...]
    x: float
    y: float
    height: float
    width: float
    is_loose: bool

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return round(self.y + self.height / 2, 1)


@attrs.frozen(kw_only=True)
class Curve:
    """A contribution, from the right of one box to the left of another.

    Attributes:
        ends: Keys of the two parts.
        path: SVG path.
        weight: How much of the goal it brings; None where that is not known.
    """

    ends: tuple[str, str]
    path: str
    weight: float | None

    @property
    def thickness(self) -> float:
        """By weight, 1.5 to 6."""
        return round(1.5 + 4.5 * (self.weight if self.weight is not None else 0.2), 1)


@attrs.frozen(kw_only=True)
class GoalPicture:
    """Boxes in columns, and curves between them.

    Attributes:
        boxes: From left to right, from top to bottom: the order of the keyboard.
        curves: Contributions.
        columns: Left edge of each column, and how many parts lie between it and the end.
        height: Height of the picture.
    """

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    columns: tuple[tuple[float, int], ...]
    height: float
    width: float = WIDTH

    def redrawn(self, width: float) -> GoalPicture:
        """Return the same in narrower and lower boxes, so that its letters stay large in print."""
        return goal_picture(
            (box.part for box in self.boxes),
            [(*one.ends, one.weight) for one in self.curves],
            width=width,
        )


def goal_picture(
    parts: Iterable[Part],
    contributions: Iterable[tuple[str, str, float | None]],
    *,
    width: float = WIDTH,
) -> GoalPicture:
    """Lay out goals and efforts so that contributions run from left to right.

    Args:
        parts: What is drawn.
        contributions: From, to, and weight; what names a part that is not drawn is left out, and
            a circle is broken where it closes.
        width: Width of the picture; boxes are narrower where the usual ones do not fit.
    """
    by_key = {part.key: part for part in parts}
    links = [one for one in contributions if one[0] in by_key and one[1] in by_key]
    steps = _steps_to_end(by_key, links)
    last = max(steps.values(), default=0)
    columns: list[list[str]] = [[] for _ in range(last + 1)]
    for key in by_key:
        columns[last - steps[key]].append(key)
    _untangle(columns, links)
    most = (width - _BETWEEN * (len(columns) - 1)) / len(columns)
    box = _BOX if width == WIDTH else round(min(_BOX, most), 1)
    lefts = _lefts(len(columns), width - box)
    boxes = _place(columns, by_key, links, lefts=lefts, width=box)
    return GoalPicture(
        boxes=tuple(boxes.values()),
        curves=tuple(_curve(boxes[a], boxes[b], weight) for a, b, weight in links),
        columns=tuple((left, last - place) for place, left in enumerate(lefts)),
        height=max((box.y + box.height for box in boxes.values()), default=_TOP) + 4,
        width=width,
    )


def _steps_to_end(
    parts: Mapping[str, Part], links: list[tuple[str, str, float | None]]
) -> dict[str, int]:
    """Return for each part the longest way to a goal that leads nowhere further."""
    onward: dict[str, list[str]] = {}
    for start, end, _ in links:
        onward.setdefault(start, []).append(end)
    steps: dict[str, int] = {}

    def count(key: str, passed: tuple[str, ...]) -> int:
        if key not in steps:
            ahead = [count(end, (*passed, key)) for end in onward.get(key, ()) if end not in passed]
            steps[key] = 1 + max(ahead) if ahead else 0
        return steps[key]

    for key in parts:
        count(key, ())
    for key, part in parts.items():
        if part.is_effort and steps[key] == 0:
            steps[key] = max(steps.values(), default=0) or 1
    return steps


def _untangle(columns: list[list[str]], links: list[tuple[str, str, float | None]]) -> None:
    """Put each part near the middle of what it is tied to (the barycentre rule), both ways."""
    beside: dict[str, list[str]] = {}
    for start, end, _ in links:
        beside.setdefault(start, []).append(end)
        beside.setdefault(end, []).append(start)
    for sweep in range(_SWEEPS):
        rank = {key: place for column in columns for place, key in enumerate(column)}
        for column in columns if sweep % 2 else reversed(columns):
            means = {
                key: sum(rank[one] for one in near) / len(near)
                for key in column
                if (near := beside.get(key))
            }
            column.sort(key=lambda key: (key not in means, means.get(key, 0.0), key))
            rank.update({key: place for place, key in enumerate(column)})


def _lefts(columns: int, room: float) -> list[float]:
    if columns < 2:
        return [0.0]
    step = room / (columns - 1)
    return [round(place * step, 1) for place in range(columns)]


def _place(
    columns: list[list[str]],
    parts: Mapping[str, Part],
    links: list[tuple[str, str, float | None]],
    *,
    lefts: list[float],
    width: float,
) -> dict[str, Box]:
    """Give each part a box; columns are centred beside the tallest one."""
    starts = {start for start, _, _ in links}
    ends = {end for _, end, _ in links}
    broken = {
        key: lines(part.words, _TEXT, width - 2 * _PADDING - 4, most=_MOST_LINES)
        for key, part in parts.items()
    }
    heights = {key: len(words) * _LEADING + 2 * _PADDING for key, words in broken.items()}
    totals = [sum(heights[key] + _GAP for key in column) - _GAP for column in columns]
    tallest = max(totals, default=0.0)
    boxes: dict[str, Box] = {}
    for left, column, total in zip(lefts, columns, totals, strict=True):
        y = _TOP + (tallest - total) / 2
        for key in column:
            part = parts[key]
            is_loose = key not in starts if part.is_effort else key not in ends
            boxes[key] = Box(
                part=part,
                lines=broken[key],
                x=left,
                y=round(y, 1),
                height=heights[key],
                width=width,
                is_loose=is_loose,
            )
            y += heights[key] + _GAP
    return boxes


def _curve(start: Box, end: Box, weight: float | None) -> Curve:
    x1, y1, x2, y2 = start.x + start.width, start.middle, end.x, end.middle
    bend = round((x1 + x2) / 2, 1)
    return Curve(
        ends=(start.part.key, end.part.key),
        path=f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}",
        weight=weight,
    )
