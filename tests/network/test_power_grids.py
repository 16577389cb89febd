"""Power against interest."""

from __future__ import annotations

import random
import statistics
from typing import Any

import pytest

from opgavekern.network import PowerInterest, Quadrant, power_interest

GRADES = {"a": (0.9, 0.9), "b": (0.8, 0.1), "c": (0.2, 0.7), "d": (0.1, 0.2), "e": (0.5, None)}


def _grid(**said: Any) -> PowerInterest:
    records = [
        {"stakeholder": one, "influence": power, "interest": interest}
        for one, (power, interest) in GRADES.items()
    ]
    return power_interest(records, **said)


def test_quadrants() -> None:
    """Much or little of power and of interest make four quadrants; unknown is in none."""
    found = _grid(power=0.5, interest=0.5)
    assert [one.quadrant for one in found.stakeholders] == [
        Quadrant.PLAYER,
        Quadrant.CONTEXT_SETTER,
        Quadrant.SUBJECT,
        Quadrant.CROWD,
        None,
    ]
    assert found.stakeholders[4].possible == (Quadrant.PLAYER, Quadrant.CONTEXT_SETTER)
    assert [one.stake.stakeholder for one in found.of(Quadrant.SUBJECT)] == ["c"]


def test_medians_are_of_what_is_known() -> None:
    """Without thresholds each is the median of what is known, and the answer says so."""
    found = _grid()
    assert found.power == statistics.median(power for power, _ in GRADES.values())
    assert found.interest == statistics.median([0.9, 0.1, 0.7, 0.2])
    assert "Power is high from 0.5 (median) and interest from 0.45 (median)" in found.describe()
    assert "0,5 (mediaan)" in found.describe("nl")


def test_equals_looking_at_each() -> None:
    """On random grids, in part unknown, each place is what its two comparisons say."""
    places = {
        (True, True): Quadrant.PLAYER,
        (True, False): Quadrant.CONTEXT_SETTER,
        (False, True): Quadrant.SUBJECT,
        (False, False): Quadrant.CROWD,
    }
    for seed in range(500):
        chance = random.Random(seed)
        grades = [
            (chance.choice([None, chance.random()]), chance.choice([None, chance.random()]))
            for _ in range(chance.randint(0, 6))
        ]
        found = power_interest(
            [{"stakeholder": f"s{one}", "power": p, "interest": i}
             for one, (p, i) in enumerate(grades)]
        )  # fmt: skip
        medians = [
            statistics.median(known) if (known := [one for one in side if one is not None]) else 0
            for side in (zip(*grades, strict=True) if grades else ((), ()))
        ]
        for place, (power, interest) in zip(found.stakeholders, grades, strict=True):
            expected = None
            if power is not None and interest is not None:
                expected = places[power >= medians[0], interest >= medians[1]]
            assert place.quadrant is expected


def test_margin() -> None:
    """Who stands near a threshold may stand elsewhere when it moves."""
    found = _grid(power=0.5, interest=0.65, margin=0.1)
    subject = found.stakeholders[2]
    assert subject.within_margin == (Quadrant.SUBJECT, Quadrant.CROWD)
    assert subject.margin == pytest.approx(0.05)
    assert not subject.is_stable
    assert found.stakeholders[0].is_stable


def test_nobody_and_nothing_known() -> None:
    """Without stakes or without what is known there is no median and no place."""
    assert power_interest([]).to_records() == []
    found = power_interest([{"stakeholder": "a", "power": None, "interest": None}])
    assert (found.power, found.stakeholders[0].quadrant) == (None, None)
    assert "from unknown" in found.describe()


@pytest.mark.needs("science")
def test_plot() -> None:
    """The picture has a mark and a name for each that is placed, and both thresholds."""
    axes = _grid().plot()
    assert [one.get_text() for one in axes.texts] == [
        *("player", "context setter", "subject", "crowd"),
        *("a", "b", "c", "d"),
    ]
    assert len(axes.lines) == 2
    assert _grid().plot(axes, language="nl") is axes
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("belang", "macht")
    assert "0,2" in [one.get_text() for one in axes.get_xticklabels()]


@pytest.mark.needs("science")
def test_plot_of_nothing_known() -> None:
    """A grid without anybody whose place is known is an empty picture, not a mistake."""
    assert [one.get_text() for one in power_interest([]).plot().texts] == ["crowd"]
