"""Introductions that bring a network together, with the reasons for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import LATORA_MARCHIORI_2001, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading


@attrs.frozen(kw_only=True)
class Introduction(Answer):
    """Two actors who had better meet.

    Attributes:
        first: One of them.
        second: The other.
        distance: Steps between them after the introductions before this one; None where there was
            no path.
        through: Contacts that both have, who could introduce them.
        nearer: How many pairs come nearer each other, these two among them.
        connects: How many of those had no path at all.
        closes: The two groups between which this is the first tie; empty where there was one, or
            no groups were asked.
        before: Efficiency before this introduction.
        after: Efficiency after it.
    """

    first: Name
    second: Name
    distance: int | None
    through: tuple[Name, ...] = ()
    nearer: int
    connects: int
    closes: tuple[Name, ...] = ()
    before: float
    after: float

    @property
    def gain(self) -> float:
        """By how much efficiency grows, above 0 and at most 1."""
        return self.after - self.before

    def reason(self) -> Message:
        """Say why these two."""
        return message(
            "{first} en {second} ({distance}): paren die dichter bij elkaar komen: {nearer}; "
            "efficiëntie {before} → {after}.{closes}{through}",
            "{first} and {second} ({distance}): pairs that come nearer each other: {nearer}; "
            "efficiency {before} → {after}.{closes}{through}",
            first=str(self.first),
            second=str(self.second),
            distance=self._distance(),
            nearer=self.nearer,
            before=in_short(self.before),
            after=in_short(self.after),
            closes=self._closes(),
            through=self._through(),
        )

    def _distance(self) -> Message:
        if self.distance is None:
            return message("nu zonder weg ertussen", "now without a path between them")
        return message("nu {steps} stappen uiteen", "now {steps} steps apart", steps=self.distance)

    def _closes(self) -> Message:
        if not self.closes:
            return message("", "")
        return message(
            " Eerste relatie tussen {groups}.",
            " First tie between {groups}.",
            groups=tuple(map(str, self.closes)),
        )

    def _through(self) -> Message:
        if not self.through:
            return message("", "")
        shown = tuple(map(str, self.through[:3]))
        return message(
            " Beiden kennen {who}.",
            " Both know {who}.",
            who=shown,
        )


@attrs.frozen(kw_only=True)
class Introductions(NetworkResult):
    """Introductions in the order in which they help most.

    Attributes:
        reading: How the graph was read.
        team: Those for whom distance counts; empty for everyone.
        before: Efficiency now; None where there is no pair.
        introductions: Each the best after those before it.
        unknown: Pairs that were not considered, since it is not known whether they have a tie.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (LATORA_MARCHIORI_2001,)
    COLUMNS: ClassVar[Columns] = columns(
        first=object,
        second=object,
        distance=int,
        through=tuple,
        nearer=int,
        connects=int,
        closes=tuple,
        before=float,
        after=float,
        gain=float,
    )

    reading: Reading
    team: tuple[Name, ...] = ()
    before: float | None
    introductions: tuple[Introduction, ...]
    unknown: int = 0

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each introduction."""
        return [
            {column: getattr(one, column) for column in self.COLUMNS} for one in self.introductions
        ]

    def describe(self, language: Language = "en") -> str:
        """Return each introduction with its reasons, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        if not self.introductions:
            yield message("Niemand voor te stellen.", "Nobody to introduce.")
        yield from (one.reason() for one in self.introductions)
        if self.unknown:
            yield message(
                "Van {count} paren is niet bekend of zij een relatie hebben; die zijn buiten "
                "beschouwing gebleven.",
                "Of {count} pairs it is not known whether they have a tie; these were not "
                "considered.",
                count=self.unknown,
            )
