"""From chapters to passages: each part with a name, with what it says and cites itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from opgavekern.base.texts import Language
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.markdown import in_words, markdown
from opgavekern.handbook.outcomes import Passage
from opgavekern.report.blocks import Block, Page, Row, Section, Table
from opgavekern.report.citing import citations


def passages(pages: Iterable[Page], language: Language) -> Iterator[Passage]:
    """Yield the passages of chapters, each before those within it."""
    for page in pages:
        own = tuple(_without_inner(page.blocks))
        yield Passage(
            anchor=page.anchor,
            chapter=page.anchor,
            title=in_words(page.title, language),
            text=markdown(own, language),
            cites=citations((page.title, own)),
        )
        yield from _within(page.blocks, page.anchor, language)


def _within(blocks: Iterable[Block], chapter: str, language: Language) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Section):
            own = tuple(_without_inner(block.blocks))
            yield Passage(
                anchor=block.anchor,
                chapter=chapter,
                title=in_words(block.title, language),
                text=markdown(own, language),
                cites=citations((block.title, block.aside, own)),
            )
        elif isinstance(block, Table):
            yield from (_row(block, row, chapter, language) for row in block.rows if row.anchor)
        yield from _within(block.inner, chapter, language)


def _row(table: Table, row: Row, chapter: str, language: Language) -> Passage:
    heads = (in_words(one.head, language) for one in table.columns)
    cells = [in_words(one, language) for one in row.cells]
    return Passage(
        anchor=row.anchor,
        chapter=chapter,
        title=cells[0],
        text="\n".join(f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True)),
        cites=citations(row.cells),
    )


def _without_inner(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without what is a passage of its own."""
    for block in blocks:
        if isinstance(block, Table):
            yield attrs.evolve(block, rows=tuple(row for row in block.rows if not row.anchor))
        elif not isinstance(block, Section | Entries):
            yield block
