from __future__ import annotations

from typing import Any

import pytest

from opgavekern.base.errors import BadValueError
from opgavekern.base.several import several


@pytest.mark.parametrize("given", ["nl", b"nl", 5, None])
def test_one_thing_is_not_several(given: Any) -> None:
    """A text is not gone through letter by letter: the argument is named, and what to do."""
    with pytest.raises(BadValueError) as caught:
        several(given, "allow")
    kind = type(given).__name__
    assert str(caught.value) == f"allow is one {kind} and must be a list; put [ ] around it"
    assert caught.value.field == "allow"


def test_anything_that_can_be_gone_through_is_several() -> None:
    """Also what can be gone through once only."""
    assert several((one for one in "ab"), "allow") == ("a", "b")
    assert several((), "allow") == ()
