"""Whether a team has the competencies that its issue asks for, told without naming anyone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE
from opgavekern.baseline.rules.waivers import OFFICIAL
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import Commitment, CompetencyDemand, Dossier, Issue, PersonId, Ref

Context = RuleContext[NoParameters]
_READS: Final = frozenset(
    {"issues", "lifecycles", "teams", "assignments", "proficiencies", "competencies"}
)


def _demands(dossier: Dossier, on: date) -> Iterator[tuple[Issue, CompetencyDemand, int]]:
    """Yield what each running issue with a team asks for, and how many members have it.

    A team of which no level is recorded is passed by: what it can is unknown, not nothing. So is
    a team of one: what it can or cannot is the level of that one person, which no finding tells.
    """
    for issue in dossier.running_issues(on):
        members = _members(dossier, issue, on)
        if len(members) > 1 and any(dossier.proficiencies.by("person").get(one) for one in members):
            for demand in issue.competencies:
                yield issue, demand, _having(dossier, demand, members, on)


def _members(dossier: Dossier, issue: Issue, on: date) -> set[PersonId]:
    return {
        one.person
        for team in dossier.teams_of(issue.id)
        if on in team.valid
        for one in dossier.assignments_in(team.id)
        if on in one.valid and one.status is not Commitment.WITHDRAWN
    }


def _having(dossier: Dossier, demand: CompetencyDemand, members: set[PersonId], on: date) -> int:
    return len(
        {
            one.person
            for one in dossier.proficiencies.by("competency").get(demand.competency, ())
            if one.person in members and one.level >= demand.level and on in one.valid
        }
    )


def _not_covered(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue, demand, having in _demands(dossier, context.on):
        if having == 0:
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("competencies",),
                key=demand.competency,
                related=(Ref("competency", demand.competency),),
                text=Text(
                    nl="{subject} vraagt {competency} op niveau {level}, en niemand in het team "
                    "heeft dat.",
                    en="{subject} needs {competency} at level {level}, and nobody in the team "
                    "has it.",
                ),
                remedy=Text(
                    nl="Vraag iemand die dit kan voor het team, of leg vast wie het al kan.",
                    en="Ask someone who has it to join, or record who has it already.",
                ),
                values={
                    "competency": Ref("competency", demand.competency),
                    "level": demand.level,
                },
            )


NOT_COVERED: Final = Rule(
    code="NL-030",
    name="competency_not_covered",
    title=Text(nl="Gevraagde competentie ontbreekt", en="Competency not covered"),
    rationale=Text(
        nl="Een team kan niet wat niemand erin kan.",
        en="A team cannot do what nobody in it can.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=_READS,
    each="issues",
    check=_not_covered,
)


def _rests_on_one(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue, demand, having in _demands(dossier, context.on):
        if having == 1 and demand.count > 1:
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("competencies",),
                key=demand.competency,
                related=(Ref("competency", demand.competency),),
                text=Text(
                    nl="Bij {subject} rust {competency} op één teamlid; gevraagd zijn er {count}.",
                    en="At {subject} {competency} rests on one member; {count} are asked for.",
                ),
                remedy=Text(
                    nl="Zoek of ontwikkel een tweede, zodat het werk doorgaat als er één uitvalt.",
                    en="Find or develop a second, so that work goes on when one drops out.",
                ),
                values={
                    "competency": Ref("competency", demand.competency),
                    "count": demand.count,
                },
            )


RESTS_ON_ONE: Final = Rule(
    code="NL-031",
    name="competency_rests_on_one",
    title=Text(nl="Competentie rust op één persoon", en="Competency rests on one person"),
    rationale=Text(
        nl="Valt die ene uit, dan ligt de opgave stil.",
        en="When that one drops out, the issue stands still.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=_READS,
    each="issues",
    check=_rests_on_one,
)

RULES: Final = (NOT_COVERED, RESTS_ON_ONE)
