"""Child tables: the items of a list field, put back into the records that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.near import did_you_mean
from opgavekern.base.texts import message
from opgavekern.files.gathering import ChildRows, Draft
from opgavekern.files.locating import Graft
from opgavekern.files.troubles import Spot, Trouble
from opgavekern.model.record import Record
from opgavekern.model.records import id_of

Grafts = dict[tuple[str, str, str], Graft]


def attach(draft: Draft) -> Grafts:
    """Put the rows of child tables into their records; a row without a record is a trouble.

    Returns:
        By kind, id and field, where the items of that field stand.
    """
    grafts: Grafts = {}
    owners: dict[str, _Owners] = {}
    for table in sorted(draft.children, key=lambda one: bool(one.deeper)):
        known = owners.get(table.kind.name)
        if known is None:
            known = owners[table.kind.name] = _Owners(draft, table.kind.name)
        if table.deeper:
            _attach_deeper(draft, table, known)
        else:
            _attach(draft, table, known, grafts)
    return grafts


class _Owners(Mapping[str, dict[str, Any]]):
    """Plain records of one kind by id; one that was made already is made plain when asked for."""

    def __init__(self, draft: Draft, kind: str) -> None:
        self._places = {
            id: (part, index)
            for part in draft.parts
            if part.kind.name == kind
            for index, record in enumerate(part.records)
            if (id := _id_of(record))
        }

    def __getitem__(self, id: str) -> dict[str, Any]:
        part, index = self._places[id]
        record = part.records[index]
        if not isinstance(record, dict):
            record = part.records[index] = unstructure(record)
        plain: dict[str, Any] = record
        return plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _id_of(record: Any) -> str:
    """Return the id of a record, plain or made; nothing for what has none."""
    if isinstance(record, Record):
        return id_of(record)
    id = record.get("id") if isinstance(record, dict) else None
    return str(id) if id else ""


def _attach(draft: Draft, table: ChildRows, known: _Owners, grafts: Grafts) -> None:
    rows: dict[str, list[int]] = {}
    for id, _, item, ordinal in table.rows:
        record = known.get(id)
        if record is None:
            draft.troubles.append(_no_owner(table, ordinal, id, known))
            continue
        if id not in rows:
            if record.get(table.field):
                draft.troubles.append(_already(table, ordinal, id))
                continue
            record[table.field] = []
        rows.setdefault(id, []).append(ordinal)
        record[table.field].append(item)
    for id, ordinals in rows.items():
        if attrs.fields_dict(table.kind.record)[table.field].converter is not None:
            _by_day(known[id][table.field], ordinals)
        grafts[(table.kind.name, id, table.field)] = Graft(table.source, tuple(ordinals))


def _by_day(items: list[Any], ordinals: list[int]) -> None:
    """Put items in the order of days that their class will give them, with their places."""
    pairs = sorted(zip(items, ordinals, strict=True), key=lambda one: str(one[0].get("on", "")))
    items[:] = [item for item, _ in pairs]
    ordinals[:] = [ordinal for _, ordinal in pairs]


def _attach_deeper(draft: Draft, table: ChildRows, known: _Owners) -> None:
    for id, number, item, ordinal in table.rows:
        record = known.get(id)
        if record is None:
            draft.troubles.append(_no_owner(table, ordinal, id, known))
            continue
        items = record.get(table.field)
        owner = items[number - 1] if isinstance(items, list) and number <= len(items) else None
        if not isinstance(owner, dict):
            draft.troubles.append(_no_item(table, ordinal, number))
            continue
        owner.setdefault(table.deeper, []).append(item)


def _no_owner(table: ChildRows, ordinal: int, id: str, known: _Owners) -> Trouble:
    remedy = did_you_mean(id, known.keys()) or message(
        "Schrijf in de eerste kolom een id dat bestaat.",
        "Write an id that exists in the first column.",
    )
    return Trouble(
        code="unknown-id",
        message=message(
            'er is geen {kind} "{id}"',
            'there is no {kind} "{id}"',
            kind=table.kind.label,
            id=id,
        ),
        remedy=remedy,
        spot=Spot(table.source, ordinal, ("id",)),
        kind=table.kind.name,
        id=id,
        names=table.names,
    )


def _already(table: ChildRows, ordinal: int, id: str) -> Trouble:
    return Trouble(
        code="written-twice",
        message=message(
            'deze lijst van "{id}" staat ook al bij het gegeven zelf',
            'this list of "{id}" stands with the record itself too',
            id=id,
        ),
        remedy=message("Haal een van de twee weg.", "Take one of the two out."),
        spot=Spot(table.source, ordinal, ("id",)),
        kind=table.kind.name,
        id=id,
        names=table.names,
    )


def _no_item(table: ChildRows, ordinal: int, number: int) -> Trouble:
    return Trouble(
        code="unknown-item",
        message=message(
            "er is geen nummer {number} in de lijst",
            "there is no number {number} in the list",
            number=number,
        ),
        remedy=message(
            "Tel vanaf 1, in de volgorde van de lijst.", "Count from 1, in the list's order."
        ),
        spot=Spot(table.source, ordinal, (table.field,)),
        kind=table.kind.name,
        names=table.names,
    )
