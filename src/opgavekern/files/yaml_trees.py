"""YAML by its events: first fast and without places, then, where something is asked, with them.

Scalars stay the text that was typed, quoted or not; a field's type asks more of them later. An
empty scalar means that nothing was filled in. Anchors, aliases, tags and merge keys are refused:
without them no text can grow beyond its size, and what stands there is all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message
from opgavekern.files.trees import Key, Node, Snag, too_deep, too_many, twice

_BLOCKS: Final = frozenset("|>")
_MERGE: Final = "<<"
_ODD_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_NO_KEY: Final = object()


class Careful(Exception):  # noqa: N818 - a turn in the road, no error
    """The fast reading met something that only the careful one can tell about."""


def _events(text: str) -> Any:
    """Return a parser of the text, by libyaml where it is there."""
    yaml = require("yaml")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return loader(text)


def yaml_plain(text: str, limits: Limits) -> Any:  # noqa: PLR0912, PLR0915 - one loop, for speed
    """Return dicts, lists and text, None for what is empty.

    Raises:
        Careful: Something is wrong; `yaml_tree` tells what.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = require("yaml")
    scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
    opens = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
    closes = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    if _ODD_BREAK.search(text):
        raise Careful
    root: list[Any] = []
    stack: list[tuple[Any, Any]] = []
    container: Any = root
    key: Any = None
    nodes = documents = 0
    try:
        next_event = _events(text).get_event
        while (event := next_event()) is not None:
            sort = type(event)
            if sort is scalar:
                if event.tag is not None or event.anchor is not None:
                    raise Careful
                value: Any = event.value
                if event.style in _BLOCKS and event.style is not None:
                    value = value.removesuffix("\n")
                if value == "":
                    value = None
            elif sort in opens:
                if event.tag is not None or event.anchor is not None or key is _NO_KEY:
                    raise Careful
                value = opens[sort]()
            elif sort in closes:
                container, key = stack.pop()
                continue
            elif sort is alias:
                raise Careful
            else:
                documents += sort is yaml.DocumentStartEvent
                continue
            nodes += 1
            if key is _NO_KEY:
                if value is None or value in container or _merges(event):
                    raise Careful
                key = value
                continue
            if key is None:
                container.append(value)
            else:
                container[key] = value
                key = _NO_KEY
            if sort is not scalar:
                stack.append((container, key))
                container, key = value, (_NO_KEY if sort is yaml.MappingStartEvent else None)
                if len(stack) > limits.depth or nodes > limits.nodes:
                    raise Careful
    except yaml.YAMLError:
        raise Careful from None
    if documents > 1 or nodes > limits.nodes:
        raise Careful
    return root[0] if root else None


def yaml_tree(text: str, limits: Limits) -> tuple[Node | None, list[Snag]]:
    """Return the tree with the place of every value, and what is wrong with the text.

    The tree is None where the text is empty or where reading could not go on.
    """
    yaml = require("yaml")
    reading = _Reading(limits)
    odd = _odd_break(text)
    if odd is not None:
        return None, [odd]
    try:
        for event in _all(_events(text)):
            reading.take(event, yaml)
    except _StoppedError:
        return None, reading.snags
    except yaml.YAMLError as error:
        return None, [*reading.snags, _broken(error, text)]
    return reading.root, reading.snags


#: A comment that begins as people write a number or a label (`Plan #3`), not as a remark.
_LIKE_TEXT: Final = re.compile(r"[ \t]+#[^\s#]")


def cut_off(text: str) -> list[tuple[int, int]]:
    """Return line and column of each `#` that ends a value without quotes, and looks like text.

    What follows is a comment in YAML. Remarks have a space after the `#`, and are none of these.
    """
    if _LIKE_TEXT.search(text) is None:
        return []
    yaml = require("yaml")
    lines = text.split("\n")
    found = []
    for event in _all(_events(text)):
        if not isinstance(event, yaml.ScalarEvent) or not event.implicit[0] or event.style:
            continue
        end = event.end_mark
        line = lines[end.line] if end.line < len(lines) else ""
        cut = _LIKE_TEXT.match(line, end.column)
        if event.value and cut is not None:
            found.append((end.line + 1, cut.end() - 1))
    return found


def _merges(event: Any) -> bool:
    """Tell whether a key asks to merge: in quotes it is a name like any other."""
    return bool(event.value == _MERGE and event.implicit[0])


def _all(parser: Any) -> Iterator[Any]:
    while (event := parser.get_event()) is not None:
        yield event


class _StoppedError(Exception):
    """Reading on makes no sense."""


