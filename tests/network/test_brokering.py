"""Brokerage: counts by role, and what chance makes one expect of them."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network, reference
from tests.network.random_graphs import random_graphs
from tests.network.test_homophily import PARTITIONED

from opgavekern.network import (
    Brokerage,
    BrokerRole,
    NetworkError,
    Survey,
    broker_triads,
    brokerage,
)
from opgavekern.network.brokers.broker_model import Chance, Sums, of_actor, of_whole
from opgavekern.network.brokers.broker_roles import SNA_NAMES, role_of


@pytest.mark.parametrize(("name", "relation", "group"), PARTITIONED)
def test_published(name: str, relation: str, group: str) -> None:
    """Counts, expectations, deviations and z are those of R, and the exact ones our own."""
    told = reference(name, relation)["partition"][group]["gould_fernandez"]
    graph = network(name, relation).to_directed()
    found, as_sna = brokerage(graph, group), brokerage(graph, group, sd="sna")
    for actor in graph:
        for one in found.of(actor):
            for said, ours in (
                ("raw", one.count),
                ("expected", one.expected),
                ("sd", one.sd),
                ("z", one.z),
            ):
                assert_same(ours, told[said][actor][SNA_NAMES[one.role]])
    whole = told["global"]
    for ours, theirs in zip(found.whole, as_sna.whole, strict=True):
        key = SNA_NAMES[ours.role]
        assert_same(ours.count, whole["raw"][key])
        assert_same(ours.expected, whole["expected"][key])
        assert_same(theirs.sd, whole["sd"][key])
        assert_same(theirs.z, whole["z"][key])
        assert_same(ours.sd, whole["exact_sd"].get(key, whole["sd"][key]))
        assert_same(ours.z, whole["exact_z"].get(key, whole["z"][key]))


def assert_same(ours: float | None, theirs: float | str) -> None:
    """Values are equal to 1e-9; what R calls no number or infinite, we call unknown."""
    assert ours == (pytest.approx(theirs, abs=1e-9) if isinstance(theirs, float | int) else None)


def naive(graph: Any, groups: dict[Any, str]) -> dict[Any, dict[BrokerRole, list[float]]]:
    """Count by looking at every triple: in each role counts, and shares of pairs."""
    survey = graph.graph.get("survey")
    ties = nx.DiGraph(graph.to_directed())

    def is_open(start: Any, end: Any) -> bool:
        answered = survey is None or start in survey.answered
        if survey is not None and not graph.is_directed():
            answered = answered or end in survey.answered
        return answered and not ties.has_edge(start, end)

    def is_linked(start: Any, broker: Any, end: Any) -> bool:
        return ties.has_edge(start, broker) and ties.has_edge(broker, end)

    counts = {one: {role: [0.0, 0.0] for role in BrokerRole} for one in graph}
    for start, broker, end in itertools.permutations(graph, 3):
        if is_linked(start, broker, end) and is_open(start, end):
            brokers = sum(is_linked(start, one, end) for one in graph if one not in (start, end))
            role = role_of(groups[start], groups[broker], groups[end])
            for taken in (role, BrokerRole.TOTAL):
                counts[broker][taken][0] += 1
                counts[broker][taken][1] += 1 / brokers
    return counts


def counts_of(found: Brokerage, actor: Any) -> dict[BrokerRole, float | None]:
    """The counts of one actor by role."""
    return {one.role: one.count for one in found.of(actor)}


@pytest.mark.needs("fast")
def test_equals_counting_triples() -> None:
    """On all sorts of graphs, both engines count what looking at every triple gives."""
    for graph in random_graphs(500, most=6):
        groups = {one: "xyz"[place * 7 % 3] for place, one in enumerate(graph)}
        expected = naive(graph, groups)
        survey = graph.graph.get("survey")
        for engine, place in itertools.product(("plain", "fast"), (0, 1)):
            found = brokerage(graph, groups, weighted=place == 1, engine=engine)
            for actor in graph:
                if survey is not None and actor not in survey.answered:
                    assert {one.count for one in found.of(actor)} == {None}
                    continue
                assert counts_of(found, actor) == pytest.approx(
                    {role: both[place] for role, both in expected[actor].items()}
                )


def moments(groups: str, density: float) -> tuple[dict[Any, float], dict[Any, float]]:
    """Mean and deviation by going through every digraph, each with its probability."""
    actors = range(len(groups))
    pairs = list(itertools.permutations(actors, 2))
    triples = [
        (1 << pairs.index((a, v)) | 1 << pairs.index((v, b)), 1 << pairs.index((a, b)), v, role)
        for a, v, b in itertools.permutations(actors, 3)
        for role in (role_of(groups[a], groups[v], groups[b]), BrokerRole.TOTAL)
    ]
    total: dict[Any, float] = {}
    squares: dict[Any, float] = {}
    for arcs in range(1 << len(pairs)):
        count = arcs.bit_count()
        chance = density**count * (1 - density) ** (len(pairs) - count)
        counts: dict[Any, int] = {}
        for needed, absent, broker, role in triples:
            if arcs & needed == needed and not arcs & absent:
                counts[role] = counts.get(role, 0) + 1
                counts[role, broker] = counts.get((role, broker), 0) + 1
        for key, one in counts.items():
            total[key] = total.get(key, 0) + chance * one
            squares[key] = squares.get(key, 0) + chance * one * one
    return total, {key: math.sqrt(squares[key] - one * one) for key, one in total.items()}


@pytest.mark.parametrize("groups", ["xxxx", "xxxy", "xxyy", "xxyz"])
def test_closed_forms_are_exact(groups: str) -> None:
    """Going through all 4,096 digraphs of four actors gives the expectations and deviations."""
    density = 0.3
    mean, deviation = moments(groups, density)
    sums, chance = Sums([groups.count(one) for one in sorted(set(groups))]), Chance(density)
    expected, sd = of_whole(sums, chance)
    for number, role in enumerate(BrokerRole):
        assert expected[number] == pytest.approx(mean.get(role, 0), abs=1e-12)
        assert sd[number] == pytest.approx(deviation.get(role, 0), abs=1e-7)
        for actor, group in enumerate(groups):
            one, spread = of_actor(groups.count(group), sums, chance)
            assert one[number] == pytest.approx(mean.get((role, actor), 0), abs=1e-12)
            assert spread[number] == pytest.approx(deviation.get((role, actor), 0), abs=1e-7)


@pytest.mark.needs("science")
def test_closed_forms_in_simulation() -> None:
    """On the Knoke organisations 4,000 random digraphs vary as the closed form says, not as R's."""
    import numpy as np

    groups = np.repeat([0, 1, 2], [4, 4, 2])
    size, density, draws = 10, 49 / 90, 4000
    ties = np.random.default_rng(1).random((draws, size, size)) < density
    ties &= ~np.eye(size, dtype=bool)
    same = groups[:, None] == groups[None, :]
    first, closed = ties.astype(float), (~ties & ~np.eye(size, dtype=bool)).astype(float)
    representative = np.einsum(
        "dav,dvb,dab->d", first * same, first * ~same, closed * ~same, optimize=True
    )
    total = np.einsum("dav,dvb,dab->d", first, first, closed, optimize=True)
    _, exact = of_whole(Sums([4, 4, 2]), Chance(density))
    roles = list(BrokerRole)
    for drawn, role in ((representative, BrokerRole.REPRESENTATIVE), (total, BrokerRole.TOTAL)):
        # The standard error of a standard deviation over 4,000 draws is about 1.1 %.
        assert drawn.std() == pytest.approx(exact[roles.index(role)], rel=0.04)


