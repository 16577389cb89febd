"""Whether two actors have a tie, and whether it is a bad one."""

from __future__ import annotations

import functools
import math
from typing import Any

import attrs

from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.arguments import verify_attribute
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.numbers import is_number
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.structure.components import neighbours_of


class PairTie(Term):
    """What there is between two actors."""

    NONE = "none", "geen relatie", "no tie"
    TIE = "tie", "relatie"
    NEGATIVE = "negative", "slechte relatie", "negative tie"


@attrs.frozen(eq=False)
class PairTies:
    """What there is between each two actors of a network, whichever way ties go.

    Attributes:
        snapshot: The network.
        signs: By place, first the smaller: the sum of the signs that ties of a pair have.
    """

    snapshot: Snapshot
    signs: dict[tuple[int, int], float]

    @functools.cached_property
    def _tied(self) -> tuple[frozenset[int], ...]:
        return tuple(map(frozenset, neighbours_of(self.snapshot)))

    def is_negative(self, one: int, other: int) -> bool:
        """Tell whether the signs of the ties of a pair add up to less than zero."""
        return self.signs.get((min(one, other), max(one, other)), 0) < 0

    def possible(self, one: int, other: int) -> tuple[PairTie, ...]:
        """Return what there may be between two actors: more than one where it is not known."""
        if other in self._tied[one]:
            return (PairTie.NEGATIVE if self.is_negative(one, other) else PairTie.TIE,)
        if self.snapshot.knows(one, other) and self.snapshot.knows(other, one):
            return (PairTie.NONE,)
        # Of a network whose ties have no signs, one more would have none either.
        return tuple(PairTie) if self.signs else (PairTie.NONE, PairTie.TIE)


def pair_ties(graph: Graph, snapshot: Snapshot, sign: str) -> PairTies:
    """Read the signs of ties, where they have one.

    Args:
        graph: Any networkx graph.
        snapshot: As it was read.
        sign: The attribute of ties that is above or below zero; a tie without it is no bad one.

    Raises:
        NetworkError: Some tie has no number there.
    """
    verify_attribute("sign", sign)
    signs: dict[tuple[int, int], float] = {}
    found: Any
    for tail, head, found in graph.edges(data=sign):
        if found is None or tail == head:
            continue
        one, other = sorted((snapshot.places[tail], snapshot.places[head]))
        signs[one, other] = signs.get((one, other), 0.0) + _number(found, sign)
    return PairTies(snapshot, signs)


def _number(found: Any, sign: str) -> float:
    if isinstance(found, float) and math.isnan(found):
        return 0.0
    if is_number(found):
        return float(found)
    raise NetworkError(
        message(
            'een relatie heeft {found} als "{sign}"; dat moet een getal zijn, onder nul voor een '
            "slechte relatie, of leeg waar het onbekend is",
            'a tie has {found} as "{sign}"; it must be a number, below zero for a bad tie, or '
            "empty where it is not known",
            found=quoted(found),
            sign=sign,
        )
    )
