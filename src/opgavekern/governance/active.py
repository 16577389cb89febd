"""A plugin that takes part: who it is, and all that it declared."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import attrs

from opgavekern.base.errors import Location
from opgavekern.governance.declarations.changes import RuleChange
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.fact_changes import FactChange
from opgavekern.governance.declarations.importers import Importer
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.declarations.sections import PluginSection, RefusedSection
from opgavekern.model import KINDS, Dossier, Record, Ref


@attrs.frozen(kw_only=True)
class ActivePlugin:
    """What one plugin declared.

    Attributes:
        info: Who it is.
        distribution: What installed it; empty for a plain object.
        version: The distribution's version.
        options: What the dossier chose for it, in the plugin's own types; None without options.
        facts: What it lays under the dossier.
        rules: In order of code.
        fact_changes: What it changes of records that higher layers bring.
        rule_changes: What it changes of rules of higher layers.
        importers: In order of name.
        criteria: Of admission, in order of code.
        sections: For report and handbook, in its own order.
        refused: Sections that it could not give, and why.
        hooks: The hooks that it implements, in order of name.
        place: Where it stands, if it is a dossier's own file of rules; None for a plugin that
            somebody installed or passed in.
    """

    info: PluginInfo
    distribution: str = ""
    version: str = ""
    options: Any = None
    facts: Dossier = attrs.field(factory=Dossier, repr=False)
    rules: tuple[Rule[Any], ...] = attrs.field(default=(), repr=False)
    fact_changes: tuple[FactChange, ...] = attrs.field(default=(), repr=False)
    rule_changes: tuple[RuleChange, ...] = attrs.field(default=(), repr=False)
    importers: tuple[Importer, ...] = attrs.field(default=(), repr=False)
    criteria: tuple[Criterion[Any], ...] = attrs.field(default=(), repr=False)
    sections: tuple[PluginSection, ...] = attrs.field(default=(), repr=False)
    refused: tuple[RefusedSection, ...] = attrs.field(default=(), repr=False)
    hooks: tuple[str, ...] = attrs.field(default=(), repr=False)
    place: Location | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def name(self) -> str:
        """As dossiers name it."""
        return self.info.name

    @property
    def declared(self) -> tuple[Rule[Any] | Criterion[Any], ...]:
        """Its rules and its criteria: whatever has a code, and numbers that others may change."""
        return (*self.rules, *self.criteria)

    @property
    def installed_as(self) -> str:
        """Distribution and version, for messages."""
        return " ".join(part for part in (self.distribution, self.version) if part)

    @functools.cached_property
    def records(self) -> Mapping[Ref, Record]:
        """All records that it brings, by what refers to them."""
        return {
            Ref(kind.name, id): records[id]
            for kind in KINDS
            if not (records := getattr(self.facts, kind.plural)).is_withheld
            for id in records.ids()
        }

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.version) if part)
