"""Which fields say something about people: told once, where the field is declared.

Reprs, messages, `show`, redaction and the tables in the documentation all follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.labels import Term


class Personal(Term):
    """What is known about people, by what can be shared or kept back in one choice."""

    NAMES = "names", "namen"
    LEVELS = "levels", "niveaus"
    ABSENCES = "absences", "afwezigheid"
    PAIRINGS = "pairings", "koppelingen"
    NOTES = "notes", "notities"

    @property
    def is_of_records(self) -> bool:
        """Without it nothing is left of the record: all records of that kind are kept back."""
        return self in (Personal.LEVELS, Personal.ABSENCES, Personal.PAIRINGS)


_PERSONAL: Final = "personal"
_REMARK: Final = "remark"


def personal(what: Personal) -> Mapping[str, Any]:
    """Return the metadata of a field with personal data: kept out of reprs, messages and logs."""
    return MappingProxyType({_PERSONAL: what})


#: Metadata of free text that is shown as it was written, though people may be spoken of in it.
REMARK: Final[Mapping[str, Any]] = MappingProxyType({_REMARK: True})


def personal_in(field: attrs.Attribute[Any]) -> Personal | None:
    """Return what personal data a field holds; None for a field that holds none."""
    found: Personal | None = field.metadata.get(_PERSONAL)
    return found


def is_remark(field: attrs.Attribute[Any]) -> bool:
    """Tell whether a field is a remark, in which people may be spoken of."""
    return bool(field.metadata.get(_REMARK))
