"""How a plugin takes a table of somebody else into a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from opgavekern.base.texts import Text


@attrs.frozen(kw_only=True)
class Importer:
    """A mapping that a plugin brings, for a table that comes by often.

    Attributes:
        name: As it is typed: letters, digits and `-`; of no other plugin's importer.
        title: What it imports, in one line.
        mapping: The text of a mapping file, in YAML or JSON, as `opgavekern import --map` reads it.
        rows: Makes rows of the bytes of a file that is no workbook or CSV, the first of them the
            header; None for files that are.
    """

    name: str
    title: Text
    mapping: str = attrs.field(repr=False)
    rows: Callable[[bytes], Iterable[Sequence[object]]] | None = None
