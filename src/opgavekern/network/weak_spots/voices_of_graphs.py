"""Who is missing from a network."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.naming import no_such_actor
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.foundation.surveys import survey_of
from opgavekern.network.weak_spots.covering import covers_of
from opgavekern.network.weak_spots.voice_results import EventGap, RelationIsolates, Voice


class GraphVoices:
    """Who speaks in a network, and who does not."""

    def __init__(
        self,
        graph: Graph,
        expected: Mapping[str, Iterable[Hashable]],
        events: Iterable[Hashable],
        seated: Iterable[Hashable] | None,
    ) -> None:
        verify_graph(graph)
        self._graph = graph
        self.reading = attrs.evolve(snapshot_of(graph).reading, versions=versions_of(Engine.PLAIN))
        self._events = dict.fromkeys(_there(graph, events))
        self._seated = (
            None if seated is None else frozenset(_there(graph, several("seated", seated)))
        )
        survey = survey_of(graph)
        self._known = frozenset(graph) if survey is None else survey.known
        self._expected = {
            attribute: tuple(dict.fromkeys(map(name_of, several("expected", things))))
            for attribute, things in expected.items()
        }
        self._stands_for = {
            attribute: dict(zip(graph, covers_of(graph, attribute), strict=True))
            for attribute in expected
        }
        self._tied = _tied_by_relation(graph)

    def voices(self) -> Iterator[Voice]:
        """Yield each thing that is expected, and who stands for it."""
        for attribute, things in self._expected.items():
            stands_for = self._stands_for[attribute]
            for thing in things:
                heard = [name_of(one) for one in self._actors() if thing in stands_for[one]]
                yield Voice(sort=attribute, thing=thing, label=str(thing), heard_by=tuple(heard))

    def isolates(self) -> Iterator[RelationIsolates]:
        """Yield who has no tie, by relation."""
        for relation, tied in self._tied.items():
            outside = [one for one in self._actors() if one not in tied]
            known = [name_of(one) for one in outside if one in self._known]
            yield RelationIsolates(
                relation=relation, actors=tuple(known), unknown=len(outside) - len(known)
            )

    def has_tie(self, actor: Hashable) -> bool | None:
        """Tell whether an actor has a tie; None where it did not answer and nobody named it."""
        if any(actor in tied for tied in self._tied.values()):
            return True
        return False if actor in self._known else None

    def has_seat(self, actor: Hashable) -> bool | None:
        """Tell whether an actor has a seat; None where that was not said."""
        return None if self._seated is None else actor in self._seated

    def events(self) -> Iterator[EventGap]:
        """Yield events at which somebody was present, and nobody of some kind."""
        for event in self._events:
            around = _neighbours(self._graph, event)
            for attribute, things in self._expected.items():
                there = frozenset().union(*(self._stands_for[attribute][one] for one in around))
                absent = tuple(thing for thing in things if thing not in there)
                if around and absent:
                    yield EventGap(
                        event=name_of(event), label=str(event), sort=attribute, absent=absent
                    )

    def _actors(self) -> Iterator[Any]:
        return (one for one in self._graph if one not in self._events)


def _there(graph: Graph, nodes: Iterable[Hashable]) -> Iterator[Hashable]:
    for one in nodes:
        if one not in graph:
            raise NetworkError(no_such_actor(one, graph))
        yield one


def _neighbours(graph: Graph, node: Hashable) -> set[Hashable]:
    found = set(graph[node])
    if graph.is_directed():
        found |= set(graph.to_undirected(as_view=True)[node])
    return found - {node}


def _tied_by_relation(graph: Graph) -> dict[str, set[Hashable]]:
    """Return who has a tie with another, by relation: the `kind` of a tie, or nothing."""
    found: dict[str, set[Hashable]] = {}
    for start, end, data in graph.edges(data=True):
        kind = data.get("kind")
        ends = found.setdefault("" if kind is None else str(kind), set())
        if start != end:
            ends |= {start, end}
    return found or {"": set()}
