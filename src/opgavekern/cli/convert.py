"""`opgavekern convert`: the same dossier as a folder, one file or a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, quoted
from opgavekern.cli.bar import Bar
from opgavekern.cli.bringing_back import bring_back
from opgavekern.cli.opening import limit_option, say_notices
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, argument, option
from opgavekern.cli.targets import is_free, refuse_among_facts, refuse_taken
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.model import Dossier

_ABOUT: Final = Text(
    nl=(
        "Zet een dossier om. Waar het heen gaat, zegt welke vorm het krijgt: een naam op .yaml, "
        ".json of .xlsx, of anders een map.\n\n"
        "Wat er al staat, blijft staan: er wordt niets overschreven zonder --replace. Het "
        "dossier krijgt de namen van --lang, of anders die van zijn eigen taal.\n\n"
        "Een werkmap die zo is gemaakt, gaat ook weer terug: dan verandert alleen wat in de "
        "werkmap gewijzigd is, en blijft de rest van de map zoals die is.\n\n"
        "\b\n"
        "  opgavekern convert mijn-dossier mijn-dossier.xlsx\n"
        "  opgavekern convert mijn-dossier.xlsx mijn-dossier"
    ),
    en=(
        "Convert a dossier. Where it goes says what form it gets: a name that ends in .yaml, "
        ".json or .xlsx, or else a folder.\n\n"
        "What is there already stays: nothing is overwritten without --replace. The dossier gets "
        "the names of --lang, or else those of its own language.\n\n"
        "A workbook made in this way can be brought back: then only what was changed in the "
        "workbook changes, and the rest of the folder stays as it is.\n\n"
        "\b\n"
        "  opgavekern convert my-dossier my-dossier.xlsx\n"
        "  opgavekern convert my-dossier.xlsx my-dossier"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "convert",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument("source", metavar=Text(nl="VAN", en="FROM"), voice=voice),
            argument("target", metavar=Text(nl="NAAR", en="TO"), voice=voice),
            option(
                voice,
                Text(nl="Overschrijf wat er al staat.", en="Overwrite what is there already."),
                "--replace",
                is_flag=True,
            ),
            limit_option(voice),
        ],
    )


def _run(voice: Voice, *, source: str, target: str, replace: bool, limits: Limits) -> int:
    from opgavekern.files import read_dossier, write_dossier

    goal = Path(target)
    _refuse_itself(Path(source), goal)
    refuse_among_facts(goal, Path(source))
    if not replace and not is_free(goal):
        if _may_come_back(Path(source), goal):
            return bring_back(voice, source, goal, limits)
        refuse_taken(goal, remedy=_CHOOSE)
    with Bar() as bar:
        dossier = read_dossier(source, limits=limits, progress=bar)
    say_notices(dossier, voice)
    language = voice.about(dossier.header.language)
    written = write_dossier(dossier, goal, language=language, replace=replace, schemas=True)
    show(line(path.as_posix()) for path in written if path.parent.name != ".schema")
    _say_what_stays_behind(dossier, source, language, is_folder=goal.is_dir())
    return 0


def _say_what_stays_behind(
    dossier: Dossier, source: str, language: Language, *, is_folder: bool
) -> None:
    """Say that comments in YAML, and rules where no folder was written, do not come along."""
    from opgavekern.files.comments import comments_in

    if dossier.locations.rules is not None and not is_folder:
        said = message(
            "Let op: de eigen regels van het dossier gaan niet mee in één bestand; in {source} "
            "blijven ze staan.",
            "Mind: the dossier's own rules do not come along in one file; in {source} they stay.",
            source=source,
        )
        show([line((said.text(language), "yellow"))], sys.stderr)
    if count := comments_in(dossier):
        said = message(
            "Let op: opmerkingen achter # ({count}) gaan niet mee; in {source} blijven ze staan.",
            "Mind: comments after # ({count}) do not come along; in {source} they stay.",
            count=count,
            source=source,
        )
        show([line((said.text(language), "yellow"))], sys.stderr)


def _refuse_itself(source: Path, goal: Path) -> None:
    if goal.exists() and source.exists() and goal.samefile(source):
        raise Refusal(
            message(
                "{path} kan niet in zichzelf worden omgezet",
                "{path} cannot be converted into itself",
                path=quoted(str(goal), most=200),
            ),
            remedy=message("Kies een andere naam.", "Choose another name."),
        )


def _may_come_back(source: Path, goal: Path) -> bool:
    """Tell whether this may be a workbook on its way back to its dossier in text files."""
    if not _is_workbook(source) or not source.is_file() or _is_workbook(goal):
        return False
    if not goal.is_dir():
        return goal.is_file()
    return any(one.stem.casefold() == "dossier" for one in goal.iterdir())


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"


_CHOOSE: Final = message(
    "Kies een andere naam, of overschrijf het met --replace.",
    "Choose another name, or overwrite it with --replace.",
)
