"""The items of a list in a YAML text, in whole lines: where they stand, what comes and goes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from opgavekern.base.errors import Path
from opgavekern.base.extras import require

_SPACES: Final = re.compile(" *")


def item_starts(text: str, prefix: Path) -> list[int] | None:
    """Return where the line of each item of a list starts, and then where the list ends.

    Lines of comments after an item belong to it.

    Args:
        text: The text; lines end in a newline alone.
        prefix: The keys that lead to the list; none where the list is all of the text.

    Returns:
        None where it is no list of groups, each on lines of its own that begin with a dash.
    """
    yaml = require("yaml")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        marks = _Walk(yaml, yaml.parse(text, Loader=loader)).dashes(prefix)
    except yaml.YAMLError:
        return None
    starts = [mark.index - mark.column for mark in marks]
    if marks and marks[-1].index >= len(text):
        starts[-1] = len(text)
    is_plain = all(
        text[start : mark.index].strip() == "" and text[mark.index] == "-"
        for start, mark in zip(starts[:-1], marks[:-1], strict=True)
    )
    is_apart = bool(marks) and not text[starts[-1] : marks[-1].index].strip()
    return starts if is_plain and is_apart else None


def appended(text: str, starts: Sequence[int], items: Sequence[str], *, apart: str) -> str:
    """Return the text with items after the last one, before comments that follow the list.

    Args:
        text: The text.
        starts: As `item_starts` returns them.
        items: The new items, each in lines of its own.
        apart: What stands between items.
    """
    end = _end_of_item(text, starts[-2], starts[-1])
    head = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return head + apart + apart.join(items) + text[end:]


def without_items(text: str, starts: Sequence[int], gone: Collection[str | int]) -> str:
    """Return the text without some items; comments that stand before the next item stay."""
    parts = [text[: starts[0]]]
    for ordinal, (start, end) in enumerate(itertools.pairwise(starts)):
        if ordinal not in gone:
            parts.append(text[start:end])
            continue
        left = text[_end_of_item(text, start, end) : end]
        if end == starts[-1]:  # What parted it from the item before it goes, not what follows.
            parts = ["".join(parts).rstrip("\n") + "\n"]
        elif not left.strip():
            left = ""
        parts.append(left)
    return "".join([*parts, text[starts[-1] :]])


def _end_of_item(text: str, start: int, end: int) -> int:
    """Return where the lines of an item end, without empty lines and comments after it."""
    depth = indent_of(text, start)
    lines = text[start:end].splitlines(keepends=True)
    while len(lines) > 1 and _is_after(lines[-1], depth):
        end -= len(lines.pop())
    return end


def _is_after(line: str, depth: int) -> bool:
    """Tell whether a line is empty, or a comment that stands no deeper than the dash."""
    indent = indent_of(line, 0)
    return not line.strip() or (line[indent] == "#" and indent <= depth)


def indent_of(text: str, start: int) -> int:
    """Return how many spaces begin the line that starts at a position."""
    spaces = _SPACES.match(text, start)
    return spaces.end() - start if spaces else 0


class _Walk:
    """A walk through the events of a text."""

    def __init__(self, yaml: Any, events: Iterator[Any]) -> None:
        self._scalar = yaml.ScalarEvent
        self._mapping, self._sequence = yaml.MappingStartEvent, yaml.SequenceStartEvent
        self._closes = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        self._before = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
        self._events = events

    def dashes(self, prefix: Path) -> list[Any]:
        """Return the mark of each item's dash, and of what follows the list; nothing for others."""
        event = next(one for one in self._events if not isinstance(one, self._before))
        for key in prefix:
            event = self._value_of(event, key)
        if not isinstance(event, self._sequence) or event.flow_style:
            return []
        marks = [event.start_mark]
        for item in self._events:
            if isinstance(item, self._closes):
                break
            if not isinstance(item, self._mapping) or item.flow_style:
                return []
            marks.append(self._end().start_mark)  # There stands the next dash.
        return marks

    def _value_of(self, event: Any, key: object) -> Any:
        """Return the event with which the value of a key begins; None without that key."""
        if not isinstance(event, self._mapping):
            return None
        for name in self._events:
            if not isinstance(name, self._scalar):
                return None
            value = next(self._events)
            if name.value == key:
                return value
            if isinstance(value, (self._mapping, self._sequence)):
                self._end()
        return None

    def _end(self) -> Any:
        """Return the event with which what has begun ends."""
        depth = 1
        for event in self._events:
            if isinstance(event, (self._mapping, self._sequence)):
                depth += 1
            elif isinstance(event, self._closes):
                depth -= 1
                if depth == 0:
                    return event
        return None
