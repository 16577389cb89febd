"""What a bundle holds of measures that R's `sna` has by other names, and their verification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from opgavekern.base.texts import message
from opgavekern.network import (
    ActorPanel,
    Centralisation,
    Cohesion,
    Equivalence,
    Likeness,
    NetworkError,
    Relation,
    actors,
    centralisation,
    cohesion,
    equivalence,
)
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name

#: A figure: of which actor (empty for all), which, and its value.
Figure = tuple[Name, str, float]
#: What a measure was given beside the graph.
Other = Graph | Mapping[str, Relation] | None
#: A value of a predictor of two actors: which, of whom, to whom, how much.
Value = tuple[str, int, int, float]

#: Measures of a network that mean the same in `sna`, whichever way ties go.
COHESION: Final = frozenset(
    {"density", "transitivity_weak", "connectedness", "components", "isolates", "cutpoints"}
)
#: And those of a directed network; of an undirected one `sna` counts efficiency otherwise.
COHESION_DIRECTED: Final = frozenset(
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
CENTRALISED: Final = frozenset({"degree", "in_degree", "out_degree", "betweenness", "closeness"})


@attrs.frozen(kw_only=True)
class Told:
    """What a bundle holds beside the ties.

    Attributes:
        figures: To be found again.
        is_directed: Ties go one way, in what is compared.
        groups: Of each actor; empty where the measure asks none.
        permutations: How many there are of what rests on chance.
        predictors: Values of two actors that a regression explains by.
        choices: What else the scripts must know, by the name that they use.
    """

    figures: list[Figure]
    is_directed: bool
    groups: tuple[Name, ...] = ()
    permutations: int = 0
    predictors: Sequence[Value] = ()
    choices: Mapping[str, str] = attrs.field(factory=dict)


#: Results of which a bundle holds the figures that `sna` has too.
Recorded = ActorPanel | Centralisation | Cohesion | Equivalence
#: Regular equivalence is not in `sna`.
_LIKENESSES: Final = frozenset({Likeness.HAMMING, Likeness.EUCLIDEAN, Likeness.CORRELATION})


def verify(is_same: bool) -> None:
    """Refuse a network that gives another result.

    Raises:
        NetworkError: It does.
    """
    if not is_same:
        raise NetworkError(
            message(
                "dit netwerk geeft niet het resultaat dat in de bundel moet; geef hetzelfde "
                "netwerk als aan de maat",
                "this network does not give the result that the bundle is of; give the network "
                "that the measure was given",
            )
        )


def verify_answered(is_so: bool) -> None:
    """Refuse weights and missing answers.

    Raises:
        NetworkError: There are some.
    """
    if not is_so:
        raise NetworkError(
            message(
                "een bundel gaat over relaties zonder gewicht van actoren die allen antwoordden; "
                "R's sna rekent anders met wat ontbreekt",
                "a bundle is of ties without weights among actors who all answered; R's sna treats "
                "what is missing otherwise",
            )
        )


def figures_of(result: Recorded) -> list[Figure]:
    """Return the figures of a result that `sna` has too, and counts alike."""
    if isinstance(result, Equivalence):
        # A value of two actors stands with the first, named after the place of the second.
        return [
            (actor, f"to {place}", value)
            for actor, row in zip(result.actors, result.values, strict=True)
            for place, value in enumerate(row, 1)
            if value is not None and result.likeness in _LIKENESSES
        ]
    if isinstance(result, ActorPanel):
        return [
            (row["actor"], name, row[name])
            for row in result.to_records()
            for name in row
            if name in _ACTORS and row[name] is not None
        ]
    column = "value" if isinstance(result, Cohesion) else "centralisation"
    alike = CENTRALISED
    if isinstance(result, Cohesion):
        alike = COHESION | COHESION_DIRECTED if result.reading.is_directed else COHESION
    return [
        ("", row["measure"], row[column])
        for row in result.to_records()
        if row["measure"] in alike and row[column] is not None
    ]


def choices_of(result: Recorded) -> dict[str, str]:
    """Return what the scripts must know: the call that computes the figures anew, of `graph`."""
    if isinstance(result, Equivalence):
        return {"asked": _asked(result), "likeness": str(result.likeness.value)}
    return {"asked": _asked(result)}


def _asked(result: Recorded) -> str:
    if isinstance(result, ActorPanel):
        told = sorted(str(one.value) for one in result.measures if one.value in _ACTORS)
        return f"actors(graph, {told})"
    if isinstance(result, Equivalence):
        return f'equivalence(graph, likeness="{result.likeness.value}")'
    if isinstance(result, Centralisation):
        told = [str(one.measure.value) for one in result.measures]
        return f"centralisation(graph, {[one for one in told if one in CENTRALISED]})"
    return "cohesion(graph)"


def is_of(result: Recorded, graph: Graph) -> bool:
    """Tell whether measuring the graph gives the same figures."""
    again: Recorded
    if isinstance(result, ActorPanel):
        again = actors(graph, [one for one in result.measures if one.value in _ACTORS])
    elif isinstance(result, Centralisation):
        again = centralisation(
            graph, [one.measure for one in result.measures if one.measure.value in CENTRALISED]
        )
    elif isinstance(result, Equivalence):
        again = equivalence(graph, likeness=result.likeness)
    else:
        again = cohesion(graph)
    return figures_of(again) == figures_of(result)
