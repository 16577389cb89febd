"""What the library says, as opposed to what people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

#: Metadata of a field that stays in the process: it is no part of the plain form.
STAYS: Final[Mapping[str, Any]] = MappingProxyType({"stays": True})


class Answer:
    """Something that the library says, for programs to hand on and to read again.

    Its plain form holds every field, also one at its default: whoever reads it in another
    language knows nothing of our defaults. Text in it is read back as it was, whatever it quotes.
    """

    __slots__ = ()


def told_fields(cls: type) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class that are part of its plain form."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return tuple(field for field in fields if "stays" not in field.metadata)


@attrs.frozen
class Sayable:
    """Marks a map with the values of a text: `Annotated[Mapping[str, Any], Sayable()]`.

    Attributes:
        classes: What the values may be besides text, numbers, days, messages and tuples of them.
    """

    classes: tuple[type[Any], ...] = ()
