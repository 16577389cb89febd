"""Networks of two sorts of actors, such as stakeholders and issues, on the network itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.literature import (
    BORGATTI_EVERETT_1997,
    OPSAHL_2013,
    ROBINS_ALEXANDER_2004,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import (
    Engine,
    Name,
    Reading,
    counted_actors,
    counted_ties,
    name_of,
    versions_of,
)
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.panels.fast_shared_neighbours import (
    closed_chains_fast,
    four_cycles_fast,
    redundant_pairs_fast,
)
from opgavekern.network.panels.panel import EFFORT
from opgavekern.network.panels.shared_neighbours import (
    chain_steps,
    chains,
    closed_chains,
    four_cycles,
    redundancy_steps,
    redundant_pairs,
    three_paths,
)
from opgavekern.network.paths.fast_paths import betweenness_fast, reaches_fast
from opgavekern.network.paths.shortest_paths import betweenness_from, reach_of
from opgavekern.network.paths.steps import PathDirection, StepLength, Steps
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.bars import Bar, draw_bars
from opgavekern.network.plots.measured import measured
from opgavekern.network.plots.networks import draw_network

#: So many actors get a bar of their own.
_MOST_BARS: Final = 15

Column = tuple[float | None, ...]


@attrs.frozen(kw_only=True)
class TwoMode(NetworkResult):
    """What is said of a network of two sides.

    Attributes:
        reading: How the graph was read.
        sides: The two sides, that of the first actor first.
        sizes: Numbers of their actors.
        density: Share of pairs across that are tied; None without such pairs.
        four_cycles: Two of one side that share two of the other.
        three_paths: Paths of three ties.
        robins_alexander: Share of three-paths that are closed, 4 x four-cycles / three-paths;
            None without any.
        opsahl: For each side, the share of its two-step chains p - s - p - s - p whose ends
            share yet another of the other side; None without any; empty where it takes too long.
        actors: In the order of the graph.
        side_of: The side of each actor.
        degree: Number of ties.
        degree_share: That over the size of the other side.
        betweenness: Share of shortest paths between others, summed over pairs; empty where it
            takes too long.
        betweenness_share: That over the most there can be with sides of these sizes.
        closeness_share: The least sum of distances there can be over the one there is; 0 where
            someone is out of reach; empty where it takes too long.
        redundancy: Share of pairs of its neighbours that share another; None with fewer than two;
            empty where it takes too long.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        BORGATTI_EVERETT_1997,
        OPSAHL_2013,
        ROBINS_ALEXANDER_2004,
    )
    COLUMNS: ClassVar[Columns] = columns(
        actor=object,
        side=object,
        degree=float,
        degree_share=float,
        betweenness=float,
        betweenness_share=float,
        closeness_share=float,
        redundancy=float,
    )

    reading: Reading
    sides: tuple[Name, ...]
    sizes: tuple[int, ...]
    density: float | None
    four_cycles: int
    three_paths: int
    robins_alexander: float | None
    opsahl: Column
    actors: tuple[Name, ...]
    side_of: tuple[Name, ...]
    degree: Column
    degree_share: Column
    betweenness: Column
    betweenness_share: Column
    closeness_share: Column
    redundancy: Column

    def values_of(self, measure: str) -> dict[Name, float | None]:
        """Return one of the columns by actor."""
        return dict(zip(self.actors, getattr(self, measure), strict=False))

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        names = list(self.COLUMNS)[2:]
        rows = []
        for place, (actor, side) in enumerate(zip(self.actors, self.side_of, strict=False)):
            row: dict[str, Any] = {"actor": actor, "side": side}
            for name in names:
                values = getattr(self, name)
                row[name] = values[place] if place < len(values) else None
            rows.append(row)
        return rows

    def describe(self, language: Language = "en") -> str:
        """Return sizes, density and clustering, and how the graph was read."""
        said = message(
            "Netwerk met twee kanten ({sides}): dichtheid {density}, clustering {clustering} "
            "(Robins & Alexander 2004).",
            "Network of two modes ({sides}): density {density}, clustering {clustering} (Robins & "
            "Alexander 2004).",
            sides=Series(
                tuple(
                    message("{side}: {actors}", "{side}: {actors}", side=str(side), actors=actors)
                    for side, actors in zip(
                        self.sides, map(counted_actors, self.sizes), strict=False
                    )
                )
            ),
            density=in_short(self.density),
            clustering=in_short(self.robins_alexander),
        )
        sentences = [one.text(language) for one in (said, *self._left_out())]
        return " ".join([*sentences, self.reading.describe(language)])

    def _left_out(self) -> Iterator[Message]:
        """Say what is not there because it takes too long."""
        measures = ("betweenness", "closeness_share", "opsahl", "redundancy")
        missing = [one for one in measures if self.actors and not getattr(self, one)]
        if missing:
            yield message(
                "Wat te lang duurt is er niet: {measures}; effort=None neemt de tijd.",
                "What takes too long is not there: {measures}; effort=None takes the time.",
                measures=", ".join(missing),
            )

    def plot(self, ax: Any = None, *, graph: Graph | None = None, language: Language = "en") -> Any:
        """Draw the network with a form and a tone for each side.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds measures and not the ties;
                None draws who and what has most ties.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors.
            MissingExtraError: matplotlib is not installed.
        """
        if graph is None:
            return self._plot_degrees(ax, language)
        snapshot = measured(graph, self.actors, "two_mode")
        groups = dict(zip(snapshot.actors, self.side_of, strict=True))
        title = message("Wie hoort bij wat?", "Who goes with what?")
        return draw_network(graph, ax, group=groups, title=title, language=language)

    def _plot_degrees(self, ax: Any, language: Language) -> Any:
        known = [
            (actor, degree)
            for actor, degree in zip(self.actors, self.degree, strict=True)
            if degree is not None
        ]
        highest = sorted(known, key=lambda one: -one[1])[:_MOST_BARS]
        names = self.reading.called(actor for actor, _ in highest)
        return draw_bars(
            ax,
            [
                Bar(name=name, length=degree, words=in_short(degree, 0).text(language))
                for name, (_, degree) in zip(names, highest, strict=True)
            ],
            label=message("aantal relaties", "degree"),
            title=with_part(
                message("Wie of wat heeft de meeste relaties?", "Who or what has most ties?"),
                len(highest),
                len(known),
            ),
            language=language,
        )


