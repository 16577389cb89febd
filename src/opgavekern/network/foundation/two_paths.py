"""Paths of two steps: how many go through each actor, and the refusal of too many."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.texts import message
from opgavekern.network.foundation.efforts import verify_effort
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
    needed = sum(through)
    verify_effort(
        needed,
        effort,
        does=message(
            "dit loopt ongeveer {needed} wegen van twee stappen langs, waarvan {most} door één "
            "actor",
            "this walks along about {needed} paths of two steps, {most} of them through one actor",
            needed=needed,
            most=max(through, default=0),
        ),
        instead=message("laat die weg", "leave that one out"),
    )
