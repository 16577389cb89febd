"""Dossier files: a folder, one YAML or JSON file, or a workbook ⇄ the model."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.lazy import lazily as _lazily

if TYPE_CHECKING:
    from opgavekern.files.atomic import NotWrittenError, write_atomically
    from opgavekern.files.merging import Clash, ClashError, Merge, OriginError, merge_workbook
    from opgavekern.files.reading import parse_dossier, read_dossier
    from opgavekern.files.revisions import read_revision
    from opgavekern.files.schemas import json_schema
    from opgavekern.files.unwritable import LossError, UnwritableError
    from opgavekern.files.vocabulary import Vocabulary
    from opgavekern.files.writing import write_dossier

__all__ = [
    "Clash",
    "ClashError",
    "LossError",
    "Merge",
    "NotWrittenError",
    "OriginError",
    "UnwritableError",
    "Vocabulary",
    "json_schema",
    "merge_workbook",
    "parse_dossier",
    "read_dossier",
    "read_revision",
    "write_atomically",
    "write_dossier",
]

#: Reading does not load writing.
_HOMES: Final = MappingProxyType(
    {
        "Clash": f"{__name__}.merging",
        "ClashError": f"{__name__}.merging",
        "LossError": f"{__name__}.unwritable",
        "Merge": f"{__name__}.merging",
        "NotWrittenError": f"{__name__}.atomic",
        "OriginError": f"{__name__}.merging",
        "UnwritableError": f"{__name__}.unwritable",
        "Vocabulary": f"{__name__}.vocabulary",
        "json_schema": f"{__name__}.schemas",
        "merge_workbook": f"{__name__}.merging",
        "parse_dossier": f"{__name__}.reading",
        "read_dossier": f"{__name__}.reading",
        "read_revision": f"{__name__}.revisions",
        "write_atomically": f"{__name__}.atomic",
        "write_dossier": f"{__name__}.writing",
    }
)

__getattr__ = _lazily(__name__, _HOMES)
