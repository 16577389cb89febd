"""Stakes as dots in a field."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.network.plots.fields import Dot
from opgavekern.network.stakeholders.stakes import Stake


def dots_of(
    stakes: Sequence[Stake], *, across: str, leanings: Sequence[int] | None = None
) -> list[Dot]:
    """Return a dot for each stake whose influence and value across are known.

    Of stakes in several issues the name says in which. Who has most influence comes first, so
    that its name has a place.

    Args:
        stakes: What to draw.
        across: The grade that goes from left to right.
        leanings: For each stake 1, 0 or -1; None draws all alike.
    """
    several = len({one.issue for one in stakes}) > 1
    found = [
        Dot(
            x=getattr(stake, across),
            y=stake.influence,
            words=f"{stake.label} ({stake.issue})" if several and stake.issue else stake.label,
            leaning=leaning,
        )
        for stake, leaning in zip(stakes, leanings or [1] * len(stakes), strict=True)
        if stake.influence is not None and getattr(stake, across) is not None
    ]
    return sorted(found, key=lambda one: -one.y)
