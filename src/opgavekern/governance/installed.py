"""Which plugins are installed, read from metadata without importing any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message
from opgavekern.governance.guarding import what_and_where
from opgavekern.governance.hookspecs import GROUP


@attrs.frozen(kw_only=True)
class Available:
    """A plugin that is installed.

    Attributes:
        name: As dossiers name it.
        distribution: What installed it.
        version: The distribution's version.
        summary: What the distribution says of itself, in one line.
        requires: The versions of opgavekern that it asks for, such as `>=0.1`; empty for any.
    """

    name: str
    distribution: str
    version: str
    summary: str = ""
    requires: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})"


@attrs.frozen(kw_only=True)
class Found:
    """A plugin object, with who installed it; both empty for one that was passed in.

    Attributes:
        plugin: The object with the hooks.
        distribution: What installed it.
        version: The distribution's version.
        name: The name under which it was asked for.
        place: Where it stands, if it is a dossier's own file of rules.
    """

    plugin: Any
    distribution: str = ""
    version: str = ""
    name: str = ""
    place: Location | None = None

    @property
    def installed_as(self) -> str:
        """Distribution and version, for messages."""
        return " ".join(part for part in (self.distribution, self.version) if part)


def available() -> tuple[Available, ...]:
    """Return the installed plugins, in order of name; none of them is imported."""
    return tuple(sorted((_described(one) for one in registered()), key=attrs.astuple))


def import_plugin(
    name: str,
    allow: frozenset[str] | None,
    *,
    among: Iterable[EntryPoint] | None = None,
    core: str | None = None,
) -> Found:
    """Import one installed plugin and make its object.

    Args:
        name: As dossiers name it.
        allow: Names that may be imported; None allows all that are installed.
        among: From `registered`, for whoever imports many.
        core: From `core_version`, likewise: it is read from a file each time.

    Raises:
        PluginError: It is not installed, installed twice, not allowed, asks for a later version of
            opgavekern, or fails to import.
    """
    if allow is not None and name not in allow:
        raise not_allowed(name, allow)
    found = [one for one in (registered() if among is None else among) if one.name == name]
    if not found:
        raise PluginError(_not_installed(name), plugin=name)
    if len(found) > 1:
        owners = ", ".join(str(_described(one)) for one in found)
        raise PluginError(
            message(
                "deze naam is door meer dan één pakket bezet: {owners}. Verwijder er een.",
                "more than one distribution has this name: {owners}. Remove one.",
                owners=owners,
            ),
            plugin=name,
        )
    described = _described(found[0])
    core = core_version() if core is None else core
    if _needs_newer(described.requires, core):
        raise PluginError(
            not_fitting(described, core),
            plugin=name,
            distribution=f"{described.distribution} {described.version}",
        )
    try:
        plugin = found[0].load()()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(
            message(
                "de plugin is niet te laden: {error}. Werk haar bij of haal haar uit het dossier.",
                "the plugin cannot be loaded: {error}. Update it, or take it out of the dossier.",
                error=what_and_where(error),
            ),
            plugin=name,
            distribution=f"{described.distribution} {described.version}",
        ) from error
    return Found(
        plugin=plugin,
        distribution=described.distribution,
        version=described.version,
        name=name,
    )


def core_version() -> str:
    """Return the version of opgavekern; empty for a copy of the source that nobody installed."""
    try:
        return version("opgavekern")
    except PackageNotFoundError:
        return ""


def not_fitting(described: Available, core: str) -> Message:
    """Say that a plugin asks for another version of opgavekern than there is."""
    return message(
        "{distribution} vraagt opgavekern {requires}, en dit is {core}. Werk een van de twee bij.",
        "{distribution} asks for opgavekern {requires}, and this is {core}. Update one of the two.",
        distribution=f"{described.distribution} {described.version}",
        requires=described.requires,
        core=core,
    )


#: A lower bound on a version, as far as its numbers go.
_AT_LEAST: Final = re.compile(r"(?:>=|~=|==)\s*([0-9]+(?:\.[0-9]+)*)")


def _needs_newer(requires: str, core: str) -> bool:
    """Tell whether a later version is asked for; pip judges all else that a plugin asks."""
    asked = _AT_LEAST.findall(requires)
    return bool(core) and any(_release(one) > _release(core) for one in asked)


def _release(said: str) -> tuple[int, ...]:
    """Return the numbers of a version, so that 1.0 and 1.0.0 are one."""
    numbers = re.match(r"[0-9]+(?:\.[0-9]+)*", said)
    found = [int(one) for one in numbers[0].split(".")] if numbers else []
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def not_allowed(name: str, allow: frozenset[str]) -> PluginError:
    """Say that a plugin may not be used here, and which may."""
    return PluginError(
        message(
            "de plugin is hier niet toegestaan. {known}",
            "the plugin is not allowed here. {known}",
            known=one_of(allow, word=name),
        ),
        plugin=name,
    )


def _not_installed(name: str) -> Message:
    known = [one.name for one in available()]
    if not known:
        return message(
            "de plugin is niet geïnstalleerd, en er is geen enkele andere",
            "the plugin is not installed, nor is any other",
        )
    return message(
        "de plugin is niet geïnstalleerd. {known}",
        "the plugin is not installed. {known}",
        known=one_of(known, word=name),
    )


def registered() -> tuple[EntryPoint, ...]:
    """Return what is registered as a plugin, which takes reading all that is installed."""
    return tuple(entry_points(group=GROUP))


def _described(found: EntryPoint) -> Available:
    dist = found.dist
    if dist is None:
        return Available(name=found.name, distribution="", version="")
    return Available(
        name=found.name,
        distribution=dist.name,
        version=dist.version,
        summary=(dist.metadata.get_all("Summary") or [""])[0],
        requires=_core_range(dist.requires or ()),
    )


#: A requirement on opgavekern, with extras or without; what holds for one extra only is no such.
_ON_CORE: Final = re.compile(
    r"opgavekern(?![\w.-])\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*\Z", re.IGNORECASE
)


def _core_range(requirements: Iterable[str]) -> str:
    """Return the versions of opgavekern that all these requirements together ask for."""
    asked = (_ON_CORE.match(one) for one in requirements)
    return ",".join(sorted({one[1].strip() for one in asked if one and one[1].strip()}))
