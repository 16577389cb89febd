"""Whom to introduce to whom."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.network import Engine, NetworkError, Survey, introductions


def _efficiency(graph: Any, team: Any) -> float:
    """The mean of 1/d over ordered pairs that begin in the team, by networkx."""
    pairs = [(one, other) for one in team for other in graph if one != other]
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    return sum(1 / steps[one][other] for one, other in pairs if other in steps[one]) / len(pairs)


def _tried(graph: Any, team: Any) -> dict[Any, float]:
    """What every pair that could be introduced is worth, tried one by one."""
    found = {}
    for pair in itertools.combinations(graph, 2):
        if not graph.has_edge(*pair) and set(pair) & set(team):
            richer = nx.Graph(graph)
            richer.add_edge(*pair)
            found[pair] = _efficiency(richer, team)
    return found


def _check(graph: Any, count: int, team: Any = None, **said: Any) -> None:
    found = introductions(graph, count, team=team, **said)
    known = nx.Graph(graph.to_undirected())
    known.remove_edges_from(list(nx.selfloop_edges(known)))
    everyone = list(graph) if team is None else team
    for one in found.introductions:
        tried = _tried(known, everyone)
        assert one.before == pytest.approx(_efficiency(known, everyone), abs=1e-12)
        assert one.after == pytest.approx(max(tried.values()), abs=1e-12)
        assert tried[one.first, one.second] == pytest.approx(one.after, abs=1e-12)
        known.add_edge(one.first, one.second)
    assert len(found.introductions) == count or not _tried(known, everyone)


def test_each_is_the_best_of_all_pairs() -> None:
    """On random graphs each introduction equals the best of all pairs, tried one by one."""
    for graph in random_graphs(500, most=5):
        if len(graph) > 1 and "survey" not in graph.graph:
            _check(graph, 3, engine="plain")
            _check(graph, 2, team=list(graph)[:2], engine="plain")


@pytest.mark.parametrize(("name", "relation"), [("knoke", "money"), ("krackhardt", "reports_to")])
def test_each_is_the_best_in_published_networks(name: str, relation: str) -> None:
    """So it is in networks of ten and of twenty-one actors."""
    _check(network(name, relation), 1)


@pytest.mark.needs("standard")
def test_plain_equals_fast() -> None:
    """Both engines propose the same, with equal figures to the last digit."""
    for graph in random_graphs(500, most=5):
        both = [introductions(graph, 3, engine=engine) for engine in Engine]
        assert both[0].introductions == both[1].introductions
        assert both[0].unknown == both[1].unknown


def test_gaps_between_groups_come_first() -> None:
    """With groups, those come first who are the first to tie two groups."""
    graph = nx.path_graph("abcdef")
    sides = dict(zip("abcdef", "xxyyzz", strict=True))
    free, closing = introductions(graph, 1), introductions(graph, 2, group=sides)
    assert (free.introductions[0].closes, closing.introductions[0].closes) == ((), ("x", "z"))
    assert closing.introductions[1].closes == ()
    tried = _tried(graph, graph)
    between = [worth for pair, worth in tried.items() if {sides[one] for one in pair} == {*"xz"}]
    assert closing.introductions[0].after == pytest.approx(max(between), abs=1e-12)


def test_reasons() -> None:
    """Each says how far two are, what it does, and who could introduce them."""
    graph = nx.Graph(["ab", "bc"])
    graph.add_node("d")
    first, second = introductions(graph, 2).introductions
    assert (first.first, first.second, first.distance, first.connects) == ("b", "d", None, 3)
    assert (second.distance, second.through, second.nearer) == (2, ("b",), 1)
    said = introductions(graph, 2).describe()
    assert said.startswith(
        "Introduce b to d: they are not linked at all now; 3 pairs come nearer each other and"
    )
    assert (
        "Introduce a to c: they are 2 steps apart now; 1 pair comes nearer each other and" in said
    )
    assert "Both know b." in said
    assert "Beiden kennen b." in introductions(graph, 2).describe("nl")


def test_labels() -> None:
    """Reasons call actors as the graph does; two with the same label are told apart."""
    graph = nx.Graph(["ab", "bc"])
    nx.set_node_attributes(graph, {"a": "teacher", "b": "nurse"}, "label")
    assert introductions(graph).introductions[0].labels == ("teacher", "c", "nurse")
    said = introductions(graph).describe("nl")
    assert said.startswith("Stel teacher voor aan c: zij staan nu 2 stappen uit elkaar; 1 paar ")
    nx.set_node_attributes(graph, {"c": "teacher"}, "label")
    assert introductions(graph).introductions[0].labels == ("teacher (a)", "teacher (c)", "nurse")


def test_who_may_know_each_other_is_not_introduced() -> None:
    """Of two who did not answer nobody knows whether they have a tie: they are left out."""
    graph = nx.empty_graph(["a", "b", "c"])
    graph.graph["survey"] = Survey(asked=["a", "b", "c"], answered=["a"])
    found = introductions(graph, 9)
    assert {(one.first, one.second) for one in found.introductions} == {("a", "b"), ("a", "c")}
    assert found.unknown == 1
    assert "not known whether they have a tie: 1 pair." in found.describe()


def test_nobody_to_introduce() -> None:
    """Who all know each other, or who are alone, need no introduction."""
    assert introductions(nx.complete_graph(3)).before == 1
    alone = introductions(nx.empty_graph(1))
    assert (alone.before, alone.introductions) == (None, ())
    assert introductions(nx.Graph()).describe().startswith("Nobody to introduce.")


def test_what_is_refused() -> None:
    """Strangers to the graph, senseless numbers and what would take too long are refused."""
    graph = nx.path_graph(9)
    with pytest.raises(NetworkError, match="none of the 9 actors"):
        introductions(graph, team=["nobody"])
    with pytest.raises(NetworkError, match=r"count=.*whole number"):
        introductions(graph, -1)
    with pytest.raises(NetworkError, match=r"compares 2,268 distances .* effort is 1,000"):
        introductions(graph, effort=1000)


def test_what_it_takes_is_told_before_pairs_are_made() -> None:
    """The number refused is that of pairs without a tie, also of more than can be listed."""
    for graph in random_graphs(500, most=5):
        survey = graph.graph.get("survey")
        answered = set(graph) if survey is None else set(survey.answered)
        team = list(graph)[:2]
        known = sum(
            not (graph.has_edge(one, other) or graph.has_edge(other, one))
            and bool({one, other} & set(team))
            and bool({one, other} & answered)
            for one, other in itertools.combinations(graph, 2)
        )
        if known:
            needed = known * len(team) * len(graph)
            with pytest.raises(NetworkError, match=f"compares {needed:,} distances"):
                introductions(graph, team=team, effort=0)
    with pytest.raises(NetworkError, match="compares 3,124,937,500,000,000,000 distances"):
        introductions(nx.empty_graph(50_000), effort=10**12)
