from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.written.files import (
    a_requirement,
    codes_of,
    problems_of,
    read,
    text_of,
    unmet_by,
)

from opgavekern.governance.written.messages import fields_to_say
from opgavekern.governance.written.reading import contents_of
from opgavekern.model import KINDS, Dossier, Issue, IssueId


def test_the_order_of_a_file_does_not_matter() -> None:
    """Rules, and the parts of each and of its conditions, in any order are the same rules."""
    asked = {"title": {"is": "filled"}, "owners": ["a", "b"], "not": {"title": "x"}}
    rules = [a_requirement(code=f"DOSSIER-{n:03}", must={"title": "x"}) for n in range(1, 6)]
    drawn = random.Random(1)
    shuffled = [dict(drawn.sample(list(one.items()), len(one))) for one in drawn.sample(rules, 5)]
    assert read(*rules) == read(*shuffled)
    other = dict(reversed(asked.items()))
    (one,), (two,) = read(a_requirement(must=asked)), read(a_requirement(must=other))
    assert (one.reads, one.each, one.title) == (two.reads, two.each, two.title)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": "OTHER-001"}, "bad-code"),
        ({"code": "DOSSIER-1"}, "bad-code"),
        ({"code": None}, "missing-field"),
        ({"name": "Not A Name"}, "bad-name"),
        ({"title": None}, "missing-field"),
        ({"title": ["a"]}, "not-a-text"),
        ({"title": {"nl": "Alleen Nederlands"}}, "missing-field"),
        ({"severity": "heavy"}, "unknown-value"),
        ({"kind": "law"}, "missing-field"),
        ({"basis": {"article": "3"}}, "missing-field"),
        ({"valid": "soon"}, "not-a-date"),
        ({"waivable_by": ["the boss"]}, "not-an-id"),
        ({"each": "thing"}, "unknown-kind"),
        ({"must": None}, "missing-field"),
        ({"message": "{colour}"}, "unknown-place"),
        ({"colour": "red"}, "unknown-field"),
    ],
)
def test_what_a_requirement_says_of_itself_is_held_to_the_contract(
    fields: dict[str, Any], code: str
) -> None:
    """Codes, names, texts in both languages, terms, periods, roles, kinds and places."""
    assert codes_of(a_requirement(**fields)) == [code]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Each with its line and column, in order of the file, with what may have been meant."""
    problems = problems_of(
        a_requirement(severity="warnin"), a_requirement(code="DOSSIER-002", must={"titel": "x"})
    )
    assert [one.code for one in problems] == ["unknown-value", "unknown-field"]
    assert all(one.location and one.location.column for one in problems)
    assert 'Did you mean "warning"?' in problems[0].text()
    assert 'Did you mean "title"?' in problems[1].text()


def test_a_code_that_is_used_twice_names_the_first_line() -> None:
    """Two rules of one code are refused."""
    assert codes_of(a_requirement(), a_requirement()) == ["duplicate-code"]


def test_a_message_can_name_no_personal_field() -> None:
    """Of no kind can a message say a name, a note or another personal field."""
    said = {kind.name: fields_to_say(kind.record) for kind in KINDS}
    assert "name" not in said["person"]
    assert not any("note" in fields for fields in said.values())
    assert codes_of(
        a_requirement(each="person", message="{name}", must={"id": {"is": "filled"}})
    ) == ["unknown-place"]


def test_a_change_says_in_one_way_what_it_does() -> None:
    """Fills, tightens or departs; and of a number both its name and its value."""
    about = {"basis": "A decision"}
    assert codes_of(changes=[about]) == ["missing-field"]
    assert codes_of(changes=[{**about, "fills": "NL-001", "tightens": "NL-001"}]) == [
        "missing-field"
    ]
    assert codes_of(changes=[{**about, "fills": "NL-001", "value": 3}]) == ["missing-field"]
    assert codes_of(changes=[{**about, "departs_from": "NL-001"}]) == []
    assert codes_of(changes=[{**about, "departs_from": "NL-001", "value": 3}]) == ["missing-field"]
    assert codes_of(changes=[{**about, "departs_from": ["NL-001"]}]) == ["not-a-text"]


def _deep(levels: int) -> dict[str, Any]:
    asked: dict[str, Any] = {"title": "x"}
    for _ in range(levels):
        asked = {"not": asked}
    return asked


@pytest.mark.parametrize(
    ("must", "code"),
    [
        (_deep(13), "limit-conditions"),
        (_deep(80), "limit-depth"),
        ({"any": [{"title": "x"}] * 300}, "limit-comparisons"),
        ({"title": ["x"] * 2_000}, "limit-listed"),
        ({"mandate": {"adopted_on": {"before": {"days_ago": 10**12}}}}, "out-of-range"),
        ({"title": {"contains": {"a": "b"}}}, "not-a-text"),
        ({"__class__": "x"}, "unknown-field"),
        ({"title.__class__": "x"}, "unknown-field"),
        ({"phase_of": "x"}, "unknown-field"),
    ],
)
def test_hostile_conditions_are_refused_by_name(must: dict[str, Any], code: str) -> None:
    """Too deep, too many, too long, and names that reach for more than fields."""
    assert code in codes_of(a_requirement(must=must))


def test_a_hostile_file_is_read_in_time() -> None:
    """Many rules with many mistakes each are told within seconds, and no more than there are."""
    rules = [
        a_requirement(code=f"DOSSIER-{n:03}", must={f"field_{k}": k for k in range(20)})
        for n in range(100, 200)
    ]
    start = time.perf_counter()
    assert len(problems_of(*rules)) == 2_000
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("plain", [[], "x", 3, None, {"rules": {}}, {"rules": ["x"]}, {"a": 1}])
def test_what_is_no_file_of_rules_is_refused(plain: Any) -> None:
    """Whatever JSON there is, there is a problem and no traceback."""
    from opgavekern.base.running import Limits
    from opgavekern.files.sources import TextFile
    from opgavekern.governance import RulesError

    text = TextFile.of("rules.json", "json", json.dumps(plain), Limits())
    with pytest.raises(RulesError):
        contents_of(text)


def test_too_many_rules_are_refused() -> None:
    """More than a file may hold is a limit with its name."""
    assert codes_of(*[{}] * 1_001) == ["limit-rules"]
    assert text_of().file == "rules.json"


#: Words that mean something, so that what is drawn gets past the first of them.
WORDS = (
    "title owners leads mandate adopted_on phase not any all there_are kind by where at_least is "
    "before after days_ago how_many every contains employment custom tags valid first parent id"
).split()
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["today", "filled", "empty", "issue", "team", "2026", "organisation:x"])
    | st.text(max_size=6)
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)
PLANTED = Dossier.of(
    Issue(id=IssueId("i"), title="x"), Issue(id=IssueId("j"), title="y", parent=IssueId("i"))
)


@given(must=TREES, other=TREES)
@settings(max_examples=80)
def test_whatever_stands_there_is_a_rule_that_runs_or_a_problem(must: Any, other: Any) -> None:
    """No tree of words, lists and groups gives an error of another sort, reading or running."""
    problems_of(a_requirement(where=other, basis=other, title=other, valid=other), changes=[other])
    if not problems_of(a_requirement(must=must)):
        unmet_by(PLANTED, must)
