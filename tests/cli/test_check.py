from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Typed

KEYS = (
    "format opgavekern dossier on exit conclusive counts findings waived waivers failures problems "
    "notices against receipt"
).split()


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def unanswered(dossier: Path) -> Path:
    """A dossier with one finding, of severity advice: a signal without an answer."""
    _edit(dossier / "signalen.yaml", "  beantwoord_op: 2026-04-02\n", "")
    _edit(
        dossier / "signalen.yaml",
        "  antwoord: De gemeente verkent met bewoners en ondernemers wat er speelt.\n",
        "",
    )
    return dossier


@pytest.fixture
def broken(dossier: Path) -> Path:
    """A dossier that cannot be read: a misspelt field on line 6 of a file."""
    _edit(dossier / "opgaven.yaml", "  titel: Prettig", "  tittel: Prettig")
    return dossier


def test_a_clean_dossier(typed: Typed, dossier: Path) -> None:
    """Without findings the code is 0, and the output says by how many rules was checked."""
    answer = typed("check", "dossier")
    assert answer.code == 0
    assert "Geen bevindingen." in answer.out
    assert "regels van nl" in answer.out


def test_findings_say_what_where_and_what_to_do(typed: Typed, unanswered: Path) -> None:
    """A finding stands under its issue with severity, code, words, remedy and place."""
    out = typed("check", "dossier").out
    issue, severity = out.index("Opgave prettig-wonen"), out.index("advies NL-082")
    assert issue < severity < out.index("dossier/signalen.yaml:5:3") < out.index("→ Laat weten")
    assert out.rstrip().endswith("1 bevinding: 1 advies.")


def test_a_dossier_without_plugins_is_not_praised(typed: Typed, dossier: Path) -> None:
    """Where no rule was asked for, the output says that none was checked."""
    _edit(
        dossier / "dossier.yaml",
        "plugins:\n  - nl                         # de landelijke regels\n",
        "",
    )
    answer = typed("check", "dossier")
    assert answer.code == 0
    assert "geen enkele regel is gecontroleerd" in answer.out


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("blocking", 0), ("warning", 0), ("advice", 1), ("never", 0),
     ("blokkerend", 0), ("Waarschuwing", 0), ("advies", 1), ("nooit", 0)],
)  # fmt: skip
def test_fail_on(typed: Typed, unanswered: Path, fail_on: str, code: int) -> None:
    """The code is 1 from the severity that `--fail-on` names, in either language."""
    assert typed("check", "dossier", "--fail-on", fail_on).code == code


@pytest.fixture
def waived(unanswered: Path) -> Path:
    """The same, with a waiver of that rule until the end of August 2026."""
    (unanswered / "ontheffingen.yaml").write_text(
        "- regel: NL-082\n"
        "  onderwerp: signaal:leegstand-winkelstraat\n"
        "  reden: Het antwoord komt na de zomer.\n"
        "  verleend_door: gemeentesecretaris\n"
        "  kenmerk: '2026-7'\n"
        "  vervalt_op: 2026-08-31\n",
        "utf-8",
    )
    return unanswered


@pytest.mark.parametrize(("on", "code"), [("2026-08-31", 0), ("2026-09-01", 1)])
def test_a_waived_finding_does_not_fail_until_its_waiver_expires(
    typed: Typed, waived: Path, on: str, code: int
) -> None:
    """On the last day the code is 0, and a day later 1 again."""
    assert typed("check", "dossier", "--on", on, "--fail-on", "advice").code == code


def test_a_waiver_is_told_with_what_it_takes_away(typed: Typed, waived: Path) -> None:
    """Until when, of what, why, by whom and where; the finding counts nowhere else."""
    out = typed("check", "dossier", "--on", "2026-08-31").out
    shown = out[out.index("Ontheffingen") :]
    assert "geldt: NL-082 hoeft voor" in shown
    assert "tot en met 31 augustus 2026" in shown
    assert "is nog geen antwoord gegeven" in shown
    assert "Reden: Het antwoord komt na de zomer." in shown
    assert "Gemeentesecretaris, 2026-7" in shown
    assert "dossier/ontheffingen.yaml:1:3" in shown
    assert out.rstrip().endswith("Geen bevindingen. Ontheven: 1.")


