"""What a written rule says of a record: its fields between braces, and never a person's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.personal import is_remark, personal_in
from opgavekern.base.texts import Language, Text
from opgavekern.model import Ref
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.record import Holder
from opgavekern.model.shape import FieldShape, shape_of

#: A place for a value. Names of fields may have more than one word.
PLACE: Final = re.compile(r"\{([^{}]*)\}")
#: The place that the engine fills.
SUBJECT: Final = "subject"
SUBJECT_WORDS: Final[Mapping[str, Language]] = MappingProxyType({"onderwerp": "nl", SUBJECT: "en"})
#: A value of more characters is cut off: a message is one line.
_LONGEST: Final = 200
_MOST_VALUES: Final = 20
NOT_FILLED: Final = Text(nl="niets", en="nothing")


def fields_to_say(cls: type) -> list[str]:
    """Return the fields of which a message may say what stands in them.

    Not those that hold personal data, nor remarks in which people may be spoken of. A person is
    said by function, whatever field refers to them.
    """
    return [
        field.name
        for field in fields_in_order(cls)
        if personal_in(field) is None
        and not is_remark(field)
        and _is_sayable(shape_of(cls, field.name))
    ]


def _is_sayable(shape: FieldShape) -> bool:
    nested = shape.nested
    if nested is None:
        return shape.item is not FrozenMap and (isinstance(shape.item, type) or _is_named(shape))
    return nested is Holder or nested is Ref or hasattr(nested, "from_text")


def _is_named(shape: FieldShape) -> bool:
    return bool(shape.kinds) or hasattr(shape.item, "__supertype__")


def said_of(record: Any, field: str) -> Any:
    """Return what stands in a field of a record, as a finding may say it."""
    cls: type = type(record)
    shape = shape_of(cls, field)
    value = getattr(record, field)
    if not shape.is_many:
        return NOT_FILLED if value in (None, "") else _said(value, shape)
    values = sorted(value, key=str) if isinstance(value, frozenset) else value
    return tuple(_said(one, shape) for one in values[:_MOST_VALUES]) or NOT_FILLED


def _said(value: Any, shape: FieldShape) -> Any:
    if isinstance(value, Holder):
        return Ref("person", value.person)
    if isinstance(value, Ref | Enum):
        return value
    if shape.is_id:
        return Ref(shape.kinds[0], value)
    if attrs.has(type(value)):
        return str(value)
    if isinstance(value, str):
        line = " ".join(value.split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return value
