"""A mapping laid on a sheet: which column fills which field."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from opgavekern.exchange.headers import Header
from opgavekern.exchange.mappings import ColumnMapping, Part
from opgavekern.exchange.sheets import Sheet
from opgavekern.exchange.targets import Target
from opgavekern.model.kinds import Kind


@attrs.frozen(kw_only=True, eq=False)
class PlannedColumn:
    """A column of the sheet and the field that it fills.

    Attributes:
        mapping: What the mapping says of it.
        target: The field.
        index: Its place in the sheet, from 0.
        values: The value table, by folded value.
        part: Where it stands in the mapping.
    """

    mapping: ColumnMapping
    target: Target
    index: int
    values: Mapping[str, str]
    part: Part

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that names in it may mean."""
        return self.mapping.kinds or self.target.kinds

    @property
    def hides(self) -> bool:
        """Whether what stands in it may be somebody's name, and is not to be quoted."""
        return self.target.is_personal or "person" in self.kinds


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """What is to be done with the rows of a sheet.

    Attributes:
        kind: What each row is.
        sheet: The sheet.
        header: Its header.
        columns: The columns that fill fields.
        keys: The columns that make the id; empty where the kind makes its ids itself.
        constants: Fields that are the same in every row, with what the mapping says.
        headings: What headings between the rows fill, as if they were a column.
        left_out: Headers that no field is filled from.
    """

    kind: Kind
    sheet: Sheet
    header: Header
    columns: tuple[PlannedColumn, ...]
    keys: tuple[int, ...]
    keeps_case: bool
    constants: tuple[tuple[Target, str], ...]
    headings: PlannedColumn | None
    left_out: tuple[str, ...]

    @property
    def used(self) -> frozenset[int]:
        """The columns that say something of the record."""
        return frozenset(one.index for one in self.columns) | frozenset(self.keys)

    def column(self, index: int) -> PlannedColumn | None:
        """Return what a column of the sheet fills; None for nothing."""
        return next((one for one in self.columns if one.index == index), None)
