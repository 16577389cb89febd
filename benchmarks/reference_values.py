"""Our values beside those of R's `sna` and igraph, on any folder of networks shaped alike.

A folder holds nodes.csv, edges.csv, network.json and <name>.reference.json; of a folder of such
folders all are read. Every statistic of the reference file is computed; a line each says how many
numbers were compared and the largest deviation, or why it was skipped, which only known errors of
the reference are, or a choice that R makes of nothing, such as a correlation of what is the same
for all pairs. Where the reference has no number and we give none, they agree, and the line says of
how many numbers that is so. What we do not compute is said aloud, and counts as a failure.
p-values may lie three binomial standard deviations apart, since both are drawn. Ends with 1 above
1e-9 or when something was not computed, and with 2 where there is nothing to read. Run:
python benchmarks/reference_values.py DIR…
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from networks_read import Folder, NoNetworkError, Relation, folders_in, read_folder
from reference_cases import Case
from reference_inference import COVERED, compared
from reference_of_several import changes, signed
from reference_one_mode import ONE_MODE, PARTITION, Statistics
from reference_table import Skipped, Table
from reference_two_modes import TWO_MODES

from opgavekern.network import NetworkError

#: What is no number, or known to be wrong or not unique, with the reason.
KNOWN_ERRORS: Final = {
    "components.unilateral": "R warns that this partition is not unique",
    "equivalence.note": "words",
    "note": "words",
    "versions": "words",
    "name": "words",
}


def _flat(told: Mapping[str, Any], known: Statistics) -> Iterator[tuple[str, Any]]:
    """Yield statistics by name: a group is opened where its members are computed one by one."""
    for name, value in told.items():
        opens = any(one.startswith(f"{name}.") for one in known) and isinstance(value, dict)
        if opens and not (name in known and not any(f"{name}.{one}" in known for one in value)):
            yield from ((f"{name}.{inner}", part) for inner, part in value.items())
        else:
            yield name, value


def compare_relation(table: Table, relation: Relation, told: Mapping[str, Any]) -> None:
    """Compare all statistics of one relation."""
    table.actors = frozenset(relation.graph)
    case, known = Case(relation), TWO_MODES if relation.is_two_mode else ONE_MODE
    for name, value in _flat(told, known):
        if name in COVERED:
            continue
        if name in KNOWN_ERRORS:
            table.skip(name, KNOWN_ERRORS[name])
        elif name == "partition":
            for group, parts in value.items():
                for part, wanted in parts.items():
                    _compare_groups(table, case, group, part, wanted)
        elif name not in known:
            table.missing[name] = ""
        else:
            try:
                table.compare(name, known[name](case), _uncovered(name, value))
            except NetworkError as error:
                table.missing[name] = str(error)


def _compare_groups(table: Table, case: Case, group: str, part: str, wanted: Any) -> None:
    name = f"partition.{part}"
    if name in COVERED:
        return
    if part not in PARTITION:
        table.missing[name] = ""
        return
    table.compare(name, PARTITION[part](case, group), _uncovered(name, wanted))


def _uncovered(name: str, told: Any) -> Any:
    """Leave out what is compared with inference."""
    if not isinstance(told, dict):
        return told
    return {key: value for key, value in told.items() if f"{name}.{key}" not in COVERED}


def compare_folder(table: Table, folder: Folder) -> None:
    """Compare all statistics of one folder."""
    for name, values in folder.reference["relations"].items():
        compare_relation(table, folder.relations[name], values)
    for statistic, far, is_drawn in compared(folder):
        if isinstance(far, Skipped):
            table.skip(statistic, far.reason)
        else:
            table.note(statistic, far, is_drawn=is_drawn)
    for name in folder.reference.keys() - {"name", "versions", "relations"} - COVERED:
        if name in {"signed", "change"}:
            compare = signed if name == "signed" else changes
            table.compare(name, compare(folder), folder.reference[name])
        else:
            table.missing[name] = ""


def main() -> int:
    """Compare all folders; 0 if all is computed and close."""
    given = [Path(one) for one in sys.argv[1:]]
    if not given:
        print(__doc__)
        return 2
    is_well = True
    try:
        for path in folders_in(given):
            folder = read_folder(path)
            print(f"\n{path.name}\n{'statistic':60} {'compared':>8} {'deviation':>10}", flush=True)
            table = Table()
            compare_folder(table, folder)
            is_well &= table.show()
    except NoNetworkError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
