"""The page of a network without a dossier."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from tests.report.test_in_browser import too_wide, violations

from opgavekern.cli.network_measures import graph_measures
from opgavekern.network import (
    NetworkError,
    Survey,
    actors,
    brokerage,
    constraint_parts,
    plot_network,
)
from opgavekern.report import render_network, write_network_page
from opgavekern.report.measure_titles import MEASURE_TITLES

CLUB = nx.karate_club_graph()


def _page(graph: Any, **choices: Any) -> str:
    return render_network(graph, {"actors": actors(graph)}, **{"title": "Proef", **choices})


def test_figures_and_places() -> None:
    """The page has the rows of each measure, and actors where `plot_network` puts them."""
    figure = pytest.importorskip("matplotlib.figure").Figure()
    club = nx.relabel_nodes(CLUB, lambda number: f"{number * 7 % 34}th")
    axes = plot_network(club, figure.subplots())
    html = _page(club)
    drawn = [place for one in axes.collections for place in one.get_offsets().tolist()]
    assert len(drawn) >= len(club)
    for x, y in drawn:
        if (x, y) != (0.0, 0.0):
            assert f"translate({x} {y})" in html
    assert "231.0714" in html


def test_words_in_dutch() -> None:
    """Words and decimals are those of the language; actors are called by their label."""
    graph: nx.Graph[str] = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "b")])
    graph.nodes["a"]["label"] = "Wijkraad"
    graph.graph["survey"] = Survey(list("abc"), list("ab"))
    html = _page(graph, language="nl")
    assert '<html lang="nl">' in html
    assert "→ b" in html
    assert "– c" in html
    assert html.count("Wijkraad") >= 3
    assert "open vorm: gevraagd, geen antwoord" in html


def test_measures_and_actors_as_people_call_them() -> None:
    """In Dutch a measure has its Dutch name, with that of the function beside it."""
    graph: nx.Graph[str] = nx.Graph([("p", "q"), ("q", "r")])
    nx.set_node_attributes(graph, {"p": "Wijkraad", "q": "GGD", "r": "School"}, "label")
    results = {"actors": actors(graph), "constraint_parts": constraint_parts(graph)}
    html = render_network(graph, results, title="Proef", language="nl")
    assert "Plaats van actoren" in html
    assert "constraint_parts" in html
    assert ">tussenpositie<" in html
    assert ">betweenness<" not in html
    assert ">q<" not in html
    assert html.count(">GGD<") > 3


def test_every_measure_has_a_title() -> None:
    """What the command offers has a name in both languages."""
    assert MEASURE_TITLES.keys() == graph_measures().keys()


def test_groups_share_the_last_form() -> None:
    """Groups have forms of their own, as far as there are; the legend says which share one."""
    graph = nx.path_graph(7)
    html = _page(graph, group={place: f"g{place}" for place in graph})
    assert "</svg> g0</li>" in html
    assert "</svg> g4, g5, g6</li>" in html
    with pytest.raises(NetworkError, match="club2"):
        _page(CLUB, group="club2")


def test_signs_are_drawn() -> None:
    """A tie that is against looks otherwise, and its ends say so."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", sign=-1)
    html = _page(graph)
    assert 'class="ties is-negative"' in html
    assert "– (negative): b" in html


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1)], ids=["nobody", "alone"])
def test_nothing_to_draw(graph: Any) -> None:
    """A network of nobody, or of one, is a page too."""
    assert "</html>" in _page(graph)


def test_too_many_to_draw() -> None:
    """Of more than 2,000 actors there are the measures, and no picture."""
    graph = nx.empty_graph(2001)
    html = render_network(graph, {}, title="Groot")
    assert "actors is not drawn here; up to" in html


def test_data_is_no_code() -> None:
    """Names that look like markup are shown as they are."""
    bad = "<script>alert(1)</script>"
    html = _page(nx.Graph([(bad, "b")]), title=bad, group={bad: bad, "b": bad})
    assert bad not in html


def test_sources_are_cited(tmp_path: Any) -> None:
    """The page says whom to cite, and is written whole."""
    path = tmp_path / "club.html"
    write_network_page(CLUB, {"brokerage": brokerage(CLUB, "club")}, path, title="Club")
    assert "Gould" in path.read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_page_is_accessible(opened: Callable[..., Any], width: int, scheme: str) -> None:
    """Axe finds nothing, nothing is too wide, and the picture can be filtered."""
    page = opened(_page(CLUB, group="club"), anchor="network", width=width, color_scheme=scheme)
    assert too_wide(page) <= 0
    page.locator("#parties-group").select_option("Officer")
    assert page.locator("svg.network .node:visible").count() == 17
    page.evaluate("pages.forEach(one => one.classList.add('is-current'))")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert too_wide(page) <= 0


def test_who_was_not_asked_is_not_called_silent() -> None:
    """Only who was asked and did not answer is drawn hollow; the table tells all three apart."""
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    graph.graph["survey"] = Survey(asked=["a", "b", "d"], answered=["a", "b"])
    html = _page(graph, language="nl")
    assert len(re.findall(r'class="node-form [^"]*is-silent"', html)) == 2  # and once in the legend
    for said, count in (("antwoordde", 2), ("gevraagd, geen antwoord", 1), ("niet gevraagd", 1)):
        assert html.count(f">{said}</td>") == count
    assert "Niet gevraagd: 1." in html
