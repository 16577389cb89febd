"""A graph as measures read it: converted once a call, in one pass, and never changed.

The conventions are the same for every measure. A[i, j] = 1 means that i names j. Ties of an actor
with itself are left out and counted. Parallel ties of a multigraph are one tie; strengths add up.
An undirected tie is there from both sides. Weights count only where a measure is asked to use
them, and what they mean is declared, never assumed.
"""

from __future__ import annotations

import functools
import itertools
import math
from array import array
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.extras import require
from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.arguments import verify_attribute
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.labels import labels_of
from opgavekern.network.foundation.numbers import LARGEST, SMALLEST, is_number
from opgavekern.network.foundation.readings import Reading
from opgavekern.network.foundation.surveys import Survey, survey_of

#: Where a graph declares what its weights mean: `graph.graph["weight_means"]`.
MEANS: Final = "weight_means"
#: Where networkx keeps the mode of a node: 0 for actors, 1 for what they share.
MODE: Final = "bipartite"
#: Where a graph says how its missing answers were treated.
TREATMENT: Final = "treatment"


@attrs.frozen(kw_only=True, eq=False)
class Snapshot:
    """What a graph held when it was read, by place: the first actor is 0.

    Attributes:
        actors: The nodes, in the order of the graph.
        tails: Who names, for each arc; arcs stand in order of their tails. An undirected tie is
            two arcs.
        heads: Who is named, for each arc.
        weights: The weight of each arc; None where ties only are or are not.
        is_known: Whether the choices of each actor are known: of a survey, whether it answered.
        reading: How the graph was read.
    """

    actors: tuple[Hashable, ...]
    tails: array[int]
    heads: array[int]
    weights: array[float] | None
    is_known: tuple[bool, ...]
    reading: Reading

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self.actors)

    @property
    def is_directed(self) -> bool:
        """Ties go one way."""
        return self.reading.is_directed

    @functools.cached_property
    def is_complete(self) -> bool:
        """The choices of every actor are known."""
        return all(self.is_known)

    def knows(self, tail: int, head: int) -> bool:
        """Tell whether it is known if one actor has a tie to another."""
        return self.is_known[tail] or (not self.is_directed and self.is_known[head])

    @functools.cached_property
    def starts(self) -> array[int]:
        """Where the arcs of each actor begin, and after the last where they end."""
        counts = [0] * (len(self) + 1)
        for tail in self.tails:
            counts[tail + 1] += 1
        return array("q", itertools.accumulate(counts))

    @functools.cached_property
    def successors(self) -> Sequence[Sequence[int]]:
        """Whom each actor names; in an undirected graph its neighbours."""
        return tuple(self.heads[start:end] for start, end in itertools.pairwise(self.starts))

    @functools.cached_property
    def predecessors(self) -> Sequence[Sequence[int]]:
        """Who names each actor; in an undirected graph its neighbours."""
        if not self.is_directed:
            return self.successors
        found: list[list[int]] = [[] for _ in self.actors]
        for tail, head in zip(self.tails, self.heads, strict=True):
            found[head].append(tail)
        return tuple(found)

    @functools.cached_property
    def successor_sets(self) -> Sequence[frozenset[int]]:
        """Whom each actor names, as sets."""
        return tuple(map(frozenset, self.successors))

    @functools.cached_property
    def places(self) -> dict[Hashable, int]:
        """The place of each actor."""
        return {actor: place for place, actor in enumerate(self.actors)}

    @functools.cached_property
    def matrix(self) -> Any:
        """The sociomatrix as `scipy.sparse.csr_array` of floats.

        Raises:
            MissingExtraError: SciPy is not installed.
        """
        numpy, sparse = require("numpy"), require("scipy.sparse")
        heads = numpy.frombuffer(self.heads, dtype="int64") if self.heads else []
        weights = numpy.ones(len(self.heads)) if self.weights is None else self.weights
        starts = numpy.frombuffer(self.starts, dtype="int64")
        shape = (len(self), len(self))
        return sparse.csr_array((weights, heads, starts), shape=shape, dtype="float64")


