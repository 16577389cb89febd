"""Position against influence."""

from __future__ import annotations

import itertools
import random
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
from opgavekern.network import ForcePlace, NetworkError, PositionInfluence, position_influence

GRADES = {"a": (0.9, 0.9), "b": (0.5, 0.1), "c": (0.2, 0.7), "d": (-0.8, 0.6), "e": (-0.25, None)}


def _records(grades: Any) -> list[dict[str, Any]]:
    return [
        {"stakeholder": one, "position": position, "influence": influence}
        for one, (position, influence) in grades.items()
    ]


def _field(**said: Any) -> PositionInfluence:
    return position_influence(_records(GRADES), **said)


def test_places() -> None:
    """Three sides and much or little influence make six places; unknown is in none."""
    found = _field(influence=0.5)
    assert [one.place for one in found.stakeholders] == [
        ForcePlace.INFLUENTIAL_PROPONENT,
        ForcePlace.OTHER_PROPONENT,
        ForcePlace.INFLUENTIAL_NEUTRAL,
        ForcePlace.INFLUENTIAL_OPPONENT,
        None,
    ]
    assert found.stakeholders[4].possible == (
        ForcePlace.INFLUENTIAL_OPPONENT,
        ForcePlace.OTHER_OPPONENT,
    )
    assert [one.stake.stakeholder for one in found.of(ForcePlace.INFLUENTIAL_OPPONENT)] == ["d"]
    assert _field().influence == pytest.approx(0.65)


def test_unknown_position_leaves_every_side_open() -> None:
    """Who did not say a position may be for, against or neither."""
    found = position_influence(_records({"a": (None, 0.9)}), influence=0.5).stakeholders[0]
    assert {one.value for one in found.possible} == {
        "influential_proponent",
        "influential_neutral",
        "influential_opponent",
    }
    assert not found.is_stable


def test_margin_tells_whom_thresholds_decide() -> None:
    """Places within the margin are those that thresholds tried one by one give."""
    moved = (0.15, 0.25, 0.35), (0.4, 0.5, 0.6)
    for position, influence in itertools.product((-0.36, -0.3, -0.1, 0, 0.2, 0.7), (0.3, 0.55)):
        one = _records({"s": (position, influence)})
        found = position_influence(one, influence=0.5, margin=0.1).stakeholders[0]
        tried = {
            position_influence(one, position=at, influence=much).stakeholders[0].place
            for at, much in itertools.product(*moved)
        }
        assert set(found.within_margin) == tried
        assert found.is_stable is (len(tried) == 1)
        assert found.margin == min(abs(abs(position) - 0.25), abs(influence - 0.5))


def test_zero_is_on_no_side() -> None:
    """A position of zero is neutral, also within a margin larger than the threshold."""
    found = position_influence(_records({"s": (0, 0.9)}), influence=0.5, margin=0.3)
    assert found.stakeholders[0].within_margin == (ForcePlace.INFLUENTIAL_NEUTRAL,)


def test_balance_is_the_sum_written_out() -> None:
    """Both sides weigh influence times position, over those of whom both are known."""
    for seed in range(500):
        chance = random.Random(seed)
        grades = {
            one: (
                chance.choice([None, chance.uniform(-1, 1), 0.0]),
                chance.choice([None, chance.uniform(0, 1)]),
            )
            for one in range(chance.randint(1, 9))
        }
        (found,) = position_influence(_records(grades)).balances
        both = [(p, i) for p, i in grades.values() if p is not None and i is not None]
        assert found.weight_for == pytest.approx(sum(p * i for p, i in both if p > 0))
        assert found.weight_against == pytest.approx(sum(-p * i for p, i in both if p < 0))
        counts = found.proponents, found.neutral, found.opponents, found.unknown
        assert sum(counts) == len(grades)
        assert found.unknown == sum(p is None for p, _ in grades.values())
        if found.balance is not None:
            total = sum(i for _, i in both)
            assert found.balance == pytest.approx(sum(p * i for p, i in both) / total)
            assert -1 - 1e-12 <= found.balance <= 1 + 1e-12
            assert found.known is not None
            assert 0 < found.known <= 1


