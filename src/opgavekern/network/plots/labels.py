"""Where names stand beside dots: inside the frame, and over nothing else."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from opgavekern.base.lettering import cut, width

#: Left, bottom, right and top.
Box = tuple[float, float, float, float]
#: How far from its dot a name may stand, in points: near first.
_RINGS: Final = (6.0, 15.0, 26.0, 39.0)
#: Directions to try, right first; above and below come before the slanting ones.
_TURNS: Final = (0.0, 0.5, 0.25, 0.75, 0.125, 0.875, 0.375, 0.625)
_DOT: Final = 4.5
#: No name takes more than this part of the width.
_BROADEST: Final = 0.4


@attrs.frozen(kw_only=True)
class Label:
    """A name with its place, in points from the corner at the left and below.

    Attributes:
        words: The name, shortened where it is long.
        x: Its middle.
        y: Its middle.
        is_far: It stands so far from its dot that a line must join them.
    """

    words: str
    x: float
    y: float
    is_far: bool


def breadth(words: str, size: float) -> float:
    """Return about how broad words are in the letters of matplotlib, broader than a browser's."""
    return 1.15 * width(words, size) + 2


def labels_of(
    names: Sequence[str],
    points: Sequence[tuple[float, float]],
    *,
    frame: tuple[float, float],
    size: float,
    taken: Sequence[Box] = (),
) -> tuple[Label | None, ...]:
    """Give each name a place near its point; None where there is no room within reach.

    Takes time with names times names, from the first on, so put first what matters most.

    Args:
        names: What each point is called.
        points: Where each is, in points.
        frame: Width and height of the room, in points; no name passes its edge.
        size: Of the letters.
        taken: Where nothing may stand.
    """
    dots = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in points]
    full = [*taken, *dots]
    found: list[Label | None] = []
    for name, point in zip(names, points, strict=True):
        words = cut(name, size, _BROADEST * frame[0])
        broad, high = breadth(words, size), 1.25 * size
        for ring, box in _boxes(point, broad, high):
            if _is_within(box, frame) and not any(_overlap(box, one) for one in full):
                full.append(box)
                middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                found.append(Label(words=words, x=middle[0], y=middle[1], is_far=ring > _RINGS[0]))
                break
        else:
            found.append(None)
    return tuple(found)


def _boxes(point: tuple[float, float], broad: float, high: float) -> Iterator[tuple[float, Box]]:
    """Yield where a name could stand, and how far that is from its dot."""
    for ring, turn in itertools.product(_RINGS, _TURNS):
        across, up = math.cos(2 * math.pi * turn), math.sin(2 * math.pi * turn)
        # The edge of the name that faces the dot is what is so far from it.
        x = point[0] + across * (ring + broad / 2)
        y = point[1] + up * (ring + high / 2)
        yield ring, (x - broad / 2, y - high / 2, x + broad / 2, y + high / 2)


def _is_within(box: Box, frame: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame[0] and box[3] <= frame[1]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
