"""How close a network is to an out-tree: Krackhardt's four dimensions (1994)."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

import attrs

from opgavekern.base.answers import Answer
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.structure.components import strong_components, weak_components


@attrs.frozen(kw_only=True)
class OutTree(Answer):
    """How close a network is to one in which each but one has exactly one above it.

    Attributes:
        connectedness: Share of pairs that are joined by ties, whichever way they go.
        hierarchy: Share of pairs with a path between them that have none back; None without such
            pairs, or where finding that takes too long.
        efficiency: 1 less the ties beyond those needed to hold components together, as a share of
            the most there could be; None where there could be none.
        least_upper_bounds: 1 less the pairs without a closest one above them both, as a share of
            the most there could be in components of three or more; None without such components,
            or where finding that takes too long. Ties go down: whoever reaches another is above
            it, and everyone is above itself. Of those above both, all others are above the closest.
        sna_least_upper_bounds: The same as R's `sna` 2.7 computes it, to compare with published
            tables: it asks for one above all others above both, the highest instead of the closest.
    """

    connectedness: float | None
    hierarchy: float | None
    efficiency: float | None
    least_upper_bounds: float | None
    sna_least_upper_bounds: float | None


def out_tree(snapshot: Snapshot, engine: Engine, *, effort: int | None) -> OutTree:
    """Return the four dimensions.

    The first and third take time with ties. The others look at pairs of actors, of which one is
    known to be above another: where actors squared exceed `effort` they are None.
    """
    size = len(snapshot)
    parts = weak_components(snapshot, engine)
    sizes = list(Counter(parts).values())
    is_short = effort is None or size * size <= effort
    above = _above(snapshot, engine) if is_short and snapshot.is_directed else None
    pairs = math.comb(size, 2)
    bounds = _upper_bounds(snapshot, parts, sizes, above)
    return OutTree(
        connectedness=sum(math.comb(one, 2) for one in sizes) / pairs if pairs else None,
        hierarchy=_hierarchy(snapshot, above),
        efficiency=_efficiency(snapshot, sizes),
        least_upper_bounds=bounds[0],
        sna_least_upper_bounds=bounds[1],
    )


def _efficiency(snapshot: Snapshot, sizes: Sequence[int]) -> float | None:
    """Of a directed network each direction is a tie."""
    ways = 2 if snapshot.is_directed else 1
    ties = len(snapshot.tails) * ways // 2
    needed = sum(one - 1 for one in sizes)
    most = sum(ways * math.comb(one, 2) for one in sizes) - needed
    return 1 - (ties - needed) / most if most else None


@attrs.frozen
class _Above:
    """Who is above whom, by strong component, whose actors are above each other.

    Attributes:
        sizes: Number of actors of each strong component.
        parts: The component of each actor.
        actors: A bit for each actor above a component, its own among them.
        tops: A bit for each component above it that nobody is above.
    """

    sizes: Sequence[int]
    parts: Sequence[int]
    actors: Sequence[int]
    tops: Sequence[int]


def _above(snapshot: Snapshot, engine: Engine) -> _Above:
    parts = strong_components(snapshot, engine)
    count = max(parts, default=-1) + 1
    actors = [0] * count
    for place, part in enumerate(parts):
        actors[part] |= 1 << place
    over: list[set[int]] = [set() for _ in range(count)]
    for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
        if parts[tail] != parts[head]:
            over[parts[head]].add(parts[tail])
    tops = [0 if highers else 1 << part for part, highers in enumerate(over)]
    for part in _top_down(over):
        for higher in over[part]:
            actors[part] |= actors[higher]
            tops[part] |= tops[higher]
    sizes = Counter(parts)
    return _Above([sizes[part] for part in range(count)], parts, actors, tops)


def _top_down(over: Sequence[set[int]]) -> list[int]:
    """Order components so that those above come first."""
    waiting = [len(one) for one in over]
    under: list[list[int]] = [[] for _ in over]
    for part, highers in enumerate(over):
        for higher in highers:
            under[higher].append(part)
    order = [part for part, count in enumerate(waiting) if not count]
    for part in order:  # Grows while it is walked.
        for lower in under[part]:
            waiting[lower] -= 1
            if not waiting[lower]:
                order.append(lower)
    return order


def _hierarchy(snapshot: Snapshot, above: _Above | None) -> float | None:
    if not snapshot.is_directed:
        return 0.0 if snapshot.tails else None
    if above is None:
        return None
    both = sum(math.comb(size, 2) for size in above.sizes)
    reached = sum(
        size * (actors.bit_count() - 1)
        for size, actors in zip(above.sizes, above.actors, strict=True)
    )
    tied = reached - both  # Pairs with a path either way.
    return 1 - both / tied if tied else None


def _upper_bounds(
    snapshot: Snapshot, parts: Sequence[int], sizes: Sequence[int], above: _Above | None
) -> tuple[float | None, float | None]:
    """The share of pairs with a closest one above both, and of those with a highest one."""
    most = sum(math.comb(one - 1, 2) for one in sizes if one > 2)
    if not most:
        return None, None
    if not snapshot.is_directed:
        return 1.0, 1.0  # Everyone in a component is above everyone in it.
    if above is None:
        return None, None
    together: dict[int, list[int]] = {}
    for strong, weak in dict(zip(above.parts, parts, strict=True)).items():
        together.setdefault(weak, []).append(strong)
    no_closest = no_highest = 0
    for weak, strongs in together.items():
        if sizes[weak] < 3:
            continue
        # Whoever is above both has above it at most those who are: a closest one has exactly them.
        bounds = {above.actors[one] for one in strongs}
        no_highest += sum(
            math.comb(above.sizes[one], 2) for one in strongs if above.tops[one].bit_count() != 1
        )
        for one, other in itertools.combinations(strongs, 2):
            pairs = above.sizes[one] * above.sizes[other]
            if above.actors[one] & above.actors[other] not in bounds:
                no_closest += pairs
            # Everyone is below some top: one that is above all is the only top.
            if (above.tops[one] & above.tops[other]).bit_count() != 1:
                no_highest += pairs
    return 1 - no_closest / most, 1 - no_highest / most
