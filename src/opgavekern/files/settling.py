"""From what was gathered to a dossier, or to every problem of it, placed and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import Message, message
from opgavekern.files.gathering import Draft, HeaderPart, Part
from opgavekern.files.grafting import attach
from opgavekern.files.guessing import Form, Guesser
from opgavekern.files.headers import missing_header
from opgavekern.files.locating import FileLocations, Graft, Stretch
from opgavekern.files.partial import Reading
from opgavekern.files.placing import NAMES_UNKNOWN, Snagged, is_snagged, placed, snagged_in
from opgavekern.files.sources import TreePart
from opgavekern.files.troubles import Names, Remedy, Source, Spot, Trouble, missing_field
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header, withheld_yet_there
from opgavekern.model.kinds import KINDS, Kind, KindName
from opgavekern.model.record import Record
from opgavekern.model.records import Records, id_of
from opgavekern.model.shape import shape_of
from opgavekern.model.structuring import Flaw, readable_id, structure_kind, structure_one


def settle(draft: Draft, file: str) -> Reading:
    """Return the dossier that the draft holds, with every problem of every file.

    Args:
        draft: All that was read.
        file: What the user named, for problems of the dossier as a whole.
    """
    grafts = attach(draft)
    made: dict[str, Any] = {}
    guesser = Guesser(made, draft.parts)
    header = _header(draft, file, guesser)
    stretches: dict[str, tuple[Stretch, ...]] = {}
    total = sum(len(part.records) for part in draft.parts)
    if total > draft.limits.records:
        draft.problems.append(_too_many_records(total, draft.limits.records, file))
        draft.unread.add(None)
    else:
        for kind, parts in _by_kind(draft.parts):
            made[kind.plural], stretches[kind.name] = _records(draft, kind, parts, grafts, guesser)
    if header is not None and draft.header is not None:
        there = frozenset(name for name in header.withheld if made.get(name.value))
        draft.troubles += _withheld_yet_there(there, draft.header)
        header = attrs.evolve(header, withheld=header.withheld - there)
    draft.troubles += draft.mixtures()
    dossier = None
    if header is not None and draft.header is not None:
        locations = FileLocations(
            draft.header.source, stretches, grafts, draft.sorted_notices(), draft.rules
        )
        dossier = Dossier(header=header, locations=locations, **made)
    return Reading(
        dossier=dossier,
        problems=tuple(draft.problems + placed(draft)),
        unread=draft.unread,
        language=draft.language(),
        notices=draft.sorted_notices(),
    )


def _withheld_yet_there(there: Iterable[KindName], part: HeaderPart) -> list[Trouble]:
    """Say of kinds that the header calls them withheld and that files hold records of them."""
    found = [withheld_yet_there(name) for name in sorted(there, key=lambda one: one.value)]
    spot = Spot(part.source, None, ("withheld",))
    return [
        Trouble(
            code=one.code,
            message=one.message,
            remedy=one.remedy or one.message,
            spot=spot,
            kind="dossier",
            path=one.path,
            names=part.names,
        )
        for one in found
    ]


def _by_kind(parts: Iterable[Part]) -> list[tuple[Kind, list[Part]]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.kind.plural, []).append(part)
    return [(kind, found[kind.plural]) for kind in KINDS if kind.plural in found]


def _header(draft: Draft, file: str, guesser: Guesser) -> Header | None:
    if draft.header is None:
        if not draft.problems and not any(one.kind == "dossier" for one in draft.troubles):
            draft.problems.append(missing_header(file))
        return None
    header, flaws = structure_one(draft.header.fields, Header)
    for flaw in flaws:
        spot = Spot(draft.header.source, None, flaw.problem.path, flaw.at_key)
        remedy = _remedy(flaw, draft.header.fields, Header, guesser, spot.source)
        draft.troubles.append(
            _trouble(flaw, Header, spot, names=draft.header.names, kind="dossier", remedy=remedy)
        )
    return header


def _records(
    draft: Draft,
    kind: Kind,
    parts: list[Part],
    grafts: dict[tuple[str, str, str], Graft],
    guesser: Guesser,
) -> tuple[Records[Any, Any], tuple[Stretch, ...]]:
    """Make the records of one kind, and remember where each of them stands."""
    plain = parts[0].records if len(parts) == 1 else [one for p in parts for one in p.records]
    records, origins, flaws = structure_kind(kind, plain)
    if flaws:
        draft.troubles += _flaw_troubles(draft, kind, parts, flaws, grafts, guesser=guesser)
        by_index = _saved(draft, kind, plain, dict(zip(origins, records, strict=True)), flaws)
        return Records(by_index.values()), _stretches(parts, by_index)
    stretches = _stretches(parts, dict(enumerate(records)))
    for part in parts:
        part.records = []  # What was typed is no longer needed, and takes room.
    return Records(records), stretches


def _stretches(parts: list[Part], by_index: Mapping[int, Record]) -> tuple[Stretch, ...]:
    """Remember the ids in each part in order; one that could not be made has none."""
    stretches, start = [], 0
    for part in parts:
        end = start + len(part.records)
        made = (by_index.get(index) for index in range(start, end))
        ids = tuple("" if one is None else id_of(one) for one in made)
        stretches.append(Stretch(part.source, ids))
        start = end
    return tuple(stretches)


def _saved(
    draft: Draft, kind: Kind, plain: list[Any], made: dict[int, Record], flaws: list[Flaw]
) -> dict[int, Record]:
    """Return the records by index, with what is left of those of which a field is wrong.

    So that what they refer to can be judged in the same run. What cannot be made even so is
    remembered as unread, by its id if that is known.
    """
    wrong: dict[int, set[str]] = {}
    for flaw in flaws:
        wrong.setdefault(flaw.index, set()).add(
            str(flaw.problem.path[0]) if flaw.problem.path else ""
        )
    for index, fields in wrong.items():
        if index in made:
            del made[index]  # Its id is another's.
            continue
        typed, rest = plain[index], None
        if isinstance(typed, dict) and not fields & {"", "id"}:
            left = {key: value for key, value in typed.items() if key not in fields}
            rest, _ = structure_one(left, kind.record)
        if rest is None:
            draft.unread.add(kind, None if "id" in fields else readable_id(typed, kind.record))
        else:
            made[index] = rest
    return _unlike(dict(sorted(made.items())))


def _unlike(made: dict[int, Record]) -> dict[int, Record]:
    """Leave out records whose id is that of one before: of such the first is kept."""
    first = {id_of(one): index for index, one in reversed(made.items())}
    return {index: one for index, one in made.items() if first[id_of(one)] == index}


def _flaw_troubles(
    draft: Draft,
    kind: Kind,
    parts: list[Part],
    flaws: list[Flaw],
    grafts: dict[tuple[str, str, str], Graft],
    *,
    guesser: Guesser,
) -> list[Trouble]:
    told = _told(draft) | {
        (parts[0].kind.name, flaw.index, flaw.problem.path[:-1])
        for flaw in flaws
        if flaw.problem.code in NAMES_UNKNOWN
    }
    snagged = snagged_in(draft)
    found = []
    for flaw in flaws:
        spot, names = _spot(parts, flaw.index, flaw, grafts, kind)
        about = _about(flaw, spot) | {(kind.name, flaw.index, flaw.problem.path)}
        if flaw.problem.code == "missing-field" and (told & about or _stands(flaw, spot, snagged)):
            continue  # The field is there, but its name or value was not understood.
        related = tuple(_spot(parts, index, flaw, {}, kind)[0] for index in flaw.related)
        part, index = _part(parts, flaw.index)
        remedy = _remedy(flaw, part.records[index], kind.record, guesser, part.source)
        found.append(
            _trouble(flaw, kind.record, spot, related, names=names, kind=kind.name, remedy=remedy)
        )
    return found


def _told(draft: Draft) -> set[tuple[object, ...]]:
    """Return where a name was not understood, and which fields have a value that was not.

    None stands for whatever field: a class that misses one of two may miss just that value.
    """
    whatever = {
        (one.spot.source.key, one.spot.ordinal, *one.path[:-1], None)
        for one in draft.troubles
        if one.path
    }
    return whatever | {
        (one.spot.source.key, one.spot.ordinal, len(one.spot.path) - 1)
        if one.code in NAMES_UNKNOWN
        else (one.spot.source.key, one.spot.ordinal, one.code)
        if one.code == "ragged-row"
        else (one.spot.source.key, one.spot.ordinal, *one.path)
        for one in draft.troubles
    }


def _about(flaw: Flaw, spot: Spot) -> set[tuple[object, ...]]:
    field = flaw.problem.message.values.get("field")
    return {
        (spot.source.key, spot.ordinal, "ragged-row"),
        (spot.source.key, spot.ordinal, len(spot.path)),
        (spot.source.key, None, 0),
        (spot.source.key, spot.ordinal, *spot.path, field),
    }


def _stands(flaw: Flaw, spot: Spot, snagged: Snagged) -> bool:
    """Tell whether what could not be read stands where a missing field should."""
    path = (*spot.path, str(flaw.problem.message.values.get("field")))
    return is_snagged(attrs.evolve(spot, path=path), snagged)


def _spot(
    parts: list[Part],
    index: int,
    flaw: Flaw,
    grafts: dict[tuple[str, str, str], Graft],
    kind: Kind,
) -> tuple[Spot, Names]:
    """Find the source of one of the plain records of all parts together."""
    path = flaw.problem.path
    part, index = _part(parts, index)
    graft = grafts.get((kind.name, flaw.problem.id or "", str(path[0]))) if path else None
    if graft is not None and len(path) > 1 and isinstance(path[1], int):
        return Spot(graft.source, graft.rows[path[1]], path[2:], flaw.at_key), part.names
    return Spot(part.source, index, path, flaw.at_key), part.names


def _part(parts: list[Part], index: int) -> tuple[Part, int]:
    """Return in which part one of the records of all together stands, and where in it."""
    for part in parts:
        if index < len(part.records):
            break
        index -= len(part.records)
    return part, index


def _remedy(
    flaw: Flaw, typed: Any, cls: type, guesser: Guesser, source: Source
) -> Message | Remedy:
    """Return what to do; where a name stands for an id, whether some record was meant by it."""
    problem = flaw.problem
    remedy = problem.remedy or message("Pas de waarde aan.", "Change the value.")
    if problem.code != "not-an-id":
        return remedy
    form: Form = source.text.format if isinstance(source, TreePart) else "table"
    return guesser.remedy(typed, cls, problem.path, remedy, form=form)


def _trouble(
    flaw: Flaw,
    cls: type,
    spot: Spot,
    related: tuple[Spot, ...] = (),
    *,
    names: Names,
    kind: str,
    remedy: Message | Remedy,
) -> Trouble:
    problem = flaw.problem
    said = problem.message
    if problem.code == "missing-field" and "field" in said.values:
        said = missing_field(_class_at(cls, problem), said.values["field"], names.vocabulary)
    return Trouble(
        code=problem.code,
        message=said,
        remedy=remedy,
        spot=spot,
        related=related,
        kind=kind,
        id=problem.id,
        path=problem.path,
        names=names,
    )


def _class_at(cls: type, problem: Problem) -> type:
    for part in problem.path:
        if isinstance(part, str):
            cls = shape_of(cls, part).nested or cls
    return cls


def _too_many_records(total: int, limit: int, file: str) -> Problem:
    return Problem(
        code="limit-records",
        message=message(
            "het dossier heeft {total} gegevens of meer; de grens (records) is {limit}",
            "the dossier has {total} records or more; the limit (records) is {limit}",
            total=total,
            limit=limit,
        ),
        remedy=message(
            "Splits het dossier, of verruim de grens: --limit records=… "
            "(in Python Limits(records=…)).",
            "Split the dossier, or widen the limit: --limit records=… "
            "(in Python Limits(records=…)).",
        ),
        location=Location(file=file),
    )
