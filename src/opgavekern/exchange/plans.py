"""A mapping laid on a sheet: which column fills which field, and all that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError, Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.exchange.headers import Header, find_header, header_at
from opgavekern.exchange.mappings import ColumnMapping, Part, TableMapping
from opgavekern.exchange.sheets import Sheet, no_sheet, plain_name, sheet_named
from opgavekern.exchange.targets import Target, target_of
from opgavekern.files.refusals import Refusal
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named

#: Words in a header that say that people stand under it.
_OF_PEOPLE: Final = re.compile(
    r"\b(?:voor|achter|roep)?namen?\b|\b(?:melder|indiener|bewoner|inwoner|medewerker|collega"
    r"|contactpersoon|aanvrager|client|cliënt|e-?mail|mailadres|telefoon\w*|bsn|personeels\w*"
    r"|surname|first name|last name|full name|reporter|resident|employee|staff number|phone)\b",
    re.IGNORECASE,
)
_NAMES_OF_THINGS: Final = frozenset({"title", "name"})


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


def _planned(one: ColumnMapping, target: Target, index: int, part: Part) -> PlannedColumn:
    values = {plain_name(typed): str(meant) for typed, meant in one.values.items()}
    return PlannedColumn(mapping=one, target=target, index=index, values=values, part=part)


def make_plan(mapping: TableMapping, sheets: Sequence[Sheet], file: str) -> Plan:
    """Lay a mapping on the sheet that it is about.

    Raises:
        Refusal: With every problem of the mapping, and every column that is not there.
    """
    fitting = _Fitting(mapping)
    kind = fitting.kind()
    targets = fitting.targets(kind)
    constants = fitting.constants(kind)
    headings = fitting.headings(kind)
    sheet, header = _sheet(mapping, sheets, file)
    columns = fitting.columns(targets, header, sheet)
    keys, keeps_case = fitting.keys(kind, columns, header, sheet)
    if fitting.problems:
        raise Refusal(*fitting.problems)
    used = {one.index for one in columns} | set(keys)
    meant = {header.column(one.column) for one in mapping.columns}
    return Plan(
        kind=kind,
        sheet=sheet,
        header=header,
        columns=tuple(columns),
        keys=tuple(keys),
        keeps_case=keeps_case,
        constants=tuple(constants),
        headings=headings,
        left_out=tuple(name for index, name in enumerate(header.names)
                       if name and index not in used and index not in meant),
    )  # fmt: skip


def _sheet(mapping: TableMapping, sheets: Sequence[Sheet], file: str) -> tuple[Sheet, Header]:
    """Return the sheet that the mapping names or fits best, and its header."""
    chosen = list(sheets)
    if mapping.sheet:
        named = sheet_named(sheets, mapping.sheet)
        if named is None:
            raise no_sheet(sheets, mapping.sheet, mapping.place("sheet"), file)
        chosen = [named]
    chosen = [one for one in chosen if any(map(any, one.rows))] or chosen[:1]
    wanted = [one.column for one in mapping.columns] + list(mapping.id.columns)
    best: tuple[int, Sheet, Header] | None = None
    for sheet in sorted(chosen, key=lambda one: not one.is_visible):
        header = _header(mapping, sheet, wanted)
        if header is None:
            continue
        fits = sum(header.column(name) is not None for name in wanted)
        if best is None or fits > best[0]:
            best = (fits, sheet, header)
    if best is None:
        raise Refusal(_no_header(mapping, wanted, chosen[0].place(0) if chosen else None, file))
    return best[1], best[2]


def _header(mapping: TableMapping, sheet: Sheet, wanted: list[str]) -> Header | None:
    if mapping.header:
        rows = [row - 1 for row in mapping.header]
        return header_at(sheet, rows) if max(rows) < len(sheet.rows) else None
    return find_header(sheet, wanted)


def _no_header(
    mapping: TableMapping, wanted: list[str], place: Location | None, file: str
) -> Problem:
    at = mapping.place("header" if mapping.header else "columns")
    return Problem(
        code="no-header",
        message=message(
            "in {file} staat nergens een rij met een van deze koppen: {wanted}",
            "nowhere in {file} is a row with any of these headers: {wanted}",
            file=file,
            wanted=", ".join(quoted(name) for name in wanted[:8]),
        ),
        remedy=message(
            "Schrijf de kolommen in het koppelbestand zoals zij in de tabel heten, zet bij "
            "kopregel het nummer van de rij, of laat opgavekern import --guess een nieuw "
            "koppelbestand maken.",
            "Write the columns in the mapping as the table has them, put the number of the row "
            "at header, or let opgavekern import --guess make a new mapping.",
        ),
        location=at or place or Location(file=file),
        related=(place,) if at and place else (),
    )


@attrs.define(eq=False)
class _Fitting:
    """Collects what does not fit."""

    mapping: TableMapping
    problems: list[Problem] = attrs.field(factory=list)

    def _note(
        self,
        code: str,
        said: Message,
        remedy: Message,
        *part: str,
        related: tuple[Location, ...] = (),
    ) -> None:
        place = self.mapping.place(*part) or next(iter(related), None)
        self.problems.append(
            Problem(code=code, message=said, remedy=remedy, location=place, related=related)
        )

    def kind(self) -> Kind:
        """Return the kind.

        Raises:
            Refusal: There is no such kind, so that nothing else can be judged.
        """
        kind = kind_named(self.mapping.kind)
        if kind is None:
            name = quoted(self.mapping.kind)
            said = message("onbekende soort {name}", "unknown kind {name}", name=name)
            remedy = one_of([one.name for one in KINDS], word=self.mapping.kind)
            self._note("unknown-kind", said, remedy, "kind")
            raise Refusal(*self.problems)
        return kind

    def _target(self, kind: Kind, field: str, *part: str) -> Target | None:
        try:
            return target_of(kind, field)
        except BadValueError as error:
            remedy = error.remedy or message("Noem een ander veld.", "Name another field.")
            self._note(error.code, error.message, remedy, *part)
            return None

    def targets(self, kind: Kind) -> list[tuple[ColumnMapping, Target]]:
        """Return the field that each column fills."""
        found: list[tuple[ColumnMapping, Target]] = []
        taken: dict[tuple[str | int, ...], str] = {}
        for one in self.mapping.columns:
            part = ("columns", one.column, "field")
            target = self._target(kind, one.field, *part) if one.field else None
            if target is None:
                continue
            other = taken.setdefault(target.path, one.column)
            if other != one.column and not target.takes_many:
                said = message(
                    "{one} en {other} vullen hetzelfde veld",
                    "{one} and {other} fill the same field",
                    one=quoted(one.column),
                    other=quoted(other),
                )
                self._note("duplicate-column", said, _ONE_FIELD_EACH, *part)
                continue
            self._refuse_kinds(one, target, "columns", one.column)
            found.append((one, target))
        return found

    def _refuse_kinds(self, one: ColumnMapping, target: Target, *part: str) -> None:
        """Refuse kinds that the field does not take."""
        for name in one.kinds:
            if name not in target.kinds:
                said = message(
                    "{name} past niet in dit veld",
                    "{name} does not fit in this field",
                    name=quoted(name),
                )
                remedy = one_of(target.kinds or ("-",), word=name)
                self._note("unknown-kind", said, remedy, *part, "kinds")

    def constants(self, kind: Kind) -> Iterator[tuple[Target, str]]:
        """Return the fields that are the same in every row."""
        return iter(
            [
                (target, value)
                for field, value in self.mapping.constants.items()
                if (target := self._target(kind, field, "constants", field)) is not None
                and isinstance(value, str)
            ]
        )

    def headings(self, kind: Kind) -> PlannedColumn | None:
        """Return what headings fill, as a column that stands before all others."""
        stated = self.mapping.headings
        if stated is None or not stated.field:
            return None
        target = self._target(kind, stated.field, "headings", "field")
        if target is None:
            return None
        self._refuse_kinds(stated, target, "headings")
        return _planned(stated, target, -1, ("headings",))

    def columns(
        self, targets: list[tuple[ColumnMapping, Target]], header: Header, sheet: Sheet
    ) -> list[PlannedColumn]:
        """Find the columns in the sheet, and say which are not there."""
        found = []
        for one, target in targets:
            index = header.column(one.column)
            if index is None:
                self._absent(one.column, header, sheet, "columns", one.column)
                continue
            found.append(_planned(one, target, index, ("columns", one.column)))
        return found

    def _absent(self, name: str, header: Header, sheet: Sheet, *part: str) -> None:
        said = message(
            "de tabel heeft geen kolom {name}", "the table has no column {name}", name=quoted(name)
        )
        remedy = one_of(header.shown, word=name, most=40)
        place = sheet.place(header.rows[-1])
        self._note("unknown-column", said, remedy, *part, related=(place,))

    def keys(
        self, kind: Kind, columns: list[PlannedColumn], header: Header, sheet: Sheet
    ) -> tuple[list[int], bool]:
        """Return the columns that make the id, and whether they hold ids as they are."""
        stated = self.mapping.id.columns
        own = [one for one in columns if one.target.path == ("id",)]
        if own and stated:
            said = message("het id wordt op twee manieren gemaakt", "the id is made in two ways")
            self._note("duplicate-column", said, _ONE_FIELD_EACH, "id")
        if own:
            self._refuse_people(kind, [own[0].index], columns, header)
            return [own[0].index], True
        found = []
        for name in stated:
            index = header.column(name)
            if index is None:
                self._absent(name, header, sheet, "id")
            else:
                found.append(index)
        if not stated:
            found = [
                one.index
                for one in columns
                if len(one.target.path) == 1 and one.target.path[0] in _NAMES_OF_THINGS
            ]
        if not found and not stated and not _makes_own_ids(kind):
            said = message(
                "er is niet gezegd waar het id van komt", "it is not said what makes the id"
            )
            remedy = message(
                "Noem onder id: de kolom of kolommen waaraan een rij te herkennen is.",
                "Name under id: the column or columns by which a row can be recognised.",
            )
            self._note("missing-field", said, remedy, "id")
        self._refuse_people(kind, found, columns, header)
        return found, False

    def _refuse_people(
        self, kind: Kind, keys: list[int], columns: list[PlannedColumn], header: Header
    ) -> None:
        """Refuse ids made of what names or numbers people, unless they are counted instead."""
        by_index = {one.index: one for one in columns}
        for index in keys:
            column = by_index.get(index)
            if self.mapping.id.numbered:
                if column is None or column.target.path == ("id",):
                    said = message(
                        "{name} vult geen veld waaraan de rij te herkennen is",
                        "{name} fills no field by which the row can be recognised",
                        name=quoted(header.names[index]),
                    )
                    remedy = message(
                        "Noem bij kolommen het veld, of kies een andere kolom.",
                        "Name its field under columns, or choose another column.",
                    )
                    self._note("missing-field", said, remedy, "id")
                continue
            is_reference = column is not None and bool(column.target.kinds)
            is_thing = kind.name != "person" and column is not None and (
                column.target.path[-1] in _NAMES_OF_THINGS)  # fmt: skip
            of_people = names_people(header.names[index])
            if (column is not None and column.target.is_personal) or (
                of_people and not is_reference and not is_thing
            ):
                said = message(
                    "van {name} wordt geen id gemaakt: er staan mensen in",
                    "no id is made of {name}: people stand in it",
                    name=quoted(header.names[index]),
                )
                self._note("id-of-person", said, _COUNT_THEM, "id")


_ONE_FIELD_EACH: Final = message(
    "Laat een van de twee kolommen een ander veld vullen.",
    "Let one of the two columns fill another field.",
)
_COUNT_THEM: Final = message(
    "Kies een kolom met een zaaknummer of code, of schrijf bij id genummerd: ja met een "
    "voorvoegsel, zoals p-; dan zijn ids nummers en herkent het veld zelf de rij.",
    "Choose a column with a case number or code, or write numbered: yes at id with a prefix such "
    "as p-; ids are then numbers, and the field itself recognises the row.",
)


def names_people(header: str) -> bool:
    """Tell whether a header says that people stand under it."""
    return _OF_PEOPLE.search(header) is not None


def _makes_own_ids(kind: Kind) -> bool:
    """Tell whether records of a kind make their id of what they refer to."""
    cls: type = kind.record
    own = next(one for one in fields_in_order(cls) if one.name == "id")
    return own.default is not attrs.NOTHING
