"""A guessed mapping as YAML with comments, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import Language, message
from opgavekern.exchange.mappings import (
    UNDECIDED,
    ColumnMapping,
    KeyMapping,
    TableMapping,
)
from opgavekern.exchange.recognising import missing_fields
from opgavekern.files.vocabulary import Vocabulary, vocabulary
from opgavekern.files.writing_yaml import scalar
from opgavekern.model.kinds import Kind, kind_named
from opgavekern.model.shape import shape_of


@attrs.frozen(kw_only=True)
class Guessed:
    """A mapping with what was found out beside it.

    Attributes:
        mapping: The mapping.
        kind: What each row is.
        file: Name of the table's file.
        header: Where its header stands.
        rows: How many rows are records.
        told: What to say beside a column, by its header; beside a value, by header, line end and
            value; beside a constant, by line end and field.
    """

    mapping: TableMapping
    kind: Kind
    file: str
    header: Location
    rows: int
    told: Mapping[str, str]

    @property
    def words(self) -> Vocabulary:
        """The names of the mapping's language."""
        return vocabulary(self.mapping.language)


def mapping_yaml(guessed: Guessed) -> str:
    """Return a mapping as a file to edit."""
    lines = [*_top(guessed), *_key(guessed), *_constants(guessed), *_columns(guessed)]
    return "\n".join(lines) + "\n"


def _say(language: Language, nl: str, en: str, **values: Any) -> str:
    return message(nl, en, **values).text(language)


def _comment(text: str) -> str:
    """Return text as a comment that stays on its line."""
    return "# " + " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _top(guessed: Guessed) -> Iterator[str]:
    mapping, language = guessed.mapping, guessed.mapping.language
    word = guessed.words.field_name
    line = _say(language, "regel {line}", "line {line}", line=str(guessed.header.line))
    place = guessed.header.cell or line
    yield _comment(
        _say(
            language,
            "Wat de kolommen van {file} in een dossier zijn. De kop staat in {place}; aantal "
            "rijen: {rows}.",
            "What the columns of {file} are in a dossier. The header stands in {place}; number "
            "of rows: {rows}.",
            file=guessed.file, place=place, rows=guessed.rows,
        )
    )  # fmt: skip
    yield _comment(
        _say(
            language,
            'Dit is geraden. Kies wat er bij elk "?" hoort; niets erachter betekent: weglaten.',
            'This is a guess. Choose what belongs at each "?"; nothing behind it means: leave out.',
        )
    )
    yield f"{word(TableMapping, 'kind')}: {scalar(guessed.words.ref_name(guessed.kind))}"
    if mapping.sheet:
        yield f"{word(TableMapping, 'sheet')}: {scalar(mapping.sheet)}"


def _key(guessed: Guessed) -> Iterator[str]:
    key, word = guessed.mapping.id, guessed.words.field_name
    if not key.columns:
        return
    yield f"{word(TableMapping, 'id')}:"
    listed = ", ".join(_inline(one) for one in key.columns)
    why = ""
    if UNDECIDED in key.columns:
        asked = _say(
            guessed.mapping.language,
            "de kolom of kolommen waaraan een rij te herkennen is",
            "the column or columns by which a row can be recognised",
        )
        why = f"  {_comment(asked)}"
    yield f"  {word(KeyMapping, 'columns')}: [{listed}]{why}"
    if key.prefix:
        yield f"  {word(KeyMapping, 'prefix')}: {scalar(key.prefix)}"
    if key.numbered:
        yes = {"nl": "ja", "en": "yes"}[guessed.mapping.language]
        why = _say(
            guessed.mapping.language,
            "ids zijn nummers: van namen van mensen wordt geen id gemaakt",
            "ids are numbers: no id is made of people's names",
        )
        yield f"  {word(KeyMapping, 'numbered')}: {yes}  {_comment(why)}"


def _inline(text: str) -> str:
    """Return text for between brackets, where a comma would part it."""
    if "," not in text:
        return scalar(text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _constants(guessed: Guessed) -> Iterator[str]:
    constants, word = guessed.mapping.constants, guessed.words.field_name
    if not constants:
        return
    yield f"{word(TableMapping, 'constants')}:"
    for field, value in constants.items():
        choices = guessed.told.get(f"\n{field}", "")
        says = f"  {_comment(choices)}" if choices else ""
        name = word(guessed.kind.record, field)
        yield f"  {name}: {scalar(str(value))}{says}"


def _columns(guessed: Guessed) -> Iterator[str]:
    cls: type = guessed.kind.record
    filled = {one.field for one in guessed.mapping.columns} | {*guessed.mapping.constants}
    missing = [guessed.words.field_name(cls, one) for one in missing_fields(guessed.kind, filled)]
    why = ""
    if missing:
        asked = _say(
            guessed.mapping.language,
            "nog geen kolom voor: {fields}; zet het achter een van deze",
            "no column yet for: {fields}; put it behind one of these",
            fields=", ".join(missing),
        )
        why = f"  {_comment(asked)}"
    yield f"{guessed.words.field_name(TableMapping, 'columns')}:{why}"
    for column in guessed.mapping.columns:
        yield from _column(guessed, column)


def _column(guessed: Guessed, column: ColumnMapping) -> Iterator[str]:
    word = guessed.words.field_name
    told = guessed.told.get(column.column, "")
    says = f"  {_comment(told)}" if told else ""
    key = f"  {scalar(column.column)}:"
    if not column.field:
        yield f"{key}{says}"
        return
    field = word(guessed.kind.record, column.field)
    if not column.values and not column.kinds:
        yield f"{key} {field}{says}"
        return
    yield f"{key}{says}"
    yield f"    {word(ColumnMapping, 'field')}: {field}"
    if column.kinds:
        kinds = [guessed.words.ref_name(kind) for one in column.kinds if (kind := kind_named(one))]
        yield f"    {word(ColumnMapping, 'kinds')}: [{', '.join(kinds)}]"
    if column.values:
        yield f"    {word(ColumnMapping, 'values')}:"
        for typed, meant in column.values.items():
            yield f"      {scalar(typed)}: {_meant(guessed, column, typed, str(meant))}"


def _meant(guessed: Guessed, column: ColumnMapping, typed: str, meant: str) -> str:
    cls: type = guessed.kind.record
    item = shape_of(cls, column.field).item
    if isinstance(item, type) and issubclass(item, Enum):
        names = {str(one.value): guessed.words.term_name(one) for one in item}
        if meant == UNDECIDED:
            return f'"?"  {_comment(", ".join(names.values()))}'
        return scalar(names.get(meant, meant))
    near = guessed.told.get(f"{column.column}\n{typed}", "")
    return scalar(meant) + (f"  {_comment(near)}" if near else "")
