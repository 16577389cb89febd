"""Who has contact with whom, by ties of any kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from opgavekern.model import (
    Dossier,
    Involvement,
    Issue,
    IssueId,
    Period,
    Ref,
    Sign,
    Stakeholder,
    StakeholderId,
    Tie,
    TieKind,
    TieSurvey,
)
from opgavekern.network import cohesion, contacts_of
from opgavekern.network.foundation.surveys import survey_of


def _ref(name: str) -> Ref:
    return Ref("stakeholder", name)


def _dossier(*records: Any) -> Dossier:
    return Dossier.of(
        TieKind(id="advice", name="asks", is_directed=True),
        TieKind(id="works", name="works with", is_directed=False),
        *(Stakeholder(id=one, name=one.title()) for one in "abcd"),
        *records,
    )


def _tie(kind: str, pair: str, **said: Any) -> Tie:
    return Tie(kind=kind, start=_ref(pair[0]), end=_ref(pair[1]), **said)


def _pairs(dossier: Dossier, **asked: Any) -> set[frozenset[str]]:
    return {
        frozenset(end.removeprefix("stakeholder:") for end in edge)
        for edge in contacts_of(dossier, **asked).edges
    }


def test_any_tie_is_contact() -> None:
    """Ties of several kinds, either way, for or against, are one contact between two."""
    dossier = _dossier(
        _tie("advice", "ab"), _tie("advice", "ba"), _tie("works", "ab"),
        _tie("advice", "cb", sign=Sign.NEGATIVE),
    )  # fmt: skip
    assert _pairs(dossier) == {frozenset("ab"), frozenset("bc")}
    graph = contacts_of(dossier)
    assert not graph.is_directed()
    assert not graph.is_multigraph()
    assert graph.nodes["stakeholder:d"]["label"] == "D"


def test_contact_on_a_day() -> None:
    """Only ties of the day count."""
    past = _tie("works", "ab", valid=Period(last=date(2025, 12, 31)))
    dossier = _dossier(past, _tie("advice", "bc"))
    assert _pairs(dossier, on=date(2026, 1, 1)) == {frozenset("bc")}
    assert _pairs(dossier, on=date(2025, 1, 1)) == {frozenset("ab"), frozenset("bc")}


def test_contact_of_a_part() -> None:
    """Parts are those of `graph_of`, and results say that kinds were taken together."""
    dossier = _dossier(
        Issue(id="heat", title="Heat"),
        *(Involvement(issue=IssueId("heat"), stakeholder=StakeholderId(one)) for one in "ab"),
        _tie("advice", "ab"), _tie("works", "bc"),
    )  # fmt: skip
    assert _pairs(dossier, issue="heat") == {frozenset("ab")}
    assert len(contacts_of(dossier, among="organisations")) == 0
    said = cohesion(contacts_of(dossier)).describe()
    assert "Treated before: ties of all kinds together, as contact." in said


def test_answered_wherever_asked() -> None:
    """Who was silent about one kind of tie did not answer, though it did about another."""
    dossier = _dossier(
        TieSurvey(id="q1", title="Een", kinds=("advice",), asked=tuple(map(_ref, "abc")),
                  answered=(_ref("a"), _ref("b"))),
        TieSurvey(id="q2", title="Twee", kinds=("works",), asked=tuple(map(_ref, "bcd")),
                  answered=(_ref("c"), _ref("d"))),
    )  # fmt: skip
    survey = survey_of(contacts_of(dossier))
    assert survey is not None
    assert survey.asked == {f"stakeholder:{one}" for one in "abcd"}
    assert survey.answered == {"stakeholder:a", "stakeholder:d"}


def test_no_ties() -> None:
    """Without ties there are stakeholders, and nobody was asked."""
    graph = contacts_of(_dossier())
    assert (len(graph), graph.number_of_edges(), survey_of(graph)) == (4, 0, None)
