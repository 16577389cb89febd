"""Front doors that open on what is asked for: names of a package, imported when first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a `__getattr__` (PEP 562) that imports a package's names when they are asked for.

    Args:
        package: The package's `__name__`.
        homes: The full name of the module that holds each name.
    """

    def get(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(home), name)
        # Kept, since importing a module of the same name would put that in its place.
        setattr(sys.modules[package], name, found)
        return found

    return get