def test_laws() -> None:
    """Roles add up to the total, and turning ties round swaps representative and gatekeeper."""
    for graph in random_graphs(60):
        groups = {one: "xy"[place % 2] for place, one in enumerate(graph)}
        graph.graph.pop("survey", None)
        turned = graph.reverse() if graph.is_directed() else graph
        found, other = brokerage(graph, groups), brokerage(turned, groups)
        for actor in graph:
            counts, swapped = counts_of(found, actor), counts_of(other, actor)
            assert (
                sum(counts[role] or 0 for role in list(BrokerRole)[:5]) == counts[BrokerRole.TOTAL]
            )
            assert counts[BrokerRole.REPRESENTATIVE] == swapped[BrokerRole.GATEKEEPER]
        names = dict(zip(graph, reversed(list(graph)), strict=True))
        renamed = brokerage(
            nx.relabel_nodes(graph, names), {names[one]: group for one, group in groups.items()}
        )
        assert [one.count for one in renamed.whole] == [one.count for one in found.whole]


def test_groups_dealt_out_anew() -> None:
    """p-values count the observed, repeat by seed, and that of the total says nothing: it is 1."""
    graph = network("karate", "tie")
    found = brokerage(graph, "club", permutations=19, seed=3)
    assert found == brokerage(graph, "club", permutations=19, seed=3)
    assert {one.expected for one in found.whole} == {None}
    for one in (*found.whole, *found.of("1")):
        assert one.p_above is not None
        assert one.p_below is not None
        assert 1 / 20 <= one.p_above <= 1
        assert one.p_above + one.p_below >= 1 + 1 / 20 - 1e-9
    assert (found.whole[-1].p_above, found.whole[-1].p_below) == (1, 1)
    assert found.reading.seed == 3
    assert "groups dealt out 19 times" in found.describe()


