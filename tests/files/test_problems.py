"""What is said of input that cannot be read, and where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import DossierError, Location, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES
from opgavekern.files import parse_dossier, read_dossier
from opgavekern.model import Issue, IssueId


def _written(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "dossier.json").write_text('{"format": 1}', "utf-8")
    for name, content in files.items():
        stem, _, ending = name.rpartition("__")
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{stem.replace('__', '.')}.{ending}").write_bytes(data)
    return folder


def _problems(path: Path, limits: Limits = Limits()) -> tuple[Problem, ...]:
    with pytest.raises(DossierError) as caught:
        read_dossier(path, limits=limits)
    return caught.value.problems


def _one(path: Path, limits: Limits = Limits()) -> tuple[str, str, Problem]:
    (problem,) = _problems(path, limits)
    assert problem.location is not None
    place = str(problem.location).removeprefix(path.as_posix() + "/")
    return problem.code, place, problem


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("- id: a\n  titl: x", "unknown-field", "2:3"),
        ("- id: a", "missing-field", "1:3"),
        ("- id: a\n  titel: x\n  titel: y", "duplicate-key", "3:3"),
        ("- id: a\n  titel: x\n  title: y", "duplicate-key", "3:3"),
        ("- id: a\n  titel: x\n- id: a\n  titel: y", "duplicate-id", "3:7"),
        ("- id: a\n  titel: x\n- id: A\n  titel: y", "look-alike-id", "3:7"),
        ("- id: a b\n  titel: x", "not-an-id", "1:7"),
        ("- id: &x a\n  titel: x", "yaml-anchor", "1:7"),
        ("- id: a\n  titel: !!int 3", "yaml-tag", "2:10"),
        ("- id: a\n  titel: [x", "not-yaml", "2:10"),
        ("- id: a\n  titel: x\n  gebieden: [b, '']", "empty-item", "3:17"),
        ("- id: a\n  titel: x\n  verloop:\n  - {fase: verkend, op: 2026-01-01}",
         "unknown-value", "4:12"),
        ("- id: a\n  titel: x\n  verloop:\n  - {fase: verkennen, op: 2026-02-30}",
         "not-a-date", "4:27"),
        ("- id: a\n  titel: x\n  opgavemanager: {persoon: p, geldig: 2026-02-01/2026-01-01}",
         "period-reversed", "3:39"),
        ("--- \n- id: a\n  titel: x\n---\n- x", "second-document", "4:1"),
    ],
)  # fmt: skip
def test_yaml(tmp_path: Path, typed: str, code: str, place: str) -> None:
    """Every problem in YAML has its line and column."""
    path = _written(tmp_path / "d", opgaven__yaml=typed)
    assert _one(path)[:2] == (code, f"opgaven.yaml:{place}")


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ('[{"id": "a", "titel": "x"}]', "unknown-field", "1:14"),
        ('[{"id": "a", "title": "x",\n "id": "a"}]', "duplicate-key", "2:2"),
        ('[{"id": "a", "title": NaN}]', "not-finite", "1:23"),
        ('[{"id": "a", "title": "x", "costs": {"year": 1e400}}]', "number-too-large", "1:46"),
        ('[{"id": "a", "title": "\\ud800"}]', "bad-text", "1:23"),
        ('[{"id": "a", "title": "x"},]', "not-json", "1:28"),
        ('[{"id": "a" "title": "x"}]', "not-json", "1:12"),
        ('[{"id": "a",\n "title": 7}]', "not-a-text", "2:11"),
        ("[" * 100_000, "limit-depth", "1:66"),
        ('[{"id": "a", "title": "x"}] x', "not-json", "1:29"),
        ('[{"id": "a"', "not-json", "1:12"),
    ],
)
def test_json(tmp_path: Path, typed: str, code: str, place: str) -> None:
    """JSON is held to identifiers, and its places are found too."""
    path = _written(tmp_path / "d", issues__json=typed)
    assert _one(path)[:2] == (code, f"issues.json:{place}")


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("raised_on", "3 maart 2026", "2026-03-03"),
        ("valid", "1-1-2026 t/m 31-12-2026", "2026-01-01/2026-12-31"),
    ],
)
def test_a_date_as_people_write_it_is_suggested_as_it_should_be(
    tmp_path: Path, field: str, typed: str, meant: str
) -> None:
    """A Dutch day or period is refused, with the one that it probably is as the remedy."""
    text = f'[{{"id": "a", "title": "x", "{field}": "{typed}"}}]'
    code, _, problem = _one(_written(tmp_path / "d", signals__json=text))
    assert code == "not-a-date"
    assert problem.remedy is not None
    assert problem.remedy.text("nl") == f"Schrijf {meant}, als dat is bedoeld."


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("typed", "place", "asked"),
    [
        ("organisatie: Gemeente Helmond", "2:14", 'Bedoelt u "gemeente-helmond"?'),
        ("doelen: [{id: a, titel: b, gebieden: Helmond Oost}]", "2:38",
         'Bedoelt u "helmond-oost"?'),
        ("inspanningen: [{id: a, titel: b, trekker: Gemeente Hlemond}]", "2:43",
         'Bedoelt u "organisatie:gemeente-helmond"?'),
        ("inspanningen: [{id: a, titel: b, trekker: J. Jansen}]", "2:43",
         "Schrijf een id van letters en cijfers"),
    ],
)  # fmt: skip
def test_a_name_where_an_id_belongs(typed: str, place: str, asked: str) -> None:
    """What people call a record leads to its id, though never a person's own name."""
    rest = (
        "organisaties: [{id: gemeente-helmond, naam: Gemeente Helmond}]\n"
        "gebieden: [{id: helmond-oost, naam: Helmond-Oost, niveau: wijk}]\n"
        "personen: [{id: p-1, naam: J. Jansen}]\n"
    )
    with pytest.raises(DossierError) as caught:
        parse_dossier(f"format: 1\n{typed}\n{rest}", name="d.yaml", format="yaml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.location)) == ("not-an-id", f"d.yaml:{place}")
    assert problem.remedy is not None
    assert problem.remedy.text("nl").startswith(asked)


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("- id: a\n  <<: *b", "yaml-merge-key", "2:3"),
        ("- id: a\n  <<: {titel: b}\n  titel: c", "yaml-merge-key", "2:3"),
        ("- id: a\n  titel: *b", "yaml-alias", "2:10"),
    ],
)
def test_one_fault_is_one_problem(tmp_path: Path, typed: str, code: str, place: str) -> None:
    """What does not belong in YAML is not told a second time as a field that is missing."""
    path = _written(tmp_path / "d", opgaven__yaml=typed)
    assert _one(path)[:2] == (code, f"opgaven.yaml:{place}")


