"""Rules: what should be true of a dossier, why, on what basis and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import Location
from opgavekern.base.labels import Term
from opgavekern.base.texts import Text
from opgavekern.governance.declarations.findings import Finding, Severity
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.scope import Scope
from opgavekern.model import Dossier, Period, RoleId

P = TypeVar("P")

#: Metadata key of what a parameter declares.
_DECLARED: Final = "parameter"


class RuleKind(Term):
    """What a rule rests on."""

    LAW = "law", "wet"
    POLICY = "policy", "beleid"
    CONVENTION = "convention", "gebruik"


@attrs.frozen(kw_only=True)
class Basis(Answer):
    """Where a rule stands.

    Attributes:
        reference: Name of the law, ordinance or decision.
        article: Article and paragraph.
        address: Where it can be read, such as its BWB or CVDR address.
        explanation: What it says, in one line.
        verified: Whether someone read the text in force; None is not said.
    """

    reference: str
    article: str = ""
    address: str = ""
    explanation: Text | None = None
    verified: bool | None = None


class Stricter(Term):
    """Which way a number asks more."""

    LOWER = "lower", "lager"
    HIGHER = "higher", "hoger"

    def is_weaker(self, value: Any, than: Any) -> bool:
        """Tell whether a value asks less than another; no value (None) asks nothing."""
        if value is None or than is None:
            return value is None and than is not None
        return bool(value > than if self is Stricter.LOWER else value < than)


@attrs.frozen(kw_only=True)
class Dated:
    """The value of a parameter from a day on, until the next one.

    Attributes:
        first: The first day on which it holds.
        value: Of the type that the parameter has.
        reference: What changed it that day, such as an act with its number.
    """

    first: date
    value: Any
    reference: str


@attrs.frozen(kw_only=True)
class Parameter:
    """What a rule says of one of its numbers.

    Attributes:
        unit: What it is counted in, such as `days`.
        open_to: Layers that may fill it.
        tighten: Which way a lower layer may tighten it; None where it may not.
        dated: Its values in time, oldest first; before the first of them the default holds.
        label: What people call it, with what it is counted in; None leaves that to its name.
    """

    unit: str = ""
    open_to: frozenset[Layer] = frozenset()
    tighten: Stricter | None = None
    dated: tuple[Dated, ...] = ()
    label: Text | None = None

    def called(self, name: str) -> Text:
        """Return what people call it, of which `name` is the identifier."""
        if self.label is not None:
            return self.label
        words = f"{name.replace('_', ' ')} ({self.unit})" if self.unit else name.replace("_", " ")
        return Text(nl=words, en=words)

    def dated_on(self, day: date) -> Dated | None:
        """Return the value in force on a day; None before the first."""
        return next((one for one in reversed(self.dated) if one.first <= day), None)


def parameter(
    default: Any,
    *,
    unit: str,
    open_to: Iterable[Layer] = (),
    tighten: Stricter | None = None,
    dated: Iterable[Dated] = (),
    label: Text | None = None,
) -> Any:
    """Declare a number that a rule uses, as a field of its parameters class.

    Args:
        default: Its value unless something else is decided.
        unit: What it is counted in, such as `days`.
        open_to: Layers that may fill it.
        tighten: Which way a lower layer may tighten it; None where it may not.
        dated: Its values from a day on; before the first of them the default holds.
        label: What people call it, with what it is counted in, for the handbook.
    """
    declared = Parameter(
        unit=unit,
        open_to=frozenset(open_to),
        tighten=tighten,
        dated=tuple(sorted(dated, key=lambda one: one.first)),
        label=label,
    )
    return attrs.field(default=default, metadata={_DECLARED: declared})


def parameters_of(cls: type) -> Mapping[str, Parameter]:
    """Return what a parameters class declares of each of its fields, by name."""
    plain = Parameter()
    return MappingProxyType(
        {field.name: field.metadata.get(_DECLARED, plain) for field in attrs.fields(cls)}
    )


@attrs.frozen
class NoParameters:
    """The parameters of a rule that has none."""


@attrs.frozen(kw_only=True)
class RuleContext(Generic[P]):
    """What a rule may know besides the dossier.

    Attributes:
        on: The day on which is checked.
        parameters: The rule's numbers in force that day.
    """

    on: date
    parameters: P


def _parts_of_check(check: Callable[..., object]) -> object:
    """Return what makes two checks equal, since `partial` compares by identity."""
    if not isinstance(check, partial):
        return check
    return (check.func, check.args, tuple(sorted(check.keywords.items(), key=lambda one: one[0])))


@attrs.frozen(kw_only=True)
class Rule(Generic[P]):
    """One thing that should be true, as an ordinance would put it.

    Attributes:
        code: The plugin's namespace and a number, never used again: `NL-001`.
        name: Identifier, for programs.
        title: What is the matter when it finds something, in one line.
        rationale: Why the rule exists.
        severity: How much a finding weighs.
        kind: Law, policy or convention.
        basis: Where it stands.
        reads: Kinds of record that it looks at, by plural name; others are kept from it.
        check: Yields findings; pure, and for the whole dossier at once.
        valid: First and last day on which it holds, both inclusive.
        parameters: An attrs class with its numbers, each with a default.
        each: One of the kinds in `reads`, of which it judges every record by itself: what it
            finds is about a record of that kind, and the same whatever other records of that kind
            there are. After a change only what changed is then judged again. Empty for a rule
            that looks at several together.
        scope: The records to which it applies; everything unless it says so.
        waivable_by: Roles of which the holder may grant a waiver of it; empty for what nobody may
            waive.
        departable: Whether a lower layer may depart from it, with a basis of its own.
        location: Where it stands in a file of rules; None for one that is written in Python.
    """

    code: str
    name: str
    title: Text
    rationale: Text
    severity: Severity
    kind: RuleKind
    basis: Basis
    reads: frozenset[str]
    check: Callable[[Dossier, RuleContext[P]], Iterable[Finding]] = attrs.field(
        repr=False, eq=_parts_of_check
    )
    valid: Period = Period()
    parameters: type[P] = attrs.field(default=NoParameters)  # type: ignore[assignment] # P is it
    each: str = ""
    scope: Scope = Scope()
    waivable_by: frozenset[RoleId] = frozenset()
    departable: bool = False
    location: Location | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def needs(self) -> frozenset[str]:
        """Kinds without which it does not run: what it reads, and what tells its scope."""
        return self.reads | self.scope.reads
