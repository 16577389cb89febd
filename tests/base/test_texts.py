from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.labels import Term
from opgavekern.base.texts import LANGUAGES, Language, Message, Text, message, quoted, say


class Colour(Term):
    """A colour."""

    RED = "red", "rood"


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        ("opgave", "opgave", "opgave"),
        (True, "ja", "yes"),
        (False, "nee", "no"),
        (7, "7", "7"),
        (1234567, "1.234.567", "1,234,567"),
        (1234.5, "1.234,5", "1,234.5"),
        (0.1 + 0.2, "0,3", "0.3"),
        (-0.0, "0", "0"),
        (Decimal("36.00"), "36", "36"),
        (Decimal("7.50"), "7,5", "7.5"),
        (Decimal("-0.0"), "0", "0"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (date(2026, 3, 1), "1 maart 2026", "1 March 2026"),
        (Colour.RED, "rood", "red"),
        (Text(nl="wijk", en="district"), "wijk", "district"),
        ((), "", ""),
        (("a",), "a", "a"),
        (("a", "b"), "a en b", "a and b"),
        (["a", "b", Colour.RED], "a, b en rood", "a, b and red"),
        (frozenset({"b", "a"}), "a en b", "a and b"),
        (None, "None", "None"),
    ],
)
def test_values_are_said_as_people_write_them(value: object, nl: str, en: str) -> None:
    """Dates are in words, numbers have the marks of the language, lists end in its "and"."""
    assert say(value, "nl") == nl
    assert say(value, "en") == en


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_a_number_is_said_without_loss(number: Decimal) -> None:
    """What is said of a number in either language is that number."""
    assert Decimal(say(number, "en").replace(",", "")) == number
    assert Decimal(say(number, "nl").replace(".", "").replace(",", ".")) == number


def test_a_message_is_said_in_either_language() -> None:
    """Each language has its own words, order and values."""
    said = message("{who} op {on}", "on {on}: {who}", on=date(2026, 1, 2), who=Colour.RED)
    assert said.text("nl") == "rood op 2 januari 2026"
    assert said.text("en") == str(said) == "on 2 January 2026: red"


def test_a_message_may_hold_a_message() -> None:
    """A part that is itself a message is said in the same language."""
    inner = message("binnen", "inside")
    assert message("({part})", "({part})", part=inner).text("nl") == "(binnen)"


@given(st.text())
def test_a_value_is_never_taken_for_a_place(value: str) -> None:
    """Braces, percent signs and backslashes in a value stay what they are."""
    for language in LANGUAGES:
        assert message("<{x}>", "<{x}>", x=value).text(language) == f"<{value}>"


@pytest.mark.parametrize("value", ["{y}", "{x.__class__}", "{0}", "\\1", "%s", "{", "}"])
def test_a_value_reaches_no_other_value(value: str) -> None:
    """Text that looks like a place for another value does not become that value."""
    assert message("{x} {y}", "{x} {y}", x=value, y="secret").text("nl") == f"{value} secret"


@given(st.text(max_size=200))
def test_what_is_quoted_is_short_and_shows_no_controls(value: str) -> None:
    """A quotation has at most forty characters of the value, each of them visible."""
    shown = quoted(value)
    assert shown.isprintable()
    assert shown[0] + shown[-1] in ('""', "“”")
    assert quoted("x" * 40) == f'"{"x" * 40}"'
    assert quoted("x" * 41) == f'"{"x" * 39}…"'


def test_messages_compare_hash_and_pickle() -> None:
    """A message is a value: equal parts, equal message."""
    one = message("{x}", "{x}", x=1)
    same = Message(Text(nl="{x}", en="{x}"), {"x": 1})
    assert one == same
    assert hash(one) == hash(same)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
    assert one != message("{x}", "{x}", x=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_a_name(language: Language) -> None:
    """Twelve months, twelve names, in each language."""
    months: set[Any] = {say(date(2026, month, 1), language) for month in range(1, 13)}
    assert len(months) == 12


def test_quotes_in_a_quoted_value_are_told_from_ours() -> None:
    """A title with quotes of its own stands between curly ones, in a message and by itself."""
    said = message('het signaal "{title}"', 'the signal "{title}"', title='"Gevaarlijke" weg')
    assert said.text("nl") == 'het signaal “"Gevaarlijke" weg”'
    assert message('"{title}"', '"{title}"', title="Weg").text("nl") == '"Weg"'
    assert quoted('"a" b') == '“"a" b”'


@pytest.mark.parametrize("said", [Text(nl="ja", en="yes"), message("{x}", "{x}", x=True)])
@pytest.mark.parametrize("language", ["fr", "NL", None])
def test_a_language_that_is_not_there_is_refused(said: Text | Message, language: Any) -> None:
    """Whoever asks for another language gets no English, but what may be given."""
    with pytest.raises(ValueError, match=r'no language=.*; give "nl" or "en"'):
        said.text(language)
