"""Items of a list are found in whole lines, and come and go without a change to any other line."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.files.editing_changes import Change, Insert, Put, Remove
from opgavekern.files.editing_yaml import edit_yaml
from opgavekern.files.writing_yaml import yaml_text
from opgavekern.files.yaml_items import appended, indent_of, item_starts, without_items

words = st.text("ab -#:'\"\n\u00e9\U0001f600", min_size=1, max_size=8)
items = st.dictionaries(st.sampled_from(["id", "b", "c"]), words | st.lists(words), min_size=1)
lists = st.lists(items, min_size=1, max_size=5)

KEYED = """\
# Opgaven van de gemeente
format: 1
opgaven:
  # de eerste
  - id: a
    titel: |
      # geen commentaar
      Wonen
  # over b
  -
    id: b
    verloop:
    - op: 2026-01-01

  - id: c # de derde

# doelen
doelen: []
"""


def loaded(text: str) -> Any:
    """What PyYAML, all text, makes of it."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - our own text


@given(lists, st.sampled_from(["", "key"]), st.booleans())
def test_each_part_is_a_list_of_one(found: list[Any], key: str, has_more: bool) -> None:
    """Cut at the starts, every part reads as its item; nothing gets lost between them."""
    tree: Any = {"x": "y", key: found, **({"z": ["-"]} if has_more else {})} if key else found
    text = yaml_text(tree)
    starts = item_starts(text, (key,) if key else ())
    assert starts is not None
    parts = [text[a:b] for a, b in itertools.pairwise(starts)]
    assert [loaded(part) for part in parts] == [[one] for one in loaded(yaml_text(found))]
    tail = loaded(text[: starts[0]] + text[starts[-1] :])
    assert not key or {name for name, value in tail.items() if value} == set(tree) - {key}


@given(lists, st.data())
def test_items_go_and_come(found: list[Any], data: st.DataObject) -> None:
    """What is left and what is new reads back, in order."""
    text = yaml_text({"key": found, "z": "-"})
    starts = item_starts(text, ("key",)) or []
    gone = data.draw(st.sets(st.integers(0, len(found) - 1), max_size=len(found) - 1))
    left = without_items(text, starts, gone)
    kept = [one for ordinal, one in enumerate(found) if ordinal not in gone]
    assert loaded(left) == loaded(yaml_text({"key": kept, "z": "-"}))
    new: Any = data.draw(items)
    made = appended(
        left,
        item_starts(left, ("key",)) or [],
        [yaml_text([new], indent=indent_of(text, starts[0]))],
        apart="",
    )
    assert loaded(made) == loaded(yaml_text({"key": [*kept, new], "z": "-"}))


def test_comments_stay_with_what_follows_them() -> None:
    """A comment before the next item stays, text that looks like one goes with its item."""
    starts = item_starts(KEYED, ("opgaven",)) or []
    assert [KEYED[start:].split("\n", 1)[0].strip() for start in starts] == [
        "- id: a",
        "-",
        "- id: c # de derde",
        "doelen: []",
    ]
    first = KEYED[starts[0] : KEYED.index("  # over b")]
    assert without_items(KEYED, starts, {0}) == KEYED.replace(first, "")
    assert without_items(KEYED, starts, {2}) == KEYED.replace("\n  - id: c # de derde\n", "")
    second = KEYED[starts[1] : starts[2]]
    assert without_items(KEYED, starts, {1}) == KEYED.replace(second, "")


def test_edits_touch_no_other_line() -> None:
    """A value, an item that comes and one that goes: three changes, and nothing else."""
    changes: list[Change] = [
        Put(("opgaven", 1, "id"), "bb"),
        Insert(("opgaven",), 3, {"id": "d"}),
        Remove(("opgaven", 0)),
    ]
    first = KEYED[KEYED.index("  - id: a") : KEYED.index("  # over b")]
    wanted = KEYED.replace(first, "").replace("id: b", "id: bb")
    wanted = wanted.replace("# de derde\n", "# de derde\n\n  - id: d\n")
    assert edit_yaml(KEYED, changes) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "key: [a, b]",
        "key: [{a: b}]",
        "key:\n- a\n- b: c\n",
        "key: x",
        "key:",
        "other:\n- a: b\n",
        "- a: b",
        "key:\n- - a: b\n",
        "key:\n- {a: b}\n",
        "? [key]\n: - a: b\n",
        "key: [",
        "",
    ],
)
def test_what_is_no_list_of_groups_by_line_has_no_starts(text: str) -> None:
    """Such a list is edited another way."""
    assert item_starts(text, ("key",)) is None


@pytest.mark.parametrize("text", ["key:\n- a: b", "key:\n  - a: b\n  ", "key:\n- a: b\n# x"])
def test_the_last_line_may_end_anyhow(text: str) -> None:
    """A text without a newline at its end is cut at its end."""
    assert (item_starts(text, ("key",)) or [])[0] == 5
    assert (item_starts(text, ("key",)) or [])[-1] == len(text)
