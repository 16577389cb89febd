from __future__ import annotations

import itertools
import random
import re
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.lettering import cut, lines, width
from opgavekern.model import Area, AreaLevel, CbsCode
from opgavekern.network.plots.geometry import MOST_DRAWN, Edge, Node, network_picture
from opgavekern.report.figures.choropleth import map_picture, outline_of
from opgavekern.report.figures.goals import Part, goal_picture
from opgavekern.report.figures.load import Week, load_picture
from opgavekern.report.figures.money import money_picture
from opgavekern.report.figures.power import power_picture, stance

parts = st.floats(0, 1, allow_nan=False)


@given(st.text(alphabet="aWi -", max_size=60), st.floats(20, 300))
def test_lines_fit(words: str, room: float) -> None:
    """No line is wider than its room, and there are never more than asked."""
    broken = lines(words, 12, room, most=3)
    assert len(broken) <= 3
    assert all(width(line, 12) <= room + 1e-9 for line in broken)


def test_what_is_cut_says_so() -> None:
    """An ellipsis ends words that did not fit; whole words are left alone."""
    assert cut("Woonpartners", 12, 40).endswith("…")
    assert cut("Woonpartners", 12, 400) == "Woonpartners"


@given(st.text(max_size=40), st.floats(0, 200))
def test_a_cut_keeps_all_that_fits(words: str, room: float) -> None:
    """One character more would not fit; a text of a million takes no time to speak of."""
    said = cut(words, 12, room)
    if said != words:
        kept = next(n for n in range(len(words), -1, -1)
                    if not n or width(f"{words[:n]}…", 12) <= room)  # fmt: skip
        assert said == f"{words[:kept].rstrip()}…"


def test_a_long_text_is_cut_in_one_pass() -> None:
    """Words without end, as somebody pastes a book in a title, hold up no picture."""
    assert cut("x" * 1_000_000, 12, 40) == cut("x" * 100, 12, 40)
    assert lines("x " * 200_000, 12, 40, most=2) == lines("x " * 100, 12, 40, most=2)


def a_part(key: str, *, is_effort: bool = False) -> Part:
    """A part that is called as its key."""
    return Part(key=key, words=key, is_effort=is_effort)


def test_contributions_run_from_left_to_right() -> None:
    """An effort stands left of its goal, and that left of what it is for."""
    picture = goal_picture(
        [a_part("effort", is_effort=True), a_part("goal"), a_part("end")],
        [("effort", "goal", 0.5), ("goal", "end", None)],
    )
    x = {box.part.key: box.x for box in picture.boxes}
    assert x["effort"] < x["goal"] < x["end"]
    assert picture.curves[0].thickness > picture.curves[1].thickness


def test_a_circle_of_goals_is_still_drawn() -> None:
    """Goals that contribute to each other do not stop the picture."""
    picture = goal_picture([a_part("a"), a_part("b")], [("a", "b", None), ("b", "a", None)])
    assert len(picture.boxes) == 2
    assert len(picture.curves) == 2


def test_loose_ends_are_marked() -> None:
    """A goal without effort and an effort without goal are both loose."""
    picture = goal_picture([a_part("e", is_effort=True), a_part("g")], [])
    assert all(box.is_loose for box in picture.boxes)


