"""Where pictures are drawn, and in which tones: told apart in grey, and by every eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.lettering import cut, width
from opgavekern.base.texts import Language, Speaks, message, quoted
from opgavekern.network.foundation.errors import NetworkError

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
_LETTERS: Final = 10.0
#: Room for the name of a row, in points; a longer one is cut.
_ROOM: Final = 200.0
#: A legend stands so many letters below the frame, where the words of the axis end.
_BELOW: Final = 4.0
#: Room for a legend, and for the sign and the space around the words of each part, in points.
_LEGEND: Final = 360.0
_HANDLE: Final = 46.0
_SMALL: Final = 9.0


def axes_of(ax: Any, broad: float, high: float) -> Any:
    """Return the axes to draw on: those given, or those of a new figure of pyplot.

    Args:
        ax: `matplotlib.axes.Axes`, or None.
        broad: Width of a new figure, in inches.
        high: Height of a new figure, in inches.

    Raises:
        NetworkError: `ax` is something else.
        MissingExtraError: matplotlib is not installed.
    """
    if ax is not None:
        if not isinstance(ax, require("matplotlib.axes").Axes):
            raise NetworkError(
                message(
                    "ax={found} kan niet; geef één assenstelsel van matplotlib, zoals "
                    "pyplot.subplots()[1], of None",
                    "ax={found} cannot be; give one axes of matplotlib, such as "
                    "pyplot.subplots()[1], or None",
                    found=quoted(ax),
                )
            )
        return ax
    pyplot = require("matplotlib.pyplot")
    _, axes = pyplot.subplots(figsize=(broad, high), layout="constrained")
    return axes


def ink_on(ground: Any) -> str:
    """Return the tone of letters that is read best on a ground: white or ink."""
    channels = require("matplotlib.colors").to_rgb(ground)
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    red, green, blue = linear
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _MIDDLE else "white"


def name_rows(axes: Any, names: Sequence[str]) -> None:
    """Write names beside rows, the first on top, in a frame that is open above and at the right."""
    axes.set_yticks(range(len(names)), [cut(one, _LETTERS, _ROOM) for one in names])
    axes.set_ylim(max(len(names), 1) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right"]].set_visible(False)


def entitle(axes: Any, title: str) -> None:
    """Write above the frame what the picture answers."""
    axes.set_title(title, loc="left", fontsize=10, color=INK)


def with_part(title: Speaks, shown: int, there: int) -> Speaks:
    """Return a title with how many are drawn of those that there are, where that is not all."""
    if shown >= there:
        return title
    return message(
        "{title} {shown} van {there}",
        "{title} {shown} of {there}",
        title=title,
        shown=shown,
        there=there,
    )


def called_together(first: str, sign: str, second: str) -> str:
    """Return what to call two in one row, shortened where they need it so that both are told."""
    sign = f" {sign} "
    room = _ROOM - width(sign, _LETTERS)
    said = (
        cut(one, _LETTERS, max(room / 2, room - width(other, _LETTERS)))
        for one, other in ((first, second), (second, first))
    )
    return sign.join(said)


def explain(axes: Any, handles: Sequence[Any]) -> None:
    """Write what tones and forms mean below the words of the axis."""
    if handles:
        broadest = _HANDLE + max(width(one.get_label(), _SMALL) for one in handles)
        axes.legend(
            handles=handles,
            loc="upper center",
            bbox_to_anchor=(0.5, 0),
            borderaxespad=_BELOW,
            ncols=max(1, min(len(handles), int(_LEGEND / broadest))),
            frameon=False,
            fontsize=_SMALL,
        )


def write_figures(axis: Any, language: Language) -> None:
    """Give the figures along an axis the decimal mark of the language."""
    if language == "nl":
        # A proper minus, as matplotlib writes it in English.
        axis.set_major_formatter(
            lambda value, _: f"{value:.6g}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
        )
