"""What the columns of somebody else's table are in a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import dutch
from opgavekern.base.texts import Language

#: Where a part of a mapping stands: names of parts, headers and values that lead to it.
Part = tuple[str, ...]
#: What a value table says of a value that nobody has decided on yet.
UNDECIDED = "?"


@dutch(
    "kolom",
    column="kolom",
    field="veld",
    values="waarden",
    kinds="verwijst naar",
    separator="scheidingsteken",
    fill_down="doorvullen",
    decimal_mark="decimaalteken",
)
@attrs.frozen(kw_only=True)
class ColumnMapping:
    """What one column of the table is.

    Attributes:
        column: Its header as it stands; `Opmerking (2)` for the second of that name, `column D`
            for one without a name. Of two header rows `Planning / start`, or `start` alone.
        field: The field that it fills, with dots to a field within one (`mandate.adopted_on`);
            empty for a column that is left out on purpose.
        values: What values in the table mean: an identifier or label of a term, a name or id of
            a record, or any text; empty for a value to leave out.
        kinds: Kinds of record that names in it may mean; empty for all that the field takes.
        separator: What parts several values in one cell; empty for `;` and line ends.
        fill_down: Whether an empty cell means what stands above it.
        decimal_mark: `comma` or `point`; empty for what the file itself has.
    """

    column: str
    field: str = ""
    values: FrozenMap = attrs.field(default=FrozenMap(), converter=FrozenMap)
    kinds: tuple[str, ...] = ()
    separator: str = ""
    fill_down: bool = False
    decimal_mark: Literal["", "comma", "point"] = ""


@dutch("sleutel", columns="kolommen", prefix="voorvoegsel", numbered="genummerd")
@attrs.frozen(kw_only=True)
class KeyMapping:
    """How the ids of records are made, always the same for the same row.

    Attributes:
        columns: The columns whose text makes the id; empty for the one of title or name.
        prefix: What stands before it, so that tables do not get in each other's way.
        numbered: Ids are numbers after the prefix, and a row is the record that has the same
            value in the fields of `columns`. So that no id is made of a person's name.
    """

    columns: tuple[str, ...] = ()
    prefix: str = ""
    numbered: bool = False


@dutch(
    "koppelbestand",
    kind="soort",
    columns="kolommen",
    sheet="blad",
    header="kopregel",
    id="id",
    constants="vaste waarden",
    headings="tussenkoppen",
)
@attrs.frozen(kw_only=True)
class TableMapping:
    """What the rows of a table are in a dossier, and what its columns are of them.

    Attributes:
        kind: Singular name of the kind that each row is one of.
        columns: What the columns are; those that are not named are left out.
        sheet: The sheet; empty for the one that has the columns.
        header: Number of the header row, or of both, from 1; empty to have it found.
        id: How ids are made.
        constants: Fields that are the same in every row.
        headings: What a heading between the rows is, as if it were a column; None to pass
            headings by.
        language: In which the mapping is written, and problems name fields.
        file: Where it was read; empty for one made in code.
        places: Where its parts stand in that file.
    """

    kind: str
    columns: tuple[ColumnMapping, ...]
    sheet: str = ""
    header: tuple[int, ...] = ()
    id: KeyMapping = KeyMapping()
    constants: FrozenMap = attrs.field(default=FrozenMap(), converter=FrozenMap)
    headings: ColumnMapping | None = None
    language: Language = "en"
    file: str = ""
    places: Mapping[Part, Location] = attrs.field(factory=dict, eq=False, repr=False)

    def place(self, *part: str) -> Location | None:
        """Return where a part stands, or the nearest around it; None for a mapping in code."""
        for end in range(len(part), -1, -1):
            if part[:end] in self.places:
                return self.places[part[:end]]
        return Location(file=self.file) if self.file else None
