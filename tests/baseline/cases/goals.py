"""Cases on goals, efforts and indicators."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Ref
from opgavekern.testing import (
    a_contribution,
    a_dossier,
    a_goal,
    an_effort,
    an_indicator,
    an_issue,
    an_observation,
)

GOAL = Ref("goal", "goal-1")
RUNNING = [{"phase": "programming", "on": "2026-01-01"}]


def network(*contributions: tuple[str, str], effort: str = "project") -> Dossier:
    """An issue with a goal above another, an effort, and contributions between them."""
    return a_dossier(
        an_issue(history=RUNNING),
        a_goal(id="goal-1", issues="issue-1"),
        a_goal(id="goal-2"),
        an_effort(issues="issue-1", kind=effort),
        *(a_contribution(contributor=one, goal=goal) for one, goal in contributions),
    )


EFFORT = "effort:effort-1"


def measured(**indicator: object) -> Dossier:
    """An outcome with an indicator."""
    return a_dossier(
        an_issue(history=RUNNING),
        a_goal(issues="issue-1", level="outcome"),
        an_observation(id="o-1", indicator="indicator-1", reference_date="2024"),
        an_indicator(
            **{"goals": "goal-1", "definition_version": "3.0", "baseline": "o-1", **indicator}
        ),
    )


CASES = (
    Case(
        code="NL-070",
        breaks=network((EFFORT, "goal-2")),
        about=GOAL,
        mended_by=(a_contribution(contributor=EFFORT, goal="goal-1"),),
        border=network((EFFORT, "goal-2"), ("goal:goal-2", "goal-1")),
    ),
    Case(
        code="NL-071",
        breaks=network(("goal:goal-2", "goal-1")),
        about=Ref("effort", "effort-1"),
        mended_by=(a_contribution(contributor=EFFORT, goal="goal-1"),),
        border=network(("goal:goal-2", "goal-1"), effort="milestone"),
    ),
    Case(
        code="NL-072",
        breaks=network(("goal:goal-2", "goal-1"), ("goal:goal-1", "goal-2")),
        about=GOAL,
        mended_without=(Ref("contribution", "goal-1.goal-2"),),
        border=network(("goal:goal-1", "goal-1")),
        border_found=True,
    ),
    Case(
        code="NL-073",
        breaks=measured(baseline=None),
        about=Ref("indicator", "indicator-1"),
        mended_by=(an_indicator(goals="goal-1", definition_version="3.0", baseline="o-1"),),
        border=measured().replace(
            an_observation(id="o-2", indicator="indicator-1", reference_date=None)
        ),
        border_found=True,
    ),
    Case(
        code="NL-074",
        breaks=measured(goals=[]),
        about=GOAL,
        mended_by=(an_indicator(goals="goal-1", definition_version="3.0", baseline="o-1"),),
        border=measured(goals=[]).replace(a_goal(issues="issue-1", level="objective")),
    ),
)
