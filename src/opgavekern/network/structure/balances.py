"""Balance of positive and negative ties (Cartwright and Harary 1956)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.arguments import verify_attribute
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import CARTWRIGHT_HARARY_1956, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.plots.axes import DARK, INK, LIGHT
from opgavekern.network.plots.drawing import ActorLook, TieLook, words_of
from opgavekern.network.plots.measured import other_network
from opgavekern.network.plots.pairs import Pair, draw_pairs
from opgavekern.network.plots.stacks import Stack, draw_stacks

#: Up to so many actors every way to make two sides is tried.
_EXHAUSTIVE = 20
#: Of more actors, ties and actors that may be gone through once for all descents together.
_STEPS = 5 * 10**6
_POSITIVE = message("positief", "positive")
_NEGATIVE = message("negatief", "negative")


@attrs.frozen(kw_only=True)
class SignedBalance(NetworkResult):
    """How far positive and negative ties go together.

    Attributes:
        reading: How the graph was read; its weight is the sign.
        positive: Pairs with a positive tie.
        negative: Pairs with a negative tie.
        mixed: Pairs of which one tie is positive and one negative: left out of triangles.
        balanced: Triangles with an even number of negative ties: friends of friends, enemies of
            enemies.
        unbalanced: The other triangles.
        frustration: Fewest ties that keep the network from two sides, with positive ties within
            and negative ones between; the best that was found where it is not exact.
        is_exact: Frustration is exact.
        sides: One of the two sides that have it, the one of the first actor.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (CARTWRIGHT_HARARY_1956,)
    COLUMNS: ClassVar[Columns] = columns(measure=str, value=float)

    reading: Reading
    positive: int
    negative: int
    mixed: int
    balanced: int
    unbalanced: int
    frustration: int
    is_exact: bool
    sides: tuple[Name, ...]

    @property
    def triangles(self) -> int:
        """All triangles."""
        return self.balanced + self.unbalanced

    @property
    def ratio(self) -> float | None:
        """Share of triangles that are balanced; None without triangles."""
        return self.balanced / self.triangles if self.triangles else None

    @property
    def frustration_index(self) -> float | None:
        """Frustration as a share of signed ties, 0 to at most 0.5; None without ties."""
        ties = self.positive + self.negative
        return self.frustration / ties if ties else None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each measure."""
        names = ("positive", "negative", "mixed", "triangles", "balanced", "unbalanced")
        values: dict[str, float | None] = {name: getattr(self, name) for name in names}
        values |= {
            "ratio": self.ratio,
            "frustration": self.frustration,
            "frustration_index": self.frustration_index,
        }
        return [
            {"measure": name, "value": None if value is None else float(value)}
            for name, value in values.items()
        ]

    def plot(self, ax: Any = None, *, graph: Graph | None = None, language: Language = "en") -> Any:
        """Draw both sides, and which pairs have a positive tie and which a negative one.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds the sides and not the ties;
                None draws how many triangles are balanced, and pairs of each sign.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors or ties.
            MissingExtraError: matplotlib is not installed.
        """
        if graph is None:
            return self._plot_counts(ax, language)
        snapshot = _read(graph, self.reading.weight)
        actors = tuple(map(name_of, snapshot.actors))
        signs, _ = _signs(snapshot)
        if attrs.evolve(snapshot.reading, versions=self.reading.versions) != self.reading:
            raise other_network(self.reading.actors, "balance")
        first = ActorLook(fill="#dddddd", words=message("ene kant", "one side").text(language))
        other = ActorLook(
            fill=INK, marker="s", words=message("andere kant", "other side").text(language)
        )
        return draw_pairs(
            ax,
            actors,
            [
                Pair(first=actors[one], second=actors[two], sort=sign > 0)
                for one, row in enumerate(signs)
                for two, sign in row.items()
                if one < two
            ],
            words=words_of(snapshot),
            looks={
                True: TieLook(colour=DARK, width=1.8, words=_POSITIVE.text(language)),
                False: TieLook(colour=LIGHT, width=1.8, style="--", words=_NEGATIVE.text(language)),
            },
            title=message(
                "Zijn er twee kampen? Niet passend: {count}",
                "Are there two sides? Ties against: {count}",
                count=self.frustration,
            ),
            language=language,
            sides={one: first if one in self.sides else other for one in actors},
        )

    def _plot_counts(self, ax: Any, language: Language) -> Any:
        rows = (
            (message("driehoeken", "triangles"), (self.balanced, self.unbalanced, 0, 0, 0)),
            (message("paren", "pairs"), (0, 0, self.positive, self.negative, self.mixed)),
        )
        return draw_stacks(
            ax,
            [Stack(name=name.text(language), counts=counts) for name, counts in rows],
            parts=(
                message("in balans", "balanced"),
                message("uit balans", "unbalanced"),
                _POSITIVE,
                _NEGATIVE,
                message("beide", "both"),
            ),
            label=message("aantal", "number"),
            title=message("Is er spanning in driehoeken?", "Is there tension in triangles?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the balanced share and frustration, and how the graph was read."""
        said = message(
            "Driehoeken in balans: {balanced} van {triangles} ({ratio}); relaties die twee kampen "
            "verhinderen: {frustration} ({sort}).",
            "Balanced triangles: {balanced} of {triangles} ({ratio}); ties that keep it from two "
            "sides: {frustration} ({sort}).",
            triangles=self.triangles,
            balanced=self.balanced,
            ratio=in_short(self.ratio),
            frustration=self.frustration,
            sort=message("exact", "exact") if self.is_exact else message("ten hoogste", "at most"),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def balance(graph: Graph, *, sign: str = "sign") -> SignedBalance:
    """Tell how far positive and negative ties go together.

    A pair is positive or negative by the sum of its signs, whichever way ties go. The frustration
    index is exact up to 20 actors, by trying every way to make two sides; beyond that it is the
    best of descents from each actor's own view, which is an upper bound. In networks of thousands
    of actors these are the views of those with most ties, as many as take half a minute or so.
    Takes time with triangles; exact frustration doubles with each actor.

    Args:
        graph: Any networkx graph; it is not changed.
        sign: The attribute of ties that is above or below zero.

    Raises:
        NetworkError: Some tie has no number there.

    Source: D. Cartwright and F. Harary, "Structural balance: a generalization of Heider's theory",
    Psychological Review 63(5), 1956, 277-293.

    >>> import networkx as nx
    >>> three = nx.Graph()
    >>> three.add_weighted_edges_from([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)], "sign")
    >>> balance(three).ratio
    1.0
    """
    snapshot = _read(graph, sign)
    signs, mixed = _signs(snapshot)
    counts = _triangles(signs)
    sides, is_exact = _sides(signs)
    return SignedBalance(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        positive=sum(one > 0 for row in signs for one in row.values()) // 2,
        negative=sum(one < 0 for row in signs for one in row.values()) // 2,
        mixed=mixed,
        balanced=counts[0],
        unbalanced=counts[1],
        frustration=_frustration(signs, sides),
        is_exact=is_exact,
        sides=tuple(
            name_of(actor)
            for actor, side in zip(snapshot.actors, sides, strict=True)
            if side == sides[0]
        ),
    )


def _read(graph: Graph, sign: str) -> Snapshot:
    verify_attribute("sign", sign)
    return snapshot_of(graph, weight=sign, weight_means="strength", may_be_negative=True)


def _signs(snapshot: Snapshot) -> tuple[list[dict[int, int]], int]:
    """The sign of each pair that has one, both ways round, and how many pairs contradict."""
    sums: dict[tuple[int, int], float] = {}
    for tail, head, weight in zip(
        snapshot.tails, snapshot.heads, snapshot.weights or (), strict=True
    ):
        sums[tail, head] = sums.get((tail, head), 0) + weight
        sums[head, tail] = sums.get((head, tail), 0) + weight
    signs: list[dict[int, int]] = [{} for _ in snapshot.actors]
    for (tail, head), total in sums.items():
        if total:
            signs[tail][head] = 1 if total > 0 else -1
    return signs, sum(not total for total in sums.values()) // 2


def _triangles(signs: Sequence[dict[int, int]]) -> tuple[int, int]:
    balanced = unbalanced = 0
    for one, row in enumerate(signs):
        for other, sign in row.items():
            if other < one:
                continue
            for third in row.keys() & signs[other].keys():
                if third > other:
                    product = sign * row[third] * signs[other][third]
                    balanced += product > 0
                    unbalanced += product < 0
    return balanced, unbalanced


def _frustration(signs: Sequence[dict[int, int]], sides: Sequence[int]) -> int:
    return sum(
        sign * sides[one] * sides[other] < 0
        for one, row in enumerate(signs)
        for other, sign in row.items()
        if one < other
    )


def _sides(signs: Sequence[dict[int, int]]) -> tuple[list[int], bool]:
    """Two sides with few ties against them, and whether no others have fewer."""
    size = len(signs)
    if size > _EXHAUSTIVE:
        starts = ([signs[view].get(one, 1) for one in range(size)] for view in _views(signs))
        settled = (_descend(signs, start) for start in starts)
        return min(settled, key=lambda sides: _frustration(signs, sides)), False
    # Turning one actor at a time (Gray code) changes only its own ties.
    sides, best = [1] * size, [1] * size
    now = fewest = _frustration(signs, sides)
    for step in itertools.count(1):
        turned = (step & -step).bit_length() - 1
        if turned >= size - 1:
            return best, True
        now += sides[turned] * sum(sign * sides[other] for other, sign in signs[turned].items())
        sides[turned] = -sides[turned]
        if now < fewest:
            fewest, best = now, list(sides)
    raise AssertionError  # pragma: no cover  (the count never ends)


def _views(signs: Sequence[dict[int, int]]) -> list[int]:
    """Whose views to descend from: everyone's, or where that takes long those with most ties."""
    size = len(signs)
    most = max(1, _STEPS // (size + sum(map(len, signs))))
    busiest = sorted(range(size), key=lambda one: -len(signs[one]))[:most]
    return sorted(busiest)  # As actors come: of equally good sides the first are given.


def _descend(signs: Sequence[dict[int, int]], sides: list[int]) -> list[int]:
    """Turn actors as long as that lessens the ties against two sides."""
    is_settled = False
    while not is_settled:
        is_settled = True
        for one, row in enumerate(signs):
            if sides[one] * math.fsum(sign * sides[other] for other, sign in row.items()) < 0:
                sides[one] = -sides[one]
                is_settled = False
    return sides
