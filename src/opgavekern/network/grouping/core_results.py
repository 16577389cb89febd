"""What is found of core and periphery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.figures import Series, in_short, p_in_short, with_figure
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import BORGATTI_EVERETT_2000, BOYD_2010, Publication
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_actors
from opgavekern.network.grouping.core_fits import CorePattern
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.bars import Bar, draw_bars
from opgavekern.network.plots.drawing import words_of
from opgavekern.network.plots.measured import measured
from opgavekern.network.plots.sociomatrix import draw_sociomatrix
from opgavekern.network.plots.stacks import Stack, draw_stacks


@attrs.frozen(kw_only=True)
class CorePeriphery(NetworkResult):
    """The core of a network, and how well it fits.

    Attributes:
        reading: How the graph was read.
        pattern: What was ideal between core and periphery.
        actors: All actors, in the order of the graph.
        correlation: Of the sociomatrix with the ideal, at most 1.
        is_exact: Every split was tried; else a better one may exist.
        optima: How many cores fit as well; if not exact, of those that were found.
        cores: Who is in the core, for the first five of these.
        chance: The fit that is found in networks with as many ties; None where no permutations
            were asked. It compares what searching finds, also where every split was tried.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_EVERETT_2000,)
    COLUMNS: ClassVar[Columns] = columns(actor=object, is_core=bool)

    reading: Reading
    pattern: CorePattern
    actors: tuple[Name, ...]
    correlation: float
    is_exact: bool
    optima: int
    cores: tuple[tuple[Name, ...], ...]
    chance: NullDistribution | None = None

    @property
    def core(self) -> tuple[Name, ...]:
        """The first of the cores that fit best."""
        return self.cores[0] if self.cores else ()

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor: whether it is in the first core."""
        core = frozenset(self.core)
        return [{"actor": one, "is_core": one in core} for one in self.actors]

    def describe(self, language: Language = "en") -> str:
        """Return the core, its fit and how the graph was read."""
        said = [*self._sentences(), *_tested(self.chance)]
        words = [one.text(language) for one in said]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Kern: {core} ({count} van {actors}). Correlatie met het ideaal: {correlation} (tussen "
            "kern en periferie: {pattern}).",
            "Core: {core} ({count} of {actors}). Correlation with the ideal: {correlation} "
            "(between core and periphery: {pattern}).",
            core=self.reading.called(self.core) or "–",
            count=len(self.core),
            actors=counted_actors(len(self.actors)),
            correlation=in_short(self.correlation),
            pattern=self.pattern,
        )
        if self.is_exact and self.optima == 1:
            yield message(
                "Alle verdelingen zijn geprobeerd; geen andere past zo goed.",
                "Every split was tried; no other fits as well.",
            )
        elif self.is_exact:
            yield message(
                "Alle verdelingen zijn geprobeerd; {optima} passen even goed, dit is er een van.",
                "Every split was tried; {optima} fit equally well, of which this is one.",
                optima=self.optima,
            )
        else:
            yield message(
                "Gezocht vanuit meer beginpunten; een betere verdeling is mogelijk.",
                "Sought from several starts; a better split is possible.",
            )

    def plot(self, ax: Any = None, *, graph: Graph | None = None, language: Language = "en") -> Any:
        """Draw the sociomatrix, the core first, with a line between it and the periphery.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds who is in the core and not
                the ties; None draws how many are in the core.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors, or more than 1,000.
            MissingExtraError: matplotlib is not installed.
        """
        core = frozenset(self.core)
        parts = (message("kern", "core"), message("periferie", "periphery"))
        if graph is None:
            return draw_stacks(
                ax,
                [Stack(name="", counts=(len(core), len(self.actors) - len(core)))],
                parts=parts,
                label=message("actoren", "actors"),
                title=message("Hoe groot is de kern?", "How large is the core?"),
                language=language,
            )
        snapshot = measured(graph, self.actors, "core_periphery")
        return draw_sociomatrix(
            ax,
            snapshot,
            [int(name not in core) for name in self.actors],
            {place: part.text(language) for place, part in enumerate(parts)},
            words=words_of(snapshot),
            title=message(
                "Is er een kern, en wie horen erbij?", "Is there a core, and who are in it?"
            ),
            language=language,
        )


@attrs.frozen(kw_only=True)
class ActorCoreness(Answer):
    """How near the core an actor is.

    Attributes:
        actor: Who.
        coreness: 0 or more; the product of those of two actors tells the tie between them.
    """

    actor: Name
    coreness: float


@attrs.frozen(kw_only=True)
class Coreness(NetworkResult):
    """How near the core each actor is.

    Attributes:
        reading: How the graph was read.
        correlation: Of the sociomatrix with the products of coreness, at most 1.
        actors: In the order of the graph.
        chance: The fit that is found in networks with as many ties; None where no permutations
            were asked.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_EVERETT_2000, BOYD_2010)
    COLUMNS: ClassVar[Columns] = columns(actor=object, coreness=float)

    reading: Reading
    correlation: float
    actors: tuple[ActorCoreness, ...]
    chance: NullDistribution | None = None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [{"actor": one.actor, "coreness": one.coreness} for one in self.actors]

    def plot(self, ax: Any = None, *, most: int = 20, language: Language = "en") -> Any:
        """Draw who is nearest the core, the nearest on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many actors, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        nearest = sorted(self.actors, key=lambda one: -one.coreness)[:most]
        names = self.reading.called(one.actor for one in nearest)
        return draw_bars(
            ax,
            [
                Bar(name=name, length=one.coreness, words=in_short(one.coreness).text(language))
                for name, one in zip(names, nearest, strict=True)
            ],
            label=message("nabijheid tot de kern", "coreness"),
            title=with_part(
                message("Wie staat het dichtst bij de kern?", "Who is nearest the core?"),
                len(nearest),
                len(self.actors),
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return who is nearest the core, the fit and how the graph was read."""
        nearest = sorted(self.actors, key=lambda one: -one.coreness)[:5]
        said = message(
            "Het dichtst bij de kern: {nearest}. Correlatie met het ideaal {correlation}.",
            "Nearest the core: {nearest}. Correlation with the ideal {correlation}.",
            nearest=Series(
                tuple(
                    with_figure(name, in_short(one.coreness))
                    for name, one in zip(
                        self.reading.called(one.actor for one in nearest), nearest, strict=True
                    )
                )
            ),
            correlation=in_short(self.correlation),
        )
        words = [one.text(language) for one in (said, *_tested(self.chance))]
        return " ".join([*words, self.reading.describe(language)])


def _tested(chance: NullDistribution | None) -> Iterator[Message]:
    if chance is not None:
        yield message(
            "In {replicates} netwerken met evenveel relaties: {p}; p = (k + 1)/(N + 1).",
            "In {replicates} networks with as many ties: {p}; p = (k + 1)/(N + 1).",
            replicates=chance.replicates,
            p=p_in_short(chance.p_at_least),
        )
