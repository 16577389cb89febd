"""How sure a figure or a ranking is when ties or actors are missed or invented."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import attrs

from opgavekern.base.extras import require
from opgavekern.base.running import Progress
from opgavekern.base.texts import message
from opgavekern.network.foundation.arguments import verify_function
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.intervals import drawn_figures, verify_confidence
from opgavekern.network.foundation.readings import Engine, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import draw_replicates, verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.statistics_of_graphs import Statistic, figure_of, figure_told
from opgavekern.network.weak_spots.error_plans import ErrorPlan, ErrorRates, SeenAs, error_plan
from opgavekern.network.weak_spots.error_results import ActorError, ErrorSimulation, RankingErrors
from opgavekern.network.weak_spots.rank_agreement import agreement, places_of

#: Any function of a graph that gives the value of each actor, or None where it has none.
ActorStatistic = Callable[[Graph], Mapping[Hashable, float | None]]
#: Values that are held at once, of all actors in all draws.
_MOST_VALUES = 5 * 10**7
#: What is told of a ranking as a whole, before the values of each actor.
_OF_ALL = 6


def error_simulation(
    graph: Graph,
    statistic: Statistic,
    *,
    rates: ErrorRates,
    seen_as: SeenAs | str = SeenAs.TRUE,
    replicates: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> ErrorSimulation:
    """Tell how far a figure of a network is off when ties or actors are missed or invented.

    Networks are drawn from the one that was seen. Each tie is dropped with chance `missed`, each
    pair without one gets one with chance `invented` (false negatives and positives, Butts 2003);
    each actor leaves with chance `actors_missed`, and as many join as `actors_added` says, each
    with the attributes and the number of ties of an actor drawn, to others drawn (the four errors
    of Borgatti, Carley and Krackhardt 2006). An invented tie has the weight and attributes of a
    tie drawn.

    By `seen_as` "true" the network seen is the true one, and the draws are what others would
    measure. By "reported" it is a report with these errors, and the draws are true networks that
    may lie behind it: a reported tie is none with chance (1 - t) invented / d, a pair without has
    a tie with chance t missed / (1 - d), with d the density that was reported and t the true one,
    (d - invented) / (1 - missed - invented). Both take errors as independent of each other and
    alike for all; real errors often are not, so the interval is the least that can be doubted.

    With a survey only known cells change. Loops are left out; parallel ties go together. An empty
    network stays empty. A draw costs time with actors and ties, beside what the figure costs.

    Args:
        graph: Any networkx graph.
        statistic: Takes a graph and returns a number, or None where it has none. To be split over
            processes it must be a function at the top of a module.
        rates: How often something goes wrong.
        seen_as: "true" or "reported".
        replicates: How many networks are drawn.
        confidence: Share of them that the interval holds, more than 0 and less than 1.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: A rate is no share, rates cannot have given this network, or the figure is
            no number.
        MissingExtraError: NumPy is not installed.

    Source: S. P. Borgatti, K. M. Carley and D. Krackhardt, "On the robustness of centrality
    measures under conditions of imperfect data", Social Networks 28(2), 2006, 124-136; C. T.
    Butts, "Network inference, error, and informant (in)accuracy: a Bayesian approach", Social
    Networks 25(2), 2003, 103-140.
    """
    verify_confidence(confidence)
    snapshot, view = snapshot_of(graph), chosen(SeenAs, seen_as, "seen_as")
    plan = error_plan(graph, snapshot, rates, view)
    found = draw_replicates(
        functools.partial(_figures, plan=plan, statistic=statistic),
        replicates,
        seed=seed,
        executor=executor,
        progress=progress,
    )
    return ErrorSimulation(
        reading=_reading(snapshot, seed),
        rates=rates,
        seen_as=view,
        observed=figure_of(graph, statistic),
        confidence=confidence,
        drawn=drawn_figures(found, confidence),
    )


def ranking_errors(
    graph: Graph,
    measure: ActorStatistic,
    *,
    rates: ErrorRates,
    seen_as: SeenAs | str = SeenAs.TRUE,
    replicates: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> RankingErrors:
    """Tell how far a measure of actors, and their ranking, hold when there are errors.

    Networks are drawn as `error_simulation` draws them. With the values seen are compared those
    in each draw: by Spearman's rank correlation, by the square of Pearson's, by whether the actor
    that comes first is still first, among the first three and among the first tenth, and by how
    far the first tenths overlap (Borgatti, Carley and Krackhardt 2006). Actors that are in one of
    both only are left out of correlations, and where values are all alike there is none. Of
    several that come first together, the share of them that still does counts. Of each actor:
    its value and its place among the actors seen, 1 for the highest, equals together at the best,
    with intervals.

    Without actors with a value nothing is told. A draw costs time with actors and ties, beside
    what the measure costs, and memory grows with actors times draws.

    Args:
        graph: Any networkx graph.
        measure: Takes a graph and returns the value of each node, such as
            `networkx.betweenness_centrality`; None or NaN where it has none.
        rates: How often something goes wrong.
        seen_as: "true" or "reported", as of `error_simulation`.
        replicates: How many networks are drawn.
        confidence: Share of them that the intervals hold, more than 0 and less than 1.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: A rate is no share, rates cannot have given this network, the measure gives
            no map of numbers, or there are too many actors for so many draws.
        MissingExtraError: NumPy is not installed.

    Source: see `error_simulation`.
    """
    verify_confidence(confidence)
    snapshot, view = snapshot_of(graph), chosen(SeenAs, seen_as, "seen_as")
    _verify_room(len(snapshot), replicates)
    plan = error_plan(graph, snapshot, rates, view)
    seen = _values(measure, graph, snapshot.actors)
    found = draw_replicates(
        functools.partial(_rankings, plan=plan, measure=measure, seen=seen),
        replicates,
        seed=seed,
        executor=executor,
        progress=progress,
    )
    whole = [drawn_figures(found[:, column], confidence) for column in range(_OF_ALL)]
    values, places = found[:, _OF_ALL::2], found[:, _OF_ALL + 1 :: 2]
    return RankingErrors(
        reading=_reading(snapshot, seed),
        rates=rates,
        seen_as=view,
        confidence=confidence,
        rank_correlation=whole[0],
        r_squared=whole[1],
        top_one=whole[2].mean,
        top_three=whole[3].mean,
        top_tenth=whole[4].mean,
        overlap=whole[5].mean,
        actors=tuple(
            _actor_error(actor, (seen[at], rank), values[:, at], places[:, at], confidence)
            for at, (actor, rank) in enumerate(
                zip(snapshot.actors, places_of(seen).tolist(), strict=True)
            )
        ),
    )


def _reading(snapshot: Snapshot, seed: int) -> Reading:
    return attrs.evolve(
        snapshot.reading, engine=Engine.FAST, seed=seed, versions=versions_of(Engine.FAST)
    )


def _figures(chance: Any, count: int, *, plan: ErrorPlan, statistic: Statistic) -> list[float]:
    found = (figure_of(plan.draw(chance), statistic) for _ in range(count))
    return [math.nan if one is None else one for one in found]


def _rankings(
    chance: Any, count: int, *, plan: ErrorPlan, measure: ActorStatistic, seen: Any
) -> list[Any]:
    """Return a row for each draw: what is told of all, and the value and place of each actor."""
    numpy = require("numpy")
    rows = []
    for _ in range(count):
        values = _values(measure, plan.draw(chance), plan.actors)
        each = numpy.column_stack([values, places_of(values)]).ravel()
        rows.append(numpy.concatenate([agreement(seen, values), each]))
    return rows


def _values(measure: ActorStatistic, graph: Graph, actors: Sequence[Hashable]) -> Any:
    """Return the values of actors; not a number where there is none, or no actor."""
    verify_function("measure", measure)
    told: Any = measure(graph)
    if not isinstance(told, Mapping):
        raise NetworkError(
            message(
                "de functie gaf {found}; zij moet van elke actor een getal geven, zoals "
                "networkx.betweenness_centrality",
                "the function returned {found}; it must return a number for each actor, as "
                "networkx.betweenness_centrality does",
                found=type(told).__name__,
            )
        )
    found = (figure_told(told.get(one)) for one in actors)
    return require("numpy").array([math.nan if one is None else one for one in found])


def _actor_error(
    actor: Hashable, seen: tuple[float, float], values: Any, places: Any, confidence: float
) -> ActorError:
    observed, rank = seen
    drawn = drawn_figures(places, confidence)
    return ActorError(
        actor=name_of(actor),
        observed=None if math.isnan(observed) else float(observed),
        rank=None if math.isnan(rank) else int(rank),
        drawn=drawn_figures(values, confidence),
        best=drawn.low,
        worst=drawn.high,
    )


def _verify_room(actors: int, replicates: int) -> None:
    verify_whole("replicates", replicates, least=1)
    if actors * replicates > _MOST_VALUES:
        raise NetworkError(
            message(
                "{actors} actoren in {replicates} trekkingen zijn {gigabytes} GB aan waarden; "
                "vraag minder trekkingen",
                "{actors} actors in {replicates} draws are {gigabytes} GB of values; ask for fewer "
                "draws",
                actors=actors,
                replicates=replicates,
                gigabytes=round(16 * actors * replicates / 10**9, 1),
            )
        )
