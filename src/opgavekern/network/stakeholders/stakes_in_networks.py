"""Stakes at the actors of a network: by issue and by place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import attrs

from opgavekern.base.texts import Message, message, quoted
from opgavekern.model import Dossier, Ref
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.stakeholders.stakes import Stake, StakeSource, stakes_of


@attrs.frozen(eq=False)
class StakesAt:
    """What the actors of a network have at stake.

    Attributes:
        by_issue: Of each issue, in order, the stake of each actor by its place.
        elsewhere: Stakeholders who are no actor of the network.
    """

    by_issue: Mapping[str, Mapping[int, Stake]]
    elsewhere: tuple[Name, ...]


def positions_at(
    graph: Graph,
    snapshot: Snapshot,
    stakes: StakeSource | None,
    *,
    issue: str | None,
    on: date | None,
) -> StakesAt:
    """Return the positions of the actors of a network.

    A stakeholder of a dossier is the actor of that id, or the one that `graph_of` gives its
    reference: `stakeholder:` and the id.

    Args:
        graph: Any networkx graph.
        snapshot: As it was read.
        stakes: A dossier or records; None for the attributes of the graph's own nodes.
        issue: Only stakes in this issue.
        on: Only what holds on this day of a dossier.

    Raises:
        NetworkError: As `stakes_of` does; or no stakeholder is an actor of the network.
    """
    source = graph if stakes is None else stakes
    found = stakes_of(source, "position", issue=issue, on=on)
    places = {name_of(actor): place for place, actor in enumerate(snapshot.actors)}
    by_issue: dict[str, dict[int, Stake]] = {}
    elsewhere: dict[Name, None] = {}
    for one in found:
        place = places.get(one.stakeholder)
        if place is None and isinstance(source, Dossier):
            place = places.get(str(Ref("stakeholder", str(one.stakeholder))))
        if place is None:
            elsewhere[one.stakeholder] = None
        else:
            by_issue.setdefault(one.issue, {})[place] = one
    _verify_there(by_issue, elsewhere)
    return StakesAt(by_issue, tuple(elsewhere))


def say_elsewhere(elsewhere: Collection[Name]) -> Message:
    """Say how many stakeholders are no actor of the network."""
    return message(
        "Belanghebbenden die niet in dit netwerk staan: {count}.",
        "Stakeholders who are not in this network: {count}.",
        count=len(elsewhere),
    )


def _verify_there(found: Mapping[str, object], elsewhere: Iterable[Name]) -> None:
    absent = list(elsewhere)
    if absent and not found:
        raise NetworkError(
            message(
                "geen van de {count} belanghebbenden is een actor van dit netwerk, ook {one} niet; "
                "noem ze zoals het netwerk ze noemt",
                "none of the {count} stakeholders is an actor of this network, nor is {one}; name "
                "them as the network does",
                count=len(absent),
                one=quoted(absent[0]),
            )
        )
