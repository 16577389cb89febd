"""From names of plugins to a governance: imported, verified, asked once, frozen."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import attrs
from pluggy import PluginManager

from opgavekern.base.errors import BadValueError, DossierError, PluginError, Problem
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.near import one_of
from opgavekern.base.several import several
from opgavekern.base.texts import message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.changebook import (
    refuse_unfit_changes,
    verify_rule_changes,
    with_types,
)
from opgavekern.governance.conflicts import (
    refuse_contradicting_facts,
    refuse_equal_importers,
    refuse_twins,
    refuse_what_was_not_asked,
)
from opgavekern.governance.contract import ask, bare_manager, hooks_in, verify_hooks
from opgavekern.governance.criteriabook import verify_criteria
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.fact_changing import FactsInForce, facts_in_force, verify_fact_changes
from opgavekern.governance.guarding import guarded
from opgavekern.governance.installed import (
    Found,
    available,
    core_version,
    import_plugin,
    registered,
)
from opgavekern.governance.places import refuse_unknown_areas
from opgavekern.governance.retiring import refuse_reuse, retired_codes
from opgavekern.governance.rulebook import verify_importers, verify_info, verify_rules
from opgavekern.governance.scopebook import refuse_unknown_statuses
from opgavekern.governance.sectionbook import sections_of
from opgavekern.governance.written.errors import RulesError
from opgavekern.governance.written.own import own_rules
from opgavekern.model import KINDS, Dossier, Ref, RoleId
from opgavekern.model.structuring import structure_one


@attrs.frozen(kw_only=True)
class Governance:
    """How a public body works: the plugins that govern its dossier, and all they declare.

    Attributes:
        plugins: In order of name, whatever the order in which they were given.
    """

    plugins: tuple[ActivePlugin, ...] = ()

    @classmethod
    def activate(
        cls,
        plugins: Iterable[str | object],
        *,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        allow: Iterable[str] | None = None,
    ) -> Governance:
        """Import the named plugins, and no others, and ask each what it declares.

        Args:
            plugins: Names of installed plugins, or plugin objects.
            options: Options by name of plugin, as plain data.
            allow: Names that may be imported; None allows all that are installed.

        Raises:
            PluginError: A plugin cannot be imported or breaks the contract; says which, which
                hook, and what to do.
            DossierError: Options are not what their plugin declares.
            BadValueError: Plugins, or what is allowed, are one text instead of a list, or options
                are none.
        """
        chosen = _by_plugin(options)
        allowed = None if allow is None else frozenset(several(allow, "allow"))
        wanted = several(plugins, "plugins")
        is_any_named = any(isinstance(one, str) for one in wanted)
        among, core = (registered(), core_version()) if is_any_named else ((), "")
        found = [
            import_plugin(one, allowed, among=among, core=core)
            if isinstance(one, str)
            else _passed_in(one)
            for one in wanted
        ]
        active = sorted(_activate_all(found, chosen), key=lambda one: one.name)
        active = with_types(active)
        refuse_what_was_not_asked(active, chosen, allowed)
        refuse_twins(active)
        refuse_contradicting_facts(active)
        refuse_equal_importers(active)
        refuse_unfit_changes(active)
        facts = Dossier.of(*facts_in_force(active).records.values())  # Refuses what does not fit.
        lifecycles = facts.lifecycles
        refuse_unknown_areas(active, facts)
        refuse_unknown_statuses(active, (one.name for life in lifecycles for one in life.statuses))
        return cls(plugins=tuple(active))

    @classmethod
    def of(cls, dossier: Dossier, *, allow: Iterable[str] | None = None) -> Governance:
        """Activate the plugins that a dossier names, with the options it gives, and its own rules.

        A file of rules in the dossier's folder takes part as a plugin of the layer project. It
        runs nothing, so that `allow` is not asked about it.

        Raises:
            DossierError: A plugin is not there, options are wrong, or the dossier's own rules are;
                each problem with the place in the dossier's files.
            PluginError: A plugin breaks the contract.
        """
        uses = dossier.header.plugins
        allowed = None if allow is None else frozenset(several(allow, "allow"))
        known = {one.name for one in available() if allowed is None or one.name in allowed}
        names = [use.name for use in uses]
        problems = [
            _unknown(name, index, known) if name not in known else _twice(name, index)
            for index, name in enumerate(names)
            if name not in known or name in names[:index]
        ]
        own, of_own = _own(dossier)
        if problems or of_own:
            raise DossierError([*_placed(dossier, problems), *of_own])
        options = {use.name: use.options for use in uses}
        try:
            return cls.activate([*names, *own], options=options, allow=allowed)
        except RulesError:
            raise
        except DossierError as error:
            positions = {use.name: index for index, use in enumerate(uses)}
            moved = [
                attrs.evolve(one, path=("plugins", positions[str(one.path[0])], *one.path[1:]))
                for one in error.problems
            ]
            raise DossierError(_placed(dossier, moved)) from None

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


#: One object, so that nothing about it is worked out twice.
_NO_FACTS: Final = Dossier()


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


def _activate_all(
    found: Iterable[Found], options: Mapping[str, Mapping[str, Any]]
) -> list[ActivePlugin]:
    """Activate each plugin; what is wrong with the options of all of them is told at once."""
    active: list[ActivePlugin] = []
    problems: list[Problem] = []
    manager = bare_manager()
    for one in found:
        try:
            active.append(activate_one(one, options, manager=manager))
        except DossierError as error:
            problems += error.problems
    if problems:
        raise DossierError(problems)
    return active


def activate_one(
    found: Found,
    options: Mapping[str, Mapping[str, Any]],
    *,
    manager: PluginManager | None = None,
) -> ActivePlugin:
    """Ask one plugin everything, once, and verify each answer.

    Args:
        found: The plugin.
        options: Those of all plugins, by name.
        manager: From `bare_manager`, for whoever activates many.

    Raises:
        PluginError: It breaks the contract.
        DossierError: The options chosen for it are not what it declares.
    """
    verify_hooks(found, manager or bare_manager())
    info = ask(found, "opgavekern_plugin_info", PluginInfo)
    verify_info(found, info)
    if found.name and info.name != found.name:
        raise PluginError(
            message(
                'de plugin noemt zich "{own}", maar is aangemeld als "{name}"',
                'the plugin calls itself "{own}" but is registered as "{name}"',
                own=info.name,
                name=found.name,
            ),
            plugin=found.name,
            distribution=found.installed_as,
        )
    found = attrs.evolve(found, name=info.name)
    chosen = _options(found, options.get(info.name, {}))
    facts = ask(found, "opgavekern_facts", Dossier, default=_NO_FACTS, options=chosen)
    _verify_facts(found, facts)
    rules = ask(found, "opgavekern_rules", None, default=(), options=chosen)
    with guarded(found.name, found.installed_as, "opgavekern_rules"):
        rules = verify_rules(found, info, rules)
    fact_changes = ask(found, "opgavekern_fact_changes", None, default=(), options=chosen)
    with guarded(found.name, found.installed_as, "opgavekern_fact_changes"):
        fact_changes = verify_fact_changes(found, fact_changes)
    changes = ask(found, "opgavekern_rule_changes", None, default=(), options=chosen)
    with guarded(found.name, found.installed_as, "opgavekern_rule_changes"):
        changes = verify_rule_changes(found, changes)
    importers = ask(found, "opgavekern_importers", None, default=(), options=chosen)
    with guarded(found.name, found.installed_as, "opgavekern_importers"):
        importers = verify_importers(found, info, importers)
    criteria = ask(found, "opgavekern_criteria", None, default=(), options=chosen)
    with guarded(found.name, found.installed_as, "opgavekern_criteria"):
        criteria = verify_criteria(found, info, criteria)
    codes = [*(one.code for one in rules), *(one.code for one in criteria)]
    refuse_reuse(found, info, codes)
    sections = sections_of(found, chosen)
    return ActivePlugin(
        info=info,
        distribution=found.distribution,
        version=found.version,
        options=chosen,
        facts=facts,
        rules=rules,
        fact_changes=fact_changes,
        rule_changes=changes,
        importers=importers,
        criteria=criteria,
        sections=sections.given,
        refused=sections.refused,
        hooks=hooks_in(found.plugin),
        place=found.place,
    )


def _verify_facts(found: Found, facts: Dossier) -> None:
    """Refuse waivers, which only a dossier grants, and facts of which no receipt could tell."""
    if facts.known("waivers"):
        raise PluginError(
            message(
                "een plugin verleent geen ontheffing; die staat in het dossier dat haar nodig "
                "heeft. Wijk met een reden af van de regel, of haal de ontheffing uit de feiten.",
                "a plugin grants no waiver; that stands in the dossier that needs it. Depart from "
                "the rule for a reason, or take the waiver out of the facts.",
            ),
            plugin=found.name,
            distribution=found.installed_as,
            hook="opgavekern_facts",
        )
    try:
        _ = facts.digest
    except (TypeError, ValueError, AttributeError):
        raise PluginError(
            message(
                "een feit heeft een waarde van een verkeerd type, of een half teken; maak de "
                "feiten met Dossier.from_records",
                "a fact has a value of a wrong type, or half a character; make the facts by "
                "Dossier.from_records",
            ),
            plugin=found.name,
            distribution=found.installed_as,
            hook="opgavekern_facts",
        ) from None


def _options(found: Found, given: Mapping[str, Any]) -> Any:
    """Structure the options chosen for a plugin by the class that it declares."""
    declared = ask(found, "opgavekern_options", type, default=None)
    if declared is not None and not attrs.has(declared):
        raise PluginError(
            message(
                "opties zijn een attrs-klasse; dit is {found}",
                "options are an attrs class; this is {found}",
                found=declared.__name__,
            ),
            plugin=found.name,
            distribution=found.installed_as,
            hook="opgavekern_options",
        )
    plain = given.plain() if isinstance(given, FrozenMap) else dict(given)
    if declared is None:
        if plain:
            raise DossierError([_no_options(found.name)])
        return None
    with guarded(found.name, found.installed_as, "opgavekern_options"):
        chosen, flaws = structure_one(plain, declared)
    if flaws:
        problems = (flaw.problem for flaw in flaws)
        raise DossierError(
            attrs.evolve(one, kind="dossier", path=(found.name, "options", *one.path))
            for one in problems
        )
    return chosen


def _no_options(name: str) -> Problem:
    return Problem(
        code="unknown-field",
        message=message(
            'de plugin "{name}" kent geen opties', 'the plugin "{name}" has no options', name=name
        ),
        remedy=message("Haal de opties weg.", "Take the options out."),
        kind="dossier",
        path=(name, "options"),
    )


def _unknown(name: str, index: int, known: Collection[str]) -> Problem:
    return Problem(
        code="unknown-plugin",
        message=message(
            'de plugin "{name}" is niet geïnstalleerd of hier niet toegestaan',
            'the plugin "{name}" is not installed, or not allowed here',
            name=name,
        ),
        remedy=message(
            "{known}Of installeer de plugin, of haal haar weg bij plugins.",
            "{known}Or install the plugin, or take it out of plugins.",
            known=message("{known} ", "{known} ", known=one_of(known, word=name)) if known else "",
        ),
        kind="dossier",
        path=("plugins", index),
    )


def _twice(name: str, index: int) -> Problem:
    return Problem(
        code="duplicate-plugin",
        message=message(
            'de plugin "{name}" staat er twee keer', 'the plugin "{name}" is there twice', name=name
        ),
        remedy=message("Haal er een weg.", "Take one out."),
        kind="dossier",
        path=("plugins", index),
    )


def _placed(dossier: Dossier, problems: Iterable[Problem]) -> list[Problem]:
    """Give problems about the header their place in the files."""
    return [
        attrs.evolve(one, location=_nearest_place(dossier, one.path)) if not one.location else one
        for one in problems
    ]


def _nearest_place(dossier: Dossier, path: tuple[str | int, ...]) -> Any:
    for end in range(len(path), -1, -1):
        place = dossier.locations.find("dossier", "", path[:end])
        if place is not None:
            return place
    return None
