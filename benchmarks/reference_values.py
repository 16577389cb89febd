"""Our values beside those of R's `sna` and igraph, on any folder of networks shaped alike.

A folder holds nodes.csv, edges.csv, network.json and <name>.reference.json. Every statistic of the
reference file is computed; a line each says how many numbers were compared and the largest
deviation, or why it was skipped, which only known errors of the reference are. What we do not
compute is said aloud, and counts as a failure. p-values may lie three binomial standard deviations
apart, since both are drawn. Ends with 1 above 1e-9 or when something was not computed. Run:
python benchmarks/reference_values.py DIR…
"""

from __future__ import annotations

import functools
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import networkx as nx
from networks_read import Relation, relations_of
from reference_inference import COVERED, MOST_DEVIATIONS, compared

from opgavekern.network import (
    ActorMeasure,
    Brokerage,
    BrokerRole,
    NetworkError,
    actors,
    balance,
    brokerage,
    centralisation,
    cohesion,
    ei_index,
    strong_cutpoints,
    two_mode,
)

CLOSE: Final = 1e-9
#: What R writes for what is no number.
NO_NUMBER: Final = frozenset({"NA", "NaN", "Inf", "-Inf"})
#: Statistics of the reference that are known to be wrong or not unique, with the reason.
KNOWN_ERRORS: Final = {
    "components.unilateral": "R warns that this partition is not unique",
    "equivalence.note": "words",
    "versions": "words",
    "name": "words",
}
#: What R's names of roles are here, in the order of `BrokerRole`.
ROLES: Final = ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")
Statistics = Mapping[str, Callable[["Case"], Any]]


@attrs.frozen(eq=False, slots=False)
class Case:
    """One relation, and what is computed of it once."""

    relation: Relation

    @property
    def graph(self) -> Any:
        """The relation as a graph."""
        return self.relation.graph

    @property
    def is_one(self) -> bool:
        """Actors can all reach each other, so that its leading eigenvector is one."""
        connected = nx.is_strongly_connected if self.graph.is_directed() else nx.is_connected
        return bool(connected(self.graph))

    @functools.cached_property
    def whole(self) -> Any:
        """The network as a whole."""
        return cohesion(self.graph, effort=None)

    @functools.cached_property
    def sides(self) -> Any:
        """The network of two sides."""
        return two_mode(self.graph, "mode")

    def column(self, measure: str, graph: Any = None, **asked: Any) -> dict[Any, float | None]:
        """One measure of each actor."""
        panel = actors(self.graph if graph is None else graph, [measure], effort=None, **asked)
        return dict(panel.values_of(ActorMeasure(measure)))

    def eigenvector(self, **asked: Any) -> Any:
        """The eigenvector where it is defined."""
        return (
            self.column("eigenvector", **asked)
            if self.is_one
            else Skipped("not connected: the reference depends on where its iteration starts")
        )

    @functools.lru_cache(maxsize=8)  # noqa: B019  (a case lives as long as its folder is read)
    def roles(self, group: str) -> tuple[Brokerage, Brokerage]:
        """Brokerage, exact and as in R, which takes each undirected tie as two."""
        both_ways = self.graph.to_directed()
        return brokerage(both_ways, group), brokerage(both_ways, group, sd="sna")


@attrs.frozen
class Skipped:
    """What is not compared, and why."""

    reason: str


def _closure(case: Case) -> dict[str, Any]:
    triads = case.whole.triads
    weak = 1 if triads.weak is None else triads.weak  # R says 1 where there is nothing to close.
    return {
        "weak": weak,
        "strong": triads.strong,
        "weakcensus": triads.weak_census,
        "strongcensus": triads.strong_census,
        "rank": weak,  # Of ties that are there or not, the same question.
        "correlation": case.whole.two_path_correlation,
    }


def _triads(case: Case) -> dict[str, int]:
    counts = case.whole.triads.by_type
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
        "correlation": dyads.correlation,
    }


def _dimensions(case: Case) -> dict[str, Any]:
    whole = cohesion(case.graph.to_directed(), effort=None)  # R takes an undirected tie as two.
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
        "global": cohesion(nx.Graph(case.graph)).triads.weak,
        "average_local_isolates_zero": case.whole.clustering_of_all,
        "average_local_isolates_nan": case.whole.clustering,
        "local": case.column("clustering"),
    }


def _distances(case: Case) -> dict[str, Any]:
    found = case.whole.distances
    return {
        "diameter_reachable": found.longest,
        "mean_reachable": found.mean,
        "reachable_pairs": found.pairs,
        "sum": found.sum,
        "distribution": {str(far): n for far, n in enumerate(found.counts, start=1) if n},
    }


def _gil_schmidt(case: Case) -> dict[Any, float]:
    """The mean of one divided by the distance, over those within reach."""
    others = len(case.graph) - 1
    reach = case.column("component_closeness")
    harmonic, found = case.column("harmonic"), {}
    for actor in case.graph:
        within = len(nx.descendants(case.graph, actor)) if reach[actor] else 0
        found[actor] = (harmonic[actor] or 0) * others / within if within else 0.0
    return found


