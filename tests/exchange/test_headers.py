"""Where a header stands, and which rows below it are records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.exchange.tables import DOSSIER, imported, workbook

from opgavekern.exchange import Sheet, guess_mapping, import_table, parse_mapping

MAPPING = "kind: signal\nid: Nr\ncolumns: {Melding: title, Thema: theme}\n"
HEADER = ["Nr", "Melding", "Thema"]


def rows_of(*rows: list[Any], mapping: str = MAPPING) -> tuple[list[str], list[str]]:
    """Ids of the records in a table, and why other rows were passed by."""
    done = import_table(Sheet.of(rows, name="t"), parse_mapping(mapping, name="m"), DOSSIER)
    assert done.problems == ()
    return list(done.added), [one.reason.value for one in done.skipped]


@pytest.mark.parametrize("above", [0, 1, 5, 50])
def test_a_header_is_found_under_titles(above: int) -> None:
    """However many rows of title, date and nothing stand above it."""
    titles = [["Meldingen"], ["Versie", "3"], [], ["Naam", "van", "alles"]] * 20
    assert rows_of(*titles[:above], HEADER, [1, "a", "b"])[0] == ["1"]


def test_a_header_may_be_said() -> None:
    """Where an earlier row has the same names, the mapping's number decides."""
    rows = [HEADER, [1, "oud", "b"], HEADER, [2, "nieuw", "c"]]
    assert rows_of(*rows, mapping=MAPPING + "header: 3\n")[0] == ["2"]


def test_names_are_found_however_they_are_typed() -> None:
    """Case, spaces, odd spaces, line ends, soft hyphens and a colon make no difference."""
    rows = [["NR.", "Mel\u00adding :", " thema\u00a0"], [1, "a", "b"]]
    mapping = "kind: signal\nid: nr.\ncolumns: {melding: title, Thema: theme}\n"
    assert rows_of(*rows, mapping=mapping)[0] == ["1"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Totaal", "", 12], "total"),
        (["Totaal", None, None], "total"),
        (["Subtotaal:", "12", ""], "total"),
        (["TOTAAL GENERAAL", None, 3], "total"),
        (["Totaal aantal meldingen", 12, None], "total"),
        (HEADER, "header_again"),
        ([None, None, None, "opmerking ernaast"], "nothing_mapped"),
    ],
)
def test_rows_that_are_no_record(row: list[Any], reason: str) -> None:
    """Totals, repeated headers and what stands beside the table are passed by, and told."""
    found = rows_of(HEADER, [1, "a", "b"], row, [2, "c", "d"])
    assert found == (["1", "2"], [reason])


def test_a_record_may_begin_with_total() -> None:
    """A title such as `Totaalaanpak` is no total, nor is one with words beside it."""
    mapping = MAPPING.replace("id: Nr", "id: Melding")
    rows = [["Nr", "Melding", "Thema"], [None, "Totaalaanpak pleinen", "x"],
            ["Totaal plan", "Riool", "groen"]]  # fmt: skip
    assert rows_of(*rows, mapping=mapping) == (["totaalaanpak-pleinen", "riool"], [])


def test_a_row_that_says_its_title_only_is_a_record_unless_it_stands_apart() -> None:
    """Directly below the others it is one; after a blank row at the end it is a note."""
    mapping = MAPPING.replace("id: Nr", "id: Melding")
    rows = [HEADER, [1, "a", "b"], [None, "c", None], [], [None, "* bron: wijkteam", None]]
    assert rows_of(*rows, mapping=mapping) == (["a", "c"], ["note"])


def test_blank_rows_between_records_mean_nothing() -> None:
    """A table with gaps is one table."""
    assert rows_of(HEADER, [1, "a", "b"], [], [None, "", "-"][:0], [2, "c", "d"])[0] == ["1", "2"]


def test_cells_merged_over_each_other_or_far_down_cost_nothing(tmp_path: Path) -> None:
    """A merge of the whole column, and many over each other, are read as far as there are rows."""
    table = workbook(
        tmp_path / "t.xlsx",
        [HEADER, [1, "a", "b"], [2, "c", None]],
        merged=["C2:C20000", "C2:C19000", *(f"E{row}:F{row}" for row in range(1, 500))],
    )
    done = imported(table, MAPPING)
    assert [one.theme for one in done.required().signals] == ["b", "b"]


