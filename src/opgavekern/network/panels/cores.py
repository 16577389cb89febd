"""k-cores: how far one can prune a network before an actor goes."""

from __future__ import annotations

from opgavekern.base.extras import require
from opgavekern.base.labels import Term
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot


class CoreDegree(Term):
    """Which ties hold an actor in its core."""

    TOTAL = "total", "in beide richtingen", "both ways"
    IN = "in", "inkomende", "incoming"
    OUT = "out", "uitgaande", "outgoing"


def core_numbers(snapshot: Snapshot, degree: CoreDegree, engine: Engine) -> list[int]:
    """Return the highest k for which each actor is in a k-core.

    A k-core is the largest part of the network in which everyone has at least k ties with the
    rest of it (Seidman 1983); of a directed network ties both ways count as two, or only those
    in or out do. Takes time with actors and ties.
    """
    if engine is Engine.FAST:
        return _peel_fast(snapshot, degree)
    affected = _affected(snapshot, degree)
    left = [0] * len(snapshot)
    for others in affected:
        for other in others:
            left[other] += 1
    buckets: list[list[int]] = [[] for _ in range(max(left, default=0) + 1)]
    for place, count in enumerate(left):
        buckets[count].append(place)
    cores = [-1] * len(snapshot)
    level = k = 0
    while level < len(buckets):
        if not buckets[level]:
            level += 1
            continue
        place = buckets[level].pop()
        if cores[place] >= 0 or left[place] != level:
            continue  # It moved to a lower bucket since.
        k = max(k, level)
        cores[place] = k
        for other in affected[place]:
            if cores[other] < 0:
                left[other] -= 1
                buckets[left[other]].append(other)
                level = min(level, left[other])
    return cores


def _affected(snapshot: Snapshot, degree: CoreDegree) -> list[list[int]]:
    """Who loses a tie when an actor goes, as often as it does."""
    if not snapshot.is_directed or degree is CoreDegree.IN:
        return [list(one) for one in snapshot.successors]
    if degree is CoreDegree.OUT:
        return [list(one) for one in snapshot.predecessors]
    both = zip(snapshot.successors, snapshot.predecessors, strict=True)
    return [[*to, *of] for to, of in both]


def _peel_fast(snapshot: Snapshot, degree: CoreDegree) -> list[int]:
    """Take away everyone with few ties at once, until none is left."""
    numpy = require("numpy")
    binary = snapshot.matrix.astype("bool").astype("int64")
    if snapshot.is_directed and degree is CoreDegree.OUT:
        binary = binary.T.tocsr()
    elif snapshot.is_directed and degree is CoreDegree.TOTAL:
        binary = (binary + binary.T).tocsr()
    left = numpy.asarray(binary.sum(axis=0)).astype("int64")
    cores = numpy.full(len(snapshot), -1, dtype="int64")
    k = 0
    while (cores < 0).any():
        waiting = cores < 0
        k = max(k, int(left[waiting].min()))
        front = numpy.flatnonzero(waiting & (left <= k))
        while len(front):
            cores[front] = k
            gone = binary[front]
            numpy.subtract.at(left, gone.indices, gone.data)
            touched = numpy.unique(gone.indices)
            front = touched[(cores[touched] < 0) & (left[touched] <= k)]
    return list(cores.tolist())
