"""Days, periods and dates as coarse as practice gives them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.labels import Term, dutch
from opgavekern.base.scalars import meant_date
from opgavekern.base.texts import message, quoted

_COARSE: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?\Z"
)
_OPEN: Final = ".."


@attrs.frozen(order=False)
class CoarseDate:
    """A year, a quarter, a month or a day, as people wrote it: `2026`, `2026-Q3`, `2026-09`.

    Attributes:
        written: The text itself.
    """

    __reads_years__ = True
    __pattern__ = "[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?"

    written: str = attrs.field()

    @written.validator
    def _is_a_date(self, _: object, value: str) -> None:
        _bounds(value)

    @classmethod
    def from_text(cls, text: str) -> CoarseDate:
        """Read `2026`, `2026-Q3`, `2026-09` or `2026-09-01`."""
        return cls(text)

    @classmethod
    def of(cls, day: date) -> CoarseDate:
        """Make one that is exactly a day."""
        return cls(day.isoformat())

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return _bounds(self.written)[0]

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        return _bounds(self.written)[1]

    def __str__(self) -> str:
        return self.written


def _bounds(written: str) -> tuple[date, date]:
    """Return the first and last day of a coarse date."""
    found = _COARSE.match(written)
    try:
        if found is None:
            raise ValueError
        year, quarter, month, day = (int(part) if part else 0 for part in found.groups())
        if day:
            exact = date(year, month, day)
            return exact, exact
        first_month = month or (quarter * 3 - 2 if quarter else 1)
        last_month = month or (quarter * 3 if quarter else 12)
        if last_month == 12:
            return date(year, first_month, 1), date(year, 12, 31)
        return date(year, first_month, 1), date(year, last_month + 1, 1) - timedelta(days=1)
    except ValueError:
        from opgavekern.base.days import read_coarse

        raise BadValueError(
            message(
                "{found} is geen datum; verwacht: 2026, 2026-Q3, 2026-09 of 2026-09-01",
                "{found} is not a date; expected 2026, 2026-Q3, 2026-09 or 2026-09-01",
                found=quoted(written),
            ),
            code="not-a-date",
            remedy=meant_date(read_coarse(written))
            or message(
                "Schrijf een jaar, kwartaal, maand of dag, zoals 2026-09-01.",
                "Write a year, quarter, month or day, such as 2026-09-01.",
            ),
        ) from None


@dutch("periode", first="eerste dag", last="laatste dag")
@attrs.frozen(kw_only=True)
class Period:
    """From a first day up to and including a last day, either of them open.

    Written as text it is `2026-01-01/2026-12-31`, with `..` for an open end. One coarse date
    means all of it (`2026` is the whole year), and coarse ends count to their outer days.

    Attributes:
        first: The first day of it; None when it has no beginning.
        last: The last day of it; None when it has no end.
    """

    __reads_years__ = True
    __pattern__ = r"(\.\.|[0-9]{4}-[0-9]{2}-[0-9]{2})/(\.\.|[0-9]{4}-[0-9]{2}-[0-9]{2})"

    first: date | None = None
    last: date | None = attrs.field(default=None)

    @last.validator
    def _after_first(self, _: object, value: date | None) -> None:
        if self.first is not None and value is not None and value < self.first:
            raise BadValueError(
                message(
                    "de laatste dag ({last}) ligt voor de eerste ({first})",
                    "the last day ({last}) comes before the first ({first})",
                    last=value,
                    first=self.first,
                ),
                code="period-reversed",
                remedy=message("Draai de dagen om.", "Swap the days."),
            )

    @classmethod
    def from_text(cls, text: str) -> Period:
        """Read `2026-01-01/2026-12-31`, `2026-01-01/..`, `2026-Q1/2026-Q3` or `2026`."""
        first, slash, last = text.partition("/")
        if not slash:
            last = first
        if (meant := None if _is_period(first, last) else _read_period(text)) is not None:
            raise BadValueError(
                message(
                    "{found} is geen periode; verwacht: 2026, 2026-Q3 of 2026-01-01/2026-12-31",
                    "{found} is not a period; expected 2026, 2026-Q3 or 2026-01-01/2026-12-31",
                    found=quoted(text),
                ),
                code="not-a-date",
                remedy=meant_date(meant),
            )
        return cls(
            first=None if first in ("", _OPEN) else CoarseDate(first).first,
            last=None if last in ("", _OPEN) else CoarseDate(last).last,
        )

    @classmethod
    def year(cls, number: int) -> Period:
        """Return all of one year."""
        return cls(first=date(number, 1, 1), last=date(number, 12, 31))

    def __str__(self) -> str:
        return "/".join(
            _OPEN if day is None else day.isoformat() for day in (self.first, self.last)
        )

    def __contains__(self, day: date) -> bool:
        """Tell whether the period holds `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two have a day in common."""
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )


def _read_period(text: str) -> str | None:
    from opgavekern.base.days import read_period  # Needed only where something is wrong.

    return read_period(text)


def _is_period(*ends: str) -> bool:
    return all(one in ("", _OPEN) or _COARSE.match(one) for one in ends)


ALWAYS: Final = Period()


class Weekday(Term):
    """A day of the week."""

    MONDAY = "monday", "maandag"
    TUESDAY = "tuesday", "dinsdag"
    WEDNESDAY = "wednesday", "woensdag"
    THURSDAY = "thursday", "donderdag"
    FRIDAY = "friday", "vrijdag"
    SATURDAY = "saturday", "zaterdag"
    SUNDAY = "sunday", "zondag"


@dutch(
    "ritme",
    weekday="weekdag",
    every_weeks="interval in weken",
    anchor="vanaf dag",
    nth="zoveelste van de maand",
)
@attrs.frozen(kw_only=True)
class Rhythm:
    """When a body meets, as far as a rule can say it.

    Either every so many weeks from an anchor day, or the n-th such weekday of each month.

    Attributes:
        weekday: The day of the week.
        every_weeks: Weeks between meetings, counted from `anchor`.
        anchor: A day on which it met or meets.
        nth: 1 to 5 for the n-th such weekday of a month, -1 for the last.
    """

    weekday: Weekday
    every_weeks: int | None = None
    anchor: date | None = None
    nth: int | None = None
