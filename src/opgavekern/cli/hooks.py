"""`opgavekern hooks`: the plugin contract, and which plugins make use of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Language, Text
from opgavekern.cli.json_output import tell
from opgavekern.cli.page import Line, line
from opgavekern.cli.parts import Command, argument, json_option
from opgavekern.cli.streams import aside
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import Governance, Hook, Hooks

_ABOUT: Final = Text(
    nl=(
        "Toon de hooks waarmee een plugin iets kan zeggen, met de plugins die ze gebruiken. Noem "
        "een of meer plugins om alleen die te laden; anders worden alle geïnstalleerde geladen "
        "die dat kunnen. De uitleg komt uit de code, en is in het Engels."
    ),
    en=(
        "Show the hooks by which a plugin can say something, with the plugins that use them. Name "
        "one or more plugins to load only those; otherwise all that are installed and can be, are."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    names = argument("names", metavar=Text(nl="[PLUGIN]…", en="[PLUGIN]…"), voice=voice, nargs=-1)
    return Command("hooks", voice, _run, about=_ABOUT, params=[names, json_option(voice)])


def _run(voice: Voice, *, names: tuple[str, ...], as_json: bool) -> int:
    from opgavekern.governance import hooks_of

    with aside():
        found = hooks_of(_governance(names))
    tell(found, _lines(found, voice.language), as_json=as_json)
    return 0


def _governance(names: tuple[str, ...]) -> Governance:
    """Activate the plugins that were named; or all that are there and are in order."""
    from opgavekern.governance import Governance, PluginState, diagnose

    if not names:
        told = diagnose().plugins
        loading = (PluginState.SOUND, PluginState.INCOMPLETE)
        names = tuple(one.name for one in told if one.state in loading)
    return Governance.activate(dict.fromkeys(names))


def _lines(found: Hooks, language: Language) -> Iterator[Line]:
    yield line((found.describe(language), "bold"))
    for one in found.hooks:
        yield line()
        yield from _hook(one, language)


def _hook(one: Hook, language: Language) -> Iterator[Line]:
    arguments = ", ".join(asked.name for asked in one.arguments)
    yield line((f"{one.name}({arguments})", "cyan"), f" -> {one.returns}", hang=4)
    yield line(one.summary, indent=4)
    for asked in one.arguments:
        yield line((asked.name, "bold"), f": {asked.meaning}", indent=4, hang=6)
    used = ", ".join(one.plugins) or Text(nl="geen", en="none").text(language)
    yield line((f"plugins: {used}", "dim"), indent=4)
