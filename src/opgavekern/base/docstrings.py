"""What the docstring of a class says, taken apart."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Mapping
from typing import Final

_ATTRIBUTE: Final = re.compile(r"    (\w+): (.+)")


def docstring_summary(cls: type) -> str:
    """Return the first sentence of a class's docstring, on one line."""
    return inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].replace("\n", " ")


@functools.cache
def docstring_attributes(cls: type) -> Mapping[str, str]:
    """Return what the docstrings of a class and its bases say of each attribute."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        lines = inspect.cleandoc(base.__dict__.get("__doc__") or "").split("\n")
        if "Attributes:" not in lines:
            continue
        name = ""
        for line in lines[lines.index("Attributes:") + 1 :]:
            if line and not line.startswith(" "):
                break
            if start := _ATTRIBUTE.fullmatch(line):
                name, found[start[1]] = start[1], start[2]
            elif name and line.strip():
                found[name] += " " + line.strip()
    return found
