"""The hooks of the plugin contract; each declares, none computes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pluggy

from opgavekern.governance.declarations.changes import RuleChange
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.fact_changes import FactChange
from opgavekern.governance.declarations.importers import Importer
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.declarations.sections import PluginSection
from opgavekern.model import Dossier

#: Entry-point group; its number is the version of this contract.
GROUP = "opgavekern.v1"
#: With this prefix a name is a hook, also when the marker was forgotten.
PREFIX = "opgavekern_"

_spec = pluggy.HookspecMarker("opgavekern")
#: Marks a function or method as the plugin's answer to a hook.
hookimpl = pluggy.HookimplMarker("opgavekern")


@_spec
def opgavekern_plugin_info() -> PluginInfo:
    """Say who the plugin is; required."""
    raise TypeError("a specification")


@_spec
def opgavekern_options() -> type[Any]:
    """Return an attrs class: the options that a dossier may set for this plugin."""
    raise TypeError("a specification")


@_spec
def opgavekern_facts(options: Any) -> Dossier:
    """Return facts to lay under the dossier: roles, levels, lifecycles, bodies, areas.

    Args:
        options: An instance of the class that `opgavekern_options` returned; None without one.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_rules(options: Any) -> Iterable[Rule[Any]]:
    """Return the plugin's rules.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_fact_changes(options: Any) -> Iterable[FactChange]:
    """Return how the plugin renames, retires or merges records that higher layers bring.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_rule_changes(options: Any) -> Iterable[RuleChange]:
    """Return what the plugin changes of rules of higher layers: `Fill`, `Tighten`, `Depart`.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_criteria(options: Any) -> Iterable[Criterion[Any]]:
    """Return criteria of admission: by what a signal becomes an issue.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_importers(options: Any) -> Iterable[Importer]:
    """Return mappings for tables that come by often, run by `opgavekern import --with`.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")


@_spec
def opgavekern_sections(options: Any) -> Iterable[PluginSection]:
    """Return sections for the report or the handbook: text, tables and pictures by name.

    Args:
        options: As for `opgavekern_facts`.
    """
    raise TypeError("a specification")
