"""What a bundle holds of measures that R's `sna` has by other names, and their verification."""

from __future__ import annotations

from typing import Final

from opgavekern.network import (
    ActorPanel,
    Centralisation,
    Cohesion,
    NetworkResult,
    actors,
    centralisation,
    cohesion,
)
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name

#: A figure: of which actor (empty for all), which, and its value.
Figure = tuple[Name, str, float]

#: Measures of a network that mean the same in `sna`, whichever way ties go.
_COHESION: Final = frozenset(
    {"density", "transitivity_weak", "connectedness", "components", "isolates", "cutpoints"}
)
#: And those of a directed network; of an undirected one `sna` counts efficiency otherwise.
_COHESION_DIRECTED: Final = frozenset(
    {
        "mutual_pairs",
        "asymmetric_pairs",
        "null_pairs",
        "reciprocity_dyadic",
        "reciprocity_among_tied",
        "reciprocity_edgewise",
        "hierarchy",
        "efficiency",
        "strong_components",
    }
)
_ACTORS: Final = frozenset(
    {
        "degree",
        "in_degree",
        "out_degree",
        "betweenness",
        "closeness",
        "harmonic",
        "stress",
        "load",
        "flow_betweenness",
        "information",
        "core",
    }
)
_CENTRALISATION: Final = frozenset(
    {"degree", "in_degree", "out_degree", "betweenness", "closeness"}
)


def figures_of(result: Cohesion | Centralisation | ActorPanel) -> list[Figure]:
    """Return the figures of a result that `sna` has too, and counts alike."""
    if isinstance(result, ActorPanel):
        return [
            (row["actor"], name, row[name])
            for row in result.to_records()
            for name in row
            if name in _ACTORS and row[name] is not None
        ]
    column = "value" if isinstance(result, Cohesion) else "centralisation"
    alike = _CENTRALISATION
    if isinstance(result, Cohesion):
        alike = _COHESION | _COHESION_DIRECTED if result.reading.is_directed else _COHESION
    return [
        ("", row["measure"], row[column])
        for row in result.to_records()
        if row["measure"] in alike and row[column] is not None
    ]


def asked_of(result: NetworkResult) -> str:
    """Return the call that computes the figures anew, of `graph`."""
    if isinstance(result, ActorPanel):
        told = sorted(str(one.value) for one in result.measures if one.value in _ACTORS)
        return f"actors(graph, {told})"
    if isinstance(result, Centralisation):
        told = [str(one.measure.value) for one in result.measures]
        return f"centralisation(graph, {[one for one in told if one in _CENTRALISATION]})"
    return "cohesion(graph)"


def is_of(result: Cohesion | Centralisation | ActorPanel, graph: Graph) -> bool:
    """Tell whether measuring the graph gives the same figures."""
    again: Cohesion | Centralisation | ActorPanel
    if isinstance(result, ActorPanel):
        again = actors(graph, [one for one in result.measures if one.value in _ACTORS])
    elif isinstance(result, Centralisation):
        again = centralisation(
            graph, [one.measure for one in result.measures if one.measure.value in _CENTRALISATION]
        )
    else:
        again = cohesion(graph)
    return figures_of(again) == figures_of(result)
