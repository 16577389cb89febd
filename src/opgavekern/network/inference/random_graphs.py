"""Graphs that chance makes of the actors of another, with something in common with it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import attrs
import networkx as nx

from opgavekern.base.extras import require
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.inference.relations import verify_size


@attrs.frozen(kw_only=True, eq=False)
class GraphPlan:
    """What random graphs of the same actors take.

    Attributes:
        nodes: The actors with their attributes, in the order of the graph.
        told: What the graph says of itself, its survey among it.
        is_directed: Ties go one way.
        pairs: Pairs of actors of which both ways are known, as a `numpy` matrix of two columns.
        halves: Arcs that are known without their counterpart; of undirected graphs none.
        mutual: How many pairs have a tie both ways; of an undirected graph, a tie.
        one_sided: How many pairs have a tie one way.
        in_halves: How many of the halves have a tie.
    """

    nodes: tuple[tuple[Hashable, dict[str, Any]], ...]
    told: dict[str, Any]
    is_directed: bool
    pairs: Any
    halves: Any
    mutual: int
    one_sided: int
    in_halves: int

    @property
    def cells(self) -> int:
        """How many ties there could be where it is known whether there is one."""
        return len(self.pairs) * (2 if self.is_directed else 1) + len(self.halves)

    @property
    def ties(self) -> int:
        """How many there are in these."""
        both_ways = 2 if self.is_directed else 1
        return self.mutual * both_ways + self.one_sided + self.in_halves

    def graph(self, tails: Iterable[int], heads: Iterable[int]) -> Graph:
        """Return a graph of the actors with these ties, by place."""
        made: Graph = nx.DiGraph() if self.is_directed else nx.Graph()
        made.graph.update(self.told)
        made.add_nodes_from((node, dict(data)) for node, data in self.nodes)
        actors = [node for node, _ in self.nodes]
        named = map(actors.__getitem__, heads)
        made.add_edges_from(zip(map(actors.__getitem__, tails), named, strict=True))
        return made

    def of_size(self, chance: Any) -> Graph:
        """Return a graph in which each pair has a tie with chance 1/2."""
        return self._of_cells(require("numpy").flatnonzero(chance.random(self.cells) < 0.5))

    def of_edges(self, chance: Any) -> Graph:
        """Return a graph with as many ties."""
        return self._of_cells(chance.choice(self.cells, self.ties, replace=False))

    def of_dyads(self, chance: Any) -> Graph:
        """Return a graph with as many mutual and one-sided pairs."""
        numpy = require("numpy")
        picked = self.pairs[
            chance.choice(len(self.pairs), self.mutual + self.one_sided, replace=False)
        ]
        mutual, one_sided = picked[: self.mutual], picked[self.mutual :]
        turned = chance.random(len(one_sided)) < 0.5
        one_sided = numpy.where(turned[:, None], one_sided[:, ::-1], one_sided)
        halves = self.halves[chance.choice(len(self.halves), self.in_halves, replace=False)]
        counterparts = mutual[:, ::-1] if self.is_directed else mutual[:0]
        return self.graph(*numpy.concatenate([mutual, counterparts, one_sided, halves]).T.tolist())

    def _of_cells(self, picked: Any) -> Graph:
        """Return the graph with ties in these cells: of pairs, of their counterparts, of halves."""
        numpy = require("numpy")
        count = len(self.pairs)
        if not self.is_directed:
            return self.graph(*self.pairs[picked].T.tolist())
        forth = self.pairs[picked[picked < count]]
        back = self.pairs[picked[(picked >= count) & (picked < 2 * count)] - count]
        halves = self.halves[picked[picked >= 2 * count] - 2 * count]
        return self.graph(*numpy.concatenate([forth, back[:, ::-1], halves]).T.tolist())


def graph_plan(graph: Graph, snapshot: Snapshot) -> GraphPlan:
    """Prepare random graphs of the actors of a graph.

    Raises:
        NetworkError: There are too many actors to hold all pairs.
        MissingExtraError: NumPy is not installed.
    """
    numpy = require("numpy")
    size = len(snapshot)
    verify_size(size)
    tied = numpy.zeros((size, size), dtype=bool)
    tied[list(snapshot.tails), list(snapshot.heads)] = True
    answered = numpy.array(snapshot.is_known, dtype=bool)
    known = numpy.repeat(answered[:, None], size, axis=1)
    if not snapshot.is_directed:
        known |= known.T
    both = numpy.triu(known & known.T, 1)
    pairs = numpy.argwhere(both)
    halves = numpy.argwhere(known & ~known.T)
    ways = tied[pairs[:, 0], pairs[:, 1]].astype(int) + tied[pairs[:, 1], pairs[:, 0]]
    return GraphPlan(
        nodes=tuple((node, dict(data)) for node, data in graph.nodes(data=True)),
        told=dict(graph.graph),
        is_directed=snapshot.is_directed,
        pairs=pairs,
        halves=halves,
        mutual=int((ways == 2).sum()),
        one_sided=int((ways == 1).sum()),
        in_halves=int(tied[halves[:, 0], halves[:, 1]].sum()),
    )
