"""Products of sparse matrices of which only some cells are wanted."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from opgavekern.network import ActorMeasure, NetworkError, actors, brokerage, cohesion
from opgavekern.network.foundation import sparse_products
from opgavekern.network.foundation.sparse_products import masked_product


def _random(seed: int, rows: int, columns: int, density: float) -> Any:
    chance = np.random.default_rng(seed)
    dense = chance.normal(size=(rows, columns)) * (chance.random((rows, columns)) < density)
    return sparse.csr_array(dense)


@pytest.mark.parametrize("lookup", [0, 10**9])
@pytest.mark.parametrize("slab", [1, 7, 10**6])
def test_equals_the_whole_product(monkeypatch: pytest.MonkeyPatch, lookup: int, slab: int) -> None:
    """Multiplied in slabs or looked up cell by cell: what a dense product has there."""
    monkeypatch.setattr(sparse_products, "_LOOKUP", lookup)
    monkeypatch.setattr(sparse_products, "_SLAB", slab)
    for seed in range(20):
        sizes = np.random.default_rng(seed).integers(0, 9, 3)
        left = _random(seed, sizes[0], sizes[1], 0.4)
        right = _random(seed + 100, sizes[1], sizes[2], 0.4)
        mask = _random(seed + 200, sizes[0], sizes[2], 0.5)
        found = masked_product(left, right, mask).toarray()
        assert found == pytest.approx((left @ right).toarray() * mask.toarray(), abs=1e-12)


def test_a_hub_is_no_trouble() -> None:
    """A star of 50,000, with 2.5 billion two-paths, is measured as one of five is."""
    star = nx.star_graph(50_000)
    nx.set_node_attributes(star, {one: one % 2 for one in star}, "group")
    panel = actors(star, ["constraint", "effective_size", "clustering"], engine="fast")
    assert panel.values_of(ActorMeasure.CONSTRAINT)[7] == 1
    assert panel.values_of(ActorMeasure.EFFECTIVE_SIZE)[0] == pytest.approx(50_000)
    both_ways = star.to_directed()
    total = brokerage(both_ways, "group", engine="fast").whole[-1]
    assert total.count == 50_000 * 49_999
    found = cohesion(both_ways, engine="fast")
    assert (found.triads.weak, found.two_path_correlation) == (0, None)
    said: Any
    for said in ({"engine": "plain"}, {"weighted": True}):
        with pytest.raises(NetworkError, match="2,500,000,000 of them through one actor"):
            brokerage(both_ways, "group", **said)
