"""Values of numbers of rules as they were typed, until it is known of which rule they are."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.governance.declarations.changes import RuleChange, parameter_of, value_of
from opgavekern.governance.declarations.rules import parameters_of
from opgavekern.governance.in_force import Declared
from opgavekern.model.structuring import structure_one


@attrs.frozen
class AsTyped:
    """A value as it stands in a file of rules.

    Attributes:
        plain: Text, or a tuple of texts; numbers and truths too where the file is JSON.
        location: Where it stands.
    """

    plain: Any
    location: Location = attrs.field(eq=False)

    @classmethod
    def of(cls, plain: Any, location: Location) -> AsTyped:
        """Keep a value so that it cannot change."""
        return cls(_frozen(plain), location)

    def __str__(self) -> str:
        return str(self.plain)


def _frozen(plain: Any) -> Any:
    if isinstance(plain, dict):
        return tuple((key, _frozen(one)) for key, one in plain.items())
    return tuple(map(_frozen, plain)) if isinstance(plain, list) else plain


def settled(change: RuleChange, rule: Declared | None) -> tuple[RuleChange, tuple[Problem, ...]]:
    """Return a change with the value of the type that the rule's parameter has.

    Args:
        change: The change.
        rule: The rule or criterion that it changes; None where nobody declares it, which is told
            elsewhere.

    Returns:
        The change, and what is wrong with the value.
    """
    typed, name = value_of(change), parameter_of(change)
    if not isinstance(typed, AsTyped) or rule is None or name not in parameters_of(rule.parameters):
        return change, ()
    made, flaws = structure_one({name: typed.plain}, rule.parameters)
    if made is None:
        return change, tuple(
            attrs.evolve(one.problem, location=typed.location, kind=None) for one in flaws
        )
    return attrs.evolve(change, value=getattr(made, name)), ()  # type: ignore[call-arg] # of its sort
