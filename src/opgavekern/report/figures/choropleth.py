"""Areas on a map, shaded by how many issues are in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from opgavekern.base.lettering import lines, width
from opgavekern.model import Area, AreaId

WIDTH: Final = 640.0
_MARGIN: Final = 8.0
_MOST_HEIGHT: Final = 640.0
#: Classes of shading, the first for no issues at all.
SHADES: Final = 5
#: Which shades so many classes take, so that neighbours can be told apart.
_SHADES_OF: Final = {1: (2,), 2: (2, 4), 3: (1, 3, 4), 4: (1, 2, 3, 4)}
#: Letter sizes for names: the larger where it fits.
_LETTERS: Final = (11.5, 9.5)
_MOST_LINES: Final = 3
_LEADING: Final = 13.0
_NUMBER: Final = 15.0
_GRID: Final = 30
#: An outline is as fine as this where room for a label is looked for.
_FINE: Final = 1.5

Polygon = tuple[tuple[tuple[float, float], ...], ...]


@attrs.frozen(kw_only=True)
class Shape:
    """One area with its outline.

    Attributes:
        key: Id of the area.
        name: Its name.
        path: SVG path of all its polygons.
        x: Middle of its number and label, where its largest part has room for them.
        y: Foot of its number; the lines of its label follow below.
        label: Its name over a few lines; empty where it would not fit.
        letters: Size of the letters of its label.
        count: How many issues.
        shade: Class of shading, from 0.
    """

    key: str
    name: str
    path: str
    x: float
    y: float
    label: tuple[str, ...]
    letters: float
    count: int
    shade: int


@attrs.frozen(kw_only=True)
class MapPicture:
    """Areas drawn to scale, north up.

    Attributes:
        shapes: From north to south: the order of the keyboard.
        classes: For the legend: shade, and the least and most issues in it.
        height: Height of the picture.
    """

    shapes: tuple[Shape, ...]
    classes: tuple[tuple[int, int, int], ...]
    height: float
    width: float = WIDTH


def outline_of(area: Area, by_code: Mapping[str, Area]) -> tuple[Polygon, ...]:
    """Return an area's own outline, or those of the CBS areas that it is the sum of."""
    if area.outline:
        return area.outline
    parts = (by_code.get(str(code)) or by_code.get(code.code) for code in area.comprises)
    return tuple(polygon for part in parts if part is not None for polygon in part.outline)


