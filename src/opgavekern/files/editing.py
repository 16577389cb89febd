"""Writing onto a dossier that stands: only files whose content changes, each read back first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.texts import Language
from opgavekern.files.editing_tables import TableEdit
from opgavekern.files.editing_trees import Stretch, TreeEdit
from opgavekern.files.layouts import Meant, meant_by, split_ending
from opgavekern.files.locating import FileLocations
from opgavekern.files.sources import TextFile, TreePart
from opgavekern.files.troubles import Source
from opgavekern.files.vocabulary import fold
from opgavekern.files.writing_fresh import kind_file, record_file
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, Kind
from opgavekern.model.record import Record
from opgavekern.model.records import id_of

_BOM: Final = b"\xef\xbb\xbf"


@attrs.frozen(kw_only=True)
class Rewriting:
    """A dossier of text files that stands, and the one that must stand in its place.

    Attributes:
        target: The folder or file.
        old: As it was read.
        new: As it must be.
        language: Of new words, where no file says.
        replace: Whether what cannot be kept may go.
    """

    target: Path
    old: Dossier
    new: Dossier
    language: Language
    replace: bool = False

    def contents(self) -> dict[Path, bytes | None]:
        """Return the new content of each file that changes; None for a file that must go.

        Raises:
            LostCommentError: A comment would be lost, and `replace` was not given.
            UneditableError: A file cannot be changed, nor written anew.
        """
        arrived = {kind.name: self._arrivals(kind) for kind in KINDS}
        found: dict[Path, bytes | None] = {}
        for file, held in self._held().items():
            home = {
                kind.name: arrived.pop(kind.name, [])
                for kind, _, _ in held
                if self._home(kind) == file
            }
            found.update(self._changed(file, held, home))
        for kind in KINDS:
            if records := arrived.get(kind.name):
                found.update(self._new_files(kind, records))
        return found

    @property
    def _locations(self) -> FileLocations:
        assert isinstance(self.old.locations, FileLocations)  # noqa: S101 - it was just read
        return self.old.locations
