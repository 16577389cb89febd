"""What passes each actor on shortest paths: all of them (stress), or one unit for each pair (load).

Both are gathered as Brandes (2008) gathers betweenness: from the furthest actor back to the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from opgavekern.network.paths.shortest_paths import shortest_paths
from opgavekern.network.paths.steps import Steps


def stress_from(steps: Steps, sources: Iterable[int]) -> list[float]:
    """Return for each actor how many shortest paths from some actors go through it."""
    total = [0.0] * len(steps.reached)
    for source in sources:
        paths = shortest_paths(steps, source)
        onward = dict.fromkeys(paths.order, 0)
        for one in reversed(paths.order):
            for earlier in paths.before[one]:
                onward[earlier] += 1 + onward[one]
            if one != source:
                total[one] += paths.ways[one] * onward[one]
    return total


def load_from(steps: Steps, targets: Iterable[int]) -> list[float]:
    """Return for each actor how much it handles when everyone sends one unit to some actors.

    Args:
        steps: The arcs against their direction: from a target to those that send to it.
        targets: To whom is sent.
    """
    total = [0.0] * len(steps.reached)
    for target in targets:
        paths = shortest_paths(steps, target)
        handled = dict.fromkeys(paths.order, 1.0)
        for one in reversed(paths.order):
            following = paths.before[one]
            for other in following:
                handled[other] += handled[one] / len(following)
            total[one] += handled[one]
    return total
