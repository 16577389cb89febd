"""How wide words are, and how they break over lines, without asking a browser."""

from __future__ import annotations

import itertools
from collections import deque
from typing import Final

#: Mean widths of characters in common sans-serif faces, as part of the letter size.
_NARROW: Final = frozenset("iIjl.,:;|!'’()[] ftr")
_WIDE: Final = frozenset("mwMW@%")
_NARROW_WIDTH: Final = 0.33
_WIDE_WIDTH: Final = 0.86
_CAPITAL_WIDTH: Final = 0.67
_WIDTH: Final = 0.555
_ELLIPSIS: Final = "…"


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
    waiting = deque(words.split())
    while waiting:
        longer = f"{line} {waiting[0]}".strip()
        if width(longer, size) <= room:
            line = longer
            waiting.popleft()
        elif not line:
            line = cut(waiting.popleft(), size, room)
        elif len(done) == most - 1:
            return (*done, cut(f"{line} {' '.join(waiting)}", size, room))
        else:
            done.append(line)
            line = ""
    return (*done, line) if line else tuple(done)


def cut(words: str, size: float, room: float) -> str:
    """Shorten words with an ellipsis until they fit in `room`; linear in their length."""
    if width(words, size) <= room:
        return words
    taken = itertools.accumulate(map(_of, words))
    fitting = itertools.takewhile(lambda wide: size * (wide + _of(_ELLIPSIS)) <= room, taken)
    kept = words[: sum(1 for _ in fitting)]
    return f"{kept.rstrip()}{_ELLIPSIS}"
