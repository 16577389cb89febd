"""`opgavekern diff`: what changed between two dossiers, by issue."""

from __future__ import annotations

import sys
from datetime import date
from typing import Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Text
from opgavekern.cli.comparison import compare_with
from opgavekern.cli.diff_json import plain_comparison
from opgavekern.cli.diff_text import comparison_lines
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import check_dossier, limit_option, open_dossier, say_notices
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Day, argument, json_option, names_option, option, paths
from opgavekern.cli.voice import Voice

_ABOUT: Final = Text(
    nl=(
        "Zeg wat er veranderd is tussen twee dossiers, per opgave: fase, wie erbij kwam en wie "
        "vertrok, geld, uren, en wat de controle nu wel of niet meer vindt.\n\n"
        "OUD en NIEUW zijn een map, een YAML- of JSON-bestand, een werkmap, of REVISIE:PAD zoals "
        "git dat schrijft: een pad vanaf de bovenste map van de repository, of vanaf hier met "
        "./ ervoor. Zonder NIEUW is het de map waarin u staat.\n\n"
        "\b\n"
        "  opgavekern diff dossier-juni.xlsx mijn-dossier\n"
        "  opgavekern diff HEAD~1:./mijn-dossier mijn-dossier\n\n"
        "\b\n"
        "De code waarmee de opdracht eindigt:\n"
        "  0  er is vergeleken, ook als er verschillen zijn\n"
        "  1  er zijn verschillen, en --exit-code is gegeven\n"
        "  2  de opdracht is niet begrepen\n"
        "  3  een van de twee is niet te lezen\n"
        "  4  een regel gaf geen antwoord, dus niet alle bevindingen zijn vergeleken"
    ),
    en=(
        "Tell what changed between two dossiers, by issue: phase, who came and who left, money, "
        "hours, and what checking finds now or no longer finds.\n\n"
        "OLD and NEW are a folder, a YAML or JSON file, a workbook, or REVISION:PATH as git "
        "writes it: a path from the top of the repository, or from here where it begins with "
        "./. Without NEW it is the current folder.\n\n"
        "\b\n"
        "  opgavekern diff dossier-june.xlsx my-dossier\n"
        "  opgavekern diff HEAD~1:./my-dossier my-dossier\n\n"
        "\b\n"
        "The code with which the command ends:\n"
        "  0  they were compared, also where they differ\n"
        "  1  they differ, and --exit-code was given\n"
        "  2  the command was not understood\n"
        "  3  one of the two cannot be read\n"
        "  4  a rule gave no answer, so not all findings were compared"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "diff",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument("old", metavar=Text(nl="OUD", en="OLD"), voice=voice, shell_complete=paths),
            argument(
                "new",
                metavar=Text(nl="[NIEUW]", en="[NEW]"),
                voice=voice,
                default=".",
                required=False,
                shell_complete=paths,
            ),
            option(
                voice,
                Text(
                    nl="De dag waarop beide worden bekeken; anders elk op de eigen peildatum.",
                    en="The day on which to look at both; otherwise each on its own day.",
                ),
                "--on",
                type=Day(voice),
            ),
            option(
                voice,
                Text(
                    nl="De dag waarop OUD wordt bekeken, als dat een andere is.",
                    en="The day on which to look at OLD, where that is another.",
                ),
                "--old-on",
                type=Day(voice),
            ),
            names_option(voice),
            json_option(voice),
            option(
                voice,
                Text(
                    nl="Eindig met code 1 als er verschillen zijn.",
                    en="End with code 1 where they differ.",
                ),
                "--exit-code",
                is_flag=True,
            ),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    old: str,
    new: str,
    on: date | None,
    old_on: date | None,
    names: bool,
    as_json: bool,
    exit_code: bool,
    limits: Limits,
) -> int:
    before, _ = open_dossier(old, limits)
    after, governance = open_dossier(new, limits)
    for one in (before, after):
        say_notices(one, voice)
    result = check_dossier(after, governance, on=on, limits=limits)
    found = compare_with(
        before,
        after,
        governance,
        result,
        names=names,
        personal=names,
        limits=limits,
        old_on=old_on or on,
    )
    language = voice.about(after.header.language)
    if as_json:
        write_json(plain_comparison(found, old=(old, before), new=(new, after)))
    else:
        show(comparison_lines(found, after.header.name, language))
    if found.rules_not_compared:
        said = Text(
            nl="Let op: niet alle regels gaven antwoord; hun bevindingen zijn niet vergeleken.",
            en="Mind: not all rules gave an answer; their findings were not compared.",
        )
        show([line(said.text(language))], sys.stderr)
        return Exit.INCONCLUSIVE
    return Exit.FINDINGS if exit_code and found else Exit.CLEAN
