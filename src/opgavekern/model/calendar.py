"""Bodies, when they meet, and when they do not."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.model.dates import ALWAYS, Period, Rhythm
from opgavekern.model.record import Record
from opgavekern.model.references import (
    BodyId,
    ClosedPeriodId,
    ElectionId,
    MeetingSeriesId,
    OrganisationId,
    SubmissionDeadlineId,
)
from opgavekern.model.values import not_negative


class BodyKind(Term):
    """What a body is, in names that fit every tier of government."""

    COUNCIL = "council", "volksvertegenwoordiging"
    COMMITTEE = "committee", "commissie"
    AGENDA_COMMITTEE = "agenda_committee", "agendacommissie"
    EXECUTIVE = "executive", "dagelijks bestuur"
    PORTFOLIO_MEETING = "portfolio_meeting", "portefeuillehoudersoverleg"
    MANAGEMENT = "management", "directie"
    STEERING_GROUP = "steering_group", "stuurgroep"
    OTHER = "other", "overig"


@dutch("orgaan", id="id", name="naam", kind="soort", organisation="organisatie")
@attrs.frozen(kw_only=True)
class Body(Record):
    """A body that meets and decides or advises.

    Attributes:
        id: Name within the dossier.
        name: As people say it: raad, college, algemeen bestuur.
        kind: What it is.
        organisation: Whose body.
    """

    id: BodyId
    name: str
    kind: BodyKind = BodyKind.OTHER
    organisation: OrganisationId | None = None


@dutch("uitzondering", on="op", moved_to="verplaatst naar", reason="reden")
@attrs.frozen(kw_only=True)
class MeetingException:
    """A meeting of a series that does not take place on its day.

    Attributes:
        on: The day that the rhythm gives.
        moved_to: The day that it became; None when it was dropped.
        reason: Why.
    """

    on: date
    moved_to: date | None = None
    reason: str = ""


@dutch("vergaderreeks", id="id", body="orgaan", rhythm="ritme", exceptions="uitzonderingen")
@attrs.frozen(kw_only=True)
class MeetingSeries(Record):
    """When a body regularly meets; `valid` says in which period.

    Attributes:
        id: Name within the dossier.
        body: Which body.
        rhythm: Every so many weeks, or the n-th weekday of the month.
        exceptions: Meetings moved or dropped.
    """

    id: MeetingSeriesId
    body: BodyId
    rhythm: Rhythm
    exceptions: tuple[MeetingException, ...] = ()


@dutch("aanlevertermijn", id="id", body="orgaan", item_kind="soort stuk",
       days_before="dagen vooraf", at="tijdstip")  # fmt: skip
@attrs.frozen(kw_only=True)
class SubmissionDeadline(Record):
    """How long before a meeting papers must be in.

    Attributes:
        id: Name within the dossier.
        body: For which body.
        item_kind: For which kind of item; empty for all.
        days_before: Calendar days before the meeting.
        at: The time of day, such as 12:00.
    """

    id: SubmissionDeadlineId
    body: BodyId
    item_kind: str = ""
    days_before: int = attrs.field(validator=not_negative)
    at: str = ""


class ClosedPeriodKind(Term):
    """Why nobody meets or decides."""

    RECESS = "recess", "reces"
    ELECTION = "election", "verkiezingsreces", "election standstill"
    FORMATION = "formation", "formatie"
    OFFICE = "office", "kantoorsluiting", "office closure"


@dutch(
    "sluitingsperiode",
    id="id",
    name="naam",
    kind="soort",
    period="periode",
    bodies="organen",
    school_region="vakantieregio",
    years_covered="jaren gedekt",
)
@attrs.frozen(kw_only=True)
class ClosedPeriod(Record):
    """A period in which bodies do not meet.

    Attributes:
        id: Name within the dossier.
        name: Such as "summer recess".
        kind: Recess, election, formation or office closure.
        period: First and last day.
        bodies: Whom it holds for; none given means all bodies.
        school_region: The school holiday region that it follows.
        years_covered: Years for which the list that it comes from is complete.
    """

    id: ClosedPeriodId
    name: str = ""
    kind: ClosedPeriodKind = ClosedPeriodKind.RECESS
    period: Period = ALWAYS
    bodies: tuple[BodyId, ...] = ()
    school_region: str = ""
    years_covered: tuple[int, ...] = ()


@dutch("verkiezing", id="id", name="naam", on="op", organisation="organisatie")
@attrs.frozen(kw_only=True)
class Election(Record):
    """An election day.

    Attributes:
        id: Name within the dossier.
        name: Such as "council election".
        on: The day.
        organisation: Whose representatives are elected.
    """

    id: ElectionId
    name: str = ""
    on: date
    organisation: OrganisationId | None = None
