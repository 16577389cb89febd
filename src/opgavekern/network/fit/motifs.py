"""Social-ecological motifs: whether ties between actors follow the issues that they work on."""

from __future__ import annotations

import functools
import heapq
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from typing import Any, Final

import attrs

from opgavekern.base.running import Progress
from opgavekern.base.texts import message
from opgavekern.network.fit.acquaintance import Acquaintance
from opgavekern.network.fit.assignments import Work, work_of
from opgavekern.network.fit.motif_chance import SWAPS, MotifNull, Weighed, closed_by_chance
from opgavekern.network.fit.motif_counts import (
    Motif,
    Side,
    actors_side,
    combinations_of,
    issues_between,
    issues_side,
    links_of,
)
from opgavekern.network.fit.motif_results import MotifCount, OpenMotif, SocialEcologicalMotifs
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.intervals import drawn_figures
from opgavekern.network.foundation.null_distributions import null_distribution
from opgavekern.network.foundation.readings import Engine, name_of, versions_of
from opgavekern.network.foundation.replicates import draw_replicates, verify_whole
from opgavekern.network.foundation.snapshots import snapshot_of

#: Combinations of actors and issues, and ties of all draws, that may be gone through.
EFFORT: Final = 10**7
#: Share of what chance gives between low and high.
_CONFIDENCE: Final = 0.95


