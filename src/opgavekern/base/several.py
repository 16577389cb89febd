"""Several things given as one argument: never a single text, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import message

T = TypeVar("T")


def several(given: Iterable[T], name: str) -> tuple[T, ...]:
    """Return what was given as a tuple.

    Args:
        given: A list or anything else that can be gone through, but no text.
        name: Of the argument.

    Raises:
        BadValueError: It is one text, or one of something else; says to put it in a list.
    """
    found: object = given  # A caller without types may have given anything.
    if isinstance(found, Iterable) and not isinstance(found, str | bytes):
        return tuple(given)
    raise BadValueError(
        message(
            "{name} is één {found}, en moet een lijst zijn; zet er [ ] omheen",
            "{name} is one {found} and must be a list; put [ ] around it",
            name=name,
            found=type(given).__name__,
        ),
        code="not-several",
        field=name,
    )
