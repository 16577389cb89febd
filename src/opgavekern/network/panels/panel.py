"""Who stands where: measures of each actor in one panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from opgavekern.base.texts import message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.panels.actor_measures import (
    ActorMeasure,
    usual_measures,
)
from opgavekern.network.panels.panel_results import ActorPanel, LeftOut
from opgavekern.network.panels.panel_work import Work
from opgavekern.network.paths.sampled_betweenness import verify_bound
from opgavekern.network.paths.steps import PathDirection, StepLength

#: Steps along arcs that a measure over all pairs may take, unless it is told otherwise.
EFFORT = 10**10


def actors(
    graph: Graph,
    measures: Iterable[ActorMeasure | str] | None = None,
    *,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    sign: str | None = None,
    direction: PathDirection | str = PathDirection.OUT,
    length: StepLength | str = StepLength.TIES,
    normalised: bool = False,
    error: float | None = None,
    confidence: float = 0.9,
    seed: int = 0,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> ActorPanel:
    """Measure each actor's place in a network.

    With A[i, j] = 1 where i names j, n actors and d the distance:

    - `degree` is the number of ties, of a directed network in and out added up (Freeman's total);
      `in_degree` and `out_degree` those one way; `strength` and its kin add up weights;
      `positive_degree` and `negative_degree` count ties by `sign`.
    - `betweenness` is, over all pairs of others, the share of their shortest paths that passes
      the actor; an undirected pair counts once. Normalised: divided by (n-1)(n-2), or half that.
    - `closeness` is (n-1) / Σ d, and 0 where someone is out of reach; `component_closeness` is
      r²/((n-1) Σ d) over the r within reach; `harmonic` is Σ 1/d over n-1. All from 0 to 1 with
      steps of one. `direction` says which way: from the actor (as R's `sna`), or to it (as
      networkx). `gil_schmidt` is Σ 1/d over the r within reach, divided by r; `graph_centrality`
      one divided by the largest d, and 0 where someone is out of reach; `reach` is r.
    - `stress` is the number of shortest paths between others that go through the actor; `load` is
      what it handles when everybody sends one unit to everybody within reach (itself too), which
      each on the way divides evenly over the next ones of the shortest paths: what an actor sends
      and receives counts, and an undirected pair counts both ways.
    - `flow_betweenness` is how much less can flow between all pairs of others without the actor,
      where a tie carries its strength, or one.
    - `information` is Stephenson and Zelen's, over all paths, whichever way ties go; 0 without
      ties. It is not defined where those with ties do not hang together.
    - `eigenvector` has length one: an actor scores by the scores of whom it chooses ("out"), or
      of who chooses it ("in"). It is not defined for a network in parts.
    - `pagerank` adds up to one, with damping 0.85.
    - `hub` and `authority` are Kleinberg's, the leading singular vectors of A, by strength where
      there is one; the highest has 1, and without ties everybody has.
    - `core` is the highest k of its k-cores, of a directed network by ties in and out together.
    - `clustering` is the share of pairs of an actor's contacts that have a tie; None with fewer
      than two contacts.
    - `effective_size`, `efficiency`, `constraint` and `hierarchy` are Burt's, over contacts in
      either direction, by weight where there is one. Constraint may exceed 1: each of three who
      all know each other has 1.125. Who has no contacts has none of the four: None. Hierarchy
      with one contact is 1. `two_step_constraint` adds up over contacts of contacts too, as
      Burt's formula reads without the restriction to contacts that packages make.

    With a survey, measures go by the ties that are known, and what rests on an actor's own answer
    is None where it did not answer. Degrees, cores, PageRank and eigenvector take time with ties;
    Burt's with two-paths; closeness, betweenness, stress and load with actors times ties;
    information with the third power of actors, and flow betweenness with actors times ties squared
    at most, in either engine. Beyond `effort` these are refused, or left out of the usual ones.
    Those from `gil_schmidt` to `information`, `hub`, `authority`, `component_closeness`, cores one
    way and `two_step_constraint` are given where they are named. Without actors there are no
    values; of one actor alone closeness is None.

    Args:
        graph: Any networkx graph; it is not changed.
        measures: Which; None for the usual ones.
        weight: The attribute of ties that holds weights; None counts ties as there or not.
        weight_means: What the weights mean, where the graph does not declare it.
        sign: The attribute of ties that is above or below zero, for signed degrees.
        direction: "out" or "in": closeness and eigenvector from the actor, or to it.
        length: How long a tie is on a path: "ties" for one step each, "lengths" where the weight
            is one, "inverse" for one divided by the strength. Paths are as long as each other where
            their lengths add up to the same in decimals, not in floats, as long as whole numbers
            below 2**53 can tell.
        normalised: Give degrees and betweenness as shares of the most there could be.
        error: Estimate betweenness from sampled paths, off by at most this share of all pairs;
            None for exact.
        confidence: How likely it must be that no actor is further off.
        seed: Makes the sample repeatable.
        effort: Most steps along arcs that measures over all pairs may take; None for no limit.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: There is no such choice; weights are absent, negative, no numbers or not of
            the meaning that a measure asks for; or a measure that was named is not defined or
            would take too long.

    Source: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social
    Networks 1(3), 1979, 215-239; U. Brandes, "A faster algorithm for betweenness centrality",
    Journal of Mathematical Sociology 25(2), 2001, 163-177, and "On variants of shortest-path
    betweenness centrality", Social Networks 30(2), 2008, 136-145 (stress, load); L. C. Freeman,
    S. P. Borgatti and D. R. White, "Centrality in valued graphs", Social Networks 13(2), 1991,
    141-154 (flow); K. Stephenson and M. Zelen, "Rethinking centrality", Social Networks 11(1),
    1989, 1-37; J. M. Kleinberg, "Authoritative sources in a hyperlinked environment", Journal of
    the ACM 46(5), 1999, 604-632; R. S. Burt, "Structural holes", 1992.

    >>> import networkx as nx
    >>> panel = actors(nx.star_graph(["hub", "a", "b", "c"]), ["degree", "betweenness"])
    >>> panel.to_records()[0]
    {'actor': 'hub', 'degree': 3.0, 'betweenness': 3.0}
    """
    wanted = None if measures is None else _named(measures)
    snapshot = _read(graph, weight, weight_means)
    if error is not None:
        verify_bound(error, confidence)
    work = Work(
        snapshot=snapshot,
        signs=None
        if sign is None
        else snapshot_of(graph, weight=sign, weight_means="strength", may_be_negative=True),
        direction=chosen(PathDirection, direction, "direction"),
        length=chosen(StepLength, length, "length"),
        is_normalised=normalised,
        error=error,
        confidence=confidence,
        seed=seed,
        effort=effort,
        engine=engine_for(len(snapshot), engine, "scipy.sparse", "networkit"),
    )
    columns, left_out = _columns(work, wanted)
    is_sampled = error is not None and ActorMeasure.BETWEENNESS in columns
    return ActorPanel(
        reading=attrs.evolve(
            snapshot.reading,
            engine=work.engine,
            seed=seed if is_sampled else None,
            versions=versions_of(work.engine),
        ),
        direction=work.direction,
        length=work.length,
        is_normalised=normalised,
        error=error if is_sampled else None,
        confidence=confidence if is_sampled else None,
        measures=tuple(columns),
        actors=tuple(map(name_of, snapshot.actors)),
        values=tuple(columns.values()),
        left_out=tuple(left_out),
    )


def _named(measures: Iterable[ActorMeasure | str]) -> tuple[ActorMeasure, ...]:
    listed = several("measures", measures)
    return tuple(dict.fromkeys(chosen(ActorMeasure, one, "measures") for one in listed))


def _read(graph: Graph, weight: str | None, means: WeightMeaning | str | None) -> Snapshot:
    snapshot = snapshot_of(graph, weight=weight, weight_means=means)
    if snapshot.reading.weight_means is WeightMeaning.RANK:
        raise NetworkError(
            message(
                'rangen ("{weight}") zijn niet op te tellen en geen afstanden; laat weight weg, '
                "of maak er eerst relaties van die er wel of niet zijn",
                'ranks ("{weight}") cannot be added up and are no lengths; leave weight out, or '
                "first make them ties that are there or not",
                weight=weight,
            )
        )
    return snapshot


def _columns(
    work: Work, wanted: Sequence[ActorMeasure] | None
) -> tuple[dict[ActorMeasure, tuple[float | None, ...]], list[LeftOut]]:
    columns: dict[ActorMeasure, tuple[float | None, ...]] = {}
    left_out = []
    usual = usual_measures(work.snapshot, has_signs=work.signs is not None)
    for measure in usual if wanted is None else wanted:
        try:
            columns[measure] = work.column(measure)
        except NetworkError as found:
            if wanted is not None:
                raise
            left_out.append(LeftOut(measure=measure, reason=found.message))
    return columns, left_out
