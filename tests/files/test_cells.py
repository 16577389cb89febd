from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.files.cells import escaped_item, guarded, split_list, unguarded


@given(st.lists(st.text(alphabet="ab;\\ '", min_size=1), min_size=1))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    """Whatever the items hold, the cell gives them back."""
    assert split_list(";".join(map(escaped_item, items))) == items


@given(st.text(alphabet="'=+-@\t a"))
def test_guards_come_off_again(text: str) -> None:
    """No text starts a formula, and none is changed by the way."""
    written = guarded(text)
    assert unguarded(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize(
    ("cell", "items"),
    [("a", ["a"]), ("a; b ;c;", ["a", "b", "c"]), (r"a\;b", ["a;b"]), (r"C:\x", [r"C:\x"])],
)
def test_lists_as_people_type_them(cell: str, items: list[str]) -> None:
    """Spaces fall away, and so does a ; at the end."""
    assert split_list(cell) == items