def test_a_finding_that_is_back_says_so(typed: Typed, waived: Path) -> None:
    """With the finding itself, and with the waiver, which says what to do."""
    out = typed("check", "dossier", "--on", "2026-09-01").out
    finding, waiver = out.split("Ontheffingen")
    assert "liep tot en met 31 augustus 2026; de bevinding is terug." in finding
    assert "verlopen: De ontheffing van NL-082" in waiver
    assert "→ Los de bevinding op, of laat opnieuw ontheffing verlenen." in waiver


def test_waivers_for_programs(typed: Typed, waived: Path) -> None:
    """Waived findings stand apart, each with its waiver, whose keys are always the same."""
    told = json.loads(typed("check", "dossier", "--json", "--on", "2026-08-31").out)
    assert (told["exit"], told["findings"], told["counts"]["advice"]) == (0, [], 0)
    ((found,), (waiver,)) = told["waived"], told["waivers"]
    assert found["waiver"] == {"id": waiver["id"], "status": "active"}
    assert waiver["findings"] == [found["id"]]
    assert waiver["reason"] == "Het antwoord komt na de zomer."
    assert waiver["granted_by"] == "gemeentesecretaris"
    assert waiver["location"]["line"] == 1


def test_waivers_as_annotations(typed: Typed, waived: Path) -> None:
    """One in force is a notice beside its line, one that expired a warning."""
    words = ("check", "dossier", "--format", "github", "--on")
    (notice,) = typed(*words, "2026-08-31").out.splitlines()
    assert notice.startswith("::notice file=dossier/ontheffingen.yaml,line=1,col=3,title=NL-082::")
    finding, warning = typed(*words, "2026-09-01").out.splitlines()
    assert "de bevinding is terug" in finding
    assert warning.startswith("::warning file=dossier/ontheffingen.yaml,line=1")


def test_an_outcome_of_before_outcomes_were_compared_is_refused(typed: Typed, kept: Path) -> None:
    """What it lacks is no difference; and what `--json` writes is JSON all the same."""
    told = json.loads(kept.read_text("utf-8"))
    del told["receipt"]["findings"], told["receipt"]["kinds"], told["receipt"]["header"]
    kept.write_text(json.dumps(told), "utf-8")
    answer = typed("check", "dossier", "--json", "--against", "then.json")
    assert answer.code == 3
    (problem,) = json.loads(answer.out)["problems"]
    assert problem["code"] == "older-receipt"


@pytest.fixture
def kept(typed: Typed, unanswered: Path) -> Path:
    """The outcome of a check on a day on which the signal was not there yet."""
    path = unanswered.parent / "then.json"
    path.write_text(typed("check", "dossier", "--json", "--on", "2026-03-13").out, "utf-8")
    return path


def test_since_an_earlier_check(typed: Typed, kept: Path) -> None:
    """What is new stands after the findings, with its cause, for people and for programs."""
    answer = typed("check", "dossier", "--against", "then.json")
    assert answer.code == 0
    assert "nieuw advies NL-082: " in answer.out
    assert "Oorzaak: de dag: 13 maart 2026 werd" in answer.out
    assert "nieuw 1, weg 0, gelijk 0." in answer.out
    told = json.loads(typed("check", "dossier", "--json", "--against", "then.json").out)
    assert list(told) == KEYS
    ((new,), gone, same) = (told["against"][one] for one in ("new", "gone", "same"))
    assert (gone, same) == ([], [])
    assert [one["kind"] for one in new["causes"]] == ["day"]
    assert new["why"]["en"].startswith("Cause: the day: 13 March 2026 became")
    (line,) = typed("check", "dossier", "--format", "github", "--against", "then.json").out.split(
        "\n"
    )[:1]
    assert "Nieuw sinds de vorige controle. Oorzaak: de dag" in line


