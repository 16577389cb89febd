"""A first mapping for a table that nobody has mapped yet, for a clerk to read and correct."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import PurePath
from typing import Any, Final

import attrs

from opgavekern.base.errors import Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, message
from opgavekern.exchange.bodies import Body, Spread, body_of
from opgavekern.exchange.errors import TableError
from opgavekern.exchange.fitting import makes_own_ids, names_people
from opgavekern.exchange.headers import Header, guess_header
from opgavekern.exchange.keys import key_text
from opgavekern.exchange.mappings import (
    UNDECIDED,
    ColumnMapping,
    KeyMapping,
    TableMapping,
)
from opgavekern.exchange.names import NameIndex, term_named
from opgavekern.exchange.recognising import (
    WIDEST,
    Fields,
    is_known,
    missing_fields,
    recognise,
)
from opgavekern.exchange.sheets import (
    Sheet,
    is_empty,
    no_sheet,
    plain_name,
    read_sheets,
    sheet_named,
)
from opgavekern.exchange.synonyms import TERM_WORDS, means
from opgavekern.exchange.targets import Target, target_of
from opgavekern.exchange.values import finer_pieces, pieces, plain_value, text_in
from opgavekern.exchange.writing_mappings import Guessed, mapping_yaml
from opgavekern.files.cells import OddCellError
from opgavekern.files.descriptions import written
from opgavekern.files.door import shown
from opgavekern.files.refusals import Refusal
from opgavekern.model import Dossier
from opgavekern.model.kinds import KINDS, Kind
from opgavekern.model.references import as_id
from opgavekern.model.shape import shape_of

_MOST_VALUES: Final = 40
_LONGEST_PREFIX: Final = 24
#: What is another thing in each row, so that no constant can fill it.
_ONE_FOR_EACH: Final = frozenset({"title", "name"})
#: A text that is longer is told, not a value that a table of values could hold.
_LONGEST_VALUE: Final = 200


@attrs.frozen(kw_only=True)
class MappingGuess:
    """A first mapping.

    Attributes:
        mapping: The mapping.
        yaml: The mapping as a file to edit, with what was found beside it.
    """

    mapping: TableMapping
    yaml: str = attrs.field(repr=False)


def guess_mapping(
    table: str | os.PathLike[str] | Sheet,
    dossier: Dossier | None = None,
    *,
    language: Language = "nl",
    sheet: str = "",
    limits: Limits = Limits(),
) -> MappingGuess:
    """Guess what a table holds from its headers, its values and its name.

    Args:
        table: Path of a workbook or CSV file, or a sheet that was read or made.
        dossier: Whose records the names in the table may mean; None to leave names open.
        language: Of the keys and comments.
        sheet: The sheet; empty for the one that fits best.
        limits: How much is accepted.

    Raises:
        TableError: It cannot be read, or nothing in it looks like a header.
    """
    file = table.file if isinstance(table, Sheet) else shown(table)
    try:
        sheets: Sequence[Sheet] = (
            (table,) if isinstance(table, Sheet) else read_sheets(table, limits=limits)
        )
        if sheet:
            named = sheet_named(sheets, sheet)
            if named is None:
                raise no_sheet(sheets, sheet, None, file)
            sheets = (named,)
    except Refusal as refused:
        raise TableError(refused.problems) from None
    found = [
        (one, header, recognise(one, header, file))
        for one in sheets
        if one.is_visible and (header := guess_header(one, is_known)) is not None
    ]
    if not found:
        raise TableError([_no_header(sheets, file)])
    chosen, header, seen = max(found, key=lambda one: one[2].score)  # the first of equals
    guess = _Guess(chosen, header, seen.kind, seen.fields, dossier, language)
    return guess.made(file, is_only=len(sheets) == 1)


def _no_header(sheets: Sequence[Sheet], file: str) -> Problem:
    return Problem(
        code="no-header",
        message=message(
            "hierin staat geen rij die op een kop lijkt", "no row in this looks like a header"
        ),
        remedy=message(
            "Zet boven de kolommen een rij met hun namen, of schrijf zelf een koppelbestand met "
            "kopregel: en het nummer van de rij.",
            "Put a row with their names above the columns, or write a mapping yourself with "
            "header: and the number of the row.",
        ),
        location=attrs.evolve(sheets[0].place(0), file=file) if sheets else None,
    )


@attrs.frozen
class _Guess:
    """What was found out about a sheet, on its way to a mapping."""

    sheet: Sheet
    header: Header
    kind: Kind
    fields: Fields
    dossier: Dossier | None
    language: Language

    def made(self, file: str, *, is_only: bool) -> MappingGuess:
        """Return the mapping with what to tell about it."""
        spread = Spread.of(self.sheet)
        keys = [index for index, (field, _) in self.fields.items() if field in {"id", "title"}]
        body = body_of(spread, self.header, used=set(self.fields), keys=keys)
        typed = {
            index: [cell for row in body.rows if not is_empty(cell := spread.cell(row, index))]
            for index, name in enumerate(self.header.names[:WIDEST])
            if name
        }
        key = self._key(typed, body, file)
        told: dict[str, str] = {}
        columns = tuple(self._column(index, cells, told, key) for index, cells in typed.items())
        filled = {one.field for one in columns if one.field}
        mapping = TableMapping(
            kind=self.kind.name,
            columns=columns,
            sheet="" if is_only else self.sheet.name,
            id=key,
            constants=self._constants(filled, told),
            language=self.language,
        )
        guessed = Guessed(
            mapping=mapping,
            kind=self.kind,
            file=PurePath(file).name,
            header=self.sheet.place(self.header.rows[0]),
            rows=len(body.rows),
            told=told,
        )
        return MappingGuess(mapping=mapping, yaml=mapping_yaml(guessed))

    def _key(self, typed: Mapping[int, list[Any]], body: Body, file: str) -> KeyMapping:
        """Return what recognises a row: a number if each row has its own, else its title."""
        prefix = as_id(re.sub(r"[\W\d_]+\Z", "", PurePath(file).stem).casefold())
        prefix = prefix[:_LONGEST_PREFIX].rstrip("-_.")
        own = None
        named = None
        for index, (field, _) in sorted(self.fields.items()):
            if names_people(self.header.names[index]) and field not in {"title", "name"}:
                continue
            cells = {key_text(cell).casefold() for cell in typed.get(index, ())}
            if field == "id" and own is None and len(cells) == len(body.rows):
                own = index
            if field in {"title", "name"} and named is None:
                named = index
        if self.kind.name == "person" and named is not None:
            name = self.header.names[named]
            return KeyMapping(columns=(name,), prefix="p-", numbered=True)
        chosen = own if own is not None else named
        if chosen is None:
            columns = () if makes_own_ids(self.kind) else (UNDECIDED,)
        else:
            columns = (self.header.names[chosen],)
        return KeyMapping(columns=columns, prefix=prefix)

    def _column(
        self, index: int, cells: list[Any], told: dict[str, str], key: KeyMapping
    ) -> ColumnMapping:
        name = self.header.names[index]
        field, _ = self.fields.get(index, ("", 0))
        if field in {"", "id"}:
            told[name] = self._said_of(name, key)
            return ColumnMapping(column=name)
        target = target_of(self.kind, field)
        item = target.shape.item
        if target.kinds:
            return self._references(name, field, target, cells, told)
        if isinstance(item, type) and issubclass(item, Enum):
            return ColumnMapping(column=name, field=field, values=self._terms(item, cells))
        unread = {} if target.is_personal else _unread(target, cells)
        if unread:
            cls: type = self.kind.record
            told[name] = written(cls, field, self.language)
        return ColumnMapping(column=name, field=field, values=unread)

    def _said_of(self, name: str, key: KeyMapping) -> str:
        if name in key.columns:
            return message("maakt het id, zie boven", "makes the id, see above").text(self.language)
        return message("blijft weg", "is left out").text(self.language)

    def _terms(self, enum: type[Enum], cells: list[Any]) -> dict[str, str]:
        """Return a value table with a term for each value, or the mark that it is undecided."""
        table = {}
        for typed in _distinct(cells):
            term = term_named(enum, typed)
            known = {str(member.value) for member in enum}
            meant = [one for one in means(typed, TERM_WORDS) if one in known]
            found = term or (meant[0] if meant else UNDECIDED)
            table[typed] = found
        return table

    def _references(
        self, name: str, field: str, target: Target, cells: list[Any], told: dict[str, str]
    ) -> ColumnMapping:
        """Resolve names; those of people are counted, never written down."""
        if self.dossier is None:
            return ColumnMapping(column=name, field=field)
        index = NameIndex(self.dossier)
        every = list(dict.fromkeys(
            piece for cell in _distinct(cells, most=None) for piece in pieces(target, cell, "")
        ))  # fmt: skip
        unknown = [one for one in every if not _is_known(index, target, one)]
        told[name] = message(
            "{known} van {all} namen staan in het dossier",
            "{known} of {all} names are in the dossier",
            known=len(every) - len(unknown),
            all=len(every),
        ).text(self.language)
        kinds: tuple[str, ...] = ()
        if "person" in target.kinds:
            met = {ref.kind for one in every if (ref := index.find(target.kinds, one))
                   and not hasattr(ref, "refs")}  # fmt: skip
            if not met or "person" in met:
                return ColumnMapping(column=name, field=field)
            kinds = tuple(one for one in target.kinds if one != "person")
        shown = dict.fromkeys(unknown[:_MOST_VALUES], UNDECIDED)
        for one in shown:
            close = index.near(kinds or target.kinds, one)
            if close:
                told[f"{name}\n{one}"] = ", ".join(close)
        return ColumnMapping(column=name, field=field, values=shown, kinds=kinds)

    def _constants(self, filled: set[str], told: dict[str, str]) -> dict[str, str]:
        """Return the required fields that no column fills, decided where there is one choice."""
        done = {}
        cls: type = self.kind.record
        for field in missing_fields(self.kind, filled):
            if field in _ONE_FOR_EACH:
                continue
            kinds = shape_of(cls, field).kinds
            choices = [
                id for one in KINDS if one.name in kinds and self.dossier is not None
                for id in self.dossier.known(one.plural).ids()
            ]  # fmt: skip
            done[field] = choices[0] if len(choices) == 1 else UNDECIDED
            if len(choices) > 1 and kinds[0] != "person":
                told[f"\n{field}"] = ", ".join(choices[:8])
        return done


def _distinct(cells: list[Any], *, most: int | None = _MOST_VALUES) -> list[str]:
    """Return the different texts among cells, in order."""
    found: dict[str, str] = {}
    for cell in cells:
        try:
            found.setdefault(plain_name(text_in(cell)), " ".join(text_in(cell).split()))
        except OddCellError:
            continue
    return [typed for typed in found.values() if len(typed) <= _LONGEST_VALUE][:most]


def _is_known(index: NameIndex, target: Target, typed: str) -> bool:
    if index.find(target.kinds, typed) is not None:
        return True
    parts = finer_pieces(typed) if target.takes_many else []
    return len(parts) > 1 and all(index.find(target.kinds, one) for one in parts)


def _unread(target: Target, cells: list[Any]) -> dict[str, str]:
    """Return a value table with what cannot be read as the field asks, such as `eind 2026`."""
    unread: dict[str, str] = {}
    for cell in cells:
        try:
            plain_value(target, cell, "")
        except OddCellError as odd:
            is_short = isinstance(cell, str) and len(cell) <= _LONGEST_VALUE
            if odd.code != "ambiguous-number" and is_short:
                unread.setdefault(" ".join(cell.split()), UNDECIDED)
    return unread if len(unread) <= _MOST_VALUES else {}
