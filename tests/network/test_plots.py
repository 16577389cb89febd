"""Pictures of results: what stands in them, not how it looks."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from matplotlib.figure import Figure
from tests.network.published import network

from opgavekern.network import (
    NetworkError,
    Survey,
    brokerage,
    core_periphery,
    cug,
    ei_index,
    mixing,
    plot_network,
    plot_sociomatrix,
    qap,
    robustness,
    single_contacts,
)

INFORMATION = network("knoke", "information")
MONEY = network("knoke", "money")


def _axes() -> Any:
    """Axes that pyplot does not keep."""
    return Figure(figsize=(7, 5)).subplots()


def _words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_text()]


def _ticks(axes: Any) -> list[str]:
    return [tick.get_text() for tick in axes.get_yticklabels()]


def _reciprocal(graph: nx.Graph[Any]) -> float:
    return sum(graph.has_edge(head, tail) for tail, head in graph.edges) / graph.number_of_edges()


def test_brokers_by_total() -> None:
    """A profile has who brokers most on top, with the counts of each role and of all."""
    found = brokerage(INFORMATION, "sector")
    axes = found.plot(_axes(), most=2)
    assert _ticks(axes) == ["MAYR", "COMM"]
    assert _words(axes) == ["5", "3", "7", "7", "5", "27", "1", "5", "3", "5", "7", "21"]


def test_brokers_beyond_chance() -> None:
    """What chance seldom gives is bold: |z| above 1.96."""
    axes = brokerage(INFORMATION, "sector").plot(_axes(), most=1)
    bold = [text.get_weight() == "bold" for text in axes.texts]
    assert bold == [True, False, True, True, False, True]


@pytest.mark.parametrize("case", ["qap", "cug", "ei_index"])
def test_chance(case: str) -> None:
    """A test's picture has every replicate, and a line where the figure stands that was seen."""
    if case == "qap":
        correlated = qap(INFORMATION, MONEY, permutations=60)
        axes, seen, chance = correlated.plot(_axes()), correlated.correlation, correlated.chance
    elif case == "cug":
        tested = cug(INFORMATION, _reciprocal, draws=60)
        axes, seen, chance = tested.plot(_axes()), tested.observed, tested.chance
    else:
        crossing = ei_index(INFORMATION, "sector", permutations=60)
        assert crossing.chance is not None
        assert crossing.index is not None
        axes, seen, chance = crossing.plot(_axes()), crossing.index, crossing.chance
    bars = axes.patches[0].get_data()
    assert sum(bars.values) == sum(chance.spread) == 60
    assert (bars.edges[0], bars.edges[-1]) == (chance.lowest, pytest.approx(chance.highest))
    assert list(axes.lines[0].get_xdata()) == [seen, seen]


def test_chance_without_spread() -> None:
    """A figure that chance gives only once is drawn all the same."""
    same = cug(nx.DiGraph([(0, 1), (1, 0)]), _reciprocal, draws=5, condition="edges")
    assert same.chance.lowest == same.chance.highest == 1.0
    assert "seen 1.000" in _words(same.plot(_axes()))[0]


def test_nothing_to_draw() -> None:
    """Without permutations there is no chance to draw."""
    with pytest.raises(NetworkError, match="permutations=1000"):
        ei_index(INFORMATION, "sector").plot()


def test_mixing_counts() -> None:
    """A mixing matrix holds the ties from the group of its row to that of its column."""
    found = mixing(INFORMATION, "sector")
    axes = found.plot(_axes(), language="nl")
    assert _words(axes) == [str(ties) for one in found.groups for ties in one.ties]
    assert axes.get_xlabel() == "rij noemt kolom"


def test_core_first() -> None:
    """The core stands first, whatever the order of the graph, with a line after it."""
    found = core_periphery(INFORMATION)
    axes = found.plot(INFORMATION, _axes())
    size = len(found.core)
    assert set(_ticks(axes)[:size]) == set(found.core)
    assert {line.get_xdata()[0] for line in axes.lines} >= {size - 0.5}


def test_other_network() -> None:
    """The picture of a core is drawn of the network that was measured, and of no other."""
    with pytest.raises(NetworkError, match="not the network"):
        core_periphery(INFORMATION).plot(nx.path_graph(3))


def test_cells() -> None:
    """A cell tells a tie, no tie and not known apart; without an answer a row is not known."""
    graph: nx.Graph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(list("abc"), list("ab"))
    axes = plot_sociomatrix(graph, dict.fromkeys("abc", "all"), _axes())
    assert _ticks(axes) == ["b", "a", "c"]
    assert axes.images[0].get_array().tolist() == [[0, 0, 1], [1, 0, 0], [0.35, 0.35, 0]]


def test_too_many() -> None:
    """A sociomatrix that nobody can read, or of nobody, is refused."""
    for size in (0, 1001):
        graph = nx.empty_graph(size)
        with pytest.raises(NetworkError, match="from 1 to"):
            plot_sociomatrix(graph, dict.fromkeys(graph, 1))


def _places(axes: Any) -> list[list[float]]:
    return [place for drawn in axes.collections for place in drawn.get_offsets().tolist()]


def test_same_places() -> None:
    """A network is drawn the same whatever the order of its nodes; a seed draws another."""
    turned = nx.DiGraph()
    turned.add_nodes_from(reversed(list(MONEY)))
    turned.add_edges_from(reversed(list(MONEY.edges)))
    first = _places(plot_network(MONEY, _axes()))
    assert sorted(first) == sorted(_places(plot_network(turned, _axes())))
    seeded = _places(plot_network(MONEY, _axes(), seed=1))
    assert seeded == _places(plot_network(MONEY, _axes(), seed=1)) != first


def test_everyone_is_drawn() -> None:
    """Actors without a tie are drawn too, and each group has a form and a name."""
    axes = plot_network(MONEY, _axes(), group="sector")
    assert "WRO" in _words(axes)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["GOV", "PVT", "VOL"]
    assert len([place for place in _places(axes) if place != [0, 0]]) >= len(MONEY)


def test_names_of_any_sort() -> None:
    """Numbers and words that print alike stay two actors."""
    axes = plot_network(nx.Graph([(1, "1"), ("1", "2")]), _axes())
    assert sorted(_words(axes)) == ["1", "1", "2"]


def test_nobody() -> None:
    """A network without actors is an empty picture."""
    assert _words(plot_network(nx.Graph(), _axes())) == []


def test_of_pyplot() -> None:
    """Without axes pyplot makes a figure, also where there is no screen."""
    pyplot = pytest.importorskip("matplotlib.pyplot")
    axes = plot_network(MONEY)
    assert axes.figure.number in pyplot.get_fignums()
    pyplot.close(axes.figure)


def test_losses_by_harm() -> None:
    """Losses have the worst on top, with how many pairs lose their path."""
    axes = robustness(MONEY).plot(_axes(), most=2)
    worst = robustness(MONEY).worst(2)
    assert _ticks(axes) == [loss.lost[0] for loss in worst]
    assert _words(axes) == [str(loss.severed) for loss in worst]


def test_contacts_without_a_way_round() -> None:
    """Each pair of groups stands with its contact; bold is where no way is left."""
    ties = nx.Graph(["ab", "bc", "de"])
    axes = single_contacts(ties, {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}).plot(_axes())
    assert _ticks(axes) == ["1 – 2: b – c", "2 – 3: d – e"]
    assert _words(axes) == ["1", "–", "1", "–"]
    assert {text.get_weight() for text in axes.texts} == {"bold"}
