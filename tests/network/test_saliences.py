"""Who counts, and why."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from opgavekern.network import NetworkError, SalienceClass, salience

NAMES = ("power", "legitimacy", "urgency")


def _one(*grades: float | None, **said: Any) -> Any:
    record = {"stakeholder": "s", **dict(zip(NAMES, grades, strict=True))}
    return salience([record], **said).stakeholders[0]


@pytest.mark.parametrize(
    ("has", "told"),
    [
        ((1, 0, 0), SalienceClass.DORMANT),
        ((0, 1, 0), SalienceClass.DISCRETIONARY),
        ((0, 0, 1), SalienceClass.DEMANDING),
        ((1, 1, 0), SalienceClass.DOMINANT),
        ((1, 0, 1), SalienceClass.DANGEROUS),
        ((0, 1, 1), SalienceClass.DEPENDENT),
        ((1, 1, 1), SalienceClass.DEFINITIVE),
        ((0, 0, 0), SalienceClass.NONE),
    ],
)
def test_eight_classes(has: tuple[int, int, int], told: SalienceClass) -> None:
    """The classes are those of Mitchell, Agle and Wood (1997), figure 2."""
    found = _one(*has).salience
    assert found is told
    assert told.attributes == sum(has)


@pytest.mark.parametrize(("power", "has"), [(0.6, True), (0.59, False), (0.61, True)])
def test_threshold_is_reached_by_what_equals_it(power: float, has: bool) -> None:
    """From the threshold up someone has power."""
    assert (_one(power, 0, 0, power=0.6).salience is SalienceClass.DORMANT) is has


def test_unknown_stays_unknown() -> None:
    """What is not known leaves every class open that agrees with the rest."""
    found = _one(1, None, 0)
    assert found.salience is None
    assert {one.value for one in found.possible} == {"dormant", "dominant"}
    nothing = _one(None, None, None)
    assert (len(nothing.possible), nothing.margin) == (8, None)


def test_margin_tells_whom_thresholds_decide() -> None:
    """Classes within the margin are those that thresholds tried one by one give."""
    tries = list(itertools.product((0.4, 0.5, 0.6), repeat=3))
    for grades in itertools.product((0.38, 0.45, 0.55, 0.62), repeat=3):
        found = _one(*grades, margin=0.1)
        tried = {
            _one(*grades, **dict(zip(NAMES, thresholds, strict=True))).salience
            for thresholds in tries
        }
        assert set(found.within_margin) == tried
        assert found.is_stable is (len(tried) == 1)
        assert found.margin == min(abs(one - 0.5) for one in grades)


def test_equals_trying_what_is_unknown() -> None:
    """What is possible is what every value of the unknown gives, of 500 random stakes."""
    for seed in range(500):
        chance = random.Random(seed)
        grades = [chance.choice([None, chance.random()]) for _ in NAMES]
        cuts = {name: chance.random() for name in NAMES}
        tries = itertools.product(*((0.0, 1.0) if one is None else (one,) for one in grades))
        found = _one(*grades, **cuts)
        assert set(found.possible) == {_one(*one, **cuts).salience for one in tries}
        if None not in grades:
            has = [one >= cut for one, cut in zip(grades, cuts.values(), strict=True)]  # type: ignore[operator]
            assert found.salience.attributes == sum(has)


def test_words_and_rows() -> None:
    """The answer says classes, thresholds and what they decide; a row has each."""
    records = [
        {"stakeholder": "a", "power": 0.9, "legitimacy": 0.9, "urgency": 0.9},
        {"stakeholder": "b", "power": 0.55, "legitimacy": 0.1, "urgency": None},
    ]
    found = salience(records)
    assert found.describe() == (
        "Salience of 2 stakes: 1 definitive. Of 1 too little is known for one class. Thresholds: "
        "power 0.5, legitimacy 0.5, urgency 0.5; within 0.1 of these 1 keep the same class."
    )
    assert found.describe("nl").startswith("Saillantie van 2 belangen: 1 beslissend.")
    assert [one.stake.stakeholder for one in found.of(SalienceClass.DEFINITIVE)] == ["a"]
    assert found.to_records()[1]["possible"] == ("dormant", "dangerous")
    assert "@article{mitchell1997," in found.references


def test_nothing_and_nonsense() -> None:
    """Nobody gives an empty answer; a threshold that is no number is refused."""
    assert salience([]).describe().startswith("Salience of 0 stakes: none can be told.")
    with pytest.raises(NetworkError, match=r"power=.*it must be a number"):
        salience([], power="high")  # type: ignore[arg-type]
    with pytest.raises(NetworkError, match=r"margin=.*at least 0"):
        salience([], margin=-1)
