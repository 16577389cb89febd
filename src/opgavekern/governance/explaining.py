"""Telling which rules are in force on a day, by whom and why: results for people and programs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.calendar import given_day
from opgavekern.base.converting import unstructure
from opgavekern.base.errors import BadValueError, Location
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.changes import RuleChange, parameter_of, value_of
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Basis, Rule, RuleKind, parameters_of
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.in_force import CriterionVersion, ParameterOrigin, Version, setting_of
from opgavekern.governance.outcomes import CheckResult, RuleOutcome
from opgavekern.governance.resolving import origin_of, resolve, resolve_criteria
from opgavekern.model import AreaId, OrganisationId, Period, RoleId


class RuleState(Term):
    """Whether a rule holds on a day."""

    IN_FORCE = "in_force", "van kracht"
    NOT_VALID = "not_valid", "geldt die dag niet", "not valid that day"
    DEPARTED = "departed", "van afgeweken", "departed from"


@attrs.frozen(kw_only=True)
class ParameterInForce(Answer):
    """A number of a rule as it is in force.

    Attributes:
        name: Of the parameter.
        value: As text.
        unit: What it is counted in.
        label: What people call it.
        origin: By which right it has that value.
        layers: Of the plugins that set it.
        plugins: Names of those plugins.
        basis: Where each of them says that it stands.
    """

    name: str
    value: str
    unit: str
    label: Text
    origin: ParameterOrigin
    layers: tuple[Layer, ...]
    plugins: tuple[str, ...]
    basis: tuple[Basis, ...]


@attrs.frozen(kw_only=True)
class ChangeTold(Answer):
    """What a plugin changes of a rule of a higher layer.

    Attributes:
        layer: Of the plugin.
        plugin: Its name.
        origin: By which right: it fills, tightens or departs.
        parameter: Which number; empty where the rule is off.
        value: As text; empty where the rule is off.
        basis: Where it stands.
        valid: First and last day.
        in_force: It holds on the day that was asked for.
        has_effect: It holds, and nothing above it asks more.
    """

    layer: Layer
    plugin: str
    origin: ParameterOrigin
    parameter: str
    value: str
    basis: Basis
    valid: Period
    in_force: bool
    has_effect: bool

    def text(self, language: Language = "en") -> str:
        """Return what it changes, and where that stands."""
        what = (
            message("{name} = {value}", "{name} = {value}", name=self.parameter, value=self.value)
            if self.parameter
            else message("de regel staat uit", "the rule is off")
        )
        return message(
            "{plugin} ({layer}): {origin}, {what}; {basis}",
            "{plugin} ({layer}): {origin}, {what}; {basis}",
            plugin=self.plugin,
            layer=self.layer,
            origin=self.origin,
            what=what,
            basis=" ".join(part for part in (self.basis.reference, self.basis.article) if part),
        ).text(language)


#: More organisations or areas than these are counted, not named.
_MOST_NAMED: Final = 3


def few(named: tuple[str, ...], counted: Message) -> tuple[str | Message, ...]:
    """Return names, or where there are more than a few how many."""
    return named if len(named) <= _MOST_NAMED else (counted,)


@attrs.frozen(kw_only=True)
class RuleInForce(Answer):
    """A rule as it is for the records of all bodies, or of some.

    Attributes:
        code: Its code.
        title: What is the matter when it finds something.
        severity: How much a finding weighs.
        kind: Law, policy or convention.
        plugin: Name of the plugin that declared it.
        layer: Of that plugin.
        state: Whether it holds on the day.
        scope: The records to which it applies.
        bodies: Organisations for whose records it is, of those that plugins govern by name.
        elsewhere: Also, or only, for the records of all others.
        areas: Areas for whose records it is, of those that plugins govern by name.
        outside: Also, or only, for records outside of all of those.
        parameters: Its numbers, in the order of the rule.
        changes: What other plugins changed, from the top; only what holds on the day.
    """

    code: str
    title: Text
    severity: Severity
    kind: RuleKind
    plugin: str
    layer: Layer
    state: RuleState
    scope: Scope = Scope()
    bodies: tuple[OrganisationId, ...] = ()
    elsewhere: bool = True
    areas: tuple[AreaId, ...] = ()
    outside: bool = True
    parameters: tuple[ParameterInForce, ...] = ()
    changes: tuple[ChangeTold, ...] = ()

    @property
    def whose(self) -> Message:
        """For whose records it is, in words; more than a few are counted."""
        others = message("alle andere", "all others")
        bodies = few(
            self.bodies, message("{n} organisaties", "{n} organisations", n=len(self.bodies))
        )
        named = (*bodies, *((others,) if self.elsewhere else ()))
        whose = named if self.bodies else message("alle", "all")
        if not self.areas and self.outside:
            return message("{whose}", "{whose}", whose=whose)
        beyond = message("alle andere gebieden", "all other areas")
        return message(
            "{whose}, in {areas}",
            "{whose}, in {areas}",
            whose=whose,
            areas=(
                *few(self.areas, message("{n} gebieden", "{n} areas", n=len(self.areas))),
                *((beyond,) if self.outside else ()),
            ),
        )

    @property
    def is_for_all(self) -> bool:
        """It is so for all records, of whatever body and wherever."""
        return self.elsewhere and self.outside and not self.bodies and not self.areas


@attrs.frozen(kw_only=True)
class RulesInForce(Result):
    """The rules of a governance on a day.

    Attributes:
        on: The day.
        plugins: Who takes part, in order of name, each with its version.
        rules: In order of code, and within one of the bodies that it is for.
        criteria: Those of admission, in the same order and told in the same way: one that is
            required weighs as what blocks, another as advice.
        retired: Codes that are used no more, in order.
    """

    on: date
    plugins: tuple[str, ...]
    rules: tuple[RuleInForce, ...]
    criteria: tuple[RuleInForce, ...] = ()
    retired: tuple[RetiredCode, ...] = ()

    COLUMNS: ClassVar[Columns] = columns(
        code=str,
        title_nl=str,
        title_en=str,
        severity=str,
        kind=str,
        layer=str,
        plugin=str,
        state=str,
        scope_nl=str,
        scope_en=str,
        bodies=str,
        elsewhere=bool,
        areas=str,
        outside=bool,
        parameter=str,
        value=str,
        unit=str,
        origin=str,
        set_by=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each number of each rule; one for a rule without numbers."""
        return [
            {
                "code": rule.code,
                "title_nl": rule.title.nl,
                "title_en": rule.title.en,
                "severity": rule.severity.value,
                "kind": rule.kind.value,
                "layer": rule.layer.value,
                "plugin": rule.plugin,
                "state": rule.state.value,
                "scope_nl": rule.scope.text("nl"),
                "scope_en": rule.scope.text("en"),
                "bodies": " ".join(rule.bodies),
                "elsewhere": rule.elsewhere,
                "areas": " ".join(rule.areas),
                "outside": rule.outside,
                "parameter": one.name if one else None,
                "value": one.value if one else None,
                "unit": one.unit if one else None,
                "origin": one.origin.value if one else None,
                "set_by": " ".join(one.plugins) if one else None,
            }
            for rule in self.rules
            for one in rule.parameters or (None,)
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many rules hold on the day, and how many were departed from."""
        states = [
            {one.state for one in ways}
            for _, ways in itertools.groupby(self.rules, key=lambda one: one.code)
        ]
        holding = sum(RuleState.IN_FORCE in one for one in states)
        departed = sum(RuleState.DEPARTED in one for one in states)
        said = message(
            "Regels die op {on} gelden: {holding} van {all}.",
            "Rules that hold on {on}: {holding} of {all}.",
            on=self.on,
            holding=holding,
            all=len(states),
        )
        if not departed:
            return said.text(language)
        return message(
            "{said} Er wordt afgeweken van: {departed}.",
            "{said} Departed from: {departed}.",
            said=said,
            departed=departed,
        ).text(language)


@attrs.frozen(kw_only=True)
class Explanation(Result):
    """The whole story of a rule.

    Attributes:
        on: The day.
        code: Its code.
        name: Its identifier.
        title: What is the matter when it finds something.
        rationale: Why it exists.
        severity: How much a finding weighs.
        kind: Law, policy or convention.
        basis: Where it stands.
        valid: First and last day.
        plugin: Who declared it, with its version.
        layer: Of that plugin.
        reads: Kinds of record that it looks at.
        scope: The records to which it applies.
        departable: Whether a lower layer may depart from it.
        waivable_by: Roles that may grant a waiver.
        ways: How it is in force, for all bodies or for some.
        changes: Every change, from the top, also what does not hold on the day.
        outcomes: What became of it in the result that was given; none without one.
        location: Where it stands, if it is written in a file of rules.
    """

    on: date
    code: str
    name: str
    title: Text
    rationale: Text
    severity: Severity
    kind: RuleKind
    basis: Basis
    valid: Period
    plugin: str
    layer: Layer
    reads: tuple[str, ...]
    scope: Scope = Scope()
    departable: bool
    waivable_by: tuple[RoleId, ...]
    ways: tuple[RuleInForce, ...]
    changes: tuple[ChangeTold, ...]
    outcomes: tuple[RuleOutcome, ...] = ()
    location: Location | None = None

    COLUMNS: ClassVar[Columns] = RulesInForce.COLUMNS

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each number, in each way in which the rule is in force."""
        return RulesInForce(on=self.on, plugins=(), rules=self.ways).to_records()

    def describe(self, language: Language = "en") -> str:
        """Say what the rule is, who declared it, and in how many ways it was changed."""
        return message(
            "{code} {title} is van {plugin} ({layer}); wijzigingen: {changes}.",
            "{code} {title} is of {plugin} ({layer}); changes: {changes}.",
            code=self.code,
            title=self.title,
            plugin=self.plugin,
            layer=self.layer,
            changes=len(self.changes),
        ).text(language)


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
