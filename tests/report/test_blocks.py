"""One mechanism for all pages: a block that someone adds is drawn wherever it is put."""

from __future__ import annotations

import attrs
import pytest
from tests.report.town import Judged

from opgavekern.report import blocks
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Column,
    Columns,
    Figure,
    Fold,
    Heading,
    Link,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    Terms,
    Tone,
    all_of,
)
from opgavekern.report.figures.power import power_picture
from opgavekern.report.writing import pages, render_pages

TABLE = Table(
    caption="Wat wij meten",
    columns=(Column(head="Maat"), Column(head="Waarde", is_number=True)),
    rows=(Row(cells=("Rust", 7), anchor="own-rest"),),
)
FIGURE = Figure(
    name="power",
    anchor="own-figure",
    title="Wie wij spreken",
    description="Eén partij.",
    drawing=power_picture([("Iemand", 0.5, 0.5, None)]),
    table=TABLE,
)
OWN = Section(
    anchor="own",
    title="Van een plugin",
    blocks=(
        Heading("Een kop"),
        Paragraph("Eén alinea.\n\nNog één.", Tone.WARN),
        Terms((("Trekker", Badge("bekend", Tone.GOOD)),)),
        Bullets((Link("naar de kaart", "#map"), "los <b>woord</b>")),
        TABLE,
        Fold(title="Meer", blocks=(Paragraph("Dieper."),)),
        Columns(main=(FIGURE,), side=(Paragraph("Ernaast."),)),
    ),
)


def anchors(molenveld: Judged) -> list[str]:
    """Return the names of all pages."""
    return [page.anchor for page in pages(molenveld.view())]


@pytest.mark.parametrize("place", range(10))
def test_blocks_can_be_added_to_any_page(molenveld: Judged, place: int) -> None:
    """Heading, text, table and figure by name stand at the end of the page they were given to."""
    view = molenveld.view()
    found = pages(view)
    own = found[place].plus(OWN)
    html = render_pages(view, (*found[:place], own, *found[place + 1 :]))
    before, after = html.split(f'<section class="page" id="{own.anchor}"')
    page, *_ = after.split('<section class="page"')
    assert "Van een plugin" not in before
    for said in ("Een kop", "Nog één.", "Wat wij meten", "Wie wij spreken", "Ernaast.", "Dieper."):
        assert said in page
    assert "los &lt;b&gt;woord&lt;/b&gt;" in page
    assert html.replace(page, "").count("Van een plugin") == 0


def test_every_page_is_a_page_of_blocks(molenveld: Judged) -> None:
    """None has a template of its own, so that there is no page to which nothing can be added."""
    found = pages(molenveld.view())
    assert len(found) == 10
    assert all(isinstance(page, Page) and page.blocks for page in found)
    assert all(isinstance(one, Block) for page in found for one in page.blocks)


def test_blocks_within_blocks_are_found_in_the_order_of_reading() -> None:
    """Whatever holds them: sections, columns, folds."""
    assert [one.words for one in all_of(Paragraph, (OWN,))] == [
        "Eén alinea.\n\nNog één.",
        "Dieper.",
        "Ernaast.",
    ]


@pytest.mark.parametrize(
    "form",
    [one for one in vars(blocks).values() if isinstance(one, type) and issubclass(one, Block)],
)
def test_blocks_are_data(form: type[Block]) -> None:
    """Frozen attrs classes, which compare and print by what they hold."""
    if form is not Block:
        assert attrs.has(form)
        assert form.__setattr__ is not object.__setattr__
