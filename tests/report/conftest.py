"""The small town, the example dossier, and pages opened in a browser with a witness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.report.town import Judged, an_example, judged, town


@pytest.fixture(scope="session")
def molenveld() -> Judged:
    """The small town, checked."""
    return judged(town())


@pytest.fixture(scope="session")
def helmond() -> Judged:
    """The example dossier, checked."""
    return an_example("helmond")


@pytest.fixture(scope="session")
def helmond_html(helmond: Judged) -> str:
    """The report of the example, in Dutch."""
    return helmond.report(language="nl")


@attrs.define
class Witness:
    """What a page did that it should not have done."""

    requests: list[str] = attrs.field(factory=list)
    complaints: list[str] = attrs.field(factory=list)

    def watch(self, page: Any) -> None:
        """Note requests for anything but files and data, errors, warnings and dialogs."""
        page.on("request", lambda one: self._request(one.url))
        page.on("console", lambda one: self.complaints.append(f"{one.type}: {one.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda one: self.complaints.append(f"dialog: {one.message}"))

    def _request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "about:")):
            self.requests.append(url)


@pytest.fixture
def witness() -> Iterator[Witness]:
    """A witness that at the end swears that nothing was asked for and nothing complained."""
    seen = Witness()
    yield seen
    assert seen.requests == []
    assert seen.complaints == []


@pytest.fixture
def opened(browser: Any, witness: Witness, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open HTML from a file, in a browser as wide, dark or scriptless as asked."""
    contexts = []

    def open_html(html: str, *, anchor: str = "", width: int = 1280, **choices: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(html, "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **choices)
        contexts.append(context)
        page = context.new_page()
        witness.watch(page)
        page.goto(f"{path.as_uri()}#{anchor}" if anchor else path.as_uri())
        return page

    yield open_html
    for context in contexts:
        context.close()
