from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.answers import Answer
from opgavekern.base.converting import faults_of, structure, unstructure
from opgavekern.base.errors import Location
from opgavekern.base.labels import Term
from opgavekern.base.texts import LANGUAGES, Message, Text, message
from opgavekern.governance import Named
from opgavekern.model import IssueId, Money, Ref


class Pace(Term):
    """How fast."""

    SLOW = "slow", "langzaam"


@attrs.frozen(kw_only=True)
class Told(Answer):
    """An answer with a part that people write."""

    words: str = "x"
    issue: IssueId | None = None
    path: tuple[str | int, ...] = ()
    cost: Money | None = None
    told: tuple[Told, ...] = ()


def again(value: Any) -> Any:
    """The same by way of JSON."""
    return structure(json.loads(json.dumps(unstructure(value))), type(value))


def test_an_answer_is_written_whole() -> None:
    """Whoever reads an answer in another language knows nothing of our defaults."""
    assert unstructure(Told()) == {
        "words": "x", "issue": None, "path": [], "cost": None, "told": []
    }  # fmt: skip


def test_what_people_write_inside_an_answer_is_written_as_ever() -> None:
    """A record in an answer leaves out what is at its default, and is read as strictly."""
    assert unstructure(Told(cost=Money(euros=Decimal(5))))["cost"] == {"euros": "5"}
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one, `faults_of` tells
        structure({"cost": {"euros": "5", "price_level": "veel"}}, Told)
    assert [fault.path for fault in faults_of(caught.value)] == [("cost", "price_level")]


@given(st.text(), st.text(), st.lists(st.text() | st.integers(0, 10**6)).map(tuple))
def test_text_is_read_as_it_was(words: str, issue: str, path: tuple[str | int, ...]) -> None:
    """Whatever an answer quotes, and however odd it is, it is read back unchanged."""
    told = Told(words=words, issue=IssueId(issue), path=path, told=(Told(words=words),))
    assert again(told) == told


def test_what_is_made_already_is_taken() -> None:
    """Parts of an answer may be given as what they are, as with everything else that is read."""
    part = Told(words="y")
    assert structure({**unstructure(Told()), "told": [part]}, Told).told == (part,)
    named = Named(Ref("issue", "i"), "x")
    assert structure({"ref": named.ref, "name": "x"}, Named) == named


def test_a_place_keeps_its_excerpt() -> None:
    """Also a line with a tab and a control in it."""
    place = Location(file="a.yaml", line=3, excerpt="\tx: \x07")
    assert again(place).excerpt == place.excerpt


MESSAGES = {
    "words and numbers": message("{a} {b}", "{a} {b}", a="x", b=3),
    "a truth": message("{a}", "{a}", a=True),
    "a decimal": message("{a}", "{a}", a=Decimal("1.50")),
    "a fraction": message("{a}", "{a}", a=0.1),
    "a day": message("{a}", "{a}", a=date(2026, 9, 1)),
    "a list": message("{a}", "{a}", a=("x", date(2026, 9, 1), ("y",))),
    "a label": message("{a}", "{a}", a=Text(nl="doel", en="goal")),
    "a message": message("{a}", "{a}", a=message("{b}", "{b}", b=Decimal(2))),
    "words like a day": message("{a}", "{a}", a="2026-09-01"),
}


@pytest.mark.parametrize("said", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_keeps_its_values_with_their_types(said: Message) -> None:
    """What goes in a text is read back as the same value of the same type."""
    read = again(said)
    assert read == said
    assert [type(one) for one in read.values.values()] == [
        type(one) for one in said.values.values()
    ]


@pytest.mark.parametrize(
    "value",
    [Pace.SLOW, frozenset({"a", "b"}), ["a", "b"], None, float("nan"), Decimal("NaN"), b"x"],
    ids=lambda value: type(value).__name__,
)
def test_any_other_value_keeps_its_words(value: object) -> None:
    """What JSON has no form for is written by its words, so that both texts stay the same."""
    said = message("nu {a}", "now {a}", a=value)
    assert [again(said).text(one) for one in LANGUAGES] == [said.text(one) for one in LANGUAGES]


@pytest.mark.parametrize(
    ("plain", "path"),
    [
        ({"template": {"nl": "x", "en": "x"}, "values": []}, ("values",)),
        ({"template": {"nl": "x", "en": "x"}, "values": {"a": None}}, ("values",)),
        ({"template": {"nl": "x", "en": "x"}, "values": {"a": {"dag": "x"}}}, ("values",)),
        ({"template": {"nl": "x", "en": "x"}, "values": {"a": {"day": "x"}}}, ("values",)),
        ({"template": {"nl": "x", "en": 5}, "values": {}}, ("template", "en")),
        ({"template": {"nl": "x", "fr": "x", "en": "x"}, "values": {}}, ("template", "fr")),
        ({"template": {"nl": "x", "en": "x"}, "values": {}, "x": 1}, ("x",)),
        ("x", ()),
    ],
)
def test_what_is_no_answer_is_told(plain: object, path: tuple[str, ...]) -> None:
    """Reading an answer is as strict as reading anything else."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one, `faults_of` tells
        structure(plain, Message)
    assert [fault.path for fault in faults_of(caught.value)] == [path]


def _in_lists(deep: int) -> Any:
    return functools.reduce(lambda inner, _: [inner], range(deep), "x")


def _in_messages(deep: int) -> Any:
    words = {"nl": "{a}", "en": "{a}"}
    start: Any = "x"
    return functools.reduce(
        lambda inner, _: {"template": words, "values": {"a": inner}}, range(deep), start
    )


@pytest.mark.parametrize("inside", [_in_lists, _in_messages])
@pytest.mark.parametrize("deep", [100, 900, 20_000])
def test_values_in_each_other_without_end_are_told(inside: Callable[[int], Any], deep: int) -> None:
    """A few kilobytes of brackets take nobody's stack; what we write ourselves is never so deep."""
    plain = {"template": {"nl": "{a}", "en": "{a}"}, "values": {"a": inside(deep)}}
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one, `faults_of` tells
        structure(plain, Message)
    assert [(one.path, one.code) for one in faults_of(caught.value)] == [(("values",), "too-deep")]
    near = structure({**plain, "values": {"a": inside(15)}}, Message)
    assert again(near) == near
