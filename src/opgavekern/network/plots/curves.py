"""A figure against another, as a line, with what it lies between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opgavekern.base.texts import Language, Speaks
from opgavekern.network.plots.axes import DARK, FAINT, INK, axes_of, write_figures


def draw_curve(
    ax: Any,
    points: Sequence[tuple[float, float]],
    *,
    across: Speaks,
    up: Speaks,
    title: Speaks,
    language: Language,
    between: Sequence[tuple[float, float]] = (),
    marker: str = "",
) -> Any:
    """Draw a line from point to point.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        points: From left to right.
        across: What goes from left to right.
        up: What goes up.
        title: The question that it answers.
        language: Of the words.
        between: From where to where the figure lies at each point; empty without.
        marker: matplotlib's letter for the form of points; empty for none.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 3.6)
    places = [x for x, _ in points]
    if between:
        axes.fill_between(places, *zip(*between, strict=True), color=FAINT, alpha=0.4)
    axes.plot(places, [y for _, y in points], color=DARK, marker=marker)
    axes.set_xlabel(across.text(language))
    axes.set_ylabel(up.text(language))
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    write_figures(axes.xaxis, language)
    write_figures(axes.yaxis, language)
    axes.spines[["top", "right"]].set_visible(False)
    return axes
