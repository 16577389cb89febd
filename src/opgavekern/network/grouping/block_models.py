"""Actors in classes by position, and the ties between classes: block models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final, TypeVar

import attrs

from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import (
    BATAGELJ_1992,
    BREIGER_1975,
    DOREIAN_2005,
    ZIBERNA_2007,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import chance_of, verify_whole
from opgavekern.network.grouping.block_criteria import BlockIdeal, BlockKind, Blocks
from opgavekern.network.grouping.block_fits import concor, improve, in_order
from opgavekern.network.grouping.profiles import profiles_of, regular_similarity
from opgavekern.network.inference.relations import Relations, relations_of
from opgavekern.network.plots.drawing import words_of
from opgavekern.network.plots.measured import measured
from opgavekern.network.plots.sociomatrix import draw_sociomatrix
from opgavekern.network.plots.tables import Shading, draw_table, shade_of

_T = TypeVar("_T")
#: Of REGE, as is the custom.
_ITERATIONS: Final = 3


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
        ideal: What blocks were held against.
        starts: Of how many classifications the best was taken; 0 of CONCOR.
        actors: In the order of the graph.
        classes: The class of each actor, from 1, in the same order; classes are numbered as they
            first come.
        densities: For each class the share of known cells with a tie, or of valued ties their
            mean, to each class; None where a block has no known cell.
        kinds: What each block comes nearest to, in the same order; None where a block has no
            known cell. A valued block is null where 0 is its mean or a median, else complete.
        cells: Known cells; of an undirected network pairs.
        errors: How far these are from what their blocks come nearest to: how many differ, or of
            valued ties the sum of squares about means, or of deviations from medians.
        r_squared: Share of the variance of cells that the densities of their blocks explain; None
            where cells do not vary.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        BREIGER_1975,
        BATAGELJ_1992,
        DOREIAN_2005,
        ZIBERNA_2007,
    )
    COLUMNS: ClassVar[Columns] = columns(**{"actor": object, "class": int})

    reading: Reading
    blocking: Blocking
    ideal: BlockIdeal
    starts: int
    actors: tuple[Name, ...]
    classes: tuple[int, ...]
    densities: tuple[tuple[float | None, ...], ...]
    kinds: tuple[tuple[BlockKind | None, ...], ...]
    cells: int
    errors: float
    r_squared: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        return [
            {"actor": actor, "class": one}
            for actor, one in zip(self.actors, self.classes, strict=False)
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the sizes of classes, the fit, the blocks and how the graph was read."""
        sizes = [self.classes.count(one) for one in sorted(set(self.classes))]
        said = message(
            "Blokmodel ({blocking}) met {count} van {sizes} actoren. {errors}; R² {r_squared}. "
            "Blokken: {blocks}.",
            "Block model ({blocking}) with {count} of {sizes} actors. {errors}; R² {r_squared}. "
            "Blocks: {blocks}.",
            blocking=self._sought(),
            count=counted(len(sizes), ("klasse", "class"), ("klassen", "classes")),
            sizes=tuple(map(str, sizes)) or "0",
            errors=self._missed(),
            r_squared=in_short(self.r_squared),
            blocks=Series(tuple(self._named_blocks())),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def _sought(self) -> Message | Blocking:
        if self.blocking is Blocking.CONCOR:
            return self.blocking
        return message(
            "{blocking}, de beste van {starts}",
            "{blocking}, the best of {starts}",
            blocking=self.blocking,
            starts=counted(self.starts, ("begin", "start"), ("keer beginnen", "starts")),
        )

    def _missed(self) -> Message:
        if self.ideal.is_valued:
            return message(
                "Over {cells} cellen zijn de {ideal} samen {errors}",
                "Over {cells} cells the {ideal} come to {errors}",
                cells=self.cells,
                ideal=self.ideal,
                errors=in_short(self.errors),
            )
        return message(
            "Cellen die afwijken van blokken ({ideal}): {errors} van {cells}",
            "Cells that differ from blocks ({ideal}): {errors} of {cells}",
            ideal=self.ideal,
            errors=round(self.errors),
            cells=self.cells,
        )

    def _named_blocks(self) -> Iterator[Message]:
        """Kinds of blocks with their blocks, of a pair of classes one; null ones are the rest."""
        there = {one for kinds in self.kinds for one in kinds}
        for kind in (BlockKind.COMPLETE, BlockKind.REGULAR, None):
            found = [
                f"{row}–{column}"
                for row, kinds in enumerate(self.kinds, start=1)
                for column, one in enumerate(kinds, start=1)
                if one is kind and (self.reading.is_directed or row <= column)
            ]
            if found:
                yield message(
                    "{kind} {blocks}",
                    "{kind} {blocks}",
                    kind=kind or message("zonder bekende cel", "without a known cell"),
                    blocks=", ".join(found),
                )
        if there == {BlockKind.NULL}:
            yield message("alle leeg", "all null")
        elif BlockKind.NULL in there:
            yield message("de andere leeg", "the others null")

    def plot(self, ax: Any = None, *, graph: Graph | None = None, language: Language = "en") -> Any:
        """Draw the sociomatrix with the actors of each class beside each other.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds classes and not the ties;
                None draws how dense each block is.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The graph has other actors, or more than 1,000.
            MissingExtraError: matplotlib is not installed.
        """
        if graph is None:
            return self._plot_blocks(ax, language)
        snapshot = measured(graph, self.actors, "block_model")
        return draw_sociomatrix(
            ax,
            snapshot,
            self.classes,
            {one: str(one) for one in sorted(set(self.classes))},
            words=words_of(snapshot),
            title=message(
                "Wie hebben dezelfde plaats in het netwerk?",
                "Who have the same place in the network?",
            ),
            language=language,
        )

    def _plot_blocks(self, ax: Any, language: Language) -> Any:
        most = max((one or 0 for row in self.densities for one in row), default=0)
        names = [str(place + 1) for place in range(len(self.densities))]
        title = message("Welke klasse noemt welke?", "Which class names which?")
        note = message("rij noemt kolom: dichtheid", "row names column: density")
        return draw_table(
            ax,
            [
                [
                    Shading(words=in_short(one).text(language), shade=shade_of(one, most))
                    for one in row
                ]
                for row in self.densities
            ],
            rows=names,
            columns=names,
            title=title.text(language),
            note=note.text(language),
        )


def block_model(
    graph: Graph,
    classes: int,
    *,
    blocking: Blocking | str = Blocking.CONCOR,
    ideal: BlockIdeal | str = BlockIdeal.STRUCTURAL,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
    starts: int = 10,
    seed: int = 0,
) -> BlockModel:
    """Put actors in classes by position, and tell how well that fits.

    CONCOR correlates the profiles of actors (as `equivalence` does), then these correlations, and
    so on until all are 1 or -1, which splits actors in two; the largest class is split next. Of
    roles it starts from their likeness (`regular` of `equivalence`) instead of from correlations.
    Direct optimisation moves actors between classes, one at a time or two for each other, as long
    as errors become fewer, from what CONCOR finds and from random classes; each class keeps some
    actor, and a better model may exist.

    Errors are counted over known cells, those of actors with themselves left out, against the
    kind that makes fewest of each block. What kinds there may be, the ideal says:

    - `structural`: null (each tie is an error) or complete (each pair without one is).
    - `regular`: these, or regular: in each row and column there is some tie, and each cell in a
      row or column without any is an error. It asks for ties to the same classes, not to the
      same actors. In an undirected network without isolates one class of all has no errors, and
      many models may be as good.
    - `squares`, `deviations`: ties have values, and a block is as one value: the sum of squares
      about its mean, or of absolute deviations from its median.

    CONCOR takes time that grows with the cube of the actors, of roles with the square of the ties
    too. A step of optimisation takes actors times classes times their squares; without a good move
    it tries all pairs of actors.

    Args:
        graph: Any networkx graph.
        classes: How many, at least 1 and at most the number of actors.
        blocking: `concor` or `optimise`.
        ideal: `structural`, `regular`, `squares` or `deviations`.
        weight: The attribute of ties that holds strengths, negative ones too, of `squares` and
            `deviations`; None reads ties as there or not.
        weight_means: What it means, where the graph does not say.
        starts: From how many classifications to optimise, at least 1.
        seed: What makes random starts repeatable.

    Raises:
        NetworkError: There are fewer actors than classes, weights are no strengths, or they are
            given for ties that are there or not.
        MissingExtraError: NumPy is not installed.

    Source: R. L. Breiger, S. A. Boorman and P. Arabie, "An algorithm for clustering relational
    data", Journal of Mathematical Psychology 12(3), 1975, 328-383; V. Batagelj, A. Ferligoj and
    P. Doreian, "Direct and indirect methods for structural equivalence", Social Networks 14, 1992,
    63-90; P. Doreian, V. Batagelj and A. Ferligoj, "Generalized blockmodeling", 2005; A. Ziberna,
    "Generalized blockmodeling of valued networks", Social Networks 29(1), 2007, 105-126.
    """
    blocking, ideal = chosen(Blocking, blocking, "blocking"), chosen(BlockIdeal, ideal, "ideal")
    for argument, found, least in (
        ("classes", classes, 1),
        ("starts", starts, 1),
        ("seed", seed, 0),
    ):
        verify_whole(argument, found, least=least)
    if weight is not None and not ideal.is_valued:
        raise NetworkError(
            message(
                'ideal="{ideal}" leest relaties als aanwezig of niet; laat weight weg, of neem '
                'ideal="squares" of "deviations"',
                'ideal="{ideal}" reads ties as there or not; leave weight out, or take '
                'ideal="squares" or "deviations"',
                ideal=ideal.value,
            )
        )
    relations = relations_of(graph, {}, weight=weight, weight_means=weight_means)
    if not graph:
        raise NetworkError(
            message(
                "het netwerk heeft geen actoren om in klassen te delen; neem er een met actoren",
                "the network has no actors to put in classes; take one that has actors",
            )
        )
    if classes > len(graph):
        raise NetworkError(
            message(
                "{actors} actoren passen niet in {classes} klassen; neem minder klassen",
                "{actors} actors do not fit in {classes} classes; take fewer classes",
                actors=len(graph),
                classes=classes,
            )
        )
    members = concor(_alike(relations, ideal), classes)
    blocks = _blocks(relations, classes, ideal)
    is_optimised = blocking is Blocking.OPTIMISE
    if is_optimised:
        members = _optimised(blocks, members, starts, seed)
    return _model(
        blocks,
        in_order(members),
        reading=attrs.evolve(
            relations.reading,
            engine=Engine.FAST,
            seed=seed if is_optimised and starts > 1 else None,
            versions=versions_of(Engine.FAST),
        ),
        blocking=blocking,
        starts=starts if is_optimised else 0,
        actors=tuple(map(name_of, graph)),
    )


def _alike(relations: Relations, ideal: BlockIdeal) -> Any:
    if ideal is BlockIdeal.REGULAR:
        return regular_similarity(relations.matrices[0], _ITERATIONS)
    return profiles_of(relations).correlation()


def _blocks(relations: Relations, classes: int, ideal: BlockIdeal) -> Blocks:
    known = relations.cells.astype("float64")
    if not relations.is_directed:
        known = known + known.T
    values = relations.matrices[0] * known
    return Blocks(values=values, known=known, classes=classes, ideal=ideal)


def _optimised(blocks: Blocks, first: Any, starts: int, seed: int) -> Any:
    chance = chance_of(seed)
    others = [chance.integers(blocks.classes, size=len(first)) for _ in range(starts - 1)]
    found = (improve(blocks, members) for members in (first, *others))
    return min(found, key=lambda one: one[0])[1]


def _model(
    blocks: Blocks,
    classes: list[int],
    *,
    reading: Reading,
    blocking: Blocking,
    starts: int,
    actors: tuple[Name, ...],
) -> BlockModel:
    numpy = require("numpy")
    members = numpy.array(classes, dtype="int64") - 1
    there = max(classes)
    sums, known = (one[:there, :there] for one in blocks.sums(members))
    means = numpy.divide(sums, known, out=numpy.zeros_like(sums), where=known > 0)
    both_ways = 1 if reading.is_directed else 2
    cells = blocks.known > 0
    seen, told = blocks.values[cells], means[members[:, None], members[None, :]][cells]
    varied = ((seen - seen.mean()) ** 2).sum() if len(seen) else 0.0
    errors = blocks.errors(members) / both_ways
    kinds = blocks.kinds(members)
    return BlockModel(
        reading=reading,
        blocking=blocking,
        ideal=blocks.ideal,
        starts=starts,
        actors=actors,
        classes=tuple(classes),
        densities=_where(known, means.tolist()),
        kinds=_where(known, kinds),
        cells=int(known.sum()) // both_ways,
        errors=errors if blocks.ideal.is_valued else round(errors),
        r_squared=float(1 - ((seen - told) ** 2).sum() / varied) if varied else None,
    )


def _where(known: Any, told: Sequence[Sequence[_T]]) -> tuple[tuple[_T | None, ...], ...]:
    """Return what is told of each block; None where none of its cells is known."""
    return tuple(
        tuple(one if count else None for one, count in zip(row, counts, strict=False))
        for row, counts in zip(told, known.tolist(), strict=False)
    )
