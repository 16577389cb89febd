"""The sociomatrix as a picture, its actors in order of block."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.lettering import cut
from opgavekern.base.texts import Language, Message, Speaks, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Name
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.plots.axes import DARK, INK, axes_of, entitle
from opgavekern.network.plots.drawing import words_of
from opgavekern.network.plots.group_words import group_words

#: More cells than this are no picture of a network but a grey field, and take memory.
_MOST: Final = 1000
#: With more actors their names would overlap.
_MOST_NAMED: Final = 60
#: Room for a name, in letters wide; a longer one is cut.
_ROOM: Final = 16.0
_NONE, _UNKNOWN, _TIE = 0.0, 0.35, 1.0


def plot_sociomatrix(
    graph: Graph, group: Groups, ax: Any = None, *, language: Language = "en"
) -> Any:
    """Draw who names whom, with the actors of each group beside each other.

    A row is who names, a column who is named. A cell is dark where there is a tie, grey where it
    is not known, and white where there is none. Lines part the groups, which stand in their
    order with their names at the right; within a group who has most ties comes first. An actor
    is called by its attribute `label` where it has one. Time and memory grow with the square of
    the number of actors, at most 1,000.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group.
        ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        NetworkError: Some actor has no group, or there are too many actors or none.
        MissingExtraError: matplotlib is not installed.
    """
    groups = groups_of(graph, group)
    snapshot = snapshot_of(graph)
    order = group_words(graph, group, sorted_groups(groups), language)
    return draw_sociomatrix(
        ax, snapshot, groups, order, words=words_of(snapshot), language=language
    )


def draw_sociomatrix(
    ax: Any,
    snapshot: Snapshot,
    groups: Sequence[Name],
    order: Mapping[Name, str],
    *,
    words: Sequence[str],
    title: Speaks | None = None,
    language: Language,
) -> Any:
    """Draw the sociomatrix of a snapshot, with groups in the order of their names given."""
    _verify_size(snapshot)
    places = _ordered(snapshot, groups, list(order))
    size = len(places)
    side = min(2.2 + 0.2 * size, 12.0)
    axes = axes_of(ax, side, side)
    axes.imshow(_shades(snapshot, places), cmap="Greys", vmin=0, vmax=1.25, aspect="equal")
    ends = [place for place in range(1, size) if groups[places[place]] != groups[places[place - 1]]]
    for end in ends:
        axes.axhline(end - 0.5, color=DARK, linewidth=1.5)
        axes.axvline(end - 0.5, color=DARK, linewidth=1.5)
    _name(axes, [cut(words[place], 1.0, _ROOM) for place in places])
    _name_groups(axes, [order[groups[place]] for place in places])
    axes.set_xlabel(_explained(snapshot).text(language))
    if title is not None:
        entitle(axes, title.text(language))
    return axes


def _explained(snapshot: Snapshot) -> Message:
    said = (
        message("rij noemt kolom", "row names column")
        if snapshot.is_directed
        else message("relatie tussen rij en kolom", "tie between row and column")
    )
    if snapshot.is_complete:
        return said
    return message("donker: {said}; grijs: niet bekend", "dark: {said}; grey: not known", said=said)


def _verify_size(snapshot: Snapshot) -> None:
    if not 0 < len(snapshot) <= _MOST:
        raise NetworkError(
            message(
                "een sociomatrix van {count} actoren is niet te tekenen; het kan van 1 tot {most}",
                "a sociomatrix of {count} actors cannot be drawn; from 1 to {most} can",
                count=len(snapshot),
                most=_MOST,
            )
        )


def _ordered(snapshot: Snapshot, groups: Sequence[Name], order: Sequence[Name]) -> list[int]:
    rank = {group: place for place, group in enumerate(order)}
    ties = [
        len(named) + len(naming)
        for named, naming in zip(snapshot.successors, snapshot.predecessors, strict=True)
    ]
    return sorted(range(len(snapshot)), key=lambda place: (rank[groups[place]], -ties[place]))


def _shades(snapshot: Snapshot, places: Sequence[int]) -> Any:
    numpy = require("numpy")
    shades = numpy.full((len(places), len(places)), _NONE)
    where = {place: row for row, place in enumerate(places)}
    known = numpy.array([snapshot.is_known[place] for place in places])
    unknown = ~known[:, None] if snapshot.is_directed else ~(known[:, None] | known[None, :])
    shades[numpy.broadcast_to(unknown, shades.shape)] = _UNKNOWN
    for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
        shades[where[tail], where[head]] = _TIE
    numpy.fill_diagonal(shades, _NONE)
    return shades


def _name_groups(axes: Any, names: Sequence[str]) -> None:
    """Write the name of each group at the right of its rows, where there are several."""
    if len(set(names)) < 2:
        return
    first = 0
    for name, rows in itertools.groupby(names):
        count = len(list(rows))
        axes.annotate(
            cut(name, 1.0, _ROOM),
            (1, first + (count - 1) / 2),
            xycoords=("axes fraction", "data"),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=INK,
            weight="bold",
        )
        first += count


def _name(axes: Any, names: Sequence[str]) -> None:
    if len(names) > _MOST_NAMED:
        axes.set_xticks([])
        axes.set_yticks([])
        return
    size = 8 if len(names) <= 40 else 6
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=size, color=INK)
    axes.set_yticks(range(len(names)), names, fontsize=size, color=INK)
    axes.set_xticks([place - 0.5 for place in range(len(names) + 1)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(len(names) + 1)], minor=True)
    axes.grid(which="minor", color="#dddddd", linewidth=0.5)
    axes.tick_params(which="both", length=0)
