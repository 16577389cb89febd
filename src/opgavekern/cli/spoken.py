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
    found = (language_at(word) for word in words)
    return next((one for one in found if one is not None), None)


def language_at(path: str) -> Language | None:
    """Return the language of the dossier in a place, or of which a file there is a part.

    None where there is no dossier, or none that can be looked into quickly.
    """
    from opgavekern.files.door import Door
    from opgavekern.files.reading import read_header
    from opgavekern.files.whereabouts import folder_around

    place = Path(path)
    try:
        return read_header(Door(folder_around(place) or place, _LIMITS)).language()
    except DossierError:
        return None
