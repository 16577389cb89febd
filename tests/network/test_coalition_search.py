"""Who could be allies, and who is opposed."""

from __future__ import annotations

import itertools
import random
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.network import (
    NetworkError,
    PairKind,
    PairTie,
    Survey,
    coalition_potential,
)


def _with_positions(graph: Any, **positions: float | None) -> Any:
    graph.add_nodes_from((one, {"position": at}) for one, at in positions.items())
    return graph


def _kinds(graph: Any, **said: Any) -> dict[str, PairKind | None]:
    found = coalition_potential(graph, **said).pairs
    return {f"{one.first}{one.second}": one.kind for one in found}


def test_kinds() -> None:
    """Agreement or opposition, with a tie, without one or with a bad one, makes six kinds."""
    graph = _with_positions(nx.Graph(), a=1, b=0.8, c=0.6, d=-1, e=-0.5, f=0.1)
    graph.add_edge("a", "b")
    graph.add_edge("b", "c", sign=-1)
    graph.add_edge("a", "d")
    graph.add_edge("b", "d", sign=-2)
    kinds = _kinds(graph)
    assert kinds["ab"] is PairKind.COALITION
    assert kinds["ac"] is PairKind.LATENT_COALITION
    assert kinds["bc"] is PairKind.STRAINED
    assert kinds["ad"] is PairKind.BRIDGE
    assert kinds["bd"] is PairKind.OPEN_CONFLICT
    assert kinds["ae"] is PairKind.LATENT_CONFLICT
    assert kinds["de"] is PairKind.LATENT_COALITION
    assert kinds["af"] is PairKind.UNDECIDED


def test_several_issues() -> None:
    """Agreement and conflict are means over the issues of which both positions are known."""
    said = [("heat", "a", 1), ("heat", "b", 0.6), ("care", "a", -0.4), ("care", "b", 0.9)]
    said += [("roads", "a", 0.5), ("roads", "b", None), ("parks", "c", 1)]
    stakes = [{"issue": one, "stakeholder": who, "position": at} for one, who, at in said]
    graph = nx.Graph()
    graph.add_nodes_from("abc")
    (pair,) = coalition_potential(graph, stakes=stakes).pairs
    assert (pair.issues, pair.agreement, pair.conflict) == (2, 0.3, 0.2)
    assert pair.net == pytest.approx(0.1)
    (pair,) = coalition_potential(graph, stakes=stakes, issue="care").pairs
    assert pair.kind is PairKind.LATENT_CONFLICT


def _naive(graph: Any, one: Any, other: Any, agree: float) -> set[str]:
    """What a pair can be, straight from the definition."""
    p, q = (graph.nodes[each]["position"] for each in (one, other))
    shared = min(abs(p), abs(q)) * ((p * q > 0) - (p * q < 0))
    lean = 1 if shared >= agree else -1 if shared <= -agree else 0
    there = [graph.edges[pair] for pair in ((one, other), (other, one)) if graph.has_edge(*pair)]
    if not graph.is_directed():
        there = there[:1]
    survey = graph.graph.get("survey")
    heard = [survey is None or each in survey.answered for each in (one, other)]
    if there:
        between = ["bad" if sum(each["weight"] for each in there) < 0 else "tie"]
    elif all(heard) or (any(heard) and not graph.is_directed()):
        between = ["none"]
    else:
        between = ["none", "tie"]
        if any(tail != head for tail, head in graph.edges):
            between.append("bad")
    words = {
        1: {"tie": "coalition", "none": "latent_coalition", "bad": "strained"},
        -1: {"tie": "bridge", "none": "latent_conflict", "bad": "open_conflict"},
        0: dict.fromkeys(("tie", "none", "bad"), "undecided"),
    }
    return {words[lean][each] for each in between}


def test_equals_the_definition_written_out() -> None:
    """On random graphs of every sort each pair is what the definition says, and no other is."""
    for number, graph in enumerate(random_graphs(500, signed=True)):
        chance = random.Random(number)
        positions = {one: chance.choice([None, -1, -0.3, 0, 0.2, 0.8]) for one in graph}
        nx.set_node_attributes(graph, positions, "position")
        found = coalition_potential(graph, sign="weight")
        held = [one for one in graph if positions[one] is not None]
        assert [(one.first, one.second) for one in found.pairs] == [
            *itertools.combinations(held, 2)
        ]
        for pair in found.pairs:
            assert {one.value for one in pair.possible} == _naive(
                graph, pair.first, pair.second, 0.25
            )
            assert min(pair.agreement, pair.conflict) >= 0
            assert pair.agreement + pair.conflict <= 1
        joined: Any = nx.Graph()
        joined.add_edges_from((one.first, one.second) for one in found.of(PairKind.COALITION))
        parts = [frozenset(one.members) for one in found.coalitions]
        assert set(parts) == set(map(frozenset, nx.connected_components(joined)))
        assert sum(one.pairs for one in found.coalitions) == joined.number_of_edges()
        for one in found.coalitions:
            latent = [{each.first, each.second} for each in found.of(PairKind.LATENT_COALITION)]
            ends = set().union(*(two for two in latent if two.intersection(one.members)))
            assert set(one.allies) == ends.difference(one.members)


