"""What differs between two dossiers, record by record, as data that can be kept and applied."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import BadValueError, OpgavekernError
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term, field_labels
from opgavekern.base.personal import personal_in
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message, quoted
from opgavekern.model.facts import Facts, Header
from opgavekern.model.kinds import KINDS, fields_in_order, kind_named, kind_of
from opgavekern.model.record import Record
from opgavekern.model.records import Records, id_of
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, shape_of, types_of

#: Stands for the header where a record would have its kind.
_HEADER = "dossier"


class ConflictError(OpgavekernError, ValueError):
    """Changes that do not fit: the dossier no longer is what they were made from.

    Attributes:
        refs: Records that are not as the changes expect them.
    """

    def __init__(self, refs: Iterable[Ref]) -> None:
        self.refs = tuple(refs)
        super().__init__(
            message(
                "deze wijzigingen passen niet: {refs} is anders dan toen zij werden gemaakt. "
                "Vergelijk opnieuw",
                "these changes do not fit: {refs} is not what it was when they were made. "
                "Compare again",
                refs=tuple(map(str, self.refs)),
            )
        )

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.refs,), {"language": self.language})


class ChangeType(Term):
    """What became of a record."""

    ADDED = "added", "nieuw", "new"
    REMOVED = "removed", "vervallen"
    CHANGED = "changed", "gewijzigd"


@attrs.frozen(kw_only=True)
class FieldChange:
    """A field that holds something else.

    Attributes:
        owner: The class whose field it is: that of the record, or of a part of it.
        path: The field; deeper where it is a field of a part, as in `("mandate", "text")`.
        before: What it held.
        after: What it holds.
    """

    owner: type
    path: tuple[str, ...]
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)

    @property
    def is_personal(self) -> bool:
        """It holds personal data, which nothing shows unless asked."""
        return personal_in(attrs.fields_dict(self.owner)[self.path[-1]]) is not None

    @property
    def shape(self) -> FieldShape:
        """What the field can hold."""
        return shape_of(self.owner, self.path[-1])

    def plain(self) -> tuple[Any, Any]:
        """Return what it held and holds as plain data, also what is at its default."""
        from opgavekern.base.converting import unstructure

        as_type = types_of(self.owner)[self.path[-1]]
        return unstructure(self.before, as_type), unstructure(self.after, as_type)


class _ByKind:
    """Writes a record or header under the name of its kind: `{"issue": {"id": "i-1", …}}`."""

    @property
    def by_name(self) -> Mapping[str, type]:
        """The classes of what may be written, each under its name."""
        return {_HEADER: Header, **{kind.name: kind.record for kind in KINDS}}

    def written(self, held: Record | Header) -> dict[str, Any]:
        from opgavekern.base.converting import unstructure

        return {_kind_name(held): unstructure(held)}

    def refine(self, plain: Any) -> Record | Header:
        """Read what `written` wrote.

        Raises:
            BadValueError: It names no kind of record, or more than one.
        """
        from opgavekern.base.converting import structure

        if isinstance(plain, Record | Header):
            return plain
        names = list(plain) if isinstance(plain, Mapping) else []
        kind = kind_named(str(names[0])) if len(names) == 1 else None
        if kind is None and names != [_HEADER]:
            raise BadValueError(
                message(
                    "{found} is geen record onder de naam van zijn soort",
                    "{found} is no record under the name of its kind",
                    found=quoted(", ".join(map(str, names))),
                ),
                code="unknown-kind",
                remedy=message('Schrijf het als {"issue": {…}}.', 'Write it as {"issue": {…}}.'),
            )
        cls: type[Any] = kind.record if kind is not None else Header
        found: Record | Header = structure(plain[names[0]], cls)
        return found


@attrs.frozen(kw_only=True)
class Change(Answer):
    """A record, or the header, that one dossier has and another has not, or has otherwise.

    Attributes:
        before: As it was; None for a record that is new.
        after: As it is; None for a record that is gone.
    """

    before: Annotated[Any, _ByKind()] | None = None
    after: Annotated[Any, _ByKind()] | None = None

    def __attrs_post_init__(self) -> None:
        named = {_ref_of(one) for one in (self.before, self.after) if one is not None}
        is_whole = None not in (self.before, self.after) or not named & {Ref(_HEADER, "")}
        if len(named) != 1 or not is_whole:
            raise BadValueError(
                message(
                    "een wijziging gaat over één record, voor en na",
                    "a change is about one record, before and after",
                ),
                code="bad-change",
            )

    @property
    def ref(self) -> Ref:
        """Which record; kind `dossier` without id for the header."""
        held: Any = self.after if self.before is None else self.before
        return _ref_of(held)

    @property
    def type(self) -> ChangeType:
        """What became of it."""
        if self.before is None:
            return ChangeType.ADDED
        return ChangeType.REMOVED if self.after is None else ChangeType.CHANGED

    @functools.cached_property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ, in the order in which people read them; none if new or gone."""
        if self.before is None or self.after is None:
            return ()
        return tuple(_fields(self.before, self.after))

    def inverse(self) -> Change:
        """Return the change that undoes this one."""
        return Change(before=self.after, after=self.before)


