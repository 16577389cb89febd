"""What every result of a measure offers beside rows and words: how it was read, and its sources."""

from __future__ import annotations

from typing import ClassVar

from opgavekern.base.results import Result
from opgavekern.network.literature import Publication, bibtex_of
from opgavekern.network.readings import Reading


class NetworkResult(Result):
    """The answer of a measure; a subclass has a field `reading`.

    Attributes:
        SOURCES: The publications that define the measure.
        reading: How the graph was read.
    """

    __slots__ = ()
    SOURCES: ClassVar[tuple[Publication, ...]] = ()
    reading: Reading

    @property
    def references(self) -> str:
        """The publications that define the measure, as BibTeX."""
        return bibtex_of(self.SOURCES)
