"""From blocks to Markdown that reads well as text, and that GitHub, Word and editors render."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from opgavekern.base.texts import Language, Message, say
from opgavekern.handbook.blocks import Entries, TableOfContents
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Lead,
    Link,
    Page,
    Paragraph,
    Section,
    Table,
    Terms,
)
from opgavekern.report.chain import Chain, ChainLink
from opgavekern.report.pages.overview import Lane
from opgavekern.report.rendering import safe_address

#: By this a handbook in Markdown can be known again.
MARK: Final = "<!-- opgavekern handbook -->"
#: What Markdown or HTML would read as more than letters.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")
#: What begins a list where it stands at the start of a line.
_LISTING: Final = re.compile(r"^(\s*\d*)([-+.)])(?=\s|$)")
_MARKS: Final = MappingProxyType({"past": "●", "now": "◉", "skipped": "○", "ahead": "·"})


def document(title: str, as_of: Message, pages: Iterable[Page], language: Language) -> str:
    """Return chapters as one Markdown text."""
    parts = [MARK, f"# {escaped(title)}", escaped(say(as_of, language))]
    for page in pages:
        parts.append(f"{_place(page.anchor)}\n\n## {_inline(page.title, language)}")
        parts.append(markdown(page.blocks, language, level=3))
    return "\n\n".join(part for part in parts if part) + "\n"


def markdown(blocks: Iterable[Block], language: Language, *, level: int = 3) -> str:
    """Return blocks as Markdown, headings from a level on."""
    parts = (_WRITERS[type(block)](block, language, level) for block in blocks)
    return "\n\n".join(part for part in parts if part)


def in_words(cell: Cell, language: Language) -> str:
    """Return what stands in one place as words only."""
    if isinstance(cell, tuple):
        return ", ".join(in_words(one, language) for one in cell)
    shown = cell.words if isinstance(cell, Link | Badge) else cell
    return say(shown, language)


def escaped(words: str) -> str:
    """Return words on one line of which Markdown makes nothing else."""
    safe = _SPECIAL.sub(r"\\\1", " ".join(words.split())).replace("&", "&amp;")
    return _LISTING.sub(r"\1\\\2", safe)


def _inline(cell: Cell, language: Language) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_inline(one, language) for one in cell)
    if isinstance(cell, Badge):
        return f"*{escaped(say(cell.words, language))}*"
    if isinstance(cell, Link):
        to = safe_address(cell.to)
        words = escaped(say(cell.words, language))
        return f"[{words}](<{to.replace('>', '%3E')}>)" if to else words
    return escaped(say(cell, language))


def _place(anchor: str) -> str:
    return f'<a id="{html.escape(anchor)}"></a>'


def _paragraph(block: Any, language: Language, level: int) -> str:
    if isinstance(block.words, tuple | Link | Badge):
        said = _inline(block.words, language)
    else:
        parts = re.split(r"\n\s*\n", say(block.words, language))
        said = "\n\n".join(escaped(part) for part in parts if part.strip())
    title = _inline(block.title, language) if isinstance(block, Paragraph) else ""
    return f"**{title}** {said}" if title else said


def _heading(block: Heading, language: Language, level: int) -> str:
    return f"{'#' * min(level, 6)} {_inline(block.words, language)}"


def _bullets(block: Bullets, language: Language, level: int) -> str:
    return "\n".join(f"- {_inline(one, language)}" for one in block.items)


def _terms(block: Terms, language: Language, level: int) -> str:
    return "\n".join(
        f"- **{_inline(name, language)}:** {_inline(value, language)}"
        for name, value in block.pairs
    )


def _table(block: Table, language: Language, level: int) -> str:
    if not block.rows:
        return ""
    heads = [_inline(one.head, language) for one in block.columns]
    rows = [
        [
            f"{_place(row.anchor) if row.anchor and not place else ''}{_inline(cell, language)}"
            for place, cell in enumerate(row.cells)
        ]
        for row in block.rows
    ]
    lines = [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]
    caption = [f"**{_inline(block.caption, language)}**", ""] if block.is_titled else []
    return "\n".join([*caption, *lines])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(block: Section, language: Language, level: int) -> str:
    aside = f" ({_inline(block.aside, language)})" if block.aside else ""
    head = f"{'#' * min(level, 6)} {_inline(block.title, language)}{aside}"
    inner = markdown(block.blocks, language, level=level + 1)
    return "\n\n".join(part for part in (_place(block.anchor), head, inner) if part)


def _entries(block: Entries, language: Language, level: int) -> str:
    return markdown(block.sections, language, level=level)


def _figure(block: Figure, language: Language, level: int) -> str:
    """Say what a picture is of: Markdown has none, and its days stand in the tables."""
    return ""


def _chain(block: Chain, language: Language, level: int) -> str:
    return "\n".join(
        f"{number}. {_chain_link(one, language)}" for number, one in enumerate(block.links, start=1)
    )


def _chain_link(one: ChainLink, language: Language) -> str:
    parts = [_inline(one.title, language), *(_inline(note, language) for note in one.notes)]
    if one.gate:
        parts.append(f"◆ {_inline(one.gate, language)}")
    if one.back:
        back = {"nl": "of terug naar", "en": "or back to"}[language]
        parts.append(f"↩ {back} {_inline(one.back, language)}")
    return " · ".join(parts)


def _lane(block: Lane, language: Language, level: int) -> str:
    heads = ("", *(say(one, language) for one in block.phases), "")
    rows = [
        [
            _inline(row.link, language),
            *(_MARKS[one] for one in row.steps),
            _inline(row.phase, language),
        ]
        for row in block.rows
    ]
    return "\n".join([_line(heads), _line(["---"] * len(heads)), *map(_line, rows)])


def _contents(block: TableOfContents, language: Language, level: int) -> str:
    return "\n".join(_entry_lines(block, language))


def _entry_lines(block: TableOfContents, language: Language) -> Iterator[str]:
    for one in block.entries:
        yield f"- {_inline(one.link, language)}: {_inline(one.about, language)}"
        yield from (f"  - {_inline(part, language)}" for part in one.parts)


_WRITERS: Final[Mapping[type[Block], Callable[[Any, Language, int], str]]] = MappingProxyType(
    {
        Bullets: _bullets,
        Chain: _chain,
        Entries: _entries,
        Figure: _figure,
        Heading: _heading,
        Lane: _lane,
        Lead: _paragraph,
        Paragraph: _paragraph,
        Section: _section,
        Table: _table,
        TableOfContents: _contents,
        Terms: _terms,
    }
)
