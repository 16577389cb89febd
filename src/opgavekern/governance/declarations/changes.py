"""What a lower layer declares about rules of a higher one: it fills, tightens or departs."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.errors import Location
from opgavekern.governance.declarations.rules import Basis
from opgavekern.model import Period


@attrs.frozen(kw_only=True)
class RuleChange:
    """A change of a rule that a higher layer declared; one of the three below.

    Attributes:
        rule: Code of the rule.
        basis: Where the change stands, such as an ordinance of the council.
        valid: First and last day on which it holds, both inclusive.
        location: Where it stands in a file of rules; None for one that is written in Python.
    """

    rule: str
    basis: Basis
    valid: Period = Period()
    location: Location | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Fill(RuleChange):
    """A value for a parameter that the rule opened to this layer.

    Where a layer in between tightened the parameter, a value that asks less has no effect.

    Attributes:
        parameter: Name of the parameter.
        value: Of the type that the parameter has.
    """

    parameter: str
    value: Any


@attrs.frozen(kw_only=True)
class Tighten(RuleChange):
    """A stricter value, in the direction that the parameter declares.

    It asks at least this much: where a higher layer asks more by then, that holds.

    Attributes:
        parameter: Name of the parameter.
        value: Of the type that the parameter has.
    """

    parameter: str
    value: Any


@attrs.frozen(kw_only=True)
class Depart(RuleChange):
    """Another value than any layer above allows, or the rule off: for a rule that allows it.

    Attributes:
        parameter: Name of the parameter; empty switches the whole rule off.
        value: Of the type that the parameter has; nothing where the rule is off.
    """

    parameter: str = ""
    value: Any = None


def parameter_of(change: RuleChange) -> str:
    """Return the parameter that a change is about; empty where it switches the rule off."""
    return change.parameter if isinstance(change, Fill | Tighten | Depart) else ""


def value_of(change: RuleChange) -> Any:
    """Return the value that a change gives; None where it switches the rule off."""
    return change.value if isinstance(change, Fill | Tighten | Depart) else None
