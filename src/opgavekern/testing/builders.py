"""A builder for each kind of record, named as one says it; all by the one mechanism of `a`."""

from __future__ import annotations

from typing import Final

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
from opgavekern.testing.building import Builder

an_area: Final = Builder(Area)
an_area_succession: Final = Builder(AreaSuccession)
a_population_group: Final = Builder(PopulationGroup)
an_organisation: Final = Builder(Organisation)
a_unit: Final = Builder(Unit)
a_person: Final = Builder(Person)
a_proficiency: Final = Builder(Proficiency)
an_absence: Final = Builder(Absence)
a_pairing: Final = Builder(Pairing)
a_role: Final = Builder(Role)
a_term: Final = Builder(Term)
an_appointment: Final = Builder(Appointment)
a_portfolio: Final = Builder(Portfolio)
a_competency_framework: Final = Builder(CompetencyFramework)
a_competency: Final = Builder(Competency)
a_signal: Final = Builder(Signal)
a_need: Final = Builder(Need)
an_issue: Final = Builder(Issue)
a_lifecycle: Final = Builder(Lifecycle)
an_ambition: Final = Builder(Ambition)
a_policy: Final = Builder(Policy)
a_measure: Final = Builder(Measure)
a_target_group: Final = Builder(TargetGroup)
a_budget_programme: Final = Builder(BudgetProgramme)
a_budget_share: Final = Builder(BudgetShare)
a_programme: Final = Builder(Programme)
a_programme_item: Final = Builder(ProgrammeItem)
an_agreement: Final = Builder(Agreement)
a_method: Final = Builder(Method)
a_goal: Final = Builder(Goal)
an_effort: Final = Builder(Effort)
a_precedence: Final = Builder(Precedence)
a_contribution: Final = Builder(Contribution)
an_indicator: Final = Builder(Indicator)
an_observation: Final = Builder(Observation)
a_plan_version: Final = Builder(PlanVersion)
a_stakeholder: Final = Builder(Stakeholder)
an_involvement: Final = Builder(Involvement)
a_participation_level: Final = Builder(ParticipationLevel)
a_participation_moment: Final = Builder(ParticipationMoment)
a_tie_kind: Final = Builder(TieKind)
a_tie: Final = Builder(Tie)
a_tie_survey: Final = Builder(TieSurvey)
a_team: Final = Builder(Team)
an_assignment: Final = Builder(Assignment)
a_body: Final = Builder(Body)
a_meeting_series: Final = Builder(MeetingSeries)
a_submission_deadline: Final = Builder(SubmissionDeadline)
a_closed_period: Final = Builder(ClosedPeriod)
an_election: Final = Builder(Election)
a_meeting: Final = Builder(Meeting)
an_agenda_item: Final = Builder(AgendaItem)
a_decision: Final = Builder(Decision)
a_motion: Final = Builder(Motion)
a_question: Final = Builder(Question)
a_pledge: Final = Builder(Pledge)
a_planning_document: Final = Builder(PlanningDocument)
a_direction: Final = Builder(Direction)
a_content_frame: Final = Builder(ContentFrame)
a_score: Final = Builder(Score)
an_enabling_condition: Final = Builder(EnablingCondition)
an_assessment: Final = Builder(Assessment)
an_intervention: Final = Builder(Intervention)
a_reflection: Final = Builder(Reflection)
a_lesson: Final = Builder(Lesson)
a_waiver: Final = Builder(Waiver)
