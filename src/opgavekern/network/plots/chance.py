"""What chance gave, as a picture, with what was seen."""

from __future__ import annotations

import itertools
from typing import Any

from opgavekern.base.texts import Language, Speaks, message
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.plots.axes import DARK, FAINT, INK, axes_of, write_figures


def draw_chance(
    ax: Any, seen: float, chance: NullDistribution, *, label: Speaks, language: Language
) -> Any:
    """Draw how often chance gave which figure, and a line where the figure seen stands.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        seen: The figure that was seen.
        chance: The same figure by chance.
        label: What the figure is.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 3.6)
    if chance.spread and chance.lowest is not None and chance.highest is not None:
        step = (chance.highest - chance.lowest) / len(chance.spread)
        edges = [chance.lowest + place * step for place in range(len(chance.spread) + 1)]
        axes.stairs(chance.spread, edges, fill=True, color=FAINT)
    axes.axvline(seen, color=DARK, linewidth=2)
    found = message(
        "gevonden {seen}\n{above} (ten minste)\n{below} (ten hoogste)",
        "seen {seen}\n{above} (at least)\n{below} (at most)",
        seen=in_short(seen),
        above=p_in_short(chance.p_at_least),
        below=p_in_short(chance.p_at_most),
    )
    low, high = axes.get_xlim()
    # Words stand above what is drawn, not on it.
    axes.set_ylim(0, 1.35 * max(chance.spread, default=1))
    is_right = seen > (low + high) / 2
    axes.annotate(
        found.text(language),
        (seen, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if is_right else 6, -6),
        textcoords="offset points",
        ha="right" if is_right else "left",
        va="top",
        color=INK,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
    )
    axes.set_xlabel(label.text(language))
    title = message("Is dit meer dan toeval?", "Is this more than chance?")
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    many = message("aantal van {count}", "number of {count}", count=chance.replicates)
    axes.set_ylabel(many.text(language))
    write_figures(axes.xaxis, language)
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def middle_of(chance: NullDistribution, share: float = 0.95) -> tuple[float | None, float | None]:
    """Return between what the middle share of replicates lies, to the nearest step of the spread.

    None where there is none.
    """
    if chance.lowest is None or chance.highest is None or not chance.spread:
        return None, None
    step = (chance.highest - chance.lowest) / len(chance.spread)
    done = list(itertools.accumulate(chance.spread, initial=0))
    tail = (1 - share) / 2 * done[-1]
    first = max(place for place, count in enumerate(done) if count <= tail)
    last = min(place for place, count in enumerate(done) if count >= done[-1] - tail)
    return chance.lowest + first * step, chance.lowest + last * step
