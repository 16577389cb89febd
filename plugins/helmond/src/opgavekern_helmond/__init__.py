"""Helmond's way of working: eleven districts, two issue teams, district programmes, Tuesdays.

Facts stand in Dutch in the folder `gegevens`, in the files that dossiers are made of, so that a
meeting day changes there and not in Python. Rules stand in `rules`, one file a subject. What could
not be verified says so in its source or basis.
"""

from __future__ import annotations

from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.plugin import Helmond

__all__ = ["Helmond", "HelmondOptions", "plugin"]


def plugin() -> Helmond:
    """Make the plugin; what the entry point `helmond` calls."""
    return Helmond()
