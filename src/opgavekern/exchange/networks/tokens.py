"""Words of a text file, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import message
from opgavekern.exchange.networks.drafts import Draft

#: A name between quotes, a word, or a quote that fits neither with what stands behind it.
_WORD: Final = re.compile(r'"((?:[^"\n]|"")*+)"(?=[\s,]|\Z)|([^\s,"][^\s,]*)|"(.*)')
_SPACED: Final = re.compile(r'"((?:[^"\n]|"")*+)"(?=\s|\Z)|([^\s"]\S*)|"(.*)')


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


def tokens_in(draft: Draft, line: str, number: int, *, commas: bool = True) -> Iterator[Token]:
    """Yield the words of a line; a name between quotes that has no end is told.

    Args:
        draft: What was read so far.
        line: The line.
        number: Its number, from 1.
        commas: Whether a comma parts words, as a space does.
    """
    for found in (_WORD if commas else _SPACED).finditer(line):
        is_quoted = found[2] is None
        text = found[2] or (found[1] or found[3] or "").replace('""', '"')
        token = Token(text.strip(), number, found.start() + 1, is_quoted)
        if found[3] is not None:
            _loose_quote(draft, token)
        yield token


def _loose_quote(draft: Draft, token: Token) -> None:
    draft.problem(
        "loose-quote",
        message(
            "dit aanhalingsteken heeft geen tegenhanger, of er staat meteen iets achter",
            "this quote has no other that ends it, or something stands right behind that",
        ),
        message(
            'Schrijf een aanhalingsteken in een naam dubbel: "de ""Wijk"" Noord".',
            'Write a quote within a name twice: "the ""North"" quarter".',
        ),
        token.place(draft.file),
    )
