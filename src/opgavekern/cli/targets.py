"""Where commands write: never over what is there, among the facts, or by a name that misleads."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from opgavekern.base.texts import Message, message, quoted
from opgavekern.cli.parts import Refusal

_NEW_NAME: Final = message("Kies een andere naam.", "Choose another name.")
_OUTSIDE: Final = message("Kies een plek buiten die map.", "Choose a place outside that folder.")


#: So much of a file is read to know whose it is.
_FIRST_BYTES: Final = 8192
#: What makes a folder a dossier's.
_HEADERS: Final = ("dossier.yaml", "dossier.yml", "dossier.json")


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


def refuse_among_facts(goal: Path, dossier: Path | None, *, remedy: Message = _OUTSIDE) -> None:
    """Keep a file or folder out of the folder of a dossier, which would not read again.

    Args:
        goal: Where it would go.
        dossier: The dossier that it is about; None where that is none, or is no place on disk,
            so that the folder of any dossier counts.
        remedy: What to do.

    Raises:
        Refusal: It would lie in there.
    """
    try:
        above = goal.resolve().parents
        if dossier is not None:
            is_inside = dossier.is_dir() and dossier.resolve() in above
        else:
            is_inside = any((folder / name).is_file() for folder in above for name in _HEADERS)
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


def beside(dossier: Path) -> Path:
    """Return the current folder, or the one above it where that is the dossier itself."""
    return Path("..") if dossier.is_dir() and dossier.samefile(".") else Path()


def refuse_to_lose(goal: Path, ours: re.Pattern[bytes], what: Message) -> None:
    """Keep a file that no run of the same command made.

    Args:
        goal: Where something would be written.
        ours: What the beginning of such a file has that the command made.
        what: What the command makes.

    Raises:
        Refusal: Something else stands there.
    """
    if not goal.exists():
        return
    with goal.open("rb") as stream:
        if ours.search(stream.read(_FIRST_BYTES)):
            return
    raise Refusal(
        message(
            "{path} bestaat al, en is geen {what} van opgavekern",
            "{path} exists, and is no {what} of opgavekern",
            path=quoted(goal.as_posix(), most=200),
            what=what,
        ),
        remedy=message(
            "Kies een andere naam met --out, of overschrijf het met --force.",
            "Choose another name with --out, or overwrite it with --force.",
        ),
    )


def refuse_no_folder(typed: str) -> None:
    """Stop where a name ends as that of a folder does, and no folder is there.

    Raises:
        Refusal: There is none.
    """
    if typed.endswith(("/", os.sep)) and not Path(typed).is_dir():
        raise Refusal(
            message(
                "de map {path} bestaat niet",
                "the folder {path} does not exist",
                path=quoted(Path(typed).as_posix(), most=200),
            ),
            remedy=message("Maak de map eerst aan.", "Make the folder first."),
        )


def refuse_no_page(goal: Path) -> None:
    """Stop where a report would get a name that other programs do not open as a page.

    Raises:
        Refusal: The name does not end in `.html`.
    """
    ending = goal.suffix.casefold()
    if ending in {".html", ".htm"}:
        return
    is_stream = not goal.name.strip("-") or Path("/dev") in goal.parents
    name = quoted("rapport.html" if is_stream else goal.with_suffix(".html").as_posix(), most=200)
    remedy = message("Noem het {name}.", "Call it {name}.", name=name)
    if ending == ".pdf":
        remedy = message(
            "Noem het {name}, open het in de browser, en druk het daar af als PDF.",
            "Call it {name}, open it in the browser, and print it as PDF from there.",
            name=name,
        )
    raise Refusal(
        message(
            "een rapport is een webpagina; {path} eindigt niet op .html",
            "a report is a web page; {path} does not end in .html",
            path=quoted(goal.as_posix(), most=200),
        ),
        remedy=remedy,
    )
