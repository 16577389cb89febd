"""The rules of Haarlem, one file a subject."""

from __future__ import annotations

from typing import Any

from opgavekern.governance import Rule
from opgavekern_haarlem.options import HaarlemOptions
from opgavekern_haarlem.rules import areas, council, programmes, residents


def rules_for(options: HaarlemOptions) -> tuple[Rule[Any], ...]:
    """Return the rules, given what the dossier chose."""
    return (
        *programmes.rules_for(options),
        *residents.rules_for(options),
        *council.RULES,
        *areas.RULES,
    )
