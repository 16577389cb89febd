"""What results of a measure offer beside rows and words: how the graph was read, and sources."""

from __future__ import annotations

from typing import ClassVar

from opgavekern.base.results import Result
from opgavekern.network.foundation.literature import Publication, bibtex_of
from opgavekern.network.foundation.readings import Reading


class SourcedResult(Result):
    """An answer whose measure has been published.

    Attributes:
        SOURCES: The publications that define the measure.
    """

    __slots__ = ()
    SOURCES: ClassVar[tuple[Publication, ...]] = ()

    @property
    def references(self) -> str:
        """The publications that define the measure, as BibTeX."""
        return bibtex_of(self.SOURCES)


class NetworkResult(SourcedResult):
    """The answer of a measure of a graph; a subclass has a field `reading`.

    Attributes:
        reading: How the graph was read.
    """

    __slots__ = ()
    reading: Reading
