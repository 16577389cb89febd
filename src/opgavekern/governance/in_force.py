"""What is in force on a day: each rule or criterion, in each way in which it holds."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Generic, Protocol, TypeVar

import attrs

from opgavekern.base.labels import Term
from opgavekern.governance.declarations.changes import RuleChange
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.rules import Basis, Rule
from opgavekern.governance.places import ANYWHERE_ELSE, NamedAreas, Places
from opgavekern.model import AreaId, OrganisationId

#: Stands for every body that no plugin governs by name.
ANYONE_ELSE: Final = OrganisationId("")
Bodies = frozenset[OrganisationId]


class Declared(Protocol):
    """What a rule and a criterion have in common: numbers that lower layers may change."""

    @property
    def code(self) -> str:
        """The plugin's namespace and a number."""

    @property
    def basis(self) -> Basis:
        """Where it stands."""

    @property
    def parameters(self) -> type[Any]:
        """An attrs class with its numbers."""

    @property
    def departable(self) -> bool:
        """Whether a lower layer may depart from it."""


D = TypeVar("D", bound=Declared)


class ParameterOrigin(Term):
    """By which right a parameter has its value."""

    DECLARED = "declared", "vastgesteld"
    FILLED = "filled", "ingevuld"
    TIGHTENED = "tightened", "aangescherpt"
    DEPARTED = "departed", "afgeweken"


@attrs.frozen(kw_only=True)
class Setting:
    """The value of a parameter, and who set it.

    Attributes:
        value: The value.
        how: By which right.
        by: Layer and name of each plugin that set it so.
        basis: Where that stands, one for each of those.
        floor: What no lower layer may ask less than; None where nobody tightened.
    """

    value: Any
    how: ParameterOrigin
    by: tuple[tuple[Layer, str], ...]
    basis: tuple[Basis, ...]
    floor: Any = None


@attrs.frozen(kw_only=True)
class Step:
    """A change that somebody made to a rule.

    Attributes:
        layer: Of the plugin.
        plugin: Its name.
        change: What it declared.
        is_overtaken: It has no effect, since what stands over it asks more or is off.
    """

    layer: Layer
    plugin: str
    change: RuleChange
    is_overtaken: bool = False


@attrs.frozen(kw_only=True)
class InForce(Generic[D]):
    """A rule or criterion as it is in force for the records of some bodies.

    Attributes:
        rule: As it was declared.
        plugin: Name of the plugin that declared it.
        layer: Of that plugin.
        whose: Bodies for whose records it holds, `ANYONE_ELSE` among them; None for all records.
        where: Areas for whose records it holds, `ANYWHERE_ELSE` among them; None for all records.
        settings: Values that differ from the rule's own defaults, by parameter.
        is_off: Somebody departed from the whole rule.
        steps: Every change in force, from the top.
    """

    rule: D
    plugin: str
    layer: Layer
    whose: Bodies | None = None
    where: Places | None = None
    settings: Mapping[str, Setting] = attrs.field(factory=dict, hash=False)
    is_off: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def bodies(self) -> tuple[OrganisationId, ...]:
        """The bodies named by plugins for whose records it is; none where it is for all."""
        return tuple(sorted((self.whose or frozenset()) - {ANYONE_ELSE}))

    @property
    def is_elsewhere(self) -> bool:
        """It is for the records of bodies that no plugin names."""
        return self.whose is None or ANYONE_ELSE in self.whose

    @property
    def areas(self) -> tuple[AreaId, ...]:
        """The areas named by plugins for whose records it is; none where it is for all."""
        return tuple(sorted((self.where or frozenset()) - {ANYWHERE_ELSE}))

    @property
    def is_outside(self) -> bool:
        """It is for the records outside of the areas that plugins name."""
        return self.where is None or ANYWHERE_ELSE in self.where

    @property
    def parameters(self) -> Any:
        """The rule's numbers in force."""
        return with_values(
            self.rule.parameters, {name: one.value for name, one in self.settings.items()}
        )


def with_values(cls: type, values: Mapping[str, Any]) -> Any:
    """Return parameters of a class with other values than its defaults."""
    if not values:
        return cls()
    alias = {field.name: field.alias or field.name for field in attrs.fields(cls)}
    return cls(**{alias[name]: value for name, value in values.items()})


@attrs.frozen(kw_only=True)
class Resolved(Generic[D]):
    """The rules, or criteria, in force on a day.

    Attributes:
        on: The day.
        versions: In order of code, and within one rule of the bodies that it is for.
        named: Bodies that some plugin governs by name.
        areas: The areas that some plugin governs by name.
        depth: Of the lowest layer that took part; -1 where none did.
    """

    on: date
    versions: tuple[InForce[D], ...] = ()
    named: Bodies = frozenset()
    areas: NamedAreas = NamedAreas()
    depth: int = -1

    def by_code(self) -> dict[str, tuple[InForce[D], ...]]:
        """Return the versions of each rule, in order of code."""
        groups = itertools.groupby(self.versions, key=lambda one: one.rule.code)
        return {code: tuple(versions) for code, versions in groups}


def setting_of(version: InForce[Any], name: str) -> Setting:
    """Return the value of a parameter and who set it, also where that is the default."""
    found = version.settings.get(name)
    if found is not None:
        return found
    return Setting(
        value=getattr(version.rule.parameters(), name),
        how=ParameterOrigin.DECLARED,
        by=((version.layer, version.plugin),),
        basis=(version.rule.basis,),
    )


Version = InForce[Rule[Any]]
Resolution = Resolved[Rule[Any]]
CriterionVersion = InForce[Criterion[Any]]
CriteriaInForce = Resolved[Criterion[Any]]
