"""Issue teams and area teams, and who is in them for how many hours."""

from __future__ import annotations

from decimal import Decimal

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AreaId,
    AssignmentId,
    IssueId,
    OrganisationId,
    PersonId,
    RoleId,
    TeamId,
    UnitId,
)
from opgavekern.model.values import not_negative, weekly_hours


class TeamKind(Term):
    """What a team is bound to."""

    ISSUE = "issue", "opgaveteam", "issue team"
    AREA = "area", "gebiedsteam", "area team"


@dutch(
    "teamregels",
    least_members="minimaal aantal leden",
    most_members="maximaal aantal leden",
    overhead_hours="overleguren per lid",
    least_hours="minimale uren per lid",
    required_organisations="vereiste organisaties",
    priority="prioriteit",
)
@attrs.frozen(kw_only=True)
class TeamRules:
    """How a team should be put together.

    Attributes:
        least_members: Fewest people.
        most_members: Most people.
        overhead_hours: Hours a week that meeting costs each member.
        least_hours: Fewest hours a week with which a member is of use.
        required_organisations: Organisations that must be in it.
        priority: Higher goes first when people are scarce.
    """

    least_members: int | None = attrs.field(default=None, validator=not_negative)
    most_members: int | None = attrs.field(default=None, validator=not_negative)
    overhead_hours: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    least_hours: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    required_organisations: tuple[OrganisationId, ...] = ()
    priority: int | None = None


@dutch("team", id="id", name="naam", kind="soort", issues="opgaven", areas="gebieden",
       rules="regels")  # fmt: skip
@attrs.frozen(kw_only=True)
class Team(Record):
    """People of several units and organisations around an issue or an area.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        kind: Issue team or area team.
        issues: Issues that it works on.
        areas: Areas that it works in.
        rules: How it should be put together.
    """

    id: TeamId
    name: str
    kind: TeamKind = TeamKind.ISSUE
    issues: tuple[IssueId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    rules: TeamRules | None = None


class Commitment(Term):
    """How firm hours are."""

    REQUESTED = "requested", "gevraagd"
    COMMITTED = "committed", "toegezegd"
    WITHDRAWN = "withdrawn", "ingetrokken"


@dutch(
    "inzet",
    id="id",
    person="persoon",
    team="team",
    role="rol",
    hours_per_week="uren per week",
    unit="afdeling",
    status="status",
    released_by="vrijgegeven door",
)
@attrs.frozen(kw_only=True)
class Assignment(Record):
    """Someone in a team, in a role, for hours a week; `valid` says from when to when.

    Attributes:
        id: Name within the dossier.
        person: Who.
        team: In which team.
        role: As what.
        hours_per_week: For how many hours.
        unit: The unit that releases the hours; the person's own where it is not said.
        status: Requested, committed or withdrawn.
        released_by: The line manager who released the hours.
    """

    person: PersonId
    team: TeamId
    role: RoleId | None = None
    hours_per_week: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    unit: UnitId | None = None
    status: Commitment = Commitment.REQUESTED
    released_by: PersonId | None = None
    id: AssignmentId = attrs.field()

    @id.default
    def _from_its_ends(self) -> AssignmentId:
        return AssignmentId(f"{self.person}.{self.team}")
