"""What chance makes one expect of brokerage: independent arcs between groups of given sizes.

The closed forms are derived in `docs/explanation/brokerage.md`. A two-path from a over v to b
needs two arcs and the absence of a third: p = d²q with q = 1 - d. Two of them depend on each
other only through arcs that they share: both need it (covariance d³q³), both need it absent
(d⁵q), or one needs it and the other needs it absent (-d⁴q²).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.network.brokers.broker_roles import BrokerRole

#: A number for each member of `BrokerRole`, in its order.
ByRole = tuple[float, ...]


class BrokerageSd(Term):
    """Which standard deviation of the whole network is given."""

    EXACT = "exact", "exact"
    SNA = "sna", "zoals R's sna", "as in R's sna"


@attrs.frozen
class Chance:
    """Independent arcs, each there with the same probability.

    Attributes:
        density: The probability of an arc, 0 to 1.
    """

    density: float

    @property
    def two_path(self) -> float:
        """The probability that two arcs are there and a third is not."""
        return self.density**2 * (1 - self.density)

    @property
    def alone(self) -> float:
        """The variance of one two-path."""
        return self.two_path * (1 - self.two_path)

    @property
    def needed(self) -> float:
        """The covariance of two that both need one arc."""
        return self.density**3 * (1 - self.density) ** 3

    @property
    def absent(self) -> float:
        """The covariance of two that both need one arc to be absent."""
        return self.density**5 * (1 - self.density)

    @property
    def contrary(self) -> float:
        """How far two of which one needs an arc and the other its absence lie below zero."""
        return self.density**4 * (1 - self.density) ** 2


@attrs.frozen
class Sums:
    """Sums over groups, from which those over pairs and triples of groups follow.

    Attributes:
        sizes: Number of actors of each group.
    """

    sizes: Sequence[int]

    def power(self, exponent: int) -> int:
        """Return the sum of sizes to a power."""
        return sum(size**exponent for size in self.sizes)

    @property
    def everyone(self) -> int:
        """Number of actors."""
        return self.power(1)

    @property
    def triples(self) -> int:
        """Triples of actors in three groups."""
        one, two, three = map(self.power, (1, 2, 3))
        return one**3 - 3 * one * two + 2 * three

    @property
    def triples_by_size(self) -> int:
        """The same, each as often as the first one's group is large."""
        one, two, three, four = map(self.power, (1, 2, 3, 4))
        return two * one**2 - two**2 - 2 * three * one + 2 * four


def of_actor(size: int, sums: Sums, chance: Chance) -> tuple[ByRole, ByRole]:
    """Return what to expect of one actor in each role, and the standard deviations.

    Args:
        size: Number of actors in its group, itself among them.
        sums: Of all groups.
        chance: Of an arc.
    """
    pairs, sharing = zip(*_counts_of_actor(size, sums), strict=True)
    expected = tuple(count * chance.two_path for count in pairs)
    variances = (
        count * chance.alone + both * chance.needed
        for count, both in zip(pairs, sharing, strict=True)
    )
    return expected, tuple(map(math.sqrt, variances))


def _counts_of_actor(size: int, sums: Sums) -> tuple[tuple[int, int], ...]:
    """Per role: the pairs that an actor can link, and ordered pairs of those with one in common."""
    own, others, everyone = size - 1, sums.everyone - size, sums.everyone - 1
    two, three = sums.power(2) - size**2, sums.power(3) - size**3
    across = own * others, own * others * (others - 1 + own - 1)
    # Of j in another group than v, pairs of the others in neither group: M(M - 1), M = others - n.
    apart = others * others * (others - 1) - two * (2 * others - 1) + three
    return (
        (own * (own - 1), 2 * own * (own - 1) * (own - 2)),
        (two - others, 2 * (three - 3 * two + 2 * others)),
        across,
        across,
        (others**2 - two, 2 * apart),
        (everyone * (everyone - 1), 2 * everyone * (everyone - 1) * (everyone - 2)),
    )