def two_mode(
    graph: Graph,
    side: Groups = "bipartite",
    *,
    effort: int | None = EFFORT,
    engine: Engine | str | None = None,
) -> TwoMode:
    """Measure a network of two sides, with ties between them only, without projecting it.

    With own the size of an actor's side and other that of the other one: degree over other;
    betweenness over the most Borgatti and Everett (1997) show there can be; closeness as
    (other + 2 (own - 1)) over the sum of distances. Direction of ties is not looked at.

    With a survey, all goes by the ties that are known. Degrees take time with ties, and four-cycles
    with ties times the ties of the end that has fewer. What may take more than `effort` steps is
    not there, and `describe` says so: redundancy takes about as many as each actor's ties squared,
    Opsahl's clustering as those within two steps of each squared, betweenness and closeness as
    actors times ties.

    Args:
        graph: Any networkx graph; it is not changed.
        side: The node attribute that says which side an actor is on, or a map from actor to side;
            networkx calls it "bipartite".
        effort: Most steps along arcs that each of those may take; None for no limit.
        engine: "plain" or "fast"; None chooses by size and by what is installed.

    Raises:
        NetworkError: There are more than two sides, or a tie within one.

    Source: S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks
    19(3), 1997, 243-269; G. Robins and M. Alexander, "Small worlds among interlocking directors",
    Computational and Mathematical Organization Theory 10(1), 2004, 69-94.

    >>> import networkx as nx
    >>> found = two_mode(nx.complete_bipartite_graph(2, 3))
    >>> found.density, found.robins_alexander
    (1.0, 1.0)
    """
    verify_graph(graph)
    snapshot = snapshot_of(graph.to_undirected(as_view=True) if graph.is_directed() else graph)
    side_of = groups_of(graph, side)
    sides = tuple(dict.fromkeys(side_of))
    _verify_two_sides(snapshot, side_of, sides)
    engine = engine_for(len(snapshot), engine, "scipy.sparse", "networkit")
    sizes = Counter(side_of)
    other_size = {one: len(side_of) - size for one, size in sizes.items()}
    degree = [float(len(one)) for one in snapshot.successors]
    cycles = four_cycles_fast(snapshot) if engine is Engine.FAST else four_cycles(snapshot)
    paths = three_paths(snapshot)
    own_sides = [[one == own for one in side_of] for own in sides]

    def is_short(steps: int) -> bool:
        return effort is None or steps <= effort

    has_far = is_short(len(snapshot) * len(snapshot.tails))
    has_chains = is_short(sum(chain_steps(snapshot, one) for one in own_sides))
    has_redundancy = is_short(redundancy_steps(snapshot))
    between = _betweenness(snapshot, engine) if has_far else []
    pairs = math.prod(sizes[one] for one in sides) if len(sides) > 1 else 0
    return TwoMode(
        reading=attrs.evolve(
            snapshot.reading, engine=engine, versions=versions_of(engine), is_two_mode=False
        ),
        sides=sides,
        sizes=tuple(sizes[one] for one in sides),
        density=snapshot.reading.ties / pairs if pairs else None,
        four_cycles=cycles,
        three_paths=paths,
        robins_alexander=4 * cycles / paths if paths else None,
        opsahl=_shares_closed(snapshot, engine, own_sides, cycles) if has_chains else (),
        actors=tuple(map(name_of, snapshot.actors)),
        side_of=side_of,
        degree=tuple(degree),
        degree_share=_shares(degree, [other_size[one] for one in side_of]),
        betweenness=tuple(between),
        betweenness_share=_shares(
            between, [most_between(sizes[one], other_size[one]) for one in side_of]
        ),
        closeness_share=_closeness(snapshot, engine, [sizes[one] for one in side_of])
        if has_far
        else (),
        redundancy=_redundancies(snapshot, engine) if has_redundancy else (),
    )


