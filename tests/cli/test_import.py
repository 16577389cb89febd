from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Typed

from opgavekern.files import read_dossier
from opgavekern.model import SignalId

EXAMPLES = Path(__file__).parents[2] / "examples"
MAP = ("--map", "meldingen.koppelbestand.yaml")


@pytest.fixture
def helmond(here: Path) -> Path:
    """The example, its table and its mapping, in the current folder."""
    for name in ("meldingen.csv", "meldingen.koppelbestand.yaml"):
        shutil.copy(EXAMPLES / name, here / name)
    return shutil.copytree(EXAMPLES / "helmond", here / "helmond")


def test_import_takes_a_table_into_the_folder(typed: Typed, helmond: Path) -> None:
    """600 rows become 600 signals in one file, and say so; a second time nothing is written."""
    before = len(read_dossier(helmond).signals)
    answer = typed("import", "meldingen.csv", *MAP, "helmond")
    assert answer.code == 0, answer.err
    assert "Toegevoegd: 600" in answer.out
    assert "helmond/signalen.yaml" in answer.out
    assert len(read_dossier(helmond).signals) == before + 600
    again = typed("import", "meldingen.csv", *MAP, "helmond", "--lang", "en")
    assert again.code == 0
    assert "Unchanged: 600" in again.out
    assert "Written" not in again.out


@pytest.mark.parametrize("dossier", [["helmond"], [], ["HEAD:helmond"]], ids=" ".join)
def test_a_guessed_mapping_never_lands_among_the_facts(
    typed: Typed, helmond: Path, dossier: list[str]
) -> None:
    """Where it would be read as facts it is refused, whatever dossier was named; beside it not."""
    out = "helmond/koppel.yaml"
    answer = typed("import", "--guess", "meldingen.csv", *dossier, "--out", out)
    assert answer.code == 2
    assert "gegevens horen" in answer.err or "for facts only" in answer.err
    assert not Path(out).exists()
    beside = typed("import", "--guess", "meldingen.csv", "helmond", "--out", "koppel.yaml")
    assert beside.code == 0, beside.err


def test_a_mapping_may_stand_beside_a_dossier_in_one_file(typed: Typed, helmond: Path) -> None:
    """A dossier in one file is no folder of facts, also where it is called dossier.yaml."""
    typed("convert", "helmond", "dossier.yaml")
    answer = typed("import", "--guess", "meldingen.csv", "dossier.yaml", "--out", "koppel.yaml")
    assert answer.code == 0, answer.err


def test_a_dry_run_writes_nothing(typed: Typed, helmond: Path) -> None:
    """What would happen is shown, and every file stays byte for byte."""
    before = {file: file.read_bytes() for file in helmond.rglob("*") if file.is_file()}
    answer = typed("import", "meldingen.csv", *MAP, "helmond", "--dry-run")
    assert answer.code == 0
    assert "er is niets geschreven" in answer.out
    assert {file: file.read_bytes() for file in helmond.rglob("*") if file.is_file()} == before


def test_problems_end_with_three_and_nothing_is_written(typed: Typed, helmond: Path) -> None:
    """An unmatched name is told on standard error with its cell and the file to put it in."""
    mapping = Path("meldingen.koppelbestand.yaml")
    text = mapping.read_text("utf-8").replace("      West: Helmond-West\n", "")
    mapping.write_text(text, "utf-8")
    before = (helmond / "signalen.yaml").read_bytes()
    answer = typed("import", "meldingen.csv", *MAP, "helmond")
    assert answer.code == 3
    assert '"West" in kolom "Wijk" is niet bekend' in answer.err
    assert "meldingen.csv:" in answer.err
    assert "meldingen.koppelbestand.yaml" in answer.err
    assert (helmond / "signalen.yaml").read_bytes() == before
    partial = typed("import", "meldingen.csv", *MAP, "helmond", "--partial")
    assert partial.code == 0
    assert "Onbekend en weggelaten: 1" in partial.out


def test_json_has_the_same_keys_however_it_ends(typed: Typed, helmond: Path) -> None:
    """Programs find rows, problems and files at the same place, and the code besides."""
    good = typed("import", "meldingen.csv", *MAP, "helmond", "--json")
    Path("leeg.csv").write_text("a;b\n", "utf-8")
    bad = typed("import", "leeg.csv", *MAP, "helmond", "--json")
    first, second = json.loads(good.out), json.loads(bad.out)
    assert (good.code, bad.code) == (0, 3)
    assert first.keys() == second.keys()
    assert (len(first["rows"]), first["written"]) == (600, ["helmond/signalen.yaml"])
    assert (first["exit"], second["exit"]) == (0, 3)
    assert second["problems"][0]["code"] == "no-header"
    for words in (("--map", "nergens.yaml", "helmond"), (*MAP, "nergens")):
        answer = typed("import", "meldingen.csv", *words, "--json")
        told = json.loads(answer.out)
        assert (answer.code, told.keys()) == (3, first.keys())
        assert told["problems"][0]["code"] == "no-such-file"


