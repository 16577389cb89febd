"""How a network falls apart as one actor after another is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import (
    ALBERT_ET_AL_2000,
    SCHNEIDER_ET_AL_2011,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.paths.shortest_paths import betweenness_from
from opgavekern.network.paths.steps import Steps
from opgavekern.network.plots.curves import draw_curve
from opgavekern.network.structure.components import Adjacency, neighbours_of

#: Looks at a tie that ordering by betweenness may take: some tens of seconds.
EFFORT = 10**8


class AttackOrder(Term):
    """In which order actors are lost."""

    DEGREE = "degree", "wie de meeste relaties heeft eerst", "those with most ties first"
    BETWEENNESS = (
        "betweenness",
        "wie op de meeste kortste wegen ligt eerst",
        "those on most shortest paths first",
    )
    RANDOM = "random", "in willekeurige volgorde", "in random order"


@attrs.frozen(kw_only=True)
class AttackCurve(NetworkResult):
    """How much of a network hangs together as actors are lost one after the other.

    Attributes:
        reading: How the graph was read.
        order: In which order.
        runs: How many orders the figures are over: one unless order is random.
        lost: Who is lost, in order; nobody where order is random.
        largest: Share of all actors in the largest part when nobody, one, two and so on are lost;
            of random orders the mean.
        lowest: The least of the runs, for each of those.
        highest: The most of the runs, for each of those.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (ALBERT_ET_AL_2000, SCHNEIDER_ET_AL_2011)
    COLUMNS: ClassVar[Columns] = columns(
        lost=int, actor=object, largest=float, lowest=float, highest=float
    )

    reading: Reading
    order: AttackOrder
    runs: int
    lost: tuple[Name, ...] = ()
    largest: tuple[float, ...]
    lowest: tuple[float, ...]
    highest: tuple[float, ...]

    @property
    def robustness(self) -> float | None:
        """R of Schneider et al.: the mean share after one, two, … and all losses.

        None without actors.

        Of n actors: from (n - 1)/n² without ties to (n - 1)/2n where everybody is tied to all.
        """
        after = self.largest[1:]
        return sum(after) / len(after) if after else None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each number of actors lost."""
        names = (None, *self.lost)
        return [
            {
                "lost": count,
                "actor": names[count] if count < len(names) else None,
                "largest": mean,
                "lowest": low,
                "highest": high,
            }
            for count, (mean, low, high) in enumerate(
                zip(self.largest, self.lowest, self.highest, strict=False)
            )
        ]

    def half(self) -> int | None:
        """Return how many losses leave less than half of the actors in the largest part."""
        return next((count for count, one in enumerate(self.largest) if one < 0.5), None)

    def describe(self, language: Language = "en") -> str:
        """Return how soon it falls apart, and how the graph was read."""
        return f"{self._said().text(language)} {self.reading.describe(language)}"

    def _said(self) -> Message:
        half = self.half()
        if self.robustness is None:
            return message(
                "Er zijn geen actoren die weg kunnen vallen.", "There are no actors to lose."
            )
        whole = message(
            "Ook als niemand wegvalt, hangt minder dan de helft van allen samen",
            "Even with nobody lost less than half of all hang together",
        )
        after = message(
            "Na {half} daarvan hangt minder dan de helft van allen nog samen",
            "After {half} of them less than half of all hang together",
            half=half,
        )
        return message(
            "Actoren vallen weg: {order}. {when}; robuustheid R {robustness} (het gemiddelde "
            "aandeel in het grootste deel).",
            "Actors are lost: {order}. {when}; robustness R {robustness} (the mean share in the "
            "largest part).",
            order=self.order,
            when=after if half else whole,
            robustness=in_short(self.robustness),
        )

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the share in the largest part against how many are lost.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        axes = draw_curve(
            ax,
            list(enumerate(self.largest)),
            across=message("actoren die wegvielen", "actors lost"),
            up=message("aandeel in het grootste deel", "share in the largest part"),
            title=message("Hoe snel valt het netwerk uiteen?", "How soon does it fall apart?"),
            language=language,
            between=list(zip(self.lowest, self.highest, strict=True)) if self.runs > 1 else (),
        )
        axes.set_ylim(0, 1.05)
        return axes


def attack_curve(
    graph: Graph,
    order: AttackOrder | str = AttackOrder.DEGREE,
    *,
    runs: int = 20,
    seed: int = 0,
    effort: int | None = EFFORT,
) -> AttackCurve:
    """Tell how a network falls apart as one actor after another is lost, until nobody is left.

    The order is that of the whole network, most first, of equals the first in the order of the
    graph; it is not made anew after each loss. By "random" it is the mean over `runs` orders: what
    illness and new jobs do, where "degree" and "betweenness" are the worst that can be thought of.
    A large difference between both means that a network leans on a few (Albert et al. 2000). R is
    the mean share of actors in the largest part over all losses, as Schneider et al. 2011 define
    it; compare it with theirs only where the order was made alike.

    A tie either way counts as contact; weights have no part in it; ties of who did not answer are
    known as far as others named them. Without actors there is a curve of nothing, and no R. A
    run takes time with actors and ties; betweenness with actors times ties, and more than
    `effort` is refused.

    Args:
        graph: Any networkx graph.
        order: "degree", "betweenness" or "random".
        runs: How many random orders.
        seed: What makes chance repeatable.
        effort: Most looks at a tie that betweenness may take; None for no limit.

    Raises:
        NetworkError: There is no such order, a number is no whole number, or betweenness would
            take more than `effort`.

    Source: R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex
    networks", Nature 406, 2000, 378-382; C. M. Schneider et al., "Mitigation of malicious attacks
    on networks", PNAS 108(10), 2011, 3838-3841.

    >>> import networkx as nx
    >>> found = attack_curve(nx.star_graph(4))
    >>> found.lost[0], found.largest
    (0, (1.0, 0.2, 0.2, 0.2, 0.2, 0.0))
    """
    verify_whole("runs", runs, least=1)
    how = chosen(AttackOrder, order, "order")
    snapshot = snapshot_of(graph)
    neighbours = neighbours_of(snapshot)
    is_random = how is AttackOrder.RANDOM
    if is_random:
        chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
        orders = [chance.sample(range(len(snapshot)), len(snapshot)) for _ in range(runs)]
    else:
        orders = [_ordered(neighbours, how, effort)]
    shares = list(zip(*(_shares(neighbours, one) for one in orders), strict=True))
    return AttackCurve(
        reading=attrs.evolve(
            snapshot.reading,
            seed=seed if is_random else None,
            versions=versions_of(Engine.PLAIN),
        ),
        order=how,
        runs=len(orders),
        lost=() if is_random else tuple(name_of(snapshot.actors[one]) for one in orders[0]),
        largest=tuple(sum(each) / len(each) for each in shares),
        lowest=tuple(map(min, shares)),
        highest=tuple(map(max, shares)),
    )


def _ordered(neighbours: Adjacency, how: AttackOrder, effort: int | None) -> list[int]:
    worth: Sequence[float] = [len(others) for others in neighbours]
    if how is AttackOrder.BETWEENNESS:
        needed = len(neighbours) * sum(map(len, neighbours))
        verify_effort(
            needed,
            effort,
            does=message(
                "betweenness kijkt hier {needed} keer naar een relatie",
                "betweenness takes {needed} looks at a tie here",
                needed=needed,
            ),
            instead=message('neem order="degree"', 'take order="degree"'),
        )
        found = betweenness_from(Steps(neighbours), range(len(neighbours)))
        worth = [round(one, 9) for one in found]  # What differs by rounding only is equal.
    return sorted(range(len(neighbours)), key=lambda place: -worth[place])


def _shares(neighbours: Adjacency, order: Sequence[int]) -> list[float]:
    """Return the share in the largest part as actors are lost: they join again, the last first."""
    size = len(order)
    part = list(range(size))
    sizes = [0] * size
    found, largest = [0.0], 0
    for place in reversed(order):
        sizes[place] = 1
        for other in neighbours[place]:
            if sizes[other]:  # It has joined already.
                one, two = _root(part, place), _root(part, other)
                if one != two:
                    small, large = sorted((one, two), key=lambda root: sizes[root])
                    part[small] = large
                    sizes[large] += sizes[small]
        largest = max(largest, sizes[_root(part, place)])
        found.append(largest / size)
    return found[::-1]


def _root(part: list[int], place: int) -> int:
    while part[place] != place:
        part[place] = part[part[place]]
        place = part[place]
    return place
