"""Actors that a caller names."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from opgavekern.base.texts import Message, message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.snapshots import Snapshot


def place_of(snapshot: Snapshot, actor: Hashable) -> int:
    """Return the place of an actor.

    Raises:
        NetworkError: There is no such actor.
    """
    place = snapshot.places.get(actor)
    if place is None:
        raise NetworkError(no_such_actor(actor, snapshot.actors))
    return place


def no_such_actor(actor: object, actors: Collection[object]) -> Message:
    """Say that an actor is not there, without naming who is."""
    return message(
        "{actor} is geen van de {count} actoren van dit netwerk; geef de naam zoals die in het "
        "netwerk staat",
        "{actor} is none of the {count} actors of this network; give the name as the network "
        "has it",
        actor=quoted(actor),
        count=len(actors),
    )
