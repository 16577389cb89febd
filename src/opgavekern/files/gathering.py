"""What reading has found so far: plain records by kind, the header, and what is wrong."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Language, message
from opgavekern.files.partial import Unread
from opgavekern.files.sources import TextFile
from opgavekern.files.troubles import Names, Source, Trouble
from opgavekern.model.facts import Header
from opgavekern.model.kinds import Kind

_BY_DEFAULT: Final = Header().language


@attrs.define(kw_only=True, eq=False)
class Part:
    """Records of one kind from one place: plain, fields by identifier, or made already.

    Attributes:
        kind: What they are.
        records: The records; the place in this list is their ordinal in the source.
        source: Where they stand.
        names: The names that the file uses.
    """

    kind: Kind
    records: list[Any]
    source: Source
    names: Names


@attrs.define(kw_only=True, eq=False)
class ChildRows:
    """Rows of a child table: items of a list field, by the id of their record.

    Attributes:
        kind: The kind of the records that they belong to.
        field: The list field.
        deeper: The list field within its items; empty where the rows are its items.
        source: Where they stand.
        names: The names that the file uses.
        rows: For each row the id, the number of the item (for `deeper`), the plain item, and
            the ordinal of the row in the source.
    """

    kind: Kind
    field: str
    deeper: str
    source: Source
    names: Names
    rows: list[tuple[str, int, Any, int]]


@attrs.define(kw_only=True, eq=False)
class HeaderPart:
    """The plain header, and where it stands.

    Attributes:
        fields: By identifier, without the format.
        form: What was written as the format; None if it was not.
        source: Where it stands.
        names: The names that the file uses.
    """

    fields: dict[str, Any]
    form: Any = None
    source: Source
    names: Names


@attrs.define(eq=False)
class Draft:
    """A dossier while it is being read.

    Attributes:
        limits: How much is accepted.
        parts: Plain records, file by file.
        children: Child tables, still to be attached.
        header: The header, once met.
        troubles: What is wrong at some record or field.
        problems: What is wrong with files as a whole.
        notices: What people should know of files that were read, or passed by.
        unread: What may stand in the files though it could not be read.
        rules: The text of the dossier's own rules; None where it has none.
        vocabularies: The names of every file read.
    """

    limits: Limits
    parts: list[Part] = attrs.field(factory=list)
    children: list[ChildRows] = attrs.field(factory=list)
    header: HeaderPart | None = None
    troubles: list[Trouble] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    notices: list[Notice] = attrs.field(factory=list)
    unread: Unread = attrs.field(factory=Unread)
    rules: TextFile | None = None
    _names: list[Names] = attrs.field(factory=list)

    def names(self, leaning: Any = None) -> Names:
        """Return names for a new file; its mixture of languages is judged at the end."""
        made = Names(leaning)
        self._names.append(made)
        return made

    def language(self) -> Language | None:
        """Return the language of the dossier: the header's, or else the one its files use."""
        if self.header is not None:
            said = self.header.fields.get("language", _BY_DEFAULT)
            return said if said in LANGUAGES else None
        used = {language for names in self._names for language in names.languages}
        return used.pop() if len(used) == 1 else None

    def sorted_notices(self) -> tuple[Notice, ...]:
        """Return the notices in order of file and line."""
        return tuple(sorted(self.notices, key=lambda one: one.sort_key))

    def mixtures(self) -> list[Trouble]:
        """Return a trouble for each file that mixes languages."""
        return [found for names in self._names if (found := names.mixture()) is not None]


def nothing_there(place: Location) -> Notice:
    """Say that a file or sheet called as a kind holds nothing at all: it may have been emptied."""
    return Notice(
        code="nothing-there",
        message=message("hier staat niets in", "there is nothing in here"),
        remedy=message(
            "Zet terug wat erin stond, of haal het weg.",
            "Put back what was in it, or take it out.",
        ),
        location=place,
    )
