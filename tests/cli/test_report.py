from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Typed


def test_the_report_is_one_file_named_after_the_dossier(typed: Typed, dossier: Path) -> None:
    """`report` writes name-of-the-dossier.html in the current folder, and says so."""
    answer = typed("report", "dossier")
    assert answer.code == 0, answer.err
    assert answer.out == "dossier.html\n"
    text = (dossier.parent / "dossier.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert '<html lang="nl">' in text


def test_the_same_day_gives_the_same_bytes(typed: Typed, dossier: Path) -> None:
    """With a fixed `--stamp` two reports are equal, byte by byte."""
    for name in ("a.html", "b.html"):
        assert typed("report", "dossier", "--out", name, "--stamp", "2026-09-01").code == 0
    one, other = ((dossier.parent / name).read_bytes() for name in ("a.html", "b.html"))
    assert one == other


def test_an_earlier_report_is_overwritten_and_nothing_else(typed: Typed, dossier: Path) -> None:
    """Our own report makes place for a newer one; any other file stays, unless forced."""
    letter = dossier.parent / "brief.html"
    letter.write_text("<p>Een brief</p>")
    assert typed("report", "dossier").code == 0
    assert typed("report", "dossier", "--lang", "en").code == 0
    refused = typed("report", "dossier", "--out", "brief.html")
    assert refused.code == 2
    assert letter.read_text() == "<p>Een brief</p>"
    assert typed("report", "dossier", "--out", "brief.html", "--force").code == 0


def test_a_report_never_lands_among_the_facts(
    typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a dossier's folder the report goes beside it, so that the dossier still reads."""
    monkeypatch.chdir(dossier)
    assert typed("report").code == 0
    assert (dossier.parent / "dossier.html").is_file()
    assert typed("report", "--out", "x.html").code == 2
    assert typed("check").code == 0


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("-", 'Call it "rapport.html".'),
        ("/dev/stdout", 'Call it "rapport.html".'),
        ("nergens/", "Make the folder first."),
        ("rapport.pdf", "open it in the browser, and print it as PDF from there"),
        ("rapport", 'Call it "rapport.html".'),
        ("rapport.docx", 'Call it "rapport.html".'),
    ],
)
def test_a_report_never_gets_the_name_of_another_file(
    typed: Typed, dossier: Path, out: str, said: str
) -> None:
    """A page under the name of a PDF opens nowhere; what to do instead is said."""
    answer = typed("report", "dossier", "--out", out, "--force", "--lang", "en")
    assert answer.code == 2
    assert said in " ".join(answer.err.split())
    assert [one.name for one in dossier.parent.iterdir()] == ["dossier"]
    assert typed("report", "dossier", "--out", "RAPPORT.HTML").code == 0


def test_one_issue(typed: Typed, dossier: Path) -> None:
    """`--issue` writes that issue alone, under its own name; an unknown one is refused."""
    answer = typed("report", "dossier", "--issue", "prettig-wonen")
    assert answer.code == 0, answer.err
    assert (dossier.parent / "dossier-prettig-wonen.html").is_file()
    unknown = typed("report", "dossier", "--issue", "prettig-woenen")
    assert unknown.code == 2
    assert 'Bedoelt u "prettig-wonen"?' in unknown.err


@pytest.mark.parametrize("out", ["nergens/x.html", "brief.txt/x.html"])
def test_a_place_that_cannot_be_written(typed: Typed, dossier: Path, out: str) -> None:
    """A folder that is not there is said in one line of the dossier's language."""
    (dossier.parent / "brief.txt").write_text("x")
    answer = typed("report", "dossier", "--out", out, env={"LANG": "en_GB.UTF-8"})
    assert answer.code == 2
    assert answer.err.startswith("Fout: ")


def test_an_unreadable_dossier_gives_no_report(typed: Typed, here: Path) -> None:
    """Problems are shown, the code is 3, and no file is left."""
    assert typed("report", "nergens").code == 3
    assert list(here.iterdir()) == []


def test_names_only_when_asked(typed: Typed, dossier: Path) -> None:
    """A person's name is in the report with `--names` alone."""
    people = dossier / "personen.yaml"
    text = people.read_text("utf-8")
    name = "Wilhelmina de Vries"
    people.write_text(
        text.replace("  functie: opgavemanager\n", f"  functie: opgavemanager\n  naam: {name}\n"),
        "utf-8",
    )
    typed("report", "dossier")
    assert name not in (dossier.parent / "dossier.html").read_text("utf-8")
    typed("report", "dossier", "--names")
    assert name in (dossier.parent / "dossier.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "said"), [("nl", "bevindingen"), ("en", "findings")])
def test_demo(typed: Typed, here: Path, language: str, said: str) -> None:
    """`demo` makes a dossier, shows its findings, writes its report and says what to do next."""
    answer = typed("demo", "--lang", language)
    assert answer.code == 0, answer.err
    assert said in answer.out
    assert (here / "opgavekern-demo" / "dossier.yaml").is_file()
    assert (here / "opgavekern-demo.html").is_file()
    assert "opgavekern check opgavekern-demo" in answer.out


def test_demo_again(typed: Typed, here: Path) -> None:
    """A second demo uses what is there, with the changes that were made to it."""
    typed("demo", "--lang", "nl")
    cover = here / "opgavekern-demo" / "dossier.yaml"
    cover.write_text(cover.read_text("utf-8").replace("Voorbeek (verzonnen)", "Anders"), "utf-8")
    again = typed("demo", "--lang", "nl")
    assert again.code == 0
    assert again.out.startswith("Anders ")


def test_a_demo_in_the_other_language(typed: Typed, here: Path) -> None:
    """A Dutch example is used as it is, unless another language was asked for: then it says so."""
    typed("demo", "--lang", "nl")
    again = typed("demo", env={"LANG": "en_GB"})
    assert again.code == 0
    assert "opgavekern show opgavekern-demo opgave warme-molenwijk" in again.out
    other = typed("demo", "--lang", "en")
    assert other.code == 2
    assert '"opgavekern-demo" holds the example in Dutch' in other.err


def test_demo_stays_out_of_a_folder_with_other_things(typed: Typed, here: Path) -> None:
    """A folder with other files in it is refused."""
    (here / "vol").mkdir()
    (here / "vol" / "brief.txt").write_text("x")
    assert typed("demo", "vol").code == 2
    assert [one.name for one in (here / "vol").iterdir()] == ["brief.txt"]


def test_what_changed_since_an_earlier_dossier(typed: Typed, dossier: Path) -> None:
    """With --since there is a page more; not in the report of one issue."""
    shutil.copytree(dossier, "eerder")
    file = dossier / "opgaven.yaml"
    file.write_text(file.read_text("utf-8").replace("titel: ", "titel: Nieuw "), "utf-8")
    answer = typed("report", "dossier", "--since", "eerder")
    assert answer.code == 0, answer.all
    html = Path("dossier.html").read_text("utf-8")
    assert "Wat er veranderd is" in html
    assert " gewijzigd" in html
    issue = next(line.split()[-1] for line in file.read_text("utf-8").splitlines() if "id:" in line)
    refused = typed("report", "dossier", "--since", "eerder", "--issue", issue, "--lang", "nl")
    assert (refused.code, "--since hoort bij het hele rapport" in refused.err) == (2, True)
    assert typed("report", "dossier", "--since", "nergens").code == 3
