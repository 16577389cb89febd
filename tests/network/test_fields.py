"""Fields of two values as pictures: every name inside the frame, over nothing else."""

from __future__ import annotations

import itertools
import random

import pytest

from opgavekern.base.texts import Text
from opgavekern.network.plots.fields import Axis, Dot, draw_field
from opgavekern.network.plots.labels import breadth, labels_of

FRAME = (400.0, 260.0)
SIZE = 9.0


def test_names_stay_inside_and_apart() -> None:
    """Whatever the names and places, no name passes the edge or stands on a dot or a name."""
    for seed in range(20):
        chance = random.Random(seed)
        points = [(chance.uniform(0, 400), chance.uniform(0, 260)) for _ in range(15)]
        points[1] = points[0]
        names = ["w" * chance.randint(1, 60) for _ in points]
        found = [one for one in labels_of(names, points, frame=FRAME, size=SIZE) if one]
        assert found
        for one in found:
            half = breadth(one.words, SIZE) / 2
            assert half <= one.x <= FRAME[0] - half + 1e-9
            assert all(not (abs(x - one.x) < half and abs(y - one.y) < 4) for x, y in points)
        for one, other in itertools.combinations(found, 2):
            together = (breadth(one.words, SIZE) + breadth(other.words, SIZE)) / 2
            assert abs(one.x - other.x) >= together - 1e-9 or abs(one.y - other.y) > SIZE


def test_name_without_room_is_left_out() -> None:
    """Where all is taken, a name has no place; the first come first."""
    points = [(200.0, 130.0)] * 60
    found = labels_of(["a long enough name"] * 60, points, frame=FRAME, size=SIZE)
    assert found[0] is not None
    assert not found[0].is_far
    assert None in found
    assert any(one is not None and one.is_far for one in found)


@pytest.mark.needs("science")
def test_dots_outside_the_usual_range_are_drawn() -> None:
    """An axis goes as far as its values, and at least from the least to the most there can be."""
    label = Text(nl="as", en="axis")
    across = Axis(label=label, least=-1, most=1, cuts=(-0.2, 0.2))
    up = Axis(label=label, least=0, most=1, cuts=())
    dots = [Dot(x=5, y=40, words="far", leaning=-1), Dot(x=0, y=0, words="near", leaning=0)]
    axes = draw_field(None, dots, across=across, up=up, cells={}, title=label, language="nl")
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    assert left < -1 < 5 < right
    assert low < 0
    assert high > 40
    assert {one.get_text() for one in axes.texts} == {"far", "near"}
