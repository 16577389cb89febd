"""A network as a whole: how it hangs together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import attrs

from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, count_known, snapshot_of
from opgavekern.network.foundation.two_paths import two_paths_through
from opgavekern.network.structure.clustering import local_clustering
from opgavekern.network.structure.cohesion_results import Bridge, Cohesion
from opgavekern.network.structure.components import (
    cutpoints_and_bridges,
    neighbours_of,
    strong_components,
    weak_components,
)
from opgavekern.network.structure.distances import distances_of
from opgavekern.network.structure.dyads import dyad_census
from opgavekern.network.structure.krackhardt import out_tree
from opgavekern.network.structure.part_of import among_answered
from opgavekern.network.structure.strong_parts import strong_cutpoints_of
from opgavekern.network.structure.triads import triad_census, two_path_correlation

#: Steps along arcs that counting distances may take, unless it is told otherwise.
EFFORT = 10**9


def cohesion(
    graph: Graph,
    *,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> Cohesion:
    """Measure how a network hangs together.

    - Density is the number of ties over that of pairs, ordered ones of a directed network.
    - Reciprocity by its variants, which differ much: over all pairs, over tied pairs, over ties,
      its logarithm over density, and as a correlation.
    - Transitivity: weak, the share of two-paths i → j → k (i ≠ k) with i → k; strong, the share
      of ordered triples in which i → k if and only if there is that two-path. Of a directed
      network ties are not made symmetric first, as networkx and igraph do.
    - The sixteen types of triads, and pairs by how they are tied.
    - Clustering: the mean share of an actor's contacts that are tied themselves.
    - Krackhardt's connectedness, hierarchy, efficiency and least upper bounds, each from 0 to 1
      (1 in an out-tree). Ties go down: turn them round first if subordinates name their boss. Of
      an undirected network efficiency counts each tie once; R's `sna` counts it twice.
    - Components, isolates, cutpoints and bridges, and distances.

    With a survey, density is over known pairs, dyads and triads and what follows from them are
    among those who answered, and the rest goes by known ties. Takes time with the two-paths;
    distances with actors times ties, and hierarchy and bounds with actors squared; beyond
    `effort` these, and the correlation of ties with two-paths, are None. What has no meaning, such
    as density without pairs, is None.

    Args:
        graph: Any networkx graph; it is not changed.
        weight: The attribute of ties that holds weights, for the mean weight; all else takes ties
            as there or not.
        weight_means: What the weights mean, where the graph does not declare it.
        effort: Most steps along arcs, two-paths, or pairs of actors; None for no limit.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: Weights are absent, no numbers, negative, or of no declared meaning.

    Source: S. Wasserman and K. Faust, "Social network analysis", 1994; D. Krackhardt, "Graph
    theoretical dimensions of informal organizations", in Computational organization theory, 1994,
    89-111.

    >>> import networkx as nx
    >>> tree = cohesion(nx.DiGraph([("chief", "a"), ("chief", "b")])).out_tree
    >>> tree.hierarchy, tree.least_upper_bounds
    (1.0, 1.0)
    """
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means)
    engine = engine_for(len(snapshot), engine, "scipy.sparse")
    answered = among_answered(snapshot)
    local = local_clustering(answered, engine)
    known = [one for one in local if one is not None]
    neighbours = neighbours_of(snapshot)
    cutpoints, bridges = cutpoints_and_bridges(neighbours)
    names = tuple(map(name_of, snapshot.actors))
    is_short = effort is None or len(snapshot) * len(snapshot.tails) <= effort
    return Cohesion(
        reading=attrs.evolve(snapshot.reading, engine=engine, versions=versions_of(engine)),
        density=_over_known(snapshot, [1.0] * len(snapshot.tails)),
        mean_weight=None if snapshot.weights is None else _over_known(snapshot, snapshot.weights),
        dyads=dyad_census(snapshot),
        triads=triad_census(answered, engine),
        two_path_correlation=two_path_correlation(answered, engine)
        if effort is None or sum(two_paths_through(answered)) <= effort
        else None,
        clustering=math.fsum(known) / len(known) if known else None,
        clustering_of_all=math.fsum(known) / len(local) if local else None,
        out_tree=out_tree(snapshot, engine, effort=effort),
        weak_sizes=_sizes(weak_components(snapshot, engine)),
        strong_sizes=_sizes(strong_components(snapshot, engine)),
        isolates=tuple(name for name, one in zip(names, neighbours, strict=True) if not one),
        cutpoints=tuple(names[place] for place in sorted(cutpoints)),
        bridges=tuple(Bridge(start=names[start], end=names[end]) for start, end in sorted(bridges)),
        distances=distances_of(snapshot, engine) if is_short else None,
    )


def _over_known(snapshot: Snapshot, weights: Sequence[float]) -> float | None:
    pairs = count_known(snapshot)
    total = math.fsum(
        weight
        for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True)
        if snapshot.is_complete or snapshot.knows(tail, head)
    )
    return total / pairs if pairs else None


def _sizes(parts: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(Counter(parts).values(), reverse=True))


def strong_cutpoints(graph: Graph) -> tuple[Name, ...]:
    """Return the actors without whom a directed network has more strong components.

    Of an undirected network these are its cutpoints; without ties there are none. Takes about the
    time of ties.

    Args:
        graph: Any networkx graph; it is not changed.

    Raises:
        NetworkError: It is no graph, or its survey is none.

    Source: G. F. Italiano, L. Laura and F. Santaroni, "Finding strong bridges and strong
    articulation points in linear time", Theoretical Computer Science 447, 2012, 74-84.
    """
    snapshot = snapshot_of(graph)
    found = strong_cutpoints_of(snapshot)
    return tuple(name_of(snapshot.actors[place]) for place in sorted(found))