def social_ecological_motifs(
    graph: Graph,
    assignments: Graph,
    dependencies: Graph | None = None,
    *,
    null: MotifNull | str = MotifNull.DEALT,
    draws: int = 1000,
    seed: int = 0,
    gaps: int = 100,
    effort: int | None = EFFORT,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> SocialEcologicalMotifs:
    """Tell whether ties between actors follow the issues that they work on, motif by motif.

    Actors, issues, who works on what and which issues depend on each other are one network of two
    levels: in the literature actors and ecosystems. A motif is a small pattern of it that one tie
    closes:

    - `shared_issue`: two actors work on one issue (closed: a triangle);
    - `dependent_issues`: two issues depend on each other, and each has an actor who does not work
      on the other (closed: a square);
    - `both_issues`: two actors both work on two issues that depend on each other;
    - `one_actor`: one actor works on two issues; here it is their dependency that closes it, a
      triangle from the side of the issues.

    Closed and open of the same motif add up to what who-works-on-what alone decides, so that one
    figure tells both: the share that is closed. It is laid beside networks in which chance decides.
    `dealt` deals the places in the network anew among actors who work on something: the network
    stays as it is, and so does who works on what, and only who is where changes (as in QAP).
    `rewired` gives each as many ties as now, with others, by exchanging ends of two ties many
    times. For `one_actor` the same is done with issues and their dependencies. p is
    (k + 1)/(N + 1).

    A tie either way, and a dependency either way, is one. After a survey it is known whether two
    have a tie as soon as one of both answered; other pairs do not count, also where a tie is told,
    and are told apart. Chance deals places of those who answered, and of those who did not, apart.
    Actors of whom no issue is known are left out.

    Takes time that grows with pairs of actors on each issue and on each two that depend on each
    other, and for each draw with ties, ten times over where they are rewired: ten million take some
    ten seconds, or half a minute where ties are rewired; more than `effort` is refused.

    Args:
        graph: Who works with whom, any networkx graph; it is not changed.
        assignments: Who works on which issue: nodes have 0 (actors) or 1 (issues) as `bipartite`;
            where none has, the actors are those of `graph`. Of a dossier: `issue_actors` or
            `stakeholder_issues`.
        dependencies: Which issues depend on each other. Of a dossier: `issue_dependencies`. None
            where only working on the same issue counts.
        null: What chance decides: `dealt` or `rewired`.
        draws: How many networks chance makes; 0 counts only, and takes no NumPy.
        seed: What makes chance repeatable, whatever the number of workers.
        gaps: Of how many pairs open motifs are listed, those with most first.
        effort: Most combinations and ties that may be gone through; None for no limit.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: A tie of the assignments joins two actors or two issues, a number is none
            from 0 up, there is no such null model, or it would take too long.
        MissingExtraError: There are draws, and NumPy is not installed.

    Source: Ö. Bodin and M. Tengö, "Disentangling intangible social-ecological systems", Global
    Environmental Change 22(2), 2012, 430-439; Ö. Bodin and others, "Theorizing benefits and
    constraints in collaborative environmental governance", Ecology and Society 21(1), 2016, 40.

    >>> import networkx as nx
    >>> work = nx.Graph([("ann", "dike"), ("bob", "dike"), ("eve", "polder")])
    >>> talks = nx.Graph([("ann", "bob")])
    >>> talks.add_node("eve")
    >>> found = social_ecological_motifs(talks, work, nx.Graph([("dike", "polder")]), draws=0)
    >>> [(str(one.motif.value), one.closed, one.open) for one in found.motifs]
    [('shared_issue', 1, 0), ('dependent_issues', 0, 2), ('both_issues', 0, 0), ('one_actor', 0, 0)]
    >>> [(one.first, one.second, one.issues) for one in found.gaps]
    [('ann', 'eve', ('dike', 'polder')), ('bob', 'eve', ('dike', 'polder'))]
    """
    wanted = chosen(MotifNull, null, "null")
    for argument, number in (("draws", draws), ("seed", seed), ("gaps", gaps)):
        verify_whole(argument, number, least=0)
    snapshot = snapshot_of(graph)
    work = work_of(assignments, frozenset(graph))
    links = links_of(dependencies, work)
    _verify_effort(combinations_of(work, links), effort)
    known = Acquaintance.of(graph, snapshot, work.actors)
    of_actors = actors_side(work, links, known)
    sides = (of_actors,) if dependencies is None else (of_actors, issues_side(work, links))
    many = sum(len(side.ties) for side in sides) * (SWAPS if wanted is MotifNull.REWIRED else 1)
    _verify_effort(many * draws, effort)
    counts = {motif: side.totals(motif) for side in sides for motif in side.counts}
    drawn = None
    if draws:
        drawn = draw_replicates(
            functools.partial(closed_by_chance, sides=tuple(map(Weighed, sides)), null=wanted),
            draws,
            seed=seed,
            argument="draws",
            executor=executor,
            progress=progress,
        )
    engine = Engine.FAST if draws else Engine.PLAIN
    is_asked = [dependencies is not None or one is Motif.SHARED_ISSUE for one in counts]
    motifs = [_counted(*one, drawn, at) for at, one in enumerate(counts.items()) if is_asked[at]]
    open_around = _open_around(of_actors)
    first = heapq.nsmallest(gaps, open_around, key=lambda pair: (-open_around[pair], pair))
    return SocialEcologicalMotifs(
        reading=attrs.evolve(
            snapshot.reading,
            engine=engine,
            seed=seed if draws else None,
            versions=versions_of(engine),
        ),
        null=wanted,
        actors=len(work.by_actor),
        issues=len(work.by_task),
        without_issue=sum(one not in work.by_actor for one in graph),
        not_in_network=sum(one not in snapshot.places for one in work.by_actor),
        motifs=tuple(motifs),
        open_pairs=len(open_around),
        gaps=tuple(_gaps(of_actors, first, work, links)),
    )


def _counted(motif: Motif, totals: tuple[int, int, int], drawn: Any, at: int) -> MotifCount:
    """Return the counts of a motif, with the shares that chance gives."""
    found = MotifCount(motif=motif, closed=totals[0], open=totals[1], unknown=totals[2])
    if drawn is None or found.share is None:
        return found
    shares = drawn[:, at] / (found.closed + found.open)
    between = drawn_figures(shares, _CONFIDENCE)
    chance = null_distribution(found.share, shares)
    return attrs.evolve(found, chance=chance, low=between.low, high=between.high)


def _open_around(side: Side) -> dict[tuple[int, int], int]:
    """Count the open motifs around each two who have some."""
    found: dict[tuple[int, int], int] = {}
    for its in side.counts.values():
        for pair, many in its.items():
            if pair not in side.ties and side.is_known(pair):
                found[pair] = found.get(pair, 0) + many
    return found


def _gaps(
    side: Side, pairs: list[tuple[int, int]], work: Work, links: Mapping[Any, Any]
) -> Iterator[OpenMotif]:
    """Yield what is open around some pairs, with the issues."""
    for one, other in pairs:
        first, second = side.names[one], side.names[other]
        for motif, issues in issues_between(first, second, work, links):
            yield OpenMotif(
                motif=motif,
                first=name_of(first),
                second=name_of(second),
                issues=tuple(map(name_of, issues)),
                labels=tuple(work.labels.get(issue, str(issue)) for issue in issues),
            )


def _verify_effort(needed: int, effort: int | None) -> None:
    verify_effort(
        needed,
        effort,
        does=message(
            "dit gaat {needed} combinaties of relaties langs",
            "this goes through {needed} combinations or ties",
            needed=needed,
        ),
        instead=message(
            "neem minder actoren, opgaven of draws", "take fewer actors, issues or draws"
        ),
    )
