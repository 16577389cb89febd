"""Clustering and distance of an undirected network as one figure each, and of dealt ties."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

import attrs

from opgavekern.base.labels import Term
from opgavekern.network.foundation.readings import Engine, Reading
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.inference.dealt_ties import (
    Ties,
    ties_of_degrees,
    ties_of_number,
    ties_of_ring,
)
from opgavekern.network.structure.clustering import local_clustering
from opgavekern.network.structure.components import weak_components
from opgavekern.network.structure.distances import distances_of
from opgavekern.network.structure.part_of import among


class SmallWorldCondition(Term):
    """What random networks have in common with the one that was seen."""

    EDGES = "edges", "evenveel relaties", "as many ties"
    DEGREES = "degrees", "elke actor evenveel relaties", "as many ties of each actor"


class ClusteringMean(Term):
    """How clustering of actors becomes one figure."""

    LOCAL = "local", "gemiddeld over wie twee contacten heeft", "mean of who has two contacts"
    OF_ALL = "of_all", "gemiddeld over allen", "mean of all"
    TRANSITIVITY = "transitivity", "transitiviteit"


class PathMean(Term):
    """How distances become one figure."""

    COMPONENT = "component", "gemiddeld in het grootste deel", "mean in the largest part"
    HARMONIC = "harmonic", "harmonisch gemiddelde", "harmonic mean"


@attrs.frozen(kw_only=True)
class Yardstick:
    """How a network is measured, and what random ones of its actors take.

    Attributes:
        clustering_by: How clustering becomes one figure.
        path_by: How distances do.
        engine: What counts.
        condition: What random networks have in common with the one seen.
        degrees: Of the actors of the one seen, in descending order.
        reading: How that was read.
    """

    clustering_by: ClusteringMean
    path_by: PathMean
    engine: Engine
    condition: SmallWorldCondition
    degrees: tuple[int, ...]
    reading: Reading

    def clustering(self, snapshot: Snapshot) -> float | None:
        """Return the clustering of a network; None where no actor has two contacts."""
        local = local_clustering(snapshot, self.engine)
        pairs = [math.comb(len(contacts), 2) for contacts in snapshot.successors]
        if not any(pairs):
            return None
        if self.clustering_by is ClusteringMean.TRANSITIVITY:
            tied = (one * count for one, count in zip(local, pairs, strict=True) if one is not None)
            return math.fsum(tied) / sum(pairs)
        known = [one for one in local if one is not None]
        is_of_all = self.clustering_by is ClusteringMean.OF_ALL
        return math.fsum(known) / len(local if is_of_all else known)

    def path(self, snapshot: Snapshot) -> float | None:
        """Return the distance between actors of a network; None without ties."""
        size = len(snapshot)
        if self.path_by is PathMean.COMPONENT:
            return distances_of(_largest(snapshot, self.engine), self.engine).mean
        counts = distances_of(snapshot, self.engine).counts
        inverse = math.fsum(count / far for far, count in enumerate(counts, start=1))
        return size * (size - 1) / inverse if inverse else None

    def random_figures(self, chance: Any, count: int) -> list[tuple[float, float]]:
        """Return clustering and distance of so many random networks; NaN where there is none."""
        found = []
        for _ in range(count):
            drawn = self._snapshot(self._dealt(chance))
            clustering, path = self.clustering(drawn), self.path(drawn)
            found.append(
                (
                    math.nan if clustering is None else clustering,
                    math.nan if path is None else path,
                )
            )
        return found

    def lattice_figures(self, chance: Any, count: int) -> list[float]:
        """Return the clustering of so many networks whose ties are between near places."""
        found = (
            self.clustering(self._snapshot(ties_of_ring(chance, self.degrees)))
            for _ in range(count)
        )
        return [math.nan if one is None else one for one in found]

    def _dealt(self, chance: Any) -> Ties:
        if self.condition is SmallWorldCondition.DEGREES:
            return ties_of_degrees(chance, self.degrees)
        return ties_of_number(chance, len(self.degrees), sum(self.degrees) // 2)

    def _snapshot(self, ties: Ties) -> Snapshot:
        """Return the network that these ties make, read as the one that was seen."""
        size = len(self.degrees)
        arcs = sorted([*ties, *((head, tail) for tail, head in ties)])
        return Snapshot(
            actors=tuple(range(size)),
            tails=array("q", (tail for tail, _ in arcs)),
            heads=array("q", (head for _, head in arcs)),
            weights=None,
            is_known=(True,) * size,
            reading=self.reading,
        )


def _largest(snapshot: Snapshot, engine: Engine) -> Snapshot:
    """Return the largest part of a network; of parts as large all of them."""
    parts: Sequence[int] = weak_components(snapshot, engine)
    sizes = Counter(parts)
    most = max(sizes.values(), default=0)
    return among(snapshot, [sizes[part] == most for part in parts])
