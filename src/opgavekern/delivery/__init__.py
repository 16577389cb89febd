"""Delivery: where programmes stand in their way of working, and issues in their lifecycle."""

from __future__ import annotations

from opgavekern.delivery.evidence import Shown
from opgavekern.delivery.gates import Gate, Gates, gates
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
    "Gate",
    "Gates",
    "MethodProgress",
    "ProgrammeProgress",
    "Shown",
    "Starting",
    "StepProgress",
    "StepState",
    "gates",
    "progress",
]