def test_guess_writes_a_mapping_to_edit(typed: Typed, helmond: Path) -> None:
    """To the screen or to a file that is not there yet; edited, it imports."""
    shown = typed("import", "--guess", "meldingen.csv", "helmond")
    assert shown.code == 0
    assert "soort: signaal" in shown.out
    assert "kind: signal" in typed("import", "--guess", "meldingen.csv", "--lang", "en").out
    assert typed("import", "--guess", "meldingen.csv", "helmond", "--out", "mijn.yaml").code == 0
    mine = Path("mijn.yaml")
    assert mine.read_text("utf-8") == shown.out
    assert typed("import", "--guess", "meldingen.csv", "helmond", "--out", "mijn.yaml").code == 2
    among = typed("import", "--guess", "meldingen.csv", "helmond", "--out", "helmond/mijn.yaml")
    assert (among.code, Path("helmond/mijn.yaml").exists()) == (2, False)
    undecided = typed("import", "meldingen.csv", "--map", "mijn.yaml", "helmond")
    assert undecided.code == 3
    assert "mijn.yaml:14:7" in undecided.err
    edited = mine.read_text("utf-8").replace('"?"', "Binnenstad")
    mine.write_text(edited.replace("bij elk Binnenstad", "bij elk"), "utf-8")
    assert typed("import", "meldingen.csv", "--map", "mijn.yaml", "helmond").code == 0
    areas = read_dossier(helmond).signals[SignalId("meldingen.m26-0003")].areas
    assert areas == ("binnenstad",)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("meldingen.csv", "helmond"), 2),
        (("meldingen.csv", *MAP, "--guess", "helmond"), 2),
        (("meldingen.csv", *MAP, "--out", "x.yaml", "helmond"), 2),
        (("meldingen.csv", "--with", "nergens", "helmond"), 2),
        (("meldingen.csv", "--map", "nergens.yaml", "helmond"), 3),
        (("nergens.csv", *MAP, "helmond"), 3),
        (("nergens.csv", "--guess"), 3),
        (("meldingen.csv", *MAP, "nergens"), 3),
    ],
)
def test_what_cannot_be_asked(
    typed: Typed, helmond: Path, words: tuple[str, ...], code: int
) -> None:
    """A question that cannot be answered ends with its own code, and with words."""
    answer = typed("import", *words)
    assert answer.code == code
    assert answer.err


def test_another_encoding_is_said(typed: Typed, helmond: Path) -> None:
    """A table in the encoding of Excel is read, and whoever typed the command is told."""
    Path("oud.csv").write_bytes("Meldnummer;Onderwerp;Datum melding;Wijk;Categorie;Kanaal;"
        "Afgehandeld op;Terugkoppeling\nX1;Café te luid;3-3-2026;Brouwhuis;Geluid;app;;\n".encode(
            "cp1252"))  # fmt: skip
    answer = typed("import", "oud.csv", *MAP, "helmond", "--dry-run")
    assert answer.code == 0
    assert "Let op: oud.csv:2:" in answer.err
    told = json.loads(typed("import", "oud.csv", *MAP, "helmond", "--dry-run", "--json").out)
    assert [one["code"] for one in told["notices"]] == ["read-as-cp1252"]


PLUGIN = """
from opgavekern.base import Text
from opgavekern.governance import Importer, PluginInfo, hookimpl

TEXT = Text(nl="Proef", en="Trial")


def rows(data):
    yield ["nr", "wat"]
    yield from (line.split("|") for line in data.decode().splitlines())


class Plugin:
    @hookimpl
    def opgavekern_plugin_info(self):
        return PluginInfo(name="uitdraai", namespace="UIT", title=TEXT)

    @hookimpl
    def opgavekern_importers(self):
        mapping = "kind: signal\\nid: {columns: [nr], prefix: uit}\\ncolumns: {wat: title}\\n"
        return [Importer(name="dagelijks", title=TEXT, mapping=mapping, rows=rows)]
"""


def test_an_installed_plugin_takes_its_table_in(
    typed: Typed, dossier: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--with` runs the importer of a plugin that the dossier names, by the importer's name."""
    (here / "uitdraai_plugin.py").write_text(PLUGIN, "utf-8")
    described = here / "uitdraai-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: uitdraai\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text(
        "[opgavekern.v1]\nuitdraai = uitdraai_plugin:Plugin\n"
    )
    monkeypatch.syspath_prepend(str(here))
    header = dossier / "dossier.yaml"
    header.write_text(header.read_text("utf-8").replace("  - nl", "  - uitdraai\n  - nl"), "utf-8")
    Path("uit.dat").write_text("1|Lamp stuk\n2|Gat in de weg\n")
    answer = typed("import", "uit.dat", "--with", "dagelijks", "dossier")
    assert answer.code == 0, answer.err
    assert read_dossier("dossier").signals[SignalId("uit.2")].title == "Gat in de weg"
    assert "dagelijks" in typed("import", "uit.dat", "--with", "dagelijk", "dossier").err


@pytest.mark.parametrize("target", ["een.yaml", "een.json", "een.xlsx"])
def test_a_dossier_in_one_file_takes_a_table_too(typed: Typed, helmond: Path, target: str) -> None:
    """Whatever form a dossier has, it holds the table afterwards, and again changes nothing."""
    assert typed("convert", "helmond", target).code == 0
    assert typed("import", "meldingen.csv", *MAP, target).code == 0
    assert len(read_dossier(target).signals) > 600
    assert "Gelijk gebleven: 600" in typed("import", "meldingen.csv", *MAP, target).out
