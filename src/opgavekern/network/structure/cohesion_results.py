"""What is said of a whole network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import (
    DAVIS_LEINHARDT_1972,
    HOPCROFT_TARJAN_1973,
    KRACKHARDT_1994,
    WASSERMAN_FAUST_1994,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_actors, counted_ties
from opgavekern.network.plots.bars import Bar, draw_bars
from opgavekern.network.structure.distances import Distances
from opgavekern.network.structure.dyads import DyadCensus
from opgavekern.network.structure.krackhardt import OutTree
from opgavekern.network.structure.triads import TriadCensus


@attrs.frozen(kw_only=True)
class Bridge(Answer):
    """A tie without which its component falls apart.

    Attributes:
        start: One end.
        end: The other.
    """

    start: Name
    end: Name


@attrs.frozen(kw_only=True)
class Cohesion(NetworkResult):
    """How a network hangs together.

    Attributes:
        reading: How the graph was read.
        density: Share of pairs that are tied, of those of which that is known; None without.
        mean_weight: Sum of weights over the same pairs; None without weights.
        dyads: Pairs by how they are tied, and reciprocity, among those who answered.
        triads: Triples by how they are tied, and transitivity, among those who answered.
        two_path_correlation: Of a tie and the two-paths beside it, among those who answered.
        clustering: Mean share of an actor's contacts that are tied, over actors with two contacts
            or more; None without such actors.
        clustering_of_all: The same with 0 for who has fewer contacts.
        out_tree: Krackhardt's four dimensions.
        weak_sizes: Numbers of actors of the components, largest first.
        strong_sizes: The same of strong components: who reach each other.
        isolates: Who has no ties.
        cutpoints: Actors without whom their component falls apart.
        bridges: Ties without which their component falls apart.
        distances: Between all pairs; None where counting them takes too long.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (
        DAVIS_LEINHARDT_1972,
        HOPCROFT_TARJAN_1973,
        KRACKHARDT_1994,
        WASSERMAN_FAUST_1994,
    )
    COLUMNS: ClassVar[Columns] = columns(measure=str, value=float)

    reading: Reading
    density: float | None
    mean_weight: float | None
    dyads: DyadCensus
    triads: TriadCensus
    two_path_correlation: float | None
    clustering: float | None
    clustering_of_all: float | None
    out_tree: OutTree
    weak_sizes: tuple[int, ...]
    strong_sizes: tuple[int, ...]
    isolates: tuple[Name, ...]
    cutpoints: tuple[Name, ...]
    bridges: tuple[Bridge, ...]
    distances: Distances | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each measure."""
        return [
            {"measure": name, "value": None if value is None else float(value)}
            for name, value in self._values()
        ]

    def _values(self) -> Iterator[tuple[str, float | None]]:
        yield "density", self.density
        if self.reading.weight:
            yield "mean_weight", self.mean_weight
        yield from self._closure()
        yield "clustering", self.clustering
        yield "clustering_of_all", self.clustering_of_all
        yield from attrs.asdict(self.out_tree).items()
        yield "components", len(self.weak_sizes)
        yield "largest_component", max(self.weak_sizes, default=0)
        yield "strong_components", len(self.strong_sizes)
        yield "isolates", len(self.isolates)
        yield "cutpoints", len(self.cutpoints)
        yield "bridges", len(self.bridges)
        if self.distances is not None:
            yield "mean_distance", self.distances.mean
            yield "longest_distance", self.distances.longest
        for name, count in self.triads.by_type.items():
            yield f"triads_{name}", count

    def _closure(self) -> Iterator[tuple[str, float | None]]:
        dyads, triads = self.dyads, self.triads
        if self.reading.is_directed:
            yield "mutual_pairs", dyads.mutual
            yield "asymmetric_pairs", dyads.asymmetric
            yield "null_pairs", dyads.null
            yield "reciprocity_dyadic", dyads.dyadic
            yield "reciprocity_among_tied", dyads.among_tied
            yield "reciprocity_edgewise", dyads.edgewise
            yield "reciprocity_log_ratio", dyads.log_ratio
            yield "reciprocity_correlation", dyads.correlation
        yield "transitivity_weak", triads.weak
        yield "transitivity_strong", triads.strong
        yield "transitivity_weak_census", triads.weak_census
        yield "transitivity_strong_census", triads.strong_census
        yield "transitivity_correlation", self.two_path_correlation

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figures that go from 0 to 1, one below the other.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        figures: list[tuple[Message, float | None]] = [
            (message("dichtheid", "density"), self.density),
            (message("transitiviteit (zwak)", "transitivity (weak)"), self.triads.weak),
            (message("clustering", "clustering"), self.clustering),
            (message("samenhang", "connectedness"), self.out_tree.connectedness),
            (message("efficiëntie", "efficiency"), self.out_tree.efficiency),
        ]
        if self.reading.is_directed:
            figures[1:1] = [(message("wederkerigheid", "reciprocity"), self.dyads.edgewise)]
            figures += [
                (message("hiërarchie", "hierarchy"), self.out_tree.hierarchy),
                (
                    message("kleinste bovengrenzen", "least upper bounds"),
                    self.out_tree.least_upper_bounds,
                ),
            ]
        return draw_bars(
            ax,
            [
                Bar(name=name.text(language), length=one, words=in_short(one).text(language))
                for name, one in figures
            ],
            label=message("van niets (0) tot alles (1)", "from nothing (0) to all (1)"),
            title=message("Hoe hangt het netwerk samen?", "How does the network hang together?"),
            language=language,
            most=1,
        )

    def describe(self, language: Language = "en") -> str:
        """Return density, closure, the four dimensions and what holds it together."""
        said = [one.text(language) for one in self._sentences()]
        return " ".join([*said, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Dichtheid {density}; zwakke transitiviteit {transitivity}.",
            "Density {density}; weak transitivity {transitivity}.",
            density=in_short(self.density),
            transitivity=in_short(self.triads.weak),
        )
        if self.reading.is_directed:
            yield message(
                "Wederzijds is een aandeel van {edgewise} van de relaties.",
                "A share of {edgewise} of the ties is mutual.",
                edgewise=in_short(self.dyads.edgewise),
            )
        yield self._krackhardt()
        if self.reading.actors:
            yield from (self._parts(), self._held_together())

    def _krackhardt(self) -> Message:
        tree = self.out_tree
        if not self.reading.is_directed:
            # Of ties without direction the other two are the same for every network: 0 and 1.
            return message(
                "Krackhardt (1994): samenhang {connectedness}, efficiëntie {efficiency}.",
                "Krackhardt (1994): connectedness {connectedness}, efficiency {efficiency}.",
                connectedness=in_short(tree.connectedness),
                efficiency=in_short(tree.efficiency),
            )
        return message(
            "Krackhardt (1994): samenhang {connectedness}, hiërarchie {hierarchy}, efficiëntie "
            "{efficiency}, kleinste bovengrenzen {bounds}.",
            "Krackhardt (1994): connectedness {connectedness}, hierarchy {hierarchy}, efficiency "
            "{efficiency}, least upper bounds {bounds}.",
            connectedness=in_short(tree.connectedness),
            hierarchy=in_short(tree.hierarchy),
            efficiency=in_short(tree.efficiency),
            bounds=in_short(tree.least_upper_bounds),
        )

    def _parts(self) -> Message:
        if len(self.weak_sizes) == 1:
            return message("Alle actoren hangen samen.", "All actors hang together.")
        return message(
            "Het netwerk bestaat uit {parts} losse delen, het grootste van {largest}; zonder "
            "relaties: {isolates}.",
            "The network consists of {parts} separate parts, the largest of {largest}; without "
            "ties: {isolates}.",
            parts=len(self.weak_sizes),
            largest=counted_actors(max(self.weak_sizes, default=0)),
            isolates=counted_actors(len(self.isolates)),
        )

    def _held_together(self) -> Message:
        """Say what a part hangs on: single actors, and single ties."""
        found = (
            (len(self.cutpoints), counted_actors(len(self.cutpoints))),
            (len(self.bridges), counted_ties(len(self.bridges))),
        )
        if not any(number for number, _ in found):
            return message(
                "Geen deel valt uiteen zonder één actor of één relatie.",
                "No part falls apart without one actor or one tie.",
            )
        return message(
            "Onmisbaar, want zonder elk daarvan valt een deel uiteen: {found}.",
            "Indispensable, since without each of these a part falls apart: {found}.",
            found=tuple(said for number, said in found if number),
        )
