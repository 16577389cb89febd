"""What a network loses when an actor or a group leaves, as a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import BORGATTI_2006, KRACKHARDT_1994, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.bars import Bar, draw_bars


@attrs.frozen(kw_only=True)
class NetworkState(Answer):
    """How a network hangs together, before or after a loss; ties count in both directions.

    Attributes:
        actors: How many there are.
        components: Into how many parts they fall.
        largest: Actors in the largest part.
        fragmentation: Share of pairs that have no path, 0 to 1; None with fewer than two actors.
        distance_fragmentation: One less the mean over pairs of 1/d, with d the steps between two
            and 0 where there is no path, 0 to 1; None with fewer than two actors, or where it
            would take too long.
    """

    actors: int
    components: int
    largest: int
    fragmentation: float | None
    distance_fragmentation: float | None = None

    @property
    def connectedness(self) -> float | None:
        """Share of pairs that have a path, 0 to 1; None with fewer than two actors."""
        return None if self.fragmentation is None else 1 - self.fragmentation


@attrs.frozen(kw_only=True)
class Loss(Answer):
    """What it does to a network when one actor, one group, or several together leave.

    Attributes:
        lost: Who: an actor or a group, or several.
        actors: How many actors leave.
        after: How the rest hangs together.
        severed: Pairs of the rest that had a path between them and have none any more.
        cut_off: How many of the rest are no longer with the largest remainder of their part.
        named: Some of those cut off, ten at most.
        uncovered: What nobody of the rest stands for any more.
    """

    lost: tuple[Name, ...]
    actors: int
    after: NetworkState
    severed: int
    cut_off: int
    named: tuple[Name, ...] = ()
    uncovered: tuple[Name, ...] = ()

    @property
    def is_harmless(self) -> bool:
        """Nobody of the rest loses a path, and nothing is uncovered."""
        return not self.severed and not self.uncovered

    def words(self, reading: Reading) -> Message:
        """Say what is lost, actors called as in the graph that was read."""
        return message(
            "{lost}: {cut_off} afgesneden{named}, {severed} zonder weg{uncovered}",
            "{lost}: {cut_off} cut off{named}, {severed} without a path{uncovered}",
            lost=reading.called(self.lost),
            cut_off=self.cut_off,
            named=self._named(reading),
            severed=counted(self.severed, ("paar", "pair"), ("paren", "pairs")),
            uncovered=self._uncovered(),
        )

    def _named(self, reading: Reading) -> Message:
        if not self.named:
            return message("", "")
        more = self.cut_off - len(self.named)
        return message(
            " ({named}{more})",
            " ({named}{more})",
            named=", ".join(reading.called(self.named)),
            more=message(" en {more} meer", " and {more} more", more=more)
            if more > 0
            else message("", ""),
        )

    def _uncovered(self) -> Message:
        if not self.uncovered:
            return message("", "")
        return message(
            "; niemand meer voor {uncovered}",
            "; nobody left for {uncovered}",
            uncovered=", ".join(map(str, self.uncovered)),
        )


@attrs.frozen(kw_only=True)
class Robustness(NetworkResult):
    """What a network loses with each actor or group.

    Attributes:
        reading: How the graph was read.
        before: How the network hangs together with everyone.
        covered: How many things somebody stands for; None where that was not asked.
        losses: One for each actor in the order of the graph, or for each group in order; or the
            one loss that was asked for.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_2006, KRACKHARDT_1994)
    COLUMNS: ClassVar[Columns] = columns(
        lost=str,
        actors=int,
        components=int,
        largest=int,
        fragmentation=float,
        distance_fragmentation=float,
        severed=int,
        cut_off=int,
        named=str,
        uncovered=str,
    )

    reading: Reading
    before: NetworkState
    covered: int | None = None
    losses: tuple[Loss, ...]

    def worst(self, count: int = 5) -> tuple[Loss, ...]:
        """Return the losses that do most harm, those that do none left out.

        By pairs severed, then what is uncovered, then how many are cut off; of equals the first.
        """
        harmful = (one for one in self.losses if not one.is_harmless)
        return tuple(sorted(harmful, key=_harm, reverse=True)[:count])

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each loss."""
        return [
            {
                "lost": ", ".join(map(str, one.lost)),
                "actors": one.actors,
                "components": one.after.components,
                "largest": one.after.largest,
                "fragmentation": one.after.fragmentation,
                "distance_fragmentation": one.after.distance_fragmentation,
                "severed": one.severed,
                "cut_off": one.cut_off,
                "named": ", ".join(map(str, one.named)),
                "uncovered": ", ".join(map(str, one.uncovered)),
            }
            for one in self.losses
        ]

    def describe(self, language: Language = "en") -> str:
        """Return whose loss does most, and how the graph was read."""
        said = (one.text(language) for one in self._sentences())
        return " ".join([*said, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Met iedereen: losse delen {components}, actoren in het grootste {largest}, "
            "versnippering F {fragmentation} (het aandeel van de paren zonder weg).",
            "With everyone: separate parts {components}, actors in the largest {largest}, "
            "fragmentation F {fragmentation} (the share of pairs without a path).",
            components=self.before.components,
            largest=self.before.largest,
            fragmentation=in_short(self.before.fragmentation),
        )
        yield message(
            "Wie anderen afsnijdt of iets onvertegenwoordigd laat door weg te vallen: {harmful} "
            "van {all}.",
            "Who would cut others off, or leave something without anyone who stands for it, if "
            "lost: {harmful} of {all}.",
            all=len(self.losses),
            harmful=sum(not one.is_harmless for one in self.losses),
        )
        for one in self.worst(3):
            yield message("{loss}.", "{loss}.", loss=one.words(self.reading))

    def plot(self, ax: Any = None, *, most: int = 12, language: Language = "en") -> Any:
        """Draw how many pairs lose their path with each loss, the worst on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many losses, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        label = message(
            "paren van de anderen die hun weg verliezen",
            "pairs of the others that lose their path",
        )
        worst = self.worst(most)
        bars = [
            Bar(
                name=", ".join(self.reading.called(one.lost)),
                length=one.severed,
                words=str(one.severed),
            )
            for one in worst
        ]
        title = with_part(
            message("Wie kan het netwerk niet missen?", "Whom can the network not miss?"),
            len(worst),
            sum(not one.is_harmless for one in self.losses),
        )
        return draw_bars(ax, bars, label=label, title=title, language=language)


def _harm(loss: Loss) -> tuple[int, int, int]:
    return loss.severed, len(loss.uncovered), loss.cut_off