def test_the_sheet_that_has_the_columns_is_taken(tmp_path: Path) -> None:
    """A cover sheet and a hidden copy do not stand in its way; a named sheet must be there."""

    def more(page: Any) -> None:
        book = page.parent
        cover = book.create_sheet("Voorblad", 0)
        cover.append(["Toelichting"])
        hidden = book.create_sheet("Oud", 1)
        hidden.append(HEADER)
        hidden.append([9, "x", "y"])
        hidden.sheet_state = "hidden"

    table = workbook(tmp_path / "t.xlsx", [HEADER, [1, "a", "b"]], change=more)
    assert imported(table, MAPPING).added == ("1",)
    assert imported(table, MAPPING + "sheet: oud\n").added == ("9",)
    (problem,) = imported(table, MAPPING + "sheet: Niets\n").problems
    assert problem.code == "unknown-sheet"
    assert problem.location is not None
    assert problem.location.line == 4


def test_headings_are_names_like_those_in_columns(tmp_path: Path) -> None:
    """A heading between the rows is looked up, by value table too; an unknown one is told once."""
    table = workbook(
        tmp_path / "t.xlsx",
        [HEADER, ["Noord"], [1, "a", "b"], [2, "c", "d"], ["Helmond-Oost"], [3, "e", "f"],
         ["De Maan"], [4, "g", "h"], [5, "i", "j"]],
        merged=["A2:C2", "A5:C5", "A7:C7"],
    )  # fmt: skip
    mapping = MAPPING + "headings: {field: areas, values: {Noord: helmond-noord}}\n"
    (problem,) = imported(table, mapping).problems
    assert (problem.code, problem.location and problem.location.cell) == ("unmatched-name", "A7")
    done = imported(table, mapping.replace("}}", ", De Maan: }}")).required()
    assert [one.areas for one in done.signals] == [
        ("helmond-noord",), ("helmond-noord",), ("helmond-oost",), (), (),
    ]  # fmt: skip


def test_a_very_wide_table_costs_no_more_than_its_cells() -> None:
    """Ten thousand columns are a matrix; its header is found, and a guess looks at the first."""
    wide = [[f"Kolom nummer {column}" for column in range(10_000)], list(range(10_000))]
    wide[0][:3] = HEADER
    assert rows_of(*wide)[0] == ["0"]
    assert len(guess_mapping(Sheet.of(wide, name="meldingen")).mapping.columns) == 200


def test_two_header_rows_are_joined_as_far_as_their_groups_go(tmp_path: Path) -> None:
    """Merged cells say how far a group goes; in CSV, which has none, it goes to the next name."""
    rows = [
        ["", "", "Planning", "", "Budget", "", ""],
        ["Nr", "Melding", "start", "eind", "2026", "2027", "Thema"],
        [1, "a", "jan 2026", "2027", 5, 6, "groen"],
    ]
    merged = workbook(tmp_path / "t.xlsx", rows, merged=["C1:D1", "E1:F1"])
    names = [one.column for one in guess_mapping(merged).mapping.columns]
    assert names == ["Nr", "Melding", "Planning / start", "Planning / eind", "Budget / 2026",
                     "Budget / 2027", "Thema"]  # fmt: skip
    flat = tmp_path / "t.csv"
    flat.write_text("Nr;Melding;Looptijd;;Thema\n;;van;tot;\n1;a;1-2-2026;2027;groen\n", "utf-8")
    names = [one.column for one in guess_mapping(flat).mapping.columns]
    assert names == ["Nr", "Melding", "Looptijd / van", "Looptijd / tot", "Thema"]
    mapping = MAPPING.replace("}", ", van: valid.first, Looptijd / tot: valid.last}")
    (signal,) = imported(flat, mapping).required().signals
    assert (str(signal.valid), signal.theme) == ("2026-02-01/2027-12-31", "groen")


def test_a_column_may_really_be_called_as_one_without_a_name_is() -> None:
    """A header `Kolom A` is that header, wherever it stands; letters count only where none is."""
    rows = [["Nr", "Kolom A", ""], [1, "a", "b"]]
    mapping = "kind: signal\nid: Nr\ncolumns: {Kolom A: title, kolom C: theme}\n"
    done = import_table(Sheet.of(rows, name="t"), parse_mapping(mapping, name="m"), DOSSIER)
    (signal,) = done.required().signals
    assert (signal.title, signal.theme) == ("a", "b")
