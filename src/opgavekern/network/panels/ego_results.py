"""What is said of the network around each actor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import (
    AGRESTI_AGRESTI_1978,
    BLAU_1977,
    BURT_1992,
    KRACKHARDT_STERN_1988,
    PERRY_ET_AL_2018,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_actors
from opgavekern.network.plots.fields import Axis, Dot, draw_field

#: Where more than so many are the largest, their number says enough.
_MOST_NAMED: Final = 3
#: Beyond so many dots nobody can read which is whose.
_MOST_DRAWN: Final = 300


class AlterDirection(Term):
    """Who counts as an alter of an ego."""

    BOTH = "both", "met een relatie in welke richting ook", "tied in either direction"
    OUT = "out", "door de actor genoemd", "named by the actor"
    IN = "in", "die de actor noemen", "naming the actor"


@attrs.frozen(kw_only=True)
class EgoNetwork(Answer):
    """The network around one actor. What has no value is None; all is, where it is not known.

    Attributes:
        ego: The actor.
        size: Number of alters.
        ties: Ties among alters, of a directed network each direction.
        pairs: Pairs of alters of which it is known whether they are tied; ordered in a directed
            network.
        unknown_pairs: Pairs of alters of which it is not.
        components: Parts in which alters fall once ego is gone, whichever way ties go.
        mean_weight: Mean strength of the ties between ego and alters; None without weights.
        effective_size: Alters less what is redundant among them.
        efficiency: That as a share of alters.
        constraint: How far alters are tied among themselves.
        alike: Alters of ego's own group; None where no group was named, as the next three.
        categories: Number of groups among alters.
        blau: How likely it is that two drawn with replacement differ in group, 0 to 1.
        iqv: That as a share of the most it can be, with all groups of the network equally often.
        mean: Mean of alters' number; None where no number was named, as the next.
        sd: Standard deviation of alters' number, over all of them: 0 of one alter.
    """

    ego: Name
    size: int | None = None
    ties: int | None = None
    pairs: int | None = None
    unknown_pairs: int | None = None
    components: int | None = None
    mean_weight: float | None = None
    effective_size: float | None = None
    efficiency: float | None = None
    constraint: float | None = None
    alike: int | None = None
    categories: int | None = None
    blau: float | None = None
    iqv: float | None = None
    mean: float | None = None
    sd: float | None = None

    @property
    def density(self) -> float | None:
        """Share of known pairs of alters that are tied; None with fewer than two alters."""
        return self.ties / self.pairs if self.pairs and self.ties is not None else None

    @property
    def same_share(self) -> float | None:
        """Share of alters of ego's own group, 0 to 1; None without alters."""
        return self.alike / self.size if self.size and self.alike is not None else None

    @property
    def ei_index(self) -> float | None:
        """Alters of other groups less those of ego's own, by all: -1 to 1; None without alters."""
        if not self.size or self.alike is None:
            return None
        return (self.size - 2 * self.alike) / self.size


_STRUCTURE: Final = columns(
    ego=object,
    size=int,
    ties=int,
    pairs=int,
    unknown_pairs=int,
    density=float,
    components=int,
    effective_size=float,
    efficiency=float,
    constraint=float,
)
_WEIGHT: Final = columns(mean_weight=float)
_COMPOSITION: Final = columns(
    categories=int, blau=float, iqv=float, same_share=float, ei_index=float
)
_NUMBER: Final = columns(mean=float, sd=float)