@given(st.integers(1, 12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_boxes_never_overlap(efforts: int, goals: int, chance: random.Random) -> None:
    """Whatever contributes to what, no box covers another."""
    some = [a_part(f"e{n}", is_effort=True) for n in range(efforts)]
    some += [a_part(f"g{n}") for n in range(goals)]
    links = [
        (chance.choice(some).key, f"g{chance.randrange(goals)}", chance.random())
        for _ in range(efforts + goals)
    ]
    picture = goal_picture(some, links)
    assert len(picture.boxes) == efforts + goals
    for one, other in itertools.combinations(picture.boxes, 2):
        if one.x == other.x:
            assert one.y + one.height <= other.y or other.y + other.height <= one.y


@given(st.lists(st.tuples(parts, parts, st.none()), max_size=20))
def test_dots_can_all_be_read(found: list[tuple[float, float, None]]) -> None:
    """No dot lies on another, and all lie inside the square."""
    picture = power_picture(("x", *one) for one in found)
    assert len(picture.dots) == len(found)
    for one, other in itertools.combinations(picture.dots, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * picture.radius) ** 2
    assert all(0 < dot.x < picture.size and 0 < dot.y < picture.size for dot in picture.dots)


def test_who_cannot_be_placed_is_counted() -> None:
    """Without interest or influence there is no dot, and that is said."""
    picture = power_picture([("a", None, 0.5, None), ("b", 0.5, 0.5, None)])
    assert [dot.number for dot in picture.dots] == [2]
    assert picture.unplaced == 1


@pytest.mark.parametrize(
    ("position", "word"),
    [(None, "unknown"), (1 / 3, "for"), (0.33, "between"), (-0.33, "between"), (-1 / 3, "against")],
)
def test_a_stance_takes_a_third_of_the_scale(position: float | None, word: str) -> None:
    """Below a third either way a party stands in between."""
    assert stance(position) == word


def test_a_week_is_too_full_only_beyond_what_there_is() -> None:
    """As much as there is fits; where that is not known, nothing is too much."""
    assert not Week(committed=10, requested=6, available=16).is_over
    assert Week(committed=10, requested=6.25, available=16).is_over
    assert not Week(committed=40, requested=0, available=None).is_over


def test_what_is_too_much_is_drawn_above_what_there_is() -> None:
    """From the line of what there is to what is asked; two equal weeks in a row are one block."""
    full, fine = (Week(committed=one, requested=0, available=5) for one in (10, 1))
    picture = load_picture([full, full, fine, full], most=10)
    assert picture.over == "M0 34V4h120V34ZM180 34V4h60V34Z"
    assert load_picture([], most=10).available == ""


def test_money_stacks_to_the_total() -> None:
    """Slices of a year stand on each other, and what is below zero is not drawn."""
    paid = [("A", {2026: Decimal(60)}), ("B", {2026: Decimal(40), 2027: Decimal(-5)})]
    picture = money_picture([2026, 2027], paid, {2026: Decimal(100)})
    first, second = picture.bars
    assert first.total == 100
    assert first.slices[1].y + first.slices[1].height == pytest.approx(first.slices[0].y)
    assert first.slices[1].y == pytest.approx(first.cost, abs=0.2)
    assert second.slices == ()


def an_area(key: str, x: float, y: float) -> Area:
    """A square district."""
    ring = ((x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01), (x, y))
    return Area(id=key, name=key, level=AreaLevel.DISTRICT, outline=((ring,),))


def test_the_map_is_true_to_shape() -> None:
    """North is up, and a degree east is as much shorter as it is at that latitude."""
    north, south = an_area("north", 5, 52.01), an_area("south", 5, 52)
    areas = [(north, 2), (south, 0)]
    picture = map_picture(areas, {area.id: area.outline for area, _ in areas})
    assert [shape.key for shape in picture.shapes] == ["north", "south"]
    assert [shape.shade for shape in picture.shapes] == [4, 0]
    assert picture.classes[0] == (0, 0, 0)


def test_a_name_lies_within_its_area_or_is_left_out() -> None:
    """A short name stands on one line, a long one on several, and one too long for all nowhere."""
    areas = [
        (attrs.evolve(an_area(key, 5 + 0.01 * place, 52), name=name), 1)
        for place, (key, name) in enumerate(
            (("a", "Oost"), ("b", "Brandevoort en wat daar omheen ligt-Zuid"), ("c", "x" * 200))
        )
    ]
    picture = map_picture(areas, {area.id: area.outline for area, _ in areas})
    labels = {shape.key: shape.label for shape in picture.shapes}
    assert labels["a"] == ("Oost",)
    assert len(labels["b"]) > 1
    assert labels["c"] == ()
    for shape in picture.shapes:
        xs = [float(one) for one in re.findall(r"[ML]([\d.]+) ", shape.path)]
        for line in shape.label:
            assert shape.x - width(line, shape.letters) / 2 >= min(xs)
            assert shape.x + width(line, shape.letters) / 2 <= max(xs)


def test_every_count_has_a_class() -> None:
    """Classes of the legend cover all counts, without gap or overlap."""
    for most in range(1, 40):
        areas = [(an_area("a", 5, 52), most)]
        classes = map_picture(areas, {"a": areas[0][0].outline}).classes
        covered = [count for _, least, last in classes for count in range(least, last + 1)]
        assert covered == list(range(most + 1))


def test_an_own_area_is_the_sum_of_its_parts() -> None:
    """Without an outline of its own it takes those of the CBS areas that it comprises."""
    code = CbsCode.from_text("2023WK079410")
    part = an_area("part", 5, 52)
    own = Area(id="own", name="Own", level=AreaLevel.AREA, comprises=(code,))
    assert outline_of(own, {str(code): part}) == part.outline
    assert outline_of(own, {}) == ()


def test_without_outlines_there_is_no_map() -> None:
    """Nothing to draw is no error."""
    area = Area(id="a", name="A", level=AreaLevel.DISTRICT)
    assert map_picture([(area, 1)], {}).shapes == ()


def a_network(nodes: int, ties: int, seed: int = 0) -> tuple[list[Node], list[Edge]]:
    """A network by chance, with a seed."""
    chance = random.Random(seed)
    found = [Node(key=f"n{n}", words=f"Partij {n}", kind="partner") for n in range(nodes)]
    edges = [
        Edge(
            key=f"e{n}",
            start=chance.choice(found).key,
            end=chance.choice(found).key,
            is_directed=True,
            sign="",
        )
        for n in range(ties)
    ]
    return found, edges


def test_a_network_is_always_drawn_the_same() -> None:
    """The places come from a seed, not from chance or the order of ties."""
    nodes, edges = a_network(40, 60)
    assert network_picture(nodes, edges) == network_picture(nodes, edges)
    places = [(spot.x, spot.y) for spot in network_picture(nodes, edges).spots]
    assert places == [(spot.x, spot.y) for spot in network_picture(nodes, edges[::-1]).spots]


def test_a_network_lies_within_its_picture_and_keeps_its_order() -> None:
    """Every node is inside, and the keyboard's order is that of the nodes given."""
    nodes, edges = a_network(60, 50)
    picture = network_picture(nodes, edges)
    assert [spot.node for spot in picture.spots] == nodes
    assert all(0 <= spot.x <= picture.width and 0 <= spot.y <= picture.height
               for spot in picture.spots)  # fmt: skip
    assert picture.loose_y is not None


@pytest.mark.parametrize(("is_directed", "side"), [(False, "start"), (True, "end")])
def test_labels_keep_clear_of_arrowheads(is_directed: bool, side: str) -> None:
    """Where an arrow arrives from the right a label stands at the left."""
    nodes = [Node(key=one, words="City of the hill", kind="other") for one in "ab"]
    tie = Edge(key="b-a", start="b", end="a", is_directed=is_directed, sign="")
    spot = network_picture(nodes, [tie]).spots[0]
    assert (spot.is_labelled, spot.anchor) == (True, side)


def test_a_label_without_room_is_shortened() -> None:
    """Of a busy network some labels are shorter than words that have room."""
    words = "Board of the water of rivers"
    nodes = [Node(key=f"n{n}", words=words, kind="other") for n in range(40)]
    edges = [
        Edge(key=f"{n}", start=f"n{n}", end=f"n{n // 3}", is_directed=False, sign="")
        for n in range(1, 40)
    ]
    shown = {spot.label for spot in network_picture(nodes, edges).spots if spot.is_labelled}
    assert words in shown
    assert any(label.endswith("…") for label in shown)


def test_of_a_large_network_the_core_is_drawn() -> None:
    """Beyond what can be read, the nodes of the innermost cores stay, and the rest is counted."""
    core = [f"n{n}" for n in range(5)]
    nodes = [Node(key=f"n{n}", words="x", kind="other") for n in range(MOST_DRAWN + 20)]
    edges = [
        Edge(key=f"{a}-{b}", start=a, end=b, is_directed=False, sign="negative")
        for a, b in itertools.combinations(core, 2)
    ]
    picture = network_picture(nodes, edges)
    assert picture.left_out == 20
    assert set(core) <= {spot.node.key for spot in picture.spots}


def test_an_empty_network_is_no_error() -> None:
    """Nobody known, nothing drawn."""
    assert network_picture([], []).spots == ()
