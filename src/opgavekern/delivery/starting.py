"""What it takes to begin a way of working where it has not begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from opgavekern.delivery.outcomes import Starting
from opgavekern.governance import Named
from opgavekern.model import (
    AreaLevel,
    CompetencyId,
    Dossier,
    HoursByCompetency,
    Method,
    Programme,
    ProgrammeKind,
    Ref,
)

#: The level of the areas that each programme of such a kind is for.
_LEVELS: Final = MappingProxyType(
    {ProgrammeKind.DISTRICT: AreaLevel.DISTRICT, ProgrammeKind.AREA: AreaLevel.AREA}
)


def starting_elsewhere(
    dossier: Dossier, told: Iterable[Programme], on: date
) -> tuple[Starting, ...]:
    """Return what each way of working of district and area programmes takes where it is not yet.

    Args:
        dossier: Areas, programmes and ways of working.
        told: The programmes whose ways of working are meant.
        on: The day.
    """
    used = {one.method for one in told if one.kind in _LEVELS}
    return tuple(_starting(dossier, dossier.methods[id], on) for id in sorted(filter(None, used)))


def _starting(dossier: Dossier, method: Method, on: date) -> Starting:
    begun = dossier.programmes.by("method").get(method.id, ())
    levels = {_LEVELS[one.kind] for one in begun if one.kind in _LEVELS}
    covered = {area for one in begun for area in one.areas}
    areas = () if dossier.areas.is_withheld else dossier.areas
    weeks = [one.lead_time_weeks for one in method.steps if one.lead_time_weeks is not None]
    return Starting(
        method=Named(Ref("method", method.id), method.name),
        areas=tuple(
            Named(Ref("area", one.id), one.name)
            for one in areas
            if one.level in levels and on in one.valid and one.id not in covered
        ),
        weeks=sum(weeks, Decimal(0)) if weeks else None,
        hours=_hours(method),
        roles=tuple(dict.fromkeys(role for step in method.steps for role in step.roles)),
    )


def _hours(method: Method) -> tuple[HoursByCompetency, ...]:
    total: dict[CompetencyId, Decimal] = {}
    for step in method.steps:
        for one in step.hours:
            total[one.competency] = total.get(one.competency, Decimal(0)) + one.hours
    return tuple(HoursByCompetency(competency=id, hours=total[id]) for id in sorted(total))
