"""The rules of the province, one file a subject."""

from __future__ import annotations

from typing import Any

from opgavekern.governance import Rule
from opgavekern_noord_brabant.options import NoordBrabantOptions
from opgavekern_noord_brabant.rules import issues, supervision


def rules_for(options: NoordBrabantOptions) -> tuple[Rule[Any], ...]:
    """Return the rules, given what the dossier chose."""
    return (*supervision.rules_for(options), *issues.RULES)
