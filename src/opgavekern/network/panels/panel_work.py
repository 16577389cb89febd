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
from opgavekern.network.panels.actor_measures import ActorMeasure, rests_on_own_answer
from opgavekern.network.panels.cores import CoreDegree, core_numbers
from opgavekern.network.panels.efforts import verify_steps
from opgavekern.network.panels.holes import Holes, holes_of, two_step_constraint
from opgavekern.network.panels.hubs import hubs_and_authorities
from opgavekern.network.panels.information import information
from opgavekern.network.panels.spectra import eigenvector, pagerank
from opgavekern.network.panels.tie_sums import signed_degrees, strengths
from opgavekern.network.paths.fast_passing import load_fast, stress_fast
from opgavekern.network.paths.fast_paths import betweenness_fast, reaches_fast
from opgavekern.network.paths.flows import flow_betweenness
from opgavekern.network.paths.passing import load_from, stress_from
from opgavekern.network.paths.sampled_betweenness import sampled_betweenness
from opgavekern.network.paths.shortest_paths import Reach, betweenness_from, reach_of
from opgavekern.network.paths.steps import PathDirection, StepLength, Steps, steps_of
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
        is_sampled = measure is ActorMeasure.BETWEENNESS and self.error is not None
        verify_steps(measure, self.snapshot, self.effort, is_sampled=is_sampled)
        found = _COMPUTED[measure](self)
        if self.snapshot.is_complete or not rests_on_own_answer(
            measure, self.snapshot, self.direction
        ):
            return tuple(found)
        known = self.snapshot.is_known
        return tuple(one if knows else None for one, knows in zip(found, known, strict=True))

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
        to, of = self.out_strength(), self.in_strength()
        return [a + b for a, b in zip(to, of, strict=True)] if self.snapshot.is_directed else to

    def in_strength(self) -> list[float]:
        """Sum of the weights of ties in."""
        return strengths(self.snapshot, is_out=False)

    def out_strength(self) -> list[float]:
        """Sum of the weights of ties out."""
        return strengths(self.snapshot, is_out=True)

    def positive_degree(self) -> Values:
        """Number of ties above zero."""
        return signed_degrees(self.signs, 1)

    def negative_degree(self) -> Values:
        """Number of ties below zero."""
        return signed_degrees(self.signs, -1)

    def betweenness(self) -> Values:
        """Share of shortest paths between others, summed over pairs."""
        size = len(self.snapshot)
        halves = 1 if self.snapshot.is_directed else 2
        if self.error is not None:
            found = self._sampled()
        elif self.engine is Engine.FAST:
            found = betweenness_fast(self.snapshot, self.length)
        else:
            found = betweenness_from(self._steps_to_compare(), range(size))
        if not self.is_normalised:
            return [one / halves for one in found]
        pairs = (size - 1) * (size - 2)
        return [one / pairs if pairs else None for one in found]

    def _steps_to_compare(self, direction: PathDirection = PathDirection.OUT) -> Steps:
        return steps_of(self.snapshot, self.length, direction, in_proportion=True)

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

    def gil_schmidt(self) -> Values:
        """Mean of one divided by the distance, over those within reach."""
        return [one.nearness / one.count if one.count else 0.0 for one in self.reaches]

    def graph_centrality(self) -> Values:
        """One divided by the largest distance; 0 where someone is out of reach."""
        others = len(self.snapshot) - 1
        return [
            (1 / one.furthest if one.count == others else 0.0) if others else None
            for one in self.reaches
        ]

    def reach(self) -> Values:
        """How many are within reach."""
        return [float(one.count) for one in self.reaches]

    def stress(self) -> Values:
        """Number of shortest paths between others."""
        if self.engine is Engine.FAST and self.length is StepLength.TIES:
            found = stress_fast(self.snapshot)
        else:
            found = stress_from(self._steps_to_compare(), range(len(self.snapshot)))
        return found if self.snapshot.is_directed else [one / 2 for one in found]

    def load(self) -> Values:
        """What is handled when each sends one unit to each."""
        if self.engine is Engine.FAST and self.length is StepLength.TIES:
            return load_fast(self.snapshot)
        back = self._steps_to_compare(PathDirection.IN)
        return load_from(back, range(len(self.snapshot)))

    def flow_betweenness(self) -> Values:
        """How much less flows between others without the actor."""
        return flow_betweenness(self._by_strength())

    def information(self) -> Values:
        """What reaches an actor over all paths."""
        return information(self._by_strength(), self.engine)

    @functools.cached_property
    def _hubs(self) -> tuple[Values, Values]:
        return hubs_and_authorities(self._by_strength(), self.engine)

    def hub(self) -> Values:
        """Choosing the chosen."""
        return self._hubs[0]

    def authority(self) -> Values:
        """Being chosen by those who do."""
        return self._hubs[1]

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

    def two_step_constraint(self) -> Values:
        """Constraint that counts contacts of contacts as well."""
        return two_step_constraint(self._by_strength(), self.engine)

    def hierarchy(self) -> Values:
        """How far constraint comes from few."""
        return [one.hierarchy for one in self.holes]


_COMPUTED: Final[Mapping[ActorMeasure, Callable[[Work], Values]]] = MappingProxyType(
    {measure: getattr(Work, str(measure.value)) for measure in ActorMeasure}
)
