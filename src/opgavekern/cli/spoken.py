"""The language of the dossier that a command line names, where its words are not understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language

#: A header, or a small dossier of one file; no large one is read to word a message.
_LIMITS: Final = Limits(file_bytes=100_000, workbook_bytes=1)


def language_named(arguments: Sequence[str], context: click.Context | None) -> Language | None:
    """Return the language of the first dossier that the words name; None where none is found.

    Args:
        arguments: The words as typed, the command first.
        context: Of the command; where it takes the current folder for want of another, so does
            this.
    """
    words = [one for one in arguments[1:] if one and not one.startswith("-")]
    params = context.command.params if context is not None else ()
    if any(one.name == "dossier" and not one.required for one in params):
        words.append(".")
    found = (_language_of(word) for word in words)
    return next((one for one in found if one is not None), None)


def _language_of(word: str) -> Language | None:
    from opgavekern.files.door import Door
    from opgavekern.files.reading import read_header

    try:
        return read_header(Door(Path(word), _LIMITS)).language()
    except DossierError:
        return None  # It is no dossier, or not one that can be looked into quickly.
