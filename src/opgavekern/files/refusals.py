"""What is wrong with a file as a whole, on its way to becoming problems."""

from __future__ import annotations

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import Message


class Refusal(Exception):  # noqa: N818 - it is caught here, and never reaches a caller
    """A file that cannot be taken in; carries the problems to report."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def refusal(code: str, said: Message, remedy: Message, file: str) -> Refusal:
    """Make a refusal of one problem that concerns a file as a whole."""
    return Refusal(Problem(code=code, message=said, remedy=remedy, location=Location(file=file)))
