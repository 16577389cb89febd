"""How a whole network hangs together."""

from __future__ import annotations

import itertools
import math
from typing import Any, Final

import networkx as nx
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import random_graphs
from tests.network.test_panel import ENGINES, ties_of

from opgavekern.network import Cohesion, Survey, cohesion, strong_cutpoints
from opgavekern.network.structure.triads import EXAMPLES

RECIPROCITY: Final = {
    "dyadic.Mut": "dyadic",
    "dyadic.nonnull.Mut": "among_tied",
    "edgewise.Mut": "edgewise",
    "edgewise.lrr.Mut": "log_ratio",
    "correlation": "correlation",
}


def known(value: Any) -> Any:
    """A published value, with what is no number as None."""
    return None if isinstance(value, str) else pytest.approx(value, abs=1e-9)


def census(found: Cohesion) -> dict[str, int]:
    """The triad census under the names that R has for the sort of network."""
    counts = found.triads.by_type
    if found.reading.is_directed:
        return counts
    return {str(n): counts[name] for n, name in enumerate(("003", "102", "201", "300"))}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str, engine: str) -> None:
    """Density, closure, censuses, Krackhardt's four, components and distances are those of R."""
    graph, told = network(name, relation), reference(name, relation)
    found = cohesion(graph, engine=engine)
    assert found.density == known(told["density"])
    assert (found.dyads.mutual, found.dyads.asymmetric, found.dyads.null) == tuple(
        told["dyad_census"][key] for key in ("Mut", "Asym", "Null")
    )
    for theirs, ours in RECIPROCITY.items():
        if graph.is_directed():
            assert getattr(found.dyads, ours) == known(told["reciprocity"][theirs])
    closure = told["transitivity"]
    assert found.triads.weak == known(closure["weak"])
    assert found.triads.strong == known(closure["strong"])
    assert found.triads.weak_census == closure["weakcensus"]
    assert found.triads.strong_census == closure["strongcensus"]
    assert found.two_path_correlation == known(closure["correlation"])
    assert census(found) == told["triad_census"]
    assert found.clustering == known(told["igraph_clustering"]["average_local_isolates_nan"])
    assert found.clustering_of_all == known(
        told["igraph_clustering"]["average_local_isolates_zero"]
    )
    assert len(found.weak_sizes) == told["components"]["weak"]
    assert len(found.strong_sizes) == told["components"].get("strong", len(found.strong_sizes))
    assert list(found.isolates) == told["isolates"]
    assert {frozenset((one.start, one.end)) for one in found.bridges} == set(
        map(frozenset, told["bridges"])
    )
    assert found.distances is not None
    assert found.distances.longest == told["geodesics"]["diameter_reachable"]
    assert found.distances.mean == known(told["geodesics"]["mean_reachable"])
    assert {str(far): count for far, count in enumerate(found.distances.counts, start=1)} == told[
        "geodesics"
    ]["distribution"]
    cut = told["cutpoints"]["weak"] if graph.is_directed() else told["cutpoints"]
    assert list(found.cutpoints) == cut
    if graph.is_directed():
        assert list(strong_cutpoints(graph)) == told["cutpoints"]["strong"]


def test_strong_cutpoints_equal_trying_each() -> None:
    """Who makes for more strong components when left out is found without trying each."""
    for graph in random_graphs(500):
        ties = nx.DiGraph(graph)
        parts = nx.number_strongly_connected_components(ties)
        without = {one: ties.subgraph(set(ties) - {one}) for one in ties}
        assert strong_cutpoints(graph) == tuple(
            one
            for one, rest in without.items()
            if nx.number_strongly_connected_components(rest) > parts
        )


@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published_dimensions(name: str, relation: str) -> None:
    """Krackhardt's four are those of R, which takes an undirected tie as two."""
    told = reference(name, relation)["krackhardt"]
    found = cohesion(network(name, relation).to_directed()).out_tree
    assert found.connectedness == known(told["connectedness"])
    assert found.hierarchy == known(told["hierarchy"])
    assert found.efficiency == known(told["efficiency"])
    assert found.sna_least_upper_bounds == known(told["lubness"])


def test_direction_of_bounds() -> None:
    """Of ties from boss to subordinate, all of Krackhardt's four are 1."""
    tree = cohesion(network("krackhardt", "reports_to").reverse()).out_tree
    assert (tree.least_upper_bounds, tree.sna_least_upper_bounds) == (1, 1)
    assert (tree.connectedness, tree.hierarchy, tree.efficiency) == (1, 1, 1)


def test_undirected_efficiency_counts_a_tie_once() -> None:
    """Of a triangle with a tail one of the three possible excess ties is there."""
    graph = nx.Graph(["ab", "bc", "ac", "cd"])
    assert cohesion(graph).out_tree.efficiency == pytest.approx(2 / 3)


def naive_census(ties: Any) -> dict[str, int]:
    """Look at every triple, and find its type by trying all orders."""
    found = dict.fromkeys(EXAMPLES, 0)
    types = {}
    for name, said in EXAMPLES.items():
        for order in itertools.permutations("abc"):
            turned = dict(zip("abc", order, strict=True))
            types[frozenset(turned[t] + turned[h] for t, h in said.split())] = name
    for three in itertools.combinations(ties, 3):
        called = dict(zip(three, "abc", strict=True))
        arcs = frozenset(
            called[t] + called[h]
            for t, h in itertools.permutations(three, 2)
            if ties.has_edge(t, h)
        )
        found[types[arcs]] += 1
    return found