HEAD = "id;titel;gebieden\n"


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("id;titl\na;x\n", "unknown-column", "1:4"),
        ("id;titel\na\nb;x\n", "ragged-row", "2:1"),
        ("id;titel;titel\na;x;y\n", "duplicate-column", "1:10"),
        (HEAD + 'a;x;"b;;c"\n', "empty-item", "2:5"),
        ("id;titel;verloop\na;x;y\n", "needs-table", "1:10"),
        ('id;titel\n"a;x\nb;y\n', "not-csv", "2"),
        ("id;titel;\na;x;y\n", "nameless-column", "1:10"),
        ("id;titel;bron.nagegaan;bron.verwijzing\na;x;misschien;y\n", "not-a-boolean", "2:5"),
    ],
)
def test_csv(tmp_path: Path, typed: str, code: str, place: str) -> None:
    """A table says its row and column."""
    path = _written(tmp_path / "d", opgaven__csv=typed)
    assert _one(path)[:2] == (code, f"opgaven.csv:{place}")


@pytest.mark.parametrize(
    ("typed", "weight"),
    [("1,5", 1.5), ("1.5", 1.5), ("1234", 1234), ("0.125", 0.125), ("12,345", 12.345)],
)
def test_decimal_commas(tmp_path: Path, typed: str, weight: float) -> None:
    """A comma is a decimal mark where it can be nothing else."""
    text = f"soort;van;naar;gewicht\nw;a;b;{typed}\n"
    (tie,) = read_dossier(_written(tmp_path / "d", relaties__csv=text)).ties
    assert tie.weight == weight


