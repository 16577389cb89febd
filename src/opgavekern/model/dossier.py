"""The dossier: what a public body knows, frozen, and made from others of its kind."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from opgavekern.base.calendar import given_day
from opgavekern.base.errors import BadValueError, Path, Problem
from opgavekern.base.several import several
from opgavekern.base.texts import Message, message
from opgavekern.model.facts import Header, nothing
from opgavekern.model.kinds import KINDS, kind_named, kind_of
from opgavekern.model.questions import Questions
from opgavekern.model.record import Record
from opgavekern.model.records import Records, WithheldError, id_of
from opgavekern.model.references import Ref
from opgavekern.model.shape import kinds_at, references

if TYPE_CHECKING:
    from opgavekern.model.changes import Changes


class Standing(Enum):
    """What a dossier knows of a record on a day."""

    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


class Dossier(Questions):
    """What a municipality, province or region of several organisations knows.

    Frozen: every method that seems to change it returns another one, which shares all records
    and indexes that stayed the same. References are not judged when it is made, since plugins
    may lay facts under it; `unresolved` judges them.

    >>> from opgavekern.model import Dossier, Issue, IssueId
    >>> dossier = Dossier.of(Issue(id=IssueId("i-1"), title="A safe and lively centre"))
    >>> dossier
    <Dossier '': 1 issue>
    >>> dossier.issues[IssueId("i-1")].title
    'A safe and lively centre'
    """

    @classmethod
    def of(cls, *records: Record, header: Header = Header()) -> Dossier:
        """Make a dossier from records of any kind, in any order.

        Raises:
            DuplicateIdError: Two records of one kind have the same id.
            BadValueError: Something given is no record.
        """
        kinds: dict[str, Any] = {
            plural: Records(found) for plural, found in _by_kind(records).items()
        }
        return cls(header=header, **kinds)

    @classmethod
    def from_records(
        cls,
        records: Mapping[str, Iterable[Mapping[str, object]]],
        *,
        header: Mapping[str, object] | None = None,
    ) -> Dossier:
        """Make a dossier from plain data, as databases and APIs hold it.

        Args:
            records: Plain records by plural name of kind, fields by identifier, as `records`
                returns them.
            header: Plain fields of the header.

        Raises:
            DossierError: With every problem of all records, each with kind, id and JSON pointer.
        """
        from opgavekern.model.structuring import structure_facts

        made, kinds = structure_facts(records, {} if header is None else header)
        return cls(header=made, **kinds)

    def __to_plain__(self) -> dict[str, Any]:
        """Return header and records by kind as plain data, for `to_plain`."""
        from opgavekern.base.converting import unstructure

        return {"header": unstructure(self.header), "records": self.records()}

    @classmethod
    def __from_plain__(cls, plain: Any) -> Dossier:
        """Read what `to_plain` wrote, for `from_plain`."""
        from opgavekern.base.scalars import misfit

        if not isinstance(plain, Mapping) or not plain.keys() <= {"header", "records"}:
            raise misfit(
                plain,
                "not-a-group",
                message('de groepen "header" en "records"', 'the groups "header" and "records"'),
            )
        return cls.from_records(plain.get("records", {}), header=plain.get("header"))

    @classmethod
    def __plain_parts__(cls) -> dict[str, Any]:
        """Return the classes of header and records, for schemas."""
        return {"header": Header, "records": {kind.plural: kind.record for kind in KINDS}}

    def records(self) -> dict[str, list[dict[str, Any]]]:
        """Return plain data by plural name of kind: what `from_records` makes equal records of.

        Raises:
            WithheldError: A kind is withheld: leaving it out would make it look empty. `to_json`
                says in the header which kinds are.
        """
        from opgavekern.base.converting import unstructure

        for kind in self.withheld:
            raise WithheldError(kind.plural)
        return {
            kind.plural: [unstructure(one) for one in found]
            for kind in KINDS
            if (found := self.of_kind(kind.plural))
        }

    def replace(
        self, *records: Record, without: Iterable[Ref] = (), header: Header | None = None
    ) -> Dossier:
        """Return the dossier with records added, put in the place of others, or left out.

        What came from a plugin and is replaced is the dossier's own from then on.

        Args:
            *records: Records to add; one with the id of another takes its place.
            without: Records to leave out.
            header: Another header.

        Raises:
            DuplicateIdError: Two of the records have the same id.
            UnknownIdError: A record to leave out is not there, so that leaving it out would do
                nothing.
            KeyError: What to leave out is of no kind.
            BadValueError: Something given is no record, or no reference.
        """
        gone: dict[str, list[str]] = {}
        left_out = several(without, "without")
        for ref in left_out:
            if not isinstance(ref, Ref):
                raise _no(message("een Ref", "a Ref"), ref)
            kind = kind_named(ref.kind)
            if kind is None:
                raise KeyError(ref.kind)
            gone.setdefault(kind.plural, []).append(ref.id)
        new = _by_kind(records)
        changes: dict[str, Any] = {
            plural: self.of_kind(plural).put(new.get(plural, ()), without=gone.get(plural, ()))
            for plural in new.keys() | gone.keys()
        }
        laid = self.laid_under and self.laid_under - {_ref(one) for one in records} - {*left_out}
        return attrs.evolve(self, header=header or self.header, laid_under=laid, **changes)

    def diff(self, other: Dossier) -> Changes:
        """Return what differs: the changes that make this dossier equal to the other.

        >>> from opgavekern.model import Dossier, Issue, IssueId
        >>> old = Dossier.of(Issue(id=IssueId("i-1"), title="A safe and lively centre"))
        >>> new = old.replace(Issue(id=IssueId("i-1"), title="A safe centre"))
        >>> [(str(change.ref), field.path) for change in old.diff(new) for field in change.fields]
        [('issue:i-1', ('title',))]
        >>> old.apply(old.diff(new)) == new
        True
        """
        from opgavekern.model.changes import changes_between

        return changes_between(self, other)

    def apply(self, changes: Changes) -> Dossier:
        """Return the dossier with changes made to it, whole or not at all.

        Raises:
            ConflictError: Some record is not what it was when the changes were made, or has two.
            WithheldError: A kind that changes is withheld here.
        """
        times = Counter(one.ref for one in changes)
        strange = (
            one.ref for one in changes if times[one.ref] > 1 or self._held(one.ref) != one.before
        )
        if refs := dict.fromkeys(strange):
            from opgavekern.model.changes import ConflictError

            raise ConflictError(refs)
        records = [one for one in changes if not isinstance(one.after, Header)]
        header = next((one.after for one in changes if isinstance(one.after, Header)), self.header)
        return self.replace(
            *(one.after for one in records if one.after is not None),
            without=(one.ref for one in records if one.after is None),
            header=header,
        )

    def _held(self, ref: Ref) -> Record | Header | None:
        from opgavekern.model.changes import compared

        return compared(self.header) if ref.kind == "dossier" else self.find(ref)

    def over(self, facts: Dossier) -> Dossier:
        """Return the dossier with facts laid under it; its own record of an id hides theirs."""
        changes: dict[str, Any] = {}
        laid = set(self.laid_under)
        for kind in KINDS:
            own, under = self.of_kind(kind.plural), facts.of_kind(kind.plural)
            if own.is_withheld or under.is_withheld or not under:
                continue
            added = [one for one in under if id_of(one) not in own]
            changes[kind.plural] = own.put(added)
            laid |= set(map(_ref, added))
        return attrs.evolve(self, laid_under=frozenset(laid), **changes)

    def at(self, day: date) -> Dossier:
        """Return the facts of one day: records in force, with their parts in force.

        Nothing is judged: a reference to a record that is not in force that day stays, and
        `standing` of the whole dossier tells what it is.

        Raises:
            BadValueError: What is given is no day; a `datetime` is none.
        """
        given_day(day, "day")
        cut: dict[str, Any] = {kind.plural: self.of_kind(kind.plural).at(day) for kind in KINDS}
        return attrs.evolve(self, **cut)

    def standing(self, ref: Ref, on: date) -> Standing:
        """Tell what is known of a record on a day.

        Raises:
            BadValueError: What is given is no day; a `datetime` is none.
        """
        given_day(on, "on")
        kind = kind_named(ref.kind)
        if kind is None:
            return Standing.UNKNOWN
        records = self.of_kind(kind.plural)
        if records.is_withheld:
            return Standing.WITHHELD
        record = records.get(ref.id)
        if record is None:
            return Standing.UNKNOWN
        return Standing.IN_FORCE if on in record.valid else Standing.NOT_IN_FORCE

    def view(self, *, without: Iterable[str] = (), only: Iterable[str] | None = None) -> Dossier:
        """Return the dossier with kinds withheld: unknown, which is not the same as empty.

        Args:
            without: Plural names of kinds to withhold.
            only: Plural names of kinds to keep, all others being withheld; None keeps all.

        Raises:
            KeyError: A name is no kind.
            BadValueError: Names are one text instead of a list.
        """
        kept = None if only is None else _plurals(several(only, "only"))
        gone = _plurals(several(without, "without"))
        changes: dict[str, Any] = {
            kind.plural: nothing(kind, withheld=True)
            for kind in KINDS
            if kind.plural in gone or (kept is not None and kind.plural not in kept)
        }
        return attrs.evolve(self, **changes)

    def unresolved(self, *, unread: Container[Ref] = ()) -> tuple[Problem, ...]:
        """Return a problem for each reference to a record that is not there, with its place.

        References to a withheld kind are not judged. A near miss is sought for the first hundred
        only, so that the time stays linear in the references.

        Args:
            unread: Records that may be there though they could not be read.
        """
        from opgavekern.model.likely import Guesses
        from opgavekern.model.structuring import missing_record

        problems: list[Problem] = []
        guesses = Guesses(self._named)
        for owner, path, target in self._references():
            kind = kind_named(target.kind)
            known = self.of_kind(kind.plural) if kind else Records[Any, Any]()
            if known.is_withheld or target.id in known or target in unread:
                continue
            sought = len(problems) < _MOST_NEAR_MISSES
            allowed = _allowed(owner, path)
            meant = guesses.meant(target.id, allowed, kind=target.kind) if sought else None
            problem = missing_record(owner, path, target, meant)
            place = self.locations.find(owner.kind, owner.id, path)
            problems.append(attrs.evolve(problem, location=place))
        return tuple(problems)

    def _named(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield id and name of what may be referred to; nothing of a kind that is withheld."""
        from opgavekern.model.likely import called

        found = kind_named(kind)
        records = self.of_kind(found.plural) if found else Records[Any, Any]()
        for record in () if records.is_withheld else records:
            yield id_of(record), called(record, kind)

    def _references(self) -> Iterator[tuple[Ref, Path, Ref]]:
        for path, target in references(self.header):
            yield Ref("dossier", ""), path, target
        for kind in KINDS:
            records = self.of_kind(kind.plural)
            for record in () if records.is_withheld else records:
                owner = Ref(kind.name, id_of(record))
                for path, target in references(record):
                    yield owner, path, target

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of header and records; the same on every machine.

        It is that of the canonical JSON of the header and each kind's own digest: see
        `Records.digest`. So what stayed the same is not gone through again after a change. Kinds
        that are withheld take part by name, since unknown is not empty.
        """
        from opgavekern.base.canonical import digest

        kinds = {kind.plural: self.known(kind.plural) for kind in KINDS}
        known = {plural: records.digest for plural, records in kinds.items() if records}
        return digest({"header": self.header, "records": known})

    def digest_of(self, ref: Ref) -> str:
        """Return the SHA-256 of one record in canonical form.

        Raises:
            KeyError: There is no such record.
        """
        record = self.find(ref)
        if record is None:
            raise KeyError(str(ref))
        from opgavekern.base.canonical import digest

        return digest(record)

    def to_json(self) -> str:
        """Return the canonical JSON of header and records.

        The header says which kinds are withheld.
        """
        from opgavekern.base.canonical import canonical_json

        kinds = {kind.plural: tuple(self.known(kind.plural)) for kind in KINDS}
        known = {plural: records for plural, records in kinds.items() if records}
        return canonical_json({"header": self.header, "records": known})


_MOST_NEAR_MISSES = 100


def _ref(record: Record) -> Ref:
    return Ref(kind_of(record).name, id_of(record))


def _allowed(owner: Ref, path: Path) -> tuple[str, ...]:
    """Return the kinds that a reference in a record, or in the header, may be to."""
    kind = kind_named(owner.kind)
    return kinds_at(kind.record if kind else Header, path)


def _plurals(names: Iterable[str]) -> set[str]:
    kinds = {name: kind_named(name) for name in names}
    unknown = [name for name, kind in kinds.items() if kind is None]
    if unknown:
        raise KeyError(unknown[0])
    return {kind.plural for kind in kinds.values() if kind is not None}


def _by_kind(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        if not isinstance(record, Record):
            raise _no(message("een record, zoals een Issue", "a record, such as an Issue"), record)
        found.setdefault(kind_of(record).plural, []).append(record)
    return found


def _no(wanted: Message, given: object) -> BadValueError:
    """Say to a caller without types what an argument should be."""
    return BadValueError(
        message(
            "dit is {found}; verwacht: {wanted}",
            "this is {found}; expected {wanted}",
            found=type(given).__name__,
            wanted=wanted,
        ),
        code="not-a-record",
    )
