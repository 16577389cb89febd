"""What an import refuses: each with its cell or line, what, and what to do."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.tables import ACTION_PLAN, DOSSIER, action_plan, imported, said, workbook

from opgavekern.base.errors import Problem
from opgavekern.base.running import Limits
from opgavekern.exchange import (
    ColumnMapping,
    Sheet,
    TableError,
    TableMapping,
    guess_mapping,
    import_table,
    parse_mapping,
    read_mapping,
)
from opgavekern.model import ProgrammeItemId

HEADER = ["Nr.", "Item", "Trekker", "Stand", "Wanneer gereed"]


def one_row(folder: Path, *cells: Any, mapping: str = ACTION_PLAN) -> tuple[Problem, ...]:
    """The problems of a table with one row."""
    row = [1, "Eetpunt", "Compaen", "loopt", 2026]
    row[: len(cells)] = [given if given is not ... else had
                         for given, had in zip(cells, row, strict=False)]  # fmt: skip
    return imported(workbook(folder / "t.xlsx", [HEADER, row]), mapping).problems


def test_an_unmatched_name_is_told_once_with_its_cells_and_near_misses(tmp_path: Path) -> None:
    """A name that nobody knows stands once, with every cell, and where to put it."""
    rows = [[number, f"Actie {number}", "Woonpartnrs", "loopt", 2026] for number in range(1, 4)]
    done = imported(workbook(tmp_path / "t.xlsx", [HEADER, *rows]), ACTION_PLAN)
    (problem,) = done.problems
    assert problem.code == "unmatched-name"
    assert problem.location is not None
    assert [one.cell for one in (problem.location, *problem.related)] == ["C2", "C3", "C4"]
    assert '"Woonpartnrs" in kolom "Trekker" is niet bekend; cellen: 3' in problem.text("nl")
    assert '"Woonpartners"' in problem.text("nl")
    assert "map.yaml" in problem.text("en")
    assert done.dossier == DOSSIER
    (unmatched,) = done.unmatched
    assert (unmatched.near, len(unmatched.places)) == (("Woonpartners",), 3)


def test_what_cannot_be_read_is_told_once_a_column(tmp_path: Path) -> None:
    """600 cells that say the same are one problem with their number; another word is another."""
    words = ["nee"] * 600 + ["in behandeling"]
    rows = [[number, f"Actie {number}", "Compaen", "loopt", word]
            for number, word in enumerate(words)]  # fmt: skip
    done = imported(workbook(tmp_path / "t.xlsx", [HEADER, *rows]), ACTION_PLAN)
    first, other = done.problems
    assert first.text("nl").count("cellen: 600") == 1
    assert '"nee"' in first.text("nl")
    assert first.location is not None
    assert first.location.cell == "E2"
    assert [one.cell for one in first.related] == ["E3", "E4", "E5", "E6"]
    assert '"in behandeling"' in other.text("nl")
    assert "cellen" not in other.text("nl")


def test_problems_come_in_order_of_reading_and_are_all_counted(tmp_path: Path) -> None:
    """Row 18 before row 102; the last line counts all that are not shown, and none twice."""
    rows = [[1, f"Actie {number}", "Compaen", "loopt", 2026] for number in range(206)]
    done = imported(workbook(tmp_path / "t.xlsx", [HEADER, *rows]), ACTION_PLAN)
    with pytest.raises(TableError) as caught:
        done.required()
    shown = caught.value.text("nl")
    cells = re.findall(r"!A(\d+): ", shown)
    assert list(map(int, cells)) == list(range(3, 103))
    assert "… en nog 105." in shown
    assert "en nog 1." not in shown
    assert "205" in shown.splitlines()[-1]
    assert done.problems[-1].count == 105


def test_a_csv_file_has_no_sheets(tmp_path: Path) -> None:
    """A mapping that was made for a workbook says which sheet; for CSV that is to go."""
    path = tmp_path / "t.csv"
    path.write_text("nr;melding\n1;a\n", "utf-8")
    mapping = "soort: signaal\nblad: Blad1\nid: nr\nkolommen: {melding: titel}\n"
    (problem,) = imported(path, mapping).problems
    assert problem.code == "unknown-sheet"
    assert problem.location is not None
    assert problem.location.line == 2
    assert 'Haal blad en "Blad1" weg.' in problem.text("nl")
    assert '""' not in problem.text("nl")


def test_two_rows_that_make_one_id_may_be_two_people(tmp_path: Path) -> None:
    """To tell them apart comes first: of two who are called the same neither is to go."""
    table = workbook(tmp_path / "t.xlsx", [["Naam"], ["Jan Jansen"], ["Jan Jansen"]])
    mapping = """\
