"""Whom those for and those against an issue reach, as a result."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_actors
from opgavekern.network.paths.steps import PathDirection
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.stacks import Stack, draw_stacks
from opgavekern.network.stakeholders.stakes import say_more_issues
from opgavekern.network.stakeholders.stakes_in_networks import say_elsewhere

#: So many issues a description goes through one by one.
_MOST_TOLD = 5


class ReachedBy(Term):
    """Which sides reach an actor."""

    BOTH = "both", "beide kanten", "both sides"
    PROPONENTS = "proponents", "alleen voorstanders", "proponents only"
    OPPONENTS = "opponents", "alleen tegenstanders", "opponents only"
    NEITHER = "neither", "geen van beide", "neither side"


@attrs.frozen(kw_only=True)
class ActorReach(Answer):
    """How far one actor is from both sides of one issue.

    Attributes:
        issue: Which; empty where there is only one.
        actor: Who.
        position: Below zero against, above zero in favour; None where it is not known.
        from_proponents: Steps from the nearest of those for, 0 for one of them; None where they do
            not reach it within the steps that were asked.
        from_opponents: Steps from the nearest of those against.
    """

    issue: str
    actor: Name
    position: float | None
    from_proponents: int | None
    from_opponents: int | None

    @property
    def reached_by(self) -> ReachedBy:
        """Which sides reach it."""
        if self.from_proponents is None:
            return ReachedBy.NEITHER if self.from_opponents is None else ReachedBy.OPPONENTS
        return ReachedBy.PROPONENTS if self.from_opponents is None else ReachedBy.BOTH


@attrs.frozen(kw_only=True)
class SupportReach(NetworkResult):
    """Whom those for and those against reach through a network, for each issue.

    Attributes:
        reading: How the graph was read.
        steps: How many at most; None for any number.
        position: From how far from zero a position is for or against.
        direction: Which way ties were walked; None for either way.
        on: The day; None for the last that is known.
        is_complete: All ties are known; if not, more actors may be reached.
        elsewhere: Stakeholders who are no actor of the network.
        actors: Of each issue, every actor of the network, in its order.
    """

    COLUMNS: ClassVar[Columns] = columns(
        issue=str,
        actor=object,
        position=float,
        from_proponents=int,
        from_opponents=int,
        reached_by=str,
    )

    reading: Reading
    steps: int | None
    position: float
    direction: PathDirection | None = None
    on: date | None = None
    is_complete: bool
    elsewhere: tuple[Name, ...] = ()
    actors: tuple[ActorReach, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues, each once."""
        return tuple(dict.fromkeys(one.issue for one in self.actors))

    def reached(self, by: ReachedBy, *, issue: str | None = None) -> tuple[Name, ...]:
        """Return whom exactly these sides reach, those of the sides themselves among them.

        Args:
            by: Which sides.
            issue: In which issue; None for all.
        """
        return tuple(
            one.actor for one in self.actors if one.reached_by is by and issue in (None, one.issue)
        )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor in each issue."""
        return [
            {
                "issue": one.issue,
                "actor": one.actor,
                "position": one.position,
                "from_proponents": one.from_proponents,
                "from_opponents": one.from_opponents,
                "reached_by": one.reached_by.value,
            }
            for one in self.actors
        ]

    def plot(self, ax: Any = None, *, most: int = 12, language: Language = "en") -> Any:
        """Draw how many actors each side reaches, and how many both or neither, by issue.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many issues, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        counts = Counter((one.issue, one.reached_by) for one in self.actors)
        return draw_stacks(
            ax,
            [
                Stack(name=issue, counts=tuple(counts[issue, one] for one in ReachedBy))
                for issue in self.issues[:most]
            ],
            parts=tuple(ReachedBy),
            label=message("actoren", "actors"),
            title=with_part(
                message("Wie bereiken voor- en tegenstanders?", "Whom do both sides reach?"),
                len(self.issues[:most]),
                len(self.issues),
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return whom both sides reach, and how the graph was read."""
        said = " ".join(one.text(language) for one in self._sentences())
        return f"{said} {self.reading.describe(language)}"

    def _sentences(self) -> Iterator[Message]:
        yield self._asked()
        by_issue = itertools.groupby(
            sorted(self.actors, key=lambda one: one.issue), key=lambda one: one.issue
        )
        for issue, its in itertools.islice(by_issue, _MOST_TOLD):
            yield _sentence(issue, list(its))
        if (more := len(self.issues) - _MOST_TOLD) > 0:
            yield say_more_issues(more)
        if self.elsewhere:
            yield say_elsewhere(self.elsewhere)
        if not self.is_complete:
            yield message(
                "Van wie niet antwoordde kunnen relaties ontbreken: meer actoren kunnen bereikt "
                "worden.",
                "Ties of those who did not answer may be missing: more actors may be reached.",
            )

    def _asked(self) -> Message:
        way = message("", "")
        if self.direction is not None:
            way = message(" ({way})", " ({way})", way=self.direction)
        if self.steps is None:
            return message(
                "Bereik over hoe veel stappen ook{way}; voor of tegen is een standpunt vanaf "
                "{position} boven of onder nul.",
                "Reach over any number of steps{way}; a position is for or against from "
                "{position} above or below zero.",
                position=self.position,
                way=way,
            )
        return message(
            "Bereik binnen {steps}{way}; voor of tegen is een standpunt vanaf {position} boven of "
            "onder nul.",
            "Reach within {steps}{way}; a position is for or against from {position} above or "
            "below zero.",
            steps=message("1 stap", "1 step")
            if self.steps == 1
            else message("{steps} stappen", "{steps} steps", steps=self.steps),
            position=self.position,
            way=way,
        )


def _sentence(issue: str, actors: list[ActorReach]) -> Message:
    counts = Counter(one.reached_by for one in actors)
    return message(
        "{where}: voorstanders ({pro}) bereiken {by_pro} en tegenstanders ({con}) "
        "{by_con}. Van {all} bereiken beide kanten er {both}, alleen voorstanders "
        "{only_pro}, alleen tegenstanders {only_con}, en geen van beide {neither}.",
        "{where}: proponents ({pro}) reach {by_pro}, and opponents ({con}) {by_con}. Of {all} "
        "both sides reach {both}, proponents only {only_pro}, opponents only "
        "{only_con}, and neither {neither}.",
        where=message("In {issue}", "In {issue}", issue=issue)
        if issue
        else message("Hier", "Here"),
        pro=sum(one.from_proponents == 0 for one in actors),
        con=sum(one.from_opponents == 0 for one in actors),
        by_pro=counted(
            sum((one.from_proponents or 0) > 0 for one in actors),
            ("ander", "other"),
            ("anderen", "others"),
        ),
        by_con=sum((one.from_opponents or 0) > 0 for one in actors),
        all=counted_actors(len(actors)),
        both=counts[ReachedBy.BOTH],
        only_pro=counts[ReachedBy.PROPONENTS],
        only_con=counts[ReachedBy.OPPONENTS],
        neither=counts[ReachedBy.NEITHER],
    )
