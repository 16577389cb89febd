"""Names of people: not in a message, not in an id, not in a guessed mapping."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from tests.exchange.tables import DOSSIER, imported, said, workbook

from opgavekern.exchange import Sheet, guess_mapping, import_table, parse_mapping
from opgavekern.model import Dossier

SOMEBODY = "Zwaantje Vermeulen-Testpersoon"
PEOPLE = """\
soort: persoon
id: {kolommen: [Naam], voorvoegsel: p-, genummerd: ja}
kolommen:
  Naam: naam
  Functie: functie
  Uren: contracturen
"""


def test_a_name_in_a_column_that_may_mean_people_is_not_quoted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An owner that nobody knows is told by its cell alone where it may be somebody's name."""
    caplog.set_level(logging.DEBUG)
    table = workbook(tmp_path / "t.xlsx", [["Item", "Trekker"], ["Eetpunt", SOMEBODY]])
    mapping = """\
soort: programmaonderdeel
vaste waarden: {programma: wap-noord}
kolommen: {Item: titel, Trekker: trekker}
"""
    done = imported(table, mapping)
    assert [one.code for one in done.problems] == ["unmatched-name"]
    assert done.problems[0].location is not None
    assert done.problems[0].location.cell == "B2"
    everything = said(done) + repr(done) + str(done.to_records()) + caplog.text
    assert "Zwaantje" not in everything
    assert done.unmatched[0].value == ""


def test_a_personal_value_that_cannot_be_read_is_not_quoted(tmp_path: Path) -> None:
    """A level, a reason or a name with something wrong in it is told without showing it."""
    table = workbook(tmp_path / "t.xlsx", [["Naam", "Functie"], [f"{SOMEBODY}\u2028x", "adviseur"]])
    done = imported(table, PEOPLE.replace("  Uren: contracturen\n", ""))
    assert done.problems
    assert "Zwaantje" not in said(done) + repr(done)
    levels = workbook(tmp_path / "l.xlsx", [["Wie", "Wat", "Niveau"], ["p-1", "c-1", SOMEBODY]])
    dossier = DOSSIER.replace(
        *Dossier.from_records({"competencies": [
            {"id": "c-1", "name": "Integraal", "framework": "f"}]}).competencies
    )  # fmt: skip
    mapping = "kind: proficiency\ncolumns: {Wie: person, Wat: competency, Niveau: level}\n"
    done = imported(levels, mapping, dossier)
    assert [one.code for one in done.problems] == ["not-a-number"]
    assert "Zwaantje" not in said(done)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("Naam", "naam"),
        ("Personeelsnummer", ""),
        ("E-mail", ""),
        ("Achternaam", ""),
        ("Last name", ""),
        ("Naam medewerker", ""),
    ],
)
def test_no_id_is_made_of_a_person(key: str, field: str) -> None:
    """Names, staff numbers and addresses make no id; the remedy says how else."""
    text = f"soort: persoon\nid: {key}\nkolommen: {{'{key}': {field}, Functie: functie}}\n"
    sheet = Sheet.of([[key, "Functie"], [SOMEBODY, "adviseur"]], name="t")
    done = import_table(sheet, parse_mapping(text, name="m"), DOSSIER)
    assert [one.code for one in done.problems] == ["id-of-person"]
    assert "genummerd" in said(done)
    assert "Zwaantje" not in said(done)


@pytest.mark.parametrize("key", ["Naam", "Naam melder", "Voornaam", "Inwoner", "Telefoonnummer"])
def test_no_id_of_a_thing_is_made_of_a_person_either(key: str) -> None:
    """A signal is not known by who raised it; a title or name of the thing itself is no person."""
    sheet = Sheet.of([[key, "Melding"], [SOMEBODY, "Lamp stuk"]], name="t")
    text = f"soort: signaal\nid: {key}\nkolommen: {{Melding: titel}}\n"
    done = import_table(sheet, parse_mapping(text, name="m"), DOSSIER)
    assert [one.code for one in done.problems] == ["id-of-person"]
    things = Sheet.of([["Naam"], ["Wijkraad Noord"]], name="t")
    text = "soort: organisatie\nkolommen: {Naam: naam}\n"
    assert import_table(things, parse_mapping(text, name="m"), DOSSIER).added == ("wijkraad-noord",)


def test_people_are_numbered_and_found_again(tmp_path: Path) -> None:
    """Ids of people count on from those that are there; the same name is the same person."""
    rows = [
        ["Naam", "Functie", "Uren"],
        [SOMEBODY, "adviseur", "32,5"],
        ["B. Test", "regisseur", 36],
    ]
    once = imported(workbook(tmp_path / "a.xlsx", rows), PEOPLE)
    assert once.added == ("p-2", "p-3")
    rows = [rows[0], ["C. Test", "manager", 36], [SOMEBODY.upper(), "adviseur", 24]]
    again = imported(workbook(tmp_path / "b.xlsx", rows), PEOPLE, once.required())
    assert (again.added, again.changed) == (("p-4",), ("p-2",))
    assert again.absent == ("p-1", "p-3")
    assert "Zwaantje" not in repr(again) + str(again.to_records())


def test_a_key_that_refers_is_made_of_the_id(tmp_path: Path) -> None:
    """Where the key column means a person, the id holds that person's pseudonym."""
    people = Dossier.from_records({"people": [{"id": "p-7", "name": SOMEBODY}]}).people
    table = workbook(tmp_path / "t.xlsx", [["Wie", "Vanaf"], [SOMEBODY, "2026-2027"]])
    mapping = "soort: afwezigheid\nid: Wie\nkolommen: {Wie: persoon, Vanaf: geldig}\n"
    done = imported(table, mapping, DOSSIER.replace(*people))
    assert done.problems == (), said(done)
    assert done.added == ("p-7",)


def test_a_guess_writes_down_no_names_of_people(tmp_path: Path) -> None:
    """Unknown owners are counted, not listed, where the column may mean people."""
    rows = [["Nr", "Actie", "Trekker", "Stand"], [1, "Eetpunt", SOMEBODY, "loopt"]]
    path = workbook(tmp_path / "acties.xlsx", rows)
    for dossier in (None, DOSSIER):
        guess = guess_mapping(path, dossier)
        assert "Zwaantje" not in guess.yaml + repr(guess)
    people = workbook(tmp_path / "medewerkers.xlsx", [["Naam", "Functie", "Uren"],
                                                      [SOMEBODY, "adviseur", 36]])  # fmt: skip
    guess = guess_mapping(people, DOSSIER)
    assert guess.mapping.kind == "person"
    assert guess.mapping.id.numbered
    assert "Zwaantje" not in guess.yaml
    assert imported(people, guess.yaml).added == ("p-2",)
