"""Who could be allies without a tie, and who is opposed: from positions and ties."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import attrs
import networkx as nx

from opgavekern.base.texts import message
from opgavekern.network.foundation.arguments import verify_number
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Engine, Name, name_of, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.stakeholders.coalition_results import (
    Coalition,
    CoalitionPotential,
    GroupPotential,
    PairKind,
    PairPotential,
)
from opgavekern.network.stakeholders.force_fields import POSITION
from opgavekern.network.stakeholders.placing import places_of
from opgavekern.network.stakeholders.signed_ties import PairTie, PairTies, pair_ties
from opgavekern.network.stakeholders.stakes import StakeSource
from opgavekern.network.stakeholders.stakes_in_networks import StakesAt, positions_at
from opgavekern.network.stakeholders.thresholds import (
    leanings,
    margin_of,
    verify_above_zero,
)

_Pair = tuple[int, int]
#: Comparisons of two positions that may be made.
EFFORT: Final = 10**6
#: By whether a pair agrees (1), is opposed (-1) or neither, and what there is between them.
_KINDS: Final = {
    (1, PairTie.TIE): PairKind.COALITION,
    (1, PairTie.NONE): PairKind.LATENT_COALITION,
    (1, PairTie.NEGATIVE): PairKind.STRAINED,
    (-1, PairTie.TIE): PairKind.BRIDGE,
    (-1, PairTie.NONE): PairKind.LATENT_CONFLICT,
    (-1, PairTie.NEGATIVE): PairKind.OPEN_CONFLICT,
    (0, PairTie.TIE): PairKind.UNDECIDED,
    (0, PairTie.NONE): PairKind.UNDECIDED,
    (0, PairTie.NEGATIVE): PairKind.UNDECIDED,
}


def coalition_potential(
    graph: Graph,
    group: Groups | None = None,
    *,
    stakes: StakeSource | None = None,
    issue: str | None = None,
    on: date | None = None,
    agree: float = POSITION,
    margin: float = 0.1,
    sign: str = "sign",
    effort: int | None = EFFORT,
) -> CoalitionPotential:
    """Tell which pairs could be allies, which are opposed, and whether they have a tie.

    In an issue in which both lean the same way two agree as far as the less outspoken of them
    goes, and in one in which they lean opposite ways they conflict as far: with positions p and q
    that is the smaller of their absolute values, by the sign of p times q. Agreement and conflict
    of a pair are the means over the issues in which both positions are known, so each goes from 0
    to 1 where positions go from -1 to 1. A pair agrees if agreement less conflict reaches the
    threshold, and is opposed if it lies as far below zero. Who agrees and has a tie is a coalition,
    without one a latent coalition; who is opposed and has a tie a bridge, without one a latent
    conflict; with ties whose signs add up to less than zero an open conflict, or agreement on bad
    terms. Weible and Sabatier find coalitions from shared beliefs together with ties; the figures
    are definitions of our own.

    Where it is not known whether two have a tie, the kinds that are possible are told. Pairs
    without an issue in common are left out. Actors whom pairs of the first kind join, also by way
    of others, are one coalition: so two members may be opposed, and how many are is told. Takes
    time that grows with pairs of stakeholders of the same issue, some 15 seconds for a million;
    more than `effort` is refused.

    Args:
        graph: Any networkx graph; a tie either way counts. Loops and weights play no part.
        group: The node attribute that holds the group, or a map: adds figures by pair of groups.
        stakes: Who has which position: a dossier, or records with `stakeholder`, `position` and
            perhaps `issue`; None for the attribute `position` of the nodes, which `graph_of` gives
            for one issue.
        issue: Only this issue.
        on: Only positions that hold on this day of a dossier.
        agree: The threshold, above 0 and in the units of the positions.
        margin: How far it is moved, up and down, to see which pairs depend on it.
        sign: The attribute of ties that is below zero for a bad one; ties may be without.
        effort: Most comparisons of two positions; None for no limit.

    Raises:
        NetworkError: Nobody has a position, or no stakeholder is in the network; there is no such
            issue; some actor has no group; something is no number; or it would take too long.
        BadValueError: `on` is no day.

    Source: C. M. Weible and P. A. Sabatier, "Comparing policy networks: marine protected areas in
    California", Policy Studies Journal 33(2), 2005; J. M. Bryson, "What to do when stakeholders
    matter", Public Management Review 6(1), 2004, 21-53.

    >>> import networkx as nx
    >>> three = nx.Graph([("tenants", "landlord"), ("tenants", "school")])
    >>> nx.set_node_attributes(three, {"tenants": 1, "landlord": -0.5, "school": 0.8}, "position")
    >>> [(one.first, one.second, str(one.kind.value)) for one in coalition_potential(three).pairs]
    [('tenants', 'landlord', 'bridge'), ('tenants', 'school', 'coalition'), \
('landlord', 'school', 'latent_conflict')]
    """
    agree = verify_above_zero("agree", agree)
    margin = verify_number("margin", margin, least=0)
    snapshot = snapshot_of(graph)
    groups = None if group is None else groups_of(graph, group)
    ties = pair_ties(graph, snapshot, sign)
    at = positions_at(graph, snapshot, stakes, issue=issue, on=on)
    shared = _shared(at, effort)
    names = [name_of(actor) for actor in snapshot.actors]
    pairs = {
        pair: _potential(pair, shared[pair], names, ties, (agree, margin))
        for pair in sorted(shared)
    }
    return CoalitionPotential(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        agree=agree,
        margin=margin,
        on=on,
        elsewhere=at.elsewhere,
        pairs=tuple(pairs.values()),
        coalitions=_coalitions(pairs, names, agree),
        groups=() if groups is None else _by_group(pairs, groups),
    )


def _shared(at: StakesAt, effort: int | None) -> dict[_Pair, list[float]]:
    """Return, of each two with positions in the same issue, what they share or what divides them.

    Above zero they lean the same way, below it opposite ways, and one number for each issue.
    """
    known = [
        [(place, its[place].position) for place in sorted(its)] for its in at.by_issue.values()
    ]
    held = [[(place, one) for place, one in its if one is not None] for its in known]
    needed = sum(math.comb(len(its), 2) for its in held)
    verify_effort(
        needed,
        effort,
        does=message(
            "dit vergelijkt {needed} paren van standpunten",
            "this compares {needed} pairs of positions",
            needed=needed,
        ),
        instead=message("kies een opgave", "choose an issue"),
    )
    found: dict[_Pair, list[float]] = {}
    for its in held:
        for (one, p), (other, q) in itertools.combinations(its, 2):
            both = min(abs(p), abs(q))
            # Not by p times q, which of two tiny positions is zero.
            found.setdefault((one, other), []).append(both if (p > 0) == (q > 0) else -both)
    return found


def _potential(
    pair: _Pair,
    shared: Sequence[float],
    names: Sequence[Name],
    ties: PairTies,
    threshold: tuple[float, float],
) -> PairPotential:
    agreement = math.fsum(one for one in shared if one > 0) / len(shared)
    conflict = math.fsum(-one for one in shared if one < 0) / len(shared)
    net, between = agreement - conflict, ties.possible(*pair)
    agree, margin = threshold
    return PairPotential(
        first=names[pair[0]],
        second=names[pair[1]],
        issues=len(shared),
        agreement=agreement,
        conflict=conflict,
        ties=between,
        possible=_kinds(leanings(net, agree), between),
        within_margin=_kinds(leanings(net, agree, margin), between),
        margin=margin_of([(abs(net), agree)]),
    )


@functools.cache  # There are few of these, and very many pairs.
def _kinds(leaning: frozenset[int], between: tuple[PairTie, ...]) -> tuple[PairKind, ...]:
    return places_of(_KINDS, [leaning, between])


def _coalitions(
    pairs: Mapping[_Pair, PairPotential], names: Sequence[Name], agree: float
) -> tuple[Coalition, ...]:
    """Return the parts that agreement with a tie joins, the largest first."""
    joined = nx.Graph(pair for pair, one in pairs.items() if one.kind is PairKind.COALITION)
    parts = sorted(map(sorted, nx.connected_components(joined)), key=lambda one: (-len(one), one))
    part_of = {place: number for number, part in enumerate(parts) for place in part}
    allied, opposed = Counter[int](), Counter[int]()
    allies: list[set[int]] = [set() for _ in parts]
    for pair, potential in pairs.items():
        first, second = (part_of.get(place) for place in pair)
        if first is not None and first == second:
            allied[first] += potential.kind is PairKind.COALITION
            opposed[first] += -1 in leanings(potential.net, agree)
        elif potential.kind is PairKind.LATENT_COALITION:
            for number, outsider in ((first, pair[1]), (second, pair[0])):
                if number is not None:
                    allies[number].add(outsider)
    return tuple(
        Coalition(
            members=tuple(names[place] for place in part),
            pairs=allied[number],
            opposed=opposed[number],
            allies=tuple(names[place] for place in sorted(allies[number])),
        )
        for number, part in enumerate(parts)
    )


def _by_group(
    pairs: Mapping[_Pair, PairPotential], groups: Sequence[Name]
) -> tuple[GroupPotential, ...]:
    order = {group: number for number, group in enumerate(sorted_groups(groups))}
    by_group: dict[tuple[int, int], list[PairPotential]] = {}
    for (one, other), potential in pairs.items():
        first, second = sorted((order[groups[one]], order[groups[other]]))
        by_group.setdefault((first, second), []).append(potential)
    names = list(order)
    found = []
    for (first, second), its in sorted(by_group.items()):
        counts = Counter(one.kind for one in its)
        found.append(
            GroupPotential(
                first=names[first],
                second=names[second],
                pairs=len(its),
                agreement=math.fsum(one.agreement for one in its) / len(its),
                conflict=math.fsum(one.conflict for one in its) / len(its),
                kinds=tuple(counts[kind] for kind in PairKind),
            )
        )
    return tuple(found)
