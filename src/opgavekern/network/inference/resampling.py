"""How sure a figure of a network is: the bootstrap that draws actors."""

from __future__ import annotations

import functools
import math
from concurrent.futures import Executor
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.running import Progress
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.intervals import drawn_figures, verify_confidence
from opgavekern.network.foundation.literature import SNIJDERS_BORGATTI_1999, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, versions_of
from opgavekern.network.foundation.replicates import draw_replicates
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of
from opgavekern.network.inference.drawn_actors import ActorPlan, actor_plan
from opgavekern.network.plots.estimates import draw_spread


@attrs.frozen(kw_only=True)
class BootstrapEstimate(NetworkResult):
    """A figure of a network, and how far it varies when actors are drawn anew.

    Attributes:
        reading: How the graph was read.
        observed: The figure of the graph; None where it has none.
        replicates: How many drawn networks have the figure.
        undefined: How many more have not.
        mean: Of the drawn networks; None without any.
        error: Their standard deviation, which is the standard error of the figure; None with
            fewer than two.
        confidence: Share of the drawn networks between `low` and `high`, between 0 and 1.
        low: Below it lies half of the rest; None without any.
        high: Above it lies half of the rest; None without any.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (SNIJDERS_BORGATTI_1999,)
    COLUMNS: ClassVar[Columns] = columns(
        observed=float,
        mean=float,
        error=float,
        confidence=float,
        low=float,
        high=float,
        replicates=int,
        undefined=int,
    )

    reading: Reading
    observed: float | None
    replicates: int
    undefined: int
    mean: float | None
    error: float | None
    confidence: float
    low: float | None
    high: float | None

    @property
    def bias(self) -> float | None:
        """The mean of the drawn networks less the figure itself; None where either is not."""
        if self.mean is None or self.observed is None:
            return None
        return self.mean - self.observed

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [{column: getattr(self, column) for column in self.COLUMNS}]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figure, and below it what it is when actors are drawn anew.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        drawn = message("{count} trekkingen", "{count} draws", count=self.replicates)
        return draw_spread(
            ax,
            (message("gevonden", "found"), self.observed),
            (drawn, self.mean),
            (self.low, self.high),
            confidence=self.confidence,
            title=message("Hoe zeker is dit getal?", "How sure is this figure?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the figure, its error and interval, and how the graph was read."""
        said = message(
            "Waarde {observed}, standaardfout {error} (bootstrap over actoren, {replicates} "
            "trekkingen, {percent}% tussen {low} en {high}).",
            "Value {observed}, standard error {error} (vertex bootstrap, {replicates} draws, "
            "{percent}% between {low} and {high}).",
            observed=in_short(self.observed),
            error=in_short(self.error),
            replicates=self.replicates,
            percent=100 * self.confidence,
            low=in_short(self.low),
            high=in_short(self.high),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def bootstrap(
    graph: Graph,
    statistic: Statistic,
    *,
    replicates: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> BootstrapEstimate:
    """Tell how sure a figure of a network is, had other actors like these been there.

    As many actors are drawn as there are, with replacement, with their attributes and the ties
    between them, weights included. Between two copies of one actor there is nothing to copy: they
    get the ties of a pair drawn at random. Of actors that did not answer the copies have not
    answered either, and pairs that are not known are never drawn. Nodes of the drawn graphs are
    numbers. Parallel ties stay parallel; loops are left out.

    Two networks may be compared by their errors: (a - b) / sqrt(error_a² + error_b²) is about
    normal. A draw costs time that grows with actors and ties, beside what the figure costs.

    Args:
        graph: Any networkx graph.
        statistic: Takes a graph and returns a number, or None where it has none. To be split over
            processes it must be a function at the top of a module.
        replicates: How many networks are drawn.
        confidence: Share of them that the interval holds, more than 0 and less than 1.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: No pair of actors is known, as with fewer than two actors, or what the
            figure is no number.
        MissingExtraError: NumPy is not installed.

    Source: T. A. B. Snijders and S. P. Borgatti, "Non-parametric standard errors and tests for
    network statistics", Connections 22(2), 1999, 161-170.
    """
    verify_confidence(confidence)
    snapshot = snapshot_of(graph)
    plan = actor_plan(graph, snapshot)
    found = draw_replicates(
        functools.partial(_figures, plan=plan, statistic=statistic),
        replicates,
        seed=seed,
        executor=executor,
        progress=progress,
    )
    drawn = drawn_figures(found, confidence)
    read = snapshot.reading
    return BootstrapEstimate(
        reading=attrs.evolve(
            read,
            # Parallel ties are drawn as they are, so that each counts.
            ties=read.ties + read.parallel,
            parallel=0,
            engine=Engine.FAST,
            seed=seed,
            versions=versions_of(Engine.FAST),
        ),
        observed=figure_of(graph, statistic),
        replicates=drawn.count,
        undefined=drawn.undefined,
        mean=drawn.mean,
        error=drawn.sd,
        confidence=confidence,
        low=drawn.low,
        high=drawn.high,
    )


def _figures(chance: Any, count: int, *, plan: ActorPlan, statistic: Statistic) -> list[float]:
    found = (figure_of(plan.draw(chance), statistic) for _ in range(count))
    return [math.nan if one is None else one for one in found]
