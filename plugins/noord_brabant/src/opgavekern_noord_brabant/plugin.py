"""The plugin object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opgavekern.base import Text
from opgavekern.files import read_dossier
from opgavekern.governance import Layer, PluginInfo, Rule, RuleChange, hookimpl
from opgavekern.model import Dossier
from opgavekern_noord_brabant.changes import changes_for
from opgavekern_noord_brabant.members import MUNICIPALITIES, PROVINCE
from opgavekern_noord_brabant.options import NoordBrabantOptions
from opgavekern_noord_brabant.rules import rules_for


class NoordBrabant:
    """What holds in the province besides what holds everywhere."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who the plugin is."""
        return PluginInfo(
            name="noord-brabant",
            namespace="NBR",
            title=Text(nl="Provincie Noord-Brabant", en="Province of Noord-Brabant"),
            contact="https://github.com/opgavekern/opgavekern/issues",
            licence="MIT",
            layer=Layer.PROVINCE,
            governs=MUNICIPALITIES | {PROVINCE},
        )

    @hookimpl
    def opgavekern_options(self) -> type[NoordBrabantOptions]:
        """Offer what a dossier may choose."""
        return NoordBrabantOptions

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        """Read the plugin's own files, as a dossier is read."""
        return read_dossier(Path(__file__).parent / "gegevens")

    @hookimpl
    def opgavekern_rules(self, options: NoordBrabantOptions) -> tuple[Rule[Any], ...]:
        """Return the rules."""
        return rules_for(options)

    @hookimpl
    def opgavekern_rule_changes(self, options: NoordBrabantOptions) -> tuple[RuleChange, ...]:
        """Return what the province makes stricter."""
        return changes_for(options)
