"""The plugin object of the national baseline."""

from __future__ import annotations

from typing import Any

from opgavekern.base.texts import Text
from opgavekern.baseline.criteria import CRITERIA
from opgavekern.baseline.facts import FACTS
from opgavekern.baseline.rules import RULES
from opgavekern.governance import Criterion, Layer, PluginInfo, Rule, hookimpl
from opgavekern.model import Dossier


class Baseline:
    """What holds for every public body in the Netherlands, and what is common practice."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who the plugin is."""
        return PluginInfo(
            name="nl",
            namespace="NL",
            title=Text(nl="Landelijke basis", en="National baseline"),
            contact="https://github.com/opgavekern/opgavekern/issues",
            licence="MIT",
            layer=Layer.NATIONAL,
        )

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        """Return levels, competencies, tie kinds, the lifecycle, the way of working and roles."""
        return FACTS

    @hookimpl
    def opgavekern_rules(self) -> tuple[Rule[Any], ...]:
        """Return the rules, one file a subject."""
        return RULES

    @hookimpl
    def opgavekern_criteria(self) -> tuple[Criterion[Any], ...]:
        """Return what makes something an issue in the practice of municipalities."""
        return CRITERIA
