"""Layers: whose rules stand over whose."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from opgavekern.base.labels import Term


class Layer(Term):
    """A layer of public administration, or of work within it, for which a plugin speaks.

    What a higher layer opened, a lower one fills, tightens or departs from. Province and water
    authority stand beside each other: neither is over the other.
    """

    NATIONAL = "national", "landelijk"
    PROVINCE = "province", "provincie"
    WATER_AUTHORITY = "water_authority", "waterschap"
    MUNICIPALITY = "municipality", "gemeente"
    JOINT_ARRANGEMENT = "joint_arrangement", "gemeenschappelijke regeling"
    PROJECT = "project", "project"

    @property
    def above(self) -> frozenset[Layer]:
        """Every layer that stands over this one, near or far."""
        return _ABOVE[self]

    @property
    def depth(self) -> int:
        """How many layers stand over this one: equal for those beside each other."""
        return len(self.above)


_NEAREST: Final = MappingProxyType(
    {
        Layer.NATIONAL: frozenset[Layer](),
        Layer.PROVINCE: frozenset({Layer.NATIONAL}),
        Layer.WATER_AUTHORITY: frozenset({Layer.NATIONAL}),
        Layer.MUNICIPALITY: frozenset({Layer.PROVINCE, Layer.WATER_AUTHORITY}),
        Layer.JOINT_ARRANGEMENT: frozenset({Layer.MUNICIPALITY}),
        Layer.PROJECT: frozenset({Layer.MUNICIPALITY}),
    }
)


def _all_above(layer: Layer) -> frozenset[Layer]:
    nearest = _NEAREST[layer]
    return nearest.union(*map(_all_above, nearest))


#: Worked out once: resolving asks it of each plugin, for each rule and day.
_ABOVE: Final = MappingProxyType({layer: _all_above(layer) for layer in Layer})
