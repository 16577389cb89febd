"""Changes to a JSON text that leave every other byte as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from json import decoder
from typing import Any, Final

import attrs

from opgavekern.base.errors import Path, PathPart
from opgavekern.files.editing_changes import Add, Change, Insert, Put
from opgavekern.files.writing_json import indent_of, json_text

_scanstring: Callable[[str, int], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_PLAIN: Final = re.compile(r"[^\s,\]}]+")


@attrs.define(eq=False)
class _Entry:
    """A member or an item, with the white space round it.

    Attributes:
        lead: White space before it.
        key: The key up to the value, as typed: `"id": `; empty for an item.
        name: The key itself.
        value: What stands there.
        tail: White space after it, up to the comma or bracket.
    """

    lead: str
    key: str
    name: str
    value: _Value
    tail: str = ""


@attrs.define(eq=False)
class _Value:
    """A value as typed: raw text, or a bracket with entries.

    Attributes:
        raw: All of a plain value; of an empty bracket what is in it.
        brackets: The two brackets; empty for a plain value.
        entries: Members or items.
    """

    raw: str
    brackets: str = ""
    entries: list[_Entry] = attrs.field(factory=list)

    def text(self) -> str:
        """Write it out."""
        if not self.brackets:
            return self.raw
        inner = ",".join(one.lead + one.key + one.value.text() + one.tail for one in self.entries)
        return self.brackets[0] + (inner or self.raw) + self.brackets[1]

    def place_of(self, part: PathPart) -> int:
        """Return which entry a key or index means.

        Raises:
            LookupError: There is no such entry.
        """
        if isinstance(part, int):
            if part < len(self.entries):
                return part
        else:
            for place, one in enumerate(self.entries):
                if one.name == part and one.key:
                    return place
        raise LookupError(part)


def edit_json(text: str, changes: Iterable[Change]) -> str:
    """Carry out changes one after another.

    Raises:
        LookupError: A change leads to a place that the text does not have.
    """
    start = _space(text, 0)
    root, end = _parse(text, start)
    step = indent_of(text)
    for change in changes:
        _carry_out(root, change, step)
    return text[:start] + root.text() + text[end:]


def _carry_out(root: _Value, change: Change, step: str) -> None:
    if isinstance(change, Add | Insert):
        parent, pad = _at(root, change.path)
        if isinstance(change, Insert):
            place, key, name = change.index, "", ""
        else:
            after = change.after
            place = parent.place_of(after) + 1 if after is not None else len(parent.entries)
            name = change.key
            key = json.dumps(name, ensure_ascii=False) + _colon(root)
        _insert(parent, place, _Entry("", key, name, _Value("")), change.value, pad=pad, step=step)
        return
    parent, pad = _at(root, change.path[:-1])
    place = parent.place_of(change.path[-1])
    if isinstance(change, Put):
        one = parent.entries[place]
        one.value = _made(change.value, one.lead if "\n" in one.lead else pad, step)
        return
    gone = parent.entries.pop(place)
    if place == len(parent.entries) and parent.entries:
        parent.entries[-1].tail = gone.tail
    parent.raw = ""


def _insert(parent: _Value, place: int, entry: _Entry, value: Any, *, pad: str, step: str) -> None:
    """Put an entry among the others, with white space as theirs."""
    if parent.entries:
        like = parent.entries[min(place, len(parent.entries) - 1)]
        entry.lead = like.lead if place or len(parent.entries) == 1 else parent.entries[0].lead
        if place == len(parent.entries):
            entry.tail, like.tail = like.tail, ""
    elif pad:
        entry.lead, entry.tail = pad + step, pad
    if place == 1 and len(parent.entries) == 1 and not entry.lead and not pad:
        entry.lead = " "
    is_flat = bool(parent.entries) and all("\n" not in one.value.text() for one in parent.entries)
    if isinstance(value, dict) and is_flat and not entry.key:
        entry.value = _made(value, "", step)  # An object a line, as its neighbours.
    else:
        entry.value = _made(value, entry.lead if "\n" in entry.lead else pad, step)
    parent.entries.insert(place, entry)


def _made(value: Any, pad: str, step: str) -> _Value:
    """Return a new value; on one line where the text around it is."""
    pad = pad[pad.rfind("\n") :] if "\n" in pad else ""
    text = json_text(value, step=step, pad=pad) if pad else json.dumps(value, ensure_ascii=False)
    made, _ = _parse(text, 0)
    return made


def _at(root: _Value, path: Path) -> tuple[_Value, str]:
    """Return the bracket at a path, and the line break with which it is indented."""
    found, pad = root, "\n" if all("\n" in one.lead for one in root.entries) else ""
    for part in path:
        entry = found.entries[found.place_of(part)]
        found = entry.value
        pad = entry.lead if "\n" in entry.lead else ""
    if not found.brackets:
        raise LookupError(path)
    return found, pad


def _colon(root: _Value) -> str:
    """Return how the text writes the colon: with or without spaces."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        for entry in one.entries:
            if entry.key:
                return entry.key[entry.key.rindex('"') + 1 :]
            waiting.append(entry.value)
    return ": "


def _space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _parse(text: str, start: int) -> tuple[_Value, int]:
    """Take a text that was read before apart; return the value and where it ends."""
    opening = text[start]
    if opening == '"':
        _, end = _scanstring(text, start + 1)
        return _Value(text[start:end]), end
    if opening not in "[{":
        found = _PLAIN.match(text, start)
        end = found.end() if found else len(text)
        return _Value(text[start:end]), end
    made = _Value("", "[]" if opening == "[" else "{}")
    place = start + 1
    while True:
        inner = _space(text, place)
        lead = text[place:inner]
        if text[inner] in "]}":
            made.raw = lead
            return made, inner + 1
        key, name, place = _key(text, inner) if opening == "{" else ("", "", inner)
        value, end = _parse(text, place)
        place = _space(text, end)
        made.entries.append(_Entry(lead, key, name, value, text[end:place]))
        if text[place] in "]}":
            return made, place + 1
        place += 1


def _key(text: str, start: int) -> tuple[str, str, int]:
    name, end = _scanstring(text, start + 1)
    place = _space(text, _space(text, end) + 1)
    return text[start:place], name, place
