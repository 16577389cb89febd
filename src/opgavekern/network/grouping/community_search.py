"""Communities by modularity, sought again and again: Louvain, Leiden, and their consensus."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.extras import require
from opgavekern.base.labels import Term
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.grouping.partitions import Partition, numbered

#: Most rounds of consensus.
_ROUNDS: Final = 10


class CommunityMethod(Term):
    """How communities are sought."""

    LOUVAIN = "louvain", "Louvain", "Louvain"
    LEIDEN = "leiden", "Leiden", "Leiden"


@attrs.frozen(kw_only=True, eq=False)
class Ties:
    """Ties among places, in which communities are sought.

    Attributes:
        graph: Of places, with a strength for each tie.
        method: How communities are sought.
        resolution: Above 1 for more and smaller ones.
    """

    graph: Any
    method: CommunityMethod
    resolution: float

    def runs(self, seeds: Sequence[int]) -> list[Partition]:
        """Return what is found from each seed."""
        if self.graph.number_of_edges() == 0:
            alone = numbered(([place] for place in self.graph), len(self.graph))
            return [alone for _ in seeds]
        if self.method is CommunityMethod.LEIDEN:
            return _leiden(self.graph, self.resolution, seeds)
        return [
            numbered(
                nx.community.louvain_communities(
                    self.graph, weight="strength", resolution=self.resolution, seed=seed
                ),
                len(self.graph),
            )
            for seed in seeds
        ]

    def modularity(self, partition: Partition) -> float | None:
        """Return the modularity of a partition; None without ties."""
        if self.graph.number_of_edges() == 0:
            return None
        groups: dict[int, set[int]] = {}
        for place, one in enumerate(partition):
            groups.setdefault(one, set()).add(place)
        found: float = nx.community.modularity(
            self.graph, groups.values(), weight="strength", resolution=self.resolution
        )
        return found

    def agreed(self, partitions: Sequence[Partition]) -> Ties:
        """Return the ties within communities of more than half of the partitions.

        Their strength is the share of the partitions in which both ends are together.
        """
        made: Any = nx.Graph()
        made.add_nodes_from(range(len(self.graph)))
        for tail, head in self.graph.edges():
            share = sum(one[tail] == one[head] for one in partitions) / len(partitions)
            if share > 0.5:
                made.add_edge(tail, head, strength=share)
        return attrs.evolve(self, graph=made)


def ties_of(snapshot: Snapshot, method: CommunityMethod, resolution: float) -> Ties:
    """Return the ties of a graph, among places."""
    made: Any = nx.DiGraph() if snapshot.is_directed else nx.Graph()
    made.add_nodes_from(range(len(snapshot)))
    strengths = [1.0] * len(snapshot.tails) if snapshot.weights is None else snapshot.weights
    made.add_weighted_edges_from(
        zip(snapshot.tails, snapshot.heads, strengths, strict=True), weight="strength"
    )
    return Ties(graph=made, method=method, resolution=resolution)


def seeds_of(seed: int, runs: int) -> list[int]:
    """Return a seed for each run; the same ones begin a longer list."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    return [chance.randrange(2**31) for _ in range(runs)]


def consensus_of(ties: Ties, partitions: Sequence[Partition], seeds: Sequence[int]) -> Partition:
    """Return what partitions agree on: communities of their agreement, until all are the same.

    Where they do not come to agree, the one that comes most often is returned.
    """
    agreed: Sequence[Partition] = partitions
    for _ in range(_ROUNDS):
        if len(set(agreed)) == 1:
            break
        ties = ties.agreed(agreed)
        agreed = ties.runs(seeds)
    return max(sorted(set(agreed)), key=agreed.count)


def _leiden(graph: Any, resolution: float, seeds: Sequence[int]) -> list[Partition]:
    """Run NetworKit's Leiden, on one thread: with more, who is first decides what is found."""
    networkit = require("networkit")
    made = networkit.Graph(len(graph), weighted=True)
    for tail, head, strength in graph.edges(data="strength"):
        made.addEdge(tail, head, strength)
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        return [_found_by_leiden(networkit, made, resolution, seed) for seed in seeds]
    finally:
        networkit.setNumberOfThreads(threads)


def _found_by_leiden(networkit: Any, made: Any, resolution: float, seed: int) -> Partition:
    networkit.setSeed(seed, False)
    search = networkit.community.ParallelLeiden(made, randomize=True, gamma=resolution)
    search.run()
    found = search.getPartition()
    groups: dict[int, list[int]] = {}
    for place, one in enumerate(found.getVector()):
        groups.setdefault(one, []).append(place)
    return numbered(groups.values(), made.numberOfNodes())
