"""`opgavekern handbook`: how work is done here, written from what is in force."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, quoted
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import (
    check_dossier,
    limit_option,
    note_refused,
    open_dossier,
    say_notices,
)
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import (
    Command,
    OneOf,
    Refusal,
    day_option,
    dossier_argument,
    json_option,
    option,
)
from opgavekern.cli.streams import aside
from opgavekern.cli.targets import beside, refuse_among_facts, refuse_no_folder, refuse_to_lose
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.handbook import HandbookFormat

#: By this the command knows its own work again, so that it overwrites nothing else.
_OURS: Final = re.compile(
    rb'<meta name="generator" content="opgavekern handbook"|\A<!-- opgavekern handbook -->'
)
_ENDINGS: Final = {"html": (".html", ".htm"), "markdown": (".md", ".markdown")}

_ABOUT: Final = Text(
    nl=(
        "Schrijf het handboek: hoe deze gemeente aan opgaven werkt, uit wat op een dag van kracht "
        "is. Wat een opgave is, de werkwijze stap voor stap, waar wijken staan, rollen, organen en "
        "het jaar, en de regels met hun grondslag.\n\n"
        "Wat het wordt volgt uit de naam: handboek.html is één pagina voor elke browser, "
        "handboek.md is tekst om in een wiki of tekstverwerker verder te gebruiken. Met --json "
        "komt de inhoud op het scherm, met wat elke passage aanhaalt.\n\n"
        "\b\n"
        "  opgavekern handbook mijn-dossier --out handboek.html\n"
        "  opgavekern handbook mijn-dossier --out handboek.md --on 2027-01-01"
    ),
    en=(
        "Write the handbook: how this municipality works on issues, from what is in force on a "
        "day. What an issue is, the way of working step by step, where districts stand, roles, "
        "bodies and the year, and the rules with their basis.\n\n"
        "What it becomes follows from the name: handbook.html is one page for any browser, "
        "handbook.md is text to go on with in a wiki or word processor. With --json the contents "
        "come on the screen, with what each passage cites.\n\n"
        "\b\n"
        "  opgavekern handbook my-dossier --out handbook.html\n"
        "  opgavekern handbook my-dossier --out handbook.md --on 2027-01-01"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    words = {name: Text(nl=name, en=name) for name in _ENDINGS}
    return Command(
        "handbook",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            option(
                voice,
                Text(
                    nl="Waar het komt; anders handboek.html, in de map waarin u staat.",
                    en="Where it goes; otherwise handbook.html, in the current folder.",
                ),
                "--out",
                metavar=Text(nl="BESTAND", en="FILE").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="Wat het wordt; anders wat de naam zegt.",
                    en="What it becomes; otherwise what the name says.",
                ),
                "--format",
                "form",
                type=OneOf(words, voice),
            ),
            day_option(voice),
            option(
                voice,
                Text(nl="Toon namen van mensen.", en="Show names of people."),
                "--names",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Overschrijf ook een bestand dat geen handboek is.",
                    en="Overwrite even a file that is no handbook.",
                ),
                "--force",
                is_flag=True,
            ),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    dossier: str,
    out: str | None,
    form: str | None,
    on: date | None,
    names: bool,
    force: bool,
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.base.converting import unstructure
    from opgavekern.handbook import make_handbook, write_handbook

    goal = _goal(dossier, out, form, voice.language, force=force) if out or not as_json else None
    found, governance = open_dossier(dossier, limits, refused=note_refused)
    say_notices(found, voice)
    language = voice.about(found.header.language)
    result = check_dossier(found, governance, on=day_asked(on, found), limits=limits)
    with aside():
        made = make_handbook(
            found, governance, language=language, names=names, result=result, limits=limits
        )
        if goal is not None:
            write_handbook(made, path=goal[0], format=goal[1])
    if as_json:
        write_json({"format": 1, **unstructure(made)})
    elif goal is not None:
        show([line(goal[0].as_posix())])
    refused = [one for plugin in governance.plugins for one in plugin.refused]
    if result.conclusive and not refused:
        return Exit.CLEAN
    show(_silent(language), sys.stderr)
    return Exit.INCONCLUSIVE


def _silent(language: Language) -> Iterator[Line]:
    said = Text(
        nl="Let op: een plugin kon niet alles vertellen; de Verantwoording zegt wat.",
        en="Mind: a plugin could not tell all; the handbook says what, in its colophon.",
    )
    yield line(said.text(language))


def _goal(
    dossier: str, out: str | None, form: str | None, language: Language, *, force: bool
) -> tuple[Path, HandbookFormat]:
    """Return where the handbook goes and as what, once it is sure that nothing is lost.

    Raises:
        Refusal: A file stands there that is not ours, or its name says nothing of a format.
    """
    from opgavekern.handbook import HandbookFormat

    refuse_no_folder(out or "")
    path = Path(out) if out else beside(Path(dossier)) / _name(form, language)
    if path.is_dir():
        path /= _name(form, language)
    wanted = form or _form_of(path)
    refuse_among_facts(path, Path(dossier))
    if not force:
        refuse_to_lose(path, _OURS, message("handboek", "handbook"))
    return path, HandbookFormat[wanted.upper()]


def _name(form: str | None, language: Language) -> str:
    stem = Text(nl="handboek", en="handbook").text(language)
    return f"{stem}{_ENDINGS[form or 'html'][0]}"


def _form_of(path: Path) -> str:
    """Return what the name of a file says that it is.

    Raises:
        Refusal: It says nothing that a handbook can be.
    """
    ending = path.suffix.casefold()
    for form, endings in _ENDINGS.items():
        if ending in endings:
            return form
    raise Refusal(
        message(
            "een handboek is een webpagina of Markdown; {path} zegt niet welke van de twee",
            "a handbook is a web page or Markdown; {path} does not say which of the two",
            path=quoted(path.as_posix(), most=200),
        ),
        remedy=message(
            "Laat de naam eindigen op .html of .md, of kies met --format.",
            "Let the name end in .html or .md, or choose with --format.",
        ),
    )
