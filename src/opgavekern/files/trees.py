"""What was typed, with the place of every value: the tree that problems point into."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import Message, message, quoted

_BREAKS: Final = re.compile("\r\n|[\n\r]")
_LONGEST_EXCERPT: Final = 160


@attrs.frozen(kw_only=True, eq=False)
class Key:
    """A key of a mapping, and where it stands; line and column count from 1."""

    line: int
    column: int
    length: int


@attrs.define(kw_only=True, eq=False)
class Node:
    """One value and where it starts.

    Attributes:
        line: Counted from 1.
        column: Counted from 1.
        length: Characters on that line.
        value: Text, number or None of a plain value; None for lists and mappings.
        items: The values of a list.
        keys: The keys of a mapping with their values; the last of two equal keys is not kept.
    """

    line: int
    column: int
    length: int = 1
    value: Any = None
    items: list[Node] | None = None
    keys: dict[str, tuple[Key, Node]] | None = None

    def plain(self) -> Any:
        """Return ordinary dicts, lists and values, without places."""
        if self.keys is not None:
            return {key: node.plain() for key, (_, node) in self.keys.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.value


@attrs.frozen(eq=False)
class Placed:
    """A tree with the lines of its text.

    Attributes:
        root: The outermost value; None for an empty text.
        lines: The text by line, for excerpts.
    """

    root: Node | None
    lines: list[str]

    def excerpt(self, line: int, column: int) -> str | None:
        """Return a line for showing, its controls blanked; None where that shows nothing."""
        return shown_line(self.lines, line, column)


def lines_of(text: str) -> list[str]:
    """Split a text into lines as editors count them."""
    return _BREAKS.split(text)


def shown_line(lines: list[str], line: int, column: int) -> str | None:
    """Return a line for showing, its controls blanked; None where that shows nothing."""
    if not 0 < line <= len(lines) or column > _LONGEST_EXCERPT:
        return None
    raw = lines[line - 1][:_LONGEST_EXCERPT]
    return "".join(char if char.isprintable() else " " for char in raw)


def location(placed: Placed, spot: Node | Key, file: str, *, excerpt: bool = True) -> Location:
    """Return the location of a node or key in a file."""
    return Location(
        file=file,
        line=spot.line,
        column=spot.column,
        length=spot.length,
        excerpt=placed.excerpt(spot.line, spot.column) if excerpt else None,
    )


@attrs.frozen(kw_only=True)
class Snag:
    """Something wrong with the text itself, before anyone asks what it means.

    Attributes:
        code: As in `Problem`.
        message: What is wrong.
        remedy: What to do.
        line: Counted from 1.
        column: Counted from 1.
        length: Characters on that line.
        related: Line and column of other places that have a part in it.
    """

    code: str
    message: Message
    remedy: Message
    line: int
    column: int
    length: int = 1
    related: tuple[tuple[int, int], ...] = ()


def too_deep(limit: int, line: int, column: int) -> Snag:
    """Say that lists and maps are nested too deeply."""
    return Snag(
        code="limit-depth",
        message=message(
            "lijsten en groepen zijn dieper genest dan {limit} (de grens depth)",
            "lists and groups are nested deeper than {limit} (the limit depth)",
            limit=limit,
        ),
        remedy=message(
            "Maak het vlakker, of verruim de grens: --limit depth=… (in Python Limits(depth=…)).",
            "Make it flatter, or widen the limit: --limit depth=… (in Python Limits(depth=…)).",
        ),
        line=line,
        column=column,
    )


def too_many(limit: int, line: int, column: int) -> Snag:
    """Say that a text holds too many values."""
    return Snag(
        code="limit-nodes",
        message=message(
            "er staan meer dan {limit} waarden in dit bestand (de grens nodes)",
            "there are more than {limit} values in this file (the limit nodes)",
            limit=limit,
        ),
        remedy=message(
            "Splits het bestand, of verruim de grens: --limit nodes=… (in Python Limits(nodes=…)).",
            "Split the file, or widen the limit: --limit nodes=… (in Python Limits(nodes=…)).",
        ),
        line=line,
        column=column,
    )


def twice(key: str, first: Key, again: Key) -> Snag:
    """Say that a key stands twice in one group, with both places."""
    return Snag(
        code="duplicate-key",
        message=message("{key} staat hier twee keer", "{key} stands here twice", key=quoted(key)),
        remedy=message("Haal een van de twee weg.", "Take one of the two out."),
        line=again.line,
        column=again.column,
        length=again.length,
        related=((first.line, first.column),),
    )
