"""`opgavekern doctor`: what is the matter with plugins, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import LANGUAGES, Language, Text
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import plain_location, write_json
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, argument, json_option
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import Diagnosis, PluginHealth
    from opgavekern.model import Dossier

_ABOUT: Final = Text(
    nl=(
        "Zeg van elke plugin of zij geïnstalleerd is, bij deze versie van opgavekern past, te "
        "laden is en niet botst met andere. Met een dossier gaat het over de plugins die het "
        "noemt, met zijn opties, en staan ook de ontheffingen erbij die niets wegnemen; zonder "
        "worden alle geïnstalleerde geladen. Is er iets mis met een plugin, dan is de "
        "uitgangscode 4."
    ),
    en=(
        "Tell of each plugin whether it is installed, fits this version of opgavekern, loads, and "
        "does not conflict with others. With a dossier it is about the plugins that it names, "
        "with its options, and waivers that take nothing away are listed too; without one all that "
        "are installed are loaded. If something is wrong with a plugin, the exit code is 4."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    metavar = Text(nl="[DOSSIER]", en="[DOSSIER]")
    params = [
        argument("dossier", metavar=metavar, voice=voice, default=None, required=False),
        json_option(voice),
    ]
    return Command("doctor", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, dossier: str | None, as_json: bool) -> int:
    from opgavekern.governance import diagnose

    facts = None if dossier is None else _read(dossier)
    with aside():
        found = diagnose(facts, on=None if facts is None else day_asked(None, facts))
    language = voice.language if facts is None else voice.about(facts.header.language)
    if as_json:
        write_json(_plain(found))
    else:
        show(_lines(found, language))
    return Exit.CLEAN if found.is_sound else Exit.INCONCLUSIVE


def _read(path: str) -> Dossier:
    from opgavekern.files import read_dossier

    return read_dossier(Path(path))


def _plain(found: Diagnosis) -> dict[str, object]:
    return {
        "format": 1,
        "opgavekern": found.core,
        "sound": found.is_sound,
        "plugins": [
            {
                "name": one.name,
                "distribution": one.distribution,
                "version": one.version,
                "requires": one.requires,
                "state": one.state.value,
                "said": one.said and {each: one.said.text(each) for each in LANGUAGES},
            }
            for one in found.plugins
        ],
        "waivers": [
            {
                "id": one.waiver,
                "code": one.rule,
                "subject": {"kind": one.subject.kind, "id": one.subject.id},
                "status": one.status.value,
                "said": {each: one.text(each) for each in LANGUAGES},
                "location": plain_location(one.location),
            }
            for one in found.waivers
        ],
    }


def _lines(found: Diagnosis, language: Language) -> Iterator[Line]:
    yield line((found.describe(language), "bold"), f" (opgavekern {found.core})")
    for one in found.plugins:
        yield from _plugin(one, language)
    for waiver in found.waivers:
        yield line((waiver.status.text(language), "yellow"), ": ", waiver.text(language), hang=4)
        if waiver.location is not None:
            yield line((str(waiver.location), "dim"), indent=4)


def _plugin(one: PluginHealth, language: Language) -> Iterator[Line]:
    who = f"  {one.distribution} {one.version}" if one.distribution else ""
    yield line(
        (one.name, "bold"),
        who,
        ": ",
        (one.state.text(language), "green" if one.said is None else "red"),
        indent=2,
        hang=4,
    )
    if one.said is not None:
        yield line(one.said.text(language), indent=6)
