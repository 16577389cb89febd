"""Which contacts constrain an actor (Burt 1992): the parts that constraint adds up."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import BURT_1992, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, name_of, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of, verify_strength
from opgavekern.network.panels.holes import parts_of
from opgavekern.network.plots.axes import called_together, with_part
from opgavekern.network.plots.bars import Bar, draw_bars

#: How many of the highest parts are told in words.
_MOST_TOLD: Final = 3


@attrs.frozen(kw_only=True)
class ConstraintPart(Answer):
    """How far one contact constrains an actor.

    Attributes:
        ego: Who is constrained.
        alter: By which contact.
        direct: Share of the ego's ties that is with this contact, 0 to 1.
        indirect: Share that leads to this contact by way of others, who are tied to both.
    """

    ego: Name
    alter: Name
    direct: float
    indirect: float

    @property
    def invested(self) -> float:
        """What the ego has invested in this contact, directly and by way of others."""
        return self.direct + self.indirect

    @property
    def constraint(self) -> float:
        """Its part of the ego's constraint: what is invested, squared."""
        return self.invested * self.invested


@attrs.frozen(kw_only=True)
class ConstraintParts(NetworkResult):
    """How far each contact constrains an actor.

    Attributes:
        reading: How the graph was read.
        parts: For each actor of whom contacts are known, and each contact: both in the order of
            the graph.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BURT_1992,)
    COLUMNS: ClassVar[Columns] = columns(
        ego=object, alter=object, direct=float, indirect=float, invested=float, constraint=float
    )

    reading: Reading
    parts: tuple[ConstraintPart, ...]

    def of(self, ego: Name) -> tuple[ConstraintPart, ...]:
        """Return the parts of one actor's constraint, highest first; none without contacts."""
        own = (one for one in self.parts if one.ego == ego)
        return tuple(sorted(own, key=operator.attrgetter("constraint"), reverse=True))

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor and contact."""
        return [{column: getattr(one, column) for column in self.COLUMNS} for one in self.parts]

    def plot(
        self,
        ax: Any = None,
        *,
        ego: Name | None = None,
        most: int = 15,
        language: Language = "en",
    ) -> Any:
        """Draw which contacts constrain most, the highest parts on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            ego: Whom they constrain; None for all.
            most: How many parts, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        by_part = sorted(self.parts, key=operator.attrgetter("constraint"), reverse=True)
        there = by_part if ego is None else self.of(ego)
        shown = there[:most]
        egos = self.reading.called(one.ego for one in shown)
        alters = self.reading.called(one.alter for one in shown)
        return draw_bars(
            ax,
            [
                Bar(
                    name=called_together(own, "←", other),
                    length=one.constraint,
                    words=in_short(one.constraint).text(language),
                )
                for one, own, other in zip(shown, egos, alters, strict=True)
            ],
            label=message("deel van de beperking, 0 tot 1", "part of constraint, 0 to 1"),
            title=with_part(
                message("Wie wordt door wie beperkt?", "Who is constrained by whom?"),
                len(shown),
                len(there),
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return which contacts constrain whom most, and how the graph was read."""
        said = (one.text(language) for one in self._sentences())
        return " ".join([*said, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        if not self.parts:
            yield message(
                "Van niemand zijn contacten bekend die beperken.",
                "Of nobody are contacts known that constrain.",
            )
            return
        yield message(
            "Een contact beperkt een actor naarmate meer van diens relaties naar dat contact "
            "leiden, rechtstreeks of via anderen; het hoogst zijn:",
            "A contact constrains an actor as more of the actor's ties lead to that contact, "
            "directly or by way of others; highest are:",
        )
        by_part = sorted(self.parts, key=operator.attrgetter("constraint"), reverse=True)
        highest = by_part[:_MOST_TOLD]
        for place, one in enumerate(highest, start=1):
            ego, alter = self.reading.called([one.ego, one.alter])
            yield message(
                "{ego} door {alter} ({part}){end}",
                "{ego} by {alter} ({part}){end}",
                ego=ego,
                alter=alter,
                part=in_short(one.constraint),
                end="." if place == len(highest) else ",",
            )


def constraint_parts(
    graph: Graph, *, weight: str | None = None, weight_means: WeightMeaning | str | None = None
) -> ConstraintParts:
    """Tell of each actor which contacts constrain it, and how far.

    With p_ij the share of what actor i has in ties, in either direction, that is with contact j:
    i has invested p_ij + Σ_q p_iq p_qj in j, and its square is j's part of i's constraint, above 0
    and at most 1. The parts of an actor add up to its `constraint` of `actors`. A contact has a
    high part when it takes much of one's ties, or when one's other contacts lead to it as well.

    Without ties, as of nobody or of one actor, there are no parts; parts of the network do not
    touch each other. A contact that is the only one has 1. Who did not answer has no parts, and
    is a contact of who named it: those parts go by ties that are known. Takes time with two-paths.

    Args:
        graph: Any networkx graph; it is not changed.
        weight: The attribute of ties that holds strengths; None counts ties as there or not.
        weight_means: What the weights mean, where the graph does not declare it.

    Raises:
        NetworkError: Weights are absent, negative, no numbers or no strengths.

    Source: R. S. Burt, "Structural holes: the social structure of competition", 1992, chapter 2.

    >>> import networkx as nx
    >>> found = constraint_parts(nx.Graph(["ab", "ac", "bc", "ad"]))
    >>> [(one.alter, round(one.constraint, 3)) for one in found.of("a")]
    [('b', 0.25), ('c', 0.25), ('d', 0.111)]
    """
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means)
    verify_strength(
        snapshot.reading,
        message("wat iemand in een contact steekt rekent", "what is invested in a contact goes"),
    )
    return ConstraintParts(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        parts=tuple(_told(snapshot)),
    )


def _told(snapshot: Snapshot) -> Iterator[ConstraintPart]:
    names = tuple(map(name_of, snapshot.actors))
    for ego, parts in enumerate(parts_of(snapshot)):
        if snapshot.is_known[ego]:
            for alter, (direct, indirect) in sorted(parts.items()):
                yield ConstraintPart(
                    ego=names[ego], alter=names[alter], direct=direct, indirect=indirect
                )
