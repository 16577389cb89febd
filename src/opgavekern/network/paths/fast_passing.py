"""What passes each actor on shortest paths, for many sources at once, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from opgavekern.base.extras import require
from opgavekern.network.foundation.snapshots import Snapshot

#: Cells of actors by sources that are held at a time.
_BLOCK = 4_000_000


def stress_fast(snapshot: Snapshot) -> list[float]:
    """Return how many shortest paths, of one step a tie, go through each actor."""
    numpy = require("numpy")
    arcs = _ties_of(snapshot)
    total = numpy.zeros(len(snapshot))
    for levels, ways in _walks(arcs, len(snapshot)):
        onward = numpy.zeros_like(ways)
        for nearer, further in _back(levels):
            onward += numpy.where(nearer, arcs @ numpy.where(further, 1 + onward, 0), 0)
        total += (ways * onward * ~levels[0]).sum(axis=1)
    return list(total.tolist())


def load_fast(snapshot: Snapshot) -> list[float]:
    """Return how much each actor handles when everyone sends one unit to everyone it reaches."""
    numpy = require("numpy")
    towards = _ties_of(snapshot).T.tocsr()  # From a target to those that send to it.
    outward, total = towards.T.tocsr(), numpy.zeros(len(snapshot))
    for levels, ways in _walks(towards, len(snapshot)):
        handled = (ways > 0).astype("float64")
        for nearer, further in _back(levels):
            following = numpy.where(further, outward @ nearer.astype("float64"), 1)
            shares = numpy.where(further, handled / following, 0)
            handled += numpy.where(nearer, towards @ shares, 0)
        total += handled.sum(axis=1)
    return list(total.tolist())


def _ties_of(snapshot: Snapshot) -> Any:
    """Ties as there or not, whatever they weigh."""
    arcs = snapshot.matrix.copy()
    arcs.data[:] = 1
    return arcs


def _walks(arcs: Any, size: int) -> Iterator[tuple[Sequence[Any], Any]]:
    """Yield, for sources block by block, who is at each distance and in how many ways.

    Of both the rows are actors, and the columns sources.
    """
    numpy = require("numpy")
    inward = arcs.T.tocsr()
    step = max(1, _BLOCK // max(size, 1))
    for first in range(0, size, step):
        sources = numpy.arange(first, min(size, first + step))
        front = numpy.zeros((size, len(sources)))
        front[sources, sources - first] = 1
        ways, levels = front.copy(), [front > 0]
        while True:
            front = numpy.where(ways > 0, 0, inward @ front)
            if not front.any():
                break
            ways += front
            levels.append(front > 0)
        yield levels, ways


def _back(levels: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each level but the first with the one before it, the furthest first."""
    return zip(reversed(levels[:-1]), reversed(levels[1:]), strict=True)
