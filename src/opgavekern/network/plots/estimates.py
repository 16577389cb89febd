"""Figures with what they lie between, as a picture: a dot and a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from opgavekern.base.texts import Language, Speaks, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.plots.axes import (
    DARK,
    FAINT,
    INK,
    LIGHT,
    axes_of,
    explain,
    name_rows,
    write_figures,
)

#: Tone and form by series, so that neither has to be told apart alone.
_LOOKS: Final = (
    (DARK, "o"),
    (LIGHT, "s"),
    (INK, "^"),
    ("#56B4E9", "D"),
    ("#D55E00", "v"),
    ("#009E73", "P"),
)


@attrs.frozen(kw_only=True)
class Estimate:
    """One figure.

    Attributes:
        name: What stands beside it; empty where it belongs with the one above.
        value: The figure, a dot; None where there is none.
        low: Where its line begins; None without a line.
        high: Where its line ends.
        words: What stands at the right.
        series: To which of the series it belongs.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    words: str = ""
    series: int = 0


def draw_estimates(
    ax: Any,
    rows: Sequence[Estimate],
    *,
    label: Speaks,
    title: Speaks,
    language: Language,
    series: Sequence[str] = (),
    zero: bool = False,
    span: tuple[float, float] | None = None,
) -> Any:
    """Draw figures from top to bottom, each a dot with a line between its ends.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        rows: From the top.
        label: What the figures are.
        title: The question that they answer.
        language: Of the words.
        series: What each series is called, for the legend; empty for one that needs no name.
        zero: Draw where zero lies.
        span: From where to where figures can go; None for those there are.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 1.3 + 0.34 * max(len(rows), 2) + 0.3 * bool(series))
    if zero:
        axes.axvline(0, color=INK, linewidth=0.8)
    for down, row in enumerate(rows):
        tone, marker = _LOOKS[row.series % len(_LOOKS)]
        if row.low is not None and row.high is not None:
            axes.plot([row.low, row.high], [down, down], color=FAINT, linewidth=5, alpha=0.7)
        if row.value is not None:
            axes.plot([row.value], [down], marker=marker, markersize=7, color=tone, ls="none")
        axes.text(1.02, down, row.words, va="center", transform=axes.get_yaxis_transform())
    if span is not None:
        room = 0.03 * (span[1] - span[0])
        axes.set_xlim(span[0] - room, span[1] + room)
    name_rows(axes, [row.name for row in rows])
    axes.set_xlabel(label.text(language))
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    write_figures(axes.xaxis, language)
    explain(
        axes,
        [
            axes.plot([], [], marker=marker, color=tone, ls="none", label=name)[0]
            for name, (tone, marker) in zip(series, _LOOKS * len(series), strict=False)
        ],
    )
    return axes


def draw_spread(
    ax: Any,
    found: tuple[Speaks, float | None],
    drawn: tuple[Speaks, float | None],
    ends: tuple[float | None, float | None],
    *,
    confidence: float,
    title: Speaks,
    language: Language,
) -> Any:
    """Draw a figure, and below it the mean of what was drawn with what most of it lies between.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        found: What the figure is called, and the figure.
        drawn: What was drawn, and its mean.
        ends: Between which the share `confidence` of it lies.
        confidence: That share.
        title: The question that the picture answers.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    (name, value), (of_drawn, mean), (low, high) = found, drawn, ends
    between = message(
        "{mean}, tussen {low} en {high}",
        "{mean}, between {low} and {high}",
        mean=in_short(mean),
        low=in_short(low),
        high=in_short(high),
    )
    return draw_estimates(
        ax,
        [
            Estimate(name=name.text(language), value=value, words=in_short(value).text(language)),
            Estimate(
                name=of_drawn.text(language),
                value=mean,
                low=low,
                high=high,
                words=between.text(language),
            ),
        ],
        label=message(
            "waarde; lijn: {percent}% ligt hiertussen",
            "value; line: {percent}% lie between",
            percent=in_short(100 * confidence, 0),
        ),
        title=title,
        language=language,
    )