def snapshot_of(
    graph: Graph,
    *,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    may_be_negative: bool = False,
) -> Snapshot:
    """Read a graph, once; it is never changed.

    Args:
        graph: Any networkx graph. `graph.graph` may hold `survey` and `weight_means`.
        weight: The attribute of ties that holds weights; None reads ties as there or not.
        weight_means: What the weights mean, where the graph does not declare it.
        may_be_negative: Whether negative weights have a meaning.

    Raises:
        NetworkError: It is no graph, or weights are absent, no numbers (NaN is none), negative,
            too large or too small to be multiplied, or of no declared meaning.
    """
    verify_graph(graph)
    if weight is not None:
        verify_attribute("weight", weight)
    survey = survey_of(graph)
    means = None if weight is None else _meaning(graph, weight, weight_means)
    ties = _Ties(graph, weight, means, may_be_negative=may_be_negative)
    actors = tuple(graph)
    known = tuple(survey is None or actor in survey.known for actor in actors)
    labels = labels_of(graph)
    is_two_mode = _is_two_mode(graph, actors, ties)
    reading = Reading(
        actors=len(actors),
        ties=len(ties.heads) if graph.is_directed() else len(ties.heads) // 2,
        is_directed=graph.is_directed(),
        loops=ties.loops,
        parallel=ties.parallel,
        weight=weight or "",
        weight_means=means,
        asked=None if survey is None else len(survey.asked),
        answered=None if survey is None else len(survey.answered),
        outside=0 if survey is None else _outside(graph, survey, is_two_mode=is_two_mode),
        unknown=len(known) - sum(known),
        is_two_mode=is_two_mode,
        treatment=treatment_of(graph),
        labelled=tuple(labels),
        labels=tuple(labels.values()),
    )
    return Snapshot(
        actors=actors,
        tails=ties.tails,
        heads=ties.heads,
        weights=ties.weights,
        is_known=known,
        reading=reading,
    )


def verify_strength(reading: Reading, by: Message) -> None:
    """Refuse weights that are no strengths.

    Args:
        reading: How the graph was read.
        by: That what is measured goes by strength.

    Raises:
        NetworkError: There are weights, and they mean something else.
    """
    if reading.weight_means not in (None, WeightMeaning.STRENGTH):
        raise NetworkError(
            message(
                '"{weight}" is geen sterkte, en {by} met sterkte. Zet het om, of laat weight weg',
                '"{weight}" is no strength, and {by} by strength. Turn it into one, or leave '
                "weight out",
                weight=reading.weight,
                by=by,
            )
        )


def _is_two_mode(graph: Graph, actors: Sequence[Hashable], ties: _Ties) -> bool:
    """Tell whether a graph says of all nodes of which of two modes they are, with ties across."""
    modes = [graph.nodes[actor].get(MODE) for actor in actors]
    return (
        all(one in (0, 1) for one in modes)
        and {0, 1} <= set(modes)
        and all(
            modes[one] != modes[other] for one, other in zip(ties.tails, ties.heads, strict=True)
        )
    )


def _outside(graph: Graph, survey: Survey, *, is_two_mode: bool) -> int:
    """Count who was not asked; of two modes not those nobody of which was, such as meetings."""
    modes = {actor: mode if is_two_mode else 0 for actor, mode in graph.nodes(data=MODE)}
    asked = {modes[actor] for actor in survey.asked} or {0}
    return sum(actor not in survey.asked and mode in asked for actor, mode in modes.items())


def treatment_of(graph: Graph) -> Text | None:
    """Return what was done to a graph; words of a caller's own are the same in both languages."""
    found = graph.graph.get(TREATMENT)
    return found if found is None or isinstance(found, Text) else Text(nl=str(found), en=str(found))


def treated(graph: Graph, *said: Text) -> Text | None:
    """Return what was done to a graph in all, now that this was done too; None for nothing."""
    before = treatment_of(graph)
    every = said if before is None else (before, *said)
    if not every:
        return None
    return Text(nl="; ".join(one.nl for one in every), en="; ".join(one.en for one in every))


def _meaning(graph: Graph, weight: str, given: WeightMeaning | str | None) -> WeightMeaning:
    means = graph.graph.get(MEANS) if given is None else given
    known = {one.value: one for one in WeightMeaning}
    found = means if isinstance(means, WeightMeaning) else known.get(str(means))
    if found is None:
        raise NetworkError(
            message(
                'wat "{weight}" betekent is niet gezegd: sterkte, afstand of rang? Geef '
                'weight_means="strength", "length" of "rank", of zet dat in '
                'graph.graph["weight_means"]',
                'what "{weight}" means is not said: strength, length or rank? Give '
                'weight_means="strength", "length" or "rank", or put it in '
                'graph.graph["weight_means"]',
                weight=weight,
            )
        )
    return found


