"""Networks with ties and actors missed or invented, drawn from the one that was seen."""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from typing import Any

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import Snapshot, count_known
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of

_Pair = tuple[int, int]


class SeenAs(Term):
    """What the network that was seen is taken to be."""

    TRUE = "true", "het echte netwerk, opnieuw gemeten", "the true network, measured again"
    REPORTED = (
        "reported",
        "een melding van een netwerk dat wij niet kennen",
        "a report of a network that we do not know",
    )


@attrs.frozen(kw_only=True)
class ErrorRates(Answer):
    """How often something goes wrong, each 0 to 1.

    Attributes:
        missed: Share of the ties that are not reported: false negatives.
        invented: Share of the pairs without a tie that are reported as tied: false positives.
        actors_missed: Share of the actors that are not in the network.
        actors_added: How many actors are in it that do not belong there, as a share of those seen.
    """

    missed: float = 0.0
    invented: float = 0.0
    actors_missed: float = 0.0
    actors_added: float = 0.0


@attrs.frozen(kw_only=True, eq=False)
class ErrorPlan:
    """What drawing needs, all that a worker must know.

    Attributes:
        graph: What was seen.
        actors: Its nodes, by place.
        ties: Pairs with a tie of which that is known.
        open: How many known pairs have no tie.
        known: Actors whose choices are known, by place.
        drop: Chance that a tie is none in a drawn network.
        add: Chance that a pair without a tie has one in a drawn network.
        rates: Of actors.
    """

    graph: Graph
    actors: tuple[Hashable, ...]
    ties: tuple[_Pair, ...]
    open: int
    known: tuple[int, ...]
    drop: float
    add: float
    rates: ErrorRates

    def draw(self, chance: Any) -> Graph:
        """Return a network with errors; the one that was seen stays as it is."""
        made = self.graph.copy()
        told = [data for _, _, data in self.graph.edges(data=True)]
        for gone in (chance.random(len(self.ties)) < self.drop).nonzero()[0]:
            self._untie(made, self.ties[gone])
        for tail, head in self._invented(chance):
            data = told[chance.integers(len(told))] if told else {}
            made.add_edge(self.actors[tail], self.actors[head], **data)
        added = self._add_actors(made, chance)
        missed = (chance.random(len(self.actors)) < self.rates.actors_missed).nonzero()[0]
        gone = {self.actors[place] for place in missed}
        made.remove_nodes_from(gone)
        self._survey(made, gone, added)
        return made

    def _untie(self, made: Graph, pair: _Pair) -> None:
        ends = self.actors[pair[0]], self.actors[pair[1]]
        # Parallel ties are one tie, so they go together.
        made.remove_edges_from([ends] * self.graph.number_of_edges(*ends))

    def _invented(self, chance: Any) -> set[_Pair]:
        """Draw pairs without a tie, each as likely."""
        wanted = int(chance.binomial(self.open, self.add)) if self.add else 0
        if not wanted:
            return set()
        ties = set(self.ties)
        if len(ties) > 2 * self.open:  # Few are open: list them, rather than try for long.
            there = sorted(self._known_pairs() - ties)
            return {there[place] for place in chance.choice(len(there), wanted, replace=False)}
        found: set[_Pair] = set()
        is_known = frozenset(self.known)
        while len(found) < wanted:
            pair = self._known_pair(chance, is_known)
            if pair not in ties:
                found.add(pair)
        return found

    def _known_pair(self, chance: Any, is_known: frozenset[int]) -> _Pair:
        """Draw a pair of which it is known whether there is a tie, each as likely."""
        while True:
            tail = self.known[chance.integers(len(self.known))]
            head = int(chance.integers(len(self.actors)))
            # Of an undirected pair with two answers each answer may draw it: half the time.
            is_double = not self.graph.is_directed() and head in is_known
            if tail != head and (not is_double or chance.random() < 0.5):
                return self._in_order(tail, head)

    def _known_pairs(self) -> set[_Pair]:
        every = itertools.product(self.known, range(len(self.actors)))
        return {self._in_order(tail, head) for tail, head in every if tail != head}

    def _in_order(self, tail: int, head: int) -> _Pair:
        return (tail, head) if self.graph.is_directed() or tail < head else (head, tail)

    def _add_actors(self, made: Graph, chance: Any) -> dict[str, Hashable]:
        """Add actors, each with what is known of an actor drawn, and as many ties to others."""
        rate, count = self.rates.actors_added, len(self.actors)
        added: dict[str, Hashable] = {}
        free = (f"+{number}" for number in itertools.count(1))
        for _ in range(int(chance.binomial(count, rate)) if rate else 0):
            alike = self.actors[chance.integers(count)]
            name = next(one for one in free if one not in self.graph)
            made.add_node(name, **self.graph.nodes[alike])
            added[name] = alike
            for end, data in self._ties_like(alike, chance):
                made.add_edge(name, end, **data)
            if self.graph.is_directed():
                for end, data in self._ties_like(alike, chance, inward=True):
                    made.add_edge(end, name, **data)
        return added

    def _ties_like(
        self, alike: Hashable, chance: Any, *, inward: bool = False
    ) -> list[tuple[Hashable, dict[str, Any]]]:
        """Return as many ties as an actor has, to actors drawn."""
        graph: Any = self.graph
        around = graph.pred[alike] if inward else graph.adj[alike]
        told = [
            next(iter(data.values())) if graph.is_multigraph() else data
            for other, data in around.items()
            if other != alike
        ]
        ends = chance.choice(len(self.actors), len(told), replace=False)
        return [(self.actors[end], data) for end, data in zip(ends, told, strict=True)]

    def _survey(self, made: Graph, gone: set[Hashable], added: dict[str, Hashable]) -> None:
        survey = survey_of(self.graph)
        if survey is not None:
            made.graph[KEY] = Survey(
                *(
                    (group - gone) | {name for name, alike in added.items() if alike in group}
                    for group in (survey.asked, survey.answered, survey.treated)
                )
            )


