"""Whether ties cross groups or stay within them."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message
from opgavekern.network.graphs import Graph
from opgavekern.network.groups import Groups, groups_of
from opgavekern.network.literature import KRACKHARDT_STERN_1988, Publication
from opgavekern.network.outcomes import NetworkResult
from opgavekern.network.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.snapshots import Snapshot, snapshot_of


@attrs.frozen(kw_only=True)
class EIBalance(Answer):
    """Ties across and within groups, counted.

    Attributes:
        external: Ties between groups.
        internal: Ties within a group.
    """

    external: int
    internal: int

    @property
    def index(self) -> float | None:
        """(E - I) / (E + I): 1 when every tie crosses, -1 when none does; None without ties."""
        ties = self.external + self.internal
        return (self.external - self.internal) / ties if ties else None


@attrs.frozen(kw_only=True)
class ActorEI(Answer):
    """The ties of one actor, across and within groups.

    Attributes:
        actor: Who.
        group: Its group.
        ties: Its ties, of a directed graph those that it names.
    """

    actor: Name
    group: Name
    ties: EIBalance


@attrs.frozen(kw_only=True)
class GroupEI(Answer):
    """The ties that begin in one group.

    Attributes:
        group: Which.
        actors: Number of its actors.
        ties: Ties from its actors; an undirected tie between groups counts for both.
    """

    group: Name
    actors: int
    ties: EIBalance


@attrs.frozen(kw_only=True)
class EIIndex(NetworkResult):
    """The E-I index of a network, its groups and its actors.

    Attributes:
        reading: How the graph was read.
        whole: All ties.
        expected: The index that group sizes would give if ties fell anywhere: over all pairs of
            actors of which it is known whether there is a tie, those between groups less those
            within; None with fewer than two actors.
        groups: In order of group.
        actors: In the order of the graph.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (KRACKHARDT_STERN_1988,)
    COLUMNS: ClassVar[Columns] = columns(
        actor=object, group=object, external=int, internal=int, index=float
    )

    reading: Reading
    whole: EIBalance
    expected: float | None
    groups: tuple[GroupEI, ...]
    actors: tuple[ActorEI, ...]

    @property
    def index(self) -> float | None:
        """The index of the whole network, -1 to 1; None without ties."""
        return self.whole.index

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [
            {
                "actor": one.actor,
                "group": one.group,
                "external": one.ties.external,
                "internal": one.ties.internal,
                "index": one.ties.index,
            }
            for one in self.actors
        ]

    def describe(self, language: Language = "en") -> str:
        """Return index, expectation and how the graph was read."""
        if self.index is None:
            said = message("E-I-index: geen relaties.", "E-I index: no ties.")
        else:
            said = message(
                "E-I-index {index}: {external} relaties tussen groepen en {internal} erbinnen; "
                "bij deze groepsgroottes te verwachten: {expected}.",
                "E-I index {index}: {external} ties between groups and {internal} within; "
                "expected for groups of these sizes: {expected}.",
                index=f"{self.index:.3f}",
                external=self.whole.external,
                internal=self.whole.internal,
                expected="–" if self.expected is None else f"{self.expected:.3f}",
            )
        return f"{said.text(language)} {self.reading.describe(language)}"


def ei_index(graph: Graph, group: Groups) -> EIIndex:
    """Tell whether ties cross groups or stay within them.

    A large group has fewer outsiders to tie to, so an index says something only beside the one
    expected by chance; do not rank networks by it. Of a directed graph each arc counts once; some
    publications make ties symmetric first. Time and memory grow with actors and ties.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group.

    Raises:
        NetworkError: Some actor has no group; says how many.

    Source: D. Krackhardt and R. N. Stern, "Informal networks and organizational crises: an
    experimental simulation", Social Psychology Quarterly 51(2), 1988, 123-140.

    >>> import networkx as nx
    >>> square = nx.cycle_graph(4)
    >>> ei_index(square, dict(enumerate("aaab"))).whole
    EIBalance(external=2, internal=2)
    """
    snapshot = snapshot_of(graph)
    groups = groups_of(graph, group)
    crosses = [
        groups[tail] != groups[head]
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
    ]
    whole = Counter(crosses)
    halves = 1 if snapshot.is_directed else 2
    by_actor: Counter[tuple[int, bool]] = Counter(zip(snapshot.tails, crosses, strict=True))
    by_group: Counter[tuple[Name, bool]] = Counter()
    for (tail, does), count in by_actor.items():
        by_group[groups[tail], does] += count
    return EIIndex(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        whole=EIBalance(external=whole[True] // halves, internal=whole[False] // halves),
        expected=_expected(snapshot, groups),
        groups=tuple(
            _group_ei(one, groups, by_group, halves)
            for one in sorted(set(groups), key=lambda one: (isinstance(one, str), one))
        ),
        actors=tuple(
            ActorEI(
                actor=name_of(actor),
                group=groups[place],
                ties=EIBalance(external=by_actor[place, True], internal=by_actor[place, False]),
            )
            for place, actor in enumerate(snapshot.actors)
        ),
    )


def _group_ei(
    group: Name, groups: tuple[Name, ...], counts: Counter[tuple[Name, bool]], halves: int
) -> GroupEI:
    ties = EIBalance(external=counts[group, True], internal=counts[group, False] // halves)
    return GroupEI(group=group, actors=groups.count(group), ties=ties)


def _expected(snapshot: Snapshot, groups: tuple[Name, ...]) -> float | None:
    """The index over all ordered pairs of which it is known whether there is a tie."""
    sizes, silent = Counter(groups), Counter[Name]()
    for group, known in zip(groups, snapshot.is_known, strict=True):
        silent[group] += not known
    unknown = silent.total()
    everyone = len(groups) * (len(groups) - 1)
    within = sum(size * (size - 1) for size in sizes.values())
    if snapshot.is_directed:
        everyone -= unknown * (len(groups) - 1)
        within -= sum(count * (sizes[group] - 1) for group, count in silent.items())
    else:
        everyone -= unknown * (unknown - 1)
        within -= sum(count * (count - 1) for count in silent.values())
    return (everyone - 2 * within) / everyone if everyone else None
