"""Reading folders of networks: nodes.csv, edges.csv and network.json."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import networkx as nx


@attrs.frozen(eq=False)
class Relation:
    """One relation of a network.

    Attributes:
        graph: The relation, with what is known of its actors.
        is_two_mode: Ties go between two sides.
        is_projection: Made from two sides: its reference is shorter.
    """

    graph: Any
    is_two_mode: bool = False
    is_projection: bool = False

    def counted(self, names: list[Any]) -> Any:
        """Return names, or how many where the reference counts."""
        return len(names) if self.is_projection else names


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def relations_of(folder: Path, meta: Mapping[str, Any]) -> dict[str, Relation]:
    """Return the relations of a folder by name, with projections of large ones of two modes."""
    nodes, edges = _rows(folder / "nodes.csv"), _rows(folder / "edges.csv")
    has_sides = any(one.get("mode") == "2" for one in nodes)
    found = {}
    for name, said in meta["relations"].items():
        ties = [one for one in edges if one["relation"] == name]
        is_two_mode = bool(said.get("two_mode"))
        kept = [one for one in nodes if is_two_mode or not has_sides or one["mode"] == "1"]
        graph: Any = nx.DiGraph() if said.get("directed") else nx.Graph()
        graph.add_nodes_from((one["id"], {**one}) for one in kept)
        for one in ties:
            graph.add_edge(one["source"], one["target"], weight=float(one.get("weight") or 1))
        found[name] = Relation(graph, is_two_mode=is_two_mode)
        if said.get("large"):
            found[f"{name}_bodies_projection"] = Relation(_bodies(graph), is_projection=True)
    return found


def _bodies(graph: Any) -> Any:
    """Tie those of the second side that share one of the first."""
    bodies = [one for one, side in graph.nodes(data="mode") if side == "2"]
    tied = nx.Graph()
    for one in bodies:
        tied.add_node(one, domain=graph.nodes[one].get("domain") or "unknown")
    for one, side in graph.nodes(data="mode"):
        if side == "1":
            members = list(graph[one])
            tied.add_edges_from(
                (a, b) for place, a in enumerate(members) for b in members[place + 1 :]
            )
    return tied