def _prestige(case: Case) -> dict[Any, int]:
    """How many reach each actor."""
    return {actor: len(nx.ancestors(case.graph, actor)) for actor in case.graph}


def _farness(case: Case) -> dict[Any, float | None]:
    """The sum of distances, from closeness; none where someone is out of reach."""
    sides = case.sides
    own = dict(zip(sides.actors, sides.side_of, strict=True))
    sizes = dict(zip(sides.sides, sides.sizes, strict=True))
    total = sum(sides.sizes)
    return {
        actor: (total + sizes[own[actor]] - 2) / share if share else None
        for actor, share in sides.values_of("closeness_share").items()
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
        theirs: {"normalised": known[ours].share, "raw": known[ours].raw}
        for theirs, ours in names.items()
        if ours in known
    }
    if not case.is_one:
        told["eigenvector"] = Skipped("not connected")
    return told


def _holes(case: Case, **asked: Any) -> dict[str, Any]:
    constraint = case.column("constraint", **asked)
    return {
        "constraint_neighbours_only": constraint,
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
        "eigenvector": case.eigenvector(**strong),
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


@attrs.frozen
class Partition:
    """Parts to be compared with numbers of parts."""

    parts: frozenset[frozenset[Any]]


@attrs.frozen
class Sets:
    """Sets of names to be compared with lists of lists."""

    sets: frozenset[frozenset[Any]]


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
        "class_sizes": {str(one.group): one.actors for one in exact.groups},
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
    "centrality.closeness_gil_schmidt": _gil_schmidt,
    "centrality.eigenvector": lambda case: case.eigenvector(),
    "centrality.eigenvector_transpose": lambda case: case.eigenvector(direction="in"),
    "centrality.igraph_pagerank_085": lambda case: case.column("pagerank"),
    "centrality.prestige_domain": _prestige,
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
#: Of a relation of two modes.
TWO_MODES: Final[Statistics] = {
    "n1": lambda case: case.sides.sizes[0],
    "n2": lambda case: case.sides.sizes[1],
    "ties": lambda case: case.sides.reading.ties,
    "density": lambda case: case.sides.density,
    "isolates": lambda case: list(case.whole.isolates),
    "degree": lambda case: case.sides.values_of("degree"),
    "degree_normalised": lambda case: case.sides.values_of("degree_share"),
    "betweenness": lambda case: case.sides.values_of("betweenness"),
    "betweenness_normalised_borgatti_everett": lambda case: case.sides.values_of(
        "betweenness_share"
    ),
    "closeness_normalised": lambda case: case.sides.values_of("closeness_share"),
    "farness": _farness,
    "four_cycles": lambda case: case.sides.four_cycles,
    "three_paths": lambda case: case.sides.three_paths,
    "robins_alexander": lambda case: case.sides.robins_alexander,
    "components.count": lambda case: len(case.whole.weak_sizes),
    "components.largest": lambda case: max(case.whole.weak_sizes, default=0),
}
#: Of each way to divide actors into groups.
PARTITION: Final[Mapping[str, Callable[[Case, str], Any]]] = {
    "gould_fernandez": _roles,
    "ei_index": _ei,
}


class Table:
    """What was compared, by statistic."""

    def __init__(self) -> None:
        self.actors: frozenset[Any] = frozenset()  # Of the relation at hand: one line for all.
        self.compared: dict[str, int] = {}
        self.furthest: dict[str, float] = {}
        self.notes: dict[str, str] = {}
        self.missing: set[str] = set()
        self.drawn: set[str] = set()  # Deviations in binomial standard deviations.

    def compare(self, name: str, ours: Any, theirs: Any) -> None:
        """Compare values with those of the reference, part by part."""
        if isinstance(ours, Skipped):
            self.notes[name] = ours.reason
        elif isinstance(ours, Partition):
            parts: dict[Any, set[Any]] = {}
            for actor, number in theirs.items():
                parts.setdefault(number, set()).add(actor)
            self.note(name, 0.0 if ours.parts == set(map(frozenset, parts.values())) else 1.0)
        elif isinstance(ours, Sets):
            listed = theirs.values() if isinstance(theirs, dict) else theirs
            wanted = {frozenset([one] if isinstance(one, str) else one) for one in listed}
            self.note(name, 0.0 if ours.sets == wanted else 1.0)
        elif isinstance(theirs, dict):
            for key, value in theirs.items():
                self._part(name, ours, key, value)
        elif isinstance(theirs, list):
            self.note(name, 0.0 if list(ours) == theirs else 1.0)
        elif theirs in NO_NUMBER:
            self.note(name, 0.0 if ours is None else 1.0)
        else:
            self.note(name, math.inf if ours is None else abs(float(ours) - float(theirs)))

    def _part(self, name: str, ours: Any, key: str, value: Any) -> None:
        inner = f"{name}.{key}" if isinstance(value, dict | list) or name in NESTED else name
        if f"{name}.{key}" in COVERED:
            return
        if f"{name}.{key}" in KNOWN_ERRORS:
            self.notes[f"{name}.{key}"] = KNOWN_ERRORS[f"{name}.{key}"]
        elif not isinstance(ours, Mapping) or key not in ours:
            self.missing.add(f"{name}.{key}")
        else:
            where = name if key in self.actors else inner
            self.compare(where, ours[key], value)

    def note(self, name: str, far: float, *, is_drawn: bool = False) -> None:
        """Take note of one number, and how far it is off."""
        if is_drawn:
            self.drawn.add(name)
        self.compared[name] = self.compared.get(name, 0) + 1
        self.furthest[name] = max(self.furthest.get(name, 0.0), far)

    def show(self) -> bool:
        """Print a line for each statistic; return whether all is well."""
        names = sorted({*self.compared, *self.notes, *self.missing})
        for name in names:
            if name in self.compared:
                far = self.furthest[name]
                mark = "  sd" if name in self.drawn else ""
                mark += "" if far <= self._most(name) else "  TOO FAR"
                print(f"{name:60} {self.compared[name]:8} {far:10.1e}{mark}")
            if name in self.notes:
                print(f"{name:60}  skipped: {self.notes[name]}")
            if name in self.missing:
                print(f"{name:60}  NOT COMPUTED")
        return not self.missing and all(
            far <= self._most(name) for name, far in self.furthest.items()
        )

    def _most(self, name: str) -> float:
        return MOST_DEVIATIONS if name in self.drawn else CLOSE


#: Statistics whose numbers are shown by name.
NESTED: Final = frozenset(
    {"reciprocity", "transitivity", "krackhardt", "geodesics", "igraph_clustering"}
)


def _flat(told: Mapping[str, Any], known: Statistics) -> Iterator[tuple[str, Any]]:
    """Yield statistics by name: a group is opened where its members are computed one by one."""
    for name, value in told.items():
        opens = any(one.startswith(f"{name}.") for one in known) and isinstance(value, dict)
        if opens and not (name in known and not any(f"{name}.{one}" in known for one in value)):
            yield from ((f"{name}.{inner}", part) for inner, part in value.items())
        else:
            yield name, value


def compare_relation(table: Table, relation: Relation, told: Mapping[str, Any]) -> None:
    """Compare all statistics of one relation."""
    table.actors = frozenset(relation.graph)
    case, known = Case(relation), TWO_MODES if relation.is_two_mode else ONE_MODE
    for name, value in _flat(told, known):
        if name in COVERED:
            continue
        if name in KNOWN_ERRORS or name == "note":
            table.notes[name] = KNOWN_ERRORS.get(name, "words")
        elif name == "partition":
            for group, parts in value.items():
                for part, wanted in parts.items():
                    if part in PARTITION:
                        table.compare(f"partition.{part}", PARTITION[part](case, group), wanted)
                    elif f"partition.{part}" not in COVERED:
                        table.missing.add(f"partition.{part}")
        elif name not in known:
            table.missing.add(name)
        else:
            try:
                table.compare(name, known[name](case), value)
            except NetworkError as error:
                table.notes[name] = str(error)
                table.missing.add(name)


def compare_folder(table: Table, folder: Path) -> None:
    """Compare all statistics of one folder."""
    meta = json.loads((folder / "network.json").read_text("utf-8"))
    told = json.loads((folder / f"{meta['name']}.reference.json").read_text("utf-8"))
    relations = relations_of(folder, meta)
    for name, values in told["relations"].items():
        compare_relation(table, relations[name], values)
    for statistic, far, is_drawn in compared(folder):
        table.note(statistic, far, is_drawn=is_drawn)
    for name in told.keys() - {"name", "versions", "relations"} - COVERED:
        if name == "signed":
            signed = nx.Graph(relations[meta["signed"][0]].graph)
            nx.set_edge_attributes(signed, 1, "sign")
            signed.add_edges_from(relations[meta["signed"][1]].graph.edges, sign=-1)
            found = balance(signed)
            ours = {
                "triangles": found.triangles,
                "balanced": found.balanced,
                "unbalanced": found.unbalanced,
                "balance_ratio": found.ratio,
                "ids": list(signed),
            }
            table.compare("signed", ours, told["signed"])
        else:
            table.missing.add(name)


def main() -> int:
    """Compare all folders; 0 if all is computed and close."""
    folders = [Path(one) for one in sys.argv[1:]]
    if not folders:
        print(__doc__)
        return 2
    assert len(ROLES) == len(BrokerRole)
    is_well = True
    for folder in folders:
        print(f"\n{folder.name}\n{'statistic':60} {'compared':>8} {'deviation':>10}")
        table = Table()
        compare_folder(table, folder)
        is_well &= table.show()
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
