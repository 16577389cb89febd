"""Pictures of results: what stands in them, not how it looks."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from matplotlib.figure import Figure
from tests.network.published import network

from opgavekern.model import Dossier, Ref, Stakeholder, StakeholderKind, Tie, TieKind
from opgavekern.network import (
    ErrorRates,
    NetworkError,
    Survey,
    attack_curve,
    block_model,
    brokerage,
    change,
    communities,
    core_periphery,
    cug,
    ei_index,
    graph_of,
    missing_voices,
    mixing,
    plot_network,
    plot_sociomatrix,
    qap,
    ranking_errors,
    robustness,
    single_contacts,
    two_mode,
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


def _legend(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def _reciprocal(graph: nx.Graph[Any]) -> float:
    return sum(graph.has_edge(head, tail) for tail, head in graph.edges) / graph.number_of_edges()


def test_brokers_by_total() -> None:
    """A profile has who brokers most on top, with the counts of each role and of all."""
    found = brokerage(INFORMATION, "sector")
    axes = found.plot(_axes(), most=2)
    assert _ticks(axes) == ["Office of the Mayor", "Chamber of Commerce"]
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


def test_decimal_mark() -> None:
    """Along a Dutch axis figures have a comma."""
    axes = qap(INFORMATION, MONEY, permutations=20).plot(_axes(), language="nl")
    assert axes.xaxis.get_major_formatter()(-0.25, 0) == "\N{MINUS SIGN}0,25"


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
    axes = found.plot(_axes(), graph=INFORMATION, language="nl")
    size = len(found.core)
    assert set(_ticks(axes)[:size]) == {INFORMATION.nodes[one]["label"] for one in found.core}
    assert _words(axes) == ["kern", "periferie"]
    assert {line.get_xdata()[0] for line in axes.lines} >= {size - 0.5}


def test_other_network() -> None:
    """A picture is drawn of the network that was measured, and of no other."""
    found = core_periphery(INFORMATION), communities(INFORMATION), block_model(INFORMATION, 2)
    for one in (*found, two_mode(nx.path_graph(4), {0: 0, 1: 1, 2: 0, 3: 1})):
        with pytest.raises(NetworkError, match="not the network"):
            one.plot(graph=nx.path_graph(3))


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


def test_axes_are_those_of_matplotlib() -> None:
    """What cannot be drawn on is refused, such as all axes of a figure at once."""
    for other in ("x", [_axes()]):
        with pytest.raises(NetworkError, match=r"ax=.* cannot be; give one axes of matplotlib"):
            plot_network(MONEY, other)


def test_a_language_that_is_not_there() -> None:
    """Another language is refused, and not drawn in English."""
    with pytest.raises(ValueError, match='no language="NL"; give "nl" or "en"'):
        plot_network(MONEY, _axes(), language="NL")  # type: ignore[arg-type]


def test_everyone_is_drawn() -> None:
    """Actors without a tie are drawn too, and each group has a form and a name."""
    axes = plot_network(MONEY, _axes(), group="sector")
    assert "Women's Rights Organiz…" in _words(axes)
    assert _legend(axes) == ["GOV", "PVT", "VOL"]
    assert len([place for place in _places(axes) if place != [0, 0]]) >= len(MONEY)


def test_silence_is_explained() -> None:
    """Who was asked and did not answer is hollow, and the legend says what that means."""
    graph: nx.Graph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(list("abc"), list("ab"))
    axes = plot_network(graph, _axes(), language="nl")
    assert _legend(axes) == ["gevraagd, geen antwoord"]
    assert {tuple(one.get_facecolor()[0]) for one in axes.collections if len(one.get_facecolor())}


def test_who_was_not_asked_is_not_silent() -> None:
    """Where everyone asked has answered, nobody is hollow."""
    graph: nx.Graph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    graph.graph["survey"] = Survey(list("ab"), list("ab"))
    assert plot_network(graph, _axes()).get_legend() is None


def test_groups_of_a_dossier() -> None:
    """Kinds that a dossier knows are said in the language asked; other groups as they are."""
    dossier = Dossier.of(
        TieKind(id="meets", name="meets", is_directed=False),
        Stakeholder(id="a", name="A", kind=StakeholderKind.RESIDENTS),
        Stakeholder(id="b", name="B", kind=StakeholderKind.GOVERNMENT),
        Tie(kind="meets", start=Ref("stakeholder", "a"), end=Ref("stakeholder", "b")),
    )
    graph = graph_of(dossier)
    axes = plot_network(graph, _axes(), group="kind", language="nl")
    assert _legend(axes) == ["overheid", "bewoners"]
    assert _words(plot_sociomatrix(graph, "kind", _axes(), language="nl")) == [
        "overheid",
        "bewoners",
    ]
    assert _legend(plot_network(graph, _axes(), group="record", language="nl")) == [
        "belanghebbenden"
    ]
    bare = nx.Graph([("a", "b")])
    nx.set_node_attributes(bare, "residents", "kind")
    assert _legend(plot_network(bare, _axes(), group="kind", language="nl")) == ["residents"]


def test_groups_beyond_eight() -> None:
    """No two of many groups look the same."""
    graph = nx.cycle_graph(20)
    axes = plot_network(graph, _axes(), group=dict(zip(graph, graph, strict=True)))
    looks = {
        (tuple(one.get_facecolor()[0]), one.get_paths()[0].vertices.tobytes())
        for one in axes.collections
        if len(one.get_offsets()) and len(one.get_facecolor())
    }
    assert len(looks) == len(graph)


def test_groups_that_were_found() -> None:
    """Communities and the sides of a two-mode network each have a form in the legend."""
    pairs = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    assert _legend(communities(pairs).plot(_axes(), graph=pairs)) == ["1", "2"]
    sides = nx.Graph([("Ann", "ball"), ("Bea", "ball")])
    side = {"Ann": "guest", "Bea": "guest", "ball": "party"}
    assert _legend(two_mode(sides, side).plot(_axes(), graph=sides)) == ["guest", "party"]


def test_classes_beside_each_other() -> None:
    """A block model is drawn class by class, each with its number."""
    found = block_model(INFORMATION, 3)
    axes = found.plot(_axes(), graph=INFORMATION)
    assert _words(axes) == ["1", "2", "3"]
    first = {actor for actor, one in zip(found.actors, found.classes, strict=True) if one == 1}
    assert set(_ticks(axes)[: len(first)]) == {INFORMATION.nodes[one]["label"] for one in first}


def _waves() -> tuple[Any, Any]:
    before: nx.Graph[str] = nx.Graph(["ab", "bc", "cd", "de"])
    after: nx.Graph[str] = nx.Graph(["ab", "ac", "cd", "cf"])
    after.graph["survey"] = Survey(list("abcdf"), list("abcf"))
    before.graph["survey"] = Survey(list("abcde"), list("abe"))
    return before, after


def test_what_became_of_ties() -> None:
    """A change draws ties kept, made and lost apart, and who joined and left."""
    before, after = _waves()
    found = change(before, after, names=[2025, 2026])
    axes = found.plot(_axes(), between=(before, after), language="nl")
    assert set(_legend(axes)) == {
        "relatie gebleven", "relatie nieuw", "relatie weg", "niet van beide keren bekend",
        "in 2025 en 2026", "alleen in 2026", "alleen in 2025",
    }  # fmt: skip
    dashes = [one.get_linestyle()[0][1] for one in axes.collections if one.get_linestyle()]
    assert len({tuple(one or ()) for one in dashes}) == 3


def test_waves_of_another() -> None:
    """Waves that were not measured, or in another order, are refused."""
    before, after = _waves()
    found = change(before, after)
    for two in ((after, before), (before, before)):
        with pytest.raises(NetworkError, match="do not follow"):
            found.plot(between=two)


def test_names_of_any_sort() -> None:
    """Numbers and words that print alike stay two actors."""
    axes = plot_network(nx.Graph([(1, "1"), ("1", "2")]), _axes())
    assert sorted(_words(axes)) == ['"1"', "1", "2"]


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


def test_places_with_errors() -> None:
    """Who comes first stands on top, with a line for each between its places with errors."""
    rates = ErrorRates(missed=0.1)
    found = ranking_errors(MONEY, nx.in_degree_centrality, rates=rates, replicates=20)
    axes = found.plot(_axes(), most=3)
    first = min(found.actors, key=lambda one: one.rank or 99)
    assert _ticks(axes)[0] == MONEY.nodes[first.actor]["label"]
    assert len(axes.lines) == 6


def test_voices_with_gaps_first() -> None:
    """What nobody speaks for comes first, with a bold zero; a count stands for the rest."""
    graph = nx.empty_graph(2)
    nx.set_node_attributes(graph, "shops", "group")
    axes = missing_voices(graph, expected={"group": ["shops", "tenants"]}).plot(_axes())
    assert (_ticks(axes), _words(axes)) == (["tenants", "shops"], ["0", "2"])
    assert [text.get_weight() for text in axes.texts] == ["bold", "normal"]


def test_falling_apart() -> None:
    """A curve goes from all to nobody; of random orders with what they lie between."""
    axes = attack_curve(MONEY).plot(_axes(), language="nl")
    assert len(axes.lines[0].get_xdata()) == len(MONEY) + 1
    assert axes.get_xlabel() == "actoren die wegvielen"
    assert len(attack_curve(MONEY, "random").plot(_axes()).collections) == 1
