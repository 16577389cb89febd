"""How each statistic of a relation of one mode is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import networkx as nx
import numpy
from reference_cases import Case, eigenvector, hub, information, leading_value
from reference_table import Doubted, Partition, Sets, Skipped

from opgavekern.network import (
    Brokerage,
    BrokerRole,
    centralisation,
    cohesion,
    ei_index,
    strong_cutpoints,
)

#: What R's names of roles are here, in the order of `BrokerRole`.
ROLES: Final = ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")
assert len(ROLES) == len(BrokerRole)
Statistics = Mapping[str, Callable[[Case], Any]]


def _closure(case: Case) -> dict[str, Any]:
    triads = case.whole.triads
    weak = 1 if triads.weak is None else triads.weak  # R says 1 where there is nothing to close.
    return {
        "weak": weak,
        "strong": _of_three(case, triads.strong),
        "weakcensus": triads.weak_census,
        "strongcensus": triads.strong_census,
        "rank": weak,  # Of ties that are there or not, the same question.
        "correlation": _correlation(case, case.whole.two_path_correlation, steps=2),
    }


def _triads(case: Case) -> dict[str, int]:
    counts: Mapping[str, int | None] = case.whole.triads.by_type
    if len(case.graph) < 3:  # R has no number for what there is none of.
        counts = dict.fromkeys(counts)
    if case.graph.is_directed():
        return dict(counts)
    return {str(n): counts[name] for n, name in enumerate(("003", "102", "201", "300"))}


def _reciprocity(case: Case) -> dict[str, Any]:
    dyads = case.whole.dyads
    return {
        "dyadic.Mut": dyads.dyadic,
        "dyadic.nonnull.Mut": dyads.among_tied,
        "edgewise.Mut": dyads.edgewise,
        "edgewise.lrr.Mut": dyads.log_ratio,
        "correlation": _correlation(case, dyads.correlation, steps=1),
        # So R calls it where all pairs are tied both ways.
        "correlation.val": _correlation(case, dyads.correlation, steps=1),
    }


def _of_three(case: Case, ours: float | None) -> Any:
    """Return a figure that asks for three actors; with fewer we have none, and R says 0 or 1."""
    if ours is not None or len(case.graph) > 2:
        return ours
    return Doubted(None, lambda theirs: f"fewer than three actors: none here, R says {theirs}")


def _correlation(case: Case, ours: float | None, *, steps: int) -> Any:
    """Return a correlation; where all pairs are alike we have none, and R says 1 or 0."""
    ties = nx.to_numpy_array(nx.DiGraph(case.graph)).astype(bool).astype(int)
    off = ~numpy.eye(len(ties), dtype=bool)
    ways = numpy.linalg.matrix_power(ties, steps)
    is_alike = any(len(set(one[off].tolist())) < 2 for one in (ties, ways))
    if ours is not None or not is_alike:
        return ours
    return Doubted(None, lambda theirs: f"all pairs are alike: none here, and R says {theirs}")


def _dimensions(case: Case) -> dict[str, Any]:
    whole = case.both_ways  # R takes an undirected tie as two.
    tree = whole.out_tree
    return {
        "connectedness": tree.connectedness,
        "hierarchy": tree.hierarchy,
        "hierarchy_reciprocity": None if whole.dyads.dyadic is None else 1 - whole.dyads.dyadic,
        "efficiency": tree.efficiency,
        "lubness": tree.sna_least_upper_bounds,
    }


def _clustering(case: Case) -> dict[str, Any]:
    return {
        "global": cohesion(nx.Graph(case.graph), effort=None).triads.weak,
        "average_local_isolates_zero": case.whole.clustering_of_all,
        "average_local_isolates_nan": case.whole.clustering,
        "local": case.column("clustering"),
    }


def _distances(case: Case) -> dict[str, Any]:
    found = case.whole.distances
    return {
        "diameter_reachable": found.longest or None,  # R: the highest of nothing.
        "mean_reachable": found.mean,
        "reachable_pairs": found.pairs,
        "sum": found.sum,
        "distribution": {str(far): n for far, n in enumerate(found.counts, start=1) if n},
    }


def _centralisation(case: Case) -> dict[str, Any]:
    found = centralisation(case.graph, effort=None)
    names = {
        "degree_freeman": "degree",
        "degree_indegree": "in_degree",
        "degree_outdegree": "out_degree",
        "betweenness": "betweenness",
        "closeness": "closeness",
        "eigenvector": "eigenvector",
    }
    known = {str(one.measure.value): one for one in found.measures}
    told: dict[str, Any] = {
        theirs: {"normalised": _of_three(case, known[ours].share), "raw": known[ours].raw}
        for theirs, ours in names.items()
        if ours in known
    }
    if not case.is_one:
        told["eigenvector"] = Skipped("not connected")
    elif nx.is_bipartite(case.graph):
        told["eigenvector"] = Skipped("R's iteration swings for ever between the two sides")
    return told


def _holes(case: Case, **asked: Any) -> dict[str, Any]:
    constraint = case.column("constraint", **asked)
    return {
        "constraint_neighbours_only": constraint,
        "constraint_with_two_step": case.column("two_step_constraint", **asked),
        "effective_size": case.column("effective_size", **asked),
        "efficiency": case.column("efficiency", **asked),
        "hierarchy": case.column("hierarchy", **asked),
        "igraph_constraint": constraint,
    }


def _weighted(case: Case) -> dict[str, Any]:
    strong = {"weight": "weight", "weight_means": "strength"}
    long = {"weight": "weight", "weight_means": "length", "length": "lengths"}
    told = {
        "strength_freeman": case.column("strength", **strong),
        "structural_holes": _holes(case, **strong),
        "eigenvector": eigenvector(case, **strong),
        "igraph_betweenness_weight_as_length": case.column("betweenness", **long),
    }
    if case.graph.is_directed():
        told["strength_in"] = case.column("in_strength", **strong)
        told["strength_out"] = case.column("out_strength", **strong)
    return told


def _parts(case: Case, kind: str) -> Any:
    """Who is with whom, as sets: numbers of components are anybody's choice."""
    split = {"weak": nx.weakly_connected_components, "strong": nx.strongly_connected_components}
    return Partition(
        frozenset(
            frozenset(part)
            for part in (
                split[kind](case.graph)
                if case.graph.is_directed()
                else nx.connected_components(case.graph)
            )
        )
    )


