"""Plain data to records, with every problem of all of them told at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import attrs

from opgavekern.base.converting import Fault, converter, faults_of
from opgavekern.base.errors import DossierError, Path, Problem
from opgavekern.base.near import one_of
from opgavekern.base.personal import is_about_people, unquoted
from opgavekern.base.scalars import is_id
from opgavekern.base.texts import Message, message, quoted, visible
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, Kind, kind_named
from opgavekern.model.record import Record
from opgavekern.model.records import Records, id_of
from opgavekern.model.references import Ref
from opgavekern.model.shape import kinds_at

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Flaw:
    """A problem with one of many plain records, still without a place in a file.

    Attributes:
        problem: What is wrong, with kind, id and path.
        index: Which of the plain records.
        related: Other plain records that have a part in it.
        at_key: Whether it is the last key of the path that is wrong, not its value.
    """

    problem: Problem
    index: int
    related: tuple[int, ...] = ()
    at_key: bool = False


def structure_facts(
    records: Mapping[str, Iterable[object]], header: Mapping[str, object]
) -> tuple[Header, dict[str, Any]]:
    """Make a header and the records of each kind from plain data.

    Raises:
        DossierError: With every problem of all of it.
    """
    made_header, flaws = structure_one(header, Header)
    problems = [attrs.evolve(flaw.problem, kind="dossier") for flaw in flaws]
    made: dict[str, Any] = {}
    if not isinstance(records, Mapping):
        raise DossierError([*problems, _NO_KINDS])
    for name, plain in records.items():
        kind = kind_named(name)
        if kind is None or kind.plural != name:
            problems.append(_unknown_kind(name))
            continue
        if isinstance(plain, str | Mapping) or not isinstance(plain, Iterable):
            problems.append(_no_list(kind))
            continue
        found, _, flaws = structure_kind(kind, plain)
        problems += [_with_index(flaw, kind) for flaw in flaws]
        if not flaws:
            made[kind.plural] = Records(found)
    if problems or made_header is None:
        raise DossierError(problems)
    return made_header, made


_NO_KINDS: Final = Problem(
    code="not-a-group",
    message=message("dit zijn geen lijsten per soort", "these are not lists by kind"),
    remedy=message(
        "Geef per soort een lijst, zoals bij issues.", "Give a list for each kind, as of issues."
    ),
)


def _with_index(flaw: Flaw, kind: Kind) -> Problem:
    """Point at a record without an id by its place among those of its kind."""
    problem = without_typed_name(flaw.problem, kind.record)
    return problem if problem.id else attrs.evolve(problem, path=(flaw.index, *problem.path))


def _no_list(kind: Kind) -> Problem:
    return Problem(
        code="not-a-list",
        message=message("dit is geen lijst", "this is not a list"),
        remedy=message(
            "Geef een lijst van {kinds}.", "Give a list of {kinds}.", kinds=kind.plural_label
        ),
        kind=kind.name,
    )


def _unknown_kind(name: object) -> Problem:
    return Problem(
        code="unknown-kind",
        message=message("onbekende soort {name}", "unknown kind {name}", name=quoted(name)),
        remedy=one_of([kind.plural for kind in KINDS], word=visible(name)),
        path=(visible(name),),
    )


def structure_kind(
    kind: Kind, plain: Iterable[object]
) -> tuple[list[Record], list[int], list[Flaw]]:
    """Make records of one kind from plain data.

    Returns:
        The records that could be made, for each the index of the plain record that it came
        from, and what is wrong with the others and with duplicate or look-alike ids.
    """
    records: list[Record] = []
    origins: list[int] = []
    flaws: list[Flaw] = []
    read = converter(detailed=False).get_structure_hook(kind.record)
    for index, one in enumerate(plain):
        try:
            records.append(one if type(one) is kind.record else read(one, kind.record))
            origins.append(index)
        except Exception:  # noqa: BLE001 - told in detail by the slower converter
            flaws += _flaws(kind, one, index)
    return records, origins, flaws + _equal_ids(kind, records, origins)


def _flaws(kind: Kind, plain: object, index: int) -> list[Flaw]:
    _, faults = structure_one(plain, kind.record)
    id = readable_id(plain, kind.record)
    return [
        attrs.evolve(
            flaw,
            index=index,
            problem=attrs.evolve(flaw.problem, kind=kind.name, id=id),
        )
        for flaw in faults
    ]


def readable_id(plain: object, cls: type) -> str | None:
    """Return the id that a plain record claims to have, if that can be said in a line.

    Of a person only what is an id: anything else may be a name.
    """
    id = plain.get("id") if isinstance(plain, Mapping) else None
    if isinstance(id, int) and abs(id) < _LARGEST_ID:
        return str(id)
    if not isinstance(id, str) or not 0 < len(id) <= _LONGEST_ID or not id.isprintable():
        return None
    return id if is_id(id) or not is_about_people(cls) else None


#: What is longer cannot be an id, and fills a screen.
_LONGEST_ID: Final = 200
_LARGEST_ID: Final = 10**18


def structure_one(plain: object, cls: type[T]) -> tuple[T | None, list[Flaw]]:
    """Make one value of any class, or tell all that is wrong with it.

    Nothing that may be the name of a person is quoted.
    """
    try:
        return converter(detailed=True).structure(plain, cls), []
    except Exception as error:  # noqa: BLE001 - `faults_of` raises what it does not know
        return None, [_flaw(fault, cls) for fault in faults_of(error)]


def _flaw(fault: Fault, cls: type) -> Flaw:
    said = unquoted(fault.message) if may_name_people(cls, fault.path) else fault.message
    problem = Problem(code=fault.code, message=said, remedy=fault.remedy, path=fault.path)
    return Flaw(problem=problem, index=0, at_key=fault.at_key)


def may_name_people(cls: type, path: Path) -> bool:
    """Tell whether what was typed at a place may be the name of a person.

    So it may in any record about people, and where a reference to a person belongs.
    """
    if is_about_people(cls):
        return True
    try:
        return "person" in kinds_at(cls, path)
    except KeyError:  # The path ends in a field that is not there.
        return False


def without_typed_name(problem: Problem, cls: type) -> Problem:
    """Return a problem whose path holds no unknown name of a field of a record about people."""
    if problem.code == "unknown-field" and is_about_people(cls):
        return attrs.evolve(problem, path=problem.path[:-1])
    return problem


def _equal_ids(kind: Kind, records: list[Record], origins: list[int]) -> list[Flaw]:
    """Find ids that are the same, or look the same, and name both places."""
    all_ids = "\n".join(map(id_of, records))
    if all_ids.isascii() and len(set(all_ids.lower().split("\n"))) == len(records):
        return []  # As good as always, and found out in a fraction of the time.
    first: dict[str, int] = {}
    flaws = []
    for place, record in enumerate(records):
        id = id_of(record)
        alike = looks(id)
        earlier = first.setdefault(alike, place)
        if earlier == place:
            continue
        other = id_of(records[earlier])
        if other == id:
            said = message('het id "{id}" komt twee keer voor', 'the id "{id}" occurs twice', id=id)
        else:
            said = message(
                'het id "{id}" lijkt te veel op "{other}"',
                'the id "{id}" looks too much like "{other}"',
                id=id,
                other=other,
            )
        remedy = message("Geef een van de twee een ander id.", "Give one of the two another id.")
        flaws.append(
            Flaw(
                problem=Problem(
                    code="duplicate-id" if other == id else "look-alike-id",
                    message=said,
                    remedy=remedy,
                    kind=kind.name,
                    id=id,
                    path=("id",),
                ),
                index=origins[place],
                related=(origins[earlier],),
            )
        )
    return flaws


def looks(id: str) -> str:
    """Return what an id looks like to the eye: compatibility forms and case folded."""
    return id.casefold() if id.isascii() else unicodedata.normalize("NFKC", id).casefold()


def missing_record(owner: Ref, path: Path, target: Ref, meant: Message | None = None) -> Problem:
    """Say that a record refers to something that is not there.

    Args:
        owner: The record that refers.
        path: Where in it.
        target: What it refers to.
        meant: Asks whether another was meant; None where none comes near, or none was sought.
    """
    kind = kind_named(target.kind)
    wanted = kind.label if kind else target.kind
    return Problem(
        code="unknown-id",
        message=message(
            'er is geen {kind} "{id}"', 'there is no {kind} "{id}"', kind=wanted, id=target.id
        ),
        remedy=meant
        or message(
            'Voeg {kind} "{id}" toe, of haal de verwijzing weg.',
            'Add {kind} "{id}", or take the reference out.',
            kind=wanted,
            id=target.id,
        ),
        kind=owner.kind,
        id=owner.id,
        path=path,
    )
