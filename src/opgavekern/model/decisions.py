"""Meetings and what comes out of them: decisions, motions, questions, pledges, documents."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AgendaItemId,
    BodyId,
    BudgetProgrammeId,
    DecisionId,
    IssueId,
    MeetingId,
    MeetingSeriesId,
    MotionId,
    OrganisationId,
    PersonId,
    PlanningDocumentId,
    PledgeId,
    PortfolioId,
    ProgrammeId,
    QuestionId,
)


class MeetingStatus(Term):
    """Whether a meeting took place."""

    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    CANCELLED = "cancelled", "geannuleerd"


@dutch("vergadering", id="id", body="orgaan", on="op", at="tijdstip", status="status",
       series="vergaderreeks")  # fmt: skip
@attrs.frozen(kw_only=True)
class Meeting(Record):
    """One meeting of a body.

    Attributes:
        id: Name within the dossier.
        body: Which body.
        on: The day.
        at: The time of day at which it begins, such as 19:30.
        status: Planned, held or cancelled.
        series: The series that it belongs to.
    """

    body: BodyId
    on: date
    at: str = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    series: MeetingSeriesId | None = None
    id: MeetingId = attrs.field()

    @id.default
    def _from_its_day(self) -> MeetingId:
        return MeetingId(f"{self.body}.{self.on.isoformat()}")


class Treatment(Term):
    """How a body deals with an item."""

    CONSENT = "consent", "hamerstuk", "consent item"
    DEBATE = "debate", "bespreekstuk", "debate item"
    OPINION = "opinion", "opiniestuk", "opinion item"
    INFORMATION = "information", "ter kennisname", "for information"


class Outcome(Term):
    """What a body made of an item."""

    ADOPTED = "adopted", "vastgesteld"
    AMENDED = "amended", "gewijzigd vastgesteld", "adopted as amended"
    REJECTED = "rejected", "verworpen"
    DEFERRED = "deferred", "aangehouden"
    WITHDRAWN = "withdrawn", "ingetrokken"
    NOTED = "noted", "kennisgenomen"


@dutch(
    "agendapunt",
    id="id",
    title="titel",
    meeting="vergadering",
    treatment="behandeling",
    outcome="uitkomst",
    issues="opgaven",
    decision="besluit",
    portfolios="portefeuilles",
)
@attrs.frozen(kw_only=True)
class AgendaItem(Record):
    """An item on the agenda of a meeting.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        meeting: On which agenda.
        treatment: Consent item, debate item, …
        outcome: What was made of it; None before the meeting.
        issues: Issues that it concerns.
        decision: The decision that it leads to.
        portfolios: Portfolios that it concerns.
    """

    id: AgendaItemId
    title: str
    meeting: MeetingId
    treatment: Treatment | None = None
    outcome: Outcome | None = None
    issues: tuple[IssueId, ...] = ()
    decision: DecisionId | None = None
    portfolios: tuple[PortfolioId, ...] = ()


@dutch(
    "besluit",
    id="id",
    title="titel",
    on="op",
    body="orgaan",
    meeting="vergadering",
    outcome="uitkomst",
    reference="kenmerk",
    issues="opgaven",
    portfolios="portefeuilles",
    programmes="begrotingsprogramma's",
)
@attrs.frozen(kw_only=True)
class Decision(Record):
    """What a body decided.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        on: The day.
        body: Who decided.
        meeting: The meeting in which.
        outcome: Adopted, amended, rejected, …
        reference: Number or address of the decision.
        issues: Issues that it concerns.
        portfolios: Portfolios that it concerns.
        programmes: Budget programmes that it concerns.
    """

    id: DecisionId
    title: str
    on: date | None = None
    body: BodyId | None = None
    meeting: MeetingId | None = None
    outcome: Outcome = Outcome.ADOPTED
    reference: str = ""
    issues: tuple[IssueId, ...] = ()
    portfolios: tuple[PortfolioId, ...] = ()
    programmes: tuple[BudgetProgrammeId, ...] = ()


class MotionKind(Term):
    """A wish, or a change of text."""

    MOTION = "motion", "motie"
    FREE_MOTION = "free_motion", "motie vreemd", "motion not on the agenda"
    AMENDMENT = "amendment", "amendement"
    INITIATIVE = "initiative", "initiatiefvoorstel"


@dutch(
    "motie",
    id="id",
    title="titel",
    text="tekst",
    kind="soort",
    on="op",
    meeting="vergadering",
    outcome="uitkomst",
    issues="opgaven",
    portfolio="portefeuille",
    due="af te doen voor",
    settled_on="afgedaan op",
    settled_by="afgedaan met",
)
@attrs.frozen(kw_only=True)
class Motion(Record):
    """A motion, amendment or initiative of the council.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        text: What it asks.
        kind: Motion, amendment, initiative.
        on: The day of the vote.
        meeting: The meeting in which.
        outcome: Adopted, rejected, withdrawn.
        issues: Issues that it concerns.
        portfolio: The portfolio that answers it.
        due: The day by which it should be settled.
        settled_on: The day on which it was.
        settled_by: How.
    """

    id: MotionId
    title: str
    text: Prose = Prose("")
    kind: MotionKind = MotionKind.MOTION
    on: date | None = None
    meeting: MeetingId | None = None
    outcome: Outcome | None = None
    issues: tuple[IssueId, ...] = ()
    portfolio: PortfolioId | None = None
    due: date | None = None
    settled_on: date | None = None
    settled_by: str = ""


@dutch(
    "vraag",
    id="id",
    title="titel",
    asked_on="gesteld op",
    asked_of="gesteld aan",
    issues="opgaven",
    due="te beantwoorden voor",
    answered_on="beantwoord op",
    answer="antwoord",
)
@attrs.frozen(kw_only=True)
class Question(Record):
    """A question from the council to the executive.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        asked_on: The day of asking.
        asked_of: The portfolio that answers it.
        issues: Issues that it concerns.
        due: The day by which an answer is due.
        answered_on: The day of the answer.
        answer: The answer, in short.
    """

    id: QuestionId
    title: str
    asked_on: date | None = None
    asked_of: PortfolioId | None = None
    issues: tuple[IssueId, ...] = ()
    due: date | None = None
    answered_on: date | None = None
    answer: Prose = Prose("")


@dutch(
    "toezegging",
    id="id",
    title="titel",
    made_on="gedaan op",
    made_by="gedaan door",
    portfolio="portefeuille",
    body="gedaan aan",
    meeting="vergadering",
    issues="opgaven",
    due="na te komen voor",
    settled_on="nagekomen op",
    settled_by="nagekomen met",
)
@attrs.frozen(kw_only=True)
class Pledge(Record):
    """A promise (*toezegging*) of the executive to the council.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        made_on: The day of the promise.
        made_by: The portfolio holder.
        portfolio: The portfolio that it belongs to, which outlasts its holder.
        body: To whom.
        meeting: The meeting in which.
        issues: Issues that it concerns.
        due: The day by which it should be kept.
        settled_on: The day on which it was.
        settled_by: How.
    """

    id: PledgeId
    title: str
    made_on: date | None = None
    made_by: PersonId | None = None
    portfolio: PortfolioId | None = None
    body: BodyId | None = None
    meeting: MeetingId | None = None
    issues: tuple[IssueId, ...] = ()
    due: date | None = None
    settled_on: date | None = None
    settled_by: str = ""


class PlanningDocumentKind(Term):
    """A document of the planning and control cycle."""

    FRAMEWORK_MEMO = "framework_memo", "kadernota"
    PROGRAMME_BUDGET = "programme_budget", "programmabegroting"
    MULTI_YEAR_FORECAST = "multi_year_forecast", "meerjarenraming"
    INTERIM_REPORT = "interim_report", "bestuursrapportage"
    ANNUAL_ACCOUNTS = "annual_accounts", "jaarstukken"
    BUDGET_AMENDMENT = "budget_amendment", "begrotingswijziging"
    CALENDAR = "calendar", "p&c-kalender", "planning calendar"


@dutch(
    "p&c-document",
    id="id",
    title="titel",
    kind="soort",
    year="jaar",
    version="versie",
    organisation="organisatie",
    decision="besluit",
    adopted_on="vastgesteld op",
    sent_on="verzonden op",
    issues="opgaven",
    programmes="programma's",
)
@attrs.frozen(kw_only=True)
class PlanningDocument(Record):
    """A memo, budget, report or set of accounts of a year.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        kind: Which document of the cycle.
        year: The budget year that it is about.
        version: Draft, first, second, …
        organisation: Whose document.
        decision: The decision that adopted it.
        adopted_on: The day of adoption, planned or done.
        sent_on: The day on which it went, or is to go, to the supervisor.
        issues: Issues that it speaks of.
        programmes: Programmes that it speaks of.
    """

    id: PlanningDocumentId
    title: str = ""
    kind: PlanningDocumentKind
    year: int
    version: str = ""
    organisation: OrganisationId | None = None
    decision: DecisionId | None = None
    adopted_on: date | None = None
    sent_on: date | None = None
    issues: tuple[IssueId, ...] = ()
    programmes: tuple[ProgrammeId, ...] = ()
