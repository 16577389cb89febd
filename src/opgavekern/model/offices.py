"""Offices: who holds which, from when to when."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term as Terminology
from opgavekern.base.labels import dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Holder, Record
from opgavekern.model.references import (
    AppointmentId,
    AreaId,
    BodyId,
    OrganisationId,
    PersonId,
    PortfolioId,
    RoleId,
    TermId,
)


class RoleKind(Terminology):
    """What a role amounts to, whatever a municipality calls it."""

    EXECUTIVE_MEMBER = "executive_member", "bestuurder"
    COUNCIL_MEMBER = "council_member", "volksvertegenwoordiger"
    OFFICIAL_SPONSOR = "official_sponsor", "ambtelijk opdrachtgever"
    ISSUE_LEAD = "issue_lead", "opgavemanager"
    AREA_MANAGER = "area_manager", "gebiedsmanager"
    AREA_LIAISON = "area_liaison", "gebiedsverbinder"
    LINE_MANAGER = "line_manager", "lijnmanager"
    PROGRAMME_MANAGER = "programme_manager", "programmamanager"
    TEAM_MEMBER = "team_member", "teamlid"
    CLERK = "clerk", "griffier"
    SECRETARY = "secretary", "gemeentesecretaris", "chief executive"
    CONTROLLER = "controller", "concerncontroller"
    OTHER = "other", "overig"


@dutch("rol", id="id", name="naam", kind="soort", description="omschrijving")
@attrs.frozen(kw_only=True)
class Role(Record):
    """A role by the name that this organisation gives it.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        kind: What it amounts to.
        description: What the holder does and may decide.
    """

    id: RoleId
    name: str
    kind: RoleKind = RoleKind.OTHER
    description: Prose = Prose("")


@dutch("bestuursperiode", id="id", name="naam", organisation="organisatie")
@attrs.frozen(kw_only=True)
class Term(Record):
    """A board's or council's term, from one election to the next; `valid` says when.

    Attributes:
        id: Name within the dossier.
        name: Such as "2022-2026".
        organisation: Whose term.
    """

    id: TermId
    name: str
    organisation: OrganisationId | None = None


@dutch(
    "benoeming",
    id="id",
    person="persoon",
    role="rol",
    organisation="organisatie",
    body="orgaan",
    term="bestuursperiode",
    areas="gebieden",
)
@attrs.frozen(kw_only=True)
class Appointment(Record):
    """Someone who holds an office; `valid` says from when to when.

    Attributes:
        id: Name within the dossier.
        person: Who.
        role: Which office.
        organisation: Where.
        body: The body that the office is in, such as the executive.
        term: The term that it belongs to.
        areas: Areas that the holder serves, such as an alderman's two districts.
    """

    person: PersonId
    role: RoleId
    organisation: OrganisationId | None = None
    body: BodyId | None = None
    term: TermId | None = None
    areas: tuple[AreaId, ...] = ()
    id: AppointmentId = attrs.field()

    @id.default
    def _from_its_ends(self) -> AppointmentId:
        return AppointmentId(f"{self.person}.{self.role}")


@dutch(
    "portefeuille",
    id="id",
    name="naam",
    organisation="organisatie",
    term="bestuursperiode",
    holders="portefeuillehouders",
)
@attrs.frozen(kw_only=True)
class Portfolio(Record):
    """A policy field that a member of the executive answers for.

    Attributes:
        id: Name within the dossier.
        name: Such as "housing and districts".
        organisation: Whose executive.
        term: The term in which it exists.
        holders: Portfolio holders, by period.
    """

    id: PortfolioId
    name: str
    organisation: OrganisationId | None = None
    term: TermId | None = None
    holders: tuple[Holder, ...] = ()

    def holder_on(self, day: date) -> PersonId | None:
        """Return who held the portfolio on `day`; None when nobody did."""
        return next((one.person for one in self.holders if day in one.valid), None)