def test_with_the_dossier_of_then_the_record_is_named(
    typed: Typed, kept: Path, dossier: Path
) -> None:
    """And a dossier that is not that of the check is refused."""
    (dossier.parent / "now.json").write_text(typed("check", "dossier", "--json").out, "utf-8")
    typed("convert", "dossier", "then.yaml")
    _edit(
        dossier / "signalen.yaml", "  ingebracht_op", "  beantwoord_op: 2026-04-02\n  ingebracht_op"
    )
    gone = typed("check", "dossier", "--against", "now.json", "--before", "then.yaml")
    assert "weg advies NL-082" in gone.out
    assert "gewijzigd: signaal Bewoners voelen zich" in gone.out
    other = typed("check", "dossier", "--against", "now.json", "--before", "dossier")
    assert other.code == 2
    assert "het eerdere dossier is een ander dan waarvan deze controle was" in other.all


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--against", "dossier/dossier.yaml"], 3, "hier staat geen uitkomst van een controle"),
        (["--against", "nergens.json"], 3, "dit bestand of deze map is er niet"),
        (["--before", "dossier"], 2, "--before is het dossier bij --against"),
        (["--watch", "--against", "then.json"], 2, "zonder --json"),
    ],
)
def test_what_cannot_be_held_against(
    typed: Typed, kept: Path, words: list[str], code: int, said: str
) -> None:
    """Said in the language of the dossier, with the file."""
    answer = typed("check", "dossier", *words)
    assert (answer.code, said in answer.all) == (code, True)


def test_on_another_day(typed: Typed, unanswered: Path) -> None:
    """`--on` checks on that day; before the signal was raised there was nothing to answer."""
    assert "Geen bevindingen" in typed("check", "dossier", "--on", "2026-03-13").out


def test_the_language(typed: Typed, dossier: Path) -> None:
    """Output is in the dossier's language, whatever the machine's, unless `--lang` says other."""
    assert "Geen bevindingen" in typed("check", "dossier", env={"LANG": "en_GB"}).out
    assert "No findings" in typed("check", "dossier", "--lang", "en").out


def test_an_unreadable_dossier(typed: Typed, broken: Path) -> None:
    """Problems are shown with file, line, column and remedy, and the code is 3."""
    answer = typed("check", "dossier", "--lang", "nl")
    assert answer.code == 3
    assert 'dossier/opgaven.yaml:6:3: onbekend veld "tittel"' in answer.out
    assert 'Bedoelt u "titel"?' in answer.out
    assert "Het dossier is niet te lezen; aantal problemen: 1." in answer.out


@pytest.mark.parametrize("command", ["check", "report"])
def test_problems_are_in_the_language_of_the_dossier(
    typed: Typed, broken: Path, command: str
) -> None:
    """What cannot be read is told in the dossier's language, unless `--lang` says other."""
    english = {"LANG": "C.UTF-8"}
    assert "onbekend veld" in typed(command, "dossier", env=english).all
    assert "unknown field" in typed(command, "dossier", "--lang", "en", env=english).all
    _edit(broken / "dossier.yaml", "taal: nl", "taal: en")
    assert "unknown field" in typed(command, "dossier", env={"LANG": "nl_NL"}).all


def test_a_plugin_that_is_not_there_is_told_in_the_language_of_the_dossier(
    typed: Typed, dossier: Path
) -> None:
    """What goes wrong after reading is in the dossier's language too."""
    _edit(dossier / "dossier.yaml", "  - nl  ", "  - utrecht  ")
    assert "is niet ge" in typed("check", "dossier", env={"LANG": "C.UTF-8"}).all


def test_a_broken_cover_leaves_the_language_of_the_files(typed: Typed, dossier: Path) -> None:
    """Where `dossier.yaml` cannot be read, the names that the other files use tell the language."""
    (dossier / "dossier.yaml").write_text("format: [1\n")
    assert "Het dossier is niet te lezen" in typed("check", "dossier", env={"LANG": "C"}).out


