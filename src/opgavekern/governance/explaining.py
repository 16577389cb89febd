"""Telling which rules are in force on a day, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from opgavekern.base.calendar import given_day
from opgavekern.base.converting import unstructure
from opgavekern.base.errors import BadValueError
from opgavekern.base.near import one_of
from opgavekern.base.texts import message
from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.changes import RuleChange, parameter_of, value_of
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.rules import Rule, parameters_of
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.explained import (
    ChangeTold,
    Explanation,
    ParameterInForce,
    RuleInForce,
    RulesInForce,
    RuleState,
)
from opgavekern.governance.in_force import CriterionVersion, Version, setting_of
from opgavekern.governance.outcomes import CheckResult
from opgavekern.governance.resolving import origin_of, resolve, resolve_criteria


def rules_in_force(governance: Governance, *, on: date) -> RulesInForce:
    """Return the rules of a governance as they are on a day, with who set which number.

    Args:
        governance: The rules, and who changed them.
        on: The day.

    Raises:
        BadValueError: What is given is no day.
    """
    given_day(on, "on")
    return RulesInForce(
        on=on,
        plugins=tuple(str(one) for one in governance.plugins),
        rules=tuple(_in_force(one, on) for one in resolve(governance.plugins, on=on).versions),
        criteria=tuple(
            _in_force(one, on) for one in resolve_criteria(governance.plugins, on=on).versions
        ),
        retired=tuple(governance.retired[code] for code in sorted(governance.retired)),
    )


def explain(
    governance: Governance, code: str, *, on: date, result: CheckResult | None = None
) -> Explanation:
    """Tell the whole story of a rule: who declared it, every change by layer, what holds and why.

    A criterion of admission is told in the same way: one that is required weighs as what blocks,
    another as advice.

    Args:
        governance: The rules, and who changed them.
        code: Code of the rule, or criterion.
        on: The day.
        result: A check, whose outcome of the rule is told with it.

    Raises:
        BadValueError: No plugin has such a rule; says of a retired code when and why that was.
            Or what is given is no day.
    """
    given_day(on, "on")
    found = [
        (rule, plugin)
        for plugin in governance.plugins
        for rule in plugin.declared
        if rule.code == code
    ]
    if code in governance.retired:
        raise BadValueError(governance.retired[code].story, code="retired-code", field="code")
    if not found:
        raise BadValueError(
            message(
                'er is geen regel "{code}". {known}',
                'there is no rule "{code}". {known}',
                code=code[:40],
                known=one_of([*governance.codes], word=code),
            ),
            code="unknown-rule",
            field="code",
        )
    rule, plugin = found[0]
    ways: tuple[Version | CriterionVersion, ...] = (
        resolve(governance.plugins, on=on).by_code().get(code)
        or resolve_criteria(governance.plugins, on=on).by_code()[code]
    )
    return Explanation(
        on=on,
        code=rule.code,
        name=rule.name,
        title=rule.title,
        rationale=rule.rationale,
        severity=_severity_of(rule),
        kind=rule.kind,
        basis=rule.basis,
        valid=rule.valid,
        plugin=str(plugin),
        layer=plugin.info.layer,
        reads=tuple(sorted(rule.reads)),
        scope=rule.scope if isinstance(rule, Rule) else Scope(),
        departable=rule.departable,
        waivable_by=tuple(sorted(governance.rule(code).waivable_by))
        if isinstance(rule, Rule)
        else (),
        ways=tuple(_in_force(one, on) for one in ways),
        changes=tuple(_every_change(governance, rule, ways, on)),
        outcomes=tuple(one for one in result.receipt.rules if one.code == code) if result else (),
        location=rule.location if isinstance(rule, Rule) else None,
    )


def _severity_of(rule: Rule[Any] | Criterion[Any]) -> Severity:
    """Return how much a rule weighs; a criterion that is required keeps out what fails it."""
    if isinstance(rule, Rule):
        return rule.severity
    return Severity.BLOCKING if rule.is_required else Severity.ADVICE


def _in_force(version: Version | CriterionVersion, on: date) -> RuleInForce:
    rule = version.rule
    state = RuleState.DEPARTED if version.is_off else RuleState.IN_FORCE
    return RuleInForce(
        code=rule.code,
        title=rule.title,
        severity=_severity_of(rule),
        kind=rule.kind,
        plugin=version.plugin,
        layer=version.layer,
        state=state if on in rule.valid else RuleState.NOT_VALID,
        scope=rule.scope if isinstance(rule, Rule) else Scope(),
        bodies=version.bodies,
        elsewhere=version.is_elsewhere,
        areas=version.areas,
        outside=version.is_outside,
        parameters=tuple(_parameter(version, name) for name in parameters_of(rule.parameters)),
        changes=tuple(
            _told(one.change, one.layer, one.plugin, on, has_effect=not one.is_overtaken)
            for one in version.steps
        ),
    )


def _parameter(version: Version | CriterionVersion, name: str) -> ParameterInForce:
    setting = setting_of(version, name)
    declared = parameters_of(version.rule.parameters)[name]
    return ParameterInForce(
        name=name,
        value=as_text(setting.value),
        unit=declared.unit,
        label=declared.called(name),
        origin=setting.how,
        layers=tuple(layer for layer, _ in setting.by),
        plugins=tuple(plugin for _, plugin in setting.by),
        basis=setting.basis,
    )


def _every_change(
    governance: Governance,
    rule: Rule[Any] | Criterion[Any],
    ways: tuple[Version | CriterionVersion, ...],
    on: date,
) -> Iterator[ChangeTold]:
    effective = {
        (step.plugin, step.change) for one in ways for step in one.steps if not step.is_overtaken
    }

    def from_the_top(plugin: ActivePlugin) -> tuple[int, str]:
        return plugin.info.layer.depth, plugin.name

    for plugin in sorted(governance.plugins, key=from_the_top):
        for change in plugin.rule_changes:
            if change.rule == rule.code:
                has_effect = (plugin.name, change) in effective
                layer = plugin.info.layer
                yield _told(change, layer, plugin.name, on, has_effect=has_effect)


def _told(
    change: RuleChange, layer: Layer, plugin: str, on: date, *, has_effect: bool
) -> ChangeTold:
    name = parameter_of(change)
    return ChangeTold(
        layer=layer,
        plugin=plugin,
        origin=origin_of(change),
        parameter=name,
        value=as_text(value_of(change)) if name else "",
        basis=change.basis,
        valid=change.valid,
        in_force=on in change.valid,
        has_effect=has_effect,
    )


def as_text(value: Any) -> str:
    """Return a value of a parameter as text; empty for none."""
    plain = unstructure(value)
    if isinstance(plain, list):
        return ", ".join(map(str, plain))
    return "" if plain is None else str(plain)
