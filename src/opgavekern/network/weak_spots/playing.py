"""Which actors matter most together: key players."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import BORGATTI_2006, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.plots.bars import Bar, draw_bars
from opgavekern.network.structure.components import neighbours_of
from opgavekern.network.weak_spots.player_scores import KeyPlayerMeasure, Score, score_of

#: Looks at an actor or tie that may be needed: some tens of seconds.
EFFORT = 10**8


@attrs.frozen(kw_only=True)
class KeyPlayers(NetworkResult):
    """The actors that matter most together.

    Attributes:
        reading: How the graph was read.
        by: What they are key for.
        steps: Within how many steps reach counts.
        players: Who, in the order of the graph.
        value: What they are worth together, 0 to 1; None without actors.
        before: The same of nobody: fragmentation as it is; None without actors.
        alone: What each of them is worth alone.
        is_exact: Every set was tried: none is worth more.
        optima: How many sets are worth as much; None where not every set was tried.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BORGATTI_2006,)
    COLUMNS: ClassVar[Columns] = columns(player=object, alone=float)

    reading: Reading
    by: KeyPlayerMeasure
    steps: int
    players: tuple[Name, ...]
    value: float | None
    before: float | None
    alone: tuple[float, ...]
    is_exact: bool
    optima: int | None = None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each of them."""
        pairs = zip(self.players, self.alone, strict=False)
        return [{"player": player, "alone": alone} for player, alone in pairs]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw what they are worth together, and each alone.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        rows: list[tuple[str, float | None]] = [
            (message("samen", "together").text(language), self.value),
            *zip(self.reading.called(self.players), self.alone, strict=True),
            (message("niemand", "nobody").text(language), self.before),
        ]
        return draw_bars(
            ax,
            [Bar(name=name, length=one, words=in_short(one).text(language)) for name, one in rows],
            label=self.by,
            title=message("Wie doen er samen het meest toe?", "Who matter most together?"),
            language=language,
            most=1,
        )

    def describe(self, language: Language = "en") -> str:
        """Return who, what they are worth, how sure that is, and how the graph was read."""
        how = (
            message(
                "Alle groepen van dit aantal zijn geprobeerd; even goed: {optima}.",
                "Every set of this size was tried; as good: {optima}.",
                optima=self.optima or 0,
            )
            if self.is_exact
            else message(
                "Gezocht door te ruilen zolang dat iets gaf; een betere groep kan bestaan.",
                "Found by swapping as long as that gave more; there may be a better set.",
            )
        )
        said = message(
            "Sleutelspelers ({by}): {who}; samen {value}, zonder keuze {before}. {how}",
            "Key players ({by}): {who}; together {value}, of nobody {before}. {how}",
            by=self.by,
            who=", ".join(self.reading.called(self.players)) or "–",
            value=in_short(self.value),
            before=in_short(self.before),
            how=how,
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def key_players(
    graph: Graph,
    count: int = 3,
    *,
    by: KeyPlayerMeasure | str = KeyPlayerMeasure.FRAGMENTATION,
    steps: int = 2,
    starts: int = 3,
    seed: int = 0,
    effort: int | None = EFFORT,
) -> KeyPlayers:
    """Tell which actors matter most together: whose loss hurts most, or who reach most.

    The best set is seldom that of the best actors one by one, who often do the same work. By
    "fragmentation" it is the set without which the largest share of pairs of the others has no
    path; by "distance_fragmentation" one less the mean of 1/d over those pairs; by "reach" the set
    that reaches the largest share of all actors within `steps`; by "distance_reach" with the
    largest mean over all actors of 1/d, d from the nearest of the set. Of reach members of the
    set count as reached, at distance 1. All go from 0 to 1. A tie either way counts as contact;
    weights have no part in it; ties of who did not answer are known as far as others named them.

    Where trying every set takes at most `effort`, it is exact, and tells how many sets are as
    good; given is the first in the order of the graph. Otherwise actors are added one by one, each
    the best, and then swapped for another as long as some swap gives more; and so from random
    sets too, `starts` in all. That may miss the best set. If that would take more than `effort`
    as well, it is refused: time grows with sets times actors and ties, of reach with sets times
    their size, and memory with actors squared. An empty network has no key players, and with fewer
    actors than `count` all are.

    Args:
        graph: Any networkx graph.
        count: How many.
        by: What they are key for.
        steps: Within how many steps "reach" counts.
        starts: From how many sets swapping starts.
        seed: What makes chance repeatable.
        effort: Most looks at an actor or tie; None for no limit: every set is tried.

    Raises:
        NetworkError: A number is no whole number, there is no such measure, or it would take more
            than `effort`.

    Source: S. P. Borgatti, "Identifying sets of key players in a social network", Computational &
    Mathematical Organization Theory 12(1), 2006, 21-34.

    >>> import networkx as nx
    >>> found = key_players(nx.path_graph("abcdefg"), 2, by="reach", steps=1)
    >>> found.players, round(found.value, 3), found.optima
    (('b', 'e'), 0.857, 3)
    """
    for argument, number, least in (
        ("count", count, 0),
        ("steps", steps, 0),
        ("starts", starts, 1),
    ):
        verify_whole(argument, number, least=least)
    measure = chosen(KeyPlayerMeasure, by, "by")
    snapshot = snapshot_of(graph)
    size, many = len(snapshot), min(count, len(snapshot))
    neighbours = neighbours_of(snapshot)
    _verify_effort(size * size // 8, effort)
    score = score_of(neighbours, measure, steps)
    is_exact = effort is None or math.comb(size, many) * max(score.looks, 1) <= effort
    if not is_exact:
        _verify_effort(starts * many * (size - many) * score.looks, effort)
    players, optima = (
        _best(size, many, score) if is_exact else (_swapped(size, many, score, starts, seed), None)
    )
    return KeyPlayers(
        reading=attrs.evolve(
            snapshot.reading,
            seed=None if is_exact else seed,
            versions=versions_of(Engine.PLAIN),
        ),
        by=measure,
        steps=steps,
        players=tuple(name_of(snapshot.actors[place]) for place in players),
        value=score.of(players) if size else None,
        before=score.of(()) if size else None,
        alone=tuple(score.of((place,)) for place in players),
        is_exact=is_exact,
        optima=optima if size else None,
    )


def _verify_effort(needed: int, effort: int | None) -> None:
    if effort is not None and needed > effort:
        raise NetworkError(
            message(
                "dit zoeken kijkt ten minste {needed} keer naar een actor of relatie, en effort is "
                "{effort}; vraag er minder, geef een lagere starts, of een hogere effort",
                "this search takes at least {needed} looks at an actor or tie, and effort is "
                "{effort}; ask for fewer, give lower starts, or a higher effort",
                needed=needed,
                effort=effort,
            )
        )


def _best(size: int, count: int, score: Score) -> tuple[tuple[int, ...], int]:
    """Try every set; return the first of the best, and how many are as good."""
    best: tuple[int, ...] = ()
    most, optima = -math.inf, 0
    for places in itertools.combinations(range(size), count):
        value = score.of(places)
        if value > most:
            best, most, optima = places, value, 1
        elif value == most:
            optima += 1
    return best, optima


def _swapped(size: int, count: int, score: Score, starts: int, seed: int) -> tuple[int, ...]:
    """Return the best set that swapping leads to from several others."""
    begun = _starts(size, count, score, starts, seed)
    found: list[Collection[int]] = [_climbed(places, size, score) for places in begun]
    best = max(found, key=score.of)
    return tuple(sorted(best))


def _starts(size: int, count: int, score: Score, starts: int, seed: int) -> Iterator[Sequence[int]]:
    chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    greedy: list[int] = []
    for _ in range(count):
        others = [place for place in range(size) if place not in greedy]
        greedy.append(max(others, key=lambda place: score.of([*greedy, place])))
    yield greedy
    for _ in range(starts - 1):
        yield chance.sample(range(size), count)


def _climbed(places: Sequence[int], size: int, score: Score) -> Sequence[int]:
    """Swap one actor for another, the best swap each time, until none gives more."""
    now: Sequence[int] = places
    value = score.of(now)
    while True:
        swaps: list[Sequence[int]] = [
            [*now[:at], other, *now[at + 1 :]]
            for at in range(len(now))
            for other in range(size)
            if other not in now
        ]
        best = max(swaps, key=score.of, default=now)
        if score.of(best) <= value:
            return now
        now, value = best, score.of(best)
