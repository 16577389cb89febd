"""Reading folders of networks: nodes.csv, edges.csv and network.json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
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


@attrs.frozen(eq=False)
class Folder:
    """A network as it was published, and what is known of it.

    Attributes:
        meta: What network.json says.
        reference: The values that were computed elsewhere.
        relations: By name.
        actors: All of nodes.csv, in order.
    """

    meta: Mapping[str, Any]
    reference: Mapping[str, Any]
    relations: Mapping[str, Relation]
    actors: tuple[str, ...]

    def graph(self, relation: str) -> Any:
        """Return a relation."""
        return self.relations[relation].graph


class NoNetworkError(Exception):
    """There is nothing to read, and what to do about it."""


def folders_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the folders with a network.json, in these and below them.

    Raises:
        NoNetworkError: In one of them there is none.
    """
    for path in paths:
        found = sorted(one.parent for one in path.rglob("network.json"))
        if not found:
            raise NoNetworkError(
                f"{path}: no network.json here or below; give folders that hold nodes.csv, "
                "edges.csv, network.json and <name>.reference.json"
            )
        yield from found


def read_folder(path: Path) -> Folder:
    """Read a folder.

    Raises:
        NoNetworkError: One of its files is not there.
    """
    meta = json.loads(_text(path / "network.json"))
    return Folder(
        meta=meta,
        reference=json.loads(_text(path / f"{meta['name']}.reference.json")),
        relations=_relations(path, meta),
        actors=tuple(one["id"] for one in _rows(path / "nodes.csv")),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise NoNetworkError(f"{path.parent}: {path.name} is not there") from None


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_text(path))))


def _relations(folder: Path, meta: Mapping[str, Any]) -> dict[str, Relation]:
    """Return the relations by name, with projections of large ones of two modes."""
    nodes, edges = _rows(folder / "nodes.csv"), _rows(folder / "edges.csv")
    has_sides = any(one.get("mode") == "2" for one in nodes)
    groups = meta.get("partition", ())
    for one in nodes:  # R reads "NA" as absent, and what is absent is a group of its own.
        one.update({group: "" for group in groups if one.get(group) == "NA"})
    found = {}
    for name, said in meta["relations"].items():
        ties = [one for one in edges if one["relation"] == name]
        is_two_mode = bool(said.get("two_mode"))
        kept = [one for one in nodes if is_two_mode or not has_sides or one["mode"] == "1"]
        graph = _graph(kept, ties, is_directed=bool(said.get("directed")) and not is_two_mode)
        found[name] = Relation(graph, is_two_mode=is_two_mode)
        if said.get("large"):
            found[f"{name}_bodies_projection"] = Relation(_bodies(graph), is_projection=True)
    return found


def _graph(
    nodes: Iterable[dict[str, str]], ties: Iterable[dict[str, str]], *, is_directed: bool
) -> Any:
    """Of a tie that is listed again the last weight counts, and of both ways the highest."""
    weights: dict[tuple[str, str], float] = {}
    for one in ties:
        if one["source"] != one["target"]:
            weights[one["source"], one["target"]] = float(one.get("weight") or 1)
    graph: Any = nx.DiGraph() if is_directed else nx.Graph()
    graph.add_nodes_from((one["id"], {**one}) for one in nodes)
    for (tail, head), weight in weights.items():
        back = weight if is_directed else weights.get((head, tail), weight)
        graph.add_edge(tail, head, weight=max(weight, back))
    return graph


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
