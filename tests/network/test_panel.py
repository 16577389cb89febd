"""Measures of actors: published values, and what each is by its definition."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any, Final

import networkx as nx
import pytest
from tests.network.published import RELATIONS, network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import ActorMeasure, NetworkError, Survey, actors

#: What R calls each measure, of directed and of all networks.
CENTRALITIES: Final = {
    "degree": "degree_freeman",
    "betweenness": "betweenness",
    "closeness": "closeness_freeman",
    "harmonic": "closeness_harmonic",
    "pagerank": "igraph_pagerank_085",
}
#: Those that every actor, or every path, counts for.
FURTHER: Final = {
    "stress": "stress",
    "load": "load",
    "flow_betweenness": "flow_betweenness",
    "hub": "igraph_hub",
    "authority": "igraph_authority",
    "gil_schmidt": "closeness_gil_schmidt",
}
HOLES: Final = {
    "constraint": "constraint_neighbours_only",
    "effective_size": "effective_size",
    "efficiency": "efficiency",
    "hierarchy": "hierarchy",
}
ENGINES: Final = ["plain", pytest.param("fast", marks=pytest.mark.needs("fast"))]


def column(graph: Any, measure: str, **asked: Any) -> dict[Any, float | None]:
    """One measure of each actor."""
    return dict(actors(graph, [measure], **asked).values_of(ActorMeasure(measure)))


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Published values, with what is no number as None."""
    return {
        actor: None if isinstance(one, str) else pytest.approx(one, abs=1e-9)
        for actor, one in values.items()
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published(name: str, relation: str, engine: str) -> None:
    """Centralities, cores and structural holes are those of R."""
    graph, known = network(name, relation), reference(name, relation)
    wanted = [*CENTRALITIES, *HOLES, "core", "in_degree", "out_degree", "in_core", "out_core"]
    panel = actors(graph, wanted, engine=engine)
    found = {str(one.value): panel.values_of(one) for one in panel.measures}
    for measure, theirs in CENTRALITIES.items():
        assert found[measure] == told(known["centrality"][theirs])
    for measure, theirs in HOLES.items():
        assert found[measure] == told(known["structural_holes_binary"][theirs])
    assert found["core"] == told(known["kcores"]["freeman"])
    if graph.is_directed():
        assert found["in_degree"] == told(known["centrality"]["indegree"])
        assert found["out_degree"] == told(known["centrality"]["outdegree"])
        assert found["in_core"] == told(known["kcores"]["indegree"])
        assert found["out_core"] == told(known["kcores"]["outdegree"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published_eigenvectors(name: str, relation: str, engine: str) -> None:
    """Both eigenvectors are those of R where they are defined, and else refused."""
    graph, known = network(name, relation), reference(name, relation)["centrality"]
    connected = nx.is_strongly_connected if graph.is_directed() else nx.is_connected
    if not connected(graph):
        with pytest.raises(NetworkError, match="falls apart into"):
            actors(graph, ["eigenvector"], engine=engine)
        return
    assert column(graph, "eigenvector", engine=engine) == told(known["eigenvector"])
    if graph.is_directed():
        chosen = column(graph, "eigenvector", direction="in", engine=engine)
        assert chosen == told(known["eigenvector_transpose"])


@pytest.mark.parametrize("engine", ENGINES)
def test_published_weighted(engine: str) -> None:
    """Of the weighted karate club, strength, holes, eigenvector and paths by length are R's."""
    graph, known = network("karate", "tie"), reference("karate", "tie")["weighted"]
    asked: Any = {"weight": "weight", "engine": engine}
    strong = {**asked, "weight_means": "strength"}
    assert column(graph, "strength", **strong) == told(known["strength_freeman"])
    assert column(graph, "eigenvector", **strong) == told(known["eigenvector"])
    for measure, theirs in HOLES.items():
        assert column(graph, measure, **strong) == told(known["structural_holes"][theirs])
    long = {**asked, "weight_means": "length", "length": "lengths"}
    assert column(graph, "betweenness", **long) == told(
        known["igraph_betweenness_weight_as_length"]
    )
    inverse = {**strong, "length": "inverse"}
    # igraph's too; networkx, which adds up floats, has 208.5.
    assert column(graph, "betweenness", **inverse)["1"] == pytest.approx(209)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "relation"), RELATIONS)
def test_published_of_all_paths(name: str, relation: str, engine: str) -> None:
    """Stress, load, hubs, information and two-step constraint are those of R."""
    graph, known = network(name, relation), reference(name, relation)
    centrality = known["centrality"]
    wanted = {one: theirs for one, theirs in FURTHER.items() if theirs in centrality}
    if len(graph) > 25:  # Both engines compute flows alike, and they take long.
        del wanted["flow_betweenness"]
    panel = actors(graph, [*wanted, "two_step_constraint", "reach"], engine=engine)
    found = {str(one.value): panel.values_of(one) for one in panel.measures}
    for measure, theirs in wanted.items():
        assert found[measure] == told(centrality[theirs])
    two_steps = known["structural_holes_binary"]["constraint_with_two_step"]
    assert found["two_step_constraint"] == told(two_steps)
    tied = nx.Graph(graph).subgraph(set(graph) - set(nx.isolates(graph)))
    if len(tied) == len(graph) and nx.is_connected(tied):
        assert column(graph, "information", engine=engine) == told(centrality["information"])


def ties_of(graph: Any) -> Any:
    """The ties of a graph both ways where undirected, without loops."""
    ties = nx.DiGraph(graph.to_directed())
    ties.remove_edges_from(list(nx.selfloop_edges(ties)))
    return ties


def naive_paths(ties: Any, weight: str | None) -> dict[tuple[Any, Any], list[list[Any]]]:
    """All shortest paths between all pairs."""
    return {
        (one, other): list(nx.all_shortest_paths(ties, one, other, weight=weight))
        for one, other in itertools.permutations(ties, 2)
        if nx.has_path(ties, one, other)
    }


def naive(graph: Any, weight: str | None) -> dict[str, dict[Any, float | None]]:
    """Measures by their definition, as slowly as it reads."""
    ties = ties_of(graph)
    paths = naive_paths(ties, weight)
    others = len(ties) - 1
    cores = [naive_core(ties, graph.is_directed(), k) for k in range(2 * len(ties) + 1)]
    length = {pair: nx.path_weight(ties, found[0], weight) if weight else len(found[0]) - 1
              for pair, found in paths.items()}  # fmt: skip
    found: dict[str, dict[Any, float | None]] = {
        name: {} for name in ("betweenness", "closeness", "harmonic", "component_closeness", "core",
                              "gil_schmidt", "graph_centrality", "reach")
    }  # fmt: skip
    if weight is None:
        found["stress"] = {}
    for one in ties:
        passing = [
            sum(one in path[1:-1] for path in shortest) / len(shortest)
            for pair, shortest in paths.items()
            if one not in pair
        ]
        far = [length[pair] for pair in length if pair[0] == one]
        found["betweenness"][one] = sum(passing) / (1 if graph.is_directed() else 2)
        found["closeness"][one] = (
            None if not others else others / sum(far) if len(far) == others else 0
        )
        found["harmonic"][one] = sum(1 / each for each in far) / others if others else None
        found["component_closeness"][one] = (
            None if not others else len(far) ** 2 / (others * sum(far)) if far else 0
        )
        found["gil_schmidt"][one] = sum(1 / each for each in far) / len(far) if far else 0
        found["graph_centrality"][one] = (
            None if not others else 1 / max(far) if len(far) == others else 0
        )
        found["reach"][one] = len(far)
        if weight is None:
            through = [
                sum(one in path[1:-1] for path in shortest)
                for pair, shortest in paths.items()
                if one not in pair
            ]
            found["stress"][one] = sum(through) / (1 if graph.is_directed() else 2)
        found["core"][one] = max(k for k, core in enumerate(cores) if one in core)
    return found


def naive_core(ties: Any, is_directed: bool, k: int) -> set[Any]:
    """Prune who has fewer than k ties, until nobody has."""
    left = set(ties)
    while True:
        part = ties.subgraph(left)
        degree = dict(part.degree()) if is_directed else dict(part.out_degree())
        gone = {one for one in left if degree[one] < k}
        if not gone:
            return left
        left -= gone


def naive_holes(graph: Any, weight: str | None) -> dict[str, dict[Any, float | None]]:
    """Burt's measures by their formulas, over all actors."""
    ties = ties_of(graph)
    tie = {
        (a, b): sum(
            (ties[x][y].get(weight, 1) if weight else 1)
            for x, y in ((a, b), (b, a))
            if ties.has_edge(x, y)
        )
        for a, b in itertools.product(ties, repeat=2)
        if a != b
    }
    get = tie.get
    all_of = {a: sum(get((a, b), 0) for b in ties) for a in ties}
    most_of = {a: max((get((a, b), 0) for b in ties), default=0) for a in ties}

    def share(a: Any, b: Any) -> float:
        return get((a, b), 0) / all_of[a] if all_of[a] else 0

    def marginal(a: Any, b: Any) -> float:
        return get((a, b), 0) / most_of[a] if most_of[a] else 0

    found: dict[str, dict[Any, float | None]] = {name: dict.fromkeys(ties) for name in HOLES}
    for one in ties:
        contacts = [other for other in ties if get((one, other), 0)]
        if not contacts:
            continue
        redundant = sum(
            share(one, q) * marginal(j, q) for j in contacts for q in ties if q not in (one, j)
        )
        parts = [
            (share(one, j) + sum(share(one, q) * share(q, j) for q in ties if q not in (one, j)))
            ** 2
            for j in contacts
        ]
        mean = sum(parts) / len(parts)
        found["effective_size"][one] = len(contacts) - redundant
        found["efficiency"][one] = 1 - redundant / len(contacts)
        found["constraint"][one] = sum(parts)
        found["hierarchy"][one] = (
            1
            if len(parts) == 1
            else sum(each / mean * math.log(each / mean) for each in parts)
            / (len(parts) * math.log(len(parts)))
        )
    return found


def close(values: dict[Any, float | None]) -> dict[Any, Any]:
    """Values to be compared to 1e-9."""
    return {one: None if each is None else pytest.approx(each, abs=1e-9)
            for one, each in values.items()}  # fmt: skip


@pytest.mark.needs("fast")
def test_equal_their_definitions() -> None:
    """On all sorts of graphs both engines give what the definitions say, and silence is None."""
    for graph in random_graphs(500, most=6):
        is_weighted = len(graph) % 2 == 0
        asked: Any = {"weight": "weight", "weight_means": "length", "length": "lengths"}
        expected = naive(graph, "weight" if is_weighted else None)
        survey = graph.graph.get("survey")
        for engine in ("plain", "fast"):
            panel = actors(graph, list(expected), engine=engine, **(asked if is_weighted else {}))
            for measure in panel.measures:
                wanted = close(expected[str(measure.value)])
                if survey is not None:
                    wanted |= dict.fromkeys(set(graph) - survey.answered)
                assert panel.values_of(measure) == wanted


@pytest.mark.parametrize("engine", ENGINES)
def test_rounding_makes_no_path_shorter(engine: str) -> None:
    """Paths as long as each other in decimals or by strengths share, whatever floats add up to."""
    tenths = nx.Graph()
    tenths.add_weighted_edges_from([("a", "b", 0.1), ("b", "c", 0.2), ("a", "c", 0.3)])
    halves = nx.Graph()  # 1/2 + 1/3 + 1/6 is 1.
    halves.add_weighted_edges_from([("a", "b", 2), ("b", "c", 3), ("c", "d", 6), ("a", "d", 1)])
    long: Any = {"weight": "weight", "weight_means": "length", "length": "lengths"}
    short: Any = {"weight": "weight", "weight_means": "strength", "length": "inverse"}
    for measure in ("betweenness", "stress"):
        ways = 0.5 if measure == "betweenness" else 1
        assert column(tenths, measure, engine=engine, **long)["b"] == ways
        assert column(halves, measure, engine=engine, **short)["b"] == 1 + ways
    assert column(tenths, "load", engine=engine, **long)["b"] == 6
    # No whole numbers that a float holds are in proportion to these.
    tenths["a"]["b"]["weight"], tenths["b"]["c"]["weight"] = 1 / 7, 0.15
    halves["a"]["d"]["weight"] = 1 - 1 / 7
    assert column(tenths, "betweenness", engine=engine, **long)["b"] == 1
    assert column(halves, "betweenness", engine=engine, **short)["b"] == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_betweenness_by_strength_is_exact(engine: str) -> None:
    """With one divided by strengths as lengths, betweenness is what fractions give."""
    for graph in random_graphs(200, most=6):
        ties = ties_of(graph)
        for _, _, tie in ties.edges(data=True):
            tie["length"] = Fraction(1, tie["weight"])
        expected = dict.fromkeys(ties, 0.0)
        for one, other in itertools.permutations(ties, 2):
            if nx.has_path(ties, one, other):
                paths = list(nx.all_shortest_paths(ties, one, other, weight="length"))
                for middle in itertools.chain(*(path[1:-1] for path in paths)):
                    expected[middle] += 1 / len(paths)
        if not graph.is_directed():
            expected = {one: value / 2 for one, value in expected.items()}
        found = column(
            graph,
            "betweenness",
            weight="weight",
            weight_means="strength",
            length="inverse",
            engine=engine,
        )
        known = getattr(graph.graph.get("survey"), "answered", frozenset(graph))
        assert found == {
            one: pytest.approx(value) if one in known else None for one, value in expected.items()
        }


def naive_load(ties: Any) -> dict[Any, float]:
    """Everyone sends one unit to everyone, itself too; it parts evenly wherever paths part."""
    handled = dict.fromkeys(ties, 0.0)
    for target in ties:
        far = nx.single_target_shortest_path_length(ties, target)
        for source in dict(far):
            amounts = {source: 1.0}
            for one in sorted(dict(far), key=dict(far).get, reverse=True):
                if one in amounts and one != target:
                    following = [to for to in ties[one] if dict(far).get(to) == far[one] - 1]
                    for to in following:
                        amounts[to] = amounts.get(to, 0.0) + amounts[one] / len(following)
            for one, amount in amounts.items():
                handled[one] += amount
    return handled


def naive_flow(graph: Any) -> dict[Any, float]:
    """How much less can flow between others when an actor is taken out."""
    ties = ties_of(graph)
    nx.set_edge_attributes(ties, 1, "capacity")
    pairs = (
        itertools.permutations(ties, 2) if graph.is_directed() else itertools.combinations(ties, 2)
    )
    found = dict.fromkeys(ties, 0.0)
    for one, other in pairs:
        most = nx.maximum_flow_value(ties, one, other)
        for gone in set(ties) - {one, other} if most else ():
            without = ties.subgraph(set(ties) - {gone})
            found[gone] += most - nx.maximum_flow_value(without, one, other)
    return found


def naive_hubs(ties: Any, start: dict[Any, int]) -> dict[Any, float]:
    """What iteration from the degrees ends in: their part in the leading vectors of A times Aᵀ."""
    import numpy as np

    if not ties.edges:
        return dict.fromkeys(ties, 1.0)
    arcs = nx.to_numpy_array(ties, weight=None)
    values, vectors = np.linalg.eigh(arcs @ arcs.T)
    leading = vectors[:, values > values.max() - 1e-9]
    scores = leading @ (leading.T @ np.array([start[one] for one in ties]))
    return dict(zip(ties, (scores / scores.max()).tolist(), strict=True))


@pytest.mark.needs("fast")
def test_of_all_paths_equal_their_definitions() -> None:
    """Load, flow, information, hubs and authorities are what they are defined to be."""
    measures = ["load", "flow_betweenness", "hub", "authority"]
    for graph in random_graphs(60, most=6):
        graph.graph.pop("survey", None)
        ties = ties_of(graph)
        tied = nx.Graph(graph).subgraph(set(graph) - set(nx.isolates(ties)))
        is_one_part = len(tied) > 1 and nx.is_connected(tied)
        for engine in ("plain", "fast"):
            panel = actors(graph, measures + ["information"] * is_one_part, engine=engine)
            found = {str(one.value): panel.values_of(one) for one in panel.measures}
            assert found["load"] == close(naive_load(ties))
            assert found["flow_betweenness"] == close(naive_flow(graph))
            if is_one_part:
                near = nx.information_centrality(nx.Graph(tied.edges))
                assert found["information"] == close(
                    {one: len(tied) * near.get(one, 0) for one in graph}
                )
            for measure, arcs in (("hub", ties), ("authority", ties.reverse())):
                assert found[measure] == close(naive_hubs(arcs, dict(ties.degree())))


@pytest.mark.needs("fast")
def test_holes_equal_their_formulas() -> None:
    """On all sorts of graphs Burt's measures are what their formulas say, by weight too."""
    for graph in random_graphs(500, most=6):
        graph.graph.pop("survey", None)
        is_weighted = len(graph) % 2 == 0
        asked: Any = {"weight": "weight", "weight_means": "strength"} if is_weighted else {}
        expected = naive_holes(graph, "weight" if is_weighted else None)
        for engine in ("plain", "fast"):
            panel = actors(graph, list(HOLES), engine=engine, **asked)
            for measure in panel.measures:
                assert panel.values_of(measure) == close(expected[str(measure.value)])


@pytest.mark.needs("fast")
def test_fast_equals_plain_on_larger_networks() -> None:
    """Both engines agree to 1e-9 beyond one word of sources and the dense eigenvector."""
    for seed, is_directed in ((1, True), (2, False)):
        graph = nx.gnp_random_graph(90, 0.06, seed=seed, directed=is_directed)
        graph.remove_nodes_from(list(nx.isolates(graph)))
        both = [actors(graph, engine=engine) for engine in ("plain", "fast")]
        assert both[0].measures == both[1].measures
        for one, other in zip(both[0].values, both[1].values, strict=True):
            assert other == pytest.approx(one, abs=1e-9)
    ring = nx.cycle_graph(90, create_using=nx.DiGraph)
    ring.add_edge(0, 45)
    for direction in ("in", "out"):
        assert column(ring, "eigenvector", direction=direction, engine="fast") == close(
            column(ring, "eigenvector", direction=direction, engine="plain")
        )


@pytest.mark.parametrize("engine", ENGINES)
def test_sampled_betweenness_keeps_its_bound(engine: str) -> None:
    """An estimate is off by no more than it says, and is the same for the same seed."""
    graph = network("karate", "tie")
    asked: Any = {"error": 0.05, "confidence": 0.99, "seed": 4, "engine": engine}
    exact, found = column(graph, "betweenness"), column(graph, "betweenness", **asked)
    pairs = len(graph) * (len(graph) - 1) / 2
    assert all(abs((found[one] or 0) - (exact[one] or 0)) <= 0.05 * pairs for one in graph)
    assert found == column(graph, "betweenness", **asked)
    panel = actors(graph, ["betweenness"], **asked)
    assert (panel.error, panel.confidence, panel.reading.seed) == (0.05, 0.99, 4)
    assert "99% confidence" in panel.describe()


def test_signed_degrees() -> None:
    """Ties above and below zero are counted apart, of a directed network both ways."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", sign=1)
    graph.add_edge("b", "a", sign=-1)
    graph.add_edge("c", "a", sign=1)
    assert column(graph, "positive_degree", sign="sign") == {"a": 2, "b": 1, "c": 1}
    assert column(nx.Graph(graph), "negative_degree", sign="sign")["a"] <= 1  # type: ignore[operator]
    assert "negative_degree" in actors(graph, sign="sign").columns


def test_usual_measures_say_what_is_left_out() -> None:
    """Without names, measures that have no meaning here are left out, and it is said why."""
    panel = actors(nx.DiGraph([("a", "b")]))
    assert [str(one.measure.value) for one in panel.left_out] == ["eigenvector"]
    assert "falls apart into 2 parts" in panel.describe()
    assert "strength" not in panel.columns
    assert "in_degree" not in actors(nx.Graph([("a", "b")])).columns
    with pytest.raises(NetworkError, match="strength asks for weights"):
        actors(nx.Graph([("a", "b")]), ["strength"])
    with pytest.raises(NetworkError, match="ask for a sign"):
        actors(nx.Graph([("a", "b")]), ["positive_degree"])


def test_what_takes_too_long_is_refused() -> None:
    """Beyond the effort, measures over all pairs are refused with the estimate, or left out."""
    graph = nx.path_graph(9)
    with pytest.raises(NetworkError, match="144 steps, and effort is 100; leave closeness out"):
        actors(graph, ["closeness"], effort=100)
    left_out = {str(one.measure.value) for one in actors(graph, effort=100).left_out}
    assert left_out == {"betweenness", "closeness", "harmonic"}
    assert actors(graph, ["closeness"], effort=None).values
    assert actors(graph, ["betweenness"], effort=100, error=0.1).values


def test_a_few_actors() -> None:
    """Without actors, with one, and with isolates there are values or None, never errors."""
    nobody = actors(nx.Graph())
    assert nobody.to_records() == []
    assert nobody.describe("nl").startswith("Er zijn geen actoren. Netwerk: 0 actoren")
    assert "takes at least two actors" in actors(nx.empty_graph(1)).describe()
    ring = actors(nx.cycle_graph(6), ["degree", "betweenness"])
    assert ring.describe("nl").startswith(
        "Voor alle actoren gelijk: aantal relaties (2); tussenpositie (2)."
    )
    alone = actors(nx.empty_graph(1)).of(0)
    assert alone[ActorMeasure.DEGREE] == 0
    assert alone[ActorMeasure.CLOSENESS] is None
    assert alone[ActorMeasure.CONSTRAINT] is None
    triad = column(nx.complete_graph(3), "constraint")
    assert triad == {0: 1.125, 1: 1.125, 2: 1.125}
    shares = column(nx.star_graph(3), "degree", normalised=True)
    assert shares == {0: 1, 1: 1 / 3, 2: 1 / 3, 3: 1 / 3}
    assert column(nx.star_graph(3), "betweenness", normalised=True)[0] == 1


def test_own_answers() -> None:
    """Who did not answer has no out-degree, and still the in-degree that others give."""
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(asked=list("abc"), answered=list("ab"))
    assert column(graph, "out_degree")["c"] is None
    assert column(graph, "in_degree")["c"] == 1
    assert column(graph, "harmonic")["c"] is None
    assert column(graph, "harmonic", direction="in")["c"] == 0.75


def test_relabelling_changes_nothing() -> None:
    """Names and order of actors do not matter."""
    graph = network("knoke", "information")
    names = dict(zip(graph, sorted(graph, reverse=True), strict=True))
    turned = nx.DiGraph()
    turned.add_nodes_from(sorted(names.values()))
    turned.add_edges_from((names[a], names[b]) for a, b in reversed(list(graph.edges())))
    both = actors(graph), actors(turned)
    for measure in both[0].measures:
        values = both[0].values_of(measure)
        assert both[1].values_of(measure) == close(
            {names[str(one)]: each for one, each in values.items()}
        )


def test_refusals() -> None:
    """What has no meaning is refused, with what has."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=0)
    with pytest.raises(NetworkError, match='Did you mean "degree"'):
        actors(graph, ["degre"])
    with pytest.raises(NetworkError, match="ranks"):
        actors(graph, weight="weight", weight_means="rank")
    with pytest.raises(NetworkError, match="length zero"):
        actors(graph, ["closeness"], weight="weight", weight_means="length", length="lengths")
    with pytest.raises(NetworkError, match="weights that mean strength"):
        actors(graph, ["closeness"], length="inverse")
    with pytest.raises(NetworkError, match="between 0 and 1"):
        actors(graph, error=2)
    with pytest.raises(NetworkError, match="paths are sampled with"):
        actors(
            nx.Graph([("a", "b", {"w": 1})]),
            ["betweenness"],
            weight="w",
            weight_means="length",
            length="lengths",
            error=0.1,
        )
    with pytest.raises(NetworkError, match="none of the 2 actors"):
        actors(graph).of("c")
    with pytest.raises(KeyError):
        actors(graph, ["degree"]).values_of(ActorMeasure.CORE)
