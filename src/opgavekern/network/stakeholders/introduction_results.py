"""Introductions that bring a network together, with the reasons for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import LATORA_MARCHIORI_2001, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.axes import called_together
from opgavekern.network.plots.bars import Bar, draw_bars

#: So many names are enough to find someone who could introduce them.
_MOST_NAMED: Final = 3


@attrs.frozen(kw_only=True)
class Introduction(Answer):
    """Two actors who had better meet.

    Attributes:
        first: One of them.
        second: The other.
        distance: Steps between them after the introductions before this one; None where there was
            no path.
        through: Contacts that both have, who could introduce them.
        nearer: How many pairs come nearer each other, these two among them.
        connects: How many of those had no path at all.
        closes: The two groups between which this is the first tie; empty where there was one, or
            no groups were asked.
        before: Efficiency before this introduction.
        after: Efficiency after it.
        labels: What the graph calls the first, the second and those of `through`, in this order;
            empty where it has no labels.
    """

    first: Name
    second: Name
    distance: int | None
    through: tuple[Name, ...] = ()
    nearer: int
    connects: int
    closes: tuple[Name, ...] = ()
    before: float
    after: float
    labels: tuple[str, ...] = ()

    @property
    def gain(self) -> float:
        """By how much efficiency grows, above 0 and at most 1."""
        return self.after - self.before

    def reason(self) -> Message:
        """Say why these two, by their labels where the graph has those."""
        first, second, *through = self._called()
        return message(
            "Stel {first} voor aan {second}: zij staan {distance}; {nearer} dichter bij elkaar en "
            "de efficiëntie stijgt van {before} naar {after}.{closes}{through}",
            "Introduce {first} to {second}: they are {distance}; {nearer} nearer each other and "
            "efficiency rises from {before} to {after}.{closes}{through}",
            first=first,
            second=second,
            distance=self._distance(),
            nearer=counted(self.nearer, ("paar komt", "pair comes"), ("paren komen", "pairs come")),
            before=in_short(self.before),
            after=in_short(self.after),
            closes=self._closes(),
            through=_known_to_both(through),
        )

    def _called(self) -> tuple[str, ...]:
        """Return what both are called, and those who know both."""
        actors = (self.first, self.second, *self.through)
        return self.labels if len(self.labels) == len(actors) else tuple(map(str, actors))

    def _distance(self) -> Message:
        if self.distance is None:
            return message("nu los van elkaar", "not linked at all now")
        return message(
            "nu {steps} stappen uit elkaar", "{steps} steps apart now", steps=self.distance
        )

    def _closes(self) -> Message:
        if not self.closes:
            return message("", "")
        return message(
            " Eerste relatie tussen {groups}.",
            " First tie between {groups}.",
            groups=tuple(map(str, self.closes)),
        )


def _known_to_both(who: Sequence[str]) -> Message:
    if not who:
        return message("", "")
    return message(" Beiden kennen {who}.", " Both know {who}.", who=tuple(who[:_MOST_NAMED]))


@attrs.frozen(kw_only=True)
class Introductions(NetworkResult):
    """Introductions in the order in which they help most.

    Attributes:
        reading: How the graph was read.
        team: Those for whom distance counts; empty for everyone.
        before: Efficiency now; None where there is no pair.
        introductions: Each the best after those before it.
        unknown: Pairs that were not considered, since it is not known whether they have a tie.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (LATORA_MARCHIORI_2001,)
    COLUMNS: ClassVar[Columns] = columns(
        first=object,
        second=object,
        distance=int,
        through=tuple,
        nearer=int,
        connects=int,
        closes=tuple,
        before=float,
        after=float,
        gain=float,
    )

    reading: Reading
    team: tuple[Name, ...] = ()
    before: float | None
    introductions: tuple[Introduction, ...]
    unknown: int = 0

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each introduction."""
        return [
            {column: getattr(one, column) for column in self.COLUMNS} for one in self.introductions
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw how much efficiency each introduction adds, the first on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        firsts = self.reading.called(one.first for one in self.introductions)
        seconds = self.reading.called(one.second for one in self.introductions)
        return draw_bars(
            ax,
            [
                Bar(
                    name=called_together(first, "–", second),
                    length=one.gain,
                    words=in_short(one.gain).text(language),
                )
                for one, first, second in zip(self.introductions, firsts, seconds, strict=True)
            ],
            label=message("efficiëntie die erbij komt", "efficiency that it adds"),
            title=message("Wie kunnen elkaar het beste leren kennen?", "Who had better meet?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return each introduction with its reasons, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        if not self.introductions:
            yield message("Niemand voor te stellen.", "Nobody to introduce.")
        yield from (one.reason() for one in self.introductions)
        if self.introductions:
            yield message(
                "Efficiëntie is het gemiddelde van 1/afstand over {pairs}, en 0 waar geen weg is "
                "(Latora & Marchiori 2001).",
                "Efficiency is the mean of 1/distance over {pairs}, and 0 where there is no path "
                "(Latora & Marchiori 2001).",
                pairs=message("paren vanuit het team", "pairs from the team")
                if self.team
                else message("alle paren", "all pairs"),
            )
        if self.unknown:
            yield message(
                "Buiten beschouwing, omdat niet bekend is of zij een relatie hebben: {unknown}.",
                "Not considered, since it is not known whether they have a tie: {unknown}.",
                unknown=counted(self.unknown, ("paar", "pair"), ("paren", "pairs")),
            )
