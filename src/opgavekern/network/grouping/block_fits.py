"""Which classes of actors fit a sociomatrix: by correlating, and by what fits better."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.network.grouping.block_criteria import ROUNDING, Blocks

#: Iterations of correlating correlations, after which a block is not split.
_ITERATIONS: Final = 200


def improve(blocks: Blocks, members: Any) -> tuple[float, Any]:
    """Move an actor to another class, or exchange two, as long as errors become fewer.

    Args:
        blocks: The sociomatrix, and what blocks are held against.
        members: The class of each actor; a class without any gets one of the largest.

    Returns:
        The errors, and the class of each actor; each class has some.
    """
    members = _filled(members, blocks.classes)
    errors = blocks.errors(members)
    slack = ROUNDING * blocks.errors(0 * members)
    while True:
        better = _better(blocks, members, errors - slack)
        if better is None:
            return errors, members
        errors, members = better


def _filled(members: Any, classes: int) -> Any:
    numpy = require("numpy")
    members = members.copy()
    for one in range(classes):
        sizes = numpy.bincount(members, minlength=classes)
        if not sizes[one]:
            members[numpy.flatnonzero(members == sizes.argmax())[-1]] = one
    return members


def _better(blocks: Blocks, members: Any, errors: float) -> tuple[float, Any] | None:
    """The best move with fewer errors; without one the first exchange that has fewer."""
    sizes = require("numpy").bincount(members)
    best: tuple[float, Any] | None = None
    for actor, own in enumerate(members.tolist()):
        for other in range(blocks.classes):
            if other != own and sizes[own] > 1:
                found = _with(blocks, members, {actor: other})
                if found[0] < (errors if best is None else best[0]):
                    best = found
    if best is not None:
        return best
    for actor in range(len(members)):
        for other in range(actor):
            if members[actor] != members[other]:
                found = _with(blocks, members, {actor: members[other], other: members[actor]})
                if found[0] < errors:
                    return found
    return None


def _with(blocks: Blocks, members: Any, changes: dict[int, Any]) -> tuple[float, Any]:
    changed = members.copy()
    for actor, one in changes.items():
        changed[actor] = one
    return blocks.errors(changed), changed


def concor(correlations: Any, classes: int) -> Any:
    """Split actors in two by correlating correlations, the largest class first.

    Args:
        correlations: Of the profiles of every two actors.
        classes: How many classes are wanted.

    Returns:
        The class of each actor, from 0; fewer classes where none can be split any more.
    """
    numpy = require("numpy")
    members = numpy.zeros(len(correlations), dtype="int64")
    stuck: set[int] = set()
    while members.max(initial=0) + 1 < classes:
        sizes = numpy.bincount(members)
        open_ = [one for one in range(len(sizes)) if one not in stuck and sizes[one] > 1]
        if not open_:
            break
        largest = max(open_, key=lambda one: sizes[one])
        places = numpy.flatnonzero(members == largest)
        leaving = _halved(correlations[numpy.ix_(places, places)])
        if leaving is None:
            stuck.add(largest)
        else:
            members[places[leaving]] = members.max() + 1
    return members


def _halved(correlations: Any) -> Any:
    """Who is not with the first actor; None where correlating does not tell actors apart."""
    numpy = require("numpy")
    for _ in range(_ITERATIONS):
        if (numpy.abs(correlations) > 1 - 1e-9).all():
            break
        centred = correlations - correlations.mean(axis=0)
        spreads = numpy.sqrt((centred**2).sum(axis=0))
        products = numpy.outer(spreads, spreads)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            correlations = numpy.where(products > 1e-12, centred.T @ centred / products, 0.0)
    leaving = correlations[0] < 0
    return leaving if leaving.any() else None


def in_order(members: Any) -> list[int]:
    """Number classes from 1 as they first come among the actors."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(int(one), len(numbers) + 1) for one in members]
