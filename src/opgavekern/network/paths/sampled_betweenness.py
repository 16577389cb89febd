"""Betweenness estimated from a sample of shortest paths, with a bound on the error."""

from __future__ import annotations

import math
import random

from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.numbers import is_number
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.paths.drawn_paths import drawn_path

#: After so many paths the bound is looked at for the first time, then after twice as many.
_FIRST_LOOK = 500


def verify_bound(error: float, confidence: float) -> None:
    """Refuse a bound that no sample gives.

    Raises:
        NetworkError: It is not between zero and one.
    """
    if is_number(error) and is_number(confidence) and 0 < error < 1 and 0 < confidence < 1:
        return
    raise NetworkError(
        message(
            "error={error} en confidence={confidence} moeten tussen 0 en 1 liggen, zoals 0.01 "
            "en 0.9",
            "error={error} and confidence={confidence} must lie between 0 and 1, such as 0.01 "
            "and 0.9",
            error=quoted(error),
            confidence=quoted(confidence),
        )
    )


def sampled_betweenness(
    snapshot: Snapshot, *, error: float, confidence: float, seed: int
) -> list[float]:
    """Estimate betweenness, as a share of all ordered pairs of actors.

    Pairs are drawn, and of each one of its shortest paths: the share of paths that pass an actor
    estimates its betweenness. With probability `confidence` no actor is off by more than `error`.
    Drawing stops as soon as the empirical Bernstein bound (Maurer and Pontil 2009) says so, for all
    actors at once, and at the latest at the number that Hoeffding's bound asks for; half of the
    doubt is for the one, half for the other. That takes time with one over `error`, squared where
    some actor is on a good part of all paths.
    """
    size = len(snapshot)
    if size < 3:
        return [0.0] * size
    doubt = (1 - confidence) / 2
    most = math.ceil(math.log(2 * size / doubt) / (2 * error**2))
    chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    passed = [0] * size
    drawn, look = 0, min(most, _FIRST_LOOK)
    while True:
        for _ in range(look - drawn):
            source = chance.randrange(size)
            target = chance.randrange(size - 1)
            for one in drawn_path(snapshot, source, target + (target >= source), chance):
                passed[one] += 1
        drawn = look
        doubt /= 2
        if drawn >= most or _bound(max(passed), drawn, doubt / size) <= error:
            return [one / drawn for one in passed]
        look = min(most, 2 * drawn)


def _bound(passed: int, drawn: int, doubt: float) -> float:
    """How far the share of an actor is off at most; it is widest for the busiest below a half."""
    share = min(passed / drawn, 0.5)
    variance = share * (1 - share) * drawn / (drawn - 1)
    logarithm = math.log(4 / doubt)
    return math.sqrt(2 * variance * logarithm / drawn) + 7 * logarithm / (3 * (drawn - 1))
