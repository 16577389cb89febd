"""Several relations among the same actors, as sociomatrices in one order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.texts import Language, message, quoted
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.arguments import verify_by_name
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Reading
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.inference.covariates import Covariate, covariate_matrix

#: What can be laid beside a relation: another among the same actors, or a covariate.
Relation = Graph | Covariate
#: Most actors of whom all pairs are held: at 8 bytes a pair 800 MB for each relation.
MOST: Final = 10_000


@attrs.frozen(kw_only=True, eq=False)
class Relations:
    """Relations among the same actors, cell by cell.

    Cells of which some relation does not know whether there is a tie do not count. Relabelling
    moves actors only among those who answered the same of the surveys, so that every relabelling
    compares the very same cells, and never one that is not known.

    Attributes:
        matrices: A `numpy` matrix for each relation, in the order of the first one's actors.
        is_directed: Some relation is directed: both cells of a pair count.
        cells: Which cells count, as a matrix of truths: of an undirected pair one.
        strata: The places of the actors that may change places, as arrays.
        reading: How the first graph was read.
        compared: How each other graph was read, in order; of covariates nothing is read.
    """

    matrices: tuple[Any, ...]
    is_directed: bool
    cells: Any
    strata: tuple[Any, ...]
    reading: Reading
    compared: tuple[Reading, ...] = ()


def relations_of(
    graph: Graph,
    others: Mapping[str, Relation],
    *,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
) -> Relations:
    """Read relations among the same actors, in any order of nodes.

    Args:
        graph: Any networkx graph.
        others: Graphs with the same nodes, and covariates, by the name they are told by.
        weight: The attribute of ties that holds values, negative ones too; None reads ties as
            there or not, 1 or 0.
        weight_means: What it means, where the graphs do not say: only strengths are values.

    Raises:
        NetworkError: The nodes differ, an undirected relation is to be explained by who sends or
            receives, a weight is no strength, or the actors are too many.
        MissingExtraError: NumPy is not installed.
    """
    numpy = require("numpy")
    verify_by_name("predictors", others)
    first = _read(graph, weight, weight_means)
    verify_size(len(first))
    order = numpy.arange(len(first))
    matrices, snapshots = [_matrix(first, order)], [first]
    for name, other in others.items():
        if isinstance(other, Covariate):
            matrices.append(covariate_matrix(other, graph))
            continue
        second = _read(other, weight, weight_means)
        matrices.append(_matrix(second, _order(first, second, name)))
        snapshots.append(second)
    is_directed = any(one.is_directed for one in snapshots)
    _verify_both_ways(others, is_directed=is_directed)
    known = numpy.array(
        [[one.is_known[one.places[actor]] for one in snapshots] for actor in first.actors],
        dtype=bool,
    ).reshape(len(first), len(snapshots))
    return Relations(
        matrices=tuple(matrices),
        is_directed=is_directed,
        cells=_cells(known, snapshots, is_directed=is_directed),
        strata=_strata(known),
        reading=first.reading,
        compared=tuple(one.reading for one in snapshots[1:]),
    )


def describe_readings(reading: Reading, compared: tuple[Reading, ...], language: Language) -> str:
    """Say how the first graph was read, and how those beside it were."""
    beside = message(
        "De relatie ernaast is als volgt gelezen.", "The relation beside it was read as follows."
    ).text(language)
    others = [f"{beside} {one.describe(language)}" for one in compared]
    return " ".join([reading.describe(language), *others])


def _read(graph: Graph, weight: str | None, means: WeightMeaning | str | None) -> Snapshot:
    snapshot = snapshot_of(graph, weight=weight, weight_means=means, may_be_negative=True)
    if snapshot.reading.weight_means not in (None, WeightMeaning.STRENGTH):
        raise NetworkError(
            message(
                '"{weight}" is geen sterkte; waar geen relatie is, is dan geen waarde. Zet het om '
                "in een sterkte, of laat weight weg",
                '"{weight}" is no strength; where there is no tie there is no value then. Turn it '
                "into a strength, or leave weight out",
                weight=weight or "",
            )
        )
    return snapshot


def verify_size(actors: int) -> None:
    """Refuse more actors than of which all pairs can be held, with what it would take.

    Raises:
        NetworkError: There are more than `MOST`.
    """
    if actors > MOST:
        raise NetworkError(
            message(
                "{actors} actoren zijn er te veel om alle paren te vergelijken: elke relatie zou "
                "{gigabytes} GB vragen. Neem er ten hoogste {most}, bijvoorbeeld één gebied",
                "{actors} actors are too many to compare all pairs: each relation would take "
                "{gigabytes} GB. Take at most {most}, one area for instance",
                actors=actors,
                gigabytes=round(actors * actors * 8 / 1e9, 1),
                most=MOST,
            )
        )


def _order(first: Snapshot, second: Snapshot, name: str) -> Any:
    """The place that each actor of the second has in the first."""
    numpy = require("numpy")
    strangers = [one for one in second.actors if one not in first.places]
    absent = [one for one in first.actors if one not in second.places]
    if strangers or absent:
        raise NetworkError(
            message(
                "{name} heeft andere actoren: {more} meer en {fewer} niet, onder wie {one}; geef "
                "beide netwerken dezelfde punten, ook die zonder relaties",
                "{name} has other actors: {more} more and {fewer} not, among them {one}; give "
                "both graphs the same nodes, also those without ties",
                name=quoted(name),
                more=len(strangers),
                fewer=len(absent),
                one=quoted([*strangers, *absent][0]),
            )
        )
    return numpy.array([first.places[one] for one in second.actors], dtype="int64")


def _matrix(snapshot: Snapshot, order: Any) -> Any:
    numpy = require("numpy")
    found = numpy.zeros((len(snapshot), len(snapshot)))
    tails, heads = (numpy.array(one, dtype="int64") for one in (snapshot.tails, snapshot.heads))
    found[order[tails], order[heads]] = 1 if snapshot.weights is None else snapshot.weights
    return found


def _verify_both_ways(others: Mapping[str, Relation], *, is_directed: bool) -> None:
    for name, other in others.items():
        if isinstance(other, Covariate) and not (is_directed or other.is_symmetric):
            raise NetworkError(
                message(
                    "{name} onderscheidt afzender en ontvanger; ongerichte relaties hebben die "
                    "niet. Neem absdiff of same",
                    "{name} tells sender and receiver apart; undirected ties have none. Take "
                    "absdiff or same",
                    name=quoted(name),
                )
            )


def _cells(known: Any, snapshots: list[Snapshot], *, is_directed: bool) -> Any:
    numpy = require("numpy")
    size = len(known)
    cells = (
        ~numpy.eye(size, dtype=bool)
        if is_directed
        else numpy.triu(numpy.ones((size, size), dtype=bool), 1)
    )
    for place, snapshot in enumerate(snapshots):
        rows = known[:, place]
        cells &= rows[:, None] | (False if snapshot.is_directed else rows[None, :])
    return cells


def _strata(known: Any) -> tuple[Any, ...]:
    numpy = require("numpy")
    _, which = numpy.unique(known, axis=0, return_inverse=True)
    which = which.reshape(-1)
    return tuple(numpy.flatnonzero(which == one) for one in range(which.max(initial=-1) + 1))
