"""What several relations of one network say together: signed ties, and changes."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from networks_read import Folder

from opgavekern.network import balance, change


def changes(folder: Folder) -> list[Any]:
    """Ties kept, made and lost, from one relation to another."""
    found = []
    for start, end in folder.meta["change"]:
        before, after = folder.graph(start), folder.graph(end)
        if before.is_directed():
            after = after.to_directed()
        elif after.is_directed():
            after = _upwards(after)
        ties = change(before, after).steps[0].ties
        found.append(
            {
                "from": start,
                "to": end,
                "kept": ties.kept,
                "created": ties.made,
                "dissolved": ties.lost,
                "jaccard": ties.jaccard,
            }
        )
    return found


def _upwards(graph: Any) -> Any:
    """Of each pair the arc from who is listed first, which is all that R looks at here."""
    place = {one: n for n, one in enumerate(graph)}
    kept = nx.Graph()
    kept.add_nodes_from(graph)
    kept.add_edges_from((a, b) for a, b in graph.edges if place[a] < place[b])
    return kept


def signed(folder: Folder) -> dict[str, Any]:
    """Triangles in balance; of ties that go one way R counts closed walks instead."""
    positive, negative = map(folder.graph, folder.meta["signed"])
    if positive.is_directed() or negative.is_directed():
        told = _closed_walks(positive, negative)
    else:
        told = _triangles(positive, negative)
    return {**told, "ids": list(folder.actors)}


def _triangles(positive: Any, negative: Any) -> dict[str, Any]:
    graph = nx.Graph()
    graph.add_nodes_from(positive)
    contrary = set(map(frozenset, positive.edges)) & set(map(frozenset, negative.edges))
    for relation, sign in ((positive, 1), (negative, -1)):
        kept = [tie for tie in relation.edges if frozenset(tie) not in contrary]
        graph.add_edges_from(kept, sign=sign)
    found = balance(graph)
    return {
        "triangles": found.triangles,
        "balanced": found.balanced,
        "unbalanced": found.unbalanced,
        "balance_ratio": found.ratio,
    }


def _closed_walks(positive: Any, negative: Any) -> dict[str, Any]:
    """A sixth of the closed walks of three arcs, which nobody asks the library for."""
    plus, minus = (nx.to_numpy_array(one, weight=None) for one in (positive, negative))
    signs = plus - minus
    both, balanced = (float(np.trace(one @ one @ one)) / 6 for one in (abs(signs), signs))
    return {
        "triangles": both,
        "balanced": (both + balanced) / 2,
        "unbalanced": (both - balanced) / 2,
        "balance_ratio": (both + balanced) / 2 / both if both else None,
    }
