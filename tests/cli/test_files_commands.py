from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Typed

from opgavekern.files import read_dossier


@pytest.mark.parametrize("language", ["nl", "en"])
def test_init_checks_green(typed: Typed, here: Path, language: str) -> None:
    """A new dossier has no findings, in either language, however strict one is."""
    assert typed("init", "nieuw", "--lang", language).code == 0
    answer = typed("check", "nieuw", "--fail-on", "advice")
    assert answer.code == 0, answer.out
    assert read_dossier("nieuw").header.language == language


def test_both_languages_start_alike(typed: Typed, here: Path) -> None:
    """The Dutch and the English start hold equally many records of each kind."""
    for name in ("init", "demo"):
        held = []
        for language in ("nl", "en"):
            typed(name, f"{name}-{language}", "--lang", language)
            found = read_dossier(f"{name}-{language}").records()
            held.append({kind: len(records) for kind, records in found.items()})
        assert held[0] == held[1]


def test_init_explains_itself_and_brings_the_schema(typed: Typed, here: Path) -> None:
    """Each file starts with the schema's address, which is there, and holds explanations."""
    typed("init", "nieuw", "--lang", "nl")
    for file in (here / "nieuw").glob("*.yaml"):
        first, *rest = file.read_text("utf-8").splitlines()
        address = first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads((here / "nieuw" / address).read_text("utf-8"))
        assert sum(line.startswith("#") for line in rest) >= 3


def test_init_leaves_a_folder_with_something_in_it_alone(typed: Typed, here: Path) -> None:
    """A folder that is not empty is refused and stays as it is; an empty one is used."""
    (here / "vol").mkdir()
    (here / "vol" / "brief.txt").write_text("x")
    assert typed("init", "vol").code == 2
    assert [one.name for one in (here / "vol").iterdir()] == ["brief.txt"]
    assert typed("init", "vol/brief.txt").code == 2
    (here / "leeg").mkdir()
    assert typed("init", "leeg").code == 0


@pytest.mark.parametrize("name", ["nieuw.docx", "nieuw.yaml"])
def test_init_makes_no_folder_that_looks_like_a_file(typed: Typed, here: Path, name: str) -> None:
    """A folder by the name of a document opens nowhere; one that is there already may be used."""
    assert typed("init", name).code == 2
    assert not (here / name).exists()
    (here / name).mkdir()
    assert typed("init", name).code == 0


@pytest.mark.parametrize("target", ["ander", "een.yaml", "een.json", "een.xlsx"])
def test_convert_keeps_the_dossier(typed: Typed, dossier: Path, target: str) -> None:
    """Whatever form a dossier gets, what it holds stays equal."""
    answer = typed("convert", "dossier", target)
    assert answer.code == 0, answer.err
    assert read_dossier(target) == read_dossier("dossier")
    assert target in answer.out


def test_a_new_folder_has_the_schemas_that_its_files_point_at(typed: Typed, dossier: Path) -> None:
    """`convert` to a folder brings the schemas; a file without any beside it points at none."""
    typed("convert", "dossier", "ander")
    for file in (dossier.parent / "ander").glob("*.yaml"):
        address = (
            file.read_text("utf-8").split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        )
        assert json.loads((dossier.parent / "ander" / address).read_text("utf-8"))
    typed("convert", "dossier", "een.yaml")
    assert (dossier.parent / "een.yaml").read_text("utf-8").startswith("format: 1\n")


def test_convert_says_that_comments_stay_behind(typed: Typed, dossier: Path) -> None:
    """What stands behind # in YAML is in no workbook, and that is said."""
    told = typed("convert", "dossier", "een.xlsx").err
    assert "Let op: opmerkingen achter # (" in told
    assert "in dossier blijven ze staan" in told
    assert typed("convert", "een.xlsx", "een.json").err == ""


def test_convert_takes_own_rules_along_to_a_folder_only(typed: Typed, dossier: Path) -> None:
    """To a folder they come along as written; to one file it is said that they stay behind."""
    rules = "# Van ons\nregels: []\n"
    (dossier / "regels.yaml").write_text(rules, "utf-8")
    assert "eigen regels" not in typed("convert", "dossier", "ander").err
    assert (dossier.parent / "ander" / "regels.yaml").read_text("utf-8") == rules
    assert "eigen regels van het dossier gaan niet mee" in typed("convert", "dossier", "x.xlsx").err
    told = typed("redact", "dossier", "zonder").out
    assert "eigen regels van het dossier gaan niet mee" in told
    assert not (dossier.parent / "zonder" / "regels.yaml").exists()


def test_an_editor_completes_own_rules(typed: Typed, dossier: Path) -> None:
    """`schema` knows the form of rules, by itself and beside a dossier."""
    assert (
        "regels"
        in json.loads(typed("schema", "--kind", "regels", "--lang", "nl").out)["properties"]
    )
    english = typed("schema", "--kind", "rules", "--lang", "en").out
    assert "rules" in json.loads(english)["properties"]
    typed("schema", "--out", "dossier", "--lang", "nl")
    assert json.loads((dossier / ".schema" / "regels.json").read_text("utf-8"))


def test_convert_to_the_other_language(typed: Typed, dossier: Path) -> None:
    """`--lang` chooses the names in the new files."""
    typed("convert", "dossier", "ander", "--lang", "en")
    assert "title: Prettig wonen" in (dossier.parent / "ander" / "issues.yaml").read_text("utf-8")


