"""Ids for the rows of a table, the same each time that the row comes by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

import attrs

from opgavekern.exchange.names import folded_name
from opgavekern.exchange.targets import Target
from opgavekern.exchange.values import text_in
from opgavekern.model.references import as_id
from opgavekern.model.structuring import looks


def slug(prefix: str, parts: Iterable[Any], *, keeps_case: bool = False) -> str:
    """Return the id that text makes; empty where it holds no letter or digit.

    >>> slug("noord", ["Speeltuin opknappen"])
    'noord.speeltuin-opknappen'
    """
    words = [text if keeps_case else text.casefold() for text in map(key_text, parts)]
    made = as_id(*words)
    return as_id(prefix, made) if made else ""


def key_text(value: Any) -> str:
    """Return a value as part of an id."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, time | timedelta) else text_in(value)


@attrs.define(eq=False)
class KnownIds:
    """Ids that are taken, so that a row finds its own again.

    Attributes:
        prefix: Of numbered ids.
    """

    prefix: str
    _by_looks: dict[str, str]
    _by_value: dict[tuple[str, ...], str]
    _next: int

    @classmethod
    def of(
        cls, prefix: str, records: dict[str, dict[str, Any]], targets: tuple[Target, ...]
    ) -> KnownIds:
        """Learn the ids of plain records, and for numbered ids what recognises each."""
        numbered = re.compile(re.escape(prefix) + r"0*([0-9]{1,9})\Z")
        numbers = [int(found[1]) for id in records if (found := numbered.match(id))]
        by_value: dict[tuple[str, ...], str] = {}
        if targets:
            for id, plain in records.items():
                by_value.setdefault(tuple(_value_at(plain, one) for one in targets), id)
        return cls(prefix, {looks(id): id for id in records}, by_value, max(numbers, default=0) + 1)

    def settled(self, id: str) -> str:
        """Return the id as the dossier has it already, whatever its case."""
        return self._by_looks.get(looks(id), id)

    def numbered(self, values: Iterable[Any]) -> str:
        """Return the id of the record with these values, or the next free number."""
        key = tuple(folded_name(str(value)) for value in values)
        if key not in self._by_value:
            while looks(f"{self.prefix}{self._next}") in self._by_looks:
                self._next += 1
            self._by_value[key] = f"{self.prefix}{self._next}"
            self._next += 1
        return self._by_value[key]


def _value_at(plain: Any, target: Target) -> str:
    for step in target.path:
        if isinstance(plain, dict):
            plain = plain.get(step)
        elif isinstance(plain, list) and step == 0 and plain:
            plain = plain[0]
        else:
            return ""
    if isinstance(plain, list):
        plain = plain[0] if plain else ""
    return folded_name(str(plain if plain is not None else ""))