@pytest.mark.parametrize("typed", ["1.234", "12.345.678"])
def test_thousands_are_no_guess(tmp_path: Path, typed: str) -> None:
    """What can be read in two ways is a problem."""
    text = f"soort;van;naar;gewicht\nw;a;b;{typed}\n"
    code, place, _ = _one(_written(tmp_path / "d", relaties__csv=text))
    assert (code, place) == ("ambiguous-number", "relaties.csv:2:7")


@pytest.mark.needs("yaml")
def test_a_file_speaks_one_language(tmp_path: Path) -> None:
    """Dutch and English names in one file are a problem with both places."""
    text = (
        "- {id: a, naam: x, soort: verkiezingsreces}\n"
        "- {id: b, name: x, kind: election standstill}\n"
    )
    code, place, problem = _one(_written(tmp_path / "d", closed_periods__yaml=text))
    assert (code, place) == ("mixed-languages", "closed_periods.yaml:2:26")
    assert [one.line for one in problem.related] == [1]


@pytest.mark.needs("yaml")
def test_advice_is_in_the_language_of_the_file(tmp_path: Path) -> None:
    """A near miss is named as the file would write it."""
    text = "- id: a\n  titel: x\n  omschrijvin: y\n"
    _, _, problem = _one(_written(tmp_path / "d", issues__yaml=text))
    assert problem.remedy is not None
    assert 'Bedoelt u "omschrijving"?' in problem.remedy.text("nl")
    assert problem.kind == "issue"
    assert problem.id == "a"


def test_duplicate_ids_over_files(tmp_path: Path) -> None:
    """Both places are named, also in two files."""
    path = _written(
        tmp_path / "d", issues__json='[{"id": "a", "title": "x"}]', opgaven__csv="id;titel\na;y\n"
    )
    code, place, problem = _one(path)
    assert (code, place) == ("duplicate-id", "opgaven.csv:2:1")
    assert [Path(one.file).name for one in problem.related] == ["issues.json"]


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    """One run tells everything, in order of file and line."""
    path = _written(
        tmp_path / "d",
        issues__json='[{"id": "a"},\n {"id": "b"}]',
        opgave__txt="x",
        rollen__csv="id;nam\na;y\n",
    )
    found = [(one.code, one.location.line) for one in _problems(path) if one.location]
    assert found == [
        ("missing-field", 1),
        ("missing-field", 2),
        ("unknown-file", None),
        ("unknown-column", 1),
    ]


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """So many are worked out in full, all are counted."""
    text = "[" + ",".join('{"id": "a' + str(number) + '"}' for number in range(150)) + "]"
    path = _written(tmp_path / "d", issues__json=text)
    problems = _problems(path, Limits(problems_shown=10))
    assert len(problems) == 11
    assert sum(one.count for one in problems) == 150


@pytest.mark.parametrize("name", ["people.json", "personen.csv"])
def test_personal_fields_are_never_shown(tmp_path: Path, name: str) -> None:
    """Neither line nor value of a personal field is in what is said."""
    path = _written(tmp_path / "d")
    text = {
        "people.json": '[{"id": "p", "name": "Jansen\\u0007", "most_teams": "Jansen"}]',
        "personen.csv": "id;naam;maximaal aantal teams;x\np;Jansen\x07;3;\n",
    }[name]
    (path / name).write_text(text, "utf-8")
    said = "".join(one.text(language) for one in _problems(path) for language in LANGUAGES)
    if name == "personen.csv":
        assert "Jansen" not in said
    assert "name" not in said or "Jansen\\u0007" not in said
    assert all(one.location is None or one.location.excerpt is None for one in _problems(path))


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=20), "limit-file-bytes"),
        (Limits(nodes=3), "limit-nodes"),
        (Limits(depth=1), "limit-depth"),
        (Limits(records=1), "limit-records"),
    ],
)
def test_a_limit_is_named(tmp_path: Path, limits: Limits, code: str) -> None:
    """A limit that was hit is named, with its value and how to widen it."""
    path = _written(
        tmp_path / "d", issues__json='[{"id": "a", "title": "x"}, {"id": "b", "title": "y"}]'
    )
    problem = next(one for one in _problems(path, limits) if one.code == code)
    assert "Limits(" in problem.text("nl")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """What lies elsewhere is not read."""
    (tmp_path / "secret.json").write_text('[{"id": "a", "title": "x"}]', "utf-8")
    path = _written(tmp_path / "d")
    try:
        (path / "issues.json").symlink_to(tmp_path / "secret.json")
    except OSError:
        pytest.skip("this platform gives no links")
    assert _one(path)[:2] == ("outside-folder", "issues.json")


