"""Changes to a YAML text that leave every other byte as it is; alone here yaml-edit is used."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.extras import require
from opgavekern.files.editing_changes import Add, Change, Insert, Put, Remove
from opgavekern.files.writing_yaml import Tree, flow, scalar, yaml_text
from opgavekern.files.yaml_items import appended, indent_of, item_starts, without_items

_DASH: Final = re.compile(r"^( *)-[ \n]", re.MULTILINE)
#: Records stand in a list that is all of a file, or under a key.
_DEEPEST: Final = 2
_ROOMY: Final = re.compile(r"\n[ \t]*\n(?: *#[^\n]*\n)* *-[ \n]")


class UneditableError(Exception):
    """The text is built in a way in which these changes cannot be made in place."""


def edit_yaml(text: str, changes: Iterable[Change]) -> str:
    """Carry out changes one after another; lines end in a newline alone.

    What is new is written as `writing_yaml` writes it, at the depth where it comes to stand.

    Raises:
        UneditableError: Some change does not fit the text.
    """
    inside: dict[Path, dict[int, list[Change]]] = {}
    lists: dict[Path, list[Insert | Remove]] = {}
    others: list[Change] = []
    for change in changes:
        place = _record_of(change)
        if place is not None:
            prefix, ordinal = place
            inside.setdefault(prefix, {}).setdefault(ordinal, []).append(change)
        elif isinstance(change, Insert) and len(change.path) < _DEEPEST:
            lists.setdefault(change.path, []).append(change)
        elif isinstance(change, Remove) and isinstance(change.path[-1], int):
            lists.setdefault(change.path[:-1], []).append(change)
        else:
            others.append(change)
    for prefix, found in inside.items():
        text = _by_record(text, prefix, found)
    text = _edited(text, others) if others else text
    for prefix, several in lists.items():
        text = _with_and_without(text, prefix, several)
    return text


def _record_of(change: Change) -> tuple[Path, int] | None:
    """Return in which item of which list a change is; None for one of the list itself."""
    for depth, part in enumerate(change.path[:_DEEPEST]):
        if isinstance(part, int):
            is_within = isinstance(change, Add | Insert | Put) or len(change.path) > depth + 1
            return (change.path[:depth], part) if is_within else None
    return None


def _by_record(text: str, prefix: Path, inside: Mapping[int, list[Change]]) -> str:
    """Change each record by itself: an edit takes as long as the text is large."""
    starts = item_starts(text, prefix)
    if starts is None:
        return _edited(text, itertools.chain.from_iterable(inside.values()))
    if max(inside) >= len(starts) - 1:
        raise UneditableError("records")
    parts = [text[: starts[0]]]
    for ordinal, (start, end) in enumerate(itertools.pairwise(starts)):
        part = text[start:end]
        if ordinal in inside:
            here = [
                attrs.evolve(one, path=(0, *one.path[len(prefix) + 1 :])) for one in inside[ordinal]
            ]
            part = _edited(part, here)
        parts.append(part)
    return "".join([*parts, text[starts[-1] :]])


def _edited(text: str, changes: Iterable[Change]) -> str:
    editor = require("yaml_edit")
    try:
        document = editor.Document.parse(text)
        tops = _Tops(document)
        for change in changes:
            _carry_out(editor, tops, change)
        return str(document)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UneditableError(type(error).__name__) from error


def comments_of(text: str) -> list[str]:
    """Return the comments of a text, in order."""
    document = require("yaml_edit").Document.parse(text.replace("\r\n", "\n"))
    return [comment.content() for comment in document.comments()]


def _with_and_without(text: str, prefix: Path, changes: Sequence[Insert | Remove]) -> str:
    """Let items of a list go and come, all at once where they come at its end."""
    new = [one for one in changes if isinstance(one, Insert)]
    gone = [one for one in changes if isinstance(one, Remove)]
    if not prefix:
        return _with_records(_without(text, prefix, gone), [one.value for one in new])
    starts = item_starts(text, prefix)
    there = len(starts) - 1 if starts is not None else 0
    at_end = [Insert(prefix, there + number, one.value) for number, one in enumerate(new)]
    if starts is None or changes[: len(new)] != at_end:
        return _edited(text, changes)
    items = [yaml_text([one.value], indent=indent_of(text, starts[0])) for one in new]
    apart = "\n" if _ROOMY.search(text, starts[0], starts[-1]) else ""
    text = appended(text, starts, items, apart=apart) if items else text
    return _without(text, prefix, gone)


def _without(text: str, prefix: Path, gone: Sequence[Remove]) -> str:
    """Take items out of a list; the last one too only as the library does it."""
    starts = item_starts(text, prefix) if gone else None
    if starts is None or len(gone) == len(starts) - 1:
        return _edited(text, gone) if gone else text
    return without_items(text, starts, {one.path[-1] for one in gone})


def _with_records(text: str, new: list[Tree]) -> str:
    """Put records at the end of a list, apart from each other as those before them."""
    dash = _DASH.search(text)
    indent = len(dash[1]) if dash else 0
    apart = "\n" if _ROOMY.search(text) or not dash else ""
    written = [yaml_text([one], indent=indent) for one in new]
    head = text.rstrip("\n") + "\n" if text.strip() else ""
    return head + (apart if head else "") + apart.join(written)


class _Tops:
    """The document, and its records by place: looking those up one by one takes too long."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.lists: dict[Path, list[Any]] = {}

    def at(self, path: Path) -> Any:
        """Return the mapping, sequence or scalar at a path."""
        node = self._root()
        for depth, part in enumerate(path):
            if isinstance(part, int) and depth < 2:
                prefix = path[:depth]
                if prefix not in self.lists:
                    self.lists[prefix] = list(node)
                node = self.lists[prefix][part]
            else:
                node = node[part]
            node = _opened(node)
        return node

    def _root(self) -> Any:
        found = self.document.as_sequence()
        return found if found is not None else self.document.as_mapping()

    def forget(self, path: Path) -> None:
        """Look the records of a list up again: some came or went."""
        self.lists.pop(path, None)


