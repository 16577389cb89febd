"""What filters keep, said once: pages write it as data, scripts read that, tests compare.

A choice names at most one value for each field, words to search for, and one thing of which only
the neighbours are kept. An item stays when everything chosen holds of it; a tie between items
stays when both ends stay and it has the chosen sign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import attrs


@attrs.frozen(kw_only=True)
class Item:
    """Something that a filter keeps or hides.

    Attributes:
        key: Its name; its anchor in the document.
        fields: By field, the values that it has.
        words: What searching looks in, folded: what stands in the marked parts of its row.
    """

    key: str
    fields: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)
    words: str = ""


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


def for_scripts(items: Iterable[Item], lines: Iterable[Line] = ()) -> dict[str, object]:
    """Return items and ties as plain data, for the island of data that scripts read.

    What the page shows anyway is not said again: keys and words stand in the rows of the items,
    in the same order. Fields that several have alike are written once; items and ties name their
    place among those. Ties of which an end is no item are left out.
    """
    listed = list(items)
    places = {item.key: place for place, item in enumerate(listed)}
    alike: dict[str, int] = {}
    fields: list[dict[str, list[str]]] = []

    def place_of(found: Mapping[str, frozenset[str]]) -> int:
        plain = {name: sorted(found[name]) for name in sorted(found)}
        key = repr(plain)
        if key not in alike:
            alike[key] = len(fields)
            fields.append(plain)
        return alike[key]

    return {
        "items": [place_of(item.fields) for item in listed],
        "lines": [
            [*(places[end] for end in line.ends), place_of(line.fields)]
            for line in lines
            if all(end in places for end in line.ends)
        ],
        "fields": fields,
    }


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
