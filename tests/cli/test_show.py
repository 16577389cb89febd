from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from tests.cli.conftest import Typed

from opgavekern.cli.app import App
from opgavekern.cli.voice import Voice

NAME = "Wilhelmina de Vries"


@pytest.fixture
def named(dossier: Path) -> Path:
    """A dossier in which one person has a name."""
    people = dossier / "personen.yaml"
    text = people.read_text("utf-8")
    people.write_text(
        text.replace("  functie: opgavemanager\n", f"  functie: opgavemanager\n  naam: {NAME}\n"),
        "utf-8",
    )
    return dossier


def test_an_issue(typed: Typed, dossier: Path) -> None:
    """What is known of an issue is shown with its labels, and then what refers to it."""
    answer = typed("show", "dossier", "issue", "prettig-wonen")
    assert answer.code == 0
    out = answer.out
    heading = "opgave prettig-wonen  verkennen op 1 september 2026"
    assert out.startswith(f"{heading}\nPrettig wonen in het centrum\n")
    assert (
        "bestuurlijk opdrachtgever  wethouder wonen en wijken (wethouder-wonen); vanaf 1 juni 2026"
        in out
    )
    assert "verloop                    gesignaleerd; op 12 maart 2026\n" in out
    referring = out[out.index("Wat hiernaar verwijst") :]
    assert "(leegstand-winkelstraat)" in referring
    assert "Staat in dossier/opgaven.yaml:5:3" in referring


@pytest.mark.parametrize(
    "words",
    [
        ["dossier", "opgave", "prettig-wonen"],
        ["opgave", "prettig-wonen", "dossier"],
        ["dossier", "issues", "prettig-wonen"],
        ["dossier", "Opgaven", "prettig-wonen"],
    ],
)
def test_words_in_either_language_and_order(typed: Typed, dossier: Path, words: list[str]) -> None:
    """A kind may be said in Dutch or English, and the dossier first or last."""
    assert typed("show", *words).out.startswith("opgave prettig-wonen ")


