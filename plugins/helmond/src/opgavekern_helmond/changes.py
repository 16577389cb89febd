"""What Helmond fills in of rules of the province."""

from __future__ import annotations

from opgavekern.governance import Fill, RuleChange
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules.bases import RHYTHM


def changes_for(options: HelmondOptions) -> tuple[RuleChange, ...]:
    """Return how early to warn of the budget's day, where the dossier says so.

    The council meets once in four weeks: a warning of two weeks comes after its last meeting.
    """
    if options.budget_warning_days is None:
        return ()
    return (
        Fill(
            rule="NBR-002",
            parameter="warning_days",
            value=options.budget_warning_days,
            basis=RHYTHM,
        ),
    )
