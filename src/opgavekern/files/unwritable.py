"""What cannot be written, and the words in which that is said."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.texts import Message, message, quoted


class UnwritableError(OpgavekernError, ValueError):
    """A dossier that cannot be written where or how it was asked."""


class LossError(UnwritableError):
    """Writing would throw something away; `replace=True` allows that.

    Attributes:
        losses: What would be lost.
    """

    def __init__(self, file: str, losses: Sequence[Message]) -> None:
        super().__init__(
            message(
                "{file} is niet geschreven, want dit zou verloren gaan: {losses}. "
                "Schrijf naar een ander bestand, of vervang het met replace=True.",
                "{file} was not written, since this would be lost: {losses}. "
                "Write to another file, or replace it with replace=True.",
                file=file,
                losses=tuple(losses),
            )
        )
        self.file = file
        self.losses = tuple(losses)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.file, self.losses), {"language": self.language})


def lost_comment(file: str, comment: str) -> LossError:
    """Say that a comment would be lost."""
    said = message("de opmerking {comment}", "the comment {comment}", comment=quoted(comment))
    return LossError(file, [said])


def not_in_place(file: str) -> UnwritableError:
    """Say that a file is built in a way that leaves no room for the change."""
    return UnwritableError(
        message(
            "{file} is zo opgebouwd dat de wijziging er niet in past. "
            "Schrijf het dossier naar een nieuwe map.",
            "{file} is built in a way that leaves no room for the change. "
            "Write the dossier to a new folder.",
            file=file,
        )
    )
