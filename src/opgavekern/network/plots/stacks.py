"""Bars of several parts, as a picture: how much of each there is, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from opgavekern.base.texts import Language, Speaks, say_number
from opgavekern.network.plots.axes import DARK, INK, LIGHT, axes_of, explain, ink_on, name_rows

#: Tones of parts, Okabe and Ito's, ordered so that neighbours differ in lightness too.
_TONES: Final = (DARK, LIGHT, "#222222", "#56B4E9", "#D55E00", "#cccccc", "#009E73", "#CC79A7")
#: A part narrower than this share of the frame has no room for its number.
_NARROW: Final = 0.04


@attrs.frozen(kw_only=True)
class Stack:
    """One bar.

    Attributes:
        name: What stands beside it.
        counts: How much there is of each part.
    """

    name: str
    counts: tuple[int, ...]


def draw_stacks(
    ax: Any,
    stacks: Sequence[Stack],
    *,
    parts: Sequence[Speaks],
    label: Speaks,
    title: Speaks,
    language: Language,
) -> Any:
    """Draw bars from top to bottom, each part in its tone and with its number.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        stacks: From the top.
        parts: What each part is, for the legend; those of which there is nothing are left out.
        label: What their length is.
        title: The question that they answer.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 6.4, 1.7 + 0.34 * max(len(stacks), 1))
    longest = max((sum(stack.counts) for stack in stacks), default=0) or 1
    done = [0] * len(stacks)
    shown = []
    for part, words in enumerate(parts):
        counts = [stack.counts[part] for stack in stacks]
        if not any(counts):
            continue
        tone = _TONES[part % len(_TONES)]
        shown.append(
            axes.barh(
                range(len(stacks)),
                counts,
                left=list(done),
                height=0.7,
                color=tone,
                edgecolor="white",
                label=words.text(language),
            )
        )
        for down, count in enumerate(counts):
            if count > _NARROW * longest:
                axes.text(
                    done[down] + count / 2,
                    down,
                    say_number(count, language),
                    ha="center",
                    va="center",
                    color=ink_on(tone),
                )
            done[down] += count
    name_rows(axes, [stack.name for stack in stacks])
    axes.set_xlim(0, 1.02 * longest)
    axes.set_xlabel(label.text(language))
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    axes.xaxis.get_major_locator().set_params(integer=True)
    explain(axes, shown)
    return axes
