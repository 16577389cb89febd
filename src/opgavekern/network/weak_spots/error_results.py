"""How sure figures are when ties or actors are missed or invented, as results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.intervals import DrawnFigures
from opgavekern.network.foundation.literature import BORGATTI_ET_AL_2006, BUTTS_2003, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.axes import DARK, INK, axes_of, entitle, name_rows, with_part
from opgavekern.network.plots.estimates import draw_spread
from opgavekern.network.weak_spots.error_plans import ErrorRates, SeenAs


@attrs.frozen(kw_only=True)
class ErrorSimulation(NetworkResult):
    """A figure of a network, and what it is in networks with errors.

    Attributes:
        reading: How the graph was read.
        rates: How often something goes wrong.
        seen_as: What the network that was seen is taken to be.
        observed: The figure of the graph; None where it has none.
        confidence: Share of the drawn networks between the low and high of `drawn`.
        drawn: The figure in networks with errors.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_ET_AL_2006, BUTTS_2003)
    COLUMNS: ClassVar[Columns] = columns(
        observed=float,
        mean=float,
        sd=float,
        bias=float,
        confidence=float,
        low=float,
        high=float,
        replicates=int,
        undefined=int,
    )

    reading: Reading
    rates: ErrorRates
    seen_as: SeenAs
    observed: float | None
    confidence: float
    drawn: DrawnFigures

    @property
    def bias(self) -> float | None:
        """The mean with errors less the figure itself; None where either is not."""
        if self.drawn.mean is None or self.observed is None:
            return None
        return self.drawn.mean - self.observed

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [
            {
                "observed": self.observed,
                "mean": self.drawn.mean,
                "sd": self.drawn.sd,
                "bias": self.bias,
                "confidence": self.confidence,
                "low": self.drawn.low,
                "high": self.drawn.high,
                "replicates": self.drawn.count,
                "undefined": self.drawn.undefined,
            }
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figure, and below it what it is in networks with errors.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        drawn = message(
            "{count} keer met fouten", "{count} times with errors", count=self.drawn.count
        )
        return draw_spread(
            ax,
            (message("gevonden", "found"), self.observed),
            (drawn, self.drawn.mean),
            (self.drawn.low, self.drawn.high),
            confidence=self.confidence,
            title=message("Wat doen fouten?", "What do errors do?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the figure with and without errors, and how the graph was read."""
        said = message(
            "Waarde {observed}; met fouten gemiddeld {mean}, in {percent}% van {count} trekkingen "
            "tussen {low} en {high}.",
            "Value {observed}; with errors {mean} on average, in {percent}% of {count} draws "
            "between {low} and {high}.",
            observed=in_short(self.observed),
            mean=in_short(self.drawn.mean),
            percent=in_short(100 * self.confidence, 0),
            count=self.drawn.count,
            low=in_short(self.drawn.low),
            high=in_short(self.drawn.high),
        )
        words = (said, said_of(self.rates, self.seen_as))
        return " ".join([*(one.text(language) for one in words), self.reading.describe(language)])


def said_of(rates: ErrorRates, seen_as: SeenAs) -> Message:
    """Say how often something goes wrong."""
    return message(
        "Fouten: gemiste relaties {missed}, verzonnen relaties {invented}, gemiste actoren {gone}, "
        "toegevoegde actoren {added} (aandelen); wat gezien is, geldt als {seen}.",
        "Errors: ties missed {missed}, ties invented {invented}, actors missed {gone}, actors "
        "added {added} (shares); what was seen is taken as {seen}.",
        missed=in_short(rates.missed),
        invented=in_short(rates.invented),
        gone=in_short(rates.actors_missed),
        added=in_short(rates.actors_added),
        seen=seen_as,
    )


@attrs.frozen(kw_only=True)
class ActorError(Answer):
    """What one actor has, with and without errors.

    Attributes:
        actor: Who.
        observed: What it has in the graph; None where it has none.
        rank: Its place in the graph, 1 for the highest; None without a value.
        drawn: What it has in networks with errors.
        best: Above this place it comes in half of what the confidence leaves; None without any.
        worst: Below this place it comes in half of what the confidence leaves; None without any.
    """

    actor: Name
    observed: float | None
    rank: int | None
    drawn: DrawnFigures
    best: float | None
    worst: float | None


@attrs.frozen(kw_only=True)
class RankingErrors(NetworkResult):
    """A measure of actors, and how far it stays what it is in networks with errors.

    Attributes:
        reading: How the graph was read.
        rates: How often something goes wrong.
        seen_as: What the network that was seen is taken to be.
        confidence: Share of the drawn networks between each low and high.
        rank_correlation: Spearman's, of the values with and without errors.
        r_squared: The square of Pearson's correlation of them.
        top_one: Share of the drawn networks in which the highest actor is the highest still.
        top_three: In which it is among the three highest.
        top_tenth: In which it is among the highest tenth.
        overlap: How far the highest tenths overlap: those in both over those in either, on average.
        actors: In the order of the graph.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_ET_AL_2006, BUTTS_2003)
    COLUMNS: ClassVar[Columns] = columns(
        actor=object,
        observed=float,
        mean=float,
        low=float,
        high=float,
        rank=int,
        best=float,
        worst=float,
    )

    reading: Reading
    rates: ErrorRates
    seen_as: SeenAs
    confidence: float
    rank_correlation: DrawnFigures
    r_squared: DrawnFigures
    top_one: float | None
    top_three: float | None
    top_tenth: float | None
    overlap: float | None
    actors: tuple[ActorError, ...]

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [
            {
                "actor": one.actor,
                "observed": one.observed,
                "mean": one.drawn.mean,
                "low": one.drawn.low,
                "high": one.drawn.high,
                "rank": one.rank,
                "best": one.best,
                "worst": one.worst,
            }
            for one in self.actors
        ]

    def describe(self, language: Language = "en") -> str:
        """Return how far the ranking holds, and how the graph was read."""
        words = (one.text(language) for one in self._sentences())
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Rangcorrelatie (Spearman) met fouten en zonder: gemiddeld {mean}, in {percent}% van "
            "{count} trekkingen tussen {low} en {high}.",
            "Rank correlation (Spearman) with errors and without: {mean} on average, in {percent}% "
            "of {count} draws between {low} and {high}.",
            mean=in_short(self.rank_correlation.mean),
            percent=in_short(100 * self.confidence, 0),
            count=self.rank_correlation.count,
            low=in_short(self.rank_correlation.low),
            high=in_short(self.rank_correlation.high),
        )
        yield message(
            "Wie het hoogste staat, staat dat met fouten nog in een aandeel van {one} van de "
            "trekkingen, bij de eerste drie in {three}.",
            "Whoever comes first still does with errors in a share of {one} of the draws, and is "
            "among the first three in {three}.",
            one=in_short(self.top_one),
            three=in_short(self.top_three),
        )
        yield said_of(self.rates, self.seen_as)

    def plot(self, ax: Any = None, *, most: int = 15, language: Language = "en") -> Any:
        """Draw between which places each actor comes, those who come first on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many actors, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        ranked = [one for one in self.actors if one.rank is not None and one.best is not None]
        shown = sorted(ranked, key=lambda one: one.rank or 0)[:most]
        axes = axes_of(ax, 6.4, 1.2 + 0.3 * max(len(shown), 1))
        for down, one in enumerate(shown):
            axes.plot([one.best, one.worst], [down, down], color=DARK, linewidth=3)
            axes.plot([one.rank], [down], marker="o", color=INK)
        name_rows(axes, self.reading.called(one.actor for one in shown))
        label = message(
            "plaats in de rangorde: gezien (punt), en in {percent}% van de trekkingen met fouten",
            "place in the ranking: seen (dot), and in {percent}% of the draws with errors",
            percent=in_short(100 * self.confidence, 0),
        )
        axes.set_xlabel(label.text(language))
        title = message("Hoe vast staat de rangorde?", "How firm is the ranking?")
        entitle(axes, with_part(title, len(shown), len(ranked)).text(language))
        return axes
