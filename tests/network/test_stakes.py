"""What stakeholders have at stake, from whatever says it."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import networkx as nx
import pytest

from opgavekern.model import (
    Dossier,
    Involvement,
    InvolvementId,
    Issue,
    IssueId,
    Period,
    Stakeholder,
    StakeholderId,
)
from opgavekern.network import NetworkError, power_interest, salience

PARTY, HEAT, CARE = StakeholderId("s"), IssueId("heat"), IssueId("care")


def _involved(issue: IssueId, influence: float | None, **said: Any) -> Involvement:
    return Involvement(stakeholder=PARTY, issue=issue, influence=influence, **said)


def _dossier(*involved: Involvement) -> Dossier:
    party = Stakeholder(id=PARTY, name="Tenants")
    return Dossier.of(party, *(Issue(id=one, title=one) for one in (HEAT, CARE)), *involved)


def test_of_a_dossier_by_issue() -> None:
    """Each involvement is a stake, with the name of who has it; an issue may be chosen."""
    dossier = _dossier(_involved(HEAT, 0.7), _involved(CARE, None, position=-1))
    both = [one.stake for one in power_interest(dossier).stakeholders]
    assert [(one.issue, one.label, one.influence) for one in both] == [
        ("care", "Tenants", None),
        ("heat", "Tenants", 0.7),
    ]
    assert len(power_interest(dossier, issue="heat").stakeholders) == 1
    with pytest.raises(NetworkError, match=r"there is no issue .heet"):
        power_interest(dossier, issue="heet")


def test_of_a_day() -> None:
    """On a day what holds that day counts; without one, what was said last."""
    first = _involved(HEAT, 0.2, valid=Period(last=date(2025, 12, 31)))
    later = _involved(HEAT, 0.9, valid=Period(first=date(2026, 1, 1)), id=InvolvementId("later"))
    dossier = _dossier(later, first)

    def powers(on: date | None) -> list[float | None]:
        return [one.stake.influence for one in power_interest(dossier, on=on).stakeholders]

    assert (powers(date(2025, 6, 1)), powers(date(2026, 6, 1)), powers(None)) == (
        [0.2],
        [0.9],
        [0.9],
    )


def test_of_a_graph() -> None:
    """Nodes say what is known of them; who says nothing is unknown, not zero."""
    graph = nx.path_graph(["a", "b"])
    graph.nodes["a"].update(power=True, legitimacy=1, urgency=math.nan)
    found = [one.stake for one in salience(graph).stakeholders]
    assert [(one.influence, one.legitimacy, one.urgency) for one in found] == [
        (1.0, 1.0, None),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([{"stakeholder": "a", "influence": 1}], 'no stakeholder has "interest"'),
        ([{"influence": 1, "interest": 1}], 'has no "stakeholder"'),
        ([{"stakeholder": "a", "influence": "high", "interest": 1}], "it must be a number"),
        ([{"stakeholder": "a", "influence": math.inf, "interest": 1}], "it must be a number"),
        (2 * [{"stakeholder": "a", "influence": 1, "interest": 1}], "twice for the same issue"),
        (["a"], "give a dossier, a graph, or a list of dicts"),
        ("abc", "give a dossier, a graph, or a list of dicts"),
    ],
)
def test_what_is_refused(records: Any, said: str) -> None:
    """What is absent, no number or there twice is said, with what to do."""
    with pytest.raises(NetworkError, match=said):
        power_interest(records)


def test_records_have_no_days() -> None:
    """A day is asked of a dossier only."""
    with pytest.raises(NetworkError, match="do not say when they hold"):
        salience([], on=date(2026, 1, 1))