def test_margin_tells_which_pairs_the_threshold_decides() -> None:
    """Kinds within the margin are those that thresholds tried one by one give."""
    graph = _with_positions(nx.Graph(), a=1, b=0.3, c=0.2, d=-0.34, e=0.6)
    found = coalition_potential(graph, agree=0.25, margin=0.1)
    tried = [_kinds(graph, agree=one) for one in (0.15, 0.25, 0.35)]
    for one in found.pairs:
        assert set(one.within_margin) == {each[f"{one.first}{one.second}"] for each in tried}
        assert one.margin == pytest.approx(abs(abs(one.net) - 0.25))


def test_a_coalition_may_hold_opponents() -> None:
    """Who is joined by way of others may be opposed, which is told; who could join is too."""
    stakes = [
        {"issue": issue, "stakeholder": who, "position": at}
        for issue, who, at in [
            *[("heat", "a", 1), ("heat", "b", 1), ("care", "b", 1), ("care", "c", 1)],
            *[("roads", "a", 1), ("roads", "c", -1), ("heat", "d", 1)],
        ]
    ]
    graph = nx.path_graph("abc")
    graph.add_node("d")
    (found,) = coalition_potential(graph, stakes=stakes).coalitions
    assert (found.members, found.pairs, found.opposed) == (("a", "b", "c"), 2, 1)
    assert found.allies == ("d",)


def test_silence_leaves_kinds_open() -> None:
    """Of two who did not answer it is not known whether they have a tie."""
    graph = _with_positions(nx.Graph(), a=1, b=1, c=1)
    graph.graph["survey"] = Survey(["a", "b", "c"], ["a"])
    found = coalition_potential(graph)
    silent = found.pairs[2]
    assert silent.kind is None
    assert silent.ties == (PairTie.NONE, PairTie.TIE)
    assert set(silent.possible) == {PairKind.COALITION, PairKind.LATENT_COALITION}
    assert found.to_records()[2]["tie"] is None
    assert "of 1 it is not known" in found.describe()


def test_figures_by_group() -> None:
    """Pairs within and between groups, with their means, add up to all pairs."""
    graph = _with_positions(nx.Graph(["ab"]), a=1, b=0.5, c=-1)
    found = coalition_potential(graph, dict(zip("abc", "xxy", strict=True)))
    assert [(one.first, one.second, one.pairs) for one in found.groups] == [
        ("x", "x", 1),
        ("x", "y", 2),
    ]
    assert found.groups[1].conflict == 0.75
    assert found.groups[0].kinds == (1, 0, 0, 0, 0, 0, 0)
    assert sum(sum(one.kinds) for one in found.groups) == len(found.pairs)
    with pytest.raises(NetworkError, match="without a group"):
        coalition_potential(graph, {"a": "x"})


def test_words_and_rows() -> None:
    """The answer says pairs of each kind, by which threshold, and coalitions."""
    graph = _with_positions(nx.Graph(["ab", "ac"]), a=1, b=0.8, c=-1)
    found = coalition_potential(graph)
    assert found.describe().startswith(
        "Of 3 pairs with a position in the same issue 1 agree: 1 with a tie (coalition), 0 without "
        "(latent coalition) and 0 on bad terms. Opposed are 2: 1 with a tie (bridge), 1 without "
        "(latent conflict) and 0 on bad terms (open conflict). Neither are 0; of 0 it is not known "
        "whether they have a tie. To agree or be opposed is a difference of at least 0.25 between "
        "what they share and what divides them (a measure of our own); a threshold 0.1 higher "
        "or lower leaves 3 pairs the same. Coalitions: 1, of 2 actors. Network: 3 actors"
    )
    assert "mogelijke coalitie" in found.describe("nl")
    assert "@article{weible2005," in found.references
    assert found.to_records()[1]["kind"] == "bridge"
    assert [one.net for one in found.of(PairKind.BRIDGE)] == [-1]


def test_nobody_and_one() -> None:
    """Without two actors that have a position there is no pair."""
    assert coalition_potential(nx.Graph()).pairs == ()
    found = coalition_potential(_with_positions(nx.Graph(), a=1, b=None))
    assert (found.pairs, found.coalitions) == ((), ())
    assert "Coalitions: 0, of 0 actors." in found.describe()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"agree": 0}, "number above zero"),
        ({"margin": -1}, "at least 0"),
        ({"effort": 2}, "this compares 3 pairs"),
    ],
)
def test_nonsense_and_too_much_is_refused(said: Any, told: str) -> None:
    """What means nothing, or would take too long, is refused, with what to do."""
    with pytest.raises(NetworkError, match=told):
        coalition_potential(_with_positions(nx.Graph(), a=1, b=1, c=1), **said)
