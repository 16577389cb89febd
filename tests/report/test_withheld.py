"""A report of a dossier that withholds something says so, and nowhere *none*."""

from __future__ import annotations

import re

import pytest
from tests.report.town import Judged, judged

from opgavekern.governance import check
from opgavekern.model import KINDS, Dossier, Kind, WithheldError
from opgavekern.report import render_report

_UNKNOWN = re.compile(
    r'<h2 id="([^":]+):title"[^>]*>[^<]*</h2>\s*<div class="aside tone-note">'
    r'<p class="prose">What would'
)


def _report(seen: Judged, dossier: Dossier) -> str:
    result = check(dossier, seen.governance, on=seen.result.on)
    return render_report(dossier, seen.governance, result, language="en")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_whatever_is_withheld_the_report_says_so(kind: Kind, molenveld: Judged) -> None:
    """It is named at the top; no page breaks, and no link leads nowhere."""
    html = _report(molenveld, molenveld.dossier.view(without=[kind.plural]))
    assert f"Withheld, so not known: {kind.plural_label.en}." in html
    places = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= places


@pytest.mark.parametrize(
    ("withheld", "pages"),
    [
        ("proficiencies", set()),
        ("people", {"people"}),
        ("teams", {"map", "people"}),
        ("stakeholders", {"stakeholders"}),
        ("pledges", {"overview", "calendar"}),
        ("areas", {"map"}),
    ],
)
def test_a_page_that_takes_it_is_not_made(withheld: str, pages: set[str], helmond: Judged) -> None:
    """In its place stands what was withheld; other pages are as they were."""
    html = _report(helmond, helmond.dossier.view(without=[withheld]))
    assert set(_UNKNOWN.findall(html)) == pages


def test_a_section_that_takes_it_is_not_made(helmond: Judged) -> None:
    """An issue's page keeps its other sections, and says that something is not known."""
    whole = _report(helmond, helmond.dossier)
    html = _report(helmond, helmond.dossier.view(without=["budget_shares"]))
    issue = re.compile(r'id="issue-west:([a-z]+)"')
    assert set(issue.findall(whole)) - set(issue.findall(html)) == {"money"}
    assert set(issue.findall(html)) - set(issue.findall(whole)) == {"withheld"}
    assert "since this dossier withholds records: budget shares." in html


def test_without_absences_nobody_is_too_full(helmond: Judged) -> None:
    """What is available is then not known: hours asked are shown, and no one is over them."""
    seen = helmond.dossier.view(without=["absences"])
    html = _report(helmond, seen)
    assert "is-over" in _report(helmond, helmond.dossier)
    assert "load is-over" not in html
    assert 'class="load"' in html


def test_people_who_are_withheld_are_called_by_pseudonym(helmond: Judged) -> None:
    """Who leads an issue is still told by id, and not as nobody."""
    seen = helmond.dossier.view(without=["people"])
    html = _report(helmond, seen)
    lead = next(iter(helmond.dossier.issues["west"].leads)).person
    who = html.partition('id="issue-west"')[2].partition("</dl>")[0]
    assert lead in who


def test_nothing_is_said_where_nothing_is_withheld(molenveld: Judged) -> None:
    """A whole dossier has a report without a word about it."""
    assert "Withheld" not in _report(molenveld, molenveld.dossier)


def test_one_issue_on_a_page_is_refused_where_it_cannot_be_told(molenveld: Judged) -> None:
    """A sheet with holes would look complete; the refusal names the kind."""
    issue = next(iter(molenveld.dossier.issues)).id
    dossier = molenveld.dossier.view(without=["teams"])
    seen = judged(dossier)
    with pytest.raises(WithheldError, match="teams"):
        render_report(dossier, seen.governance, seen.result, issue=issue)
    shown = molenveld.dossier.view(without=["proficiencies"])
    html = render_report(shown, seen.governance, judged(shown).result, language="en", issue=issue)
    assert "Withheld, so not known: proficiencies." in html
