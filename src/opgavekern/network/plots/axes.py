"""Where pictures are drawn, and in which tones: told apart in grey, and by every eye."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.base.extras import require

#: From Okabe and Ito's palette, which those who do not tell red from green tell apart; the first
#: is dark and the second light, so that a grey print keeps them apart.
DARK: Final = "#0072B2"
LIGHT: Final = "#E69F00"
INK: Final = "#222222"
FAINT: Final = "#9a9a9a"
#: A scale from white to dark: equal steps stay equal in grey.
SHADES: Final = "Blues"


def axes_of(ax: Any, width: float, height: float) -> Any:
    """Return the axes to draw on: those given, or those of a new figure of pyplot.

    Args:
        ax: `matplotlib.axes.Axes`, or None.
        width: Of a new figure, in inches.
        height: Of a new figure, in inches.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    if ax is not None:
        return ax
    pyplot = require("matplotlib.pyplot")
    _, axes = pyplot.subplots(figsize=(width, height), layout="constrained")
    return axes
