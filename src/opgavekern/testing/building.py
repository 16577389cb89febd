"""One mechanism that builds a value of any class of the model, and a dossier of such values."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, Generic, NewType, TypeVar

import attrs

from opgavekern.base.errors import DossierError
from opgavekern.base.labels import label_of, spoken
from opgavekern.base.texts import Prose
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, kind_named, kind_of
from opgavekern.model.record import Record
from opgavekern.model.records import Records, id_of
from opgavekern.model.references import Ref
from opgavekern.model.shape import references, shape_of
from opgavekern.model.structuring import structure_one

T = TypeVar("T")
R = TypeVar("R", bound=Record)

#: The day of all that a builder has to date.
A_DAY: Final = date(2026, 1, 1)

#: What a dossier says of itself where a test does not.
A_HEADER: Final = Header(name="A dossier", as_of=A_DAY)

#: Fields whose plainest value would make no sense beside the other fields, by class name.
_SENSIBLE: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "AreaSuccession": {"successor": "area-2"},
        "Pairing": {"other": "person-2"},
        "Precedence": {"after": "effort-2"},
        "Rhythm": {"nth": 1},
        "StatusChange": {"phase": "exploring"},
        "Tie": {"end": "stakeholder-2"},
        "Transition": {"target": "status-2"},
    }
)


#: The plainest text of classes that are written as text.
_WRITTEN: Final[Mapping[str, str]] = MappingProxyType(
    {"CbsCode": "2023WK079410", "CoarseDate": "2026", "Ref": "issue:issue-1"}
)


def a(cls: type[T], /, **fields: object) -> T:
    """Make a value of any class of the model; a test names only what matters to it.

    Fields may be given as they stand in a dossier's files (`valid="2026"`, `leads="p-07"`,
    `phase="exploring"`) or as the values themselves. What is required and not given gets a plain
    value: a title says what it is of, dates are 1 January 2026, and ids are the kind's name with
    a number, so that `a(Issue)` is `issue-1`, to which whatever must refer to an issue refers.

    Raises:
        DossierError: The fields do not fit the class; says which, and what to do.

    >>> from opgavekern.model import Issue
    >>> a(Issue, leads="p-07").leads
    (Holder(person='p-07', valid=Period(first=None, last=None)),)
    """
    any_class: type = cls
    filled = {**_plainest(any_class), **_SENSIBLE.get(cls.__name__, {}), **fields}
    written = None if fields else _WRITTEN.get(cls.__name__)
    made, flaws = structure_one(written or filled, cls)
    if made is None:
        raise DossierError(flaw.problem for flaw in flaws)
    return made


@attrs.frozen
class Builder(Generic[T]):
    """Builds values of one class: `an_issue(title="…")` is `a(Issue, title="…")`.

    Attributes:
        cls: What it builds.
    """

    cls: type[T]

    def __call__(self, **fields: object) -> T:
        """Make one; see `a`."""
        return a(self.cls, **fields)


def a_dossier(
    *records: Record,
    header: Header | Mapping[str, object] = A_HEADER,
    **kinds: Iterable[Record | Mapping[str, object]],
) -> Dossier:
    """Make a dossier of records, or of fields of records by kind.

    Several records of one kind that still have the id of an `a(…)` are numbered, in the order in
    which they are given: `a_dossier(an_issue(), an_issue())` holds `issue-1` and `issue-2`.
    References are left as they are; `completed` adds what they refer to.

    Args:
        *records: Records of any kind.
        header: What the dossier says of itself, or fields of it.
        **kinds: Records, or fields of them, by plural name of kind.

    Raises:
        TypeError: There is no such kind.
        DuplicateIdError: Two records of one kind were given the same id.

    >>> a_dossier(issues=[{"title": "Groen"}, {"title": "Water"}]).issues.ids()
    ('issue-1', 'issue-2')
    """
    given = list(records)
    for plural, several in kinds.items():
        kind = kind_named(plural)
        if kind is None or kind.plural != plural:
            raise TypeError(f"a_dossier() got an unexpected kind of record: {plural!r}")
        given += [one if isinstance(one, Record) else a(kind.record, **one) for one in several]
    said = header if isinstance(header, Header) else a(Header, **header)
    return Dossier.of(*_numbered(given), header=said)


def completed(dossier: Dossier) -> Dossier:
    """Return the dossier with a plain record added for each that is referred to and missing."""
    while missing := _missing(dossier):
        dossier = dossier.replace(*missing)
    return dossier


def _missing(dossier: Dossier) -> list[Record]:
    """Make the records that are referred to and not there; a withheld kind stays unknown."""
    held: dict[str, Records[Any, Any]] = {
        kind.name: records
        for kind in KINDS
        if not (records := dossier.of_kind(kind.plural)).is_withheld
    }
    header = dossier.header
    wanted = [
        Ref(kind, id)
        for kind, id in (("organisation", header.organisation), ("area", header.area))
        if id is not None
    ]
    wanted += [
        ref for records in held.values() for record in records for _, ref in references(record)
    ]
    return [
        a(kind.record, id=ref.id)
        for ref in dict.fromkeys(wanted)
        if ref.kind in held and ref.id not in held[ref.kind] and (kind := kind_named(ref.kind))
    ]


def _numbered(records: Iterable[Record]) -> Iterable[Record]:
    """Give records that share the id of a plainest one of their kind a number each."""
    taken: dict[tuple[type, str], int] = {}
    for record in records:
        key = (type(record), id_of(record))
        count = taken[key] = taken.get(key, 0) + 1
        if count == 1 or not _is_plainest(record):
            yield record
            continue
        stem = id_of(record).removesuffix("-1")
        yield _with_id(record, f"{stem}-{count}")


def _with_id(record: Any, id: str) -> Record:
    changed: Record = attrs.evolve(record, id=id)
    return changed


def _is_plainest(record: Record) -> bool:
    """True where nobody chose the id: it is the kind's own, or made from the other fields."""
    default: Any = attrs.fields_dict(type(record))["id"].default
    if default is attrs.NOTHING:
        return id_of(record) == first_id(kind_of(record).name)
    return bool(id_of(record) == default.factory(record))


def first_id(kind: str) -> str:
    """Return the id that a builder gives, and by which others refer to it."""
    return f"{kind.replace('_', '-')}-1"


@functools.cache
def _plainest(cls: type) -> Mapping[str, object]:
    """Return a plain value for each field of a class that must have one."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return MappingProxyType(
        {one.name: _plain_value(cls, one.name) for one in fields if one.default is attrs.NOTHING}
    )


_PLAIN: Final[Mapping[Any, object]] = MappingProxyType(
    {bool: True, int: 1, float: 1.0, Decimal: Decimal(1), date: A_DAY}
)


def _plain_value(cls: type, field: str) -> object:
    shape = shape_of(cls, field)
    item = shape.item
    if shape.kinds:
        return first_id(shape.kinds[0])
    if field == "year":
        return A_DAY.year
    if item in _PLAIN:
        return _PLAIN[item]
    if isinstance(item, type) and issubclass(item, Enum):
        return next(iter(item))
    if shape.nested is not None:
        return a(shape.nested)
    if field in {"name", "title"} and issubclass(cls, Record):
        return f"{label_of(cls).en.capitalize()} 1"
    assert item is str or item is Prose or isinstance(item, NewType), (cls, field)
    return f"{spoken(field)}-1" if item is not Prose else spoken(field)
