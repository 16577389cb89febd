"""`opgavekern gates`: which issues may go on to their next status, and what keeps the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import tell
from opgavekern.cli.opening import limit_option, opened
from opgavekern.cli.page import Line, Style, line
from opgavekern.cli.parts import Command, day_option, dossier_argument, json_option, option
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.delivery import Gate, Gates
    from opgavekern.governance import Governance

_ABOUT: Final = Text(
    nl=(
        "Zeg welke opgaven door kunnen naar de volgende status van hun levensloop, en wat de "
        "andere nog tegenhoudt. Er verandert niets door het te vragen.\n\n"
        "\b\n"
        "De code waarmee de opdracht eindigt:\n"
        "  0  alle regels gaven antwoord\n"
        "  2  de opdracht is niet begrepen\n"
        "  3  het dossier is niet te lezen\n"
        "  4  een regel gaf geen antwoord"
    ),
    en=(
        "Tell which issues may go on to the next status of their lifecycle, and what still keeps "
        "the others. Asking changes nothing.\n\n"
        "\b\n"
        "The code with which the command ends:\n"
        "  0  all rules gave an answer\n"
        "  2  the command was not understood\n"
        "  3  the dossier cannot be read\n"
        "  4  a rule gave no answer"
    ),
)

_OUT_OF_THE_GATE: Final = message(
    "Noem bij deze poort een regel die er nog is, of haal de code daar weg.",
    "Name a rule at this gate that is still there, or take the code out of it.",
)
_CHECK_TELLS: Final = message("opgavekern check zegt waarom.", "opgavekern check tells why.")


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "gates",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            option(
                voice,
                Text(
                    nl="De id van één opgave; anders alle opgaven.",
                    en="The id of one issue; otherwise all issues.",
                ),
                "--issue",
                metavar="ID",
            ),
            day_option(voice),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    dossier: str,
    issue: str | None,
    on: date | None,
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.cli.kinds import record_of
    from opgavekern.delivery import gates
    from opgavekern.model import IssueId, kind_called

    read, governance, language = opened(dossier, limits, voice)
    if issue is not None:
        record_of(read, kind_called("issue"), issue, language)
    with aside():
        found = gates(
            read,
            governance,
            issue=IssueId(issue) if issue is not None else None,
            on=day_asked(on, read),
            limits=limits,
        )
    tell(found, _lines(found, governance, language), as_json=as_json)
    silent = any(one.unanswered for one in found.gates)
    return Exit.INCONCLUSIVE if silent else Exit.CLEAN


def _lines(found: Gates, governance: Governance, language: Language) -> Iterator[Line]:
    head, *_each = found.describe(language).split("\n")
    yield line((head, "bold"))
    for gate in found.gates:
        yield line()
        yield from _gate(gate, governance, language)


def _gate(gate: Gate, governance: Governance, language: Language) -> Iterator[Line]:
    style, said = _standing(gate)
    yield line(gate.issue.name, "  ", (said.text(language), style))
    for finding in gate.findings:
        found = finding.message.text(language)
        yield line((f"{finding.code} ", "dim"), found, indent=2, hang=4)
        yield line(("→ ", "green"), finding.advice.text(language), indent=4, hang=6)
    for code in gate.unanswered:
        silent, why = _why_silent(code, governance)
        yield line((silent.text(language), "yellow"), indent=2)
        yield line(("→ ", "green"), why.text(language), indent=4, hang=6)


def _why_silent(code: str, governance: Governance) -> tuple[Message, Message]:
    """Say why a rule of a gate gave no answer, and what to do."""
    codes = [one.code for one in governance.rules]
    if code in codes:
        return message("{code} gaf geen antwoord", "{code} gave no answer", code=code), _CHECK_TELLS
    if code in governance.retired:
        return governance.retired[code].story, _OUT_OF_THE_GATE
    nobodys = message(
        "{code} is een regel van geen plugin die meedoet",
        "{code} is a rule of no plugin that takes part",
        code=code,
    )
    return nobodys, one_of(codes, word=code)


def _standing(gate: Gate) -> tuple[Style, Message]:
    """Say whether the issue may go on; what the rules find is of after it would have."""
    to = {"title": gate.title}
    if gate.is_open:
        return "green", message("kan door naar {title}", "may go on to {title}", **to)
    if gate.findings:
        return "red", message(
            "nog niet naar {title}, want dan geldt:", "not yet to {title}, for then:", **to
        )
    return "yellow", message("niet te zeggen of naar {title}", "cannot tell if to {title}", **to)
