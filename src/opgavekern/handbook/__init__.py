"""The handbook: how a public body works, written from what is in force on a day."""

from __future__ import annotations

from opgavekern.handbook.outcomes import Handbook, Passage
from opgavekern.handbook.writing import (
    HandbookFormat,
    make_handbook,
    render_handbook,
    write_handbook,
)
from opgavekern.report.citing import Citation

__all__ = [
    "Citation",
    "Handbook",
    "HandbookFormat",
    "Passage",
    "make_handbook",
    "render_handbook",
    "write_handbook",
]
