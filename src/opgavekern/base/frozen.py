"""A mapping that cannot change, for what is free-form inside a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Union

Plain = Union[str, tuple["Plain", ...], "FrozenMap"]


class FrozenMap(Mapping[str, Plain]):
    """Text to text, tuples and maps of text; hashable, equal whatever the order of its keys.

    Leaves are always text, as typed: a plugin that owns the values gives them types. Numbers and
    booleans that are handed in become the text that JSON would show.

    >>> FrozenMap({"oin": "00000001001600291000", "cases": [1, True]})
    FrozenMap({'oin': '00000001001600291000', 'cases': ('1', 'true')})
    """

    __slots__ = ("_hash", "_items")

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        self._items: dict[str, Plain] = {
            str(key): _freeze(value) for key, value in (items or {}).items()
        }
        self._hash: int | None = None

    def __getitem__(self, key: str) -> Plain:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._items.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, FrozenMap) else NotImplemented

    def __reduce__(self) -> tuple[object, ...]:
        return (FrozenMap, (self._items,))

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def plain(self) -> dict[str, Any]:
        """Return ordinary dicts and lists, keys in order, for JSON."""
        return {key: _thaw(self._items[key]) for key in sorted(self._items)}


def _freeze(value: Any) -> Plain:
    if isinstance(value, str | FrozenMap):
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value)
    if isinstance(value, list | tuple):
        return tuple(_freeze(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _thaw(value: Plain) -> Any:
    if isinstance(value, FrozenMap):
        return value.plain()
    return [_thaw(item) for item in value] if isinstance(value, tuple) else value
