"""Scores that follow from each other: eigenvector centrality and PageRank."""

from __future__ import annotations

import math
from collections.abc import Sequence

from opgavekern.base.extras import require
from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.paths.steps import PathDirection
from opgavekern.network.structure.components import strong_components

#: The share of walkers that follow a tie; the others start anew anywhere.
DAMPING = 0.85
_CLOSE = 1e-15
_MOST_ROUNDS = 50_000
#: Up to so many actors a dense matrix is quicker than Arnoldi iteration, which needs some room.
_DENSE = 64


def verify_one_whole(snapshot: Snapshot, engine: Engine) -> None:
    """Refuse a network of which the leading eigenvector is not one.

    Raises:
        NetworkError: It has fewer than two actors, or is not connected; a directed one: not
            strongly.
    """
    if len(snapshot) < 2:
        raise NetworkError(
            message(
                "eigenvectorcentraliteit vraagt ten minste twee actoren",
                "eigenvector centrality takes at least two actors",
            )
        )
    parts = len(set(strong_components(snapshot, engine)))
    if parts == 1:
        return
    raise NetworkError(
        message(
            "eigenvectorcentraliteit is hier niet bepaald: het netwerk valt in {parts} delen "
            "uiteen ({sort}), en scores zijn tussen delen niet te vergelijken. Neem het grootste "
            "deel, of een andere maat, zoals pagerank",
            "eigenvector centrality is not defined here: the network falls apart into {parts} "
            "parts ({sort}), and scores cannot be compared between parts. Take the largest part, "
            "or another measure, such as pagerank",
            parts=parts,
            sort=message("sterk samenhangend", "strongly connected")
            if snapshot.is_directed
            else message("samenhangend", "connected"),
        )
    )


def eigenvector(snapshot: Snapshot, direction: PathDirection, engine: Engine) -> list[float]:
    """Return the leading eigenvector, of length one and not negative.

    The direction `OUT` scores actors by whom they choose (A v = λ v, as R's `sna`), `IN` by who
    chooses them (as networkx and igraph).

    Raises:
        NetworkError: It is not defined, or does not settle.
    """
    verify_one_whole(snapshot, engine)
    if engine is Engine.FAST:
        return _eigenvector_fast(snapshot, direction)
    tails, heads = snapshot.tails, snapshot.heads
    if direction is PathDirection.IN:
        tails, heads = heads, tails
    weights = snapshot.weights or [1.0] * len(tails)
    arcs = list(zip(tails, heads, weights, strict=True))
    scale = max(weights)
    scores = [1 / math.sqrt(len(snapshot))] * len(snapshot)
    for _ in range(_MOST_ROUNDS):
        # Adding each own score keeps a network of two sides from swinging for ever.
        following = [one * scale for one in scores]
        for tail, head, weight in arcs:
            following[tail] += weight * scores[head]
        length = math.sqrt(math.fsum(one * one for one in following))
        following = [one / length for one in following]
        moved = max(abs(a - b) for a, b in zip(following, scores, strict=True))
        scores = following
        if moved <= _CLOSE * 10:
            return scores
    raise NetworkError(
        message(
            'de eigenvector komt in {rounds} ronden niet tot rust; engine="fast" rekent die '
            "rechtstreeks uit",
            'the eigenvector does not settle in {rounds} rounds; engine="fast" computes it '
            "directly",
            rounds=_MOST_ROUNDS,
        )
    )


def _eigenvector_fast(snapshot: Snapshot, direction: PathDirection) -> list[float]:
    numpy, linalg = require("numpy"), require("scipy.sparse.linalg")
    arcs = snapshot.matrix if direction is PathDirection.OUT else snapshot.matrix.T.tocsr()
    if len(snapshot) <= _DENSE:
        dense = arcs.toarray()
        values, vectors = (
            numpy.linalg.eig(dense) if snapshot.is_directed else numpy.linalg.eigh(dense)
        )
        found = vectors[:, values.real.argmax()]
    else:
        start = numpy.ones(len(snapshot))
        if snapshot.is_directed:
            _, found = linalg.eigs(arcs, k=1, which="LR", v0=start)
        else:
            _, found = linalg.eigsh(arcs, k=1, which="LA", v0=start)
    scores = numpy.abs(numpy.asarray(found).ravel().real)
    return list((scores / numpy.linalg.norm(scores)).tolist())


def pagerank(snapshot: Snapshot, engine: Engine) -> list[float]:
    """Return where walkers are who follow ties, and now and then start anew; adds up to one.

    Of who names nobody, walkers go on anywhere. Weights count as strength.
    """
    size = len(snapshot)
    if not size:
        return []
    if engine is Engine.FAST:
        return _pagerank_fast(snapshot)
    weights: Sequence[float] = snapshot.weights or [1.0] * len(snapshot.tails)
    given = [0.0] * size
    for tail, weight in zip(snapshot.tails, weights, strict=True):
        given[tail] += weight
    shares = [
        (tail, head, DAMPING * weight / given[tail])
        for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True)
    ]
    ends = [place for place, one in enumerate(given) if not one]
    scores, moved = [1 / size] * size, 1.0
    while moved > _CLOSE:
        anywhere = (1 - DAMPING + DAMPING * math.fsum(scores[one] for one in ends)) / size
        following = [anywhere] * size
        for tail, head, share in shares:
            following[head] += scores[tail] * share
        # Rounds get shorter by the damping; what is below rounding never stops moving.
        moved = min(
            max(abs(a - b) for a, b in zip(following, scores, strict=True)), DAMPING * moved
        )
        scores = following
    return scores


def _pagerank_fast(snapshot: Snapshot) -> list[float]:
    numpy, sparse = require("numpy"), require("scipy.sparse")
    size, arcs = len(snapshot), snapshot.matrix
    given = arcs.sum(axis=1)
    shares = numpy.divide(DAMPING, given, out=numpy.zeros(size), where=given > 0)
    inward = (sparse.diags_array(shares, format="csr") @ arcs).T.tocsr()
    ends = numpy.flatnonzero(given == 0)
    scores, moved = numpy.full(size, 1 / size), 1.0
    while moved > _CLOSE:
        anywhere = (1 - DAMPING + DAMPING * scores[ends].sum()) / size
        following = inward @ scores + anywhere
        moved = min(float(numpy.abs(following - scores).max()), DAMPING * moved)
        scores = following
    return list(scores.tolist())
