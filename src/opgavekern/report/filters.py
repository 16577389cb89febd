"""What filters keep, said once: pages write it into attributes, scripts read them, tests compare.

A choice names at most one value for each field, words to search for, and one thing of which only
the neighbours are kept. An item stays when everything chosen holds of it; a tie between items
stays when both ends stay and it has the chosen sign.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping

import attrs


@attrs.frozen(kw_only=True)
class Item:
    """Something that a filter keeps or hides.

    Attributes:
        key: Its name; its anchor in the document.
        fields: By field, the values that it has.
        words: What searching looks in, folded.
    """

    key: str
    fields: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)
    words: str = ""

    @property
    def marks(self) -> str:
        """The fields as JSON, for scripts."""
        return _marks(self.fields)


@attrs.frozen(kw_only=True)
class Line:
    """A tie between two items.

    Attributes:
        key: Its name.
        ends: Keys of the two items.
        fields: By field, the values that it has.
    """

    key: str
    ends: tuple[str, str]
    fields: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)

    @property
    def marks(self) -> str:
        """The fields as JSON, for scripts."""
        return _marks(self.fields)

    @property
    def end_marks(self) -> str:
        """The ends as JSON, for scripts."""
        return json.dumps(self.ends, ensure_ascii=False)


@attrs.frozen(kw_only=True)
class Choice:
    """What someone asked to see.

    Attributes:
        values: By field, the one value wanted; a field that is absent asks nothing.
        search: Words that must all occur.
        near: The item of which only the neighbours are wanted; empty for none.
    """

    values: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    search: str = ""
    near: str = ""


def _marks(fields: Mapping[str, frozenset[str]]) -> str:
    listed = {name: sorted(fields[name]) for name in sorted(fields)}
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def folded(words: str) -> str:
    """Fold text for searching: no accents, lower case, so that `café` is found by `CAFE`."""
    parted = unicodedata.normalize("NFKD", words)
    plain = "".join(char for char in parted if not unicodedata.category(char).startswith("M"))
    return plain.lower()


def kept(items: Iterable[Item], lines: Iterable[Line], choice: Choice) -> tuple[str, ...]:
    """Return the keys of the items that stay, in their order."""
    staying = [item for item in items if _holds(item, choice)]
    if not choice.near:
        return tuple(item.key for item in staying)
    near = {choice.near} | {
        end
        for line in lines
        if choice.near in line.ends and _has(line.fields, choice.values, among=line.fields)
        for end in line.ends
    }
    return tuple(item.key for item in staying if item.key in near)


def kept_lines(lines: Iterable[Line], staying: Iterable[str], choice: Choice) -> tuple[str, ...]:
    """Return the keys of the ties that stay between the items that stay, in their order."""
    left = frozenset(staying)
    return tuple(
        line.key
        for line in lines
        if left.issuperset(line.ends) and _has(line.fields, choice.values, among=line.fields)
    )


def _holds(item: Item, choice: Choice) -> bool:
    wanted = (word for word in folded(choice.search).split(" ") if word)
    return _has(item.fields, choice.values, among=choice.values) and all(
        word in item.words for word in wanted
    )


def _has(
    fields: Mapping[str, frozenset[str]], values: Mapping[str, str], *, among: Iterable[str]
) -> bool:
    """Tell whether for each field of `among` that was chosen, the chosen value is there."""
    return all(values[name] in fields.get(name, frozenset()) for name in among if values.get(name))
