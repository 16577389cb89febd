"""Products of sparse matrices of which only some cells are wanted."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from opgavekern.base.extras import require

#: So many multiplications at a time, so that a product never takes all memory.
_SLAB = 20_000_000
#: So many multiplications of a product take as long as looking one entry up.
_LOOKUP = 50


def slabs_of(left: Any, right: Any) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows of `left` whose product with `right` takes bearable memory."""
    return _slabs(_multiplications(left, right))


def masked_product(left: Any, right: Any, mask: Any) -> Any:
    """Return the cells of `left @ right`, times those of `mask`, as `scipy.sparse.csr_array`.

    Takes time with the multiplications of the product; where hubs make these many, with the shorter
    of the row and the column that meet in each cell of the mask.
    """
    sparse = require("scipy.sparse")
    by_cell = _ByCell(left, right, mask)
    if by_cell.work.sum() * _LOOKUP < _multiplications(left, right).sum():
        return by_cell.product()
    parts = [
        (left[first:last] @ right).multiply(mask[first:last]).tocsr()
        for first, last in slabs_of(left, right)
    ]
    return sparse.vstack(parts, format="csr") if parts else sparse.csr_array(mask.shape)


class _ByCell:
    """A product of which each cell of the mask is looked up by itself."""

    def __init__(self, left: Any, right: Any, mask: Any) -> None:
        numpy = require("numpy")
        self._left, self._right, self._shape = left, right, mask.shape
        self._cells = mask.tocoo()
        of_row = numpy.diff(left.indptr)[self._cells.row]
        of_column = numpy.bincount(right.indices, minlength=right.shape[1])[self._cells.col]
        self._from_row = of_row <= of_column
        self.work = numpy.minimum(of_row, of_column)

    def product(self) -> Any:
        """Return all cells."""
        numpy, sparse = require("numpy"), require("scipy.sparse")
        rows, columns = _Lines(self._left), _Lines(self._right.T.tocsr())
        cells, found = self._cells, numpy.zeros(len(self.work))
        for first, last in _slabs(self.work):
            is_row = self._from_row[first:last]
            for chosen, own, other, at, there in (
                (is_row, rows, columns, cells.row, cells.col),
                (~is_row, columns, rows, cells.col, cells.row),
            ):
                places = first + numpy.flatnonzero(chosen)
                found[places] = own.met(at[places], other, there[places])
        found *= cells.data
        return sparse.csr_array((found, (cells.row, cells.col)), shape=self._shape)


class _Lines:
    """The rows of a sparse matrix, in which an entry can be found."""

    def __init__(self, rows: Any) -> None:
        numpy = require("numpy")
        self._rows = rows
        self.lengths = numpy.diff(rows.indptr)

    @functools.cached_property
    def _sorted(self) -> tuple[Any, Any]:
        """Keys of all entries in order, and their values."""
        numpy = require("numpy")
        places = numpy.repeat(numpy.arange(len(self.lengths), dtype="int64"), self.lengths)
        keys = places * self._rows.shape[1] + self._rows.indices
        order = numpy.argsort(keys)
        return keys[order], self._rows.data[order]

    def met(self, at: Any, other: _Lines, there: Any) -> Any:
        """Return for each pair of a row here and a row of another what they sum to, multiplied."""
        numpy = require("numpy")
        counts = self.lengths[at]
        pair = numpy.repeat(numpy.arange(len(at)), counts)
        before = numpy.cumsum(counts) - counts
        entry = numpy.arange(len(pair)) + numpy.repeat(self._rows.indptr[at] - before, counts)
        keys, values = other._sorted
        wanted = there[pair].astype("int64") * self._rows.shape[1] + self._rows.indices[entry]
        place = numpy.searchsorted(keys, wanted)
        is_there = place < len(keys)
        is_there[is_there] = keys[place[is_there]] == wanted[is_there]
        products = self._rows.data[entry[is_there]] * values[place[is_there]]
        return numpy.bincount(pair[is_there], products, minlength=len(at))


def _multiplications(left: Any, right: Any) -> Any:
    """Return how many each row of `left` takes."""
    numpy = require("numpy")
    binary = left.copy()
    binary.data = numpy.ones(len(left.data))
    return binary @ numpy.diff(right.indptr).astype("float64")


def _slabs(work: Any) -> Iterator[tuple[int, int]]:
    numpy = require("numpy")
    done = numpy.cumsum(work, dtype="float64")
    whole = done[-1] if len(done) else 0
    cuts = numpy.searchsorted(done, numpy.arange(_SLAB, whole, _SLAB)) + 1
    edges = numpy.unique([0, *cuts, len(done)])
    return itertools.pairwise(edges.tolist())
