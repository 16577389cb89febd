"""Motifs of actors and issues, counted around each two actors, or each two issues."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

import attrs

from opgavekern.base.labels import Term
from opgavekern.network.fit.acquaintance import Acquaintance
from opgavekern.network.fit.assignments import Work
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import snapshot_of

_Pair = tuple[int, int]
#: Issues that depend on each other, both ways round.
_Links = Mapping[Hashable, Collection[Hashable]]


class Motif(Term):
    """A small pattern of actors and issues that is closed by a tie, or open without it."""

    SHARED_ISSUE = "shared_issue", "samen aan één opgave", "together on one issue"
    DEPENDENT_ISSUES = (
        "dependent_issues",
        "elk aan een samenhangende opgave",
        "each on one of two dependent issues",
    )
    BOTH_ISSUES = (
        "both_issues",
        "samen aan samenhangende opgaven",
        "together on two dependent issues",
    )
    ONE_ACTOR = "one_actor", "één actor aan twee opgaven", "one actor on two issues"


@attrs.frozen(eq=False)
class Side:
    """The motifs around each two of one side: actors, or issues.

    Attributes:
        names: Who or what is on this side; the first has place 0.
        ties: Which two have a tie, or depend on each other; first the smaller place.
        is_heard: Whether it is known of each with whom it has ties.
        counts: Of each motif, how many are around which two.
    """

    names: Sequence[Hashable]
    ties: frozenset[_Pair]
    is_heard: Sequence[bool]
    counts: Mapping[Motif, Counter[_Pair]]

    def is_known(self, pair: _Pair) -> bool:
        """Tell whether it is known if two have a tie: one of them answered."""
        return self.is_heard[pair[0]] or self.is_heard[pair[1]]

    def totals(self, motif: Motif) -> tuple[int, int, int]:
        """Return how many of a motif are closed, open, and not known."""
        closed = unclosed = unknown = 0
        for pair, many in self.counts[motif].items():
            if not self.is_known(pair):
                unknown += many
            elif pair in self.ties:
                closed += many
            else:
                unclosed += many
        return closed, unclosed, unknown


def links_of(dependencies: Graph | None, work: Work) -> _Links:
    """Read which issues that somebody works on depend on each other, whichever way."""
    found: dict[Hashable, dict[Hashable, None]] = {one: {} for one in work.by_task}
    if dependencies is None:
        return found
    read = snapshot_of(dependencies)
    for tail, head in zip(read.tails, read.heads, strict=True):
        one, other = read.actors[tail], read.actors[head]
        if one in found and other in found:
            found[one][other] = found[other][one] = None
    return found


def combinations_of(work: Work, links: _Links) -> int:
    """Return how many motifs are gone through at most."""
    many = {issue: len(actors) for issue, actors in work.by_task.items()}
    shared = sum(math.comb(count, 2) for count in many.values())
    dependent = sum(many[one] * many[other] for one, other in _pairs(links))
    return shared + dependent + sum(math.comb(len(its), 2) for its in work.by_actor.values())


def actors_side(work: Work, links: _Links, known: Acquaintance) -> Side:
    """Count motifs around each two actors who work on something.

    An actor who works on both of two issues that depend on each other is on neither side of a
    motif of two issues with actors of their own.
    """
    actors = [one for one in known.actors if one in work.by_actor]
    places = {one: place for place, one in enumerate(actors)}
    on = {issue: sorted(places[one] for one in its) for issue, its in work.by_task.items()}
    shared, dependent, both = Counter[_Pair](), Counter[_Pair](), Counter[_Pair]()
    for its in on.values():
        shared.update(itertools.combinations(its, 2))
    for issue, other in _pairs(links):
        here, there = set(on[issue]), set(on[other])
        apart = itertools.product(here - there, there - here)
        dependent.update((a, b) if a < b else (b, a) for a, b in apart)
        both.update(itertools.combinations(sorted(here & there), 2))
    of_known = [known.places[one] for one in actors]
    back = {place: number for number, place in enumerate(of_known)}
    ties = (
        (number, back[other])
        for number, place in enumerate(of_known)
        for other in known.tied[place]
        if other in back
    )
    return Side(
        names=actors,
        ties=frozenset(pair for pair in ties if pair[0] < pair[1]),
        is_heard=[known.is_known[place] for place in of_known],
        counts={
            Motif.SHARED_ISSUE: shared,
            Motif.DEPENDENT_ISSUES: dependent,
            Motif.BOTH_ISSUES: both,
        },
    )


def issues_side(work: Work, links: _Links) -> Side:
    """Count, around each two issues that somebody works on, the actors who work on both."""
    places = {one: place for place, one in enumerate(work.by_task)}
    counts = Counter[_Pair]()
    for its in work.by_actor.values():
        counts.update(itertools.combinations(sorted(map(places.__getitem__, its)), 2))
    pairs = (sorted((places[one], places[other])) for one, other in _pairs(links))
    return Side(
        names=list(work.by_task),
        ties=frozenset((one, other) for one, other in pairs),
        is_heard=[True] * len(places),
        counts={Motif.ONE_ACTOR: counts},
    )


def issues_between(
    one: Hashable, other: Hashable, work: Work, links: _Links
) -> Iterator[tuple[Motif, tuple[Hashable, ...]]]:
    """Yield the motifs around two actors, each with the issues that are in it."""
    mine, theirs = work.by_actor[one], work.by_actor[other]
    both = [issue for issue in mine if issue in theirs]
    yield from ((Motif.SHARED_ISSUE, (issue,)) for issue in both)
    for issue in mine:
        if issue not in theirs:
            for linked in links[issue]:
                if linked in theirs and linked not in mine:
                    yield Motif.DEPENDENT_ISSUES, (issue, linked)
    for pair in itertools.combinations(both, 2):
        if pair[1] in links[pair[0]]:
            yield Motif.BOTH_ISSUES, pair


def _pairs(links: _Links) -> Iterator[tuple[Hashable, Hashable]]:
    """Yield each two issues that depend on each other once."""
    order = {one: place for place, one in enumerate(links)}
    for one, others in links.items():
        yield from ((one, other) for other in others if order[one] < order[other])
