"""A folder as it would be with some files changed, to be read before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from opgavekern.files.door import Door


@attrs.frozen
class Overlay(Door):
    """The door of a folder in which some files have other bytes, are new, or are gone.

    Attributes:
        files: Bytes by path; None for a file that is gone.
    """

    files: Mapping[Path, bytes | None]

    def entries(self, *parts: str) -> list[tuple[str, bool]]:
        """Return the names in a folder in order, each with whether it is a folder itself."""
        folder = self.root.joinpath(*parts)
        found = dict(Door.entries(self, *parts))
        for path, data in self.files.items():
            if path.parent == folder:
                found.pop(path.name, None)
                if data is not None:
                    found[path.name] = False
        return sorted(found.items())

    def read(self, *parts: str) -> bytes:
        """Return the bytes of a file, the new ones where it has them."""
        data = self.files.get(self.root.joinpath(*parts))
        return Door.read(self, *parts) if data is None else data
