"""Whether goals and efforts reach each other, and whether what is measured can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE
from opgavekern.baseline.rules.waivers import OFFICIAL
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import Dossier, EffortKind, GoalId, GoalLevel, IssueId, Ref

Context = RuleContext[NoParameters]
_NETWORK: Final = frozenset({"goals", "efforts", "contributions", "issues", "lifecycles"})


def _reached(dossier: Dossier) -> set[str]:
    """Return the goals that some effort brings nearer, directly or through lower goals."""
    waiting = [one.goal for one in dossier.contributions if one.contributor.kind == "effort"]
    upward: dict[str, list[GoalId]] = {}
    for one in dossier.contributions:
        if one.contributor.kind == "goal":
            upward.setdefault(one.contributor.id, []).append(one.goal)
    reached: set[str] = set()
    while waiting:
        goal = waiting.pop()
        if goal not in reached:
            reached.add(goal)
            waiting += upward.get(goal, ())
    return reached


def _running(dossier: Dossier, context: Context) -> set[IssueId]:
    return {issue.id for issue in dossier.running_issues(context.on)}


def _goal_without_effort(dossier: Dossier, context: Context) -> Iterator[Finding]:
    reached = _reached(dossier)
    running = _running(dossier, context)
    for goal in dossier.goals:
        if goal.id in reached or context.on not in goal.valid:
            continue
        if running.intersection(goal.issues):
            yield Finding(
                subject=Ref("goal", goal.id),
                text=Text(
                    nl="Geen enkele inspanning draagt bij aan het doel {subject}.",
                    en="No effort contributes to the goal {subject}.",
                ),
                remedy=Text(
                    nl="Leg een bijdrage vast van wat er gebeurt, of laat het doel los.",
                    en="Record a contribution of what is done, or let the goal go.",
                ),
            )


GOAL_WITHOUT_EFFORT: Final = Rule(
    code="NL-070",
    name="goal_without_effort",
    title=Text(nl="Doel zonder inspanning", en="Goal without effort"),
    rationale=Text(
        nl="Een doel waar niemand iets voor doet, wordt niet gehaald.",
        en="A goal that nobody does anything for is not reached.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=_NETWORK,
    each="goals",
    check=_goal_without_effort,
)


def _effort_without_goal(dossier: Dossier, context: Context) -> Iterator[Finding]:
    contributing = {
        one.contributor.id for one in dossier.contributions if one.contributor.kind == "effort"
    }
    running = _running(dossier, context)
    for effort in dossier.efforts:
        if effort.id in contributing or effort.kind is EffortKind.MILESTONE:
            continue
        if context.on in effort.valid and running.intersection(effort.issues):
            yield Finding(
                subject=Ref("effort", effort.id),
                text=Text(
                    nl="De inspanning {subject} draagt aan geen enkel doel bij.",
                    en="The effort {subject} contributes to no goal.",
                ),
                remedy=Text(
                    nl="Leg vast aan welk doel zij bijdraagt, of stop ermee.",
                    en="Record to which goal it contributes, or stop it.",
                ),
            )


EFFORT_WITHOUT_GOAL: Final = Rule(
    code="NL-071",
    name="effort_without_goal",
    title=Text(nl="Inspanning zonder doel", en="Effort without goal"),
    rationale=Text(
        nl="Werk dat nergens aan bijdraagt, houdt mensen van ander werk.",
        en="Work that contributes to nothing keeps people from other work.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=_NETWORK,
    each="efforts",
    check=_effort_without_goal,
)


def _cycles(dossier: Dossier, context: Context) -> Iterator[Finding]:
    upward = [
        (one.contributor.id, one.goal)
        for one in dossier.contributions
        if one.contributor.kind == "goal"
    ]
    for circle in _circles(upward):
        first, *others = sorted(circle)
        yield Finding(
            subject=Ref("goal", first),
            related=tuple(Ref("goal", one) for one in others),
            text=Text(
                nl="Deze doelen dragen in een kring aan elkaar bij: {goals}.",
                en="These goals contribute to each other in a circle: {goals}.",
            ),
            remedy=Text(
                nl="Haal één bijdrage weg: een doel kan niet zijn eigen voorwaarde zijn.",
                en="Take one contribution out: a goal cannot be its own condition.",
            ),
            values={"goals": tuple(Ref("goal", one) for one in sorted(circle))},
        )


def _circles(upward: list[tuple[str, GoalId]]) -> Iterator[set[str]]:
    """Yield the sets of goals that reach each other; a goal that reaches itself is one."""
    if not upward:
        return
    import networkx as nx  # Slow to import, and most dossiers have no goal under another.

    graph: nx.DiGraph[str] = nx.DiGraph(upward)
    for component in nx.strongly_connected_components(graph):
        if len(component) > 1 or any(graph.has_edge(one, one) for one in component):
            yield component


CYCLES: Final = Rule(
    code="NL-072",
    name="goals_in_circle",
    title=Text(nl="Doelen in een kring", en="Goals in a circle"),
    rationale=Text(
        nl="Een kring verbergt waar het eigenlijk om gaat.",
        en="A circle hides what it is really about.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"goals", "contributions"}),
    check=_cycles,
)


def _unreadable(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for indicator in dossier.indicators:
        observations = dossier.observations.by("indicator").get(indicator.id, ())
        lacking = [
            said
            for said, lacks in (
                (Text(nl="een definitieversie", en="a definition version"),
                 not indicator.definition_version),
                (Text(nl="een nulmeting", en="a baseline"), indicator.baseline is None),
                (Text(nl="een peildatum bij elke waarneming", en="a date with each observation"),
                 any(one.reference_date is None for one in observations)),
            )
            if lacks
        ]  # fmt: skip
        if lacking:
            yield Finding(
                subject=Ref("indicator", indicator.id),
                text=Text(
                    nl="De indicator {subject} mist {lacking}.",
                    en="The indicator {subject} lacks {lacking}.",
                ),
                remedy=Text(
                    nl="Vul dit aan; anders is niet te zeggen wat er veranderd is.",
                    en="Fill this in; nobody can say what changed otherwise.",
                ),
                values={"lacking": tuple(lacking)},
            )


UNREADABLE_INDICATOR: Final = Rule(
    code="NL-073",
    name="indicator_unreadable",
    title=Text(nl="Indicator die niet te lezen is", en="Indicator that cannot be read"),
    rationale=Text(
        nl="Een cijfer zonder peildatum, nulmeting en definitie zegt niets.",
        en="A figure without date, baseline and definition says nothing.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"indicators", "observations", "goals"}),
    each="indicators",
    check=_unreadable,
)


def _unmeasured(dossier: Dossier, context: Context) -> Iterator[Finding]:
    measured = {goal for one in dossier.indicators for goal in one.goals}
    running = _running(dossier, context)
    for goal in dossier.goals:
        if goal.level is not GoalLevel.OUTCOME or goal.id in measured:
            continue
        if running.intersection(goal.issues):
            yield Finding(
                subject=Ref("goal", goal.id),
                text=Text(
                    nl="Het beoogde maatschappelijk effect {subject} wordt door geen indicator "
                    "gevolgd.",
                    en="The intended outcome {subject} is followed by no indicator.",
                ),
                remedy=Text(
                    nl="Kies een indicator die er iets over zegt, met een nulmeting.",
                    en="Choose an indicator that says something about it, with a baseline.",
                ),
            )


UNMEASURED: Final = Rule(
    code="NL-074",
    name="outcome_without_indicator",
    title=Text(nl="Effect dat niemand volgt", en="Outcome that nobody follows"),
    rationale=Text(
        nl="Wie niet kijkt, weet niet of het beter wordt; al bewijst kijken geen oorzaak.",
        en="Who does not look cannot know whether it gets better, though looking proves no cause.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"goals", "indicators", "issues", "lifecycles"}),
    each="goals",
    check=_unmeasured,
)

RULES: Final = (
    GOAL_WITHOUT_EFFORT,
    EFFORT_WITHOUT_GOAL,
    CYCLES,
    UNREADABLE_INDICATOR,
    UNMEASURED,
)