soort: persoon
id: {kolommen: [Naam], voorvoegsel: p-, genummerd: ja}
kolommen: {Naam: naam}
"""
    (problem,) = imported(table, mapping).problems
    assert problem.code == "duplicate-id"
    advice = problem.text("nl")
    assert "Jansen" not in advice
    assert advice.index("noem dan onder id") < advice.index("haal dan een")


def test_unmatched_names_can_be_left_out(tmp_path: Path) -> None:
    """By an empty line in the value table for one name, or by `partial` for all."""
    table = workbook(tmp_path / "t.xlsx", [HEADER, [1, "Eetpunt", "De Buren", "loopt", 2026]])
    left = imported(table, ACTION_PLAN.replace("LEV-groep: levgroep", "De buren:"))
    assert left.problems == ()
    assert left.dossier.programme_items[ProgrammeItemId("noord.1")].action_owner is None
    partial = imported(table, ACTION_PLAN, partial=True)
    assert partial.dossier == left.dossier
    assert [one.value for one in partial.unmatched] == ["De Buren"]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ((..., ..., ..., "kwijt"), "unmatched-name", "D2"),
        ((..., ..., ..., ..., "eind 2026"), "not-a-date", "E2"),
        ((..., ..., ..., ..., "31-6-2026"), "not-a-date", "E2"),
        ((None,), "no-id", "A2"),
        (("???",), "no-id", "A2"),
        ((..., None), "missing-field", "B2"),
        ((..., "a\u2028b"), "bad-text", "B2"),
        ((..., __import__("datetime").date(2026, 1, 2)), "not-a-text", "B2"),
    ],
)
def test_a_cell_that_cannot_be_read(
    cells: tuple[Any, ...], code: str, cell: str, tmp_path: Path
) -> None:
    """Each sort of bad cell is one problem, with that cell."""
    problems = one_row(tmp_path, *cells)
    assert [(one.code, one.location and one.location.cell) for one in problems] == [(code, cell)]


def test_a_formula_without_value_matters_only_where_it_is_used(tmp_path: Path) -> None:
    """In a mapped column it is a problem; elsewhere nobody asks."""
    table = workbook(
        tmp_path / "t.xlsx",
        [[*HEADER, "Kosten"], [1, "Eetpunt", "Compaen", "loopt", 2026, "=1+1"],
         [2, "=A2", "Compaen", "loopt", 2026, "=1/0"]],
    )  # fmt: skip
    problems = imported(table, ACTION_PLAN).problems
    assert ("formula-without-value", "B3") in [
        (one.code, one.location and one.location.cell) for one in problems
    ]
    assert all(one.location and (one.location.cell or "")[0] != "F" for one in problems)


def test_many_formulas_without_value_are_one_problem_of_their_column(tmp_path: Path) -> None:
    """A table that no spreadsheet program saved is told so once, with how many cells and some."""
    rows = [[n, "=A2", "Compaen", "loopt", 2026] for n in range(150)]
    (problem,) = imported(workbook(tmp_path / "t.xlsx", [HEADER, *rows]), ACTION_PLAN).problems
    assert problem.message.text("en") == "this formula was never worked out; cells: 150"
    assert problem.location is not None
    assert [problem.location.cell, *(one.cell for one in problem.related)] == [
        "B2", "B3", "B4", "B5", "B6"
    ]  # fmt: skip


def test_what_is_not_shown_is_counted_once(tmp_path: Path) -> None:
    """The count of the rest stands last, also where problems of the mapping go before it."""
    rows = [[n, f"Actie {n}", "Compaen", "loopt", f"ooit {n}"] for n in range(120)]
    asks = ACTION_PLAN.replace("afgerond: gereed", "loopt: '?'")
    mapping = parse_mapping(asks, name="/a/map.yaml")
    done = import_table(workbook(tmp_path / "t.xlsx", [HEADER, *rows]), mapping, DOSSIER)
    assert done.problems[0].code == "undecided"
    with pytest.raises(TableError) as caught:
        done.required()
    total = sum(one.count for one in done.problems)
    assert caught.value.text("en").splitlines()[-2:] == [
        f"… and {total - 100} more.",
        f"Nothing was imported; number of problems: {total}.",
    ]


def test_a_column_that_is_not_there_is_told_at_the_mapping(tmp_path: Path) -> None:
    """With the line of the mapping, the near miss among the headers, and the header's place."""
    mapping = ACTION_PLAN.replace("  Item: titel", "  Itms: titel")
    done = imported(action_plan(tmp_path), mapping)
    (problem,) = done.problems
    assert problem.code == "unknown-column"
    assert problem.location is not None
    assert (problem.location.file, problem.location.line) == ("map.yaml", 8)
    assert [one.cell for one in problem.related] == ["A4"]
    assert 'Did you mean "Item"?' in problem.text("en")


