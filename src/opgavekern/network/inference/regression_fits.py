"""Least squares and logistic regression on the cells of a sociomatrix, as MRQAP needs them."""

from __future__ import annotations

import math
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError

#: What remains of a term beside the others, relative to it, below which nothing remains.
COLLINEAR: Final = 1e-7
#: Where iterating stops: the change of the deviance, relative to it. As R's `glm.fit`.
_CLOSE_ENOUGH: Final = 1e-8
#: Iterations after which coefficients run away. As R's `glm.fit`.
_ITERATIONS: Final = 25


@attrs.frozen(kw_only=True, eq=False)
class Fit:
    """Coefficients of a regression.

    Attributes:
        coefficients: By term.
        errors: Their standard errors, as if cells were independent.
        residual: Sum of squared residuals, or the deviance.
    """

    coefficients: Any
    errors: Any
    residual: float

    @property
    def statistics(self) -> Any:
        """Each coefficient by its standard error: t, or z of a logistic regression."""
        with require("numpy").errstate(divide="ignore", invalid="ignore"):
            return self.coefficients / self.errors


@attrs.frozen(kw_only=True, eq=False)
class Design:
    """The terms of a regression, factorised once for whatever they are to explain.

    Attributes:
        terms: One column for each term.
        basis: Q, orthonormal, of the same space.
        triangle: R, so that the terms are QR.
    """

    terms: Any
    basis: Any
    triangle: Any

    @property
    def spare(self) -> int:
        """Degrees of freedom that are left: cells less terms."""
        cells, terms = self.terms.shape
        return int(cells - terms)

    def inverse(self) -> Any:
        """Return the inverse of the cross-products of the terms."""
        numpy = require("numpy")
        inverse = numpy.linalg.inv(self.triangle)
        return inverse @ inverse.T

    def remainders(self) -> Any:
        """Return what each term has that the others do not explain, a column for each.

        Column k of X(X'X)^-1 is orthogonal to every other term, and with length one to term k.
        """
        inverse = self.inverse()
        return self.terms @ (inverse / inverse.diagonal())

    def explain(self, outcome: Any) -> Fit:
        """Return the least squares fit of an outcome."""
        numpy = require("numpy")
        part = self.basis.T @ outcome
        coefficients = numpy.linalg.solve(self.triangle, part)
        residual = max(float(outcome @ outcome - part @ part), 0.0)
        variance = residual / self.spare
        errors = numpy.sqrt(variance * self.inverse().diagonal())
        return Fit(coefficients=coefficients, errors=errors, residual=residual)


def design_of(terms: dict[str, Any]) -> Design:
    """Factorise the terms of a regression.

    Args:
        terms: The values of each term in every cell, by name.

    Raises:
        NetworkError: A term follows from those before it, or there are too few cells.
    """
    numpy = require("numpy")
    columns = numpy.column_stack(list(terms.values()))
    cells, count = columns.shape
    if cells <= count:
        raise NetworkError(
            message(
                "{cells} paren zijn te weinig voor {count} termen; neem minder termen",
                "{cells} pairs are too few for {count} terms; take fewer terms",
                cells=cells,
                count=count,
            )
        )
    basis, triangle = numpy.linalg.qr(columns)
    lengths = numpy.linalg.norm(columns, axis=0)
    for name, length, remains in zip(terms, lengths, numpy.abs(triangle.diagonal()), strict=True):
        if remains <= COLLINEAR * length:
            raise NetworkError(
                message(
                    "{term} volgt uit de termen ervoor, of is voor elk paar gelijk; laat die weg",
                    "{term} follows from the terms before it, or is the same for every pair; "
                    "leave it out",
                    term=quoted(name),
                )
            )
    return Design(terms=columns, basis=basis, triangle=triangle)


def logistic_fit(terms: Any, outcome: Any) -> Fit | None:
    """Fit a logistic regression by iterated weighted least squares.

    It starts, iterates and stops as R's `glm.fit` does, so that figures agree to the last digits.

    Args:
        terms: One column for each term.
        outcome: 0 or 1 for each cell.

    Returns:
        The fit; None where coefficients run away, because the terms tell zeros and ones apart,
        or where a term says nothing beside the others.
    """
    numpy = require("numpy")
    chances = (outcome + 0.5) / 2
    scores = numpy.log(chances / (1 - chances))
    before = _deviance(outcome, scores)
    for _ in range(_ITERATIONS):
        weights = chances * (1 - chances)
        if weights.min() < numpy.finfo(float).eps:
            return None
        aims = scores + (outcome - chances) / weights
        roots = numpy.sqrt(weights)
        basis, triangle = numpy.linalg.qr(terms * roots[:, None])
        pivots = numpy.abs(triangle.diagonal())
        if pivots.min() <= COLLINEAR * pivots.max():
            return None
        coefficients = numpy.linalg.solve(triangle, basis.T @ (roots * aims))
        scores = terms @ coefficients
        chances = 1 / (1 + numpy.exp(-scores))
        deviance = _deviance(outcome, scores)
        if abs(deviance - before) / (abs(deviance) + 0.1) < _CLOSE_ENOUGH:
            errors = numpy.linalg.norm(numpy.linalg.inv(triangle), axis=1)
            return Fit(coefficients=coefficients, errors=errors, residual=deviance)
        before = deviance
    return None


def _deviance(outcome: Any, scores: Any) -> float:
    """-2 times the log likelihood, without rounding chances to 0 or 1."""
    numpy = require("numpy")
    return float(2 * (numpy.logaddexp(0, scores) - outcome * scores).sum())


def null_deviance(outcome: Any) -> float:
    """Return the deviance with an intercept alone."""
    ones = float(outcome.sum())
    zeros = len(outcome) - ones
    parts = [count * math.log(count / len(outcome)) for count in (ones, zeros) if count]
    return -2 * math.fsum(parts)
