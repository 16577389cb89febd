"""Text for a terminal: lines with indents and colours, plain and unwrapped where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, TextIO

import attrs

from opgavekern.cli.streams import is_terminal, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as RichText

Style = Literal["", "bold", "dim", "red", "yellow", "cyan", "green"]
Part = str | tuple[str, Style]
_NARROWEST: Final = 40
_WIDEST: Final = 110


@attrs.frozen
class Line:
    """A line, or a paragraph that wraps under its own beginning.

    Attributes:
        parts: Words, each with the style it has.
        indent: Columns before its first line.
        hang: Columns before the lines that follow.
    """

    parts: tuple[Part, ...] = ()
    indent: int = 0
    hang: int = 0

    @property
    def plain(self) -> str:
        """The words without style, on one line."""
        said = "".join(part if isinstance(part, str) else part[0] for part in self.parts)
        return " " * self.indent + visible(said) if said else ""


def line(*parts: Part, indent: int = 0, hang: int | None = None) -> Line:
    """Make a line; without `hang` what follows is indented as the first line is."""
    return Line(parts, indent, indent if hang is None else hang)


def show(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Write lines: wrapped and coloured for a person, one line each for a file or a pipe."""
    stream = stream or sys.stdout
    if is_terminal(stream):
        _show_on_terminal(lines, stream)
    else:
        for one in lines:
            stream.write(f"{one.plain}\n")


def _show_on_terminal(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text as RichText

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    width = max(_NARROWEST, min(console.width, _WIDEST))
    for one in lines:
        words = RichText()
        for part in one.parts:
            said, style = (part, "") if isinstance(part, str) else part
            words.append(visible(said), style=style or None)
        for number, piece in enumerate(_wrapped(words, one, width, console)):
            margin = one.hang if number else one.indent
            console.print(RichText(" " * margin) + piece, soft_wrap=True)


def _wrapped(words: RichText, one: Line, width: int, console: Console) -> Iterator[RichText]:
    """Yield the lines of a paragraph, of which the first may start further to the left."""
    first = next(iter(words.wrap(console, width - one.indent)), words)
    yield first
    left = words.plain[len(first.plain) :].lstrip()
    if left:
        yield from words[len(words.plain) - len(left) :].wrap(console, width - one.hang)
