"""Which records are Haarlem's, and in which of its areas something lies."""

from __future__ import annotations

from typing import Final

from opgavekern.model import AreaId, BodyId, Dossier, OrganisationId
from opgavekern_haarlem.options import HaarlemOptions

HAARLEM: Final = OrganisationId("gemeente-haarlem")
CITY: Final = AreaId("haarlem")
COUNCIL: Final = BodyId("haarlem-raad")


def is_ours(dossier: Dossier, organisation: OrganisationId | None) -> bool:
    """Tell whether a record of this organisation is Haarlem's; unsaid, it is the dossier's."""
    return (organisation or dossier.header.organisation or HAARLEM) == HAARLEM


def lies_in(dossier: Dossier, area: AreaId, among: frozenset[AreaId]) -> AreaId | None:
    """Return which of some areas an area is or lies in; None for one outside or above them."""
    seen: set[AreaId] = set()
    at: AreaId | None = area
    while at is not None and at not in seen:
        if at in among:
            return at
        seen.add(at)
        found = dossier.areas.get(at)
        at = found.parent if found is not None else None
    return None


def own_areas_of(
    dossier: Dossier, areas: tuple[AreaId, ...], options: HaarlemOptions
) -> frozenset[AreaId]:
    """Return the municipality's own areas that some areas are or lie in."""
    among = frozenset(options.own_areas)
    found = (lies_in(dossier, area, among) for area in areas)
    return frozenset(one for one in found if one is not None)
