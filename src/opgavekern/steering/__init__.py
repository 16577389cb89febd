"""Steering: what is taken up as an issue, and what is not."""

from __future__ import annotations

from opgavekern.steering.admission import admission
from opgavekern.steering.outcomes import (
    Admission,
    Admittance,
    CandidateOutcome,
    CriterionOutcome,
)

__all__ = [
    "Admission",
    "Admittance",
    "CandidateOutcome",
    "CriterionOutcome",
    "admission",
]
