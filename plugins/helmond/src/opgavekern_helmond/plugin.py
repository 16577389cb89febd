"""The plugin object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opgavekern.base import Text
from opgavekern.files import read_dossier
from opgavekern.governance import Layer, PluginInfo, PluginSection, Rule, RuleChange, hookimpl
from opgavekern.model import Dossier
from opgavekern_helmond.changes import changes_for
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules import rules_for
from opgavekern_helmond.sections import SECTIONS
from opgavekern_helmond.town import HELMOND


class Helmond:
    """What holds in Helmond besides what holds everywhere."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who the plugin is."""
        return PluginInfo(
            name="helmond",
            namespace="HLM",
            title=Text(nl="Werkwijze van Helmond", en="Helmond's way of working"),
            contact="https://github.com/opgavekern/opgavekern/issues",
            licence="MIT",
            layer=Layer.MUNICIPALITY,
            governs=frozenset({HELMOND}),
        )

    @hookimpl
    def opgavekern_options(self) -> type[HelmondOptions]:
        """Offer what a dossier may choose."""
        return HelmondOptions

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        """Read the plugin's own files, as a dossier is read."""
        return read_dossier(Path(__file__).parent / "gegevens")

    @hookimpl
    def opgavekern_rules(self, options: HelmondOptions) -> tuple[Rule[Any], ...]:
        """Return the rules."""
        return rules_for(options)

    @hookimpl
    def opgavekern_rule_changes(self, options: HelmondOptions) -> tuple[RuleChange, ...]:
        """Return what Helmond fills in."""
        return changes_for(options)

    @hookimpl
    def opgavekern_sections(self) -> tuple[PluginSection, ...]:
        """Return what the handbook says besides facts and rules."""
        return SECTIONS
