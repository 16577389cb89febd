"""How long reading takes beside the bare libraries, and what it takes in memory.

Each ratio is the median of several runs, in which the peer is measured in turn with ours, in one
process, counting processor time. Run: `python benchmarks/reading.py`, or with paths of dossiers of
yours: a folder, a YAML or JSON file, a workbook.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
import yaml
from asked_measured import Table, seconds

from opgavekern.base.converting import converter
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier
from opgavekern.model import Dossier
from opgavekern.model.issues import Issue
from opgavekern.model.ties import Tie

RUNS = 3
LIMITS = Limits(file_bytes=1_000_000_000, nodes=100_000_000, workbook_bytes=1_000_000_000)
HEADER = "format: 1\n"


def _issue_yaml(number: int) -> str:
    return (
        f"- id: i-{number}\n"
        f"  title: Opgave nummer {number}\n"
        "  description: Wat er moet veranderen, en voor wie dat is, in een gewone zin\n"
        f"  areas: [a-{number % 7}, b-{number % 5}]\n"
        f"  leads: p-{number % 50}\n"
        "  history:\n"
        "  - phase: exploring\n"
        "    on: 2026-01-01\n"
        "  - phase: mandated\n"
        "    on: 2026-03-01\n"
    )


def _issue(number: int) -> dict[str, Any]:
    return {
        "id": f"i-{number}",
        "title": f"Opgave nummer {number}",
        "description": "Wat er moet veranderen, en voor wie dat is, in een gewone zin",
        "areas": [f"a-{number % 7}", f"b-{number % 5}"],
        "leads": [{"person": f"p-{number % 50}"}],
        "history": [{"phase": "exploring", "on": "2026-01-01"}],
    }


def _folder(folder: Path, name: str, text: str) -> Path:
    folder.mkdir()
    (folder / "dossier.json").write_text('{"format": 1}', "utf-8")
    (folder / name).write_text(text, "utf-8")
    return folder


class _Place:
    """A value and where it stands: what any tree with positions has to keep."""

    __slots__ = ("column", "line", "value")

    def __init__(self, value: Any, line: int, column: int) -> None:
        self.value, self.line, self.column = value, line, column


def _bare_yaml(text: str) -> _Place:
    """Bare events to a tree in which every value and key has its place."""
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[Any] = [None]
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            value: Any = event.value
        elif isinstance(event, yaml.MappingStartEvent):
            value = {}
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
        else:
            if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
                keys.pop()
            continue
        place = _Place(value, event.start_mark.line, event.start_mark.column)
        top = stack[-1]
        if isinstance(top, list):
            top.append(place)
        elif keys[-1] is None:
            keys[-1] = place
            continue
        else:
            top[keys[-1].value] = (keys[-1], place)
            keys[-1] = None
        if not isinstance(event, yaml.ScalarEvent):
            stack.append(value)
            keys.append(None)
    found: _Place = root[0]
    return found


def _structured(plain: list[dict[str, Any]]) -> list[Issue]:
    read = converter(detailed=False).get_structure_hook(Issue)
    return [read(one, Issue) for one in plain]


def _pairs(ours: Callable[[], object], peer: Callable[[], object]) -> list[tuple[float, float]]:
    """Measure both in turn."""
    return [(seconds(ours), seconds(peer)) for _ in range(RUNS)]


def read_yaml(table: Table, folder: Path, megabytes: float) -> None:
    """Reading YAML beside events to a located tree, plus structuring."""
    count = int(megabytes * 1e6 / len(_issue_yaml(10_000)))
    text = "".join(map(_issue_yaml, range(count)))
    path = _folder(folder / "yaml", "issues.yaml", text)
    plain = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - our own text
    found = _pairs(
        lambda: read_dossier(path, limits=LIMITS),
        lambda: (_bare_yaml(text), _structured(plain)),
    )
    table.times(f"YAML, {len(text) / 1e6:.1f} MB / located tree + cattrs", found, most=1.5)


def read_json(table: Table, folder: Path, count: int) -> None:
    """Reading JSON beside `json.loads` and structuring."""
    text = json.dumps([_issue(number) for number in range(count)])
    path = _folder(folder / "json", "issues.json", text)
    found = _pairs(
        lambda: read_dossier(path, limits=LIMITS),
        lambda: _structured(json.loads(text)),
    )
    table.times(f"JSON, {count} issues / json.loads + cattrs", found, most=2)


def read_workbook(table: Table, folder: Path, count: int) -> None:
    """Reading a workbook beside the bare library."""
    (folder / "book").mkdir()
    path = folder / "book" / "dossier.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("dossier")
    sheet.write_row(0, 0, ["format", 1])
    sheet = book.add_worksheet("ties")
    names = ["kind", "start", "end", "weight", "evidence", "survey", "sign", "note"]
    sheet.write_row(0, 0, names)
    for row in range(count):
        values = ["works-with", f"s-{row}", f"s-{row + 1}", row % 5, "interview", "t-1"]
        sheet.write_row(row + 1, 0, [*values, "positive", f"note {row}"])
    book.close()
    data = path.read_bytes()

    def bare() -> list[Any]:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]

    read = converter(detailed=False).get_structure_hook(Tie)
    plain = [dict(zip(names, row, strict=True)) for row in bare()[1][1:]]
    for one in plain:
        one["weight"] = int(one["weight"])

    def bare_and_structured() -> object:
        return bare(), [read(one, Tie) for one in plain]

    what = f"workbook, {count} × {len(names)} cells / calamine"
    found = _pairs(lambda: read_dossier(path, limits=LIMITS), bare)
    table.times(what, found, most=2.5)
    found = _pairs(lambda: read_dossier(path, limits=LIMITS), bare_and_structured)
    table.times(f"{what} + cattrs", found, most=None)


def grows(table: Table, folder: Path) -> None:
    """Ten times the records, beside ten times the time."""
    for name, most in (("small", 5_000), ("large", 50_000)):
        text = json.dumps([_issue(number) for number in range(most)])
        _folder(folder / name, "issues.json", text)
        yaml_text = "".join(map(_issue_yaml, range(most)))
        _folder(folder / f"{name}-yaml", "issues.yaml", yaml_text)
    for form in ("", "-yaml"):
        found = _pairs(
            lambda form=form: read_dossier(folder / f"large{form}", limits=LIMITS),
            lambda form=form: read_dossier(folder / f"small{form}", limits=LIMITS),
        )
        table.times(f"10 × the records, {form.strip('-') or 'json'}", found, most=12)


_MEASURE = """
import pathlib, re, resource, sys
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier
import yaml, opgavekern.files.reading, opgavekern.base.converting
limits = Limits(file_bytes=10**9, nodes=10**8)
def peak():
    status = pathlib.Path("/proc/self/status")
    if status.exists():  # On Linux, what `resource` says is inherited from the parent.
        return int(re.search(r"VmHWM:\\s+([0-9]+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
kept = read_dossier(sys.argv[1], limits=limits)
print(peak() - before)
"""


def memory(table: Table, folder: Path) -> None:
    """Memory of a process that reads, beside the size of the file."""
    for form, name in (("yaml", "issues.yaml"), ("json", "issues.json")):
        path = folder / form
        size = (path / name).stat().st_size
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        used = int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
        table.line(f"memory / file, {form}", used / size, most=25, ours=f"{used / 1e6:.0f} MB")


def _bare(data: bytes, ending: str) -> object:
    """Read one file with the bare library for it."""
    if ending == ".xlsx":
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    text = data.decode("utf-8-sig", "replace")
    if ending in (".yaml", ".yml"):
        return _bare_yaml(text)
    return list(csv.reader(io.StringIO(text))) if ending == ".csv" else json.loads(text)


def read_theirs(table: Table, path: Path) -> None:
    """Read a dossier of the user beside the bare libraries, plus structuring the same records."""
    endings = {".yaml", ".yml", ".json", ".geojson", ".csv", ".xlsx"}
    every = sorted(path.rglob("*")) if path.is_dir() else [path]
    visible = [
        one for one in every if not any(part[0] == "." for part in one.relative_to(path).parts)
    ]
    files = [(one.read_bytes(), one.suffix) for one in visible if one.suffix in endings]
    plain = read_dossier(path, limits=LIMITS).records()

    def peer() -> None:
        for data, ending in files:
            _bare(data, ending)
        Dossier.from_records(plain)

    what = f"{path}, {sum(len(data) for data, _ in files) / 1e6:.2f} MB / bare + structuring"
    table.times(what, _pairs(lambda: read_dossier(path, limits=LIMITS), peer), most=None)


def main() -> None:
    """Print every ratio."""
    table = Table()
    for path in sys.argv[1:]:
        read_theirs(table, Path(path))
    if not sys.argv[1:]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            read_yaml(table, folder, 10)
            read_json(table, folder, 100_000)
            read_workbook(table, folder, 100_000)
            grows(table, folder)
            memory(table, folder)
    table.end()


if __name__ == "__main__":
    main()