def test_turning_every_position_turns_the_balance() -> None:
    """If each is as much for as it was against, so is the balance, and places mirror."""
    turned = {one: (-position, influence) for one, (position, influence) in GRADES.items()}
    found, mirrored = _field(), position_influence(_records(turned))
    assert found.balances[0].balance == pytest.approx(-(mirrored.balances[0].balance or 0))
    assert len(found.of(ForcePlace.INFLUENTIAL_OPPONENT)) == len(
        mirrored.of(ForcePlace.INFLUENTIAL_PROPONENT)
    )


def test_by_issue_and_day() -> None:
    """A dossier has a balance for each issue, and on a day what holds that day counts."""
    party, heat, care = StakeholderId("s"), IssueId("heat"), IssueId("care")
    before = Involvement(
        stakeholder=party, issue=heat, position=-1, influence=1, valid=Period(last=date(2025, 1, 1))
    )
    after = Involvement(
        stakeholder=party,
        issue=heat,
        position=0.5,
        influence=1,
        valid=Period(first=date(2025, 1, 2)),
        id=InvolvementId("later"),
    )
    other = Involvement(stakeholder=party, issue=care, position=-0.5, influence=0.5)
    issues = [Issue(id=one, title=one) for one in (heat, care)]
    dossier = Dossier.of(Stakeholder(id=party, name="Tenants"), *issues, before, after, other)
    found = position_influence(dossier)
    assert [(one.issue, one.balance) for one in found.balances] == [("care", -0.5), ("heat", 0.5)]
    then = position_influence(dossier, issue="heat", on=date(2024, 6, 1))
    assert [one.balance for one in then.balances] == [-1]


def test_of_a_graph_with_another_scale() -> None:
    """Nodes may use another scale, as long as the thresholds do."""
    graph = nx.Graph()
    graph.add_node("a", position=-30, power=5)
    graph.add_node("b", position=80, power=2)
    found = position_influence(graph, position=10, influence=3)
    assert [one.place for one in found.stakeholders] == [
        ForcePlace.INFLUENTIAL_OPPONENT,
        ForcePlace.OTHER_PROPONENT,
    ]
    assert found.balances[0].balance == pytest.approx(10 / 7)


def test_words_and_rows() -> None:
    """The answer says who stands where, by which thresholds, and what both sides weigh."""
    found = _field(influence=0.5)
    assert found.describe() == (
        "Field of forces of 5 stakes: for are 1 with much and 1 with little influence, neutral 1 "
        "and 0, against 1 and 0; of 1 too little is known. A position is for or against from 0.25 "
        "above or below zero, and influence is much from 0.5; within 0.1 of these 3 keep the same "
        "place. Balance: 2 for and 2 against; influence times position adds up to 1.00 above and "
        "0.48 below zero, 0.23 on average, over 100% of known influence."
    )
    assert "gemiddeld 0,23" in found.describe("nl")
    assert found.to_records()[4]["possible"] == ("influential_opponent", "other_opponent")
    assert "@book{nutt1992," in found.references


def test_nobody_and_nothing_known() -> None:
    """Without stakes there is no balance; without influence it is not known."""
    assert position_influence([]).balances == ()
    assert "for are 0 with much" in position_influence([]).describe()
    found = position_influence(_records({"a": (1, None)}))
    assert found.balances[0].balance is None
    assert "what they weigh is not known" in found.describe()
    assert position_influence(_records({"a": (1, 0)})).balances[0].balance is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"position": 0}, "number above zero"),
        ({"position": -1}, "at least 0"),
        ({"influence": "much"}, "must be a number"),
        ({"margin": -1}, "at least 0"),
    ],
)
def test_nonsense_is_refused(said: Any, told: str) -> None:
    """A threshold that means nothing is refused, with what to give."""
    with pytest.raises(NetworkError, match=told):
        _field(**said)


def test_influence_below_zero_is_refused() -> None:
    """Influence is a weight."""
    with pytest.raises(NetworkError, match="cannot lie below zero"):
        position_influence(_records({"a": (1, -0.1)}))


@pytest.mark.needs("science")
def test_plot() -> None:
    """The picture names every place and everybody in one, with a line at each threshold."""
    axes = _field(influence=0.5).plot(language="nl")
    said = [one.get_text().replace("\n", " ") for one in axes.texts]
    assert said[0] == "invloedrijke voorstander"
    assert sorted(said[6:]) == ["a", "b", "c", "d"]
    assert len(axes.lines) == 3
    assert axes.get_xlabel() == "standpunt: tegen ← → voor"
    assert len(_field().plot(issue="elsewhere").texts) == 6
