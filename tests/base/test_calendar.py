from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.calendar import days_from, given_day
from opgavekern.base.errors import BadValueError


@pytest.mark.parametrize("found", [None, 0, "2026-09-01", datetime(2026, 9, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused_with_the_argument_and_a_day(found: Any) -> None:
    """The message names the argument and what was found, never its value, and what to give."""
    with pytest.raises(BadValueError) as caught:
        given_day(found, "first")
    assert (caught.value.code, caught.value.field) == ("not-a-day", "first")
    kind = type(found).__name__
    assert str(caught.value).startswith(f"first is {kind}, no day; give")
    assert caught.value.text("nl").startswith(f"first is {kind}, geen dag; geef")


@given(st.dates(), st.integers(-(10**20), 10**20))
def test_a_day_moves_no_further_than_the_calendar_goes(day: date, days: int) -> None:
    """Within the calendar it is the sum, and beyond it the calendar's own end."""
    moved = days_from(day, days)
    if date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
        assert moved == day + timedelta(days=days)
    else:
        assert moved == (date.max if days > 0 else date.min)
