"""What changed in the network of stakeholders between two surveys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.report.test_in_browser import violations
from tests.report.town import judged

from opgavekern.base.texts import say
from opgavekern.model import Dossier, Period, Ref, Stakeholder, Tie, TieKind, TieSurvey
from opgavekern.report.blocks import Bullets, Figure, Section, all_of
from opgavekern.report.pages.network_change import network_change

FIRST, SECOND = date(2025, 5, 1), date(2026, 5, 1)


def _town(*surveys: date) -> Dossier:
    refs = {one: Ref("stakeholder", one) for one in "abcde"}

    def tie(pair: str, **valid: Any) -> Tie:
        return Tie(kind="works", start=refs[pair[0]], end=refs[pair[1]], valid=Period(**valid))

    return Dossier.of(
        TieKind(id="works", name="werkt samen met", is_directed=False),
        *(Stakeholder(id=one, name=one.upper()) for one in "abcd"),
        Stakeholder(id="e", name="E", valid=Period(first=date(2026, 1, 1))),
        tie("ab"),
        tie("bc", last=date(2025, 12, 31)),
        tie("bd", first=date(2026, 1, 1)),
        tie("de", first=date(2026, 1, 1)),
        *(
            TieSurvey(id=f"q{day.year}", title="Vraag", on=day, kinds=("works",),
                      asked=tuple(map(refs.__getitem__, "abcd")),
                      answered=tuple(map(refs.__getitem__, "abc")))
            for day in surveys
        ),
    )  # fmt: skip


def _change(language: Any = "nl") -> Section:
    section = network_change(judged(_town(FIRST, SECOND)).view(language=language))
    assert section is not None
    return section


def test_change_in_words() -> None:
    """The section counts contacts kept, made and lost, and names who came and who stands alone."""
    section = _change()
    assert say(section.title, "nl") == "Wat er veranderde tussen 1 mei 2025 en 1 mei 2026"
    assert [say(one, "nl") for one in next(all_of(Bullets, section.blocks)).items] == [
        "Tussen de 4 partijen die er beide keren waren: 1 contact gebleven, 1 nieuw en 1 weg.",
        "Nieuw in het netwerk: E.",
        "Had contacten en heeft er geen meer: C.",
    ]


def test_change_as_a_table() -> None:
    """Beside the picture stand the contacts that came and went."""
    table = next(all_of(Figure, _change("en").blocks)).table
    assert table is not None
    rows = {tuple(say(cell, "en") for cell in row.cells) for row in table.rows}
    assert rows == {("B", "C", "lost"), ("B", "D", "made"), ("D", "E", "made")}


def test_change_is_drawn() -> None:
    """The picture has a look for each sort of tie, and says so in its legend."""
    html = judged(_town(FIRST, SECOND)).report(language="en")
    picture = html[html.index('<svg class="change"') :]
    picture = picture[: picture.index("</svg>")]
    for look in ("ties is-kept", "ties is-made", "ties is-lost", "node-form is-joined"):
        assert picture.count(look) == 1
        assert html.count(look) == 2
    assert "<title>E</title>" in picture


def test_one_survey_is_no_change() -> None:
    """With one survey there is nothing to compare; one after the day of the report is no other."""
    assert network_change(judged(_town(FIRST)).view()) is None
    assert network_change(judged(_town(FIRST, date(2027, 1, 1))).view()) is None


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_change_is_accessible(opened: Callable[..., Any], width: int, scheme: str) -> None:
    """Axe finds nothing wrong with the picture or its table."""
    html = judged(_town(FIRST, SECOND)).report(language="nl")
    page = opened(html, anchor="stakeholders", width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.locator("#network-change svg.change").is_visible()
    assert violations(page) == []
