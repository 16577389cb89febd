"""Products of sparse matrices of which only some cells are wanted."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from opgavekern.base.extras import require

#: So many multiplications at a time, so that a product never takes all memory.
_SLAB = 20_000_000


def slabs_of(left: Any, right: Any) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows of `left` whose product with `right` takes bearable memory."""
    numpy = require("numpy")
    binary = left.copy()
    binary.data = numpy.ones(len(left.data))
    work = numpy.cumsum(binary @ numpy.diff(right.indptr).astype("float64"))
    whole = work[-1] if len(work) else 0
    cuts = numpy.searchsorted(work, numpy.arange(_SLAB, whole, _SLAB)) + 1
    edges = numpy.unique([0, *cuts, len(work)])
    return itertools.pairwise(edges.tolist())


def masked_product(left: Any, right: Any, mask: Any) -> Any:
    """Return the cells of `left @ right` where `mask` has one, as `scipy.sparse.csr_array`."""
    sparse = require("scipy.sparse")
    parts = [
        (left[first:last] @ right).multiply(mask[first:last]).tocsr()
        for first, last in slabs_of(left, right)
    ]
    return sparse.vstack(parts, format="csr") if parts else sparse.csr_array(mask.shape)
