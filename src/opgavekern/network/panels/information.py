"""Information centrality: how much reaches an actor over all paths (Stephenson and Zelen 1989)."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.extras import require
from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.structure.components import weak_components


def information(snapshot: Snapshot, engine: Engine) -> list[float]:
    """Return the information of each actor; 0 of who has no ties.

    With L the Laplacian of ties, whichever way they go, between the k actors that have any, J ones
    and C the inverse of L + J: 1 / (c_ii + (tr C - 2/k) / k). Takes time with k³ and room with k².

    Raises:
        NetworkError: Those that have ties do not hang together.
    """
    tied = sorted({*snapshot.tails, *snapshot.heads})
    _verify_one_part(snapshot, tied, engine)
    found = [0.0] * len(snapshot)
    if not tied:
        return found
    own = _own_of_inverse(_laplacian_plus_one(snapshot, tied), engine)
    rest = (sum(own) - 2 / len(tied)) / len(tied)
    for place, one in zip(tied, own, strict=True):
        found[place] = 1 / (one + rest)
    return found


def _verify_one_part(snapshot: Snapshot, tied: Sequence[int], engine: Engine) -> None:
    parts = weak_components(snapshot, engine)
    count = len({parts[one] for one in tied})
    if count > 1:
        raise NetworkError(
            message(
                "informatiecentraliteit is hier niet bepaald: wie relaties heeft, valt in {count} "
                "delen uiteen, en tussen delen gaat niets. Neem het grootste deel, of een andere "
                "maat, zoals harmonic",
                "information centrality is not defined here: those that have ties fall apart into "
                "{count} parts, and nothing goes between parts. Take the largest part, or another "
                "measure, such as harmonic",
                count=count,
            )
        )


def _laplacian_plus_one(snapshot: Snapshot, tied: Sequence[int]) -> list[list[float]]:
    """L + J; of two ties between the same actors the strongest counts."""
    places = {one: place for place, one in enumerate(tied)}
    weights: Sequence[float] = snapshot.weights or [1.0] * len(snapshot.tails)
    ties: list[dict[int, float]] = [{} for _ in tied]
    for tail, head, weight in zip(snapshot.tails, snapshot.heads, weights, strict=True):
        one, other = places[tail], places[head]
        ties[one][other] = ties[other][one] = max(weight, ties[one].get(other, 0.0))
    rows = [[1.0] * len(tied) for _ in tied]
    for place, row in enumerate(ties):
        for other, weight in row.items():
            rows[place][other] -= weight
        rows[place][place] += sum(row.values())
    return rows


def _own_of_inverse(rows: list[list[float]], engine: Engine) -> list[float]:
    """Return the diagonal of the inverse of a symmetric positive matrix."""
    if engine is Engine.FAST:
        numpy = require("numpy")
        return list(numpy.linalg.inv(numpy.array(rows)).diagonal().tolist())
    size = len(rows)
    # Positive definite, so that no row has to change places.
    for pivot in range(size):
        row = rows[pivot]
        by = 1 / row[pivot]
        row[pivot] = 1.0
        rows[pivot] = row = [one * by for one in row]
        for place, other in enumerate(rows):
            if place != pivot and other[pivot]:
                times = other[pivot]
                other[pivot] = 0.0
                rows[place] = [a - times * b for a, b in zip(other, row, strict=True)]
    return [row[place] for place, row in enumerate(rows)]