@attrs.frozen(kw_only=True)
class Changes(Result):
    """All that differs between two dossiers: what to do to one to get the other.

    Iterating gives the changes. `Dossier.apply` applies them, `inverse` undoes them.

    Attributes:
        changes: The header first, then by kind and id.
        not_compared: Plural names of kinds that one of the two withholds: unknown is not gone.
    """

    changes: tuple[Change, ...] = ()
    not_compared: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverse(self) -> Changes:
        """Return the changes that lead back."""
        return attrs.evolve(self, changes=tuple(one.inverse() for one in self.changes))

    COLUMNS: ClassVar[Columns] = columns(
        kind=str, id=str, change=str, field=str, before=str, after=str
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each field that differs, and each record that is new or gone.

        What is personal is left out of it, as None.
        """
        rows = []
        for change in self.changes:
            about = {"kind": change.ref.kind, "id": change.ref.id, "change": change.type.value}
            for field in change.fields:
                before, after = (None, None) if field.is_personal else _flat(field)
                name = ".".join(field.path)
                rows.append({**about, "field": name, "before": before, "after": after})
            if not change.fields:
                rows.append({**about, "field": None, "before": None, "after": None})
        return rows

    def describe(self, language: Language = "en") -> str:
        """Say how many records are new, gone and changed, and what could not be compared."""
        counts = Counter(one.type for one in self.changes)
        counted = tuple(
            message("{type}: {count}", "{type}: {count}", type=one, count=counts[one])
            for one in ChangeType
            if counts[one]
        )
        none = (message("geen verschillen", "no differences"),)
        said = message("Records: {found}.", "Records: {found}.", found=counted or none)
        return " ".join(one.text(language) for one in (said, *self._unknown()))

    def _unknown(self) -> Iterator[Message]:
        kinds = tuple(kind.plural_label for kind in KINDS if kind.plural in self.not_compared)
        if kinds:
            yield message(
                "Niet vergeleken, want achtergehouden: {kinds}.",
                "Not compared, since withheld: {kinds}.",
                kinds=kinds,
            )


def changes_between(old: Facts, new: Facts) -> Changes:
    """Return what to do to one dossier to get the other.

    A kind whose records are one and the same object in both costs nothing; of other kinds,
    records that are one object cost a look.
    """
    changes: list[Change] = []
    unknown: list[str] = []
    was, now = compared(old.header), compared(new.header)
    if was != now:
        changes.append(Change(before=was, after=now))
    for kind in KINDS:
        before, after = old.of_kind(kind.plural), new.of_kind(kind.plural)
        if before.is_withheld or after.is_withheld:
            unknown.append(kind.plural)
        elif before is not after:
            changes += _of_kind(before, after)
    return Changes(changes=tuple(changes), not_compared=tuple(unknown))


def compared(header: Header) -> Header:
    """Return what of a header takes part in a comparison: not what is withheld."""
    return attrs.evolve(header, withheld=frozenset()) if header.withheld else header


def _of_kind(before: Records[Any, Any], after: Records[Any, Any]) -> list[Change]:
    found = [
        Change(before=before.get(id_of(one)), after=one)
        for one in after
        if (was := before.get(id_of(one))) is not one and was != one
    ]
    found += [Change(before=one) for one in before if id_of(one) not in after]
    return sorted(found, key=lambda change: change.ref.id)


def _fields(before: Any, after: Any, path: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    cls: type = type(after)
    for field in fields_in_order(cls):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was is now or was == now:
            continue
        at = (*path, field.name)
        if _has_parts(was) and type(was) is type(now) and personal_in(field) is None:
            yield from _fields(was, now, at)
        else:
            yield FieldChange(owner=cls, path=at, before=was, after=now)


def _flat(field: FieldChange) -> list[str | None]:
    """Return what a field held and holds as text: as it stands, or as JSON where it has parts."""
    from opgavekern.base.canonical import canonical_json

    return [
        one if one is None or isinstance(one, str) else canonical_json(one) for one in field.plain()
    ]


def _has_parts(value: Any) -> bool:
    """Tell whether people see a value as fields of its own, and not as one thing."""
    cls: type[Any] = type(value)
    is_one_thing = hasattr(cls, "__short__") or hasattr(cls, "from_text")
    return attrs.has(cls) and bool(field_labels(cls)) and not is_one_thing


def _kind_name(held: Record | Header) -> str:
    return _HEADER if isinstance(held, Header) else kind_of(held).name


def _ref_of(held: Record | Header) -> Ref:
    return Ref(_HEADER, "") if isinstance(held, Header) else Ref(kind_of(held).name, id_of(held))
