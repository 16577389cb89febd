"""What is the matter with plugins: installed, fitting this version, loading, and at peace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import DossierError, OpgavekernError, PluginError
from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.results import Result
from opgavekern.base.several import several
from opgavekern.base.texts import Language, Message, message
from opgavekern.governance.activating import activate_one
from opgavekern.governance.activation import Governance
from opgavekern.governance.checking import check
from opgavekern.governance.idling import idle_plugins, why_idle
from opgavekern.governance.installed import (
    Available,
    available,
    core_version,
    import_plugin,
    not_allowed,
    not_fitting,
)
from opgavekern.governance.left_out import RefusedPlugin
from opgavekern.governance.loading import governed
from opgavekern.governance.outcomes import WaiverOutcome, WaiverStatus
from opgavekern.model import Dossier


class PluginState(Term):
    """How a plugin is."""

    SOUND = "sound", "in orde"
    ABSENT = "absent", "niet geïnstalleerd", "not installed"
    UNFIT = "unfit", "past niet", "does not fit"
    BROKEN = "broken", "niet te laden", "does not load"
    MISSET = "misset", "verkeerd ingesteld", "set wrongly"
    CONFLICTING = "conflicting", "in conflict", "in conflict"
    INCOMPLETE = "incomplete", "onvolledig"
    IDLE = "idle", "regelt hier niets", "governs nothing here"


#: Of plugins that load, whatever else is the matter.
_LOADING: Final = frozenset({PluginState.SOUND, PluginState.INCOMPLETE})


@attrs.frozen(kw_only=True)
class PluginHealth(Answer):
    """How one plugin is.

    Attributes:
        name: As dossiers name it.
        distribution: What installed it; empty where nothing did.
        version: The distribution's version.
        requires: The versions of opgavekern that it asks for.
        state: Sound, or the first thing that is the matter.
        said: What is the matter, and what to do; None for a sound plugin.
    """

    name: str
    distribution: str = ""
    version: str = ""
    requires: str = ""
    state: PluginState = PluginState.SOUND
    said: Message | None = None


@attrs.frozen(kw_only=True)
class Diagnosis(Result):
    """How plugins are, each by itself and all together.

    Attributes:
        core: The version of opgavekern.
        plugins: In order of name.
        waivers: Of the dossier, those that take nothing away on the day: not needed, expired or
            refused; in order of rule. They are no fault of a plugin.
    """

    core: str
    plugins: tuple[PluginHealth, ...]
    waivers: tuple[WaiverOutcome, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Nothing is the matter with any plugin."""
        return all(one.state is PluginState.SOUND for one in self.plugins)

    COLUMNS: ClassVar[Columns] = columns(
        name=str,
        distribution=str,
        version=str,
        requires=str,
        state=str,
        said_nl=str,
        said_en=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each plugin, texts in both languages."""
        return [
            {
                "name": one.name,
                "distribution": one.distribution,
                "version": one.version,
                "requires": one.requires,
                "state": one.state.value,
                "said_nl": one.said.text("nl") if one.said else None,
                "said_en": one.said.text("en") if one.said else None,
            }
            for one in self.plugins
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many plugins are in order, with which something is the matter, and of waivers."""
        ill = tuple(one.name for one in self.plugins if one.state is not PluginState.SOUND)
        said = message(
            "Plugins in orde: {sound}.",
            "Plugins in order: {sound}.",
            sound=len(self.plugins) - len(ill),
        )
        if ill:
            said = message(
                "{said} Er is iets met {ill}.",
                "{said} Something is the matter with {ill}.",
                said=said,
                ill=ill,
            )
        if self.waivers:
            said = message(
                "{said} Ontheffingen die niets wegnemen: {count}.",
                "{said} Waivers that take nothing away: {count}.",
                said=said,
                count=len(self.waivers),
            )
        return said.text(language)


def diagnose(
    dossier: Dossier | None = None,
    *,
    allow: Iterable[str] | None = None,
    on: date | None = None,
) -> Diagnosis:
    """Tell what is the matter with plugins: with those of a dossier, or with all that are there.

    Each is imported and asked what it declares, unless its metadata say that it does not fit; then
    those that load are put together. Nothing that a plugin raises is raised here. A dossier with
    waivers is checked as well, to tell which of them take nothing away.

    Args:
        dossier: Its plugins are tried, with its options, and their facts under it. Without one,
            every installed plugin is, with no options.
        allow: Names of plugins that may be imported; None allows all that are installed.
        on: The day on which waivers are judged; the dossier's own day where it is not given, and
            without either they are not.

    Raises:
        MissingExtraError: A plugin asks for versions, and `packaging` to compare them with is not
            installed.
        BadValueError: What is allowed is one text instead of a list.
    """
    allowed = None if allow is None else frozenset(several(allow, "allow"))
    installed = available()
    if dossier is None:
        names = {one.name for one in installed if allowed is None or one.name in allowed}
        options: Mapping[str, Mapping[str, Any]] = {}
    else:
        names = {one.name for one in dossier.header.plugins}
        options = {one.name: one.options for one in dossier.header.plugins}
    core = core_version()
    each = [_alone(name, installed, options, allowed, core) for name in sorted(names)]
    plugins = _together(each, dossier, options)
    if dossier is None:
        return Diagnosis(core=core, plugins=plugins)
    try:
        loading = [one.name for one in plugins if one.state in _LOADING]
        whole, governance = _try(loading, dossier, {})
    except OpgavekernError:  # Told above, or by checking.
        return Diagnosis(core=core, plugins=plugins)
    return Diagnosis(
        core=core,
        plugins=_at_work(plugins, whole, governance),
        waivers=_doing_nothing(plugins, whole, governance, on or dossier.header.as_of),
    )


def _alone(
    name: str,
    installed: tuple[Available, ...],
    options: Mapping[str, Mapping[str, Any]],
    allowed: frozenset[str] | None,
    core: str,
) -> PluginHealth:
    """Tell how a plugin is by itself."""
    described = next((one for one in installed if one.name == name), None)
    if described is None:
        known = one_of([one.name for one in installed], word=name)
        said = message(
            "Installeer de plugin, of haal haar uit het dossier. {known}",
            "Install the plugin, or take it out of the dossier. {known}",
            known=known,
        )
        return PluginHealth(name=name, state=PluginState.ABSENT, said=said)
    health = PluginHealth(
        name=name,
        distribution=described.distribution,
        version=described.version,
        requires=described.requires,
    )
    if allowed is not None and name not in allowed:
        return _ill(health, PluginState.BROKEN, not_allowed(name, allowed).message)
    if not _fits(described.requires, core):
        return _ill(health, PluginState.UNFIT, not_fitting(described, core))
    try:
        active = activate_one(import_plugin(name, allowed), options)
    except DossierError as error:
        said = message("{problems}", "{problems}", problems=tuple(_words(error)))
        return _ill(health, PluginState.MISSET, said)
    except OpgavekernError as error:
        return _ill(health, PluginState.BROKEN, _where_and_why(error))
    if active.refused:
        said = message(
            "{refused}", "{refused}", refused=tuple(one.message for one in active.refused)
        )
        return _ill(health, PluginState.INCOMPLETE, said)
    return health


def _together(
    each: list[PluginHealth], dossier: Dossier | None, options: Mapping[str, Mapping[str, Any]]
) -> tuple[PluginHealth, ...]:
    """Put together what loads; one that cannot stand beside the rest is left out of the next try.

    So all conflicts are told, in as many tries as there are.
    """
    found = {one.name: one for one in each}
    while left := [one.name for one in found.values() if one.state in _LOADING]:
        try:
            _try(left, dossier, options)
        except PluginError as error:
            if error.plugin not in left:
                break
            found[error.plugin] = _ill(
                found[error.plugin], PluginState.CONFLICTING, _where_and_why(error)
            )
        except DossierError:
            break  # The dossier's own problems, which checking tells with their places.
        else:
            break
    return tuple(found[name] for name in sorted(found))


def _at_work(
    plugins: tuple[PluginHealth, ...], whole: Dossier, governance: Governance
) -> tuple[PluginHealth, ...]:
    """Tell of those that are sound whether the dossier has anything of what they govern."""
    idle = {one.name: why_idle(whole, one) for one in idle_plugins(whole, governance)}
    return tuple(
        _ill(one, PluginState.IDLE, idle[one.name]) if one.name in idle else one for one in plugins
    )


def _doing_nothing(
    plugins: tuple[PluginHealth, ...], whole: Dossier, governance: Governance, on: date | None
) -> tuple[WaiverOutcome, ...]:
    """Return the waivers that take nothing away; of rules whose plugin is ill nobody knows."""
    if on is None or not whole.known("waivers"):
        return ()
    ill = tuple(
        RefusedPlugin(name=one.name, distribution=one.distribution, message=one.said)
        for one in plugins
        if one.state not in _LOADING and one.said is not None
    )
    result = check(whole, attrs.evolve(governance, refused=ill), on=on)
    idle = (one for one in result.waivers if one.status is not WaiverStatus.ACTIVE)
    return tuple(sorted(idle, key=lambda one: (one.rule, one.waiver)))


def _try(
    names: list[str], dossier: Dossier | None, options: Mapping[str, Mapping[str, Any]]
) -> tuple[Dossier, Governance]:
    if dossier is None:
        chosen = {one: options[one] for one in names if one in options}
        governance = Governance.activate(names, options=chosen)
        return governance.facts, governance
    uses = tuple(one for one in dossier.header.plugins if one.name in names)
    return governed(attrs.evolve(dossier, header=attrs.evolve(dossier.header, plugins=uses)))


def _ill(health: PluginHealth, state: PluginState, said: Message) -> PluginHealth:
    return attrs.evolve(health, state=state, said=said)


def _where_and_why(error: OpgavekernError) -> Message:
    hook = error.hook if isinstance(error, PluginError) else ""
    return (
        message("{hook}: {why}", "{hook}: {why}", hook=hook, why=error.message)
        if hook
        else (error.message)
    )


def _words(error: DossierError) -> Iterable[Message]:
    for one in error.problems:
        yield message("{said}. {remedy}", "{said}. {remedy}", said=one.message, remedy=one.remedy)


def _fits(requires: str, core: str) -> bool:
    """Tell whether this version is among those asked for; unknown versions are let through."""
    if not requires or not core:
        return True
    specifiers = require("packaging.specifiers")
    try:
        return bool(specifiers.SpecifierSet(requires).contains(core, prereleases=True))
    except specifiers.InvalidSpecifier:
        return True  # Such as an address: pip has judged it already.
