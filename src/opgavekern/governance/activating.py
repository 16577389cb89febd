"""From one plugin to all that it declares: each hook asked once, each answer verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs
from pluggy import PluginManager

from opgavekern.base.errors import DossierError, PluginError, Problem
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.texts import message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.changebook import verify_rule_changes
from opgavekern.governance.contract import ask, bare_manager, hooks_in, verify_hooks
from opgavekern.governance.criteriabook import verify_criteria
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.fact_changing import verify_fact_changes
from opgavekern.governance.guarding import guarded
from opgavekern.governance.installed import Found
from opgavekern.governance.left_out import Refusals
from opgavekern.governance.retiring import refuse_reuse
from opgavekern.governance.rulebook import verify_importers, verify_info, verify_rules
from opgavekern.governance.sectionbook import sections_of
from opgavekern.model import Dossier
from opgavekern.model.structuring import structure_one

#: One object, so that nothing about it is worked out twice.
_NO_FACTS: Final = Dossier()


def activate_each(
    found: Iterable[Found], options: Mapping[str, Mapping[str, Any]], refusals: Refusals
) -> list[ActivePlugin]:
    """Activate each plugin; what is wrong with the options of all of them is told at once.

    Args:
        found: The plugins.
        options: Those of all plugins, by name.
        refusals: What is done with one that breaks the contract.

    Raises:
        PluginError: As `refusals` has it.
        DossierError: The options chosen for some are not what those declare.
    """
    active: list[ActivePlugin] = []
    problems: list[Problem] = []
    manager = bare_manager()
    for one in found:
        try:
            active.append(activate_one(one, options, manager=manager))
        except PluginError as error:
            refusals.take(error)
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
