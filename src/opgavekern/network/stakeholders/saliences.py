"""Who counts in an issue, and why: power, legitimacy and urgency together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, counted, message, say_number
from opgavekern.network.foundation.arguments import verify_number
from opgavekern.network.foundation.literature import MITCHELL_AGLE_WOOD_1997, Publication
from opgavekern.network.foundation.outcomes import SourcedResult
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.tables import Shading, draw_table, shade_of
from opgavekern.network.stakeholders.placing import Placed, only, places_of
from opgavekern.network.stakeholders.stakes import Stake, StakeSource, stakes_of
from opgavekern.network.stakeholders.thresholds import margin_of, sides


class SalienceClass(Term):
    """Which of power, legitimacy and urgency a stakeholder has."""

    NONE = "none", "geen belanghebbende", "non-stakeholder"
    DORMANT = "dormant", "sluimerend"
    DISCRETIONARY = "discretionary", "vrijblijvend"
    DEMANDING = "demanding", "eisend"
    DOMINANT = "dominant", "dominant"
    DANGEROUS = "dangerous", "gevaarlijk"
    DEPENDENT = "dependent", "afhankelijk"
    DEFINITIVE = "definitive", "beslissend"

    @property
    def attributes(self) -> int:
        """How many of the three it has: one is latent, two expectant, three definitive."""
        return sum(next(three for three, one in _CLASSES.items() if one is self))


#: By power, legitimacy and urgency.
_CLASSES: Final = {
    (False, False, False): SalienceClass.NONE,
    (True, False, False): SalienceClass.DORMANT,
    (False, True, False): SalienceClass.DISCRETIONARY,
    (False, False, True): SalienceClass.DEMANDING,
    (True, True, False): SalienceClass.DOMINANT,
    (True, False, True): SalienceClass.DANGEROUS,
    (False, True, True): SalienceClass.DEPENDENT,
    (True, True, True): SalienceClass.DEFINITIVE,
}


@attrs.frozen(kw_only=True)
class StakeholderSalience(Placed):
    """How much one stakeholder counts in one issue.

    Attributes:
        stake: What it rests on: influence is power.
        possible: Classes that agree with what is known: one if all is known that matters, two,
            four or eight if not.
        within_margin: Classes that are possible as well if each threshold may move by the margin.
        margin: How far one threshold must move before something that is known changes side; None
            where nothing is known.
    """

    stake: Stake
    possible: tuple[SalienceClass, ...]
    within_margin: tuple[SalienceClass, ...]
    margin: float | None

    @property
    def salience(self) -> SalienceClass | None:
        """The class; None where what is not known could make it another."""
        return only(self.possible)


@attrs.frozen(kw_only=True)
class Salience(SourcedResult):
    """Who counts in an issue, and why.

    Attributes:
        power: From which influence up someone has power.
        legitimacy: From which legitimacy up a claim is proper.
        urgency: From which urgency up it is pressing.
        margin: How far thresholds are moved to see whether a class depends on them.
        on: The day; None for the last that is known.
        stakeholders: In order of issue and stakeholder.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (MITCHELL_AGLE_WOOD_1997,)
    COLUMNS: ClassVar[Columns] = columns(
        issue=str,
        stakeholder=object,
        label=str,
        power=float,
        legitimacy=float,
        urgency=float,
        salience=str,
        possible=tuple,
        within_margin=tuple,
        margin=float,
        is_stable=bool,
    )

    power: float
    legitimacy: float
    urgency: float
    margin: float
    on: date | None = None
    stakeholders: tuple[StakeholderSalience, ...]

    def of(self, salience: SalienceClass) -> tuple[StakeholderSalience, ...]:
        """Return the stakeholders of a class, as far as it is known."""
        return tuple(one for one in self.stakeholders if one.salience is salience)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each stakeholder in each issue."""
        return [
            {
                "issue": one.stake.issue,
                "stakeholder": one.stake.stakeholder,
                "label": one.stake.label,
                "power": one.stake.influence,
                "legitimacy": one.stake.legitimacy,
                "urgency": one.stake.urgency,
                "salience": None if one.salience is None else one.salience.value,
                **one.told,
            }
            for one in self.stakeholders
        ]

    def plot(self, ax: Any = None, *, most: int = 30, language: Language = "en") -> Any:
        """Draw a table of who has power, legitimacy and urgency, most of the three on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many stakes, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        shown = sorted(self.stakeholders, key=_by_attributes)[:most]
        thresholds = self.power, self.legitimacy, self.urgency
        columns = zip(thresholds, *(_grades(one.stake) for one in shown), strict=True)
        tops = [max(one for one in column if one is not None) for column in columns]
        unknown = message("niet te bepalen", "cannot be told")
        cells = [
            [
                *(
                    _graded(grade, threshold, top, language)
                    for grade, threshold, top in zip(
                        _grades(one.stake), thresholds, tops, strict=True
                    )
                ),
                Shading(words=(one.salience or unknown).text(language), shade=0.0),
            ]
            for one in shown
        ]
        heads = (
            message("macht", "power"),
            message("legitimiteit", "legitimacy"),
            message("urgentie", "urgency"),
            message("saillantie", "salience"),
        )
        bold = message(
            "vet: de drempel van {power}, {legitimacy} en {urgency} is gehaald",
            "bold: reaches the threshold of {power}, {legitimacy} and {urgency}",
            power=thresholds[0],
            legitimacy=thresholds[1],
            urgency=thresholds[2],
        )
        return draw_table(
            ax,
            cells,
            rows=[
                _row(one.stake, several=len({each.stake.issue for each in shown}) > 1)
                for one in shown
            ],
            columns=[one.text(language) for one in heads],
            note=bold.text(language),
            title=with_part(
                message("Wie telt, en waarom?", "Who counts, and why?"),
                len(shown),
                len(self.stakeholders),
            ).text(language),
        )

    def describe(self, language: Language = "en") -> str:
        """Return how many are in each class, by which thresholds, and how sure that is."""
        return " ".join(one.text(language) for one in self._sentences())

    def _sentences(self) -> Iterator[Message]:
        counts = Counter(one.salience for one in self.stakeholders)
        there = tuple(
            message("{count} {kind}", "{count} {kind}", count=counts[one], kind=one)
            for one in reversed(SalienceClass)
            if counts[one]
        )
        yield message(
            "Saillantie van {all}: {there}.",
            "Salience of {all}: {there}.",
            all=counted(len(self.stakeholders), ("belang", "stake"), ("belangen", "stakes")),
            there=there or message("geen te bepalen", "none can be told"),
        )
        if counts[None]:
            yield message(
                "Van {count} is te weinig bekend voor één klasse.",
                "Of {count} too little is known for one class.",
                count=counts[None],
            )
        yield message(
            "Drempels: macht {power}, legitimiteit {legitimacy}, urgentie {urgency}; binnen "
            "{margin} daarvan houden {stable} dezelfde klasse.",
            "Thresholds: power {power}, legitimacy {legitimacy}, urgency {urgency}; within "
            "{margin} of these {stable} keep the same class.",
            power=self.power,
            legitimacy=self.legitimacy,
            urgency=self.urgency,
            margin=self.margin,
            stable=sum(one.is_stable for one in self.stakeholders),
        )


