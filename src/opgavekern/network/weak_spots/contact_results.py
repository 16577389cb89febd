"""Groups that meet through one person or one tie only, as a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.literature import BURT_1992, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_ties
from opgavekern.network.plots.tables import Shading, draw_table


@attrs.frozen(kw_only=True)
class SingleContact(Answer):
    """Two groups of which every tie to each other passes one actor, or that have one tie only.

    Attributes:
        first: One group.
        second: The other.
        ties: Ties between them; of a directed network both ways between the same two are one.
        of_first: The one of the first group through whom all ties go; nobody where there are more.
        of_second: The one of the second group through whom all ties go; nobody where there are
            more.
        sole_of_first: The first group has no other actor.
        sole_of_second: The second group has no other actor.
        around: The shortest way from one group to the other that is left when that actor, or that
            one tie, is lost, in steps; None where there is none.
    """

    first: Name
    second: Name
    ties: int
    of_first: tuple[Name, ...]
    of_second: tuple[Name, ...]
    sole_of_first: bool = False
    sole_of_second: bool = False
    around: int | None = None

    @property
    def is_one_tie(self) -> bool:
        """The two groups have one tie, between one actor of each."""
        return self.ties == 1

    @property
    def depends_on(self) -> tuple[Name, ...]:
        """Through whom all ties go: one, or both ends of the only tie."""
        return self.of_first + self.of_second

    def words(self, reading: Reading) -> Message:
        """Say which groups, through whom by the labels of the graph, and what is left without."""
        return message(
            "{first} en {second}: {ties}, enkel via {who}; {left}",
            "{first} and {second}: {ties}, through {who} only; {left}",
            first=str(self.first),
            second=str(self.second),
            ties=counted_ties(self.ties),
            who=" – ".join(reading.called(self.depends_on)),
            left=self._left(),
        )

    def _left(self) -> Message:
        if self.around is None:
            return message("zonder is er geen weg meer", "without, no path is left")
        return message(
            "zonder is de kortste weg {steps} stappen",
            "without, the shortest way takes {steps} steps",
            steps=self.around,
        )


@attrs.frozen(kw_only=True)
class SingleContacts(NetworkResult):
    """Which groups meet through one person or one tie only.

    Attributes:
        reading: How the graph was read.
        groups: How many groups there are.
        tied: How many pairs of them have a tie.
        contacts: Those pairs with a single point of contact, in order of group.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BURT_1992,)
    COLUMNS: ClassVar[Columns] = columns(
        first=object,
        second=object,
        ties=int,
        of_first=str,
        of_second=str,
        sole_of_first=bool,
        sole_of_second=bool,
        around=int,
    )

    reading: Reading
    groups: int
    tied: int
    contacts: tuple[SingleContact, ...]

    @property
    def share(self) -> float | None:
        """Share of the pairs of groups with a tie that hang on one, 0 to 1; None without any."""
        return len(self.contacts) / self.tied if self.tied else None

    def through(self, actor: Name) -> tuple[SingleContact, ...]:
        """Return the pairs of groups that meet through this actor only."""
        return tuple(one for one in self.contacts if actor in one.depends_on)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each pair of groups with a single point of contact."""
        return [
            {column: getattr(one, column) for column in self.COLUMNS}
            | {
                "of_first": ", ".join(map(str, one.of_first)),
                "of_second": ", ".join(map(str, one.of_second)),
            }
            for one in self.contacts
        ]

    def describe(self, language: Language = "en") -> str:
        """Return how many pairs of groups hang on one, which, and how the graph was read."""
        said = (one.text(language) for one in self._sentences())
        return " ".join([*said, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Paren van groepen die aan één persoon of één relatie hangen: {count} van {tied} met "
            "een relatie.",
            "Pairs of groups that hang on one person or one tie: {count} of {tied} with a tie.",
            tied=self.tied,
            count=len(self.contacts),
        )
        # What leaves no way round comes first.
        for one in sorted(self.contacts, key=lambda one: -(one.around or 10**9))[:5]:
            yield message("{contact}.", "{contact}.", contact=one.words(self.reading))

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the pairs of groups with a single point of contact, and through whom they meet.

        Dark and bold is a pair that no way is left between.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        heads = (message("relaties", "ties"), message("omweg", "way round"))
        cells = [
            [
                Shading(words=words, shade=1.0 if one.around is None else 0.15, is_bold=is_bold)
                for words in (str(one.ties), "–" if is_bold else str(one.around))
            ]
            for one in self.contacts
            for is_bold in [one.around is None]
        ]
        rows = [
            f"{one.first} – {one.second}: {' – '.join(self.reading.called(one.depends_on))}"
            for one in self.contacts
        ]
        title = message("Welke relatie kan niet gemist worden?", "Which tie cannot be missed?")
        return draw_table(
            ax,
            cells,
            rows=rows,
            columns=[head.text(language) for head in heads],
            title=title.text(language),
        )
