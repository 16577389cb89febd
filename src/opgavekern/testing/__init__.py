"""Builders and strategies for every class of the model, scenarios, and laws of plugins.

It needs `opgavekern[testing]`.

A builder (`an_issue(title="…")`, or `a(Issue, title="…")` for any class) names only what matters
to a test. A strategy (`records(Issue)`, `dossiers()`) draws whatever the library accepts. With
`-p opgavekern.testing` pytest takes every `*.scenario.yaml` for a test.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.extras import require
from opgavekern.base.lazy import lazily
from opgavekern.testing.builders import (
    a_body,
    a_budget_programme,
    a_budget_share,
    a_closed_period,
    a_competency,
    a_competency_framework,
    a_content_frame,
    a_contribution,
    a_decision,
    a_direction,
    a_goal,
    a_lesson,
    a_lifecycle,
    a_measure,
    a_meeting,
    a_meeting_series,
    a_method,
    a_motion,
    a_need,
    a_pairing,
    a_participation_level,
    a_participation_moment,
    a_person,
    a_plan_version,
    a_planning_document,
    a_pledge,
    a_policy,
    a_population_group,
    a_portfolio,
    a_precedence,
    a_proficiency,
    a_programme,
    a_programme_item,
    a_question,
    a_reflection,
    a_role,
    a_score,
    a_signal,
    a_stakeholder,
    a_submission_deadline,
    a_target_group,
    a_team,
    a_term,
    a_tie,
    a_tie_kind,
    a_tie_survey,
    a_unit,
    a_waiver,
    an_absence,
    an_agenda_item,
    an_agreement,
    an_ambition,
    an_appointment,
    an_area,
    an_area_succession,
    an_assessment,
    an_assignment,
    an_effort,
    an_election,
    an_enabling_condition,
    an_indicator,
    an_intervention,
    an_involvement,
    an_issue,
    an_observation,
    an_organisation,
)
from opgavekern.testing.building import Builder, a, a_dossier, completed
from opgavekern.testing.judging import assert_judges_each
from opgavekern.testing.scenario_parts import Expected
from opgavekern.testing.scenarios import ScenarioResult, run_scenario, update_scenario

if TYPE_CHECKING:
    from opgavekern.testing.contract import PluginContract
    from opgavekern.testing.drawing import dossiers, headers, records
    from opgavekern.testing.values import (
        cbs_codes,
        coarse_dates,
        days,
        frozen_maps,
        ids,
        lines,
        numbers,
        periods,
        prose,
        quarter_hours,
    )

#: What pytest reads where it is told `-p opgavekern.testing`.
pytest_plugins: Final = ("opgavekern.testing.collecting",)

#: Strategies and laws, and the module that holds them; builders do not need hypothesis, these do.
_STRATEGIES: Final = MappingProxyType(
    {
        name: f"{__name__}.{module}"
        for module, names in {
            "contract": "PluginContract",
            "drawing": "dossiers headers records",
            "values": "cbs_codes coarse_dates days frozen_maps ids lines numbers periods prose "
            "quarter_hours",
        }.items()
        for name in names.split()
    }
)
_strategy: Final = lazily(__name__, _STRATEGIES)


def __getattr__(name: str) -> Any:
    """Import a strategy when it is asked for, or say how to get hypothesis."""
    if name in _STRATEGIES:
        require("hypothesis")
    return _strategy(name)


__all__ = [
    "Builder",
    "Expected",
    "PluginContract",
    "ScenarioResult",
    "a",
    "a_body",
    "a_budget_programme",
    "a_budget_share",
    "a_closed_period",
    "a_competency",
    "a_competency_framework",
    "a_content_frame",
    "a_contribution",
    "a_decision",
    "a_direction",
    "a_dossier",
    "a_goal",
    "a_lesson",
    "a_lifecycle",
    "a_measure",
    "a_meeting",
    "a_meeting_series",
    "a_method",
    "a_motion",
    "a_need",
    "a_pairing",
    "a_participation_level",
    "a_participation_moment",
    "a_person",
    "a_plan_version",
    "a_planning_document",
    "a_pledge",
    "a_policy",
    "a_population_group",
    "a_portfolio",
    "a_precedence",
    "a_proficiency",
    "a_programme",
    "a_programme_item",
    "a_question",
    "a_reflection",
    "a_role",
    "a_score",
    "a_signal",
    "a_stakeholder",
    "a_submission_deadline",
    "a_target_group",
    "a_team",
    "a_term",
    "a_tie",
    "a_tie_kind",
    "a_tie_survey",
    "a_unit",
    "a_waiver",
    "an_absence",
    "an_agenda_item",
    "an_agreement",
    "an_ambition",
    "an_appointment",
    "an_area",
    "an_area_succession",
    "an_assessment",
    "an_assignment",
    "an_effort",
    "an_election",
    "an_enabling_condition",
    "an_indicator",
    "an_intervention",
    "an_involvement",
    "an_issue",
    "an_observation",
    "an_organisation",
    "assert_judges_each",
    "cbs_codes",
    "coarse_dates",
    "completed",
    "days",
    "dossiers",
    "frozen_maps",
    "headers",
    "ids",
    "lines",
    "numbers",
    "periods",
    "prose",
    "quarter_hours",
    "records",
    "run_scenario",
    "update_scenario",
]
