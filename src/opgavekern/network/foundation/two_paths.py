"""Paths of two steps: how many go through each actor, and the refusal of too many."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.snapshots import Snapshot


def two_paths_through(snapshot: Snapshot) -> list[int]:
    """Return of each actor its ties in times its ties out."""
    return [
        len(before) * len(after)
        for before, after in zip(snapshot.predecessors, snapshot.successors, strict=True)
    ]


def verify_two_paths(through: Sequence[int], effort: int | None) -> None:
    """Refuse to walk along more two-paths than is allowed.

    Raises:
        NetworkError: There are more; says how many, how many of them go through one actor, and
            what to do.
    """
    if effort is None or sum(through) <= effort:
        return
    raise NetworkError(
        message(
            "dit loopt ongeveer {paths} wegen van twee stappen langs, meer dan effort={effort}, "
            "waarvan {most} door één actor; laat die weg, of geef effort=None",
            "this walks along about {paths} paths of two steps, more than effort={effort}, {most} "
            "of them through one actor; leave that one out, or give effort=None",
            paths=f"{sum(through):.0e}",
            effort=f"{effort:.0e}",
            most=f"{max(through):.0e}",
        )
    )
