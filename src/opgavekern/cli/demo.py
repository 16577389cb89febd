"""`opgavekern demo`: an example dossier, its findings and its report, in one go."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message
from opgavekern.cli.check_text import outcome_lines
from opgavekern.cli.init import write_start
from opgavekern.cli.opening import check_dossier, open_dossier
from opgavekern.cli.outcome import Outcome
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, argument
from opgavekern.cli.report import Wish, write
from opgavekern.cli.starts import start_files
from opgavekern.cli.voice import Voice

_FOLDER: Final = "opgavekern-demo"
_ABOUT: Final = Text(
    nl=(
        "Maak een voorbeelddossier van een verzonnen gemeente, controleer het en schrijf het "
        "rapport. Staat het voorbeeld er al, dan wordt het gebruikt zoals het is."
    ),
    en=(
        "Make an example dossier of an invented municipality, check it and write the report. "
        "Where the example is there already, it is used as it is."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    folder = Text(nl="[MAP]", en="[FOLDER]")
    params = [argument("folder", metavar=folder, voice=voice, default=_FOLDER, required=False)]
    return Command("demo", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, folder: str) -> int:
    place = Path(folder)
    if not _is_there(place, voice):
        write_start("demo", place, voice.language)
    dossier, governance = open_dossier(folder, Limits())
    result = check_dossier(dossier, governance, on=None, limits=Limits())
    outcome = Outcome(dossier=dossier, governance=governance, result=result)
    path = write(dossier, governance, result, voice, Wish(), source=folder)
    language = voice.about(dossier.header.language)
    show([*outcome_lines(outcome, language), *_next(folder, path, voice)])
    return 0 if result.conclusive else outcome.exit


def _is_there(folder: Path, voice: Voice) -> bool:
    """Tell whether an earlier demo stands there, perhaps with changes that should be seen."""
    return all((folder / name).is_file() for name in start_files("demo", voice.language))


def _next(folder: str, report: Path, voice: Voice) -> list[Line]:
    language = voice.language
    wrote = message(
        "Het dossier staat in {folder}, het rapport in {report}.",
        "The dossier is in {folder}, the report in {report}.",
        folder=folder,
        report=report.as_posix(),
    )
    then = message(
        "Open het rapport in een browser. Verander daarna iets in het dossier en probeer:",
        "Open the report in a browser. Then change something in the dossier and try:",
    )
    issue = {"nl": "opgave warme-molenwijk", "en": "issue warm-molenwijk"}[language]
    where = shlex.quote(folder)
    tries = [f"check {where}", f"show {where} {issue}", f"report {where} --open", "init --help"]
    return [
        line(),
        line((wrote.text(language), "bold")),
        line(then.text(language)),
        *(line((f"opgavekern {one}", "cyan"), indent=2) for one in tries),
    ]
