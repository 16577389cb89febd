"""How well classes of actors fit a sociomatrix, and which classes fit better."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.extras import require

#: Iterations of correlating correlations, after which a block is not split.
_ITERATIONS: Final = 200


@attrs.frozen(kw_only=True, eq=False)
class Blocks:
    """A sociomatrix to be cut in blocks.

    Attributes:
        ties: Ones and zeros, zero where it is not known whether there is a tie.
        known: Which cells are known, as ones and zeros.
        classes: Into how many classes.
    """

    ties: Any
    known: Any
    classes: int

    def counts(self, members: Any) -> tuple[Any, Any]:
        """Return ties and known cells of each block, for the class of each actor."""
        numpy = require("numpy")
        of_class = numpy.eye(self.classes)[members]
        return of_class.T @ self.ties @ of_class, of_class.T @ self.known @ of_class

    def errors(self, members: Any) -> float:
        """Return how many cells differ from blocks that are all ties or none."""
        return _errors(*self.counts(members))

    def improve(self, members: Any) -> tuple[float, Any]:
        """Move an actor to another class, or exchange two, as long as errors become fewer."""
        numpy = require("numpy")
        members = members.copy()
        errors = self.errors(members)
        while True:
            better = self._better(members, errors)
            if better is None:
                return errors, members
            errors, members = better
            members = numpy.array(members)

    def _better(self, members: Any, errors: float) -> tuple[float, Any] | None:
        """The best move; without a good one the first exchange that is good."""
        best: tuple[float, Any] | None = None
        for actor in range(len(members)):
            for other in range(self.classes):
                if other != members[actor]:
                    found = self._with(members, {actor: other})
                    if found[0] < (errors if best is None else best[0]):
                        best = found
        if best is not None:
            return best
        for actor in range(len(members)):
            for other in range(actor):
                if members[actor] != members[other]:
                    found = self._with(members, {actor: members[other], other: members[actor]})
                    if found[0] < errors:
                        return found
        return None

    def _with(self, members: Any, changes: dict[int, Any]) -> tuple[float, Any]:
        changed = members.copy()
        for actor, one in changes.items():
            changed[actor] = one
        return self.errors(changed), changed


def _errors(ties: Any, known: Any) -> float:
    return float(require("numpy").minimum(ties, known - ties).sum())


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
