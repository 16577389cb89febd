"""Guesses at the record that a name means, where an id belongs and the dossier is not made yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.gathering import Part
from opgavekern.files.troubles import Remedy
from opgavekern.files.vocabulary import Vocabulary
from opgavekern.model.kinds import kind_named
from opgavekern.model.likely import Guesses, called
from opgavekern.model.records import id_of
from opgavekern.model.references import as_id
from opgavekern.model.shape import kinds_at, shape_of

#: What a record is written in, as far as lists are written differently.
Form = Literal["yaml", "json", "table"]
_BETWEEN: Final = re.compile(r"[,;\n]")
_MOST_SHOWN: Final = 100


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

    def remedy(
        self, typed: Any, cls: type, path: Path, otherwise: Message, *, form: Form
    ) -> Remedy:
        """Ask which record was meant, once all are read; say the other thing where none was.

        Nothing that was written drops out of what is suggested: several ids in one text are to
        become a list, and an id of its own is never asked about as if it were another's.

        Args:
            typed: The plain record in which something stands where an id belongs.
            cls: Its class.
            path: Where in it.
            otherwise: What to do where no record comes near.
            form: What the record is written in.
        """

        def ask(_: Vocabulary) -> Message:
            if self._guesses is None:
                self._guesses = Guesses(self._named)
            kinds, word = kinds_at(cls, path), _at(typed, path)
            if not kinds or not isinstance(word, str):
                return otherwise
            if path[-1] == "id":
                return _as_id(word, kinds) or otherwise
            kind, colon, name = word.partition(":")
            if not colon:
                kind, name = "", kind
            several = _several(word) if not self._are_ids(word.split(), kinds) else word.split()
            if len(several) > 1:
                so = self._guesses.named_so(name, kinds, kind=kind.strip())
                return so or (_as_list(several, form) if _takes_several(cls, path) else otherwise)
            return self._guesses.meant(name, kinds, kind=kind.strip()) or otherwise

        return ask

    def _are_ids(self, words: list[str], kinds: tuple[str, ...]) -> bool:
        """Tell whether words with only spaces between them are each the id of a record."""
        guesses = self._guesses
        return guesses is not None and all(guesses.named_so(one, kinds) for one in words)

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


def _several(word: str) -> list[str]:
    return [one for part in _BETWEEN.split(word) if (one := part.strip())]


def _takes_several(cls: type, path: Path) -> bool:
    """Tell whether the field that a path leads to, or to an item of, is a list."""
    many = False
    for part in path:
        if isinstance(part, str):
            shape = shape_of(cls, part)
            many, cls = many or shape.is_many, shape.nested or cls
    return many


def _as_list(several: list[str], form: Form) -> Message:
    if form == "table":
        return message(
            "Scheid ids met een puntkomma: {ids}",
            "Put a semicolon between ids: {ids}",
            ids=_in_a_row(several, "; "),
        )
    items = [f'"{one}"' for one in several] if form == "json" else several
    return message(
        "Schrijf een lijst: [{ids}]", "Write a list: [{ids}]", ids=_in_a_row(items, ", ")
    )


def _in_a_row(items: list[str], between: str) -> str:
    return quoted(between.join(items), most=_MOST_SHOWN)[1:-1]


def _as_id(word: str, kinds: tuple[str, ...]) -> Message | None:
    """Propose an id like what was written; for a person none, since it may be their name."""
    id = as_id(word)
    if not id or id == word or "person" in kinds:
        return None
    return message(
        'Schrijf bijvoorbeeld "{id}", ook waar ernaar verwezen wordt.',
        'Write "{id}", for example, and where it is referred to as well.',
        id=_in_a_row([id], ""),
    )


def _at(typed: Any, path: Path) -> Any:
    """Return the value at a path, where one value may stand for a list of one."""
    for part in path:
        if isinstance(part, int):
            typed = typed[part] if isinstance(typed, list) else typed
        elif isinstance(typed, dict):
            typed = typed.get(part)
    return typed
