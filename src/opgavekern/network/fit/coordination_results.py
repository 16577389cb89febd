"""Who needs to work together and who does: gaps with their reasons, and ties nobody needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.network.fit.dependencies import Dependency
from opgavekern.network.foundation.figures import Series, in_short
from opgavekern.network.foundation.literature import CATALDO_2006, CATALDO_2008, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_pairs
from opgavekern.network.plots.pairs import Pair, draw_pairs, looks_of_asked

#: So many gaps are said in words; all of them are in the rows.
_MOST_SAID: Final = 5


@attrs.frozen(kw_only=True)
class CoordinationReason(Answer):
    """One reason why two actors need to work together.

    Attributes:
        task: What the first of them works on.
        other: What the second works on; the same task where both do.
        label: What people call the task of the first; empty where that is its name.
        other_label: What people call that of the second.
        weight: How much it weighs.
        because: Why the two tasks depend on each other, where that is known.
    """

    task: Name
    other: Name
    label: str = ""
    other_label: str = ""
    weight: float
    because: tuple[Dependency, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Return the reason in words, with the first of why the tasks depend on each other."""
        task, other = self.label or str(self.task), self.other_label or str(self.other)
        if self.task == self.other:
            return message("beide aan “{task}”", "both on “{task}”", task=task).text(language)
        return message(
            "“{task}” en “{other}” hangen samen{why}",
            "“{task}” and “{other}” depend on each other{why}",
            task=task,
            other=other,
            why=self._why(),
        ).text(language)

    def _why(self) -> Message:
        if not self.because:
            return message("", "")
        if len(self.because) == 1:
            return message(" ({first})", " ({first})", first=self.because[0])
        return message(
            " ({first}, en nog {count})",
            " ({first}, and {count} more)",
            first=self.because[0],
            count=len(self.because) - 1,
        )


