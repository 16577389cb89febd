"""A field of two values with lines where thresholds lie, and a name beside each dot."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.lettering import lines
from opgavekern.base.texts import Language, Speaks, say_number
from opgavekern.network.plots.axes import DARK, FAINT, INK, LIGHT, axes_of, entitle
from opgavekern.network.plots.labels import Box, Label, breadth, labels_of

_NAMES: Final = 9.0
_CELLS: Final = 8.5
#: Room around the outermost values, as part of the whole.
_ROOM: Final = 0.06
#: Tone and form by leaning, so that neither has to be told apart alone.
_LOOKS: Final = {1: (DARK, "o"), 0: (FAINT, "s"), -1: (LIGHT, "^")}
_Point = tuple[float, float]


@attrs.frozen(kw_only=True)
class Dot:
    """Something in the field.

    Attributes:
        x: How far to the right.
        y: How far up.
        words: What it is called.
        leaning: 1, 0 or -1: gives it its tone and form.
    """

    x: float
    y: float
    words: str
    leaning: int = 1


@attrs.frozen(kw_only=True)
class Axis:
    """What one side of the field means.

    Attributes:
        label: What it is.
        least: The least it can be; less is drawn all the same.
        most: The most it can be.
        cuts: Where thresholds lie, in order.
    """

    label: Speaks
    least: float
    most: float
    cuts: tuple[float, ...]

    def span(self, values: Iterable[float]) -> _Point:
        """Return from where to where the axis goes, with room for what lies at its ends."""
        every = [self.least, self.most, *self.cuts, *values]
        room = _ROOM * (max(every) - min(every))
        return min(every) - room, max(every) + room

    def parts(self, span: _Point) -> Sequence[_Point]:
        """Return from where to where each part between thresholds goes."""
        ends = [span[0], *self.cuts, span[1]]
        return list(itertools.pairwise(ends))


def draw_field(
    ax: Any,
    dots: Sequence[Dot],
    *,
    across: Axis,
    up: Axis,
    cells: Mapping[tuple[int, int], Speaks],
    title: Speaks,
    language: Language,
) -> Any:
    """Draw dots in a field that thresholds cut into cells.

    Names stand inside the frame and over nothing else, with a line to their dot where they stand
    further off; a name for which there is no room is left out.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        dots: What to draw; of names that do not all fit the first are kept.
        across: From left to right.
        up: From below.
        cells: What each cell is called, by its place from the left and from below.
        title: The question that it answers.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    axes = axes_of(ax, 7.6, 5.2)
    spans = across.span(dot.x for dot in dots), up.span(dot.y for dot in dots)
    axes.set(xlim=spans[0], ylim=spans[1])
    entitle(axes, title.text(language))
    axes.set_xlabel(across.label.text(language))
    axes.set_ylabel(up.label.text(language))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: say_number(float(value), language))
    axes.spines[["top", "right"]].set_visible(False)
    for cut in across.cuts:
        axes.axvline(cut, color=FAINT, linewidth=0.8, linestyle="--", zorder=0)
    for cut in up.cuts:
        axes.axhline(cut, color=FAINT, linewidth=0.8, linestyle="--", zorder=0)
    if ax is None:
        axes.figure.draw_without_rendering()  # Gives new axes the size that they will have.
    paper = _Paper(axes, spans)
    taken = _draw_cells(paper, across, up, cells, language)
    for leaning, (colour, marker) in _LOOKS.items():
        alike = [dot for dot in dots if dot.leaning == leaning]
        axes.scatter(
            [dot.x for dot in alike],
            [dot.y for dot in alike],
            s=42,
            c=colour,
            marker=marker,
            edgecolors=INK,
            linewidths=0.6,
            zorder=2,
        )
    _draw_names(paper, dots, taken)
    return axes


class _Paper:
    """Axes as a sheet of so many points, since letters are measured in points."""

    def __init__(self, axes: Any, spans: tuple[_Point, _Point]) -> None:
        self.axes = axes
        self.spans = spans
        extent = axes.get_window_extent()
        point = axes.figure.dpi / 72
        self.size = extent.width / point, extent.height / point

    def points(self, x: float, y: float) -> _Point:
        """Return where a place in the field is, in points."""
        (left, right), (low, high) = self.spans
        return (
            (x - left) / (right - left) * self.size[0],
            (y - low) / (high - low) * self.size[1],
        )

    def write(self, x: float, y: float, words: str, **how: Any) -> None:
        """Write words around a place in points."""
        place = x / self.size[0], y / self.size[1]
        where = {"transform": self.axes.transAxes, "ha": "center", "va": "center"}
        self.axes.text(*place, words, **where, **how)


def _draw_cells(
    paper: _Paper,
    across: Axis,
    up: Axis,
    cells: Mapping[tuple[int, int], Speaks],
    language: Language,
) -> list[Box]:
    """Write what each cell is called at its outer edge; return where that stands."""
    columns, rows = across.parts(paper.spans[0]), up.parts(paper.spans[1])
    taken = []
    for (column, row), name in cells.items():
        if column >= len(columns) or row >= len(rows):
            continue  # A threshold that is not known cuts nothing.
        left, low = paper.points(columns[column][0], rows[row][0])
        right, high = paper.points(columns[column][1], rows[row][1])
        said = lines(name.text(language), _CELLS, right - left - 6, most=3)
        broad = max((breadth(one, _CELLS) for one in said), default=0)
        tall = 1.3 * _CELLS * len(said)
        x = (left + right) / 2
        y = low + 3 + tall / 2 if row == 0 and len(rows) > 1 else high - 3 - tall / 2
        paper.write(x, y, "\n".join(said), color="#5f5f5f", fontsize=_CELLS, zorder=1)
        taken.append((x - broad / 2, y - tall / 2, x + broad / 2, y + tall / 2))
    return taken


def _draw_names(paper: _Paper, dots: Sequence[Dot], taken: Sequence[Box]) -> None:
    points = [paper.points(dot.x, dot.y) for dot in dots]
    labels = labels_of(
        [dot.words for dot in dots], points, frame=paper.size, size=_NAMES, taken=taken
    )
    for point, label in zip(points, labels, strict=True):
        if label is not None:
            if label.is_far:
                _join(paper, point, label)
            paper.write(label.x, label.y, label.words, color=INK, fontsize=_NAMES, zorder=3)


def _join(paper: _Paper, point: _Point, label: Label) -> None:
    """Draw a thin line from a dot to the nearest place of its name."""
    half = breadth(label.words, _NAMES) / 2
    x = min(max(point[0], label.x - half), label.x + half)
    y = label.y - 0.5 * _NAMES if label.y > point[1] else label.y + 0.5 * _NAMES
    if abs(point[1] - label.y) < 0.5 * _NAMES:
        y = label.y
    ends = [(one / paper.size[0], two / paper.size[1]) for one, two in (point, (x, y))]
    paper.axes.plot(
        *zip(*ends, strict=True),
        transform=paper.axes.transAxes,
        color=FAINT,
        linewidth=0.6,
        zorder=1,
    )
