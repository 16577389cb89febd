"""How far a figure varies over what missing answers may have been."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.intervals import verify_confidence
from opgavekern.network.foundation.literature import HUISMAN_2009, RUBIN_1987, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, versions_of
from opgavekern.network.foundation.snapshots import count_known, snapshot_of, treated
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of
from opgavekern.network.making.missing_answers import impute
from opgavekern.network.plots.estimates import draw_spread


@attrs.frozen(kw_only=True)
class ImputationInterval(NetworkResult):
    """A figure of a network, and between what it lies whatever the missing answers were.

    Attributes:
        reading: How the graph was read.
        available: The figure of the ties that are known, as the measure treats them; None where
            it has none.
        mean: Over the imputed graphs; None where none has the figure.
        low: Below it lies half of what `confidence` leaves.
        high: Above it lies half of what `confidence` leaves.
        confidence: Share of the imputed graphs between `low` and `high`, between 0 and 1.
        imputations: How many imputed graphs have the figure.
        undefined: How many have not.
        unknown: Of how many pairs it is not known whether there is a tie.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (RUBIN_1987, HUISMAN_2009)
    COLUMNS: ClassVar[Columns] = columns(
        available=float,
        mean=float,
        low=float,
        high=float,
        confidence=float,
        imputations=int,
        undefined=int,
        unknown=int,
    )

    reading: Reading
    available: float | None
    mean: float | None
    low: float | None
    high: float | None
    confidence: float
    imputations: int
    undefined: int
    unknown: int

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [{column: getattr(self, column) for column in self.COLUMNS}]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figure of what is known, and below it that of what is imputed.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        drawn = message("{count} imputaties", "{count} imputations", count=self.imputations)
        return draw_spread(
            ax,
            (message("wat bekend is", "what is known"), self.available),
            (drawn, self.mean),
            (self.low, self.high),
            confidence=self.confidence,
            title=message("Wat doen ontbrekende antwoorden?", "What do missing answers do?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the figure, its interval, and how the graph was read."""
        if not self.unknown:
            return f"{self._complete().text(language)} {self.reading.describe(language)}"
        said = message(
            "Gemiddelde {mean}, en tussen {low} en {high} in {percent}% van {count} imputaties "
            "van wat ontbreekt; met alleen wat bekend is {available}.",
            "Mean {mean}, and between {low} and {high} in {percent}% of {count} imputations of "
            "what is missing; with only what is known {available}.",
            mean=in_short(self.mean),
            low=in_short(self.low),
            high=in_short(self.high),
            percent=100 * self.confidence,
            count=self.imputations,
            available=in_short(self.available),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def _complete(self) -> Message:
        return message(
            "Er ontbreekt niets, dus er valt niets te imputeren: het cijfer is {available}.",
            "Nothing is missing, so there is nothing to impute: the figure is {available}.",
            available=in_short(self.available),
        )


def interval(
    graph: Graph,
    statistic: Statistic,
    *,
    times: int = 100,
    confidence: float = 0.95,
    seed: int = 0,
) -> ImputationInterval:
    """Tell between what a figure lies, given what missing answers may have been.

    The figure of each graph that `impute` gives, and between which two the middle ones lie. Only
    what is missing makes it wide: how sure a figure is for other reasons, `bootstrap` tells.
    Without missing answers all figures are the same. Costs `times` what the figure costs.

    Args:
        graph: Any networkx graph with a survey, not a multigraph.
        statistic: Takes a graph and returns a number, or None where it has none.
        times: How many imputed graphs.
        confidence: Share of them that the interval holds, more than 0 and less than 1.
        seed: What makes chance repeatable.

    Raises:
        NetworkError: A share or number that makes no sense, or the figure is no number.
    """
    verify_confidence(confidence)
    found = [figure_of(one, statistic) for one in impute(graph, times=times, seed=seed)]
    there = sorted(one for one in found if one is not None)
    tail = (1 - confidence) / 2
    snapshot = snapshot_of(graph)
    reading = attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN))
    size, known = len(snapshot), count_known(snapshot)
    unknown = (size * (size - 1) - known) // (1 if snapshot.is_directed else 2)
    if unknown:
        said = Text(
            nl=f"meervoudige imputatie, {times} keer", en=f"multiple imputation, {times} times"
        )
        reading = attrs.evolve(reading, seed=seed, unknown=0, treatment=treated(graph, said))
    return ImputationInterval(
        reading=reading,
        available=figure_of(graph, statistic),
        mean=statistics.fmean(there) if there else None,
        low=_quantile(there, tail),
        high=_quantile(there, 1 - tail),
        confidence=confidence,
        imputations=len(there),
        undefined=len(found) - len(there),
        unknown=unknown,
    )


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Return a quantile as NumPy and R (type 7) have it: linear between the two nearest."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
