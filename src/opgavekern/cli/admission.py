"""`opgavekern admission`: which signals may become issues, and which issues would not pass now."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import tell
from opgavekern.cli.opening import limit_option, opened
from opgavekern.cli.page import Line, Style, line, show
from opgavekern.cli.parts import Command, day_option, dossier_argument, json_option
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.steering import Admission, CandidateOutcome

_ABOUT: Final = Text(
    nl=(
        "Zeg welke signalen een opgave kunnen worden, en welke opgaven nu niet zouden worden "
        "toegelaten, volgens de criteria van de plugins.\n\n"
        "\b\n"
        "De code waarmee de opdracht eindigt:\n"
        "  0  alle criteria gaven antwoord\n"
        "  2  de opdracht is niet begrepen\n"
        "  3  het dossier is niet te lezen\n"
        "  4  een criterium gaf geen antwoord"
    ),
    en=(
        "Tell which signals may become issues, and which issues would not be admitted now, by the "
        "criteria of the plugins.\n\n"
        "\b\n"
        "The code with which the command ends:\n"
        "  0  all criteria gave an answer\n"
        "  2  the command was not understood\n"
        "  3  the dossier cannot be read\n"
        "  4  a criterion gave no answer"
    ),
)
_STYLES: Final[dict[str, Style]] = {
    "admissible": "green",
    "not_admissible": "red",
    "undecided": "yellow",
}


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "admission",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            day_option(voice),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(voice: Voice, *, dossier: str, on: date | None, as_json: bool, limits: Limits) -> int:
    from opgavekern.steering import admission

    read, governance, language = opened(dossier, limits, voice)
    with aside():
        found = admission(read, governance, on=day_asked(on, read), limits=limits)
    tell(found, _lines(found, language), as_json=as_json)
    for failure in found.failures:
        show([line((failure.text(language), "yellow"))], sys.stderr)
    return Exit.INCONCLUSIVE if found.failures else Exit.CLEAN


def _lines(found: Admission, language: Language) -> Iterator[Line]:
    yield line((found.describe(language), "bold"))
    for one in found.candidates:
        yield line()
        yield from _candidate(one, language)


def _candidate(one: CandidateOutcome, language: Language) -> Iterator[Line]:
    said = one.admittance.text(language)
    yield line(one.candidate.name, "  ", (said, _STYLES[one.admittance.value]))
    for each in (*one.lacking, *one.unknown):
        title, reason = each.title.text(language), each.judgement.reason.text(language)
        yield line((f"{each.code} {title}: ", "dim"), reason, indent=2, hang=4)
