"""How much alike every two actors are, as a picture: those most alike beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.lettering import cut
from opgavekern.base.texts import Language, Speaks
from opgavekern.network.plots.axes import FAINT, INK, SHADES, axes_of, write_figures

#: With more actors their names would overlap.
_MOST_NAMED: Final = 60
#: Room for a name, in points; a longer one is cut.
_ROOM: Final = 120.0


def draw_likenesses(
    ax: Any,
    values: Sequence[Sequence[float | None]],
    *,
    names: Sequence[str],
    is_similarity: bool,
    label: Speaks,
    title: Speaks,
    language: Language,
) -> Any:
    """Draw a cell for every two actors, darker the more alike they are.

    Actors stand in the order of the tree that average linkage makes, so that those most alike
    stand beside each other; a cell of which nothing is known is grey.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        values: A row for each actor, with its value to each.
        names: What the actors are called.
        is_similarity: More is more alike; else more is further apart.
        label: What the values are.
        title: The question that it answers.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib, NumPy or SciPy is not installed.
    """
    numpy = require("numpy")
    size = len(names)
    told = numpy.array(values, dtype=float).reshape(size, size)
    order = _order(-told if is_similarity else told)
    side = min(max(0.25 * size, 2.0), 7.5)
    axes = axes_of(ax, side + 3.8, side + 0.6)
    plain = require("matplotlib").colormaps[SHADES if is_similarity else f"{SHADES}_r"]
    shades = plain.with_extremes(bad=FAINT)
    said = [cut(names[place], 9, _ROOM) for place in order] if size <= _MOST_NAMED else []
    axes.set_yticks(range(len(said)), said, fontsize=9)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.set_title(title.text(language), loc="left", fontsize=10, color=INK)
    if size:
        image = axes.imshow(
            numpy.ma.masked_invalid(told[numpy.ix_(order, order)]), cmap=shades, aspect="equal"
        )
        bar = axes.figure.colorbar(image, ax=axes, shrink=0.7, label=label.text(language))
        write_figures(bar.ax.yaxis, language)
    return axes


def _order(distances: Any) -> list[int]:
    """Return places in the order of the tree of average linkage; what is not known is far."""
    numpy = require("numpy")
    size = len(distances)
    if size < 3 or numpy.isnan(distances).all():
        return list(range(size))
    low, high = numpy.nanmin(distances), numpy.nanmax(distances)
    apart = numpy.where(numpy.isnan(distances), high, distances) - low
    numpy.fill_diagonal(apart, 0.0)
    hierarchy = require("scipy.cluster.hierarchy")
    condensed = require("scipy.spatial.distance").squareform((apart + apart.T) / 2)
    found = hierarchy.leaves_list(hierarchy.linkage(condensed, "average"))
    return [int(place) for place in found]
