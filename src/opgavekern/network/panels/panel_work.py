"""One call for a panel: each measure from what they have in common, computed once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.texts import message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.panels.actor_measures import OF_ALL_PAIRS, ActorMeasure, rests_on_own_answer
from opgavekern.network.panels.cores import CoreDegree, core_numbers
from opgavekern.network.panels.holes import Holes, holes_of
from opgavekern.network.panels.spectra import eigenvector, pagerank
from opgavekern.network.paths.fast_paths import betweenness_fast, reaches_fast
from opgavekern.network.paths.sampled_betweenness import sampled_betweenness
from opgavekern.network.paths.shortest_paths import Reach, betweenness_from, reach_of
from opgavekern.network.paths.steps import PathDirection, StepLength, steps_of
from opgavekern.network.structure.clustering import local_clustering

Values = Sequence[float | None]


@attrs.frozen(kw_only=True, slots=False)
class Work:
    """One call: what it was asked, and what measures have in common, computed once."""

    snapshot: Snapshot
    signs: Snapshot | None
    direction: PathDirection
    length: StepLength
    is_normalised: bool
    error: float | None
    confidence: float
    seed: int
    effort: int | None
    engine: Engine

    def column(self, measure: ActorMeasure) -> tuple[float | None, ...]:
        """Return a measure of each actor, without those whose answer it needs and lacks."""
        self._verify_effort(measure)
        found = _COMPUTED[measure](self)
        if self.snapshot.is_complete or not rests_on_own_answer(
            measure, self.snapshot, self.direction
        ):
            return tuple(found)
        known = self.snapshot.is_known
        return tuple(one if knows else None for one, knows in zip(found, known, strict=True))

    def _verify_effort(self, measure: ActorMeasure) -> None:
        is_sampled = measure is ActorMeasure.BETWEENNESS and self.error is not None
        if measure not in OF_ALL_PAIRS or is_sampled or self.effort is None:
            return
        steps = len(self.snapshot) * len(self.snapshot.heads)
        if steps > self.effort:
            raise NetworkError(
                message(
                    "dit loopt {steps} keer langs een relatie, meer dan effort={effort}; "
                    "geef error=0.01 (voor tussenposities) of effort=None",
                    "this walks along a tie {steps} times, more than effort={effort}; "
                    "give error=0.01 (for betweenness) or effort=None",
                    steps=f"{steps:.0e}",
                    effort=f"{self.effort:.0e}",
                )
            )

    @functools.cached_property
    def reaches(self) -> Sequence[Reach]:
        """What is within reach of each actor."""
        if self.engine is Engine.FAST:
            return reaches_fast(self.snapshot, self.length, self.direction)
        steps = steps_of(self.snapshot, self.length, self.direction)
        return [reach_of(steps, place) for place in range(len(self.snapshot))]

    @functools.cached_property
    def holes(self) -> Sequence[Holes]:
        """What is said of the contacts of each actor."""
        return holes_of(self._by_strength(), self.engine)

    def _by_strength(self) -> Snapshot:
        """The network with weights only where they are strengths."""
        if self.snapshot.reading.weight_means is WeightMeaning.LENGTH:
            return attrs.evolve(self.snapshot, weights=None)
        return self.snapshot

    def degree(self) -> Values:
        """Number of ties."""
        if not self.snapshot.is_directed:
            return self._share(map(len, self.snapshot.successors))
        both = zip(self.snapshot.successors, self.snapshot.predecessors, strict=True)
        return self._share((len(to) + len(of) for to, of in both), 2)

    def in_degree(self) -> Values:
        """Number of ties in."""
        return self._share(map(len, self.snapshot.predecessors))

    def out_degree(self) -> Values:
        """Number of ties out."""
        return self._share(map(len, self.snapshot.successors))

    def _share(self, counts: Iterable[float], ways: int = 1) -> Values:
        most = ways * (len(self.snapshot) - 1) if self.is_normalised else 1
        return [float(one) / most if most else None for one in counts]

    def strength(self) -> Values:
        """Sum of the weights of ties."""
        to, of = self._weighed(is_out=True), self._weighed(is_out=False)
        return [a + b for a, b in zip(to, of, strict=True)] if self.snapshot.is_directed else to

    def in_strength(self) -> Values:
        """Sum of the weights of ties in."""
        return self._weighed(is_out=False)

    def out_strength(self) -> Values:
        """Sum of the weights of ties out."""
        return self._weighed(is_out=True)

    def _weighed(self, *, is_out: bool) -> list[float]:
        snapshot = self.snapshot
        if snapshot.reading.weight_means is not WeightMeaning.STRENGTH or snapshot.weights is None:
            raise NetworkError(
                message(
                    "sterkte vraagt gewichten die sterkte betekenen; geef weight en "
                    'weight_means="strength"',
                    "strength asks for weights that mean strength; give weight and "
                    'weight_means="strength"',
                )
            )
        total = [0.0] * len(snapshot)
        ends = snapshot.tails if is_out else snapshot.heads
        for end, weight in zip(ends, snapshot.weights, strict=True):
            total[end] += weight
        return total

    def positive_degree(self) -> Values:
        """Number of ties above zero."""
        return self._signed(1)

    def negative_degree(self) -> Values:
        """Number of ties below zero."""
        return self._signed(-1)

    def _signed(self, side: int) -> Values:
        if self.signs is None or self.signs.weights is None:
            raise NetworkError(
                message(
                    "positieve en negatieve relaties vragen een teken; geef sign, de eigenschap "
                    "van relaties die boven of onder nul is",
                    "positive and negative ties ask for a sign; give sign, the attribute of ties "
                    "that is above or below zero",
                )
            )
        total = [0.0] * len(self.signs)
        both = self.signs.is_directed
        for tail, head, one in zip(
            self.signs.tails, self.signs.heads, self.signs.weights, strict=True
        ):
            total[tail] += one * side > 0
            total[head] += both and one * side > 0
        return total

    def betweenness(self) -> Values:
        """Share of shortest paths between others, summed over pairs."""
        size = len(self.snapshot)
        halves = 1 if self.snapshot.is_directed else 2
        if self.error is not None:
            found = self._sampled()
        elif self.engine is Engine.FAST:
            found = betweenness_fast(self.snapshot, self.length)
        else:
            found = betweenness_from(steps_of(self.snapshot, self.length), range(size))
        if not self.is_normalised:
            return [one / halves for one in found]
        pairs = (size - 1) * (size - 2)
        return [one / pairs if pairs else None for one in found]

    def _sampled(self) -> list[float]:
        if self.length is not StepLength.TIES or self.error is None:
            raise NetworkError(
                message(
                    'een steekproef van wegen is er alleen met length="ties"',
                    'paths are sampled with length="ties" only',
                )
            )
        size = len(self.snapshot)
        shares = sampled_betweenness(
            self.snapshot,
            error=self.error,
            confidence=self.confidence,
            seed=self.seed,
        )
        return [one * size * (size - 1) for one in shares]

    def closeness(self) -> Values:
        """Freeman's: 0 where someone is out of reach."""
        others = len(self.snapshot) - 1
        return [
            (others / one.farness if one.count == others else 0.0) if others else None
            for one in self.reaches
        ]

    def component_closeness(self) -> Values:
        """Wasserman and Faust's: by how many are within reach."""
        others = len(self.snapshot) - 1
        return [
            (one.count**2 / (others * one.farness) if one.count else 0.0) if others else None
            for one in self.reaches
        ]

    def harmonic(self) -> Values:
        """Mean of one divided by the distance."""
        others = len(self.snapshot) - 1
        return [one.nearness / others if others else None for one in self.reaches]

    def eigenvector(self) -> Values:
        """Scores by the scores of others."""
        return eigenvector(self._by_strength(), self.direction, self.engine)

    def pagerank(self) -> Values:
        """Where walkers are."""
        return pagerank(self._by_strength(), self.engine)

    def core(self) -> Values:
        """The k of the k-core."""
        return self._cores(CoreDegree.TOTAL)

    def in_core(self) -> Values:
        """The same, by ties in."""
        return self._cores(CoreDegree.IN)

    def out_core(self) -> Values:
        """The same, by ties out."""
        return self._cores(CoreDegree.OUT)

    def _cores(self, degree: CoreDegree) -> Values:
        return [float(one) for one in core_numbers(self.snapshot, degree, self.engine)]

    def clustering(self) -> Values:
        """Share of pairs of contacts that are tied."""
        return local_clustering(self.snapshot, self.engine)

    def effective_size(self) -> Values:
        """Contacts less what is redundant."""
        return [one.effective_size for one in self.holes]

    def efficiency(self) -> Values:
        """Effective size as a share of contacts."""
        return [one.efficiency for one in self.holes]

    def constraint(self) -> Values:
        """How far contacts are tied among themselves."""
        return [one.constraint for one in self.holes]

    def hierarchy(self) -> Values:
        """How far constraint comes from few."""
        return [one.hierarchy for one in self.holes]


_COMPUTED: Final[Mapping[ActorMeasure, Callable[[Work], Values]]] = MappingProxyType(
    {measure: getattr(Work, str(measure.value)) for measure in ActorMeasure}
)
