"""What holds for every class of the model, whatever it is about."""

from __future__ import annotations

import inspect
import pickle
import re
import typing
from collections import Counter
from enum import Enum
from typing import Any

import attrs
import pytest

from opgavekern import model
from opgavekern.base.labels import Term, field_labels, folded, label_of
from opgavekern.base.texts import Text
from opgavekern.model import KINDS, Dossier, Header, Kind, Record, Records, Ref, kind_named, kind_of
from opgavekern.model.facts import Facts, PluginUse
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.record import Holder
from opgavekern.model.shape import shape_of, types_of
from opgavekern.testing import a


def _parts(cls: type) -> set[type]:
    """The classes of values inside a class, theirs included."""
    found = set()
    for field in attrs.fields(cls):
        nested = shape_of(cls, field.name).nested
        if nested is not None and nested not in found:
            found |= {nested} | _parts(nested)
    return found


RECORDS = [kind.record for kind in KINDS]
CLASSES = sorted(
    set(RECORDS) | {Header} | set().union(*(_parts(cls) for cls in [*RECORDS, Header])),
    key=lambda cls: cls.__name__,
)
#: Classes whose fields people read and write by name; the others are written as text.
LABELLED = [cls for cls in CLASSES if field_labels(cls)]
TERMS = sorted(
    {
        shape_of(cls, field.name).item
        for cls in CLASSES
        for field in attrs.fields(cls)
        if isinstance(shape_of(cls, field.name).item, type)
        and issubclass(shape_of(cls, field.name).item, Enum)
    },
    key=lambda cls: cls.__name__,
)

every_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
every_labelled_class = pytest.mark.parametrize("cls", LABELLED, ids=lambda cls: cls.__name__)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_term = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.__name__)


def test_there_are_classes() -> None:
    """The tests below run on all of them: 66 kinds of record and what stands inside them."""
    assert len(KINDS) == 66
    assert len(CLASSES) > len(KINDS) + 20
    assert len(TERMS) > 20


@every_class
def test_a_value_is_frozen_slotted_hashable_and_pickles(cls: type) -> None:
    """A value cannot change, takes no new attributes, hashes, and travels between processes."""
    value: Any = a(cls)
    field = attrs.fields(cls)[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, None)
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        object.__setattr__(value, "no_such_field", 1)
    assert hash(value) == hash(a(cls))
    assert value == a(cls)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes


@every_class
def test_fields_are_named_in_calls(cls: type) -> None:
    """Values with several fields are made by naming them."""
    fields = attrs.fields(cls)
    if len(fields) > 1 and cls is not Ref:
        assert all(field.kw_only for field in fields)


@every_class
def test_collections_are_tuples_and_frozensets(cls: type) -> None:
    """No field holds a list, a set or a dict."""
    for name, annotation in types_of(cls).items():
        mutable = {list, dict, set, bytearray} & {*_all_types(annotation)}
        assert not mutable, name


def _all_types(annotation: Any) -> typing.Iterator[Any]:
    yield typing.get_origin(annotation) or annotation
    for part in typing.get_args(annotation):
        yield from _all_types(part)


@every_class
def test_every_field_is_documented(cls: type) -> None:
    """`Attributes:` in the docstring tells what each of a class's own fields means, in order."""
    own = [field.name for field in attrs.fields(cls) if not field.inherited]
    documented = _documented(cls)
    assert sorted(documented) == sorted(own)
    assert all(documented.values())


def _documented(cls: type) -> dict[str, str]:
    doc = inspect.cleandoc(cls.__doc__ or "")
    _, _, attributes = doc.partition("Attributes:\n")
    return dict(re.findall(r"^    (\w+): (.+)", attributes, flags=re.MULTILINE))


def test_what_all_records_share_is_documented_once() -> None:
    """The docstring of `Record` tells what every record can carry."""
    assert set(_documented(Record)) == {field.name for field in attrs.fields(Record)}


@every_labelled_class
def test_every_field_has_a_dutch_name(cls: type) -> None:
    """Each field, and the class, is called something in Dutch and in English."""
    labels = field_labels(cls)
    assert set(labels) == {field.name for field in attrs.fields(cls)}
    for label in [*labels.values(), label_of(cls)]:
        assert label.nl.strip() == label.nl != ""
        assert label.en.strip() == label.en != ""