def test_convert_overwrites_nothing_unasked(typed: Typed, dossier: Path, here: Path) -> None:
    """What stands at the target stays, unless `--replace` is given; the source always stays."""
    (here / "een.json").write_text("{}")
    assert typed("convert", "dossier", "een.json").code == 2
    assert (here / "een.json").read_text() == "{}"
    assert typed("convert", "dossier", "een.json", "--replace").code == 0
    assert typed("convert", "dossier", "dossier", "--replace").code == 2


def test_convert_keeps_out_of_the_folder_that_it_reads(typed: Typed, dossier: Path) -> None:
    """A workbook or copy among the facts would be one of them, and none that can be read."""
    for target in ("dossier/kopie.xlsx", "dossier/kopie"):
        for words in ((), ("--replace",)):
            assert typed("convert", "dossier", target, *words).code == 2
    assert typed("check", "dossier").code != 3


@pytest.mark.parametrize("name", ["een.pdf", "een.xlsm", "EEN.DOCX", "een.xlsb", "een.ods"])
@pytest.mark.parametrize("command", ["convert", "redact"])
def test_a_dossier_never_gets_the_name_of_another_file(
    typed: Typed, dossier: Path, here: Path, command: str, name: str
) -> None:
    """A name of a sort of file that a dossier cannot be is refused, not made a folder."""
    answer = typed(command, "dossier", name, "--lang", "en")
    assert answer.code == 2
    assert "Choose a folder" in answer.err
    assert not (here / name).exists()


@pytest.mark.parametrize("name", ["v1.0", "dossier.2026", "mijn.gemeente"])
def test_a_folder_may_have_a_dot(typed: Typed, dossier: Path, name: str) -> None:
    """Numbers and long words after a dot are no ending, and a folder that is there is one."""
    assert typed("convert", "dossier", name).code == 0
    assert read_dossier(name) == read_dossier("dossier")


def test_convert_of_what_cannot_be_read(typed: Typed, here: Path) -> None:
    """A source that cannot be read gives its problems, code 3, and no target."""
    answer = typed("convert", "nergens", "ander")
    assert answer.code == 3
    assert not (here / "ander").exists()


def test_schema_on_screen(typed: Typed) -> None:
    """Without a folder the schema is the output, of one kind or of a whole dossier."""
    whole = json.loads(typed("schema", "--lang", "nl").out)
    kind = json.loads(typed("schema", "--kind", "opgaven", "--lang", "nl").out)
    assert "opgaven" in whole["properties"]
    assert "titel" in json.dumps(kind)
    assert typed("schema", "--kind", "opgve").code == 2


def test_schema_in_a_folder(typed: Typed, here: Path) -> None:
    """With a folder every kind gets its file."""
    assert typed("schema", "--out", "x", "--lang", "nl").code == 0
    assert (here / "x" / ".schema" / "opgaven.json").is_file()
    assert typed("schema", "--out", "x", "--kind", "opgave").code == 2


def test_schema_with_the_ids_of_the_dossier(typed: Typed, dossier: Path, here: Path) -> None:
    """Ids stand in the schemas, those of plugins too, also where a reference is still wrong."""
    issues = dossier / "opgaven.yaml"
    text = issues.read_text("utf-8")
    issues.write_text(text + "- {id: nieuw, titel: Nieuw, eigenaren: bestaat-niet}\n", "utf-8")
    assert typed("check", "dossier").code == 3
    assert typed("schema", "--out", "dossier", "--with-ids", "--lang", "nl").code == 0
    schema = json.loads((dossier / ".schema" / "opgaven.json").read_text("utf-8"))
    assert "nieuw" in schema["definitions"]["ids.issue"]["enum"]
    assert schema["definitions"]["ids.lifecycle"]["enum"]


@pytest.mark.parametrize(
    "words", [["--with-ids"], ["--out", "dossier", "--watch"], ["--kind", "opgave", "--watch"]]
)
def test_schema_options_that_do_not_go_together(
    typed: Typed, dossier: Path, words: list[str]
) -> None:
    """Ids are those of a dossier, and only they change while one works."""
    assert typed("schema", *words).code == 2


def test_schema_of_what_cannot_be_read_leaves_the_old_one(typed: Typed, dossier: Path) -> None:
    """Half a file gives problems and code 3; the schemas stay as they were."""
    before = (dossier / ".schema" / "opgaven.json").read_text("utf-8")
    (dossier / "opgaven.yaml").write_text("- id: [", "utf-8")
    assert typed("schema", "--out", "dossier", "--with-ids").code == 3
    assert (dossier / ".schema" / "opgaven.json").read_text("utf-8") == before


@pytest.mark.parametrize("name", ["dossier", "een.json", "een.xlsx"])
def test_migrate_has_nothing_to_do_yet(typed: Typed, dossier: Path, name: str) -> None:
    """There is one format, and a dossier that has it stays as it is."""
    if name != "dossier":
        typed("convert", "dossier", name)
    answer = typed("migrate", name, "--lang", "nl")
    assert (answer.code, answer.out) == (0, f'"{name}" heeft al format 1; er is niets te doen.\n')


def test_migrate_refuses_what_is_newer(typed: Typed, dossier: Path) -> None:
    """A newer format is named, and left alone."""
    path = dossier / "dossier.yaml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    answer = typed("migrate", "dossier", "--lang", "nl")
    assert answer.code == 3
    assert "format 2" in answer.err
