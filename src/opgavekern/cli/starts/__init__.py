"""Dossiers to start from, in both languages: `init` to fill in, `demo` to look at."""

from __future__ import annotations

from importlib import resources

from opgavekern.base.texts import Language


def start_files(name: str, language: Language) -> dict[str, bytes]:
    """Return the files of a start, `init` or `demo`, by name."""
    folder = resources.files(__name__) / name / language
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir(), key=lambda it: it.name)}