def of_whole(
    sums: Sums, chance: Chance, sd: BrokerageSd = BrokerageSd.EXACT
) -> tuple[ByRole, ByRole]:
    """Return what to expect of a whole network in each role, and the standard deviations."""
    counts = _paths(sums)
    expected = tuple(counts[role] * chance.two_path for role in BrokerRole)
    # Rounding may leave a variance that is zero a hair below it.
    variances = (max(0.0, _VARIANCES[role](sums, chance, sd)) for role in BrokerRole)
    return expected, tuple(map(math.sqrt, variances))


def _paths(sums: Sums) -> Mapping[BrokerRole, int]:
    """How many triples of actors could be a two-path in each role."""
    one, two, three = sums.everyone, sums.power(2), sums.power(3)
    across = one * two - three - one**2 + two
    return {
        BrokerRole.COORDINATOR: three - 3 * two + 2 * one,
        BrokerRole.ITINERANT: across,
        BrokerRole.REPRESENTATIVE: across,
        BrokerRole.GATEKEEPER: across,
        BrokerRole.LIAISON: sums.triples,
        BrokerRole.TOTAL: one * (one - 1) * (one - 2),
    }


def _within(size: int, chance: Chance, sd: BrokerageSd) -> float:
    """The variance among actors of whom each may be start, broker and end."""
    # `sna` leaves out the two that conflict with each two-path on two arcs at once.
    contrary = 4 * size - (10 if sd is BrokerageSd.EXACT else 12)
    paths = size * (size - 1) * (size - 2)
    return paths * (
        chance.alone
        + (4 * size - 10) * chance.needed
        - contrary * chance.contrary
        + (size - 3) * chance.absent
    )


def _coordinator(sums: Sums, chance: Chance, sd: BrokerageSd) -> float:
    return math.fsum(_within(size, chance, sd) for size in sums.sizes)


def _total(sums: Sums, chance: Chance, sd: BrokerageSd) -> float:
    return _within(sums.everyone, chance, sd)


def _itinerant(sums: Sums, chance: Chance, sd: BrokerageSd) -> float:
    """Start and end in one group of x, the broker among the N - x of others."""
    everyone, two = sums.everyone, sums.power(2)
    return math.fsum(
        size
        * (size - 1)
        * (
            (everyone - size)
            * (
                chance.alone
                + 2 * (size - 3) * chance.needed
                + (everyone - size - 1) * chance.absent
            )
            + 2 * (two - size**2) * chance.needed
        )
        for size in sums.sizes
    )


def _across(sums: Sums, chance: Chance, sd: BrokerageSd) -> float:
    """Two in one group of x, the third among the N - x of others."""
    everyone = sums.everyone
    is_exact = sd is BrokerageSd.EXACT  # `sna` leaves out the pairs that conflict.
    return math.fsum(
        size
        * (size - 1)
        * (everyone - size)
        * (
            chance.alone
            + (everyone - 3) * chance.needed
            - is_exact * (2 * size - 3) * chance.contrary
            + (size - 2) * chance.absent
        )
        for size in sums.sizes
    )


def _liaison(sums: Sums, chance: Chance, sd: BrokerageSd) -> float:
    """The three in three groups."""
    everyone, both = sums.everyone, chance.needed - chance.contrary
    alone = chance.alone + (4 * everyone - 2) * both + (everyone - 1) * chance.absent
    return sums.triples * alone - sums.triples_by_size * (8 * both + 2 * chance.absent)


_VARIANCES: Final[Mapping[BrokerRole, Callable[[Sums, Chance, BrokerageSd], float]]] = (
    MappingProxyType(
        {
            BrokerRole.COORDINATOR: _coordinator,
            BrokerRole.ITINERANT: _itinerant,
            BrokerRole.REPRESENTATIVE: _across,
            BrokerRole.GATEKEEPER: _across,
            BrokerRole.LIAISON: _liaison,
            BrokerRole.TOTAL: _total,
        }
    )
)
