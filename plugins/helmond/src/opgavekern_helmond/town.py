"""Which records are Helmond's, and which areas its districts."""

from __future__ import annotations

from typing import Final

from opgavekern.model import (
    AreaId,
    AreaLevel,
    BodyId,
    Dossier,
    OrganisationId,
)
from opgavekern_helmond.options import HelmondOptions

HELMOND: Final = OrganisationId("gemeente-helmond")
COUNCIL: Final = BodyId("helmond-raad")


def is_ours(dossier: Dossier, organisation: OrganisationId | None) -> bool:
    """Tell whether a record of this organisation is Helmond's; unsaid, it is the dossier's."""
    return (organisation or dossier.header.organisation or HELMOND) == HELMOND


def districts(dossier: Dossier, options: HelmondOptions) -> frozenset[AreaId]:
    """Return the districts where people live: the CBS districts without the work areas."""
    return frozenset(
        area.id
        for area in dossier.areas
        if area.level is AreaLevel.DISTRICT
        and area.code is not None
        and area.code.code.startswith("WK0794")
        and area.id not in options.work_areas
    )


def district_of(dossier: Dossier, area: AreaId, among: frozenset[AreaId]) -> AreaId | None:
    """Return the district that an area is or lies in; None for one outside or above them."""
    seen: set[AreaId] = set()
    at: AreaId | None = area
    while at is not None and at not in seen:
        if at in among:
            return at
        seen.add(at)
        found = dossier.areas.get(at)
        at = found.parent if found is not None else None
    return None
