"""A dossier made to attack: it runs nothing, asks for nothing, and is shown as it stands."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, get_type_hints

import attrs
import pytest
from tests.report.town import DAY, Judged, judged, town

from opgavekern.base.converting import Prose
from opgavekern.model import KINDS, Dossier, Header, Issue, Record, Source

PAYLOAD = (
    "\"'><script>window.hit=1</script><img src=https://example.invalid/x onerror=window.hit=1>"
    "</style></title></textarea><svg onload=window.hit=1><a href=javascript:window.hit=1>x</a>"
    "' onmouseover='window.hit=1' \" autofocus onfocus=\"window.hit=1\" {{ 7*7 }} {% raw %} "
    "</script><script>window.hit=1</script><!-- ]]> &lt;script&gt; javascript:window.hit=1"
)

#: Scripts that a browser runs: our own two; data for them is none.
RUNNING = "[...document.scripts].filter(one => one.type !== 'application/json').length"


#: What breaks a layout rather than a browser.
AWKWARD = {
    "long": "woord " * 830,
    "unbroken": "x" * 5_000,
    "from the right": "\u202e\u05de\u05d0\u05d7 \u0627\u0644\u0633\u0644 " * 8,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇳🇱" * 30,
    "quotes": "’t ‘gat’ van “Jan” „Piet” «x» \"'`" * 4,
    "marks": "Z͑ͫ̓a̴l̸g̶o̷ " * 20,
}


def poisoned(record: Record, payload: str = PAYLOAD) -> Record:
    """Put the payload in every text of a record, its id and other records' ids left alone."""
    hints = get_type_hints(type(record))
    changes: dict[str, Any] = {
        field.name: f"{getattr(record, field.name)}{payload}"
        for field in attrs.fields(type(record))
        if hints[field.name] in {str, Prose}
    }
    changes["source"] = Source(reference=payload, address=f"javascript:{payload}")
    changes["tags"] = frozenset({payload})
    return attrs.evolve(record, **changes)


def attacked(dossier: Dossier, payload: str = PAYLOAD) -> Judged:
    """Check a dossier of which every text attacks."""
    records = [
        poisoned(record, payload) for kind in KINDS for record in dossier.of_kind(kind.plural)
    ]
    header = attrs.evolve(dossier.header, name=payload, note=payload)
    return judged(Dossier.of(*records, header=header))


@pytest.mark.browser
@pytest.mark.parametrize("names", [False, True])
def test_nothing_runs(opened: Callable[..., Any], helmond: Judged, names: bool) -> None:
    """Of two dossiers full of attacks no page runs, requests or breaks anything."""
    for dossier in (town(), helmond.dossier):
        page = opened(attacked(dossier).report(names=names))
        for link in page.evaluate(
            "[...document.querySelectorAll('nav a, .cards a')].map(one => one.hash.slice(1))"
        ):
            page.evaluate("anchor => { location.hash = anchor }", link)
            page.wait_for_timeout(20)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for hovered in page.locator("h2:visible, strong:visible").all()[:5]:
            hovered.hover()
        assert page.evaluate("window.hit") is None
        assert page.evaluate(RUNNING) == 2
        assert page.evaluate("document.querySelectorAll('img, iframe, object').length") == 0
        attributes = (
            "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])"
            ".filter(one => one.name.startsWith('on')).length"
        )
        assert page.evaluate(attributes) == 0
        addresses = "[...document.querySelectorAll('a')].map(one => one.getAttribute('href'))"
        assert all(to.startswith(("#", "https://")) for to in page.evaluate(addresses))


@pytest.mark.browser
def test_a_sheet_runs_nothing(opened: Callable[..., Any]) -> None:
    """The page of one issue neither."""
    page = opened(attacked(town()).report(issue="i-1"))
    assert page.evaluate("window.hit") is None
    assert page.evaluate(RUNNING) == 2


@pytest.mark.browser
@pytest.mark.parametrize("payload", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_text_breaks_no_layout(opened: Callable[..., Any], payload: str) -> None:
    """However long or strange a text, no page has to be scrolled sideways, nor does a sheet."""
    found = attacked(town(), payload)
    whole, sheet = opened(found.report()), opened(found.report(issue="i-1"))
    whole.evaluate("pages.forEach(one => one.classList.add('is-current'))")
    whole.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for page, width in itertools.product((whole, sheet), (1280, 320)):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_ids_that_attack_are_harmless(opened: Callable[..., Any]) -> None:
    """Dossiers that are built in code may have ids that no file could hold."""
    issue = Issue(id=PAYLOAD, title="Kwaad")  # type: ignore[arg-type]
    page = opened(judged(Dossier.of(issue, header=Header(as_of=DAY))).report())
    assert page.evaluate("window.hit") is None
    assert page.evaluate(RUNNING) == 2


def test_attacks_are_shown_as_they_stand() -> None:
    """What was typed is in the report, escaped, so that people see what they typed."""
    html = attacked(town()).report()
    assert "&lt;script&gt;window.hit=1&lt;/script&gt;" in html
    assert "<script>window.hit" not in html
    assert "49" not in html.split("{{ 7*7 }}")[1][:5]
