from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.frozen import FrozenMap
from opgavekern.testing import frozen_maps


@given(frozen_maps(), st.randoms())
def test_the_order_of_keys_does_not_matter(made: FrozenMap, chance: random.Random) -> None:
    """Maps with the same keys and values are equal and hash alike, whatever their order."""
    items = list(made.plain().items())
    chance.shuffle(items)
    other = FrozenMap(dict(items))
    assert other == made
    assert hash(other) == hash(made)
    assert list(other.plain()) == sorted(made)


@given(frozen_maps())
def test_plain_data_makes_the_same_map(made: FrozenMap) -> None:
    """Thawing and freezing, and pickling, give an equal map."""
    assert FrozenMap(made.plain()) == made
    assert FrozenMap(made) == made
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes


def test_leaves_become_text() -> None:
    """Numbers, truths and nothing become the text that JSON would show; lists become tuples."""
    made = FrozenMap({"a": 1, "b": [True, False], "c": None, "d": {"e": 1.5}})
    assert made["a"] == "1"
    assert made["b"] == ("true", "false")
    assert made["c"] == ""
    assert made["d"] == FrozenMap({"e": "1.5"})
    assert made.plain() == {"a": "1", "b": ["true", "false"], "c": "", "d": {"e": "1.5"}}


def test_it_cannot_change() -> None:
    """There is no way to put something in, and what it was made from does not reach into it."""
    source = {"a": ["x"]}
    made = FrozenMap(source)
    source["a"].append("y")
    source["b"] = []
    made.plain()["a"].append("z")
    assert made == FrozenMap({"a": ["x"]})
    with pytest.raises(TypeError):
        made["a"] = "y"  # type: ignore[index] # that it cannot be done is the point


def test_it_is_a_mapping() -> None:
    """It answers as a dict does, and is not equal to one."""
    made = FrozenMap({"a": "x"})
    assert dict(made) == {"a": "x"}
    assert (len(made), "a" in made, made.get("b")) == (1, True, None)
    assert made != {"a": "x"}
    assert not FrozenMap()
