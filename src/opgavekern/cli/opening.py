"""How commands get at a dossier: by path, by its limits, and with a bar while that lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from opgavekern.base.errors import DossierError, Location, Notice, PluginError, Problem
from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, quoted
from opgavekern.cli.bar import Bar
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Refusal, option
from opgavekern.cli.streams import aside
from opgavekern.cli.today import today
from opgavekern.cli.tracebacks import show_traceback, wants_traceback
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.files.sources import Format
    from opgavekern.governance import CheckResult, Failure, Governance
    from opgavekern.governance.left_out import Told
    from opgavekern.model import Dossier

#: What stands for standard input, where a dossier is asked for.
STDIN: Final = "-"
_MIND: Final = Text(nl="Let op: ", en="Mind: ")


def open_dossier(
    path: str, limits: Limits, *, refused: Told | None = None
) -> tuple[Dossier, Governance]:
    """Read a dossier and activate what governs it.

    Args:
        path: A folder, file or workbook, or one in a revision of git: `REV:PATH`.
        limits: How much is accepted.
        refused: As for `load`; `note_refused` for commands that go on without a plugin.

    Raises:
        DossierError: It cannot be read.
        PluginError: A plugin that it names cannot be activated.
    """
    from opgavekern.governance import load

    with aside(), Bar() as bar:
        if ":" in path:
            from opgavekern.files.reading import read_as_far
            from opgavekern.files.revisions import as_revision, revision_door
            from opgavekern.governance.loading import governed_as_far

            found = as_revision(path)
            if found is not None:
                door = revision_door(*found, folder=Path(), limits=limits)
                return governed_as_far(read_as_far(door, progress=bar), refused=refused)
        return load(path, limits=limits, progress=bar, refused=refused)


def note_refused(error: PluginError) -> None:
    """Show what a plugin that is left out raised, where `--traceback` asks for it.

    What is told of it to everyone stands in what the command says: no check is conclusive then.
    """
    if error.__cause__ is not None and wants_traceback(click.get_current_context()):
        show_traceback(error.__cause__, error.plugin)


def open_stdin(
    name: str, limits: Limits, *, refused: Told | None = None
) -> tuple[Dossier, Governance]:
    """Read a text from standard input, as an editor holds it, and activate what governs it.

    It is a dossier of one YAML or JSON text; or else, where its name says that it is a file of a
    dossier that is a folder, it takes the place of that file.

    Args:
        name: What to call it in messages; its suffix tells the format, and without one the text
            itself does, since only JSON starts with a brace.
        limits: How much is accepted.
        refused: As for `open_dossier`.
    """
    from opgavekern.files.overlaying import Overlay
    from opgavekern.files.reading import parse_as_far, read_as_far
    from opgavekern.files.whereabouts import folder_around, path_in
    from opgavekern.governance.loading import governed_as_far

    called = name or "stdin"
    data = _typed(called, limits)
    if name and (folder := folder_around(Path(name))) is not None:
        overlay = Overlay(folder, limits, {path_in(folder, name): data})
        with aside():
            return governed_as_far(read_as_far(overlay), refused=refused)
    text = _decoded(data, called)
    is_json = name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and text[:1] == "{")
    form: Format = "json" if is_json else "yaml"
    with aside():
        reading = parse_as_far(text, name=called, format=form, limits=limits)
        return governed_as_far(reading, refused=refused)


def check_dossier(
    dossier: Dossier,
    governance: Governance,
    *,
    on: date | None,
    limits: Limits,
    time_limit: float | None = None,
) -> CheckResult:
    """Check a dossier on a day: the one asked for, its own, or else today.

    What rules raised is shown on standard error where `--traceback` asks for it. With a time limit
    the rules of each plugin run in a process of their own, so that one that hangs can be ended.
    """
    from opgavekern.governance import check

    raised = _show_raised if wants_traceback(click.get_current_context()) else None
    with aside(), Bar() as bar:
        day = on or dossier.header.as_of or today()
        if time_limit is not None:
            return check(
                dossier,
                governance,
                on=day,
                limits=limits,
                progress=bar,
                isolate="process",
                time_limit=time_limit,
            )
        return check(dossier, governance, on=day, limits=limits, progress=bar, raised=raised)


def _show_raised(failure: Failure, error: BaseException) -> None:
    show_traceback(error, failure.code)


def opened(path: str, limits: Limits, voice: Voice) -> tuple[Dossier, Governance, Language]:
    """Open a dossier, say what people should know of how it was read, and in which language.

    Raises:
        DossierError: It cannot be read.
        PluginError: A plugin that it names cannot be activated.
    """
    dossier, governance = open_dossier(path, limits)
    say_notices(dossier, voice)
    say_idle(dossier, governance, voice)
    return dossier, governance, voice.about(dossier.header.language)


def say_notices(dossier: Dossier, voice: Voice) -> None:
    """Say on standard error what people should know of how the files were read."""
    say_each(dossier.locations.notices, voice.about(dossier.header.language))


def say_idle(dossier: Dossier, governance: Governance, voice: Voice) -> None:
    """Say on standard error which plugins have nothing to say of this dossier, and why."""
    from opgavekern.governance.idling import idle_plugins, why_idle

    language = voice.about(dossier.header.language)
    for plugin in idle_plugins(dossier, governance):
        said = why_idle(dossier, plugin).text(language)
        show([line((_MIND.text(language), "yellow"), said)], sys.stderr)


def say_each(notices: Iterable[Notice], language: Language) -> None:
    """Say what people should know of files that were read, apart from what was asked for."""
    heading = _MIND.text(language)
    for notice in notices:
        first, *rest = notice.text(language).split("\n")
        show([line((heading, "yellow"), first), *(line((one, "dim")) for one in rest)], sys.stderr)


def _typed(name: str, limits: Limits) -> bytes:
    """Return what comes in by standard input."""
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise DossierError([_too_large(name, limits.file_bytes)])
    return data


def _decoded(data: bytes, name: str) -> str:
    from opgavekern.files.door import decoded
    from opgavekern.files.refusals import Refusal as Refused

    try:
        return decoded(data, name)
    except Refused as refused:
        raise DossierError(refused.problems) from None


def _too_large(name: str, limit: int) -> Problem:
    return Problem(
        code="limit-file-bytes",
        message=message(
            "dit is groter dan {limit} bytes (de grens file_bytes)",
            "this is larger than {limit} bytes (the limit file_bytes)",
            limit=limit,
        ),
        remedy=message(
            "Geef een ruimere grens mee: --limit file_bytes={wider}",
            "Pass a wider limit: --limit file_bytes={wider}",
            wider=str(2 * limit),
        ),
        location=Location(file=name),
    )


def limit_option(voice: Voice) -> click.Option:
    """Make the option that raises or lowers a limit on what is read."""
    return option(
        voice,
        Text(
            nl="Verander een grens aan wat gelezen wordt, zoals file_bytes=20000000.",
            en="Change a limit on what is read, such as file_bytes=20000000.",
        ),
        "--limit",
        "limits",
        multiple=True,
        metavar="{}={}".format(
            *{"nl": ("NAAM", "GETAL"), "en": ("NAME", "NUMBER")}[voice.language]
        ),
        callback=_as_limits,
    )


def _as_limits(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Limits:
    known = [field.name for field in attrs.fields(Limits)]
    changed: dict[str, Any] = {}
    for one in given:
        name, _equals, number = one.partition("=")
        if name not in known:
            said = message("er is geen grens {name}", "there is no limit {name}", name=quoted(name))
            raise Refusal(said, remedy=one_of(known, word=name))
        if not (number.isascii() and number.isdigit() and 0 < len(number) < 16):
            raise Refusal(
                message(
                    "{found} is geen geheel getal; schrijf de grens als {name}=1000",
                    "{found} is not a whole number; write the limit as {name}=1000",
                    found=quoted(number),
                    name=name,
                )
            )
        changed[name] = int(number)
    return attrs.evolve(Limits(), **changed)
