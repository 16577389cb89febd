"""Blocks as Markdown: every block that the handbook shows, and words that stay words."""

from __future__ import annotations

import pytest

from opgavekern.base.texts import Text
from opgavekern.handbook.markdown import escaped, markdown
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Heading,
    Lead,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.chain import Chain, ChainLink

TITLE = Text(nl="Kop", en="Head")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. Ophalen", r"1\. Ophalen"),
        ("12) Ophalen", r"12\) Ophalen"),
        ("- geen lijst", r"\- geen lijst"),
        ("a*b_c`d`", r"a\*b\_c\`d\`"),
        ("<b> & [x](y) | #", r"\<b\> &amp; \[x\](y) \| \#"),
        ("twee\nregels", "twee regels"),
        ("in 2026 - en verder. Klaar", "in 2026 - en verder. Klaar"),
    ],
)
def test_words_stay_words(words: str, written: str) -> None:
    """What Markdown would make something of is escaped; ordinary words are as they were."""
    assert escaped(words) == written


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Heading(TITLE), "### Kop"),
        (Lead("een\n\ntwee"), "een\n\ntwee"),
        (Paragraph("woorden", Tone.NOTE, TITLE), "**Kop** woorden"),
        (Paragraph(Badge(TITLE)), "*Kop*"),
        (Paragraph(Link(TITLE, "javascript:alert")), "Kop"),
        (Bullets(("een", Link(TITLE, "#plek"))), "- een\n- [Kop](<#plek>)"),
        (Terms(((TITLE, ("een", "twee")),)), "- **Kop:** een, twee"),
        (
            Table(
                caption=TITLE,
                columns=columns("A", "B"),
                rows=(Row(cells=("x", "y|z"), anchor="p"),),
                is_titled=False,
            ),
            '| A | B |\n| --- | --- |\n| <a id="p"></a>x | y\\|z |',
        ),
        (Table(caption=TITLE, columns=columns("A"), rows=()), ""),
        (
            Section(anchor="p", title=TITLE, blocks=(Lead("w"),), aside="X-1"),
            '<a id="p"></a>\n\n### Kop (X-1)\n\nw',
        ),
        (
            Chain(
                title=TITLE,
                links=(ChainLink(title="a", gate="poort"), ChainLink(title="b", back=("a",))),
            ),
            "1. a · ◆ poort\n2. b · ↩ of terug naar a",
        ),
    ],
)
def test_a_block_in_markdown(block: Block, written: str) -> None:
    """Each as people would write it."""
    assert markdown((block,), "nl") == written
