"""A network of stakeholders, its places computed with a seed so that it is always the same."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.lettering import cut, width
from opgavekern.base.outlines import form
from opgavekern.network.plots.springs import spread

if TYPE_CHECKING:
    import networkx as nx

WIDTH: Final = 1000.0
_MARGIN: Final = 40.0
#: networkx lays out 500 nodes and more with scipy, which the report does not ask for; and nobody
#: reads a picture of so many.
MOST_DRAWN: Final = 499
_LABEL: Final = 12.0
_LABEL_ROOM: Final = 170.0
_LOOSE_ROOM: Final = 148.0
_LOOSE_STEP: Final = 30.0
_LEAST_RADIUS: Final = 6.0
#: A label that has no room is tried once more at this part of its room.
_SHORTER: Final = 0.6
#: Half the width of an arrowhead, which labels keep clear of where they can.
_ARROW: Final = 5.0


Rectangle = tuple[float, float, float, float]


@attrs.frozen(kw_only=True)
class Node:
    """A party to be drawn.

    Attributes:
        key: Its name.
        words: What it is called.
        kind: Gives it its form.
        is_silent: It was asked about its ties and did not answer.
    """

    key: str
    words: str
    kind: str
    is_silent: bool = False


@attrs.frozen(kw_only=True)
class Edge:
    """A tie to be drawn.

    Attributes:
        key: Its name.
        start: Key of the node at its start.
        end: Key of the node at its end.
        is_directed: It goes one way.
        sign: `positive`, `negative`, or empty where nobody said.
    """

    key: str
    start: str
    end: str
    is_directed: bool
    sign: str


@attrs.frozen(kw_only=True)
class Spot:
    """A node with its place.

    Attributes:
        node: Which.
        x: From the left.
        y: From the top.
        radius: By its number of ties.
        label: Its name, shortened; where it has no room it shows on focus only.
        anchor: On which side of it the label stands: `start`, `end` or `middle`.
        label_x: Where the label stands.
        label_y: Where the label stands.
        is_labelled: The label fits beside those of busier nodes.
    """

    node: Node
    x: float
    y: float
    radius: float
    label: str
    anchor: str
    label_x: float
    label_y: float
    is_labelled: bool

    @property
    def form(self) -> str:
        """Its outline around its own place, by kind."""
        return form(self.node.kind, self.radius)


@attrs.frozen(kw_only=True)
class Stroke:
    """A tie with its place: a line between the rims of two nodes.

    Attributes:
        edge: Which.
        x1: From the left, at its start.
        y1: From the top, at its start.
        x2: From the left, at its end.
        y2: From the top, at its end.
    """

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        """Its SVG path, in whole pixels: of many ties each digit counts."""
        return f"M{self.x1:.0f} {self.y1:.0f}L{self.x2:.0f} {self.y2:.0f}"


@attrs.frozen(kw_only=True)
class NetworkPicture:
    """Nodes and ties with their places.

    Attributes:
        spots: In the order of the keyboard.
        strokes: Ties between nodes that are drawn.
        height: Height of the picture.
        left_out: How many nodes are not drawn, being too many: those of the outer shells.
        loose_y: Height at which nodes without a tie begin; None when there are none.
    """

    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]
    height: float
    left_out: int
    loose_y: float | None
    width: float = WIDTH

    @property
    def looks(self) -> tuple[tuple[str, tuple[Stroke, ...]], ...]:
        """Ties by the classes that give them their look, those that hinder last, on top."""
        found: dict[str, list[Stroke]] = {}
        for stroke in self.strokes:
            sign = f" is-{stroke.edge.sign}" if stroke.edge.sign else ""
            found.setdefault(sign + " is-directed" * stroke.edge.is_directed, []).append(stroke)
        return tuple((look, tuple(found[look])) for look in sorted(found, key=_over_others))


def _over_others(look: str) -> tuple[bool, str]:
    return ("negative" in look, look)


def network_picture(
    nodes: Sequence[Node], edges: Sequence[Edge], *, seed: int | None = None
) -> NetworkPicture:
    """Lay out a network: what is tied in the middle, what has no known tie in rows below.

    Fruchterman and Reingold's springs per connected part, from a fixed start, or from that of a
    seed. Of more than 499 nodes those of the innermost cores are drawn (k-core: each tied to k
    others of the core). Takes time quadratic in the nodes.
    """
    drawn = _most_central(nodes, edges)
    kept = [edge for edge in edges if edge.start in drawn and edge.end in drawn]
    degree: dict[str, int] = dict.fromkeys(drawn, 0)
    for edge in kept:
        degree[edge.start] += 1
        degree[edge.end] += 1
    tied = [node for node in nodes if degree.get(node.key)]
    loose = [node for node in nodes if degree.get(node.key) == 0]
    places = spread(_graph(tied, kept), room=WIDTH, margin=_MARGIN, seed=seed)
    height = max((y for _, y in places.values()), default=0.0) + _MARGIN
    loose_y = height + 34 if loose else None
    places |= _loose_places(loose, height + 62)
    if loose:
        height = max(y for _, y in places.values()) + _MARGIN
    radii = {
        key: round(min(_LEAST_RADIUS + 1.6 * math.sqrt(count), 18.0), 1)
        for key, count in degree.items()
    }
    strokes = tuple(_stroke(edge, places, radii) for edge in kept if edge.start != edge.end)
    shown = [node for node in nodes if node.key in drawn]
    return NetworkPicture(
        spots=tuple(_labelled(shown, places, radii, _arrowheads(strokes))),
        strokes=strokes,
        height=round(height, 1),
        left_out=len(nodes) - len(drawn),
        loose_y=loose_y,
    )


def _graph(nodes: Iterable[Node], edges: Iterable[Edge]) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.key for node in nodes))
    graph.add_edges_from(sorted((edge.start, edge.end) for edge in edges if edge.start != edge.end))
    return graph


def _most_central(nodes: Sequence[Node], edges: Sequence[Edge]) -> frozenset[str]:
    """Return what is drawn: all nodes, or those with the highest core number."""
    if len(nodes) <= MOST_DRAWN:
        return frozenset(node.key for node in nodes)
    import networkx as nx

    cores: Mapping[str, int] = nx.core_number(_graph(nodes, edges))
    ranked = sorted(cores, key=lambda key: (-cores[key], key))
    return frozenset(ranked[:MOST_DRAWN])


def _loose_places(nodes: Sequence[Node], y: float) -> dict[str, tuple[float, float]]:
    across = int((WIDTH - 2 * _MARGIN) // _LABEL_ROOM)
    return {
        node.key: (
            round(_MARGIN + (place % across) * (WIDTH - 2 * _MARGIN) / across, 1),
            round(y + (place // across) * _LOOSE_STEP, 1),
        )
        for place, node in enumerate(nodes)
    }


def _stroke(
    edge: Edge, places: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> Stroke:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    right, down = (x2 - x1) / length, (y2 - y1) / length
    out, into = radii[edge.start] + 1, radii[edge.end] + (7 if edge.is_directed else 1)
    return Stroke(
        edge=edge,
        x1=round(x1 + right * out, 1),
        y1=round(y1 + down * out, 1),
        x2=round(x2 - right * into, 1),
        y2=round(y2 - down * into, 1),
    )


def _arrowheads(strokes: Iterable[Stroke]) -> list[Rectangle]:
    """Return the room that arrowheads take."""
    return [
        (one.x2 - _ARROW, one.y2 - _ARROW, one.x2 + _ARROW, one.y2 + _ARROW)
        for one in strokes
        if one.edge.is_directed
    ]


def _labelled(
    nodes: Sequence[Node],
    places: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    arrowheads: Sequence[Rectangle],
) -> list[Spot]:
    """Label the busiest nodes first, each where its words overlap nothing placed before.

    Where that cannot be, a label may lie over an arrowhead, and at last it is shortened.
    """
    taken = [
        (x - radii[key], y - radii[key], x + radii[key], y + radii[key])
        for key, (x, y) in places.items()
        if key in radii
    ]
    found: dict[str, Spot] = {}
    for node in sorted(nodes, key=lambda node: (-radii[node.key], node.key)):
        radius = radii[node.key]
        room = _LABEL_ROOM if radius > _LEAST_RADIUS else _LOOSE_ROOM
        label = functools.partial(_label, node, places[node.key], radius)
        spot, box = label((*taken, *arrowheads), room=room)
        if box is None:
            spot, box = label(taken, room=room)
        if box is None:
            shorter, box = label(taken, room=_SHORTER * room)
            spot = spot if box is None else shorter
        found[node.key] = spot
        if box is not None:
            taken.append(box)
    return [found[node.key] for node in nodes]


def _label(
    node: Node,
    place: tuple[float, float],
    radius: float,
    taken: Sequence[Rectangle],
    *,
    room: float,
) -> tuple[Spot, Rectangle | None]:
    x, y = place
    words = cut(node.words, _LABEL, room)
    broad, half = width(words, _LABEL) + 2, _LABEL * 0.55
    gap = radius + 4
    up, out = half + radius * 0.7, radius * 0.7 + 2
    sides = (
        ("start", x + gap, y, (x + gap, y - half, x + gap + broad, y + half)),
        ("end", x - gap, y, (x - gap - broad, y - half, x - gap, y + half)),
        ("middle", x, y + gap + half, (x - broad / 2, y + gap, x + broad / 2, y + gap + 2 * half)),
        ("middle", x, y - gap - half, (x - broad / 2, y - gap - 2 * half, x + broad / 2, y - gap)),
        ("start", x + out, y - up, (x + out, y - up - half, x + out + broad, y - up + half)),
        ("start", x + out, y + up, (x + out, y + up - half, x + out + broad, y + up + half)),
        ("end", x - out, y - up, (x - out - broad, y - up - half, x - out, y - up + half)),
        ("end", x - out, y + up, (x - out - broad, y + up - half, x - out, y + up + half)),
    )
    for side, label_x, label_y, box in (_within(one) for one in sides):
        fits = box[0] >= 2 and box[2] <= WIDTH - 2
        if fits and not any(_overlap(box, other) for other in taken):
            return _spot(
                node, place, radius=radius, label=(words, side, label_x, label_y), is_labelled=True
            ), box
    side, label_x, label_y, _ = sides[1] if x > WIDTH / 2 else sides[0]
    return _spot(
        node, place, radius=radius, label=(words, side, label_x, label_y), is_labelled=False
    ), None


Side = tuple[str, float, float, Rectangle]


def _within(side: Side) -> Side:
    """Shift a label above or below its node so that it stays in the picture."""
    name, x, y, (left, top, right, bottom) = side
    if name != "middle":
        return side
    shift = max(4.0 - left, 0.0) - max(right - (WIDTH - 4.0), 0.0)
    return (name, x + shift, y, (left + shift, top, right + shift, bottom))


def _spot(
    node: Node,
    place: tuple[float, float],
    *,
    radius: float,
    label: tuple[str, str, float, float],
    is_labelled: bool,
) -> Spot:
    words, side, x, y = label
    return Spot(
        node=node,
        x=place[0],
        y=place[1],
        radius=radius,
        label=words,
        anchor=side,
        label_x=round(x, 1),
        label_y=round(y, 1),
        is_labelled=is_labelled,
    )


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
