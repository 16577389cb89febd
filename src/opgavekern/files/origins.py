"""What a workbook was made from, kept out of sight in it, so that it can be brought back.

A hidden sheet has the digest of each record, of the header, and the names of the sheets. Beside
the dossier as it is now, these tell what was changed in the workbook from what was changed in the
dossier meanwhile. Copies, other programs and mail keep the sheet; who deletes it has a workbook
like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.canonical import digest
from opgavekern.files.vocabulary import HEADER
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import KINDS
from opgavekern.model.references import Ref

#: The name of the sheet; readers pass by what starts with a dot.
ORIGINS: Final = MappingProxyType({"nl": ".herkomst", "en": ".origin"})
#: What a row is about, beside the kinds of records.
_SHEET: Final = "sheet"
#: Enough to tell versions of one record apart; nothing here is guarded by it.
_DIGITS: Final = 16


@attrs.frozen
class Origin:
    """What a workbook was made from.

    Attributes:
        name: Of the dossier.
        header: Its digest.
        records: The digest of each record.
        sheets: The names of the sheets that people see.
    """

    name: str
    header: str
    records: Mapping[Ref, str]
    sheets: tuple[str, ...]

    @classmethod
    def of(cls, dossier: Dossier, sheets: Iterable[str] = ()) -> Origin:
        """Return what a workbook with these sheets says that was made of a dossier now."""
        made = origin_of(list(origin_rows(dossier, sheets)))
        assert made is not None  # noqa: S101 - those rows are ours
        return made

    def is_of(self, dossier: Dossier) -> bool:
        """Tell whether it is of a dossier as it is now."""
        return self == Origin.of(dossier, self.sheets)


def version_of(value: object) -> str:
    """Return what tells versions of a record or header apart."""
    return digest(value)[:_DIGITS]


def origin_rows(dossier: Dossier, sheets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the hidden sheet: what, which, and its digest."""
    yield (HEADER, dossier.header.name, version_of(dossier.header))
    for name in sheets:
        yield (_SHEET, name, "")
    for kind in KINDS:
        for id, found in dossier.known(kind.plural).digests().items():
            yield (kind.name, id, found[:_DIGITS])


def origin_of(rows: Sequence[Sequence[object]]) -> Origin | None:
    """Return what the hidden sheet says; None where it was tampered with."""
    read = [tuple(row[:3]) for row in rows]
    if not read or any(len(row) < 3 or set(map(type, row)) != {str} for row in read):
        return None
    (first, name, header), *others = [(str(a), str(b), str(c)) for a, b, c in read]
    if first != HEADER:
        return None
    return Origin(
        name=name,
        header=header,
        records={Ref(kind, id): version for kind, id, version in others if kind != _SHEET},
        sheets=tuple(name for kind, name, _ in others if kind == _SHEET),
    )
