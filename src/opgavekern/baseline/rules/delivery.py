"""Whether an issue that is being carried out has what that takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

import attrs

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import BELOW, PRACTICE
from opgavekern.baseline.rules.waivers import OFFICIAL, SECRETARY
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    Stricter,
    parameter,
)
from opgavekern.model import Commitment, Dossier, Issue, IssueId, OrganisationId, Phase, Ref

Context = RuleContext[NoParameters]


def _delivering(dossier: Dossier, on: date) -> Iterator[Issue]:
    for issue in dossier.issues:
        if on in issue.valid and dossier.phase_of(issue.id, on) is Phase.DELIVERING:
            yield issue


def _lacking(
    dossier: Dossier,
    context: Context,
    *,
    has: Callable[[Dossier, IssueId, date], bool],
    text: Text,
    remedy: Text,
) -> Iterator[Finding]:
    """Find issues being carried out that lack something."""
    for issue in _delivering(dossier, context.on):
        if not has(dossier, issue.id, context.on):
            yield Finding(
                subject=Ref("issue", issue.id),
                text=text,
                remedy=remedy,
                values={"year": str(context.on.year)},
            )


def _has_team(dossier: Dossier, issue: IssueId, on: date) -> bool:
    return any(
        on in team.valid
        and any(
            on in one.valid and one.status is not Commitment.WITHDRAWN
            for one in dossier.assignments_in(team.id)
        )
        for team in dossier.teams_of(issue)
    )


def _has_goal(dossier: Dossier, issue: IssueId, on: date) -> bool:
    return any(on in goal.valid for goal in dossier.goals_of(issue))


def _has_effort(dossier: Dossier, issue: IssueId, on: date) -> bool:
    return any(on in effort.valid for effort in dossier.efforts_of(issue))


def _has_budget(dossier: Dossier, issue: IssueId, on: date) -> bool:
    return any(share.year == on.year for share in dossier.budget_of(issue))


WITHOUT_GOALS: Final = Rule(
    code="NL-010",
    name="delivering_without_goals",
    title=Text(nl="Uitvoering zonder doelen", en="Delivery without goals"),
    rationale=Text(
        nl="Zonder doel is niet te zeggen wanneer een opgave klaar is.",
        en="Without a goal nobody can say when an issue is done.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "goals"}),
    each="issues",
    check=partial(
        _lacking,
        has=_has_goal,
        text=Text(
            nl="{subject} wordt uitgevoerd zonder een enkel doel.",
            en="{subject} is being carried out without a single goal.",
        ),
        remedy=Text(
            nl="Leg ten minste één doel vast dat bij de opgave hoort.",
            en="Record at least one goal of the issue.",
        ),
    ),
)

WITHOUT_EFFORTS: Final = Rule(
    code="NL-011",
    name="delivering_without_efforts",
    title=Text(nl="Uitvoering zonder inspanningen", en="Delivery without efforts"),
    rationale=Text(
        nl="Als niet is vastgelegd wat er gebeurt, valt er niets te sturen.",
        en="Where what is done is not recorded, there is nothing to steer.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "efforts"}),
    each="issues",
    check=partial(
        _lacking,
        has=_has_effort,
        text=Text(
            nl="{subject} wordt uitgevoerd zonder een enkele inspanning.",
            en="{subject} is being carried out without a single effort.",
        ),
        remedy=Text(
            nl="Leg vast wat er gedaan wordt, en wie het trekt.",
            en="Record what is done, and who carries it.",
        ),
    ),
)

WITHOUT_TEAM: Final = Rule(
    code="NL-012",
    name="delivering_without_team",
    title=Text(nl="Uitvoering zonder team", en="Delivery without team"),
    rationale=Text(
        nl="Een opgave zonder mensen is een voornemen.",
        en="An issue without people is an intention.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "teams", "assignments"}),
    each="issues",
    check=partial(
        _lacking,
        has=_has_team,
        text=Text(
            nl="{subject} wordt uitgevoerd zonder team met mensen erin.",
            en="{subject} is being carried out without a team that has people in it.",
        ),
        remedy=Text(
            nl="Koppel een team aan de opgave, met ten minste één inzet die nu geldt.",
            en="Give the issue a team, with at least one assignment in force.",
        ),
    ),
)

WITHOUT_BUDGET: Final = Rule(
    code="NL-013",
    name="delivering_without_budget",
    title=Text(nl="Uitvoering zonder begroting", en="Delivery without budget"),
    rationale=Text(
        nl="De raad geeft geld per programma vrij; zonder aandeel in een programma is er geen.",
        en="The council authorises money per programme; without a share in one there is none.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "budget_shares"}),
    each="issues",
    check=partial(
        _lacking,
        has=_has_budget,
        text=Text(
            nl="{subject} wordt uitgevoerd, maar geen begrotingsprogramma betaalt eraan "
            "mee in {year}.",
            en="{subject} is being carried out, but no budget programme pays for it in {year}.",
        ),
        remedy=Text(
            nl="Leg voor {year} vast welk begrotingsprogramma de opgave betaalt.",
            en="Record which budget programme pays for the issue in {year}.",
        ),
    ),
)


@attrs.frozen
class MostIssues:
    """How much is still an issue, and not simply everything."""

    most_running: int = parameter(
        10,
        unit="issues",
        open_to=BELOW,
        tighten=Stricter.LOWER,
        label=Text(nl="lopende opgaven, ten hoogste", en="running issues, at most"),
    )


def _too_many(dossier: Dossier, context: RuleContext[MostIssues]) -> Iterator[Finding]:
    most = context.parameters.most_running
    by_owner: dict[OrganisationId, int] = {}
    for issue in dossier.running_issues(context.on):
        if issue.parent is None:  # Parts of a larger issue do not make it more.
            for owner in issue.owners:
                by_owner[owner] = by_owner.get(owner, 0) + 1
    for owner, count in by_owner.items():
        if count > most:
            yield Finding(
                subject=Ref("organisation", owner),
                text=Text(
                    nl="{subject} heeft {count} lopende opgaven; meer dan {most} maakt van "
                    "alles een opgave.",
                    en="{subject} has {count} running issues; more than {most} makes everything "
                    "an issue.",
                ),
                remedy=Text(
                    nl="Bundel opgaven onder een grotere, of parkeer er.",
                    en="Bundle issues under a larger one, or park some.",
                ),
                values={"count": count, "most": most},
            )


TOO_MANY_ISSUES: Final = Rule(
    code="NL-014",
    name="everything_an_issue",
    title=Text(nl="Alles is een opgave", en="Everything is an issue"),
    rationale=Text(
        nl="Sommige gemeenten noemden alles een opgave; dan stuurt het begrip niet meer.",
        en="Some municipalities called everything an issue; then the word steers nothing.",
    ),
    severity=Severity.ADVICE,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "organisations"}),
    parameters=MostIssues,
    check=_too_many,
)

RULES: Final = (WITHOUT_GOALS, WITHOUT_EFFORTS, WITHOUT_TEAM, WITHOUT_BUDGET, TOO_MANY_ISSUES)
