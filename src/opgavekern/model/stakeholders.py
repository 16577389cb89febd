"""Stakeholders, what they have to do with an issue, and how they take part."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose
from opgavekern.model.issues import Phase
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AgreementId,
    AreaId,
    InvolvementId,
    IssueId,
    ParticipationLevelId,
    ParticipationMomentId,
    PartyRef,
    ProgrammeId,
    StakeholderId,
)
from opgavekern.model.values import between, not_negative


class StakeholderKind(Term):
    """Where a stakeholder comes from."""

    RESIDENTS = "residents", "bewoners"
    ENTREPRENEURS = "entrepreneurs", "ondernemers"
    PARTNER = "partner", "partner"
    GOVERNMENT = "government", "overheid"
    OTHER = "other", "overig"


@dutch(
    "belanghebbende",
    id="id",
    name="naam",
    kind="soort",
    party="partij",
    areas="gebieden",
)
@attrs.frozen(kw_only=True)
class Stakeholder(Record):
    """A party with a stake: an organisation, a group, or a person in a role.

    Attributes:
        id: Name within the dossier.
        name: As people say it; a group or organisation, not a resident's name.
        kind: Where it comes from.
        party: The organisation, group, unit or person that it is.
        areas: Where its stake lies.
    """

    id: StakeholderId
    name: str
    kind: StakeholderKind = StakeholderKind.OTHER
    party: PartyRef | None = None
    areas: tuple[AreaId, ...] = ()


@dutch(
    "betrokkenheid",
    id="id",
    stakeholder="belanghebbende",
    issue="opgave",
    role="rol",
    interest="belang",
    influence="invloed",
    urgency="urgentie",
    legitimacy="legitimiteit",
    position="standpunt",
    level="participatieniveau",
    agreement="afspraak",
)
@attrs.frozen(kw_only=True)
class Involvement(Record):
    """What a stakeholder has to do with an issue; `valid` says when.

    Attributes:
        id: Name within the dossier.
        stakeholder: Who.
        issue: With which issue.
        role: In which role, such as "co-owner" or "user".
        interest: How much is at stake for them, 0 to 1.
        influence: How much they can bring about or stop, 0 to 1.
        urgency: How pressing their claim is, 0 to 1.
        legitimacy: How far their claim is seen as proper, 0 to 1.
        position: Against (-1) to in favour (1).
        level: The participation level agreed with them.
        agreement: The agreement that it rests on.
    """

    stakeholder: StakeholderId
    issue: IssueId
    role: str = ""
    interest: float | None = attrs.field(default=None, validator=between(0, 1))
    influence: float | None = attrs.field(default=None, validator=between(0, 1))
    urgency: float | None = attrs.field(default=None, validator=between(0, 1))
    legitimacy: float | None = attrs.field(default=None, validator=between(0, 1))
    position: float | None = attrs.field(default=None, validator=between(-1, 1))
    level: ParticipationLevelId | None = None
    agreement: AgreementId | None = None
    id: InvolvementId = attrs.field()

    @id.default
    def _from_its_ends(self) -> InvolvementId:
        return InvolvementId(f"{self.stakeholder}.{self.issue}")


@dutch("participatieniveau", id="id", name="naam", rank="trede", description="omschrijving")
@attrs.frozen(kw_only=True)
class ParticipationLevel(Record):
    """A rung of the participation ladder.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        rank: Its place; higher means more say.
        description: What those who take part may count on.
    """

    id: ParticipationLevelId
    name: str
    rank: int
    description: Prose = Prose("")


@dutch(
    "participatiemoment",
    id="id",
    title="titel",
    on="op",
    phase="fase",
    level="participatieniveau",
    issues="opgaven",
    programmes="programma's",
    areas="gebieden",
    present="aanwezig",
    attendance="aantal aanwezigen",
    product="opbrengst",
    answered_on="teruggekoppeld op",
    answer="terugkoppeling",
)
@attrs.frozen(kw_only=True)
class ParticipationMoment(Record):
    """An evening, walk, survey or table at which people had a say.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        on: The day.
        phase: The phase of the issue then.
        level: How much say people had.
        issues: About which issues.
        programmes: About which programmes.
        areas: Where.
        present: Stakeholders who were there.
        attendance: How many people came.
        product: What it gave.
        answered_on: The day on which people heard what was done with it.
        answer: What they heard.
    """

    id: ParticipationMomentId
    title: str
    on: date | None = None
    phase: Phase | None = None
    level: ParticipationLevelId | None = None
    issues: tuple[IssueId, ...] = ()
    programmes: tuple[ProgrammeId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    present: tuple[StakeholderId, ...] = ()
    attendance: int | None = attrs.field(default=None, validator=not_negative)
    product: Prose = Prose("")
    answered_on: date | None = None
    answer: Prose = Prose("")
