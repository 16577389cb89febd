"""What an import does, as plain data for programs; its keys are promised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from opgavekern.cli.check_json import plain_notice, plain_problem
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import plain_location
from opgavekern.exchange import TableImport


def plain_import(done: TableImport, written: Sequence[Path], *, is_dry: bool) -> dict[str, Any]:
    """Return an import as plain data, always with the same keys."""
    return {
        "format": 1,
        "exit": int(Exit.UNREADABLE if done.problems else Exit.CLEAN),
        "kind": done.kind or None,
        "dry_run": is_dry,
        "header": plain_location(done.header),
        "rows": [
            {
                "id": one.id,
                "change": one.change.value,
                "fields": list(one.fields),
                "location": plain_location(one.place),
            }
            for one in done.rows
        ],
        "absent": list(done.absent),
        "unmatched": [
            {
                "column": one.column,
                "value": one.value or None,
                "near": list(one.near),
                "locations": [plain_location(place) for place in one.places],
            }
            for one in done.unmatched
        ],
        "skipped": [
            {"reason": one.reason.value, "location": plain_location(one.place)}
            for one in done.skipped
        ],
        "left_out": list(done.left_out),
        "notices": [plain_notice(one) for one in done.notices],
        "problems": [plain_problem(one) for one in done.problems],
        "written": [path.as_posix() for path in written],
    }
