"""The handbook as a browser shows and prints it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pypdf
import pytest
from tests.handbook.conftest import Town
from tests.report.conftest import opened, witness  # noqa: F401 - fixtures
from tests.report.test_in_browser import Open, go, too_wide, violations

from opgavekern.handbook import render_handbook

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_chapter_is_accessible_and_fits(
    opened: Open,  # noqa: F811 - the fixture
    towns: Mapping[str, Town],
    width: int,
    scheme: str,
) -> None:
    """At level A and AA axe finds nothing, and nothing has to be scrolled sideways to be read."""
    book = towns["example"].book
    page = opened(render_handbook(book), width=width, color_scheme=scheme)
    for chapter in book.chapters:
        go(page, chapter.anchor)
        assert too_wide(page) <= 0, chapter.anchor
    page.evaluate("pages.forEach(one => one.classList.add('is-current'))")
    assert violations(page) == []


def test_it_prints_whole(opened: Open, towns: Mapping[str, Town]) -> None:  # noqa: F811
    """On A4 every chapter is there, with the table of contents, on a few dozen pages."""
    book = towns["helmond"].book
    printed: Any = opened(render_handbook(book)).pdf(format="A4")
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert 8 < len(pages) < 40
    words = " ".join(one.extract_text() for one in pages)
    for chapter in book.chapters:
        assert str(chapter.title.text("nl")) in words  # type: ignore[union-attr]
    assert "Wanneer wordt iets een opgave?" in pages[0].extract_text()
