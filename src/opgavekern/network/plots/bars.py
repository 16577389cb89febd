"""Bars with names, as a picture: the longest on top, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from opgavekern.base.texts import Language, Speaks
from opgavekern.network.plots.axes import DARK, INK, axes_of, name_rows, write_figures


@attrs.frozen(kw_only=True)
class Bar:
    """One bar.

    Attributes:
        name: What stands beside it.
        length: How long it is; None where that is not known: then there are words alone.
        words: What stands at its end.
    """

    name: str
    length: float | None
    words: str


def draw_bars(
    ax: Any,
    bars: Sequence[Bar],
    *,
    label: Speaks,
    title: Speaks,
    language: Language,
    most: float | None = None,
) -> Any:
    """Draw bars from top to bottom.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        bars: From the top.
        label: What their length is.
        title: The question that they answer.
        language: Of the words.
        most: The longest that a bar can be, such as 1 for shares; None for the longest there is.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 1.2 + 0.3 * max(len(bars), 1))
    longest = most or max((bar.length or 0 for bar in bars), default=0) or 1
    for down, bar in enumerate(bars):
        length = bar.length or 0
        axes.barh(down, length, height=0.7, color=DARK)
        axes.text(length + 0.01 * longest, down, bar.words, va="center", color=INK)
    name_rows(axes, [bar.name for bar in bars])
    axes.set_xlim(0, 1.12 * longest)  # The figure of the longest stands inside the frame.
    axes.set_xlabel(label.text(language))
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    write_figures(axes.xaxis, language)
    return axes