def test_in_the_folder_itself(typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside the folder of a dossier, its name need not be typed."""
    monkeypatch.chdir(dossier)
    assert typed("show", "gebied", "centrum").out.startswith("gebied centrum\n")


@pytest.fixture
def demo(here: Path, typed: Typed) -> Path:
    """The Dutch demo dossier, in the current folder."""
    assert typed("demo", "--lang", "nl").code == 0
    return here / "opgavekern-demo"


def test_who_work_on_an_issue(typed: Typed, demo: Path) -> None:
    """An issue shows who is in its teams that day, for how many hours."""
    asked = ("show", demo.name, "opgave", "niemand-alleen")
    out = typed(*asked).out
    working = out[out.index("Wie eraan werken") : out.index("Wat hiernaar")]
    assert "wijkadviseur; 16 uur per week, toegezegd" in working
    assert "opbouwwerker; 12 uur per week, gevraagd" in working
    assert "Wie eraan werken" not in typed(*asked, "--on", "2026-05-31").out


@pytest.mark.parametrize(
    ("words", "issues"),
    [
        (["gebied", "voorbeek"], ["niemand-alleen", "warme-molenwijk"]),
        (["gebied", "beekzicht"], []),
        (["persoon", "wijkadviseur"], ["niemand-alleen", "warme-molenwijk"]),
        (["persoon", "planoloog"], ["warme-molenwijk"]),
        (["organisatie", "politie"], ["niemand-alleen"]),
        (["organisatie", "thuis-in-voorbeek"], ["warme-molenwijk"]),
    ],
    ids="-".join,
)
def test_issues_around(typed: Typed, demo: Path, words: list[str], issues: list[str]) -> None:
    """An area shows the issues in it and below, a person and an organisation those they serve."""
    out = typed("show", demo.name, *words).out
    around = out.partition("Opgaven\n")[2].partition("\n\n")[0]
    assert [issue for issue in ("niemand-alleen", "warme-molenwijk") if issue in around] == issues


def test_a_list(typed: Typed, dossier: Path) -> None:
    """A kind alone lists its records, with their names."""
    out = typed("show", "dossier", "gebieden").out
    assert out == "gebieden (2)\n  centrum   Centrum\n  gemeente  Mijn gemeente\n"


def test_an_unknown_id(typed: Typed, dossier: Path) -> None:
    """An id with a typo is answered with the one that comes near, in the dossier's language."""
    answer = typed("show", "dossier", "opgave", "prettig-woenen")
    assert answer.code == 2
    assert 'Bedoelt u "prettig-wonen"?' in answer.err


def test_an_unknown_kind(typed: Typed, dossier: Path) -> None:
    """A kind with a typo is answered with the one that comes near."""
    answer = typed("show", "dossier", "opgve", "x", "--lang", "nl")
    assert answer.code == 2
    assert 'Bedoelt u "opgave"?' in answer.err


@pytest.mark.parametrize("words", [["persoon", "opgavemanager-1"], ["personen"]])
def test_names_only_when_asked(typed: Typed, named: Path, words: list[str]) -> None:
    """Names of people are shown with `--names` alone, as text and as JSON."""
    for flag in ([], ["--json"]):
        assert NAME not in typed("show", "dossier", *words, *flag).all
    assert NAME in typed("show", "dossier", "persoon", "opgavemanager-1", "--names").out
    shown = json.loads(
        typed("show", "dossier", "persoon", "opgavemanager-1", "--names", "--json").out
    )
    assert shown["record"]["name"] == NAME


def test_json(typed: Typed, dossier: Path) -> None:
    """`--json` gives identifiers, the record as files hold it, its place and what refers to it."""
    shown = json.loads(typed("show", "dossier", "gebied", "centrum", "--json").out)
    assert list(shown) == [
        "format", "kind", "id", "name", "record", "location", "from_plugin", "referred_to_by",
        "withheld",
    ]  # fmt: skip
    assert shown["record"]["parent"] == "gemeente"
    assert {"kind": "issue", "id": "prettig-wonen", "name": "Prettig wonen in het centrum",
            "path": ["areas", 0]} in shown["referred_to_by"]  # fmt: skip


def test_facts_of_a_day(typed: Typed, dossier: Path) -> None:
    """`--on` shows who held a position that day, and not who came later."""
    before = typed("show", "dossier", "opgave", "prettig-wonen", "--on", "2026-05-01").out
    assert "bestuurlijk opdrachtgever" not in before
    assert "opgavemanager" in before


def test_markup_in_data_is_only_text(typed: Typed, dossier: Path) -> None:
    """Brackets that a terminal library reads as markup come out as they went in."""
    issues = dossier / "opgaven.yaml"
    title = "[red]Prettig[/] [link=x] wonen"
    text = issues.read_text("utf-8").replace("Prettig wonen in het centrum", f"'{title}'")
    issues.write_text(text, "utf-8")
    assert title in typed("show", "dossier", "opgave", "prettig-wonen").out


def test_control_characters_are_spelled_out(typed: Typed, dossier: Path) -> None:
    """What is typed cannot steer the terminal by way of an error message."""
    answer = typed("show", "dossier", "opgave", "\x1b[31mrood\x07")
    assert answer.code == 2
    assert "\x1b" not in answer.all
    assert "\\x1b[31mrood\\x07" in answer.err


def _completed(words: list[str], incomplete: str) -> list[str]:
    app = App(Voice("nl"))
    found = ShellComplete(app, {}, "opgavekern", "_X").get_completions(words, incomplete)
    return [one.value for one in found]


def test_completion_of_kinds_and_ids(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tab completes commands, kinds and the ids of the dossier."""
    assert _completed([], "ch") == ["check"]
    assert "opgave" in _completed(["show"], "opg")
    assert _completed(["show", "dossier", "gebied"], "c") == ["centrum"]
    monkeypatch.chdir(dossier)
    assert _completed(["show", "opgave"], "") == ["prettig-wonen"]
    assert _completed(["check", "--fail-on"], "w") == ["waarschuwing"]


def test_completion_where_there_is_no_dossier(here: Path) -> None:
    """Tab in a folder without a dossier offers nothing, and says nothing."""
    assert _completed(["show", "opgave"], "") == []


def test_what_has_no_name_is_told_by_what_it_is_of(typed: Typed, dossier: Path) -> None:
    """Meetings are listed with body and day beside the id that agenda items need."""
    (dossier / "organen.yaml").write_text("- {id: raad, naam: Gemeenteraad}\n", "utf-8")
    (dossier / "vergaderingen.yaml").write_text("- {orgaan: raad, op: 2026-09-08}\n", "utf-8")
    answer = typed("show", "dossier", "vergaderingen")
    assert answer.code == 0, answer.err
    listed = answer.out.splitlines()[1]
    assert listed.split("  ", 2)[1:] == ["raad.2026-09-08", "Gemeenteraad, 8 september 2026"]
    plain = json.loads(typed("show", "dossier", "vergaderingen", "--json").out)
    assert plain["records"] == [{"id": "raad.2026-09-08", "name": "raad.2026-09-08"}]


def test_a_status_that_nobody_wrote_is_told(typed: Typed, dossier: Path) -> None:
    """A meeting is planned until somebody says that it was held, and its card says so."""
    (dossier / "organen.yaml").write_text("- {id: raad, naam: Gemeenteraad}\n", "utf-8")
    (dossier / "vergaderingen.yaml").write_text("- {orgaan: raad, op: 2026-09-08}\n", "utf-8")
    answer = typed("show", "dossier", "vergadering", "raad.2026-09-08")
    assert any(line.split() == ["status", "gepland"] for line in answer.out.splitlines())
