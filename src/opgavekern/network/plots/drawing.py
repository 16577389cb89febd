"""What pictures of networks share: the frame, ties, actors, their names and the legend."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from opgavekern.base.extras import require
from opgavekern.base.texts import Language, Speaks, message
from opgavekern.network.foundation.readings import counted_actors, name_of
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.plots.axes import FAINT, INK, axes_of, entitle
from opgavekern.network.plots.geometry import NetworkPicture, Spot, Stroke

_INCHES: Final = 10.0
#: A little smaller than the layout reckons with: matplotlib's own face is broader than most.
_LETTERS: Final = 11.0
_ACROSS: Final = 4
_LEGEND_ROW: Final = 0.25
_LEGEND_MARKER: Final = 9.0
#: Of what matplotlib calls the size of a marker: so that each form is about as large, and none
#: reaches into its name.
_AREAS: Final = {"s": 0.8, "D": 0.66}


@attrs.frozen(kw_only=True)
class ActorLook:
    """How actors of one sort are drawn.

    Attributes:
        fill: The tone inside.
        marker: matplotlib's letter for the form.
        words: What the legend says; empty leaves it out.
    """

    fill: str
    marker: str = "o"
    words: str = ""


@attrs.frozen(kw_only=True)
class TieLook:
    """How ties of one sort are drawn.

    Attributes:
        colour: The tone.
        width: In points.
        style: matplotlib's word for the dashes.
        words: What the legend says; empty leaves it out.
    """

    colour: str = FAINT
    width: float = 0.9
    style: str = "-"
    words: str = ""


def words_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what actors are called in a picture: their label where the graph has one."""
    return snapshot.reading.called(map(name_of, snapshot.actors))


def keys_for(actors: Iterable[Hashable]) -> list[str]:
    """Return names as the report keys them; with a number where two actors print alike."""
    names = [str(name_of(actor)) for actor in actors]
    if len(set(names)) == len(names):
        return names
    return [f"{name} {place}" for place, name in enumerate(names)]


def draw_picture(
    ax: Any,
    picture: NetworkPicture,
    *,
    actor_look: Callable[[Spot], ActorLook],
    tie_look: Callable[[Stroke], TieLook],
    legend: Iterable[ActorLook | TieLook],
    title: Speaks | None = None,
    language: Language,
) -> Any:
    """Draw a network that has been laid out.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        picture: Actors and ties with their places.
        actor_look: How each actor is drawn.
        tie_look: How each tie is drawn.
        legend: What the legend explains, in order; looks without words are left out.
        title: The question that it answers; None for none.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    explained = [look for look in legend if look.words]
    height = _INCHES * picture.height / picture.width
    axes = axes_of(ax, _INCHES, max(height, 1.5) + _LEGEND_ROW * -(-len(explained) // _ACROSS))
    axes.set_xlim(0, picture.width)
    axes.set_ylim(max(picture.height, 1.0), 0)
    axes.set_aspect("equal")
    axes.set_axis_off()
    _draw_ties(axes, _by_look(picture.strokes, tie_look))
    _draw_legend(axes, explained)
    above: list[Speaks] = [] if title is None else [title]
    if picture.left_out:
        above.append(
            message(
                "aan de rand en niet getekend: {actors}",
                "at the edge and not drawn: {actors}",
                actors=counted_actors(picture.left_out),
            )
        )
    if above:
        entitle(axes, "\n".join(one.text(language) for one in above))
    if ax is None:
        axes.figure.draw_without_rendering()  # Gives new axes the width that they will have.
    # One unit of the picture in points: forms and letters keep to the room they were given.
    point = axes.get_window_extent().width / axes.figure.dpi * 72 / picture.width
    _draw_actors(axes, _by_look(picture.spots, actor_look), point)
    _draw_names(axes, picture.spots, point)
    return axes


_One = TypeVar("_One")
_Look = TypeVar("_Look")


def _by_look(those: Iterable[_One], look: Callable[[_One], _Look]) -> Mapping[_Look, list[_One]]:
    found: dict[_Look, list[_One]] = {}
    for one in those:
        found.setdefault(look(one), []).append(one)
    return found


def _draw_ties(axes: Any, ties: Mapping[TieLook, Sequence[Stroke]]) -> None:
    collections = require("matplotlib.collections")
    for look, strokes in sorted(ties.items(), key=lambda one: one[0].width):
        lines = [
            ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2))
            for stroke in strokes
            if not stroke.edge.is_directed
        ]
        axes.add_collection(
            collections.LineCollection(
                lines,
                colors=look.colour,
                linewidths=look.width,
                linestyles=look.style,
                zorder=1 + look.width / 100,
            )
        )
        arrow = {
            "arrowstyle": "-|>",
            "color": look.colour,
            "linewidth": look.width,
            "linestyle": look.style,
            "shrinkA": 0,
            "shrinkB": 0,
            "mutation_scale": 8,
        }
        for stroke in strokes:
            if stroke.edge.is_directed:
                ends = (stroke.x2, stroke.y2), (stroke.x1, stroke.y1)
                axes.annotate("", *ends, arrowprops=arrow, zorder=1 + look.width / 100)


def _draw_actors(axes: Any, actors: Mapping[ActorLook, Sequence[Spot]], point: float) -> None:
    for look, spots in actors.items():
        axes.scatter(
            [spot.x for spot in spots],
            [spot.y for spot in spots],
            s=[_AREAS.get(look.marker, 1.0) * (2 * spot.radius * point) ** 2 for spot in spots],
            c=look.fill,
            marker=look.marker,
            edgecolors=INK,
            linewidths=0.8,
            zorder=2,
        )


def _draw_names(axes: Any, spots: Iterable[Spot], point: float) -> None:
    for spot in spots:
        if spot.is_labelled:
            axes.text(
                spot.label_x,
                spot.label_y,
                spot.label,
                ha={"start": "left", "end": "right"}.get(spot.anchor, "center"),
                va="center_baseline",
                fontsize=_LETTERS * point,
                color=INK,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.3},
                zorder=1.5,
            )


def _draw_legend(axes: Any, looks: Sequence[ActorLook | TieLook]) -> None:
    if not looks:
        return
    across = min(_ACROSS, len(looks))
    # matplotlib fills a legend column by column; people read it row by row.
    order = [place for column in range(across) for place in range(column, len(looks), across)]
    handles = [_handle(looks[place]) for place in order]
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, 0),
        ncols=across,
        frameon=False,
        borderaxespad=0.2,
    )


def _handle(look: ActorLook | TieLook) -> Any:
    line = require("matplotlib.lines").Line2D
    if isinstance(look, TieLook):
        return line(
            [], [], color=look.colour, linewidth=look.width, linestyle=look.style, label=look.words
        )
    return line(
        [],
        [],
        linestyle="none",
        marker=look.marker,
        markersize=_LEGEND_MARKER * _AREAS.get(look.marker, 1.0) ** 0.5,
        markerfacecolor=look.fill,
        markeredgecolor=INK,
        markeredgewidth=0.8,
        label=look.words,
    )