def test_what_lies_beside_a_dossier_is_left_alone(tmp_path: Path) -> None:
    """Readme, hidden files and lock files are no part of it."""
    path = _written(tmp_path / "d", README__md="# x")
    (path / ".git").mkdir()
    (path / "~$opgaven.xlsx").write_bytes(b"")
    assert not read_dossier(path).issues


def test_a_document_beside_the_data_is_passed_by_and_noticed(tmp_path: Path) -> None:
    """A proposal in Word may lie in the folder; one called as a kind was meant as data."""
    path = _written(tmp_path / "d", voorstel__docx=b"PK", foto__JPG=b"x")
    notices = read_dossier(path).locations.notices
    assert [Path(one.location.file).name for one in notices] == ["foto.JPG", "voorstel.docx"]
    assert {one.code for one in notices} == {"document-passed-by"}
    _written(tmp_path / "d", opgaven__docx=b"PK")
    assert _one(path)[:2] == ("unknown-file", "opgaven.docx")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("oud.xls", "sla het op als .xlsx; een andere naam alleen helpt niet."),
        ("opgaven.docx", "een andere naam alleen helpt niet."),
        ("vergaderingen/notulen.docx", "een andere naam alleen helpt niet."),
        ("opgaven.yalm", "Is .yaml bedoeld, noem het dan zo; haal het anders weg."),
        ("bijlagen/kaart.pdf", "begin de naam van deze map met een punt."),
    ],
)
def test_what_to_do_with_a_file_of_another_form(tmp_path: Path, name: str, advice: str) -> None:
    """Only a slip in an ending is mended by a new name; attachments go elsewhere."""
    path = _written(tmp_path / "d")
    (path / name).parent.mkdir(exist_ok=True)
    (path / name).write_bytes(b"x")
    said = _one(path)[2].text("nl")
    assert said.endswith(advice)
    assert "Bedoelt u" not in said


def test_a_folder_with_data_and_a_slip_in_its_name(tmp_path: Path) -> None:
    """A folder that holds data may be meant as a kind: both are said."""
    path = _written(tmp_path / "d")
    (path / "opgavn").mkdir()
    (path / "opgavn" / "a.csv").write_text("id;titel\n")
    assert 'Bedoelt u "opgaven"? Leg bijlagen' in _one(path)[2].text("nl")


