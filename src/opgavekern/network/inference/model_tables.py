"""Several regressions beside each other, as papers print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import html_table
from opgavekern.base.texts import Language, Text, counted, message
from opgavekern.network.foundation.arguments import verify_by_name
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short
from opgavekern.network.foundation.literature import DEKKER_2007, KRACKHARDT_1987, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Reading
from opgavekern.network.inference.drawn_terms import draw_terms
from opgavekern.network.inference.network_regression import NetworkRegression
from opgavekern.network.inference.regression_terms import RegressionTerm

#: Below which chance a coefficient gets how many stars.
_STARS: Final = ((0.001, "***"), (0.01, "**"), (0.05, "*"))
_CELLS: Final = Text(nl="Paren", en="Pairs")


@attrs.frozen(kw_only=True)
class NamedModel(Answer):
    """A regression in a table.

    Attributes:
        name: The head of its column.
        model: The regression.
    """

    name: str
    model: NetworkRegression


@attrs.frozen(kw_only=True)
class ModelTable(NetworkResult):
    """Several regressions in one table.

    Attributes:
        reading: How the graph of the first was read.
        models: In order of the columns.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (DEKKER_2007, KRACKHARDT_1987)
    COLUMNS: ClassVar[Columns] = columns(
        model=str, term=str, coefficient=float, error=float, statistic=float, p_two_sided=float
    )

    reading: Reading
    models: tuple[NamedModel, ...]

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each term of each model."""
        return [
            {
                "model": one.name,
                "term": term.name,
                "coefficient": term.coefficient,
                "error": term.error,
                "statistic": term.statistic,
                "p_two_sided": None if term.chance is None else term.chance.p_two_sided,
            }
            for one in self.models
            for term in one.model.terms
        ]

    def lines(self, language: Language = "en") -> list[tuple[str, ...]]:
        """Return the table as it is printed: heads, then a line for each term and figure of fit.

        A coefficient has its stars, and between brackets its p-value, two-sided.
        """
        names = dict.fromkeys(term.name for one in self.models for term in one.model.terms)
        heads = ("", *(one.name for one in self.models))
        terms = [
            (name, *(_cell(one.model, name, language) for one in self.models)) for name in names
        ]
        fits = [(name, *figures) for name, figures in self._fits(language) if any(figures)]
        return [heads, *terms, *fits]

    def to_markdown(self, language: Language = "en") -> str:
        """Return the table in Markdown, with what the stars mean below it."""
        heads, *lines = self.lines(language)
        rows = [heads, ("---", *("---:" for _ in self.models)), *lines]
        table = "\n".join(f"| {' | '.join(map(_escaped, row))} |" for row in rows)
        return f"{table}\n\n{self._legend(language)}"

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the statistic of each term in each model, with what 95% of permutations gave.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return draw_terms(ax, {one.name: one.model.terms for one in self.models}, language=language)

    def describe(self, language: Language = "en") -> str:
        """Return what the table shows, what its stars mean and how the graph was read."""
        said = message(
            "{models} van dezelfde relatie.",
            "{models} of the same relation.",
            models=counted(len(self.models), ("model", "model"), ("modellen", "models")),
        )
        legend, reading = self._legend(language), self.reading.describe(language)
        return f"{said.text(language)} {legend} {reading}"

    def _repr_html_(self) -> str:
        heads, *lines = self.lines()
        rows = [dict(zip(heads, line, strict=True)) for line in lines]
        return html_table(self.describe(), rows, heads)

    def _fits(self, language: Language) -> Iterator[tuple[str, list[str]]]:
        models = [one.model for one in self.models]
        yield _CELLS.text(language), [str(one.cells) for one in models]
        yield "R²", [_number(one.r_squared, language) for one in models]
        yield "−2LL", [_number(one.deviance, language) for one in models]
        yield "AIC", [_number(one.aic, language) for one in models]

    def _legend(self, language: Language) -> str:
        stars = tuple(
            message("{sign} p < {below}", "{sign} p < {below}", sign=sign, below=below)
            for below, sign in reversed(_STARS)
        )
        said = message(
            "Tussen haakjes p, tweezijdig, uit permutaties: {stars}.",
            "Between brackets p, two-sided, from permutations: {stars}.",
            stars=Series(stars),
        )
        return said.text(language)


def model_table(models: Mapping[str, NetworkRegression]) -> ModelTable:
    """Put several regressions in one table, as papers print them.

    Args:
        models: By the name that heads their column; at least one.

    Raises:
        NetworkError: There is none, or they have no names.
    """
    verify_by_name("models", models)
    if not models:
        raise NetworkError(
            message(
                "er is geen model om in een tabel te zetten; geef er een met mrqap(…)",
                "there is no model to put in a table; give one with mrqap(…)",
            )
        )
    first = next(iter(models.values()))
    return ModelTable(
        reading=first.reading,
        models=tuple(NamedModel(name=name, model=one) for name, one in models.items()),
    )


def _cell(model: NetworkRegression, name: str, language: Language) -> str:
    found: RegressionTerm | None = next((one for one in model.terms if one.name == name), None)
    if found is None:
        return ""
    coefficient = _number(found.coefficient, language)
    if found.chance is None:
        return coefficient
    p = found.chance.p_two_sided
    stars = next((sign for below, sign in _STARS if p < below), "")
    return f"{coefficient}{stars} ({_number(p, language)})"


def _number(figure: float | None, language: Language) -> str:
    return "" if figure is None else in_short(figure).text(language)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
