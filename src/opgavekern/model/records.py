"""The records of one kind, by id, with indexes that are built when first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.near import did_you_mean
from opgavekern.base.texts import Message, message, visible
from opgavekern.model.kinds import kind_named, kind_of
from opgavekern.model.record import Holder, Record
from opgavekern.model.references import Ref
from opgavekern.model.shape import dated_parts, references

I = TypeVar("I", bound=str)  # noqa: E741 - the id of R
R = TypeVar("R", bound=Record)


class UnknownIdError(OpgavekernError, KeyError):
    """An id that no record of the kind has."""


class DuplicateIdError(OpgavekernError, ValueError):
    """Two records of one kind with the same id."""


class WithheldError(OpgavekernError, LookupError):
    """Records that were kept from whoever asks: unknown, which is not the same as none.

    Attributes:
        kind: Plural name of the kind; empty where that is not known.
    """

    def __init__(self, kind: str = "") -> None:
        found = kind_named(kind)
        super().__init__(
            message(
                "deze gegevens zijn achtergehouden of niet als gelezen opgegeven",
                "these records were withheld, or not declared as read",
            )
            if found is None
            else message(
                "{kinds}: achtergehouden, of niet als gelezen opgegeven",
                "{kinds}: withheld, or not declared as read",
                kinds=found.plural_label,
            )
        )
        self.kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.kind,), {"language": self.language})


class Records(Generic[I, R]):
    """Frozen records of one kind; iterating gives the records, in order of their ids.

    Equal whatever the order in which they were given. Looking up an id takes constant time. An
    index is built on first use, in time linear in the records, and kept; several threads may
    build it at once, and get the same answer. Records made of these share what was worked out of
    each record alone, so that one change among many costs little.
    """

    __slots__ = ("_by_id", "_days", "_digest", "_digests", "_hash", "_indexes", "_of", "_withheld")

    def __init__(
        self, records: Iterable[R] = (), *, withheld: bool = False, of: type[R] | None = None
    ) -> None:
        given = list(records)
        by_id = dict(zip(map(id_of, given), given, strict=True))
        if len(by_id) != len(given):
            raise _occurs_twice(given)
        in_order = sorted(by_id)
        is_in_order = in_order == list(by_id)
        self._by_id: dict[str, R] = by_id if is_in_order else {id: by_id[id] for id in in_order}
        self._withheld = withheld
        self._of = of
        self._forget()

    def _forget(self) -> None:
        self._indexes: dict[str, Mapping[Any, tuple[R, ...]]] = {}
        self._days: dict[date, Records[I, R]] = {}
        self._hash: int | None = None
        self._digest: str | None = None
        #: Of the records whose digest is known; those that are not there are worked out when asked.
        self._digests: Mapping[str, str] = {}

    @classmethod
    def withheld(cls) -> Records[I, R]:
        """Return records that refuse every question: unknown is not empty."""
        return cls(withheld=True)

    @property
    def record_class(self) -> type[R] | None:
        """The class of the records; None where there are none and nobody said."""
        return type(next(iter(self._by_id.values()))) if self._by_id else self._of

    @property
    def is_withheld(self) -> bool:
        """They were kept from whoever asks."""
        return self._withheld

    def _known(self) -> dict[str, R]:
        if self._withheld:
            raise WithheldError("" if self._of is None else kind_of(self._of).plural)
        return self._by_id

    def __getitem__(self, id: I) -> R:
        try:
            return self._known()[id]
        except KeyError:
            raise self._lacks(str(id)) from None

    def _lacks(self, id: str) -> UnknownIdError:
        return UnknownIdError(_unknown(id, did_you_mean(id, self._by_id.keys())))

    def get(self, id: I | None) -> R | None:
        """Return the record with this id; None where there is none."""
        return self._known().get(id) if id is not None else None

    def __contains__(self, id: object) -> bool:
        return id in self._known()

    def __iter__(self) -> Iterator[R]:
        return iter(self._known().values())

    def __len__(self) -> int:
        return len(self._known())

    def __bool__(self) -> bool:
        return bool(self._known())

    def ids(self) -> tuple[str, ...]:
        """Return the ids, in order."""
        return tuple(self._known())

    def where(self, keep: Callable[[R], bool]) -> Records[I, R]:
        """Return the records that `keep` holds for."""
        return self._part({id: one for id, one in self._known().items() if keep(one)})

    def by(self, field: str) -> Mapping[Any, tuple[R, ...]]:
        """Return the records by what stands in a field, in order of id within each value.

        A field that holds several values puts the record under each of them; one that holds
        people with periods puts it under each person. Values that no record has are absent.
        """
        index = self._indexes.get(field)
        if index is None:
            lists: dict[Hashable, list[R]] = {}
            for record in self._known().values():
                for key in dict.fromkeys(_keys(getattr(record, field))):
                    lists.setdefault(key, []).append(record)
            index = MappingProxyType({key: tuple(found) for key, found in lists.items()})
            self._indexes[field] = index
        return index

    def mentioning(self, ref: Ref) -> tuple[R, ...]:
        """Return the records that refer to another one, wherever in them."""
        index = self._indexes.get("")
        if index is None:
            lists: dict[Hashable, list[R]] = {}
            for record in self._known().values():
                for target in dict.fromkeys(target for _, target in references(record)):
                    lists.setdefault(target, []).append(record)
            index = {key: tuple(found) for key, found in lists.items()}
            self._indexes[""] = index
        return index.get(ref, ())

    def at(self, day: date) -> Records[I, R]:
        """Return the records in force on `day`, with only those of their parts that are."""
        if self._withheld:
            return self
        cut = self._days.get(day)
        if cut is None:
            kept = {id: on_day(one, day) for id, one in self._by_id.items() if day in one.valid}
            unchanged = len(kept) == len(self) and all(
                kept[id] is one for id, one in self._by_id.items()
            )
            cut = self if unchanged else self._part(kept)
            self._days[day] = cut
        return cut

    def put(self, records: Iterable[R], *, without: Iterable[str] = ()) -> Records[I, R]:
        """Return these records with some added or put in the place of those with their ids.

        Raises:
            DuplicateIdError: Two of the records to put have the same id.
            UnknownIdError: An id to leave out is not there.
        """
        given = list(records)
        put = {id_of(one): one for one in given}
        if len(put) != len(given):
            raise _occurs_twice(given)
        merged, digests = dict(self._known()), dict(self._digests)
        for id in dict.fromkeys(without):
            if merged.pop(id, None) is None:
                raise self._lacks(id)
            digests.pop(id, None)
        in_order = put.keys() <= merged.keys()
        merged.update(put)
        for id in put.keys() & digests.keys():
            del digests[id]
        return self._from_sorted(merged if in_order else dict(sorted(merged.items())), digests)

    def _from_sorted(self, by_id: dict[str, R], digests: Mapping[str, str]) -> Records[I, R]:
        made: Records[I, R] = Records(of=self.record_class)
        made._by_id = by_id
        made._digests = digests
        return made

    def _part(self, by_id: dict[str, R]) -> Records[I, R]:
        """Return some of these records, perhaps with some of their parts only."""
        same = {
            id: known for id, known in self._digests.items() if by_id.get(id) is self._by_id[id]
        }
        return self._from_sorted(by_id, same)

    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each record in canonical form, by id, in order."""
        from opgavekern.base.canonical import digest

        records, known = self._known(), self._digests
        if len(known) != len(records):
            known = {id: known.get(id) or digest(one) for id, one in records.items()}
            self._digests = known
        return MappingProxyType(known)

    @property
    def digest(self) -> str:
        """SHA-256 of the records' digests in hexadecimal, one after the other in order of id."""
        if self._digest is None:
            from hashlib import sha256

            self._digest = sha256("".join(self.digests().values()).encode()).hexdigest()
        return self._digest

    def to_records(self, *, personal: bool = False) -> list[dict[str, Any]]:
        """Return a flat dict for each record, all with the same keys: see `rows_of`.

        Args:
            personal: Give personal data too, such as names.

        Raises:
            WithheldError: They were kept from whoever asks.
        """
        from opgavekern.model.rows import rows_of

        return rows_of(self, personal=personal)

    def to_pandas(self, *, personal: bool = False) -> Any:
        """Return the records as a `pandas.DataFrame`: days as dates, unknown as missing.

        Args:
            personal: Give personal data too, such as names.

        Raises:
            MissingExtraError: pandas is not installed.
            WithheldError: They were kept from whoever asks.
        """
        from opgavekern.model.rows import frame_of

        return frame_of(self.to_records(personal=personal), self.record_class, personal=personal)

    def _repr_html_(self) -> str:
        import html

        from opgavekern.model.rows import MOST_SHOWN, html_of

        if self._withheld:
            return f"<p>{html.escape(repr(self))}</p>"
        return html_of(list(self)[:MOST_SHOWN], len(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return self is other or (self._withheld == other._withheld and self._by_id == other._by_id)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self._withheld, frozenset(self._by_id.values())))
        return self._hash

    def __repr__(self) -> str:
        if self._withheld:
            return "Records.withheld()"
        shown = ", ".join(list(self._by_id)[:5]) + (", …" if len(self._by_id) > 5 else "")
        return f"<Records {len(self._by_id)}: {shown}>" if self._by_id else "Records()"

    def __getstate__(self) -> tuple[dict[str, R], bool, type[R] | None]:
        return (self._by_id, self._withheld, self._of)

    def __setstate__(self, state: tuple[dict[str, R], bool, type[R] | None]) -> None:
        self._by_id, self._withheld, self._of = state
        self._forget()