@pytest.mark.needs("yaml")
def test_text_that_falls_away_after_a_hash_is_noticed(tmp_path: Path) -> None:
    """`Plan #3` loses its number to a comment, which is said; a remark after `# ` is one."""
    text = (
        "# opgaven\n- id: a\n  titel: Plan #3 van de raad\n  omschrijving: >\n    stap #1\n"
        "- id: b # eerst\n  titel: 'Plan #4'\n  trefwoorden: [x, y #2\n  , z]\n"
    )
    dossier = read_dossier(_written(tmp_path / "d", opgaven__yaml=text))
    assert dossier.issues["a"].title == "Plan"
    (notice,) = dossier.locations.notices
    assert notice.code == "comment-in-text"
    assert (notice.location.line, notice.location.column) == (3, 15)
    assert "ook op regel 8" in notice.text("nl")


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("name", "content", "noticed"),
    [("opgaven.yaml", "", True), ("opgaven.yaml", " \n\n", True), ("opgaven.csv", "", True),
     ("opgaven.yaml", "# nog niets\n", False), ("opgaven.yaml", "[]", False),
     ("opgaven.csv", "id;titel\n", False)],
)  # fmt: skip
def test_an_emptied_file_is_noticed(
    tmp_path: Path, name: str, content: str, *, noticed: bool
) -> None:
    """A file of a kind with nothing in it may have been emptied by accident; a remark explains."""
    path = _written(tmp_path / "d")
    (path / name).write_text(content)
    codes = [one.code for one in read_dossier(path).locations.notices]
    assert codes == (["nothing-there"] if noticed else [])


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("titel:Test", "Zet een spatie na de dubbele punt."),
        ("- titel:Test\n  id: a", "Zet een spatie na de dubbele punt."),
        ("titel: 's Avonds veilig", "zet dan alles tussen dubbele aanhalingstekens"),
        ('titel: "Gevaarlijke" oversteek', "zet dan alles tussen enkele aanhalingstekens"),
        ('titel: "Gevaarlijke" oversteek: school', "zet dan alles tussen enkele"),
        ("titel: Plan: later", "Zet tekst met een dubbele punt"),
        ("titel: 'goed'\n   gebieden: [b]", "Controleer hier en op de regel erboven"),
    ],
)
def test_yaml_that_is_none_comes_with_what_went_wrong(
    tmp_path: Path, typed: str, advice: str
) -> None:
    """A missing space and a quotation mark that begins text are told as such."""
    text = f"- id: a\n  {typed}\n  gebieden: [b]\n" if typed[0] != "-" else typed
    code, _, problem = _one(_written(tmp_path / "d", opgaven__yaml=text))
    assert code == "not-yaml"
    assert problem.remedy is not None
    assert advice in problem.remedy.text("nl")


@pytest.mark.needs("yaml")
@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("signalen.yaml", "- {id: s, titel: x, opgaven: 'a, b'}", "Schrijf een lijst: [a, b]"),
        ("signalen.yaml", "- {id: s, titel: x, opgaven: a b}", "Schrijf een lijst: [a, b]"),
        ("signals.json", '[{"id": "s", "title": "x", "issues": "a, b"}]',
         'Schrijf een lijst: ["a", "b"]'),
        ("signalen.csv", "id;titel;opgaven\ns;x;a, b\n", "Scheid ids met een puntkomma: a; b"),
        ("signalen.yaml", "- {id: s, titel: x, opgaven: 'Wonen, zorg'}", 'Bedoelt u "c"?'),
        ("signalen.yaml", "- {id: s 1, titel: x}", 'Schrijf bijvoorbeeld "s-1"'),
    ],
)  # fmt: skip
def test_advice_on_ids_drops_nothing(tmp_path: Path, name: str, content: str, advice: str) -> None:
    """Several ids in one text are to become a list; no advice leaves one out or repeats it."""
    issues = ('[{"id": "a", "title": "x"}, {"id": "b", "title": "y"},'
              ' {"id": "c", "title": "Wonen, zorg"}]')  # fmt: skip
    path = _written(tmp_path / "d", issues__json=issues)
    (path / name).write_text(content)
    code, _, problem = _one(path)
    assert code == "not-an-id"
    assert problem.remedy is not None
    assert problem.remedy.text("nl").startswith(advice)


@pytest.mark.needs("yaml")
def test_no_id_is_made_of_a_name(tmp_path: Path) -> None:
    """A person's id that is none may be their name, and is not made into an id."""
    path = _written(tmp_path / "d", personen__yaml="- {id: J. Jansen}")
    assert "J-Jansen" not in _one(path)[2].text("nl")


@pytest.mark.parametrize("name", ["opgaven.xls", "leden.ods", "opgaven.yalm", "cijfers"])
def test_what_may_hold_data_is_never_passed_by(tmp_path: Path, name: str) -> None:
    """A file that someone may take for data is a problem, whatever it is called."""
    path = _written(tmp_path / "d")
    (path / name).write_text("x")
    assert _one(path)[:2] == ("unknown-file", name)


