"""What a dossier holds: its header, and records of every kind."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any, Final, Protocol

import attrs

from opgavekern.base.errors import DossierError, Location, Notice, Path, Problem
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import dutch
from opgavekern.base.personal import REMARK
from opgavekern.base.texts import Language, message
from opgavekern.model.areas import Area, AreaSuccession, PopulationGroup
from opgavekern.model.calendar import (
    Body,
    ClosedPeriod,
    Election,
    MeetingSeries,
    SubmissionDeadline,
)
from opgavekern.model.competencies import Competency, CompetencyFramework
from opgavekern.model.decisions import (
    AgendaItem,
    Decision,
    Meeting,
    Motion,
    PlanningDocument,
    Pledge,
    Question,
)
from opgavekern.model.direction import ContentFrame, Direction, Score
from opgavekern.model.goals import (
    Contribution,
    Effort,
    Goal,
    Indicator,
    Observation,
    PlanVersion,
    Precedence,
)
from opgavekern.model.issues import Issue, Lifecycle
from opgavekern.model.kinds import KINDS, Kind, KindName, kind_named
from opgavekern.model.learning import (
    Assessment,
    EnablingCondition,
    Intervention,
    Lesson,
    Reflection,
)
from opgavekern.model.offices import Appointment, Portfolio, Role, Term
from opgavekern.model.organisations import Organisation, Unit
from opgavekern.model.people import Absence, Pairing, Person, Proficiency
from opgavekern.model.policies import (
    Ambition,
    BudgetProgramme,
    BudgetShare,
    Measure,
    Policy,
    TargetGroup,
)
from opgavekern.model.programmes import Agreement, Method, Programme, ProgrammeItem
from opgavekern.model.record import Record
from opgavekern.model.records import Records
from opgavekern.model.references import (
    AbsenceId,
    AgendaItemId,
    AgreementId,
    AmbitionId,
    AppointmentId,
    AreaId,
    AreaSuccessionId,
    AssessmentId,
    AssignmentId,
    BodyId,
    BudgetProgrammeId,
    BudgetShareId,
    ClosedPeriodId,
    CompetencyFrameworkId,
    CompetencyId,
    ContentFrameId,
    ContributionId,
    DecisionId,
    DirectionId,
    EffortId,
    ElectionId,
    EnablingConditionId,
    GoalId,
    IndicatorId,
    InterventionId,
    InvolvementId,
    IssueId,
    LessonId,
    LifecycleId,
    MeasureId,
    MeetingId,
    MeetingSeriesId,
    MethodId,
    MotionId,
    NeedId,
    ObservationId,
    OrganisationId,
    PairingId,
    ParticipationLevelId,
    ParticipationMomentId,
    PersonId,
    PlanningDocumentId,
    PlanVersionId,
    PledgeId,
    PolicyId,
    PopulationGroupId,
    PortfolioId,
    PrecedenceId,
    ProficiencyId,
    ProgrammeId,
    ProgrammeItemId,
    QuestionId,
    Ref,
    ReflectionId,
    RoleId,
    ScoreId,
    SignalId,
    StakeholderId,
    SubmissionDeadlineId,
    TargetGroupId,
    TeamId,
    TermId,
    TieId,
    TieKindId,
    TieSurveyId,
    UnitId,
    WaiverId,
)
from opgavekern.model.signals import Need, Signal
from opgavekern.model.stakeholders import (
    Involvement,
    ParticipationLevel,
    ParticipationMoment,
    Stakeholder,
)
from opgavekern.model.teams import Assignment, Team
from opgavekern.model.ties import Tie, TieKind, TieSurvey
from opgavekern.model.waivers import Waiver


class Locations(Protocol):
    """Where the values of a dossier stood in its files, and what was noticed in reading them."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What people should know of how the files were read, in order of file."""
        ...

    @property
    def rules(self) -> object | None:
        """The text of the dossier's own rules, for who reads those; None where it has none."""
        ...

    def find(self, kind: str, id: str, path: Path = ()) -> Location | None:
        """Return the place of a record or of a value in it; None where it is not known."""
        ...


class _Nowhere:
    """Locations of a dossier that was built in code."""

    notices: tuple[Notice, ...] = ()
    rules: None = None

    def find(self, kind: str, id: str, path: Path = ()) -> Location | None:
        """Return None: the records came from no file."""
        return None

    def __reduce__(self) -> str:
        return "NOWHERE"


NOWHERE = _Nowhere()


@dutch("plugin", name="naam", options="opties")
@attrs.frozen(kw_only=True)
class PluginUse:
    """A plugin that governs the dossier, with the options chosen for it.

    Attributes:
        name: The plugin's name, such as `nl`.
        options: As the plugin declares them, still as text; the plugin gives them types.
    """

    __short__ = "name"

    name: str
    options: FrozenMap = FrozenMap()