def test_without_any_clue_the_machine_decides(typed: Typed, here: Path) -> None:
    """Where nothing of a dossier can be read, its problems are in the language of LANG."""
    (here / "map").mkdir()
    assert "cannot be read" in typed("check", "map", env={"LANG": "C"}).out
    assert "niet te lezen" in typed("check", "map", env={"LANG": "nl_NL"}).out


@pytest.mark.parametrize(
    "place", ["nergens", "dossier/opgaven.yaml", "dossier/opgaven.yaml/x", "."]
)
def test_what_is_no_dossier(typed: Typed, dossier: Path, place: str) -> None:
    """Nothing there, a part of a dossier, or a folder of something else: problems, code 3."""
    answer = typed("check", place)
    assert answer.code == 3
    assert answer.err == ""


def test_an_unknown_plugin(typed: Typed, dossier: Path) -> None:
    """A plugin that is not installed is a problem of the dossier, with its place."""
    _edit(dossier / "dossier.yaml", "  - nl ", "  - atlantis ")
    answer = typed("check", "dossier", "--lang", "nl")
    assert answer.code == 3
    assert "dossier/dossier.yaml:17" in answer.out
    assert '"atlantis"' in answer.out


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read here"
)
def test_a_folder_without_permission(typed: Typed, dossier: Path) -> None:
    """A folder that may not be read is a problem, not a traceback."""
    dossier.chmod(0)
    try:
        assert typed("check", "dossier").code == 3
    finally:
        dossier.chmod(0o755)


def _json(answer: Answer) -> dict[str, object]:
    plain: dict[str, object] = json.loads(answer.out)
    return plain


def test_json_has_the_same_keys_however_it_went(typed: Typed, unanswered: Path, here: Path) -> None:
    """`--json` of a readable and of an unreadable dossier has the promised keys, in order."""
    good, bad = typed("check", "dossier", "--json"), typed("check", "nergens", "--format", "json")
    assert list(_json(good)) == list(_json(bad)) == KEYS
    assert (_json(good)["exit"], _json(bad)["exit"]) == (good.code, bad.code) == (0, 3)


def test_json_holds_findings_in_both_languages(typed: Typed, unanswered: Path) -> None:
    """A finding in JSON has its texts in Dutch and English, subject, issues and place."""
    plain = json.loads(typed("check", "dossier", "--json").out)
    (finding,) = plain["findings"]
    assert finding["code"] == "NL-082"
    assert finding["subject"] == {"kind": "signal", "id": "leegstand-winkelstraat"}
    assert finding["issues"] == ["prettig-wonen"]
    assert finding["location"] == {"file": "dossier/signalen.yaml", "line": 5, "column": 3}
    assert {"nl", "en"} == finding["message"].keys() == finding["remedy"].keys()
    assert plain["counts"] == {"blocking": 0, "warning": 0, "advice": 1}
    assert plain["receipt"]["plugins"][0]["name"] == "nl"
    assert len(plain["receipt"]["rules"]) >= 15


def test_what_was_noticed_in_reading(typed: Typed, dossier: Path) -> None:
    """How a file was read otherwise than its writer may think is said on standard error."""
    (dossier / "rollen.csv").write_bytes("id;naam\nc;Coördinator\n".encode("cp1252"))
    (dossier / "collegevoorstel.pdf").write_bytes(b"%PDF-1.7")
    answer = typed("check", "dossier")
    assert answer.code == 0
    assert "Geen bevindingen." in answer.out
    pdf, csv = (one for one in answer.err.splitlines() if one.startswith("Let op: "))
    assert pdf.startswith('Let op: dossier/collegevoorstel.pdf: "collegevoorstel.pdf" is een doc')
    assert csv.startswith("Let op: dossier/rollen.csv:2:5: dit is geen UTF-8, en is gelezen als")
    plain = json.loads(typed("check", "dossier", "--json").out)
    assert [one["code"] for one in plain["notices"]] == ["document-passed-by", "read-as-cp1252"]
    assert plain["notices"][1]["location"]["line"] == 2
    told = typed("check", "dossier", "--format", "github").out
    assert "::notice file=dossier/rollen.csv,line=2,col=5,title=read-as-cp1252::" in told


