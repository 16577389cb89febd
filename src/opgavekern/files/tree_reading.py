"""A YAML or JSON text of another form than records, read part by part, each with its place."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import Language, Message, message, quoted
from opgavekern.files.trees import Key, Node, Placed, location
from opgavekern.files.troubles import Names, Spot, Trouble, known_fields
from opgavekern.files.vocabulary import Meanings, field_meanings


@attrs.frozen
class _Here:
    """A place that is known already, for who asks a source."""

    at: Location

    @property
    def file(self) -> str:
        """Path as the user gave it."""
        return self.at.file

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return (str(self.at),)

    def place(self, ordinal: int | None, path: Any, *, at_key: bool = False) -> Location:
        """Return the place."""
        return self.at


@attrs.define(eq=False)
class TreeReader:
    """A text while it is read.

    Attributes:
        file: Its path as the user gave it.
        placed: What was typed, with the place of each value.
        names: The names that it uses, and which language that makes it.
        problems: What is wrong, in order of reading.
    """

    file: str
    placed: Placed
    names: Names
    problems: list[Problem] = attrs.field(factory=list, kw_only=True)

    @property
    def language(self) -> Language:
        """The language that the names in it give away."""
        return self.names.vocabulary.language

    def at(self, spot: Node | Key | None) -> Location:
        """Return where something stands; the top of the file for nothing."""
        if spot is None:
            return Location(file=self.file, line=1, column=1)
        return location(self.placed, spot, self.file)

    def note(self, code: str, said: Message, remedy: Message, spot: Node | Key | None) -> None:
        """Take note of a problem."""
        self.problems.append(
            Problem(code=code, message=said, remedy=remedy, location=self.at(spot))
        )

    def trouble(self, trouble: Trouble) -> None:
        """Take note of what a name that cannot be understood comes to."""
        self.problems.append(
            Problem(
                code=trouble.code,
                message=trouble.message,
                remedy=trouble.advice(),
                location=trouble.spot.location(),
                related=tuple(one.location() for one in trouble.related),
            )
        )

    def keyed(self, node: Node, cls: type) -> dict[str, tuple[Key, Node]]:
        """Return the parts of a group by field of a class, each with its key."""
        done: dict[str, tuple[Key, Node]] = {}
        for typed, (key, value) in (node.keys or {}).items():
            field = self.meaning(field_meanings(cls), typed, key)
            if field is None:
                self.unknown_field(typed, cls, key)
            elif field in done:
                self.twice(typed, key)
            elif field:
                done[field] = (key, value)
        return done

    def unknown_field(self, typed: str, cls: type, spot: Node | Key) -> None:
        """Take note of a field that a class does not have."""
        said = message("onbekend veld {key}", "unknown field {key}", key=quoted(typed))
        self.note("unknown-field", said, known_fields(cls, typed)(self.names.vocabulary), spot)

    def twice(self, typed: str, key: Key) -> None:
        """Take note of a part that stands there under another name already."""
        said = message("{key} staat er al", "{key} is there already", key=quoted(typed))
        self.note("duplicate-key", said, _TAKE_ONE_OUT, key)

    def meaning(self, meanings: Meanings, typed: str, spot: Node | Key) -> str | None:
        """Return what a name means; None where it means nothing, empty where it means two."""
        found = self.names.one(meanings, typed, Spot(_Here(self.at(spot))))
        if isinstance(found, Trouble):
            self.trouble(found)
            return ""
        return found

    def text(self, node: Node | None) -> str:
        """Return one text; empty where there is none."""
        if node is None:
            return ""
        if node.keys is not None or node.items is not None:
            said = message("hier hoort tekst", "text belongs here")
            self.note("not-a-text", said, message("Schrijf één waarde.", "Write one value."), node)
            return ""
        return plain_text(node)

    def texts(self, node: Node | None) -> list[tuple[str, Node]]:
        """Return one text, or a list of them, each with where it stands."""
        items = node.items if node is not None and node.items is not None else [node]
        return [(text, one) for one in items if one is not None and (text := self.text(one))]

    def choice(self, node: Node | None, known: dict[str, Any], *, default: Any) -> Any:
        """Return one of a few values by the word for it."""
        typed = self.text(node).casefold()
        if not typed:
            return default
        if typed not in known:
            said = message("onbekende waarde {found}", "unknown value {found}", found=quoted(typed))
            self.note("unknown-value", said, one_of([*known], word=typed), node)
            return default
        return known[typed]


TAKE_OUT: Final = message("Haal dit weg.", "Take this out.")
_TAKE_ONE_OUT: Final = message("Haal een van de twee weg.", "Take one of the two out.")


def plain_text(node: Node) -> str:
    """Return a value on one line; empty where there is none."""
    if node.value is None:
        return ""
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    return " ".join(str(node.value).split())
