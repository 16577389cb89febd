"""What the docstring of a class or function says, taken apart."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_ENTRY: Final = re.compile(r"    (\w+): (.+)")


def docstring_summary(thing: Callable[..., Any]) -> str:
    """Return the first sentence of a docstring, of a class or a function, on one line."""
    return inspect.cleandoc(thing.__doc__ or "").split("\n\n")[0].replace("\n", " ")


@functools.cache
def docstring_attributes(cls: type) -> Mapping[str, str]:
    """Return what the docstrings of a class and its bases say of each attribute."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found |= _entries(base.__dict__.get("__doc__"), "Attributes:")
    return found


def docstring_arguments(function: Callable[..., Any]) -> Mapping[str, str]:
    """Return what the docstring of a function says of each argument."""
    return _entries(function.__doc__, "Args:")


def _entries(docstring: str | None, heading: str) -> dict[str, str]:
    lines = inspect.cleandoc(docstring or "").split("\n")
    found: dict[str, str] = {}
    if heading not in lines:
        return found
    name = ""
    for line in lines[lines.index(heading) + 1 :]:
        if line and not line.startswith(" "):
            break
        if start := _ENTRY.fullmatch(line):
            name, found[start[1]] = start[1], start[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found
