"""A workbook that LibreOffice itself opened, changed and saved, as a colleague does.

What it saved once is kept in `tests/data/libreoffice`, so that this runs without it too; where
LibreOffice is on the machine it is asked again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from tests.files.town import lines_changed, settle_in, texts_in

from opgavekern.base.errors import DossierError, Problem
from opgavekern.files import merge_workbook, read_dossier, write_dossier
from opgavekern.files.rewriting_workbook import losses

pytestmark = pytest.mark.needs("standard", "dev")

SAVED: Final = Path(__file__).parents[1] / "data" / "libreoffice"
#: What is done in the workbook, by the name of the file in which it is saved.
STEPS: Final[dict[str, list[list[Any]]]] = {
    "untouched": [],
    "worked_in": [
        ["move_row", "opgaven", 2, 4],
        ["type_in", "personen", "D2", "30,5"],
        ["type_in", "opgaven.kosten", "C2", "110,25"],
        ["type_in", "opgaven", "B3", "Groener dorp"],
        ["type_in", "opgaven.verloop", "C3", "2-6-2026"],
        ["add_sheet", "_optelling"],
        ["type_in", "_optelling", "A1", "=SUM($'opgaven.kosten'.C2:C3)"],
        ["format_column", "inspanningen", 1, "0,00"],
        ["heighten_last_row", "opgaven"],
    ],
    "mistyped": [
        ["type_in", "opgaven", "C2", "dorpp"],
        ["type_in", "opgaven.verloop", "B2", "verkenen"],
        ["type_in", "opgaven.kosten", "C2", "=1/0"],
        ["type_in", "opgaven.kosten", "C3", "veel"],
        ["type_in", "personen", "E1", "telefon"],
        ["type_in", "personen", "E2", "06"],
        ["add_sheet", "signaln"],
    ],
}
Saved = Callable[[str], Path]


@pytest.fixture(scope="module")
def live(libreoffice: list[str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Let LibreOffice do all of it in one go, in the workbook of the town."""
    folder = tmp_path_factory.mktemp("libreoffice")
    book = folder / "dorp.xlsx"
    write_dossier(read_dossier(settle_in(folder / "dorp")), book)
    jobs = [
        {"source": str(book), "target": str(folder / f"{name}.xlsx"), "steps": steps}
        for name, steps in STEPS.items()
    ]
    ended = subprocess.run(
        libreoffice,
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    if "OPGAVEKERN_SAVE_LIBREOFFICE" in os.environ:
        for name in STEPS:
            shutil.copy(folder / f"{name}.xlsx", SAVED)
    return lambda name: folder / f"{name}.xlsx"


@pytest.fixture(params=["kept", "live"])
def saved(request: pytest.FixtureRequest) -> Saved:
    """Return what finds a workbook that LibreOffice saved: once, and now."""
    if request.param == "kept":
        return lambda name: SAVED / f"{name}.xlsx"
    found: Saved = request.getfixturevalue("live")
    return found


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The folder that the workbooks were made from."""
    return settle_in(tmp_path / "dorp")


def test_saving_in_another_program_changes_nothing(saved: Saved, town: Path) -> None:
    """Its own styles, extents, default headers and empty drawings are neither data nor losses."""
    path = saved("untouched")
    assert read_dossier(path) == read_dossier(town)
    assert list(losses(path.read_bytes())) == []
    assert merge_workbook(path, town).dossier == read_dossier(town)


def test_work_in_another_program_is_a_small_diff(saved: Saved, town: Path) -> None:
    """A row moved, a decimal comma, a day as typed, sums beside it: the changed lines, no more."""
    before = texts_in(town)
    merge = merge_workbook(saved("worked_in"), town)
    write_dossier(merge.dossier, town)
    assert lines_changed(before, texts_in(town)) == {
        "opgaven/groen.yaml": ["- titel: '010 wordt groen'", "+ titel: Groener dorp"],
        "opgaven/veilig.yaml": [
            "-   - {jaar: 2026, verwacht: 100.50}   # raming",
            "+   - {jaar: 2026, verwacht: 110.25}   # raming",
            "-   - {fase: realiseren, op: 2026-05-01}",
            "+   - {fase: realiseren, op: 2026-06-02}",
        ],
        "personen.csv": ["- p-1;adviseur;36,0;wonen", "+ p-1;adviseur;30,5;wonen"],
    }


def test_mistakes_are_told_by_their_cell(saved: Saved) -> None:
    """A term, number, header, error and sheet that are wrong each have sheet, cell and remedy."""
    with pytest.raises(DossierError) as caught:
        read_dossier(saved("mistyped"))
    found = {(one.code, *_cell(one)) for one in caught.value.problems}
    assert found == {
        ("unknown-value", "opgaven.verloop", "B2"),
        ("error-cell", "opgaven.kosten", "C2"),
        ("not-a-number", "opgaven.kosten", "C3"),
        ("unknown-column", "personen", "E1"),
        ("unknown-sheet", "signaln", None),
    }
    assert all(one.remedy is not None for one in caught.value.problems)


def _cell(problem: Problem) -> tuple[str | None, str | None]:
    assert problem.location is not None
    return problem.location.sheet, problem.location.cell
