"""A network as a picture for papers, with the places that the report gives it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Name, name_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.plots.axes import FAINT, INK, axes_of
from opgavekern.network.plots.geometry import Edge, NetworkPicture, Node, network_picture

#: For each group a tone and a form, so that neither has to be told apart alone: Okabe and Ito's
#: palette, ordered so that neighbours differ in lightness too.
_LOOKS: Final = (
    ("#0072B2", "o"),
    ("#F0E442", "s"),
    ("#D55E00", "^"),
    ("#56B4E9", "D"),
    ("#222222", "v"),
    ("#E69F00", "P"),
    ("#009E73", "h"),
    ("#CC79A7", "X"),
)
_INCHES: Final = 10.0
_LETTERS: Final = 12.0


def plot_network(
    graph: Graph, ax: Any = None, *, group: Groups | None = None, seed: int | None = None
) -> Any:
    """Draw actors and ties: larger the more ties an actor has, with a form for each group.

    Places come from the report's own layout: springs within each connected part (Fruchterman and
    Reingold 1991), always the same for the same names, ties and seed; actors without a tie stand
    in rows below. A tie that goes both ways, or neither, has no arrowhead; who did not answer is
    hollow. A name that would overlap another is left out, of the actor
    with fewest ties first. Of more than 499 actors those of the innermost cores are drawn. After
    the eighth group forms repeat. Time grows with the square of the number of actors.

    Args:
        graph: Any networkx graph.
        ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
        group: The node attribute that holds the group, or a map from actor to group; None draws
            all alike.
        seed: Another layout; None takes that of the report.

    Returns:
        The axes.

    Raises:
        NetworkError: Some actor has no group.
        MissingExtraError: matplotlib is not installed.
    """
    groups = None if group is None else groups_of(graph, group)
    snapshot = snapshot_of(graph)
    picture = _picture(snapshot, seed)
    axes = axes_of(ax, _INCHES, max(_INCHES * picture.height / picture.width, 1.5))
    axes.set_xlim(0, picture.width)
    axes.set_ylim(max(picture.height, 1.0), 0)
    axes.set_aspect("equal")
    axes.set_axis_off()
    if ax is None:
        axes.figure.draw_without_rendering()  # Gives new axes the width that they will have.
    # One unit of the picture in points: forms and letters keep to the room they were given.
    point = axes.get_window_extent().width / axes.figure.dpi * 72 / picture.width
    _draw_ties(axes, picture)
    _draw_actors(axes, picture, _by_key(snapshot, groups), point)
    for spot in picture.spots:
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
                zorder=3,
            )
    return axes


def _keys(snapshot: Snapshot) -> list[str]:
    """Names as the report keys them; with a number where two actors print alike."""
    names = [str(name_of(actor)) for actor in snapshot.actors]
    if len(set(names)) == len(names):
        return names
    return [f"{name} {place}" for place, name in enumerate(names)]


def _picture(snapshot: Snapshot, seed: int | None) -> NetworkPicture:
    keys = _keys(snapshot)
    nodes = [
        Node(key=key, words=str(name_of(actor)), kind="", is_silent=not known)
        for key, actor, known in zip(keys, snapshot.actors, snapshot.is_known, strict=True)
    ]
    arcs = set(zip(snapshot.tails, snapshot.heads, strict=True))
    edges = [
        Edge(
            key=f"{tail} {head}",
            start=keys[tail],
            end=keys[head],
            is_directed=snapshot.is_directed and (head, tail) not in arcs,
            sign="",
        )
        for tail, head in sorted(arcs)
        if tail < head or (head, tail) not in arcs
    ]
    return network_picture(nodes, edges, seed=seed)


def _by_key(snapshot: Snapshot, groups: Sequence[Name] | None) -> Mapping[Hashable, Name | None]:
    keys = _keys(snapshot)
    return dict(zip(keys, groups if groups is not None else [None] * len(keys), strict=True))


def _draw_ties(axes: Any, picture: NetworkPicture) -> None:
    collections = require("matplotlib.collections")
    lines = [
        ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2))
        for stroke in picture.strokes
        if not stroke.edge.is_directed
    ]
    axes.add_collection(collections.LineCollection(lines, colors=FAINT, linewidths=0.9, zorder=1))
    arrow = {"arrowstyle": "-|>", "color": FAINT, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0}
    for stroke in picture.strokes:
        if stroke.edge.is_directed:
            ends = (stroke.x2, stroke.y2), (stroke.x1, stroke.y1)
            axes.annotate("", *ends, arrowprops={**arrow, "mutation_scale": 8}, zorder=1)


def _draw_actors(
    axes: Any, picture: NetworkPicture, groups: Mapping[Hashable, Name | None], point: float
) -> None:
    order = sorted_groups(one for one in groups.values() if one is not None)
    for number, group in enumerate(order or [None]):
        colour, marker = _LOOKS[number % len(_LOOKS)]
        spots = [spot for spot in picture.spots if groups[spot.node.key] == group]
        axes.scatter(
            [spot.x for spot in spots],
            [spot.y for spot in spots],
            s=[(2 * spot.radius * point) ** 2 for spot in spots],
            c=["white" if spot.node.is_silent else colour for spot in spots],
            marker=marker,
            edgecolors=INK,
            linewidths=0.8,
            label=None if group is None else str(group),
            zorder=2,
        )
    if order:
        axes.legend(
            loc="upper left", bbox_to_anchor=(0, 0), ncols=4, frameon=False, borderaxespad=0.2
        )
