"""Into which parts a network falls when actors are lost: each one apart in one walk, or a set."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator

import attrs

from opgavekern.network.structure.components import Adjacency

#: So many of those who are cut off are named: of all of them, each loss could name everyone.
MOST_NAMED = 10


@attrs.frozen
class PartsLeft:
    """What is left of a network, by place, when actors are lost.

    Attributes:
        actors: How many are left.
        components: Into how many parts they fall.
        largest: Actors in the largest part; 0 without any.
        joined: Pairs of those left that have a path.
        severed: Pairs of those left that had a path and lost it.
        cut_off: How many of those left are no longer with the largest remainder of their part.
        named: Some of those cut off, in order.
    """

    actors: int
    components: int
    largest: int
    joined: int
    severed: int = 0
    cut_off: int = 0
    named: tuple[int, ...] = ()

    @property
    def fragmentation(self) -> float | None:
        """Share of the pairs of those left that have no path; None for fewer than two."""
        pairs = pairs_of(self.actors)
        return 1 - self.joined / pairs if pairs else None


def pairs_of(count: int) -> int:
    """Return how many pairs there are of so many."""
    return count * (count - 1) // 2


def parts_without(neighbours: Adjacency, lost: Collection[int]) -> PartsLeft:
    """Return what is left when these are lost together; takes time with actors and ties."""
    before, after = _labels(neighbours, frozenset()), _labels(neighbours, frozenset(lost))
    left = [place for place, part in enumerate(after) if part >= 0]
    sizes = Counter(after[place] for place in left)
    whole = Counter(before[place] for place in left)
    kept: dict[int, int] = {}
    for place in left:  # In order, so that of equal parts the one with the first actor is kept.
        part, old = after[place], before[place]
        if old not in kept or sizes[part] > sizes[kept[old]]:
            kept[old] = part
    cut = (place for place in left if after[place] != kept[before[place]])
    named = tuple(itertools.islice(cut, MOST_NAMED))
    joined = sum(map(pairs_of, sizes.values()))
    return PartsLeft(
        actors=len(left),
        components=len(sizes),
        largest=max(sizes.values(), default=0),
        joined=joined,
        severed=sum(map(pairs_of, whole.values())) - joined,
        cut_off=len(left) - sum(sizes[part] for part in kept.values()),
        named=named,
    )


def _labels(neighbours: Adjacency, lost: frozenset[int]) -> list[int]:
    """Return the part of each actor, numbered by the first of its actors; -1 for who is lost."""
    found = [-1] * len(neighbours)
    for first in range(len(neighbours)):
        if found[first] >= 0 or first in lost:
            continue
        found[first], stack = first, [first]
        while stack:
            for other in neighbours[stack.pop()]:
                if found[other] < 0 and other not in lost:
                    found[other] = first
                    stack.append(other)
    return found


def parts_without_each(neighbours: Adjacency) -> Iterator[PartsLeft]:
    """Yield what is left when one actor is lost, for each in order.

    One walk tells it of all: what hangs on an actor are the branches of the walk that have no
    other way round it (Hopcroft and Tarjan 1973). Takes time with actors and ties.
    """
    walk = _Walk(neighbours)
    sizes = sorted((walk.size[root] for root in walk.roots), reverse=True)
    joined = sum(map(pairs_of, sizes))
    for place in range(len(neighbours)):
        own, parts = walk.size[walk.root[place]], walk.parts_without(place)
        beside = sizes[1:2] if sizes[0] == own else sizes[:1]
        kept = max(parts, default=None)
        still = sum(pairs_of(part.size) for part in parts)
        yield PartsLeft(
            actors=len(neighbours) - 1,
            components=len(sizes) - 1 + len(parts),
            largest=max([*beside, *(part.size for part in parts)], default=0),
            joined=joined - pairs_of(own) + still,
            severed=pairs_of(own - 1) - still,
            cut_off=own - 1 - kept.size if kept else 0,
            named=walk.named_outside(place, parts, kept) if len(parts) > 1 and kept else (),
        )


@attrs.frozen(order=True)
class _Part:
    """A part that is left of a component.

    Attributes:
        size: Its actors.
        before: The first of them, below zero: of equal parts that with the first actor is largest.
        branch: Where its branch of the walk begins; -1 for what is left at the root.
    """

    size: int
    before: int
    branch: int


class _Walk:
    """A walk in depth through all components, with what hangs on whom."""

    def __init__(self, neighbours: Adjacency) -> None:
        count = len(neighbours)
        self.roots: list[int] = []
        self.order: list[int] = []
        self.seen, self.size = [-1] * count, [1] * count
        self.root, self.least = [-1] * count, list(range(count))
        self.branches: list[list[int]] = [[] for _ in range(count)]
        self._low = [0] * count
        for root in range(count):
            if self.seen[root] < 0:
                self.roots.append(root)
                self._walk(neighbours, root)

    def _walk(self, neighbours: Adjacency, root: int) -> None:
        seen, low = self.seen, self._low
        self._enter(root, root)
        path = [(root, -1, iter(neighbours[root]))]
        while path:
            one, parent, others = path[-1]
            for other in others:
                if seen[other] < 0:
                    self._enter(other, root)
                    path.append((other, one, iter(neighbours[other])))
                    break
                if other != parent:
                    low[one] = min(low[one], seen[other])
            else:
                path.pop()
                if parent >= 0:
                    self._leave(one, parent)

    def _enter(self, place: int, root: int) -> None:
        self.seen[place] = self._low[place] = len(self.order)
        self.root[place] = root
        self.order.append(place)

    def _leave(self, place: int, parent: int) -> None:
        self._low[parent] = min(self._low[parent], self._low[place])
        self.size[parent] += self.size[place]
        self.least[parent] = min(self.least[parent], self.least[place])
        if self._low[place] >= self.seen[parent]:
            self.branches[parent].append(place)

    def parts_without(self, place: int) -> list[_Part]:
        """Return the parts into which the component of an actor falls without it."""
        parts = [_Part(self.size[one], -self.least[one], one) for one in self.branches[place]]
        root = self.root[place]
        rest = self.size[root] - 1 - sum(part.size for part in parts)
        # Walks begin at the first actor of a component, so that is who is left at the root.
        return [*parts, _Part(rest, -root, -1)] if rest else parts

    def named_outside(self, place: int, parts: list[_Part], kept: _Part) -> tuple[int, ...]:
        """Return some of those who are in another part than the one that is kept."""
        cut: Iterator[int]
        if kept.branch < 0:
            cut = itertools.chain.from_iterable(
                self._branch(part.branch) for part in parts if part is not kept
            )
        else:
            start = self.seen[kept.branch]
            root = self.seen[self.root[place]]
            end = root + self.size[self.order[root]]
            around = itertools.chain(range(root, start), range(start + kept.size, end))
            cut = (self.order[at] for at in around if self.order[at] != place)
        return tuple(sorted(itertools.islice(cut, MOST_NAMED)))

    def _branch(self, place: int) -> Iterator[int]:
        start = self.seen[place]
        return (self.order[at] for at in range(start, start + self.size[place]))
