"""How far the contacts of an actor know each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from opgavekern.base.extras import require
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.sparse_products import masked_product
from opgavekern.network.structure.components import neighbours_of


def local_clustering(snapshot: Snapshot, engine: Engine) -> Sequence[float | None]:
    """Return the share of pairs of an actor's contacts that have a tie, whichever way it goes.

    None with fewer than two contacts. Takes time with the two-paths.
    """
    counted = _fast(snapshot) if engine is Engine.FAST else _plain(snapshot)
    return [tied / math.comb(contacts, 2) if contacts > 1 else None for tied, contacts in counted]


def _plain(snapshot: Snapshot) -> list[tuple[int, int]]:
    around = [frozenset(one) for one in neighbours_of(snapshot)]
    return [
        (sum(len(contacts & around[other]) for other in contacts) // 2, len(contacts))
        for contacts in around
    ]


def _fast(snapshot: Snapshot) -> list[tuple[int, int]]:
    numpy = require("numpy")
    arcs = snapshot.matrix
    either = ((arcs + arcs.T) != 0).astype("float64").tocsr()
    tied = masked_product(either, either, either).sum(axis=1) / 2
    contacts = numpy.diff(either.indptr)
    return list(zip(map(int, tied.tolist()), contacts.tolist(), strict=True))
