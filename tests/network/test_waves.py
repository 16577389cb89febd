"""What changed between waves."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network, reference
from tests.network.random_graphs import random_graphs

from opgavekern.network import NetworkError, Survey, TieTurnover, change


@pytest.mark.parametrize("told", reference("kapferer")["change"], ids=lambda told: told["from"])
def test_published(told: dict[str, Any]) -> None:
    """Ties kept, made and lost in Kapferer's tailor shop are those computed in R."""
    waves = (network("kapferer", told[wave]) for wave in ("from", "to"))
    ties = change(*waves).steps[0].ties
    assert (ties.kept, ties.made, ties.lost) == (
        told["kept"],
        told["created"],
        told["dissolved"],
    )
    assert ties.jaccard == pytest.approx(told["jaccard"], abs=1e-9)


def _knows(graph: Any, one: str, other: str) -> bool:
    survey = graph.graph.get("survey")
    heard = set(graph) if survey is None else survey.answered
    return one in heard or (not graph.is_directed() and other in heard)


def test_equals_a_count_of_pairs() -> None:
    """On random waves each pair of who stayed is counted as a loop over pairs counts it."""
    of_sort: dict[bool, list[Any]] = {True: [], False: []}
    for graph in random_graphs(500):
        of_sort[graph.is_directed()].append(graph)
    for graphs in of_sort.values():
        for before, after in itertools.pairwise(graphs):
            step = change(before, after).steps[0]
            stayed = [one for one in before if one in after]
            pairs = itertools.permutations if before.is_directed() else itertools.combinations
            known = [
                pair for pair in pairs(stayed, 2) if _knows(before, *pair) and _knows(after, *pair)
            ]
            seen = [(before.has_edge(*pair), after.has_edge(*pair)) for pair in known]
            assert step.pairs == len(known)
            assert step.ties == TieTurnover(
                kept=seen.count((True, True)),
                made=seen.count((False, True)),
                lost=seen.count((True, False)),
            )
            ends = sum(one.ties.hamming for one in step.actors)
            assert ends == 2 * step.ties.hamming
            back = change(after, before).steps[0]
            assert (back.ties.made, back.joined) == (step.ties.lost, step.left)
            assert (back.made_by_joining, back.pairs) == (step.lost_by_leaving, step.pairs)


def test_joining_and_leaving_are_no_change_of_ties() -> None:
    """Ties of who joins or leaves are counted apart, and who lost them all may be isolated."""
    before = nx.Graph(["ab", "bx", "cx"])
    after = nx.Graph(["ab", "by"])
    after.add_node("c")
    step = change(before, after).steps[0]
    assert step.ties == TieTurnover(kept=1, made=0, lost=0)
    assert (step.joined, step.left) == (("y",), ("x",))
    assert (step.made_by_joining, step.lost_by_leaving) == (1, 2)
    assert step.became_isolated == ("c",)


def test_silence_is_no_tie_lost() -> None:
    """Who did not answer lost nothing, and is not called isolated."""
    before, after = nx.DiGraph(["ab", "ba"]), nx.empty_graph(["a", "b"], nx.DiGraph)
    after.graph["survey"] = Survey(asked=["a", "b"], answered=["a"])
    step = change(before, after).steps[0]
    assert (step.ties.lost, step.pairs, step.became_isolated) == (1, 1, ("a",))


def test_panel_with_groups_and_figures() -> None:
    """Waves have names, groups have their own turnover, and figures are followed."""
    waves = [nx.Graph(["ab", "bc"]), nx.Graph(["ab", "ac"]), nx.Graph(["ab", "ad"])]
    sides = {"a": "x", "b": "x", "c": "y", "d": "y"}
    found = change(
        *waves, names=[2024, 2025, 2026], group=sides, measures={"ties": nx.number_of_edges}
    )
    assert [(one.before, one.after) for one in found.steps] == [(2024, 2025), (2025, 2026)]
    first, last = (one.groups for one in found.steps)
    assert [one.ties.hamming for one in first] == [2, 2]
    assert [(one.stayed, one.joined, one.left) for one in last] == [(2, 0, 0), (0, 1, 1)]
    assert [(one.wave, one.value) for one in found.figures] == [(2024, 2), (2025, 2), (2026, 2)]
    assert len(found.earlier) == 2
    assert found.describe().startswith(
        "From 2024 to 2025, between 3 actors who were there both times: 1 tie kept, 1 made and "
        "1 lost (Jaccard 0.333)."
    )
    assert "Zonder relaties" not in found.describe("nl")
    assert found.to_records()[0]["hamming_share"] == pytest.approx(2 / 3)


def test_nothing_in_common() -> None:
    """Empty waves, or waves without an actor in common, have no share of anything."""
    step = change(nx.Graph(), nx.empty_graph(1)).steps[0]
    assert (step.ties.jaccard, step.ties.turnover, step.hamming_share) == (None, None, None)
    assert "Jaccard –" in change(nx.Graph(), nx.Graph()).describe()


@pytest.mark.parametrize(
    ("waves", "said", "names"),
    [
        ([nx.Graph()], "at least two graphs; given: 1", None),
        ([nx.Graph(), nx.DiGraph()], "some graphs are directed", None),
        ([nx.Graph(), nx.Graph()], "2 graphs and 1 names", ["2024"]),
    ],
)
def test_what_is_refused(waves: Any, said: str, names: Any) -> None:
    """Too few, of different sorts, or too few names: said with what to do."""
    with pytest.raises(NetworkError, match=said):
        change(*waves, names=names)
