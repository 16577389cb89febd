"""Where the records of a dossier stand in its files, looked up when someone asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from opgavekern.base.errors import Location, Notice, Path
from opgavekern.files.sources import TextFile, TreePart
from opgavekern.files.troubles import Source
from opgavekern.model.kinds import kind_named


@attrs.frozen(eq=False)
class Stretch:
    """Records that stand one after another in one source, by their ids."""

    source: Source
    ids: tuple[str, ...]


@attrs.frozen(eq=False)
class Graft:
    """Items of a list field that stand in a table of their own."""

    source: Source
    rows: tuple[int, ...]


def _as_typed(source: Source, ordinal: int, kind: str, path: Path) -> Path:
    """Turn an index in a list that its class keeps in order of days into the one typed."""
    named = kind_named(kind)
    if len(path) < 2 or not isinstance(path[1], int) or named is None:
        return path
    field = attrs.fields_dict(named.record).get(str(path[0]))
    if field is None or field.converter is None or not isinstance(source, TreePart):
        return path
    items = source.items(ordinal, str(path[0]), "on")
    order = sorted(range(len(items)), key=lambda index: items[index])
    return (path[0], order[path[1]], *path[2:]) if path[1] < len(order) else path


@attrs.define(eq=False)
class FileLocations:
    """Places of everything that was read: ids in order, and the packed texts.

    Attributes:
        header: The source of the header.
        stretches: By singular name of kind, in order of reading.
        grafts: By kind, id and field, where child tables were attached.
        notices: What people should know of how the files were read.
        rules: The text of the dossier's own rules; None where it has none.
    """

    header: Source
    stretches: Mapping[str, tuple[Stretch, ...]]
    grafts: Mapping[tuple[str, str, str], Graft]
    notices: tuple[Notice, ...] = ()
    rules: TextFile | None = None
    _indexes: dict[str, dict[str, tuple[Source, int]]] = attrs.field(factory=dict)

    def find(self, kind: str, id: str, path: Path = ()) -> Location | None:
        """Return the place of a record or of a value in it; None where it is not known."""
        if kind == "dossier":
            return self.header.place(None, path)
        graft = self.grafts.get((kind, id, str(path[0]))) if len(path) > 1 else None
        if graft is not None and isinstance(path[1], int) and path[1] < len(graft.rows):
            return graft.source.place(graft.rows[path[1]], path[2:])
        found = self._index(kind).get(id)
        if found is None:
            return None
        source, ordinal = found
        return source.place(ordinal, _as_typed(source, ordinal, kind, path))

    def _index(self, kind: str) -> dict[str, tuple[Source, int]]:
        index = self._indexes.get(kind)
        if index is None:
            index = self._indexes[kind] = {
                id: (stretch.source, ordinal)
                for stretch in self.stretches.get(kind, ())
                for ordinal, id in enumerate(stretch.ids)
            }
        return index

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.header, self.stretches, self.grafts, self.notices, self.rules)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.header, self.stretches, self.grafts, self.notices, self.rules = state
        self._indexes = {}
