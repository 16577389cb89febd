"""Whether ties cross groups or stay within them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.running import Progress
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.literature import KRACKHARDT_STERN_1988, Publication
from opgavekern.network.foundation.null_distributions import NullDistribution, null_distribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import (
    Engine,
    Name,
    Reading,
    counted_ties,
    name_of,
    versions_of,
)
from opgavekern.network.foundation.replicates import draw_replicates, permuted_within, verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.plots.chance import draw_chance


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
        lowest: The index if as many ties as there are would fall within groups as far as their
            sizes allow; None without ties.
        highest: The index if they would cross groups as far as sizes allow; None without ties.
        chance: The index when groups change places among actors; None where no permutations were
            asked, or without ties.
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
    lowest: float | None = None
    highest: float | None = None
    chance: NullDistribution | None = None
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
                "E-I-index {index}: {external} tussen groepen en {internal} binnen een groep; "
                "bij deze groepsgroottes te verwachten: {expected}, mogelijk: {lowest} tot "
                "{highest}.",
                "E-I index {index}: {external} between groups and {internal} within one; "
                "expected for groups of these sizes: {expected}, possible: {lowest} to {highest}.",
                index=in_short(self.index),
                external=counted_ties(self.whole.external),
                internal=self.whole.internal,
                expected=in_short(self.expected),
                lowest=in_short(self.lowest),
                highest=in_short(self.highest),
            )
        words = [said, *self._tested()]
        return " ".join([*(one.text(language) for one in words), self.reading.describe(language)])

    def _tested(self) -> Iterator[Message]:
        if self.chance is not None:
            yield message(
                "In {permutations} permutaties van de groepen gemiddeld {mean} "
                "(standaardafwijking {sd}), {at_least} voor ten minste en {at_most} voor ten "
                "hoogste zo hoog; p = (k + 1)/(N + 1).",
                "In {permutations} permutations of the groups {mean} on average (standard "
                "deviation {sd}), {at_least} for at least and {at_most} for at most as high; "
                "p = (k + 1)/(N + 1).",
                permutations=self.chance.replicates,
                mean=in_short(self.chance.mean),
                sd=in_short(self.chance.sd),
                at_least=p_in_short(self.chance.p_at_least),
                at_most=p_in_short(self.chance.p_at_most),
            )

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the indices that permuted groups gave, and where the one seen stands.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: No permutations were asked for, or there are no ties.
            MissingExtraError: matplotlib is not installed.
        """
        if self.index is None or self.chance is None:
            raise NetworkError(
                message(
                    "zonder permutaties is er geen toeval om te tekenen; vraag "
                    "ei_index(…, permutations=1000), van een netwerk met relaties",
                    "without permutations there is no chance to draw; ask for "
                    "ei_index(…, permutations=1000), of a network with ties",
                )
            )
        label = message("E-I-index", "E-I index")
        return draw_chance(ax, self.index, self.chance, label=label, language=language)


def ei_index(
    graph: Graph,
    group: Groups,
    *,
    permutations: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> EIIndex:
    """Tell whether ties cross groups or stay within them.

    A large group has fewer outsiders to tie to, so an index says something only beside the one
    expected by chance, and beside the lowest and highest that group sizes allow; do not rank
    networks by it. Of a directed graph each arc counts once; some publications make ties
    symmetric first. Time and memory grow with actors and ties; a permutation costs time that
    grows with ties.

    With permutations, groups change places among actors: of those that answered the survey, and
    of those that did not, apart.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group.
        permutations: How many; 0 tests nothing, and takes no NumPy.
        seed: What makes chance repeatable, whatever the number of workers.
        executor: Any `concurrent.futures.Executor` to split the permutations over.
        progress: Called after each batch of permutations.

    Raises:
        NetworkError: Some actor has no group; says how many.
        MissingExtraError: Permutations are asked for, and NumPy is not installed.

    Source: D. Krackhardt and R. N. Stern, "Informal networks and organizational crises: an
    experimental simulation", Social Psychology Quarterly 51(2), 1988, 123-140.

    >>> import networkx as nx
    >>> square = nx.cycle_graph(4)
    >>> ei_index(square, dict(enumerate("aaab"))).whole
    EIBalance(external=2, internal=2)
    """
    snapshot = snapshot_of(graph)
    groups = groups_of(graph, group)
    verify_whole("permutations", permutations, least=0)
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
    balance = EIBalance(external=whole[True] // halves, internal=whole[False] // halves)
    everyone, within = _pairs(snapshot, groups)
    lowest, highest = _range(balance, (everyone - within) // halves, within // halves)
    chance = None
    if permutations and balance.index is not None:
        replicates = draw_replicates(
            functools.partial(_permuted, snapshot=snapshot, groups=groups),
            permutations,
            seed=seed,
            executor=executor,
            progress=progress,
        )
        chance = null_distribution(balance.index, replicates)
    engine = Engine.FAST if permutations else Engine.PLAIN
    return EIIndex(
        reading=attrs.evolve(
            snapshot.reading,
            engine=engine,
            seed=seed if permutations else None,
            versions=versions_of(engine),
        ),
        whole=balance,
        expected=(everyone - 2 * within) / everyone if everyone else None,
        lowest=lowest,
        highest=highest,
        chance=chance,
        groups=tuple(_group_ei(one, groups, by_group, halves) for one in sorted_groups(groups)),
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


def _pairs(snapshot: Snapshot, groups: tuple[Name, ...]) -> tuple[int, int]:
    """Ordered pairs of which it is known whether there is a tie: all, and those within groups."""
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
    return everyone, within


def _range(ties: EIBalance, between: int, within: int) -> tuple[float | None, float | None]:
    """The lowest and highest index of as many ties on so many pairs between and within groups."""
    count = ties.external + ties.internal
    if not count:
        return None, None
    return (count - 2 * min(count, within)) / count, (2 * min(count, between) - count) / count


def _permuted(
    chance: Any, count: int, *, snapshot: Snapshot, groups: tuple[Name, ...]
) -> list[float]:
    """The index of permuted groups, which the ties stay out of."""
    numpy = require("numpy")
    numbers = {one: number for number, one in enumerate(dict.fromkeys(groups))}
    own = numpy.array([numbers[one] for one in groups])
    known = numpy.array(snapshot.is_known, dtype=bool)
    strata = [places for places in map(numpy.flatnonzero, (~known, known)) if len(places)]
    tails, heads = (numpy.array(one, dtype="int64") for one in (snapshot.tails, snapshot.heads))
    found = []
    for _ in range(count):
        labels = own[permuted_within(chance, strata)]
        crossing = numpy.count_nonzero(labels[tails] != labels[heads])
        found.append((2 * crossing - len(tails)) / len(tails))
    return found
