"""The form by which someone chooses what a page shows, and the data that its script reads."""

from __future__ import annotations

import attrs

from opgavekern.base.texts import Text
from opgavekern.report.blocks import Block, Sayable
from opgavekern.report.filters import Item, Line, for_scripts


@attrs.frozen(kw_only=True)
class Options:
    """What can be chosen of one field.

    Attributes:
        field: Which field of the items.
        label: What it is called.
        every: How not choosing is called.
        values: Each value that occurs, and how it is called.
    """

    field: str
    label: Text
    every: Text
    values: tuple[tuple[str, Sayable], ...]


@attrs.frozen(kw_only=True)
class FilterForm(Block):
    """Words to search for and choices, above what they keep or hide.

    Attributes:
        name: Its own name, which rows and pictures refer to.
        label: What it is for.
        choices: Fields to choose of; one with a single value is not asked for.
        items: What it keeps or hides.
        lines: Ties between those.
        one_of: How many stay: `{n}` of `{of}`.
        all_of: How many there are.
        near: Around which one, where only neighbours stay: `{name}`.
    """

    name: str
    label: Text
    choices: tuple[Options, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...] = ()
    one_of: Text
    all_of: Sayable
    near: Text = Text(nl="rond {name}", en="around {name}")

    @property
    def for_scripts(self) -> dict[str, object]:
        """Items and ties as scripts read them."""
        return for_scripts(self.items, self.lines)
