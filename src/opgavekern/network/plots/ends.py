"""The numbers at both ends of ties, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opgavekern.base.texts import Language, Speaks
from opgavekern.network.plots.axes import DARK, FAINT, INK, axes_of, write_figures


def draw_ends(
    ax: Any,
    ends: Sequence[tuple[float, float]],
    *,
    across: Speaks,
    up: Speaks,
    title: Speaks,
    language: Language,
) -> Any:
    """Draw a dot for each tie, by the number at its start and that at its end.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        ends: Of each tie, both numbers.
        across: Whose number goes from left to right.
        up: Whose number goes up.
        title: The question that it answers.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 4.8, 4.4)
    # On it both ends are equal.
    both = [min(map(min, ends), default=0.0), max(map(max, ends), default=1.0)]
    axes.plot(both, both, color=FAINT, linewidth=0.8, linestyle="--")
    # Light, so that many ties at one place are darker than one.
    axes.scatter(*(zip(*ends, strict=True) if ends else ((), ())), s=36, color=DARK, alpha=0.35)
    axes.set_xlabel(across.text(language))
    axes.set_ylabel(up.text(language))
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    write_figures(axes.xaxis, language)
    write_figures(axes.yaxis, language)
    axes.spines[["top", "right"]].set_visible(False)
    return axes
