"""Communities: groups of actors with more ties among themselves than chance gives them."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message, quoted
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import (
    BLONDEL_2008,
    HUBERT_ARABIE_1985,
    LANCICHINETTI_2012,
    TRAAG_2019,
    Publication,
)
from opgavekern.network.foundation.numbers import is_number
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import snapshot_of, verify_strength
from opgavekern.network.grouping.community_search import (
    CommunityMethod,
    consensus_of,
    seeds_of,
    ties_of,
)
from opgavekern.network.grouping.partitions import mean_agreement
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.bars import Bar, draw_bars
from opgavekern.network.plots.measured import measured
from opgavekern.network.plots.networks import draw_network

#: Ties times runs that Louvain may go through, unless it is told otherwise: about two minutes.
EFFORT: Final = 10**6
#: How many times as fast NetworKit's Leiden is (measured).
_LEIDEN_IS_FASTER: Final = 5
#: So many communities get a bar of their own.
_MOST_BARS: Final = 20


@attrs.frozen(kw_only=True)
class Communities(NetworkResult):
    """The communities of a network, and how sure they are.

    Attributes:
        reading: How the graph was read.
        method: How they were sought.
        resolution: 1, or more for more and smaller communities.
        runs: How often they were sought, each time with a seed of its own.
        actors: In the order of the graph.
        best: The community of each actor, from 1, in the run with the highest modularity.
        modularity: Of that run; None without ties.
        consensus: The community of each actor on which runs agree.
        consensus_modularity: Of the consensus; None without ties.
        stability: The mean agreement of every two runs (adjusted Rand): 1 when they all find the
            same, about 0 when they agree no more than by chance; None of a single run.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        BLONDEL_2008,
        TRAAG_2019,
        LANCICHINETTI_2012,
        HUBERT_ARABIE_1985,
    )
    COLUMNS: ClassVar[Columns] = columns(actor=object, best=int, consensus=int)

    reading: Reading
    method: CommunityMethod
    resolution: float
    runs: int
    actors: tuple[Name, ...]
    best: tuple[int, ...]
    modularity: float | None
    consensus: tuple[int, ...]
    consensus_modularity: float | None
    stability: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [
            {"actor": actor, "best": best, "consensus": agreed}
            for actor, best, agreed in zip(self.actors, self.best, self.consensus, strict=False)
        ]

    def describe(self, language: Language = "en") -> str:
        """Return number, modularity and stability, and how the graph was read."""
        said = message(
            "Gemeenschappen ({method}, resolutie {resolution}): {best} in de beste van {runs} "
            "keren (modulariteit {modularity}), {agreed} waarover de keren het eens zijn "
            "(modulariteit {agreed_modularity}). Overeenstemming tussen keren (gecorrigeerde "
            "Rand): {stability}.",
            "Communities ({method}, resolution {resolution}): {best} in the best of {runs} runs "
            "(modularity {modularity}), {agreed} on which runs agree (modularity "
            "{agreed_modularity}). Agreement of runs (adjusted Rand): {stability}.",
            method=self.method,
            resolution=self.resolution,
            best=len(set(self.best)),
            runs=self.runs,
            modularity=in_short(self.modularity),
            agreed=len(set(self.consensus)),
            agreed_modularity=in_short(self.consensus_modularity),
            stability=in_short(self.stability),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def plot(self, ax: Any = None, *, graph: Graph | None = None, language: Language = "en") -> Any:
        """Draw the network with a form and a tone for each community on which runs agree.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds communities and not the ties;
                None draws how large communities are.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors.
            MissingExtraError: matplotlib is not installed.
        """
        if graph is None:
            return self._plot_sizes(ax, language)
        snapshot = measured(graph, self.actors, "communities")
        groups = dict(zip(snapshot.actors, self.consensus, strict=True))
        title = message("Welke groepen zitten in het netwerk?", "Which groups are in the network?")
        return draw_network(graph, ax, group=groups, title=title, language=language)

    def _plot_sizes(self, ax: Any, language: Language) -> Any:
        sizes = Counter(self.consensus)
        shown = sizes.most_common(_MOST_BARS)
        return draw_bars(
            ax,
            [Bar(name=str(one), length=size, words=str(size)) for one, size in shown],
            label=message("aantal actoren", "actors"),
            title=with_part(
                message("Hoe groot zijn de groepen?", "How large are the groups?"),
                len(shown),
                len(sizes),
            ),
            language=language,
        )


def communities(
    graph: Graph,
    *,
    method: CommunityMethod | str = CommunityMethod.LOUVAIN,
    resolution: float = 1.0,
    runs: int = 20,
    seed: int = 0,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    effort: int | None = EFFORT,
) -> Communities:
    """Find groups of actors with more ties among themselves than chance gives them.

    Louvain and Leiden look for the highest modularity (of a directed graph the directed one) and
    find now this, now that: one run is no finding. They run as often as asked, and the result says
    how far runs agree, and on what: their consensus. That is sought among tied actors that are
    together in more than half of the runs, again and again until runs agree; an actor that goes
    with nobody stands alone. The ties of an actor that did not answer count as far as others
    named them. Time grows with runs times ties, of Leiden a fifth of that; more than `effort` is
    refused. Memory grows with ties.

    Args:
        graph: Any networkx graph.
        method: `louvain`, or `leiden`, which NetworKit computes, for undirected graphs.
        resolution: More than 0; above 1 for more and smaller communities.
        runs: How often, at least 1.
        seed: What makes chance repeatable; the same seed with more runs begins alike.
        weight: The attribute of ties that holds strengths, not below zero; None reads ties as
            there or not.
        weight_means: What it means, where the graph does not say.
        effort: Most ties times runs, of Leiden five times as many; None for no limit.

    Raises:
        NetworkError: A weight is no strength, Leiden is asked for a directed graph, or it would
            take more than `effort`.
        MissingExtraError: Leiden is asked for, and NetworKit is not installed.

    Source: V. D. Blondel and others, "Fast unfolding of communities in large networks", Journal
    of Statistical Mechanics 2008, P10008; V. A. Traag, L. Waltman and N. J. van Eck, "From
    Louvain to Leiden", Scientific Reports 9, 2019, 5233; A. Lancichinetti and S. Fortunato,
    "Consensus clustering in complex networks", Scientific Reports 2, 2012, 336.

    >>> import networkx as nx
    >>> communities(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))).consensus
    (1, 1, 1, 2, 2, 2)
    """
    method = chosen(CommunityMethod, method, "method")
    verify_whole("runs", runs, least=1)
    verify_whole("seed", seed, least=0)
    _verify_resolution(resolution)
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means)
    verify_strength(snapshot.reading, message("gemeenschappen rekenen", "communities go"))
    if method is CommunityMethod.LEIDEN and snapshot.is_directed:
        raise NetworkError(
            message(
                'Leiden kent alleen ongerichte relaties; neem method="louvain", of maak de '
                "relaties ongericht met graph.to_undirected()",
                'Leiden knows undirected ties only; take method="louvain", or make the ties '
                "undirected with graph.to_undirected()",
            )
        )
    _verify_effort(snapshot.reading.ties * runs, method, effort)
    ties = ties_of(snapshot, method, resolution)
    seeds = seeds_of(seed, runs)
    found = ties.runs(seeds)
    best = max(found, key=lambda one: ties.modularity(one) or 0.0)
    agreed = consensus_of(ties, found, seeds)
    engine = Engine.FAST if method is CommunityMethod.LEIDEN else Engine.PLAIN
    return Communities(
        reading=attrs.evolve(
            snapshot.reading, engine=engine, seed=seed, versions=versions_of(engine)
        ),
        method=method,
        resolution=resolution,
        runs=runs,
        actors=tuple(map(name_of, snapshot.actors)),
        best=best,
        modularity=ties.modularity(best),
        consensus=agreed,
        consensus_modularity=ties.modularity(agreed),
        stability=mean_agreement(found),
    )


