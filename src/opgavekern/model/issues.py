"""Issues: societal challenges with a mandate, the centre of all work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose, message
from opgavekern.model.record import Holder, Record
from opgavekern.model.references import (
    AreaId,
    BodyId,
    CompetencyId,
    DecisionId,
    IssueId,
    LifecycleId,
    OrganisationId,
    PersonId,
    PortfolioId,
    RoleId,
    StatusName,
)
from opgavekern.model.values import Money, not_negative, weekly_hours


class Phase(Term):
    """Where an issue is, in terms that every municipality shares."""

    SIGNALLED = "signalled", "gesignaleerd"
    EXPLORING = "exploring", "verkennen"
    DEFINED = "defined", "gedefinieerd"
    MANDATED = "mandated", "opdracht vastgesteld"
    PROGRAMMING = "programming", "programmeren"
    DELIVERING = "delivering", "realiseren"
    EVALUATING = "evaluating", "evalueren"
    EMBEDDED = "embedded", "geborgd"
    CLOSED = "closed", "afgesloten"
    PARKED = "parked", "geparkeerd"
    STOPPED = "stopped", "gestopt"
    REFERRED = "referred", "doorverwezen"

    @property
    def is_running(self) -> bool:
        """Work is going on under an adopted mandate."""
        return self in _RUNNING

    @property
    def is_over(self) -> bool:
        """Nothing more will happen."""
        return self in _OVER


_RUNNING = frozenset({Phase.MANDATED, Phase.PROGRAMMING, Phase.DELIVERING, Phase.EVALUATING})
_OVER = frozenset({Phase.EMBEDDED, Phase.CLOSED, Phase.STOPPED, Phase.REFERRED})


@dutch("status", name="naam", phase="fase", label="benaming", gate_rules="getoetst aan")
@attrs.frozen(kw_only=True)
class Status:
    """A status by a municipality's own name.

    Attributes:
        name: As written in an issue's history.
        phase: What it amounts to.
        label: As people say it, where that differs from the name.
        gate_rules: Codes of rules that must find nothing about an issue before it gets the status.
    """

    name: StatusName
    phase: Phase
    label: str = ""
    gate_rules: tuple[str, ...] = ()


@dutch("overgang", source="van", target="naar")
@attrs.frozen(kw_only=True)
class Transition:
    """A step that a lifecycle allows.

    Attributes:
        source: Status before.
        target: Status after.
    """

    source: StatusName
    target: StatusName


@dutch("levensloop", id="id", name="naam", statuses="statussen", transitions="overgangen")
@attrs.frozen(kw_only=True)
class Lifecycle(Record):
    """The statuses that issues of one municipality go through.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        statuses: In the usual order.
        transitions: Steps that are allowed; none given means any.
    """

    id: LifecycleId
    name: str
    statuses: tuple[Status, ...] = ()
    transitions: tuple[Transition, ...] = ()

    def phase_of(self, status: StatusName) -> Phase | None:
        """Return what a status amounts to; None for a status that this lifecycle lacks."""
        return next((one.phase for one in self.statuses if one.name == status), None)

    def status_of(self, change: StatusChange) -> Status | None:
        """Return the status that a change is into; None for one that this lifecycle lacks.

        A change that gives only a phase is into the first status that amounts to that phase.
        """
        return next((one for one in self.statuses if _is_into(change, one)), None)


@dutch(
    "statuswijziging",
    phase="fase",
    status="status",
    on="op",
    by="door",
    body="orgaan",
    decision="besluit",
    reason="reden",
)
@attrs.frozen(kw_only=True)
class StatusChange:
    """The day on which an issue went into a phase.

    Attributes:
        phase: The phase; may be left out where `status` says it.
        status: The name in the issue's own lifecycle.
        on: The day.
        by: Who noted it.
        body: The body that decided it.
        decision: The decision itself.
        reason: Why.
    """

    phase: Phase | None = None
    status: StatusName | None = attrs.field(default=None)
    on: date
    by: PersonId | None = None
    body: BodyId | None = None
    decision: DecisionId | None = None
    reason: str = ""

    @status.validator
    def _one_of_the_two(self, _: object, value: StatusName | None) -> None:
        if value is None and self.phase is None:
            raise BadValueError(
                message(
                    "een statuswijziging zonder fase of status",
                    "a status change without phase or status",
                ),
                code="missing-field",
                remedy=message("Vul de fase in.", "Fill in the phase."),
            )


def _is_into(change: StatusChange, status: Status) -> bool:
    if change.status is not None:
        return change.status == status.name
    return change.phase is status.phase


@dutch("opdracht", adopted_on="vastgesteld op", decision="besluit", body="orgaan", text="tekst")
@attrs.frozen(kw_only=True)
class Mandate:
    """The adopted assignment by which an issue exists.

    Attributes:
        adopted_on: The day of adoption.
        decision: The decision that adopted it.
        body: The body that decided.
        text: What was asked.
    """

    adopted_on: date | None = None
    decision: DecisionId | None = None
    body: BodyId | None = None
    text: Prose = Prose("")


@dutch("gevraagde rol", role="rol", count="aantal", hours_per_week="uren per week")
@attrs.frozen(kw_only=True)
class RoleDemand:
    """A role that the issue needs filled.

    Attributes:
        role: Which.
        count: By how many people.
        hours_per_week: For each of them.
    """

    __short__ = "role"

    role: RoleId
    count: int = attrs.field(default=1, validator=not_negative)
    hours_per_week: Decimal | None = attrs.field(default=None, validator=weekly_hours)


@dutch(
    "gevraagde competentie",
    competency="competentie",
    level="niveau",
    hours_per_week="uren per week",
    count="aantal",
)
@attrs.frozen(kw_only=True)
class CompetencyDemand:
    """A competency that the issue needs.

    Attributes:
        competency: Which.
        level: The least level, on the scale of its framework.
        hours_per_week: Hours a week at that level.
        count: How many people should have it; two or more keeps it from resting on one.
    """

    __short__ = "competency"

    competency: CompetencyId
    level: int = 1
    hours_per_week: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    count: int = attrs.field(default=1, validator=not_negative)


@dutch("gevraagd vakgebied", domain="vakgebied", hours_per_week="uren per week")
@attrs.frozen(kw_only=True)
class DomainDemand:
    """A field of expertise that the issue needs.

    Attributes:
        domain: Which, as in `Person.domains`.
        hours_per_week: Hours a week of it.
    """

    __short__ = "domain"

    domain: str
    hours_per_week: Decimal | None = attrs.field(default=None, validator=weekly_hours)


@dutch("kostenraming", year="jaar", low="laag", expected="verwacht", high="hoog", on="op")
@attrs.frozen(kw_only=True)
class CostEstimate:
    """What a year of the issue is thought to cost.

    Attributes:
        year: Budget year.
        low: At the least.
        expected: Most likely.
        high: At the most.
        on: The day of the estimate.
    """

    year: int
    low: Money | None = None
    expected: Money | None = None
    high: Money | None = None
    on: date | None = None


def _oldest_first(changes: Iterable[StatusChange]) -> tuple[StatusChange, ...]:
    return tuple(sorted(changes, key=lambda change: change.on))


@dutch(
    "opgave",
    id="id",
    title="titel",
    description="omschrijving",
    owners="eigenaren",
    areas="gebieden",
    parent="onderdeel van",
    political_sponsors="bestuurlijk opdrachtgever",
    co_sponsors="medeopdrachtgevers",
    official_sponsors="ambtelijk opdrachtgever",
    leads="opgavemanager",
    portfolios="portefeuilles",
    lifecycle="levensloop",
    history="verloop",
    mandate="opdracht",
    roles="gevraagde rollen",
    competencies="gevraagde competenties",
    domains="gevraagde vakgebieden",
    costs="kosten",
)
@attrs.frozen(kw_only=True)
class Issue(Record):
    """A societal issue (*opgave*): from neighbourhood to province, not a ticket.

    It exists formally once its mandate is adopted; before that it is a `Signal`, or an issue
    that is still being explored. Only `id` and `title` are required: what else is missing is for
    rules to find, not for this class to refuse.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: What must change, and for whom.
        owners: Organisations whose issue it is.
        areas: Where it is; areas of several levels may stand together.
        parent: The larger issue that it is part of.
        political_sponsors: The coordinating member of the executive, one at a time.
        co_sponsors: Other members of the executive involved.
        official_sponsors: The senior civil servant who commissions the work, one at a time.
        leads: Who directs players and work, one at a time.
        portfolios: Portfolios that it touches.
        lifecycle: The lifecycle whose statuses its history uses.
        history: Status changes, oldest first, in whatever order they were given.
        mandate: The adopted assignment.
        roles: Roles that it needs.
        competencies: Competencies that it needs.
        domains: Fields of expertise that it needs.
        costs: What it is thought to cost, by year.
    """

    id: IssueId
    title: str
    description: Prose = Prose("")
    owners: tuple[OrganisationId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    parent: IssueId | None = None
    political_sponsors: tuple[Holder, ...] = ()
    co_sponsors: tuple[Holder, ...] = ()
    official_sponsors: tuple[Holder, ...] = ()
    leads: tuple[Holder, ...] = ()
    portfolios: tuple[PortfolioId, ...] = ()
    lifecycle: LifecycleId | None = None
    history: tuple[StatusChange, ...] = attrs.field(default=(), converter=_oldest_first)
    mandate: Mandate | None = None
    roles: tuple[RoleDemand, ...] = ()
    competencies: tuple[CompetencyDemand, ...] = ()
    domains: tuple[DomainDemand, ...] = ()
    costs: tuple[CostEstimate, ...] = ()

    def change_on(self, day: date) -> StatusChange | None:
        """Return the last status change up to and including `day`; None before the first."""
        until_day = [change for change in self.history if change.on <= day]
        return until_day[-1] if until_day else None
