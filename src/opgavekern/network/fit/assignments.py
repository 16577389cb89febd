"""Who works on which task, read from a network of two modes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import attrs

from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MODE, snapshot_of


@attrs.frozen
class Work:
    """Who works on which task; tasks of nobody and actors without a task are left out.

    Attributes:
        by_actor: Of each actor its tasks, and how much of its work each is.
        by_task: Of each task who works on it.
        labels: What people call tasks, where that is known.
    """

    by_actor: Mapping[Hashable, Mapping[Hashable, float]]
    by_task: Mapping[Hashable, tuple[Hashable, ...]]
    labels: Mapping[Hashable, str]

    @property
    def actors(self) -> tuple[Hashable, ...]:
        """Who works on something, in the order of the graph."""
        return tuple(self.by_actor)


def work_of(assignments: Graph, among: frozenset[Hashable], weight: str | None = None) -> Work:
    """Read who works on which task.

    Args:
        assignments: Nodes have 0 (actors) or 1 (tasks) as `bipartite`; where none has, actors are
            those of `among`.
        among: The actors of the network beside it.
        weight: The attribute that holds how much of an actor's work a task is; None for one each.

    Raises:
        NetworkError: A tie joins two actors or two tasks, or a weight is absent, negative or no
            number.
    """
    means = None if weight is None else "strength"
    read = snapshot_of(assignments, weight=weight, weight_means=means)
    modes = dict(assignments.nodes(data=MODE))
    has_modes = any(mode is not None for mode in modes.values())
    is_actor = [modes[one] == 0 if has_modes else one in among for one in read.actors]
    by_actor: dict[Hashable, dict[Hashable, float]] = {}
    by_task: dict[Hashable, list[Hashable]] = {}
    for place, (tail, head) in enumerate(zip(read.tails, read.heads, strict=True)):
        if is_actor[tail] == is_actor[head]:
            raise _one_sided(read.actors[tail], read.actors[head], are_actors=is_actor[tail])
        one, task = (tail, head) if is_actor[tail] else (head, tail)
        actor, name = read.actors[one], read.actors[task]
        by_actor.setdefault(actor, {})[name] = 1.0 if read.weights is None else read.weights[place]
        by_task.setdefault(name, []).append(actor)
    return Work(
        by_actor=by_actor,
        by_task={task: tuple(dict.fromkeys(each)) for task, each in by_task.items()},
        labels={one: str(said) for one, said in assignments.nodes(data="label") if said},
    )


def _one_sided(one: Hashable, other: Hashable, *, are_actors: bool) -> NetworkError:
    sides = message("actoren", "actors") if are_actors else message("taken", "tasks")
    return NetworkError(
        message(
            "{one} – {other} verbindt twee {sides}; een toewijzing gaat van een actor naar een "
            'taak. Geef punten 0 (actor) of 1 (taak) als "bipartite"',
            "{one} – {other} joins two {sides}; an assignment goes from an actor to a task. Give "
            'nodes 0 (actor) or 1 (task) as "bipartite"',
            one=quoted(one),
            other=quoted(other),
            sides=sides,
        )
    )
