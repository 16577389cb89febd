"""Who has the same position: structural and regular equivalence."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short, with_figure
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import (
    BORGATTI_EVERETT_1993,
    BURT_1976,
    WHITE_REITZ_1983,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.grouping.profiles import profiles_of, regular_similarity
from opgavekern.network.inference.relations import relations_of
from opgavekern.network.plots.likenesses import draw_likenesses


class Likeness(Term):
    """How it is told that two actors have the same position."""

    HAMMING = "hamming", "verschillen (Hamming)", "differences (Hamming)"
    EUCLIDEAN = "euclidean", "afstand (Euclides)", "distance (Euclid)"
    CORRELATION = "correlation", "correlatie"
    REGULAR = "regular", "rol (REGE)", "role (REGE)"

    @property
    def is_similarity(self) -> bool:
        """More means more alike; else more means further apart."""
        return self in (Likeness.CORRELATION, Likeness.REGULAR)


@attrs.frozen(kw_only=True)
class Equivalence(NetworkResult):
    """How much alike the positions of every two actors are.

    Attributes:
        reading: How the graph was read.
        likeness: How it was told.
        actors: In the order of the graph.
        values: A row for each actor with its value to each, in the same order: a distance, or
            a similarity; None where the two know no cell in common.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        BURT_1976,
        WHITE_REITZ_1983,
        BORGATTI_EVERETT_1993,
    )
    COLUMNS: ClassVar[Columns] = columns(actor=object, other=object, value=float)

    reading: Reading
    likeness: Likeness
    actors: tuple[Name, ...]
    values: tuple[tuple[float | None, ...], ...]

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each two actors, each pair once."""
        return [
            {"actor": actor, "other": other, "value": value}
            for place, (actor, row) in enumerate(zip(self.actors, self.values, strict=False))
            for other, value in list(zip(self.actors, row, strict=False))[place + 1 :]
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw a cell for every two actors, those most alike beside each other.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return draw_likenesses(
            ax,
            self.values,
            names=self.reading.called(self.actors),
            is_similarity=self.likeness.is_similarity,
            label=self.likeness,
            title=message("Wie hebben dezelfde positie?", "Who have the same position?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the pairs most alike and how the graph was read."""
        pairs = [one for one in self.to_records() if one["value"] is not None]
        way = -1 if self.likeness.is_similarity else 1
        nearest = sorted(pairs, key=lambda one: way * one["value"])[:3]
        said = message(
            "Gelijkwaardigheid naar {likeness}; het meest gelijk: {nearest}.",
            "Equivalence by {likeness}; most alike: {nearest}.",
            likeness=self.likeness,
            nearest=Series(
                tuple(
                    with_figure(
                        " – ".join(self.reading.called((one["actor"], one["other"]))),
                        in_short(one["value"]),
                    )
                    for one in nearest
                )
            ),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def equivalence(
    graph: Graph,
    *,
    likeness: Likeness | str = Likeness.EUCLIDEAN,
    iterations: int = 3,
    weight: str | None = None,
    weight_means: WeightMeaning | str | None = None,
) -> Equivalence:
    """Tell how much alike the positions of every two actors are.

    Structural equivalence compares whom both choose and who chooses them, row and column, without
    the ties between the two and to themselves, as `sedist` of R's `sna` does: the number of
    differences (`hamming`), the root of the sum of their squares (`euclidean`), or the
    correlation (0 where a profile does not vary). Cells that are not known of either are left
    out, and distances are scaled up to as many cells as there are.

    Regular equivalence (`regular`) asks for ties to actors alike, not to the same ones: REGE of
    White and Reitz. A tie x_ik is matched by the best of the ties of j, weighted by how much alike
    the alters are: E_ij = (Σ_k max_m E_km (min(x_ik, x_jm) + min(x_ki, x_mj)) + the same from j's
    side) / (all ties of i and j), from E = 1, three times as is the custom; 0 to 1. In an
    undirected network without isolates all are regularly equivalent. Ties count as far as they
    are known.

    Time grows with the cube of the actors, of `regular` with the square of the ties; memory with
    the square of the actors.

    Args:
        graph: Any networkx graph.
        likeness: `hamming`, `euclidean`, `correlation` or `regular`.
        iterations: Of `regular`: how often similarities follow from those before, at least 1.
        weight: The attribute of ties that holds strengths; None reads ties as there or not.
        weight_means: What it means, where the graph does not say.

    Raises:
        NetworkError: There are too many actors, a weight is no strength, or is negative where
            positions are to be regular.
        MissingExtraError: NumPy is not installed.

    Source: R. S. Burt, "Positions in networks", Social Forces 55(1), 1976, 93-122; D. R. White
    and K. P. Reitz, "Graph and semigroup homomorphisms on networks of relations", Social Networks
    5(2), 1983, 193-234; S. P. Borgatti and M. G. Everett, "Two algorithms for computing regular
    equivalence", Social Networks 15(4), 1993, 361-376.
    """
    numpy = require("numpy")
    likeness = chosen(Likeness, likeness, "likeness")
    verify_whole("iterations", iterations, least=1)
    relations = relations_of(graph, {}, weight=weight, weight_means=weight_means)
    if likeness is Likeness.REGULAR:
        _verify_positive(relations.matrices[0])
        found = regular_similarity(relations.matrices[0], iterations)
    else:
        profiles = profiles_of(relations)
        found = {
            Likeness.HAMMING: profiles.hamming,
            Likeness.EUCLIDEAN: profiles.euclidean,
            Likeness.CORRELATION: profiles.correlation,
        }[likeness]()
    return Equivalence(
        reading=attrs.evolve(
            relations.reading, engine=Engine.FAST, versions=versions_of(Engine.FAST)
        ),
        likeness=likeness,
        actors=tuple(map(name_of, graph)),
        values=tuple(
            tuple(one if numpy.isfinite(one) else None for one in row) for row in found.tolist()
        ),
    )


def _verify_positive(matrix: Any) -> None:
    if matrix.size and matrix.min() < 0:
        raise NetworkError(
            message(
                "reguliere gelijkwaardigheid kent geen negatieve relaties; neem alleen de "
                'positieve, of likeness="correlation"',
                "regular equivalence knows no negative ties; take the positive ones alone, or "
                'likeness="correlation"',
            )
        )
