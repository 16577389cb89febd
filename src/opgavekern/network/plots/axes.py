"""Where pictures are drawn, and in which tones: told apart in grey, and by every eye."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.texts import Language

#: From Okabe and Ito's palette, which those who do not tell red from green tell apart; the first
#: is dark and the second light, so that a grey print keeps them apart.
DARK: Final = "#0072B2"
LIGHT: Final = "#E69F00"
INK: Final = "#222222"
FAINT: Final = "#9a9a9a"
#: A scale from white to dark: equal steps stay equal in grey.
SHADES: Final = "Blues"
#: How light a ground is, 0 to 1, on which ink and white contrast about as much (WCAG).
_MIDDLE: Final = 0.21


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


def ink_on(ground: Any) -> str:
    """Return the tone of letters that is read best on a ground: white or ink."""
    channels = require("matplotlib.colors").to_rgb(ground)
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    red, green, blue = linear
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _MIDDLE else "white"


def write_figures(axis: Any, language: Language) -> None:
    """Give the figures along an axis the decimal mark of the language."""
    if language == "nl":
        # A proper minus, as matplotlib writes it in English.
        axis.set_major_formatter(
            lambda value, _: f"{value:.6g}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
        )
