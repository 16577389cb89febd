from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError
from opgavekern.model import CoarseDate, Period, Rhythm, Weekday
from opgavekern.testing import coarse_dates, days, periods, records

A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-09-01", date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_a_coarse_date_means_all_its_days(written: str, first: date, last: date) -> None:
    """A year, quarter or month runs from its first day to its last."""
    coarse = CoarseDate(written)
    assert (coarse.first, coarse.last, str(coarse)) == (first, last, written)


@given(coarse_dates())
def test_a_coarse_date_is_written_as_it_was(coarse: CoarseDate) -> None:
    """What people wrote stays, and its first day is never after its last."""
    assert CoarseDate.from_text(str(coarse)) == coarse
    assert coarse.first <= coarse.last
    assert (coarse.last + A_DAY).day == 1 or coarse.first == coarse.last


@given(days())
def test_a_day_is_a_date_of_one_day(day: date) -> None:
    """An exact day begins and ends on itself."""
    coarse = CoarseDate.of(day)
    assert coarse.first == coarse.last == day


@pytest.mark.parametrize(
    "written",
    [
        *"26 2026-Q0 2026-Q5 2026-q1 2026-00 2026-13 2026-1 2026-09-00 2026-06-31".split(),
        *"2027-02-29 2026-9-1 01-09-2026 2026/09 2026-09-01T12:00 0000 ٢٠٢٦".split(),
        *("", " 2026", "2026\n"),
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """Days, months and quarters that do not exist, and dates written otherwise."""
    with pytest.raises(BadValueError) as caught:
        CoarseDate(written)
    assert caught.value.code == "not-a-date"
    assert caught.value.remedy is not None


@given(periods())
def test_a_period_is_written_as_it_is_read(period: Period) -> None:
    """Text gives the period, and the period gives the text; so do its two fields."""
    assert Period.from_text(str(period)) == period
    assert structure(unstructure(period), Period) == period
    fields = {"first": period.first, "last": period.last}
    assert structure(fields, Period) == period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q1/2026-Q3", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026/2027", date(2026, 1, 1), date(2027, 12, 31)),
        ("2026-03-15/..", date(2026, 3, 15), None),
        ("../2026-03", None, date(2026, 3, 31)),
        ("../..", None, None),
    ],
)
def test_ends_of_a_period_count_to_their_outer_days(
    text: str, first: date | None, last: date | None
) -> None:
    """A coarse first counts from its first day, a coarse last to its last day."""
    assert Period.from_text(text) == Period(first=first, last=last)


@given(periods(), days())
def test_a_period_holds_its_first_and_last_day_and_those_between(period: Period, day: date) -> None:
    """Both ends are inclusive; the day before and the day after are out."""
    first, last = period.first or date.min, period.last or date.max
    assert (day in period) is (first <= day <= last)
    if period.first is not None:
        assert period.first in period
        assert period.first - A_DAY not in period
    if period.last is not None:
        assert period.last in period
        assert period.last + A_DAY not in period


@given(periods(), periods())
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    """The later of the two first days is in both, or no day is."""
    firsts = [day for day in (one.first, other.first) if day is not None]
    latest = max(firsts, default=date.min)
    assert one.overlaps(other) is other.overlaps(one) is (latest in one and latest in other)


def test_a_period_cannot_end_before_it_begins() -> None:
    """One day is a period; a day less is refused, and both days are named in words."""
    day = date(2026, 3, 1)
    assert day in Period(first=day, last=day)
    with pytest.raises(BadValueError) as caught:
        Period(first=day, last=day - A_DAY)
    assert "28 februari 2026" in caught.value.text("nl")
    assert "1 March 2026" in caught.value.text("en")


def test_weekdays_go_from_monday_to_sunday() -> None:
    """In the order of Python's own calendar."""
    assert [day.value for day in Weekday] == [name.casefold() for name in calendar.day_name]


@given(records(Rhythm))
def test_a_rhythm_is_read_as_it_is_written(rhythm: Rhythm) -> None:
    """Weekday, weeks between, anchor and which of the month all stay."""
    assert structure(unstructure(rhythm), Rhythm) == rhythm
