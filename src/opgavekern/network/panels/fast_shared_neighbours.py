"""What actors of one side share in a network of two sides, by sparse products."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from opgavekern.base.extras import require
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.sparse_products import masked_product, slabs_of
from opgavekern.network.panels.shared_neighbours import ranks

#: Pairs of actors whose neighbours are laid side by side at a time.
_PAIRS = 100_000


def four_cycles_fast(snapshot: Snapshot) -> int:
    """Count squares, each at its corner with most ties."""
    numpy, sparse = require("numpy"), require("scipy.sparse")
    order = numpy.argsort(ranks(snapshot))
    ties = snapshot.matrix[order][:, order].tocsr()
    lower = sparse.tril(ties, format="csr")
    found = 0
    for first, last in slabs_of(lower, ties):
        opposite = sparse.tril(lower[first:last] @ ties, first - 1).data
        found += int((opposite * (opposite - 1)).sum()) // 2
    return found


def closed_chains_fast(snapshot: Snapshot, is_own: Sequence[bool]) -> int:
    """Count chains whose ends share another than those passed, as `closed_chains` does."""
    numpy = require("numpy")
    is_on = numpy.asarray(is_own, dtype=bool)
    ties = snapshot.matrix[is_on][:, ~is_on].tocsr()
    shared = _sharing(ties, ties.T.tocsr())
    members = numpy.bincount(ties.indices, minlength=ties.shape[1])
    twice = int((members * (members - 1) * (members - 2)).sum())
    by_one = _where(shared, shared.data == 1)
    starts = masked_product(by_one, ties, ties)
    passing = masked_product(shared, ties, ties)
    by_shared = starts.multiply(passing).sum() - (starts @ (members - 1)).sum()
    return (_ways(shared) - twice) // 2 - int(by_shared) - _by_both(ties, shared)


def _ways(shared: Any) -> int:
    """Ways over two from each to those that it shares with; by actor, as few are of use."""
    numpy = require("numpy")
    is_near, found = numpy.zeros(shared.shape[0]), 0.0
    for first, last in itertools.pairwise(shared.indptr.tolist()):
        near = shared.indices[first:last]
        is_near[near] = 1
        found += float(shared.data[first:last] @ (shared[near] @ is_near))
        is_near[near] = 0
    return int(found)


def _by_both(ties: Any, shared: Any) -> int:
    """Chains that pass both of the two that their ends share."""
    sparse = require("scipy.sparse")
    by_two = sparse.triu(_where(shared, shared.data == 2), format="coo")
    of_other, found = ties.T.tocsr(), 0
    for first in range(0, by_two.nnz, _PAIRS):
        starts, ends = (one[first : first + _PAIRS] for one in by_two.coords)
        both = ties[starts].multiply(ties[ends]).tocsr().indices.reshape(-1, 2)
        middles = of_other[both[:, 0]].multiply(of_other[both[:, 1]]).sum()
        found += 2 * (int(middles) - 2 * len(both))
    return found


def redundant_pairs_fast(snapshot: Snapshot) -> list[int]:
    """Count for each actor the pairs of its neighbours that share another than the actor."""
    numpy = require("numpy")
    ties = snapshot.matrix
    found = numpy.zeros(len(snapshot))
    for first, last in slabs_of(ties, ties):
        part = ties[first:last]
        shared = (part @ ties).tocsr()
        several = _where(shared, shared.data > 1)
        several.setdiag(0, first)
        found += masked_product(several, ties, part).sum(axis=0)
    return [int(one) // 2 for one in found.tolist()]


def _sharing(ties: Any, back: Any) -> Any:
    """Return how many neighbours each two share, without any of an actor with itself."""
    sparse = require("scipy.sparse")
    parts = []
    for first, last in slabs_of(ties, back):
        part = ties[first:last] @ back
        part.setdiag(0, first)
        part.eliminate_zeros()
        parts.append(part)
    return sparse.vstack(parts, format="csr") if parts else sparse.csr_array((0, 0))


def _where(matrix: Any, kept: Any) -> Any:
    """Return ones where a matrix has what is kept."""
    found = matrix.copy()
    found.data = kept.astype("float64")
    found.eliminate_zeros()
    return found
