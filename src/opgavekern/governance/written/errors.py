"""What is wrong with a file of rules: problems with their place, told all at once."""

from __future__ import annotations

from collections.abc import Iterable

from opgavekern.base.errors import DossierError, Problem
from opgavekern.base.texts import Language, message


class RulesError(DossierError):
    """A file of rules that cannot be used; none of its rules is.

    Attributes:
        problems: In order of file, line and column.
        language: Of the file.
    """

    def __init__(self, problems: Iterable[Problem], *, language: Language | None = None) -> None:
        super().__init__(problems, language=language)
        self.message = message(
            "De regels zijn niet te lezen; aantal problemen: {count}.",
            "The rules cannot be read; number of problems: {count}.",
            count=sum(one.count for one in self.problems),
        )
