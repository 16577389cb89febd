"""What an issue's page says beside the picture of interest and influence."""

from __future__ import annotations

from tests.report.town import judged, town

from opgavekern.base.texts import Language
from opgavekern.model import Involvement, IssueId, Stakeholder
from opgavekern.network import power_interest
from opgavekern.report.pages.issue_parties import by_weight
from opgavekern.report.pages.power_told import power_told

ONE = IssueId("i-1")


def _said(*records: object, language: Language = "nl") -> dict[str, str]:
    view = judged(town().replace(*records)).view(language=language)
    parts = power_told(view, ONE, by_weight(view, view.today.involvements_of(ONE)))
    return {name.text(language): words.text(language) for name, words in parts}


def test_parts_of_the_picture() -> None:
    """Each part of the picture that holds someone says who, and what that means."""
    powerful = Involvement(stakeholder="c", issue=ONE, interest=0.2, influence=0.9)
    assert _said(powerful) == {
        "Goed informeren": "Veel belang, weinig invloed; zij worden niet vanzelf gehoord: "
        "Bewoners en Corporatie.",
        "Tevreden houden": "Weinig belang, veel invloed; zij kunnen het maken of breken: Café Één.",
    }
    assert list(_said(powerful, language="en")) == ["Keep informed", "Keep satisfied"]


def test_same_as_the_library() -> None:
    """Who stands where is what `power_interest` says with the lines at half of the scale."""
    view = judged(town()).view()
    grid = power_interest(view.dossier, issue=ONE, on=view.on, power=0.5, interest=0.5)
    assert {one.quadrant.value for one in grid.stakeholders if one.quadrant} == {"subject"}
    assert set(_said()) == {"Goed informeren"}


def test_many_are_counted() -> None:
    """Of many the first are named and the others counted."""
    crowd = [Stakeholder(id=f"s{n}", name=f"Partij {n:02}") for n in range(12)]
    stakes = [
        Involvement(stakeholder=one.id, issue=ONE, interest=0.9, influence=0.9) for one in crowd
    ]
    said = _said(*crowd, *stakes)["Samen optrekken"]
    assert said.endswith("Partij 03, Partij 04 en nog 7.")


def test_nobody_is_placed() -> None:
    """Where interest or influence of nobody is known, nothing is said."""
    view = judged(town()).view()
    found = view.today.involvements_of(IssueId("i-2"))
    assert found
    assert power_told(view, IssueId("i-2"), found) == ()