def test_json_of_problems(typed: Typed, broken: Path) -> None:
    """An unreadable dossier is told in JSON too, with the place of each problem."""
    plain = json.loads(typed("check", "dossier", "--json").out)
    (problem,) = plain["problems"]
    assert problem["code"] == "unknown-field"
    assert problem["location"]["line"] == 6
    assert problem["message"]["nl"] == 'onbekend veld "tittel"'


def test_json_survives_any_console(process: Typed, dossier: Path) -> None:
    """JSON is the same value on a console that lacks letters."""
    told = [
        json.loads(process("show", "dossier", "opgave", "prettig-wonen", "--json",
                           cwd=dossier.parent, env={"PYTHONIOENCODING": encoding}).out)
        for encoding in ("utf-8", "ascii")
    ]  # fmt: skip
    assert told[0] == told[1]


def test_github(typed: Typed, unanswered: Path, here: Path) -> None:
    """`--format github` writes one annotation for each finding, on its line."""
    (said,) = typed("check", "dossier", "--format", "github").out.splitlines()
    assert said.startswith("::notice file=dossier/signalen.yaml,line=5,col=3,title=NL-082::")
    assert "%0ALaat weten" in said


def test_github_problems(typed: Typed, broken: Path) -> None:
    """Problems of an unreadable dossier are annotations too."""
    answer = typed("check", "dossier", "--format", "github", "--lang", "nl")
    assert answer.code == 3
    assert "::error file=dossier/opgaven.yaml,line=6,col=3,title=unknown-field::" in answer.out


DOSSIER = """\
format: 1
naam: Klein
taal: nl
peildatum: 2026-09-01
plugins: nl
opgaven:
  - id: wonen
    titel: Prettig wonen
"""


def test_standard_input(typed: Typed) -> None:
    """`check -` reads one YAML or JSON text; a name says which, and stands in messages."""
    assert typed("check", "-", stdin=DOSSIER).code == 0
    wrong = typed("check", "-", "--stdin-name", "x/klein.yaml", stdin=DOSSIER + "    tittel: x\n")
    assert wrong.code == 3
    assert "x/klein.yaml:9:5:" in wrong.out
    no_json = typed("check", "-", "--stdin-name", "klein.json", stdin=DOSSIER)
    assert no_json.code == 3


def test_own_rules_are_checked_as_an_editor_holds_them(typed: Typed, dossier: Path) -> None:
    """A file of rules takes its place in the dossier, and what is wrong is told where it stands."""
    text = "regels:\n- kode: x\n"
    wrong = typed("check", "-", "--stdin-name", "dossier/regels.yaml", stdin=text)
    assert wrong.code == 3
    assert 'dossier/regels.yaml:2:3: onbekend veld "kode"' in wrong.out