@attrs.frozen(kw_only=True)
class CoordinationNeed(Answer):
    """Two actors whose work depends on each other's.

    Attributes:
        first: One of them.
        second: The other.
        weight: How much of their work does: their cell in the matrix of what is required.
        is_met: Whether they have a tie, either way; None where that is not known.
        reasons: The tasks by which, heaviest first.
    """

    first: Name
    second: Name
    weight: float
    is_met: bool | None
    reasons: tuple[CoordinationReason, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Return the two with their heaviest reason, and how many more there are."""
        return self._said(str(self.first), str(self.second)).text(language)

    def words(self, reading: Reading) -> Message:
        """Say the same, actors called as in the graph that was read."""
        return self._said(*reading.called((self.first, self.second)))

    def _said(self, first: str, second: str) -> Message:
        more = len(self.reasons) - 1
        return message(
            "{first} en {second} ({weight}: {why}{more})",
            "{first} and {second} ({weight}: {why}{more})",
            first=first,
            second=second,
            weight=in_short(self.weight, 2 if self.weight % 1 else 0),
            why=self.reasons[0] if self.reasons else "–",
            more=message("; en nog {count}", "; and {count} more", count=more)
            if more > 0
            else message("", ""),
        )


@attrs.frozen(kw_only=True)
class ActorFit(Answer):
    """How far one actor has the ties that its work asks.

    Attributes:
        actor: Who.
        needed: With how many others it needs to work, of whom it is known whether it does.
        met: With how many of those it does.
        unneeded: With how many others it has a tie that no task here asks.
        unknown: With how many it needs to work of whom that is not known.
    """

    actor: Name
    needed: int
    met: int
    unneeded: int
    unknown: int = 0

    @property
    def congruence(self) -> float | None:
        """Met / needed, 0 to 1; None where nothing is needed."""
        return self.met / self.needed if self.needed else None


@attrs.frozen(kw_only=True)
class CoordinationFit(NetworkResult):
    """Who needs to work together because tasks depend on each other, beside who does.

    Attributes:
        reading: How the network of who works with whom was read.
        tasks: Number of tasks that somebody works on.
        without_task: Actors of the network of whom no task is known; their ties are left out.
        not_in_network: Actors with a task that the network lacks; they count as without ties.
        needs: Pairs who need to work together, heaviest first.
        superfluous: Pairs who have a tie that no task here asks; there may be other reasons.
        actors: Those with a task, in the order of the network and then of the tasks.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (CATALDO_2006, CATALDO_2008)
    COLUMNS: ClassVar[Columns] = columns(
        first=object,
        second=object,
        weight=float,
        is_needed=bool,
        is_met=bool,
        tasks=tuple,
        because=tuple,
    )

    reading: Reading
    tasks: int
    without_task: int = 0
    not_in_network: int = 0
    needs: tuple[CoordinationNeed, ...] = ()
    superfluous: tuple[tuple[Name, Name], ...] = ()
    actors: tuple[ActorFit, ...] = ()

    @property
    def gaps(self) -> tuple[CoordinationNeed, ...]:
        """Pairs who need to work together and do not, heaviest first."""
        return tuple(one for one in self.needs if one.is_met is False)

    @property
    def met(self) -> tuple[CoordinationNeed, ...]:
        """Pairs who need to work together and do, heaviest first."""
        return tuple(one for one in self.needs if one.is_met)

    @property
    def unknown(self) -> int:
        """How many pairs need to work together of whom it is not known whether they do."""
        return sum(one.is_met is None for one in self.needs)

    @property
    def congruence(self) -> float | None:
        """Socio-technical congruence: needed ties that are there / needed ties, 0 to 1.

        Only pairs of which it is known whether they have a tie count; None without any.
        """
        met, gaps = len(self.met), len(self.gaps)
        return met / (met + gaps) if met + gaps else None

    @property
    def weighted_congruence(self) -> float | None:
        """The same with each pair counted by its weight, 0 to 1; None where all weigh nothing."""
        met, gaps = (sum(one.weight for one in some) for some in (self.met, self.gaps))
        return met / (met + gaps) if met + gaps else None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each pair who need to work together, or do without a need."""
        needed = [
            {
                "first": one.first,
                "second": one.second,
                "weight": one.weight,
                "is_needed": True,
                "is_met": one.is_met,
                "tasks": tuple(dict.fromkeys(map(_tasks, one.reasons))),
                "because": tuple(
                    dict.fromkeys(why.through for each in one.reasons for why in each.because)
                ),
            }
            for one in self.needs
        ]
        unneeded = {"weight": 0.0, "is_needed": False, "is_met": True, "tasks": (), "because": ()}
        return needed + [
            {"first": first, "second": second, **unneeded} for first, second in self.superfluous
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw who need each other and have a tie, who have none, and ties that nobody needs.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        needed = [Pair(first=one.first, second=one.second, sort=one.is_met) for one in self.needs]
        unneeded = [Pair(first=one, second=two, sort="unasked") for one, two in self.superfluous]
        actors = [one.actor for one in self.actors]
        return draw_pairs(
            ax,
            actors,
            [*needed, *unneeded],
            words=self.reading.called(actors),
            looks=looks_of_asked(
                met=message("nodig en aanwezig", "needed and there"),
                lacking=message("nodig en er niet", "needed and not there"),
                unasked=message("aanwezig, om een andere reden", "there for another reason"),
                unknown=message("nodig, niet bekend", "needed, not known"),
                language=language,
            ),
            title=message("Wie hebben elkaar nodig?", "Who need each other?"),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return congruence, the heaviest gaps with their reasons, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        met, gaps = len(self.met), self.gaps
        yield message(
            "Wie elkaar nodig heeft: {needed}, om {tasks}; met een relatie: {met} (congruentie "
            "{congruence}, naar gewicht {weighted}).",
            "Who need each other: {needed}, for {tasks}; with a tie: {met} (congruence "
            "{congruence}, by weight {weighted}).",
            needed=counted_pairs(met + len(gaps)),
            tasks=counted(self.tasks, ("taak", "task"), ("taken", "tasks")),
            met=met,
            congruence=in_short(self.congruence),
            weighted=in_short(self.weighted_congruence),
        )
        if gaps:
            yield message(
                "Zwaarste ontbrekende relaties: {gaps}.",
                "Heaviest ties that are not there: {gaps}.",
                gaps=Series(tuple(one.words(self.reading) for one in gaps[:_MOST_SAID])),
            )
        if self.superfluous:
            yield message(
                "Relaties die geen van deze taken vraagt: {count}; daar kan een andere reden voor "
                "zijn.",
                "Ties that none of these tasks asks: {count}; there may be another reason for "
                "them.",
                count=len(self.superfluous),
            )
        yield from self._left_out()

    def _left_out(self) -> Iterator[Message]:
        if self.unknown:
            yield message(
                "Elkaar nodig, en niet bekend of er een relatie is: {pairs}; dat telt niet mee.",
                "In need of each other, and not known whether there is a tie: {pairs}; that does "
                "not count.",
                pairs=counted_pairs(self.unknown),
            )
        if self.without_task:
            yield message(
                "Actoren zonder bekende taak: {count}; hun relaties tellen niet mee.",
                "Actors without a known task: {count}; their ties do not count.",
                count=self.without_task,
            )
        if self.not_in_network:
            yield message(
                "Actoren met een taak die niet in het netwerk staan: {count}; zij gelden als "
                "zonder relaties.",
                "Actors with a task that are not in the network: {count}; they count as without "
                "ties.",
                count=self.not_in_network,
            )


def _tasks(reason: CoordinationReason) -> str:
    """The task that two share, or the two by which they depend on each other."""
    return " + ".join(dict.fromkeys((str(reason.task), str(reason.other))))