@every_class
def test_classes_without_names_for_fields_are_text(cls: type) -> None:
    """A class whose fields nobody writes by name is read from text and written as text."""
    if not field_labels(cls):
        assert hasattr(cls, "from_text")
        value: Any = a(cls)
        assert type(value).from_text(str(value)) == value


@every_labelled_class
def test_names_of_fields_are_not_ambiguous(cls: type) -> None:
    """As people type it, a name means one field, also between Dutch, English and identifiers."""
    meant: dict[str, set[str]] = {}
    for name, label in field_labels(cls).items():
        for said in (name, label.nl, label.en):
            meant.setdefault(folded(said), set()).add(name)
    assert {said: fields for said, fields in meant.items() if len(fields) > 1} == {}


@every_term
def test_names_of_terms_are_not_ambiguous(term: type[Enum]) -> None:
    """As people type it, a term means one member, and has a name in both languages."""
    assert issubclass(term, Term)
    meant: dict[str, set[str]] = {}
    for member in term:
        assert isinstance(member.label, Text)
        for said in (str(member.value), member.label.nl, member.label.en):
            assert said
            meant.setdefault(folded(said), set()).add(member.name)
    assert {said: members for said, members in meant.items() if len(members) > 1} == {}
    assert all(re.fullmatch(r"[a-z][a-z_]*", str(member.value)) for member in term)
    assert inspect.getdoc(term)


def test_names_of_kinds_are_not_ambiguous() -> None:
    """As people type it, a name means one kind, singular or plural, in either language."""
    meant: dict[str, set[str]] = {}
    for kind in KINDS:
        labels = (kind.label, kind.plural_label)
        said = {kind.name, kind.plural, *(one.nl for one in labels), *(one.en for one in labels)}
        for one in said:
            meant.setdefault(folded(one), set()).add(kind.name)
    assert {said: kinds for said, kinds in meant.items() if len(kinds) > 1} == {}


@every_kind
def test_a_kind_fits_its_class_ids_and_place(kind: Kind) -> None:
    """`issue` is `Issue` with an `IssueId`, kept under `issues` as `Records[IssueId, Issue]`."""
    camel = "".join(word.capitalize() for word in kind.name.split("_"))
    assert kind.record.__name__ == camel
    assert issubclass(kind.record, Record)
    generic: Any = Records
    record: Any = kind.record
    id_type: Any = types_of(record)["id"]
    assert id_type is getattr(model, f"{camel}Id")
    assert types_of(Facts)[kind.plural] == generic[id_type, record]
    assert kind_named(kind.name) is kind_named(kind.plural) is kind
    assert kind_of(kind.record) is kind_of(a(kind.record)) is kind
    assert fields_in_order(record)[0].name == "id"
    assert getattr(model, camel) is kind.record


def test_a_dossier_holds_the_kinds_and_no_others() -> None:
    """Each kind has its place in a dossier, in the order in which people read them."""
    places = [name for name, hint in types_of(Facts).items()
              if typing.get_origin(hint) is Records]  # fmt: skip
    assert places == [kind.plural for kind in KINDS]
    assert all(not Dossier().of_kind(plural) for plural in places)
    assert all(count == 1 for count in Counter(places).values())


@every_class
def test_references_name_kinds_that_exist(cls: type) -> None:
    """What a field may refer to is a kind of record."""
    for field in attrs.fields(cls):
        for kind in shape_of(cls, field.name).kinds:
            assert kind_named(kind) is not None, (field.name, kind)
            assert len(set(shape_of(cls, field.name).kinds)) == len(shape_of(cls, field.name).kinds)


@every_class
def test_the_one_value_that_says_enough_is_a_field(cls: type) -> None:
    """A class that may be written as one value needs no other field than that one."""
    short = getattr(cls, "__short__", None)
    if short is not None:
        required = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
        assert required == [short]


def test_holders_are_people_by_id() -> None:
    """Who holds a position is known by pseudonym, with a period."""
    assert list(types_of(Holder)) == ["person", "valid"]
    assert list(types_of(PluginUse)) == ["name", "options"]


def test_all_that_records_hold_can_be_imported_from_the_model() -> None:
    """Each class and term of the model is offered by the package itself."""
    missing = [cls.__name__ for cls in [*CLASSES, *TERMS] if not hasattr(model, cls.__name__)]
    assert missing in ([], ["FrozenMap"])
