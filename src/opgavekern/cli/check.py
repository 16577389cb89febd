"""`opgavekern check`: what is wrong or missing, for people, programs and services that build."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.errors import DossierError, OpgavekernError, PluginError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message
from opgavekern.cli.check_github import github_lines
from opgavekern.cli.check_json import plain_outcome
from opgavekern.cli.check_text import outcome_lines, problem_lines
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import (
    STDIN,
    check_dossier,
    limit_option,
    note_refused,
    open_dossier,
    open_stdin,
    say_each,
    say_idle,
    say_notices,
)
from opgavekern.cli.outcome import FAIL_ON, Outcome
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import (
    Command,
    Day,
    OneOf,
    Refusal,
    Seconds,
    dossier_argument,
    option,
    paths,
)
from opgavekern.cli.spoken import language_at
from opgavekern.cli.streams import aside
from opgavekern.cli.voice import Voice
from opgavekern.cli.watching import begin_round, end_round

_ABOUT: Final = Text(
    nl=(
        "Controleer een dossier: een map, één YAML- of JSON-bestand, een werkmap, of - voor "
        "standaardinvoer.\n\n"
        "Bevindingen staan per opgave bij elkaar, met de regel, de plek in de bestanden en wat "
        "u kunt doen.\n\n"
        "\b\n"
        "De code waarmee de opdracht eindigt:\n"
        "  0  alles is gecontroleerd, niets weegt zo zwaar als --fail-on\n"
        "  1  er is iets dat zo zwaar weegt\n"
        "  2  de opdracht is niet begrepen\n"
        "  3  het dossier is niet te lezen\n"
        "  4  niet alles kon worden gecontroleerd, of een plugin faalt\n"
        "  5  een fout in opgavekern zelf"
    ),
    en=(
        "Check a dossier: a folder, one YAML or JSON file, a workbook, or - for standard "
        "input.\n\n"
        "Findings stand together by issue, with the rule, the place in the files and what you "
        "can do.\n\n"
        "\b\n"
        "The code with which the command ends:\n"
        "  0  all was checked, nothing weighs as much as --fail-on\n"
        "  1  something does\n"
        "  2  the command was not understood\n"
        "  3  the dossier cannot be read\n"
        "  4  not all could be checked, or a plugin fails\n"
        "  5  a fault in opgavekern itself"
    ),
)

_FORMATS: Final = {
    "text": Text(nl="tekst", en="text"),
    "json": Text(nl="json", en="json"),
    "github": Text(nl="github", en="github"),
}


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "check",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            option(
                voice,
                Text(
                    nl="De dag waarop gecontroleerd wordt; anders de peildatum van het dossier.",
                    en="The day to check on; otherwise the dossier's own.",
                ),
                "--on",
                type=Day(voice),
            ),
            option(
                voice,
                Text(
                    nl="Vanaf welke zwaarte de code 1 is; zonder deze optie blokkerend.",
                    en="From which severity the code is 1; blocking without this option.",
                ),
                "--fail-on",
                type=OneOf(FAIL_ON, voice),
                default="blocking",
            ),
            option(
                voice,
                Text(
                    nl="Voor mensen, voor programma's, of als aantekeningen bij GitHub Actions.",
                    en="For people, for programs, or as annotations of GitHub Actions.",
                ),
                "--format",
                "form",
                type=OneOf(_FORMATS, voice),
                default="text",
            ),
            option(
                voice,
                Text(nl="Hetzelfde als --format json.", en="The same as --format json."),
                "--json",
                "as_json",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Hoe standaardinvoer heet in meldingen; .json of .yaml zegt wat het is.",
                    en="What standard input is called in messages; .json or .yaml says what it is.",
                ),
                "--stdin-name",
                metavar=Text(nl="NAAM", en="NAME").text(voice.language),
                default="",
            ),
            option(
                voice,
                Text(
                    nl="Controleer opnieuw zodra er een bestand verandert; stop met Ctrl-C.",
                    en="Check again as soon as a file changes; stop with Ctrl-C.",
                ),
                "--watch",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Zeg wat er nieuw en weg is sinds een eerdere controle, en waardoor; een "
                    "bestand dat check --json schreef.",
                    en="Say what is new and gone since an earlier check, and why; a file that "
                    "check --json wrote.",
                ),
                "--against",
                metavar=Text(nl="BESTAND", en="FILE").text(voice.language),
                shell_complete=paths,
            ),
            option(
                voice,
                Text(
                    nl="Het dossier van die eerdere controle, om ook de gegevens na te gaan.",
                    en="The dossier of that earlier check, to look into the facts as well.",
                ),
                "--before",
                metavar="DOSSIER",
                shell_complete=paths,
            ),
            option(
                voice,
                Text(
                    nl="Breek een regel af die langer duurt; elke plugin draait dan in een eigen "
                    "proces.",
                    en="End a rule that takes longer; each plugin then runs in a process of its "
                    "own.",
                ),
                "--time-limit",
                type=Seconds(voice),
            ),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    dossier: str,
    on: date | None,
    fail_on: str,
    form: str,
    as_json: bool,
    stdin_name: str,
    watch: bool,
    against: str | None,
    before: str | None,
    time_limit: float | None,
    limits: Limits,
) -> int:
    if before is not None and against is None:
        raise Refusal(_ONLY_AGAINST)
    if watch:
        if dossier == STDIN or as_json or form != "text" or against is not None:
            raise Refusal(_ONLY_FOR_PEOPLE)
        return _watch(voice, dossier, on=on, fail_on=fail_on, time_limit=time_limit, limits=limits)
    outcome = _outcome(dossier, on=on, stdin_name=stdin_name, time_limit=time_limit, limits=limits)
    outcome = attrs.evolve(outcome, fail_on=fail_on)
    if against is not None:
        outcome = _held(outcome, against, before, limits, time_limit)
    language = voice.about(outcome.language or voice.language)
    if as_json or form == "json":
        write_json(plain_outcome(outcome))
    elif form == "github":
        sys.stdout.writelines(f"{one}\n" for one in github_lines(outcome, language))
    else:
        _show(outcome, voice, language)
    return outcome.exit


def _watch(
    voice: Voice,
    path: str,
    *,
    on: date | None,
    fail_on: str,
    time_limit: float | None,
    limits: Limits,
) -> int:
    """Check whenever something changes, until Ctrl-C; what cannot be read now may be, later."""
    from opgavekern.files.watching import next_state, state_of

    if not Path(path).exists():  # A folder may be replaced later, but a name may be mistyped now.
        outcome = _outcome(path, on=on, stdin_name="", time_limit=time_limit, limits=limits)
        _show(outcome, voice, voice.language)
        return outcome.exit
    while True:
        seen = state_of(path)
        outcome = _outcome(path, on=on, stdin_name="", time_limit=time_limit, limits=limits)
        outcome = attrs.evolve(outcome, fail_on=fail_on)
        language = voice.about(outcome.language or voice.language)
        begin_round(path)
        if outcome.refusal is not None:
            show(line(one) for one in outcome.refusal.text(language).split("\n"))
        else:
            _show(outcome, voice, language)
        end_round(language)
        next_state(path, seen)


_ONLY_FOR_PEOPLE: Final = message(
    "--watch toont bevindingen aan mensen, van bestanden; zonder --json, --format, --against en -",
    "--watch shows findings to people, about files; without --json, --format, --against and -",
)
#: Seconds, where no time limit is asked for.
_NO_MATTER: Final = 60.0
_ONLY_AGAINST: Final = message(
    "--before is het dossier bij --against; geef ook de uitkomst van die controle",
    "--before is the dossier that goes with --against; give the outcome of that check as well",
)


def _held(
    outcome: Outcome, against: str, before: str | None, limits: Limits, time_limit: float | None
) -> Outcome:
    """Hold what was found against the outcome of an earlier check."""
    if outcome.dossier is None or outcome.governance is None or outcome.result is None:
        return outcome
    from opgavekern.governance import check_against, read_receipt

    try:
        earlier = (
            open_dossier(before, limits, refused=note_refused)[0] if before is not None else None
        )
        receipt = read_receipt(against, limits=limits)
        with aside():
            found = check_against(
                outcome.dossier,
                outcome.governance,
                receipt,
                result=outcome.result,
                before=earlier,
                limits=limits,
                isolate=None if time_limit is None else "process",
                time_limit=time_limit or _NO_MATTER,
            )
    except DossierError as error:
        return Outcome(
            problems=error.problems, told=error.notices, spoken=error.language or outcome.language
        )
    except OpgavekernError as error:
        error.language = error.language or outcome.language
        raise
    return attrs.evolve(outcome, against=found)


def _outcome(
    path: str, *, on: date | None, stdin_name: str, time_limit: float | None, limits: Limits
) -> Outcome:
    """Read and check; what cannot be read or activated is an outcome too."""
    try:
        if path == STDIN:
            dossier, governance = open_stdin(stdin_name, limits, refused=note_refused)
        else:
            dossier, governance = open_dossier(path, limits, refused=note_refused)
        result = check_dossier(dossier, governance, on=on, limits=limits, time_limit=time_limit)
    except DossierError as error:
        spoken = error.language or language_at(path)
        return Outcome(problems=error.problems, told=error.notices, spoken=spoken)
    except PluginError as error:
        return Outcome(refusal=error, spoken=error.language)
    return Outcome(dossier=dossier, governance=governance, result=result)


def _show(outcome: Outcome, voice: Voice, language: Language) -> None:
    if outcome.refusal is not None:
        raise outcome.refusal
    if outcome.problems:
        say_each(outcome.notices, language)
        show(problem_lines(outcome.problems, language))
    else:
        if outcome.dossier is not None:
            say_notices(outcome.dossier, voice)
            if outcome.governance is not None:
                say_idle(outcome.dossier, outcome.governance, voice)
        show(outcome_lines(outcome, language))
