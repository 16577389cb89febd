"""What a report says where it cannot tell, since the dossier withholds what that takes.

Whatever reads records that are withheld raises an error: so no page can say *none* of what is
unknown. Here the error becomes a page, or a section, that says which records were withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import Kind, WithheldError, kind_named
from opgavekern.report.blocks import Page, Paragraph, Sayable, Section, Tone

_TITLE: Final = Text(nl="Achtergehouden", en="Withheld")


def page_or_withheld(anchor: str, title: Sayable, make: Callable[[], Page]) -> Page:
    """Make a page, or the one that says in its place why it cannot be made."""
    try:
        return make()
    except WithheldError as error:
        block = Paragraph(_words([error]), Tone.NOTE)
        return Page(anchor=anchor, title=title, blocks=(block,), is_withheld=True)


def sections_or_withheld(makes: Iterable[Callable[[], Section]], place: str) -> tuple[Section, ...]:
    """Make sections; after them one that says which could not be made, if any."""
    made: list[Section] = []
    refused: list[WithheldError] = []
    for make in makes:
        try:
            made.append(make())
        except WithheldError as error:
            refused.append(error)
    if refused:
        blocks = (Paragraph(_words(refused), Tone.NOTE),)
        made.append(Section(anchor=f"{place}:withheld", title=_TITLE, blocks=blocks))
    return tuple(made)


def withheld_in(kinds: Iterable[Kind]) -> Message | None:
    """Say what a dossier withholds; None where it withholds nothing."""
    names = tuple(kind.plural_label for kind in kinds)
    if not names:
        return None
    return message(
        "Achtergehouden, dus onbekend: {kinds}.", "Withheld, so not known: {kinds}.", kinds=names
    )


def _words(refused: Iterable[WithheldError]) -> Message:
    plurals = dict.fromkeys(error.kind for error in refused)
    kinds = tuple(kind.plural_label for one in plurals if (kind := kind_named(one)) is not None)
    return message(
        "Wat hier zou staan is onbekend, want dit dossier houdt gegevens achter: {kinds}.",
        "What would stand here is not known, since this dossier withholds records: {kinds}.",
        kinds=kinds,
    )