def salience(
    source: StakeSource,
    *,
    issue: str | None = None,
    on: date | None = None,
    power: float = 0.5,
    legitimacy: float = 0.5,
    urgency: float = 0.5,
    margin: float = 0.1,
) -> Salience:
    """Tell who counts in an issue, and why, by power, legitimacy and urgency.

    Someone has power if influence reaches the threshold, and so on. Three attributes make eight
    classes: who has one is dormant (power), discretionary (legitimacy) or demanding (urgency); who
    has two dominant (power and legitimacy), dangerous (power and urgency) or dependent (legitimacy
    and urgency); who has all three definitive; who has none is no stakeholder in this sense.

    What is not known is neither high nor low: then the classes that are possible are told, and the
    class is None unless only one is. A class says how a claim is seen, not whether it is right, and
    rests on thresholds that somebody chose: `margin` tells of whom they decide. Without stakes
    there are no classes. Takes time that grows with the number of stakes.

    Args:
        source: A dossier, whose involvements say it; a graph, whose nodes have `influence` (or
            `power`), `legitimacy` and `urgency`; or records with these and `stakeholder`.
        issue: Only stakes in this issue.
        on: Only what holds on this day of a dossier.
        power: From which influence up someone has power, in the units of the source.
        legitimacy: From which legitimacy up a claim is proper.
        urgency: From which urgency up it is pressing.
        margin: How far each threshold is moved, up and down, to see which classes depend on it.

    Raises:
        NetworkError: There is no such issue, no stakeholder has one of the three, or something is
            no number.
        BadValueError: `on` is no day.

    Source: R. K. Mitchell, B. R. Agle and D. J. Wood, "Toward a theory of stakeholder
    identification and salience", Academy of Management Review 22(4), 1997, 853-886.

    >>> found = salience([{"stakeholder": "s", "power": 0.9, "legitimacy": 0.2, "urgency": 0.55}])
    >>> found.stakeholders[0].salience, found.stakeholders[0].is_stable
    (SalienceClass.DANGEROUS, False)
    """
    thresholds = (
        verify_number("power", power),
        verify_number("legitimacy", legitimacy),
        verify_number("urgency", urgency),
    )
    margin = verify_number("margin", margin, least=0)
    stakes = stakes_of(source, "influence", "legitimacy", "urgency", issue=issue, on=on)
    return Salience(
        power=thresholds[0],
        legitimacy=thresholds[1],
        urgency=thresholds[2],
        margin=margin,
        on=on,
        stakeholders=tuple(_classified(one, thresholds, margin) for one in stakes),
    )


def _classified(
    stake: Stake, thresholds: tuple[float, float, float], margin: float
) -> StakeholderSalience:
    grades = stake.influence, stake.legitimacy, stake.urgency
    pairs = list(zip(grades, thresholds, strict=True))
    return StakeholderSalience(
        stake=stake,
        possible=places_of(_CLASSES, [sides(*pair) for pair in pairs]),
        within_margin=places_of(_CLASSES, [sides(*pair, margin) for pair in pairs]),
        margin=margin_of(pairs),
    )


def _grades(stake: Stake) -> tuple[float | None, float | None, float | None]:
    return stake.influence, stake.legitimacy, stake.urgency


def _by_attributes(one: StakeholderSalience) -> tuple[bool, int]:
    """Those of whom the class is known first, and of these who has most attributes."""
    place = -1 if one.salience is None else list(SalienceClass).index(one.salience)
    return one.salience is None, -place


def _graded(grade: float | None, threshold: float, top: float, language: Language) -> Shading:
    if grade is None:
        return Shading(words="–", shade=0.0)
    return Shading(
        words=say_number(grade, language),
        shade=shade_of(grade, top),
        is_bold=grade >= threshold,
    )


def _row(stake: Stake, *, several: bool) -> str:
    """Return what a stake is called, with its issue where there are several."""
    name = stake.label or str(stake.stakeholder)
    return f"{name} ({stake.issue})" if several else name
