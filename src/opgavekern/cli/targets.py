"""Where commands write: never over what is there, and never among the files of a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from opgavekern.base.texts import Message, message, quoted
from opgavekern.cli.parts import Refusal

_NEW_NAME: Final = message("Kies een andere naam.", "Choose another name.")
_OUTSIDE: Final = message("Kies een plek buiten die map.", "Choose a place outside that folder.")


def is_free(goal: Path) -> bool:
    """Tell whether nothing stands in a place, or a folder with nothing in it."""
    return not goal.exists() or (goal.is_dir() and not any(goal.iterdir()))


def refuse_taken(goal: Path, *, remedy: Message = _NEW_NAME) -> None:
    """Stop before anything is read where something would be overwritten.

    Raises:
        Refusal: Something stands there.
    """
    if not is_free(goal):
        raise Refusal(
            message(
                "{path} bestaat al en blijft zoals het is",
                "{path} exists and stays as it is",
                path=quoted(goal.as_posix(), most=200),
            ),
            remedy=remedy,
        )


def refuse_among_facts(goal: Path, dossier: Path, *, remedy: Message = _OUTSIDE) -> None:
    """Keep a file or folder out of the folder of a dossier, which would not read again.

    Raises:
        Refusal: It would lie in there.
    """
    try:
        is_inside = dossier.is_dir() and dossier.resolve() in goal.resolve().parents
    except (OSError, RuntimeError):  # a link to itself, which reading or writing will tell
        return
    if is_inside:
        raise Refusal(
            message(
                "{path} ligt in de map van het dossier, waar alleen gegevens horen",
                "{path} lies in the folder of the dossier, which is for facts only",
                path=quoted(goal.as_posix(), most=200),
            ),
            remedy=remedy,
        )