@attrs.define
class _Reading:
    """The careful reading: where it is, and what it has found."""

    limits: Limits
    root: Node | None = None
    snags: list[Snag] = attrs.field(factory=list)
    _stack: list[tuple[Node, tuple[str, Key] | None]] = attrs.field(factory=list)
    _key: tuple[str, Key] | None = None
    _is_merging: bool = False
    _nodes: int = 0
    _documents: int = 0
    _skipped: int = 0

    def take(self, event: Any, yaml: Any) -> None:
        """Take in one event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop_at(event, *_SECOND_DOCUMENT)
        elif isinstance(event, yaml.AliasEvent):
            if self._key is None or not self._is_merging:
                self._complain(event, *_ALIAS)
            self._place(Node(line=_line(event), column=_column(event)), event)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_marks(event)
            self._open(event, is_map=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _, self._key = self._stack.pop()

    def _scalar(self, event: Any) -> None:
        value = event.value
        if event.style is not None and event.style in _BLOCKS:
            value = value.removesuffix("\n")
        length = 1
        if event.start_mark.line == event.end_mark.line:
            length = max(1, event.end_mark.column - event.start_mark.column)
        node = Node(line=_line(event), column=_column(event), length=length, value=value or None)
        if self._wants_key():
            self._take_key(value, event, length)
        else:
            self._place(node, event)

    def _take_key(self, value: str, event: Any, length: int) -> None:
        key = Key(line=_line(event), column=_column(event), length=length)
        self._is_merging = _merges(event)
        if self._is_merging:
            self._complain(event, *_MERGED)
        elif not value:
            self._complain(event, *_EMPTY_KEY)
        self._key = (value, key)

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1][0].keys is not None and self._key is None

    def _place(self, node: Node, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            self.snags.append(too_many(self.limits.nodes, node.line, node.column))
            raise _StoppedError
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1][0]
        if parent.items is not None:
            parent.items.append(node)
            return
        if self._key is None:
            self._stop_at(event, *_COMPLEX_KEY)
        if parent.keys is not None and self._key is not None:
            name, key = self._key
            if name in parent.keys:
                self.snags.append(twice(name, parent.keys[name][0], key))
            else:
                parent.keys[name] = (key, node)
            self._key = None

    def _open(self, event: Any, *, is_map: bool) -> None:
        node = Node(line=_line(event), column=_column(event))
        if is_map:
            node.keys = {}
        else:
            node.items = []
        self._place(node, event)
        self._stack.append((node, None))
        self._key = None
        if len(self._stack) > self.limits.depth:
            self.snags.append(too_deep(self.limits.depth, node.line, node.column))
            raise _StoppedError

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(event, *_ANCHOR)
        if event.tag is not None:
            self._complain(event, *_TAG)

    def _complain(self, event: Any, code: str, said: Message, remedy: Message) -> None:
        self.snags.append(
            Snag(code=code, message=said, remedy=remedy, line=_line(event), column=_column(event))
        )

    def _stop_at(self, event: Any, code: str, said: Message, remedy: Message) -> None:
        self._complain(event, code, said, remedy)
        raise _StoppedError


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _column(event: Any) -> int:
    column: int = event.start_mark.column
    return column + 1


_WRITE_OUT: Final = message(
    "Schrijf de waarde zelf op de plaats waar die nodig is.",
    "Write the value itself where it is needed.",
)
_ANCHOR: Final = (
    "yaml-anchor",
    message("ankers (&naam) horen niet in een dossier", "anchors (&name) do not belong here"),
    _WRITE_OUT,
)
_ALIAS: Final = (
    "yaml-alias",
    message(
        "verwijzingen naar ankers (*naam) horen niet in een dossier",
        "aliases of anchors (*name) do not belong here",
    ),
    message(
        "Schrijf de waarde zelf op; zet tekst die met * begint tussen aanhalingstekens.",
        "Write the value itself; put text that starts with * in quotes.",
    ),
)
_TAG: Final = (
    "yaml-tag",
    message("typen (!naam) horen niet in een dossier", "tags (!name) do not belong here"),
    message(
        "Haal het type weg; zet tekst die met ! begint tussen aanhalingstekens.",
        "Take the tag out; put text that starts with ! in quotes.",
    ),
)
_MERGED: Final = (
    "yaml-merge-key",
    message("samenvoegen met << hoort niet in een dossier", "merging with << does not belong here"),
    _WRITE_OUT,
)
_EMPTY_KEY: Final = (
    "empty-key",
    message("hier ontbreekt de naam van een veld", "the name of a field is missing here"),
    message("Schrijf de naam voor de dubbele punt.", "Write the name before the colon."),
)
_COMPLEX_KEY: Final = (
    "complex-key",
    message(
        "een lijst of groep kan geen naam van een veld zijn",
        "a list or a group cannot be the name of a field",
    ),
    message(
        "Schrijf een naam voor de dubbele punt; zet tekst met [ of { tussen aanhalingstekens.",
        "Write a name before the colon; put text with [ or { in quotes.",
    ),
)
_SECOND_DOCUMENT: Final = (
    "second-document",
    message(
        "er begint een tweede document (---) in dit bestand",
        "a second document (---) starts in this file",
    ),
    message("Maak er een eigen bestand van.", "Make it a file of its own."),
)


#: Where the parser says it was when it failed: what began there is what is wrong.
_STARTS_WRONG: Final = (
    "while scanning a simple key",
    "while scanning a quoted",
    "while parsing a flow",
)


def _odd_break(text: str) -> Snag | None:
    """Find a line break that only YAML knows: editors do not show it as one."""
    found = _ODD_BREAK.search(text)
    if found is None:
        return None
    at = found.start()
    return Snag(
        code="bad-text",
        message=message(
            "teken {char} mag niet in tekst",
            "character {char} is not text",
            char=f"U+{ord(found.group()):04X}",
        ),
        remedy=message("Haal het teken weg.", "Take the character out."),
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
    )


def _broken(error: Any, text: str) -> Snag:
    """Say where YAML stops being YAML; the library's own words are never passed on."""
    met, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    context = getattr(error, "context", None) or ""
    if began is not None and context.startswith(_STARTS_WRONG):
        met, began = began, met
    if met is not None:
        line, column = met.line, met.column
    else:
        position = min(getattr(error, "position", 0) or 0, len(text))
        line = text.count("\n", 0, position)
        column = position - (text.rfind("\n", 0, position) + 1)
    also = ((began.line + 1, began.column + 1),) if began is not None else ()
    lines = text.split("\n")
    typed = lines[line] if line < len(lines) else ""
    above = lines[line - 1] if line else ""
    if typed.count(":") == 1 and ":" not in above and above.strip():
        also = (*also, (line, len(above) - len(above.lstrip()) + 1))  # It may lack its colon.
    return Snag(
        code="not-yaml",
        message=message("dit is geen geldige YAML", "this is not valid YAML"),
        remedy=_hint(typed, column, above),
        line=min(line + 1, max(1, len(lines))),
        column=column + 1,
        related=tuple(place for place in also if place[0] != line + 1),
    )


