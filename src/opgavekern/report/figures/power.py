"""Stakeholders of an issue by what is at stake for them and what they can bring about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from opgavekern.base.texts import Speaks

SIZE: Final = 420.0
_MARGIN: Final = 34.0
_RADIUS: Final = 11.0
_STEP: Final = 2 * _RADIUS + 1
_MOST_RINGS: Final = 12


@attrs.frozen(kw_only=True)
class Dot:
    """One stakeholder, shown as a number; what it stands for is beside the picture.

    Attributes:
        number: From 1.
        x: By interest, from left to right.
        y: By influence, from bottom to top.
        stance: `for`, `against`, `between`, or `unknown`.
        words: Who it is, and how much.
    """

    number: int
    x: float
    y: float
    stance: str
    words: str


@attrs.frozen(kw_only=True)
class PowerPicture:
    """Numbered dots in a square.

    Attributes:
        dots: In order of number.
        names: Who is meant by each number, from 1.
        unplaced: How many could not be placed, since interest or influence is not known.
        parts: For each part of the square where someone stands what it is called, and who.
    """

    dots: tuple[Dot, ...]
    names: tuple[str, ...]
    unplaced: int
    parts: tuple[tuple[Speaks, Speaks], ...] = ()
    size: float = SIZE
    margin: float = _MARGIN
    radius: float = _RADIUS


def stance(position: float | None) -> str:
    """Say in a word how a stakeholder stands: a third of the scale each way is a stance."""
    if position is None:
        return "unknown"
    if position >= 1 / 3:
        return "for"
    return "against" if position <= -1 / 3 else "between"


def power_picture(
    parties: Iterable[tuple[str, float | None, float | None, float | None]],
    *,
    size: float = SIZE,
) -> PowerPicture:
    """Place stakeholders, given as name, interest, influence and position.

    Who stands on another's place moves to the nearest free place around it, so that each dot
    can be read; by no more than a few widths of a dot.
    """
    dots: list[Dot] = []
    names: list[str] = []
    unplaced = 0
    for number, (words, interest, influence, position) in enumerate(parties, start=1):
        names.append(words)
        if interest is None or influence is None:
            unplaced += 1
            continue
        room = size - 2 * _MARGIN
        x, y = _free(_MARGIN + interest * room, size - _MARGIN - influence * room, dots, size)
        dots.append(Dot(number=number, x=x, y=y, stance=stance(position), words=words))
    return PowerPicture(dots=tuple(dots), names=tuple(names), unplaced=unplaced, size=size)


def _free(x: float, y: float, taken: list[Dot], size: float) -> tuple[float, float]:
    """Return the nearest place around (x, y) on which no dot lies, looking in rings of eight."""
    low, high = _RADIUS, size - _RADIUS
    ways = ((0, -1), (1, 0), (0, 1), (-1, 0), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7))
    tries = [(x, y)]
    tries += [
        (x + ring * _STEP * right, y + ring * _STEP * down)
        for ring in range(1, _MOST_RINGS)
        for right, down in ways
    ]
    for right, down in tries:
        at = (round(min(max(right, low), high), 1), round(min(max(down, low), high), 1))
        if all((at[0] - one.x) ** 2 + (at[1] - one.y) ** 2 >= _STEP**2 for one in taken):
            return at
    return round(x, 1), round(y, 1)
