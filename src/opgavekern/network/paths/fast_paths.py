"""Shortest paths of all actors at once: sixty-four sources in a word, and NetworKit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opgavekern.base.extras import require
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.paths.shortest_paths import Reach
from opgavekern.network.paths.steps import (
    PathDirection,
    StepLength,
    arc_lengths,
    lengths_in_proportion,
)

#: Bytes that the sources of one block may take.
_BLOCK = 64_000_000


def reaches_fast(snapshot: Snapshot, length: StepLength, direction: PathDirection) -> list[Reach]:
    """Return what is within reach of each actor.

    Unit steps go breadth first for many sources at once: who is reached by which source is a row
    of bits. Takes time with actors times arcs times the longest distance, divided by 64.
    """
    if length is not StepLength.TIES:
        return _by_length(snapshot, length, direction)
    numpy = require("numpy")
    size = len(snapshot)
    arcs = snapshot.matrix
    # Bits flow from the source to whoever it reaches; an actor counts the bits that arrive.
    inward = (arcs if direction is PathDirection.OUT else arcs.T).tocsr()
    count, farness, nearness, furthest = (numpy.zeros(size) for _ in range(4))
    for first, last in _blocks(size, len(inward.indices)):
        for far, arrived in _waves(inward, first, last):
            count += arrived
            farness += far * arrived
            nearness += arrived / far
            furthest[arrived > 0] = numpy.maximum(furthest[arrived > 0], far)
    rows = zip(*(one.tolist() for one in (count, farness, nearness, furthest)), strict=True)
    return [Reach(int(one), *distances) for one, *distances in rows]


def waves_of_all(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    """Yield distances with numbers of ordered pairs; a distance may come again."""
    arcs = snapshot.matrix
    for first, last in _blocks(len(snapshot), len(arcs.indices)):
        for far, arrived in _waves(arcs, first, last):
            yield far, int(arrived.sum())


def _blocks(size: int, arcs: int) -> Any:
    words = max(1, _BLOCK // (8 * max(size, arcs, 1)))
    step = 64 * words
    return ((first, min(size, first + step)) for first in range(0, size, step))


def _waves(inward: Any, first: int, last: int) -> Any:
    """Yield each distance, and how many of these targets each actor reaches at that distance."""
    numpy = require("numpy")
    size = inward.shape[0]
    words = (last - first + 63) // 64
    seen = numpy.zeros((size, words), dtype="uint64")
    targets = numpy.arange(first, last)
    bits = numpy.left_shift(numpy.uint64(1), (targets - first).astype("uint64") % numpy.uint64(64))
    seen[targets, (targets - first) // 64] = bits
    front = seen.copy()
    has_arcs = numpy.flatnonzero(numpy.diff(inward.indptr))
    starts, heads, far = inward.indptr[has_arcs], inward.indices, 0
    while len(heads):
        far += 1
        following = numpy.zeros_like(seen)
        following[has_arcs] = numpy.bitwise_or.reduceat(front[heads], starts, axis=0)
        following &= ~seen
        arrived = numpy.bitwise_count(following).sum(axis=1, dtype="int64")
        if not arrived.any():
            return
        yield far, arrived
        seen |= following
        front = following


def _by_length(snapshot: Snapshot, length: StepLength, direction: PathDirection) -> list[Reach]:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    csgraph = require("scipy.sparse.csgraph")
    arcs = snapshot.matrix
    shape = (numpy.asarray(arc_lengths(snapshot, length)), arcs.indices, arcs.indptr)
    walked = sparse.csr_array(shape, shape=arcs.shape)
    if direction is PathDirection.IN:
        walked = walked.T.tocsr()
    found = []
    for first in range(0, len(snapshot), 256):
        sources = range(first, min(len(snapshot), first + 256))
        distances = csgraph.dijkstra(walked, indices=list(sources))
        is_reached = numpy.isfinite(distances) & (distances > 0)
        for row, reached in zip(distances, is_reached, strict=True):
            far = row[reached]
            furthest = float(far.max(initial=0))
            found.append(Reach(len(far), float(far.sum()), float((1 / far).sum()), furthest))
    return found


def betweenness_fast(snapshot: Snapshot, length: StepLength) -> list[float]:
    """Return betweenness from every source; of an undirected network each pair counts twice."""
    if len(snapshot) < 3 or not snapshot.heads:  # NetworKit ends the process on an empty graph.
        return [0.0] * len(snapshot)
    networkit = require("networkit")
    graph = networkit_of(snapshot, length)
    found: list[float] = networkit.centrality.Betweenness(graph, normalized=False).run().scores()
    return found


def networkit_of(snapshot: Snapshot, length: StepLength = StepLength.TIES) -> Any:
    """Return a network as NetworKit holds it: each undirected tie once."""
    numpy, networkit = require("numpy"), require("networkit")
    tails, heads = (numpy.asarray(arcs, dtype="int64") for arcs in (snapshot.tails, snapshot.heads))
    lengths = lengths_in_proportion(snapshot, length)
    kept = slice(None) if snapshot.is_directed else tails < heads
    weights = numpy.ones(len(heads)) if lengths is None else numpy.asarray(lengths)
    return networkit.GraphFromCoo(
        (weights[kept], (tails[kept], heads[kept])),
        n=len(snapshot),
        weighted=lengths is not None,
        directed=snapshot.is_directed,
    )
