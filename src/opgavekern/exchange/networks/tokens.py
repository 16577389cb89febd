"""Words of a text file, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from opgavekern.base.errors import Location

_WORD: Final = re.compile(r'"((?:[^"\n]|"")*+)"|([^\s,"]+)')
_SPACED: Final = re.compile(r'"((?:[^"\n]|"")*+)"|([^\s"]+)')


@attrs.frozen
class Token:
    """A word, or a text between quotes.

    Attributes:
        text: Without its quotes.
        line: Counted from 1.
        column: Counted from 1.
        is_quoted: Whether it stood between quotes.
    """

    text: str
    line: int
    column: int
    is_quoted: bool = False

    def place(self, file: str) -> Location:
        """Return where it stands."""
        return Location(file=file, line=self.line, column=self.column, length=len(self.text) or 1)


def tokens_in(line: str, number: int, *, commas: bool = True) -> Iterator[Token]:
    """Yield the words of a line.

    Args:
        line: The line.
        number: Its number, from 1.
        commas: Whether a comma parts words, as a space does.
    """
    for found in (_WORD if commas else _SPACED).finditer(line):
        is_quoted = found[1] is not None
        text = found[1].replace('""', '"') if is_quoted else found[2]
        yield Token(text.strip(), number, found.start() + 1, is_quoted)
