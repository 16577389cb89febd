"""Every class of answers there is, and values of each, drawn from what its annotations allow."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, Literal, NewType, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st

import opgavekern
from opgavekern.base.answers import Answer, told_fields
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.results import Result
from opgavekern.base.texts import Text
from opgavekern.base.verbatim import is_sayable, sayable_classes
from opgavekern.model import Dossier, Header, Issue, Period, Ref
from opgavekern.model.changes import Change
from opgavekern.model.shape import types_of
from opgavekern.testing import days, dossiers, frozen_maps, ids, numbers, periods, records

Strategy = st.SearchStrategy[Any]

_PLAIN: Final[dict[Any, Strategy]] = {
    str: st.text(max_size=8),
    bool: st.booleans(),
    int: st.integers(-(10**9), 10**9),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: numbers(),
    date: days(),
    FrozenMap: frozen_maps(),
    Period: periods(),
    Dossier: dossiers(max_records=2),
    Ref: st.builds(Ref, st.sampled_from(["issue", "meeting_series"]), ids()),
}


def _changes() -> Strategy:
    """A record that is new, gone or otherwise: the class refuses any two that differ in id."""
    issues, headers = records(Issue), records(Header)
    return st.one_of(
        issues.map(lambda one: Change(after=one)),
        issues.map(lambda one: Change(before=one)),
        st.tuples(headers, headers).map(lambda two: Change(before=two[0], after=two[1])),
    )


def answer_classes() -> list[type[Any]]:
    """Every class of answers in the library, by name; what holds nothing of its own left out."""
    for found in pkgutil.walk_packages([str(Path(opgavekern.__file__).parent)], "opgavekern."):
        if found.name.endswith("__main__"):
            continue
        try:
            importlib.import_module(found.name)
        except ImportError as error:  # an extra that is not installed: others ran with it
            if str(error.name).startswith("opgavekern"):
                raise
    # attrs makes a class anew for its slots; what it made it of may not be gone yet.
    ours = (cls for cls in _below(Answer) if cls.__module__.startswith("opgavekern."))
    classes = {cls for cls in ours if attrs.has(cls)}
    return sorted(classes - {Result}, key=lambda cls: cls.__name__)


def _below(cls: type[Any]) -> Iterator[type[Any]]:
    for one in cls.__subclasses__():
        yield one
        yield from _below(one)


@functools.cache
def answers(cls: type[Any]) -> Strategy:
    """Draw values of a class of answers."""
    if cls is Change:
        return _changes()
    types = types_of(cls)
    drawn = {field.name: _values(types[field.name]) for field in told_fields(cls)}
    return st.builds(cls, **drawn)


def _values(annotation: Any) -> Strategy:  # noqa: PLR0911 - one line for each sort of type
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if is_sayable(annotation):
        return _said(sayable_classes(annotation))
    if origin in (Union, UnionType):
        return st.one_of(*map(_values, args))
    if origin in (tuple, frozenset):
        size = (None, 2) if ... in args or origin is frozenset else (len(args), len(args))
        return st.lists(_values(args[0]), min_size=size[0] or 0, max_size=size[1]).map(origin)
    if origin is Annotated:
        return _PLAIN[Ref]
    if origin is Literal:
        return st.sampled_from(args)
    if annotation is type(None):
        return st.none()
    if isinstance(annotation, NewType):
        return ids()
    if issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    return st.deferred(
        lambda: answers(annotation) if issubclass(annotation, Answer) else records(annotation)
    )


def _said(classes: tuple[type[Any], ...]) -> Strategy:
    """Values of a text, messages among them with values of their own."""
    plain = [_PLAIN[one] for one in (str, bool, int, float, Decimal, date)]
    others = [_values(one) for one in classes if one.__name__ != "Message"]
    message = st.builds(
        next(one for one in classes if one.__name__ == "Message"),
        answers(Text),
        st.dictionaries(st.text(max_size=3), st.one_of(*plain), max_size=2),
    )
    one = st.one_of(*plain, *others, message)
    return st.dictionaries(
        st.text(max_size=3), one | st.lists(one, max_size=2).map(tuple), max_size=2
    )
