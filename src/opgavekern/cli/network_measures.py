"""Which measures of networks there are to ask for: those that a graph is enough for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.labels import folded

#: Parameters that take the group of each actor.
_GROUPS: Final = frozenset({"group", "by"})


@attrs.frozen
class GraphMeasure:
    """A measure that takes a graph, and perhaps the group of each actor, and nothing else.

    Attributes:
        name: As `opgavekern.network` calls it.
        function: The measure.
        group: The parameter that takes groups; empty where it takes none.
        needs_group: Whether it cannot do without.
        about: What it tells, in a line.
    """

    name: str
    function: Callable[..., Any]
    group: str
    needs_group: bool
    about: str

    def of(self, graph: Any, group: str) -> Any:
        """Return what it tells of a graph."""
        return self.function(graph, **({self.group: group} if self.group and group else {}))


def graph_measures() -> Mapping[str, GraphMeasure]:
    """Return every measure of `opgavekern.network` that a graph is enough for, by name.

    They are found by how they are declared: the first parameter is the graph, all others but
    groups have a default, and the answer is a `NetworkResult`. A new measure is among them as soon
    as the package offers it.
    """
    import opgavekern.network as offered

    found = {}
    for name in offered.__all__:
        function = getattr(offered, name)
        if not inspect.isfunction(function):
            continue
        signature = inspect.signature(function)
        answer = getattr(offered, str(signature.return_annotation), None)
        if not (inspect.isclass(answer) and issubclass(answer, offered.NetworkResult)):
            continue
        first, *others = signature.parameters.values()
        needed = {one.name for one in others if one.default is inspect.Parameter.empty}
        if first.name != "graph" or not needed <= _GROUPS:
            continue
        group = next((one.name for one in others if one.name in _GROUPS), "")
        about = (inspect.getdoc(function) or name).split("\n")[0]
        found[name] = GraphMeasure(name, function, group, bool(needed), about)
    return found


def measure_called(name: str) -> GraphMeasure | None:
    """Return a measure by its name, whatever its hyphens and case; None where there is none."""
    return {folded(one): measure for one, measure in graph_measures().items()}.get(folded(name))
