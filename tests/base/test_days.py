from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.days import read_coarse, read_day, read_period
from opgavekern.model import CoarseDate, Period

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@given(day=DAYS)
def test_a_day_is_read_in_every_way_in_which_people_write_it(day: date) -> None:
    """Digits with dashes, slashes or points, months in words, two digits of a year, a weekday."""
    month = MONTHS[day.month - 1]
    written = [
        f"{day.day} {month} {day.year}",
        f"{day.day:02} {month[:3]}. {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year % 100:02}",
        f"maandag {day.day} {month} {day.year}",
        f" {day.day}  {month.upper()}   {day.year} ",
        f"{day.day}-{day.month}-{day.year} 14:22",
        day.isoformat(),
        day,
        datetime.combine(day, time(14, 22)),
    ]
    assert {read_day(one) for one in written} == {day.isoformat()}


@given(day=DAYS)
def test_a_month_a_quarter_and_a_year_stay_as_coarse_as_they_are(day: date) -> None:
    """Nothing becomes a day that was not written as one."""
    year, quarter = day.year, (day.month + 2) // 3
    short = f"'{year % 100:02}"
    months = [f"{MONTHS[day.month - 1]} {year}", f"{MONTHS[day.month - 1]} {short}",
              f"{MONTHS[day.month - 1][:3]}-{year}", f"{day.month:02}/{year}"]  # fmt: skip
    assert {read_coarse(one) for one in months} == {f"{year}-{day.month:02}"}
    quarters = [f"Q{quarter} {year}", f"{year} Q{quarter}", f"{quarter}e kwartaal {year}",
                f"kwartaal {quarter} {year}", f"q{quarter} {short}"]  # fmt: skip
    assert {read_coarse(one) for one in quarters} == {f"{year}-Q{quarter}"}
    assert read_coarse(str(year)) == str(year)
    assert read_day(f"{MONTHS[day.month - 1]} {year}") is None


@given(one=DAYS, other=DAYS)
def test_a_period_is_read_from_its_ends(one: date, other: date) -> None:
    """What the model writes of a period, and what people write, is the same period."""
    first, last = sorted((one, other))
    period = Period(first=first, last=last)
    dutch = f"{first.day}-{first.month}-{first.year} t/m {last.day}-{last.month}-{last.year}"
    for written in (str(period), dutch, dutch.replace("t/m", "tot en met")):
        found = read_period(written)
        assert found is not None
        assert Period.from_text(found) == period


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-2028", "2026/2028"),
        ("vanaf 1-9-2026", "2026-09-01/.."),
        ("t/m 2027", "../2027"),
        ("Q1 2026 - Q3 2026", "2026-Q1/2026-Q3"),
        ("2026", "2026"),
    ],
)
def test_open_and_coarse_periods(written: str, meant: str) -> None:
    """An end that is not said stays open."""
    assert read_period(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "0000", "0000-01", "1-1-0000",
     "eind 2026", "voorjaar", "31-6-2026", "3/25/2026", "2026-13", "Q5 2026", "1.234", "12",
     "2026" + " " * 100 + "uitgesteld",
     "week 36", "2026-00-01", "x", "46084", float("nan"), float("inf"), 12, 1e300, None],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(written: object) -> None:
    """A season, an impossible day, American order and bare numbers are no dates."""
    assert read_coarse(written) is None


def test_no_end_of_a_text_is_let_go() -> None:
    """What follows a period, however far off, makes the text no period."""
    assert read_period("2026 t/m 2027" + " " * 200 + "of later") is None


def test_excel_days_without_their_format() -> None:
    """A number in a sheet is the day that Excel counts by it, and a year is a year."""
    assert read_day(46_084.0) == "2026-03-03"
    assert read_coarse(2026.0) == "2026"


@given(text=st.text(max_size=30))
def test_any_text_gives_a_date_of_the_model_or_nothing(text: str) -> None:
    """Whatever is typed, what comes out can be read by the model."""
    found = read_coarse(text)
    assert found is None or CoarseDate(found).written == found
