"""Writing: ten times the records may take at most twelve times the time.

Run it as `python benchmarks/writing.py`, or with paths of dossiers of yours: of each a copy is
written anew and changed in one record, beside reading it. It exits with 1 where a ratio is over.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
from asked_measured import Table, seconds

from opgavekern.base.texts import Prose
from opgavekern.files import read_dossier, write_dossier
from opgavekern.model import (
    CostEstimate,
    Dossier,
    Issue,
    IssueId,
    Money,
    Phase,
    Ref,
    StatusChange,
)

SMALL, LARGE, MOST, RUNS = 500, 5_000, 12.0, 3


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


def every_tenth_changed(dossier: Dossier) -> Dossier:
    """Change a title."""
    some = list(dossier.issues)[::10]
    return dossier.replace(*(attrs.evolve(one, title="Anders") for one in some))


def one_changed(dossier: Dossier) -> Dossier:
    """Change the title of one."""
    some = list(dossier.issues)[len(dossier.issues) // 2]
    return dossier.replace(attrs.evolve(some, title="Anders"))


def every_tenth_gone(dossier: Dossier) -> Dossier:
    """Leave records out."""
    return dossier.replace(without=[Ref("issue", one.id) for one in list(dossier.issues)[::10]])


def a_tenth_more(dossier: Dossier) -> Dossier:
    """Add records."""
    some = list(dossier.issues)[::10]
    return dossier.replace(*(attrs.evolve(one, id=IssueId(f"{one.id}-n")) for one in some))


CHANGES = (every_tenth_changed, one_changed, every_tenth_gone, a_tenth_more)


def times_of(count: int, name: str) -> dict[str, float]:
    """Return how long it takes to write anew, and to write each change over what stands there."""
    dossier = dossier_of(count)
    found = {}
    for change in CHANGES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            found["anew"] = seconds(lambda: write_dossier(dossier, path))  # noqa: B023
            other = change(dossier)
            took = seconds(lambda: write_dossier(other, path))  # noqa: B023
            found[change.__name__.replace("_", " ")] = took
            if read_dossier(path) != other:
                raise AssertionError(name)
    return found


def theirs(path: Path, table: Table) -> None:
    """Write a copy of the user's dossier anew, and with one record changed, beside reading it."""
    dossier = read_dossier(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        if path.is_dir():
            shutil.copytree(path, copy)
        else:
            shutil.copy(path, copy)
        other = one_changed(dossier)
        pairs = []
        for one in (other, dossier) * 2:
            writing = seconds(lambda: write_dossier(one, copy))  # noqa: B023
            pairs.append((writing, seconds(lambda: read_dossier(copy))))
        table.times(f"{path}: one record changed / reading", pairs, most=None)
        pairs = []
        for number in range(3):
            anew = Path(folder, f"{number}-{path.name}")
            writing = seconds(lambda: write_dossier(dossier, anew))  # noqa: B023
            pairs.append((writing, seconds(lambda: read_dossier(copy))))
        table.times(f"{path}: written anew / reading", pairs, most=None)


def main() -> None:
    """Print a line for each format and change."""
    table = Table()
    for path in sys.argv[1:]:
        theirs(Path(path), table)
    for name in () if sys.argv[1:] else ("folder", "one.yaml", "one.json", "one.xlsx"):
        small, large = ([times_of(count, name) for _ in range(RUNS)] for count in (SMALL, LARGE))
        for what in small[0]:
            few, many = (min(one[what] for one in several) for several in (small, large))
            table.times(f"10 × the records, {name}, {what}", [(many, few)], most=MOST)
    table.end()


if __name__ == "__main__":
    main()
