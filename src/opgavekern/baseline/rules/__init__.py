"""The rules of the national baseline, one file a subject."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.baseline.rules import (
    areas,
    budget,
    competencies,
    council,
    delivery,
    goals,
    mandates,
    meetings,
    people,
    planning,
    stakeholders,
    vocabulary,
)
from opgavekern.governance import Rule

RULES: Final[tuple[Rule[Any], ...]] = (
    *mandates.RULES,
    *delivery.RULES,
    *people.RULES,
    *competencies.RULES,
    *budget.RULES,
    *planning.RULES,
    *areas.RULES,
    *goals.RULES,
    *stakeholders.RULES,
    *council.RULES,
    *meetings.RULES,
    *vocabulary.RULES,
)
