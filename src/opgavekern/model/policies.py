"""Ambitions, policies and measures, and the money the council authorised for them."""

from __future__ import annotations

from decimal import Decimal

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AmbitionId,
    AreaId,
    BudgetProgrammeId,
    BudgetShareId,
    DecisionId,
    GoalId,
    IssueId,
    MeasureId,
    OrganisationId,
    PolicyId,
    PortfolioId,
    TargetGroupId,
    TermId,
)
from opgavekern.model.values import Money, between


@dutch(
    "ambitie",
    id="id",
    title="titel",
    description="omschrijving",
    term="bestuursperiode",
    portfolios="portefeuilles",
    issues="opgaven",
)
@attrs.frozen(kw_only=True)
class Ambition(Record):
    """Something that a coalition wants; ambitions are bundled into issues.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        term: The term whose accord holds it.
        portfolios: Portfolios that it falls under.
        issues: Issues that take it up.
    """

    id: AmbitionId
    title: str
    description: Prose = Prose("")
    term: TermId | None = None
    portfolios: tuple[PortfolioId, ...] = ()
    issues: tuple[IssueId, ...] = ()


@dutch("doelgroep", id="id", name="naam", description="omschrijving")
@attrs.frozen(kw_only=True)
class TargetGroup(Record):
    """For whom something is done.

    Attributes:
        id: Name within the dossier.
        name: Such as "young families who rent".
        description: Who belongs to it.
    """

    id: TargetGroupId
    name: str
    description: Prose = Prose("")


@dutch(
    "beleidsstuk",
    id="id",
    title="titel",
    description="omschrijving",
    organisation="organisatie",
    portfolio="portefeuille",
    decision="besluit",
    issues="opgaven",
)
@attrs.frozen(kw_only=True)
class Policy(Record):
    """An adopted course of action; `valid` says when it holds.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        organisation: Whose policy.
        portfolio: The portfolio that answers for it.
        decision: The decision that adopted it.
        issues: Issues that it serves.
    """

    id: PolicyId
    title: str
    description: Prose = Prose("")
    organisation: OrganisationId | None = None
    portfolio: PortfolioId | None = None
    decision: DecisionId | None = None
    issues: tuple[IssueId, ...] = ()


class EffectDirection(Term):
    """Which way something pushes a goal."""

    TOWARDS = "towards", "naar het doel toe"
    AWAY = "away", "van het doel af", "away from"


@dutch("uitwerking op een doel", goal="doel", direction="richting")
@attrs.frozen(kw_only=True)
class GoalEffect:
    """Which way a measure pushes a goal.

    Attributes:
        goal: The goal.
        direction: Towards it or away from it.
    """

    __short__ = "goal"

    goal: GoalId
    direction: EffectDirection = EffectDirection.TOWARDS


@dutch(
    "maatregel",
    id="id",
    title="titel",
    policy="beleid",
    target_groups="doelgroepen",
    areas="gebieden",
    effects="werkt op",
)
@attrs.frozen(kw_only=True)
class Measure(Record):
    """One thing that a policy does, for whom, where and when (`valid`).

    Target group, area, period and direction together let measures that pull against each other
    be found by computing.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        policy: The policy that it carries out.
        target_groups: For whom.
        areas: Where.
        effects: Goals that it pushes, and which way.
    """

    id: MeasureId
    title: str
    policy: PolicyId | None = None
    target_groups: tuple[TargetGroupId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    effects: tuple[GoalEffect, ...] = ()


@dutch(
    "begrotingsprogramma",
    id="id",
    name="naam",
    organisation="organisatie",
    term="bestuursperiode",
    portfolio="portefeuille",
    task_fields="taakvelden",
)
@attrs.frozen(kw_only=True)
class BudgetProgramme(Record):
    """A programme of the budget, for which the council authorises money; `valid` says when.

    Attributes:
        id: Name within the dossier.
        name: As in the budget.
        organisation: Whose budget.
        term: The term for which the programme structure was fixed.
        portfolio: The portfolio that answers for it.
        task_fields: National cost categories (Iv3) in it.
    """

    id: BudgetProgrammeId
    name: str
    organisation: OrganisationId | None = None
    term: TermId | None = None
    portfolio: PortfolioId | None = None
    task_fields: tuple[str, ...] = ()


@dutch(
    "dekking",
    id="id",
    issue="opgave",
    programme="begrotingsprogramma",
    year="jaar",
    amount="bedrag",
    share="percentage",
    decision="besluit",
)
@attrs.frozen(kw_only=True)
class BudgetShare(Record):
    """What a budget programme pays of an issue in a year.

    Attributes:
        id: Name within the dossier.
        issue: Which issue.
        programme: Which programme pays.
        year: Budget year.
        amount: How much.
        share: Percentage of the issue's costs in that year, 0 to 100.
        decision: The council decision that authorised it.
    """

    issue: IssueId
    programme: BudgetProgrammeId
    year: int
    amount: Money | None = None
    share: Decimal | None = attrs.field(default=None, validator=between(0, 100))
    decision: DecisionId | None = None
    id: BudgetShareId = attrs.field()

    @id.default
    def _from_its_ends(self) -> BudgetShareId:
        return BudgetShareId(f"{self.issue}.{self.programme}.{self.year}")
