"""How far those for and those against an issue reach through the network."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import attrs

from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.paths.steps import PathDirection, steps_of
from opgavekern.network.stakeholders.force_fields import POSITION
from opgavekern.network.stakeholders.signed_ties import pair_ties
from opgavekern.network.stakeholders.stakes import Stake, StakeSource
from opgavekern.network.stakeholders.stakes_in_networks import positions_at
from opgavekern.network.stakeholders.support_results import ActorReach, SupportReach
from opgavekern.network.stakeholders.thresholds import leanings, verify_above_zero
from opgavekern.network.structure.components import neighbours_of


def support_reach(
    graph: Graph,
    steps: int | None = 2,
    *,
    stakes: StakeSource | None = None,
    issue: str | None = None,
    on: date | None = None,
    position: float = POSITION,
    direction: PathDirection | str | None = None,
    sign: str = "sign",
) -> SupportReach:
    """Tell whom those for an issue reach within so many steps, and whom those against.

    An actor is reached by a side if it is of that side, or a path of at most `steps` ties joins it
    to one who is; so each is reached by both, by one of them, or by neither. Ties whose signs add
    up to less than zero carry no support, and are not walked. Counts are exact for the ties that
    are known; of those who did not answer ties may be missing, so that more may be reached. Whose
    position is not known is on no side. Takes time with ties, for each issue. (Breadth-first
    search from all of a side at once; what counts as reached is a definition of our own.)

    Args:
        graph: Any networkx graph; weights and loops play no part. Without actors nobody is
            reached.
        steps: How many at most, 0 or more; None for any number.
        stakes: Who has which position: a dossier, or records with `stakeholder`, `position` and
            perhaps `issue`; None for the attribute `position` of the nodes, which `graph_of` gives
            for one issue.
        issue: Only this issue.
        on: Only positions that hold on this day of a dossier.
        position: From how far from zero a position is for or against.
        direction: "out" walks ties from who names, "in" from who is named; None walks either way.
        sign: The attribute of ties that is below zero for a bad one; ties may be without.

    Raises:
        NetworkError: Nobody has a position, or no stakeholder is in the network; there is no such
            issue; or something is no number.
        BadValueError: `on` is no day.

    >>> import networkx as nx
    >>> chain = nx.path_graph("abcde")
    >>> found = support_reach(chain, 1, stakes=[{"stakeholder": "a", "position": 1}])
    >>> [one.from_proponents for one in found.actors]
    [0, 1, None, None, None]
    """
    if steps is not None:
        verify_whole("steps", steps, least=0)
    position = verify_above_zero("position", position)
    snapshot = snapshot_of(graph)
    way = None if direction is None else chosen(PathDirection, direction, "direction")
    walks = _walks(graph, snapshot, way, sign)
    walked = functools.partial(_distances, walks=walks, steps=steps)
    at = positions_at(graph, snapshot, stakes, issue=issue, on=on)
    return SupportReach(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        steps=steps,
        position=position,
        direction=way,
        on=on,
        is_complete=snapshot.is_complete,
        elsewhere=at.elsewhere,
        actors=tuple(
            reached
            for name, its in at.by_issue.items()
            for reached in _of_issue(name, its, snapshot, walked, position)
        ),
    )


def _walks(
    graph: Graph, snapshot: Snapshot, way: PathDirection | None, sign: str
) -> Sequence[Sequence[int]]:
    """Whom one step reaches from each actor, over ties that are not bad."""
    ties = pair_ties(graph, snapshot, sign)
    reached = neighbours_of(snapshot) if way is None else steps_of(snapshot, direction=way).reached
    return [
        [other for other in others if not ties.is_negative(one, other)]
        for one, others in enumerate(reached)
    ]


def _of_issue(
    issue: str,
    stakes: Mapping[int, Stake],
    snapshot: Snapshot,
    walked: Callable[[Iterable[int]], Mapping[int, int]],
    position: float,
) -> Iterable[ActorReach]:
    known = {place: one.position for place, one in stakes.items() if one.position is not None}
    leaning = {place: side for place, one in known.items() for side in leanings(one, position)}
    to_for, to_against = (
        walked(place for place, one in leaning.items() if one == side) for side in (1, -1)
    )
    for place, actor in enumerate(snapshot.actors):
        yield ActorReach(
            issue=issue,
            actor=name_of(actor),
            position=known.get(place),
            from_proponents=to_for.get(place),
            from_opponents=to_against.get(place),
        )


def _distances(
    sources: Iterable[int], *, walks: Sequence[Sequence[int]], steps: int | None
) -> dict[int, int]:
    """Return how many steps each actor is from the nearest source, as far as it is reached."""
    found = dict.fromkeys(sources, 0)
    edge, taken = list(found), 0
    while edge and taken != steps:
        taken += 1
        beyond = dict.fromkeys(other for one in edge for other in walks[one])
        edge = [other for other in beyond if other not in found]
        found.update(dict.fromkeys(edge, taken))
    return found
