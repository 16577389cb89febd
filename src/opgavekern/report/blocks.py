"""What a page of the report is made of: blocks, data that say what to show, never HTML.

A page holds blocks one under the other; some hold others. Each class of block is drawn by the
template of its name in `templates/blocks`. Those here serve any page; what one page alone shows is
a block beside that page's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import ClassVar, TypeVar, Union

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


class Block:
    """Something on a page, drawn by the template that bears its name."""

    __slots__ = ()
    template: ClassVar[str] = "block"

    def __init_subclass__(cls) -> None:
        cls.template = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def inner(self) -> tuple[Block, ...]:
        """The blocks that it holds."""
        return ()


@attrs.frozen
class Heading(Block):
    """A heading within a section."""

    words: Sayable


@attrs.frozen
class Lead(Block):
    """What a page says first, in a sentence or two; an empty line parts paragraphs."""

    words: Cell


@attrs.frozen
class Paragraph(Block):
    """Text; an empty line in it parts paragraphs.

    Attributes:
        words: What is said.
        tone: A note or warning is set apart.
        title: A few words before it that stand out.
    """

    words: Cell
    tone: Tone = Tone.PLAIN
    title: Sayable = ""


@attrs.frozen
class Bullets(Block):
    """A list of equals."""

    items: tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class Names(Block):
    """Names in a row, each with its place in the document: anchor and name."""

    names: tuple[tuple[str, str], ...]


@attrs.frozen
class Terms(Block):
    """Names with their value, such as "sponsor: alderman for housing".

    Attributes:
        pairs: Names, each with its value.
        is_short: They stand close together.
    """

    pairs: tuple[tuple[Sayable, Cell], ...]
    is_short: bool = False


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
class Table(Block):
    """Rows under columns.

    Attributes:
        caption: What the table is of.
        columns: From left to right.
        rows: From top to bottom.
        is_titled: The caption is shown; it need not be where the heading above says the same.
        filter: The filter that keeps or hides its rows; empty for none.
        searched: Places of the columns that its search looks in, beside the first.
    """

    caption: Sayable
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_titled: bool = True
    filter: str = ""
    searched: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Figure(Block):
    """A picture of which the geometry was computed, with its words and its table.

    Attributes:
        name: Which template in `templates/figures` draws it: `goals`, `power`, `money` …
        anchor: Its own name in the document.
        title: What it shows, in a line.
        description: What one sees, for whoever does not see it.
        drawing: The geometry, of the class that the template draws.
        table: The same as rows and columns; None where it stands elsewhere on the page.
        source: Where it comes from; empty where the dossier itself says it.
        is_titled: Title and description are shown; they need not be where others say the same.
    """

    name: str
    anchor: str
    title: Sayable
    description: Sayable
    drawing: object
    table: Table | None
    source: str = ""
    is_titled: bool = True


@attrs.frozen(kw_only=True)
class Section(Block):
    """A heading with what stands under it.

    Attributes:
        anchor: Its name in the document.
        title: Its heading.
        blocks: What stands under it, in order.
        aside: A few words beside the heading.
    """

    anchor: str
    title: Sayable
    blocks: tuple[Block, ...]
    aside: Sayable = ""

    @property
    def inner(self) -> tuple[Block, ...]:
        """The blocks that it holds."""
        return self.blocks


@attrs.frozen(kw_only=True)
class Columns(Block):
    """Two columns, under each other where there is no room.

    Attributes:
        main: What is read first.
        side: What stands beside it.
        is_even: The side is about as wide.
    """

    main: tuple[Block, ...]
    side: tuple[Block, ...]
    is_even: bool = False

    @property
    def inner(self) -> tuple[Block, ...]:
        """The blocks of both columns."""
        return (*self.main, *self.side)


@attrs.frozen(kw_only=True)
class Fold(Block):
    """What can be looked up: closed until someone asks for it.

    Attributes:
        title: What is in it.
        blocks: What it holds.
    """

    title: Sayable
    blocks: tuple[Block, ...]

    @property
    def inner(self) -> tuple[Block, ...]:
        """The blocks that it holds."""
        return self.blocks


@attrs.frozen(kw_only=True)
class Page:
    """One page of the report.

    Attributes:
        anchor: Its name in the document.
        title: Its heading.
        blocks: What stands on it, in order.
        count: How many of what it is about, for the navigation; None where that says nothing.
        above: The page that it belongs to; None for one of the navigation's own.
        is_withheld: It says only that it could not be made, since that takes what is withheld.
    """

    anchor: str
    title: Sayable
    blocks: tuple[Block, ...]
    count: int | None = None
    above: Link | None = None
    is_withheld: bool = False

    def plus(self, *blocks: Block) -> Page:
        """Return the page with more at its end."""
        return attrs.evolve(self, blocks=(*self.blocks, *blocks))


B = TypeVar("B", bound=Block)


def all_of(form: type[B], blocks: Iterable[Block]) -> Iterator[B]:
    """Yield the blocks of one class, also those within others, in the order of reading."""
    for block in blocks:
        if isinstance(block, form):
            yield block
        yield from all_of(form, block.inner)


def columns(*heads: Sayable, numbers: tuple[int, ...] = ()) -> tuple[Column, ...]:
    """Make columns from their heads; `numbers` are the places of columns with numbers."""
    return tuple(Column(head=head, is_number=place in numbers) for place, head in enumerate(heads))
