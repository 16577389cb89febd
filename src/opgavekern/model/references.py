"""Ids of every kind of record, and references that say which kind they mean."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, NewType, get_args, get_origin

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted

AbsenceId = NewType("AbsenceId", str)
AgendaItemId = NewType("AgendaItemId", str)
AgreementId = NewType("AgreementId", str)
AmbitionId = NewType("AmbitionId", str)
AppointmentId = NewType("AppointmentId", str)
AreaId = NewType("AreaId", str)
AreaSuccessionId = NewType("AreaSuccessionId", str)
AssessmentId = NewType("AssessmentId", str)
AssignmentId = NewType("AssignmentId", str)
BodyId = NewType("BodyId", str)
BudgetProgrammeId = NewType("BudgetProgrammeId", str)
BudgetShareId = NewType("BudgetShareId", str)
ClosedPeriodId = NewType("ClosedPeriodId", str)
CompetencyFrameworkId = NewType("CompetencyFrameworkId", str)
CompetencyId = NewType("CompetencyId", str)
ContentFrameId = NewType("ContentFrameId", str)
ContributionId = NewType("ContributionId", str)
DecisionId = NewType("DecisionId", str)
DirectionId = NewType("DirectionId", str)
EffortId = NewType("EffortId", str)
ElectionId = NewType("ElectionId", str)
EnablingConditionId = NewType("EnablingConditionId", str)
GoalId = NewType("GoalId", str)
IndicatorId = NewType("IndicatorId", str)
InterventionId = NewType("InterventionId", str)
InvolvementId = NewType("InvolvementId", str)
IssueId = NewType("IssueId", str)
LessonId = NewType("LessonId", str)
LifecycleId = NewType("LifecycleId", str)
MeasureId = NewType("MeasureId", str)
MeetingId = NewType("MeetingId", str)
MeetingSeriesId = NewType("MeetingSeriesId", str)
MethodId = NewType("MethodId", str)
MotionId = NewType("MotionId", str)
NeedId = NewType("NeedId", str)
ObservationId = NewType("ObservationId", str)
OrganisationId = NewType("OrganisationId", str)
PairingId = NewType("PairingId", str)
ParticipationLevelId = NewType("ParticipationLevelId", str)
ParticipationMomentId = NewType("ParticipationMomentId", str)
PersonId = NewType("PersonId", str)
PlanVersionId = NewType("PlanVersionId", str)
PlanningDocumentId = NewType("PlanningDocumentId", str)
PledgeId = NewType("PledgeId", str)
PolicyId = NewType("PolicyId", str)
PopulationGroupId = NewType("PopulationGroupId", str)
PortfolioId = NewType("PortfolioId", str)
PrecedenceId = NewType("PrecedenceId", str)
ProficiencyId = NewType("ProficiencyId", str)
ProgrammeId = NewType("ProgrammeId", str)
ProgrammeItemId = NewType("ProgrammeItemId", str)
QuestionId = NewType("QuestionId", str)
ReflectionId = NewType("ReflectionId", str)
RoleId = NewType("RoleId", str)
ScoreId = NewType("ScoreId", str)
SignalId = NewType("SignalId", str)
StakeholderId = NewType("StakeholderId", str)
SubmissionDeadlineId = NewType("SubmissionDeadlineId", str)
TargetGroupId = NewType("TargetGroupId", str)
TeamId = NewType("TeamId", str)
TermId = NewType("TermId", str)
TieId = NewType("TieId", str)
TieKindId = NewType("TieKindId", str)
TieSurveyId = NewType("TieSurveyId", str)
UnitId = NewType("UnitId", str)
WaiverId = NewType("WaiverId", str)

_LONGEST_ID = 200

#: A status of a lifecycle: a name within it, not a record of its own.
StatusName = NewType("StatusName", str)


@attrs.frozen(order=True)
class Ref:
    """Which record is meant, where several kinds can be: written `organisation:woonpartners`.

    Attributes:
        kind: Singular name of the kind; empty when only the id was written, which then means
            the first kind that the field allows.
        id: The record's id.
    """

    __pattern__ = r"([a-z_]+:)?[^\s:]+"

    kind: str
    id: str

    @classmethod
    def from_text(cls, text: str) -> Ref:
        """Read `kind:id`, or an id alone."""
        kind, colon, name = text.partition(":")
        if not colon:
            kind, name = "", kind
        if not name.strip() or (colon and not kind.strip()):
            raise BadValueError(
                message(
                    "{found} verwijst nergens naar",
                    "{found} refers to nothing",
                    found=quoted(text),
                ),
                code="not-a-reference",
                remedy=message(
                    "Schrijf soort:id, zoals organisatie:woonpartners.",
                    "Write kind:id, such as organisation:woonpartners.",
                ),
            )
        return cls(kind.strip(), name.strip())

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.kind else self.id


def as_id(*parts: str) -> str:
    """Make an id of parts of text; what no id may hold becomes `-`, and what is too much is cut."""
    words = (re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", part)) for part in parts)
    made = ".".join(trimmed for word in words if (trimmed := word.strip("-_.")))
    return made[:_LONGEST_ID].rstrip("-_.")


@attrs.frozen
class Kinds:
    """Which kinds a `Ref` field may mean; an id alone means the first."""

    names: tuple[str, ...]

    def refine(self, ref: Ref) -> Ref:
        """Fill in the kind that an id alone means.

        Raises:
            BadValueError: The reference names a kind that the field does not take, or what it
                names is no id.
        """
        from opgavekern.base.scalars import identifier

        if ref.kind in ("", *self.names):
            return Ref(ref.kind or self.names[0], identifier(ref.id))
        raise BadValueError(
            message("{found} past hier niet", "{found} does not fit here", found=quoted(ref.kind)),
            code="unknown-kind",
            remedy=one_of(self.names, word=ref.kind),
        )

    def of_id(self, id: str) -> Ref:
        """Return what an id alone means."""
        return Ref(self.names[0], id)

    @property
    def pattern(self) -> str:
        """The form of such a reference as text, for schemas."""
        from opgavekern.base.scalars import ID_PATTERN

        return f"(({'|'.join(self.names)}):)?{ID_PATTERN}"

    def written(self, ref: Ref) -> str:
        """Write a reference as short as this field understands it."""
        return ref.id if ref.kind == self.names[0] else str(ref)


def kinds_allowed(annotation: object) -> tuple[str, ...]:
    """Return the kinds that an annotated `Ref` allows; empty for any other type."""
    if get_origin(annotation) is Annotated:
        for extra in get_args(annotation)[1:]:
            if isinstance(extra, Kinds):
                return extra.names
    return ()


#: Who does something: someone, an organisation or a part of it.
ActorRef = Annotated[Ref, Kinds(("person", "organisation", "unit", "stakeholder"))]
#: Who has a tie to whom.
TieEndRef = Annotated[Ref, Kinds(("stakeholder", "person", "organisation", "unit"))]
#: Whom a stakeholder stands for.
PartyRef = Annotated[Ref, Kinds(("organisation", "person", "population_group", "unit"))]
#: What may contribute to a goal.
ContributorRef = Annotated[Ref, Kinds(("effort", "goal"))]
#: Anything at all.
AnyRef = Annotated[
    Ref,
    Kinds(("issue", "team", "person", "organisation", "unit", "area", "programme", "goal",
           "effort", "decision", "meeting", "indicator", "stakeholder", "signal", "pledge",
           "motion", "planning_document", "budget_programme", "participation_moment")),
]  # fmt: skip
