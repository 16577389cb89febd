"""How results say a figure: so many decimals, with the decimal mark of the language."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.texts import Language, Message, Speaks, message

#: Below this a p-value of three decimals would read as zero.
_LEAST_P = 0.001


@attrs.frozen
class Figure:
    """A figure for a sentence: pass it to `message` as it is, not inside an f-string.

    Attributes:
        value: The figure; None where it is not known or not defined.
        decimals: How many are said.
    """

    value: float | None
    decimals: int = 3

    def text(self, language: Language = "en") -> str:
        """Return the figure with a comma in Dutch and a point in English; a dash for None."""
        if self.value is None:
            return "–"
        # Rounded first, and 0.0 added, so that no zero has a sign.
        said = f"{round(self.value, self.decimals) + 0.0:.{self.decimals}f}"
        return said.replace(".", ",") if language == "nl" else said

    def __str__(self) -> str:
        return self.text()


def in_short(figure: float | None, decimals: int = 3) -> Figure:
    """Return a figure as a sentence says it, in whatever language that is in."""
    return Figure(figure, decimals)


def p_in_short(p: float) -> Message:
    """Return a p-value as papers write it: "p = 0.034", and never "p = 0.000"."""
    if p < _LEAST_P:
        return message("p < {least}", "p < {least}", least=in_short(_LEAST_P))
    return message("p = {p}", "p = {p}", p=in_short(p))


@attrs.frozen
class Series:
    """Things with their figures, between semicolons: in Dutch a figure has a comma itself.

    Attributes:
        parts: Each of them; names are said as they are.
    """

    parts: tuple[Speaks, ...]

    def text(self, language: Language = "en") -> str:
        """Return them one after the other; a dash where there is none."""
        return "; ".join(one.text(language) for one in self.parts) or "–"


def with_figure(name: Any, figure: Speaks) -> Message:
    """Return a thing and its figure, to stand in a `Series`."""
    words = name if isinstance(name, Speaks) else str(name)
    return message("{name} {figure}", "{name} {figure}", name=words, figure=figure)
