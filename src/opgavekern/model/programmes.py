"""Programmes made with stakeholders, their items and agreements, and the method behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose
from opgavekern.model.dates import CoarseDate
from opgavekern.model.issues import Phase
from opgavekern.model.record import Record
from opgavekern.model.references import (
    ActorRef,
    AgreementId,
    AreaId,
    CompetencyId,
    DecisionId,
    EffortId,
    IssueId,
    MethodId,
    OrganisationId,
    ParticipationLevelId,
    ProgrammeId,
    ProgrammeItemId,
    RoleId,
    StakeholderId,
)
from opgavekern.model.values import not_negative


class ProgrammeKind(Term):
    """What sort of programme it is."""

    DISTRICT = "district", "wijkprogramma"
    AREA = "area", "gebiedsprogramma"
    DELIVERY = "delivery", "uitvoeringsprogramma"
    ANNUAL = "annual", "jaarprogramma"


@dutch(
    "programma",
    id="id",
    title="titel",
    kind="soort",
    organisation="organisatie",
    issues="opgaven",
    areas="gebieden",
    partners="partners",
    decision="besluit",
    method="werkwijze",
)
@attrs.frozen(kw_only=True)
class Programme(Record):
    """What is done in a district, area or year; `valid` says in which years.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        kind: District, area, delivery or annual programme.
        organisation: Whose programme.
        issues: Issues that it carries out.
        areas: Where.
        partners: Stakeholders with whom it was made.
        decision: The decision that adopted it.
        method: The way of working by which it was made.
    """

    id: ProgrammeId
    title: str
    kind: ProgrammeKind = ProgrammeKind.DELIVERY
    organisation: OrganisationId | None = None
    issues: tuple[IssueId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    partners: tuple[StakeholderId, ...] = ()
    decision: DecisionId | None = None
    method: MethodId | None = None


class ItemState(Term):
    """How a programme item stands, in the words of district action plans."""

    PLANNED = "planned", "gepland"
    RUNNING = "running", "loopt"
    DONE = "done", "gereed"
    BLOCKED = "blocked", "knelpunt"
    LATER = "later", "later"
    DROPPED = "dropped", "vervallen"


@dutch(
    "programmaonderdeel",
    id="id",
    title="titel",
    description="omschrijving",
    programme="programma",
    chapter="hoofdstuk",
    action_owner="trekker",
    state="stand",
    due="gereed in",
    effort="inspanning",
    result="resultaat",
)
@attrs.frozen(kw_only=True)
class ProgrammeItem(Record):
    """One action of a programme, with someone who carries it, often at a partner.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        programme: The programme that it is in.
        chapter: Heading in the programme, such as "safety".
        action_owner: Who carries it.
        state: How it stands.
        due: When it should be done, as coarse as the programme says.
        effort: The effort that it is, in the goal-effort network.
        result: What came of it.
    """

    id: ProgrammeItemId
    title: str
    description: Prose = Prose("")
    programme: ProgrammeId
    chapter: str = ""
    action_owner: ActorRef | None = None
    state: ItemState = ItemState.PLANNED
    due: CoarseDate | None = None
    effort: EffortId | None = None
    result: Prose = Prose("")


class AgreementKind(Term):
    """What sort of agreement it is."""

    PERFORMANCE = "performance", "prestatieafspraken", "performance agreement"
    COVENANT = "covenant", "convenant"
    SUBSIDY = "subsidy", "subsidie"
    CONTRACT = "contract", "contract"
    OTHER = "other", "overig"


@dutch(
    "afspraak",
    id="id",
    title="titel",
    kind="soort",
    parties="partijen",
    issues="opgaven",
    programmes="programma's",
    areas="gebieden",
    signed_on="getekend op",
)
@attrs.frozen(kw_only=True)
class Agreement(Record):
    """What organisations agreed with each other; `valid` says for how long.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        kind: Performance agreement, covenant, subsidy, contract.
        parties: Who agreed.
        issues: Issues that it serves.
        programmes: Programmes that it serves.
        areas: Where.
        signed_on: The day of signing.
    """

    id: AgreementId
    title: str
    kind: AgreementKind = AgreementKind.OTHER
    parties: tuple[OrganisationId, ...] = ()
    issues: tuple[IssueId, ...] = ()
    programmes: tuple[ProgrammeId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    signed_on: date | None = None


@dutch("uren per competentie", competency="competentie", hours="uren")
@attrs.frozen(kw_only=True)
class HoursByCompetency:
    """Hours that a step takes of people with a competency.

    Attributes:
        competency: Which.
        hours: For the whole step.
    """

    competency: CompetencyId
    hours: Decimal = attrs.field(validator=not_negative)


class Evidence(Term):
    """What in a dossier shows that a step of a way of working is done."""

    SIGNALS = "signals", "signalen"
    MANDATE = "mandate", "opdracht"
    TEAM = "team", "team"
    GOALS = "goals", "doelen"
    EFFORTS = "efforts", "inspanningen"
    BUDGET = "budget", "dekking"
    ITEMS = "items", "acties"
    AGREEMENT = "agreement", "afspraak"
    DECISION = "decision", "vaststelling"
    PARTICIPATION = "participation", "participatie"
    RESULTS = "results", "resultaten"
    OBSERVATION = "observation", "meting"
    REFLECTION = "reflection", "terugblik"
    LESSON = "lesson", "les"


@dutch(
    "stap",
    name="naam",
    title="titel",
    description="omschrijving",
    roles="rollen",
    products="producten",
    phase="fase",
    evidence="blijkt uit",
    gate="beslismoment",
    gate_rules="getoetst aan",
    participation_level="participatieniveau",
    lead_time_weeks="doorlooptijd in weken",
    hours="uren",
    planning_moment="p&c-moment",
    next_steps="volgende stappen",
)
@attrs.frozen(kw_only=True)
class MethodStep:
    """One step of a way of working.

    Attributes:
        name: Name within the method.
        title: In one line.
        description: What happens.
        roles: Who does it.
        products: What it leaves behind.
        phase: The phase in which issues are while it is being done.
        evidence: What shows that it is done: all of these.
        gate: What must be true before the next step.
        gate_rules: Codes of rules that must find nothing before the next step.
        participation_level: How much say residents have in it; a moment at that level is then
            part of what shows that it is done.
        lead_time_weeks: How long it usually takes.
        hours: What it takes of whom.
        planning_moment: The moment of the planning and control cycle that it must meet.
        next_steps: Names of the steps that may follow.
    """

    name: str
    title: str = ""
    description: Prose = Prose("")
    roles: tuple[RoleId, ...] = ()
    products: tuple[str, ...] = ()
    phase: Phase | None = None
    evidence: tuple[Evidence, ...] = ()
    gate: str = ""
    gate_rules: tuple[str, ...] = ()
    participation_level: ParticipationLevelId | None = None
    lead_time_weeks: Decimal | None = attrs.field(default=None, validator=not_negative)
    hours: tuple[HoursByCompetency, ...] = ()
    planning_moment: str = ""
    next_steps: tuple[str, ...] = ()


@dutch("werkwijze", id="id", name="naam", description="omschrijving", steps="stappen")
@attrs.frozen(kw_only=True)
class Method(Record):
    """A way of working, step by step.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        description: What it is for.
        steps: In the usual order.
    """

    id: MethodId
    name: str
    description: Prose = Prose("")
    steps: tuple[MethodStep, ...] = ()
