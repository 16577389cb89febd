"""What is said of each actor: a column for each measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Figure, Series, in_short, with_figure
from opgavekern.network.foundation.literature import (
    BONACICH_1972,
    BRANDES_2001,
    BRANDES_2008,
    BRIN_PAGE_1998,
    BURT_1992,
    FREEMAN_1979,
    FREEMAN_BORGATTI_WHITE_1991,
    KLEINBERG_1999,
    SEIDMAN_1983,
    STEPHENSON_ZELEN_1989,
    Publication,
)
from opgavekern.network.foundation.naming import no_such_actor
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_actors
from opgavekern.network.panels.actor_measures import OF_ALL_PAIRS, WALKED, ActorMeasure
from opgavekern.network.paths.steps import PathDirection, StepLength
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.bars import Bar, draw_bars

#: Where more than so many are highest, their number says enough.
_MOST_NAMED: Final = 3
_NOBODY: Final = message("Er zijn geen actoren.", "There are no actors.")


@attrs.frozen(kw_only=True)
class LeftOut(Answer):
    """A measure that the panel does not give, and why.

    Attributes:
        measure: Which.
        reason: Why, and what to do about it.
    """

    measure: ActorMeasure
    reason: Message


@attrs.frozen(kw_only=True)
class ActorPanel(NetworkResult):
    """Measures of each actor.

    Attributes:
        reading: How the graph was read.
        direction: Which way distances and eigenvector go.
        length: How long a tie is on a path.
        is_normalised: Degrees and betweenness are shares of the most there could be.
        error: How far sampled betweenness is off at most, as a share of pairs; None where it is
            exact or absent.
        confidence: How likely it is that no actor is further off; None where it is exact.
        measures: In the order of the columns.
        actors: In the order of the graph.
        values: For each measure, the value of each actor; None where it is not defined or rests
            on an answer that was not given.
        left_out: Measures that are usual and not there.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        BONACICH_1972,
        BRANDES_2001,
        BRANDES_2008,
        BRIN_PAGE_1998,
        BURT_1992,
        FREEMAN_1979,
        FREEMAN_BORGATTI_WHITE_1991,
        KLEINBERG_1999,
        SEIDMAN_1983,
        STEPHENSON_ZELEN_1989,
    )
    COLUMNS: ClassVar[Columns] = columns(
        actor=object, **dict.fromkeys((str(one.value) for one in ActorMeasure), float)
    )

    reading: Reading
    direction: PathDirection
    length: StepLength
    is_normalised: bool
    error: float | None
    confidence: float | None
    measures: tuple[ActorMeasure, ...]
    actors: tuple[Name, ...]
    values: tuple[tuple[float | None, ...], ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def columns(self) -> Columns:
        """The actor, and the measures that are there."""
        names = dict.fromkeys(str(one.value) for one in self.measures)
        return columns(actor=object, **{name: self.COLUMNS[name] for name in names})

    def of(self, actor: Name) -> dict[ActorMeasure, float | None]:
        """Return what is said of one actor.

        Raises:
            NetworkError: There is no such actor.
        """
        if actor not in self.actors:
            raise NetworkError(no_such_actor(actor, self.actors))
        place = self.actors.index(actor)
        return {
            measure: values[place]
            for measure, values in zip(self.measures, self.values, strict=True)
        }

    def values_of(self, measure: ActorMeasure) -> dict[Name, float | None]:
        """Return the value of each actor, in the order of the graph.

        Raises:
            KeyError: The panel does not have that measure.
        """
        if measure not in self.measures:
            raise KeyError(measure)
        return dict(zip(self.actors, self.values[self.measures.index(measure)], strict=True))

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        names = [str(one.value) for one in self.measures]
        rows: list[dict[str, Any]] = []
        for place, actor in enumerate(self.actors):
            row: dict[str, Any] = {"actor": actor, **dict.fromkeys(names)}
            for name, values in zip(names, self.values, strict=False):
                row[name] = values[place] if place < len(values) else None
            rows.append(row)
        return rows

    def plot(
        self,
        ax: Any = None,
        *,
        measure: ActorMeasure | str | None = None,
        most: int = 15,
        language: Language = "en",
    ) -> Any:
        """Draw who is highest in one measure.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            measure: Which; None for the first of the panel.
            most: How many actors, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            KeyError: The panel does not have that measure.
            NetworkError: There is no such measure, or none at all.
            MissingExtraError: matplotlib is not installed.
        """
        if not self.measures:
            raise NetworkError(
                message(
                    "er is geen maat om te tekenen; vraag er een van actors(…)",
                    "there is no measure to draw; ask one of actors(…)",
                )
            )
        wanted = self.measures[0] if measure is None else chosen(ActorMeasure, measure, "measure")
        known = [(one, value) for one, value in self.values_of(wanted).items() if value is not None]
        highest = sorted(known, key=lambda one: -one[1])[:most]
        names = self.reading.called(actor for actor, _ in highest)
        # Sums of shares may be whole but for rounding; one figure broken, all have decimals.
        is_whole = all(abs(value - round(value)) < 1e-9 for _, value in highest)
        return draw_bars(
            ax,
            [
                Bar(
                    name=name,
                    length=value,
                    words=in_short(value, 0 if is_whole else 3).text(language),
                )
                for name, (_, value) in zip(names, highest, strict=True)
            ],
            label=wanted,
            title=with_part(
                message("Wie staat het hoogst?", "Who comes first?"), len(highest), len(known)
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return who stands out in each measure, the choices made, and how it was read."""
        said = [*self._figures(), *self._choices()] if self.actors else [_NOBODY]
        return " ".join([*(one.text(language) for one in said), self.reading.describe(language)])

    def _figures(self) -> Iterator[Message]:
        """Say who stands out, and which measures are alike for all, where there are such."""
        actors = self.reading.called(self.actors)
        highest, alike = [], []
        for measure, values in zip(self.measures, self.values, strict=False):
            known = [one for one in values if one is not None]
            if len(known) == len(actors) > 1 and min(known) == max(known):
                alike.append(
                    with_figure(measure, message("({top})", "({top})", top=_short(known[0])))
                )
            elif known:
                highest.append(_highest(measure, values, actors))
        if highest:
            yield message(
                "Hoogste waarden: {values}.",
                "Highest values: {values}.",
                values=Series(tuple(highest)),
            )
        if alike:
            yield message(
                "Voor alle actoren gelijk: {values}.",
                "The same for all actors: {values}.",
                values=Series(tuple(alike)),
            )

    def _choices(self) -> list[Message]:
        choices = []
        if (OF_ALL_PAIRS | WALKED).intersection(self.measures):
            choices.append(
                message(
                    "Afstanden: {direction}; {length}.",
                    "Distances: {direction}; {length}.",
                    direction=self.direction,
                    length=self.length,
                )
            )
        if self.error is not None and self.confidence is not None:
            choices.append(
                message(
                    "Tussenpositie is geschat uit een steekproef van wegen: met {percent}% "
                    "zekerheid zit niemand er meer dan {error} van alle paren naast.",
                    "Betweenness is estimated from sampled paths: with {percent}% confidence "
                    "nobody is off by more than {error} of all pairs.",
                    percent=100 * self.confidence,
                    error=self.error,
                )
            )
        choices.extend(
            message(
                "Niet gegeven: {reason}.",
                "Not given: {reason}.",
                reason=one.reason,
            )
            for one in self.left_out
        )
        return choices


def _highest(
    measure: ActorMeasure, values: Sequence[float | None], actors: Sequence[str]
) -> Message:
    """Say who has the highest value of a measure, of those that have one."""
    top = max(value for value in values if value is not None)
    who = [actor for value, actor in zip(values, actors, strict=False) if value == top]
    return message(
        "{measure} {who} ({top})",
        "{measure} {who} ({top})",
        measure=measure,
        who=tuple(who) if len(who) <= _MOST_NAMED else counted_actors(len(who)),
        top=_short(top),
    )


def _short(value: float) -> Figure:
    return in_short(value, 0 if float(value).is_integer() else 3)
