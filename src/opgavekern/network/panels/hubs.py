"""Hubs and authorities: who chooses the chosen, and who is chosen by those (Kleinberg 1999)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot

_MOST_ROUNDS = 50_000
#: How little scores may still move, and how nearly parts may score the same.
_STILL, _ALIKE = 1e-14, 1e-9
#: Up to so many on the smaller side a dense matrix is quicker than iteration.
_DENSE = 64


@attrs.frozen(eq=False)
class _Part:
    """Those who choose, those whom they choose, and the ties that join them.

    Attributes:
        choosing: Their places.
        chosen: The places of those they choose.
        arcs: From and to, as numbers in those lists, with weights.
    """

    choosing: Sequence[int]
    chosen: Sequence[int]
    arcs: Sequence[tuple[int, int, float]]

    @property
    def most(self) -> float:
        """What its singular value cannot exceed."""
        rows, columns = [0.0] * len(self.choosing), [0.0] * len(self.chosen)
        for start, end, weight in self.arcs:
            rows[start] += weight
            columns[end] += weight
        return math.sqrt(max(rows) * max(columns))


@attrs.frozen(eq=False)
class _Scores:
    """The singular vectors of a part, of length one, with their value."""

    part: _Part
    value: float
    hubs: Sequence[float]
    authorities: Sequence[float]


def hubs_and_authorities(snapshot: Snapshot, engine: Engine) -> tuple[list[float], list[float]]:
    """Return both scores of each actor, the highest 1; without ties everybody has 1.

    Hubs are the leading left singular vector of A, authorities the right one. Where several parts
    of the network lead alike, each counts by the degrees of its actors, from which iteration
    starts, as in igraph. Takes time with ties for each round.

    Raises:
        NetworkError: They do not settle.
    """
    size = len(snapshot)
    if not snapshot.tails:
        return [1.0] * size, [1.0] * size
    degree = [0] * size
    for end in (*snapshot.tails, *snapshot.heads):
        degree[end] += 1
    hubs, authorities = [0.0] * size, [0.0] * size
    for scores in _leading(snapshot, engine):
        _spread(hubs, scores.part.choosing, scores.hubs, degree)
        _spread(authorities, scores.part.chosen, scores.authorities, degree)
    return _of_highest(hubs), _of_highest(authorities)


def _spread(
    onto: list[float], places: Sequence[int], scores: Sequence[float], degree: Sequence[int]
) -> None:
    """Give a part its scores, times how far it goes along with the start."""
    along = math.fsum(score * degree[place] for place, score in zip(places, scores, strict=True))
    for place, score in zip(places, scores, strict=True):
        onto[place] = along * score


def _of_highest(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    return [one / top for one in scores]


def _leading(snapshot: Snapshot, engine: Engine) -> list[_Scores]:
    """Return the scores of the parts whose singular value is the highest."""
    most = sorted(((one.most, n, one) for n, one in enumerate(_parts(snapshot))), reverse=True)
    found: list[_Scores] = []
    top = 0.0
    for bound, _, part in most:
        if bound < top * (1 - _ALIKE):
            break
        scores = _fast(part) if engine is Engine.FAST else _plain(part)
        found.append(scores)
        top = max(top, scores.value)
    return [one for one in found if one.value >= top * (1 - _ALIKE)]


def _parts(snapshot: Snapshot) -> list[_Part]:
    """Part choosers and chosen, each actor once as either, by what ties join."""
    size = len(snapshot)
    part = [-1] * (2 * size)  # Who chooses, and after all of those who is chosen.
    numbers: list[list[int]] = []
    for first in dict.fromkeys(snapshot.tails):
        if part[first] >= 0:
            continue
        found, part[first] = [first], len(numbers)
        for one in found:  # Grows while it is walked.
            if one < size:
                others = [size + head for head in snapshot.successors[one]]
            else:
                others = list(snapshot.predecessors[one - size])
            for other in others:
                if part[other] < 0:
                    part[other] = len(numbers)
                    found.append(other)
        numbers.append(found)
    weights: Sequence[float] = snapshot.weights or [1.0] * len(snapshot.tails)
    arcs: list[list[tuple[int, int, float]]] = [[] for _ in numbers]
    for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True):
        arcs[part[tail]].append((tail, size + head, weight))
    return [_part(size, sorted(found), ties) for found, ties in zip(numbers, arcs, strict=True)]


def _part(size: int, found: Sequence[int], ties: Sequence[tuple[int, int, float]]) -> _Part:
    choosing = [one for one in found if one < size]
    chosen = [one - size for one in found if one >= size]
    place = {one: n for n, one in enumerate(choosing)}
    place |= {one + size: n for n, one in enumerate(chosen)}
    return _Part(choosing, chosen, [(place[a], place[b], weight) for a, b, weight in ties])


def _plain(part: _Part) -> _Scores:
    hubs = _unit([1.0] * len(part.choosing))[0]
    for _ in range(_MOST_ROUNDS):
        authorities, value = _unit(_times(part, hubs, is_back=True))
        following, _ = _unit(_times(part, authorities, is_back=False))
        moved = max(abs(a - b) for a, b in zip(following, hubs, strict=True))
        hubs = following
        if moved <= _STILL:
            authorities, value = _unit(_times(part, hubs, is_back=True))
            return _Scores(part, value, hubs, authorities)
    raise NetworkError(
        message(
            'hub- en autoriteitsscores komen in {rounds} ronden niet tot rust; engine="fast" '
            "rekent ze rechtstreeks uit",
            'hub and authority scores do not settle in {rounds} rounds; engine="fast" computes '
            "them directly",
            rounds=_MOST_ROUNDS,
        )
    )


def _times(part: _Part, scores: Sequence[float], *, is_back: bool) -> list[float]:
    found = [0.0] * len(part.chosen if is_back else part.choosing)
    for start, end, weight in part.arcs:
        if is_back:
            found[end] += weight * scores[start]
        else:
            found[start] += weight * scores[end]
    return found


def _unit(scores: Sequence[float]) -> tuple[list[float], float]:
    """Scores of length one, and how long they were."""
    length = math.sqrt(math.fsum(one * one for one in scores))
    return [one / length for one in scores], length


def _fast(part: _Part) -> _Scores:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    starts, ends, weights = zip(*part.arcs, strict=True)
    shape = (len(part.choosing), len(part.chosen))
    arcs = sparse.csr_array((weights, (starts, ends)), shape=shape, dtype="float64")
    if min(shape) <= _DENSE:
        left, _, _ = numpy.linalg.svd(arcs.toarray(), full_matrices=False)
        hubs = numpy.abs(left[:, 0])
    else:
        linalg = require("scipy.sparse.linalg")
        back = arcs.T.tocsr()
        both: Any = linalg.LinearOperator(
            (shape[0], shape[0]), matvec=lambda one: arcs @ (back @ one), dtype="float64"
        )
        _, found = linalg.eigsh(both, k=1, which="LA", v0=numpy.ones(shape[0]))
        hubs = numpy.abs(found.ravel())
    authorities = arcs.T @ hubs
    value = float(numpy.linalg.norm(authorities))
    return _Scores(part, value, hubs.tolist(), (authorities / value).tolist())
