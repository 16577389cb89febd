from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.report.test_hostile import RUNNING, attacked
from tests.report.test_in_browser import enlarge, go, shown_pages, too_wide, violations
from tests.report.town import Judged, judged, town

from opgavekern.base.texts import say
from opgavekern.comparing import Comparison, compare_dossiers
from opgavekern.governance import check
from opgavekern.model import Dossier, IssueId, PersonId, Ref
from opgavekern.report.blocks import Bullets, Lead, Link, Page, Paragraph, Section, all_of
from opgavekern.report.pages.changed import changed
from opgavekern.report.pages.found import FindingLines
from opgavekern.testing import a_role, an_issue

Open = Callable[..., Any]


def between(old: Judged, new: Judged, **more: Any) -> Comparison:
    """Compare two that were checked."""
    return compare_dossiers(old.dossier, new.dossier, results=(old.result, new.result), **more)


def rejudged(one: Judged, *records: Any, without: Any = ()) -> Judged:
    """Change some records, and check again by the same rules."""
    dossier = one.dossier.replace(*records, without=without)
    result = check(dossier, one.governance, on=one.result.on)
    return attrs.evolve(one, dossier=dossier, result=result)


def lines(page: Page, language: Any = "nl") -> list[str]:
    return [say(item, language) for block in all_of(Bullets, page.blocks) for item in block.items]


@pytest.fixture(scope="module")
def west(helmond: Judged) -> Judged:
    """The example after some weeks: a sponsor, a phase, a title, an issue less and one more."""
    issue = helmond.dossier.issues[IssueId("west")]
    given = {"phase": "delivering", "on": "2026-08-20"}
    moved = attrs.evolve(
        issue,
        title="Warm in West",
        political_sponsors=(),
        history=(*issue.history, an_issue(history=[given]).history[0]),
    )
    new = an_issue(id="nieuw", title="Een nieuwe opgave")
    role = a_role(id="extra", name="Extra")
    return rejudged(helmond, moved, new, role, without=[Ref("issue", "eeuwsels")])


def test_what_moved_stands_by_issue(helmond: Judged, west: Judged) -> None:
    """A section for each issue, with its own link; then what concerns none."""
    page = changed(west.view(), between(helmond, west))
    assert page.count == 3
    sections = list(all_of(Section, page.blocks))
    assert [one.anchor for one in sections] == [
        "changed-eeuwsels",
        "changed-nieuw",
        "changed-west",
        "changed-others",
    ]
    assert [say(one.aside, "nl") for one in sections[:3]] == ["vervallen", "nieuw", ""]
    assert "Fase: programmeren → realiseren." in lines(page)
    assert "Niet meer bestuurlijk opdrachtgever: oud-wethouder (p-07)." in lines(page)
    assert lines(page)[-1] == "Rol “Extra”: nieuw."
    links = [one.words.to for one in all_of(Paragraph, page.blocks) if isinstance(one.words, Link)]
    assert links == ["#issue-nieuw", "#issue-west"]


def test_findings_lead_to_where_they_stand(helmond: Judged, west: Judged) -> None:
    """New ones with their weight and a link, gone ones without."""
    unwaived = rejudged(helmond, without=[Ref("waiver", "NL-005.issue.west")])
    page = changed(west.view(), between(unwaived, west))
    rows = [row for block in all_of(FindingLines, page.blocks) for row in block.rows]
    new = [row for row in rows if isinstance(row.words, Link)]
    gone = [row for row in rows if not isinstance(row.words, Link)]
    ids = {f"#finding-{one.id}" for one in west.result.findings}
    assert new
    assert gone
    assert all(row.words.to in ids for row in new if isinstance(row.words, Link))
    assert {say(row.severity.words, "nl") for row in gone} == {"weg"}


def test_where_nothing_changed(helmond: Judged) -> None:
    """It says so, and has no sections."""
    page = changed(helmond.view(), between(helmond, helmond))
    assert page.count == 0
    (lead,) = page.blocks
    assert isinstance(lead, Lead)
    assert "geen verschillen" in say(lead.words, "nl")


def test_rules_without_an_answer_are_told() -> None:
    """Of what did not run it is said that nothing is known."""
    whole, broken = judged(town()), judged(town(), with_broken=True)
    page = changed(whole.view(), between(broken, whole))
    assert any(isinstance(one, Paragraph) for one in page.blocks)


def test_the_report_has_the_page_only_where_asked(helmond: Judged, west: Judged) -> None:
    """Second in the navigation; a report without it is what it was."""
    html = west.report(language="nl", since=between(helmond, west))
    plain = west.report(language="nl")
    assert "Wat er veranderd is" in html
    assert "Wat er veranderd is" not in plain
    assert html.index('href="#overview"') < html.index('href="#changed"') < html.index("#map")
    assert west.report(language="nl", since=between(helmond, west)) == html
    assert "What changed" in west.report(language="en", since=between(helmond, west))


def test_nobody_is_named_unless_asked(helmond: Judged, west: Judged) -> None:
    """The page calls people as the comparison was asked to."""
    someone = attrs.evolve(helmond.dossier.people[PersonId("p-07")], name="Jan de Vries")
    old, new = rejudged(helmond, someone), rejudged(west, someone)
    for names in (False, True):
        html = new.report(since=between(old, new, names=names), names=names)
        assert ("Jan de Vries" in html) is names


def test_nobody_reads_what_people_can(helmond: Judged) -> None:
    """That levels, absences or pairings changed is told, of nobody; also with names."""
    level = next(iter(helmond.dossier.proficiencies))
    new = rejudged(helmond, attrs.evolve(level, level=level.level + 1))
    page = changed(new.view(names=True), between(helmond, new, names=True))
    words = [say(one.words, "nl") for one in all_of(Paragraph, page.blocks)]
    assert any("staan niet in het rapport" in one for one in words)
    assert level.id not in new.report(since=between(helmond, new, names=True), names=True)


@pytest.fixture
def west_html(helmond: Judged, west: Judged) -> str:
    """The report of the later dossier, with the page of what changed."""
    return west.report(language="nl", since=between(helmond, west))


@pytest.mark.browser
@pytest.mark.parametrize(("width", "letters", "scheme"), [(1280, 200, "light"), (320, 100, "dark")])
def test_the_page_is_accessible_and_fits(
    opened: Open, west_html: str, width: int, letters: int, scheme: str
) -> None:
    """As every page: axe finds nothing, and nothing has to be scrolled sideways."""
    page = opened(west_html, width=width, color_scheme=scheme)
    enlarge(page, letters)
    go(page, "changed")
    assert shown_pages(page) == ["changed"]
    assert too_wide(page) <= 0
    assert violations(page) == []


@pytest.mark.browser
def test_it_is_whole_without_javascript(opened: Open, west_html: str) -> None:
    """The page stands in the document, and links of the navigation lead to it."""
    page = opened(west_html, java_script_enabled=False)
    assert page.locator("section#changed").is_visible()
    assert page.locator("nav a[href='#changed']").count() == 1


@pytest.mark.browser
def test_attacks_stay_text(opened: Open) -> None:
    """What was and what is, both full of attacks: nothing runs."""
    bad, good = attacked(town()), judged(town())
    for old, new in ((bad, good), (good, bad), (judged(Dossier()), bad)):
        page = opened(new.report(since=between(old, new)))
        go(page, "changed")
        assert page.evaluate("window.hit") is None
        assert page.evaluate(RUNNING) == 2
