"""What a section of the report is made of: data that says what to show, never HTML."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Union

import attrs

from opgavekern.base.texts import Speaks

#: What can be said in a language: text as it stands, numbers, days, and whatever `Speaks`.
Sayable = str | int | float | Decimal | date | Speaks


class Tone(Enum):
    """How much something asks for attention; always said in words as well."""

    PLAIN = "plain"
    GOOD = "good"
    NOTE = "note"
    WARN = "warn"
    STOP = "stop"


@attrs.frozen
class Link:
    """Words that lead somewhere.

    Attributes:
        words: What is shown.
        to: `#anchor` in the report, or an address; addresses other than http, https and mailto
            are shown as words only.
    """

    words: Sayable
    to: str


@attrs.frozen
class Badge:
    """A word or two that stand out.

    Attributes:
        words: What is shown.
        tone: How much it asks for attention.
    """

    words: Sayable
    tone: Tone = Tone.PLAIN


#: What stands in one place: something said, a link, a badge, or several of them.
Cell = Union[Sayable, Link, Badge, tuple["Cell", ...]]  # noqa: UP007 - it names itself


@attrs.frozen
class Heading:
    """A heading within a section."""

    words: Sayable


@attrs.frozen
class Paragraph:
    """Text; an empty line in it parts paragraphs.

    Attributes:
        words: What is said.
        tone: A note or warning is set apart.
    """

    words: Cell
    tone: Tone = Tone.PLAIN


@attrs.frozen
class Bullets:
    """A list of equals."""

    items: tuple[Cell, ...]


@attrs.frozen
class Terms:
    """Names with their value, such as "sponsor: alderman for housing"."""

    pairs: tuple[tuple[Sayable, Cell], ...]


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        head: What is in it.
        is_number: Set to the right, so that digits stand under digits.
    """

    head: Sayable
    is_number: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table.

    Attributes:
        cells: One for each column; the first names the row.
        anchor: Where links to what the row is about lead.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""


@attrs.frozen(kw_only=True)
class Table:
    """Rows under columns.

    Attributes:
        caption: What the table is of.
        columns: From left to right.
        rows: From top to bottom.
        is_titled: The caption is shown; it need not be where the heading above says the same.
    """

    caption: Sayable
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_titled: bool = True


@attrs.frozen(kw_only=True)
class Figure:
    """A picture of which the geometry was computed, with its words and its table.

    Attributes:
        name: Which macro draws it: `goals`, `power`, `money` …
        anchor: Its own name in the document.
        title: What it shows, in a line.
        description: What one sees, for whoever does not see it.
        drawing: The geometry, of the class that the macro draws.
        table: The same as rows and columns.
    """

    name: str
    anchor: str
    title: Sayable
    description: Sayable
    drawing: object
    table: Table


Block = Heading | Paragraph | Bullets | Terms | Table | Figure


@attrs.frozen(kw_only=True)
class Section:
    """A heading with what stands under it.

    Attributes:
        anchor: Its name in the document.
        title: Its heading.
        blocks: What stands under it, in order.
    """

    anchor: str
    title: Sayable
    blocks: tuple[Block, ...]


def columns(*heads: Sayable, numbers: tuple[int, ...] = ()) -> tuple[Column, ...]:
    """Make columns from their heads; `numbers` are the places of columns with numbers."""
    return tuple(Column(head=head, is_number=place in numbers) for place, head in enumerate(heads))
