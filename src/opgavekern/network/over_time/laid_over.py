"""Two waves of a network laid over each other, to be drawn as one picture."""

from __future__ import annotations

from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import name_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.over_time.tie_fates import Pair, TieFates, tie_fates
from opgavekern.network.plots.changes import Changed, Fate
from opgavekern.network.plots.drawing import words_of


def laid_over(before: Graph, after: Graph, names: tuple[str, str]) -> Changed:
    """Tell of two waves what became of each tie, and who came and went.

    Args:
        before: The earlier wave.
        after: The later one, directed if that is.
        names: What the waves are called.
    """
    two = snapshot_of(before), snapshot_of(after)
    fates = tie_fates(two)
    return Changed(
        actors=tuple(dict.fromkeys([*two[1].actors, *two[0].actors])),
        labels=dict(zip(two[0].actors, words_of(two[0]), strict=True))
        | dict(zip(two[1].actors, words_of(two[1]), strict=True)),
        joined=frozenset(name_of(one) for one in two[1].actors if one not in two[0].places),
        left=frozenset(name_of(one) for one in two[0].actors if one not in two[1].places),
        ties={pair: _fate(fates, pair, two) for pair in dict.fromkeys([*fates.had, *fates.has])},
        is_directed=two[0].is_directed,
        names=names,
    )


def _fate(fates: TieFates, pair: Pair, two: tuple[Snapshot, Snapshot]) -> Fate:
    if pair in fates.turned:
        had, has = fates.turned[pair]
        return Fate.KEPT if had and has else Fate.MADE if has else Fate.LOST
    if all(one in each.places for one in pair for each in two):
        return Fate.UNKNOWN
    # With someone who joined or left: such a tie came or went with them.
    return Fate.MADE if pair in fates.has else Fate.LOST