def test_permutations_are_those_of_the_groups() -> None:
    """Over many deals, p is the share among all ways to deal out the groups."""
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("e", "b")])
    groups = dict(zip("abcde", "xxyyy", strict=True))
    observed = counts_of(brokerage(graph, groups), "b")[BrokerRole.REPRESENTATIVE] or 0
    ways = [
        counts_of(brokerage(graph, dict(zip("abcde", way, strict=True))), "b")
        for way in set(itertools.permutations("xxyyy"))
    ]
    exact = sum((way[BrokerRole.REPRESENTATIVE] or 0) >= observed for way in ways) / len(ways)
    found = brokerage(graph, groups, permutations=1000, seed=random.Random(1).randrange(9))
    assert found.of("b")[2].p_above == pytest.approx(exact, abs=0.05)


def test_triads_behind_a_count() -> None:
    """Each count is the length of its list of triads, and each share the sum over it."""
    graph = network("knoke", "information")
    found, shared = brokerage(graph, "sector"), brokerage(graph, "sector", weighted=True)
    for role in BrokerRole:
        triads = broker_triads(graph, "sector", broker="MAYR", role=role).triads
        assert len(triads) == counts_of(found, "MAYR")[role]
        assert sum(1 / one.brokers for one in triads) == pytest.approx(
            counts_of(shared, "MAYR")[role]
        )
        for one in triads:
            assert graph.has_edge(one.start, "MAYR")
            assert graph.has_edge("MAYR", one.end)
            assert not graph.has_edge(one.start, one.end)
    assert len(broker_triads(graph, "sector").triads) == found.whole[-1].count


def test_who_did_not_answer() -> None:
    """Whoever was not asked has no count, is no known start, and there is no expectation."""
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d")])
    graph.graph["survey"] = Survey(asked=list("abcd"), answered=list("abd"))
    found = brokerage(graph, dict.fromkeys("abcd", "x"))
    assert counts_of(found, "c")[BrokerRole.TOTAL] is None
    assert counts_of(found, "b")[BrokerRole.COORDINATOR] == 1
    assert found.whole[0].count == 1
    assert found.whole[0].expected is None
    assert "No expectation" in found.describe()
    assert "expected_total" not in found.columns


def test_nothing_to_broker() -> None:
    """Few actors, no ties or groups of one give zeros, not errors."""
    for size in range(4):
        found = brokerage(nx.empty_graph(size, nx.DiGraph), {one: one for one in range(size)})
        assert {one.count for one in found.whole} == {0}
        assert {one.z for one in found.whole} == {None}
        assert len(found.to_records()) == size


def test_refusals() -> None:
    """What cannot be is refused, with what can."""
    graph = nx.DiGraph([("a", "b")])
    groups = {"a": 1, "b": 2}
    with pytest.raises(NetworkError, match=r'sd=.sn.*Did you mean "sna"'):
        brokerage(graph, groups, sd="sn")
    with pytest.raises(NetworkError, match=r"permutations=.-1"):
        brokerage(graph, groups, permutations=-1)
    with pytest.raises(NetworkError, match="without a group"):
        brokerage(graph, {"a": 1})
    with pytest.raises(NetworkError, match="none of the 2 actors"):
        brokerage(graph, groups).of("c")
    with pytest.raises(NetworkError, match="none of the 2 actors"):
        broker_triads(graph, groups, broker="c")
    with pytest.raises(NetworkError, match="there is no role"):
        broker_triads(graph, groups, role="boss")
