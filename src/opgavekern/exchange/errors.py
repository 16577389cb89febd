"""What is wrong with a table or its mapping: problems with their place, told all at once."""

from __future__ import annotations

from collections.abc import Iterable

from opgavekern.base.errors import DossierError, Problem
from opgavekern.base.texts import Language, message


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
