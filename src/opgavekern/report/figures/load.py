"""Hours claimed of someone by week, against the hours that there are."""

from __future__ import annotations

from collections.abc import Sequence
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
        over: Left edge and width of each run of weeks in which too much is claimed.
    """

    committed: str
    requested: str
    available: str
    over: tuple[tuple[float, float], ...]
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
        over=_runs([week.is_over for week in weeks], step),
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


def _runs(is_over: Sequence[bool], step: float) -> tuple[tuple[float, float], ...]:
    runs: list[tuple[float, float]] = []
    start: int | None = None
    for place, over in enumerate([*is_over, False]):
        if over and start is None:
            start = place
        elif not over and start is not None:
            runs.append((round(start * step, 1), round((place - start) * step, 1)))
            start = None
    return tuple(runs)