class _Ties:
    """The arcs of a graph, gathered in one pass."""

    def __init__(
        self,
        graph: Graph,
        weight: str | None,
        means: WeightMeaning | None,
        *,
        may_be_negative: bool,
    ) -> None:
        self.tails = array("q")
        self.heads = array("q")
        self.weights: array[float] | None = None if weight is None else array("d")
        self.parallel = 0
        loops = set(nx.nodes_with_selfloops(graph))
        self.loops = sum(graph.number_of_edges(one, one) for one in loops)
        places = {actor: place for place, actor in enumerate(graph)}
        is_many = graph.is_multigraph()
        for tail, (actor, others) in enumerate(graph.adjacency()):
            named = [one for one in others if one != actor] if actor in loops else others
            self.tails.extend(itertools.repeat(tail, len(named)))
            self.heads.extend(map(places.__getitem__, named))
            if is_many:
                self.parallel += sum(len(others[one]) - 1 for one in named)
            if self.weights is not None and weight is not None:
                for one in named:
                    ties = others[one].values() if is_many else (others[one],)
                    numbers = [_number(tie, weight, actor, one, may_be_negative) for tie in ties]
                    self.weights.append(_together(numbers, weight, means))
        if is_many and not graph.is_directed():
            self.parallel //= 2
        if self.weights is not None and means is WeightMeaning.STRENGTH:
            self._leave_out_zeros(self.weights)

    def _leave_out_zeros(self, weights: array[float]) -> None:
        """A tie of strength zero is no tie."""
        if 0.0 not in weights:
            return
        kept = [place for place, one in enumerate(weights) if one != 0]
        self.tails = array("q", map(self.tails.__getitem__, kept))
        self.heads = array("q", map(self.heads.__getitem__, kept))
        self.weights = array("d", map(weights.__getitem__, kept))


def _number(
    tie: dict[str, Any], weight: str, tail: Hashable, head: Hashable, may_be_negative: bool
) -> float:
    found: Any = tie.get(weight)
    if is_number(found) and (may_be_negative or found >= 0):
        return float(found)
    raise NetworkError(
        message(
            'de relatie {tail} – {head} heeft als "{weight}" {found}; dat moet een getal zijn, '
            "{range}. Vul het aan, of noem een andere eigenschap van relaties",
            'the tie {tail} – {head} has {found} as "{weight}"; that must be a number, {range}. '
            "Fill it in, or name another attribute of ties",
            tail=quoted(tail),
            head=quoted(head),
            weight=weight,
            found=quoted(found) if found is not None else message("niets", "nothing"),
            range=_range(may_be_negative=may_be_negative),
        )
    )


def _range(*, may_be_negative: bool) -> Message:
    if may_be_negative:
        return message(
            "nul, of in omvang van {least} tot {most}",
            "zero, or in size from {least} to {most}",
            least=f"{SMALLEST:g}",
            most=f"{LARGEST:g}",
        )
    return message(
        "niet onder nul: nul, of van {least} tot {most}",
        "not below zero: zero, or from {least} to {most}",
        least=f"{SMALLEST:g}",
        most=f"{LARGEST:g}",
    )


def _together(numbers: list[float], weight: str, means: WeightMeaning | None) -> float:
    if len(numbers) == 1 or means is WeightMeaning.STRENGTH:
        return math.fsum(numbers)
    raise NetworkError(
        message(
            'tussen dezelfde twee actoren staan meer relaties, en "{weight}" is geen sterkte die '
            "op te tellen is; kies er één met one_relation(graph, …)",
            'there are several ties between the same two actors, and "{weight}" is no strength '
            "that can be added up; choose one with one_relation(graph, …)",
            weight=weight,
        )
    )


def pairs_known(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    """Yield every ordered pair of actors of which it is known whether there is a tie."""
    for tail, head in itertools.permutations(range(len(snapshot)), 2):
        if snapshot.knows(tail, head):
            yield tail, head


def count_known(snapshot: Snapshot) -> int:
    """Return of how many ordered pairs of actors it is known whether there is a tie."""
    size, silent = len(snapshot), snapshot.is_known.count(False)
    unknown = silent * (size - 1) if snapshot.is_directed else silent * (silent - 1)
    return size * (size - 1) - unknown
