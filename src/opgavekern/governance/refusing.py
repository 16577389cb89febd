"""Refusing what a plugin may not, with its place where that stands in a file of rules."""

from __future__ import annotations

from opgavekern.base.errors import Location, OpgavekernError, PluginError, Problem
from opgavekern.base.texts import Message, message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.written.errors import RulesError


def refused(
    plugin: ActivePlugin,
    said: Message,
    *,
    hook: str = "",
    location: Location | None = None,
    beside: str = "",
) -> OpgavekernError:
    """Return the error for something that a plugin may not.

    Args:
        plugin: Whose it is.
        said: What it may not, and what to do.
        hook: The hook that declared it.
        location: Where it stands, if it is written in a file of rules.
        beside: The plugin that it contradicts, where neither of the two can be chosen.
    """
    if plugin.place is not None:
        return RulesError([unfit(said, location or plugin.place)])
    if location is not None:
        said = message("{place}: {said}", "{place}: {said}", place=str(location), said=said)
    return PluginError(
        said,
        plugin=plugin.name,
        distribution=plugin.installed_as,
        hook=hook,
        beside=beside,
    )


def unfit(said: Message, location: Location) -> Problem:
    """Return the problem of something in a dossier's own rules that does not fit the others."""
    return Problem(code="unfit-rule", message=said, location=location)
