"""The rules of Helmond, one file a subject."""

from __future__ import annotations

from typing import Any

from opgavekern.governance import Rule
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules import agreements, council, districts, planning, programmes


def rules_for(options: HelmondOptions) -> tuple[Rule[Any], ...]:
    """Return the rules, given what the dossier chose."""
    return (
        *districts.rules_for(options),
        *programmes.rules_for(options),
        *agreements.RULES,
        *council.rules_for(options),
        *planning.RULES,
    )
