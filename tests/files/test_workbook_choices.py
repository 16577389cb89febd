from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.files.town import settle_in

from opgavekern.base.texts import Language
from opgavekern.files import read_dossier, write_dossier
from opgavekern.model import Dossier, Issue, IssueId, Person, PersonId
from opgavekern.model.goals import Effort, EffortId
from opgavekern.model.references import Ref

pytestmark = pytest.mark.needs("standard", "dev")


def book_of(path: Path, *, language: Language = "nl") -> Any:
    """Write the town as a workbook, and open it."""
    write_dossier(read_dossier(settle_in(path / "dorp")), path / "dorp.xlsx", language=language)
    return openpyxl.load_workbook(path / "dorp.xlsx")


def offered(book: Any, sheet: str, cell: str) -> list[Any]:
    """Return what the drop-down list of a cell offers, without the room for more."""
    (rule,) = [one for one in _rules(book, sheet, cell) if one.type == "list"]
    if rule.formula1.startswith('"'):
        return rule.formula1.strip('"').split(",")
    name, cells = rule.formula1.rsplit("!", maxsplit=1)
    listed = book[name.strip("'")][cells.replace("$", "")]
    return [row[0].value for row in listed if row[0].value is not None]


def _rules(book: Any, sheet: str, cell: str) -> list[Any]:
    return [one for one in book[sheet].data_validations.dataValidation if cell in one.sqref]


@pytest.mark.parametrize("row", [2, 3, 203], ids=["first", "last", "new"])
def test_ids_of_several_kinds_are_offered_as_they_are_typed(tmp_path: Path, row: int) -> None:
    """The first kind without its name, the others with it in the language of the sheet."""
    found = offered(book_of(tmp_path), "inspanningen", f"C{row}")
    assert found == ["p-1", "p-2", "organisatie:dorp", "organisatie:woonpartners"]


def test_rows_of_lists_offer_the_records_they_belong_to(tmp_path: Path) -> None:
    """The first column of a child table offers the ids of the sheet of its kind."""
    assert offered(book_of(tmp_path), "opgaven.kosten", "A4") == ["groen", "veilig"]


def test_terms_are_offered_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    """A Dutch workbook offers Dutch terms, an English one English ones."""
    assert "realiseren" in offered(book_of(tmp_path / "nl"), "opgaven.verloop", "B2")
    english = book_of(tmp_path / "en", language="en")
    assert "delivering" in offered(english, "issues.history", "B2")


def test_the_cover_offers_ids_too(tmp_path: Path) -> None:
    """Whose dossier it is, is chosen from the organisations that there are."""
    folder = settle_in(tmp_path / "dorp")
    cover = folder / "dossier.yaml"
    cover.write_text(cover.read_text("utf-8") + "organisatie: dorp\n", "utf-8")
    write_dossier(read_dossier(folder), tmp_path / "dorp.xlsx")
    book = openpyxl.load_workbook(tmp_path / "dorp.xlsx")
    row = next(one[0].row for one in book["dossier"].iter_rows() if one[0].value == "organisatie")
    assert offered(book, "dossier", f"B{row}") == ["dorp", "woonpartners"]


def test_where_several_values_fit_the_cell_says_how(tmp_path: Path) -> None:
    """A drop-down list would replace what stands there, so a hint says how lists are typed."""
    (rule,) = _rules(book_of(tmp_path), "opgaven", "C2")
    assert (rule.type, rule.promptTitle) == (None, "Een of meer")
    assert rule.prompt == "Zet ; tussen de ids. Zij staan op het blad organisaties."


def test_a_hint_names_no_sheet_that_is_not_there(tmp_path: Path) -> None:
    """Where the ids come from a plugin, or are still to be made, only the ; is explained."""
    issue = Issue(id=IssueId("i"), title="I", owners=("dorp",))
    write_dossier(Dossier.of(issue), tmp_path / "d.xlsx", language="nl")
    (rule,) = _rules(openpyxl.load_workbook(tmp_path / "d.xlsx"), "opgaven", "C2")
    assert rule.prompt == "Zet ; tussen de waarden."


def test_who_types_something_else_is_asked_and_not_stopped(tmp_path: Path) -> None:
    """A new id may be typed before its record is there."""
    for rule in book_of(tmp_path)["inspanningen"].data_validations.dataValidation:
        if rule.type == "list":
            assert rule.errorStyle == "warning"
            assert rule.error == "Dit staat niet in de keuzelijst. Klopt het toch?"


def test_too_many_to_choose_from_is_no_list(tmp_path: Path) -> None:
    """A thousand ids of several kinds may be chosen from; one more, and the cell is free."""
    for count, is_list in ((1_000, True), (1_001, False)):
        people = [Person(id=PersonId(f"p-{n:04}")) for n in range(count)]
        effort = Effort(id=EffortId("e"), title="E", owner=Ref("person", "p-0001"))
        write_dossier(Dossier.of(effort, *people), tmp_path / f"{count}.xlsx", language="nl")
        book = openpyxl.load_workbook(tmp_path / f"{count}.xlsx")
        column = next(one for one in book["inspanningen"][1] if one.value == "trekker")
        assert bool(_rules(book, "inspanningen", f"{column.column_letter}2")) is is_list


def test_long_texts_can_be_read(tmp_path: Path) -> None:
    """A long text wraps in a row that is high enough, and no row takes the whole screen."""
    short, long, endless = (
        Issue(id=IssueId(f"i-{n}"), title="T", description="woord " * n) for n in (2, 40, 4_000)
    )
    write_dossier(Dossier.of(short, long, endless), tmp_path / "d.xlsx", language="nl")
    sheet = openpyxl.load_workbook(tmp_path / "d.xlsx")["opgaven"]
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet["A2:C4"]}
    assert heights["i-2"] in {None, 15}
    assert (heights["i-40"], heights["i-4000"]) == (75, 180)
    assert all(row[2].alignment.wrap_text for row in sheet["A2:C4"] if row[0].value != "i-2")
