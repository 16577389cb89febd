"""A guessed mapping works after small edits, and says what it could not tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.exchange.tables import DOSSIER, action_plan, agreements, imported, reports, workbook

from opgavekern.base.texts import Language
from opgavekern.exchange import Sheet, TableError, guess_mapping, import_table, parse_mapping
from opgavekern.files import read_dossier

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_an_action_plan_needs_nothing_but_its_undecided_values(tmp_path: Path) -> None:
    """Kind, header, key, programme, states and owners are found; one name is left to the clerk."""
    path = action_plan(tmp_path)
    guess = guess_mapping(path, DOSSIER)
    assert guess.mapping.kind == "programme_item"
    assert guess.mapping.constants["programme"] == "wap-noord"
    assert guess.yaml.count('"?"') == 2  # in the comment on top, and the one name
    done = imported(path, guess.yaml.replace('LEV-groep: "?"', "LEV-groep: levgroep"))
    assert len(done.required().programme_items) == 5


def test_agreements_with_two_header_rows_are_guessed(tmp_path: Path) -> None:
    """The halves of a header are put together, and the kind follows from its own word."""
    guess = guess_mapping(agreements(tmp_path), DOSSIER, language="en")
    assert guess.mapping.kind == "agreement"
    fields = {one.column: one.field for one in guess.mapping.columns}
    assert fields["Partijen"] == "parties"
    assert fields["Vastgelegd / soort"] == "kind"
    assert fields["Afspraak"] == "title"
    assert len(imported(agreements(tmp_path), guess.yaml).required().agreements) == 3


def test_reports_are_signals(tmp_path: Path) -> None:
    """The name of the file and one column tell that it holds signals."""
    guess = guess_mapping(reports(tmp_path), DOSSIER)
    assert guess.mapping.kind == "signal"
    fields = {one.column: one.field for one in guess.mapping.columns}
    assert (fields["Datum"], fields["Melding"], fields["Thema"]) == ("raised_on", "title", "theme")
    assert fields["Naam melder"] == ""


def test_a_guess_reads_back_as_the_mapping_that_it_is(tmp_path: Path) -> None:
    """The file says all that the mapping says, in both languages."""
    for make in (action_plan, agreements, reports):
        for language in ("nl", "en"):
            guess = guess_mapping(make(tmp_path), DOSSIER, language=language)  # type: ignore[arg-type]
            read = parse_mapping(guess.yaml, name="g.yaml")
            assert (read.kind, read.id, read.sheet) == (
                guess.mapping.kind, guess.mapping.id, guess.mapping.sheet,
            )  # fmt: skip
            assert [(one.column, one.field, one.kinds) for one in read.columns] == [
                (one.column, one.field, one.kinds) for one in guess.mapping.columns
            ]


def test_headers_that_yaml_would_misread_are_quoted() -> None:
    """A header may hold anything that a cell may hold."""
    odd = ["nee", "a: b", "# x", '"q"', "- y", "010", "a, b", "[z]", "é\t'", "Melding"]
    sheet = Sheet.of([odd, ["x"] * len(odd), ["y"] * len(odd)], name="meldingen")
    guess = guess_mapping(sheet)
    read = parse_mapping(guess.yaml, name="g.yaml")
    assert [one.column for one in read.columns] == [one.column for one in guess.mapping.columns]


def test_a_sheet_without_a_header_is_told(tmp_path: Path) -> None:
    """Numbers only, or nothing at all: no guess, but a problem."""
    for rows in ([[1, 2], [3, 4]], []):
        with pytest.raises(TableError) as caught:
            guess_mapping(workbook(tmp_path / "t.xlsx", rows))
        assert [one.code for one in caught.value.problems] == ["no-header"]


def test_the_fullest_sheet_is_guessed_or_the_one_that_is_named() -> None:
    """Of several sheets the one that fits best is taken, unless another is asked for."""
    guess = guess_mapping(EXAMPLES / "haarlem.xlsx", sheet="organisaties")
    assert guess.mapping.kind == "organisation"
    assert guess.mapping.sheet == ""
    with pytest.raises(TableError) as caught:
        guess_mapping(EXAMPLES / "haarlem.xlsx", sheet="organisatie")
    assert [one.code for one in caught.value.problems] == ["unknown-sheet"]


def test_the_example_is_guessed_but_for_three_districts() -> None:
    """600 reports need three names from the clerk; the edited file beside them is that."""
    helmond = read_dossier(EXAMPLES / "helmond")
    guess = guess_mapping(EXAMPLES / "meldingen.csv", helmond)
    for typed in ("West", "Oost", "Centrum"):
        assert f'{typed}: "?"' in guess.yaml
    edited = parse_mapping(
        (EXAMPLES / "meldingen.koppelbestand.yaml").read_text("utf-8"), name="g.yaml"
    )
    fields = {one.column: one.field for one in guess.mapping.columns}
    assert {**fields, "Kanaal": "tags"} == {one.column: one.field for one in edited.columns}
    assert edited.id == guess.mapping.id


def test_the_handbook_shows_the_mapping_that_lies_beside_the_examples() -> None:
    """What a clerk reads on the page, and what the command on it reads, say the same."""
    page = (EXAMPLES.parent / "docs" / "handleiding" / "tabellen.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    shown = parse_mapping(blocks[1], name="g.yaml")
    beside = (EXAMPLES / "meldingen.koppelbestand.yaml").read_text("utf-8")
    assert shown == parse_mapping(beside, name="g.yaml")
    guess = guess_mapping(EXAMPLES / "meldingen.csv", read_dossier(EXAMPLES / "helmond"))
    assert blocks[0] in guess.yaml


def test_numbers_and_one_telling_column_are_enough() -> None:
    """`Zaaknr.` recognises a row, and what it is called by is the one text that there is."""
    rows = [["Zaaknr.", "Omschrijving"], ["Z-1", "Lamp stuk"], ["Z-2", "Losse tegel"]]
    guess = guess_mapping(Sheet.of(rows, name="meldingen.xlsx"))
    assert guess.mapping.kind == "signal"
    assert guess.mapping.id.columns == ("Zaaknr.",)
    assert {one.column: one.field for one in guess.mapping.columns} == {
        "Zaaknr.": "",
        "Omschrijving": "title",
    }
    assert '"?"' not in guess.yaml.partition("\n")[2].partition("\n")[2]
    made = import_table(Sheet.of(rows, name="m"), parse_mapping(guess.yaml, name="g.yaml"), DOSSIER)
    assert [one.title for one in made.required().signals] == ["Lamp stuk", "Losse tegel"]


UNTOLD = [["Afdeling", "Ontvangen op"], ["Groen", "3-3-2026"], ["Groen", "4-3-2026"]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_recognises_a_row_is_asked_where_nothing_tells(language: Language) -> None:
    """Neither number nor name: the id gets a question mark, and no title is for all rows."""
    guess = guess_mapping(Sheet.of(UNTOLD, name="meldingen.xlsx"), language=language)
    assert guess.mapping.id.columns == ("?",)
    assert "title" not in guess.mapping.constants
    assert re.search(r'^  (kolommen|columns): \["\?"\]  # ', guess.yaml, flags=re.MULTILINE)
    assert re.search(r"^(kolommen|columns):  # .*(titel|title)", guess.yaml, flags=re.MULTILINE)
    read = parse_mapping(guess.yaml, name="g.yaml")
    assert (read.id, read.constants) == (guess.mapping.id, guess.mapping.constants)


def test_a_guess_that_is_not_filled_in_tells_all_that_is_left() -> None:
    """The id, each value, each constant and each required field come in one run, with lines."""
    mapping = parse_mapping(
        """\
soort: programmaonderdeel
id: {kolommen: ["?"]}
vaste waarden:
  programma: "?"
kolommen:
  Stand:
    veld: stand
    waarden:
      kwijt: "?"
""",
        name="g.yaml",
    )
    table = Sheet.of([["Nr.", "Stand"], [1, "kwijt"]], name="acties")
    done = import_table(table, mapping, DOSSIER)
    found = [(one.code, one.location and one.location.line) for one in done.problems]
    assert found == [("undecided", 2), ("undecided", 4), ("missing-field", 5), ("undecided", 9)]
    assert '"Nr.", "Stand"' in done.problems[0].text("nl")


def test_what_is_left_is_told_too_where_a_column_is_gone() -> None:
    """A header that the table does not have hides nothing else."""
    mapping = parse_mapping(
        'soort: signaal\nid: {kolommen: ["?"]}\nkolommen: {Wat: titel}\n', name="g.yaml"
    )
    done = import_table(Sheet.of([["Nr.", "Hoe"], [1, "a"]], name="m"), mapping, DOSSIER)
    assert {one.code for one in done.problems} == {"undecided", "no-header"}
