"""Text files that were read, kept small, so that a place in them can be looked up afterwards."""

from __future__ import annotations

import zlib
from typing import Any, Literal

import attrs

from opgavekern.base.errors import Location, Path, PathPart
from opgavekern.base.running import Limits
from opgavekern.files.json_trees import json_tree
from opgavekern.files.trees import Key, Node, Placed, Snag, lines_of, shown_line
from opgavekern.files.vocabulary import field_meanings, fold
from opgavekern.files.yaml_trees import yaml_tree
from opgavekern.model.shape import shape_of

Format = Literal["yaml", "json"]


@attrs.define(eq=False)
class TextFile:
    """A YAML or JSON text: its name, and the text packed.

    Attributes:
        file: Path as the user gave it.
        format: What it is written in.
        limits: With which limits it was read.
    """

    file: str
    format: Format
    limits: Limits
    _packed: bytes
    _placed: Placed | None = None

    @classmethod
    def of(cls, file: str, format: Format, text: str, limits: Limits) -> TextFile:
        """Keep a text."""
        return cls(file, format, limits, packed(text))

    def text(self) -> str:
        """Return the text."""
        return unpacked(self._packed)

    def placed(self) -> Placed:
        """Return the tree with the place of every value, worked out on first use."""
        if self._placed is None:
            text = self.text()
            root, _ = self.careful(text)
            self._placed = Placed(root, lines_of(text))
        return self._placed

    def careful(self, text: str) -> tuple[Node | None, list[Snag]]:
        """Return the tree with places and what is wrong with the text."""
        read = yaml_tree if self.format == "yaml" else json_tree
        return read(text, self.limits)

    def keep(self, placed: Placed) -> None:
        """Remember a tree that was worked out already."""
        self._placed = placed

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.file, self.format, self.limits, self._packed)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.file, self.format, self.limits, self._packed = state
        self._placed = None


def packed(text: str) -> bytes:
    """Return a text compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> str:
    """Return a text that was packed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


@attrs.frozen(eq=False)
class TreePart:
    """The records of one kind in a YAML or JSON text.

    Attributes:
        text: The text that they stand in.
        cls: The class of the records.
        prefix: Keys as typed that lead to them; empty where the whole text is them.
        shows: Whether lines may be shown; not where they may hold personal data.
    """

    text: TextFile
    cls: type
    prefix: Path = ()
    shows: bool = True

    @property
    def file(self) -> str:
        """Path as the user gave it."""
        return self.text.file

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return (self.file, *map(str, self.prefix))

    def has(self, path: Path) -> bool:
        """Tell whether a path leads to a value."""
        return self._node(path) is not None

    def value(self, path: Path) -> Any:
        """Return the plain value to which a path leads; None where there is none."""
        node = self._node(path)
        return node.plain() if node is not None else None

    def items(self, ordinal: int, field: str, by: str) -> list[str]:
        """Return what the items of a list field of a record have in one of their fields."""
        records = self._node(())
        is_list = records is not None and records.items is not None
        record: Path = (ordinal,) if is_list else ()
        node = self._node((*record, field))
        count = len(node.items) if node is not None and node.items is not None else 0
        return [str(self.value((*record, field, index, by))) for index in range(count)]

    def _node(self, path: Path) -> Node | None:
        node = self.text.placed().root
        cls: type | None = None
        for place, part in enumerate((*self.prefix, *path)):
            cls = self.cls if place == len(self.prefix) else cls
            key, node = _step(node, cls, part)
            cls = _class_of(cls, key, part)
        return node

    def place(self, ordinal: int | None, path: Path, *, at_key: bool = False) -> Location:
        """Return where a value stands, or what comes nearest to it."""
        placed = self.text.placed()
        spot: Node | Key | None = placed.root
        node = placed.root
        for part in self.prefix:
            key, node = _step(node, None, part)
            spot = key or node or spot
        if ordinal is not None and node is not None:
            node = node.items[ordinal] if node.items is not None else node
            spot = node
        cls: type | None = self.cls
        for part in path:
            key, inner = _step(node, cls, part)
            if inner is None:
                break
            spot = key if key is not None and at_key and part is path[-1] else inner
            cls, node = _class_of(cls, key, part), inner
        if spot is None:
            return Location(file=self.file, line=1, column=1)
        return Location(
            file=self.file,
            line=spot.line,
            column=spot.column,
            length=spot.length,
            excerpt=shown_line(placed.lines, spot.line, spot.column) if self.shows else None,
        )


def _step(node: Node | None, cls: type | None, part: PathPart) -> tuple[Key | None, Node | None]:
    """Go one part further into a tree; the key too, where there is one."""
    if node is None:
        return None, None
    if isinstance(part, int):
        if node.items is None:
            return None, node if part == 0 else None  # One value is a list of one.
        return None, node.items[part] if part < len(node.items) else None
    if node.keys is None:
        return None, None
    if part in node.keys:
        return node.keys[part]
    meanings = field_meanings(cls) if cls is not None else {}
    for typed, found in node.keys.items():
        if any(one.identifier == part for one in meanings.get(fold(typed), ())):
            return found
    return None, None


def _class_of(cls: type | None, key: Key | None, part: PathPart) -> type | None:
    """Return the class of what a part of a path leads to; None where it has no fields."""
    if cls is None or isinstance(part, int) or key is None:
        return cls
    for one in field_meanings(cls).get(fold(part), ()):
        return shape_of(cls, one.identifier).nested
    return None
