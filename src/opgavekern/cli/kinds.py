"""Kinds and ids as people type them, and what is said when there is no such thing."""

from __future__ import annotations

from opgavekern.base.texts import Language, message
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
    refuse_withheld(dossier, kind, language)
    try:
        found: Record = dossier.of_kind(kind.plural)[id]
    except UnknownIdError as error:
        raise Refusal(error.message, language=language) from None
    return found


def refuse_withheld(dossier: Dossier, kind: Kind, language: Language) -> None:
    """Stop where a kind is asked for that the dossier withholds.

    Raises:
        Refusal: It does; unknown is not none.
    """
    if kind in dossier.withheld:
        raise Refusal(
            message(
                "{kinds}: achtergehouden in dit dossier, dus onbekend",
                "{kinds}: withheld in this dossier, so not known",
                kinds=kind.plural_label,
            ),
            remedy=message(
                "Vraag wie het deelde, of open het volledige dossier.",
                "Ask whoever shared it, or open the whole dossier.",
            ),
            language=language,
        )
