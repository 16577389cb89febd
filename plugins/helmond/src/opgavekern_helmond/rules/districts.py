"""Whether issue teams and aldermen are where the districts expect them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

import attrs

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    parameter,
)
from opgavekern.model import Appointment, AreaId, Dossier, PersonId, Ref, RoleId, Team, TeamKind
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules.bases import SECRETARY, SURGERY, WAY_OF_WORKING
from opgavekern_helmond.town import HELMOND, district_of, districts

_ROLE: Final = RoleId("helmond-wijkwethouder")


def _issue_teams(
    dossier: Dossier, on: date, options: HelmondOptions
) -> Iterator[tuple[Team, frozenset[AreaId]]]:
    """Yield the issue teams at work in Helmond's districts on a day, each with its districts."""
    among = districts(dossier, options)
    for team in dossier.teams:
        if team.kind is TeamKind.ISSUE and on in team.valid:
            found = {district_of(dossier, area, among) for area in team.areas} - {None}
            if found:
                yield team, frozenset(one for one in found if one is not None)


@attrs.frozen
class IssueTeams:
    """How many issue teams there are."""

    most_teams: int = parameter(
        2, unit="teams", label=Text(nl="opgaveteams, ten hoogste", en="issue teams, at most")
    )


def _too_many_teams(
    dossier: Dossier, context: RuleContext[IssueTeams], *, options: HelmondOptions
) -> Iterator[Finding]:
    teams = [team for team, _ in _issue_teams(dossier, context.on, options)]
    most = context.parameters.most_teams
    if len(teams) > most:
        yield Finding(
            subject=Ref("organisation", HELMOND),
            related=tuple(Ref("team", team.id) for team in teams),
            text=Text(
                nl="{subject} heeft {count} opgaveteams; afgesproken zijn er {most}.",
                en="{subject} has {count} issue teams; {most} are agreed.",
            ),
            remedy=Text(
                nl="Besluit eerst over de uitrol naar volgende wijken, of hef een team op.",
                en="Decide first on the roll-out to further districts, or dissolve a team.",
            ),
            values={"count": len(teams), "most": most},
        )


def _team_elsewhere(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HelmondOptions
) -> Iterator[Finding]:
    chosen = frozenset(options.issue_team_districts)
    if not chosen:  # Which districts have a team is not known.
        return
    for team, found in _issue_teams(dossier, context.on, options):
        if not found & chosen:
            yield Finding(
                subject=Ref("team", team.id),
                path=("areas",),
                text=Text(
                    nl="{subject} werkt in {found}; opgaveteams zijn er voor {chosen}.",
                    en="{subject} works in {found}; there are issue teams for {chosen}.",
                ),
                remedy=Text(
                    nl="Verbeter het gebied van het team, of de wijken bij de opties van de "
                    "plugin helmond.",
                    en="Correct the area of the team, or the districts in the options of the "
                    "plugin helmond.",
                ),
                values={
                    "found": _names(dossier, found),
                    "chosen": _names(dossier, chosen),
                },
            )


def _names(dossier: Dossier, areas: frozenset[AreaId]) -> tuple[str, ...]:
    return tuple(dossier.name_of(Ref("area", one)) for one in sorted(areas))


@attrs.frozen
class Service:
    """How many districts an alderman serves."""

    districts_each: int = parameter(
        2, unit="districts", label=Text(nl="wijken per wethouder", en="districts for each alderman")
    )


def _serving(dossier: Dossier, on: date) -> dict[PersonId, list[Appointment]]:
    found: dict[PersonId, list[Appointment]] = {}
    for one in dossier.appointments:
        if one.role == _ROLE and on in one.valid:
            found.setdefault(one.person, []).append(one)
    return found


def _serves_otherwise(
    dossier: Dossier, context: RuleContext[Service], *, options: HelmondOptions
) -> Iterator[Finding]:
    among = districts(dossier, options)
    agreed = context.parameters.districts_each
    for person, appointments in _serving(dossier, context.on).items():
        areas = (area for one in appointments for area in one.areas)
        served = {district_of(dossier, area, among) for area in areas} - {None}
        if len(served) != agreed:
            yield Finding(
                subject=Ref("appointment", appointments[0].id),
                path=("areas",),
                related=(Ref("person", person),),
                text=Text(
                    nl="Vaste wijken van {person}: {count}. Afgesproken: {agreed}.",
                    en="Districts of {person}: {count}. Agreed: {agreed}.",
                ),
                remedy=Text(
                    nl="Noem bij de benoeming de vaste wijken van de wethouder.",
                    en="Name the alderman's own districts in the appointment.",
                ),
                values={"person": Ref("person", person), "count": len(served), "agreed": agreed},
            )


def _nobody_serves(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HelmondOptions
) -> Iterator[Finding]:
    among = districts(dossier, options)
    serving = _serving(dossier, context.on)
    served = {
        district_of(dossier, area, among)
        for appointments in serving.values()
        for one in appointments
        for area in one.areas
    }
    for district in sorted(among - served) if serving else ():
        yield Finding(
            subject=Ref("area", district),
            text=Text(nl="{subject} heeft geen vaste wethouder.", en="{subject} has no alderman."),
            remedy=Text(
                nl="Verdeel de wijken opnieuw over het college, en leg dat vast als benoeming.",
                en="Divide the districts over the executive anew, and record it as appointments.",
            ),
        )


def rules_for(options: HelmondOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on districts, given what the dossier chose."""
    return (
        Rule(
            code="HLM-001",
            name="more_issue_teams_than_agreed",
            title=Text(nl="Meer opgaveteams dan afgesproken", en="More issue teams than agreed"),
            rationale=Text(
                nl="De werkwijze wordt in twee wijken beproefd voor zij verder gaat.",
                en="The way of working is tried in two districts before it goes further.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=WAY_OF_WORKING,
            waivable_by=SECRETARY,
            reads=frozenset({"teams", "areas", "organisations"}),
            parameters=IssueTeams,
            check=partial(_too_many_teams, options=options),
        ),
        Rule(
            code="HLM-002",
            name="issue_team_in_another_district",
            title=Text(nl="Opgaveteam in een andere wijk", en="Issue team in another district"),
            rationale=Text(
                nl="Welke wijken een team hebben is een keuze van het bestuur.",
                en="Which districts have a team is for the executive to choose.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=WAY_OF_WORKING,
            waivable_by=SECRETARY,
            reads=frozenset({"teams", "areas"}),
            each="teams",
            check=partial(_team_elsewhere, options=options),
        ),
        Rule(
            code="HLM-003",
            name="alderman_serves_other_than_two_districts",
            title=Text(nl="Wethouder zonder twee wijken", en="Alderman without two districts"),
            rationale=Text(
                nl="Een wijk weet bij wie zij terechtkan als dat twee wijken per wethouder zijn.",
                en="A district knows whom to turn to when each alderman serves two.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=SURGERY,
            waivable_by=SECRETARY,
            reads=frozenset({"appointments", "areas", "people"}),
            parameters=Service,
            check=partial(_serves_otherwise, options=options),
        ),
        Rule(
            code="HLM-004",
            name="district_without_alderman",
            title=Text(nl="Wijk zonder wethouder", en="District without alderman"),
            rationale=Text(
                nl="Elf wijken over vijf wethouders: een ervan valt licht tussen wal en schip.",
                en="Eleven districts over five aldermen: one of them easily falls between.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=SURGERY,
            waivable_by=SECRETARY,
            reads=frozenset({"appointments", "areas"}),
            check=partial(_nobody_serves, options=options),
        ),
    )
