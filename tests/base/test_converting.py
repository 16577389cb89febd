from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.canonical import canonical_json, digest
from opgavekern.base.converting import Fault, faults_of, structure, unstructure
from opgavekern.base.errors import BadValueError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term
from opgavekern.base.personal import Personal, personal
from opgavekern.base.scalars import identifier
from opgavekern.base.texts import LANGUAGES, Prose
from opgavekern.model import CbsCode, CoarseDate, IssueId, Money, Period, Ref
from opgavekern.model.values import between
from opgavekern.testing import frozen_maps, ids, lines, prose


class Pace(Term):
    """How fast."""

    SLOW = "slow", "langzaam"
    FAST = "fast", "snel"


@attrs.frozen(kw_only=True)
class Thing:
    """One field of each sort that records have."""

    id: IssueId = IssueId("x")
    title: str = "x"
    note: Prose = Prose("")
    count: int = 0
    amount: Decimal = Decimal(0)
    weight: float | None = attrs.field(default=None, validator=between(0, 1))
    other_weight: float | None = attrs.field(default=None, validator=between(0, 1))
    is_open: bool = False
    on: date | None = None
    due: CoarseDate | None = None
    code: CbsCode | None = None
    valid: Period = Period()
    pace: Pace = Pace.SLOW
    language: Literal["nl", "en"] = "nl"
    cost: Money | None = None
    owner: Ref | None = None
    names: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()
    custom: FrozenMap = FrozenMap()


@attrs.frozen(kw_only=True)
class Someone:
    """About a person, in one of its fields."""

    pace: Pace = Pace.SLOW
    secret: int = attrs.field(default=0, repr=False, metadata=personal(Personal.NAMES))


@attrs.frozen(kw_only=True)
class Box:
    """Something with things in it."""

    name: str
    things: tuple[Thing, ...] = ()