@pytest.mark.parametrize(
    ("row", "is_told"),
    [("1;a;b", False), ("1;a;b;", False), ("1;a;b;c", True), ("1;a", True), ("1;a;", False)],
)
def test_a_row_of_csv_with_a_cell_too_many_is_no_guess(
    row: str, is_told: bool, tmp_path: Path
) -> None:
    """Text with a separator in it shifts what follows, so the row is told; blank ends are not."""
    path = tmp_path / "t.csv"
    path.write_text(f"nr;melding;thema\n{row}\n", "utf-8")
    problems = imported(
        path, "kind: signal\nid: nr\ncolumns: {melding: title, thema: theme}\n"
    ).problems
    assert [(one.code, one.location and one.location.line) for one in problems] == (
        [("ragged-row", 2)] if is_told else []
    )


def test_duplicate_headers_are_told_apart_by_number(tmp_path: Path) -> None:
    """The second column of a name is `Opmerking (2)`, one without a name `kolom C`."""
    table = workbook(
        tmp_path / "t.xlsx",
        [["Nr.", "Opmerking", None, "Opmerking"], [1, "a", "b", "c"]],
    )
    mapping = """\
soort: signaal
id: Nr.
kolommen: {Opmerking: titel, Opmerking (2): omschrijving, kolom C: thema}
"""
    (signal,) = imported(table, mapping).required().signals
    assert (signal.title, signal.description, signal.theme) == ("a", "c", "b")


def test_what_is_still_undecided_is_told(tmp_path: Path) -> None:
    """A `?` in a value table is a problem of the mapping, with the choices."""
    mapping = ACTION_PLAN.replace("LEV-groep: levgroep", 'LEV-groep: "?"')
    (problem,) = imported(action_plan(tmp_path), mapping).problems
    assert (problem.code, problem.location and problem.location.line) == ("undecided", 13)
    table = workbook(tmp_path / "t.xlsx", [HEADER, [1, "Eetpunt", "Compaen", "loopt", "ooit"]])
    mapping = ACTION_PLAN.replace(": gereed in", ': {veld: gereed in, waarden: {ooit: "?"}}')
    (problem,) = imported(table, mapping).problems
    assert "Een jaar, kwartaal, maand of dag" in problem.text("nl")


def test_a_required_field_that_nothing_fills_is_told_once(tmp_path: Path) -> None:
    """Not for every row, and with how to give it for all."""
    mapping = ACTION_PLAN.replace("vaste waarden:\n  programma: Wijkactieplan Noord\n", "")
    (problem,) = imported(action_plan(tmp_path), mapping).problems
    assert problem.code == "missing-field"
    assert "vaste waarden" in problem.text("nl")
    assert '"programma"' in problem.text("nl")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not-a-group", 1),
        ("- a\n", "not-a-group", 1),
        ("soort: sinaal\nkolommen: {a: titel}\n", "unknown-kind", 1),
        ("kolommen:\n  a: titel\n", "missing-field", 1),
        ("soort: signaal\n", "missing-field", 1),
        ("soort: signaal\nkolommen:\n  a: titl\n", "unknown-field", 3),
        ("soort: signaal\nkolommen:\n  a: {veld: titel, doorvullen: soms}\n", "unknown-value", 3),
        ("soort: signaal\nkopregel: vier\nkolommen: {a: titel}\n", "not-a-number", 2),
        ("soort: signaal\nkopregel: [4, 3]\nkolommen: {a: titel}\n", "not-a-number", 2),
        ("soort: signaal\nkolommen:\n  a: titel\n  a: thema\n", "duplicate-key", 4),
        ("soort: signaal\nkolommen:\n  a: {veld: titel, waarden: x}\n", "not-a-group", 3),
    ],
)
def test_what_is_wrong_with_a_mapping(text: str, code: str, line: int) -> None:
    """Each problem of the file has its line and what to do."""
    with pytest.raises(TableError) as caught:
        parse_mapping(text, name="map.yaml")
    told = [(one.code, one.location and one.location.line) for one in caught.value.problems]
    assert (code, line) in told
    assert all(one.remedy is not None for one in caught.value.problems)


