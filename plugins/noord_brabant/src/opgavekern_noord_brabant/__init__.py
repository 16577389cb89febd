"""What the province of Noord-Brabant asks of itself and of the municipalities in it.

Facts stand in Dutch in the folder `gegevens`, in the files that dossiers are made of. The plugin
speaks for the layer of the province: municipalities in it may fill what its rules leave open.
Nothing of it was verified in a text in force, and it says so everywhere.
"""

from __future__ import annotations

from opgavekern_noord_brabant.options import NoordBrabantOptions
from opgavekern_noord_brabant.plugin import NoordBrabant

__all__ = ["NoordBrabant", "NoordBrabantOptions", "plugin"]


def plugin() -> NoordBrabant:
    """Make the plugin; what the entry point `noord-brabant` calls."""
    return NoordBrabant()
