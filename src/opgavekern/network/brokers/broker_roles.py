"""The five roles of Gould and Fernandez, told by the groups of the three in a triad."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from opgavekern.base.labels import Term
from opgavekern.network.foundation.readings import Name


class BrokerRole(Term):
    """What a broker is to the two that it links: start → broker → end, without start → end."""

    COORDINATOR = "coordinator", "coördinator"
    ITINERANT = "itinerant", "rondreizende makelaar", "itinerant broker"
    REPRESENTATIVE = "representative", "vertegenwoordiger"
    GATEKEEPER = "gatekeeper", "poortwachter"
    LIAISON = "liaison", "verbinder"
    TOTAL = "total", "alle rollen", "all roles"


#: The five roles; `TOTAL` is their sum.
ROLES: Final = tuple(role for role in BrokerRole if role is not BrokerRole.TOTAL)
#: What R's `sna` calls each role and their total.
SNA_NAMES: Final[Mapping[BrokerRole, str]] = MappingProxyType(
    dict(zip(BrokerRole, ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t"), strict=True))
)


def role_of(start: Name, broker: Name, end: Name) -> BrokerRole:
    """Return the role of a broker, by the groups of the three."""
    if start == broker:
        return BrokerRole.COORDINATOR if broker == end else BrokerRole.REPRESENTATIVE
    if broker == end:
        return BrokerRole.GATEKEEPER
    return BrokerRole.ITINERANT if start == end else BrokerRole.LIAISON
