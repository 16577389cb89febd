"""How wide words are, and how they break over lines, without asking a browser."""

from __future__ import annotations

from typing import Final

#: Mean widths of characters in common sans-serif faces, as part of the letter size.
_NARROW: Final = frozenset("iIjl.,:;|!'’()[] ftr")
_WIDE: Final = frozenset("mwMW@%")
_NARROW_WIDTH: Final = 0.33
_WIDE_WIDTH: Final = 0.86
_CAPITAL_WIDTH: Final = 0.67
_WIDTH: Final = 0.555


def width(words: str, size: float) -> float:
    """Return about how wide words are when set in letters of `size`."""
    return size * sum(_of(char) for char in words)


def _of(char: str) -> float:
    if char in _NARROW:
        return _NARROW_WIDTH
    if char in _WIDE:
        return _WIDE_WIDTH
    return _CAPITAL_WIDTH if char.isupper() else _WIDTH


def lines(words: str, size: float, room: float, *, most: int) -> tuple[str, ...]:
    """Break words over at most `most` lines that fit in `room`; an ellipsis ends what is cut."""
    done: list[str] = []
    line = ""
    waiting = words.split()
    while waiting:
        longer = f"{line} {waiting[0]}".strip()
        if width(longer, size) <= room:
            line = longer
            waiting.pop(0)
        elif not line:
            line = cut(waiting.pop(0), size, room)
        elif len(done) == most - 1:
            return (*done, cut(f"{line} {' '.join(waiting)}", size, room))
        else:
            done.append(line)
            line = ""
    return (*done, line) if line else tuple(done)


def cut(words: str, size: float, room: float) -> str:
    """Shorten words with an ellipsis until they fit in `room`."""
    if width(words, size) <= room:
        return words
    kept = words
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
