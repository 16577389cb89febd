"""The network around each actor."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network
from tests.network.random_graphs import random_graphs

from opgavekern.exchange import read_network
from opgavekern.network import (
    AlterDirection,
    EgoNetwork,
    NetworkError,
    Survey,
    actors,
    ego_networks,
    ei_index,
)

GROUPS = dict(zip("abcdefghij", "xxyxyyzxyz", strict=True))
NUMBERS = dict(zip("abcdefghij", (3, 1, 4, 1, 5, 9, 2, 6, 5, 3), strict=True))


def _naive(graph: Any, ego: Any, direction: str, *, told: bool) -> dict[str, Any] | None:
    """What is said of one ego network, from the graph alone, pair by pair; `told` by its ego."""
    asked = graph.graph.get("survey")
    answered = set(asked.answered) if asked else set(graph)
    out = {other for other in graph if other != ego and graph.has_edge(ego, other)}
    into = {other for other in graph if other != ego and graph.has_edge(other, ego)}
    alters = {"both": out | into, "out": out, "in": into}[direction]
    if ego not in answered and (told or not graph.is_directed() or direction != "in"):
        return None
    if graph.is_directed():
        pairs = list(itertools.permutations(alters, 2))
        known = [(one, two) for one, two in pairs if told or one in answered]
    else:
        pairs = list(itertools.combinations(alters, 2))
        known = [(one, two) for one, two in pairs if told or {one, two} & answered]
    tied = [pair for pair in known if graph.has_edge(*pair)]
    left: Any = nx.Graph(tied)
    left.add_nodes_from(alters)
    mine = [(ego, one) for one in alters if direction != "in" and graph.has_edge(ego, one)]
    if graph.is_directed() or direction == "in":
        mine += [(one, ego) for one in alters if direction != "out" and graph.has_edge(one, ego)]
    said = [GROUPS[one] for one in alters]
    kinds = len({GROUPS[one] for one in graph})
    alike = said.count(GROUPS[ego])
    blau = 1 - sum((said.count(one) / len(said)) ** 2 for one in set(said)) if said else None
    numbers = [NUMBERS[one] for one in alters]
    return {
        "ego": ego,
        "size": len(alters),
        "ties": len(tied),
        "pairs": len(known),
        "unknown_pairs": len(pairs) - len(known),
        "density": len(tied) / len(known) if known else None,
        "components": nx.number_connected_components(left),
        "mean_weight": _mean([graph.edges[one]["weight"] for one in mine]),
        "categories": len(set(said)),
        "blau": blau,
        "iqv": blau * kinds / (kinds - 1) if blau is not None and kinds > 1 else None,
        "same_share": alike / len(said) if said else None,
        "ei_index": (len(said) - 2 * alike) / len(said) if said else None,
        "mean": _mean(numbers),
        "sd": _sd(numbers),
    }


def _mean(numbers: list[Any]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _sd(numbers: list[Any]) -> float | None:
    """By how far any two are apart, without a mean."""
    apart = _mean([(one - two) ** 2 / 2 for one in numbers for two in numbers])
    return None if apart is None else math.sqrt(apart)


def test_naive() -> None:
    """On random graphs of every sort, it is as counted pair by pair; Burt's are those of actors."""
    burt = ["effective_size", "efficiency", "constraint"]
    for seed, graph in enumerate(random_graphs(500)):
        direction, told = ("both", "out", "in")[seed // 2 % 3], seed % 7 < 3
        found = ego_networks(
            graph,
            group=GROUPS,
            number=NUMBERS,
            direction=direction,
            weight="weight",
            weight_means="strength",
            told_by_egos=told,
        )
        panel = actors(graph, burt, weight="weight", weight_means="strength")
        for row, usual in zip(found.to_records(), panel.to_records(), strict=True):
            expected = _naive(graph, row["ego"], direction, told=told)
            if expected is None:
                assert set(row.values()) == {row["ego"], None}
                continue
            is_burt = direction == "both" or not graph.is_directed()
            expected |= {name: usual[name] if is_burt else None for name in burt}
            assert row == {
                name: pytest.approx(one, abs=1e-12) if isinstance(one, float) else one
                for name, one in expected.items()
            }


@pytest.mark.needs("science")
def test_as_networkx() -> None:
    """Without directions networkx computes the same of size, density, constraint and holes."""
    families = nx.florentine_families_graph()
    families.remove_nodes_from(list(nx.isolates(families)))
    constraint, effective = nx.constraint(families), nx.effective_size(families)
    for one in ego_networks(families).egos:
        around = nx.ego_graph(families, one.ego, center=False)
        assert one.size == len(around)
        assert one.components == nx.number_connected_components(around)
        if len(around) > 1:
            assert one.density == nx.density(around)
        assert one.constraint == pytest.approx(constraint[one.ego], abs=1e-12)
        assert one.effective_size == pytest.approx(effective[one.ego], abs=1e-12)


def test_as_sna() -> None:
    """R's `sna` (ego.extract, then the mean of the cells beside ego) gives these densities."""
    friends = network("krackhardt", "friendship")
    expected = {
        "both": (0.2287581699346, 0.1785714285714),
        "out": (0.2287581699346, 0.0238095238095),
        "in": (0.3666666666667, None),
    }
    for direction, densities in expected.items():
        found = {one.ego: one.density for one in ego_networks(friends, direction=direction).egos}
        assert (found["M17"], found["M10"]) == pytest.approx(densities, abs=1e-12)


def test_as_ei_index() -> None:
    """Of those whom an actor names, the E-I index is that of `ei_index`."""
    friends = network("krackhardt", "friendship")
    found = ego_networks(friends, group="dept", direction="out")
    own = [one.ties.index for one in ei_index(friends, "dept").actors]
    assert [one.ei_index for one in found.egos] == own


def test_by_hand() -> None:
    """A broker between a pair and a loner."""
    graph = nx.Graph(["ab", "ac", "ad", "bc"])
    found = ego_networks(graph, group={"a": "x", "b": "x", "c": "y", "d": "z"}, number=NUMBERS)
    ego, _, _, loner = found.egos
    assert (ego.size, ego.ties, ego.pairs, ego.components) == (3, 1, 3, 2)
    assert (ego.categories, ego.blau, ego.iqv) == (3, 6 / 9, 1)
    assert (ego.same_share, ego.ei_index) == (1 / 3, 1 / 3)
    assert (ego.mean, ego.sd) == (2, pytest.approx(math.sqrt(2)))
    assert (loner.density, loner.blau, loner.sd) == (None, 0, 0)
    assert "perry2018" in found.references


def test_without_alters() -> None:
    """Who has no ties has an ego network of nobody: counts are 0, and the rest is None."""
    graph = nx.empty_graph("ab")
    (one, _) = ego_networks(graph, group=GROUPS, number=NUMBERS).egos
    assert one == EgoNetwork(
        ego="a", size=0, ties=0, pairs=0, unknown_pairs=0, components=0, alike=0, categories=0
    )
    assert (one.density, one.same_share, one.ei_index) == (None, None, None)


def test_columns_are_those_asked_for() -> None:
    """Rows say of weight, group and number only where these were named."""
    graph = nx.path_graph("abc")
    assert not {"iqv", "mean", "mean_weight"} & set(ego_networks(graph).to_records()[0])
    nx.set_edge_attributes(graph, 2, "weight")
    found = ego_networks(
        graph, group=GROUPS, number=NUMBERS, weight="weight", weight_means="strength"
    )
    assert list(found.to_records()[0]) == list(found.columns)
    assert set(found.columns) == set(found.COLUMNS)


def test_unknown_pairs() -> None:
    """Of two alters who both did not answer it is not known whether they are tied."""
    graph = nx.Graph(["ab", "ac", "ad", "bd"])
    graph.graph["survey"] = Survey(list("abcd"), ["a", "b"])
    found = ego_networks(graph)
    ego = found.egos[0]
    assert (ego.ties, ego.pairs, ego.unknown_pairs, ego.density) == (1, 2, 1, 0.5)
    assert "Of 1 pairs of alters" in found.describe()
    assert [one.size for one in found.egos] == [3, 2, None, None]


def _read(tmp_path: Path, rows: str) -> Any:
    path = tmp_path / "egos.csv"
    path.write_text("ego;alter;alter2\n" + rows, "utf-8")
    return read_network(path)


def test_ego_networks_that_were_read(tmp_path: Path) -> None:
    """Ties between alters that ego told of are known, though alters were not asked."""
    graph = _read(tmp_path, "e1;a;\ne1;b;\ne1;c;\ne1;a;b\ne2;d;\ne2;e;\n")
    found = ego_networks(graph)
    assert found.told_by_egos
    rows = {one.ego: one for one in found.egos}
    first, second = rows["e1"], rows["e2"]
    assert (first.ties, first.pairs, first.unknown_pairs, first.components) == (1, 3, 0, 2)
    assert (second.density, second.components) == (0, 2)
    assert rows["a"] == EgoNetwork(ego="a")
    whole = ego_networks(graph, told_by_egos=False)
    assert (whole.egos[0].pairs, whole.egos[0].unknown_pairs) == (0, 3)
    assert "told of ties among alters" in found.describe()


def test_egos_who_told_of_no_ties(tmp_path: Path) -> None:
    """Where no ego told of a tie, a file does not say that they were asked: the caller does."""
    graph = _read(tmp_path, "e1;a;\ne1;b;\n")
    assert ego_networks(graph).egos[0].density is None
    assert ego_networks(graph, told_by_egos=True).egos[0].density == 0


def test_directed_egos_have_no_ego_network_of_others(tmp_path: Path) -> None:
    """In ego networks nobody asked alters, so by whom they are named is not known."""
    path = tmp_path / "egos.csv"
    path.write_text("ego;alter;alter2\ne;a;\ne;b;\ne;a;b\n", "utf-8")
    found = ego_networks(read_network(path, directed=True), direction="in")
    assert [one.size for one in found.egos if one.ego != "e"] == [None, None]


def test_too_many_contacts() -> None:
    """What takes too long is refused with what it takes, before anything is computed."""
    star = nx.star_graph(200)
    with pytest.raises(NetworkError, match="compares 400 contacts, and effort is 100"):
        ego_networks(star, effort=100)
    assert ego_networks(star, effort=None).egos[0].components == 200


def test_only_strengths() -> None:
    """Lengths and ranks are refused."""
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=2)
    with pytest.raises(NetworkError, match="no strength"):
        ego_networks(graph, weight="weight", weight_means="length")


