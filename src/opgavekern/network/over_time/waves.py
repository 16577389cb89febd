"""Waves of one network: who joined and left, and which ties were kept, made and lost."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

import attrs

from opgavekern.base.texts import message
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of
from opgavekern.network.over_time.tie_fates import Pair, tie_fates
from opgavekern.network.over_time.wave_results import (
    ActorChange,
    GroupChange,
    NetworkChange,
    TieTurnover,
    WaveChange,
    WaveFigure,
)


def change(
    *waves: Graph,
    names: Iterable[Name] | None = None,
    group: Groups | None = None,
    measures: Mapping[str, Statistic] | None = None,
) -> NetworkChange:
    """Tell what changed in a network, from each wave to the next.

    Ties that were kept, made and lost are those between actors in both waves, of pairs of which
    it is known in both whether there is a tie: who joins or leaves brings or takes ties, which is
    not a change of ties, and a silence is no tie lost. With K, M and L ties kept, made and lost,
    the Jaccard index is K / (K + M + L), from 0 to 1, and the Hamming distance M + L. Each arc of
    a directed network counts, and each undirected tie once. Snijders et al. advise a Jaccard index
    above .3 for models of change. Takes time that grows with actors and ties of all waves.

    Two empty waves have no Jaccard index; waves without an actor in common have only joiners and
    leavers.

    Args:
        *waves: Two or more graphs in order of time, all directed or none; of a dossier
            `graph_of(dossier, on=day)`.
        names: What waves are called, such as years; None numbers them from 1.
        group: The node attribute that holds the group of each actor in each wave, or a map; None
            for no groups. Of who stayed the group in the later wave counts.
        measures: Figures to follow: by name a function of a graph.

    Raises:
        NetworkError: There are fewer than two waves, not as many names, both directed and
            undirected ones, or some actor has no group.

    Source: T. A. B. Snijders, G. G. van de Bunt and C. E. G. Steglich, "Introduction to
    stochastic actor-based models for network dynamics", Social Networks 32(1), 2010, 44-60.

    >>> import networkx as nx
    >>> found = change(nx.Graph(["ab", "bc"]), nx.Graph(["ab", "ac", "cd"]))
    >>> found.steps[0].ties, found.steps[0].joined
    (TieTurnover(kept=1, made=1, lost=1), ('d',))
    """
    read = [snapshot_of(one) for one in waves]
    called = (
        [*range(1, len(waves) + 1)] if names is None else [*map(name_of, several("names", names))]
    )
    _verify(read, called)
    steps = [
        _step(two, (called[place], called[place + 1]), waves[place : place + 2], group)
        for place, two in enumerate(itertools.pairwise(read))
    ]
    versions = versions_of(Engine.PLAIN)
    readings = [attrs.evolve(one.reading, versions=versions) for one in read]
    return NetworkChange(
        reading=readings[-1],
        earlier=tuple(readings[:-1]),
        steps=tuple(steps),
        figures=tuple(
            WaveFigure(measure=measure, wave=name, value=figure_of(wave, statistic))
            for measure, statistic in (measures or {}).items()
            for name, wave in zip(called, waves, strict=True)
        ),
    )


def _verify(read: Sequence[Snapshot], names: Sequence[Name]) -> None:
    if len(read) < 2:
        raise NetworkError(
            message(
                "verandering vraagt ten minste twee netwerken; gegeven: {count}",
                "change asks for at least two graphs; given: {count}",
                count=len(read),
            )
        )
    if len(names) != len(read):
        raise NetworkError(
            message(
                "er zijn {waves} netwerken en {names} namen; geef er een naam bij elk",
                "there are {waves} graphs and {names} names; give one for each",
                waves=len(read),
                names=len(names),
            )
        )
    if len({one.is_directed for one in read}) > 1:
        raise NetworkError(
            message(
                "sommige netwerken zijn gericht en andere niet; maak ze gelijk, met "
                "graph.to_undirected() of graph.to_directed()",
                "some graphs are directed and others are not; make them alike, with "
                "graph.to_undirected() or graph.to_directed()",
            )
        )


def _step(
    two: tuple[Snapshot, Snapshot],
    names: tuple[Name, Name],
    waves: Sequence[Graph],
    group: Groups | None,
) -> WaveChange:
    before, after = two
    stayed = [one for one in after.actors if one in before.places]
    fates = tie_fates(two)
    turned = fates.turned
    return WaveChange(
        before=names[0],
        after=names[1],
        joined=tuple(name_of(one) for one in after.actors if one not in before.places),
        left=tuple(name_of(one) for one in before.actors if one not in after.places),
        ties=_turnover(turned.values()),
        pairs=_pairs_known(stayed, two),
        made_by_joining=_with_others(fates.has, before),
        lost_by_leaving=_with_others(fates.had, after),
        actors=_actors(stayed, turned, (fates.had, fates.has), after),
        groups=() if group is None else _groups(two, turned, waves, group),
    )


def _pairs_known(stayed: Sequence[Hashable], two: tuple[Snapshot, Snapshot]) -> int:
    answers = Counter(tuple(each.is_known[each.places[one]] for each in two) for one in stayed)
    if two[0].is_directed:
        return answers[True, True] * (len(stayed) - 1)
    silent_before = answers[False, True] + answers[False, False]
    silent_after = answers[True, False] + answers[False, False]
    unknown = math.comb(silent_before, 2) + math.comb(silent_after, 2)
    unknown -= math.comb(answers[False, False], 2)  # Silent in both waves: counted twice.
    return math.comb(len(stayed), 2) - unknown


def _turnover(turned: Iterable[tuple[bool, bool]]) -> TieTurnover:
    counts = Counter(turned)
    return TieTurnover(kept=counts[True, True], made=counts[False, True], lost=counts[True, False])


def _with_others(ties: Iterable[Pair], elsewhere: Snapshot) -> int:
    """Count the ties with someone who is not in the other wave."""
    return sum(any(one not in elsewhere.places for one in pair) for pair in ties)


def _actors(
    stayed: Sequence[Hashable],
    turned: Mapping[Pair, tuple[bool, bool]],
    ties: tuple[Iterable[Pair], Iterable[Pair]],
    after: Snapshot,
) -> tuple[ActorChange, ...]:
    of_actor: dict[Hashable, list[tuple[bool, bool]]] = {one: [] for one in stayed}
    for pair, how in turned.items():
        for one in pair:
            of_actor[one].append(how)
    had, has = ({one for pair in each for one in pair} for each in ties)
    return tuple(
        ActorChange(
            actor=name_of(one),
            ties=_turnover(of_actor[one]),
            became_isolated=one in had and one not in has and after.is_known[after.places[one]],
        )
        for one in stayed
    )


def _groups(
    two: tuple[Snapshot, Snapshot],
    turned: Mapping[Pair, tuple[bool, bool]],
    waves: Sequence[Graph],
    group: Groups,
) -> tuple[GroupChange, ...]:
    before, after = (
        dict(zip(each.actors, groups_of(wave, group), strict=True))
        for each, wave in zip(two, waves, strict=True)
    )
    of_group: dict[Name, list[tuple[bool, bool]]] = {}
    for pair, how in turned.items():
        for one in {after[pair[0]], after[pair[1]]}:
            of_group.setdefault(one, []).append(how)
    return tuple(
        GroupChange(
            group=one,
            stayed=sum(after[who] == one for who in after if who in before),
            joined=sum(after[who] == one for who in after if who not in before),
            left=sum(before[who] == one for who in before if who not in after),
            ties=_turnover(of_group.get(one, [])),
        )
        for one in sorted_groups([*before.values(), *after.values()])
    )
