"""The guard under which all code of plugins runs, so that what goes wrong there is theirs."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

import attrs

from opgavekern.base.errors import DossierError, OpgavekernError, PluginError, Problem
from opgavekern.base.texts import Message, message


@contextlib.contextmanager
def guarded(plugin: str, installed_as: str, hook: str = "") -> Iterator[None]:
    """Tell whatever is raised as a fault of a plugin; only Ctrl-C goes through as it is.

    A plugin may raise any exception, also one that derives from `BaseException` alone.

    Args:
        plugin: Its name.
        installed_as: Name and version of what installed it.
        hook: The hook that is asked, or that declared what runs.

    Raises:
        PluginError: Something is raised; an error that already names this plugin stays as it is.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if isinstance(error, PluginError) and error.plugin == plugin:
            raise
        said = failing(error)
        if hook == _FACTS and isinstance(error, DossierError):
            said = _unreadable(error)
        if hook in _RULES and isinstance(error, DossierError):
            said = _unfit(error.problems)
        raise PluginError(said, plugin=plugin, distribution=installed_as, hook=hook) from error


def failing(error: BaseException) -> Message:
    """Tell what a plugin raised; in its own words only where those are ours."""
    if isinstance(error, OpgavekernError):
        return message(
            "de plugin mislukt: {why}; meld dit bij de maker van de plugin",
            "the plugin fails: {why}; tell the maker of the plugin",
            why=error.message,
        )
    return message(
        "de plugin mislukt: {error}; meld dit bij de maker van de plugin",
        "the plugin fails: {error}; tell the maker of the plugin",
        error=what_and_where(error),
    )


def _unreadable(error: DossierError) -> Message:
    """Tell what is wrong in a plugin's files of facts, which hold nothing of anyone's dossier."""
    located = [one for one in error.problems if one.location is not None]
    if not located or located[0].location is None:
        return failing(error)
    first, where = located[0], located[0].location
    file = PurePath(where.file)
    said = message(
        "de feiten zijn niet te lezen: {place}: {what}. {remedy}"
        if first.remedy
        else "de feiten zijn niet te lezen: {place}: {what}.",
        "the facts cannot be read: {place}: {what}. {remedy}"
        if first.remedy
        else "the facts cannot be read: {place}: {what}.",
        place=str(attrs.evolve(where, file=file.name)),
        what=first.message,
        remedy=first.remedy or "",
    )
    if len(error.problems) == 1:
        return said
    return message(
        "{said} Er zijn {count} problemen; ze staan bij: opgavekern check {folder}",
        "{said} There are {count} problems; they are listed by: opgavekern check {folder}",
        said=said,
        count=len(error.problems),
        folder=str(file.parent),
    )


def _unfit(problems: tuple[Problem, ...]) -> Message:
    """Tell what is wrong in a plugin's files of rules, each with its place."""
    each = [
        message("{place}: {said}. ", "{place}: {said}. ", place=str(one.location), said=one.message)
        for one in problems[:_MOST_TOLD]
        if one.location is not None
    ]
    parts = {f"p{number}": one for number, one in enumerate(each)}
    template = "".join(f"{{{name}}}" for name in parts) + ("…" if len(problems) > len(each) else "")
    return message(
        f"de regels zijn niet te lezen: {template}",
        f"the rules cannot be read: {template}",
        **parts,
    )


def what_and_where(error: BaseException) -> str:
    """Return the sort of error and the line of the plugin, never its words: those may quote data.

    Which module is missing, or which file is no Python, is said too: that quotes nothing but code.
    """
    if isinstance(error, SyntaxError) and error.filename:  # raised by who reads the file
        return f"{type(error).__name__} ({PurePath(error.filename).name}:{error.lineno})"
    frames = traceback.extract_tb(error.__traceback__, limit=_MOST_FRAMES)
    theirs = [one for one in frames if not _is_machinery(PurePath(one.filename))]
    missing = f" {error.name}" if isinstance(error, ModuleNotFoundError) and error.name else ""
    what = f"{type(error).__name__}{missing}"
    if not theirs:
        return what
    first = theirs[0]
    return f"{what} ({PurePath(first.filename).name}:{first.lineno}, {first.name})"


def _is_machinery(file: PurePath) -> bool:
    """Tell whether a frame is of what runs plugins, here or in Python's own way of importing."""
    return file.parent == _HERE or "importlib" in file.parts or file.name.startswith("<frozen")


_FACTS: Final = "opgavekern_facts"
_RULES: Final = ("opgavekern_rules", "opgavekern_rule_changes")
#: Of what a plugin reads so many problems are told.
_MOST_TOLD: Final = 10
_HERE: Final = PurePath(__file__).parent
#: Code that calls itself without end has more frames than anyone wants to see.
_MOST_FRAMES: Final = 50
