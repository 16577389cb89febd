"""The plugin object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opgavekern.base import Text
from opgavekern.files import read_dossier
from opgavekern.governance import Layer, PluginInfo, Rule, hookimpl
from opgavekern.model import Dossier
from opgavekern_haarlem.city import HAARLEM
from opgavekern_haarlem.options import HaarlemOptions
from opgavekern_haarlem.rules import rules_for


class Haarlem:
    """What holds in Haarlem besides what holds everywhere."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who the plugin is."""
        return PluginInfo(
            name="haarlem",
            namespace="HAA",
            title=Text(nl="Werkwijze van Haarlem", en="Haarlem's way of working"),
            contact="https://github.com/opgavekern/opgavekern/issues",
            licence="MIT",
            layer=Layer.MUNICIPALITY,
            governs=frozenset({HAARLEM}),
        )

    @hookimpl
    def opgavekern_options(self) -> type[HaarlemOptions]:
        """Offer what a dossier may choose."""
        return HaarlemOptions

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        """Read the plugin's own files, as a dossier is read."""
        return read_dossier(Path(__file__).parent / "gegevens")

    @hookimpl
    def opgavekern_rules(self, options: HaarlemOptions) -> tuple[Rule[Any], ...]:
        """Return the rules."""
        return rules_for(options)
