from __future__ import annotations

import inspect
import warnings
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.deprecation import Deprecation

OLD = Deprecation(name="shout", instead="say", announced=date(2027, 3, 1))


@OLD
def shout(words: str, *, times: int = 1) -> str:
    """Say it loudly."""
    return words.upper() * times


def test_it_works_as_it_did() -> None:
    """What is deprecated gives the same answer, with the same signature and words."""
    with pytest.warns(DeprecationWarning, match="shout goes"):
        assert shout("ho", times=2) == "HOHO"
    assert str(inspect.signature(shout)) == "(words: 'str', *, times: 'int' = 1) -> 'str'"
    assert shout.__doc__ == "Say it loudly."


def test_the_warning_says_what_when_and_where() -> None:
    """It names what goes, from when and what to use, and points at the line that should change."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        shout("ho")
    assert [str(one.message) for one in seen] == [
        "shout goes on or after 2028-03-01. Use say instead."
    ]
    assert Path(seen[0].filename) == Path(__file__)
    assert "shout(" in Path(__file__).read_text("utf-8").splitlines()[seen[0].lineno - 1]


def test_an_argument_can_go_too() -> None:
    """`warn` points at whoever called the function that it stands in."""

    def listen(*, volume: int | None = None) -> None:
        if volume is not None:
            OLD.warn()

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        listen(volume=3)
        listen()
    assert len(seen) == 1
    assert "listen(volume=3)" in Path(__file__).read_text("utf-8").splitlines()[seen[0].lineno - 1]


@given(announced=st.dates(max_value=date(9000, 1, 1)))
def test_it_stays_a_year(announced: date) -> None:
    """From the announcement to the first day without it there is a year, leap days and all."""
    goes = Deprecation(name="a", instead="b", announced=announced).goes
    assert goes - announced in {timedelta(days=365), timedelta(days=366)}
