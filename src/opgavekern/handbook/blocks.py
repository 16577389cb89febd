"""Blocks that only the handbook shows; the rest are those of the report."""

from __future__ import annotations

import attrs

from opgavekern.report.blocks import Block, Link, Sayable, Section


@attrs.frozen(kw_only=True)
class Entry:
    """A line of the table of contents.

    Attributes:
        link: The chapter.
        about: What it tells, in a few words.
        parts: What it is made of.
    """

    link: Link
    about: Sayable
    parts: tuple[Link, ...] = ()


@attrs.frozen(kw_only=True)
class TableOfContents(Block):
    """The chapters of the handbook.

    Attributes:
        entries: In the order of reading.
    """

    entries: tuple[Entry, ...]


@attrs.frozen(kw_only=True)
class Entries(Block):
    """Short sections beside and under each other, such as rules or roles."""

    sections: tuple[Section, ...]

    @property
    def inner(self) -> tuple[Block, ...]:
        """The sections."""
        return self.sections
