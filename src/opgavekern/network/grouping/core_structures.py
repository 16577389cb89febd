"""Core and periphery: who belongs to the core, and how near it everyone is."""

from __future__ import annotations

import functools
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.running import Progress
from opgavekern.base.texts import counted, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.null_distributions import NullDistribution, null_distribution
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.replicates import chance_of, draw_replicates, verify_whole
from opgavekern.network.grouping.core_fits import EXHAUSTIVE, CorePattern, Splits
from opgavekern.network.grouping.core_results import ActorCoreness, Coreness, CorePeriphery
from opgavekern.network.grouping.core_values import Products
from opgavekern.network.inference.relations import Relations, relations_of


def core_periphery(
    graph: Graph,
    *,
    pattern: CorePattern | str = CorePattern.MISSING,
    starts: int = 20,
    permutations: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> CorePeriphery:
    """Find the core: actors that are tied among themselves, while the others are not.

    The core is the one for which the sociomatrix correlates best with an ideal: all ties within
    the core, none within the periphery, and between them what `pattern` says. Software differs
    in that, and finds other cores for it: always say which. Up to 21 actors every split is tried.
    Of more the best is sought by moving actors one at a time, from several starts; a better one
    may exist. Pairs of which it is not known whether there is a tie do not count.

    The p-value is the chance of as good a fit in networks with as many ties among the same pairs,
    searched in the same way: a core is found in any network, so its fit alone proves nothing.

    A search takes time that grows with the square of the actors for each start and round; a
    permutation takes a search. Trying every split takes up to 400 MB.

    Args:
        graph: Any networkx graph; weights do not count.
        pattern: What is ideal between core and periphery: `missing`, `ones` or `zeros`.
        starts: From how many splits to search, at least 1.
        permutations: How many networks to compare with; 0 compares with none.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the permutations over.
        progress: Called after each batch of permutations.

    Raises:
        NetworkError: No split has a correlation: there are no ties, all ties, or fewer than
            three actors, of the pattern `missing` four.
        MissingExtraError: NumPy is not installed.

    Source: S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social
    Networks 21(4), 2000, 375-395.
    """
    pattern = chosen(CorePattern, pattern, "pattern")
    _verify_numbers(starts, permutations, seed)
    relations = relations_of(graph, {})
    values = relations.matrices[0][relations.cells]
    _verify_varied(values)
    search = functools.partial(_searched, relations=relations, pattern=pattern, starts=starts)
    is_exact = len(relations.cells) <= EXHAUSTIVE
    chance = chance_of(seed)
    splits = _splits(relations, values, pattern)
    fit, optima, cores = splits.every() if is_exact else splits.search(chance, starts)
    if fit < -1:
        raise _nothing_found(values, *_TOO_FEW)
    actors = tuple(map(name_of, graph))
    return CorePeriphery(
        reading=attrs.evolve(
            relations.reading,
            engine=Engine.FAST,
            seed=seed if permutations or not is_exact else None,
            versions=versions_of(Engine.FAST),
        ),
        pattern=pattern,
        actors=actors,
        correlation=fit,
        is_exact=is_exact,
        optima=optima,
        cores=tuple(_names(actors, core) for core in cores),
        chance=_compared(
            values,
            search,
            permutations=permutations,
            seed=seed,
            executor=executor,
            progress=progress,
        ),
    )


def coreness(
    graph: Graph,
    *,
    starts: int = 5,
    permutations: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Coreness:
    """Tell how near the core each actor is.

    Actors get values c_i, from zero to the square root of their number, such that the products
    c_i c_j differ least from the sociomatrix, in squares; how well they fit is told by their
    correlation with it. Correlation itself is no aim to seek: in many networks it grows without
    end as all values become alike, and then tells nothing of anyone. The best values are sought
    from several starts: the leading eigenvector, the best core that the actors with most ties
    make, and random ones. Pairs of which it is not known whether there is a tie do not count.

    The p-value is the chance of as good a fit in networks with as many ties among the same pairs,
    searched in the same way. A step takes time that grows with the square of the actors.

    Args:
        graph: Any networkx graph; weights do not count.
        starts: From how many values to search, at least 1.
        permutations: How many networks to compare with; 0 compares with none.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the permutations over.
        progress: Called after each batch of permutations.

    Raises:
        NetworkError: There are no ties, all ties, or fewer than three actors.
        MissingExtraError: NumPy is not installed.

    Source: S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social
    Networks 21(4), 2000, 375-395; J. P. Boyd and others, "Computing continuous core/periphery
    structures for social relations data with MINRES/SVD", Social Networks 32(2), 2010, 125-137.
    """
    _verify_numbers(starts, permutations, seed)
    relations = relations_of(graph, {})
    values = relations.matrices[0][relations.cells]
    _verify_varied(values)
    chance = chance_of(seed)
    fit, found = _closest(chance, values, relations, starts)
    if fit < -1:
        raise _nothing_found(values, *_TOO_FEW)
    search = functools.partial(_fit_of_closest, relations=relations, starts=starts)
    return Coreness(
        reading=attrs.evolve(
            relations.reading, engine=Engine.FAST, seed=seed, versions=versions_of(Engine.FAST)
        ),
        correlation=fit,
        actors=tuple(
            ActorCoreness(actor=name_of(actor), coreness=float(one))
            for actor, one in zip(graph, found, strict=True)
        ),
        chance=_compared(
            values,
            search,
            permutations=permutations,
            seed=seed,
            executor=executor,
            progress=progress,
        ),
    )


def _verify_numbers(starts: int, permutations: int, seed: int) -> None:
    verify_whole("starts", starts, least=1)
    verify_whole("permutations", permutations, least=0)
    verify_whole("seed", seed, least=0)


def _verify_varied(values: Any) -> None:
    if len(values) == 0:
        raise _nothing_found(values, *_TOO_FEW)
    if (values == values[0]).all():
        raise _nothing_found(values, *(_ALL_TIED if values[0] else _NO_TIES))


def _nothing_found(values: Any, nl: str, en: str) -> NetworkError:
    return NetworkError(
        message(
            "bij {pairs} waarvan het bekend is, past geen enkele kern: {reason}",
            "no core fits {pairs} of which it is known: {reason}",
            pairs=counted(len(values), ("paar", "pair"), ("paren", "pairs")),
            reason=message(nl, en),
        )
    )


_NO_TIES: Final = (
    "geen enkel paar heeft een relatie. Neem een netwerk met relaties",
    "no pair has a tie. Take a network with ties",
)
_ALL_TIED: Final = (
    "elk paar heeft een relatie. Neem een netwerk waarin sommige paren er geen hebben, zoals met "
    "dichotomise en een hogere grens",
    "every pair has a tie. Take a network in which some pairs have none, as with dichotomise and "
    "a higher threshold",
)
_TOO_FEW: Final = (
    "er zijn te weinig actoren, of te weinig die antwoordden, om kern en periferie te hebben",
    "there are too few actors, or too few that answered, to have a core and a periphery",
)


def _names(actors: tuple[Name, ...], core: Any) -> tuple[Name, ...]:
    return tuple(actor for actor, is_in in zip(actors, core, strict=True) if is_in)


def _matrices(relations: Relations, values: Any) -> tuple[Any, Any]:
    """The sociomatrix with these values in its cells, and which cells are known."""
    numpy = require("numpy")
    ties = numpy.zeros(relations.cells.shape)
    ties[relations.cells] = values
    known = relations.cells.astype("float64")
    return (ties, known) if relations.is_directed else (ties + ties.T, known + known.T)


def _splits(relations: Relations, values: Any, pattern: CorePattern) -> Splits:
    ties, known = _matrices(relations, values)
    return Splits(ties=ties + ties.T, known=known + known.T, pattern=pattern)


def _searched(
    chance: Any, values: Any, relations: Relations, pattern: CorePattern, starts: int
) -> float:
    fit, *_ = _splits(relations, values, pattern).search(chance, starts)
    return float("nan") if fit < -1 else fit


def _closest(chance: Any, values: Any, relations: Relations, starts: int) -> tuple[float, Any]:
    """The correlation of the products that differ least, and the values."""
    numpy = require("numpy")
    ties, known = _matrices(relations, values)
    fitted = Products(ties=ties, known=known)
    strengths, vectors = numpy.linalg.eigh((ties + ties.T) / 2)
    leading = numpy.abs(vectors[:, -1]) * numpy.sqrt(max(strengths[-1], 0))
    most_tied = _splits(relations, values, CorePattern.ZEROS).most_tied().astype("float64")
    others = [chance.random(len(known)) for _ in range(starts - 2)]
    reached = [fitted.descend(start) for start in [leading, most_tied, *others][:starts]]
    _, found = min(reached, key=lambda one: one[0])
    return fitted.correlation(found), found


def _fit_of_closest(chance: Any, values: Any, relations: Relations, starts: int) -> float:
    fit, _ = _closest(chance, values, relations, starts)
    return float("nan") if fit < -1 else fit


def _compared(
    values: Any,
    search: Callable[[Any, Any], float],
    *,
    permutations: int,
    seed: int,
    executor: Executor | None,
    progress: Progress | None,
) -> NullDistribution | None:
    """Compare the fit that a search finds with what it finds when cells change places."""
    if not permutations:
        return None
    seen = search(chance_of(seed), values)
    replicates = draw_replicates(
        functools.partial(_of_permuted, values=values, search=search),
        permutations,
        seed=seed,
        executor=executor,
        progress=progress,
    )
    return null_distribution(seen, replicates)


def _of_permuted(
    chance: Any, count: int, *, values: Any, search: Callable[[Any, Any], float]
) -> list[float]:
    return [search(chance, chance.permutation(values)) for _ in range(count)]