def _opened(node: Any) -> Any:
    if hasattr(node, "is_mapping"):
        if node.is_mapping():
            return node.as_mapping()
        if node.is_sequence():
            return node.as_sequence()
    return node


def _carry_out(editor: Any, tops: _Tops, change: Change) -> None:
    if isinstance(change, Add):
        mapping = tops.at(change.path)
        node = _node(editor, change.value, is_flow=mapping.is_flow_style())
        if change.after is not None and change.after in mapping:
            mapping.insert_after(change.after, change.key, node)
        else:
            mapping[change.key] = node
    elif isinstance(change, Insert):
        items = tops.at(change.path)
        node = _item(editor, change.value, is_flow=items.is_flow_style())
        if change.index < len(items):
            items.insert(change.index, node)
        else:
            items.append(node)
        tops.forget(change.path)
    else:
        parent = tops.at(change.path[:-1])
        if isinstance(change, Put):
            parent[change.path[-1]] = _node(editor, change.value, is_flow=parent.is_flow_style())
        else:
            del parent[change.path[-1]]
        tops.forget(change.path[:-1])


def _node(editor: Any, value: Tree, *, is_flow: bool) -> Any:
    """Return a value as a piece of YAML, by writing it and reading that."""
    return editor.Document.parse(f"x: {_on_one_line(value)}\n" if is_flow else _entry(value))["x"]


def _entry(value: Tree) -> str:
    return yaml_text({"x": value})


def _item(editor: Any, value: Tree, *, is_flow: bool) -> Any:
    text = f"- {_on_one_line(value)}\n" if is_flow else yaml_text([value])
    return editor.Document.parse(text).as_sequence()[0]


def _on_one_line(value: Tree) -> str:
    """Write a value within brackets, where lines and indentation mean nothing."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        short = flow(value)
        return short if short is not None else f"[{', '.join(_on_one_line(one) for one in value)}]"
    inner = ", ".join(f"{scalar(key)}: {_on_one_line(one)}" for key, one in value.items())
    return f"{{{inner}}}"
