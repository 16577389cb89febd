"""A table of numbers as a picture: dark where much, with the number in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.network.plots.axes import INK, SHADES, axes_of, ink_on


@attrs.frozen(kw_only=True)
class Shading:
    """A cell of a table.

    Attributes:
        words: What it says.
        shade: How dark it is, 0 to 1.
        is_bold: It stands out.
    """

    words: str
    shade: float
    is_bold: bool = False


def draw_table(
    ax: Any,
    cells: Sequence[Sequence[Shading]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    title: str,
    note: str = "",
) -> Any:
    """Draw a table whose cells are darker the more they hold.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        cells: Row by row.
        rows: What each row is called.
        columns: What each column is called.
        title: The question that it answers.
        note: How to read it, below.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    longest = max(map(len, rows), default=0)
    axes = axes_of(ax, 1.2 + 0.09 * longest + 1.0 * len(columns), 1.1 + 0.32 * len(rows))
    shades = require("matplotlib").colormaps[SHADES]
    for down, row in enumerate(cells):
        for right, cell in enumerate(row):
            # The darkest fifth stays out, so that numbers are read on any shade.
            ground = shades(0.8 * cell.shade)
            axes.add_patch(
                require("matplotlib.patches").Rectangle(
                    (right, down), 1, 1, facecolor=ground, edgecolor="white"
                )
            )
            axes.text(
                right + 0.5,
                down + 0.5,
                cell.words,
                ha="center",
                va="center",
                color=ink_on(ground),
                weight="bold" if cell.is_bold else "normal",
            )
    axes.set_xlim(0, max(len(columns), 1))
    axes.set_ylim(max(len(rows), 1), 0)
    axes.set_xticks([place + 0.5 for place in range(len(columns))], columns, fontsize=9)
    axes.set_yticks([place + 0.5 for place in range(len(rows))], rows)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, loc="left", fontsize=10, color=INK)
    if note:
        axes.set_xlabel(note, fontsize=9, color=INK)
    return axes


def shade_of(value: float | None, most: float) -> float:
    """Return how dark a number is beside the largest, 0 to 1."""
    return max(value, 0.0) / most if value is not None and most > 0 else 0.0
