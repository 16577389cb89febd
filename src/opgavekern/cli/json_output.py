"""JSON for programs: the same characters whatever the console, and places as plain data."""

from __future__ import annotations

import json
import sys
from typing import Any

from opgavekern.base.errors import Location


def write_json(value: object) -> None:
    """Write a value on standard output; letters are escaped where it cannot hold them all."""
    is_unicode = (sys.stdout.encoding or "").replace("-", "").casefold() == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not is_unicode, indent=2) + "\n")


def plain_location(place: Location | None) -> dict[str, Any] | None:
    """Return a place as plain data, without the line that stood there."""
    if place is None:
        return None
    parts = {name: getattr(place, name) for name in ("file", "line", "column", "sheet", "cell")}
    return {name: value for name, value in parts.items() if value is not None}
