"""Whether two relations among the same actors go together: QAP correlation."""

from __future__ import annotations

import functools
from concurrent.futures import Executor
from typing import Any, ClassVar

import attrs

from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.running import Progress
from opgavekern.base.texts import Language, message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import HUBERT_1987, KRACKHARDT_1987, Publication
from opgavekern.network.foundation.null_distributions import NullDistribution, null_distribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, counted_pairs, versions_of
from opgavekern.network.foundation.replicates import draw_replicates, permuted_within
from opgavekern.network.inference.relations import (
    Relation,
    Relations,
    describe_readings,
    relations_of,
)
from opgavekern.network.plots.chance import draw_chance


@attrs.frozen(kw_only=True)
class QAPCorrelation(NetworkResult):
    """How far two relations among the same actors go together, and how far chance takes them.

    Attributes:
        reading: How the first graph was read.
        cells: Pairs of actors that are compared, of directed relations each way; pairs of which
            either relation does not know whether there is a tie are left out.
        correlation: Pearson's, over these cells, -1 to 1.
        hamming: The sum of differences over these cells: of ties that only are or are not, the
            number of pairs in which the relations differ.
        chance: The correlation when the actors of one relation change places.
        compared: How the second graph was read; nothing where it is a covariate.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (HUBERT_1987, KRACKHARDT_1987)
    COLUMNS: ClassVar[Columns] = columns(
        correlation=float,
        cells=int,
        hamming=float,
        permutations=int,
        mean=float,
        sd=float,
        p_at_least=float,
        p_at_most=float,
        p_two_sided=float,
    )

    reading: Reading
    cells: int
    correlation: float
    hamming: float
    chance: NullDistribution
    compared: tuple[Reading, ...] = ()

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [
            {
                "correlation": self.correlation,
                "cells": self.cells,
                "hamming": self.hamming,
                "permutations": self.chance.replicates,
                "mean": self.chance.mean,
                "sd": self.chance.sd,
                "p_at_least": self.chance.p_at_least,
                "p_at_most": self.chance.p_at_most,
                "p_two_sided": self.chance.p_two_sided,
            }
        ]

    def describe(self, language: Language = "en") -> str:
        """Return correlation, p-values and how the graph was read."""
        said = message(
            "QAP-correlatie {correlation} over {cells}; in {permutations} permutaties van de "
            "actoren gemiddeld {mean} (standaardafwijking {sd}), {two_sided} tweezijdig, "
            "{at_least} voor ten minste en {at_most} voor ten hoogste zo hoog. De gevonden waarde "
            "telt mee: p = (k + 1)/(N + 1).",
            "QAP correlation {correlation} over {cells}; in {permutations} permutations of "
            "the actors {mean} on average (standard deviation {sd}), {two_sided} two-sided, "
            "{at_least} for at least and {at_most} for at most as high. The value that was seen "
            "counts: p = (k + 1)/(N + 1).",
            correlation=in_short(self.correlation),
            cells=counted_pairs(self.cells),
            permutations=self.chance.replicates,
            mean=in_short(self.chance.mean),
            sd=in_short(self.chance.sd),
            two_sided=p_in_short(self.chance.p_two_sided),
            at_least=p_in_short(self.chance.p_at_least),
            at_most=p_in_short(self.chance.p_at_most),
        )
        read = describe_readings(self.reading, self.compared, language)
        return f"{said.text(language)} {read}"

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the correlations that chance gave, and where the one seen stands.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        label = message("QAP-correlatie", "QAP correlation")
        return draw_chance(ax, self.correlation, self.chance, label=label, language=language)


def qap(
    graph: Graph,
    other: Relation,
    *,
    permutations: int = 1000,
    seed: int = 0,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> QAPCorrelation:
    """Tell whether two relations among the same actors go together more than chance explains.

    The correlation is Pearson's over pairs of actors (undirected: each pair once; if either
    relation is directed, both ways). Its pairs are not independent, so a usual test is wrong;
    here the actors of one relation change places, which keeps its whole structure. Actors change
    places only with those that answered the same of the surveys, and pairs of which either
    relation does not know whether there is a tie are left out, before and after.

    A permutation costs time that grows with the ties of the sparser relation; memory grows with
    the square of the actors, of which there may be 10,000.

    Args:
        graph: Any networkx graph.
        other: A graph with the same nodes, in any order, or a covariate such as
            `same("organisation")`.
        permutations: How many; 1,000 give p = 0.05 a standard error of 0.007.
        seed: What makes chance repeatable, whatever the number of workers.
        weight: The attribute of ties that holds values; None reads ties as there or not.
        weight_means: What it means, where the graphs do not say.
        executor: Any `concurrent.futures.Executor` to split the permutations over.
        progress: Called after each batch of permutations.

    Raises:
        NetworkError: The nodes differ, or a relation has the same value for every pair, as it
            has without ties, in a complete graph and with fewer than two actors.
        MissingExtraError: NumPy is not installed.

    Source: L. J. Hubert, "Assignment Methods in Combinatorial Data Analysis", 1987; D.
    Krackhardt, "QAP partialling as a test of spuriousness", Social Networks 9, 1987, 171-186.
    """
    relations = relations_of(graph, {"other": other}, weight=weight, weight_means=weight_means)
    compared = _compared(relations)
    replicates = draw_replicates(
        functools.partial(_correlations, compared=compared),
        permutations,
        seed=seed,
        argument="permutations",
        executor=executor,
        progress=progress,
    )
    numpy = require("numpy")
    mine, theirs = (one[relations.cells] for one in relations.matrices)
    seen = compared.correlation(numpy.arange(len(relations.cells)))
    versions = versions_of(Engine.FAST)
    return QAPCorrelation(
        reading=attrs.evolve(relations.reading, engine=Engine.FAST, seed=seed, versions=versions),
        cells=len(mine),
        correlation=seen,
        hamming=float(numpy.abs(mine - theirs).sum()),
        chance=null_distribution(seen, replicates),
        compared=relations.compared,
    )


@attrs.frozen(kw_only=True, eq=False)
class _Compared:
    """Two relations with all that relabelling leaves alone computed beforehand.

    Only cells with a value other than zero add to the sum of products, so only those of the
    sparser relation are looked up in the other.

    Attributes:
        tails: Who names, for each such cell of the sparser relation.
        heads: Who is named.
        values: What stands in it; None where all are 1.
        other: The other relation, row after row: truths where it holds only 0 and 1.
        strata: The places of the actors that may change places.
        centre: What chance leaves of the sum of products: the product of the sums, by cells.
        scale: The product of the two spreads.
    """

    tails: Any
    heads: Any
    values: Any
    other: Any
    strata: tuple[Any, ...]
    centre: float
    scale: float

    def correlation(self, order: Any) -> float:
        """Return the correlation when the actor at each place takes another place."""
        numpy = require("numpy")
        found = self.other.take((order * len(order))[self.tails] + order[self.heads])
        if self.values is not None:
            products = float(self.values @ found)
        elif found.dtype == bool:
            products = float(numpy.count_nonzero(found))
        else:
            products = float(found.sum())
        return max(-1.0, min((products - self.centre) / self.scale, 1.0))


def _compared(relations: Relations) -> _Compared:
    numpy = require("numpy")
    one, other = sorted(
        relations.matrices,
        key=lambda matrix: numpy.count_nonzero(matrix[relations.cells]),
    )
    mine, theirs = one[relations.cells], other[relations.cells]
    _verify_varied(mine, theirs)
    # As arrays of their own: the strided views that `nonzero` gives are looked up at a sixth of
    # the speed.
    tied = numpy.nonzero(relations.cells & (one != 0))
    tails, heads = map(numpy.ascontiguousarray, tied)
    values = one[tails, heads]
    is_binary = bool(numpy.isin(other, (0, 1)).all())
    return _Compared(
        tails=tails,
        heads=heads,
        values=None if (values == 1).all() else values,
        other=(other != 0 if is_binary else other).ravel(),
        strata=relations.strata,
        centre=float(mine.sum() * theirs.sum() / len(mine)),
        scale=float(_spread(mine) * _spread(theirs)),
    )


def _spread(values: Any) -> Any:
    numpy = require("numpy")
    return numpy.sqrt(((values - values.mean()) ** 2).sum())


def _verify_varied(*both: Any) -> None:
    for values in both:
        if len(values) == 0 or (values == values[0]).all():
            raise NetworkError(
                message(
                    "een van beide relaties heeft voor alle {cells} vergeleken paren dezelfde "
                    "waarde; dan is er geen correlatie. Neem een relatie die er soms wel en soms "
                    "niet is",
                    "one of both relations has the same value for all {cells} pairs compared; "
                    "there is no correlation then. Take a relation that is there for some pairs "
                    "and not for others",
                    cells=len(values),
                )
            )


def _correlations(chance: Any, count: int, *, compared: _Compared) -> list[float]:
    return [compared.correlation(permuted_within(chance, compared.strata)) for _ in range(count)]
