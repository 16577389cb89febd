from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.governance.plugins import install
from tests.made_plugin import ALONE

from opgavekern.base.errors import DossierError, OpgavekernError
from opgavekern.testing import ScenarioResult, run_scenario, update_scenario

pytestmark = pytest.mark.needs("standard", "testing")

ROOT = Path(__file__).parents[2]
_PLUGIN = "from tests.governance.plugins import Plugin\n"
_DUTCH = """\
format: 1
naam: Een proef
taal: nl
peildatum: 2026-09-01
plugins: [tst]

# Twee opgaven, waarvan er een alles heeft.
opgaven:
- {id: warm, titel: Warme huizen}
- {id: droog, titel: 'Droge voeten: #1'}
"""
_EXPECTED = """
scenario:
  # wat de regel vindt
  verwacht:
    - {code: TST-001, onderwerp: opgave warm, zegt: Warme huizen is niet in orde.}
    - code: TST-001
      onderwerp: issue:droog
"""


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin that the scenarios name."""
    (tmp_path / "site").mkdir()
    install(tmp_path / "site", "tst", _PLUGIN)
    monkeypatch.syspath_prepend(tmp_path / "site")
    sys.modules.pop("tst_plugin", None)


def _write(folder: Path, text: str) -> Path:
    path = folder / "proef.scenario.yaml"
    path.write_text(text, "utf-8")
    return path


def _signs(result: ScenarioResult) -> list[str]:
    return [f"{one['sign']}{one['subject']}" for one in result.to_records()]


def test_what_is_expected_and_found_agrees(tmp_path: Path) -> None:
    """Subjects are said in either language; a finding without words agrees with any."""
    result = run_scenario(_write(tmp_path, _DUTCH + _EXPECTED))
    assert result.is_as_expected, result.describe()
    assert "zoals verwacht" in result.describe("nl")


def test_what_differs_is_laid_side_by_side(tmp_path: Path) -> None:
    """Missing, unexpected and other words are each told, with the finding itself."""
    wanted = """
scenario:
  expected:
    - {code: TST-001, subject: issue warm, says: Iets anders.}
    - {code: TST-002, subject: issue droog}