@pytest.mark.needs("fast")
def test_engines_agree() -> None:
    """The fast engine gives the same."""
    graph = network("krackhardt", "advice")
    plain, fast = (ego_networks(graph, engine=one).to_records() for one in ("plain", "fast"))
    for one, other in zip(plain, fast, strict=True):
        assert one == {
            name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
            for name, value in other.items()
        }


def test_described_in_both_languages() -> None:
    """It says averages, the largest by its label, and what the groups are like."""
    graph = nx.star_graph(["a", "b", "c", "d"])
    graph.nodes["a"]["label"] = "Makelaar"
    found = ego_networks(graph, group=GROUPS)
    assert found.describe().startswith("Ego networks of 4 actors (alters: tied in either")
    assert "Het grootst is dat van Makelaar (3)." in found.describe("nl")
    assert "Groups in the network: 2;" in found.describe()
    assert ego_networks(nx.Graph()).describe("nl").startswith("Van niemand")


@pytest.mark.needs("science")
def test_drawn() -> None:
    """Each ego network with a density is a dot; without any it is refused."""
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    assert ego_networks(nx.complete_graph("abcd")).plot(axes, language="nl") is axes
    assert (axes.get_title(loc="left")[:9], axes.get_xlabel()) == ("Hoe groot", "aantal alters")
    assert sum(len(one.get_offsets()) for one in axes.collections) == 4
    with pytest.raises(NetworkError, match="0 ego networks"):
        ego_networks(nx.path_graph(2)).plot()


def test_directions_have_names() -> None:
    """Each says in both languages who is an alter."""
    assert {one.text("nl") for one in AlterDirection} & {
        one.text("en") for one in AlterDirection
    } == set()
