"""Output that does not break: on old consoles, in closed pipes, with odd characters in data."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
from contextlib import AbstractContextManager
from typing import Final, TextIO

#: Characters that turn the direction of text, so that it reads as something it is not.
_TURNING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def calm(*streams: TextIO) -> None:
    """Let a console that lacks a character, such as one in cp1252, show `?` for it."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def visible(text: str) -> str:
    """Return text with control characters spelled out, so that data cannot steer a terminal.

    Ends of lines stay; tabs become a space.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" else " " if char == "\t" else _spelled(char) for char in text
    )


def _spelled(char: str) -> str:
    if char in _TURNING or unicodedata.category(char) in _UNSEEN:
        return char.encode("unicode_escape").decode("ascii")
    return char


def aside() -> AbstractContextManager[object]:
    """Let what plugins print go to standard error while they run: the answer is not theirs.

    It holds for the whole process, so that only the command line may do this.
    """
    return contextlib.redirect_stdout(sys.stderr)


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person is looking."""
    try:
        return stream.isatty()
    except ValueError:  # a stream that was closed
        return False


def hang_up(stream: TextIO) -> None:
    """Give up a stream that nobody reads, so that Python does not complain of it when it ends."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