"""
    result = run_scenario(_write(tmp_path, _DUTCH + wanted))
    assert not result.is_as_expected
    assert sorted(_signs(result)) == [
        "+opgave droog",
        "+opgave warm",
        "-issue droog",
        "-issue warm",
    ]
    said = result.describe("nl")
    assert "  - TST-001  issue warm  Iets anders." in said
    assert "  + TST-001  opgave warm  Warme huizen is niet in orde." in said


def test_one_finding_answers_one_expectation(tmp_path: Path) -> None:
    """The same expectation twice asks for two findings."""
    twice = _EXPECTED + "    - {code: TST-001, onderwerp: opgave droog}\n"
    result = run_scenario(_write(tmp_path, _DUTCH + twice))
    assert [one["sign"] for one in result.to_records()].count("-") == 1


@pytest.mark.parametrize(("only", "agrees"), [("[NL]", True), ("TST", False), ("[TST-001]", False)])
def test_a_scenario_may_be_about_some_rules_only(tmp_path: Path, only: str, agrees: bool) -> None:
    """Others are passed by, as when a plugin is tried beside the national rules."""
    both = _DUTCH.replace("[tst]", "[nl, tst]")
    path = _write(tmp_path, f"{both}\nscenario:\n  alleen: {only}\n  verwacht: []\n")
    assert run_scenario(path).is_as_expected is agrees


def test_a_scenario_about_nobodys_rules_is_refused(tmp_path: Path) -> None:
    """It would pass whatever is found; a slip is answered with the near miss and the line."""
    path = _write(tmp_path, f"{_DUTCH}\nscenario:\n  alleen: [TST-01, TST]\n  verwacht: []\n")
    with pytest.raises(DossierError) as refused:
        run_scenario(path)
    (problem,) = refused.value.problems
    assert problem.location is not None
    assert problem.location.line == _DUTCH.count("\n") + 2
    assert 'Bedoelt u "TST-001"?' in refused.value.text("nl")


@pytest.mark.parametrize(
    "part",
    ["", _EXPECTED.replace("warm,", "koud,"), "\nscenario:\n", "\nscenario:\n  alleen: TST\n"],
    ids=["no part", "another subject", "empty", "no findings"],
)
@pytest.mark.parametrize(
    "after", ["", "\n# Wat erna komt.\nsignalen: []\n"], ids=["end", "between"]
)
def test_writing_it_down_makes_it_agree_and_leaves_the_rest(
    tmp_path: Path, part: str, after: str
) -> None:
    """What is found takes the place of what was expected; a second time changes nothing."""
    path = _write(tmp_path, _DUTCH + part + after)
    assert update_scenario(path)
    written = path.read_text("utf-8")
    assert run_scenario(path).is_as_expected
    assert written.startswith(_DUTCH)
    assert after in written
    assert "Droge voeten: #1 is niet in orde." in written
    assert ("# wat de regel vindt" in written) is ("# wat de regel vindt" in part)
    assert not update_scenario(path)
    assert path.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("part", "line", "said"),
    [
        ("scenario: [1]", 12, "zegt niet wat"),
        ("scenario:\n  verwcht: []", 13, "verwacht"),
        ("scenario:\n  verwacht: ja", 13, "geen lijst"),
        ("scenario:\n  verwacht:\n  - TST-001", 14, "code en onderwerp"),
        ("scenario:\n  verwacht:\n  - {code: TST-001}", 14, "code en onderwerp"),
        ("scenario:\n  verwacht:\n  - {code: [], onderwerp: x y}", 14, "geen tekst"),
        ("scenario:\n  alleen: [{}]", 13, "geen code"),
        ("opgavn: []", 12, "opgaven"),
        ("scenario: {", 12, ""),
    ],
)
def test_what_a_scenario_cannot_say_is_told_with_its_place(
    tmp_path: Path, part: str, line: int, said: str
) -> None:
    """Also what is wrong with the dossier in it, on the line where it stands."""
    with pytest.raises(DossierError) as raised:
        run_scenario(_write(tmp_path, f"{_DUTCH}\n{part}\n"))
    problem = raised.value.problems[0]
    assert said in problem.text("nl")
    assert problem.location is not None
    assert problem.location.line is not None
    assert line <= problem.location.line <= line + 1


def test_a_rule_that_gives_no_answer_is_never_expected(tmp_path: Path) -> None:
    """The scenario fails, and cannot be written down."""
    failing = "\n\ndef fail(dossier, context):\n    raise ValueError\n"
    code = f"import tests.governance.plugins as made\n{failing}\n\n"
    code += "def Plugin():\n    return made.Plugin(made.a_rule(check=fail))\n"
    (tmp_path / "site" / "tst_plugin.py").write_text(code, "utf-8")
    path = _write(tmp_path, _DUTCH)
    result = run_scenario(path)
    assert not result.is_as_expected
    assert "  ! TST-001" in result.describe("nl")
    with pytest.raises(OpgavekernError, match="ValueError"):
        update_scenario(path)
    assert path.read_text("utf-8") == _DUTCH


def _pytest(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder as the author of a plugin does."""
    paths = f"import sys; sys.path[:0] = {[str(folder / 'site'), str(ROOT), str(ROOT / 'src')]!r}; "
    run = f"import pytest; sys.exit(pytest.main({list(words)!r}))"
    return subprocess.run(
        [sys.executable, "-c", paths + run],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_pytest_takes_scenarios_for_tests_where_it_is_asked(tmp_path: Path) -> None:
    """The difference is what a failure shows; `--update-scenarios` writes it down, and says so."""
    path = _write(tmp_path, _DUTCH + _EXPECTED.replace("is niet", "is wel"))
    asked = ("-p", "opgavekern.testing", "-p", "no:cacheprovider", "-q", "--rootdir=.")
    failed = _pytest(tmp_path, *asked, **ALONE)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "  - TST-001  opgave warm  Warme huizen is wel in orde." in failed.stdout
    assert "--update-scenarios" in failed.stdout
    assert "Traceback" not in failed.stdout
    # Also where other processes write them.
    elsewhere = ("-p", "xdist", "-n1") if find_spec("xdist") else ()
    updated = _pytest(tmp_path, *asked, *elsewhere, "--update-scenarios", **ALONE)
    assert updated.returncode == 0, updated.stdout
    assert "proef.scenario.yaml" in updated.stdout
    assert run_scenario(path).is_as_expected
    # Asked for by nobody, among all that is installed.
    assert _pytest(tmp_path, "-q", "-p", "no:cacheprovider", "--rootdir=.").returncode == 5


def test_what_became_of_a_waiver_is_found_too(tmp_path: Path) -> None:
    """A waiver is a record like another: it stands among what is found, with its outcome."""
    waived = """
rollen:
- {id: secretaris, naam: Gemeentesecretaris}
ontheffingen:
- id: even-niet
  regel: TST-001
  onderwerp: opgave:warm
  reden: De eigenaar volgt in oktober.
  verleend_door: secretaris
  kenmerk: 2026-1
  verleend_op: 2026-08-01
  vervalt_op: 2026-10-31
"""
    code = "from opgavekern.model import RoleId\nfrom tests.governance.plugins import a_rule\n"
    code += "from tests.governance.plugins import Plugin as Sound\n\n\ndef Plugin():\n"
    code += "    return Sound(a_rule(waivable_by=frozenset({RoleId('secretaris')})))\n"
    (tmp_path / "site" / "tst_plugin.py").write_text(code, "utf-8")
    path = _write(tmp_path, _DUTCH + waived)
    assert _signs(run_scenario(path)) == ["+ontheffing even-niet", "+opgave droog"]
    assert update_scenario(path)
    written = path.read_text("utf-8")
    assert "onderwerp: ontheffing even-niet\n      zegt: geldt\n" in written
    assert "opgave warm" not in written
    path.write_text(written.replace("peildatum: 2026-09-01", "peildatum: 2026-11-01"), "utf-8")
    assert "+ TST-001  ontheffing even-niet  verlopen" in run_scenario(path).describe("nl")
