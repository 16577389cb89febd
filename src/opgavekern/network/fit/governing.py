"""How a network is governed: the figures that Provan and Kenis tell modes apart by."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable
from typing import Any

import attrs
import networkx as nx

from opgavekern.base.texts import message, quoted
from opgavekern.network.fit.mode_results import CentralActor, GovernanceIndicators
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.attributes import Numbers, numbers_of
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Engine, name_of
from opgavekern.network.foundation.snapshots import Snapshot, count_known, snapshot_of
from opgavekern.network.panels.concentration import centralisation
from opgavekern.network.structure.components import neighbours_of
from opgavekern.network.structure.part_of import among
from opgavekern.network.structure.whole import EFFORT
from opgavekern.network.weak_spots.parts_left import pairs_of, parts_without

#: So many who have the most ties are told apart: of a ring everybody has.
_MOST_CENTRAL = 5


def governance_mode(
    graph: Graph,
    *,
    participants: Iterable[Hashable] | None = None,
    trust: str | None = None,
    consensus: Numbers | None = None,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> GovernanceIndicators:
    """Return the figures by which shared, lead and administrative governance are told apart.

    Provan and Kenis name three modes: participants govern together; one of them leads; or an
    organisation of its own does that does not do the work itself. They go with how widely trust is
    shared, with the number of participants, with consensus on goals and with what the network must
    be able to do. Figures are given for what a graph can tell; which mode it is, it does not say.

    Ties count either way. Density is m / known pairs; centralisation is Freeman's, of degrees and
    of betweenness. Of who has the most ties: their share of ties, the share of the others they
    reach, the share of pairs of others that have no path without them, and density without them.
    After a survey pairs count of which one of both answered, and the rest goes by known ties. What
    has no meaning is None: an empty graph has no density, and without ties nobody is central. Takes
    the time of betweenness, that of actors times ties; beyond `effort` that figure is None.

    Args:
        graph: Any networkx graph; it is not changed.
        participants: Who do the work of the network themselves; None for not told.
        trust: The attribute of ties that holds how much trust there is, a number from 0 up; of two
            ties between the same actors the lowest counts, since trust is mutual.
        consensus: How far each actor agrees with the goals: an attribute, or a map.
        effort: Most steps that betweenness may take; None for no limit.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: Trust or consensus is absent or no number, trust is below zero, or a
            participant is not in the network.

    Source: K. G. Provan and P. Kenis, "Modes of network governance: structure, management, and
    effectiveness", Journal of Public Administration Research and Theory 18(2), 2008, 229-252.

    >>> import networkx as nx
    >>> found = governance_mode(nx.star_graph(["board", "a", "b", "c"]), participants=["a", "b"])
    >>> found.degree_centralisation, found.central[0].severed, found.central[0].takes_part
    (1.0, 1.0, False)
    """
    whole = snapshot_of(graph)
    working = None if participants is None else _participants(whole, participants)
    agreed = () if consensus is None else numbers_of(graph, consensus)
    trusted = None if trust is None else _trust(graph, trust)
    contacts: Graph = nx.Graph(graph)
    contacts.remove_edges_from(list(nx.selfloop_edges(contacts)))
    snapshot = snapshot_of(contacts)
    neighbours = neighbours_of(snapshot)
    degrees = list(map(len, neighbours))
    ties, most = sum(degrees) // 2, max(degrees, default=0)
    top = [place for place, one in enumerate(degrees) if one == most and most]
    is_short = effort is None or len(snapshot) * max(ties, 1) * 2 <= effort
    measures = ["degree", *["betweenness"] * is_short]
    found = centralisation(contacts, measures, effort=effort, engine=engine)
    shares = {str(one.measure.value): one.share for one in found.measures}
    pairs = count_known(snapshot) // 2
    mean = math.fsum(agreed) / len(agreed) if agreed else None
    return GovernanceIndicators(
        reading=attrs.evolve(
            whole.reading, engine=found.reading.engine, versions=found.reading.versions
        ),
        participants=len(snapshot) if working is None else len(working),
        isolates=degrees.count(0),
        density=_density(snapshot),
        degree_centralisation=shares["degree"],
        betweenness_centralisation=shares.get("betweenness"),
        central=tuple(_central(snapshot, place, working, ties) for place in top[:_MOST_CENTRAL]),
        central_count=len(top),
        trust_density=None if trusted is None or not pairs else math.fsum(trusted) / pairs,
        mean_trust=math.fsum(trusted) / len(trusted) if trusted else None,
        mean_consensus=mean,
        consensus_spread=None
        if mean is None
        else math.sqrt(math.fsum((one - mean) ** 2 for one in agreed) / len(agreed)),
    )


def _participants(snapshot: Snapshot, given: Iterable[Hashable]) -> frozenset[Hashable]:
    if isinstance(given, str):
        raise NetworkError(
            message(
                "participants={found} is één naam; geef een lijst van namen",
                "participants={found} is one name; give a list of names",
                found=quoted(given),
            )
        )
    found = several("participants", given)
    absent = [one for one in found if not _is_there(one, snapshot)]
    if absent:
        raise NetworkError(
            message(
                "{one} staat bij participants en niet in het netwerk; voeg die actor toe, of laat "
                "hem weg",
                "{one} is among participants and not in the network; add that actor, or leave it "
                "out",
                one=quoted(absent[0]),
            )
        )
    return frozenset(found)


def _is_there(actor: Any, snapshot: Snapshot) -> bool:
    return isinstance(actor, Hashable) and actor in snapshot.places


def _density(snapshot: Snapshot) -> float | None:
    """Return ties over pairs, as far as it is known of those whether they have one."""
    pairs = count_known(snapshot)
    ties = zip(snapshot.tails, snapshot.heads, strict=True)
    return sum(snapshot.knows(one, other) for one, other in ties) / pairs if pairs else None


def _trust(graph: Graph, attribute: str) -> list[float]:
    """Return the trust of each two of whom a tie is known: the lowest, of ties both ways."""
    read = snapshot_of(graph, weight=attribute, weight_means="rank")
    lowest: dict[tuple[int, int], float] = {}
    for tail, head, weight in zip(read.tails, read.heads, read.weights or (), strict=True):
        if not (read.is_known[tail] or read.is_known[head]):
            continue
        pair = (min(tail, head), max(tail, head))
        lowest[pair] = min(weight, lowest.get(pair, weight))
    return list(lowest.values())


def _central(
    snapshot: Snapshot, place: int, working: Collection[Hashable] | None, ties: int
) -> CentralActor:
    neighbours = neighbours_of(snapshot)
    own, others = len(neighbours[place]), len(snapshot) - 1
    rest = among(snapshot, [one != place for one in range(len(snapshot))])
    pairs = pairs_of(others)
    actor = snapshot.actors[place]
    return CentralActor(
        actor=name_of(actor),
        ties=own,
        share_of_ties=own / ties if ties else None,
        reach=own / others if others else None,
        severed=parts_without(neighbours, [place]).severed / pairs if pairs else None,
        density_without=_density(rest),
        takes_part=None if working is None else actor in working,
    )
