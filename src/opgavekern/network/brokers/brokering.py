"""Who links whom: brokerage within and between groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs

from opgavekern.network.brokers.broker_chance import Question, tails_of
from opgavekern.network.brokers.broker_model import BrokerageSd, Chance, Sums, of_actor, of_whole
from opgavekern.network.brokers.broker_roles import BrokerRole
from opgavekern.network.brokers.brokerage_results import Brokerage, GroupChance, RoleCount, at
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.two_paths import two_paths_through, verify_two_paths

#: Two-paths that may be walked along, unless it is told otherwise.
EFFORT: Final = 5 * 10**7


def brokerage(
    graph: Graph,
    group: Groups,
    *,
    weighted: bool = False,
    sd: BrokerageSd | str = BrokerageSd.EXACT,
    permutations: int = 0,
    seed: int = 0,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> Brokerage:
    """Count how often each actor links two others who have no tie, by the groups of the three.

    A broker v links a to b when a → v and v → b but not a → b. Coordinator: all three in one
    group. Itinerant broker: a and b in one group, v in another. Representative: a and v in one
    group, b in another. Gatekeeper: v and b in one group, a in another. Liaison: three groups. The
    five add up to the total. An undirected tie goes both ways, so that each pair is counted in
    both directions, as in R's `sna`, and as many pairs have a representative as a gatekeeper.

    Expectation and standard deviation are those of Gould and Fernandez: arcs fall independently,
    each with the density of the network, between groups of these sizes. That holds for directed
    ties, unweighted counts and an answer of every actor; else they are None, and `permutations`
    say how a count compares with groups dealt out at random. The standard deviation of the whole
    is exact; R's `sna` leaves out part of the covariances, which `sd="sna"` does likewise.

    With a survey, an open pair counts if it is known that its start has no tie to its end, and
    the count of who did not answer is None. Counting takes time with the two-paths, the sum over
    actors of ties in times ties out, at most the cube of actors; permutations as often again. The
    fast engine needs to walk along all of them for weighted counts only. Beyond `effort` that is
    refused.
    Fewer than three actors broker nothing, and a group of one coordinates nothing.

    Args:
        graph: Any networkx graph; it is not changed.
        group: The node attribute that holds the group, or a map from actor to group.
        weighted: Let each open pair count for one in all: each of its k brokers gets 1/k.
        sd: Of the whole network: "exact", or "sna" to compare with published tables.
        permutations: How often to deal out the groups anew; 0 for no p-values.
        seed: Makes the permutations repeatable.
        effort: Most two-paths that are walked along; None for no limit.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: Some actor has no group, a choice does not exist, or it would take too long.

    Source: R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to
    brokerage in transaction networks", Sociological Methodology 19, 1989, 89-126.

    >>> import networkx as nx
    >>> chain = nx.DiGraph([("resident", "platform"), ("platform", "council")])
    >>> sides = {"resident": "district", "platform": "district", "council": "town hall"}
    >>> [one.role.value for one in brokerage(chain, sides).of("platform") if one.count]
    ['representative', 'total']
    """
    snapshot, groups = snapshot_of(graph), groups_of(graph, group)
    which = chosen(BrokerageSd, sd, "sd")
    verify_whole("permutations", permutations, least=0)
    engine = engine_for(len(snapshot), engine, "scipy.sparse")
    if weighted or engine is Engine.PLAIN:
        verify_two_paths(two_paths_through(snapshot), effort)
    question = Question(snapshot=snapshot, engine=engine, is_weighted=weighted)
    counts = question.counts(groups)
    tails = tails_of(question, groups, counts, permutations=permutations, seed=seed)
    sums = Sums(tuple(Counter(groups).values()))
    chance = None if weighted else _chance(snapshot)
    expected, sds = of_whole(sums, chance, which) if chance else ((), ())
    return Brokerage(
        reading=attrs.evolve(
            snapshot.reading,
            engine=engine,
            seed=seed if permutations else None,
            versions=versions_of(engine),
        ),
        is_weighted=weighted,
        sd=which,
        permutations=permutations,
        whole=tuple(
            RoleCount(
                role=role,
                count=count,
                expected=at(expected, number),
                sd=at(sds, number),
                p_above=at(tails.whole_above, number),
                p_below=at(tails.whole_below, number),
            )
            for number, (role, count) in enumerate(
                zip(BrokerRole, question.sums(counts), strict=True)
            )
        ),
        groups=_groups(groups, sums, chance),
        actors=tuple(map(name_of, snapshot.actors)),
        group_of=groups,
        counts=_told(snapshot, counts),
        p_above=_told(snapshot, tails.above),
        p_below=_told(snapshot, tails.below),
    )


def _chance(snapshot: Snapshot) -> Chance | None:
    """The probability of an arc; None where the model does not hold."""
    size = len(snapshot)
    if not snapshot.is_directed or not snapshot.is_complete or size < 2:
        return None
    return Chance(len(snapshot.heads) / (size * (size - 1)))


def _told(
    snapshot: Snapshot, table: Sequence[Sequence[float]]
) -> tuple[tuple[float | None, ...], ...]:
    """Leave out what is said of who did not answer."""
    if snapshot.is_complete:
        return tuple(map(tuple, table))
    known = snapshot.is_known
    return tuple(
        tuple(one if knows else None for one, knows in zip(row, known, strict=True))
        for row in table
    )


def _groups(groups: Sequence[Name], sums: Sums, chance: Chance | None) -> tuple[GroupChance, ...]:
    made = []
    sizes = Counter(groups)
    for group in sorted(sizes, key=lambda one: (isinstance(one, str), one)):
        expected, sd = of_actor(sizes[group], sums, chance) if chance else ((), ())
        made.append(GroupChance(group=group, actors=sizes[group], expected=expected, sd=sd))
    return tuple(made)