def map_picture(
    areas: Sequence[tuple[Area, int]], outlines: Mapping[AreaId, tuple[Polygon, ...]]
) -> MapPicture:
    """Project areas (equirectangular, true at the mean latitude) and shade them by their count.

    Args:
        areas: What is drawn, with its number of issues.
        outlines: By id; areas without an outline are left out.
    """
    drawn = [(area, count) for area, count in areas if outlines.get(area.id)]
    points = [
        point for area, _ in drawn for polygon in outlines[area.id] for ring in polygon
        for point in ring
    ]  # fmt: skip
    if not points:
        return MapPicture(shapes=(), classes=(), height=0.0)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    broad, tall = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * _MARGIN) / broad, (_MOST_HEIGHT - 2 * _MARGIN) / tall)
    left = (WIDTH - broad * scale) / 2

    def project(point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return (
            round(left + (x - west) * squeeze * scale, 1),
            round(_MARGIN + (north - y) * scale, 1),
        )

    classes = _classes(max(count for _, count in drawn))
    shapes = [_shape(area, count, outlines[area.id], project, classes) for area, count in drawn]
    shapes.sort(key=lambda shape: (shape.y, shape.x))
    return MapPicture(
        shapes=tuple(shapes), classes=classes, height=round(tall * scale + 2 * _MARGIN, 1)
    )


def _classes(most: int) -> tuple[tuple[int, int, int], ...]:
    """Divide counts over at most five classes: none, and up to four of equal breadth."""
    if most == 0:
        return ((0, 0, 0),)
    steps = min(SHADES - 1, most)
    borders = [math.ceil(most * step / steps) for step in range(steps + 1)]
    found = [(0, 0, 0)]
    for place in range(steps):
        shade = _SHADES_OF[steps][place]
        found.append((shade, borders[place] + 1, borders[place + 1]))
    return tuple(found)


Ring = Sequence[tuple[float, float]]
Project = Callable[[tuple[float, float]], tuple[float, float]]


def _shape(
    area: Area,
    count: int,
    polygons: tuple[Polygon, ...],
    project: Project,
    classes: tuple[tuple[int, int, int], ...],
) -> Shape:
    rings = [[project(point) for point in ring] for polygon in polygons for ring in polygon]
    largest = max((rings[0], *rings[1:]), key=lambda ring: abs(_doubled_area(ring)))
    label = _label(area.name, _coarse(largest))
    shade = next((one for one, least, most in classes if least <= count <= most), 0)
    return Shape(
        key=area.id,
        name=area.name,
        path="".join(_path(ring) for ring in rings),
        x=label.x,
        y=label.y,
        label=label.lines,
        letters=label.letters,
        count=count,
        shade=shade,
    )


@attrs.frozen(kw_only=True)
class _Label:
    """Where the number and name of an area stand; the name may have no room."""

    x: float
    y: float
    lines: tuple[str, ...] = ()
    letters: float = _LETTERS[0]


def _label(name: str, ring: Ring) -> _Label:
    """Look for the deepest place with room for number and name; without any, for the number."""
    places = _places(ring)
    for letters in _LETTERS:
        for broken in _ways_to_break(name, letters):
            broad = max(width(line, letters) for line in broken) + 6
            tall = _NUMBER + _LEADING * len(broken) + 4
            for x, y in places:
                if _has_room(ring, x, y, broad / 2, tall / 2):
                    foot = round(y - tall / 2 + _NUMBER, 1)
                    return _Label(x=x, y=foot, lines=broken, letters=letters)
    x, y = places[0]
    return _Label(x=x, y=round(y + _NUMBER / 2 - 1, 1))


def _ways_to_break(name: str, letters: float) -> Iterator[tuple[str, ...]]:
    """Yield a name over one, two, three lines; it may break after its hyphen: Oud-Zuid."""
    words = name.replace("-", "- ")
    longest = max((width(word, letters) for word in words.split()), default=0.0)
    whole = width(words, letters)
    seen: set[tuple[str, ...]] = set()
    for most in range(1, _MOST_LINES + 1):
        room = max(longest, whole / most * (1.0 if most == 1 else 1.2)) + 0.1
        broken = tuple(line.replace("- ", "-") for line in lines(words, letters, room, most=most))
        if broken and broken not in seen and not any(line.endswith("…") for line in broken):
            seen.add(broken)
            yield broken


def _has_room(ring: Ring, x: float, y: float, half_broad: float, half_tall: float) -> bool:
    """Tell whether a rectangle around (x, y) lies within the ring."""
    heights = (y - half_tall, y - half_tall / 2, y, y + half_tall / 2, y + half_tall)
    if any(_room_beside(ring, x, height) < half_broad for height in heights):
        return False
    return not any(abs(px - x) < half_broad and abs(py - y) < half_tall for px, py in ring)


def _coarse(ring: Ring) -> Ring:
    """Leave out points that lie nearly upon the one before: finding room takes time by points."""
    kept = [ring[0]]
    for point in ring[1:]:
        if math.dist(point, kept[-1]) >= _FINE:
            kept.append(point)
    return [*kept, kept[0]] if len(kept) > 2 else ring


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z"


def _doubled_area(ring: Ring) -> float:
    """Twice the signed surface (the shoelace formula)."""
    return sum(
        x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )


def _places(ring: Ring) -> list[tuple[float, float]]:
    """Return points of a grid within the ring, the deepest first; at least one.

    The centroid of a hollow shape can lie outside it; these points cannot.
    """
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    found = []
    for row in range(1, _GRID):
        y = min(ys) + (max(ys) - min(ys)) * row / _GRID
        for column in range(1, _GRID):
            x = min(xs) + (max(xs) - min(xs)) * column / _GRID
            if _inside(x, y, ring):
                deep = min(_distance(x, y, a, b) for a, b in pairwise(ring))
                found.append((-deep, round(x, 1), round(y, 1)))
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return [(x, y) for _, x, y in sorted(found)] or [middle]


def _inside(x: float, y: float, ring: Ring) -> bool:
    """Tell whether a ray to the right crosses the ring an odd number of times."""
    return len([one for one in _crossings(y, ring) if one > x]) % 2 == 1


def _crossings(y: float, ring: Ring) -> list[float]:
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )


def _room_beside(ring: Ring, x: float, y: float) -> float:
    """Return how far a word in the middle of x can stretch at a height, to either side."""
    crossings = _crossings(y, ring)
    pairs = zip(crossings[::2], crossings[1::2], strict=False)
    return next((min(x - left, right - x) for left, right in pairs if left <= x <= right), 0.0)


def _distance(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance from a point to a stretch of the ring."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((x - a[0]) * dx + (y - a[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(x - a[0] - along * dx, y - a[1] - along * dy)
