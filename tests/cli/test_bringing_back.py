from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Typed
from tests.files.town import lines_changed, settle_in, texts_in

from opgavekern.files import read_dossier


@pytest.fixture
def town(here: Path, typed: Typed) -> Path:
    """A dossier in the current folder, and a workbook made from it."""
    folder = settle_in(Path("dorp"))
    assert typed("convert", "dorp", "dorp.xlsx").code == 0
    return folder


def change(sheet: str, cell: str, value: object) -> None:
    """Type something into a cell of the workbook."""
    book = openpyxl.load_workbook("dorp.xlsx")
    book[sheet][cell] = value
    book.save("dorp.xlsx")


def test_a_workbook_comes_back(typed: Typed, town: Path) -> None:
    """What was changed is named and written; and what to do before going on."""
    before = texts_in(town)
    change("opgaven", "B2", "Groener")
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert answer.code == 0, answer.all
    assert answer.out.splitlines() == [
        "gewijzigd: opgave groen",
        "dorp/opgaven/groen.yaml",
        "Werkt u verder in Excel? Maak dan eerst de werkmap opnieuw:",
        "  opgavekern convert dorp dorp.xlsx --replace",
    ]
    assert len(lines_changed(before, texts_in(town))["opgaven/groen.yaml"]) == 2
    assert typed("convert", "dorp", "dorp.xlsx", "--replace").code == 0
    assert typed("convert", "dorp.xlsx", "dorp").out == "Er is niets bij te werken.\n"


def test_a_mistyped_name_has_its_cell(typed: Typed, town: Path) -> None:
    """A reference that leads nowhere is told by sheet and cell, and nothing is written."""
    before = texts_in(town)
    change("opgaven", "C3", "dorp; woonpartner")
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert answer.code == 3
    assert "dorp.xlsx[opgaven]!C3" in answer.err
    assert 'Bedoelt u "woonpartners"?' in answer.err
    assert texts_in(town) == before


def test_what_the_dossier_lost_is_missed(typed: Typed, town: Path) -> None:
    """What each side did may be right alone and wrong together: the dossier stays whole."""
    book = openpyxl.load_workbook("dorp.xlsx")
    book["signalen"].append(["lawaai", "Lawaai", "zuid"])
    book.save("dorp.xlsx")
    areas, green = town / "gebieden.yaml", town / "opgaven" / "groen.yaml"
    areas.write_text(areas.read_text("utf-8").split("- {id: zuid", maxsplit=1)[0], "utf-8")
    green.write_text(green.read_text("utf-8").replace("gebieden: zuid\n", ""), "utf-8")
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert answer.code == 3
    assert "zuid" in answer.err
    assert "lawaai" not in read_dossier("dorp").signals


def test_both_sides_changed(typed: Typed, town: Path) -> None:
    """Places on both sides are named; `--replace` lets the workbook win, as it always does."""
    change("opgaven", "B2", "Groenst")
    green = town / "opgaven" / "groen.yaml"
    green.write_text(green.read_text("utf-8").replace("010 wordt groen", "Groener"), "utf-8")
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert answer.code == 2
    place = "opgave groen, titel: dorp.xlsx[opgaven]!B2 | dorp/opgaven/groen.yaml:2:8"
    assert place in answer.err
    assert typed("convert", "dorp.xlsx", "dorp", "--replace").code == 0
    assert "titel: Groenst" in green.read_text("utf-8").replace("'", "")


def test_a_foreign_workbook_overwrites_nothing(typed: Typed, town: Path) -> None:
    """A workbook that was not made from the dossier is refused, and so is a folder of text."""
    shutil.rmtree("dorp")
    settle_in(Path("dorp"))
    book = openpyxl.load_workbook("dorp.xlsx")
    del book[".herkomst"]
    book.save("dorp.xlsx")
    before = texts_in(town)
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert answer.code == 2
    assert "--replace" in answer.err
    assert typed("convert", "dorp", "dorp.xlsx").code == 2
    assert texts_in(town) == before


def test_a_folder_without_a_dossier_is_left_alone(typed: Typed, town: Path, here: Path) -> None:
    """There is nothing to bring the workbook back to."""
    (here / "iets").mkdir()
    (here / "iets" / "brief.txt").write_text("x", "utf-8")
    answer = typed("convert", "dorp.xlsx", "iets")
    assert answer.code == 2
    assert "--replace" in answer.err


def test_languages(typed: Typed, town: Path) -> None:
    """The words follow the language that was asked for."""
    change("signalen", "B2", "Stench")
    answer = typed("convert", "dorp.xlsx", "dorp", "--lang", "en")
    assert answer.out.startswith("changed: signal stank\n")


def test_very_many_records_are_counted(typed: Typed, town: Path) -> None:
    """A long list of changes is cut, and says how much is left."""
    book = openpyxl.load_workbook("dorp.xlsx")
    for number in range(50):
        book["signalen"].append([f"s-{number}", "Melding"])
    book.save("dorp.xlsx")
    answer = typed("convert", "dorp.xlsx", "dorp")
    assert "nieuw: … en nog 10" in answer.out.splitlines()
