"""Counting open two-paths by role: pair by pair, or as sparse products.

A start and an end count where it is known that there is no tie between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.network.brokers.broker_roles import ROLES, BrokerRole, role_of
from opgavekern.network.foundation.readings import Engine, Name
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.sparse_products import masked_product

#: For each of `ROLES`, the count of each actor.
Counts = list[list[float]]


def open_paths(snapshot: Snapshot) -> Iterator[tuple[int, list[tuple[int, list[int]]]]]:
    """Yield each start with its brokers, and for each of those the ends without a direct tie."""
    named = snapshot.successor_sets
    for start, brokers in enumerate(snapshot.successors):
        out_of_reach = named[start] | {start}
        linked = []
        for broker in brokers:
            ends: list[int] | frozenset[int] = named[broker] - out_of_reach
            if not snapshot.is_complete:
                ends = [end for end in ends if snapshot.knows(start, end)]
            linked.append((broker, list(ends)))
        yield start, linked


def count_plainly(snapshot: Snapshot, groups: Sequence[Name], *, is_weighted: bool) -> Counts:
    """Count pair by pair; takes time with the two-paths of the network."""
    counts: dict[BrokerRole, list[float]] = {role: [0.0] * len(snapshot) for role in ROLES}
    for start, linked in open_paths(snapshot):
        brokers_of = Counter(end for _, ends in linked for end in ends) if is_weighted else {}
        for broker, ends in linked:
            for end in ends:
                role = role_of(groups[start], groups[broker], groups[end])
                counts[role][broker] += 1 / brokers_of[end] if is_weighted else 1
    return list(counts.values())


def count_fast(snapshot: Snapshot, groups: Sequence[Name], *, is_weighted: bool) -> Counts:
    """Count by sparse products: all pairs that could be, less those that are tied."""
    numpy = require("numpy")
    order = {group: code for code, group in enumerate(dict.fromkeys(groups))}
    codes = numpy.asarray([order[group] for group in groups], dtype="int64")
    legs = _Legs.of(snapshot, snapshot.matrix)
    if is_weighted:
        found = _shares(legs, codes, snapshot)
    else:
        found = _open(legs, codes)
        if not snapshot.is_directed and not snapshot.is_complete:
            found -= _open(_Legs.among_silent(snapshot), codes)
    return [column.tolist() for column in found]


def count_by_role(
    snapshot: Snapshot, groups: Sequence[Name], engine: Engine, *, is_weighted: bool
) -> Counts:
    """Count the open two-paths that each actor brokers, in each role.

    Args:
        snapshot: Read without weights.
        groups: The group of each actor.
        engine: What counts; the numbers are the same.
        is_weighted: Each pair counts for one in all, shared by its brokers.
    """
    count = count_fast if engine is Engine.FAST else count_plainly
    return count(snapshot, groups, is_weighted=is_weighted)


@attrs.frozen(eq=False)
class _Legs:
    """Arcs from starts to brokers, from brokers to ends, and from starts to ends."""

    first: Any
    second: Any
    direct: Any

    @classmethod
    def of(cls, snapshot: Snapshot, arcs: Any) -> _Legs:
        """Of a directed graph only who answered is a start: of others no absence is known."""
        if not snapshot.is_directed or snapshot.is_complete:
            return cls(arcs, arcs, arcs)
        known = _diagonal(snapshot.is_known) @ arcs
        return cls(known, arcs, known)

    @classmethod
    def among_silent(cls, snapshot: Snapshot) -> _Legs:
        """Start and end both without an answer: nothing is known between them."""
        silent = _diagonal([not one for one in snapshot.is_known])
        arcs = snapshot.matrix
        return cls(silent @ arcs, arcs @ silent, silent @ arcs @ silent)


def _diagonal(values: Sequence[bool]) -> Any:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    return sparse.diags_array(numpy.asarray(values, dtype="float64"), format="csr")


def _split(arcs: Any, codes: Any) -> tuple[Any, Any]:
    """Arcs within groups, and across."""
    sparse = require("scipy.sparse")
    arcs = arcs.tocoo()
    is_same = codes[arcs.row] == codes[arcs.col]
    return tuple(
        sparse.csr_array(
            (arcs.data[kept], (arcs.row[kept], arcs.col[kept])), shape=arcs.shape, dtype="float64"
        )
        for kept in (is_same, ~is_same)
    )


def _open(legs: _Legs, codes: Any) -> Any:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    same_in, other_in = (part.T.tocsr() for part in _split(legs.first, codes))
    same_out, other_out = _split(legs.second, codes)
    same_direct, other_direct = _split(legs.direct, codes)
    count_in, count_out = same_in.sum(axis=1), same_out.sum(axis=1)
    others_in, others_out = other_in.sum(axis=1), other_out.sum(axis=1)
    size = len(codes)
    places = (numpy.arange(size), codes)
    member = sparse.csr_array((numpy.ones(size), places), shape=(size, codes.max(initial=0) + 1))
    within = (other_in @ member).multiply(other_out @ member).sum(axis=1)
    pairs = (
        count_in * count_out - same_in.multiply(same_out).sum(axis=1),
        within - other_in.multiply(other_out).sum(axis=1),
        count_in * others_out,
        others_in * count_out,
        others_in * others_out - within,
    )
    closed = (
        *_along(same_in, same_direct, same_out),
        *_along(other_in, same_direct, other_out),
        *_along(same_in, other_direct, other_out),
        *_along(other_in, other_direct, same_out, other_out),
    )
    return numpy.asarray(pairs) - numpy.asarray(closed)


def _shares(legs: _Legs, codes: Any, snapshot: Snapshot) -> Any:
    """Each open pair divided by the number of its brokers."""
    numpy, sparse = require("numpy"), require("scipy.sparse")
    found = (legs.first @ legs.second).tocoo()
    is_tied = legs.direct[found.row, found.col] if found.nnz else numpy.zeros(0)
    kept = (found.row != found.col) & (numpy.asarray(is_tied).ravel() == 0)
    if not snapshot.is_directed and not snapshot.is_complete:
        known = numpy.asarray(snapshot.is_known)
        kept &= known[found.row] | known[found.col]
    shares = sparse.csr_array(
        (1 / found.data[kept], (found.row[kept], found.col[kept])), shape=found.shape
    )
    same_in, other_in = (part.T.tocsr() for part in _split(legs.first, codes))
    same_out, other_out = _split(legs.second, codes)
    same_share, other_share = _split(shares, codes)
    return numpy.asarray(
        (
            *_along(same_in, same_share, same_out),
            *_along(other_in, same_share, other_out),
            *_along(same_in, other_share, other_out),
            *_along(other_in, other_share, same_out, other_out),
        )
    )


def _along(incoming: Any, direct: Any, *outgoing: Any) -> list[Any]:
    """For each mask of arcs out of a broker: what direct arcs from those that name it sum to.

    The row sums of outgoing ∘ (incoming @ direct), of which only cells of the mask are kept.
    """
    return [masked_product(incoming, direct, mask).sum(axis=1) for mask in outgoing]
