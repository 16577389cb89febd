"""The network that is asked, beside the one that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import attrs

from opgavekern.network.fit.dependencies import BECAUSE, reasons_in
from opgavekern.network.fit.formal_results import ActorFormality, FormalAndActual, FormalTie
from opgavekern.network.fit.requirements import Requirement
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.labels import labels_of
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.surveys import survey_of

#: From and to; where ties have no direction in the order of actors.
_Pair = tuple[Hashable, Hashable]


def formal_and_actual(formal: Graph, actual: Graph) -> FormalAndActual:
    """Compare the network that is asked with the one that is.

    The formal network holds who should have contact: by an organisation chart, agreements,
    mandates, or a way of working. Of a dossier and a municipality's governance that is
    `required_contacts` of `opgavekern.steering`; two cities are compared by giving what one asks
    as formal and what the other asks as actual. Ties are compared by who they join: one by one in
    each direction where both networks are directed, and else either way. Loops are left out.

    After a survey of the actual network it is known of a tie whether it is there as soon as who
    it comes from answered, or where ties have no direction one of both; other ties that are asked
    are told apart and do not count. Without a survey, who is not in the actual network has no ties.
    Shares of nothing are None: an empty graph, one actor, or no ties. Takes time that grows with
    ties.

    Args:
        formal: Who should have contact with whom, any networkx graph. Reasons of a tie in
            `because`, as `Requirement`, are told.
        actual: Who has, any networkx graph.

    Raises:
        NetworkError: One of both is no graph, or its survey is none.

    Source: D. Krackhardt and J. R. Hanson, "Informal networks: the company behind the chart",
    Harvard Business Review 71(4), 1993, 104-111.

    >>> import networkx as nx
    >>> chart = nx.Graph([("mayor", "clerk"), ("clerk", "lead")])
    >>> found = formal_and_actual(chart, nx.Graph([("mayor", "clerk"), ("mayor", "lead")]))
    >>> found.coverage, [(one.first, one.second) for one in found.absent], found.informal
    (0.5, [('clerk', 'lead')], (('mayor', 'lead'),))
    """
    asked, there = snapshot_of(formal), snapshot_of(actual)
    is_directed = asked.is_directed and there.is_directed
    actors = (*there.actors, *[one for one in asked.actors if one not in there.places])
    places = {one: place for place, one in enumerate(actors)}
    required = _pairs(asked, places, is_directed=is_directed)
    present = _pairs(there, places, is_directed=is_directed)
    is_known = dict(zip(there.actors, there.is_known, strict=True))
    is_survey = survey_of(actual) is not None

    def knows(pair: _Pair) -> bool:
        ends = pair[:1] if is_directed else pair
        return any(is_known.get(one, not is_survey) for one in ends)

    why = _reasons(formal, places, is_directed=is_directed)
    ties = tuple(
        FormalTie(
            first=name_of(pair[0]),
            second=name_of(pair[1]),
            is_actual=True if pair in present else False if knows(pair) else None,
            reasons=why.get(pair, ()),
        )
        for pair in required
    )
    informal = [pair for pair in present if pair not in required]
    labels = labels_of(formal) | labels_of(actual)
    return FormalAndActual(
        reading=attrs.evolve(
            there.reading,
            labelled=tuple(labels),
            labels=tuple(labels.values()),
            versions=versions_of(Engine.PLAIN),
        ),
        is_directed=is_directed,
        required=ties,
        informal=tuple((name_of(one), name_of(other)) for one, other in informal),
        actors=tuple(_of_actors(actors, dict(zip(required, ties, strict=True)), informal)),
        not_in_actual=len(actors) - len(there.actors),
    )


def _pairs(
    snapshot: Snapshot, places: Mapping[Hashable, int], *, is_directed: bool
) -> dict[_Pair, None]:
    """The ties of a network by whom they join, each once, in the order of actors."""
    found = (
        _in_order(snapshot.actors[tail], snapshot.actors[head], places, is_directed=is_directed)
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
    )
    return dict.fromkeys(sorted(set(found), key=lambda pair: (places[pair[0]], places[pair[1]])))


def _in_order(
    one: Hashable, other: Hashable, places: Mapping[Hashable, int], *, is_directed: bool
) -> _Pair:
    return (one, other) if is_directed or places[one] < places[other] else (other, one)


def _reasons(
    formal: Graph, places: Mapping[Hashable, int], *, is_directed: bool
) -> Mapping[_Pair, tuple[Requirement, ...]]:
    found: dict[_Pair, tuple[Requirement, ...]] = {}
    ties: Any = formal.edges(data=BECAUSE)
    for one, other, why in ties:
        pair = _in_order(one, other, places, is_directed=is_directed)
        told = reasons_in(why, Requirement)
        found[pair] = tuple(dict.fromkeys((*found.get(pair, ()), *told)))
    return found


def _of_actors(
    actors: tuple[Hashable, ...], required: Mapping[_Pair, FormalTie], informal: list[_Pair]
) -> Iterator[ActorFormality]:
    asked: dict[Hashable, list[bool | None]] = {}
    for pair, tie in required.items():
        for end in pair:
            asked.setdefault(end, []).append(tie.is_actual)
    beside: dict[Hashable, int] = {}
    for pair in informal:
        for end in pair:
            beside[end] = beside.get(end, 0) + 1
    for actor in actors:
        found = asked.get(actor, [])
        yield ActorFormality(
            actor=name_of(actor),
            kept=found.count(True),
            absent=found.count(False),
            informal=beside.get(actor, 0),
            unknown=found.count(None),
        )
