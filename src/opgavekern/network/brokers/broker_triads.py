"""The triads behind a count of brokerage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, counted, message
from opgavekern.network.brokers.broker_counts import open_paths
from opgavekern.network.brokers.broker_roles import ROLES, BrokerRole, role_of
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.literature import GOULD_FERNANDEZ_1989, Publication
from opgavekern.network.foundation.naming import place_of
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.stacks import Stack, draw_stacks


@attrs.frozen(kw_only=True)
class BrokerTriad(Answer):
    """Two actors without a tie, and one who links them.

    Attributes:
        start: Who names the broker, and not the end.
        broker: Who links them.
        end: Whom the broker names.
        role: Of the broker.
        brokers: How many link these two; each gets one share of the pair in the weighted form.
    """

    start: Name
    broker: Name
    end: Name
    role: BrokerRole
    brokers: int


@attrs.frozen(kw_only=True)
class BrokerTriads(NetworkResult):
    """The triads behind a count.

    Attributes:
        reading: How the graph was read.
        triads: In order of start, then broker.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (GOULD_FERNANDEZ_1989,)
    COLUMNS: ClassVar[Columns] = columns(
        start=object, broker=object, end=object, role=str, brokers=int
    )

    reading: Reading
    triads: tuple[BrokerTriad, ...]

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each triad."""
        return [
            {
                "start": one.start,
                "broker": one.broker,
                "end": one.end,
                "role": str(one.role.value),
                "brokers": one.brokers,
            }
            for one in self.triads
        ]

    def plot(self, ax: Any = None, *, most: int = 20, language: Language = "en") -> Any:
        """Draw how many pairs each broker links, by role, those who link most on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many brokers, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        counts = Counter((one.broker, one.role) for one in self.triads)
        pairs = Counter(one.broker for one in self.triads)
        brokers = [one for one, _ in pairs.most_common(most)]
        return draw_stacks(
            ax,
            [
                Stack(name=name, counts=tuple(counts[one, role] for role in ROLES))
                for one, name in zip(brokers, self.reading.called(brokers), strict=True)
            ],
            parts=ROLES,
            label=message("paren die de actor verbindt", "pairs that the actor links"),
            title=with_part(
                message("Wie verbindt wie, in welke rol?", "Who links others, in which role?"),
                len(brokers),
                len(pairs),
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return how many there are, and how the graph was read."""
        said = message(
            "{triads} met een actor ertussen die twee anderen zonder relatie verbindt.",
            "{triads} with an actor between who links two others without a tie.",
            triads=counted(
                len(self.triads),
                ("open driehoek", "open triad"),
                ("open driehoeken", "open triads"),
            ),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def broker_triads(
    graph: Graph,
    group: Groups,
    *,
    broker: Hashable = None,
    role: BrokerRole | str = BrokerRole.TOTAL,
) -> BrokerTriads:
    """List the triads that `brokerage` counts: who links whom.

    With a survey, triads whose broker did not answer are left out. Takes time and memory with the
    two-paths of the network.

    Args:
        graph: Any networkx graph; it is not changed.
        group: The node attribute that holds the group, or a map from actor to group.
        broker: Only those of this actor; None for all.
        role: Only those with the broker in this role.

    Raises:
        NetworkError: Some actor has no group, or there is no such actor or role.

    >>> import networkx as nx
    >>> chain = nx.DiGraph([("resident", "platform"), ("platform", "council")])
    >>> sides = {"resident": "district", "platform": "district", "council": "town hall"}
    >>> broker_triads(chain, sides).to_records()
    [{'start': 'resident', 'broker': 'platform', 'end': 'council', 'role': 'representative', 'brokers': 1}]
    """  # noqa: E501
    snapshot, groups = snapshot_of(graph), groups_of(graph, group)
    wanted = chosen(BrokerRole, role, "role")
    only = None if broker is None else place_of(snapshot, broker)
    names = tuple(map(name_of, snapshot.actors))
    found = []
    for start, linked in open_paths(snapshot):
        brokers = Counter(end for _, ends in linked for end in ends)
        for middle, ends in linked:
            if not snapshot.is_known[middle] or only not in (None, middle):
                continue
            for end in sorted(ends):
                taken = role_of(groups[start], groups[middle], groups[end])
                if wanted in (BrokerRole.TOTAL, taken):
                    found.append(
                        BrokerTriad(
                            start=names[start],
                            broker=names[middle],
                            end=names[end],
                            role=taken,
                            brokers=brokers[end],
                        )
                    )
    return BrokerTriads(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        triads=tuple(found),
    )
