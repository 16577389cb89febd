"""Position against influence: who is for and who against, and what each side weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text, counted, message, quoted
from opgavekern.network.foundation.arguments import verify_number
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.literature import BRYSON_2004, NUTT_BACKOFF_1992, Publication
from opgavekern.network.foundation.outcomes import SourcedResult
from opgavekern.network.plots.fields import Axis, draw_field
from opgavekern.network.stakeholders.force_balances import ForceBalance, balances_of
from opgavekern.network.stakeholders.placing import Placed, only, places_of
from opgavekern.network.stakeholders.stake_dots import dots_of
from opgavekern.network.stakeholders.stakes import Stake, StakeSource, say_more_issues, stakes_of
from opgavekern.network.stakeholders.thresholds import (
    leanings,
    margin_of,
    median_of,
    say_threshold,
    sides,
    verify_above_zero,
)

#: From how far from zero a position is for or against: half a step on a scale of five.
POSITION: Final = 0.25
#: So many issues a description goes through one by one.
_MOST_TOLD: Final = 5


class ForcePlace(Term):
    """Where position and influence put a stakeholder."""

    INFLUENTIAL_PROPONENT = "influential_proponent", "invloedrijke voorstander"
    OTHER_PROPONENT = "other_proponent", "overige voorstander"
    INFLUENTIAL_NEUTRAL = "influential_neutral", "invloedrijk en neutraal", "influential, neutral"
    OTHER_NEUTRAL = "other_neutral", "overig en neutraal", "other, neutral"
    INFLUENTIAL_OPPONENT = "influential_opponent", "invloedrijke tegenstander"
    OTHER_OPPONENT = "other_opponent", "overige tegenstander"


#: By leaning (for, neutral, against) and whether there is much influence.
_PLACES: Final = {
    (1, True): ForcePlace.INFLUENTIAL_PROPONENT,
    (1, False): ForcePlace.OTHER_PROPONENT,
    (0, True): ForcePlace.INFLUENTIAL_NEUTRAL,
    (0, False): ForcePlace.OTHER_NEUTRAL,
    (-1, True): ForcePlace.INFLUENTIAL_OPPONENT,
    (-1, False): ForcePlace.OTHER_OPPONENT,
}


@attrs.frozen(kw_only=True)
class StakeholderForce(Placed):
    """Where one stakeholder of one issue stands in the field of forces.

    Attributes:
        stake: What it rests on.
        possible: Places that agree with what is known.
        within_margin: Places that are possible as well if both thresholds may move by the margin.
        margin: How far one threshold must move before something that is known changes side; None
            where nothing is known.
    """

    stake: Stake
    possible: tuple[ForcePlace, ...]
    within_margin: tuple[ForcePlace, ...]
    margin: float | None

    @property
    def place(self) -> ForcePlace | None:
        """The place; None where position or influence is not known."""
        return only(self.possible)


@attrs.frozen(kw_only=True)
class PositionInfluence(SourcedResult):
    """A field of forces: position against influence.

    Attributes:
        position: From how far from zero a position is for or against.
        influence: From which influence up it is much; None where no influence is known.
        is_median: The threshold of influence is the median of what is known.
        margin: How far thresholds are moved to see whether a place depends on them.
        on: The day; None for the last that is known.
        stakeholders: In order of issue and stakeholder.
        balances: What both sides weigh, by issue.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (NUTT_BACKOFF_1992, BRYSON_2004)
    COLUMNS: ClassVar[Columns] = columns(
        issue=str,
        stakeholder=object,
        label=str,
        position=float,
        influence=float,
        place=str,
        possible=tuple,
        within_margin=tuple,
        margin=float,
        is_stable=bool,
    )

    position: float
    influence: float | None
    is_median: bool
    margin: float
    on: date | None = None
    stakeholders: tuple[StakeholderForce, ...]
    balances: tuple[ForceBalance, ...]

    def of(self, place: ForcePlace) -> tuple[StakeholderForce, ...]:
        """Return who stands in a place, as far as that is known."""
        return tuple(one for one in self.stakeholders if one.place is place)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each stakeholder in each issue."""
        return [
            {
                "issue": one.stake.issue,
                "stakeholder": one.stake.stakeholder,
                "label": one.stake.label,
                "position": one.stake.position,
                "influence": one.stake.influence,
                "place": None if one.place is None else one.place.value,
                **one.told,
            }
            for one in self.stakeholders
        ]

    def describe(self, language: Language = "en") -> str:
        """Return who stands where, by which thresholds, and what both sides weigh."""
        return " ".join(one.text(language) for one in self._sentences())

    def _sentences(self) -> Iterator[Message]:
        counts = Counter(one.place for one in self.stakeholders)
        yield message(
            "Krachtenveld van {all}: voor zijn {a} met veel en {b} met weinig invloed, "
            "neutraal {c} en {d}, tegen {e} en {f}; van {unknown} is te weinig bekend.",
            "Field of forces of {all}: for are {a} with much and {b} with little "
            "influence, neutral {c} and {d}, against {e} and {f}; of {unknown} too little is "
            "known.",
            all=counted(len(self.stakeholders), ("belang", "stake"), ("belangen", "stakes")),
            unknown=counts[None],
            **{letter: counts[place] for letter, place in zip("abcdef", ForcePlace, strict=True)},
        )
        yield message(
            "Voor of tegen is een standpunt vanaf {position} boven of onder nul, en veel is "
            "invloed vanaf {influence}; binnen {margin} daarvan blijven {stable} op dezelfde "
            "plaats.",
            "A position is for or against from {position} above or below zero, and influence is "
            "much from {influence}; within {margin} of these {stable} keep the same place.",
            position=self.position,
            influence=say_threshold(self.influence, is_median=self.is_median),
            margin=self.margin,
            stable=sum(one.is_stable for one in self.stakeholders),
        )
        for one in self.balances[:_MOST_TOLD]:
            yield one.sentence
        if len(self.balances) > _MOST_TOLD:
            yield say_more_issues(len(self.balances) - _MOST_TOLD)

    def plot(self, ax: Any = None, *, issue: str | None = None, language: Language = "en") -> Any:
        """Draw the field: against at the left, for at the right, much influence on top.

        Lines stand at the thresholds; who is not placed is left out.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            issue: Only the stakes in this issue.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        drawn = [
            one.stake
            for one in self.stakeholders
            if one.place is not None and issue in (None, one.stake.issue)
        ]
        leaning = [next(iter(leanings(one.position, self.position))) for one in drawn]
        label = Text(nl="standpunt: tegen ← → voor", en="position: against ← → for")
        return draw_field(
            ax,
            dots_of(drawn, across="position", leanings=leaning),
            across=Axis(label=label, least=-1, most=1, cuts=(-self.position, self.position)),
            up=Axis(
                label=Text(nl="invloed", en="influence"),
                least=0,
                most=1,
                cuts=() if self.influence is None else (self.influence,),
            ),
            cells={(1 + side, much): one for (side, much), one in _PLACES.items()},
            title=Text(nl="Wie is voor en wie tegen?", en="Who is for and who against?"),
            language=language,
        )


