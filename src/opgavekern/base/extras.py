"""Optional packages, asked for by need and named with the command that installs them."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Final

from opgavekern.base.errors import MissingExtraError

#: Module → the extra that installs it, as users type it.
_EXTRAS: Final = {
    "yaml": "standard",
    "yaml_edit": "standard",
    "python_calamine": "standard",
    "xlsxwriter": "standard",
    "click": "standard",
    "rich": "standard",
    "packaging": "standard",
    "jinja2": "standard",
    "numpy": "standard",
    "icalendar": "standard",
    "holidays": "standard",
    "dateutil": "standard",
    "pandas": "science",
    "scipy": "science",
    "matplotlib": "science",
    "networkit": "fast",
    "hypothesis": "testing",
    "pytest": "testing",
}


def require(module: str) -> ModuleType:
    """Import an optional package, or say how to get it.

    Args:
        module: Name to import, such as `yaml` or `rich.table`.

    Raises:
        MissingExtraError: It is not installed; the message holds the pip line.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        if error.name is not None and error.name.partition(".")[0] != package:
            raise  # The package is there but broken: its own message is the better one.
        raise MissingExtraError(package, _EXTRAS.get(package, "all")) from None
