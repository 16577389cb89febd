"""Days that a caller gives: refused where they are none, and moved as far as the calendar goes."""

from __future__ import annotations

from datetime import date, datetime

from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import message


def given_day(value: object, name: str) -> date:
    """Return a day that was given as an argument.

    A `datetime` is refused too: of which time zone it is a day nobody said, and it compares with
    no day.

    Args:
        value: What was given.
        name: Of the argument.

    Raises:
        BadValueError: It is no day; says what to give.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise BadValueError(
        message(
            "{name} is {found}, geen dag; geef een datetime.date, zoals date(2026, 9, 1)",
            "{name} is {found}, no day; give a datetime.date, such as date(2026, 9, 1)",
            name=name,
            found=type(value).__name__,
        ),
        code="not-a-day",
        field=name,
    )


def days_from(day: date, days: int) -> date:
    """Return the day so many days later, or earlier; no further than the calendar goes.

    >>> days_from(date(2026, 8, 31), 1), days_from(date.max, 7) == date.max
    (datetime.date(2026, 9, 1), True)
    """
    moved = day.toordinal() + days
    return date.fromordinal(min(max(moved, date.min.toordinal()), date.max.toordinal()))