def error_plan(graph: Graph, snapshot: Snapshot, rates: ErrorRates, seen_as: SeenAs) -> ErrorPlan:
    """Prepare drawing networks with errors.

    Raises:
        NetworkError: A rate is no share, or the rates of ties cannot have given this network.
    """
    if not isinstance(rates, ErrorRates):
        raise NetworkError(
            message(
                "rates={found} kan niet; geef ErrorRates(missed=…, invented=…)",
                "rates={found} cannot be; give ErrorRates(missed=…, invented=…)",
                found=quoted(rates),
            )
        )
    for name in ("missed", "invented", "actors_missed", "actors_added"):
        _verify_share(name, getattr(rates, name))
    pairs = count_known(snapshot) // (1 if snapshot.is_directed else 2)
    ties = tuple(
        (tail, head)
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
        if (snapshot.is_directed or tail < head) and snapshot.knows(tail, head)
    )
    drop, add = rates.missed, rates.invented
    if seen_as is SeenAs.REPORTED and pairs:
        drop, add = _backwards(len(ties) / pairs, drop, add)
    return ErrorPlan(
        graph=graph,
        actors=snapshot.actors,
        ties=ties,
        open=pairs - len(ties),
        known=tuple(place for place, known in enumerate(snapshot.is_known) if known),
        drop=drop,
        add=add,
        rates=rates,
    )


def _verify_share(argument: str, found: Any) -> None:
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not (is_number and 0 <= found <= 1):
        raise NetworkError(
            message(
                "{argument}={found}; dat is een deel van 0 tot en met 1, zoals 0.1",
                "{argument}={found}; it is a share from 0 to 1, such as 0.1",
                argument=argument,
                found=quoted(found),
            )
        )


def _backwards(density: float, missed: float, invented: float) -> tuple[float, float]:
    """Return how likely a reported tie is none, and a pair without one has a tie (Bayes).

    How many ties there truly are follows from how many were reported and from the rates.
    """
    telling = 1 - missed - invented
    truly = (density - invented) / telling if telling > 0 else -1.0
    if not 0 <= truly <= 1:
        raise NetworkError(
            message(
                "bij een dichtheid van {density} kunnen missed={missed} en invented={invented} "
                "niet kloppen; geef lagere delen",
                "with a density of {density}, missed={missed} and invented={invented} cannot be "
                "right; give lower shares",
                density=f"{density:.4g}",
                missed=missed,
                invented=invented,
            )
        )
    drop = (1 - truly) * invented / density if density else 0.0
    add = truly * missed / (1 - density) if density < 1 else 0.0
    return drop, add