def _verify_two_sides(snapshot: Snapshot, side_of: Sequence[Name], sides: Sequence[Name]) -> None:
    if len(sides) > 2:
        raise NetworkError(
            message(
                "er zijn {count} kanten, geen twee; kies een andere eigenschap voor side",
                "there are {count} sides, not two; choose another attribute for side",
                count=len(sides),
            )
        )
    within = sum(
        side_of[tail] == side_of[head]
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
    )
    if within:
        raise NetworkError(
            message(
                "binnen een kant: {ties}; een netwerk van twee soorten heeft alleen relaties "
                "ertussen",
                "within a side: {ties}; a network of two modes has ties across only",
                ties=counted_ties(within // 2),
            )
        )


def _shares(values: Sequence[float], most: Sequence[float]) -> Column:
    return tuple(one / top if top else None for one, top in zip(values, most, strict=False))


def most_between(own: int, other: int) -> float:
    """Return the highest betweenness an actor can have with sides of these sizes."""
    if not other or not own:
        return 0
    full, left = divmod(own - 1, other)
    return 0.5 * (
        other**2 * (full + 1) ** 2
        + other * (full + 1) * (2 * left - full - 1)
        - left * (2 * full - left + 3)
    )


def _betweenness(snapshot: Snapshot, engine: Engine) -> list[float]:
    if engine is Engine.FAST:
        found = betweenness_fast(snapshot, StepLength.TIES)
    else:
        found = betweenness_from(Steps(snapshot.successors), range(len(snapshot)))
    return [one / 2 for one in found]


def _closeness(snapshot: Snapshot, engine: Engine, own: Sequence[int]) -> Column:
    size = len(snapshot)
    if engine is Engine.FAST:
        reaches = reaches_fast(snapshot, StepLength.TIES, PathDirection.OUT)
    else:
        steps = Steps(snapshot.successors)
        reaches = [reach_of(steps, place) for place in range(size)]
    return tuple(
        None
        if size < 2
        else (size - mine + 2 * (mine - 1)) / reach.farness
        if reach.count == size - 1
        else 0.0
        for reach, mine in zip(reaches, own, strict=True)
    )


def _shares_closed(
    snapshot: Snapshot, engine: Engine, own_sides: Sequence[Sequence[bool]], squares: int
) -> Column:
    closing = closed_chains_fast if engine is Engine.FAST else closed_chains
    return tuple(
        closing(snapshot, is_own) / count if (count := chains(snapshot, is_own, squares)) else None
        for is_own in own_sides
    )


def _redundancies(snapshot: Snapshot, engine: Engine) -> Column:
    counting = redundant_pairs_fast if engine is Engine.FAST else redundant_pairs
    return tuple(
        pairs / math.comb(len(neighbours), 2) if len(neighbours) > 1 else None
        for pairs, neighbours in zip(counting(snapshot), snapshot.successors, strict=True)
    )
