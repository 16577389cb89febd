"""From what plugins declare to the rules in force on a day: one pure function.

Layers are taken from the top. Those beside each other are taken together, so that the order of
plugins cannot matter: each is held against what stands over all of them. A rule can differ from
one public body to another; each way it is in force is a `Version`. Criteria of admission are
resolved by the same function.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

import attrs

from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.contradicting import refuse_contradictions
from opgavekern.governance.declarations.changes import (
    Depart,
    RuleChange,
    Tighten,
    parameter_of,
    value_of,
)
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.rules import Parameter, Rule, parameters_of
from opgavekern.governance.in_force import (
    ANYONE_ELSE,
    Bodies,
    CriteriaInForce,
    D,
    InForce,
    ParameterOrigin,
    Resolution,
    Resolved,
    Setting,
    Step,
    setting_of,
)
from opgavekern.governance.places import NamedAreas
from opgavekern.model import AreaId, OrganisationId

#: An id of a body, or of an area.
T = TypeVar("T", bound=str)


def resolve(
    plugins: Iterable[ActivePlugin], *, on: date, above: Resolution | None = None
) -> Resolution:
    """Return the rules in force on a day.

    Args:
        plugins: In any order; one that is there twice counts once.
        on: The day.
        above: What was resolved of higher layers before, on the same day.

    Returns:
        The same for every order of plugins, and the same whether layers are resolved at once or
        from the top down, each over what came of those above. Takes time linear in the rules, and
        in the changes times the bodies and areas that plugins name.

    Raises:
        PluginError: Two plugins, neither of a layer over the other's, say different things of one
            rule for the same records; names both, and both values.
        ValueError: A plugin's layer is not below those in `above`, or the day is another.
    """
    return _resolved(plugins, _rules_of, above or Resolution(on=on), on)


def resolve_criteria(plugins: Iterable[ActivePlugin], *, on: date) -> CriteriaInForce:
    """Return the criteria of admission in force on a day, by the same law as rules.

    Raises:
        PluginError: As for `resolve`.
    """
    return _resolved(plugins, _criteria_of, CriteriaInForce(on=on), on)


def _rules_of(plugin: ActivePlugin) -> tuple[Rule[Any], ...]:
    return plugin.rules


def _criteria_of(plugin: ActivePlugin) -> tuple[Criterion[Any], ...]:
    return plugin.criteria


def _resolved(
    plugins: Iterable[ActivePlugin],
    declared_by: Callable[[ActivePlugin], tuple[D, ...]],
    above: Resolved[D],
    on: date,
) -> Resolved[D]:
    """Take layer after layer of what plugins declare of one sort."""
    active = sorted(
        {one.name: one for one in plugins}.values(),
        key=lambda one: (one.info.layer.depth, one.name),
    )
    if above.on != on or any(one.info.layer.depth <= above.depth for one in active):
        raise ValueError("what stands above is of another day, or of no higher layer")
    named = above.named.union(*(one.info.governs for one in active))
    every = named | {ANYONE_ELSE}
    areas = above.areas | active
    rules = {
        code: [_spread(one, above, named, areas) for one in versions]
        for code, versions in itertools.groupby(above.versions, key=lambda one: one.rule.code)
    }
    for _, layer in itertools.groupby(active, key=lambda one: one.info.layer.depth):
        group = tuple(layer)
        for code, told in _by_rule(group, on).items():
            rules[code] = [
                new for old in rules.get(code, ()) for new in _changed(old, told, every, areas)
            ]
        for plugin in group:
            for rule in declared_by(plugin):
                rules[rule.code] = [_declared(rule, plugin, on, areas)]
    found = (one for code in sorted(rules) for one in sorted(rules[code], key=_by_whose))
    depth = max((one.info.layer.depth for one in active), default=above.depth)
    return attrs.evolve(above, versions=tuple(found), named=named, areas=areas, depth=depth)


#: A plugin with one of its changes.
_Told = tuple[ActivePlugin, RuleChange]


def _by_rule(plugins: Iterable[ActivePlugin], on: date) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for plugin in plugins:
        for change in plugin.rule_changes:
            if on in change.valid:
                found.setdefault(change.rule, []).append((plugin, change))
    return found


def _spread(
    version: InForce[D], above: Resolved[D], named: Bodies, areas: NamedAreas
) -> InForce[D]:
    """Say in the bodies and areas that are named now whose records a version is for."""
    whose, where = version.whose, version.where
    if whose is not None and ANYONE_ELSE in whose:
        whose |= named - above.named
    if where is not None:
        where = areas.spread(where, above.areas.ids)
    return attrs.evolve(version, whose=whose, where=where)


def _by_whose(version: InForce[D]) -> tuple[list[OrganisationId], list[AreaId]]:
    return sorted(version.whose or ()), sorted(version.where or ())


def _declared(rule: D, plugin: ActivePlugin, on: date, areas: NamedAreas) -> InForce[D]:
    layer = plugin.info.layer
    settings = {
        name: Setting(
            value=dated.value,
            how=ParameterOrigin.DECLARED,
            by=((layer, plugin.name),),
            basis=(attrs.evolve(rule.basis, reference=dated.reference, article=""),),
        )
        for name, declared in parameters_of(rule.parameters).items()
        if declared.dated and (dated := declared.dated_on(on)) is not None
    }
    return InForce(
        rule=rule,
        plugin=plugin.name,
        layer=layer,
        whose=plugin.info.governs or None,
        where=areas.within(plugin.info.governs_areas) or None,
        settings=settings,
    )


def _changed(
    version: InForce[D], told: list[_Told], every: Bodies, areas: NamedAreas
) -> Iterator[InForce[D]]:
    """Yield what changes of layers beside each other make of a version, body by body.

    And area by area: a plugin governs one or the other, so that each part is for the records of
    some bodies in some areas.
    """
    bodies_of = [plugin.info.governs for plugin, _ in told]
    areas_of = [areas.within(plugin.info.governs_areas) for plugin, _ in told]
    everywhere = areas.everywhere
    for theirs, bodies in _parted(version.whose or every, bodies_of):
        for local, places in _parted(version.where or everywhere, areas_of):
            part = attrs.evolve(
                version,
                whose=None if bodies == every else bodies,
                where=None if places == everywhere else places,
            )
            concerned = [
                told[number]
                for number in range(len(told))
                if number in theirs
                or number in local
                or not (bodies_of[number] or areas_of[number])
            ]
            yield _applied(part, concerned) if concerned else part


def _parted(
    every: frozenset[T], governed: list[frozenset[T]]
) -> list[tuple[tuple[int, ...], frozenset[T]]]:
    """Part bodies, or areas, by which of several plugins govern them, by number."""
    parts: dict[tuple[int, ...], set[T]] = {}
    if not any(governed):
        return [((), every)]
    for one in sorted(every):
        concerned = tuple(number for number, own in enumerate(governed) if one in own)
        parts.setdefault(concerned, set()).add(one)
    return [(concerned, frozenset(part)) for concerned, part in parts.items()]


def _applied(version: InForce[D], told: list[_Told]) -> InForce[D]:
    """Return a version after changes of layers beside each other, that are all about it."""
    refuse_contradictions(told)
    settings = dict(version.settings)
    effective: list[_Told] = []
    for name, changes in _by_parameter(() if version.is_off else told).items():
        declared = parameters_of(version.rule.parameters)[name]
        settings[name], having = _weighed(setting_of(version, name), declared, changes)
        effective += having
    off = [one for one in told if not version.is_off and _switches_off(one[1])]
    kept = {id(change) for _, change in (*effective, *off)}
    steps = (
        Step(
            layer=plugin.info.layer,
            plugin=plugin.name,
            change=change,
            is_overtaken=id(change) not in kept,
        )
        for plugin, change in told
    )
    return attrs.evolve(
        version,
        settings=settings,
        is_off=version.is_off or bool(off),
        steps=version.steps + tuple(dict.fromkeys(steps)),
    )


def _weighed(
    before: Setting, declared: Parameter, changes: list[_Told]
) -> tuple[Setting, list[_Told]]:
    """Return a setting after changes that all give one value, and those that have effect."""
    value = value_of(changes[0][1])
    if any(isinstance(one, Depart) for _, one in changes):
        return _set_by(changes, ParameterOrigin.DEPARTED, floor=None), changes
    weaker = declared.tighten.is_weaker if declared.tighten else _never
    floor = before.floor
    tightens = any(isinstance(one, Tighten) for _, one in changes)
    if tightens and (floor is None or weaker(floor, value)):
        floor = value
    having = [
        told
        for told in changes
        if not weaker(value, before.value if isinstance(told[1], Tighten) else before.floor)
    ]
    if not having:
        return attrs.evolve(before, floor=floor), []
    how = (
        ParameterOrigin.TIGHTENED
        if any(isinstance(one, Tighten) for _, one in having)
        else ParameterOrigin.FILLED
    )
    return _set_by(having, how, floor=floor), having


def origin_of(change: RuleChange) -> ParameterOrigin:
    """Return by which right a change sets a value."""
    if isinstance(change, Depart):
        return ParameterOrigin.DEPARTED
    return ParameterOrigin.TIGHTENED if isinstance(change, Tighten) else ParameterOrigin.FILLED


def _never(value: Any, than: Any) -> bool:
    """Stand for the comparison of values of which none is stricter."""
    return False


def _set_by(told: list[_Told], how: ParameterOrigin, *, floor: Any) -> Setting:
    return Setting(
        value=value_of(told[0][1]),
        how=how,
        by=tuple((plugin.info.layer, plugin.name) for plugin, _ in told),
        basis=tuple(one.basis for _, one in told),
        floor=floor,
    )


def _by_parameter(told: Iterable[_Told]) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for plugin, change in told:
        if not _switches_off(change):
            found.setdefault(parameter_of(change), []).append((plugin, change))
    return found


def _switches_off(change: RuleChange) -> bool:
    return isinstance(change, Depart) and not change.parameter
