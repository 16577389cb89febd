"""What is told of rules: which are in force on a day, with which numbers, by whom and why."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import Location
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Basis, RuleKind
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.in_force import ParameterOrigin
from opgavekern.governance.outcomes import RuleOutcome
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
