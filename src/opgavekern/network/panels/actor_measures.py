"""What can be said of each actor of a network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from opgavekern.base.labels import Term
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.paths.steps import PathDirection


class ActorMeasure(Term):
    """A measure of an actor's place in the network."""

    DEGREE = "degree", "aantal relaties", "degree"
    IN_DEGREE = "in_degree", "aantal inkomende relaties", "in-degree"
    OUT_DEGREE = "out_degree", "aantal uitgaande relaties", "out-degree"
    STRENGTH = "strength", "sterkte van relaties"
    IN_STRENGTH = "in_strength", "sterkte van inkomende relaties", "in-strength"
    OUT_STRENGTH = "out_strength", "sterkte van uitgaande relaties", "out-strength"
    POSITIVE_DEGREE = "positive_degree", "aantal positieve relaties"
    NEGATIVE_DEGREE = "negative_degree", "aantal negatieve relaties"
    BETWEENNESS = "betweenness", "tussenpositie"
    CLOSENESS = "closeness", "nabijheid"
    COMPONENT_CLOSENESS = (
        "component_closeness",
        "nabijheid binnen bereik",
        "closeness within reach",
    )
    HARMONIC = "harmonic", "harmonische nabijheid", "harmonic closeness"
    GIL_SCHMIDT = "gil_schmidt", "nabijheid per bereikte actor", "Gil-Schmidt index"
    GRAPH_CENTRALITY = "graph_centrality", "nabijheid van de verste", "graph centrality"
    REACH = "reach", "bereik"
    STRESS = "stress", "kortste wegen door de actor"
    LOAD = "load", "belasting"
    FLOW_BETWEENNESS = "flow_betweenness", "stroom door de actor"
    INFORMATION = "information", "informatiecentraliteit", "information centrality"
    EIGENVECTOR = "eigenvector", "eigenvectorcentraliteit", "eigenvector centrality"
    PAGERANK = "pagerank", "PageRank", "PageRank"
    HUB = "hub", "hubscore", "hub score"
    AUTHORITY = "authority", "autoriteitsscore", "authority score"
    CORE = "core", "kern (k)", "k-core"
    IN_CORE = "in_core", "kern van inkomende relaties", "k-core of incoming ties"
    OUT_CORE = "out_core", "kern van uitgaande relaties", "k-core of outgoing ties"
    CLUSTERING = "clustering", "samenhang van contacten", "local clustering"
    EFFECTIVE_SIZE = "effective_size", "effectieve omvang"
    EFFICIENCY = "efficiency", "efficiëntie"
    CONSTRAINT = "constraint", "beperking"
    TWO_STEP_CONSTRAINT = (
        "two_step_constraint",
        "beperking met contacten van contacten",
        "constraint with contacts of contacts",
    )
    HIERARCHY = "hierarchy", "hiërarchie van beperking", "hierarchy of constraint"


_TWO_WAYS: Final = frozenset({ActorMeasure.IN_DEGREE, ActorMeasure.OUT_DEGREE})
STRENGTHS: Final = frozenset(
    {ActorMeasure.STRENGTH, ActorMeasure.IN_STRENGTH, ActorMeasure.OUT_STRENGTH}
)
SIGNED: Final = frozenset({ActorMeasure.POSITIVE_DEGREE, ActorMeasure.NEGATIVE_DEGREE})
#: Those that every pair of actors counts for, so that they take long on large networks.
OF_ALL_PAIRS: Final = frozenset(
    {
        ActorMeasure.BETWEENNESS,
        ActorMeasure.CLOSENESS,
        ActorMeasure.COMPONENT_CLOSENESS,
        ActorMeasure.HARMONIC,
        ActorMeasure.GIL_SCHMIDT,
        ActorMeasure.GRAPH_CENTRALITY,
        ActorMeasure.REACH,
        ActorMeasure.STRESS,
        ActorMeasure.LOAD,
    }
)
#: Those that others' answers are enough for.
_OF_OTHERS: Final = frozenset(
    {
        ActorMeasure.IN_DEGREE,
        ActorMeasure.IN_STRENGTH,
        ActorMeasure.IN_CORE,
        ActorMeasure.PAGERANK,
        ActorMeasure.AUTHORITY,
    }
)
#: Those that go along ties, or against them.
WALKED: Final = frozenset(
    {
        ActorMeasure.CLOSENESS,
        ActorMeasure.COMPONENT_CLOSENESS,
        ActorMeasure.HARMONIC,
        ActorMeasure.GIL_SCHMIDT,
        ActorMeasure.GRAPH_CENTRALITY,
        ActorMeasure.REACH,
        ActorMeasure.EIGENVECTOR,
    }
)
_NOT_USUAL: Final = frozenset(
    {
        ActorMeasure.COMPONENT_CLOSENESS,
        ActorMeasure.GIL_SCHMIDT,
        ActorMeasure.GRAPH_CENTRALITY,
        ActorMeasure.REACH,
        ActorMeasure.STRESS,
        ActorMeasure.LOAD,
        ActorMeasure.FLOW_BETWEENNESS,
        ActorMeasure.INFORMATION,
        ActorMeasure.HUB,
        ActorMeasure.AUTHORITY,
        ActorMeasure.IN_CORE,
        ActorMeasure.OUT_CORE,
        ActorMeasure.TWO_STEP_CONSTRAINT,
    }
)


def usual_measures(snapshot: Snapshot, *, has_signs: bool) -> Iterable[ActorMeasure]:
    """Yield the measures that have a meaning for a network as it was read."""
    left_out = set(_NOT_USUAL)
    if not has_signs:
        left_out |= SIGNED
    if snapshot.reading.weight_means is not WeightMeaning.STRENGTH:
        left_out |= STRENGTHS
    if not snapshot.is_directed:
        left_out |= {*_TWO_WAYS, ActorMeasure.IN_STRENGTH, ActorMeasure.OUT_STRENGTH}
    return (measure for measure in ActorMeasure if measure not in left_out)


def rests_on_own_answer(
    measure: ActorMeasure, snapshot: Snapshot, direction: PathDirection
) -> bool:
    """Tell whether a measure of an actor needs its own answer."""
    if not snapshot.is_directed:
        return True
    if measure in WALKED:
        return direction is PathDirection.OUT
    return measure not in _OF_OTHERS
