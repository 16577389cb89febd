"""Putting plugins together: what each declares must stand beside what the others do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.changebook import refuse_unfit_changes, with_types
from opgavekern.governance.conflicts import (
    refuse_contradicting_facts,
    refuse_equal_importers,
    refuse_twins,
    refuse_what_was_not_asked,
)
from opgavekern.governance.declarations.fact_changes import MergeFact
from opgavekern.governance.fact_changing import facts_in_force
from opgavekern.governance.left_out import Refusals
from opgavekern.governance.places import refuse_unknown_areas
from opgavekern.governance.scopebook import refuse_unknown_statuses
from opgavekern.model import Dossier


def fitting(
    active: list[ActivePlugin],
    options: Mapping[str, Mapping[str, Any]],
    allowed: frozenset[str] | None,
    refusals: Refusals,
) -> tuple[ActivePlugin, ...]:
    """Return the plugins that can stand beside each other, in order of name.

    Args:
        active: Plugins, each activated by itself.
        options: Those of all plugins, by name.
        allowed: Names that may take part; None allows all.
        refusals: What is done with one that cannot stand beside the rest.

    Raises:
        PluginError: As `refusals` has it; where two contradict each other, always.
        RulesError: A dossier's own file of rules does not fit.
    """
    left = sorted(active, key=lambda one: one.name)
    while True:
        try:
            return tuple(_verified(left, options, allowed, refusals))
        except PluginError as error:
            others = [one for one in left if one.name != error.plugin]
            if len(others) == len(left):
                raise
            refusals.take(error)
            left = others


def _verified(
    plugins: list[ActivePlugin],
    options: Mapping[str, Mapping[str, Any]],
    allowed: frozenset[str] | None,
    refusals: Refusals,
) -> list[ActivePlugin]:
    is_whole = not refusals.found
    active = with_types(plugins if is_whole else _without_orphans(plugins))
    left_out = (one.name for one in refusals.found)
    refuse_what_was_not_asked(active, options, allowed, frozenset(left_out))
    refuse_twins(active)
    refuse_contradicting_facts(active)
    refuse_equal_importers(active)
    refuse_unfit_changes(active)
    facts = Dossier.of(*facts_in_force(active).records.values())  # Refuses what does not fit.
    if is_whole:  # What is left out may be what brings an area or a status.
        statuses = (one.name for life in facts.lifecycles for one in life.statuses)
        refuse_unknown_areas(active, facts)
        refuse_unknown_statuses(active, statuses)
    return active


def _without_orphans(active: list[ActivePlugin]) -> list[ActivePlugin]:
    """Leave out changes of what a plugin that is left out may have declared.

    They would change nothing, and are no fault of the plugin that makes them.
    """
    namespaces = {one.info.namespace for one in active}
    records = {ref for one in active for ref in one.records}
    return [
        attrs.evolve(
            one,
            rule_changes=tuple(
                change for change in one.rule_changes if change.rule.partition("-")[0] in namespaces
            ),
            fact_changes=tuple(
                change
                for change in one.fact_changes
                if change.record in records
                and (not isinstance(change, MergeFact) or change.into in records)
            ),
        )
        for one in active
    ]
