"""What a condition asks of one value: equal, one of some, more, less, before, after, filled in.

A value that is not there is equal to nothing, and neither more nor less than anything.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.governance.written.day import DayFacts
from opgavekern.model.dates import CoarseDate

#: Tells whether something asked for holds of a record, or of a value in it.
Holds = Callable[[Any], bool]


class Condition:
    """Something that holds of a value or not; frozen, so that a rule made of it can travel."""

    __slots__ = ()

    def among(self, facts: DayFacts) -> Holds:
        """Return what tells whether it holds, by the facts of a day."""
        raise NotImplementedError


class Comparison(Term):
    """How a value is compared, in the words of a rules file."""

    AT_LEAST = "at_least", "minstens"
    AT_MOST = "at_most", "hoogstens"
    MORE_THAN = "more_than", "meer dan"
    LESS_THAN = "less_than", "minder dan"
    BEFORE = "before", "voor"
    AFTER = "after", "na"
    FROM = "from", "vanaf"
    UNTIL = "until", "tot en met"


#: Comparisons of numbers, and those of days.
OF_NUMBERS: Final = (
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
    Comparison.MORE_THAN,
    Comparison.LESS_THAN,
)
OF_DAYS: Final = (Comparison.BEFORE, Comparison.AFTER, Comparison.FROM, Comparison.UNTIL)
_HOW: Final = MappingProxyType(
    {
        Comparison.AT_LEAST: operator.ge,
        Comparison.AT_MOST: operator.le,
        Comparison.MORE_THAN: operator.gt,
        Comparison.LESS_THAN: operator.lt,
        Comparison.BEFORE: operator.lt,
        Comparison.AFTER: operator.gt,
        Comparison.FROM: operator.ge,
        Comparison.UNTIL: operator.le,
    }
)
#: Of a date as coarse as a year all of it must lie there: its last day before, its first after.
_BY_LAST_DAY: Final = frozenset({Comparison.BEFORE, Comparison.UNTIL})


@attrs.frozen
class Today:
    """The day of the check, or one some days from it.

    Attributes:
        days: How many days later; earlier where it is below zero.
    """

    days: int = 0

    def seen_from(self, day: date) -> date:
        """Return the day that is meant; the first or last that there is where it lies beyond."""
        try:
            return day + timedelta(days=self.days)
        except OverflowError:
            return date.max if self.days > 0 else date.min


@attrs.frozen
class Equals(Condition):
    """The value is this one."""

    value: Any

    def among(self, facts: DayFacts) -> Holds:
        """Compare with the value, or with the day that is meant by it."""
        return functools.partial(operator.eq, self.among_days(facts))

    def among_days(self, facts: DayFacts) -> Any:
        """Return the value, or the day that is meant by it."""
        return _meant(self.value, facts)


@attrs.frozen
class OneOf(Condition):
    """The value is one of these."""

    values: tuple[Any, ...]

    def among(self, facts: DayFacts) -> Holds:
        """Look the value up among the others."""
        wanted = frozenset(_meant(one, facts) for one in self.values)
        return lambda value: value in wanted


@attrs.frozen
class Compares(Condition):
    """A number or a day lies on one side of another."""

    how: Comparison
    than: Any

    def among(self, facts: DayFacts) -> Holds:
        """Compare; a coarse date by the day that decides."""
        compares, than = _HOW[self.how], _meant(self.than, facts)
        if not isinstance(than, date):
            return lambda value: value is not None and compares(value, than)
        end = "last" if self.how in _BY_LAST_DAY else "first"

        def holds(value: Any) -> bool:
            if isinstance(value, CoarseDate):
                value = getattr(value, end)
            return value is not None and bool(compares(value, than))

        return holds


@attrs.frozen
class Contains(Condition):
    """A text has another in it, whatever the case of its letters."""

    part: str

    def among(self, facts: DayFacts) -> Holds:
        """Look for the part."""
        part = self.part.casefold()
        return lambda value: isinstance(value, str) and part in value.casefold()


@attrs.frozen
class IsFilled(Condition):
    """Something was filled in."""

    def among(self, facts: DayFacts) -> Holds:
        """Tell whether there is anything; zero and no are something."""
        return _is_filled


@attrs.frozen
class Amounts(Condition):
    """The number of values is as asked."""

    inner: Condition

    def among(self, facts: DayFacts) -> Holds:
        """Count, and ask that of the number."""
        holds = self.inner.among(facts)
        return lambda values: holds(len(values))


def _is_filled(value: Any) -> bool:
    return bool(value) or (value is not None and isinstance(value, int | float | Decimal))


def _meant(value: Any, facts: DayFacts) -> Any:
    return value.seen_from(facts.on) if isinstance(value, Today) else value
