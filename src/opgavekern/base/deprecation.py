"""What will go, said for a year before it does, with what takes its place and from which day."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from datetime import date
from typing import ParamSpec, TypeVar

import attrs

P = ParamSpec("P")
T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Deprecation:
    """Something that works as it did, and will go.

    Put above a function or a method it warns at each call; for anything else `warn` does. The
    warning is a `DeprecationWarning`: test runners show it, users of a program do not see it.

    >>> old = Deprecation(name="busy_weeks", instead="hours_claimed", announced=date(2027, 3, 1))
    >>> print(old)
    busy_weeks goes on or after 2028-03-01. Use hours_claimed instead.

    Attributes:
        name: What goes, as people write it.
        instead: What to use instead.
        announced: The day of the release that said so first.
    """

    name: str
    instead: str
    announced: date

    @property
    def goes(self) -> date:
        """The first day on which a release may be without it: a year after it was announced."""
        is_leap_day = (self.announced.month, self.announced.day) == (2, 29)
        first = self.announced.replace(month=3, day=1) if is_leap_day else self.announced
        return first.replace(year=first.year + 1)

    def warn(self, *, depth: int = 1) -> None:
        """Warn whoever called the function that calls this.

        Args:
            depth: How many calls further away the line stands that should change.
        """
        warnings.warn(str(self), DeprecationWarning, stacklevel=depth + 2)

    def __call__(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return a function that warns and then does what it always did."""

        @functools.wraps(function)
        def warning(*args: P.args, **kwargs: P.kwargs) -> T:
            self.warn()
            return function(*args, **kwargs)

        warning.__deprecated__ = str(self)  # type: ignore[attr-defined] # as PEP 702 names it
        return warning

    def __str__(self) -> str:
        return f"{self.name} goes on or after {self.goes}. Use {self.instead} instead."
