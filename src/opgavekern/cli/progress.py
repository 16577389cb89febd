"""`opgavekern progress`: where programmes stand in their way of working."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import tell
from opgavekern.cli.opening import limit_option, opened
from opgavekern.cli.page import Line, line
from opgavekern.cli.parts import (
    Command,
    argument,
    day_option,
    dossier_argument,
    json_option,
)
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.delivery import MethodProgress, ProgrammeProgress, StepProgress

_ABOUT: Final = Text(
    nl=(
        "Zeg waar programma's staan in hun werkwijze: welke stap, waaruit dat blijkt, wat nog "
        "nodig is, wat op een dag klaar moet zijn en wat tegenhoudt.\n\n"
        "PROGRAMMA is de id van één programma; zonder staan ze er alle.\n\n"
        "\b\n"
        "  opgavekern progress mijn-dossier\n"
        "  opgavekern progress mijn-dossier wijkprogramma-oost"
    ),
    en=(
        "Tell where programmes stand in their way of working: which step, what shows it, what is "
        "still needed, what is due by a day, and what blocks.\n\n"
        "PROGRAMME is the id of one programme; without it all are told.\n\n"
        "\b\n"
        "  opgavekern progress my-dossier\n"
        "  opgavekern progress my-dossier wijkprogramma-oost"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "progress",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            argument(
                "programme",
                metavar=Text(nl="[PROGRAMMA]", en="[PROGRAMME]"),
                voice=voice,
                required=False,
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
    programme: str | None,
    on: date | None,
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.cli.kinds import record_of
    from opgavekern.delivery import progress
    from opgavekern.model import ProgrammeId, kind_called

    read, governance, language = opened(dossier, limits, voice)
    if programme is not None:
        record_of(read, kind_called("programme"), programme, language)
    with aside():
        found = progress(
            read,
            governance,
            programme=ProgrammeId(programme) if programme is not None else None,
            on=day_asked(on, read),
            limits=limits,
        )
    tell(found, _lines(found, language), as_json=as_json)
    silent = any(one.unanswered for one in found.programmes)
    return Exit.INCONCLUSIVE if silent else Exit.CLEAN


def _lines(found: MethodProgress, language: Language) -> Iterator[Line]:
    if not found.programmes:
        yield line(found.describe(language))
    for one in found.programmes:
        yield from _programme(one, language)
        yield line()
    for elsewhere in found.starting:
        if said := elsewhere.text(language):
            yield line(said)


def _programme(one: ProgrammeProgress, language: Language) -> Iterator[Line]:
    yield line((one.programme.name, "bold"))
    yield line((one.method.name if one.method else one.text(language), "dim"), indent=2)
    for step in one.steps:
        yield from _step(step, language)
    for due in one.due:
        late = message(" (te laat)", " (late)") if due.is_late else message("", "")
        said = message("{on}  {name}{late}", "{on}  {name}{late}", on=due.on.isoformat(),
                       name=due.name, late=late)  # fmt: skip
        yield line((said.text(language), "red" if due.is_late else ""), indent=2, hang=14)
    held = message("houdt tegen: ", "held up by: ").text(language)
    for finding in one.findings:
        yield line((held, "red"), f"{finding.code} {finding.message.text(language)}", indent=2)
    for code in one.unanswered:
        silent = message("{code} gaf geen antwoord", "{code} gave no answer", code=code)
        yield line((held, "red"), silent.text(language), indent=2)
    for stuck in one.stuck:
        yield line((held, "red"), stuck.name, indent=2)


def _step(step: StepProgress, language: Language) -> Iterator[Line]:
    state = step.state.text(language).ljust(13)
    days = " – ".join(day.isoformat() for day in (step.since, step.done_on) if day)
    yield line((state, "cyan"), step.title, (f"  {days}" if days else "", "dim"), indent=2, hang=15)
    if step.missing and step.state.value in ("current", "skipped"):
        needed = message(
            "nog nodig: {what}",
            "still needed: {what}",
            what=tuple(one.label for one in step.missing),
        )
        yield line((needed.text(language), "yellow"), indent=15)
