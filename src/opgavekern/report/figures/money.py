"""Money of an issue by year: what programmes pay, beside what it is thought to cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs

WIDTH: Final = 560.0
HEIGHT: Final = 240.0
_BASE: Final = 204.0
_TOP: Final = 30.0
_MOST_BAR: Final = 72.0
#: Programmes beyond so many are drawn together: more shades cannot be told apart.
MOST_SHADES: Final = 5


@attrs.frozen(kw_only=True)
class Slice:
    """What one programme pays in one year.

    Attributes:
        shade: Place of the programme in the legend.
        y: Upper edge.
        height: Height.
    """

    shade: int
    y: float
    height: float


@attrs.frozen(kw_only=True)
class Bar:
    """One year.

    Attributes:
        year: Which.
        x: Left edge.
        width: Width.
        slices: From bottom to top.
        top: Height at which the total is written.
        total: Sum of the slices, in euros.
        cost: Height of the line of expected costs; None without an estimate.
    """

    year: int
    x: float
    width: float
    slices: tuple[Slice, ...]
    top: float
    total: Decimal
    cost: float | None


@attrs.frozen(kw_only=True)
class MoneyPicture:
    """Bars by year.

    Attributes:
        bars: From early to late.
        shades: What each shade stands for, in order.
    """

    bars: tuple[Bar, ...]
    shades: tuple[str, ...]
    width: float = WIDTH
    height: float = HEIGHT
    base: float = _BASE

    def redrawn(self, width: float, height: float) -> MoneyPicture:
        """Return the same in a smaller frame, so that its letters stay large in print."""
        base = height - (self.height - self.base)
        across, down = width / self.width, (base - _TOP) / (self.base - _TOP)

        def at(y: float) -> float:
            return round(base - (self.base - y) * down, 1)

        bars = (
            attrs.evolve(
                bar,
                x=round(bar.x * across, 1),
                width=round(bar.width * across, 1),
                slices=tuple(
                    attrs.evolve(one, y=at(one.y), height=round(one.height * down, 1))
                    for one in bar.slices
                ),
                top=at(bar.top),
                cost=None if bar.cost is None else at(bar.cost),
            )
            for bar in self.bars
        )
        return attrs.evolve(self, bars=tuple(bars), width=width, height=height, base=base)


def money_picture(
    years: Sequence[int],
    programmes: Sequence[tuple[str, dict[int, Decimal]]],
    costs: dict[int, Decimal],
) -> MoneyPicture:
    """Stack what each programme pays in each year; amounts below zero are not drawn."""
    shown = list(programmes[:MOST_SHADES])
    totals = {
        year: sum((max(paid.get(year, Decimal(0)), Decimal(0)) for _, paid in shown), Decimal(0))
        for year in years
    }
    most = max([*totals.values(), *costs.values(), Decimal(1)])
    scale = (_BASE - _TOP) / float(most)
    room = WIDTH / max(len(years), 1)
    bars = []
    for place, year in enumerate(years):
        y = _BASE
        slices = []
        for shade, (_, paid) in enumerate(shown):
            height = round(float(max(paid.get(year, Decimal(0)), Decimal(0))) * scale, 1)
            if height:
                y = round(y - height, 1)
                slices.append(Slice(shade=shade, y=y, height=height))
        cost = round(_BASE - float(costs[year]) * scale, 1) if year in costs else None
        breadth = min(_MOST_BAR, room * 0.6)
        bars.append(
            Bar(
                year=year,
                x=round(place * room + (room - breadth) / 2, 1),
                width=round(breadth, 1),
                slices=tuple(slices),
                top=min(y, cost if cost is not None else y),
                total=totals[year],
                cost=cost,
            )
        )
    return MoneyPicture(bars=tuple(bars), shades=tuple(name for name, _ in shown))
