"""A workbook brought back into the dossier that it was made from, record by record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.errors import DossierError, Location
from opgavekern.base.labels import field_labels
from opgavekern.base.running import Limits, Progress
from opgavekern.base.texts import Language, Message, Text, message, quoted
from opgavekern.files.door import Door, shown
from opgavekern.files.origins import Origin, version_of
from opgavekern.files.reading import read_dossier
from opgavekern.files.refusals import Refusal
from opgavekern.files.unwritable import UnwritableError
from opgavekern.files.vocabulary import HEADER
from opgavekern.files.workbooks import meaning_of_sheet, read_origin
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, kind_named
from opgavekern.model.record import Record
from opgavekern.model.records import id_of
from opgavekern.model.references import Ref

#: How many clashes a message spells out; `clashes` has them all.
_SHOWN: Final = 20
#: What stands for the header among records.
_THE_HEADER: Final = Ref(HEADER, "")
_HEADERS_TITLE: Final = Text(nl="het dossier zelf", en="the dossier itself")


@attrs.frozen(kw_only=True)
class Merge:
    """What becomes of a dossier when a workbook that was made from it comes back.

    Only what was changed in the workbook changes; what was changed in the dossier meanwhile
    stays. The header takes part as a record of the kind `dossier`, without id.

    Attributes:
        dossier: As it becomes.
        workbook: As the workbook has it.
        changed: What becomes different.
        added: What comes.
        gone: What goes.
        clashes: What became different on both sides; it stays as the dossier has it.
    """

    dossier: Dossier
    workbook: Dossier
    changed: tuple[Ref, ...] = ()
    added: tuple[Ref, ...] = ()
    gone: tuple[Ref, ...] = ()
    clashes: tuple[Clash, ...] = ()


@attrs.frozen
class Clash:
    """A record that was changed on both sides since the workbook was made.

    Attributes:
        record: Which one.
        field: The first field in which they differ; empty where one side has no such record.
        in_workbook: Where it stands there; None where the workbook no longer has it.
        in_dossier: Where it stands there; None where the dossier no longer has it.
    """

    record: Ref
    field: str
    in_workbook: Location | None
    in_dossier: Location | None

    def text(self, language: Language) -> str:
        """Say in one line what clashes, and where it stands."""
        gone = {"nl": "verwijderd", "en": "deleted"}[language]
        places = [str(one or gone) for one in (self.in_workbook, self.in_dossier)]
        name = name_of(self.record).text(language)
        kind = kind_named(self.record.kind)
        label = field_labels(Header if kind is None else kind.record).get(self.field)
        field = f", {label.text(language)}" if label is not None else ""
        return f"  {name}{field}: {places[0]} | {places[1]}"


class OriginError(UnwritableError):
    """A workbook that was not made from the dossier, or no longer has all that it was made of."""


class ClashError(UnwritableError):
    """Records were changed in the workbook and in the dossier, in different ways.

    Attributes:
        clashes: Which, in order of kind and id.
    """

    def __init__(self, workbook: str, dossier: str, clashes: Sequence[Clash]) -> None:
        super().__init__(
            message(
                "{dossier} is gewijzigd sinds {workbook} ervan werd gemaakt, en dit is in beide "
                "anders geworden. Maak het in de werkmap gelijk aan het dossier, of andersom; er "
                "is niets geschreven. Het gaat om:",
                "{dossier} has changed since {workbook} was made from it, and this became "
                "different in both. Make it in the workbook as it is in the dossier, or the other "
                "way round; nothing was written. This is about:",
                dossier=dossier,
                workbook=workbook,
            )
        )
        self.workbook = workbook
        self.dossier = dossier
        self.clashes = tuple(clashes)

    def __reduce__(self) -> tuple[object, ...]:
        parts = (self.workbook, self.dossier, self.clashes)
        return (type(self), parts, {"language": self.language})

    def text(self, language: Language = "en") -> str:
        """Return what is the matter, and a line for each record."""
        lines = [one.text(language) for one in self.clashes[:_SHOWN]]
        if more := len(self.clashes) - len(lines):
            lines.append({"nl": f"  … en nog {more}.", "en": f"  … and {more} more."}[language])
        return "\n".join([self.message.text(language), *lines])


def name_of(ref: Ref) -> Message:
    """Say which record is meant, by its kind and id; never by a name."""
    kind = kind_named(ref.kind)
    label = _HEADERS_TITLE if kind is None else kind.label
    return (
        message("{label} {id}", "{label} {id}", label=label, id=ref.id)
        if ref.id
        else message("{label}", "{label}", label=label)
    )


def merge_workbook(
    workbook: str | os.PathLike[str],
    into: str | os.PathLike[str],
    *,
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> Merge:
    """Tell what a dossier becomes when a workbook that was made from it is brought back.

    Nothing is written: `write_dossier(merge.dossier, into)` does that. References are not judged.

    Args:
        workbook: What `write_dossier` made, and people worked in.
        into: The dossier that it was made from, as it is now.
        limits: How much is accepted.
        progress: Called as reading goes on.

    Raises:
        DossierError: One of them cannot be read; has every problem, each with its cell or line.
        OriginError: The workbook does not say that it was made from this dossier, or lacks a
            sheet that it had.
        ClashError: Both sides changed the same record, in different ways.
    """
    book, name = Path(workbook), shown(workbook)
    theirs = read_dossier(book, limits=limits, progress=progress)
    ours = read_dossier(into, limits=limits, progress=progress)
    try:
        merge = merged(ours, theirs, _origin(book, ours, limits, into=shown(into)))
        if merge.clashes:
            raise ClashError(name, shown(into), merge.clashes)
    except UnwritableError as error:
        error.language = ours.header.language
        raise
    return merge


def merged(ours: Dossier, theirs: Dossier, origin: Origin) -> Merge:
    """Merge two versions of one dossier, record by record; a record is taken as a whole.

    Args:
        ours: One version, which stands where both sides changed a record.
        theirs: The other.
        origin: What both were made from.
    """
    clashes: list[Clash] = []
    taken: dict[Ref, tuple[Any, Any]] = {}
    for ref, our, their in _pairs(ours, theirs):
        was = origin.header if ref == _THE_HEADER else origin.records.get(ref)
        if our == their or was == _version(their):
            continue
        if was == _version(our):
            taken[ref] = (our, their)
        else:
            clashes.append(_clash(ref, ours, theirs, our, their))
    return _merge(ours, theirs, taken, clashes)


def _merge(
    ours: Dossier,
    theirs: Dossier,
    taken: dict[Ref, tuple[Any, Any]],
    clashes: Sequence[Clash],
) -> Merge:
    header = taken.get(_THE_HEADER, (None, ours.header))[1]
    new: list[Record] = [
        their for ref, (_, their) in taken.items() if their is not None and ref != _THE_HEADER
    ]
    gone = tuple(ref for ref, (_, their) in taken.items() if their is None)
    return Merge(
        dossier=ours.replace(*new, without=gone, header=header),
        workbook=theirs,
        changed=tuple(ref for ref, pair in taken.items() if None not in pair),
        added=tuple(ref for ref, (our, _) in taken.items() if our is None),
        gone=gone,
        clashes=tuple(clashes),
    )


def _origin(book: Path, ours: Dossier, limits: Limits, *, into: str) -> Origin:
    """Return what a workbook was made from, if that is this dossier and nothing is missing."""
    try:
        origin, names = read_origin(Door(book, limits).read(), shown(book), limits)
    except Refusal as refused:
        raise DossierError(refused.problems) from None
    if origin is None:
        raise OriginError(_unknown_origin(shown(book), into))
    if origin.name != ours.header.name:
        raise OriginError(_other_origin(shown(book), origin.name, into, ours.header.name))
    there = {meaning_of_sheet(name) for name in names}
    gone = [name for name in origin.sheets if meaning_of_sheet(name) not in there]
    if gone:
        raise OriginError(_sheets_gone(shown(book), gone))
    return origin


def _pairs(ours: Dossier, theirs: Dossier) -> Iterator[tuple[Ref, Any, Any]]:
    """Yield header and records of both sides; None where one does not have it."""
    yield _THE_HEADER, ours.header, theirs.header
    for kind in KINDS:
        if kind in ours.withheld or kind in theirs.withheld:
            continue  # Unknown on one side is not gone on it.
        our: dict[str, Any] = {id_of(one): one for one in ours.of_kind(kind.plural)}
        their: dict[str, Any] = {id_of(one): one for one in theirs.of_kind(kind.plural)}
        for id in sorted(our.keys() | their.keys()):
            yield Ref(kind.name, id), our.get(id), their.get(id)


def _version(one: object) -> str | None:
    return None if one is None else version_of(one)


def _clash(ref: Ref, ours: Dossier, theirs: Dossier, our: Any, their: Any) -> Clash:
    field = ""
    if our is not None and their is not None:
        names = (one.name for one in attrs.fields(type(our)))
        field = next(name for name in names if getattr(our, name) != getattr(their, name))

    def place(dossier: Dossier, one: object) -> Location | None:
        path = (field,) if field else ()
        return None if one is None else dossier.locations.find(ref.kind, ref.id, path)

    return Clash(ref, field, place(theirs, their), place(ours, our))


def _unknown_origin(workbook: str, into: str) -> Message:
    return message(
        "{into} bestaat al, en {workbook} zegt niet dat het daarvan is gemaakt. Kies een andere "
        "naam, of overschrijf wat er staat met --replace (in Python replace=True).",
        "{into} exists already, and {workbook} does not say that it was made from it. Choose "
        "another name, or overwrite what is there with --replace (in Python replace=True).",
        into=into,
        workbook=workbook,
    )


def _other_origin(workbook: str, name: str, into: str, other: str) -> Message:
    return message(
        "{workbook} is gemaakt van het dossier {name}, en {into} is het dossier {other}. "
        "Noem het dossier waar het bij hoort.",
        "{workbook} was made from the dossier {name}, and {into} is the dossier {other}. "
        "Name the dossier to which it belongs.",
        workbook=workbook,
        name=quoted(name),
        into=into,
        other=quoted(other),
    )


def _sheets_gone(workbook: str, names: Sequence[str]) -> Message:
    return message(
        "{workbook} mist bladen die er waren toen het werd gemaakt: {names}. Zet ze terug; wilt u "
        "alles wissen wat erop stond, laat dan de rij met namen van kolommen staan.",
        "{workbook} lacks sheets that it had when it was made: {names}. Put them back; to delete "
        "all that stood on them, leave the row with names of columns.",
        workbook=workbook,
        names=tuple(names),
    )
