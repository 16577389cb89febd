"""Writing: ten times the records may take at most twelve times the time.

Run it as `python benchmarks/writing.py`; it exits with 1 where a ratio is too high.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs

from opgavekern.base.texts import Prose
from opgavekern.files import read_dossier, write_dossier
from opgavekern.model import (
    CostEstimate,
    Dossier,
    Issue,
    IssueId,
    Money,
    Phase,
    StatusChange,
)

SMALL, LARGE, MOST = 500, 5_000, 12.0


def dossier_of(count: int) -> Dossier:
    """Return a dossier with so many issues of the usual size."""
    change = StatusChange(phase=Phase.DELIVERING, on=date(2026, 1, 1))
    cost = CostEstimate(year=2026, expected=Money(euros=Decimal(100_000)))
    issues = (
        Issue(
            id=IssueId(f"o-{number:06}"),
            title=f"Opgave {number}",
            description=Prose("Wat er moet veranderen,\nen voor wie."),
            tags=frozenset({"wonen", "groen"}),
            history=(change,),
            costs=(cost,),
        )
        for number in range(count)
    )
    return Dossier.of(*issues)


def seconds(count: int, name: str) -> tuple[float, float]:
    """Return how long it takes to write anew, and to change every tenth record in place."""
    dossier = dossier_of(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        start = time.perf_counter()
        write_dossier(dossier, path)
        fresh = time.perf_counter() - start
        changed = [attrs.evolve(one, title="Anders") for one in list(dossier.issues)[::10]]
        start = time.perf_counter()
        write_dossier(dossier.replace(*changed), path)
        edited = time.perf_counter() - start
        if read_dossier(path) != dossier.replace(*changed):
            raise AssertionError(name)
    return fresh, edited


def main() -> int:
    """Print a line for each format; return 1 if some ratio is too high."""
    worst = 0.0
    for name in ("folder", "one.yaml", "one.json", "one.xlsx"):
        small, large = (
            tuple(map(min, zip(*(seconds(count, name) for _ in range(3)), strict=True)))
            for count in (SMALL, LARGE)
        )
        for what, few, many in zip(("anew", "every tenth"), small, large, strict=True):
            ratio = many / few
            worst = max(worst, ratio)
            print(f"{name:9} {what:12} {few:6.2f} s {many:6.2f} s  x {ratio:4.1f}")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
