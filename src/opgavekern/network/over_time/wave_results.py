"""What changed from one wave of a network to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import SNIJDERS_ET_AL_2010, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import (
    Name,
    Reading,
    counted_actors,
    counted_ties,
    name_of,
)
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.over_time.laid_over import laid_over
from opgavekern.network.plots.changes import draw_change
from opgavekern.network.plots.stacks import Stack, draw_stacks


@attrs.frozen(kw_only=True)
class TieTurnover(Answer):
    """Ties that were kept, made and lost, between actors that are in both waves.

    Attributes:
        kept: In both waves.
        made: Only in the later one.
        lost: Only in the earlier one.
    """

    kept: int
    made: int
    lost: int

    @property
    def hamming(self) -> int:
        """The number of ties that differ."""
        return self.made + self.lost

    @property
    def jaccard(self) -> float | None:
        """The share kept of ties in either wave, 0 to 1; None without ties."""
        ties = self.kept + self.made + self.lost
        return self.kept / ties if ties else None

    @property
    def turnover(self) -> float | None:
        """The share made or lost of ties in either wave, 0 to 1; None without ties."""
        return None if self.jaccard is None else 1 - self.jaccard


@attrs.frozen(kw_only=True)
class ActorChange(Answer):
    """What changed in the ties of one actor that stayed.

    Attributes:
        actor: Who.
        ties: Its ties with others that stayed; of a directed network in and out.
        became_isolated: It had ties, and has none any more with anybody; false where it did not
            answer in the later wave.
    """

    actor: Name
    ties: TieTurnover
    became_isolated: bool


@attrs.frozen(kw_only=True)
class GroupChange(Answer):
    """What changed in one group.

    Attributes:
        group: Which.
        stayed: Number of its actors in both waves, by their group in the later one.
        joined: Number of those only in the later one.
        left: Number of those only in the earlier one.
        ties: Ties of those that stayed with at least one end in the group.
    """

    group: Name
    stayed: int
    joined: int
    left: int
    ties: TieTurnover


@attrs.frozen(kw_only=True)
class WaveChange(Answer):
    """What changed between two waves.

    Attributes:
        before: The name of the earlier wave.
        after: That of the later one.
        joined: Actors only in the later wave.
        left: Actors only in the earlier one.
        ties: Between actors in both, as far as known in both.
        pairs: Number of pairs of these of which that is known; ordered if directed.
        made_by_joining: Ties of the later wave with someone who joined.
        lost_by_leaving: Ties of the earlier wave with someone who left.
        actors: Who stayed, in the order of the later wave.
        groups: In order of group; empty where no groups were asked.
    """

    before: Name
    after: Name
    joined: tuple[Name, ...]
    left: tuple[Name, ...]
    ties: TieTurnover
    pairs: int
    made_by_joining: int
    lost_by_leaving: int
    actors: tuple[ActorChange, ...]
    groups: tuple[GroupChange, ...] = ()

    @property
    def hamming_share(self) -> float | None:
        """The share of pairs that differ, 0 to 1; None without pairs."""
        return self.ties.hamming / self.pairs if self.pairs else None

    @property
    def became_isolated(self) -> tuple[Name, ...]:
        """Who stayed, had ties and has none any more."""
        return tuple(one.actor for one in self.actors if one.became_isolated)


@attrs.frozen(kw_only=True)
class WaveFigure(Answer):
    """A figure of one wave.

    Attributes:
        measure: What the caller calls it.
        wave: The name of the wave.
        value: None where it has none.
    """

    measure: str
    wave: Name
    value: float | None


@attrs.frozen(kw_only=True)
class NetworkChange(NetworkResult):
    """What changed in a network from wave to wave.

    Attributes:
        reading: How the last wave was read.
        earlier: How those before it were read, in order.
        steps: From each wave to the next.
        figures: Those that were asked, by measure and in order of waves.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (SNIJDERS_ET_AL_2010,)
    COLUMNS: ClassVar[Columns] = columns(
        before=object,
        after=object,
        stayed=int,
        joined=int,
        left=int,
        kept=int,
        made=int,
        lost=int,
        jaccard=float,
        hamming=int,
        hamming_share=float,
        made_by_joining=int,
        lost_by_leaving=int,
        became_isolated=int,
    )

    reading: Reading
    earlier: tuple[Reading, ...]
    steps: tuple[WaveChange, ...]
    figures: tuple[WaveFigure, ...] = ()

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each step from one wave to the next."""
        return [
            {
                "before": one.before,
                "after": one.after,
                "stayed": len(one.actors),
                "joined": len(one.joined),
                "left": len(one.left),
                "kept": one.ties.kept,
                "made": one.ties.made,
                "lost": one.ties.lost,
                "jaccard": one.ties.jaccard,
                "hamming": one.ties.hamming,
                "hamming_share": one.hamming_share,
                "made_by_joining": one.made_by_joining,
                "lost_by_leaving": one.lost_by_leaving,
                "became_isolated": len(one.became_isolated),
            }
            for one in self.steps
        ]

    def plot(
        self,
        ax: Any = None,
        *,
        between: tuple[Graph, Graph] | None = None,
        language: Language = "en",
    ) -> Any:
        """Draw one step: which ties were kept, made and lost, and who joined and left.

        Ties of which in one of both waves nobody said whether they are there are dotted. Actors
        stand where `plot_network` would put them with the ties of both waves.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            between: Two waves that follow each other, since the answer holds counts and not the
                ties; None draws how many ties each step kept, made and lost.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            NetworkError: The answer is not about these two waves.
            MissingExtraError: matplotlib is not installed.
        """
        if between is None:
            return self._plot_counts(ax, language)
        before, after = between
        step = self._step_of((snapshot_of(before), snapshot_of(after)))
        names = (str(step.before), str(step.after))
        return draw_change(ax, laid_over(before, after, names), language=language)

    def _plot_counts(self, ax: Any, language: Language) -> Any:
        return draw_stacks(
            ax,
            [
                Stack(
                    name=f"{one.before} – {one.after}",
                    counts=(
                        one.ties.kept,
                        one.ties.made,
                        one.made_by_joining,
                        one.ties.lost,
                        one.lost_by_leaving,
                    ),
                )
                for one in self.steps
            ],
            parts=(
                message("gebleven", "kept"),
                message("erbij", "made"),
                message("erbij, met wie kwam", "made, with who joined"),
                message("verbroken", "lost"),
                message("verbroken, met wie vertrok", "lost, with who left"),
            ),
            label=message("relaties", "ties"),
            title=message("Wat veranderde er?", "What changed?"),
            language=language,
        )

    def _step_of(self, two: tuple[Snapshot, Snapshot]) -> WaveChange:
        """Return the step that two waves make, by who is in them and how they were read."""
        here = tuple(frozenset(map(name_of, each.actors)) for each in two)
        for step, *readings in zip(
            self.steps, self.earlier, [*self.earlier[1:], self.reading], strict=False
        ):
            stayed = frozenset(one.actor for one in step.actors)
            if here == (stayed | set(step.left), stayed | set(step.joined)) and all(
                each.reading.ties == one.ties for each, one in zip(two, readings, strict=True)
            ):
                return step
        raise NetworkError(
            message(
                "deze twee netwerken volgen elkaar niet in wat gemeten is; geef er twee die als "
                "buren aan change gegeven zijn, in dezelfde volgorde",
                "these two graphs do not follow each other in what was measured; give two that "
                "change was given beside each other, in the same order",
            )
        )

    def describe(self, language: Language = "en") -> str:
        """Return what changed in each step, and how the last wave was read."""
        said = [one.text(language) for step in self.steps for one in _sentences(step, self.reading)]
        return " ".join([*said, self.reading.describe(language)])


def _sentences(step: WaveChange, reading: Reading) -> Iterator[Message]:
    yield message(
        "Van {before} naar {after}, tussen {stayed} die er beide keren waren: {kept} behouden, "
        "{made} erbij en {lost} verbroken (Jaccard {jaccard}).",
        "From {before} to {after}, between {stayed} who were there both times: {kept} kept, "
        "{made} made and {lost} lost (Jaccard {jaccard}).",
        before=str(step.before),
        after=str(step.after),
        stayed=counted_actors(len(step.actors)),
        kept=counted_ties(step.ties.kept),
        made=step.ties.made,
        lost=step.ties.lost,
        jaccard=in_short(step.ties.jaccard),
    )
    if step.joined:
        yield message(
            "Nieuw: {joined}, met {made}.",
            "New: {joined}, with {made}.",
            joined=counted_actors(len(step.joined)),
            made=counted_ties(step.made_by_joining),
        )
    if step.left:
        yield message(
            "Vertrokken: {left}, met {lost}.",
            "Left: {left}, with {lost}.",
            left=counted_actors(len(step.left)),
            lost=counted_ties(step.lost_by_leaving),
        )
    if step.became_isolated:
        yield message(
            "Zonder relaties kwamen te staan: {who}.",
            "Became isolated: {who}.",
            who=reading.called(step.became_isolated),
        )
