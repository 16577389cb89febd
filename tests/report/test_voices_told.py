"""What an issue's page says of who is not heard."""

from __future__ import annotations

from typing import Any

from tests.report.town import Judged, judged, town

from opgavekern.base.texts import Language, say
from opgavekern.model import Dossier, Involvement, IssueId, Stakeholder
from opgavekern.network import missing_voices
from opgavekern.report.blocks import Terms, all_of
from opgavekern.report.pages.issue_parties import stakeholders
from opgavekern.report.pages.voices_told import voices_told

ONE = IssueId("i-1")


def _said(dossier: Dossier, language: Language = "nl") -> dict[str, str]:
    fold = voices_told(judged(dossier).view(language=language), ONE)
    if fold is None:
        return {}
    terms = next(all_of(Terms, fold.blocks))
    return {say(name, language): say(value, language) for name, value in terms.pairs}


def test_what_nobody_speaks_for() -> None:
    """Areas and kinds of party without anybody are named, in the words of the reader."""
    assert _said(town()) == {
        "Gebieden": "Van geen belanghebbende is een belang vastgelegd in: Oost.",
        "Soorten partijen": "Nog niemand van: ondernemers.",
        "Niet aan tafel": "Veel belang, en bij geen bijeenkomst of team van deze opgave genoemd: "
        "Bewoners en Corporatie.",
    }
    assert _said(town(), "en")["Kinds of party"] == "Nobody yet of: entrepreneurs."


def test_heard_by_a_stake_in_the_area() -> None:
    """Who has a stake in the area speaks for it."""
    local = Stakeholder(id="e", name="Buurt", areas=("east",))
    said = _said(town().replace(local, Involvement(stakeholder="e", issue=ONE, interest=0.9)))
    assert "Gebieden" not in said
    assert said["Zonder contact"].endswith("van deze opgave: Buurt.")


def test_same_as_the_library(helmond: Judged) -> None:
    """Who is named is what `missing_voices` finds, of many the first five."""
    view = helmond.view()
    for issue in view.today.issues:
        found = missing_voices(view.dossier, issue=issue.id, on=view.on)
        fold = voices_told(view, issue.id)
        words = "" if fold is None else str([say(v, "nl") for _, v in _pairs(fold)])
        for one in [one for one in found.missing if one.sort == "kind"][:5]:
            assert one.text("nl") in words


def _pairs(fold: Any) -> Any:
    return next(all_of(Terms, fold.blocks)).pairs


def test_withheld_is_not_missing(molenveld: Judged) -> None:
    """Where areas are withheld nothing is said of voices; the rest of the section stays."""
    seen = judged(molenveld.dossier)
    view = seen.view()
    withheld = Judged(
        dossier=seen.dossier.view(without=["areas"]),
        governance=seen.governance,
        result=seen.result,
    ).view()
    assert voices_told(view, ONE) is not None
    assert voices_told(withheld, ONE) is None
    assert stakeholders(withheld, withheld.dossier.issues[ONE], "x").blocks
