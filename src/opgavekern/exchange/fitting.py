"""Whether the parts of a mapping fit the model and the table, and all that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError, Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.exchange.headers import Header
from opgavekern.exchange.mappings import UNDECIDED, ColumnMapping, Part, TableMapping
from opgavekern.exchange.plans import PlannedColumn
from opgavekern.exchange.sheets import Sheet, plain_name
from opgavekern.exchange.targets import Target, target_of
from opgavekern.files.refusals import Refusal
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named

#: Words in a header that say that people stand under it.
_OF_PEOPLE: Final = re.compile(
    r"\A(?:volledige |voor|achter|roep|sur|full |first |last )?(?:naam|namen|names?)\Z"
    r"|\b(?:melder|indiener|bewoner|inwoner|medewerker|collega"
    r"|contactpersoon|aanvrager|client|cliënt|e-?mail|mailadres|telefoon\w*|bsn|personeels\w*"
    r"|reporter|resident|employee|staff number|phone)\b",
    re.IGNORECASE,
)
_NAMES_OF_THINGS: Final = frozenset({"title", "name"})


@attrs.define(eq=False)
class Fitting:
    """Collects what does not fit.

    Attributes:
        mapping: The mapping.
        problems: What is wrong with it, or with the table for it.
    """

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
            if index is not None:
                found.append(index)
            elif name != UNDECIDED:  # that is told with all else that is not chosen yet
                self._absent(name, header, sheet, "id")
        if not stated:
            found = [
                one.index
                for one in columns
                if len(one.target.path) == 1 and one.target.path[0] in _NAMES_OF_THINGS
            ]
        if not found and not stated and not makes_own_ids(kind):
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


def makes_own_ids(kind: Kind) -> bool:
    """Tell whether records of a kind make their id of what they refer to."""
    cls: type = kind.record
    own = next(one for one in fields_in_order(cls) if one.name == "id")
    return own.default is not attrs.NOTHING


def _planned(one: ColumnMapping, target: Target, index: int, part: Part) -> PlannedColumn:
    values = {plain_name(typed): str(meant) for typed, meant in one.values.items()}
    return PlannedColumn(mapping=one, target=target, index=index, values=values, part=part)
