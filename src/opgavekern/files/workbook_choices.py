"""What cells of a workbook offer: terms, ja and nee, ids of other sheets, and a word on lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.files.vocabulary import vocabulary
from opgavekern.files.writing_tables import TablePlan
from opgavekern.model.kinds import kind_named
from opgavekern.model.shape import FieldShape

#: The hidden sheet with the values that a cell may have; readers pass by what starts with a dot.
LISTS: Final = MappingProxyType({"nl": ".keuzelijsten", "en": ".lists"})
#: Rows beyond the last that have format and choices, for what people add.
SPARE: Final = 200
_LONGEST_NAME: Final = 31
#: Excel's limits on what it shows beside a cell, and ours on what a person can choose from.
_LONGEST_HINT: Final = 255
_LONGEST_LIST: Final = 1_000
_BOOLEANS: Final = MappingProxyType({"nl": ["ja", "nee"], "en": ["yes", "no"]})
_ODD: Final = Text(nl="Niet in de lijst", en="Not in the list")
_SURE: Final = Text(
    nl="Dit staat niet in de keuzelijst. Klopt het toch?",
    en="This is not in the list of choices. Is it right all the same?",
)
_SEVERAL: Final = Text(nl="Een of meer", en="One or more")

#: What a list on the hidden sheet is for: an enum, or the kinds that a reference may mean.
_Key = type[Enum] | tuple[str, ...]


def sheet_name(name: str) -> str:
    """Return the name of a sheet, cut to what Excel takes."""
    return name[:_LONGEST_NAME]


@attrs.frozen
class Choices:
    """What the cells of one workbook offer.

    Attributes:
        language: Of the terms.
        tables: The sheets by the singular name of their kind.
        lists: The columns of the hidden sheet, by what they are for.
    """

    language: Language
    tables: dict[str, TablePlan]
    lists: dict[_Key, list[str]]

    @classmethod
    def among(
        cls, plans: Sequence[TablePlan], shapes: Iterable[FieldShape], language: Language
    ) -> Choices:
        """Return the choices for the fields of some tables."""
        tables = {plan.kind.name: plan for plan in plans if plan.kind is not None}
        made = cls(language, tables, {})
        for shape in shapes:
            key = made._key(shape)
            if key is not None and key not in made.lists:
                items = made._terms(key) if isinstance(key, type) else list(made._ids(key))
                if 0 < len(items) <= _LONGEST_LIST:
                    made.lists[key] = items
        return made

    def of(self, shape: FieldShape) -> dict[str, Any] | None:
        """Return the rule for the cells of a field; None where anything may stand."""
        if shape.is_many:
            return self._hint(shape)
        if shape.item is bool:
            return {"validate": "list", "source": _BOOLEANS[self.language]}
        if len(shape.kinds) == 1:
            return self.ids(shape.kinds[0])
        key = self._key(shape)
        if key not in self.lists:
            return None
        at, items = list(self.lists).index(key), self.lists[key]
        return self._warning(_range(LISTS[self.language], at, len(items), first=1))

    def ids(self, kind: str) -> dict[str, Any] | None:
        """Return the rule for cells with the id of a record: those on the sheet of its kind."""
        plan = self.tables.get(kind)
        if plan is None or plan.id_column is None:
            return None
        return self._warning(_range(sheet_name(plan.name), plan.id_column, len(plan.rows) + SPARE))

    def _warning(self, source: str) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": _ODD.text(self.language),
            "error_message": _SURE.text(self.language),
        }

    def _hint(self, shape: FieldShape) -> dict[str, Any]:
        """Say beside the cell how several values stand in it, and which there are."""
        said = self._hint_on(shape).text(self.language)
        if len(said) > _LONGEST_HINT:
            said = said[: _LONGEST_HINT - 1] + "…"
        title = _SEVERAL.text(self.language)
        return {"validate": "any", "input_title": title, "input_message": said}

    def _hint_on(self, shape: FieldShape) -> Message:
        if isinstance(shape.item, type) and issubclass(shape.item, Enum):
            terms = ", ".join(self._terms(shape.item))
            return message(
                "Zet ; tussen de waarden. Kies uit: {terms}.",
                "Put ; between the values. Choose from: {terms}.",
                terms=terms,
            )
        if len(shape.kinds) == 1 and (plan := self.tables.get(shape.kinds[0])) is not None:
            return message(
                "Zet ; tussen de ids. Zij staan op het blad {name}.",
                "Put ; between the ids. They stand on the sheet {name}.",
                name=sheet_name(plan.name),
            )
        return message("Zet ; tussen de waarden.", "Put ; between the values.")

    def _key(self, shape: FieldShape) -> _Key | None:
        """Return for which list on the hidden sheet a field asks."""
        if shape.is_many:
            return None
        if isinstance(shape.item, type) and issubclass(shape.item, Enum):
            return shape.item
        return shape.kinds if len(shape.kinds) > 1 else None

    def _terms(self, enum: type[Enum]) -> list[str]:
        words = vocabulary(self.language)
        return [words.term_name(member) for member in enum]

    def _ids(self, kinds: tuple[str, ...]) -> Iterator[str]:
        """Yield the ids of several kinds as such a field has them: the first kind goes unsaid."""
        words = vocabulary(self.language)
        for name in kinds:
            kind, plan = kind_named(name), self.tables.get(name)
            if kind is None or plan is None or plan.id_column is None:
                continue
            before = "" if name == kinds[0] else f"{words.ref_name(kind)}:"
            yield from (f"{before}{row[plan.id_column]}" for row in plan.rows)


def _range(sheet: str, column: int, rows: int, *, first: int = 2) -> str:
    quoted = sheet.replace("'", "''")
    letter = _letter(column)
    return f"='{quoted}'!${letter}${first}:${letter}${max(rows, first)}"


def _letter(column: int) -> str:
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
