"""Walking a network: whom one step reaches, and how long a step is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.base.texts import message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.snapshots import Snapshot

#: Whole numbers up to here have a float each.
_LARGEST_WHOLE: Final = 2**53


class PathDirection(Term):
    """Which way distances are counted."""

    OUT = "out", "van de actor af", "from the actor"
    IN = "in", "naar de actor toe", "to the actor"


class StepLength(Term):
    """How long a tie is for whoever walks along it."""

    TIES = "ties", "elke relatie één stap", "each tie one step"
    LENGTHS = "lengths", "het gewicht als afstand", "the weight as length"
    INVERSE = "inverse", "één gedeeld door de sterkte", "one divided by the strength"


@attrs.frozen(eq=False)
class Steps:
    """Arcs as steps, in one direction.

    Attributes:
        reached: Whom one step reaches, from each actor.
        lengths: How long each of those steps is; None where each is one.
    """

    reached: Sequence[Sequence[int]]
    lengths: Sequence[Sequence[float]] | None = None


def steps_of(
    snapshot: Snapshot,
    length: StepLength = StepLength.TIES,
    direction: PathDirection = PathDirection.OUT,
    *,
    in_proportion: bool = False,
) -> Steps:
    """Return the steps along the arcs of a network, or against them.

    Args:
        snapshot: The network.
        length: How long a step is.
        direction: Which way it goes.
        in_proportion: Lengths need only be in proportion: see `lengths_in_proportion`.
    """
    lengths = (lengths_in_proportion if in_proportion else arc_lengths)(snapshot, length)
    is_along = direction is PathDirection.OUT or not snapshot.is_directed
    reached = snapshot.successors if is_along else snapshot.predecessors
    if lengths is None:
        return Steps(reached)
    found: list[list[float]] = [[] for _ in snapshot.actors]
    for tail, head, one in zip(snapshot.tails, snapshot.heads, lengths, strict=True):
        found[tail if is_along else head].append(one)
    return Steps(reached, found)


def arc_lengths(snapshot: Snapshot, length: StepLength) -> Sequence[float] | None:
    """Return how long each arc is, in the order of the snapshot; None where each is one.

    Raises:
        NetworkError: There are no such lengths, or one of them is zero.
    """
    if length is StepLength.TIES:
        return None
    needed = WeightMeaning.LENGTH if length is StepLength.LENGTHS else WeightMeaning.STRENGTH
    if snapshot.weights is None or snapshot.reading.weight_means is not needed:
        raise NetworkError(
            message(
                'length="{length}" vraagt gewichten die {needed} betekenen; geef weight en '
                "weight_means",
                'length="{length}" asks for weights that mean {needed}; give weight and '
                "weight_means",
                length=str(length.value),
                needed=needed.value,
            )
        )
    if length is StepLength.INVERSE:
        return [1 / one for one in snapshot.weights]
    if 0.0 in snapshot.weights:
        raise NetworkError(
            message(
                "een relatie heeft afstand nul: dan is niet te zeggen welke weg de kortste is. "
                "Voeg die twee actoren samen, of geef de relatie een kleine afstand",
                "a tie has length zero, so that it cannot be said which path is shortest. Merge "
                "those two actors, or give the tie a small length",
            )
        )
    return snapshot.weights


def lengths_in_proportion(snapshot: Snapshot, length: StepLength) -> Sequence[float] | None:
    """Return lengths of arcs multiplied so that paths that are as long as each other are found so.

    As floats 0.1 + 0.2 is longer than 0.3, and a third and a sixth not always half: which paths
    are shortest would rest on rounding. Lengths as they are written in decimals, or one divided by
    strengths as they are written, become whole numbers where those of a path add up exactly;
    otherwise they stay what they are.

    Raises:
        NetworkError: There are no such lengths, or one of them is zero.
    """
    lengths, weights = arc_lengths(snapshot, length), snapshot.weights
    if lengths is None or weights is None:
        return None
    exact, multiple = {}, 1
    for one in set(weights):
        written = Fraction(repr(one))
        exact[one] = 1 / written if length is StepLength.INVERSE else written
        multiple = math.lcm(multiple, exact[one].denominator)
        if multiple > _LARGEST_WHOLE:
            return lengths
    if not exact or max(exact.values()) * multiple * len(snapshot) > _LARGEST_WHOLE:
        return lengths
    whole = {one: float(fraction * multiple) for one, fraction in exact.items()}
    return [whole[one] for one in weights]