def _bicomponents(case: Case) -> dict[str, Any]:
    found = frozenset(map(frozenset, nx.biconnected_components(nx.Graph(case.graph))))
    return {
        "count_with_bridges": len(found),
        "members": Sets(found),
        "sna_bicomponents_size3plus": Sets(frozenset(one for one in found if len(one) > 2)),
    }


def _cutpoints(case: Case) -> Any:
    if not case.graph.is_directed():
        return Sets(frozenset(frozenset([one]) for one in case.whole.cutpoints))
    return {
        "strong": Sets(frozenset(frozenset([one]) for one in strong_cutpoints(case.graph))),
        "weak": Sets(frozenset(frozenset([one]) for one in case.whole.cutpoints)),
    }


def _roles(case: Case, group: str) -> dict[str, Any]:
    exact, sna = case.roles(group)
    by_actor = {actor: exact.of(actor) for actor in exact.actors}

    def told(said: str) -> dict[Any, Any]:
        return {
            actor: {ROLES[n]: getattr(one, said) for n, one in enumerate(of)}
            for actor, of in by_actor.items()
        }

    def whole(found: Brokerage, said: str) -> dict[str, Any]:
        return {ROLES[n]: getattr(one, said) for n, one in enumerate(found.whole)}

    return {
        "raw": told("count"),
        "expected": told("expected"),
        "sd": told("sd"),
        "z": told("z"),
        "global": {
            "raw": whole(exact, "count"),
            "expected": whole(exact, "expected"),
            "sd": whole(sna, "sd"),
            "z": whole(sna, "z"),
            "exact_sd": whole(exact, "sd"),
            "exact_z": whole(exact, "z"),
        },
        # A group without a name has its place, as R writes lists.
        "class_sizes": {
            str(one.group) or str(place): one.actors for place, one in enumerate(exact.groups, 1)
        },
    }


def _ei(case: Case, group: str) -> dict[str, Any]:
    found, both = ei_index(case.graph, group), ei_index(nx.Graph(case.graph), group)
    each = 1 if case.graph.is_directed() else 2
    return {
        "external_arcs": found.whole.external * each,
        "internal_arcs": found.whole.internal * each,
        "ei_arcs": found.index,
        "ei_symmetrised": both.index,
        "external_pairs_symmetrised": both.whole.external,
        "internal_pairs_symmetrised": both.whole.internal,
        "expected_exact": found.expected,
        "node_ei_symmetrised": {one.actor: one.ties.index for one in both.actors},
        "node_ei_out": {one.actor: one.ties.index for one in found.actors},
    }