@attrs.frozen(kw_only=True)
class EgoNetworks(NetworkResult):
    """The network around each actor.

    Attributes:
        reading: How the graph was read.
        direction: Who counts as an alter.
        told_by_egos: Whether who answered told of ties among its alters as well, so that all of
            these are known.
        categories: Number of groups in the whole network; None where no group was named.
        has_number: Whether a number of actors was named.
        egos: In the order of the graph.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        AGRESTI_AGRESTI_1978,
        BLAU_1977,
        BURT_1992,
        KRACKHARDT_STERN_1988,
        PERRY_ET_AL_2018,
    )
    COLUMNS: ClassVar[Columns] = columns(**_STRUCTURE, **_WEIGHT, **_COMPOSITION, **_NUMBER)

    reading: Reading
    direction: AlterDirection
    told_by_egos: bool
    categories: int | None
    has_number: bool
    egos: tuple[EgoNetwork, ...]

    @property
    def columns(self) -> Columns:
        """Those of structure, and of weight, group and number where these were named."""
        return columns(
            **_STRUCTURE,
            **(_WEIGHT if self.reading.weight else {}),
            **(_COMPOSITION if self.categories is not None else {}),
            **(_NUMBER if self.has_number else {}),
        )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        names = tuple(self.columns)
        return [{name: getattr(one, name) for name in names} for one in self.egos]

    def describe(self, language: Language = "en") -> str:
        """Return what ego networks are like on average, who stands out, and how it was read."""
        said = (one.text(language) for one in self._sentences())
        return " ".join([*said, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        known = [one for one in self.egos if one.size is not None]
        if not known:
            yield message("Van niemand is het egonetwerk bekend.", "Nobody's ego network is known.")
            return
        yield message(
            "Egonetwerken van {egos} (alters: {direction}): gemiddeld {size} alters, dichtheid "
            "{density}, beperking {constraint}.",
            "Ego networks of {egos} (alters: {direction}): {size} alters on average, density "
            "{density}, constraint {constraint}.",
            egos=counted_actors(len(known)),
            direction=self.direction,
            size=in_short(_mean([one.size for one in known]), 1),
            density=in_short(_mean([one.density for one in known])),
            constraint=in_short(_mean([one.constraint for one in known])),
        )
        yield self._largest(known)
        if self.categories is not None:
            yield message(
                "Groepen in het netwerk: {categories}; gemiddeld een IQV van {iqv} en een "
                "E-I-index van {ei}.",
                "Groups in the network: {categories}; on average an IQV of {iqv} and an E-I index "
                "of {ei}.",
                categories=self.categories,
                iqv=in_short(_mean([one.iqv for one in known])),
                ei=in_short(_mean([one.ei_index for one in known])),
            )
        if self.told_by_egos:
            yield message(
                "Wie antwoordde vertelde ook van relaties tussen alters; een relatie waarvan een "
                "ander vertelde telt mee.",
                "Who answered told of ties among alters as well; a tie that another told of "
                "counts.",
            )
        unknown = [one.unknown_pairs for one in known if one.unknown_pairs]
        if unknown:
            yield message(
                "Van {pairs} paren alters, in {egos} egonetwerken, is niet bekend of zij een "
                "relatie hebben; die tellen niet mee.",
                "Of {pairs} pairs of alters, in {egos} ego networks, it is not known whether "
                "they are tied; these do not count.",
                pairs=sum(unknown),
                egos=len(unknown),
            )

    def _largest(self, known: Sequence[EgoNetwork]) -> Message:
        most = max(one.size or 0 for one in known)
        who = self.reading.called([one.ego for one in known if one.size == most])
        return message(
            "Het grootst is dat van {who} ({size}).",
            "The largest is that of {who} ({size}).",
            who=who if len(who) <= _MOST_NAMED else counted_actors(len(who)),
            size=most,
        )

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw each ego network by size and density; those without a density are left out.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: There is no ego network with a density, or there are too many.
            MissingExtraError: matplotlib is not installed.
        """
        dots = sorted(self._dots(), key=lambda one: -one.x)
        if not 0 < len(dots) <= _MOST_DRAWN:
            raise NetworkError(
                message(
                    "{count} egonetwerken hebben een dichtheid; te tekenen zijn er 1 tot en met "
                    "{most}. Meet een deel van het netwerk, of teken de kolommen van to_pandas()",
                    "{count} ego networks have a density; 1 to {most} can be drawn. Measure a "
                    "part of the network, or draw the columns of to_pandas()",
                    count=len(dots),
                    most=_MOST_DRAWN,
                )
            )
        axes = draw_field(
            ax,
            dots,
            across=Axis(
                label=Text(nl="aantal alters", en="number of alters"),
                least=0,
                most=dots[0].x,
                cuts=(),
            ),
            up=Axis(
                label=Text(nl="dichtheid tussen alters", en="density among alters"),
                least=0,
                most=1,
                cuts=(),
            ),
            cells={},
            title=Text(
                nl="Hoe groot en hoe dicht is elke kring?", en="How large and dense is each circle?"
            ),
            language=language,
        )
        axes.xaxis.get_major_locator().set_params(integer=True)
        return axes

    def _dots(self) -> Iterator[Dot]:
        words = self.reading.called([one.ego for one in self.egos])
        for one, said in zip(self.egos, words, strict=True):
            if one.size is not None and one.density is not None:
                yield Dot(x=one.size, y=one.density, words=said)


def _mean(values: Sequence[float | None]) -> float | None:
    """Return the mean of what is there; None where nothing is."""
    there = [one for one in values if one is not None]
    return math.fsum(there) / len(there) if there else None
