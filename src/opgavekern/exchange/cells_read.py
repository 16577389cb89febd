"""Cells on their way to plain values: value tables, names, terms, and what nobody knows."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import Language, Message, Text, message, quoted
from opgavekern.exchange.errors import MOST_PLACES
from opgavekern.exchange.mappings import UNDECIDED, TableMapping
from opgavekern.exchange.names import NameIndex, Several, term_named, terms_near
from opgavekern.exchange.open_ends import NOT_CHOSEN
from opgavekern.exchange.outcomes import UnmatchedValue
from opgavekern.exchange.plans import PlannedColumn
from opgavekern.exchange.sheets import plain_name
from opgavekern.exchange.targets import Target
from opgavekern.exchange.values import finer_pieces, pieces, plain_value, text_in
from opgavekern.files.cells import OddCellError
from opgavekern.files.descriptions import written
from opgavekern.model.references import kinds_allowed

#: For how many names near misses are sought, so that the time stays linear in the cells.
_MOST_NEAR: Final = 100
_MARKS: Final = {"comma": ",", "point": ".", "": ""}


@attrs.frozen
class CellReading:
    """What a cell comes to.

    Attributes:
        values: Plain values; more than one only where the field takes them.
        odd: What is wrong with it.
        unknown: Names or terms that mean nothing.
    """

    values: tuple[Any, ...] = ()
    odd: tuple[OddCellError, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it was understood."""
        return not self.odd and not self.unknown


