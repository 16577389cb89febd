"""Delivery: where programmes stand in the way of working by which they are made."""

from __future__ import annotations

from opgavekern.delivery.evidence import Shown
from opgavekern.delivery.methods import progress
from opgavekern.delivery.outcomes import (
    Due,
    DueKind,
    MethodProgress,
    ProgrammeProgress,
    Starting,
    StepProgress,
    StepState,
)

__all__ = [
    "Due",
    "DueKind",
    "MethodProgress",
    "ProgrammeProgress",
    "Shown",
    "Starting",
    "StepProgress",
    "StepState",
    "progress",
]