def test_a_near_miss_of_a_file(tmp_path: Path) -> None:
    """A file or folder with a slip in its name is a problem, with what was probably meant."""
    path = _written(tmp_path / "d", opgavn__csv="id;titel\n")
    code, place, problem = _one(path)
    assert (code, place) == ("unknown-file", "opgavn.csv")
    assert "opgaven" in problem.text("nl")
    with pytest.raises(DossierError) as caught:
        read_dossier(tmp_path / "e")
    assert caught.value.problems[0].code == "no-such-file"


@pytest.mark.parametrize(
    "data", [b"\xff\xfe[\x00]\x00", b'[{"id": "a", "title": "\xe9"}]'], ids=["utf-16", "cp1252"]
)
def test_other_encodings(tmp_path: Path, data: bytes) -> None:
    """JSON and YAML are UTF-8."""
    assert _one(_written(tmp_path / "d", issues__json=data))[0] == "not-utf-8"


def test_cp1252_in_csv(tmp_path: Path) -> None:
    """A CSV that Excel wrote is read as Excel wrote it."""
    path = _written(tmp_path / "d", opgaven__csv="id;titel\na;Café €\n".encode("cp1252"))
    dossier = read_dossier(path)
    assert next(iter(dossier.issues)).title == "Café €"
    (notice,) = dossier.locations.notices
    assert (notice.code, notice.location.line, notice.location.column) == ("read-as-cp1252", 2, 6)
    assert "cp1252" in notice.text("nl")
    assert read_dossier(
        _written(tmp_path / "e", opgaven__csv="id;titel\na;é\n")
    ) == dossier.replace(Issue(id=IssueId("a"), title="é"))


def test_places_are_found_afterwards(tmp_path: Path) -> None:
    """Every value knows its place, also after the dossier went through a pickle."""
    path = _written(
        tmp_path / "d",
        issues__json='[{"id": "a", "title": "x",\n "history": [\n'
        '{"phase": "defined", "on": "2026-03-01"},\n{"phase": "exploring", "on": "2026-01-01"}]}]',
        rollen__csv="id;naam\nr;x\n",
    )
    dossier = pickle.loads(pickle.dumps(read_dossier(path)))  # noqa: S301 - our own

    def at(kind: str, id: str, *where: str | int) -> str:
        place = dossier.locations.find(kind, id, where)
        assert isinstance(place, Location)
        return str(place).removeprefix(path.as_posix() + "/")

    assert at("issue", "a", "title") == "issues.json:1:23"
    # Oldest first, as the class keeps them, though it was typed last.
    assert at("issue", "a", "history", 0, "on") == "issues.json:4:30"
    assert at("role", "r", "name") == "rollen.csv:2:3"
    assert at("dossier", "", "format") == "dossier.json:1:12"
    assert dossier.locations.find("issue", "b") is None


@given(st.binary(max_size=200), st.sampled_from(["issues.json", "opgaven.csv", "x.geojson"]))
def test_no_bytes_give_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    """Whatever stands in a file, the answer is a dossier or problems."""
    path = _written(tmp_path_factory.mktemp("d"))
    (path / name).write_bytes(data)
    try:
        read_dossier(path)
    except DossierError as error:
        assert all(one.location and one.remedy for one in error.problems)  # noqa: PT017


@pytest.mark.needs("yaml")
@given(st.text(alphabet="ab:- \n\t[]{},&*!|>'\"#%@?0\x00é", max_size=60))
def test_no_yaml_gives_a_traceback(text: str) -> None:
    """Whatever an editor holds, the answer is a dossier or problems."""
    for before in ("", "format: 1\nopgaven:\n", "format: 1\nopgaven:\n- id: a\n  titel: b\n  "):
        try:
            parse_dossier(before + text, name="-", format="yaml")
        except DossierError as error:
            assert all(one.location and one.remedy for one in error.problems)  # noqa: PT017
