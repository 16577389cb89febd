"""Whether a figure of a network is more than its size, ties or dyads explain: CUG tests."""

from __future__ import annotations

import functools
import math
from concurrent.futures import Executor
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.running import Progress
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import ANDERSON_1999, Publication
from opgavekern.network.foundation.null_distributions import NullDistribution, null_distribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, versions_of
from opgavekern.network.foundation.replicates import draw_replicates
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of
from opgavekern.network.inference.random_graphs import GraphPlan, graph_plan
from opgavekern.network.plots.chance import draw_chance


class Condition(Term):
    """What random graphs have in common with the one that was seen."""

    SIZE = "size", "aantal actoren", "number of actors"
    EDGES = "edges", "aantal relaties", "number of ties"
    DYAD_CENSUS = "dyad_census", "dyadentelling"


@attrs.frozen(kw_only=True)
class CUGTest(NetworkResult):
    """A figure of a network beside that of random graphs with something in common with it.

    Attributes:
        reading: How the graph was read.
        condition: What the random graphs have in common with it.
        observed: The figure of the graph.
        chance: The figure of the random graphs.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (ANDERSON_1999,)
    COLUMNS: ClassVar[Columns] = columns(
        condition=str,
        observed=float,
        draws=int,
        undefined=int,
        mean=float,
        sd=float,
        p_at_least=float,
        p_at_most=float,
    )

    reading: Reading
    condition: Condition
    observed: float
    chance: NullDistribution

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [
            {
                "condition": self.condition.value,
                "observed": self.observed,
                "draws": self.chance.replicates,
                "undefined": self.chance.undefined,
                "mean": self.chance.mean,
                "sd": self.chance.sd,
                "p_at_least": self.chance.p_at_least,
                "p_at_most": self.chance.p_at_most,
            }
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the figure, what chance gives, and how the graph was read."""
        mean, sd = self.chance.mean, self.chance.sd
        said = message(
            "CUG-toets, gegeven {condition}: waarde {observed}; in {draws} toevallige netwerken "
            "gemiddeld {mean} (standaardafwijking {sd}), {at_least} voor ten minste en "
            "{at_most} voor ten hoogste zo hoog; p = (k + 1)/(N + 1).",
            "CUG test, given {condition}: value {observed}; in {draws} random networks {mean} on "
            "average (standard deviation {sd}), {at_least} for at least and {at_most} for at "
            "most as high; p = (k + 1)/(N + 1).",
            condition=self.condition,
            observed=in_short(self.observed),
            draws=self.chance.replicates,
            mean=in_short(mean),
            sd=in_short(sd),
            at_least=p_in_short(self.chance.p_at_least),
            at_most=p_in_short(self.chance.p_at_most),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figures of the random graphs, and where the one seen stands.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        label = message(
            "cijfer, gegeven {condition}", "figure, given {condition}", condition=self.condition
        )
        return draw_chance(ax, self.observed, self.chance, label=label, language=language)


def cug(
    graph: Graph,
    statistic: Statistic,
    *,
    condition: Condition | str = Condition.EDGES,
    draws: int = 1000,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> CUGTest:
    """Tell whether a figure of a network is more than its size, ties or dyads explain.

    Conditional uniform graphs: every graph that has in common what the condition names is as
    likely. With `size` each pair has a tie with chance 1/2; with `edges` the number of ties is
    kept; with `dyad_census` the numbers of mutual, one-sided and absent pairs (of an undirected
    graph the same as `edges`). Random graphs have the actors of the graph with their attributes,
    and its survey. Ties fall only where it is known whether there is one; in a dyad census,
    arcs whose counterpart is not known keep the number of their ties. Weights, loops and parallel
    ties are not drawn: the figure is of ties that are or are not, also that of the graph itself.

    A draw costs time that grows with the pairs of actors, beside what the figure costs; there may
    be 10,000 actors.

    Args:
        graph: Any networkx graph.
        statistic: Takes a graph and returns a number, or None where it has none. To be split over
            processes it must be a function at the top of a module.
        condition: `size`, `edges` or `dyad_census`.
        draws: How many random graphs.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: The graph itself has no such figure, or what the figure is no number.
        MissingExtraError: NumPy is not installed.

    Source: B. S. Anderson, C. Butts and K. Carley, "The interaction of size and density with
    graph-level indices", Social Networks 21(3), 1999, 239-267.
    """
    condition = chosen(Condition, condition, "condition")
    snapshot = snapshot_of(graph)
    plan = graph_plan(graph, snapshot)
    observed = figure_of(plan.graph(snapshot.tails, snapshot.heads), statistic)
    if observed is None:
        raise NetworkError(
            message(
                "het netwerk zelf heeft dit cijfer niet, zodat er niets te toetsen is; neem een "
                "cijfer dat hier bestaat",
                "the network itself has no such figure, so that there is nothing to test; take a "
                "figure that exists here",
            )
        )
    replicates = draw_replicates(
        functools.partial(_figures, plan=plan, statistic=statistic, condition=condition),
        draws,
        seed=seed,
        argument="draws",
        executor=executor,
        progress=progress,
    )
    return CUGTest(
        reading=attrs.evolve(
            snapshot.reading, engine=Engine.FAST, seed=seed, versions=versions_of(Engine.FAST)
        ),
        condition=condition,
        observed=observed,
        chance=null_distribution(observed, replicates),
    )


def _figures(
    chance: Any, count: int, *, plan: GraphPlan, statistic: Statistic, condition: Condition
) -> list[float]:
    draw = {
        Condition.SIZE: plan.of_size,
        Condition.EDGES: plan.of_edges,
        Condition.DYAD_CENSUS: plan.of_dyads,
    }[condition]
    found = (figure_of(draw(chance), statistic) for _ in range(count))
    return [math.nan if one is None else one for one in found]
