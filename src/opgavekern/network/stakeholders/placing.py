"""Places that thresholds decide: which are possible, and which would be if thresholds moved."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term

_T = TypeVar("_T", bound=Term)


class Placed(Answer):
    """Something that has a place by thresholds; a subclass has the fields.

    Attributes:
        possible: Places that agree with what is known.
        within_margin: Places that are possible as well if thresholds may move by the margin.
        margin: How far one threshold must move before something that is known changes side; None
            where nothing is known.
    """

    __slots__ = ()
    possible: tuple[Term, ...]
    within_margin: tuple[Term, ...]
    margin: float | None

    @property
    def is_stable(self) -> bool:
        """The place is known, and stays the same within the margin."""
        return len(self.possible) == 1 and self.within_margin == self.possible

    @property
    def told(self) -> dict[str, Any]:
        """What a row says of how sure the place is."""
        return {
            "possible": tuple(str(one.value) for one in self.possible),
            "within_margin": tuple(str(one.value) for one in self.within_margin),
            "margin": self.margin,
            "is_stable": self.is_stable,
        }


def only(possible: Sequence[_T]) -> _T | None:
    """Return the one place that is possible; None where there are more."""
    return possible[0] if len(possible) == 1 else None


def places_of(
    table: Mapping[tuple[Any, ...], _T], sides: Sequence[Collection[Any]]
) -> tuple[_T, ...]:
    """Return the places that are possible, in the order of the table.

    Args:
        table: The place by the side of each threshold.
        sides: Of each threshold, the sides that are possible.
    """
    found = {table[one] for one in itertools.product(*sides)}
    return tuple(one for one in dict.fromkeys(table.values()) if one in found)
