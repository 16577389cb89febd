"""Kinds and ids as people type them, and what is said when there is no such thing."""

from __future__ import annotations

from opgavekern.base.texts import Language
from opgavekern.cli.parts import Refusal
from opgavekern.model import Dossier, Kind, Record, UnknownIdError, UnknownKindError, kind_called


def find_kind(word: str) -> Kind | None:
    """Return the kind that a word means in either language; None where it means none."""
    try:
        return kind_called(word)
    except UnknownKindError:
        return None


def kind_typed(word: str) -> Kind:
    """Return the kind that a word means.

    Raises:
        Refusal: It means none; says which one comes near.
    """
    try:
        return kind_called(word)
    except UnknownKindError as error:
        raise Refusal(error.message, remedy=error.remedy) from None


def record_of(dossier: Dossier, kind: Kind, id: str, language: Language) -> Record:
    """Return the record that was asked for.

    Raises:
        Refusal: There is none; says which id comes near, in the language of the dossier.
    """
    try:
        found: Record = dossier.of_kind(kind.plural)[id]
    except UnknownIdError as error:
        raise Refusal(error.message, language=language) from None
    return found
