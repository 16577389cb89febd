"""`opgavekern demo`: an example dossier, its findings and its report, in one go."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Language, Text, message, quoted
from opgavekern.cli.check_text import outcome_lines
from opgavekern.cli.init import write_start
from opgavekern.cli.opening import check_dossier, open_dossier
from opgavekern.cli.outcome import Outcome
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, Refusal, argument
from opgavekern.cli.report import Wish, write
from opgavekern.cli.starts import start_files
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.model import Dossier

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
    found = _language_of(place)
    if found is None:
        write_start("demo", place, voice.language)
    elif found != voice.about(found):
        raise _other_language(folder, found)
    dossier, governance = open_dossier(folder, Limits())
    result = check_dossier(dossier, governance, on=None, limits=Limits())
    outcome = Outcome(dossier=dossier, governance=governance, result=result)
    path = write(dossier, governance, result, voice, Wish(), source=folder)
    language = voice.about(dossier.header.language)
    show([*outcome_lines(outcome, language), *_next(folder, path, dossier, language)])
    return 0 if result.conclusive else outcome.exit


def _language_of(folder: Path) -> Language | None:
    """Return the language of an earlier demo, perhaps with changes; None where none stands."""
    for language in LANGUAGES:
        if all((folder / name).is_file() for name in start_files("demo", language)):
            return language
    return None


def _other_language(folder: str, found: Language) -> Refusal:
    words = {"nl": Text(nl="Nederlands", en="Dutch"), "en": Text(nl="Engels", en="English")}
    return Refusal(
        message(
            "in {folder} staat het voorbeeld in het {language}",
            "{folder} holds the example in {language}",
            folder=quoted(folder, most=200),
            language=words[found],
        ),
        remedy=message(
            "Noem een andere map, of laat --lang weg om dat te gebruiken.",
            "Name another folder, or leave out --lang to use that.",
        ),
    )


def _next(folder: str, report: Path, dossier: Dossier, language: Language) -> list[Line]:
    """Say what to try, in one language, with the names that the dossier is written in."""
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
    examples = {"nl": "opgave warme-molenwijk", "en": "issue warm-molenwijk"}
    issue = examples[dossier.header.language]
    where = shlex.quote(folder)
    tries = [f"check {where}", f"show {where} {issue}", f"report {where} --open", "init --help"]
    return [
        line(),
        line((wrote.text(language), "bold")),
        line(then.text(language)),
        *(line((f"opgavekern {one}", "cyan"), indent=2) for one in tries),
    ]