@pytest.mark.parametrize("name", ["dossier.yaml", "opgaven.yaml"])
def test_standard_input_takes_the_place_of_a_file(
    typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A file that an editor holds is checked with the files beside it, saved or not."""
    text = (dossier / name).read_text("utf-8")
    for named in (f"dossier/{name}", f"../dossier/{name}"):
        assert typed("check", "-", "--stdin-name", named, stdin=text).code == 0
        wrong = typed("check", "-", "--stdin-name", named, stdin=text + "\nx: [")
        assert wrong.code == 3
        assert f"{named}:" in wrong.out
        if named.startswith("dossier"):
            monkeypatch.chdir(dossier)


def test_standard_input_takes_the_place_of_a_file_in_the_folder_of_a_kind(
    typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is for a file of one record, also one that was never saved."""
    (dossier / "opgaven").mkdir()
    new = "id: nieuw\ntitel: Nieuw\ngebieden: nergens\n"
    monkeypatch.chdir(dossier / "opgaven")
    answer = typed("check", "-", "--stdin-name", "nieuw.yaml", stdin=new)
    assert answer.code == 3
    assert "opgaven/nieuw.yaml:3:11: er is geen gebied" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "dossier", "--on", "1-9-2026"), "verwacht: een dag"),
        (("check", "dossier", "--format", "tekts"), 'Bedoelt u "tekst"?'),
        (("check", "dossier", "--onn", "x"), "er is geen optie"),
        (("show", "dossier", "opgaaf", "x"), 'Bedoelt u "opgave"?'),
        (("chek", "dossier"), "er is geen opdracht"),
        (("convert", "dossier", "uit.xlsm"), "past niet bij een dossier"),
        (("check", "dossier", "--on", "1-9-2026", "--lang", "en"), "expected a day"),
        (("check", "elders", "--on", "1-9-2026"), "expected a day"),
    ],
)
def test_a_command_line_is_refused_in_the_language_of_its_dossier(
    typed: Typed, dossier: Path, words: tuple[str, ...], said: str
) -> None:
    """Options come before the dossier is read, yet what is said of them is in its language."""
    answer = typed(*words, env={"LANG": "en_GB.UTF-8"})
    assert answer.code == 2
    assert said in answer.err


def test_a_part_of_a_dossier_is_spoken_of_in_its_language(typed: Typed, dossier: Path) -> None:
    """Whoever names one file of it reads in the language of the whole which folder to name."""
    answer = typed("check", "dossier/opgaven.yaml", env={"LANG": "en_GB.UTF-8"})
    assert answer.code == 3
    assert "Noem de map: dossier" in answer.out


@pytest.mark.parametrize("words", [("check", "dossier"), ("show", "dossier", "opgaven")])
def test_what_is_noticed_is_told_beside_problems(
    typed: Typed, dossier: Path, words: tuple[str, ...]
) -> None:
    """A file that was emptied explains why others refer to what is not there."""
    (dossier / "opgaven.yaml").write_text("")
    answer = typed(*words)
    assert answer.code == 3
    assert "Let op: dossier/opgaven.yaml: hier staat niets in" in answer.err
    assert "er is geen opgave" in answer.out + answer.err


def test_what_is_noticed_is_in_the_json_of_problems_too(typed: Typed, dossier: Path) -> None:
    """Programs read beside the problems what was noticed."""
    (dossier / "opgaven.yaml").write_text("")
    plain = json.loads(typed("check", "dossier", "--json").out)
    assert [one["code"] for one in plain["notices"]] == ["nothing-there"]
    assert plain["problems"]


def test_standing_in_a_dossier_is_naming_it(
    typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the current folder is the dossier for want of another, its language is spoken."""
    monkeypatch.chdir(dossier)
    assert "verwacht: een dag" in typed("check", "--on", "x", env={"LANG": "en"}).err


def test_standard_input_that_is_json(typed: Typed) -> None:
    """Without a name, text that starts with a brace is JSON."""
    plain = {
        "format": 1,
        "name": "Klein",
        "as_of": "2026-09-01",
        "issues": [{"id": "a", "title": "A"}],
    }
    assert typed("check", "-", stdin=json.dumps(plain)).code == 0


def test_standard_input_that_is_no_text(typed: Typed) -> None:
    """Bytes that are no text are a problem."""
    answer = typed("check", "-", stdin=b"\xff\xfe\x00\xd8", env={"LANG": "nl"})
    assert answer.code == 3
    assert "UTF-8" in answer.out


def test_a_limit_is_named_and_can_be_raised(typed: Typed, dossier: Path) -> None:
    """Too large says which limit, and `--limit` widens it."""
    small = typed("check", "dossier", "--limit", "file_bytes=100")
    assert small.code == 3
    assert "file_bytes" in small.out
    assert typed("check", "dossier", "--limit", "file_bytes=100000").code == 0
    assert "file_bytes=20" in typed("check", "-", "--limit", "file_bytes=10", stdin=DOSSIER).out
