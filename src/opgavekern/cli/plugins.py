"""`opgavekern plugins`: what is installed, from metadata; or what a dossier's plugins govern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Language, Text, message
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import opened
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, argument, json_option
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import ActivePlugin, Available

_ABOUT: Final = Text(
    nl=(
        "Noem de plugins die geïnstalleerd zijn, met hun versie en de versies van opgavekern die "
        "zij vragen. Geen plugin wordt daarvoor geladen; of zij werken, zegt opgavekern doctor. "
        "Met een dossier worden de plugins geladen die het noemt, en staat erbij voor welke laag "
        "elk spreekt en voor wiens gegevens."
    ),
    en=(
        "Name the plugins that are installed, with their version and the versions of opgavekern "
        "that they ask for. None is loaded for it; whether they work, opgavekern doctor tells. "
        "With a dossier the plugins that it names are loaded, and it is said for which layer each "
        "speaks, and for whose records."
    ),
)
_NONE: Final = Text(nl="Er is geen plugin geïnstalleerd.", en="No plugin is installed.")


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    metavar = Text(nl="[DOSSIER]", en="[DOSSIER]")
    params = [
        argument("dossier", metavar=metavar, voice=voice, default=None, required=False),
        json_option(voice),
    ]
    return Command("plugins", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, dossier: str | None, as_json: bool) -> int:
    from opgavekern.governance import available

    if dossier is not None:
        _, governance, language = opened(dossier, Limits(), voice)
        if as_json:
            write_json({"format": 1, "plugins": [_plain(one) for one in governance.plugins]})
        else:
            show(line for one in governance.plugins for line in _governing(one, language))
        return 0
    found = available()
    if as_json:
        write_json({"format": 1, "plugins": [attrs.asdict(one) for one in found]})
    else:
        show(_lines(found, voice.language))
    return 0


def _plain(one: ActivePlugin) -> dict[str, object]:
    return {
        "name": one.name,
        "distribution": one.distribution,
        "version": one.version,
        "title": {each: one.info.title.text(each) for each in LANGUAGES},
        "layer": one.info.layer.value,
        "governs": sorted(one.info.governs),
        "governs_areas": sorted(one.info.governs_areas),
    }


def _governing(one: ActivePlugin, language: Language) -> Iterator[Line]:
    from opgavekern.governance.explained import few

    bodies, areas = sorted(one.info.governs), sorted(one.info.governs_areas)
    named = (
        *few((*bodies,), message("{n} organisaties", "{n} organisations", n=len(bodies))),
        *few((*areas,), message("{n} gebieden", "{n} areas", n=len(areas))),
    )
    what = message(
        "{layer}, voor {whose}",
        "{layer}, for {whose}",
        layer=one.info.layer,
        whose=named or message("alle gegevens", "all records"),
    )
    yield line((one.name, "bold"), f"  {one.installed_as}: {what.text(language)}", hang=4)
    yield line((one.info.title.text(language), "dim"), indent=4)


def _lines(found: tuple[Available, ...], language: Language) -> Iterator[Line]:
    asks = Text(nl="vraagt opgavekern", en="asks for opgavekern").text(language)
    for one in found:
        needs = f", {asks} {one.requires}" if one.requires else ""
        yield line((one.name, "bold"), f"  {one.distribution} {one.version}{needs}", hang=4)
        if one.summary:
            yield line((one.summary, "dim"), indent=4)
    if not found:
        yield line(_NONE.text(language))