@pytest.mark.parametrize(
    ("field", "code"),
    [("titl", "unknown-field"), ("title.x", "unknown-field"), ("custom", "needs-table"),
     ("areas.x", "unknown-field")],
)  # fmt: skip
def test_a_mapping_made_in_code_is_held_to_the_same(field: str, code: str) -> None:
    """A field that no cell can fill is a problem, also without a file."""
    mapping = TableMapping(kind="signal", columns=(ColumnMapping(column="a", field=field),))
    problems = import_table(Sheet.of([["a"], ["x"]], name="t"), mapping, DOSSIER).problems
    assert code in {one.code for one in problems}


@pytest.mark.parametrize("name", ["t.ods", "t.xls", "t.pdf", "map", "none.csv", "t.xlsx"])
def test_what_is_no_table(name: str, tmp_path: Path) -> None:
    """Another sort of file, a folder, nothing, or bytes that are no workbook: refused in words."""
    (tmp_path / "map").mkdir()
    for other in ("t.ods", "t.xls", "t.pdf", "t.xlsx"):
        (tmp_path / other).write_bytes(b"no")
    mapping = parse_mapping(ACTION_PLAN, name="map.yaml")
    done = import_table(tmp_path / name, mapping, DOSSIER)
    assert len(done.problems) == 1
    assert done.problems[0].remedy is not None
    with pytest.raises(TableError):
        done.required()


def test_a_mapping_that_is_no_file(tmp_path: Path) -> None:
    """A mapping that is absent or of another ending is refused in words."""
    for name in ("niets.yaml", "niets.txt"):
        with pytest.raises(TableError):
            read_mapping(tmp_path / name)


def test_limits_hold_for_tables_of_others(tmp_path: Path) -> None:
    """Too many rows are named with the limit; many problems are shown in part and counted."""
    rows = [
        [number, f"Actie {number}", "Compaen", "loopt", f"ooit {number}"] for number in range(1, 51)
    ]
    table = workbook(tmp_path / "t.xlsx", [HEADER, *rows])
    mapping = parse_mapping(ACTION_PLAN, name="map.yaml")
    few = import_table(table, mapping, DOSSIER, limits=Limits(records=20))
    assert "records" in said(few)
    shown = import_table(table, mapping, DOSSIER, limits=Limits(problems_shown=10))
    assert len(shown.problems) == 11
    assert sum(one.count for one in shown.problems) == 50


def test_time_grows_with_the_rows() -> None:
    """Eight times the rows take about eight times as long, merged cells and twins included."""

    def seconds(count: int) -> float:
        rows: list[list[Any]] = [["nr", "melding", "wijk"]]
        rows += [[number, f"melding {number}", "Helmond-Noord"] for number in range(count)]
        mapping = parse_mapping(
            "kind: signal\nid: nr\ncolumns: {melding: title, wijk: areas}\n", name="m"
        )
        sheet = Sheet.of(rows, name="t")
        least = []
        for _ in range(3):
            start = time.process_time()
            assert import_table(sheet, mapping, DOSSIER).problems == ()
            least.append(time.process_time() - start)
        return min(least)

    seconds(100)
    assert seconds(8_000) <= 14 * seconds(1_000)


def _repacked(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: b"<!DOCTYPE x [<!ENTITY e 'e'>]>" + xml, "odd-xml"),
        (lambda xml: xml.replace(b'r="A2"', b'r="XFD20000"'), "limit-sheet-extent"),
        (lambda xml: xml[: len(xml) // 2], "not-a-workbook"),
    ],
    ids=["doctype", "extent", "half"],
)
def test_workbooks_of_others_are_checked_before_they_are_read(
    change: Callable[[bytes], bytes], code: str, tmp_path: Path
) -> None:
    """What is refused of a dossier's workbook is refused of a foreign one, also for a guess."""
    table = action_plan(tmp_path)
    _repacked(table, "xl/worksheets/sheet1.xml", change)
    assert [one.code for one in imported(table, ACTION_PLAN).problems] == [code]
    with pytest.raises(TableError) as caught:
        guess_mapping(table)
    assert [one.code for one in caught.value.problems] == [code]
