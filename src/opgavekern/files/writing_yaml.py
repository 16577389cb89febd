"""Plain data as YAML text that people like to read and that reads back equal everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Union

#: What a YAML file is made of: see `Bare`.
Tree = Union[str, Mapping[str, "Tree"], list["Tree"]]  # noqa: UP007 - refers to itself

_WIDTH: Final = 88
#: Starts and holds nothing that YAML gives a meaning to, in or outside of brackets.
_PLAIN: Final = re.compile(r"[^\W_][\w .+/()=%&;!*@<>€$’‘–×'·-]*\Z")
_PLAIN_COLON: Final = re.compile(r"(?:[^\W_][\w ./-]*:)+[\w./-]+\Z")
#: What some version of YAML takes for something else than text.
_RETYPED: Final = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf"
    r"|[-+]?(?:0[box])?[0-9a-f_]*[0-9][0-9_.,]*(?:e[-+]?[0-9]+)?"
    r"|0x[0-9a-f_]+|[0-9]*\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\Z",
    re.IGNORECASE,
)


class Bare(str):
    """A number, a date, the key of a field: what is written as it is, never quoted."""

    __slots__ = ()


def yaml_text(tree: Tree, *, indent: int = 0) -> str:
    """Write a map, or a list of maps, in block style; every line ends in a newline.

    Args:
        tree: Text is quoted where some YAML reader would take it for something else.
        indent: Spaces before each line.
    """
    if isinstance(tree, Mapping):
        return "".join(_entries(tree, indent)) if tree else " " * indent + "{}\n"
    if isinstance(tree, list):
        return "".join(_items(tree, indent)) if tree else " " * indent + "[]\n"
    return " " * indent + scalar(tree) + "\n"


def _entries(tree: Mapping[str, Tree], indent: int) -> Iterator[str]:
    for key, value in tree.items():
        yield " " * indent + scalar(key) + ":" + _value(value, indent, len(key) + 1)


def _items(tree: Iterable[Tree], indent: int) -> Iterator[str]:
    for item in tree:
        if isinstance(item, Mapping) and item:
            # The first key stands on the line of the dash.
            yield " " * indent + "-" + yaml_text(item, indent=indent + 2)[indent + 1 :]
        else:
            yield " " * indent + "-" + _value(item, indent, 1)


def _value(value: Tree, indent: int, used: int) -> str:
    """Write what follows a key or a dash, from the space on."""
    if isinstance(value, Mapping):
        return "\n" + yaml_text(value, indent=indent + 2) if value else " {}\n"
    if isinstance(value, list):
        short = flow(value)
        if short is not None and indent + used + len(short) < _WIDTH:
            return f" {short}\n"
        return "\n" + yaml_text(value, indent=indent + 2)
    return block(value, indent=indent + 2) or f" {scalar(value)}\n"


def flow(items: list[Tree]) -> str | None:
    """Write a list of short values, or of lists of those, between brackets; None for others."""
    parts: list[str] = []
    for item in items:
        part = flow(item) if isinstance(item, list) else None
        if isinstance(item, str) and "\n" not in item:
            part = item if isinstance(item, Bare) else scalar(item)
        if part is None:
            return None
        parts.append(part)
    return f"[{', '.join(parts)}]"


def block(text: str, *, indent: int) -> str | None:
    """Write text of several lines as a block, long text folded; None where quotes do better.

    The newline that ends a block is not part of the text: the reader takes it off.
    """
    if isinstance(text, Bare) or not text.strip("\n") or not _is_shown(text):
        return None
    pad = " " * indent
    if "\n" in text:
        lines = text.split("\n")
        odd = any(line and not line.strip(" \t") for line in lines)
        if odd or text[0] in " \n\t" or text[-1] == "\n":
            return None
        return " |\n" + "".join(f"{pad}{line}\n" if line else "\n" for line in lines)
    if len(text) + indent <= _WIDTH or "  " in text or text != text.strip():
        return None
    if "\t" in text or "\N{NO-BREAK SPACE}" in text:
        return None
    return " >\n" + "".join(f"{pad}{line}\n" for line in _wrapped(text, _WIDTH - indent))


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def scalar(text: str) -> str:
    """Write one value on one line, in quotes where it would not be read as the same text."""
    if isinstance(text, Bare) or _may_be_plain(text):
        return str(text)
    if ('"' in text or "\\" in text) and "'" not in text and _is_shown(text, also=""):
        return f"'{text}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _may_be_plain(text: str) -> bool:
    if _RETYPED.match(text) or text[-1:] == " ":
        return False
    return bool(_PLAIN.match(text) or _PLAIN_COLON.match(text)) and _is_shown(text, also="")


def _is_shown(text: str, *, also: str = "\n\t") -> bool:
    """Tell whether all characters can stand in a file as they are."""
    return all(
        char.isprintable() or char in also or unicodedata.category(char) == "Zs" for char in text
    )


_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _is_shown(char, also=""):
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
