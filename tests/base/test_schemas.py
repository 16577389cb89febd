from __future__ import annotations

import functools
import json
import operator
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema.protocols import Validator
from tests.answers import answer_classes, answers

from opgavekern.base.answers import Answer, told_fields
from opgavekern.base.converting import structure, unstructure
from opgavekern.base.schemas import Dialect, schema_of, schemas_of
from opgavekern.governance import CheckResult
from opgavekern.model import (
    KINDS,
    CbsCode,
    CoarseDate,
    Dossier,
    Header,
    Issue,
    Period,
    ProgrammeItem,
    Ref,
    from_plain,
    to_plain,
)
from opgavekern.model.shape import types_of
from opgavekern.testing import cbs_codes, coarse_dates, dossiers, ids, periods, records

DIALECTS: dict[Dialect, type[Validator]] = {
    "2020-12": jsonschema.Draft202012Validator,
    "draft-07": jsonschema.Draft7Validator,
}
CLASSES: list[type[Any]] = [Header, *(kind.record for kind in KINDS), *answer_classes()]
SLOW = settings(
    max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def drawn(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Values of any public class."""
    return answers(cls) if issubclass(cls, Answer) else records(cls)


@functools.cache
def checker(cls: type[Any], dialect: Dialect = "2020-12") -> Validator:
    """What checks by the schema of a class, which is a good schema itself."""
    schema = schema_of(cls, dialect=dialect)
    DIALECTS[dialect].check_schema(schema)
    return DIALECTS[dialect](schema)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@SLOW
@given(data=st.data())
def test_what_is_written_fits_its_schema_and_else_nothing(
    cls: type[Any], data: st.DataObject
) -> None:
    """Plain data of any value is valid by the schema of its class, in either dialect.

    An unknown field, and a required one that is gone, fail by schema and by reading.
    """
    plain = json.loads(json.dumps(unstructure(data.draw(drawn(cls)))))
    for dialect in DIALECTS:
        checker(cls, dialect).validate(plain)
    required = [one.name for one in told_fields(cls) if one.default is attrs.NOTHING]
    wrong = [{**plain, "zoiets": 1}, [plain], 5]
    if required:
        gone = data.draw(st.sampled_from(required))
        wrong.append({name: one for name, one in plain.items() if name != gone})
    for one in wrong:
        assert not checker(cls).is_valid(one)
        with pytest.raises(Exception):  # noqa: B017, PT011 - `faults_of` tells which
            structure(one, cls)


@pytest.mark.parametrize(
    ("cls", "values"),
    [(Period, periods()), (CoarseDate, coarse_dates()), (CbsCode, cbs_codes()),
     (Ref, st.builds(Ref, st.sampled_from([kind.name for kind in KINDS]), ids()))],
)  # fmt: skip
@given(data=st.data())
def test_text_of_a_form_fits_its_pattern(
    cls: type[Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    """A class that is written as text has a pattern that its text fits."""
    assert checker(cls).is_valid(str(data.draw(values)))


@pytest.mark.parametrize(
    ("cls", "text"),
    [(Period, "2026"), (Period, "2026-01-01"), (CoarseDate, "2026-13-"), (CoarseDate, "Q1"),
     (CbsCode, "WK0794"), (CbsCode, "94WK079410"), (Ref, "issue:"), (Ref, "a b")],
)  # fmt: skip
def test_other_text_does_not_fit(cls: type[Any], text: str) -> None:
    """What is not written so does not fit, though a reader may take it."""
    assert not checker(cls).is_valid(text)


@given(ids())
def test_every_id_fits_the_pattern_of_ids(id: str) -> None:
    """The pattern that engines without letters of all scripts know lets every id through."""
    assert jsonschema.Draft202012Validator(_of(Issue, "id")).is_valid(id)


@pytest.mark.parametrize("id", ["", "a b", "-a", "a.", "a/b", "a:b", "(a)", "a" * 201])
def test_what_is_no_id_does_not_fit(id: str) -> None:
    """Of what everybody can type, only ids fit."""
    assert not jsonschema.Draft202012Validator(_of(Issue, "id")).is_valid(id)


def test_a_reference_names_the_kinds_that_it_takes() -> None:
    """The pattern of a reference lists the kinds of its field."""
    taken = jsonschema.Draft202012Validator(_of(ProgrammeItem, "action_owner"))
    assert taken.is_valid("person:p-1")
    assert taken.is_valid("p-1")
    assert not taken.is_valid("area:noord")


def _of(cls: type[Any], field: str) -> dict[str, Any]:
    made: dict[str, Any] = schemas_of(cls)[cls.__name__]["properties"][field]
    return made


@SLOW
@given(dossiers())
def test_a_whole_dossier_has_a_schema(dossier: Dossier) -> None:
    """Header and records by kind, as `to_plain` writes them and `from_plain` reads them."""
    plain = json.loads(json.dumps(to_plain(dossier)))
    for dialect in DIALECTS:
        checker(Dossier, dialect).validate(plain)
    assert from_plain(Dossier, plain) == dossier
    assert not checker(Dossier).is_valid({**plain, "zoiets": []})
    assert not checker(Dossier).is_valid({"records": {}})


def test_references_follow_the_template() -> None:
    """Every reference is made by the template that was chosen, and leads to a schema."""
    made = schemas_of(*CLASSES, ref_template="https://example.nl/{name}.json")
    found = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(made)))
    assert found <= {f"https://example.nl/{name}.json" for name in made}
    assert "https://example.nl/Severity.json" in found


def test_a_schema_is_the_callers_own() -> None:
    """Who changes a schema that was handed out changes nobody else's."""
    for _ in range(2):
        made = schemas_of(CheckResult)
        days = [one["properties"]["day"] for one in made["MessageValue"]["anyOf"]
                if "day" in one.get("properties", ())]  # fmt: skip
        assert [day.pop("format") for day in days] == ["date"]


def test_public_classes_have_names_of_their_own() -> None:
    """No two classes of the library would share a schema's name."""
    made = schemas_of(*CLASSES)
    assert not [name for name in made if "." in name]
    assert {cls.__name__ for cls in CLASSES} <= made.keys()


def test_twins_are_named_with_their_modules() -> None:
    """Where two classes have one name, neither hides the other."""
    twin = attrs.make_class("Issue", {"x": attrs.field(type=int)}, frozen=True)
    twin.__module__ = "my.models"
    made = schemas_of(Issue, twin)
    assert list(made["my.models.Issue"]["properties"]) == ["x"]
    assert "title" in made["opgavekern.model.issues.Issue"]["properties"]
    assert "Issue" not in made
    assert all(re.fullmatch(r"[a-zA-Z0-9._-]+", name) for name in made)  # as OpenAPI asks


def test_a_type_without_plain_data_is_refused() -> None:
    """A class that JSON cannot hold has no schema that would be true."""
    odd = attrs.make_class("Odd", {"x": attrs.field(type=object)}, frozen=True)
    with pytest.raises(TypeError, match="object"):
        schemas_of(odd)


def test_fields_say_what_they_mean() -> None:
    """Who generates types from a schema sees the words of the docstrings."""
    made = schemas_of(Issue)["Issue"]
    assert made["description"].startswith("A societal issue")
    assert made["properties"]["owners"]["description"] == "Organisations whose issue it is."


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_msgspec_finds_the_same_types(cls: type[Any]) -> None:
    """Fields, what is required, types and terms equal what msgspec finds in the same classes."""
    ours = schemas_of(cls)
    for one in {*_classes_in(cls), cls}:
        mine, theirs = ours[one.__name__], _by_msgspec(one)
        assert set(mine["properties"]) == set(theirs["properties"])
        assert set(mine.get("required", ())) == set(theirs.get("required", ()))
        left_out = set() if issubclass(one, Answer) else {"null"}
        for name, found in mine["properties"].items():
            said = {*_types(theirs["properties"][name])} - left_out
            assert "anything" in said or {*_types(found)} == said, name


def test_msgspec_finds_the_same_terms() -> None:
    """Every enum has the members that msgspec finds."""
    enums = {one for cls in CLASSES for one in _classes_in(cls, Enum)}
    ours = schemas_of(*CLASSES)
    assert len(enums) > 20
    for one in enums:
        theirs = msgspec.json.schema_components([one])[1][one.__name__]["enum"]
        assert set(ours[one.__name__]["enum"]) == set(theirs)


def _classes_in(cls: type[Any], sort: type[Any] | None = None) -> set[type[Any]]:
    """Classes with fields in the annotations of a class, those inside them too; or enums."""
    found: set[type[Any]] = set()
    waiting: list[type[Any]] = [cls]
    while waiting:
        inside = waiting.pop()
        for field in told_fields(inside):
            for one in _leaves(types_of(inside)[field.name]):
                if sort is not None and issubclass(one, sort):
                    found.add(one)
                if attrs.has(one) and not _is_of_a_form(one) and one not in found:
                    waiting.append(one)
                    found.add(one)
    return {one for one in found if (attrs.has(one) if sort is None else issubclass(one, sort))}


def _is_of_a_form(cls: type[Any]) -> bool:
    """True for a class that is not written by its fields."""
    return hasattr(cls, "from_text") or cls is Dossier


def _leaves(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    elif get_origin(annotation) is not Annotated:
        for one in get_args(annotation):
            yield from _leaves(one)


def _by_msgspec(cls: type[Any]) -> dict[str, Any]:
    """What msgspec makes of the fields of a class; of some defaults it cannot write the value."""
    fields: list[Any] = []
    for one in told_fields(cls):
        hint = _shallow(types_of(cls)[one.name])
        is_required = issubclass(cls, Answer) or one.default is attrs.NOTHING
        fields.append((one.name, hint) if is_required else (one.name, hint | None, None))
    struct = msgspec.defstruct(cls.__name__, fields, kw_only=True)
    _, components = msgspec.json.schema_components([struct], schema_hook=_other)
    made: dict[str, Any] = components[cls.__name__]
    return made


def _shallow(annotation: Any) -> Any:
    """An annotation with classes that have no fields in the place of those that have."""
    args = tuple(map(_shallow, get_args(annotation)))
    if isinstance(annotation, type) and not args:
        return _stand_in(annotation) if attrs.has(annotation) else annotation
    if get_origin(annotation) in (Union, UnionType):
        return functools.reduce(operator.or_, args)
    if get_origin(annotation) in (tuple, frozenset):
        return get_origin(annotation)[args]
    return annotation


@functools.cache
def _stand_in(cls: type[Any]) -> type[Any]:
    return msgspec.defstruct(cls.__name__, [])


def _other(cls: type[Any]) -> dict[str, Any]:
    return {"type": "object"}


def _types(schema: Mapping[str, Any]) -> Iterator[str]:
    """The types that a schema allows: names of JSON, of classes, and what a list holds."""
    if not schema:
        yield "anything"
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        yield "string" if name == "Ref" else name
    for choice in schema.get("anyOf", ()):
        yield from _types(choice)
    types = schema.get("type", "string" if "enum" in schema else ())
    for one in (types,) if isinstance(types, str) else types:
        if one == "array":
            inside = schema["prefixItems"][0] if "prefixItems" in schema else schema["items"]
            yield from (f"list of {item}" for item in _types(inside))
        else:
            yield one
