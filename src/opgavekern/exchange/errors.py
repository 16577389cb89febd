"""What is wrong with a table or its mapping: problems with their place, told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from opgavekern.base.errors import DossierError, Location, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Message, message

#: How many cells are named of those that have one thing the matter.
MOST_PLACES: Final = 5


class TableError(DossierError):
    """A table or mapping that cannot be used; nothing of it was imported.

    Attributes:
        problems: In order of file, line and column.
        language: Of the dossier or the mapping that they are about.
    """

    def __init__(self, problems: Iterable[Problem], *, language: Language | None = None) -> None:
        super().__init__(problems, language=language)
        self.message = message(
            "Er is niets overgenomen; aantal problemen: {count}.",
            "Nothing was imported; number of problems: {count}.",
            count=sum(one.count for one in self.problems),
        )


class NetworkFileError(DossierError):
    """A file that holds no network that can be read, or cannot hold the one that is written.

    Attributes:
        problems: In order of file, line and column.
        language: None: a network says not in which language it is.
    """

    def __init__(self, problems: Iterable[Problem], *, language: Language | None = None) -> None:
        super().__init__(problems, language=language)
        self.message = message(
            "Het netwerk is niet te lezen of te schrijven; aantal problemen: {count}.",
            "The network cannot be read or written; number of problems: {count}.",
            count=sum(one.count for one in self.problems),
        )


def capped(problems: Iterable[Problem], limits: Limits) -> tuple[Problem, ...]:
    """Return the problems in order of place; so many in full, the rest as a count."""
    ordered = sorted(problems, key=lambda one: one.sort_key)
    more = len(ordered) - limits.problems_shown
    if more <= 1:  # A count of one would take the place of the problem itself.
        return tuple(ordered)
    rest = Problem(
        code="more-problems",
        message=message(
            "naast de problemen die hier staan zijn er nog {count}",
            "besides the problems listed there are {count} more",
            count=more,
        ),
        remedy=message(
            "Los eerst op wat hier staat, en lees dan opnieuw.",
            "Solve what is listed first, then read again.",
        ),
        location=attrs.evolve(ordered[-1].location or Location(file=""), line=None, column=None,
                              cell=None, excerpt=None),
        count=more,
    )  # fmt: skip
    return (*ordered[: limits.problems_shown], rest)


def told_once(problems: Sequence[Problem]) -> Problem:
    """Return one problem for cells of which the same is wrong: how many, and the first of them."""
    first, *others = problems
    places = [one.location for one in others[: MOST_PLACES - 1] if one.location]
    said = counted_cells(first.message, len(problems))
    return attrs.evolve(first, message=said, related=tuple(places))


def counted_cells(said: Message, cells: int) -> Message:
    """Say of how many cells something is so, where it is of several."""
    if cells == 1:
        return said
    return message("{said}; cellen: {count}", "{said}; cells: {count}", said=said, count=cells)
