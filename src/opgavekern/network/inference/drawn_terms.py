"""Terms of regressions as a picture: what was seen beside what permutations gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.inference.regression_terms import INTERCEPT, RegressionTerm
from opgavekern.network.plots.chance import middle_of
from opgavekern.network.plots.estimates import Estimate, draw_estimates


def draw_terms(
    ax: Any, models: Mapping[str, Sequence[RegressionTerm]], *, language: Language
) -> Any:
    """Draw the statistic of each term of each model, and where 95% of the permutations lie.

    The constant is left out: it answers no question, and is often far from the rest.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        models: Terms by the name of the model; the legend has the names where there are several.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    return draw_estimates(
        ax,
        list(_rows(models, language)),
        label=message(
            "coëfficiënt / fout; lijn: 95% van de permutaties",
            "coefficient / error; line: 95% of the permutations",
        ),
        title=message("Waar hangt de relatie van af?", "What does the relation follow from?"),
        language=language,
        series=tuple(models) if len(models) > 1 else (),
        zero=True,
    )


def _rows(models: Mapping[str, Sequence[RegressionTerm]], language: Language) -> Iterator[Estimate]:
    names = dict.fromkeys(term.name for terms in models.values() for term in terms)
    for name in names:
        if name == INTERCEPT:
            continue
        said = name
        for series, terms in enumerate(models.values()):
            for term in terms:
                if term.name == name:
                    yield _row(said, term, series, language)
                    said = ""  # The rows below belong with the first.


def _row(name: str, term: RegressionTerm, series: int, language: Language) -> Estimate:
    chance = term.chance
    low, high = (None, None) if chance is None else middle_of(chance)
    figure = in_short(term.coefficient)
    words = (
        figure
        if chance is None
        else message("{b} ({p})", "{b} ({p})", b=figure, p=p_in_short(chance.p_two_sided))
    )
    return Estimate(
        name=name,
        value=term.statistic,
        low=low,
        high=high,
        words=words.text(language),
        series=series,
    )
