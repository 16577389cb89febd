"""Published networks with the values that R's `sna` and igraph give for them."""

from __future__ import annotations

import csv
import functools
import json
from pathlib import Path
from typing import Any, Final

import networkx as nx

FOLDER: Final = Path(__file__).parents[1] / "data/networks"
#: Every relation of the networks with one mode: its network, and its name.
RELATIONS: Final = tuple(
    (folder.name, relation)
    for folder in sorted(FOLDER.iterdir())
    if folder.is_dir()
    for relation, said in json.loads((folder / "network.json").read_text("utf-8"))[
        "relations"
    ].items()
    if not said.get("two_mode")
)


@functools.cache
def network(name: str, relation: str) -> nx.Graph[str]:
    """Return one relation of a published network, with what is known of its actors."""
    folder = FOLDER / name
    told = json.loads((folder / "network.json").read_text("utf-8"))["relations"][relation]
    graph: nx.Graph[str] = nx.DiGraph() if told.get("directed") else nx.Graph()
    for row in _rows(folder / "nodes.csv"):
        graph.add_node(row.pop("id"), **row)
    for row in _rows(folder / "edges.csv"):
        if row["relation"] == relation:
            weight = {"weight": float(row["weight"])} if row.get("weight") else {}
            graph.add_edge(row["source"], row["target"], **weight)
    return nx.freeze(graph)


@functools.cache
def reference(name: str, relation: str = "") -> Any:
    """Return the reference values of one relation, or of a network as a whole."""
    told = json.loads((FOLDER / name / f"{name}.reference.json").read_text("utf-8"))
    return told["relations"][relation] if relation else told


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
