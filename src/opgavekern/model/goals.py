"""The weighted network of goals and efforts, and what is measured along it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose
from opgavekern.model.dates import ALWAYS, CoarseDate, Period
from opgavekern.model.issues import CompetencyDemand
from opgavekern.model.record import Record
from opgavekern.model.references import (
    ActorRef,
    AreaId,
    ContributionId,
    ContributorRef,
    DecisionId,
    EffortId,
    GoalId,
    IndicatorId,
    IssueId,
    ObservationId,
    PlanVersionId,
    PrecedenceId,
)
from opgavekern.model.values import between, not_negative


class GoalLevel(Term):
    """How far a goal is from what is done every day."""

    OUTCOME = "outcome", "maatschappelijk effect", "outcome in society"
    OBJECTIVE = "objective", "doelstelling"
    RESULT = "result", "resultaat"


@dutch(
    "doel",
    id="id",
    title="titel",
    description="omschrijving",
    level="niveau",
    issues="opgaven",
    areas="gebieden",
)
@attrs.frozen(kw_only=True)
class Goal(Record):
    """A change that an issue is after.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        level: Outcome in society, objective or result.
        issues: Issues that pursue it.
        areas: Where, if not wherever the issue is.
    """

    id: GoalId
    title: str
    description: Prose = Prose("")
    level: GoalLevel = GoalLevel.OBJECTIVE
    issues: tuple[IssueId, ...] = ()
    areas: tuple[AreaId, ...] = ()


class EffortKind(Term):
    """What sort of work an effort is."""

    PROJECT = "project", "project"
    PROCESS = "process", "proces"
    LINE_ACTIVITY = "line_activity", "lijnactiviteit"
    IMPROVISATION = "improvisation", "improvisatie"
    SUBSIDY = "subsidy", "subsidie"
    COMMISSION = "commission", "uitbesteding"
    MILESTONE = "milestone", "mijlpaal"


@dutch("duur", shortest="kortst", likely="waarschijnlijk", longest="langst")
@attrs.frozen(kw_only=True)
class Duration:
    """How long something takes, in weeks, as three points.

    Attributes:
        shortest: If all goes well.
        likely: Most likely.
        longest: If much goes wrong.
    """

    __short__ = "likely"

    likely: Decimal = attrs.field(validator=not_negative)
    shortest: Decimal | None = attrs.field(default=None, validator=not_negative)
    longest: Decimal | None = attrs.field(default=None, validator=not_negative)


@dutch(
    "inspanning",
    id="id",
    title="titel",
    description="omschrijving",
    kind="soort",
    owner="trekker",
    issues="opgaven",
    areas="gebieden",
    duration="duur in weken",
    window="periode",
    progress="voortgang",
    decision="besluit",
    due="gereed in",
    demands="gevraagde competenties",
)
@attrs.frozen(kw_only=True)
class Effort(Record):
    """Something that is done to bring a goal nearer.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        kind: Project, process, line activity, subsidy, milestone …
        owner: Who carries it.
        issues: Issues that it belongs to.
        areas: Where.
        duration: In weeks, three points.
        window: The days between which it has to happen.
        progress: Percentage done, 0 to 100.
        decision: The decision that it waits for or leads to.
        due: When it should be done, as coarse as known.
        demands: Competencies that it needs.
    """

    id: EffortId
    title: str
    description: Prose = Prose("")
    kind: EffortKind = EffortKind.PROJECT
    owner: ActorRef | None = None
    issues: tuple[IssueId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    duration: Duration | None = None
    window: Period = ALWAYS
    progress: Decimal | None = attrs.field(default=None, validator=between(0, 100))
    decision: DecisionId | None = None
    due: CoarseDate | None = None
    demands: tuple[CompetencyDemand, ...] = ()


@dutch("afhankelijkheid", id="id", before="eerst", after="daarna", lag_weeks="tussentijd in weken")
@attrs.frozen(kw_only=True)
class Precedence(Record):
    """One effort that can start only when another is done.

    Attributes:
        id: Name within the dossier.
        before: The one that comes first.
        after: The one that waits.
        lag_weeks: Weeks between the two.
    """

    before: EffortId
    after: EffortId
    lag_weeks: Decimal | None = attrs.field(default=None, validator=not_negative)
    id: PrecedenceId = attrs.field()

    @id.default
    def _from_its_ends(self) -> PrecedenceId:
        return PrecedenceId(f"{self.before}.{self.after}")


@dutch("bijdrage", id="id", contributor="van", goal="doel", weight="gewicht")
@attrs.frozen(kw_only=True)
class Contribution(Record):
    """An effort, or a lower goal, that brings a goal nearer.

    Attributes:
        id: Name within the dossier.
        contributor: The effort or goal.
        goal: The goal.
        weight: How much, 0 to 1, for proportion and conversation rather than accuracy.
    """

    contributor: ContributorRef
    goal: GoalId
    weight: float | None = attrs.field(default=None, validator=between(0, 1))
    id: ContributionId = attrs.field()

    @id.default
    def _from_its_ends(self) -> ContributionId:
        return ContributionId(f"{self.contributor.id}.{self.goal}")


class Wanted(Term):
    """Which way an indicator should move."""

    HIGHER = "higher", "hoger"
    LOWER = "lower", "lager"
    EQUAL = "equal", "gelijk"


@dutch("streefwaarde", value="waarde", reference_date="peildatum", area="gebied")
@attrs.frozen(kw_only=True)
class Target:
    """A value that an indicator should have at some time.

    Attributes:
        value: In the indicator's unit.
        reference_date: When.
        area: Where; None for everywhere it is measured.
    """

    __short__ = "value"

    value: Decimal
    reference_date: CoarseDate | None = None
    area: AreaId | None = None


@dutch(
    "indicator",
    id="id",
    name="naam",
    definition="definitie",
    definition_version="definitieversie",
    unit="eenheid",
    wanted="gewenst",
    goals="doelen",
    baseline="nulmeting",
    targets="streefwaarden",
    breaks="trendbreuken",
)
@attrs.frozen(kw_only=True)
class Indicator(Record):
    """Something counted to see where things go; a change in it is never proof of effect.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        definition: What is counted.
        definition_version: Edition of the definition.
        unit: Such as "percent" or "number".
        wanted: Which way it should move.
        goals: Goals that it says something about.
        baseline: The observation to compare with.
        targets: Values aimed at.
        breaks: Days from which values no longer compare with earlier ones.
    """

    id: IndicatorId
    name: str
    definition: Prose = Prose("")
    definition_version: str = ""
    unit: str = ""
    wanted: Wanted | None = None
    goals: tuple[GoalId, ...] = ()
    baseline: ObservationId | None = None
    targets: tuple[Target, ...] = ()
    breaks: tuple[date, ...] = ()


@dutch(
    "waarneming",
    id="id",
    indicator="indicator",
    area="gebied",
    reference_date="peildatum",
    value="waarde",
    definition_version="definitieversie",
)
@attrs.frozen(kw_only=True)
class Observation(Record):
    """What an indicator was, somewhere, at some time.

    Attributes:
        id: Name within the dossier.
        indicator: Of what.
        area: Where; None for all of the organisation.
        reference_date: The time that the value describes, not the day it was published.
        value: In the indicator's unit.
        definition_version: Edition of the definition by which it was counted.
    """

    indicator: IndicatorId
    area: AreaId | None = None
    reference_date: CoarseDate | None = None
    value: Decimal
    definition_version: str = ""
    id: ObservationId = attrs.field()

    @id.default
    def _from_its_ends(self) -> ObservationId:
        parts = (self.indicator, self.area, self.reference_date)
        return ObservationId(".".join(str(part) for part in parts if part is not None))


@dutch(
    "planversie",
    id="id",
    title="titel",
    on="op",
    issue="opgave",
    decision="besluit",
    content_digest="vingerafdruk",
)
@attrs.frozen(kw_only=True)
class PlanVersion(Record):
    """A plan as it stood on a day, to compare later ones with.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        on: The day.
        issue: The issue whose plan it is.
        decision: The decision that fixed it.
        content_digest: SHA-256 of the dossier that held it.
    """

    id: PlanVersionId
    title: str
    on: date | None = None
    issue: IssueId | None = None
    decision: DecisionId | None = None
    content_digest: str = ""
