"""Whom to introduce to whom: the ties that would shorten distance most, or close gaps."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.base.texts import message
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.naming import place_of
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.stakeholders.introduction_results import Introduction, Introductions
from opgavekern.network.structure.components import neighbours_of

_Pair = tuple[int, int]
#: Distances that may be compared, over all pairs that could be introduced.
EFFORT = 10**9


def introductions(
    graph: Graph,
    count: int = 5,
    *,
    team: Iterable[Hashable] | None = None,
    group: Groups | None = None,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> Introductions:
    """Propose whom to introduce to whom.

    An introduction makes a tie both ways between two who have none; of a directed network a tie
    either way counts as an acquaintance. What it is worth is how much it raises efficiency: the
    mean over ordered pairs of 1/d, with d the steps between two, and 0 where there is no path;
    from 0 to 1. With a team the mean is over pairs that begin in the team, and one of the two
    introduced belongs to it. With groups, introductions come first that are the first tie between
    two groups, and of these the one that is worth most.

    Each introduction is the best of all pairs, given those before it; of equals the first in the
    order of the graph. Several chosen together could be better than one after the other. Pairs of
    which it is not known whether they have a tie are left out. Without a pair that could be
    introduced there are no introductions; without two actors there is no efficiency. Each
    introduction takes time with pairs that can be introduced times pairs whose distance counts,
    and more than `effort` is refused.

    Args:
        graph: Any networkx graph.
        count: How many, at most.
        team: For whom distance counts, as the graph names them; None for everyone.
        group: The node attribute that holds the group, or a map; None closes no gaps.
        effort: Most distances that may be compared for one introduction; None for no limit.
        engine: "plain" or "fast" (NumPy); None chooses by size and by what is installed.

    Raises:
        NetworkError: Someone of the team is not there, some actor has no group, `count` is no
            whole number, or it would take too long.

    Source of the measure: V. Latora and M. Marchiori, "Efficient behavior of small-world
    networks", Physical Review Letters 87(19), 2001, 198701.

    >>> import networkx as nx
    >>> found = introductions(nx.path_graph("abcde"), 1).introductions[0]
    >>> found.first, found.second, round(found.gain, 3)
    ('a', 'e', 0.108)
    """
    verify_whole("count", count, least=0)
    snapshot = snapshot_of(graph)
    # Work grows with pairs of pairs, so NumPy pays from few actors on.
    chosen = engine_for(len(snapshot) ** 2, engine, "numpy")
    members = None if team is None else [place_of(snapshot, one) for one in several("team", team)]
    groups = None if group is None else groups_of(graph, group)
    origins = list(range(len(snapshot))) if members is None else list(dict.fromkeys(members))
    # Before the pairs are made: of many actors there would be no room for them.
    _verify_effort(_count_known(snapshot, origins) * len(origins) * len(snapshot), effort)
    known, unknown = _strangers(snapshot, members)
    work = _Work(snapshot, origins, groups, chosen)
    before = work.efficiency(work.counts()) if work.pairs else None
    found = []
    for _ in range(min(count, len(known))):
        best = work.best(known)
        found.append(_labelled(work.introduce(best), snapshot.reading))
        known.remove(best)
    return Introductions(
        reading=attrs.evolve(snapshot.reading, engine=chosen, versions=versions_of(chosen)),
        team=() if members is None else tuple(name_of(snapshot.actors[one]) for one in origins),
        before=before,
        introductions=tuple(found),
        unknown=unknown,
    )


def _labelled(found: Introduction, reading: Reading) -> Introduction:
    if not reading.labels:
        return found
    return attrs.evolve(found, labels=reading.called((found.first, found.second, *found.through)))


def _strangers(snapshot: Snapshot, members: Sequence[int] | None) -> tuple[list[_Pair], int]:
    """Return pairs that have no tie, and how many more of which that is not known."""
    tied = [frozenset(one) for one in neighbours_of(snapshot)]
    within = frozenset(range(len(snapshot)) if members is None else members)
    known, unknown = [], 0
    for one, other in itertools.combinations(range(len(snapshot)), 2):
        if other in tied[one] or not (one in within or other in within):
            continue
        if snapshot.knows(one, other) or snapshot.knows(other, one):
            known.append((one, other))
        else:
            unknown += 1
    return known, unknown


def _count_known(snapshot: Snapshot, origins: Sequence[int]) -> int:
    """Return how many pairs `_strangers` gives, in time that goes with ties."""
    within = frozenset(origins)
    neighbours = neighbours_of(snapshot)

    def strangers(among: frozenset[int]) -> int:
        """How many pairs of these, one of them within, have no tie."""
        tied = sum(
            other in among and (other not in within or one < other)
            for one in among & within
            for other in neighbours[one]
            if other != one
        )
        return math.comb(len(among), 2) - math.comb(len(among - within), 2) - tied

    everyone = frozenset(range(len(snapshot)))
    silent = frozenset(one for one in everyone if not snapshot.is_known[one])
    return strangers(everyone) - strangers(silent)


def _verify_effort(needed: int, effort: int | None) -> None:
    verify_effort(
        needed,
        effort,
        does=message(
            "dit vergelijkt per voorstel {needed} afstanden",
            "this compares {needed} distances for each introduction",
            needed=needed,
        ),
        instead=message(
            "noem een team, neem een kleiner netwerk", "name a team, take a smaller network"
        ),
    )


class _Work:
    """Distances as introductions are made, one after the other.

    Efficiency is computed from how many pairs are at each distance, in whole numbers: so both
    engines give the same to the last digit, and of equal introductions they choose the same.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        origins: Sequence[int],
        groups: Sequence[Name] | None,
        engine: Engine,
    ) -> None:
        self.actors = snapshot.actors
        self.origins = origins
        self.groups = groups
        self.neighbours = [set(one) for one in neighbours_of(snapshot)]
        self.pairs = len(origins) * (len(snapshot) - 1)
        #: Further than anyone is: what stands for no path.
        self.far = len(snapshot)
        distances = _distances(self.neighbours, self.far)
        self.numpy = require("numpy") if engine is Engine.FAST else None
        self.distances: Any = (
            distances if self.numpy is None else self.numpy.array(distances, dtype="int64")
        )

    def best(self, pairs: Sequence[_Pair]) -> _Pair:
        """Return the pair whose introduction is worth most; the first of equals."""
        tied = self._tied_groups()
        closing = [pair for pair in pairs if self._closes(pair, tied)]
        return max(closing or pairs, key=lambda pair: self.efficiency(self.counts(pair)))

    def introduce(self, pair: _Pair) -> Introduction:
        """Make the tie, and say what it does."""
        one, other = pair
        before, after = self.counts(), self.counts(pair)
        changed, distance = self._changed(pair), int(self.distances[one][other])
        found = Introduction(
            first=name_of(self.actors[one]),
            second=name_of(self.actors[other]),
            distance=None if distance >= self.far else distance,
            through=tuple(
                name_of(self.actors[both])
                for both in sorted(self.neighbours[one] & self.neighbours[other])
            ),
            nearer=len(changed),
            connects=sum(was >= self.far for was in changed.values()),
            closes=self._closes(pair, self._tied_groups()),
            before=self.efficiency(before),
            after=self.efficiency(after),
        )
        self.distances = self._with(pair, range(len(self.actors)))
        self.neighbours[one].add(other)
        self.neighbours[other].add(one)
        return found

    def efficiency(self, counts: Mapping[int, int]) -> float:
        """Return the mean of 1/d, from the number of pairs at each distance."""
        return (
            math.fsum(
                many / distance for distance, many in counts.items() if 0 < distance < self.far
            )
            / self.pairs
        )

    def counts(self, pair: _Pair | None = None) -> Mapping[int, int]:
        """Return how many pairs are at each distance, after an introduction or now."""
        rows = self._now() if pair is None else self._with(pair, self.origins)
        if self.numpy is None:
            return Counter(itertools.chain.from_iterable(rows))
        return dict(enumerate(self.numpy.bincount(rows.ravel()).tolist()))

    def _now(self) -> Any:
        if self.numpy is None:
            return [self.distances[one] for one in self.origins]
        return self.distances[self.origins]

    def _with(self, pair: _Pair, origins: Sequence[int]) -> Any:
        """Return distances from some, had these two a tie: the old way, or over it."""
        one, other = (self.distances[end] for end in pair)
        if self.numpy is None:
            return [
                [
                    min(now, to_one + 1 + beyond_other, to_other + 1 + beyond_one)
                    for now, beyond_one, beyond_other in zip(
                        self.distances[origin], one, other, strict=True
                    )
                ]
                for origin in origins
                for to_one, to_other in [(one[origin], other[origin])]
            ]
        places = self.numpy.asarray(origins, dtype="int64")
        over = self.numpy.minimum(
            one[places, None] + 1 + other[None, :], other[places, None] + 1 + one[None, :]
        )
        return self.numpy.minimum(self.distances[places], over)

    def _changed(self, pair: _Pair) -> dict[_Pair, int]:
        """Return the pairs that come nearer, each once, with how far they were."""
        rows = zip(self.origins, self._now(), self._with(pair, self.origins), strict=True)
        return {
            (min(origin, end), max(origin, end)): int(was)
            for origin, now, then in rows
            for end, (was, becomes) in enumerate(zip(now, then, strict=True))
            if becomes < was
        }

    def _closes(self, pair: _Pair, tied: set[frozenset[Name]]) -> tuple[Name, ...]:
        """Return the groups of two actors, if nobody ties them yet."""
        if self.groups is None:
            return ()
        two = {self.groups[one] for one in pair}
        if len(two) < 2 or frozenset(two) in tied:
            return ()
        return tuple(self.groups[one] for one in pair)

    def _tied_groups(self) -> set[frozenset[Name]]:
        groups = self.groups
        if groups is None:
            return set()
        return {
            frozenset({groups[one], groups[other]})
            for one, others in enumerate(self.neighbours)
            for other in others
        }


def _distances(neighbours: Sequence[Iterable[int]], far: int) -> list[list[int]]:
    """Return the steps between any two; no path is `far`."""
    found = []
    for origin in range(len(neighbours)):
        steps = [far] * len(neighbours)
        steps[origin], reached = 0, [origin]
        for one in reached:  # It grows as more are reached.
            for other in neighbours[one]:
                if steps[other] == far:
                    steps[other] = steps[one] + 1
                    reached.append(other)
        found.append(steps)
    return found
