"""How stable a figure is: what it is for each strength from which a tie counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, counted, message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.arguments import several, verify_attribute
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of
from opgavekern.network.making.transforming import dichotomise
from opgavekern.network.plots.curves import draw_curve


@attrs.frozen(kw_only=True)
class ThresholdFigure(Answer):
    """A figure of the ties from one threshold on.

    Attributes:
        threshold: The least strength that counts, or with lengths and ranks the most.
        ties: How many ties are left.
        figure: What it comes to; None where it has none.
    """

    threshold: float
    ties: int
    figure: float | None


@attrs.frozen(kw_only=True)
class ThresholdSweep(NetworkResult):
    """A figure of a network for each threshold.

    Attributes:
        reading: How the graph was read.
        figures: In order of threshold.
    """

    COLUMNS: ClassVar[Columns] = columns(threshold=float, ties=int, figure=float)

    reading: Reading
    figures: tuple[ThresholdFigure, ...]

    @property
    def low(self) -> float | None:
        """The smallest figure; None where no threshold has one."""
        return min(self._there, default=None)

    @property
    def high(self) -> float | None:
        """The largest figure; None where no threshold has one."""
        return max(self._there, default=None)

    @property
    def _there(self) -> list[float]:
        return [one.figure for one in self.figures if one.figure is not None]

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each threshold."""
        return [
            {"threshold": one.threshold, "ties": one.ties, "figure": one.figure}
            for one in self.figures
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figure against the threshold.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return draw_curve(
            ax,
            [(one.threshold, one.figure) for one in self.figures if one.figure is not None],
            across=message("drempel", "threshold"),
            up=message("waarde", "value"),
            title=message(
                "Hangt de waarde af van de drempel?", "Does the value depend on the threshold?"
            ),
            language=language,
            marker="o",
        )

    def describe(self, language: Language = "en") -> str:
        """Return between what the figure lies, and how the graph was read."""
        if self.low is None or self.high is None:
            said = message("Bij geen drempel is er een waarde.", "No threshold has a value.")
        else:
            said = message(
                "De waarde ligt tussen {low} en {high} bij {thresholds}, van {first} tot en met "
                "{last}.",
                "The value is between {low} and {high} over {thresholds}, from {first} to {last}.",
                low=in_short(self.low),
                high=in_short(self.high),
                thresholds=counted(
                    len(self.figures), ("drempel", "threshold"), ("drempels", "thresholds")
                ),
                first=self.figures[0].threshold,
                last=self.figures[-1].threshold,
            )
        return f"{said.text(language)} {self.reading.describe(language)}"


def threshold_sweep(
    graph: Graph,
    statistic: Statistic,
    *,
    weight: str = "weight",
    thresholds: Iterable[float] | None = None,
    weight_means: WeightMeaning | str | None = None,
) -> ThresholdSweep:
    """Tell how stable a figure is under the choice from which strength on a tie counts.

    Costs what the figure costs, for each threshold.

    Args:
        graph: Any networkx graph whose weights have a declared meaning.
        statistic: Takes a graph and returns a number, or None where it has none.
        weight: The attribute that holds the weights.
        thresholds: Which; None for every weight that occurs.
        weight_means: What the weights mean, where the graph does not declare it.

    Raises:
        NetworkError: Weights are absent, or of no declared meaning, or the figure is no number.
    """
    verify_attribute("weight", weight)
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means, may_be_negative=True)
    occurring = (
        set(snapshot.weights or ())
        if thresholds is None
        else set(several("thresholds", thresholds))
    )
    figures = []
    for threshold in sorted(occurring):
        kept = dichotomise(graph, weight, at_least=threshold, weight_means=weight_means)
        ties = kept.number_of_edges()
        figure = figure_of(kept, statistic)
        figures.append(ThresholdFigure(threshold=float(threshold), ties=ties, figure=figure))
    return ThresholdSweep(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        figures=tuple(figures),
    )
