"""Who has a tie with whom, either way, and of whom that is not known."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence

import attrs

from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.surveys import survey_of


@attrs.frozen
class Acquaintance:
    """Who has a tie with whom, by place.

    Attributes:
        actors: Those of the network, and after them others who count as without ties.
        places: The place of each.
        tied: With whom each has a tie, either way.
        is_known: Whether the choices of each are known; after a survey not of who is not in it.
    """

    actors: Sequence[Hashable]
    places: Mapping[Hashable, int]
    tied: Sequence[set[int]]
    is_known: Sequence[bool]

    @classmethod
    def of(cls, graph: Graph, snapshot: Snapshot, others: Iterable[Hashable] = ()) -> Acquaintance:
        """Read who has a tie with whom.

        Args:
            graph: The network.
            snapshot: As it was read.
            others: Who may not be in it.
        """
        absent = [one for one in others if one not in snapshot.places]
        actors = (*snapshot.actors, *absent)
        tied: list[set[int]] = [set() for _ in actors]
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True):
            tied[tail].add(head)
            tied[head].add(tail)
        is_known = (*snapshot.is_known, *[survey_of(graph) is None] * len(absent))
        places = {one: place for place, one in enumerate(actors)}
        return cls(actors=actors, places=places, tied=tied, is_known=is_known)

    def are_acquainted(self, one: int, other: int) -> bool | None:
        """Tell whether two have a tie; None where neither answered and nobody said so."""
        if other in self.tied[one]:
            return True
        return False if self.is_known[one] or self.is_known[other] else None

    def ties_within(self, some: Container[Hashable]) -> Iterator[tuple[Hashable, Hashable]]:
        """Yield each two of some actors who have a tie, in order."""
        for one, others in enumerate(self.tied):
            if self.actors[one] in some:
                for other in sorted(others):
                    if other > one and self.actors[other] in some:
                        yield self.actors[one], self.actors[other]
