"""Actors without whom a strong component falls apart."""

from __future__ import annotations

from typing import Any

import networkx as nx

from opgavekern.network.foundation.snapshots import Snapshot


def strong_cutpoints_of(snapshot: Snapshot) -> set[int]:
    """Return the places of actors without whom there are more strong components.

    Within a component some actor is on every path from a root to another, or from another to the
    root, just if it dominates that other one; the root itself is tried (Italiano and others 2012).
    """
    arcs: Any = nx.DiGraph(zip(snapshot.tails, snapshot.heads, strict=True))
    found: set[int] = set()
    for part in nx.strongly_connected_components(arcs):
        if len(part) < 3:
            continue
        inner, root = arcs.subgraph(part).copy(), min(part)
        for way in (inner, inner.reverse(copy=False)):
            found.update(
                before
                for one, before in nx.immediate_dominators(way, root).items()
                if root not in (one, before)
            )
        inner.remove_node(root)
        if not nx.is_strongly_connected(inner):
            found.add(root)
    return found
