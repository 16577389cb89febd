"""What the library says can be kept as JSON, and is the same when it is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.answers import answer_classes, answers
from tests.draws import draws

from opgavekern.base.answers import Answer, told_fields
from opgavekern.base.converting import structure, unstructure
from opgavekern.base.results import Result
from opgavekern.governance import CheckResult, Finding
from opgavekern.model import Dossier
from opgavekern.model.shape import types_of

CLASSES = answer_classes()
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


def test_there_are_answers() -> None:
    """The tests below run on results and on what is in them."""
    assert {CheckResult, Finding} <= set(CLASSES)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@settings(max_examples=draws(8), suppress_health_check=SLOW)
@given(data=st.data())
def test_what_is_said_is_read_again(cls: type[Any], data: st.DataObject) -> None:
    """Any answer is written whole, whatever is at its default, and read as what it was."""
    answer = data.draw(answers(cls))
    plain = unstructure(answer)
    assert list(plain) == [one.name for one in told_fields(cls)]
    text = json.dumps(plain)
    read = structure(json.loads(text), cls)
    assert read == answer
    assert json.dumps(unstructure(read)) == text


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if issubclass(cls, Result)])
def test_parts_of_results_are_answers_too(cls: type[Any]) -> None:
    """No class without labels for people stands in a result, unless it is an answer."""
    for one in _parts(cls):
        assert (
            issubclass(one, Answer)
            or hasattr(one, "__labels__")
            or hasattr(one, "from_text")
            or one is Dossier
        )


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if issubclass(cls, Result)])
@settings(max_examples=draws(5), suppress_health_check=SLOW)
@given(data=st.data())
def test_rows_have_the_columns_of_their_class(cls: type[Any], data: st.DataObject) -> None:
    """Rows have the columns of their result, which its class names, and values of their types."""
    answer = data.draw(answers(cls))
    assert answer.columns.items() <= cls.COLUMNS.items()
    for row in answer.to_records():
        assert list(row) == list(answer.columns)
        assert all(isinstance(one, cls.COLUMNS[name] | None) for name, one in row.items())


def _parts(annotation: Any) -> Iterator[type[Any]]:
    """Classes with fields in an annotation, and in those classes."""
    if isinstance(annotation, type) and attrs.has(annotation):
        yield annotation
        if issubclass(annotation, Answer):
            for field in told_fields(annotation):
                yield from _parts(types_of(annotation)[field.name])
    for one in get_args(annotation):
        yield from _parts(one)
