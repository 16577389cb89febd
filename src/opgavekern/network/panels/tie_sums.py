"""What the ties of each actor add up to."""

from __future__ import annotations

from opgavekern.base.texts import message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.snapshots import Snapshot


def strengths(snapshot: Snapshot, *, is_out: bool) -> list[float]:
    """Return the sum of the weights of each actor's ties, one way.

    Raises:
        NetworkError: There are no weights that mean strength.
    """
    if snapshot.reading.weight_means is not WeightMeaning.STRENGTH or snapshot.weights is None:
        raise NetworkError(
            message(
                "sterkte vraagt gewichten die sterkte betekenen; geef weight en "
                'weight_means="strength"',
                "strength asks for weights that mean strength; give weight and "
                'weight_means="strength"',
            )
        )
    total = [0.0] * len(snapshot)
    ends = snapshot.tails if is_out else snapshot.heads
    for end, weight in zip(ends, snapshot.weights, strict=True):
        total[end] += weight
    return total


def signed_degrees(signs: Snapshot | None, side: int) -> list[float]:
    """Return how many ties of each actor are above zero (side 1), or below it (-1).

    Raises:
        NetworkError: There are no signs.
    """
    if signs is None or signs.weights is None:
        raise NetworkError(
            message(
                "positieve en negatieve relaties vragen een teken; geef sign, de eigenschap "
                "van relaties die boven of onder nul is",
                "positive and negative ties ask for a sign; give sign, the attribute of ties "
                "that is above or below zero",
            )
        )
    total = [0.0] * len(signs)
    both = signs.is_directed
    for tail, head, one in zip(signs.tails, signs.heads, signs.weights, strict=True):
        total[tail] += one * side > 0
        total[head] += both and one * side > 0
    return total
