"""What the report says of admission, of the next status and of the way of working."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.report.town import Judged, judged, town

from opgavekern.base.texts import say
from opgavekern.governance import check
from opgavekern.model import Issue, IssueId, ProgrammeId
from opgavekern.report.blocks import Bullets, Link, Paragraph, Table
from opgavekern.report.pages.admitting import admitting
from opgavekern.report.pages.issue_work import programmes
from opgavekern.report.pages.next_status import next_status
from opgavekern.report.pages.standing import standing, step_of


def nl(value: Any) -> str:
    """Say something in Dutch."""
    return say(value, "nl")


def withholding(seen: Judged, kind: str) -> Judged:
    """The same, of a dossier that withholds a kind."""
    dossier = seen.dossier.view(without=[kind])
    return attrs.evolve(
        seen, dossier=dossier, result=check(dossier, seen.governance, on=seen.result.on)
    )


def test_an_issue_tells_what_its_next_status_takes(helmond: Judged) -> None:
    """What to do, each with the code of the rule that asks for it."""
    west = helmond.dossier.issues[IssueId("west")]
    said, asked = next_status(helmond.view(), west).blocks
    assert isinstance(said, Paragraph)
    assert nl(said.words) == "Voor de status “realiseren” is eerst nodig:"
    assert isinstance(asked, Bullets)
    assert [nl(one)[-8:] for one in asked.items] == ["(NL-012)"]


def test_an_issue_that_may_go_on_says_so(helmond: Judged) -> None:
    """One sentence, and no list of nothing."""
    issue = helmond.dossier.issues[IssueId("binnenstad-oost")]
    (said,) = next_status(helmond.view(), issue).blocks
    assert isinstance(said, Paragraph)
    assert nl(said.words) == "Alles wat de status “realiseren” vraagt, is er."


def test_a_rule_without_an_answer_is_said(helmond: Judged) -> None:
    """What is not known is not open, and not wrong either."""
    seen = withholding(helmond, "budget_shares")
    issue = seen.dossier.issues[IssueId("binnenstad-oost")]
    _, asked = next_status(seen.view(), issue).blocks
    assert isinstance(asked, Bullets)
    assert [nl(one) for one in asked.items] == [
        "Niet te zeggen: Uitvoering zonder begroting (NL-013). Deze regel gaf geen antwoord."
    ]


def test_the_overview_tells_which_signals_may_become_issues(helmond: Judged) -> None:
    """How many, and for each what lacks."""
    said, table = admitting(helmond.view()).blocks
    assert isinstance(said, Paragraph)
    assert nl(said.words) == "Zonder opgave: 2 signalen, waarvan geen aan de criteria voldoet."
    assert isinstance(table, Table)
    assert {tuple(map(nl, row.cells[-1])) for row in table.rows} == {  # type: ignore[arg-type]
        ("Vraagt meer dan één partij",)
    }


def test_issues_that_would_not_be_admitted_come_first(helmond: Judged) -> None:
    """An issue that nothing came before stands above the signals, with a link to its page."""
    loose = helmond.dossier.replace(Issue(id="los", title="Een los idee"))
    seen = attrs.evolve(helmond, dossier=loose)
    said, table = admitting(seen.view()).blocks
    assert isinstance(said, Paragraph)
    assert nl(said.words).endswith("1 opgave zou nu niet worden toegelaten.")
    assert isinstance(table, Table)
    assert table.rows[0].cells[0] == Link("Een los idee", "#issue-los")


@pytest.mark.parametrize("kind", ["signals", "issues"])
def test_what_criteria_cannot_see_is_not_said_to_lack(kind: str, helmond: Judged) -> None:
    """The report says that it is withheld, and goes on."""
    assert "Wat hier zou staan is onbekend" in withholding(helmond, kind).report(language="nl")


def test_the_map_tells_where_programmes_stand(helmond: Judged) -> None:
    """Step by step, and where the way of working has not begun."""
    table, elsewhere = standing(helmond.view()).blocks
    assert isinstance(table, Table)
    where = [nl(row.cells[2]) for row in table.rows]
    assert where == ["Uitvoeren en bijsturen met bewoners (stap 4 van 4)"] * 2
    assert isinstance(elsewhere, Paragraph)
    assert nl(elsewhere.words).startswith("Nog niet begonnen met Van signaal naar wijkprogramma")


def test_an_issue_tells_at_which_step_its_programme_is(helmond: Judged) -> None:
    """Beside what the programme holds."""
    oost = helmond.dossier.issues[IssueId("oost")]
    said = programmes(helmond.view(), oost, "issue-oost").blocks[1]
    assert isinstance(said, Paragraph)
    assert "nu: Uitvoeren en bijsturen met bewoners (stap 4 van 4)" in nl(said.words)
    assert step_of(helmond.view(), ProgrammeId("elders")) is None
    silent = withholding(helmond, "methods").view()
    assert step_of(silent, ProgrammeId("wijkprogramma-oost")) is None


def test_where_there_is_nothing_to_say_nothing_is_said() -> None:
    """No criteria, no lifecycle, no way of working: no headings above nothing."""
    view = judged(town()).view()
    assert admitting(view).blocks == standing(view).blocks == ()
    assert all(next_status(view, one).blocks == () for one in view.dossier.issues)