def faults(plain: object, cls: type = Thing) -> list[Fault]:
    """What is wrong with plain data."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one, `faults_of` tells
        structure(plain, cls)
    return list(faults_of(caught.value))


WRONG = {
    "a number as text": ("title", 5, "not-a-text"),
    "a truth as text": ("title", True, "not-a-text"),
    "a list as text": ("title", ["x"], "not-a-text"),
    "fields as text": ("title", {"x": "y"}, "not-a-text"),
    "a line end in one line": ("title", "a\nb", "bad-text"),
    "a tab in one line": ("title", "a\tb", "bad-text"),
    "a return in prose": ("note", "a\rb", "bad-text"),
    "a control in text": ("title", "a\x07", "bad-text"),
    "a control in prose": ("note", "a\x00", "bad-text"),
    "a C1 control": ("note", "a\x85b", "bad-text"),
    "a line separator": ("note", "a\u2028b", "bad-text"),
    "half a surrogate": ("title", "\ud800", "bad-text"),
    "half a surrogate in prose": ("note", "\udfff", "bad-text"),
    "no character at all": ("title", "\ufffe", "bad-text"),
    "nor beyond the first plane": ("note", "\U0001ffff", "bad-text"),
    "a half number": ("count", 2.7, "not-a-number"),
    "a float as count": ("count", 2.0, "not-a-number"),
    "a truth as count": ("count", True, "not-a-number"),
    "a code as count": ("count", "010", "not-a-number"),
    "thousands with a mark": ("count", "1_000", "not-a-number"),
    "digits of another script": ("count", "١٢", "not-a-number"),
    "a count with a space": ("count", " 1", "not-a-number"),
    "a count beyond all counting": ("count", 10**40, "not-a-number"),
    "a count that Python will not print": ("count", 10**5000, "not-a-number"),
    "a truth as amount": ("amount", True, "not-a-number"),
    "a code as amount": ("amount", "010.5", "not-a-number"),
    "not a number": ("amount", math.nan, "not-a-number"),
    "not a number, as text": ("amount", "NaN", "not-a-number"),
    "no end, as text": ("amount", "Infinity", "not-a-number"),
    "too large to mean anything": ("amount", "1e400", "not-a-number"),
    "too large, as a whole number": ("amount", 10**5000, "not-a-number"),
    "an amount with a comma": ("amount", "1.234,5", "not-a-number"),
    "an amount of another script": ("amount", "١٢", "not-a-number"),
    "an amount with marks": ("amount", "1_0", "not-a-number"),
    "an amount that starts with its point": ("amount", ".5", "not-a-number"),
    "a truth as weight": ("weight", True, "not-a-number"),
    "no weight": ("weight", math.nan, "not-a-number"),
    "endless weight": ("weight", math.inf, "not-a-number"),
    "a word as weight": ("weight", "heavy", "not-a-number"),
    "too much weight": ("weight", 1.5, "out-of-range"),
    "a number as truth": ("is_open", 1, "not-a-boolean"),
    "a word as truth": ("is_open", "perhaps", "not-a-boolean"),
    "a day that is not there": ("on", "2026-06-31", "not-a-date"),
    "a day as people say it": ("on", "1 september 2026", "not-a-date"),
    "a month as day": ("on", "2026-09", "not-a-date"),
    "a year as day": ("on", 2026, "not-a-date"),
    "a quarter too many": ("due", "2026-Q5", "not-a-date"),
    "a date in fields": ("due", {"written": "2026"}, "not-a-text"),
    "a code too short": ("code", "WK0794", "not-a-cbs-code"),
    "a code in fields": ("code", {"code": "x", "level": "district"}, "not-a-text"),
    "a period that ends first": ("valid", "2026/2025", "period-reversed"),
    "a term that is none": ("pace", "quick", "unknown-value"),
    "a term by its label": ("pace", "snel", "unknown-value"),
    "a list as term": ("pace", ["fast"], "unknown-value"),
    "a number as term": ("pace", 1, "unknown-value"),
    "a language that is none": ("language", "fr", "unknown-value"),
    "a number as id": ("id", 5, "not-an-id"),
    "a space in an id": ("id", "a b", "not-an-id"),
    "a line end after an id": ("id", "a\n", "not-an-id"),
    "a mark before an id": ("id", "-a", "not-an-id"),
    "an id without end": ("id", "a" * 201, "not-an-id"),
    "a number as reference": ("owner", 5, "not-a-text"),
    "a truth as reference": ("owner", True, "not-a-text"),
    "a reference to nothing": ("owner", "person:", "not-a-reference"),
    "text as free-form fields": ("custom", "x", "not-a-group"),
    "a control in free-form fields": ("custom", {"a": {"b": ["\x00"]}}, "bad-text"),
    "not a number in free-form fields": ("custom", {"a": math.nan}, "not-a-number"),
    "a number as free-form key": ("custom", {5: "x"}, "not-a-text"),
    "an unknown field": ("titel", "x", "unknown-field"),
    "an unknown field with nothing in it": ("titel", None, "unknown-field"),
}


@pytest.mark.parametrize(("field", "value", "code"), WRONG.values(), ids=WRONG.keys())
def test_one_wrong_value_is_one_fault(field: str, value: object, code: str) -> None:
    """Nothing is re-typed in silence: one fault, at its field, with what to do, twice in words."""
    (fault,) = faults({field: value})
    assert (fault.path, fault.code) == ((field,), code)
    assert fault.remedy is not None
    for language in LANGUAGES:
        assert fault.message.text(language)
        assert fault.remedy.text(language)
        assert fault.message.text(language).isprintable()


RIGHT: Mapping[str, tuple[str, object, object]] = {
    "words that look like something else": ("title", "no", "no"),
    "a code": ("title", "010", "010"),
    "a time": ("title", "12:30", "12:30"),
    "a formula": ("title", "=1+1", "=1+1"),
    "spaces at the ends": ("title", " x ", " x "),
    "two code points, one letter": ("title", "e\u0301", "e\u0301"),
    "lines in prose": ("note", "a\n\tb\n", "a\n\tb\n"),
    "a count as text": ("count", "12", 12),
    "a negative count": ("count", "-3", -3),
    "an amount as text": ("amount", "12.50", Decimal("12.5")),
    "an amount as float": ("amount", 0.1, Decimal("0.1")),
    "a small amount": ("amount", 1e-7, Decimal("0.0000001")),
    "a weight as text": ("weight", "0.25", 0.25),
    "a whole weight": ("weight", 1, 1.0),
    "yes in Dutch": ("is_open", "Ja", True),
    "no in English": ("is_open", "no", False),
    "a day": ("on", "2026-09-01", date(2026, 9, 1)),
    "a day that is one": ("on", date(2026, 9, 1), date(2026, 9, 1)),
    "a year as date": ("due", 2026, CoarseDate("2026")),
    "a year as period": ("valid", 2026, Period.year(2026)),
    "an open period": ("valid", "2026-03-01/..", Period(first=date(2026, 3, 1))),
    "a term": ("pace", "fast", Pace.FAST),
    "a term that is one": ("pace", Pace.FAST, Pace.FAST),
    "another language": ("language", "en", "en"),
    "an id of numbers": ("id", "010", "010"),
    "an id in two code points": ("id", "cafe\u0301", "café"),
    "one value for its class": ("cost", 12, Money(euros=Decimal(12))),
    "one value for a list": ("names", "abc", ("abc",)),
    "a list": ("names", ["a", "b"], ("a", "b")),
    "one value for a set": ("tags", "abc", frozenset({"abc"})),
    "points": ("points", [[5.5, 51]], ((5.5, 51.0),)),
    "not filled in": ("title", "", "x"),
    "nothing": ("count", None, 0),
}


@pytest.mark.parametrize(("field", "value", "expected"), RIGHT.values(), ids=RIGHT.keys())
def test_what_a_field_asks_for_is_read(field: str, value: object, expected: object) -> None:
    """Text stays what was typed, and becomes a number, day or term where a field asks for one."""
    read = getattr(structure({field: value}, Thing), field)
    assert read == expected
    assert type(read) is type(expected)


def test_all_faults_are_told_at_once() -> None:
    """Every wrong value of a nested group has its own fault and path, rules of fields included."""
    things = [{"title": "x"}, {"weight": 2, "other_weight": -1, "count": "x", "x": 1}, {"on": "x"}]
    found = faults({"things": things, "title": "x"}, Box)
    assert [fault.path for fault in found if not fault.at_key] == [
        (),
        ("things", 1, "count"),
        ("things", 1, "weight"),
        ("things", 1, "other_weight"),
        ("things", 2, "on"),
    ]
    assert [fault.path for fault in found if fault.at_key] == [("things", 1, "x"), ("title",)]


def test_a_missing_field_is_told_of_the_record() -> None:
    """What is not there has no place: the fault is that of the group that should hold it."""
    (fault,) = faults({"things": []}, Box)
    assert (fault.path, fault.code) == ((), "missing-field")
    assert fault.message.text("en") == 'the field "name" is missing'


@pytest.mark.parametrize("plain", [None, 5, "x", [], True], ids=repr)
def test_a_record_that_is_no_group(plain: object) -> None:
    """What is no group of fields is one fault, of the whole."""
    (fault,) = faults(plain)
    assert (fault.path, fault.code) == ((), "not-a-group")


@pytest.mark.parametrize(
    ("points", "path"),
    [([[1, 2, 3]], (0,)), ([[1]], (0,)), ([5], (0,)), (["ab"], (0,)), ([["a", 2]], (0,)), (5, ())],
    ids=repr,
)
def test_a_point_has_two_numbers(points: object, path: tuple[int, ...]) -> None:
    """A point with too many or too few numbers, or none, is a fault at that point."""
    (fault,) = faults({"points": points})
    assert fault.path == ("points", *path)


@pytest.mark.parametrize("value", ["vier", 4.5, ["Jan Jansen"], True], ids=repr)
@pytest.mark.parametrize("field", ["secret", "pace"])
def test_a_personal_value_is_never_quoted(field: str, value: object) -> None:
    """What is wrong with a value of a class about people is told without showing it."""
    (fault,) = faults({field: value}, Someone)
    for language in LANGUAGES:
        said = f"{fault.message.text(language)} {fault.remedy and fault.remedy.text(language)}"
        assert str(value) not in said
        assert "Jansen" not in said


def test_a_long_value_is_quoted_in_part() -> None:
    """A message quotes at most forty characters of what it found."""
    (fault,) = faults({"count": "x" * 1000})
    assert "x" * 40 not in fault.message.text("en")
    assert "x" * 39 + "…" in fault.message.text("en")


def test_a_near_miss_is_offered() -> None:
    """A misspelt field or term is met with the one that was probably meant."""
    assert 'Bedoelt u "title"?' in _dutch({"titel": 1})
    assert 'Bedoelt u "fast"?' in _dutch({"pace": "fasd"})


def _dutch(plain: object) -> str:
    (fault,) = faults(plain)
    assert fault.remedy is not None
    return fault.remedy.text("nl")


@given(st.builds(Thing, title=lines(), note=prose(), id=ids().map(IssueId), custom=frozen_maps()))
def test_what_is_written_is_read_again(thing: Thing) -> None:
    """Structuring what was unstructured gives an equal value, by way of JSON too."""
    assert structure(unstructure(thing), Thing) == thing
    assert structure(json.loads(canonical_json(thing)), Thing) == thing


def test_defaults_are_left_out() -> None:
    """Plain data holds what someone filled in, and nothing else."""
    assert unstructure(Thing()) == {}
    assert unstructure(Thing(count=1)) == {"count": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Thing(amount=Decimal("1.50")), Thing(amount=Decimal("1.5"))),
        (Thing(amount=Decimal("100")), Thing(amount=Decimal("1e2"))),
        (Box(name="x", things=(Thing(amount=Decimal("-0")),)), Box(name="x", things=(Thing(),))),
        (Money(euros=Decimal("-0")), Money(euros=Decimal("0"))),
        (Thing(weight=1), Thing(weight=1.0)),
        (Thing(weight=-0.0), Thing(weight=0.0)),
        (Thing(tags=frozenset({"a", "b"})), Thing(tags=frozenset({"b", "a"}))),
        (
            Thing(custom=FrozenMap({"a": "1", "b": "2"})),
            Thing(custom=FrozenMap({"b": "2", "a": "1"})),
        ),
    ],
    ids=["zeros", "powers", "minus zero", "minus zero euros", "whole", "minus zero float", "sets",
         "keys"],
)  # fmt: skip
def test_equal_values_have_equal_digests(one: object, other: object) -> None:
    """Values that compare equal have the same canonical JSON and digest."""
    assert one == other
    assert canonical_json(one) == canonical_json(other)
    assert digest(one) == digest(other)


@given(st.builds(Thing, title=lines(), note=prose(), id=ids().map(IssueId), custom=frozen_maps()))
def test_canonical_json_is_that_of_the_plain_data(thing: Thing) -> None:
    """Written straight from a value or from its plain data, the text is the same."""
    plain = unstructure(Box(name="x", things=(thing,)))
    by_way_of_it = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical_json(Box(name="x", things=(thing,))) == by_way_of_it
    assert canonical_json(plain) == by_way_of_it


@pytest.mark.parametrize("odd", [1j, {"x": [b"x"]}, {1: "x"}, {b"x"}], ids=repr)
def test_what_no_record_holds_has_no_canonical_json(odd: object) -> None:
    """A value of another type is refused, not written in a way that may change."""
    with pytest.raises(TypeError):
        canonical_json(odd)


@given(ids())
def test_an_id_stays_what_it_is(id: str) -> None:
    """An id that was read is read again as itself."""
    assert identifier(id) == id


@given(st.text())
def test_any_text_is_an_id_or_a_fault(text: str) -> None:
    """Reading an id gives an id that `identifier` leaves alone, or the fault not-an-id."""
    try:
        read = identifier(text)
    except BadValueError as error:
        code = error.code
        read = ""
    else:
        code = ""
    assert (code, read) in (("not-an-id", ""), ("", unicodedata.normalize("NFC", text)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([one.name for one in attrs.fields(Thing)]), inner)
        ),
    )
)
def test_any_plain_data_is_a_thing_or_faults(plain: object) -> None:
    """Whatever is handed in, the answer is a value or faults with their remedy, never a crash."""
    try:
        structure(plain, Thing)
    except Exception as error:  # noqa: BLE001 - `faults_of` raises what it does not know
        found = list(faults_of(error))
        assert found
        assert all(fault.remedy and fault.message.text("nl").isprintable() for fault in found)
