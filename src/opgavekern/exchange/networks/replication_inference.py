"""What a bundle holds of tests against chance: the figures, and what they are computed from."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.replication_figures import (
    CENTRALISED,
    COHESION,
    COHESION_DIRECTED,
    Other,
    Told,
    Value,
    verify,
    verify_answered,
)
from opgavekern.network import (
    Condition,
    CUGTest,
    Family,
    NetworkError,
    NetworkRegression,
    Relabelling,
    Relation,
    centralisation,
    cohesion,
    cug,
    mrqap,
)
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.inference.relations import Relations, relations_of

#: A figure of a CUG test that is a centralisation is called so, and then the measure of actors.
_CENTRALISATION: Final = "centralisation_"
#: Of pairs without direction the dyads are the ties, and `rguman` of sna draws directed ones.
_UNDIRECTED: Final = MappingProxyType({Condition.DYAD_CENSUS: Condition.EDGES})


def of_regression(result: NetworkRegression, graph: Graph, predictors: Other) -> Told:
    """Return what a bundle holds of a regression, once it is sure that the predictors give it."""
    if not isinstance(predictors, Mapping):
        raise NetworkError(
            message(
                "geef met other= de voorspellers die mrqap kreeg, bij hun naam",
                "give the predictors that mrqap was given as other=, by their names",
            )
        )
    relations = relations_of(graph, predictors)
    pairs = len(graph) * (len(graph) - 1)
    verify_answered(int(relations.cells.sum()) == (pairs if relations.is_directed else pairs // 2))
    again = mrqap(
        graph,
        predictors,
        family=result.family,
        relabelling=result.relabelling,
        permutations=1,
    )
    verify(
        [(one.name, one.coefficient, one.statistic) for one in again.terms]
        == [(one.name, one.coefficient, one.statistic) for one in result.terms]
    )
    told = [
        (f"{one.name}: {said}", value)
        for one in result.terms
        for said, value in (
            ("coefficient", one.coefficient),
            ("statistic", one.statistic),
            ("p two-sided", None if one.chance is None else one.chance.p_two_sided),
        )
    ]
    drawn = [_drawn(one.chance) for one in result.terms if one.chance is not None]
    return Told(
        figures=[("", name, value) for name, value in told if value is not None],
        is_directed=relations.is_directed,
        permutations=max(drawn, default=1),
        predictors=_values(predictors, relations),
        choices={
            "family": str(result.family.value),
            "relabelling": str(result.relabelling.value),
            "netlm": "netlm" if result.family is Family.LINEAR else "netlogit",
            "nullhyp": "qapspp" if result.relabelling is Relabelling.REMAINDERS else "qapy",
        },
    )


def _drawn(chance: NullDistribution) -> int:
    """Return how many were drawn, those without the figure too."""
    return chance.replicates + chance.undefined


def _values(predictors: Mapping[str, Relation], relations: Relations) -> list[Value]:
    """Return the values of predictors that are not zero, of an undirected pair once."""
    return [
        (name, tail, head, float(matrix[tail, head]))
        for name, matrix in zip(predictors, relations.matrices[1:], strict=True)
        for tail, head in zip(*(matrix * relations.cells).nonzero(), strict=True)
    ]


def of_cug(result: CUGTest, graph: Graph, figure: str | None) -> Told:
    """Return what a bundle holds of a CUG test, once it is sure that it is of the figure named.

    That takes the time of the test: only the same draws tell.
    """
    known = {*COHESION, *(_CENTRALISATION + one for one in CENTRALISED)}
    if result.reading.is_directed:
        known |= COHESION_DIRECTED
    if figure not in known:
        raise NetworkError(
            message(
                "een bundel van cug vraagt figure=, de naam van het cijfer in opgavekern, en dat "
                "moet R's sna ook hebben; {found} is er geen. Kies uit {known}",
                "a bundle of cug asks for figure=, what opgavekern calls the figure, and R's sna "
                "must have it too; {found} is none. Choose from {known}",
                found=quoted(figure or ""),
                known=", ".join(sorted(known)),
            )
        )
    again = cug(
        graph,
        functools.partial(_figure, name=figure),
        condition=result.condition,
        draws=_drawn(result.chance),
        seed=result.reading.seed or 0,
    )
    verify(
        abs(again.observed - result.observed) <= 1e-9
        and _counts(again.chance) == _counts(result.chance)
    )
    measure = figure.removeprefix(_CENTRALISATION)
    is_whole = measure == figure
    cmode = result.condition
    if not result.reading.is_directed:
        cmode = _UNDIRECTED.get(cmode, cmode)
    return Told(
        figures=[
            ("", "observed", again.observed),
            ("", "p at least", again.chance.p_at_least),
            ("", "p at most", again.chance.p_at_most),
        ],
        is_directed=result.reading.is_directed,
        permutations=_drawn(result.chance),
        choices={
            "figure": figure,
            "measure": measure,
            "called": "cohesion" if is_whole else "centralisation",
            "asked": "cohesion(graph)" if is_whole else f'centralisation(graph, ["{measure}"])',
            "column": "value" if is_whole else "centralisation",
            "condition": str(result.condition.value),
            "cmode": str(cmode.value).replace("_", "."),
        },
    )


def _counts(chance: NullDistribution) -> tuple[int, int, int]:
    return chance.replicates, chance.at_least, chance.at_most


def _figure(graph: Graph, name: str) -> Any:
    measure = name.removeprefix(_CENTRALISATION)
    if measure != name:
        return centralisation(graph, [measure]).of(measure).share
    return next(row["value"] for row in cohesion(graph).to_records() if row["measure"] == name)
