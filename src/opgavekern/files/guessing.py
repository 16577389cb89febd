"""Guesses at the record that a name means, where an id belongs and the dossier is not made yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.texts import Message
from opgavekern.files.gathering import Part
from opgavekern.files.troubles import Remedy
from opgavekern.files.vocabulary import Vocabulary
from opgavekern.model.kinds import kind_named
from opgavekern.model.likely import Guesses, called
from opgavekern.model.records import id_of
from opgavekern.model.shape import kinds_at


@attrs.define(eq=False)
class Guesser:
    """Guesses among the records that were made, and those that could not be.

    Attributes:
        made: Records by plural name of kind, filled while a dossier is being made.
        parts: What was read.
    """

    made: Mapping[str, Any]
    parts: list[Part]
    _guesses: Guesses | None = None

    def remedy(self, typed: Any, cls: type, path: Path, otherwise: Message) -> Remedy:
        """Ask which record was meant, once all are read; say the other thing where none was.

        Args:
            typed: The plain record in which something stands where an id belongs.
            cls: Its class.
            path: Where in it.
            otherwise: What to do where no record comes near.
        """

        def ask(_: Vocabulary) -> Message:
            if self._guesses is None:
                self._guesses = Guesses(self._named)
            kinds, word = kinds_at(cls, path), _at(typed, path)
            if not kinds or not isinstance(word, str):
                return otherwise
            kind, colon, name = word.partition(":")
            if not colon:
                kind, name = "", kind
            return self._guesses.meant(name, kinds, kind=kind.strip()) or otherwise

        return ask

    def _named(self, kind: str) -> Iterator[tuple[str, str]]:
        found = kind_named(kind)
        if found is None:
            return
        for record in self.made.get(found.plural, ()):
            yield id_of(record), called(record, kind)
        for part in self.parts:
            for plain in part.records if part.kind is found else ():
                if isinstance(plain, dict) and isinstance(plain.get("id"), str):
                    yield plain["id"], called(plain, kind)


def _at(typed: Any, path: Path) -> Any:
    """Return the value at a path, where one value may stand for a list of one."""
    for part in path:
        if isinstance(part, int):
            typed = typed[part] if isinstance(typed, list) else typed
        elif isinstance(typed, dict):
            typed = typed.get(part)
    return typed
