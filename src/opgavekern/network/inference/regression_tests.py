"""MRQAP: a relation explained by others, and tested by letting actors change places."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.base.running import Progress
from opgavekern.base.texts import message, quoted
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.null_distributions import null_distribution
from opgavekern.network.foundation.readings import Engine, versions_of
from opgavekern.network.foundation.replicates import draw_replicates, permuted_within
from opgavekern.network.inference.network_regression import (
    Family,
    NetworkRegression,
    Relabelling,
)
from opgavekern.network.inference.regression_fits import (
    Design,
    Fit,
    design_of,
    logistic_fit,
    null_deviance,
)
from opgavekern.network.inference.regression_terms import INTERCEPT, RegressionTerm
from opgavekern.network.inference.relations import Relation, Relations, relations_of


def mrqap(
    graph: Graph,
    predictors: Mapping[str, Relation],
    *,
    family: Family | str = Family.LINEAR,
    relabelling: Relabelling | str = Relabelling.REMAINDERS,
    permutations: int = 1000,
    seed: int = 0,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> NetworkRegression:
    """Explain a relation among actors by other relations among them and by what they are.

    Coefficients are those of least squares or of logistic regression over pairs of actors
    (undirected: each pair once; if any relation is directed, both ways). Pairs are not
    independent, so the errors are no test. The default is double semi-partialling: what one term
    has that the others do not explain changes places, and the statistic (t or z) is compared with
    what comes of that; it stays right when terms go together. With `relabelling="outcome"` the
    relation that is explained changes places instead; of the constant that says nothing, and it
    gets no p-value. A single predictor is tested both ways alike.

    Actors change places only with those that answered the same of the surveys, and pairs of which
    some relation does not know whether there is a tie are left out, before and after.

    The terms are factorised once for all permutations of a linear regression. A permutation costs
    time that grows with pairs times terms, for each term that is tested; of a logistic regression
    about ten times as much. Memory grows with pairs times terms; there may be 10,000 actors.

    Args:
        graph: Any networkx graph: the relation to explain.
        predictors: By name: graphs with the same nodes in any order (an earlier wave is one), or
            covariates: `same`, `absdiff`, `sender`, `receiver`, `shared_issues`.
        family: `linear`, or `logistic` for ties that are or are not.
        relabelling: `remainders` or `outcome`.
        permutations: How many for each term.
        seed: What makes chance repeatable, whatever the number of workers.
        weight: The attribute of ties that holds values; None reads ties as there or not.
        weight_means: What it means, where the graphs do not say.
        executor: Any `concurrent.futures.Executor` to split the permutations over.
        progress: Called after each batch of permutations of a term.

    Raises:
        NetworkError: The nodes differ, a term follows from others, there are too few pairs, the
            relation is the same for every pair, or logistic regression has no finite answer.
        MissingExtraError: NumPy is not installed.

    Source: D. Dekker, D. Krackhardt and T. A. B. Snijders, "Sensitivity of MRQAP tests to
    collinearity and autocorrelation conditions", Psychometrika 72(4), 2007, 563-581.
    """
    numpy = require("numpy")
    family = chosen(Family, family, "family")
    relabelling = chosen(Relabelling, relabelling, "relabelling")
    relations = relations_of(graph, predictors, weight=weight, weight_means=weight_means)
    outcome, *others = (one[relations.cells] for one in relations.matrices)
    _verify_outcome(outcome, family)
    names = [INTERCEPT, *predictors]
    design = design_of(dict(zip(names, [numpy.ones(len(outcome)), *others], strict=True)))
    fit = _fit(design, outcome, family)
    test = functools.partial(
        draw_replicates,
        replicates=permutations,
        argument="permutations",
        seed=seed,
        executor=executor,
        progress=progress,
    )
    setting = _Setting(relations=relations, design=design, outcome=outcome, family=family)
    if relabelling is Relabelling.OUTCOME:
        found = test(functools.partial(_of_outcome, setting=setting))
        replicates = [None, *found.T[1:]]
    else:
        replicates = [
            test(functools.partial(_of_remainder, setting=setting.about(term)))
            for term in range(len(names))
        ]
    is_linear = family is Family.LINEAR
    varied = float(((outcome - outcome.mean()) ** 2).sum())
    return NetworkRegression(
        reading=attrs.evolve(
            relations.reading, engine=Engine.FAST, seed=seed, versions=versions_of(Engine.FAST)
        ),
        family=family,
        relabelling=relabelling,
        cells=len(outcome),
        terms=tuple(map(_term, names, fit.coefficients, fit.errors, replicates)),
        r_squared=1 - fit.residual / varied if is_linear else None,
        deviance=None if is_linear else fit.residual,
        null_deviance=None if is_linear else null_deviance(outcome),
        compared=relations.compared,
    )


def _fit(design: Design, outcome: Any, family: Family) -> Fit:
    if family is Family.LINEAR:
        return design.explain(outcome)
    fit = logistic_fit(design.terms, outcome)
    if fit is None:
        raise NetworkError(
            message(
                "de termen scheiden paren met en zonder relatie volledig, zodat de coëfficiënten "
                'geen eind kennen; laat een term weg, of neem family="linear"',
                "the terms tell pairs with and without a tie apart completely, so that the "
                'coefficients know no end; leave a term out, or take family="linear"',
            )
        )
    return fit


def _verify_outcome(outcome: Any, family: Family) -> None:
    if len(outcome) == 0 or (outcome == outcome[0]).all():
        raise NetworkError(
            message(
                "de relatie is voor alle {cells} vergeleken paren gelijk; er is niets te verklaren",
                "the relation is the same for all {cells} pairs compared; there is nothing to "
                "explain",
                cells=len(outcome),
            )
        )
    others = outcome[(outcome != 0) & (outcome != 1)]
    if family is Family.LOGISTIC and len(others):
        raise NetworkError(
            message(
                "logistische regressie verklaart 0 en 1; hier staat ook {found}. Laat weight weg, "
                'of neem family="linear"',
                "logistic regression explains 0 and 1; there is also {found} here. Leave weight "
                'out, or take family="linear"',
                found=quoted(float(others[0])),
            )
        )


def _term(name: str, coefficient: Any, error: Any, replicates: Any) -> RegressionTerm:
    statistic = float(coefficient / error) if error else None
    is_tested = statistic is not None and replicates is not None
    return RegressionTerm(
        name=name,
        coefficient=float(coefficient),
        error=float(error),
        statistic=statistic,
        chance=null_distribution(statistic or 0.0, replicates) if is_tested else None,
    )


@attrs.frozen(kw_only=True, eq=False)
class _Setting:
    """A regression with all that relabelling leaves alone.

    Attributes:
        relations: What is explained, and by what.
        design: The terms, factorised.
        outcome: What is explained, cell by cell.
        family: Linear or logistic.
    """

    relations: Relations
    design: Design
    outcome: Any
    family: Family

    def matrix(self, values: Any) -> Any:
        """Return values of cells as a matrix: symmetric if undirected, zero where none counts."""
        numpy = require("numpy")
        cells = self.relations.cells
        found = numpy.zeros(cells.shape)
        found[cells] = values
        return found if self.relations.is_directed else found + found.T

    def about(self, term: int) -> _Remainder:
        """Return what testing one term takes."""
        numpy = require("numpy")
        design, outcome = self.design, self.outcome
        own = design.remainders()[:, term]
        direction = own / numpy.linalg.norm(own)
        part = design.basis.T @ outcome
        rest = outcome - design.basis @ part
        along = float(direction @ outcome)
        cells = self.relations.cells
        against = numpy.zeros((design.terms.shape[1] + 1, *cells.shape))
        against[:, cells] = numpy.vstack([design.basis.T, rest])
        return _Remainder(
            setting=self,
            term=term,
            own=self.matrix(own),
            length=float(own @ own),
            against=against.reshape(len(against), -1),
            direction=design.basis.T @ direction,
            along=along,
            unexplained=float(rest @ rest) + along**2,
        )


@attrs.frozen(kw_only=True, eq=False)
class _Remainder:
    """What one term has that the others do not explain, ready to change places.

    By the theorem of Frisch, Waugh and Lovell its coefficient beside the others follows from what
    the others leave of it and of the outcome. Their space is that of all terms less `direction`,
    so that the one factorisation of all terms serves every term and every permutation.

    Attributes:
        setting: The regression.
        term: Which.
        own: The remainder, as a matrix.
        length: Its sum of squares, which relabelling leaves alone.
        against: What it is multiplied with: an orthonormal basis of all terms, and the residuals
            of the outcome, each with a zero where a cell does not count.
        direction: The remainder before relabelling, of length one, in that basis.
        along: The outcome along it.
        unexplained: The sum of squares that the other terms leave of the outcome.
    """

    setting: _Setting
    term: int
    own: Any
    length: float
    against: Any
    direction: Any
    along: float
    unexplained: float

    def statistic(self, order: Any) -> float:
        """Return t of the remainder when actors take other places; nan where it has none."""
        *parts, rest = self.against @ _relabelled(self.own, order).ravel()
        along = float(self.direction @ parts)
        squared = self.length - (sum(part * part for part in parts) - along * along)
        if squared <= 1e-12 * self.length:
            return float("nan")
        product = rest + along * self.along
        residual = self.unexplained - product * product / squared
        if residual <= 0:
            return float("nan")
        spare = self.setting.design.spare
        return float(product / (squared * residual / spare) ** 0.5)

    def logistic_statistic(self, order: Any) -> float:
        """Return z of the remainder when actors take other places; nan where it has none."""
        terms = self.setting.design.terms.copy()
        terms[:, self.term] = _relabelled(self.own, order)[self.setting.relations.cells]
        fit = logistic_fit(terms, self.setting.outcome)
        return float("nan") if fit is None else float(fit.statistics[self.term])


def _relabelled(matrix: Any, order: Any) -> Any:
    return matrix.take(order, axis=0).take(order, axis=1)


def _of_remainder(chance: Any, count: int, *, setting: _Remainder) -> list[float]:
    is_linear = setting.setting.family is Family.LINEAR
    statistic = setting.statistic if is_linear else setting.logistic_statistic
    strata = setting.setting.relations.strata
    return [statistic(permuted_within(chance, strata)) for _ in range(count)]


def _of_outcome(chance: Any, count: int, *, setting: _Setting) -> list[Any]:
    numpy = require("numpy")
    relations = setting.relations
    matrix = setting.matrix(setting.outcome)
    found = []
    for _ in range(count):
        order = permuted_within(chance, relations.strata)
        outcome = _relabelled(matrix, order)[relations.cells]
        if setting.family is Family.LINEAR:
            found.append(setting.design.explain(outcome).statistics)
            continue
        fit = logistic_fit(setting.design.terms, outcome)
        found.append(
            numpy.full(setting.design.terms.shape[1], numpy.nan) if fit is None else fit.statistics
        )
    return found
