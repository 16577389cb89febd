"""Bars with names, as a picture: the longest on top, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from opgavekern.base.texts import Language, Speaks
from opgavekern.network.plots.axes import DARK, INK, axes_of, write_figures


@attrs.frozen(kw_only=True)
class Bar:
    """One bar.

    Attributes:
        name: What stands beside it.
        length: How long it is.
        words: What stands at its end.
    """

    name: str
    length: float
    words: str


def draw_bars(ax: Any, bars: Sequence[Bar], *, label: Speaks, language: Language) -> Any:
    """Draw bars from top to bottom.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        bars: From the top.
        label: What their length is.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 1.2 + 0.3 * max(len(bars), 1))
    longest = max((bar.length for bar in bars), default=0) or 1
    for down, bar in enumerate(bars):
        axes.barh(down, bar.length, height=0.7, color=DARK)
        axes.text(bar.length + 0.01 * longest, down, bar.words, va="center", color=INK)
    axes.set_yticks(range(len(bars)), [bar.name for bar in bars])
    axes.set_ylim(max(len(bars), 1) - 0.4, -0.6)
    axes.set_xlim(0, 1.12 * longest)  # The figure of the longest stands inside the frame.
    axes.set_xlabel(label.text(language))
    write_figures(axes.xaxis, language)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right"]].set_visible(False)
    return axes
