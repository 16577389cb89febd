"""How answers are written and read: text as it was, and the values of texts with their type.

JSON knows text, numbers and lists. What a text may hold besides is written so that it can be told
from them: a decimal as `{"decimal": "12.5"}`, a day as `{"day": "2026-09-01"}`, a message or a
label by its fields, a reference as `{"ref": "issue:x"}`. A value that says something and is none
of these is written by its words in both languages, and is a `Text` when read again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin

import attrs

from opgavekern.base.answers import Sayable
from opgavekern.base.scalars import misfit, to_day
from opgavekern.base.texts import Message, Text, message, say

if TYPE_CHECKING:
    from cattrs import Converter

DECIMAL: Final = "decimal"
DAY: Final = "day"


def verbatim(value: object, _: object = None) -> str:
    """Read text exactly as it is."""
    if type(value) is not str:
        raise misfit(value, "not-a-text", message("tekst", "text"))
    return value


def is_sayable(cls: Any) -> bool:
    """True for the map of values of a text."""
    return get_origin(cls) is Annotated and isinstance(get_args(cls)[1], Sayable)


def sayable_classes(cls: Any) -> tuple[type[Any], ...]:
    """Return the classes that the values of such a map may be."""
    marker: Sayable = get_args(cls)[1]
    return (Text, Message, *marker.classes)


def word_of(cls: type) -> str:
    """Return the key under which a class that is written as text stands: `ref` for `Ref`."""
    return cls.__name__.lower()


def values_hook(made: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    """Read the values of a text."""
    by_keys = {_keys(one): one for one in sayable_classes(cls)}

    def read(value: Any) -> Any:
        if isinstance(value, str | bool | int | float):
            return value
        if isinstance(value, list | tuple):
            return tuple(map(read, value))
        keys = frozenset(value) if isinstance(value, Mapping) else frozenset()
        if keys == {DECIMAL}:
            return made.structure(value[DECIMAL], Decimal)
        if keys == {DAY}:
            return to_day(value[DAY])
        wanted = by_keys.get(keys)
        if wanted is None:
            raise misfit(value, "not-a-value", _A_VALUE)
        return made.structure(value[word_of(wanted)] if _is_text(wanted) else value, wanted)

    def hook(plain: Any, _: Any) -> dict[str, Any]:
        if not isinstance(plain, Mapping):
            raise misfit(
                plain, "not-a-group", message("waarden met hun naam", "values with their name")
            )
        if _is_deeper(plain, _DEEPEST):
            raise misfit(plain, "too-deep", _A_VALUE)
        return {verbatim(name): read(value) for name, value in plain.items()}

    return hook


_A_VALUE: Final = message(
    "tekst, een getal, een dag, een boodschap of een lijst daarvan",
    "text, a number, a day, a message or a list of those",
)


#: No text of ours holds texts in texts beyond this; what does would take Python's whole stack.
_DEEPEST: Final = 60


def _is_deeper(plain: Any, most: int) -> bool:
    """Tell whether plain data has lists and maps in each other beyond so many."""
    level = [plain]
    for _ in range(most):
        level = [
            inner
            for one in level
            if isinstance(one, Mapping | list | tuple)
            for inner in (one.values() if isinstance(one, Mapping) else one)
        ]
        if not level:
            return False
    return True


def values_unhook(made: Converter, cls: Any) -> Callable[[Any], Any]:
    """Write the values of a text."""
    classes = sayable_classes(cls)

    def write(value: Any) -> Any:
        if type(value) in (str, bool, int) or (type(value) is float and math.isfinite(value)):
            return made.unstructure(value)
        if isinstance(value, tuple | list):
            return [write(one) for one in value]
        if type(value) is Decimal and value.is_finite():
            return {DECIMAL: made.unstructure(value)}
        if type(value) is date:
            return {DAY: value.isoformat()}
        if type(value) in classes:
            plain = made.unstructure(value)
            return {word_of(type(value)): plain} if _is_text(type(value)) else plain
        return made.unstructure(Text(nl=say(value, "nl"), en=say(value, "en")))

    return lambda values: {name: write(value) for name, value in values.items()}


def _is_text(cls: Any) -> bool:
    """True for a class that is always written as text."""
    return hasattr(cls, "from_text")


def _keys(cls: Any) -> frozenset[str]:
    """Return the keys by which a value of a class is known."""
    return frozenset({word_of(cls)} if _is_text(cls) else (one.name for one in attrs.fields(cls)))
