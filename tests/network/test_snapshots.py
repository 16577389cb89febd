"""Reading graphs: once, the same everywhere, and never changing them."""

from __future__ import annotations

import copy
import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.network import NetworkError, Survey, cohesion, two_mode
from opgavekern.network.foundation.snapshots import count_known, pairs_known, snapshot_of

KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)


@st.composite
def graphs(draw: st.DrawFn) -> Any:
    """Any sort of graph, with isolates, loops, parallel ties, weights and a survey."""
    graph = draw(st.sampled_from(KINDS))()
    size = draw(st.integers(0, 6))
    graph.add_nodes_from("abcdef"[:size])
    actors = st.sampled_from("abcdef"[:size]) if size else st.nothing()
    if size:
        for tail, head, weight in draw(
            st.lists(st.tuples(actors, actors, st.integers(1, 4)), max_size=12)
        ):
            graph.add_edge(tail, head, weight=weight)
        if draw(st.booleans()):
            asked = draw(st.frozensets(actors))
            graph.graph["survey"] = Survey(asked, {one for one in asked if draw(st.booleans())})
    return graph


@given(graphs())
def test_what_is_read_is_what_is_there(graph: Any) -> None:
    """Arcs are the ties, from both sides where undirected, without loops and each once."""
    before = copy.deepcopy(graph)
    snapshot = snapshot_of(graph, weight="weight", weight_means="strength")
    read = {
        (snapshot.actors[tail], snapshot.actors[head]): weight
        for tail, head, weight in zip(
            snapshot.tails, snapshot.heads, snapshot.weights or (), strict=True
        )
    }
    expected: dict[Any, float] = {}
    for tail, head, weight in graph.edges(data="weight"):
        if tail != head:
            expected[tail, head] = expected.get((tail, head), 0) + weight
            if not graph.is_directed():
                expected[head, tail] = expected.get((head, tail), 0) + weight
    assert read == expected
    reading = snapshot.reading
    assert reading.ties + reading.parallel + reading.loops == graph.number_of_edges()
    assert nx.utils.graphs_equal(graph, before)
    assert graph.graph == before.graph


@given(graphs())
def test_both_sides_of_an_arc(graph: Any) -> None:
    """Successors and predecessors tell the same arcs; of undirected ones both are neighbours."""
    snapshot = snapshot_of(graph)
    forth = {(a, b) for a, named in enumerate(snapshot.successors) for b in named}
    back = {(a, b) for b, naming in enumerate(snapshot.predecessors) for a in naming}
    assert forth == back == set(zip(snapshot.tails, snapshot.heads, strict=True))


@given(graphs())
def test_known_pairs_are_counted(graph: Any) -> None:
    """How many pairs are known is what counting them one by one gives."""
    snapshot = snapshot_of(graph)
    assert count_known(snapshot) == len(list(pairs_known(snapshot)))


@pytest.mark.needs("fast")
@given(graphs())
def test_matrix_is_networkx_own(graph: Any) -> None:
    """The sociomatrix is that of networkx, without loops."""
    snapshot = snapshot_of(graph, weight="weight", weight_means="strength")
    plain = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain.add_nodes_from(graph)
    for tail, head, weight in graph.edges(data="weight"):
        if tail != head:
            before = plain.get_edge_data(tail, head, {"weight": 0})["weight"]
            plain.add_edge(tail, head, weight=before + weight)
    if len(plain):
        assert (snapshot.matrix.todense() == nx.to_numpy_array(plain)).all()


@pytest.mark.parametrize("weight", [None, "much", math.nan, math.inf, -1, True])
def test_weights_are_numbers(weight: Any) -> None:
    """A weight that is absent, no number or negative is refused, and the tie named."""
    graph = nx.Graph()
    graph.add_edge("a", "b", **({} if weight is None else {"weight": weight}))
    with pytest.raises(NetworkError, match=r'the tie .a. – .b. has .* as "weight"'):
        snapshot_of(graph, weight="weight", weight_means="strength")


def test_meaning_is_never_assumed() -> None:
    """A weight of which nobody says what it means is refused; the graph may say it."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=2)
    with pytest.raises(NetworkError, match="strength, length or rank"):
        snapshot_of(graph, weight="weight")
    graph.graph["weight_means"] = "length"
    assert snapshot_of(graph, weight="weight").reading.weight_means is not None


def test_strength_zero_is_no_tie() -> None:
    """A tie of strength zero is left out."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=0)
    assert snapshot_of(graph, weight="weight", weight_means="strength").reading.ties == 0


def test_other_things_are_refused() -> None:
    """What is no graph is told how to become one."""
    with pytest.raises(NetworkError, match="this is list, no networkx graph"):
        snapshot_of([("a", "b")])  # type: ignore[arg-type]


def test_measures_of_one_mode_say_that_there_are_two() -> None:
    """Of a graph of two modes the reading says so; not where a tie joins two of one mode."""
    graph = nx.complete_bipartite_graph(2, 3)
    assert "projection" in cohesion(graph).describe("nl")
    assert "projection" not in two_mode(graph).describe("nl")
    graph.add_edge(0, 1)
    assert "projection" not in cohesion(graph).describe("nl")
    assert not snapshot_of(nx.empty_graph(0)).reading.is_two_mode


def test_meetings_are_not_named_from_outside() -> None:
    """Of two modes only those of the mode that was asked can be from outside the roster."""
    graph = nx.complete_bipartite_graph(3, 2)
    graph.graph["survey"] = Survey(asked=[0, 1], answered=[0])
    assert two_mode(graph).reading.outside == 1
    graph.add_edge(0, 1)
    assert snapshot_of(graph).reading.outside == 3


def test_nobody_is_taken_for_another() -> None:
    """Labels differ of a number and the same as text, and where one is another's name."""
    graph = nx.Graph([(1, "1"), ("p-1", "Zorg"), ("p-2", "p-3")])
    graph.nodes["p-1"]["label"] = "Zorg"
    graph.nodes["p-3"]["label"] = "GGD"
    reading = snapshot_of(graph).reading
    assert reading.called(graph) == ("1", '"1"', "Zorg (p-1)", "Zorg", "p-2", "GGD")
