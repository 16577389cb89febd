"""From names of plugins to a governance: imported, verified, asked once, frozen."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from opgavekern.base.errors import BadValueError, DossierError, PluginError, Problem
from opgavekern.base.several import several
from opgavekern.base.texts import message
from opgavekern.governance.activating import activate_each
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.fact_changing import FactsInForce, facts_in_force
from opgavekern.governance.fitting import fitting
from opgavekern.governance.installed import (
    Found,
    available,
    core_version,
    import_plugin,
    registered,
)
from opgavekern.governance.left_out import Refusals, RefusedPlugin, Told
from opgavekern.governance.naming import in_header, placed, problems_of_names
from opgavekern.governance.retiring import retired_codes
from opgavekern.governance.written.errors import RulesError
from opgavekern.governance.written.own import own_rules
from opgavekern.model import KINDS, Dossier, Ref, RoleId


@attrs.frozen(kw_only=True)
class Governance:
    """How a public body works: the plugins that govern its dossier, and all they declare.

    Attributes:
        plugins: In order of name, whatever the order in which they were given.
        refused: Those that were to take part and cannot be activated, in order of name; with any,
            no check is conclusive.
    """

    plugins: tuple[ActivePlugin, ...] = ()
    refused: tuple[RefusedPlugin, ...] = ()

    @classmethod
    def activate(
        cls,
        plugins: Iterable[str | object],
        *,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        allow: Iterable[str] | None = None,
        refused: Told | None = None,
    ) -> Governance:
        """Import the named plugins, and no others, and ask each what it declares.

        Args:
            plugins: Names of installed plugins, or plugin objects.
            options: Options by name of plugin, as plain data.
            allow: Names that may be imported; None allows all that are installed.
            refused: Called with the error of each plugin that cannot be activated, such as a
                logger's `warning`; the others then take part, and no check is conclusive. By
                default the first such error is raised.

        Raises:
            PluginError: A plugin cannot be imported or breaks the contract; says which, which
                hook, and what to do. With `refused` only where two plugins contradict each other,
                since neither of them can be chosen.
            DossierError: Options are not what their plugin declares.
            BadValueError: Plugins, or what is allowed, are one text instead of a list, or options
                are none.
        """
        chosen = _by_plugin(options)
        allowed = None if allow is None else frozenset(several(allow, "allow"))
        wanted = several(plugins, "plugins")
        is_any_named = any(isinstance(one, str) for one in wanted)
        among, core = (registered(), core_version()) if is_any_named else ((), "")
        refusals = Refusals(refused)
        found = []
        for one in wanted:
            try:
                found.append(
                    import_plugin(one, allowed, among=among, core=core)
                    if isinstance(one, str)
                    else _passed_in(one)
                )
            except PluginError as error:
                refusals.take(error)
        active = activate_each(found, chosen, refusals)
        together = fitting(active, chosen, allowed, refusals)
        return cls(plugins=together, refused=refusals.in_order())

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        *,
        allow: Iterable[str] | None = None,
        refused: Told | None = None,
    ) -> Governance:
        """Activate the plugins that a dossier names, with the options it gives, and its own rules.

        A file of rules in the dossier's folder takes part as a plugin of the layer project. It
        runs nothing, so that `allow` is not asked about it.

        Args:
            dossier: Its header names the plugins.
            allow: As for `activate`.
            refused: As for `activate`.

        Raises:
            DossierError: A plugin is not there, options are wrong, or the dossier's own rules are;
                each problem with the place in the dossier's files.
            PluginError: A plugin breaks the contract.
        """
        uses = dossier.header.plugins
        allowed = None if allow is None else frozenset(several(allow, "allow"))
        known = {one.name for one in available() if allowed is None or one.name in allowed}
        names = [use.name for use in uses]
        problems = problems_of_names(names, known)
        own, of_own = _own(dossier)
        if problems or of_own:
            raise DossierError([*placed(dossier, problems), *of_own])
        options = {use.name: use.options for use in uses}
        try:
            return cls.activate([*names, *own], options=options, allow=allowed, refused=refused)
        except RulesError:
            raise
        except DossierError as error:
            raise in_header(dossier, error) from None

    @functools.cached_property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The rules of all plugins, in order of code.

        Who may waive them is said in the roles of now, where lower layers merged those.
        """
        every = (one for plugin in self.plugins for one in plugin.rules)
        return tuple(sorted((_waivable_now(one, self.changed) for one in every), key=_code))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules and criteria."""
        return tuple(one.code for plugin in self.plugins for one in plugin.declared)

    @functools.cached_property
    def retired(self) -> Mapping[str, RetiredCode]:
        """Codes of rules and criteria that plugins had and use no more, by code."""
        return retired_codes(self.plugins)

    @functools.cached_property
    def changed(self) -> FactsInForce:
        """What plugins bring, and what became of it."""
        return facts_in_force(self.plugins)

    @functools.cached_property
    def facts(self) -> Dossier:
        """The facts of all plugins together, as lower layers changed those of higher ones."""
        return Dossier.of(*self.changed.records.values())

    def laid_under(self, dossier: Dossier) -> Dossier:
        """Return the dossier with the plugins' facts under it; itself where they are already.

        What other plugins laid under it, or another version of these, is taken away.
        """
        foreign = [
            ref
            for ref in dossier.laid_under
            if not dossier.withholds(ref) and dossier.find(ref) not in (None, self.facts.find(ref))
        ]
        own = dossier.replace(without=foreign) if foreign else dossier
        is_laid = all(
            under.is_withheld or all(id in under for id in facts.ids())
            for kind in KINDS
            if (facts := self.facts.of_kind(kind.plural))
            for under in (own.of_kind(kind.plural),)
        )
        return own if is_laid else own.over(self.facts)

    def rule(self, code: str) -> Rule[Any]:
        """Return the rule with a code.

        Raises:
            KeyError: No plugin has it.
        """
        found = next((one for one in self.rules if one.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def _passed_in(plugin: object) -> Found:
    return plugin if isinstance(plugin, Found) else Found(plugin=plugin)


def _own(dossier: Dossier) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return the plugin that a dossier's own rules amount to, and what is wrong with those."""
    try:
        found = own_rules(dossier)
    except RulesError as error:
        return [], error.problems
    return ([] if found is None else [found]), ()


def _code(rule: Rule[Any]) -> str:
    return rule.code


def _waivable_now(rule: Rule[Any], facts: FactsInForce) -> Rule[Any]:
    roles = frozenset(RoleId(facts.now(Ref("role", one)).id) for one in rule.waivable_by)
    return rule if roles == rule.waivable_by else attrs.evolve(rule, waivable_by=roles)


def _by_plugin(options: object) -> Mapping[str, Mapping[str, Any]]:
    """Return options as they were given, where they are options by name of plugin."""
    given = {} if options is None else options
    if isinstance(given, Mapping) and all(
        isinstance(name, str) and isinstance(one, Mapping) for name, one in given.items()
    ):
        return given
    raise BadValueError(
        message(
            'options zijn velden per plugin, zoals {"nl": {}}',
            'options are fields by plugin, such as {"nl": {}}',
        ),
        code="not-options",
        field="options",
    )
