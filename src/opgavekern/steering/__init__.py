"""Steering: what is taken up as an issue, and who should have contact for it."""

from __future__ import annotations

from opgavekern.steering.admission import admission
from opgavekern.steering.outcomes import (
    Admission,
    Admittance,
    CandidateOutcome,
    CriterionOutcome,
)
from opgavekern.steering.required_ties import required_contacts, required_roles

__all__ = [
    "Admission",
    "Admittance",
    "CandidateOutcome",
    "CriterionOutcome",
    "admission",
    "required_contacts",
    "required_roles",
]
