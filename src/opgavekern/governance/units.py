"""What numbers of rules are counted in, as people say it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from opgavekern.base.texts import Text

#: Units that rules of more than one plugin use; any other is said as its rule says it.
_DUTCH: Final = MappingProxyType(
    {
        "0 to 1": "0 tot 1",
        "day of the month": "dag van de maand",
        "days": "dagen",
        "districts": "wijken",
        "fields of policy": "beleidsvelden",
        "goals": "doelen",
        "hours": "uren",
        "issues": "opgaven",
        "members": "leden",
        "month": "maand",
        "months": "maanden",
        "organisations": "organisaties",
        "owners": "eigenaren",
        "parties": "partijen",
        "people": "mensen",
        "teams": "teams",
        "weeks": "weken",
        "years": "jaren",
    }
)


def unit_said(unit: str) -> Text:
    """Return a unit in both languages."""
    return Text(nl=_DUTCH.get(unit, unit), en=unit)
