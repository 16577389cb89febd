"""Which fields say something about people: told once, where the field is declared.

Reprs, messages, `show`, redaction and the tables in the documentation all follow from it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.base.texts import Message, message


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


@functools.cache
def is_about_people(cls: type) -> bool:
    """Tell whether a class has a personal field; then no message quotes what was typed of it.

    A name stands in a wrong place as easily as in its own: as a record, a key, or one column off.
    """
    return attrs.has(cls) and any(personal_in(field) is not None for field in attrs.fields(cls))


def unquoted(said: Message) -> Message:
    """Return what a message says is wrong with something typed, without showing it."""
    values = {
        name: _unseen(said, name) if name in _TYPED else value
        for name, value in said.values.items()
    }
    return Message(said.template, values)


#: The names that messages have for what was typed: a value, or a name of a field or column.
_TYPED: Final = frozenset({"found", "key"})


def _unseen(said: Message, name: str) -> Message:
    if said.template.en.startswith(f"{{{name}}}"):
        return message("deze waarde", "this value")
    return message("(niet getoond)", "(not shown)")


def is_remark(field: attrs.Attribute[Any]) -> bool:
    """Tell whether a field is a remark, in which people may be spoken of."""
    return bool(field.metadata.get(_REMARK))