def naive_dimensions(ties: Any, *, is_directed: bool) -> tuple[float | None, ...]:
    """Krackhardt's four by their definitions, over all pairs."""
    reach = {one: nx.descendants(ties, one) | {one} for one in ties}
    pairs = list(itertools.combinations(ties, 2))
    parts = [ties.subgraph(part) for part in nx.weakly_connected_components(ties)]
    joined = sum(any({a, b} <= set(part) for part in parts) for a, b in pairs)
    either = [(a, b) for a, b in pairs if b in reach[a] or a in reach[b]]
    both = [(a, b) for a, b in either if b in reach[a] and a in reach[b]]
    ways = 2 if is_directed else 1
    count = len(ties.edges) * ways / 2
    needed = sum(len(part) - 1 for part in parts)
    most = sum(ways * math.comb(len(part), 2) for part in parts) - needed
    missing = topless = worst = 0
    for part in parts:
        if len(part) < 3:
            continue
        worst += math.comb(len(part) - 1, 2)
        for a, b in itertools.combinations(part, 2):
            bounds = [one for one in part if {a, b} <= reach[one]]
            missing += not any(all(one in reach[other] for other in bounds) for one in bounds)
            topless += not any(all(other in reach[one] for other in bounds) for one in bounds)
    return (
        joined / len(pairs) if pairs else None,
        1 - len(both) / len(either) if either else None,
        1 - (count - needed) / most if most else None,
        1 - missing / worst if worst else None,
        1 - topless / worst if worst else None,
    )


@pytest.mark.needs("fast")
def test_equals_the_definitions() -> None:
    """On all sorts of graphs both engines give what looking at all pairs and triples gives."""
    for graph in random_graphs(500, most=6):
        ties = ties_of(graph)
        survey = graph.graph.get("survey")
        answered = ties if survey is None else ties.subgraph(survey.answered)
        arcs = [
            (a, b)
            for a, b in itertools.permutations(ties, 2)
            if survey is None
            or a in survey.answered
            or (not graph.is_directed() and b in survey.answered)
        ]
        paths = [
            (a, b, c)
            for a, b, c in itertools.permutations(answered, 3)
            if answered.has_edge(a, b) and answered.has_edge(b, c)
        ]
        dimensions = naive_dimensions(ties, is_directed=graph.is_directed())
        for engine in ("plain", "fast"):
            found = cohesion(graph, engine=engine)
            assert found.triads.by_type == naive_census(answered)
            assert found.triads.weak == (
                pytest.approx(sum(answered.has_edge(a, c) for a, _, c in paths) / len(paths))
                if paths
                else None
            )
            assert found.density == (
                pytest.approx(sum(ties.has_edge(*arc) for arc in arcs) / len(arcs))
                if arcs
                else None
            )
            tree = found.out_tree
            assert (
                tree.connectedness,
                tree.hierarchy,
                tree.efficiency,
                tree.least_upper_bounds,
                tree.sna_least_upper_bounds,
            ) == pytest.approx(dimensions)
            plain = nx.Graph(ties)
            assert set(found.cutpoints) == set(nx.articulation_points(plain))
            assert {frozenset((one.start, one.end)) for one in found.bridges} == set(
                map(frozenset, nx.bridges(plain))
            )
            assert sorted(found.strong_sizes) == sorted(
                map(len, nx.strongly_connected_components(ties))
            )


def test_mean_weight_and_words() -> None:
    """A weight gives the mean over pairs, and the words say density and what falls apart."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=3)
    graph.add_node("c")
    found = cohesion(graph, weight="weight", weight_means="strength")
    assert found.mean_weight == 1
    assert {"measure": "mean_weight", "value": 1.0} in found.to_records()
    said = found.describe()
    assert said.startswith("Density 0.333")
    assert "without each of these a part falls apart: 1 tie." in said
    assert "2 separate parts, the largest of 2 actors; without ties: 1 actor." in said
    assert "Dichtheid 0,333" in found.describe("nl")


def test_dyads_of_who_answered() -> None:
    """A pair of a directed network counts if both answered; density takes each known cell."""
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    graph.graph["survey"] = Survey(asked=list("abc"), answered=list("ab"))
    found = cohesion(graph)
    assert (found.dyads.mutual, found.dyads.pairs) == (1, 1)
    assert found.density == 3 / 4
    assert found.triads.triples == 0


def test_what_takes_too_long_is_not_there() -> None:
    """Beyond the effort there are no distances and no hierarchy, and the rest is."""
    found = cohesion(nx.cycle_graph(9, create_using=nx.DiGraph), effort=10)
    assert found.distances is None
    assert found.out_tree.hierarchy is None
    assert found.out_tree.connectedness == 1
    assert "mean_distance" not in {row["measure"] for row in found.to_records()}


def test_a_few_actors() -> None:
    """Without actors, with one and with two there are values or None, never errors."""
    for size in range(3):
        for kind in (nx.Graph, nx.DiGraph):
            found = cohesion(nx.empty_graph(size, kind))
            assert found.density == (0 if size == 2 else None)
            assert found.triads.triples == 0
            assert found.triads.weak is None
            assert found.dyads.edgewise is None
            assert found.dyads.log_ratio is None
            assert len(found.weak_sizes) == size
            assert found.describe()
