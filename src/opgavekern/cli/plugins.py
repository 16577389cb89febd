"""`opgavekern plugins`: what is installed, read from metadata; nothing is imported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.texts import Language, Text
from opgavekern.cli.json_output import write_json
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, json_option
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import Available

_ABOUT: Final = Text(
    nl=(
        "Noem de plugins die geïnstalleerd zijn, met hun versie en de versies van opgavekern die "
        "zij vragen. Geen plugin wordt daarvoor geladen; of zij werken, zegt opgavekern doctor."
    ),
    en=(
        "Name the plugins that are installed, with their version and the versions of opgavekern "
        "that they ask for. None is loaded for it; whether they work, opgavekern doctor tells."
    ),
)
_NONE: Final = Text(nl="Er is geen plugin geïnstalleerd.", en="No plugin is installed.")


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command("plugins", voice, _run, about=_ABOUT, params=[json_option(voice)])


def _run(voice: Voice, *, as_json: bool) -> int:
    from opgavekern.governance import available

    found = available()
    if as_json:
        write_json({"format": 1, "plugins": [attrs.asdict(one) for one in found]})
    else:
        show(_lines(found, voice.language))
    return 0


def _lines(found: tuple[Available, ...], language: Language) -> Iterator[Line]:
    asks = Text(nl="vraagt opgavekern", en="asks for opgavekern").text(language)
    for one in found:
        needs = f", {asks} {one.requires}" if one.requires else ""
        yield line((one.name, "bold"), f"  {one.distribution} {one.version}{needs}", hang=4)
        if one.summary:
            yield line((one.summary, "dim"), indent=4)
    if not found:
        yield line(_NONE.text(language))
