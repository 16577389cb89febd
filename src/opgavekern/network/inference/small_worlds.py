"""Whether a network is a small world: clustered as no random one, and yet with short ways."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.running import Progress
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.engines import engine_for
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short, p_in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.intervals import drawn_figures, verify_confidence
from opgavekern.network.foundation.literature import (
    HUMPHRIES_GURNEY_2008,
    TELESFORD_2011,
    WATTS_STROGATZ_1998,
    Publication,
)
from opgavekern.network.foundation.null_distributions import NullDistribution, null_distribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Reading, versions_of
from opgavekern.network.foundation.replicates import draw_replicates, verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.inference.path_and_clustering import (
    ClusteringMean,
    PathMean,
    SmallWorldCondition,
    Yardstick,
)
from opgavekern.network.plots.chance import draw_chance
from opgavekern.network.structure.part_of import among_answered

#: Steps along ties that distances may take in all draws together, unless it is told otherwise.
EFFORT: Final = 10**10
#: How many networks of near ties are made; the most clustered counts.
_LATTICES: Final = 10


@attrs.frozen(kw_only=True)
class SmallWorldFigure(Answer):
    """A figure of a network beside that of random ones.

    Attributes:
        observed: The figure of the network.
        chance: The figure of the random networks.
        low: Below it lies half of the random networks that the confidence leaves; None without
            any.
        high: Above it lies half of them; None without any.
    """

    observed: float
    chance: NullDistribution
    low: float | None
    high: float | None

    @property
    def ratio(self) -> float | None:
        """The figure over the mean of the random networks; None where that is zero or not there."""
        return self.observed / self.chance.mean if self.chance.mean else None


@attrs.frozen(kw_only=True)
class SmallWorld(NetworkResult):
    """Clustering and distance of a network beside those of random ones and of a lattice.

    Attributes:
        reading: How the graph was read.
        actors: Among how many: with a survey, who answered.
        condition: What the random networks have in common with it.
        clustering_by: How clustering is one figure.
        path_by: How distance is one figure.
        clustering: Clustering, C.
        path: Distance, L.
        lattice_clustering: Clustering of a lattice of actors with as many ties each.
        confidence: Share of the random networks between `low` and `high` of a figure.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        WATTS_STROGATZ_1998,
        HUMPHRIES_GURNEY_2008,
        TELESFORD_2011,
    )
    COLUMNS: ClassVar[Columns] = columns(
        figure=str,
        observed=float,
        draws=int,
        undefined=int,
        mean=float,
        sd=float,
        low=float,
        high=float,
        p_at_least=float,
        p_at_most=float,
        ratio=float,
        sigma=float,
        omega=float,
    )

    reading: Reading
    actors: int
    condition: SmallWorldCondition
    clustering_by: ClusteringMean
    path_by: PathMean
    clustering: SmallWorldFigure
    path: SmallWorldFigure
    lattice_clustering: float
    confidence: float

    @property
    def sigma(self) -> float | None:
        """(C / C_random) / (L / L_random): more than 1 in a small world; None without C_random."""
        clustered, far = self.clustering.ratio, self.path.ratio
        return None if clustered is None or far is None else clustered / far

    @property
    def omega(self) -> float | None:
        """L_random / L - C / C_lattice: near 0 in a small world, 1 by chance, -1 in a lattice.

        None where the lattice has no clustering.
        """
        if not self.lattice_clustering or self.path.chance.mean is None:
            return None
        nearness = self.path.chance.mean / self.path.observed
        return nearness - self.clustering.observed / self.lattice_clustering

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for clustering and one for distance."""
        return [
            {
                "figure": name,
                "observed": one.observed,
                "draws": one.chance.replicates,
                "undefined": one.chance.undefined,
                "mean": one.chance.mean,
                "sd": one.chance.sd,
                "low": one.low,
                "high": one.high,
                "p_at_least": one.chance.p_at_least,
                "p_at_most": one.chance.p_at_most,
                "ratio": one.ratio,
                "sigma": self.sigma,
                "omega": self.omega,
            }
            for name, one in (("clustering", self.clustering), ("path", self.path))
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the figures beside those of chance, both indices, and how the graph was read."""
        said = message(
            "Clustering ({clustering_by}) {clustering}, afstand ({path_by}) {path}; in {draws} "
            "toevallige netwerken ({condition}) gemiddeld {random_clustering} ({at_least} voor ten "
            "minste zo hoog) en {random_path} ({at_most} voor ten hoogste zo hoog). "
            "Sigma {sigma}, omega {omega} (clustering in een ring {lattice}).",
            "Clustering ({clustering_by}) {clustering}, distance ({path_by}) {path}; in {draws} "
            "random networks ({condition}) {random_clustering} ({at_least} for at least as high) "
            "and {random_path} ({at_most} for at most as high) on average. Sigma {sigma}, omega "
            "{omega} (clustering in a ring {lattice}).",
            clustering_by=self.clustering_by,
            clustering=in_short(self.clustering.observed),
            path_by=self.path_by,
            path=in_short(self.path.observed),
            draws=self.path.chance.replicates,
            condition=self.condition,
            random_clustering=in_short(self.clustering.chance.mean),
            at_least=p_in_short(self.clustering.chance.p_at_least),
            random_path=in_short(self.path.chance.mean),
            at_most=p_in_short(self.path.chance.p_at_most),
            sigma=in_short(self.sigma),
            omega=in_short(self.omega),
            lattice=in_short(self.lattice_clustering),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the clustering of the random networks, and where the one seen stands.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        label = message(
            "clustering ({condition})", "clustering ({condition})", condition=self.condition
        )
        figure = self.clustering
        return draw_chance(ax, figure.observed, figure.chance, label=label, language=language)


def small_world(
    graph: Graph,
    *,
    condition: SmallWorldCondition | str = SmallWorldCondition.DEGREES,
    clustering_by: ClusteringMean | str = ClusteringMean.LOCAL,
    path_by: PathMean | str = PathMean.COMPONENT,
    draws: int = 100,
    confidence: float = 0.95,
    seed: int = 0,
    effort: int | None = EFFORT,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> SmallWorld:
    """Compare clustering and distance of a network with those of random ones and of a lattice.

    - Clustering C: the mean share of an actor's contacts that are tied (`local`, without actors
      that have fewer than two contacts; `of_all` counts those as 0, as networkx does), or the
      share of all two-paths that are closed (`transitivity`).
    - Distance L: the mean within the largest part (`component`; of parts as large, within each),
      or the harmonic mean over all pairs, 1 over global efficiency (`harmonic`), which counts who
      is out of reach.
    - Random networks have as many ties (`edges`), or as many of each actor (`degrees`: exchanges
      of ties, 20 tried for each). They are measured in the same way, also where they fall apart.
    - `sigma` = (C / C_random) / (L / L_random), with means of the random networks: above 1
      Humphries and Gurney speak of a small world. It grows with the size of networks.
    - `omega` = L_random / L - C / C_lattice, of Telesford and others, from about -1 (a lattice) by
      0 (a small world) to 1 (random). The lattice has the same degrees: actors stand on a ring in
      random order, have ties with the nearest, and exchange these for shorter ones, 100 tried for
      each. Of ten, and of the network itself, the most clustered counts; a better one may exist.

    The ties that random networks have do not rest on the order of actors and ties. Weights, loops
    and parallel ties do not count. With a survey all is among those who answered. Distances take
    time with draws times actors times ties, which `effort` bounds; the lattices with a thousand
    exchanges for each tie, whatever the draws.

    Args:
        graph: Any undirected networkx graph; `symmetrise` makes one of a directed graph.
        condition: `degrees` or `edges`.
        clustering_by: `local`, `of_all` or `transitivity`.
        path_by: `component` or `harmonic`.
        draws: How many random networks.
        confidence: Share of them that intervals hold, more than 0 and less than 1.
        seed: What makes chance repeatable, whatever the number of workers.
        effort: Most steps along ties; None for no limit.
        executor: Any `concurrent.futures.Executor` to split the draws over.
        progress: Called after each batch of draws.

    Raises:
        NetworkError: The graph is directed, no actor has two contacts, or it would take more than
            `effort`.
        MissingExtraError: NumPy is not installed.

    Source: D. J. Watts and S. H. Strogatz, "Collective dynamics of 'small-world' networks", Nature
    393, 1998, 440-442; M. D. Humphries and K. Gurney, "Network 'small-world-ness'", PLoS ONE 3(4),
    2008, e0002051; Q. K. Telesford and others, "The ubiquity of small-world networks", Brain
    Connectivity 1(5), 2011, 367-375.
    """
    verify_confidence(confidence)
    verify_whole("draws", draws, least=1)
    snapshot = snapshot_of(graph)
    answered = among_answered(snapshot)
    yardstick = Yardstick(
        clustering_by=chosen(ClusteringMean, clustering_by, "clustering_by"),
        path_by=chosen(PathMean, path_by, "path_by"),
        engine=engine_for(len(answered), None, "scipy.sparse"),
        condition=chosen(SmallWorldCondition, condition, "condition"),
        degrees=tuple(sorted(map(len, answered.successors), reverse=True)),
        reading=snapshot.reading,
    )
    _verify(answered, draws, effort)
    clustering, path = yardstick.clustering(answered), yardstick.path(answered)
    if clustering is None or path is None:
        raise NetworkError(
            message(
                "niemand heeft twee contacten, zodat er geen clustering is om te vergelijken; neem "
                "een netwerk met meer relaties",
                "no actor has two contacts, so that there is no clustering to compare; take a "
                "network with more ties",
            )
        )
    found = draw_replicates(
        yardstick.random_figures, draws, seed=seed, executor=executor, progress=progress
    )
    lattices = draw_replicates(yardstick.lattice_figures, _LATTICES, seed=seed)
    return SmallWorld(
        reading=attrs.evolve(
            snapshot.reading, engine=Engine.FAST, seed=seed, versions=versions_of(Engine.FAST)
        ),
        actors=len(answered),
        condition=yardstick.condition,
        clustering_by=yardstick.clustering_by,
        path_by=yardstick.path_by,
        clustering=_figure(clustering, found[:, 0], confidence),
        path=_figure(path, found[:, 1], confidence),
        lattice_clustering=max(clustering, float(lattices.max())),
        confidence=confidence,
    )


def _figure(observed: float, drawn: Any, confidence: float) -> SmallWorldFigure:
    ends = drawn_figures(drawn, confidence)
    return SmallWorldFigure(
        observed=observed,
        chance=null_distribution(observed, drawn),
        low=ends.low,
        high=ends.high,
    )


def _verify(answered: Snapshot, draws: int, effort: int | None) -> None:
    if answered.is_directed:
        raise NetworkError(
            message(
                "dit netwerk is gericht; een kleine wereld gaat over relaties zonder richting: "
                "maak het eerst ongericht met symmetrise(graph)",
                "this network is directed; a small world is about ties without direction: "
                "make it undirected first with symmetrise(graph)",
            )
        )
    steps = draws * len(answered) * len(answered.tails)
    verify_effort(
        steps,
        effort,
        does=message(
            "dit loopt {needed} keer langs een relatie",
            "this walks along a tie {needed} times",
            needed=steps,
        ),
        instead=message("neem minder draws", "take fewer draws"),
    )