#: How each statistic of a relation of one mode is computed; a new one is a line here.
ONE_MODE: Final[Statistics] = {
    "n": lambda case: len(case.graph),
    "ties": lambda case: case.whole.reading.ties,
    "density": lambda case: case.whole.density,
    "isolates": lambda case: case.relation.counted(list(case.whole.isolates)),
    "dyad_census": lambda case: {
        "Mut": case.whole.dyads.mutual,
        "Asym": case.whole.dyads.asymmetric,
        "Null": case.whole.dyads.null,
    },
    "reciprocity": _reciprocity,
    "transitivity": lambda case: (
        _closure(case)["weak"] if case.relation.is_projection else _closure(case)
    ),
    "igraph_clustering": _clustering,
    "triad_census": _triads,
    "krackhardt": _dimensions,
    "components.weak": lambda case: len(case.whole.weak_sizes),
    "components.count": lambda case: len(case.whole.weak_sizes),
    "components.largest": lambda case: max(case.whole.weak_sizes, default=0),
    "components.strong": lambda case: len(case.whole.strong_sizes),
    "components.membership": lambda case: _parts(case, "weak"),
    "components.weak_membership": lambda case: _parts(case, "weak"),
    "components.strong_membership": lambda case: _parts(case, "strong"),
    "geodesics": _distances,
    "centrality.degree_freeman": lambda case: case.column("degree"),
    "centrality.indegree": lambda case: case.column("in_degree"),
    "centrality.outdegree": lambda case: case.column("out_degree"),
    "centrality.betweenness": lambda case: case.column("betweenness"),
    "centrality.betweenness_symmetrised": lambda case: case.column(
        "betweenness", nx.Graph(case.graph)
    ),
    "centrality.closeness_freeman": lambda case: case.column("closeness"),
    "centrality.closeness_harmonic": lambda case: case.column("harmonic"),
    "centrality.closeness_gil_schmidt": lambda case: case.column("gil_schmidt"),
    "centrality.eigenvector": eigenvector,
    "centrality.eigenvector_transpose": lambda case: eigenvector(case, direction="in"),
    "centrality.eigenvector_lambda": leading_value,
    "centrality.information": information,
    "centrality.flow_betweenness": lambda case: case.column("flow_betweenness"),
    "centrality.stress": lambda case: case.column("stress"),
    "centrality.load": lambda case: case.column("load"),
    "centrality.igraph_hub": lambda case: hub(case, "hub"),
    "centrality.igraph_authority": lambda case: hub(case, "authority"),
    "centrality.igraph_pagerank_085": lambda case: case.column("pagerank"),
    "centrality.prestige_domain": lambda case: case.column("reach", direction="in"),
    # In R an infinite distance makes the whole 0, so that this is Freeman's closeness to the actor.
    "centrality.prestige_domain.proximity": lambda case: case.column("closeness", direction="in"),
    "centralization": _centralisation,
    "kcores.freeman": lambda case: case.column("core"),
    "kcores.indegree": lambda case: case.column("in_core"),
    "kcores.outdegree": lambda case: case.column("out_core"),
    "kcores": lambda case: case.column("core"),
    "degree": lambda case: case.column("degree"),
    "betweenness": lambda case: case.column("betweenness"),
    "closeness_harmonic": lambda case: case.column("harmonic"),
    "constraint": lambda case: case.column("constraint"),
    "cutpoints": _cutpoints,
    "bicomponents": _bicomponents,
    "bridges": lambda case: Sets(
        frozenset(frozenset((one.start, one.end)) for one in case.whole.bridges)
    ),
    "structural_holes_binary": _holes,
    "weighted": _weighted,
    "gould_fernandez_domain": lambda case: _roles(case, "domain"),
    "ei_index_domain": lambda case: _ei(case, "domain"),
}
#: Of each way to divide actors into groups.
PARTITION: Final[Mapping[str, Callable[[Case, str], Any]]] = {
    "gould_fernandez": _roles,
    "ei_index": _ei,
}