def _verify_resolution(resolution: float) -> None:
    if not (is_number(resolution) and resolution > 0):
        raise NetworkError(
            message(
                "resolution={found}; dat is een getal boven nul, en 1 is de gewone maat",
                "resolution={found}; it is a number above zero, and 1 is the usual measure",
                found=quoted(resolution),
            )
        )


def _verify_effort(needed: int, method: CommunityMethod, effort: int | None) -> None:
    if effort is None:
        return
    is_leiden = method is CommunityMethod.LEIDEN
    most = effort * _LEIDEN_IS_FASTER if is_leiden else effort
    if needed <= most:
        return
    faster = message(
        ', neem method="leiden" (ongerichte relaties, met NetworKit)',
        ', take method="leiden" (undirected ties, with NetworKit)',
    )
    raise NetworkError(
        message(
            "{method} gaat hier in alle keren samen langs {needed} relaties, en met "
            "effort={effort} mogen het er {most} zijn; geef een lagere runs{faster}, of geef "
            "effort=None",
            "{method} goes along {needed} ties here, in all runs together, and with "
            "effort={effort} that may be {most}; give lower runs{faster}, or give effort=None",
            method=method,
            needed=needed,
            effort=str(effort),
            most=most,
            faster="" if is_leiden else faster,
        )
    )
