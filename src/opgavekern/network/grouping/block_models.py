"""Actors in classes by position, and the ties between classes: block models."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, counted, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import BATAGELJ_1992, BREIGER_1975, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import chance_of, verify_whole
from opgavekern.network.grouping.block_fits import Blocks, concor, in_order
from opgavekern.network.grouping.profiles import profiles_of
from opgavekern.network.inference.relations import Relations, relations_of
from opgavekern.network.plots.drawing import words_of
from opgavekern.network.plots.measured import measured
from opgavekern.network.plots.sociomatrix import draw_sociomatrix


class Blocking(Term):
    """How classes are sought."""

    CONCOR = "concor", "CONCOR", "CONCOR"
    OPTIMISE = "optimise", "rechtstreeks", "direct optimisation"


@attrs.frozen(kw_only=True)
class BlockModel(NetworkResult):
    """Actors in classes by position, and the ties between classes.

    Attributes:
        reading: How the graph was read.
        blocking: How classes were sought.
        actors: In the order of the graph.
        classes: The class of each actor, from 1, in the same order; classes are numbered as they
            first come.
        densities: For each class the share of known cells with a tie, to each class; None where a
            block has no known cell.
        cells: Known cells; of an undirected network pairs.
        errors: Of these, how many differ from blocks that are all ties or none.
        r_squared: Share of the variance of cells that the densities of their blocks explain; None
            where cells do not vary.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BREIGER_1975, BATAGELJ_1992)
    COLUMNS: ClassVar[Columns] = columns(**{"actor": object, "class": int})

    reading: Reading
    blocking: Blocking
    actors: tuple[Name, ...]
    classes: tuple[int, ...]
    densities: tuple[tuple[float | None, ...], ...]
    cells: int
    errors: int
    r_squared: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [
            {"actor": actor, "class": one}
            for actor, one in zip(self.actors, self.classes, strict=False)
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the sizes of classes, the fit and how the graph was read."""
        sizes = [self.classes.count(one) for one in sorted(set(self.classes))]
        said = message(
            "Blokmodel ({blocking}) met {count} van {sizes} actoren. Cellen die afwijken van "
            "blokken met alle of geen relaties: {errors} van {cells}; R² {r_squared}.",
            "Block model ({blocking}) with {count} of {sizes} actors. Cells that differ from "
            "blocks with all ties or none: {errors} of {cells}; R² {r_squared}.",
            blocking=self.blocking,
            count=counted(len(sizes), ("klasse", "class"), ("klassen", "classes")),
            sizes=tuple(map(str, sizes)) or "0",
            errors=self.errors,
            cells=self.cells,
            r_squared=in_short(self.r_squared),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def plot(self, graph: Graph, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the sociomatrix with the actors of each class beside each other.

        Args:
            graph: The graph that was measured: the answer holds classes, not the ties.
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors, or more than 1,000.
            MissingExtraError: matplotlib is not installed.
        """
        snapshot = measured(graph, self.actors, "block_model")
        return draw_sociomatrix(
            ax,
            snapshot,
            self.classes,
            {one: str(one) for one in sorted(set(self.classes))},
            words=words_of(snapshot),
            language=language,
        )


def block_model(
    graph: Graph,
    classes: int,
    *,
    blocking: Blocking | str = Blocking.CONCOR,
    starts: int = 10,
    seed: int = 0,
) -> BlockModel:
    """Put actors in classes by structural equivalence, and tell how well that fits.

    CONCOR correlates the profiles of actors (as `equivalence` does), then these correlations, and
    so on until all are 1 or -1, which splits actors in two; the largest class is split next.
    Direct optimisation moves actors between classes, one at a time or two for each other, as long
    as fewer cells differ from blocks that are all ties or none, from what CONCOR finds and from
    random classes; a better model may exist. Cells that are not known do not count.

    CONCOR takes time that grows with the cube of the actors. A step of optimisation takes
    actors times classes times their squares; without a good move it tries all pairs of actors.

    Args:
        graph: Any networkx graph; weights do not count.
        classes: How many, at least 1 and at most the number of actors.
        blocking: `concor` or `optimise`.
        starts: From how many classifications to optimise, at least 1.
        seed: What makes random starts repeatable.

    Raises:
        NetworkError: There are fewer actors than classes.
        MissingExtraError: NumPy is not installed.

    Source: R. L. Breiger, S. A. Boorman and P. Arabie, "An algorithm for clustering relational
    data", Journal of Mathematical Psychology 12(3), 1975, 328-383; V. Batagelj, A. Ferligoj and
    P. Doreian, "Direct and indirect methods for structural equivalence", Social Networks 14, 1992,
    63-90.
    """
    blocking = chosen(Blocking, blocking, "blocking")
    for argument, found, least in (
        ("classes", classes, 1),
        ("starts", starts, 1),
        ("seed", seed, 0),
    ):
        verify_whole(argument, found, least=least)
    relations = relations_of(graph, {})
    if classes > len(graph):
        raise NetworkError(
            message(
                "{actors} actoren passen niet in {classes} klassen; neem minder klassen",
                "{actors} actors do not fit in {classes} classes; take fewer classes",
                actors=len(graph),
                classes=classes,
            )
        )
    members = concor(profiles_of(relations).correlation(), classes)
    blocks = _blocks(relations, classes)
    if blocking is Blocking.OPTIMISE:
        members = _optimised(blocks, members, starts, seed)
    is_random = blocking is Blocking.OPTIMISE and starts > 1
    return _model(
        blocks,
        in_order(members),
        reading=attrs.evolve(
            relations.reading,
            engine=Engine.FAST,
            seed=seed if is_random else None,
            versions=versions_of(Engine.FAST),
        ),
        blocking=blocking,
        actors=tuple(map(name_of, graph)),
    )


def _blocks(relations: Relations, classes: int) -> Blocks:
    known = relations.cells.astype("float64")
    if not relations.is_directed:
        known = known + known.T
    return Blocks(ties=relations.matrices[0] * known, known=known, classes=classes)


def _optimised(blocks: Blocks, first: Any, starts: int, seed: int) -> Any:
    chance = chance_of(seed)
    others = [chance.integers(blocks.classes, size=len(first)) for _ in range(starts - 1)]
    _, members = min(map(blocks.improve, [first, *others]), key=lambda one: one[0])
    return members


def _model(
    blocks: Blocks,
    classes: list[int],
    *,
    reading: Reading,
    blocking: Blocking,
    actors: tuple[Name, ...],
) -> BlockModel:
    numpy = require("numpy")
    members = numpy.array(classes, dtype="int64") - 1
    there = max(classes)
    ties, known = (one[:there, :there] for one in blocks.counts(members))
    shares = numpy.divide(ties, known, out=numpy.zeros_like(ties), where=known > 0)
    both_ways = 1 if reading.is_directed else 2
    cells = blocks.known > 0
    seen, told = blocks.ties[cells], shares[members[:, None], members[None, :]][cells]
    varied = ((seen - seen.mean()) ** 2).sum() if len(seen) else 0.0
    return BlockModel(
        reading=reading,
        blocking=blocking,
        actors=actors,
        classes=tuple(classes),
        densities=tuple(
            tuple(share if count else None for share, count in zip(row, counts, strict=True))
            for row, counts in zip(shares.tolist(), known.tolist(), strict=True)
        ),
        cells=int(known.sum()) // both_ways,
        errors=int(blocks.errors(members)) // both_ways,
        r_squared=float(1 - ((seen - told) ** 2).sum() / varied) if varied else None,
    )
