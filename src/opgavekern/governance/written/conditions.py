"""What a condition asks of a record: of its fields, of records it refers to, and the way back.

A record that a reference leads to, or that refers back, is judged once for each condition,
however many lead to it: so no circle of references makes a rule run on.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from opgavekern.governance.written.day import DayFacts
from opgavekern.governance.written.values import Condition, Equals, Holds
from opgavekern.model import Ref, kind_named
from opgavekern.model.records import id_of


@attrs.frozen
class All(Condition):
    """All of these hold; none of them, and it always holds."""

    parts: tuple[Condition, ...] = ()

    def among(self, facts: DayFacts) -> Holds:
        """Ask one after the other, until one does not hold."""
        each = tuple(one.among(facts) for one in self.parts)
        if len(each) == 1:
            return each[0]

        def holds(value: Any) -> bool:
            for one in each:  # noqa: SIM110 - a third of the time that `all` takes
                if not one(value):
                    return False
            return True

        return holds


@attrs.frozen
class AnyOf(Condition):
    """At least one of these holds."""

    parts: tuple[Condition, ...]

    def among(self, facts: DayFacts) -> Holds:
        """Ask one after the other, until one holds."""
        each = tuple(one.among(facts) for one in self.parts)
        return lambda value: any(one(value) for one in each)


@attrs.frozen
class Not(Condition):
    """This does not hold."""

    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Ask for the opposite."""
        holds = self.inner.among(facts)
        return lambda value: not holds(value)


@attrs.frozen
class Field(Condition):
    """Something holds of what stands in a field; of a record that is not there, nothing does."""

    name: str
    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Ask it of the field."""
        holds, get = self.inner.among(facts), operator.attrgetter(self.name)
        return lambda record: False if record is None else holds(get(record))


@attrs.frozen
class PhaseOf(Condition):
    """Something holds of the phase that an issue is in."""

    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Ask it of the phase on the day."""
        holds, phase_of = self.inner.among(facts), facts.phase_of
        return lambda issue: holds(phase_of(issue))


@attrs.frozen
class Some(Condition):
    """Something holds of at least one of several values."""

    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Ask it of each, until it holds."""
        if isinstance(self.inner, Equals):
            wanted = self.inner.among_days(facts)
            return lambda values: wanted in values
        each = self.inner.among(facts)

        def holds(values: Any) -> bool:
            for one in values:  # noqa: SIM110 - a third of the time that `any` takes
                if each(one):
                    return True
            return False

        return holds


@attrs.frozen
class Every(Condition):
    """Something holds of each of several values; of none at all too."""

    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Ask it of each, until it does not hold."""
        holds = self.inner.among(facts)
        return lambda values: all(holds(one) for one in values)


@attrs.frozen
class RefersTo(Condition):
    """A reference leads to a record that is in force, and something holds of that.

    Attributes:
        kind: Plural name of the kind that it must lead to.
        inner: What must hold of the record.
    """

    kind: str
    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Follow the reference; each record is judged once."""
        records, judged = facts.records(self.kind), _judged_once(self.inner.among(facts))
        named = kind_named(self.kind)
        name = named.name if named is not None else ""

        def holds(reference: Any) -> bool:
            if isinstance(reference, Ref):
                if reference.kind != name:
                    return False
                reference = reference.id
            record = records.get(reference)
            return record is not None and judged(record)

        return holds


@attrs.frozen(kw_only=True)
class ReferredBy(Condition):
    """So many records of a kind refer to this one in one of their fields.

    Attributes:
        kind: Plural name of the kind that refers.
        field: The field in which it does.
        to: Singular name of the kind that is referred to.
        inner: What must hold of those that count.
        at_least: The fewest.
        at_most: The most; None for any number.
    """

    kind: str
    field: str
    to: str
    inner: Condition = All()
    at_least: int = 1
    at_most: int | None = None

    def among(self, facts: DayFacts) -> Holds:
        """Count those that refer, by an index that all rules share; stop when it is decided."""
        index, judged = (
            facts.records(self.kind).by(self.field),
            _judged_once(self.inner.among(facts)),
        )
        at_least, at_most = self.at_least, self.at_most
        enough = at_least if at_most is None else at_most + 1

        def holds(record: Any) -> bool:
            count = 0
            for one in _referring(index, self.to, record.id):
                count += judged(one)
                if count >= enough:
                    break
            return count >= at_least and (at_most is None or count <= at_most)

        return holds


def _referring(index: Mapping[Any, tuple[Any, ...]], kind: str, id: str) -> Iterator[Any]:
    yield from index.get(id, ())
    yield from index.get(Ref(kind, id), ())


def _judged_once(holds: Holds) -> Holds:
    """Return what remembers its answer of each record."""
    known: dict[str, bool] = {}

    def judged(record: Any) -> bool:
        id = id_of(record)
        answer = known.get(id)
        if answer is None:
            answer = known[id] = holds(record)
        return answer

    return judged


def kinds_asked(condition: Condition) -> Iterator[str]:
    """Yield the plural name of every kind that a condition looks at besides the record's own."""
    if isinstance(condition, RefersTo | ReferredBy):
        yield condition.kind
    if isinstance(condition, PhaseOf):
        yield "lifecycles"
    for one in parts_of(condition):
        yield from kinds_asked(one)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions of which one is made."""
    if isinstance(condition, All | AnyOf):
        return condition.parts
    inner = getattr(condition, "inner", None)
    return (inner,) if isinstance(inner, Condition) else ()
