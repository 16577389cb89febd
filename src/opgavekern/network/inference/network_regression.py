"""What relations among actors follow from: MRQAP."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.figures import Series, in_short, p_in_short, with_figure
from opgavekern.network.foundation.literature import DEKKER_2007, KRACKHARDT_1987, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Reading, counted_pairs
from opgavekern.network.inference.drawn_terms import draw_terms
from opgavekern.network.inference.regression_terms import RegressionTerm
from opgavekern.network.inference.relations import describe_readings


class Family(Term):
    """What a regression explains."""

    LINEAR = "linear", "lineair"
    LOGISTIC = "logistic", "logistisch"


class Relabelling(Term):
    """What changes places under the null hypothesis."""

    REMAINDERS = (
        "remainders",
        "restanten (double semi-partialling)",
        "remainders (double semi-partialling)",
    )
    OUTCOME = "outcome", "uitkomst"


#: A logistic coefficient beyond this, of which the error is ten times as large, has run away.
_RUNAWAY: Final = 10.0
_NOTHING: Final = 0.1


@attrs.frozen(kw_only=True)
class NetworkRegression(NetworkResult):
    """What a relation among actors follows from.

    Attributes:
        reading: How the graph that is explained was read.
        family: Linear or logistic.
        relabelling: What changed places.
        cells: Pairs of actors, of directed relations each way; pairs of which some relation
            does not know whether there is a tie are left out.
        terms: In the order given, after the constant.
        r_squared: Share of the variance that is explained; None of a logistic regression.
        deviance: -2 times the log likelihood; None of a linear regression.
        null_deviance: The same with a constant alone; None of a linear regression.
        compared: How each predictor that is a graph was read, in order.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (DEKKER_2007, KRACKHARDT_1987)
    COLUMNS: ClassVar[Columns] = columns(
        term=str,
        coefficient=float,
        error=float,
        statistic=float,
        p_at_least=float,
        p_at_most=float,
        p_two_sided=float,
    )

    reading: Reading
    family: Family
    relabelling: Relabelling
    cells: int
    terms: tuple[RegressionTerm, ...]
    r_squared: float | None = None
    deviance: float | None = None
    null_deviance: float | None = None
    compared: tuple[Reading, ...] = ()

    @property
    def adjusted_r_squared(self) -> float | None:
        """Share of the variance that is explained, less what any terms would explain."""
        spare = self.cells - len(self.terms)
        if self.r_squared is None or spare <= 0:
            return None
        return 1 - (1 - self.r_squared) * (self.cells - 1) / spare

    @property
    def aic(self) -> float | None:
        """Akaike's criterion, deviance + 2 for each term; None of a linear regression."""
        return None if self.deviance is None else self.deviance + 2 * len(self.terms)

    @property
    def without_end(self) -> tuple[str, ...]:
        """Terms of a logistic regression whose estimate runs away, and says nothing.

        A predictor that only pairs with a tie have, or only pairs without one, parts them: the
        likelihood rises without end, and where iteration stops is accidental.
        """
        if self.family is not Family.LOGISTIC:
            return ()
        return tuple(
            one.name
            for one in self.terms
            if abs(one.coefficient) > _RUNAWAY and one.error > abs(one.coefficient) / _NOTHING
        )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each term."""
        return [
            {
                "term": one.name,
                "coefficient": one.coefficient,
                "error": one.error,
                "statistic": one.statistic,
                "p_at_least": None if one.chance is None else one.chance.p_at_least,
                "p_at_most": None if one.chance is None else one.chance.p_at_most,
                "p_two_sided": None if one.chance is None else one.chance.p_two_sided,
            }
            for one in self.terms
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the statistic of each term, with what 95% of the permutations gave as a line.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return draw_terms(ax, {"": self.terms}, language=language)

    def describe(self, language: Language = "en") -> str:
        """Return terms, fit, test and how the graph was read."""
        permutations = max((one.chance.replicates for one in self.terms if one.chance), default=0)
        said = message(
            "MRQAP ({family}) over {cells}: {terms}. {fit}. Toets: {permutations} "
            "permutaties van de {relabelling}, p tweezijdig = (k + 1)/(N + 1).",
            "MRQAP ({family}) over {cells}: {terms}. {fit}. Test: {permutations} "
            "permutations of the {relabelling}, p two-sided = (k + 1)/(N + 1).",
            family=self.family,
            cells=counted_pairs(self.cells),
            terms=Series(tuple(map(_term, self.terms))),
            fit=self._fit(),
            permutations=permutations,
            relabelling=self.relabelling,
        )
        words = [said.text(language)]
        if self.without_end:
            words.append(
                message(
                    "De schatting van {terms} heeft geen einde: die scheidt paren met en zonder "
                    "relatie volledig, en het getal zegt niets.",
                    "The estimate of {terms} has no end: it parts pairs with and without a tie "
                    "completely, and the number says nothing.",
                    terms=", ".join(self.without_end),
                ).text(language)
            )
        return " ".join([*words, describe_readings(self.reading, self.compared, language)])

    def _fit(self) -> Series:
        figures = {
            "R²": in_short(self.r_squared),
            "−2LL": in_short(self.deviance, 1),
            "AIC": in_short(self.aic, 1),
        }
        known = {name: one for name, one in figures.items() if one.value is not None}
        return Series(tuple(with_figure(name, one) for name, one in known.items()))


def _term(one: RegressionTerm) -> Message:
    said = with_figure(one.name, in_short(one.coefficient))
    if one.chance is None:
        return said
    p = p_in_short(one.chance.p_two_sided)
    return message("{said} ({p})", "{said} ({p})", said=said, p=p)
