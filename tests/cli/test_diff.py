from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import attrs
import pytest
from tests.cli.conftest import Typed

from opgavekern.base.texts import Prose
from opgavekern.files import read_dossier, write_dossier
from opgavekern.testing import a_person

OPGAVEN = "opgaven.yaml"


@pytest.fixture
def other(dossier: Path) -> Path:
    """A copy of the dossier in which someone else sponsors, and a title is another."""
    made = shutil.copytree(dossier, dossier.parent / "nieuw")
    file = made / OPGAVEN
    text = file.read_text("utf-8")
    title = next(line for line in text.splitlines() if "titel:" in line)
    file.write_text(text.replace(title, f"{title.split(':')[0]}: Anders"), "utf-8")
    return made


def test_nothing_changed(typed: Typed, dossier: Path) -> None:
    """A dossier beside itself: said in one line, code 0 with and without --exit-code."""
    for more in ((), ("--exit-code",)):
        answer = typed("diff", "dossier", "dossier", *more)
        assert (answer.code, answer.err) == (0, "")
        assert "geen verschillen" in answer.out


def test_what_changed_stands_by_issue(typed: Typed, other: Path) -> None:
    """In the language of the dossier, or the one that was asked for."""
    answer = typed("diff", "dossier", "nieuw")
    assert answer.code == 0
    assert "1 opgave gewijzigd" in answer.out
    assert "\nOpgave " in answer.out
    assert "→ “Anders”." in answer.out
    assert "1 issue changed" in typed("diff", "dossier", "nieuw", "--lang", "en").out


def test_exit_code(typed: Typed, other: Path) -> None:
    """Differences are code 1 only where that was asked for, as `git diff` has it."""
    assert typed("diff", "dossier", "nieuw", "--exit-code").code == 1
    assert typed("diff", "dossier", "nieuw", "--exit-code", "--json").code == 1


def test_without_new_it_is_the_current_folder(
    typed: Typed, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stands in the dossier names the old one only."""
    monkeypatch.chdir(other)
    assert "1 opgave gewijzigd" in typed("diff", "../dossier").out


def test_folders_files_and_workbooks(typed: Typed, dossier: Path) -> None:
    """What a dossier is kept in makes no difference."""
    held = read_dossier(dossier)
    for name in ("een.yaml", "een.json", "een.xlsx"):
        write_dossier(held, Path(name))
        answer = typed("diff", "dossier", name, "--exit-code")
        assert answer.code == 0, answer.all


def test_json(typed: Typed, other: Path) -> None:
    """The same keys however much changed, with both sides named and both languages in texts."""
    found = json.loads(typed("diff", "dossier", "nieuw", "--json").out)
    same = json.loads(typed("diff", "dossier", "dossier", "--json").out)
    assert found.keys() == same.keys()
    assert (found["format"], found["differs"], same["differs"]) == (1, True, False)
    assert found["new"]["source"] == "nieuw"
    assert found["new"]["digest"] != found["old"]["digest"]
    (issue,) = found["issues"]
    keys = "issue title type phase people money hours records findings".split()
    assert list(issue) == keys
    (field,) = issue["records"][0]["fields"]
    assert (field["path"], field["after"], field["is_hidden"]) == (["title"], "Anders", False)


def test_nobody_is_named_unless_asked(typed: Typed, dossier: Path) -> None:
    """Neither in words nor in JSON; with --names the name is there."""
    held = read_dossier(dossier)
    old = held.replace(a_person(id="px", name="Jan de Vries", function="adviseur"))
    new = held.replace(a_person(id="px", name="Jan Jansen", function="adviseur"))
    for name, one in (("oud.yaml", old), ("nieuw.yaml", new)):
        write_dossier(one, Path(name))
    for form in ((), ("--json",)):
        quiet = typed("diff", "oud.yaml", "nieuw.yaml", *form)
        loud = typed("diff", "oud.yaml", "nieuw.yaml", *form, "--names")
        assert "px" in quiet.out
        assert "Jan" not in quiet.all
        assert "Jan Jansen" in loud.out


def test_on_two_days(typed: Typed, dossier: Path) -> None:
    """The same dossier on two days tells what time did to it; a day alone is for both."""
    held = read_dossier(dossier)
    issue = next(iter(held.issues))
    assert issue.history
    before = issue.history[0].on.replace(year=issue.history[0].on.year - 1)
    after = issue.history[-1].on
    answer = typed("diff", "dossier", "dossier", "--old-on", str(before), "--on", str(after))
    assert "Fase: " in answer.out
    assert "geen verschillen" in typed("diff", "dossier", "dossier", "--on", str(after)).out


def test_what_cannot_be_read(typed: Typed, dossier: Path) -> None:
    """Either of the two: its problems, and code 3."""
    Path("leeg").mkdir()
    for words in (("leeg", "dossier"), ("dossier", "leeg"), ("dossier", "nergens")):
        answer = typed("diff", *words)
        assert (answer.code, answer.out) == (3, "")
    assert typed("diff").code == 2


def test_a_revision_of_git(typed: Typed, git_program: str, dossier: Path) -> None:
    """What was committed beside what there is now, from the top or from where one is."""
    me = [git_program, "-c", "user.name=me", "-c", "user.email=me@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "x"]):
        subprocess.run([*me, *words], check=True)
    file = dossier / OPGAVEN
    file.write_text(file.read_text("utf-8").replace("titel: ", "titel: Nieuw "), "utf-8")
    assert "→ “Nieuw " in typed("diff", "HEAD:dossier", "dossier").out
    assert "→ “Nieuw " in typed("diff", "HEAD:./dossier", "dossier").out
    assert typed("check", "HEAD:dossier").code in (0, 1)
    lost = typed("diff", "HEAD~7:dossier", "dossier", "--lang", "nl")
    assert (lost.code, "git kent geen revisie" in lost.err) == (3, True)


def test_hostile_text_stays_text(typed: Typed, dossier: Path) -> None:
    """Controls and markup in the data neither colour nor move what is shown."""
    held = read_dossier(dossier)
    issue = next(iter(held.issues))
    write_dossier(held.replace(attrs.evolve(issue, note=Prose("[red]x"))), Path("een.yaml"))
    answer = typed("diff", "dossier", "een.yaml")
    assert "“[red]x”" in answer.out
    assert "\x1b" not in answer.out
