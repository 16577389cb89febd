"""Dossier files: a folder, one YAML or JSON file, or a workbook ⇄ the model."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opgavekern.files.atomic import write_atomically
    from opgavekern.files.reading import parse_dossier, read_dossier
    from opgavekern.files.schemas import json_schema
    from opgavekern.files.vocabulary import Vocabulary
    from opgavekern.files.writing import write_dossier

__all__ = [
    "Vocabulary",
    "json_schema",
    "parse_dossier",
    "read_dossier",
    "write_atomically",
    "write_dossier",
]

_HOMES = {
    "Vocabulary": "vocabulary",
    "json_schema": "schemas",
    "parse_dossier": "reading",
    "read_dossier": "reading",
    "write_atomically": "atomic",
    "write_dossier": "writing",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: reading does not load writing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found  # A module of the same name would otherwise take its place.
    return found
