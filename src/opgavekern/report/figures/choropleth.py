"""Areas on a map, shaded by how many issues are in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from opgavekern.model import Area, AreaId
from opgavekern.report.figures.lettering import lines

WIDTH: Final = 640.0
_MARGIN: Final = 8.0
_MOST_HEIGHT: Final = 640.0
#: Classes of shading, the first for no issues at all.
SHADES: Final = 5
#: Which shades so many classes take, so that neighbours can be told apart.
_SHADES_OF: Final = {1: (2,), 2: (2, 4), 3: (1, 3, 4), 4: (1, 2, 3, 4)}
_LABEL: Final = 11.5
_GRID: Final = 24

Polygon = tuple[tuple[tuple[float, float], ...], ...]


@attrs.frozen(kw_only=True)
class Shape:
    """One area with its outline.

    Attributes:
        key: Id of the area.
        name: Its name.
        path: SVG path of all its polygons.
        x: Where its label stands, in the middle of its largest part.
        y: Where its label stands.
        label: Its name over one or two lines; empty where it would not fit.
        count: How many issues.
        shade: Class of shading, from 0.
    """

    key: str
    name: str
    path: str
    x: float
    y: float
    label: tuple[str, ...]
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
    x, y = _middle(largest)
    label = _label(area.name, largest, x, y)
    shade = next((one for one, least, most in classes if least <= count <= most), 0)
    return Shape(
        key=area.id,
        name=area.name,
        path="".join(_path(ring) for ring in rings),
        x=x,
        y=y,
        label=label,
        count=count,
        shade=shade,
    )


def _label(name: str, ring: Sequence[tuple[float, float]], x: float, y: float) -> tuple[str, ...]:
    """Break a name over one or two lines below the number; none where it would cross the edge."""
    for most in (1, 2):
        heights = (y + 14 * line for line in range(most + 1))
        room = 2 * min(_room_beside(ring, x, height) for height in heights) - 4
        # A name may also break after its hyphen: Helmond-Noord.
        broken = lines(name.replace("-", "- "), _LABEL, room, most=most)
        label = tuple(line.replace("- ", "-") for line in broken)
        if label and not any(line.endswith("…") for line in label):
            return label
    return ()


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z"


def _doubled_area(ring: Sequence[tuple[float, float]]) -> float:
    """Twice the signed surface (the shoelace formula)."""
    return sum(
        x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the point of a grid over the ring that lies deepest inside it.

    The centroid of a hollow shape can lie outside it; this point cannot.
    """
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, depth = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), -1.0
    for row in range(1, _GRID):
        y = min(ys) + (max(ys) - min(ys)) * row / _GRID
        for column in range(1, _GRID):
            x = min(xs) + (max(xs) - min(xs)) * column / _GRID
            if _inside(x, y, ring):
                deep = min(_distance(x, y, a, b) for a, b in pairwise(ring))
                if deep > depth:
                    best, depth = (x, y), deep
    return round(best[0], 1), round(best[1], 1)


def _inside(x: float, y: float, ring: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a ray to the right crosses the ring an odd number of times."""
    return len([one for one in _crossings(y, ring) if one > x]) % 2 == 1


def _crossings(y: float, ring: Sequence[tuple[float, float]]) -> list[float]:
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )


def _room_beside(ring: Sequence[tuple[float, float]], x: float, y: float) -> float:
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
