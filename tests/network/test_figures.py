"""How results say figures."""

from __future__ import annotations

import math
import re

import networkx as nx
import pytest

from opgavekern.base.texts import message
from opgavekern.network import (
    NetworkResult,
    Survey,
    actors,
    broker_triads,
    brokerage,
    centralisation,
    change,
    coalition_potential,
    cohesion,
    communities,
    coordination_fit,
    ei_index,
    introductions,
    mixing,
    reconstruct,
    respondent_agreement,
    support_reach,
)
from opgavekern.network.foundation.figures import Series, in_short, p_in_short, with_figure
from opgavekern.network.stakeholders.stakes import say_more_issues


@pytest.mark.parametrize(
    ("figure", "dutch", "english"),
    [
        (0.3333, "0,333", "0.333"),
        (-0.7179, "-0,718", "-0.718"),
        (-0.0001, "0,000", "0.000"),
        (1234.5, "1234,500", "1234.500"),
        (None, "–", "–"),
        (math.nan, "nan", "nan"),
    ],
)
def test_figures(figure: float | None, dutch: str, english: str) -> None:
    """A figure has a comma in Dutch and a point in English, and no zero has a sign."""
    said = message("{it}", "{it}", it=in_short(figure))
    assert (said.text("nl"), said.text("en")) == (dutch, english)
    assert f"{in_short(figure)}" == english


def test_decimals() -> None:
    """Where three decimals say too much, fewer are said."""
    assert in_short(12.345, 1).text("nl") == "12,3"
    assert in_short(12.345, 0).text("nl") == "12"


def test_p_values() -> None:
    """No p-value reads as zero."""
    assert p_in_short(0.0004).text("nl") == "p < 0,001"
    assert p_in_short(0.001).text() == "p = 0.001"


def test_series() -> None:
    """Things with figures stand between semicolons; a name may be a number."""
    parts = (with_figure("north", in_short(0.5)), with_figure(2, in_short(0.25)))
    assert Series(parts).text("nl") == "north 0,500; 2 0,250"
    assert Series(()).text() == "–"


def test_labels() -> None:
    """Words call actors as the graph does, two of one label by their name too; reprs never."""
    graph = nx.star_graph(3)
    nx.set_node_attributes(graph, {0: "council", 1: "resident", 2: "resident", 3: "3"}, "label")
    panel = actors(graph, ["betweenness", "core"])
    assert panel.reading.labels == ("council", "resident (1)", "resident (2)")
    assert panel.reading.called([0, 1, 3]) == ("council", "resident (1)", "3")
    assert panel.describe("nl").startswith("Hoogste waarden: tussenpositie council (3). Voor ")
    assert "council" not in repr(panel)
    assert "resident" not in repr(panel)


def test_every_answer_in_two_languages() -> None:
    """In Dutch no figure has a point, and one actor is not called several."""
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])
    graph.graph["survey"] = Survey(asked=["a", "b", "c", "d"], answered=["a", "b", "c"])
    sides = {"a": "x", "b": "x", "c": "y", "d": "y"}
    found: list[NetworkResult] = [
        actors(graph),
        brokerage(graph, sides),
        broker_triads(graph, sides),
        centralisation(graph),
        change(graph, graph.subgraph("abcd")),
        cohesion(graph),
        communities(graph),
        ei_index(graph, sides),
        introductions(graph),
        mixing(graph, sides),
        respondent_agreement(graph, sides),
        actors(reconstruct(graph)),
    ]
    for one in found:
        said = one.describe("nl").split("Berekend met")[0]
        assert not re.search(r"\d\.\d", said)
        assert not re.search(r"\b1 (actoren|relaties|paren)\b", said)
        assert "Respons: 3 van 4 (75%)." in said
        assert one.reading.treatment is not None or "Wat niet bekend is, telt niet mee." in said
        assert "Seed" not in said


def test_one_is_not_called_several() -> None:
    """Where there is one pair, tie, task, other or issue, words do not call it several."""
    two = nx.Graph([("p", "q")])
    stakes = [{"stakeholder": one, "position": 1} for one in "pq"]
    said = [
        coalition_potential(two, stakes=stakes).describe("nl"),
        coordination_fit(two, nx.Graph([("p", "t"), ("q", "t")])).describe("nl"),
        support_reach(two, stakes=stakes[:1]).describe("nl"),
        say_more_issues(1).text("nl"),
    ]
    assert "Van 1 paar met een standpunt" in said[0]
    assert "elkaar nodig heeft: 1 paar, om 1 taak; met een relatie: 1 (" in said[1]
    assert "bereiken 1 ander en" in said[2]
    assert said[3] == "En nog 1 opgave."
    assert not re.search(r"\b1 (paren|relaties|actoren|anderen|taken|opgaven)\b", " ".join(said))
