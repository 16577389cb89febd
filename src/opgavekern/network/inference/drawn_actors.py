"""Networks of actors drawn from another with replacement, with their ties."""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import networkx as nx

from opgavekern.base.texts import message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of


@attrs.frozen(kw_only=True, eq=False)
class ActorPlan:
    """What drawing actors from a graph takes.

    Attributes:
        graph: The graph.
        snapshot: The graph as it was read.
        survey: Who was asked; None where every row is known.
        answering: The places of the actors whose rows are known.
    """

    graph: Graph
    snapshot: Snapshot
    survey: Survey | None
    answering: tuple[int, ...]

    def draw(self, chance: Any) -> Graph:
        """Return a network of as many actors, drawn with a `numpy.random.Generator`."""
        snapshot = self.snapshot
        drawn = chance.integers(len(snapshot), size=len(snapshot)).tolist()
        copies: list[list[int]] = [[] for _ in snapshot.actors]
        for copy, place in enumerate(drawn):
            copies[place].append(copy)
        made = self._empty(drawn)
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
            if snapshot.is_directed or tail < head:
                for one, other in itertools.product(copies[tail], copies[head]):
                    self._tie(made, one, other, tail, head)
        for place, twins in enumerate(copies):
            if snapshot.is_known[place]:
                for one, other in itertools.combinations(twins, 2):
                    self._tie_twins(made, one, other, chance)
        return made

    def _empty(self, drawn: list[int]) -> Graph:
        """Return a graph of the copies, without ties."""
        kinds = {
            (False, False): nx.Graph,
            (False, True): nx.MultiGraph,
            (True, False): nx.DiGraph,
            (True, True): nx.MultiDiGraph,
        }
        made: Graph = kinds[self.graph.is_directed(), self.graph.is_multigraph()]()
        made.graph.update(self.graph.graph)
        actors = [self.snapshot.actors[place] for place in drawn]
        made.add_nodes_from((copy, self.graph.nodes[one]) for copy, one in enumerate(actors))
        if self.survey is not None:
            asked, answered, treated = (
                [copy for copy, one in enumerate(actors) if one in group]
                for group in (self.survey.asked, self.survey.answered, self.survey.treated)
            )
            made.graph[KEY] = Survey(asked, answered, treated)
        return made

    def _tie(self, made: Graph, one: int, other: int, tail: int, head: int) -> None:
        """Copy what there is from one actor to another."""
        actors = self.snapshot.actors
        found = self.graph.get_edge_data(actors[tail], actors[head])
        if found is not None:
            ties = found.values() if self.graph.is_multigraph() else (found,)
            made.add_edges_from((one, other, data) for data in ties)

    def _tie_twins(self, made: Graph, one: int, other: int, chance: Any) -> None:
        """Give two copies of one actor the ties of a pair drawn at random."""
        tail, head = self._known_pair(chance)
        self._tie(made, one, other, tail, head)
        if self.snapshot.is_directed:
            self._tie(made, other, one, head, tail)

    def _known_pair(self, chance: Any) -> tuple[int, int]:
        """Draw two actors of which it is known whether there are ties, each pair as likely.

        Of an undirected pair one answer is enough, and pairs with two would be drawn twice as
        often: every other time they are passed by.
        """
        while True:
            tail = self.answering[chance.integers(len(self.answering))]
            if self.snapshot.is_directed:
                head = self.answering[chance.integers(len(self.answering))]
                is_taken = True
            else:
                head = int(chance.integers(len(self.snapshot)))
                is_taken = not self.snapshot.is_known[head] or chance.random() < 0.5
            if tail != head and is_taken:
                return tail, head


def actor_plan(graph: Graph, snapshot: Snapshot) -> ActorPlan:
    """Prepare drawing actors.

    Raises:
        NetworkError: There is no pair of which it is known whether there are ties.
    """
    answering = tuple(place for place, known in enumerate(snapshot.is_known) if known)
    enough = 2 if snapshot.is_directed else 1
    if len(snapshot) < 2 or len(answering) < enough:
        raise NetworkError(
            message(
                "van {actors} actoren antwoordden er {answered}; van geen enkel paar is bekend of "
                "er een relatie is, zodat er niets te trekken is",
                "of {actors} actors {answered} answered; of no pair it is known whether there is "
                "a tie, so that there is nothing to draw",
                actors=len(snapshot),
                answered=len(answering),
            )
        )
    return ActorPlan(graph=graph, snapshot=snapshot, survey=survey_of(graph), answering=answering)