@attrs.define(eq=False)
class CellReader:
    """Reads the cells of a table; equal cells of a column are read once.

    Attributes:
        mapping: The mapping.
        names: The records that there are.
        problems: What is wrong with the mapping's own values.
    """

    mapping: TableMapping
    names: NameIndex
    problems: list[Problem] = attrs.field(factory=list)
    _read: dict[tuple[int, type, Any], CellReading] = attrs.field(factory=dict)
    _decided: dict[tuple[str, ...], tuple[Any, ...]] = attrs.field(factory=dict)
    _places: dict[tuple[int, str], list[Location]] = attrs.field(factory=dict)
    _columns: dict[int, PlannedColumn] = attrs.field(factory=dict)

    def read(self, column: PlannedColumn, cell: Any) -> CellReading:
        """Return what a cell says."""
        key = (column.index, type(cell), cell)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._fresh(column, cell)
        return found

    def _fresh(self, column: PlannedColumn, cell: Any) -> CellReading:
        whole = self._of_table(column, cell)
        if whole is not None:
            return CellReading(whole)
        values: list[Any] = []
        odd: list[OddCellError] = []
        unknown: list[str] = []
        for piece in pieces(column.target, cell, column.mapping.separator):
            decided = self._of_table(column, piece)
            if decided is not None:
                values += decided
                continue
            try:
                found = self._piece(column, piece)
            except OddCellError as error:
                odd.append(error)
                continue
            if found is None:
                unknown.append(text_in(piece))
            else:
                values += found
        return CellReading(tuple(values), tuple(odd), tuple(unknown))

    def _piece(self, column: PlannedColumn, piece: Any) -> list[Any] | None:
        """Return the values of one piece of a cell; None for a name or term nobody knows."""
        target = column.target
        if target.kinds:
            typed = text_in(piece)
            found = self._reference(target, column.kinds, typed)
            if found is None and target.takes_many and not column.mapping.separator:
                parts = [self._reference(target, column.kinds, one) for one in finer_pieces(typed)]
                return None if None in parts or len(parts) < 2 else parts
            return None if found is None else [found]
        item = target.shape.item
        if not target.is_free and isinstance(item, type) and issubclass(item, Enum):
            term = term_named(item, text_in(piece))
            return None if term is None else [term]
        return [plain_value(target, piece, _MARKS[column.mapping.decimal_mark])]

    def _reference(self, target: Target, kinds: tuple[str, ...], typed: str) -> str | None:
        found = self.names.find(kinds, typed)
        if isinstance(found, Several):
            choice = ", ".join(quoted(str(ref)) for ref in found.refs)
            raise OddCellError(
                "ambiguous-name",
                message(
                    "deze naam kan {count} dingen betekenen",
                    "this name can mean {count} things",
                    count=len(found.refs),
                ),
                message(
                    "Kies in de waardentabel van de kolom uit {choice}.",
                    "Choose in the column's value table from {choice}.",
                    choice=choice if "person" not in kinds else "…",
                ),
            )
        if found is None:
            return None
        allowed = kinds_allowed(target.shape.item)
        return found.id if not allowed or found.kind == allowed[0] else str(found)

    def _of_table(self, column: PlannedColumn, cell: Any) -> tuple[Any, ...] | None:
        """Return what the value table says of a cell; None where it says nothing."""
        if not column.values:
            return None
        try:
            folded = plain_name(text_in(cell))
        except OddCellError:
            return None  # a day, which no value table holds
        if folded not in column.values:
            return None
        typed = next(one for one in column.mapping.values if plain_name(one) == folded)
        part = (*column.part, "values", typed)
        if part not in self._decided:
            target = column.target  # The table may name a kind that names in cells may not.
            self._decided[part] = self._meant(
                target, target.kinds, column.values[folded], part, hides=column.hides
            )
        return self._decided[part]

    def constant(self, target: Target, meant: str) -> list[Any]:
        """Return what the mapping says of a field in every row."""
        return list(
            self._meant(target, target.kinds, meant, ("constants", target.name), hides=False)
        )

    def _meant(
        self, target: Target, kinds: tuple[str, ...], meant: str, part: tuple[str, ...], *,
        hides: bool,
    ) -> tuple[Any, ...]:  # fmt: skip
        """Return the values that the mapping itself gives; a problem of the mapping otherwise."""
        if not meant:
            return ()
        if meant == UNDECIDED:
            self._note(part, "undecided", NOT_CHOSEN, self._choices(target, kinds, ""), hides=hides)
            return ()
        done: list[Any] = []
        for piece in pieces(target, meant, ""):
            said = message("{found} is niet bekend", "{found} is not known", found=quoted(piece))
            try:
                if target.kinds:
                    found = self._reference(target, kinds, piece)
                    if found is None:
                        raise OddCellError(
                            "unmatched-name", said, self._choices(target, kinds, piece)
                        )
                    done.append(found)
                else:
                    done.append(plain_value(target, piece, ""))
            except OddCellError as odd:
                remedy = odd.remedy
                if odd.code == "unknown-value":
                    remedy = self._choices(target, kinds, piece)
                self._note(part, odd.code, odd.message, remedy, hides=hides)
        return tuple(done)

    def _note(
        self, part: tuple[str, ...], code: str, said: Message, remedy: Message, *, hides: bool
    ) -> None:
        place = self.mapping.place(*part)
        if place is not None and hides:
            place = attrs.evolve(place, excerpt=None)
        self.problems.append(Problem(code=code, message=said, remedy=remedy, location=place))

    def _choices(self, target: Target, kinds: tuple[str, ...], typed: str) -> Message:
        near = self._near(target, kinds, typed, self.mapping.language)
        if near:
            return message("Kies uit: {near}.", "Choose from: {near}.", near=", ".join(near))
        if target.kinds:
            return message("Vul een id of naam in.", "Fill in an id or name.")
        field = str(target.path[-1])
        asked = Text(nl=written(target.cls, field, "nl"), en=written(target.cls, field, "en"))
        return message("{asked}", "{asked}", asked=asked)

    def _near(
        self, target: Target, kinds: tuple[str, ...], typed: str, language: Language
    ) -> tuple[str, ...]:
        item = target.shape.item
        if not target.kinds and isinstance(item, type) and issubclass(item, Enum):
            return terms_near(item, typed, language)
        return self.names.near(kinds, typed) if target.kinds else ()

    def miss(self, column: PlannedColumn, unknown: tuple[str, ...], place: Location) -> None:
        """Remember a cell with names or terms that nobody knows."""
        self._columns[column.index] = column
        for typed in unknown:
            places = self._places.setdefault((column.index, typed), [])
            if places[-1:] != [place]:
                places.append(place)

    def unmatched(self, language: Language) -> list[UnmatchedValue]:
        """Return each name or term that nobody knows, once, with all its cells."""
        found: list[UnmatchedValue] = []
        for (index, typed), places in self._places.items():
            column = self._columns[index]
            near: tuple[str, ...] = ()
            if len(found) < _MOST_NEAR:
                near = self._near(column.target, column.kinds, typed, language)
            found.append(
                UnmatchedValue(
                    column=column.mapping.column,
                    value="" if column.hides else typed,
                    near=near,
                    places=tuple(places),
                )
            )
        return found


def problem_of(one: UnmatchedValue, mapping: TableMapping, kind: str) -> Problem:
    """Say that a name or term means nothing, in which cells it stands, and where to tell."""
    what = quoted(one.value) if one.value else message("deze naam", "this name")
    near = message(
        "Lijkt op: {near}. ", "It is like: {near}. ", near=", ".join(map(quoted, one.near))
    ) if one.near else ""  # fmt: skip
    return Problem(
        code="unmatched-name",
        message=message(
            "{what} in kolom {column} is niet bekend; cellen: {count}",
            "{what} in column {column} is not known; cells: {count}",
            what=what,
            column=quoted(one.column),
            count=len(one.places),
        ),
        remedy=message(
            "{near}Zet haar in {file} onder waarden van deze kolom, met het id of niets erachter, "
            "of voeg haar eerst toe aan het dossier.",
            "{near}Put it in {file} under values of this column, with the id or nothing behind it, "
            "or add it to the dossier first.",
            near=near,
            file=mapping.file or message("het koppelbestand", "the mapping"),
        ),
        location=one.places[0],
        related=one.places[1:MOST_PLACES],
        kind=kind,
    )
