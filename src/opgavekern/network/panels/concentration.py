"""Centralisation: how far a network turns on one actor (Freeman 1979)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short, with_figure
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import FREEMAN_1979, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading
from opgavekern.network.panels.actor_measures import ActorMeasure
from opgavekern.network.panels.panel import EFFORT, actors
from opgavekern.network.paths.steps import PathDirection
from opgavekern.network.plots.bars import Bar, draw_bars


@attrs.frozen(kw_only=True)
class Concentration(Answer):
    """How far one measure turns on one actor.

    Attributes:
        measure: Of actors.
        raw: Sum over actors of how far they are below the highest; None where the measure is
            not defined for the network.
        most: The largest that sum can be with as many actors; None where that is not known.
        highest: Who has the highest value, one or several.
    """

    measure: ActorMeasure
    raw: float | None
    most: float | None
    highest: tuple[Name, ...]

    @property
    def share(self) -> float | None:
        """The sum as a share of the largest there can be, 0 to 1; None where there is none."""
        return None if self.raw is None or not self.most else self.raw / self.most


@attrs.frozen(kw_only=True)
class Centralisation(NetworkResult):
    """How far a network turns on one actor, by measure.

    Attributes:
        reading: How the graph was read.
        measures: One for each measure.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (FREEMAN_1979,)
    COLUMNS: ClassVar[Columns] = columns(
        measure=str, centralisation=float, raw=float, most=float, highest=str
    )

    reading: Reading
    measures: tuple[Concentration, ...]

    def of(self, measure: ActorMeasure | str) -> Concentration:
        """Return what is said of one measure.

        Raises:
            KeyError: It was not asked for.
        """
        wanted = chosen(ActorMeasure, measure, "measure")
        for one in self.measures:
            if one.measure is wanted:
                return one
        raise KeyError(wanted)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each measure."""
        return [
            {
                "measure": str(one.measure.value),
                "centralisation": one.share,
                "raw": one.raw,
                "most": one.most,
                "highest": ", ".join(map(str, one.highest)),
            }
            for one in self.measures
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw how far each measure turns on one actor, with who that is.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        bars = []
        for one in self.measures:
            who = self.reading.called(one.highest)
            figure = in_short(one.share).text(language)
            bars.append(
                Bar(
                    name=one.measure.text(language),
                    length=one.share,
                    words=f"{figure} ({who[0]})" if len(who) == 1 else figure,
                )
            )
        return draw_bars(
            ax,
            bars,
            label=message(
                "van gelijk (0) tot om één draaiend (1)", "from equal (0) to turning on one (1)"
            ),
            title=message(
                "Draait het netwerk om één actor?", "Does the network turn on one actor?"
            ),
            language=language,
            most=1,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the share of each measure, and how the graph was read."""
        head = message(
            "Centralisatie (Freeman 1979): {shares}.",
            "Centralisation (Freeman 1979): {shares}.",
            shares=Series(
                tuple(with_figure(one.measure, in_short(one.share)) for one in self.measures)
            ),
        )
        return f"{head.text(language)} {self.reading.describe(language)}"


def centralisation(
    graph: Graph,
    measures: Iterable[ActorMeasure | str] | None = None,
    *,
    direction: PathDirection | str = PathDirection.OUT,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> Centralisation:
    """Tell how far a network turns on one actor: Σ (highest - value) over actors.

    Divided by the largest that this can be with as many actors n, which a star has (of
    the eigenvector: two who are tied, beside isolates), of an undirected network:

    - degree: (n-1)(n-2), directed 2(n-1)(n-2)
    - in- and out-degree: (n-1)(n-2), directed (n-1)²
    - betweenness: (n-1)²(n-2)/2, directed (n-1)²(n-2)
    - closeness: (n-1)(n-2)/(2n-3), directed (n-1)(1-1/n)
    - eigenvector, of length one: (n-2)/√2, directed n-1

    These are the maxima of R's `sna`; that of closeness in a directed network is a little low:
    where one names all and nobody else anyone, the share is n/(n-1). Ties are there or not. With a
    survey the sum is over actors who answered. With one or two actors there is no share. Takes the
    time of `actors`.

    Args:
        graph: Any networkx graph; it is not changed.
        measures: Of actors; None for degrees, betweenness, closeness and, where it is defined,
            eigenvector.
        direction: "out" or "in": closeness and eigenvector from the actor, or to it.
        effort: As of `actors`.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: There is no such measure, its maximum is not known, or it would take too long.

    Source: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social
    Networks 1(3), 1979, 215-239.

    >>> import networkx as nx
    >>> centralisation(nx.star_graph(4), ["degree"]).of("degree").share
    1.0
    """
    wanted = (
        tuple(_MOST)
        if measures is None
        else tuple(
            dict.fromkeys(
                chosen(ActorMeasure, one, "measures") for one in several("measures", measures)
            )
        )
    )
    if unknown := [one for one in wanted if one not in _MOST]:
        raise NetworkError(
            message(
                "van {measure} is het hoogst mogelijke niet bekend; kies uit {known}",
                "of {measure} the largest there can be is not known; choose from {known}",
                measure=unknown[0],
                known=", ".join(str(one.value) for one in _MOST),
            )
        )
    is_usual = measures is None
    panel = actors(
        graph,
        None if is_usual else wanted,
        direction=direction,
        effort=effort,
        engine=engine,
    )
    kept = [one for one in panel.measures if one in wanted]
    return Centralisation(
        reading=panel.reading,
        measures=tuple(
            _concentration(one, panel.values_of(one), is_directed=panel.reading.is_directed)
            for one in kept
        ),
    )


def _concentration(
    measure: ActorMeasure, values: Mapping[Name, float | None], *, is_directed: bool
) -> Concentration:
    known = {actor: value for actor, value in values.items() if value is not None}
    most = _MOST[measure](len(values))[is_directed] if len(values) > 2 else None
    if not known:
        return Concentration(measure=measure, raw=None, most=most, highest=())
    top = max(known.values())
    raw = math.fsum(top - value for value in known.values())
    highest = tuple(actor for actor, value in known.items() if value == top)
    return Concentration(measure=measure, raw=raw, most=most, highest=highest)


def _of_degree(size: int) -> tuple[float, float]:
    return (size - 1) * (size - 2), 2 * (size - 1) * (size - 2)


def _of_one_way(size: int) -> tuple[float, float]:
    return (size - 1) * (size - 2), (size - 1) ** 2


def _of_betweenness(size: int) -> tuple[float, float]:
    return (size - 1) ** 2 * (size - 2) / 2, (size - 1) ** 2 * (size - 2)


def _of_closeness(size: int) -> tuple[float, float]:
    return (size - 1) * (size - 2) / (2 * size - 3), (size - 1) * (1 - 1 / size)


def _of_eigenvector(size: int) -> tuple[float, float]:
    return (size - 2) / math.sqrt(2), size - 1


#: The largest sum for so many actors: of an undirected network, and of a directed one.
_MOST: Final[Mapping[ActorMeasure, Callable[[int], tuple[float, float]]]] = MappingProxyType(
    {
        ActorMeasure.DEGREE: _of_degree,
        ActorMeasure.IN_DEGREE: _of_one_way,
        ActorMeasure.OUT_DEGREE: _of_one_way,
        ActorMeasure.BETWEENNESS: _of_betweenness,
        ActorMeasure.CLOSENESS: _of_closeness,
        ActorMeasure.EIGENVECTOR: _of_eigenvector,
    }
)