def position_influence(
    source: StakeSource,
    *,
    issue: str | None = None,
    on: date | None = None,
    position: float = POSITION,
    influence: float | None = None,
    margin: float = 0.1,
) -> PositionInfluence:
    """Put stakeholders in a field of forces ("krachtenveld"): position against influence.

    Who is for or against an issue, who is neither, and who of them has much influence: six places.
    A position is for or against if it lies at least the threshold above or below zero; influence
    is much if it reaches its threshold, of which the median says no more than who of these has
    more.

    What is not known is on no side: then the places that are possible are told. Of each issue it
    is told what both sides weigh: influence times position, summed over those of whom both are
    known (a definition of our own). Without stakes the field is empty. Takes time that grows with
    the number of stakes.

    Args:
        source: A dossier, whose involvements say it; a graph, whose nodes have `position` and
            `influence` (or `power`); or records with these and `stakeholder`.
        issue: Only stakes in this issue. Without it the median is that of all stakes together.
        on: Only what holds on this day of a dossier.
        position: From how far from zero a position is for or against, above 0 and in the units of
            the source. Of a dossier positions go from -1 to 1; a quarter is half a step on a scale
            of five.
        influence: From which influence up it is much; None for the median of what is known.
        margin: How far thresholds are moved, up and down, to see which places depend on them.

    Raises:
        NetworkError: There is no such issue, no stakeholder has one of the two, something is no
            number, an influence lies below zero, or `position` does not lie above it.
        BadValueError: `on` is no day.

    Source: P. C. Nutt and R. W. Backoff, Strategic Management of Public and Third Sector
    Organizations, Jossey-Bass, 1992; J. M. Bryson, "What to do when stakeholders matter", Public
    Management Review 6(1), 2004, 21-53.

    >>> found = position_influence(
    ...     [
    ...         {"stakeholder": "tenants", "position": -0.5, "influence": 0.4},
    ...         {"stakeholder": "landlord", "position": 1, "influence": 0.9},
    ...     ],
    ...     influence=0.5,
    ... )
    >>> [one.place for one in found.stakeholders]
    [ForcePlace.INFLUENTIAL_PROPONENT, ForcePlace.OTHER_OPPONENT]
    >>> round(found.balances[0].balance, 3)
    0.538
    """
    position = verify_above_zero("position", position)
    margin = verify_number("margin", margin, least=0)
    stakes = stakes_of(source, "position", "influence", issue=issue, on=on)
    _verify_weights(stakes)
    much = (
        median_of(one.influence for one in stakes)
        if influence is None
        else verify_number("influence", influence)
    )
    return PositionInfluence(
        position=position,
        influence=much,
        is_median=influence is None,
        margin=margin,
        on=on,
        stakeholders=tuple(_placed(one, position, much, margin) for one in stakes),
        balances=balances_of(stakes, position),
    )


def _verify_weights(stakes: tuple[Stake, ...]) -> None:
    below = [one for one in stakes if one.influence is not None and one.influence < 0]
    if below:
        raise NetworkError(
            message(
                "van {who} is de invloed {found}; invloed weegt mee, en kan niet onder nul liggen",
                "influence of {who} is {found}; influence is a weight, and cannot lie below zero",
                who=quoted(below[0].stakeholder),
                found=below[0].influence,
            )
        )


def _placed(
    stake: Stake, position: float, influence: float | None, margin: float
) -> StakeholderForce:
    # Without a single known influence there is no median, and nothing lies on a side of it.
    much = stake.influence, 0.0 if influence is None else influence
    distance = None if stake.position is None else abs(stake.position)

    def possible(within: float) -> tuple[ForcePlace, ...]:
        return places_of(
            _PLACES, [leanings(stake.position, position, within), sides(*much, within)]
        )

    return StakeholderForce(
        stake=stake,
        possible=possible(0),
        within_margin=possible(margin),
        margin=margin_of([(distance, position), much]),
    )
