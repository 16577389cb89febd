"""The parts of a mapping file: groups, value tables, names of fields, each with its place."""

from __future__ import annotations

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import message
from opgavekern.exchange.mappings import Part
from opgavekern.files.tree_reading import TreeReader, plain_text
from opgavekern.files.trees import Key, Node
from opgavekern.files.vocabulary import field_meanings
from opgavekern.model.kinds import Kind
from opgavekern.model.shape import shape_of


@attrs.define(eq=False)
class PartReader(TreeReader):
    """A mapping file while it is read.

    Attributes:
        places: Where the parts of the mapping stand.
    """

    places: dict[Part, Location] = attrs.field(factory=dict, kw_only=True)

    def fields(self, node: Node, cls: type, part: Part) -> dict[str, Node]:
        """Return the parts of a group by identifier, and remember where they stand."""
        keyed = self.keyed(node, cls)
        self.places |= {(*part, field): self.at(key) for field, (key, _) in keyed.items()}
        return {field: value for field, (_, value) in keyed.items()}

    def values(self, node: Node | None, part: Part) -> dict[str, str]:
        """Return a value table; what stands behind nothing is left out on purpose."""
        if node is None or (node.keys is None and not plain_text(node)):
            return {}
        if node.keys is None:
            said = message("dit is geen waardentabel", "this is no value table")
            remedy = message(
                "Schrijf per regel: wat er staat, een dubbele punt, en wat het betekent.",
                "Write on each line what it says, a colon, and what it means.",
            )
            self.note("not-a-group", said, remedy, node)
            return {}
        for typed, (key, _) in node.keys.items():
            self.places[(*part, typed)] = self.at(key)
        return {typed: self.text(value) for typed, (_, value) in node.keys.items()}

    def field_name(self, node: Node | None, kind: Kind | None) -> str:
        """Return the identifier of a field, with dots; empty where there is none."""
        typed = self.text(node)
        return self.path(typed, node, kind) if typed else ""

    def path(self, typed: str, spot: Node | Key | None, kind: Kind | None) -> str:
        """Translate a dotted name of a field part by part."""
        if kind is None or spot is None:
            return ""
        cls: type | None = kind.record
        done = []
        for part in (one.strip() for one in typed.split(".")):
            if cls is None:
                done.append(part)  # inside a free-form map; anything else is refused later
                continue
            field = self.meaning(field_meanings(cls), part, spot)
            if field is None:
                self.unknown_field(part, cls, spot)
            if not field:
                return ""
            done.append(field)
            cls = shape_of(cls, field).nested
        return ".".join(done)
