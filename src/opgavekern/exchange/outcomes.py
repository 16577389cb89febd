"""What an import comes to: the new dossier, row by row what changes, and what stands in its way."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, message
from opgavekern.exchange.bodies import SkippedRow
from opgavekern.exchange.errors import TableError
from opgavekern.model import Dossier


class RowChange(Term):
    """What a row of a table does to a dossier."""

    ADDED = "added", "toegevoegd"
    CHANGED = "changed", "gewijzigd"
    UNCHANGED = "unchanged", "gelijk gebleven"


@attrs.frozen(kw_only=True)
class ImportedRow(Answer):
    """A row of the table that is a record.

    Attributes:
        id: The record's.
        change: What the row does to the dossier.
        fields: The fields that change.
        place: Where the row stands.
    """

    id: str
    change: RowChange
    fields: tuple[str, ...] = ()
    place: Location


@attrs.frozen(kw_only=True)
class UnmatchedValue(Answer):
    """A name or value that means nothing in the dossier.

    Attributes:
        column: The header above it.
        value: As it stands; empty where it may be somebody's name.
        near: What may have been meant.
        places: Every cell in which it stands.
    """

    column: str
    value: str = attrs.field(repr=False)
    near: tuple[str, ...] = ()
    places: tuple[Location, ...] = ()


@attrs.frozen(kw_only=True)
class TableImport(Result):
    """What a table does to a dossier.

    Attributes:
        dossier: The dossier with the table in it; as it was where there are problems.
        kind: Singular name of the kind of the records.
        rows: Every record of the table, in its order.
        absent: Ids of records that the table had or could have, and that it does not have.
        unmatched: Names and values that mean nothing; each once.
        skipped: Rows that are no record.
        left_out: Headers of columns that the mapping does not name.
        header: Where the header was found; None where it was not.
        notices: What people should know of how the table was read.
        problems: Why nothing is imported; empty where all is.
    """

    dossier: Dossier = attrs.field(repr=False)
    kind: str
    rows: tuple[ImportedRow, ...] = attrs.field(default=(), repr=False)
    absent: tuple[str, ...] = ()
    unmatched: tuple[UnmatchedValue, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    left_out: tuple[str, ...] = ()
    header: Location | None = None
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = attrs.field(default=(), repr=False)

    def of(self, change: RowChange) -> tuple[ImportedRow, ...]:
        """Return the rows that do one thing to the dossier."""
        return tuple(one for one in self.rows if one.change is change)

    @property
    def added(self) -> tuple[str, ...]:
        """Ids of records that come."""
        return tuple(one.id for one in self.of(RowChange.ADDED))

    @property
    def changed(self) -> tuple[str, ...]:
        """Ids of records that change."""
        return tuple(one.id for one in self.of(RowChange.CHANGED))

    @property
    def unchanged(self) -> tuple[str, ...]:
        """Ids of records that stay as they are."""
        return tuple(one.id for one in self.of(RowChange.UNCHANGED))

    def required(self) -> Dossier:
        """Return the new dossier.

        Raises:
            TableError: There are problems.
        """
        if self.problems:
            raise TableError(self.problems, language=self.dossier.header.language)
        return self.dossier

    COLUMNS: ClassVar[Columns] = columns(id=str, change=str, fields=str, place=str)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a row for each record of the table and each that it no longer has."""
        rows = [
            {"id": one.id, "change": one.change.value, "fields": ";".join(one.fields),
             "place": str(one.place)}
            for one in self.rows
        ]  # fmt: skip
        gone = [{"id": id, "change": "absent", "fields": "", "place": ""} for id in self.absent]
        return rows + gone

    def describe(self, language: Language = "en") -> str:
        """Return how many records come, change, stay and are gone from the table."""
        if self.problems:
            return TableError(self.problems).message.text(language)
        return message(
            "{added} toegevoegd, {changed} gewijzigd, {unchanged} gelijk gebleven, {absent} niet "
            "in de tabel.",
            "{added} added, {changed} changed, {unchanged} unchanged, {absent} not in the table.",
            added=len(self.added),
            changed=len(self.changed),
            unchanged=len(self.unchanged),
            absent=len(self.absent),
        ).text(language)
