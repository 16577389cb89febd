"""Answers as JSON for programs: the same characters whatever the console, places plain data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from opgavekern.base.answers import Answer
from opgavekern.base.converting import unstructure
from opgavekern.base.errors import Location
from opgavekern.cli.page import Line, show


def write_json(value: object) -> None:
    """Write a value on standard output; letters are escaped where it cannot hold them all."""
    is_unicode = (sys.stdout.encoding or "").replace("-", "").casefold() == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not is_unicode, indent=2) + "\n")


def tell(found: Answer, lines: Iterable[Line], *, as_json: bool) -> None:
    """Write an answer whole for programs, or show what it comes to to people."""
    if as_json:
        write_json({"format": 1, **unstructure(found)})
    else:
        show(lines)


def plain_location(place: Location | None) -> dict[str, Any] | None:
    """Return a place as plain data, without the line that stood there."""
    if place is None:
        return None
    parts = {name: getattr(place, name) for name in ("file", "line", "column", "sheet", "cell")}
    return {name: value for name, value in parts.items() if value is not None}
