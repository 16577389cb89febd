"""Structural holes: how far the contacts of an actor are tied among themselves (Burt 1992)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.sparse_products import masked_product, slabs_of


@attrs.frozen
class Holes:
    """What is said of the contacts of one actor; None of each without contacts.

    Attributes:
        effective_size: Contacts less what is redundant among them.
        efficiency: That as a share of contacts.
        constraint: Sum of the parts of contacts.
        hierarchy: How far constraint comes from few contacts, 0 to 1.
    """

    effective_size: float | None = None
    efficiency: float | None = None
    constraint: float | None = None
    hierarchy: float | None = None


def holes_of(snapshot: Snapshot, engine: Engine) -> list[Holes]:
    """Return what is said of each actor.

    With Z = A + Aᵀ, p the rows of Z divided by their sums, and m those divided by their highest:
    effective size is n - Σ_j Σ_{q≠j} p_iq m_jq, constraint Σ_j (p_ij + Σ_q p_iq p_qj)² over
    contacts j. Takes time with the two-paths, or with ties times the contacts of the one of both
    that has the fewest, where hubs make these less.
    """
    return _fast(snapshot) if engine is Engine.FAST else _plain(snapshot)


def parts_of(snapshot: Snapshot) -> list[dict[int, tuple[float, float]]]:
    """Return of each actor, by contact, p_ij and Σ_q p_iq p_qj, whose sum squared is its part."""
    shares = _Shares(_ties(snapshot))
    return [_parts(shares, place) for place in range(len(snapshot))]


def _ties(snapshot: Snapshot) -> list[dict[int, float]]:
    """Z = A + Aᵀ by row; that an undirected tie is in it twice changes nothing."""
    ties: list[dict[int, float]] = [{} for _ in snapshot.actors]
    weights: Sequence[float] = snapshot.weights or [1.0] * len(snapshot.tails)
    for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True):
        ties[tail][head] = ties[tail].get(head, 0) + weight
        ties[head][tail] = ties[head].get(tail, 0) + weight
    return ties


class _Shares:
    """Ties as shares of all that an actor has, and of its strongest."""

    def __init__(self, ties: Sequence[Mapping[int, float]]) -> None:
        self.of_all = [_divided(row, math.fsum(row.values())) for row in ties]
        self.of_strongest = [_divided(row, max(row.values(), default=0)) for row in ties]


def _divided(row: Mapping[int, float], by: float) -> dict[int, float]:
    return {other: tie / by for other, tie in row.items()}


def _parts(shares: _Shares, place: int) -> dict[int, tuple[float, float]]:
    own = shares.of_all[place]
    by_way = dict.fromkeys(own, 0.0)
    for other, share in own.items():
        for third, further in _of_both(shares.of_all[other], own):
            by_way[third] += share * further
    return {other: (share, by_way[other]) for other, share in own.items()}


def _of_both(row: Mapping[int, float], own: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    """Yield what a row has of an actor's contacts; a hub's many contacts are not gone through."""
    if len(own) < len(row):
        return ((third, row[third]) for third in own if third in row)
    return ((third, tie) for third, tie in row.items() if third in own)


def _plain(snapshot: Snapshot) -> list[Holes]:
    shares = _Shares(_ties(snapshot))
    return [_holes(shares, place) for place in range(len(snapshot))]


def _holes(shares: _Shares, place: int) -> Holes:
    own = shares.of_all[place]
    if not own:
        return Holes()
    redundant = math.fsum(
        own[third] * tie
        for other in own
        for third, tie in _of_both(shares.of_strongest[other], own)
    )
    parts = [(direct + by_way) ** 2 for direct, by_way in _parts(shares, place).values()]
    effective = len(own) - redundant
    return Holes(effective, effective / len(own), math.fsum(parts), hierarchy_of(parts))


def hierarchy_of(parts: Sequence[float]) -> float:
    """Return how far a sum comes from few of its parts: Coleman and Theil's disorder, 0 to 1.

    One contact is all of the constraint there is: 1. (Some packages say 0.)
    """
    count = len(parts)
    if count < 2:
        return 1.0
    mean = math.fsum(parts) / count
    ratios = [one / mean for one in parts]
    return math.fsum(one * math.log(one) for one in ratios) / (count * math.log(count))


def _fast(snapshot: Snapshot) -> list[Holes]:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    arcs = snapshot.matrix
    ties = (arcs + arcs.T).tocsr()
    count = numpy.diff(ties.indptr)
    safe = numpy.maximum(count, 1)
    given, strongest = ties.sum(axis=1), _highest(ties)
    of_all, of_strongest = (
        sparse.diags_array(_inverse(by), format="csr") @ ties for by in (given, strongest)
    )
    by_way = masked_product(of_all, of_all, ties.astype(bool))
    parts = (of_all + by_way).tocsr()
    parts.data **= 2
    constraint = parts.sum(axis=1)
    redundant = masked_product(of_all, of_strongest.T.tocsr(), ties.astype(bool)).sum(axis=1)
    ratios = sparse.diags_array(_inverse(constraint / safe), format="csr") @ parts
    ratios.data *= numpy.log(ratios.data)
    hierarchy = ratios.sum(axis=1) / numpy.where(count > 1, safe * numpy.log(safe), 1)
    hierarchy[count == 1] = 1
    effective = count - redundant
    columns = (effective, effective / safe, constraint, hierarchy)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        Holes(*row) if has_any else Holes()
        for row, has_any in zip(rows, (count > 0).tolist(), strict=True)
    ]


def two_step_constraint(snapshot: Snapshot, engine: Engine) -> list[float | None]:
    """Return Σ_j (p_ij + Σ_q p_iq p_qj)² over all others j, so contacts of contacts as well.

    None without contacts. Takes time with the two-paths.
    """
    if engine is Engine.FAST:
        return _two_steps_fast(snapshot)
    of_all = _Shares(_ties(snapshot)).of_all
    return [_two_steps(of_all, place) if own else None for place, own in enumerate(of_all)]


def _two_steps(of_all: Sequence[Mapping[int, float]], place: int) -> float:
    invested = dict(of_all[place])
    for other, share in of_all[place].items():
        for third, further in of_all[other].items():
            invested[third] = invested.get(third, 0.0) + share * further
    invested.pop(place, None)
    return math.fsum(one**2 for one in invested.values())


def _two_steps_fast(snapshot: Snapshot) -> list[float | None]:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    ties = (snapshot.matrix + snapshot.matrix.T).tocsr()
    shares = sparse.diags_array(_inverse(ties.sum(axis=1)), format="csr") @ ties
    found = numpy.zeros(len(snapshot))
    for first, last in slabs_of(shares, shares):
        part = shares[first:last]
        invested = (part + part @ shares).tocsr()
        own = invested[numpy.arange(last - first), numpy.arange(first, last)]
        invested.data **= 2
        found[first:last] = invested.sum(axis=1) - numpy.asarray(own).ravel() ** 2
    has_any = numpy.diff(ties.indptr) > 0
    rows = zip(found.tolist(), has_any.tolist(), strict=True)
    return [one if has else None for one, has in rows]


def _inverse(values: Any) -> Any:
    numpy = require("numpy")
    return numpy.divide(1.0, values, out=numpy.zeros(len(values)), where=values != 0)


def _highest(ties: Any) -> Any:
    numpy = require("numpy")
    found = numpy.zeros(ties.shape[0])
    has_any = numpy.flatnonzero(numpy.diff(ties.indptr))
    if len(has_any):
        found[has_any] = numpy.maximum.reduceat(ties.data, ties.indptr[has_any])
    return found
