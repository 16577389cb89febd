"""Haarlem's way of working: five areas, area teams, a yearly area programme, Thursdays.

Facts stand in Dutch in the folder `gegevens`, in the files that dossiers are made of, so that a
meeting day changes there and not in Python. Rules stand in `rules`, one file a subject; some hold
for a time only. What could not be verified says so in its source or basis.
"""

from __future__ import annotations

from opgavekern_haarlem.options import HaarlemOptions
from opgavekern_haarlem.plugin import Haarlem

__all__ = ["Haarlem", "HaarlemOptions", "plugin"]


def plugin() -> Haarlem:
    """Make the plugin; what the entry point `haarlem` calls."""
    return Haarlem()
