"""What changed between two dossiers: by issue, in words and as data."""

from __future__ import annotations

from opgavekern.comparing.dossiers import compare_dossiers
from opgavekern.comparing.moves import (
    FieldMove,
    FindingMove,
    HeaderMove,
    HoursMove,
    MoneyMove,
    PersonMove,
    PhaseMove,
    Position,
    RecordMove,
)
from opgavekern.comparing.outcomes import Comparison, IssueMoves, Moves

__all__ = [
    "Comparison",
    "FieldMove",
    "FindingMove",
    "HeaderMove",
    "HoursMove",
    "IssueMoves",
    "MoneyMove",
    "Moves",
    "PersonMove",
    "PhaseMove",
    "Position",
    "RecordMove",
    "compare_dossiers",
]
