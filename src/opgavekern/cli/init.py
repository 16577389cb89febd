"""`opgavekern init`: a new dossier with explanations in its files, which checks green."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, argument
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.base.texts import Language

_ABOUT: Final = Text(
    nl=(
        "Begin een nieuw dossier in een lege map. In elk bestand staat uitgelegd wat er kan "
        "staan. Met --lang kiest u de taal van de bestanden."
    ),
    en=(
        "Start a new dossier in an empty folder. Each file explains what may stand in it. With "
        "--lang you choose the language of the files."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    folder = Text(nl="MAP", en="FOLDER")
    params = [argument("folder", metavar=folder, voice=voice)]
    return Command("init", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, folder: str) -> int:
    from opgavekern.cli.schema import write_schemas

    written = write_start("init", Path(folder), voice.language)
    write_schemas(Path(folder), voice.language)
    next_steps = message(
        "Het dossier staat klaar. Pas de bestanden aan, en controleer het met:",
        "The dossier is ready. Change the files, and check it with:",
    )
    show(
        [
            *(line(path.as_posix()) for path in written),
            line(),
            line(next_steps.text(voice.language)),
            line((f"opgavekern check {shlex.quote(folder)}", "bold"), indent=2),
        ]
    )
    return 0


def write_start(name: str, folder: Path, language: Language) -> list[Path]:
    """Write the files of a start into a folder that is empty or not there yet, and return them.

    Raises:
        Refusal: There is something in the folder, which stays as it is, or the name is a file's.
    """
    from opgavekern.cli.starts import start_files
    from opgavekern.files.atomic import write_all_atomically

    refuse_what_is_there(folder)
    files = {folder / name: data for name, data in start_files(name, language).items()}
    folder.mkdir(parents=True, exist_ok=True)
    write_all_atomically(files)
    return list(files)


def refuse_what_is_there(folder: Path) -> None:
    """Refuse a place for a new folder where something stands, or whose name is a file's.

    Raises:
        Refusal: It cannot be used; what is there stays as it is.
    """
    from opgavekern.files.writing_fresh import is_named_as_file

    shown = quoted(folder.as_posix(), most=200)
    if folder.exists() and not folder.is_dir():
        raise _taken(message("{path} is geen map", "{path} is not a folder", path=shown))
    if is_named_as_file(folder):
        raise _taken(
            message("{path} heet als een bestand", "{path} is named as a file", path=shown)
        )
    if folder.exists() and any(folder.iterdir()):
        raise _taken(message("{path} is niet leeg", "{path} is not empty", path=shown))


def _taken(said: Message) -> Refusal:
    remedy = message(
        "Kies een map die leeg is of nog niet bestaat.",
        "Choose a folder that is empty or not there yet.",
    )
    return Refusal(said, remedy=remedy)
