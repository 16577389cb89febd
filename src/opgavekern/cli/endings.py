"""How a run that went wrong ends: with words for whoever typed it, and a code for scripts."""

from __future__ import annotations

import errno
import sys
from typing import Final

import click

from opgavekern.base.errors import DossierError, OpgavekernError, PluginError
from opgavekern.base.texts import Language, Message, Text, message, quoted
from opgavekern.cli.exits import Exit
from opgavekern.cli.opening import say_each
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Refusal
from opgavekern.cli.tracebacks import show_traceback
from opgavekern.cli.voice import Voice

_ISSUES: Final = "https://github.com/opgavekern/opgavekern/issues"
_ERROR: Final = Text(nl="Fout: ", en="Error: ")


def ending_of(error: BaseException, voice: Voice, *, with_traceback: bool = False) -> Exit:
    """Say what went wrong, and return the code to end with.

    Args:
        error: What ended the run.
        voice: In which language to say it.
        with_traceback: Show where in the code an internal error arose.
    """
    language = voice.language
    if isinstance(error, BrokenPipeError):
        return Exit.UNHEARD
    if isinstance(error, KeyboardInterrupt | click.Abort):
        _say(Text(nl="Afgebroken.", en="Interrupted.").text(language))
        return Exit.INTERRUPTED
    if isinstance(error, click.ClickException):
        _say(_usage(error, language))
        return Exit.USAGE
    if isinstance(error, OpgavekernError):
        language = voice.about(error.language or language)
    if isinstance(error, DossierError):
        say_each(error.notices, language)
        _say(error.text(language))
        return Exit.UNREADABLE
    if isinstance(error, OpgavekernError):
        if with_traceback and isinstance(error, PluginError) and error.__cause__ is not None:
            show_traceback(error.__cause__)
        _say(_ERROR.text(language) + error.text(language))
        return Exit.INCONCLUSIVE if isinstance(error, PluginError) else Exit.USAGE
    if isinstance(error, OSError):
        _say(_ERROR.text(language) + _outside(error).text(language))
        return Exit.USAGE
    return _internal(error, language, with_traceback=with_traceback)


def _say(text: str) -> None:
    """Write on standard error, apart from what was asked for."""
    show((line(one) for one in text.split("\n")), sys.stderr)


def _internal(error: BaseException, language: Language, *, with_traceback: bool) -> Exit:
    """Confess a fault of our own in one line; its message is left out, since it may quote data."""
    if with_traceback:
        show_traceback(error)
    said = message(
        "Interne fout ({name}); dit ligt niet aan u. Meld het op {address}, met wat "
        "--traceback erbij toont.",
        "Internal error ({name}); this is not your doing. Report it at {address}, with what "
        "--traceback adds.",
        name=type(error).__name__,
        address=_ISSUES,
    )
    _say(said.text(language))
    return Exit.INTERNAL


def _usage(error: click.ClickException, language: Language) -> str:
    if isinstance(error, Refusal):
        language = error.language or language
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    lines.append(_ERROR.text(language) + _said(error, language))
    if isinstance(error, Refusal) and error.remedy is not None:
        lines.append(error.remedy.text(language))
    if context is not None:
        path = context.command_path
        hint = message("Uitleg: {path} --help", "Help: {path} --help", path=path)
        lines.append(hint.text(language))
    return "\n".join(lines)


def _said(error: click.ClickException, language: Language) -> str:
    """Say in either language what click itself says in English only."""
    if isinstance(error, Refusal):
        return error.said.text(language)
    said: Message | None = None
    if isinstance(error, click.NoSuchOption):
        name = quoted(error.option_name)
        near = f"  ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        said = message(
            "er is geen optie {name}{near}", "there is no option {name}{near}", name=name, near=near
        )
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(error.ctx) if error.ctx else error.param.name or ""
        said = message("{name} ontbreekt", "{name} is missing", name=name)
    elif isinstance(error, click.BadOptionUsage):
        said = message(
            "bij de optie {name} hoort een waarde, of juist geen",
            "the option {name} needs a value, or takes none",
            name=quoted(error.option_name),
        )
    return said.text(language) if said else error.format_message()


def _outside(error: OSError) -> Message:
    """Say what the machine refused, in words of its cause and never of the system's language."""
    where = quoted(error.filename, most=200) if error.filename else ""
    for numbers, said in _CAUSES:
        if error.errno in numbers:
            return Message(said, {"where": where})
    return message(
        "{where} is niet te gebruiken: {cause}.",
        "{where} cannot be used: {cause}.",
        where=where,
        cause=error.strerror or type(error).__name__,
    )


_CAUSES: Final = (
    (
        (errno.EACCES, errno.EPERM, errno.EROFS),
        Text(
            nl="geen toegang tot {where}; vraag rechten, of kies een andere plek.",
            en="no access to {where}; ask for permission, or choose another place.",
        ),
    ),
    (
        (errno.ENOENT, errno.ENOTDIR),
        Text(nl="{where} bestaat niet.", en="{where} does not exist."),
    ),
    (
        (errno.ENOSPC, errno.EDQUOT),
        Text(
            nl="de schijf is vol; er is niets geschreven.",
            en="the disk is full; nothing was written.",
        ),
    ),
)
