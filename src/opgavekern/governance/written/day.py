"""The facts of one day, as conditions ask for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from opgavekern.model import Dossier, Issue, Phase, Records


class DayFacts:
    """What a dossier holds on a day: records in force, with their parts in force.

    Attributes:
        on: The day.
    """

    def __init__(self, dossier: Dossier, on: date) -> None:
        self.on = on
        self._dossier = dossier

    def records(self, plural: str) -> Records[Any, Any]:
        """Return the records of a kind that are in force; worked out once for all rules."""
        return self._dossier.of_kind(plural).at(self.on)

    def phase_of(self, issue: Issue) -> Phase | None:
        """Return the phase of an issue; None before its first status."""
        change = issue.change_on(self.on)
        return self._dossier.phase_into(issue, change) if change else None
