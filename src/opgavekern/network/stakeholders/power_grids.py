"""Power against interest: whom to involve how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.network.foundation.arguments import verify_number
from opgavekern.network.foundation.literature import BRYSON_2004, MENDELOW_1981, Publication
from opgavekern.network.foundation.outcomes import SourcedResult
from opgavekern.network.plots.fields import Axis, draw_field
from opgavekern.network.stakeholders.placing import Placed, only, places_of
from opgavekern.network.stakeholders.stake_dots import dots_of
from opgavekern.network.stakeholders.stakes import Stake, StakeSource, stakes_of
from opgavekern.network.stakeholders.thresholds import (
    margin_of,
    median_of,
    say_threshold,
    sides,
)


class Quadrant(Term):
    """Where power and interest put a stakeholder."""

    PLAYER = "player", "speler"
    CONTEXT_SETTER = "context_setter", "kadersteller"
    SUBJECT = "subject", "betrokkene"
    CROWD = "crowd", "toeschouwer"


#: By power and interest.
_QUADRANTS: Final = {
    (True, True): Quadrant.PLAYER,
    (True, False): Quadrant.CONTEXT_SETTER,
    (False, True): Quadrant.SUBJECT,
    (False, False): Quadrant.CROWD,
}


@attrs.frozen(kw_only=True)
class GridPlace(Placed):
    """Where one stakeholder of one issue stands in the grid.

    Attributes:
        stake: What it rests on.
        possible: Quadrants that agree with what is known.
        within_margin: Quadrants that are possible as well if both thresholds may move by the
            margin.
        margin: How far one threshold must move before something that is known changes side; None
            where nothing is known.
    """

    stake: Stake
    possible: tuple[Quadrant, ...]
    within_margin: tuple[Quadrant, ...]
    margin: float | None

    @property
    def quadrant(self) -> Quadrant | None:
        """The quadrant; None where power or interest is not known."""
        return only(self.possible)


@attrs.frozen(kw_only=True)
class PowerInterest(SourcedResult):
    """A grid of power against interest.

    Attributes:
        power: From which influence up power is high; None where no influence is known.
        interest: From which interest up it is high; None where no interest is known.
        is_median: Which of the two are medians of what is known: of power, and of interest.
        margin: How far thresholds are moved to see whether a quadrant depends on them.
        on: The day; None for the last that is known.
        stakeholders: In order of issue and stakeholder.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (MENDELOW_1981, BRYSON_2004)
    COLUMNS: ClassVar[Columns] = columns(
        issue=str,
        stakeholder=object,
        label=str,
        power=float,
        interest=float,
        quadrant=str,
        possible=tuple,
        within_margin=tuple,
        margin=float,
        is_stable=bool,
    )

    power: float | None
    interest: float | None
    is_median: tuple[bool, bool]
    margin: float
    on: date | None = None
    stakeholders: tuple[GridPlace, ...]

    def of(self, quadrant: Quadrant) -> tuple[GridPlace, ...]:
        """Return who stands in a quadrant, as far as that is known."""
        return tuple(one for one in self.stakeholders if one.quadrant is quadrant)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each stakeholder in each issue."""
        return [
            {
                "issue": one.stake.issue,
                "stakeholder": one.stake.stakeholder,
                "label": one.stake.label,
                "power": one.stake.influence,
                "interest": one.stake.interest,
                "quadrant": None if one.quadrant is None else one.quadrant.value,
                **one.told,
            }
            for one in self.stakeholders
        ]

    def describe(self, language: Language = "en") -> str:
        """Return how many stand in each quadrant, by which thresholds, and how sure that is."""
        return " ".join(one.text(language) for one in self._sentences())

    def _sentences(self) -> Iterator[Message]:
        counts = Counter(one.quadrant for one in self.stakeholders)
        yield message(
            "Macht en belang van {all}: {players} met veel van beide, {setters} met veel macht en "
            "weinig belang, {subjects} met weinig macht en veel belang, {crowd} met weinig van "
            "beide, {unknown} onbekend.",
            "Power and interest of {all}: {players} with much of both, {setters} with much power "
            "and little interest, {subjects} with little power and much interest, {crowd} with "
            "little of both, {unknown} unknown.",
            all=len(self.stakeholders),
            players=counts[Quadrant.PLAYER],
            setters=counts[Quadrant.CONTEXT_SETTER],
            subjects=counts[Quadrant.SUBJECT],
            crowd=counts[Quadrant.CROWD],
            unknown=counts[None],
        )
        yield message(
            "Hoog is macht vanaf {power} en belang vanaf {interest}; binnen {margin} daarvan "
            "blijven {stable} in hetzelfde vak.",
            "Power is high from {power} and interest from {interest}; within {margin} of these "
            "{stable} stay in the same quadrant.",
            power=say_threshold(self.power, is_median=self.is_median[0]),
            interest=say_threshold(self.interest, is_median=self.is_median[1]),
            margin=self.margin,
            stable=sum(one.is_stable for one in self.stakeholders),
        )

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the grid, with a line at each threshold; who is not placed is left out.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        cuts = [() if one is None else (one,) for one in (self.interest, self.power)]
        return draw_field(
            ax,
            dots_of([one.stake for one in self.stakeholders if one.quadrant], across="interest"),
            across=Axis(label=Text(nl="belang", en="interest"), least=0, most=1, cuts=cuts[0]),
            up=Axis(label=Text(nl="macht", en="power"), least=0, most=1, cuts=cuts[1]),
            cells={(right, up): one for (up, right), one in _QUADRANTS.items()},
            title=Text(
                nl="Wie heeft macht, en wie belang?", en="Who has power, and who an interest?"
            ),
            language=language,
        )


def power_interest(
    source: StakeSource,
    *,
    issue: str | None = None,
    on: date | None = None,
    power: float | None = None,
    interest: float | None = None,
    margin: float = 0.1,
) -> PowerInterest:
    """Put stakeholders in a grid of power against interest.

    Who has much of both is a player, who has much power and little interest a context setter, who
    has little power and much interest a subject, who has little of both is in the crowd (Bryson's
    names). A value is high if it reaches its threshold. The median puts about half on each side
    whatever the values: it ranks these stakeholders among each other and says nothing of how
    powerful they are; with a stated threshold places can be compared between issues and days.

    What is not known is neither high nor low: then the quadrants that are possible are told.
    Without stakes the grid is empty. Takes time that grows with the number of stakes.

    Args:
        source: A dossier, whose involvements say it; a graph, whose nodes have `influence` (or
            `power`) and `interest`; or records with these and `stakeholder`.
        issue: Only stakes in this issue. Without it the medians are those of all stakes together.
        on: Only what holds on this day of a dossier.
        power: From which influence up power is high, in the units of the source; None for the
            median of what is known.
        interest: From which interest up it is high; None for the median.
        margin: How far thresholds are moved, up and down, to see which places depend on them.

    Raises:
        NetworkError: There is no such issue, no stakeholder has one of the two, or something is no
            number.
        BadValueError: `on` is no day.

    Source: A. L. Mendelow, "Environmental scanning: the impact of the stakeholder concept", ICIS
    1981 Proceedings, 20; J. M. Bryson, "What to do when stakeholders matter", Public Management
    Review 6(1), 2004, 21-53.

    >>> found = power_interest([{"stakeholder": "s", "power": 0.9, "interest": 0.2}], interest=0.5)
    >>> found.stakeholders[0].quadrant
    Quadrant.CONTEXT_SETTER
    """
    margin = verify_number("margin", margin, least=0)
    stakes = stakes_of(source, "influence", "interest", issue=issue, on=on)
    at = (
        median_of(one.influence for one in stakes)
        if power is None
        else verify_number("power", power),
        median_of(one.interest for one in stakes)
        if interest is None
        else verify_number("interest", interest),
    )
    return PowerInterest(
        power=at[0],
        interest=at[1],
        is_median=(power is None, interest is None),
        margin=margin,
        on=on,
        stakeholders=tuple(_placed(one, at, margin) for one in stakes),
    )


def _placed(stake: Stake, at: tuple[float | None, float | None], margin: float) -> GridPlace:
    # Without a single known value there is no median, and nothing lies on a side of it.
    pairs = [
        (value, 0.0 if one is None else one)
        for value, one in zip((stake.influence, stake.interest), at, strict=True)
    ]
    return GridPlace(
        stake=stake,
        possible=places_of(_QUADRANTS, [sides(*pair) for pair in pairs]),
        within_margin=places_of(_QUADRANTS, [sides(*pair, margin) for pair in pairs]),
        margin=margin_of(pairs),
    )
