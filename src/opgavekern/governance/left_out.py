"""Plugins that were to take part and cannot be activated: raised, or told and left out."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import PluginError
from opgavekern.base.texts import Language, Message

#: What is called for each plugin that is left out.
Told = Callable[[PluginError], object]


@attrs.frozen(kw_only=True)
class RefusedPlugin(Answer):
    """A plugin that was to take part and cannot be activated.

    Attributes:
        name: As dossiers name it; empty for an object that could not even say that.
        distribution: Name and version of what installed it; empty for a plain object.
        hook: The hook that is wrong; empty where it is the plugin as a whole.
        message: What is wrong, and what to do.
    """

    name: str
    distribution: str = ""
    hook: str = ""
    message: Message

    @classmethod
    def of(cls, error: PluginError) -> RefusedPlugin:
        """Return what an error says, without the error: what was raised may quote data."""
        return cls(
            name=error.plugin,
            distribution=error.distribution,
            hook=error.hook,
            message=error.message,
        )

    def text(self, language: Language = "en") -> str:
        """Return who is wrong, and what."""
        who = " ".join(part for part in (self.name, self.distribution, self.hook) if part)
        return f"{who}: {self.message.text(language)}"


class Refusals:
    """What is done with plugins that cannot be activated.

    Attributes:
        found: Those that are left out, in the order in which that showed.
    """

    def __init__(self, told: Told | None) -> None:
        self._told = told
        self.found: list[RefusedPlugin] = []

    def take(self, error: PluginError) -> None:
        """Leave a plugin out and tell of it; raise where nobody asked for that.

        Where two plugins contradict each other neither can be chosen, so that is always raised.
        """
        if self._told is None or error.beside:
            raise error
        self._told(error)
        self.found.append(RefusedPlugin.of(error))

    def in_order(self) -> tuple[RefusedPlugin, ...]:
        """Return those that are left out, in order of name."""
        return tuple(sorted(self.found, key=lambda one: (one.name, one.distribution, one.hook)))
