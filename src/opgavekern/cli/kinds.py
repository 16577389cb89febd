"""Kinds of record as people type them: in Dutch or English, one or several, or as identifier."""

from __future__ import annotations

from opgavekern.base.near import near
from opgavekern.base.texts import LANGUAGES, Language, message, quoted
from opgavekern.cli.parts import Refusal
from opgavekern.files.vocabulary import vocabulary
from opgavekern.model import Dossier, Kind, Record, UnknownIdError, kind_named
from opgavekern.model.kinds import KINDS


def find_kind(word: str) -> Kind | None:
    """Return the kind that a word means in either language; None where it means none."""
    for language in LANGUAGES:
        if plural := vocabulary(language).kind(word):
            return kind_named(plural)
    return None


def kind_typed(word: str) -> Kind:
    """Return the kind that a word means.

    Raises:
        Refusal: It means none; says which one comes near.
    """
    found = find_kind(word)
    if found is None:
        raise no_kind(word)
    return found


def no_kind(word: str) -> Refusal:
    """Say that a word means no kind, and which one comes near."""
    said = message("er is geen soort {word}", "there is no kind {word}", word=quoted(word))
    if meant := near(word, kind_names(), most=1):
        remedy = message('Bedoelt u "{near}"?', 'Did you mean "{near}"?', near=meant[0])
    else:
        remedy = message(
            "Bijvoorbeeld: opgave, persoon, gebied, organisatie, team, besluit.",
            "For example: issue, person, area, organisation, team, decision.",
        )
    return Refusal(said, remedy=remedy)


def kind_names() -> list[str]:
    """Return what one of each kind is called in either language, as people may type it."""
    names = [kind.label.text(language) for kind in KINDS for language in LANGUAGES]
    return list(dict.fromkeys(name.replace(" ", "_") for name in names))


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
