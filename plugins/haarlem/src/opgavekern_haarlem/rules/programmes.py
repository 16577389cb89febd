"""Whether each area has its team and, every year, its programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from opgavekern.base import Text
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import Dossier, Period, Programme, ProgrammeKind, Ref, TeamKind
from opgavekern_haarlem.city import is_ours, own_areas_of
from opgavekern_haarlem.options import HaarlemOptions
from opgavekern_haarlem.rules.bases import AREA_WORK, SECRETARY


def area_programmes(dossier: Dossier) -> Iterator[Programme]:
    """Yield Haarlem's area programmes, of all years."""
    for one in dossier.programmes:
        if one.kind is ProgrammeKind.AREA and is_ours(dossier, one.organisation):
            yield one


def _not_one_area(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HaarlemOptions
) -> Iterator[Finding]:
    for one in area_programmes(dossier):
        has_ended = one.valid.last is not None and one.valid.last < context.on
        found = own_areas_of(dossier, one.areas, options)
        if not has_ended and len(found) != 1:
            yield Finding(
                subject=Ref("programme", one.id),
                path=("areas",),
                text=Text(
                    nl="{subject} gaat over {count} van de gebieden van de gemeente; een "
                    "gebiedsprogramma gaat over één gebied.",
                    en="{subject} is about {count} of the municipality's areas; an area programme "
                    "is about one.",
                ),
                remedy=Text(
                    nl="Noem bij gebieden het ene gebied, of maak een programma voor elk gebied.",
                    en="Name the one area under areas, or make a programme for each.",
                ),
                values={"count": len(found)},
            )


def _not_one_year(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in area_programmes(dossier):
        has_ended = one.valid.last is not None and one.valid.last < context.on
        if one.valid != Period() and not has_ended and not _is_within_a_year(one.valid):
            yield Finding(
                subject=Ref("programme", one.id),
                path=("valid",),
                text=Text(nl="{subject} is niet van één jaar.", en="{subject} is not of one year."),
                remedy=Text(
                    nl="Maak per jaar een gebiedsprogramma; wat langer loopt, komt er weer in.",
                    en="Make an area programme every year; what runs longer comes back in it.",
                ),
            )


def _is_within_a_year(period: Period) -> bool:
    ends = (period.first, period.last)
    years = {day.year for day in ends if day is not None}
    return None not in ends and len(years) == 1


def _without_programme(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HaarlemOptions
) -> Iterator[Finding]:
    known = tuple(area_programmes(dossier))
    now = (one for one in known if context.on in one.valid)
    covered = {area for one in now for area in own_areas_of(dossier, one.areas, options)}
    for area in sorted(options.own_areas) if known else ():
        if area in dossier.areas and area not in covered:
            yield Finding(
                subject=Ref("area", area),
                text=Text(
                    nl="{subject} heeft geen gebiedsprogramma voor {year}.",
                    en="{subject} has no area programme for {year}.",
                ),
                remedy=Text(
                    nl="Leg het gebiedsprogramma van dit jaar vast, of maak er een.",
                    en="Record this year's area programme, or make one.",
                ),
                values={"year": str(context.on.year)},
            )


def _without_team(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HaarlemOptions
) -> Iterator[Finding]:
    manned = {
        area
        for team in dossier.teams
        if team.kind is TeamKind.AREA and context.on in team.valid
        for area in own_areas_of(dossier, team.areas, options)
    }
    for one in area_programmes(dossier):
        areas = own_areas_of(dossier, one.areas, options)
        if context.on in one.valid and areas and not areas & manned:
            yield Finding(
                subject=Ref("programme", one.id),
                path=("areas",),
                text=Text(
                    nl="{subject} loopt, maar het gebied heeft geen gebiedsteam.",
                    en="{subject} runs, but its area has no area team.",
                ),
                remedy=Text(
                    nl="Leg het gebiedsteam van dit gebied vast, of stel er een samen.",
                    en="Record the area team of this area, or compose one.",
                ),
            )


def rules_for(options: HaarlemOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on area programmes, given what the dossier chose."""
    return (
        Rule(
            code="HAA-001",
            name="area_programme_not_of_one_area",
            title=Text(
                nl="Gebiedsprogramma van niet één gebied", en="Area programme not of one area"
            ),
            rationale=Text(
                nl="De begroting is per gebied vertaald; projecten dragen de code van een gebied.",
                en="The budget is split by area, and projects bear the code of one.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=AREA_WORK,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes", "areas"}),
            each="programmes",
            check=partial(_not_one_area, options=options),
        ),
        Rule(
            code="HAA-002",
            name="area_programme_not_of_one_year",
            title=Text(
                nl="Gebiedsprogramma van niet één jaar", en="Area programme not of one year"
            ),
            rationale=Text(
                nl="Het programma wordt elk jaar opnieuw met bewoners besproken.",
                en="The programme is discussed with residents anew every year.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=AREA_WORK,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes"}),
            each="programmes",
            check=_not_one_year,
        ),
        Rule(
            code="HAA-003",
            name="area_without_programme",
            title=Text(
                nl="Gebied zonder programma dit jaar", en="Area without programme this year"
            ),
            rationale=Text(
                nl="Alle vijf gebieden krijgen elk jaar een programma.",
                en="All five areas get a programme every year.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=AREA_WORK,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes", "areas"}),
            check=partial(_without_programme, options=options),
        ),
        Rule(
            code="HAA-004",
            name="area_programme_without_area_team",
            title=Text(
                nl="Gebiedsprogramma zonder gebiedsteam", en="Area programme without area team"
            ),
            rationale=Text(
                nl="Het gebiedsteam voert het programma uit, over afdelingen heen.",
                en="The area team carries the programme out, across departments.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=AREA_WORK,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes", "teams", "areas"}),
            each="programmes",
            check=partial(_without_team, options=options),
        ),
    )
