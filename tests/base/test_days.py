from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.days import likely_date, likely_day, likely_period
from opgavekern.base.texts import LANGUAGES, Language, say

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(day=DAYS, language=st.sampled_from(LANGUAGES))
def test_a_day_in_words_is_known_again(day: date, language: Language) -> None:
    """A day as people say it, in either language, leads back to that day."""
    assert likely_day(say(day, language)) == day.isoformat()


@given(day=DAYS, mark=st.sampled_from("-/."))
def test_a_dutch_day_in_digits_is_known(day: date, mark: str) -> None:
    """Day, month, year in that order, whatever parts them, is the day that people mean here."""
    assert likely_day(mark.join(map(str, (day.day, day.month, day.year)))) == day.isoformat()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dinsdag 3 mrt. 2026", "2026-03-03"),
        ("03/13/2026", "2026-03-13"),
        ("March 3, 2026", "2026-03-03"),
        ("2026-3-3", "2026-03-03"),
        ("2026-03-03T00:00:00", "2026-03-03"),
        ("3-3-26", "2026-03-03"),
        ("31 juni 2026", None),
        ("2026-02-30", None),
        ("1 mei", None),
        ("binnenkort", None),
    ],
)
def test_days(written: str, meant: str | None) -> None:
    """Other ways to write a day are known; a day that does not exist or lacks a year is not."""
    assert likely_day(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("mei 2026", "2026-05"), ("Q3 2026", "2026-Q3"), ("3e kwartaal 2026", "2026-Q3"),
     ("voorjaar 2026", None)],
)  # fmt: skip
def test_coarse_dates(written: str, meant: str | None) -> None:
    """A month or quarter in words is known where a date may be coarse."""
    assert likely_date(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1-1-2026 t/m 31 december 2026", "2026-01-01/2026-12-31"),
        ("1-1-2026/31-12-2026", "2026-01-01/2026-12-31"),
        ("2026 - 2027", "2026/2027"),
        ("vanaf 1 mei 2026", "2026-05-01/.."),
        ("tot en met mei 2026", "../2026-05"),
        ("1 mei 2026", "2026-05-01"),
        ("een jaar", None),
    ],
)
def test_periods(written: str, meant: str | None) -> None:
    """A period is known by its two ends, or by one of them."""
    assert likely_period(written) == meant


@given(st.text())
def test_whatever_is_written_there_is_an_answer(text: str) -> None:
    """No text makes guessing fail."""
    for guess in (likely_day, likely_date, likely_period):
        guess(text)
