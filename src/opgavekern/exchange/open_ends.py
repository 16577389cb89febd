"""What a mapping leaves to whoever edits it: told whether or not the table can be read by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from opgavekern.base.errors import Problem
from opgavekern.base.texts import Message, message, quoted
from opgavekern.exchange.mappings import UNDECIDED, Part, TableMapping
from opgavekern.exchange.recognising import missing_fields
from opgavekern.files.troubles import missing_field
from opgavekern.files.vocabulary import vocabulary
from opgavekern.model.kinds import Kind

#: So many headers are named to choose from.
_MOST: Final = 12

NOT_CHOSEN: Final = message(
    "hier is nog niet gekozen wat het betekent", "what this means is not chosen yet"
)
FILL_FIELD: Final = message(
    "Laat een kolom het veld vullen, of zet het bij vaste waarden.",
    "Let a column fill the field, or put it under constants.",
)


def open_ends(mapping: TableMapping, kind: Kind, headers: Sequence[str] = ()) -> Iterator[Problem]:
    """Yield a problem for every `?` of a mapping, and every required field that nothing fills.

    Args:
        mapping: The mapping.
        kind: What each row is.
        headers: What stands above the columns of the table, as far as known.
    """
    if UNDECIDED in mapping.id.columns:
        choice = ", ".join(quoted(one) for one in headers[:_MOST])
        yield _problem(mapping, ("id", "columns"), message(
            "Noem de kolom of kolommen waaraan een rij te herkennen is: {choice}.",
            "Name the column or columns by which a row can be recognised: {choice}.",
            choice=choice or "…",
        ))  # fmt: skip
    for field, value in mapping.constants.items():
        if value == UNDECIDED:
            yield _problem(mapping, ("constants", field), _FILL_IN)
    for column in mapping.columns:
        for typed, meant in column.values.items():
            if meant == UNDECIDED:
                yield _problem(mapping, ("columns", column.column, "values", typed), _FILL_IN)
    columns = [*mapping.columns, *([mapping.headings] if mapping.headings else [])]
    stated = [*mapping.constants, *(one.field for one in columns)]
    for field in missing_fields(kind, {name.partition(".")[0] for name in stated}):
        cls: type = kind.record
        yield Problem(
            code="missing-field",
            message=missing_field(cls, field, vocabulary(mapping.language)),
            remedy=FILL_FIELD,
            location=mapping.place("columns"),
            kind=kind.name,
        )


_FILL_IN: Final = message(
    "Vul in wat het betekent, of laat het leeg om het weg te laten.",
    "Fill in what it means, or leave it empty to leave it out.",
)


def _problem(mapping: TableMapping, part: Part, remedy: Message) -> Problem:
    return Problem(
        code="undecided", message=NOT_CHOSEN, remedy=remedy, location=mapping.place(*part)
    )
