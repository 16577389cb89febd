"""Hours claimed of someone by week, against the hours that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

WIDTH: Final = 240.0
HEIGHT: Final = 64.0
_TOP: Final = 4.0


@attrs.frozen(kw_only=True)
class Week:
    """Hours of one person in one week.

    Attributes:
        committed: Promised by a line manager.
        requested: Asked for, on top of that.
        available: What contract, fixed work and absence leave; None where it is not known.
    """

    committed: float
    requested: float
    available: float | None

    @property
    def claimed(self) -> float:
        """Promised and asked for together."""
        return self.committed + self.requested

    @property
    def is_over(self) -> bool:
        """More is claimed than there is."""
        return self.available is not None and self.claimed > self.available


@attrs.frozen(kw_only=True)
class LoadPicture:
    """Steps by week: two areas upon each other, and a line of what there is.

    Attributes:
        committed: SVG path of the hours promised.
        requested: SVG path of the hours asked for, upon those.
        available: SVG path of the line; empty where it is not known.
        over: SVG path of what is claimed beyond what there is; empty where that is nothing.
    """

    committed: str
    requested: str
    available: str
    over: str
    width: float = WIDTH
    height: float = HEIGHT


def load_picture(weeks: Sequence[Week], *, most: float) -> LoadPicture:
    """Draw weeks; `most` hours reach the top, the same for all pictures that stand together."""
    step = WIDTH / max(len(weeks), 1)
    scale = (HEIGHT - _TOP) / max(most, 1.0)

    def high(hours: float) -> float:
        return round(HEIGHT - hours * scale, 1)

    known = [week.available for week in weeks if week.available is not None]
    floor = [HEIGHT for _ in weeks]
    committed = [high(week.committed) for week in weeks]
    both = [high(week.claimed) for week in weeks]
    return LoadPicture(
        committed=_band(committed, floor, step),
        requested=_band(both, committed, step),
        available=_stairs([high(one) for one in known], step) if len(known) == len(weeks) else "",
        over="".join(
            _block(high(week.claimed), high(week.available or 0.0), start, step * count)
            for start, count, week in _runs(weeks, step)
        ),
    )


def _stairs(heights: Sequence[float], step: float) -> str:
    """A line that keeps its height for the whole week, drawn only where it changes."""
    return f"M0 {heights[0]:g}{_steps(heights, step)}" if heights else ""


def _steps(heights: Sequence[float], step: float) -> str:
    turns = [place for place in range(1, len(heights)) if heights[place] != heights[place - 1]]
    path = "".join(f"H{round(place * step, 1):g}V{heights[place]:g}" for place in turns)
    return f"{path}H{round(len(heights) * step, 1):g}"


def _band(upper: Sequence[float], lower: Sequence[float], step: float) -> str:
    """The surface between two stairs: along the upper one, and back along the lower one."""
    if upper == lower:
        return ""
    turns = [place for place in range(len(lower) - 1, 0, -1) if lower[place] != lower[place - 1]]
    back = "".join(f"H{round(place * step, 1):g}V{lower[place - 1]:g}" for place in turns)
    return f"{_stairs(upper, step)}V{lower[-1]:g}{back}H0Z"


def _block(top: float, bottom: float, left: float, broad: float) -> str:
    return f"M{round(left, 1):g} {bottom:g}V{top:g}h{round(broad, 1):g}V{bottom:g}Z"


def _runs(weeks: Sequence[Week], step: float) -> Iterator[tuple[float, int, Week]]:
    """Yield where each run of equal weeks that are too full begins, and how long it is."""
    place = 0
    for week, run in groupby(weeks):
        count = len(list(run))
        if week.is_over:
            yield place * step, count, week
        place += count
