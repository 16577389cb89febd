"""What to do about answers that are missing: by name, each a function of graphs to graphs."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator
from typing import Any

import attrs
import networkx as nx

from opgavekern.base.texts import Text, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import TREATMENT, Snapshot, snapshot_of, treated
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of


def complete_cases(graph: Graph) -> Graph:
    """Return the network among those that answered; who did not, and outsiders, are left out.

    Simple, and harsh: with them go all ties to them. Without a survey it is the graph itself,
    copied; where nobody answered, nobody is left.

    Raises:
        NetworkError: It is no graph, or its survey is none.

    Source: M. Huisman, "Imputation of missing network data: some simple procedures", Journal of
    Social Structure 10, 2009, 1-29.
    """
    verify_graph(graph)
    survey = survey_of(graph)
    if survey is None:
        return graph.copy()
    kept: Graph = graph.subgraph([one for one in graph if one in survey.answered]).copy()
    kept.graph[KEY] = Survey(asked=survey.answered, answered=survey.answered)
    there, asked = len(survey.answered), len(survey.asked)
    kept.graph[TREATMENT] = treated(
        graph,
        Text(
            nl=f"alleen wie antwoordde ({there} van {asked})",
            en=f"complete cases ({there} of {asked})",
        ),
    )
    return kept


def reconstruct(graph: Graph) -> Graph:
    """Fill in the choices of who did not answer from what others say of it: i → j where j → i.

    Only fit for relations that mean the same from both sides. Who was not asked is filled in too.
    Between two of whom neither answered there is no tie; how many such pairs there are stands in
    the treatment.
    Weights are taken over. Who was asked and who answered stays as it is. Of an undirected graph
    nothing is added: there the answer of one is that of both.

    Raises:
        NetworkError: It is no graph, or its survey is about others.

    Source: D. Stork and W. D. Richards, "Nonrespondents in communication network studies",
    Group & Organization Management 17(2), 1992, 193-209.
    """
    snapshot, survey = snapshot_of(graph), survey_of(graph)
    filled = graph.copy()
    if survey is None or snapshot.is_complete:
        return filled
    rows = zip(snapshot.actors, snapshot.is_known, strict=True)
    silent = {actor for actor, is_known in rows if not is_known}
    if graph.is_directed():
        for start, end, told in graph.edges(data=True):
            if end in silent and start not in silent and not graph.has_edge(end, start):
                filled.add_edge(end, start, **told)
    pairs = len(silent) * (len(silent) - 1) // 2
    filled.graph[KEY] = attrs.evolve(survey, treated=survey.treated | silent)
    filled.graph[TREATMENT] = treated(
        graph,
        Text(
            nl=f"reconstructie uit wat anderen zeggen (paren van wie geen van beiden antwoordde, "
            f"zonder relatie: {pairs})",
            en=f"reconstruction from what others say (pairs of whom neither answered, without a "
            f"tie: {pairs})",
        ),
    )
    return filled


def impute(graph: Graph, *, times: int = 20, seed: int = 0) -> tuple[Graph, ...]:
    """Fill in missing choices by chance, several times: each graph is one that may have been.

    Whether i → j is drawn with the chance that actors whose answer is known have of it: apart for
    who is named by the other, who is not, and who it is not known of. The chance itself is drawn
    each time, from its Beta distribution, so that graphs differ as much as is unknown (Rubin
    1987). A weight is that of an observed tie drawn at random. Compute the figure of each graph,
    or ask `interval` to. Time and memory grow with the pairs that are unknown, for each graph.

    Args:
        graph: Any networkx graph with a survey, not a multigraph.
        times: How many graphs.
        seed: What makes chance repeatable.

    Raises:
        NetworkError: `times` is below one, or between two actors there are several ties.

    Source: D. B. Rubin, Multiple Imputation for Nonresponse in Surveys, Wiley, 1987; M. Huisman,
    "Imputation of missing network data: some simple procedures", Journal of Social Structure 10,
    2009, 1-29.
    """
    snapshot, survey = snapshot_of(graph), survey_of(graph)
    verify_whole("times", times, least=1)
    verify_whole("seed", seed, least=0)
    if graph.is_multigraph():
        raise NetworkError(
            message(
                "tussen dezelfde twee actoren kunnen hier meer relaties staan; kies er één met "
                "one_relation(graph, …)",
                "there may be several ties between the same two actors; choose one with "
                "one_relation(graph, …)",
            )
        )
    chance = random.Random(seed)  # noqa: S311 - chance for science, not for secrets
    gaps = _Gaps(snapshot)
    made = []
    for number in range(times):
        filled: Any = nx.Graph(graph) if not graph.is_directed() else nx.DiGraph(graph)
        filled.add_edges_from(gaps.drawn(graph, chance))
        if survey is not None:
            unknown = {snapshot.actors[at] for at in gaps.silent}
            filled.graph[KEY] = attrs.evolve(survey, treated=survey.treated | unknown)
        filled.graph[TREATMENT] = treated(
            graph,
            Text(
                nl=f"imputatie {number + 1} van {times} (startgetal {seed})",
                en=f"imputation {number + 1} of {times} (seed {seed})",
            ),
        )
        made.append(filled)
    return tuple(made)


class _Gaps:
    """The ordered pairs of which nothing is known, each with what the other says."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.actors = snapshot.actors
        self.silent = [at for at, known in enumerate(snapshot.is_known) if not known]
        named = [set(one) for one in snapshot.successors]
        self.pairs: list[tuple[int, int, bool | None]] = []
        for tail in self.silent:
            for head in range(len(snapshot)):
                if tail == head or (not snapshot.is_directed and snapshot.is_known[head]):
                    continue
                if not snapshot.is_directed and head < tail:
                    continue
                says = tail in named[head] if snapshot.is_known[head] else None
                self.pairs.append((tail, head, says))
        self.counts = _counts(snapshot)
        self.ties = [
            (self.actors[tail], self.actors[head])
            for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
            if snapshot.is_known[tail]
        ]

    def drawn(
        self, graph: Graph, chance: random.Random
    ) -> Iterator[tuple[Hashable, Hashable, dict[str, Any]]]:
        """Yield ties that may be there, with what an observed tie says."""
        drawn = {
            says: chance.betavariate(ties + 1, pairs - ties + 1)
            for says, (ties, pairs) in self.counts.items()
        }
        for tail, head, says in self.pairs:
            is_drawn = chance.random() < drawn[says]
            if is_drawn and not graph.has_edge(self.actors[tail], self.actors[head]):
                told = dict(graph.edges[chance.choice(self.ties)]) if self.ties else {}
                yield self.actors[tail], self.actors[head], told


def _counts(snapshot: Snapshot) -> dict[bool | None, tuple[int, int]]:
    """Return ties and pairs among known pairs: by what the other says, and of all (None)."""
    named = [set(one) for one in snapshot.successors]
    known = [at for at, is_known in enumerate(snapshot.is_known) if is_known]
    ties = sum(len(named[at]) for at in known)
    pairs = len(known) * (len(snapshot) - 1)
    among = set(known)
    mutual = sum(tail in named[head] for tail in known for head in named[tail] & among)
    inside = sum(len(named[tail] & among) for tail in known)
    all_inside = len(known) * (len(known) - 1)
    if not snapshot.is_directed:  # A pair of which both answered is one pair.
        ties, pairs = ties - inside // 2, pairs - all_inside // 2
    return {
        True: (mutual, inside),
        False: (inside - mutual, all_inside - inside),
        None: (ties, pairs),
    }
