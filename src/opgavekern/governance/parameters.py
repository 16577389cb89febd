"""What the contract asks of the parameters of a rule, and of the values that they get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import isfinite
from types import NoneType
from typing import Any, get_type_hints

import attrs

from opgavekern.base.texts import Message, message, quoted
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.rules import Parameter, Rule, Stricter, parameters_of
from opgavekern.model.shape import shape_of_annotation


def wrong_parameters(rule: Rule[Any] | Criterion[Any]) -> Iterator[Message]:
    """Yield what is wrong with the parameters of a rule or criterion, the first thing first."""
    try:
        made = rule.parameters() if attrs.has(rule.parameters) else None
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever it raises, it has no defaults
        made = None
    if made is None:
        yield message(
            "{code}: parameters zijn een attrs-klasse met een standaardwaarde voor elk veld",
            "{code}: parameters are an attrs class with a default for every field",
            code=rule.code,
        )
        return
    for name, declared in parameters_of(rule.parameters).items():
        if not _is_whole(declared):
            yield message(
                "{code}: parameter {name} is niet goed beschreven; open_to zijn lagen, tighten is "
                "Stricter, en elk van dated heeft een dag en een reference",
                "{code}: parameter {name} is not described well; open_to are layers, tighten is "
                "Stricter, and each of dated has a day and a reference",
                code=rule.code,
                name=name,
            )
        values = (getattr(made, name, None), *(one.value for one in declared.dated))
        for value in values if declared.dated else ():
            if not fits(rule.parameters, name, value):
                yield message(
                    "{code}: {name} kan geen {value} zijn; geef een waarde van het type van het "
                    "veld",
                    "{code}: {name} cannot be {value}; give a value of the type of the field",
                    code=rule.code,
                    name=name,
                    value=quoted(str(value)[:40]),
                )


def _is_whole(declared: Any) -> bool:
    """Tell whether what a parameter declares is what its class says; attrs does not look."""
    if not isinstance(declared, Parameter):
        return False
    parts: tuple[tuple[Any, Any], ...] = (
        (declared.unit, str),
        (declared.tighten, Stricter | None),
        *((one, Layer) for one in declared.open_to),
        *((one.first, date) for one in declared.dated),
        *((one.reference, str) for one in declared.dated),
    )
    return (
        all(isinstance(value, wanted) for value, wanted in parts)
        and all(one.reference.strip() for one in declared.dated)
        and len({one.first for one in declared.dated}) == len(declared.dated)
    )


def fits(cls: type, name: str, value: Any) -> bool:
    """Tell whether a value is of the type that a field of a parameters class has."""
    try:
        shape = shape_of_annotation(get_type_hints(cls)[name])
    except (NameError, KeyError):
        return True  # What the plugin names nowhere cannot be looked at.
    if value is None:
        return shape.is_optional or shape.item in (Any, NoneType)
    item = getattr(shape.item, "__supertype__", shape.item)
    if shape.is_many and not isinstance(value, tuple | frozenset):
        return False
    each = value if shape.is_many else (value,)
    return not isinstance(item, type) or all(_is_of(one, item) for one in each)


def _is_of(value: Any, cls: type) -> bool:
    if isinstance(value, bool):
        return cls in (bool, object)
    if isinstance(value, float | Decimal) and not isfinite(value):
        return False  # What is no number is neither weaker nor stricter than one.
    return isinstance(value, (float, int) if cls is float else cls)
