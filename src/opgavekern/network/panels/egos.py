"""The network around each actor: its alters, how they are tied, and who they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.texts import message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.attributes import Numbers, numbers_of
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of, verify_strength
from opgavekern.network.panels.ego_results import AlterDirection, EgoNetwork, EgoNetworks
from opgavekern.network.panels.holes import Holes, holes_of
from opgavekern.network.structure.components import neighbours_of

#: Contacts that may be compared, unless it is told otherwise.
EFFORT: Final = 10**9
#: The attribute of ties that says which ego told of them, as `exchange.read_network` has it.
_TOLD_BY: Final = "reported_by"


def ego_networks(
    graph: Graph,
    *,
    group: Groups | None = None,
    number: Numbers | None = None,
    direction: AlterDirection | str = AlterDirection.BOTH,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    told_by_egos: bool | None = None,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> EgoNetworks:
    """Tell of each actor (ego) who its contacts (alters) are, and how these are tied.

    Of n alters, without ego and its own ties:

    - `size` is n, `ties` the ties among alters, and `density` those by all n(n-1) pairs, or by
      half as many pairs of an undirected network; None with fewer than two alters. `components`
      is in how many parts alters fall, whichever way ties go.
    - `effective_size`, `efficiency` and `constraint` are Burt's, as `actors` gives them: over
      contacts in either direction, by weight where there is one. With `direction` "out" or "in"
      of a directed network these are other contacts, and the three are None.
    - `mean_weight` is the mean strength of ties between ego and alters.
    - With a group: `categories` is the number of groups among alters, `blau` is 1 - Σ p² over the
      shares p of groups, and `iqv` that times k/(k-1), with the k groups of the whole network;
      None with one group. `same_share` is the share of alters of ego's own group, and `ei_index`
      alters of other groups less those of its own, by n. Without alters these are None.
    - With a number: `mean` and `sd` of alters' number. `sd` divides by n.

    By default alters are contacts in either direction, as in UCINET and E-NET.

    With a survey, an actor that did not answer has no ego network: None, but with "in" of a
    directed network, where others' answers are enough. Who alters are, and Burt's, go by ties
    that are known. Ties among alters are over known pairs, and `unknown_pairs` says how many are
    not: of a whole network a pair is known if the first of both answered, and of an undirected
    one if either did. In ego networks, read by `exchange.read_network`, alters were not asked, and
    ego told which of them are tied: all pairs of its alters are known. There a tie of which
    another ego told is a tie too; rename alters that two egos share to have each ego network as
    its ego sees it.

    Takes time with the ties, each times the contacts of the end that has fewer. Beyond `effort` it
    is refused.

    Args:
        graph: Any networkx graph; it is not changed.
        group: The node attribute that holds the group, or a map from actor to group.
        number: The node attribute that holds a number, or a map from actor to number.
        direction: Who is an alter: "both" for contacts in either direction, "out" for whom ego
            names, "in" for who names ego. An undirected tie is one in either direction.
        weight: The attribute of ties that holds strengths; None counts ties as there or not.
        weight_means: What the weights mean, where the graph does not declare it.
        told_by_egos: Whether who answered told of ties among its alters; None for whether any tie
            says by whom it was `reported_by`, as in ego networks that were read.
        effort: Most contacts that may be compared; None for no limit.
        engine: "plain" or "fast", for Burt's; None chooses by size and by what is installed.

    Raises:
        NetworkError: Some actor has no group or number; weights are absent, negative, no numbers
            or no strengths; there is no such choice; or there are too many two-paths.

    Source: B. L. Perry, B. A. Pescosolido and S. P. Borgatti, "Egocentric network analysis", 2018;
    R. S. Burt, "Structural holes", 1992; P. M. Blau, "Inequality and heterogeneity", 1977 (Blau's
    index); A. Agresti and B. F. Agresti, "Statistical analysis of qualitative variation",
    Sociological Methodology 9, 1978, 204-237 (IQV); D. Krackhardt and R. N. Stern, "Informal
    networks and organizational crises", Social Psychology Quarterly 51(2), 1988, 123-140 (E-I).

    >>> import networkx as nx
    >>> team = nx.Graph(["ab", "ac", "ad", "bc"])
    >>> ego = ego_networks(team, group=dict(a="x", b="x", c="y", d="y")).egos[0]
    >>> ego.size, ego.ties, ego.components, round(ego.density, 3), round(ego.iqv, 3)
    (3, 1, 2, 0.333, 0.889)
    """
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means)
    verify_strength(snapshot.reading, message("egonetwerken rekenen", "ego networks go"))
    groups = None if group is None else groups_of(graph, group)
    numbers = None if number is None else numbers_of(graph, number)
    direction = chosen(AlterDirection, direction, "direction")
    if told_by_egos is None:
        ties: Any = graph.edges(data=_TOLD_BY)
        told_by_egos = any(teller for _, _, teller in ties)
    neighbours = neighbours_of(snapshot)
    _verify_effort(neighbours, effort)
    engine = engine_for(len(snapshot), engine, "scipy.sparse")
    work = _Work(
        snapshot=snapshot,
        alters=_alters(snapshot, neighbours, direction),
        direction=direction,
        told_by_egos=told_by_egos,
        holes=holes_of(snapshot, engine)
        if direction is AlterDirection.BOTH or not snapshot.is_directed
        else [Holes()] * len(snapshot),
        groups=groups,
        numbers=numbers,
    )
    return EgoNetworks(
        reading=attrs.evolve(snapshot.reading, engine=engine, versions=versions_of(engine)),
        direction=direction,
        told_by_egos=told_by_egos,
        categories=None if groups is None else len(set(groups)),
        has_number=numbers is not None,
        egos=work.egos(),
    )


def _verify_effort(neighbours: Sequence[Sequence[int]], effort: int | None) -> None:
    needed = sum(min(len(one), len(neighbours[other])) for one in neighbours for other in one)
    verify_effort(
        needed,
        effort,
        does=message(
            "dit vergelijkt {needed} contacten", "this compares {needed} contacts", needed=needed
        ),
        instead=message("neem een kleiner netwerk", "take a smaller network"),
    )


def _alters(
    snapshot: Snapshot, neighbours: Sequence[Sequence[int]], direction: AlterDirection
) -> Sequence[Sequence[int]]:
    match direction:
        case AlterDirection.OUT:
            return snapshot.successors
        case AlterDirection.IN:
            return snapshot.predecessors
    return neighbours


@attrs.frozen(kw_only=True)
class _Work:
    """One call: what was asked, and what all egos have in common."""

    snapshot: Snapshot
    alters: Sequence[Sequence[int]]
    direction: AlterDirection
    told_by_egos: bool
    holes: Sequence[Holes]
    groups: tuple[Name, ...] | None
    numbers: tuple[float, ...] | None

    def egos(self) -> tuple[EgoNetwork, ...]:
        """Return what is said of each actor."""
        named = self._named()
        around = _either_way(named) if self.snapshot.is_directed else named
        weights = self._weights()
        kinds = len(set(self.groups or ()))
        return tuple(
            EgoNetwork(
                ego=name_of(actor),
                **self._ties(alters, named, around),
                mean_weight=_mean(weights[place]),
                effective_size=self.holes[place].effective_size,
                efficiency=self.holes[place].efficiency,
                constraint=self.holes[place].constraint,
                **(_composition(self.groups, place, alters, kinds) if self.groups else {}),
                **(_spread([self.numbers[one] for one in alters]) if self.numbers else {}),
            )
            if self._is_known(place)
            else EgoNetwork(ego=name_of(actor))
            for place, (actor, alters) in enumerate(
                zip(self.snapshot.actors, self.alters, strict=True)
            )
        )

    def _is_known(self, place: int) -> bool:
        """Whether it is known who the alters of an actor are."""
        by_others = self.snapshot.is_directed and self.direction is AlterDirection.IN
        return self.snapshot.is_known[place] or (by_others and not self.told_by_egos)

    def _named(self) -> Sequence[frozenset[int]]:
        """Whom each actor is tied to, by ties on pairs that are known."""
        snapshot = self.snapshot
        if self.told_by_egos or snapshot.is_complete:
            return snapshot.successor_sets
        return [
            frozenset(other for other in others if snapshot.knows(place, other))
            for place, others in enumerate(snapshot.successors)
        ]

    def _ties(
        self,
        alters: Sequence[int],
        named: Sequence[frozenset[int]],
        around: Sequence[frozenset[int]],
    ) -> dict[str, int]:
        within = frozenset(alters)
        ties = sum(len(named[one] & within) for one in alters)
        size, silent = len(alters), 0
        if not self.told_by_egos:
            silent = sum(not self.snapshot.is_known[one] for one in alters)
        pairs = size * (size - 1)
        unknown = silent * (size - 1) if self.snapshot.is_directed else silent * (silent - 1)
        ways = 1 if self.snapshot.is_directed else 2
        return {
            "size": size,
            "ties": ties // ways,
            "pairs": (pairs - unknown) // ways,
            "unknown_pairs": unknown // ways,
            "components": _parts(within, around) if ties else size,
        }

    def _weights(self) -> Sequence[Sequence[float]]:
        """The weights of the ties between each actor and its alters."""
        snapshot = self.snapshot
        found: list[list[float]] = [[] for _ in snapshot.actors]
        is_out = self.direction is not AlterDirection.IN or not snapshot.is_directed
        is_in = self.direction is not AlterDirection.OUT and snapshot.is_directed
        if snapshot.weights is None:
            return found
        for tail, head, weight in zip(
            snapshot.tails, snapshot.heads, snapshot.weights, strict=True
        ):
            if is_out:
                found[tail].append(weight)
            if is_in:
                found[head].append(weight)
        return found


def _either_way(named: Sequence[Iterable[int]]) -> Sequence[frozenset[int]]:
    found = [set(one) for one in named]
    for place, others in enumerate(named):
        for other in others:
            found[other].add(place)
    return list(map(frozenset, found))


def _parts(within: frozenset[int], around: Sequence[frozenset[int]]) -> int:
    """Return in how many parts some actors fall, by the ties among them."""
    left, count = set(within), 0
    while left:
        stack = [left.pop()]
        count += 1
        while stack and left:
            found = around[stack.pop()] & left
            left -= found
            stack.extend(found)
    return count


def _composition(
    groups: Sequence[Name], ego: int, alters: Sequence[int], kinds: int
) -> dict[str, Any]:
    counts = Counter(groups[one] for one in alters)
    size = len(alters)
    apart = size * size - sum(count * count for count in counts.values())
    return {
        "alike": counts[groups[ego]],
        "categories": len(counts),
        "blau": apart / (size * size) if size else None,
        "iqv": apart * kinds / (size * size * (kinds - 1)) if size and kinds > 1 else None,
    }


def _spread(numbers: Sequence[float]) -> dict[str, Any]:
    mean = _mean(numbers)
    if mean is None:
        return {"mean": None, "sd": None}
    return {
        "mean": mean,
        "sd": math.sqrt(math.fsum((one - mean) ** 2 for one in numbers) / len(numbers)),
    }


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