@dutch(
    "dossier",
    name="naam",
    language="taal",
    organisation="organisatie",
    area="gebied",
    as_of="peildatum",
    plugins="plugins",
    withheld="achtergehouden",
    note="notitie",
)
@attrs.frozen(kw_only=True)
class Header:
    """What is said of a dossier as a whole.

    Attributes:
        name: What it is about.
        language: The language of its texts, and of reports on it.
        organisation: The public body whose dossier it is.
        area: The area that it is about.
        as_of: The day of its facts; checks and reports use it when no other day is given.
        plugins: Which plugins govern it.
        withheld: Kinds of records that were kept back: unknown, which is not the same as none.
        note: What a reader should know first, shown at the top of the report.
    """

    name: str = ""
    language: Language = "nl"
    organisation: OrganisationId | None = None
    area: AreaId | None = None
    as_of: date | None = None
    plugins: tuple[PluginUse, ...] = ()
    withheld: frozenset[KindName] = frozenset()
    note: str = attrs.field(default="", metadata=REMARK)


@attrs.frozen(kw_only=True, repr=False)
class Facts:
    """A header, and the records of every kind.

    Header and records agree on what is withheld: a kind that one of them says is withheld is so
    in both.

    Attributes:
        header: What is said of the dossier as a whole.
        locations: Where values stood in the files; not part of equality.
        laid_under: Records that came from plugins, not from the dossier's own files.
    """

    header: Header = Header()
    areas: Records[AreaId, Area] = Records()
    area_successions: Records[AreaSuccessionId, AreaSuccession] = Records()
    population_groups: Records[PopulationGroupId, PopulationGroup] = Records()
    organisations: Records[OrganisationId, Organisation] = Records()
    units: Records[UnitId, Unit] = Records()
    people: Records[PersonId, Person] = Records()
    proficiencies: Records[ProficiencyId, Proficiency] = Records()
    absences: Records[AbsenceId, Absence] = Records()
    pairings: Records[PairingId, Pairing] = Records()
    roles: Records[RoleId, Role] = Records()
    terms: Records[TermId, Term] = Records()
    appointments: Records[AppointmentId, Appointment] = Records()
    portfolios: Records[PortfolioId, Portfolio] = Records()
    competency_frameworks: Records[CompetencyFrameworkId, CompetencyFramework] = Records()
    competencies: Records[CompetencyId, Competency] = Records()
    signals: Records[SignalId, Signal] = Records()
    needs: Records[NeedId, Need] = Records()
    issues: Records[IssueId, Issue] = Records()
    lifecycles: Records[LifecycleId, Lifecycle] = Records()
    ambitions: Records[AmbitionId, Ambition] = Records()
    policies: Records[PolicyId, Policy] = Records()
    measures: Records[MeasureId, Measure] = Records()
    target_groups: Records[TargetGroupId, TargetGroup] = Records()
    budget_programmes: Records[BudgetProgrammeId, BudgetProgramme] = Records()
    budget_shares: Records[BudgetShareId, BudgetShare] = Records()
    programmes: Records[ProgrammeId, Programme] = Records()
    programme_items: Records[ProgrammeItemId, ProgrammeItem] = Records()
    agreements: Records[AgreementId, Agreement] = Records()
    methods: Records[MethodId, Method] = Records()
    goals: Records[GoalId, Goal] = Records()
    efforts: Records[EffortId, Effort] = Records()
    precedences: Records[PrecedenceId, Precedence] = Records()
    contributions: Records[ContributionId, Contribution] = Records()
    indicators: Records[IndicatorId, Indicator] = Records()
    observations: Records[ObservationId, Observation] = Records()
    plan_versions: Records[PlanVersionId, PlanVersion] = Records()
    stakeholders: Records[StakeholderId, Stakeholder] = Records()
    involvements: Records[InvolvementId, Involvement] = Records()
    participation_levels: Records[ParticipationLevelId, ParticipationLevel] = Records()
    participation_moments: Records[ParticipationMomentId, ParticipationMoment] = Records()
    tie_kinds: Records[TieKindId, TieKind] = Records()
    ties: Records[TieId, Tie] = Records()
    tie_surveys: Records[TieSurveyId, TieSurvey] = Records()
    teams: Records[TeamId, Team] = Records()
    assignments: Records[AssignmentId, Assignment] = Records()
    bodies: Records[BodyId, Body] = Records()
    meeting_series: Records[MeetingSeriesId, MeetingSeries] = Records()
    submission_deadlines: Records[SubmissionDeadlineId, SubmissionDeadline] = Records()
    closed_periods: Records[ClosedPeriodId, ClosedPeriod] = Records()
    elections: Records[ElectionId, Election] = Records()
    meetings: Records[MeetingId, Meeting] = Records()
    agenda_items: Records[AgendaItemId, AgendaItem] = Records()
    decisions: Records[DecisionId, Decision] = Records()
    motions: Records[MotionId, Motion] = Records()
    questions: Records[QuestionId, Question] = Records()
    pledges: Records[PledgeId, Pledge] = Records()
    planning_documents: Records[PlanningDocumentId, PlanningDocument] = Records()
    directions: Records[DirectionId, Direction] = Records()
    content_frames: Records[ContentFrameId, ContentFrame] = Records()
    scores: Records[ScoreId, Score] = Records()
    enabling_conditions: Records[EnablingConditionId, EnablingCondition] = Records()
    assessments: Records[AssessmentId, Assessment] = Records()
    interventions: Records[InterventionId, Intervention] = Records()
    reflections: Records[ReflectionId, Reflection] = Records()
    lessons: Records[LessonId, Lesson] = Records()
    waivers: Records[WaiverId, Waiver] = Records()
    locations: Locations = attrs.field(default=NOWHERE, eq=False, repr=False)
    laid_under: frozenset[Ref] = attrs.field(default=frozenset(), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Let a kind without records know what it is a kind of, and that it is withheld."""
        said = {name.value for name in self.header.withheld}
        withheld = []
        for kind, name in _NAMED_KINDS:
            records = getattr(self, kind.plural)
            is_withheld = records.is_withheld or kind.plural in said
            if is_withheld:
                withheld.append(name)
                if not records.is_withheld and records:
                    raise DossierError([withheld_yet_there(name)])
            if records.record_class is None or is_withheld != records.is_withheld:
                object.__setattr__(self, kind.plural, nothing(kind, withheld=is_withheld))
        if len(withheld) != len(said):
            object.__setattr__(
                self, "header", attrs.evolve(self.header, withheld=frozenset(withheld))
            )

    @property
    def withheld(self) -> tuple[Kind, ...]:
        """The kinds that are withheld, in the order of kinds."""
        return tuple(kind for kind in KINDS if getattr(self, kind.plural).is_withheld)

    def of_kind(self, name: str) -> Records[Any, Any]:
        """Return the records of a kind by its singular or plural name.

        Raises:
            KeyError: There is no such kind.
        """
        kind = kind_named(name)
        if kind is None:
            raise KeyError(name)
        records: Records[Any, Any] = getattr(self, kind.plural)
        return records

    def find(self, ref: Ref) -> Record | None:
        """Return the record that is meant; None where the dossier does not hold it."""
        kind = kind_named(ref.kind)
        found: Record | None = getattr(self, kind.plural).get(ref.id) if kind else None
        return found

    def withholds(self, ref: Ref) -> bool:
        """Tell whether a record is of a kind that is withheld: then nothing is known of it."""
        kind = kind_named(ref.kind)
        return kind is not None and bool(getattr(self, kind.plural).is_withheld)

    def known(self, name: str) -> Records[Any, Any]:
        """Return what is known of a kind, for whoever says elsewhere what is withheld.

        Raises:
            KeyError: There is no such kind.
        """
        records = self.of_kind(name)
        return Records() if records.is_withheld else records

    def __repr__(self) -> str:
        held = ((len(getattr(self, kind.plural)), kind) for kind in KINDS
                if not getattr(self, kind.plural).is_withheld)  # fmt: skip
        counts = ", ".join(
            f"{count} {kind.label.en if count == 1 else kind.plural_label.en}"
            for count, kind in held
            if count
        )
        return f"<{type(self).__name__} {self.header.name!r}: {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        rows = [
            {"kind": kind.plural, "records": "withheld" if held.is_withheld else len(held)}
            for kind in KINDS
            if (held := getattr(self, kind.plural)).is_withheld or held
        ]
        known = (self.header.name, self.header.as_of and self.header.as_of.isoformat())
        from opgavekern.base.results import html_table

        return html_table(", ".join(part for part in known if part) or "dossier", rows)


#: The kinds with their names: asked for each view, and so for each rule that is checked.
_NAMED_KINDS: Final = tuple((kind, KindName(kind.plural)) for kind in KINDS)


@functools.cache
def nothing(kind: Kind, *, withheld: bool) -> Records[Any, Any]:
    """Return no records of a kind, or records that are withheld; the same ones every time."""
    return Records(withheld=withheld, of=kind.record)


def withheld_yet_there(name: KindName) -> Problem:
    """Say that a header calls a kind withheld of which there are records."""
    return Problem(
        code="withheld-yet-there",
        message=message(
            "{kinds}: achtergehouden volgens het dossier, en toch aanwezig",
            "{kinds}: withheld according to the dossier, and yet there",
            kinds=name,
        ),
        remedy=message(
            "Haal de soort uit het veld achtergehouden, of haal de gegevens weg.",
            "Take the kind out of the field withheld, or take the records out.",
        ),
        kind="dossier",
        path=("withheld",),
    )
