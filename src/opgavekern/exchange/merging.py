"""What a row says, put into a record that may be there already: the rest stays as it is."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from opgavekern.base.texts import Message, message
from opgavekern.exchange.targets import ONLY, Target

Plain = dict[str, Any]


class CannotMergeError(Exception):
    """A record holds more than a row of a table can say of it."""

    def __init__(self, code: str, said: Message, remedy: Message) -> None:
        super().__init__(code)
        self.code = code
        self.message = said
        self.remedy = remedy


def merged(record: Mapping[str, Any] | None) -> Plain:
    """Return a plain record to put values in: a copy of one that is there, or a new one."""
    return copy.deepcopy(dict(record or {}))


def put(record: Plain, target: Target, values: Sequence[Any]) -> None:
    """Put what a row says in a plain record.

    Args:
        record: Changed in place.
        target: The field.
        values: What belongs there; more than one only where the field takes them.

    Raises:
        CannotMergeError: The record has a list there that one row cannot speak for.
    """
    inner = record
    last = target.path[-1]
    for step, after in itertools.pairwise(target.path):
        if step == ONLY:
            continue
        inner = _into(inner, str(step), is_list=after == ONLY)
    if target.short:
        inner[str(last)] = _parts(inner.get(str(last), []), target.short, values)
    else:
        inner[str(last)] = list(values) if target.takes_many else values[0]


def _into(record: Plain, name: str, *, is_list: bool) -> Plain:
    held = record.get(name)
    if not is_list:
        if isinstance(held, str):  # a period that was written as one text
            first, _, last = held.partition("/")
            held = {end: day for end, day in (("first", first), ("last", last)) if day != ".."}
        record[name] = held if isinstance(held, dict) else {}
        found: Plain = record[name]
        return found
    items = held if isinstance(held, list) else []
    if len(items) > 1:
        raise CannotMergeError(
            "list-has-several",
            message(
                "het dossier heeft hier {count} dingen staan, en de rij zegt niet van welk",
                "the dossier has {count} things here, and the row does not say of which",
                count=len(items),
            ),
            message(
                "Werk dit veld in het dossier zelf bij, en haal de kolom uit het koppelbestand.",
                "Change this field in the dossier itself, and take the column out of the mapping.",
            ),
        )
    record[name] = items or [{}]
    first_item: Plain = record[name][0]
    return first_item


def _parts(held: list[Any], short: str, values: Sequence[Any]) -> list[Any]:
    """Return the things with these values; those that are there keep the rest of what they say."""
    known = {str(one.get(short)): one for one in held if isinstance(one, dict)}
    if held and all(str(value) in known for value in values):
        return held
    if any("valid" in one for one in known.values()):
        raise CannotMergeError(
            "list-has-days",
            message(
                "het dossier zegt hier van wanneer tot wanneer; de tabel noemt een ander",
                "the dossier says here from when to when; the table names another",
            ),
            message(
                "Zet de wisseling met haar dag in het dossier zelf.",
                "Write the change with its day in the dossier itself.",
            ),
        )
    return [known.get(str(value), {short: value}) for value in values]
