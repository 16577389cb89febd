"""What measures of networks cost, against the raw calls of NetworKit and SciPy, and networkx.

The raw calls convert the same graph and compute the same measures, as one writes them by hand.
Undirected random networks of 5,000 actors and 40,000 ties, and of 100,000 and 500,000; brokerage
with ten groups on a directed one, against one sparse product of two-paths. What networkx computes
actor by actor, closeness, harmonic closeness and betweenness, is timed on a fiftieth of the actors
and multiplied. Effective size and constraint it computes for all at once by matrices; asked for a
list of actors it goes tie by tie, 500 to 1,000 times as slow, which would flatter us. Measured once
so on 5,000 / 40,000, on a busy machine: 92 times as fast as networkx without betweenness, 11 times
with. Processor time, one run each unless more are asked.
Run: python benchmarks/network.py [small|large|brokerage]… [RUNS]
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable
from typing import Any

import networkit
import networkx as nx
import numpy as np
from asked_measured import Table, seconds
from scipy import sparse
from scipy.sparse import linalg

from opgavekern.network import actors, brokerage

#: Without those that every pair of actors counts for.
QUICK = ("degree", "eigenvector", "pagerank", "core", "clustering", "effective_size", "constraint")
FAR = ("betweenness", "closeness", "harmonic")
PART = 50


def a_network(size: int, ties: int, *, directed: bool = False) -> Any:
    """Make a random network, in one piece."""
    graph = nx.gnm_random_graph(size, ties, seed=1, directed=directed)
    if not directed:
        parts = [min(part) for part in nx.connected_components(graph)]
        graph.add_edges_from(itertools.pairwise(parts))
    return graph


def raw_quick(graph: Any) -> None:
    """The quick measures by hand."""
    matrix = nx.to_scipy_sparse_array(graph, dtype="float64", format="csr")
    fast = networkit.nxadapter.nx2nk(graph)
    matrix.sum(axis=1)
    linalg.eigsh(matrix, k=1, which="LA")
    networkit.centrality.PageRank(fast, damp=0.85, tol=1e-12).run()
    networkit.centrality.CoreDecomposition(fast).run()
    networkit.centrality.LocalClusteringCoefficient(fast).run()
    shares = sparse.diags_array(1 / matrix.sum(axis=1), format="csr") @ matrix
    by_way = (shares @ shares).multiply(matrix)
    parts = shares + by_way
    parts.data **= 2
    parts.sum(axis=1)
    (shares @ matrix.T).multiply(matrix).sum(axis=1)


def raw_far(graph: Any) -> None:
    """Betweenness and closeness by hand."""
    fast = networkit.nxadapter.nx2nk(graph)
    networkit.centrality.Betweenness(fast).run()
    networkit.centrality.Closeness(
        fast, False, networkit.centrality.ClosenessVariant.GENERALIZED
    ).run()
    networkit.centrality.HarmonicCloseness(fast, normalized=False).run()


def plain_quick(graph: Any) -> None:
    """The measures that networkx computes for all actors at once."""
    for measure in (
        nx.eigenvector_centrality_numpy,
        nx.pagerank,
        nx.core_number,
        nx.clustering,
        nx.effective_size,
        nx.constraint,
    ):
        measure(graph)


def plain_near(graph: Any) -> None:
    """Closeness of some actors, both ways of counting."""
    some = random.Random(1).sample(list(graph), len(graph) // PART)
    for one in some:
        nx.closeness_centrality(graph, one)
    nx.harmonic_centrality(graph, sources=some)


def product(graph: Any) -> None:
    """One sparse product of two-paths, of which the tied cells are kept."""
    matrix = nx.to_scipy_sparse_array(graph, dtype="float64", format="csr")
    (matrix @ matrix).multiply(matrix).sum(axis=1)


def pairs(
    runs: int, ours: Callable[[], object], theirs: Callable[[], object]
) -> list[tuple[float, float]]:
    """Time both in turn."""
    return [(seconds(ours), seconds(theirs)) for _ in range(runs)]


def small(table: Table, runs: int) -> None:
    """5,000 actors and 40,000 ties: all measures exact."""
    graph = a_network(5_000, 40_000)
    everything = pairs(
        runs,
        lambda: actors(graph, (*QUICK, *FAR), engine="fast"),
        lambda: (raw_quick(graph), raw_far(graph)),
    )
    table.times("panel, 5,000 / 40,000, against raw calls", everything, most=1.3)
    near = [one for one in (*QUICK, *FAR) if one != "betweenness"]
    ours = seconds(lambda: actors(graph, near, engine="fast"))
    theirs = seconds(lambda: plain_quick(graph)) + seconds(lambda: plain_near(graph)) * PART
    part = seconds(lambda: nx.betweenness_centrality(graph, k=len(graph) // PART, seed=1)) * PART
    table.times("… without betweenness, against networkx", [(ours, theirs)], most=1 / 20)
    whole = everything[0][0]
    table.times("… with betweenness, against networkx", [(whole, theirs + part)], most=1 / 8)


def large(table: Table, runs: int) -> None:
    """100,000 actors and 500,000 ties: betweenness sampled, closeness left out."""
    graph = a_network(100_000, 500_000)
    quick = pairs(runs, lambda: actors(graph, QUICK, engine="fast"), lambda: raw_quick(graph))
    table.times("panel without betweenness, 100,000 / 500,000", quick, most=1.3)
    fast = networkit.nxadapter.nx2nk(graph)
    sampled = pairs(
        runs,
        lambda: actors(graph, ["betweenness"], error=0.01, engine="fast"),
        lambda: networkit.centrality.KadabraBetweenness(fast, err=0.01, delta=0.1).run(),
    )
    table.times("… betweenness within 0.01, against KADABRA", sampled, most=None)
    both = [(a + c, b + d) for (a, b), (c, d) in zip(quick, sampled, strict=True)]
    table.times("panel, 100,000 / 500,000, against raw calls", both, most=1.3)


def of_brokers(table: Table, runs: int) -> None:
    """100,000 actors, 500,000 directed ties, ten groups."""
    graph = a_network(100_000, 500_000, directed=True)
    groups = dict(enumerate(np.random.default_rng(1).integers(10, size=len(graph)).tolist()))
    found = pairs(runs, lambda: brokerage(graph, groups), lambda: product(graph))
    table.times("brokerage, 100,000 / 500,000, against one product", found, most=8)


def main() -> None:
    """Print the ratios."""
    parts = {"small": small, "large": large, "brokerage": of_brokers}
    asked = [one for one in sys.argv[1:] if one in parts] or list(parts)
    runs = next((int(one) for one in sys.argv[1:] if one.isdigit()), 1)
    table = Table()
    for one in asked:
        parts[one](table, runs)
    table.end()


if __name__ == "__main__":
    main()
