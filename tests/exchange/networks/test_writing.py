"""Networks written back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from opgavekern.exchange import NetworkFileError, read_network, write_network
from opgavekern.network import Survey
from opgavekern.network.foundation.graphs import Graph

NAMES = ["ann", "Bob B", "=cas", "data: 7", "Zoë", "b;c"]


def graphs() -> Iterator[Graph]:
    """Small graphs: directed or not, weighted or not, with isolates, and answers missing."""
    for seed in range(6):
        chance = random.Random(seed)
        graph: Graph = nx.DiGraph() if seed % 2 else nx.Graph()
        graph.add_nodes_from(NAMES)
        for start in NAMES[:-1]:
            for end in NAMES[:-1]:
                if start < end and chance.random() < 0.5:
                    graph.add_edge(start, end, **({"weight": 2.5} if seed > 2 else {}))
        if seed in {1, 5}:
            silent = NAMES[2]
            graph.remove_edges_from(list(graph.out_edges(silent)))  # type: ignore[attr-defined]
            graph.graph["survey"] = Survey(NAMES, [one for one in NAMES if one != silent])
        yield graph


def told(graph: Graph) -> dict[str, Any]:
    """What is compared of a graph."""
    sides = {
        frozenset({start, end}) if not graph.is_directed() else (start, end): data.get("weight")
        for start, end, data in graph.edges(data=True)
    }
    return {"nodes": set(graph), "ties": sides, "survey": graph.graph.get("survey")}


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("t.xlsx", {}),
        ("t.csv", {"nodes": "actors.csv"}),
        ("m.csv", {"format": "matrix"}),
        ("t.dl", {}),
        ("t.##h", {}),
        ("t.net", {}),
        ("t.vna", {}),
        ("t.graphml", {}),
        ("t.gexf", {}),
    ],
)
def test_what_is_written_is_read_back(tmp_path: Path, name: str, how: dict[str, Any]) -> None:
    """A network comes back as it was, but for what a notice says the file cannot hold."""
    beside = {"nodes": tmp_path / how["nodes"]} if "nodes" in how else {}
    for graph in graphs():
        notices = write_network(graph, tmp_path / name, **{**how, **beside})
        lost = {one.code for one in notices}
        back = read_network(tmp_path / name, **beside)
        expected, found = told(graph), told(back)
        if "not-held-direction" in lost:
            found["ties"] = {frozenset(pair): one for pair, one in found["ties"].items()}
        if "not-held-survey" in lost:
            expected["survey"] = None
        assert found == expected, (name, lost)
        assert not lost - {"not-held-direction", "not-held-survey"}


def test_attributes_and_meaning(tmp_path: Path) -> None:
    """GraphML holds all; each other format says what it leaves behind."""
    graph = nx.DiGraph([("a", "b", {"weight": 2, "since": 2019})])
    graph.add_node("a", sector="zorg", size=3)
    graph.graph["weight_means"] = "strength"
    assert write_network(graph, tmp_path / "t.graphml") == ()
    back = read_network(tmp_path / "t.graphml")
    assert back.graph["weight_means"] == "strength"
    assert back.edges["a", "b"] == {"weight": 2, "since": 2019}
    assert back.nodes["a"] == {"sector": "zorg", "size": 3}
    lost = {
        name: [one.code.removeprefix("not-held-") for one in write_network(graph, tmp_path / name)]
        for name in ("t.xlsx", "t.gexf", "t.dl", "t.vna", "t.paj")
    }
    assert lost == {
        "t.xlsx": ["meaning"],
        "t.gexf": ["meaning"],
        "t.dl": ["tie-attributes", "attributes", "texts", "meaning"],
        "t.vna": ["tie-attributes", "meaning"],
        "t.paj": ["tie-attributes", "attributes", "texts", "meaning"],
    }


def test_who_was_not_asked_is_lost_in_a_matrix(tmp_path: Path) -> None:
    """A matrix has missing rows, which its reader takes for those of who was asked."""
    graph = nx.DiGraph([("a", "b")])
    graph.graph["survey"] = Survey(asked=["a"], answered=["a"])
    lost = {name: [one.code for one in write_network(graph, tmp_path / name)]
            for name in ("t.dl", "t.##h", "t.vna")}  # fmt: skip
    outsiders = ["not-held-outsiders"]
    assert lost == {"t.dl": outsiders, "t.##h": outsiders, "t.vna": []}


@pytest.mark.parametrize("name", ["t.graphml", "t.gexf", "t.vna", "t.csv"])
def test_numbers_and_truths_side_by_side(tmp_path: Path, name: str) -> None:
    """Whole and broken numbers are one attribute, as igraph wants, and truths stay truths."""
    graph = nx.DiGraph([("a", "b", {"weight": 2}), ("b", "a", {"weight": 0.5})])
    graph.add_node("a", size=3, ok=True, odd=True, text="x")
    graph.add_node("b", size=1.5, ok=False, odd=7, text="y")
    is_table = name == "t.csv"
    write_network(graph, tmp_path / name, nodes=tmp_path / "n.csv" if is_table else None)
    back = read_network(tmp_path / name, nodes=[tmp_path / "n.csv"] if is_table else ())
    assert dict(back.edges) == dict(graph.edges) or name == "t.gexf"
    for actor, told_of_actor in graph.nodes.items():
        assert back.nodes[actor].items() >= told_of_actor.items()
    if name == "t.graphml":
        assert (tmp_path / name).read_text("utf-8").count("<key ") == 5


@pytest.mark.parametrize("name", ["t.csv", "t.dl", "t.##h", "t.net", "t.vna", "t.graphml"])
def test_several_relations(tmp_path: Path, name: str) -> None:
    """Formats that know several relations write each under its name."""
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="advice", kind="advice")
    graph.add_edge("a", "b", key="money", kind="money")
    graph.add_edge("b", "a", key="money", kind="money")
    assert write_network(graph, tmp_path / name) == ()
    back = read_network(tmp_path / name)
    assert set(back.edges(keys=True)) == set(graph.edges(keys=True))


@pytest.mark.parametrize("name", ["t.xlsx", "m.csv", "t.dl", "t.##h", "t.net", "t.vna", "t.gexf"])
def test_two_modes(tmp_path: Path, name: str) -> None:
    """Actors and meetings stay apart."""
    graph = nx.Graph([("ann", "m1"), ("bob", "m1"), ("bob", "m2")])
    nx.set_node_attributes(graph, {"ann": 0, "bob": 0, "m1": 1, "m2": 1}, "bipartite")
    write_network(graph, tmp_path / name, format="matrix" if name == "m.csv" else None)
    back = read_network(tmp_path / name)
    assert not back.is_directed()
    assert nx.utils.graphs_equal(nx.Graph(back.edges), nx.Graph(graph.edges))
    assert dict(back.nodes(data="bipartite")) == dict(graph.nodes(data="bipartite"))


def test_what_cannot_be_written(tmp_path: Path) -> None:
    """A name that a format cannot hold, a format for reading only, and two equal names."""
    path = tmp_path / "t.dl"
    with pytest.raises(NetworkFileError, match="does not fit this format"):
        write_network(nx.Graph([('a"b', "c")]), path)
    with pytest.raises(NetworkFileError, match="no network is written in format"):
        write_network(nx.Graph(), tmp_path / "t.csv", format="roster")
    with pytest.raises(NetworkFileError, match="the same as text"):
        write_network(nx.Graph([(1, "1")]), path)
    several = nx.MultiGraph()
    several.add_edge("a", "b", kind="x")
    several.add_edge("a", "b", kind="y")
    with pytest.raises(NetworkFileError, match="one_relation"):
        write_network(several, tmp_path / "t.csv", format="matrix")
    for name, odd in (("t.csv", " a "), ("t.xlsx", ""), ("t.graphml", "a\x07"), ("t.##h", "a\x00")):
        with pytest.raises(NetworkFileError, match="does not fit this format"):
            write_network(nx.Graph([(odd, "c")]), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_equal_networks_are_equal_files(tmp_path: Path) -> None:
    """The day of writing is in no file."""
    for ending in ("graphml", "gexf", "##h"):
        for name in ("one", "two"):
            write_network(nx.path_graph(3), tmp_path / f"{name}.{ending}")
        assert (tmp_path / f"one.{ending}").read_bytes() == (
            tmp_path / f"two.{ending}"
        ).read_bytes()
