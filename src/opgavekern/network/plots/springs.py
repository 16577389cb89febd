"""Where the nodes of a network stand: springs per connected part, always the same."""

from __future__ import annotations

import math
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.extras import require
from opgavekern.network.foundation.replicates import chance_of

if TYPE_CHECKING:
    import networkx as nx

_SEED: Final = 794


def spread(
    graph: nx.Graph[str], *, room: float, margin: float, seed: int | None = None
) -> dict[str, tuple[float, float]]:
    """Lay out each connected part by itself, large ones first, side by side in rows.

    Args:
        graph: Nodes that each have a tie.
        room: Width of the picture.
        margin: Left free at its sides, and between parts.
        seed: In which order nodes start out on a ring; None for that of their names.

    Returns:
        For each node its place, from the left and from the top.
    """
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    x, y, row = margin, margin, 0.0
    for part in parts:
        broad, tall = _extent(len(part), len(graph), room - 2 * margin)
        if x + broad > room - margin + 1 and x > margin:
            x, y, row = margin, y + row + margin, 0.0
        for key, (right, down) in _springs(graph.subgraph(part), broad, tall, seed).items():
            places[key] = (round(x + right, 1), round(y + down, 1))
        x += broad + 2 * margin
        row = max(row, tall)
    return places


def _extent(count: int, of: int, room: float) -> tuple[float, float]:
    """Return how large a connected part is drawn, by its number of nodes."""
    if count * 2 > of:
        tall = min(max(9.6 * count, 240.0), 1000.0)
        return room, tall
    side = 46.0 * math.sqrt(count)
    return max(side * 1.6, 90.0), max(side, 60.0)


def _springs(
    graph: nx.Graph[str], broad: float, tall: float, seed: int | None
) -> dict[str, tuple[float, float]]:
    """Place one connected part within a rectangle, nodes at least a little apart."""
    import networkx as nx

    numpy = require("numpy")
    keys = sorted(graph)
    # A part is a view in the order of a set: rebuilt, or its layout would depend on hashes.
    graph = nx.Graph(sorted((min(edge), max(edge)) for edge in graph.edges))
    if len(keys) == 2:
        return {keys[0]: (broad * 0.2, tall / 2), keys[1]: (broad * 0.8, tall / 2)}
    count = len(keys)
    ring = range(count) if seed is None else chance_of(seed).permutation(count)
    start = {
        key: (math.cos(2 * math.pi * place / count), math.sin(2 * math.pi * place / count))
        for key, place in zip(keys, ring, strict=True)
    }
    raw = nx.spring_layout(
        graph, pos=start, seed=_SEED, iterations=120, k=1.6 / math.sqrt(count), method="force"
    )
    points = numpy.array([raw[key] for key in keys], dtype=float)
    points = _upright(points, numpy, broad > tall)
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - low) / numpy.maximum(high - low, 1e-9)
    # Half by value and half by rank: a far outlier must not press all others together.
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(count - 1, 1)
    points = (0.5 * points + 0.5 * ranks) * numpy.array([broad, tall])
    points = _apart(points, numpy, 30.0 if count < 150 else 22.0)
    points = numpy.clip(points, 0, [broad, tall])
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, points, strict=True)}


def _upright(points: Any, numpy: ModuleType, is_broad: bool) -> Any:
    """Turn the cloud so that its longest stretch lies along the longest side."""
    centred = points - points.mean(axis=0)
    _, _, axes = numpy.linalg.svd(centred, full_matrices=False)
    # The sign of an axis is arbitrary: fix it, or the picture could flip between machines.
    axes = axes * numpy.where(axes[:, :1] < 0, -1, 1)
    turned = centred @ axes.T
    return turned if is_broad else turned[:, ::-1]


def _apart(points: Any, numpy: ModuleType, least: float) -> Any:
    """Push nodes that lie too near each other apart, a few rounds long."""
    for _ in range(60):
        gaps = points[:, None, :] - points[None, :, :]
        far = numpy.sqrt((gaps**2).sum(axis=2))
        numpy.fill_diagonal(far, numpy.inf)
        close = numpy.clip(least - far, 0, None)
        if not close.any():
            break
        points = (
            points
            + ((gaps / numpy.maximum(far, 0.01)[:, :, None]) * close[:, :, None]).sum(axis=1) * 0.35
        )
    return points
