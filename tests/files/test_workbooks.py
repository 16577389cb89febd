from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier

pytestmark = pytest.mark.needs("excel", "dev")


def _book(path: Path, **sheets: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "dossier"
    book.active.append(["format", 1])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if cell.value == "#DIV/0!":
                    cell.data_type = "e"
    book.save(path)
    return path


def _found(path: Path, limits: Limits = Limits()) -> list[tuple[str, str]]:
    with pytest.raises(DossierError) as caught:
        read_dossier(path, limits=limits)
    places = [(one.code, one.location) for one in caught.value.problems]
    assert all(one.remedy is not None for one in caught.value.problems)
    return [(code, str(place).removeprefix(path.as_posix())) for code, place in places]


NAMES = ["id", "titel", "trefwoorden"]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["a", "=1+1", None], "formula-without-value", "B2"),
        (["a", "#DIV/0!", None], "error-cell", "B2"),
        (["a", datetime.date(2026, 1, 1), None], "not-a-text", "B2"),
        (["a", 7.5, None], "not-a-text", "B2"),
        (["a", True, None], "not-a-text", "B2"),
        (["a", "x", "p;;q"], "empty-item", "C2"),
    ],
)
def test_a_cell_that_cannot_be_read(
    tmp_path: Path, row: list[object], code: str, cell: str
) -> None:
    """Every problem names sheet and cell, and there is one for each fault."""
    path = _book(tmp_path / "d.xlsx", opgaven=[NAMES, row])
    assert _found(path) == [(code, f"[opgaven]!{cell}")]


def test_what_a_program_does_not_change_is_read(tmp_path: Path) -> None:
    """Whole numbers are ids too, days are days, rows and columns left empty do not matter."""
    rows: list[list[object]] = [
        [],
        [None, "id", "titel", "opdracht.vastgesteld op"],
        [],
        [None, 10, "x", datetime.datetime(2026, 3, 1)],  # noqa: DTZ001 - as Excel has it
    ]
    (issue,) = read_dossier(_book(tmp_path / "d.xlsx", Opgaven=rows)).issues
    assert issue.id == "10"
    assert issue.mandate is not None
    assert issue.mandate.adopted_on == datetime.date(2026, 3, 1)


def test_unknown_sheets_are_problems(tmp_path: Path) -> None:
    """A sheet that is not read is said; one for people who open the workbook is not."""
    path = _book(tmp_path / "d.xlsx", opgavn=[["id"]], Toelichting=[["x"]])
    assert _found(path) == [("unknown-sheet", "[opgavn]")]


@pytest.mark.parametrize(
    ("typed", "read"),
    [(datetime.time(20), "20:00"), (datetime.time(9, 5, 30), "09:05:30")],
)
def test_a_time_that_was_typed_is_that_text(
    tmp_path: Path, typed: datetime.time, read: str
) -> None:
    """Excel makes a time of 20:00; where text belongs it is 20:00 again, as on a clock."""
    path = _book(tmp_path / "d.xlsx", opgaven=[NAMES, ["a", typed, None]])
    assert read_dossier(path).issues["a"].title == read


def test_a_blank_sheet_of_the_program_is_passed_by(tmp_path: Path) -> None:
    """An empty Blad1 holds up nothing and is noticed; with a cell in it, it is a problem."""
    path = _book(tmp_path / "d.xlsx", opgaven=[NAMES, ["a", "x", None]], Blad1=[], Sheet2=[[None]])
    dossier = read_dossier(path)
    assert [one.location.sheet for one in dossier.locations.notices] == ["Blad1", "Sheet2"]
    path = _book(tmp_path / "e.xlsx", opgaven=[NAMES], Blad1=[["x"]])
    assert _found(path) == [("unknown-sheet", "[Blad1]")]


def test_a_far_cell_costs_no_memory(tmp_path: Path) -> None:
    """A rectangle far larger than what it holds is refused before it is made."""
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = 1
    book.active["XFD20000"] = 1
    book.save(tmp_path / "d.xlsx")
    assert [code for code, _ in _found(tmp_path / "d.xlsx")] == ["limit-sheet-extent"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What grows beyond a limit is refused, and the limit named."""
    path = _book(tmp_path / "d.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(5_000_000))
    assert [code for code, _ in _found(path)] == ["limit-workbook-ratio"]
    small = Limits(workbook_bytes=10_000, file_bytes=100_000)
    assert [code for code, _ in _found(path, small)] == ["limit-workbook-bytes"]


def test_xml_with_a_doctype_is_refused(tmp_path: Path) -> None:
    """No entity of any sort reaches a parser."""
    path = _book(tmp_path / "d.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    assert [code for code, _ in _found(path)] == ["odd-xml"]


@pytest.mark.parametrize("cut", [0, 10, 500, -30])
def test_half_a_workbook_is_a_problem(tmp_path: Path, cut: int) -> None:
    """A file that is no workbook is said to be none."""
    path = _book(tmp_path / "d.xlsx")
    path.write_bytes(path.read_bytes()[:cut])
    assert [code for code, _ in _found(path)] == ["not-a-workbook"]


def test_flipped_bytes_give_no_traceback(tmp_path: Path) -> None:
    """Wherever a workbook is damaged, the answer is a dossier or problems."""
    path = _book(tmp_path / "d.xlsx", opgaven=[NAMES, ["a", "x", None]])
    sound = path.read_bytes()
    for at in range(0, len(sound), 37):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        try:
            read_dossier(path)
        except DossierError as error:
            assert all(one.location and one.remedy for one in error.problems)  # noqa: PT017


def test_damaged_sheets_give_no_traceback(tmp_path: Path) -> None:
    """Whatever the XML of a sheet says, the answer is a dossier or problems."""
    path = _book(tmp_path / "d.xlsx", opgaven=[NAMES, ["a", "x", None]])
    sound = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet2.xml"]
    for at in range(0, len(sheet), 23):
        parts["xl/worksheets/sheet2.xml"] = sheet[:at] + sheet[at + 3 :]
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        try:
            read_dossier(path)
        except DossierError as error:
            assert all(one.location and one.remedy for one in error.problems)  # noqa: PT017
