"""Networks of who agrees and who conflicts, from what each says of the same issues."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Mapping
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.labels import Term
from opgavekern.base.texts import Text, message, quoted
from opgavekern.network.foundation.arguments import verify_attribute
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.numbers import is_number
from opgavekern.network.foundation.snapshots import MEANS, MODE, TREATMENT, treated
from opgavekern.network.foundation.surveys import KEY, Survey, survey_of
from opgavekern.network.making.affiliations import modes_of, verify_mode

#: Comparisons of two positions that may be made.
EFFORT: Final = 5 * 10**6
#: Of each that is kept, on which of the other mode it has a position, and which: -1, 0 or 1.
_Held = Mapping[Hashable, Mapping[Hashable, int]]


class Alignment(Term):
    """What a tie between two that take positions says."""

    AGREEMENT = "agreement", "waarin zij het eens zijn", "where they agree"
    CONFLICT = "conflict", "waarin zij tegenover elkaar staan", "where they conflict"
    DIFFERENCE = "difference", "eens min tegenover elkaar", "agreement less conflict"


class Normalisation(Term):
    """By what agreement and conflict of two are divided: who says much agrees with many."""

    COUNT = "count", "niets", "nothing"
    AVERAGE_ACTIVITY = "average_activity", "hun gemiddelde aantal", "their average number"
    JACCARD = "jaccard", "waar een van beide iets over vindt", "what either takes a position on"
    COSINE = "cosine", "de wortel van het product", "the root of the product"


def agreement_network(
    graph: Graph,
    *,
    kind: Alignment | str = Alignment.AGREEMENT,
    normalisation: Normalisation | str = Normalisation.COUNT,
    mode: int = 0,
    position: str = "position",
    effort: int | None = EFFORT,
) -> Graph:
    """Return who agrees with whom, or conflicts, over issues on which both take a position.

    Agreement (congruence) of two is on how many issues both are in favour or both against;
    conflict on how many one is in favour and the other against; the difference is the first less
    the second, and may be below zero. Without any there is no tie. How strongly somebody is in
    favour plays no part: see `coalition_potential` for that.

    Who takes many positions agrees with many, so that these numbers may be divided: with n₁ and
    n₂ the positions that each takes, by (n₁ + n₂)/2 (`average_activity`), by on how many issues
    either takes one (`jaccard`), or by √(n₁n₂) (`cosine`). Agreement then goes from 0 to 1, and is
    1 where two take the same positions. Programs differ here: DNA divides by n₁n₂ under the name
    of cosine.

    A position of 0 is neutral: it is taken, and so counts in n₁ and n₂, and it neither agrees nor
    conflicts with any. A position that is empty or NaN is not known, and counts nowhere. Left out
    are those of whom no position is known and, after a survey, actors who did not answer: what is
    not known is not the same as to agree with nobody. How many stands in `treatment`.

    With `mode=1` the same is told of issues: which are held alike by the same actors, and which
    divide those who hold both.

    Weights are strengths, in `weight`. Takes time that grows with pairs that are compared, some ten
    seconds for five million, and memory with ties; more than `effort` are refused.

    Args:
        graph: An undirected graph whose nodes have 0 (actors) or 1 (issues) as `bipartite`, as
            `stakeholder_issues` makes it; it is not changed.
        kind: What a tie says.
        normalisation: By what it is divided.
        mode: Which mode is kept.
        position: The attribute of ties that is above zero in favour, and below zero against.
        effort: Most comparisons of two positions; None for no limit.

    Raises:
        NetworkError: It is no network of two modes, no tie has a position, one is no number, or it
            would take too long.

    Source: P. Leifeld and S. Haunss, "Political discourse networks and the conflict over software
    patents in Europe", European Journal of Political Research 51(3), 2012, 382-409; P. Leifeld,
    "Discourse network analysis: policy debates as dynamic networks", The Oxford Handbook of
    Political Networks, 2017, 301-325.

    >>> import networkx as nx
    >>> said = nx.Graph()
    >>> said.add_nodes_from(["tenants", "landlord", "school"], bipartite=0)
    >>> said.add_nodes_from(["heat", "roads"], bipartite=1)
    >>> said.add_edge("tenants", "heat", position=1)
    >>> said.add_edge("landlord", "heat", position=-1)
    >>> said.add_edge("school", "heat", position=0.5)
    >>> said.add_edge("school", "roads", position=-1)
    >>> list(agreement_network(said).edges(data="weight"))
    [('tenants', 'school', 1.0)]
    >>> list(agreement_network(said, kind="conflict", normalisation="jaccard").edges(data="weight"))
    [('tenants', 'landlord', 1.0), ('landlord', 'school', 0.5)]
    """
    wanted = chosen(Alignment, kind, "kind")
    divided = chosen(Normalisation, normalisation, "normalisation")
    modes = modes_of(graph)
    verify_mode(mode)
    survey = survey_of(graph)
    silent = {one for one, its in modes.items() if its == 0 and survey and one not in survey.known}
    held = _held(graph, modes, mode, position, silent)
    shared = _shared(held, wanted, effort)
    made: Graph = nx.Graph()
    for one in held:
        made.add_node(one, **{key: said for key, said in graph.nodes[one].items() if key != MODE})
    names = list(held)
    for first, second in sorted(shared):
        one, other = names[first], names[second]
        if net := shared[first, second]:
            made.add_edge(one, other, weight=net / _divisor(held[one], held[other], divided))
    made.graph[MEANS] = "strength"
    if survey is not None and mode == 0:
        made.graph[KEY] = Survey(*(some & held.keys() for some in attrs.astuple(survey)))
    absent = sum(its == mode for its in modes.values()) - len(held)
    if said := _treated(graph, absent, len(silent) if mode == 1 else 0):
        made.graph[TREATMENT] = said
    return made


def _held(
    graph: Graph, modes: Mapping[Hashable, int], mode: int, position: str, silent: set[Hashable]
) -> _Held:
    """Read which side each takes on what, of whom a position is known."""
    verify_attribute("position", position)
    found: dict[Hashable, dict[Hashable, int]] = {
        one: {} for one, its in modes.items() if its == mode
    }
    is_there = not graph.number_of_edges()
    said: Any
    for start, end, told in graph.edges(data=True):
        is_there = is_there or position in told
        said = told.get(position)
        if said is None or (isinstance(said, float) and math.isnan(said)):
            continue
        one, other = (start, end) if modes[start] == mode else (end, start)
        if not is_number(said):
            raise _no_number(one, other, said, position)
        if start not in silent and end not in silent:
            found[one][other] = (said > 0) - (said < 0)
    if not is_there:
        raise NetworkError(
            message(
                'geen enkele relatie heeft "{position}"; noem de eigenschap van relaties die boven '
                "nul voor is en onder nul tegen",
                'no tie has "{position}"; name the attribute of ties that is above zero in favour '
                "and below zero against",
                position=position,
            )
        )
    return {one: its for one, its in found.items() if its}


def _shared(held: _Held, kind: Alignment, effort: int | None) -> dict[tuple[int, int], int]:
    """Count of each two, by place, on how much they agree, conflict, or the one less the other."""
    sides: dict[Hashable, tuple[list[int], list[int]]] = {}
    for place, its in enumerate(held.values()):
        for other, side in its.items():
            if side:
                sides.setdefault(other, ([], []))[side > 0].append(place)
    agrees, conflicts = kind is not Alignment.CONFLICT, kind is not Alignment.AGREEMENT
    needed = sum(
        agrees * (math.comb(len(against), 2) + math.comb(len(favour), 2))
        + conflicts * len(against) * len(favour)
        for against, favour in sides.values()
    )
    verify_effort(
        needed,
        effort,
        does=message(
            "dit vergelijkt {needed} paren van standpunten",
            "this compares {needed} pairs of positions",
            needed=needed,
        ),
        instead=message("neem minder opgaven of actoren", "take fewer issues or actors"),
    )
    found: dict[tuple[int, int], int] = {}
    for against, favour in sides.values():
        if agrees:
            for alike in (against, favour):
                for pair in itertools.combinations(alike, 2):
                    found[pair] = found.get(pair, 0) + 1
        if conflicts:
            step = -1 if kind is Alignment.DIFFERENCE else 1
            for one, other in itertools.product(against, favour):
                pair = (one, other) if one < other else (other, one)
                found[pair] = found.get(pair, 0) + step
    return found


def _divisor(
    one: Mapping[Hashable, int], other: Mapping[Hashable, int], normalisation: Normalisation
) -> float:
    if normalisation is Normalisation.AVERAGE_ACTIVITY:
        return (len(one) + len(other)) / 2
    if normalisation is Normalisation.JACCARD:
        return len(one.keys() | other.keys())
    if normalisation is Normalisation.COSINE:
        return math.sqrt(len(one) * len(other))
    return 1


def _treated(graph: Graph, absent: int, silent: int) -> Text | None:
    """Say what was done before, and who was left out here."""
    without = Text(
        nl=f"zonder {absent} van wie geen standpunten bekend zijn",
        en=f"without {absent} of whom no positions are known",
    )
    unheard = Text(
        nl=f"zonder de standpunten van {silent} die niet antwoordden",
        en=f"without the positions of {silent} who did not answer",
    )
    return treated(graph, *[without] * (absent > 0), *[unheard] * (silent > 0))


def _no_number(one: Hashable, other: Hashable, found: object, position: str) -> NetworkError:
    return NetworkError(
        message(
            'de relatie {one} – {other} heeft {found} als "{position}"; dat moet een getal zijn, '
            "of leeg waar het onbekend is",
            'the tie {one} – {other} has {found} as "{position}"; it must be a number, or empty '
            "where it is not known",
            one=quoted(one),
            other=quoted(other),
            found=quoted(found),
            position=position,
        )
    )