def id_of(record: Record) -> str:
    """Return the id of any record."""
    id: str = record.id  # type: ignore[attr-defined] # every subclass declares its own id type
    return id


def _occurs_twice(records: Iterable[Record]) -> DuplicateIdError:
    id = Counter(map(id_of, records)).most_common(1)[0][0]
    return DuplicateIdError(
        message('het id "{id}" komt twee keer voor', 'the id "{id}" occurs twice', id=id)
    )


def _unknown(id: str, meant: Message | None) -> Message:
    id = visible(id)
    if meant is None:
        return message('er is geen "{id}"', 'there is no "{id}"', id=id)
    return message('er is geen "{id}". {meant}', 'there is no "{id}". {meant}', id=id, meant=meant)


def _keys(value: Any) -> Iterable[Hashable]:
    if isinstance(value, tuple | frozenset):
        return [_key(one) for one in value]
    return () if value is None else (_key(value),)


def _key(value: Any) -> Hashable:
    if isinstance(value, Holder):
        return value.person
    key: Hashable = value
    return key


def on_day(record: R, day: date) -> R:
    """Return the record with only those dated parts, such as sponsors, that hold on `day`."""
    cls: type = type(record)
    changes: dict[str, Any] = {}
    for name in dated_parts(cls):
        parts = getattr(record, name)
        kept = tuple(part for part in parts if day in part.valid)
        if len(kept) != len(parts):
            changes[name] = kept
    return attrs.evolve(record, **changes) if changes else record