#: `titel: 's Avonds veilig`: a quotation mark that belongs to the text, and is not closed as one.
_QUOTE_THAT_BEGINS: Final = re.compile(r"""[^:#]*(?::|-) +'[^']*(?:'[^'#]*[^'#\s][^'#]*)?$""")
#: `titel: "Gevaarlijke" oversteek`: text after quotation marks that close too soon.
_QUOTE_OF_A_PART: Final = re.compile(r"""[^:#"]*(?::|-) +"[^"]*" *[^\s"#:,\]}]""")
#: `titel:Test`: a name, a colon and what follows at once.
_COLON_WITHOUT_SPACE: Final = re.compile(r"\s*(?:- +)?[^\W\d][\w ]*:[^\s/:]")


def _hint(line: str, column: int, above: str) -> Message:
    """Guess from a line, and the one above it, what went wrong most often on such lines."""
    if "\t" in line[: column + 1]:
        return message(
            "Gebruik spaties in plaats van tabs om in te springen.",
            "Use spaces instead of tabs to indent.",
        )
    if _QUOTE_THAT_BEGINS.match(line):
        return message(
            "Begint tekst met een aanhalingsteken (\u2019s Avonds), zet dan alles tussen dubbele "
            'aanhalingstekens: "\'s Avonds".',
            "Where text begins with a quotation mark, put all of it in double quotes: "
            '"\'s Avonds".',
        )
    if _QUOTE_OF_A_PART.match(line):
        return message(
            "Begint tekst met een woord tussen aanhalingstekens, zet dan alles tussen enkele "
            "aanhalingstekens: '\"Oost\" verbindt'.",
            "Where text begins with a word in quotation marks, put all of it in single quotes: "
            "'\"East\" connects'.",
        )
    if _COLON_WITHOUT_SPACE.match(line) or _COLON_WITHOUT_SPACE.match(above):
        return message(
            "Zet een spatie na de dubbele punt.",
            "Put a space after the colon.",
        )
    if line.count(": ") > 1 or line[column : column + 1] in {"%", "@", "`"}:
        return message(
            "Zet tekst met een dubbele punt of een bijzonder teken tussen aanhalingstekens.",
            "Put text with a colon or a special character in quotes.",
        )
    return message(
        "Controleer hier en op de regel erboven het inspringen, de dubbele punten, "
        "aanhalingstekens en haken.",
        "Check the indentation, colons, quotes and brackets here and on the line above.",
    )
