"""Conditions for this way of working, what was tried, and what was learned."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.personal import REMARK
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AnyRef,
    AreaId,
    AssessmentId,
    EnablingConditionId,
    InterventionId,
    IssueId,
    LessonId,
    OrganisationId,
    ReflectionId,
    TeamId,
)
from opgavekern.model.values import between


class OrganisationLevel(Term):
    """Whose part it is to bring a condition about."""

    BOARD = "board", "bestuur"
    MANAGEMENT = "management", "directie"
    LINE_MANAGERS = "line_managers", "lijnmanagers"
    PROFESSIONALS = "professionals", "professionals"


@dutch("voorwaarde", id="id", title="titel", level="niveau", description="omschrijving")
@attrs.frozen(kw_only=True)
class EnablingCondition(Record):
    """Something that must be in place for this way of working.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        level: Whose part it is.
        description: How one sees that it is there.
    """

    id: EnablingConditionId
    title: str
    level: OrganisationLevel
    description: Prose = Prose("")


@dutch(
    "voorwaardenmeting",
    id="id",
    condition="voorwaarde",
    organisation="organisatie",
    area="gebied",
    on="op",
    met="mate",
    remark="opmerking",
)
@attrs.frozen(kw_only=True)
class Assessment(Record):
    """How far a condition was met, somewhere, on a day.

    Attributes:
        id: Name within the dossier.
        condition: Which.
        organisation: At which organisation.
        area: In which area.
        on: The day.
        met: Not at all (0) to wholly (1).
        remark: What showed it.
    """

    condition: EnablingConditionId
    organisation: OrganisationId | None = None
    area: AreaId | None = None
    on: date
    met: float = attrs.field(validator=between(0, 1))
    remark: Prose = attrs.field(default=Prose(""), metadata=REMARK)
    id: AssessmentId = attrs.field()

    @id.default
    def _from_its_ends(self) -> AssessmentId:
        parts = (self.condition, self.organisation, self.area, self.on.isoformat())
        return AssessmentId(".".join(part for part in parts if part))


@dutch(
    "interventie",
    id="id",
    title="titel",
    conditions="voorwaarden",
    on="op",
    expected="verwacht",
    observed="gezien",
)
@attrs.frozen(kw_only=True)
class Intervention(Record):
    """Something tried to bring conditions nearer.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        conditions: Conditions that it was for.
        on: The day that it began.
        expected: What it was thought to do.
        observed: What one saw.
    """

    id: InterventionId
    title: str
    conditions: tuple[EnablingConditionId, ...] = ()
    on: date | None = None
    expected: Prose = Prose("")
    observed: Prose = Prose("")


@dutch("reflectie", id="id", on="op", team="team", issues="opgaven", text="tekst")
@attrs.frozen(kw_only=True)
class Reflection(Record):
    """A moment at which a team looked back.

    Attributes:
        id: Name within the dossier.
        on: The day.
        team: Which team.
        issues: On which issues.
        text: What was said, without names.
    """

    id: ReflectionId
    on: date
    team: TeamId | None = None
    issues: tuple[IssueId, ...] = ()
    text: Prose = attrs.field(default=Prose(""), metadata=REMARK)


@dutch("les", id="id", title="titel", text="tekst", learned_from="geleerd van",
       useful_for="bruikbaar voor", on="op", issues="opgaven")  # fmt: skip
@attrs.frozen(kw_only=True)
class Lesson(Record):
    """Something learned that others can use.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        text: In more.
        learned_from: What it was learned from.
        useful_for: Areas that can use it next.
        on: The day.
        issues: Issues that it was learned on.
    """

    id: LessonId
    title: str
    text: Prose = Prose("")
    learned_from: AnyRef | None = None
    useful_for: tuple[AreaId, ...] = ()
    on: date | None = None
    issues: tuple[IssueId, ...] = ()
