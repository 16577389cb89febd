from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from opgavekern.files import read_dossier, write_dossier
from opgavekern.files.unwritable import LossError, UnwritableError
from opgavekern.model import Dossier, Issue, IssueId, Period
from opgavekern.model.references import Ref

pytestmark = pytest.mark.needs("standard")

FILES = {
    "dossier.yaml": "# van Helmond\nformat: 1\nnaam: Helmond   # voorbeeld\nplugins: [nl]\n",
    "opgaven.yaml": """\
# yaml-language-server: $schema=.schema/opgaven.json
# Opgaven van Helmond

- id: veilig   # eerste
  Titel: Veilig centrum
  omschrijving: |
    Regel een
    regel twee
  eigenaren: [helmond, woonpartners]
  # wat het kost
  kosten:
    - jaar: 2026
      verwacht: 100
    - {jaar: 2027, verwacht: 200}   # raming

  opgavemanager:
    - persoon: p-1
      geldig: 2026-01-01/..
  verloop:
    - {fase: realiseren, op: 2026-05-01}
    - {fase: verkennen, op: 2025-05-01}

# tweede
- id: groen
  titel: "Groen"
  trefwoorden: [park, boom]
  eigen velden:
    haarlem: {punten: 3}
# slot
""",
    "signalen/overlast.yaml": "# een melding\nid: overlast\ntitel: Overlast\n",
    "signalen/stank.yaml": "id: stank\ntitel: Stank\n",
    "personen.csv": "id;functie;contracturen;vakgebieden\r\n"
    'p-1;"adviseur; wijk";36,0;wonen;\r\np-2;\'=som;24;"zorg; jeugd"\r\n',
    "organisaties.json": '[{"id": "helmond", "kind": "municipality",\n  "name": "Helmond"}]\n',
    "gebieden.geojson": '{"type": "FeatureCollection", "name": "wijken", "features": [\n'
    '{"type": "Feature", "properties": {"id": "noord", "naam": "Noord", "niveau": "wijk"}, '
    '"geometry": {"type": "Polygon", "coordinates": [[[5,51],[5.1,51],[5.1,51.1],[5,51]]]}}\n]}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a civil servant keeps it."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.replace("wonen;\r\n", "wonen\r\n").encode())
    return tmp_path


def changed(folder: Path, dossier: Dossier) -> dict[str, list[str]]:
    """Write a dossier onto the folder; return the lines that differ, by file."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    written = write_dossier(dossier, folder)
    assert read_dossier(folder) == dossier
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    differs = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert differs == set(written)
    return {
        path.relative_to(folder).as_posix(): _diff(before.get(path, b""), after.get(path, b""))
        for path in differs
    }


def _diff(old: bytes, new: bytes) -> list[str]:
    lines = difflib.ndiff(old.decode().splitlines(True), new.decode().splitlines(True))
    return [line.rstrip("\r\n") for line in lines if line[:1] in "+-"]


def with_issue(dossier: Dossier, id: str, **changes: Any) -> Dossier:
    """Return the dossier with some fields of an issue changed."""
    return dossier.replace(attrs.evolve(dossier.issues[IssueId(id)], **changes))


def test_writing_what_stands_there_touches_nothing(folder: Path) -> None:
    """No file is written when nothing changed."""
    assert changed(folder, read_dossier(folder)) == {}


@pytest.mark.parametrize(
    ("id", "changes", "lines"),
    [
        ("veilig", {"title": "Leefbaar"}, ["-   Titel: Veilig centrum", "+   Titel: Leefbaar"]),
        ("groen", {"title": "no"}, ['-   titel: "Groen"', '+   titel: "no"']),
        (
            "veilig",
            {"description": "Regel een\nregel drie"},
            ["-     regel twee", "+     regel drie"],
        ),
        (
            "veilig",
            {"owners": ("helmond",)},
            ["-   eigenaren: [helmond, woonpartners]", "+   eigenaren: [helmond]"],
        ),
        ("groen", {"parent": IssueId("veilig")}, ["+   onderdeel_van: veilig"]),
        ("groen", {"tags": frozenset()}, ["-   trefwoorden: [park, boom]"]),
        (
            "groen",
            {"tags": frozenset({"boom", "vijver"})},
            ["-   trefwoorden: [park, boom]", "+   trefwoorden: [vijver, boom]"],
        ),
    ],
    ids=["title", "quoted", "block", "list", "new", "gone", "set"],
)
def test_one_changed_value_is_a_few_lines(
    folder: Path, id: str, changes: dict[str, Any], lines: list[str]
) -> None:
    """Only the lines of that value change; the keys as typed, and all comments, stay."""
    dossier = with_issue(read_dossier(folder), id, **changes)
    assert changed(folder, dossier) == {"opgaven.yaml": lines}


def test_a_value_deep_inside_changes_alone(folder: Path) -> None:
    """A field of an item of a list is one line, its comment kept; order as typed stays."""
    dossier = read_dossier(folder)
    issue = dossier.issues[IssueId("veilig")]
    later = attrs.evolve(issue.history[1], on=issue.history[1].on.replace(month=6))
    costs = (issue.costs[0], attrs.evolve(issue.costs[1], year=2028))
    dossier = with_issue(dossier, "veilig", costs=costs, history=(issue.history[0], later))
    assert changed(folder, dossier)["opgaven.yaml"] == [
        "-     - {jaar: 2027, verwacht: 200}   # raming",
        "+     - {jaar: 2028, verwacht: 200}   # raming",
        "-     - {fase: realiseren, op: 2026-05-01}",
        "+     - {fase: realiseren, op: 2026-06-01}",
    ]


def test_records_come_and_go(folder: Path) -> None:
    """A new record stands at the end in the language of the file; one that goes takes its lines."""
    dossier = read_dossier(folder)
    new = Issue(id=IssueId("nieuw"), title="Nieuw", valid=Period.year(2026))
    lines = changed(folder, dossier.replace(new, without=[Ref("issue", "groen")]))["opgaven.yaml"]
    assert "+ - id: nieuw" in lines
    assert "+   geldig: 2026-01-01/2026-12-31" in lines
    assert "- - id: groen" in lines
    text = (folder / "opgaven.yaml").read_text("utf-8")
    assert all(comment in text for comment in ("# eerste", "# wat het kost", "# slot"))


def test_one_record_a_file_stays_so(folder: Path) -> None:
    """In the folder of a kind a new record gets its own file, and one that goes takes its file."""
    dossier = read_dossier(folder)
    new = attrs.evolve(dossier.signals["overlast"], id="lawaai", title="Lawaai")
    found = changed(folder, dossier.replace(new, without=[Ref("signal", "stank")]))
    assert set(found) == {"signalen/lawaai.yaml", "signalen/stank.yaml"}
    assert not (folder / "signalen" / "stank.yaml").exists()


def test_a_kind_without_a_file_gets_one(folder: Path) -> None:
    """The first record of a kind makes a file, named in the language of the others."""
    from opgavekern.model import Goal, GoalId

    dossier = read_dossier(folder).replace(Goal(id=GoalId("g-1"), title="Schoner"))
    assert list(changed(folder, dossier)) == ["doelen.yaml"]


def test_csv_keeps_its_dialect(folder: Path) -> None:
    """A changed cell changes its row alone; `36,0` stays as typed, and formulas stay text."""
    dossier = read_dossier(folder)
    person = dossier.people["p-2"]
    assert person.function == "=som"
    found = changed(folder, dossier.replace(attrs.evolve(person, contract_hours=28.5)))
    assert found == {
        "personen.csv": ['- p-2;\'=som;24;"zorg; jeugd"', '+ p-2;\'=som;28,5;"zorg; jeugd"']
    }


def test_csv_rows_and_columns_come_and_go(folder: Path) -> None:
    """A new person is a row, a new field a column, and a list that needs it a file of its own."""
    dossier = read_dossier(folder)
    new = attrs.evolve(dossier.people["p-1"], id="p-3", function="+1", most_teams=2)
    found = changed(folder, dossier.replace(new, without=[Ref("person", "p-1")]))["personen.csv"]
    assert "+ p-3;'+1;36;wonen;2" in found
    assert '- p-1;"adviseur; wijk";36,0;wonen' in found


def test_csv_rows_come_in_order_after_a_line_that_ends_nowhere(tmp_path: Path) -> None:
    """New rows stand last, in order; the row before them gets the end that it lacked."""
    (tmp_path / "dossier.json").write_text('{"format": 1}')
    table = tmp_path / "opgaven.csv"
    table.write_text("id;titel\n\ni-1;Een\ni-2;Twee")
    dossier = read_dossier(tmp_path)
    new = [attrs.evolve(dossier.issues["i-1"], id=f"i-{n}", title="Nieuw") for n in (3, 4)]
    write_dossier(dossier.replace(*new, without=[Ref("issue", "i-1")]), tmp_path)
    assert table.read_text() == "id;titel\n\ni-2;Twee\ni-3;Nieuw\ni-4;Nieuw\n"


def test_json_and_geojson_keep_their_shape(folder: Path) -> None:
    """Only the line of the value changes, also where people laid the text out themselves."""
    dossier = read_dossier(folder)
    area = attrs.evolve(dossier.areas["noord"], name="Helmond-Noord")
    organisation = attrs.evolve(dossier.organisations["helmond"], name="Gemeente Helmond")
    found = changed(folder, dossier.replace(area, organisation))
    assert found["organisaties.json"] == [
        '-   "name": "Helmond"}]',
        '+   "name": "Gemeente Helmond"}]',
    ]
    assert len(found["gebieden.geojson"]) == 2
    assert json.loads((folder / "gebieden.geojson").read_bytes())["name"] == "wijken"


def test_the_header_changes_in_place(folder: Path) -> None:
    """A new name of the dossier is one line, and its comment stays."""
    dossier = read_dossier(folder)
    dossier = dossier.replace(header=attrs.evolve(dossier.header, name="Stad"))
    assert changed(folder, dossier) == {
        "dossier.yaml": ["- naam: Helmond   # voorbeeld", "+ naam: Stad   # voorbeeld"]
    }


def test_windows_newlines_and_a_mark_stay(folder: Path) -> None:
    """A file that Notepad saved keeps its byte order mark and line ends."""
    path = folder / "opgaven.yaml"
    text = path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    changed(folder, with_issue(read_dossier(folder), "veilig", description="een\ntwee"))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("name", ["one.yaml", "one.json"])
def test_one_file_is_edited_in_place(tmp_path: Path, name: str) -> None:
    """In a dossier of one file a value is a line, and a new kind a new key."""
    path = tmp_path / name
    first = Dossier.of(
        Issue(id=IssueId("a"), title="A"), Issue(id=IssueId("b"), title="B", note="x")
    )
    write_dossier(first, path)
    before = path.read_bytes()
    write_dossier(with_issue(first, "b", title="C"), path)
    assert len(_diff(before, path.read_bytes())) == 2
    assert read_dossier(path) == with_issue(first, "b", title="C")


def test_one_file_that_leaves_no_room_is_written_anew(tmp_path: Path) -> None:
    """Where a text ends at the margin no record fits below it, and the whole file is made."""
    path = tmp_path / "one.yaml"
    path.write_text('format: 1\nname: x\nissues:\n  - id: a\n    title: "A\n# B"\n\n', "utf-8")
    new = read_dossier(path).replace(Issue(id=IssueId("b"), title="B"))
    write_dossier(new, path)
    assert read_dossier(path) == new


def test_a_workbook_with_more_in_it_is_refused(tmp_path: Path) -> None:
    """Formulas, comments, colours and foreign names are listed; `replace` overrules."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    path = tmp_path / "dossier.xlsx"
    first = Dossier.of(Issue(id=IssueId("a"), title="A"))
    write_dossier(first, path, language="nl")
    second = with_issue(first, "a", title="B")
    write_dossier(second, path)
    assert read_dossier(path) == second

    book = openpyxl.load_workbook(path)
    book["opgaven"]["B2"].comment = Comment("let op", "iemand")
    book["opgaven"]["B2"].fill = PatternFill("solid", fgColor="FFFF0000")
    book.save(path)
    before = path.read_bytes()
    assert write_dossier(read_dossier(path), path) == ()
    with pytest.raises(LossError) as caught:
        write_dossier(first, path)
    said = caught.value.text("nl")
    assert "opmerkingen bij cellen" in said
    assert "kleuren van cellen" in said
    assert path.read_bytes() == before
    write_dossier(first, path, replace=True)
    assert read_dossier(path) == first


def test_an_ending_of_no_dossier_is_refused(tmp_path: Path) -> None:
    """A dossier does not become a folder called dossier.csv."""
    for name in ("dossier.csv", "dossier.pdf", "dossier.XLS"):
        with pytest.raises(UnwritableError, match=r"\.xlsx"):
            write_dossier(Dossier(), tmp_path / name)
