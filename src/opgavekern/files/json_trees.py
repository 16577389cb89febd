"""JSON by the standard library: strict, and with the place of every value where it is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json import decoder
from typing import Any, Final, NoReturn

import attrs

from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message
from opgavekern.files.trees import Key, Node, Snag, too_deep, too_many, twice

#: The standard library's own reader of text in quotes, by C where that is there.
_scanstring: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: Final = {"true": True, "false": False, "null": None}
#: Numbers that may not survive being read; any other is kept exactly, so it needs no look.
_RISKY: Final = re.compile(r"[0-9.]{17}|[0-9][eE][+-]?[0-9]{2}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MOST_DIGITS: Final = 40
_LARGEST: Final = 1e300
_EXACT: Final = 16
_DIGIT: Final = re.compile("[1-9]")


class Careless(Exception):  # noqa: N818 - a turn in the road, no error
    """The fast reading met something that only the careful one can tell about."""


def json_plain(text: str, limits: Limits, *, rounds: bool = False) -> Any:
    """Return what the text holds, as `json.loads` does, but strictly.

    Args:
        text: The JSON.
        limits: How much is accepted.
        rounds: Whether numbers may have more digits than can be kept, as coordinates do.

    Raises:
        Careless: Something is wrong; `json_tree` tells what.
    """
    if not _is_shallow(text, limits):
        raise Careless
    strictly: dict[str, Any] = {}
    if not rounds and _RISKY.search(text):
        strictly = {"parse_int": _integer, "parse_float": _number}
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse, **strictly)
    except (ValueError, RecursionError):
        raise Careless from None


def _is_shallow(text: str, limits: Limits) -> bool:
    """Tell whether brackets stay within the depth, and values within the number, allowed."""
    if text.count(",") + text.count("[") + text.count("{") + text.count(":") > limits.nodes:
        return False
    if "\\ud" in text or "\\uD" in text or _SURROGATE.search(text):
        return False  # Perhaps half a character: the careful reading looks.
    if text.count("[") + text.count("{") <= limits.depth:
        return True
    depth = 0
    for found in _BRACKETS.finditer(text):
        char = found.group()
        if char in "[{":
            depth += 1
            if depth > limits.depth:
                return False
        elif char in "]}":
            depth -= 1
    return True


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Careless
    return made


def _refuse(_: str) -> Any:
    raise Careless


def _integer(typed: str) -> int:
    if len(typed) > _MOST_DIGITS:
        raise Careless
    return int(typed)


def _number(typed: str) -> float:
    value = float(typed)
    vanished = value == 0 and bool(_DIGIT.search(re.split("[eE]", typed)[0]))
    is_rounded = len(typed) > _EXACT and repr(value) != typed
    if not -_LARGEST < value < _LARGEST or vanished or is_rounded:
        raise Careless
    return value


def json_tree(text: str, limits: Limits) -> tuple[Node | None, list[Snag]]:
    """Return the tree with the place of every value, and what is wrong with the text.

    The tree is None where reading could not go on.
    """
    walk = _Walk(text, limits)
    try:
        position = walk.space(0)
        root, position = walk.value(position, 0)
        position = walk.space(position)
        if position < len(text):
            walk.stop(position, *_TRAILING)
    except _StoppedError:
        return None, walk.snags
    return root, walk.snags


class _StoppedError(Exception):
    """Reading on makes no sense."""


@attrs.define
class _Walk:
    """A walk through the text that keeps count of lines."""

    text: str
    limits: Limits
    snags: list[Snag] = attrs.field(factory=list)
    _nodes: int = 0
    _line: int = 1
    _line_start: int = 0
    _counted: int = 0

    def space(self, position: int) -> int:
        """Skip white space."""
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def at(self, position: int) -> tuple[int, int]:
        """Return line and column; positions come in rising order."""
        breaks = self.text.count("\n", self._counted, position)
        if breaks:
            self._line += breaks
            self._line_start = self.text.rfind("\n", self._counted, position) + 1
        self._counted = max(self._counted, position)
        return self._line, position - self._line_start + 1

    def value(self, position: int, depth: int) -> tuple[Node, int]:
        """Read one value."""
        self._nodes += 1
        line, column = self.at(position)
        if self._nodes > self.limits.nodes:
            self.snags.append(too_many(self.limits.nodes, line, column))
            raise _StoppedError
        if depth > self.limits.depth:
            self.snags.append(too_deep(self.limits.depth, line, column))
            raise _StoppedError
        node = Node(line=line, column=column)
        char = self.text[position : position + 1]
        if char == "{":
            return node, self._map(node, position + 1, depth)
        if char == "[":
            return node, self._list(node, position + 1, depth)
        if char == '"':
            node.value, end = self._string(position)
        else:
            node.value, end = self._word(position)
        node.length = max(1, end - position)
        return node, end

    def _map(self, node: Node, position: int, depth: int) -> int:
        node.keys = {}
        position = self.space(position)
        if self.text[position : position + 1] == "}":
            return position + 1
        while True:
            if self.text[position : position + 1] != '"':
                self.stop(position, *_NO_KEY)
            line, column = self.at(position)
            name, end = self._string(position)
            key = Key(line=line, column=column, length=end - position)
            position = self.space(end)
            if self.text[position : position + 1] != ":":
                self.stop(position, *_NO_COLON)
            value, position = self.value(self.space(position + 1), depth + 1)
            if name in node.keys:
                self.snags.append(twice(name, node.keys[name][0], key))
            else:
                node.keys[name] = (key, value)
            position, is_done = self._next(position, "}")
            if is_done:
                return position

    def _list(self, node: Node, position: int, depth: int) -> int:
        node.items = []
        position = self.space(position)
        if self.text[position : position + 1] == "]":
            return position + 1
        while True:
            value, position = self.value(position, depth + 1)
            node.items.append(value)
            position, is_done = self._next(position, "]")
            if is_done:
                return position

    def _next(self, position: int, close: str) -> tuple[int, bool]:
        end = position
        position = self.space(position)
        char = self.text[position : position + 1]
        if char == close:
            return position + 1, True
        if char != ",":
            code, said, remedy = _NO_COMMA if close == "]" else _NO_COMMA_IN_MAP
            after, before = self.at(end), self.at(position)
            # Before a new value a comma was forgotten; anything else is itself what is wrong.
            line, column = after if char and char in '"{[' else before
            other = before if (line, column) == after else after
            related = (other,) if other[0] != line else ()
            snag = Snag(
                code=code, message=said, remedy=remedy, line=line, column=column, related=related
            )
            self.snags.append(snag)
            raise _StoppedError
        position = self.space(position + 1)
        if self.text[position : position + 1] == close:
            self.stop(position, *_EXTRA_COMMA)
        return position, False

    def _string(self, position: int) -> tuple[str, int]:
        try:
            value, end = _scanstring(self.text, position + 1, True)
        except ValueError as error:
            self.stop(min(getattr(error, "pos", position), len(self.text)), *_BAD_STRING)
        if _SURROGATE.search(value):
            self._complain(position, *_HALF)
            value = _SURROGATE.sub("?", value)
        return value, end

    def _word(self, position: int) -> tuple[Any, int]:  # noqa: RET503 - `stop` never returns
        found = _NUMBER.match(self.text, position)
        if found and found.group():
            return self._numeral(found.group(), position), found.end()
        for word, value in _WORDS.items():
            if self.text.startswith(word, position):
                return value, position + len(word)
        if self.text.startswith(("NaN", "Infinity", "-Infinity"), position):
            self.stop(position, *_NOT_FINITE)
        self.stop(position, *(_NO_VALUE if position < len(self.text) else _CUT_OFF))

    def _numeral(self, typed: str, position: int) -> Any:
        if typed.lstrip("-").isdigit():
            if len(typed) <= _MOST_DIGITS:
                return int(typed)
        else:
            try:
                return _number(typed)
            except Careless:
                pass  # Too large, or with more digits than can be kept: said here.
        self._complain(position, *_TOO_LARGE)
        return 0

    def _complain(self, position: int, code: str, said: Message, remedy: Message) -> None:
        line, column = self.at(position)
        self.snags.append(Snag(code=code, message=said, remedy=remedy, line=line, column=column))

    def stop(self, position: int, code: str, said: Message, remedy: Message) -> NoReturn:
        """Give up at a position."""
        self._complain(position, code, said, remedy)
        raise _StoppedError


_CHECK: Final = message(
    "Controleer hier en vlak ervoor de komma's, dubbele punten, aanhalingstekens en haken.",
    "Check the commas, colons, quotes and brackets here and just before.",
)
_NOT_JSON: Final = "not-json"
_TRAILING: Final = (
    _NOT_JSON,
    message("na het einde staat nog iets", "something follows after the end"),
    message("Haal weg wat na de laatste haak staat.", "Take out what follows the last bracket."),
)
_NO_KEY: Final = (
    _NOT_JSON,
    message(
        "hier hoort de naam van een veld, tussen aanhalingstekens",
        "the name of a field in quotes is expected here",
    ),
    _CHECK,
)
_NO_COLON: Final = (
    _NOT_JSON,
    message("na de naam ontbreekt een dubbele punt", "a colon is missing after the name"),
    message("Zet er een dubbele punt tussen.", "Put a colon between them."),
)
_NO_COMMA: Final = (
    _NOT_JSON,
    message("hier hoort een komma of ]", "a comma or ] is expected here"),
    _CHECK,
)
_NO_COMMA_IN_MAP: Final = (
    _NOT_JSON,
    message("hier hoort een komma of }}", "a comma or }} is expected here"),
    _CHECK,
)
_EXTRA_COMMA: Final = (
    _NOT_JSON,
    message("voor deze haak staat een komma te veel", "there is a comma too many before this"),
    message("Haal de komma weg.", "Take the comma out."),
)
_BAD_STRING: Final = (
    _NOT_JSON,
    message(
        "deze tekst tussen aanhalingstekens is niet goed geschreven",
        "this text in quotes is not written well",
    ),
    message(
        'Sluit hem met " en schrijf een regeleinde als \\n en een \\ als \\\\.',
        'Close it with ", and write a line break as \\n and a \\ as \\\\.',
    ),
)
_HALF: Final = (
    "bad-text",
    message("hier staat een half teken", "there is half a character here"),
    message("Schrijf het hele teken.", "Write the whole character."),
)
_NOT_FINITE: Final = (
    "not-finite",
    message("NaN en Infinity zijn geen getallen", "NaN and Infinity are not numbers"),
    message("Schrijf een getal, of laat het veld weg.", "Write a number, or leave it out."),
)
_NO_VALUE: Final = (
    _NOT_JSON,
    message("hier staat geen waarde", "there is no value here"),
    _CHECK,
)
_CUT_OFF: Final = (
    _NOT_JSON,
    message("de tekst houdt hier op", "the text stops here"),
    message("Maak het bestand af.", "Complete the file."),
)
_TOO_LARGE: Final = (
    "number-too-large",
    message(
        "dit getal is te groot, of heeft te veel cijfers",
        "this number is too large, or has too many digits",
    ),
    message(
        "Schrijf het met minder cijfers, of als tekst tussen aanhalingstekens.",
        "Write it with fewer digits, or as text in quotes.",
    ),
)
