"""What an import does, for people: what comes, changes, stays and was passed by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from opgavekern.base.texts import Language, Text, message, quoted
from opgavekern.cli.page import Line, line
from opgavekern.exchange import ImportedRow, RowChange, TableImport
from opgavekern.files import Vocabulary
from opgavekern.model.kinds import kind_named

_MOST: Final = 20


def import_lines(
    done: TableImport, written: Sequence[Path], language: Language, *, is_dry: bool
) -> Iterator[Line]:
    """Yield what an import without problems does.

    Args:
        done: The import.
        written: The files that were written.
        language: In which to say it.
        is_dry: Whether nothing was to be written.
    """
    if done.header is not None:
        said = message(
            "De kop staat in {place}.", "The header stands in {place}.", place=str(done.header)
        )
        yield line(said.text(language))
    yield from _rows(done, RowChange.ADDED, _ADDED, language)
    yield from _rows(done, RowChange.CHANGED, _CHANGED, language)
    yield line(_counted(_UNCHANGED, len(done.unchanged), language))
    yield from _listed(_ABSENT, done.absent, language)
    yield from _listed(
        _UNMATCHED,
        [
            f"{one.column}: {quoted(one.value) if one.value else '…'} ({one.places[0]})"
            for one in done.unmatched
        ],
        language,
    )
    yield from _listed(
        _SKIPPED,
        [f"{one.place}: {one.reason.text(language)}" for one in done.skipped],
        language,
    )
    yield from _listed(_LEFT_OUT, done.left_out, language)
    if is_dry:
        yield line((_NOTHING.text(language), "bold"))
    else:
        yield from _listed(_WRITTEN, [path.as_posix() for path in written], language)


_ADDED: Final = Text(nl="Toegevoegd", en="Added")
_CHANGED: Final = Text(nl="Gewijzigd", en="Changed")
_UNCHANGED: Final = Text(nl="Gelijk gebleven", en="Unchanged")
_ABSENT: Final = Text(
    nl="Niet in de tabel; blijft in het dossier", en="Not in the table; stays in the dossier"
)
_UNMATCHED: Final = Text(nl="Onbekend en weggelaten", en="Unknown and left out")
_SKIPPED: Final = Text(nl="Rijen die geen gegeven zijn", en="Rows that are no record")
_LEFT_OUT: Final = Text(
    nl="Kolommen die het koppelbestand niet noemt", en="Columns that the mapping does not name"
)
_WRITTEN: Final = Text(nl="Geschreven", en="Written")
_NOTHING: Final = Text(
    nl="Dit is een proef: er is niets geschreven.", en="This is a trial: nothing was written."
)


def _counted(what: Text, count: int, language: Language) -> str:
    return f"{what.text(language)}: {count}"


def _listed(what: Text, listed: Sequence[str], language: Language) -> Iterator[Line]:
    """Yield a heading with a number and the first of what it counts; nothing for none."""
    if not listed:
        return
    yield line(_counted(what, len(listed), language))
    for one in listed[:_MOST]:
        yield line(one, indent=2)
    if len(listed) > _MOST:
        more = message("… en nog {more}", "… and {more} more", more=len(listed) - _MOST)
        yield line(more.text(language), indent=2)


def _rows(done: TableImport, change: RowChange, what: Text, language: Language) -> Iterator[Line]:
    rows = done.of(change)
    if not rows:
        yield line(_counted(what, 0, language))
    yield from _listed(what, [_row(done.kind, one, language) for one in rows], language)


def _row(kind: str, row: ImportedRow, language: Language) -> str:
    found = kind_named(kind)
    if not row.fields or found is None:
        return row.id
    words = Vocabulary(language)
    return f"{row.id}: {', '.join(words.field_name(found.record, one) for one in row.fields)}"
