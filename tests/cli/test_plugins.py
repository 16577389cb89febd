"""Plugins that print and fail, under the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Typed, environment
from tests.governance.plugins import install

LOUD = """
from opgavekern.model import Dossier
from tests.governance.plugins import Plugin as Sound, a_rule

print("printed on import")


def loud(dossier, context):
    print("printed by a rule")
    return ()


def failing(dossier, context):
    raise ValueError("words of the plugin")


def Plugin():
    print("printed by the factory")
    rules = (a_rule("LOU-001", loud), a_rule("LOU-002", failing))
    return Sound(*rules, name="loud", namespace="LOU")
"""


@pytest.fixture
def loud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier that names a plugin which prints, and whose second rule raises."""
    install(tmp_path, "loud", LOUD)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "loud_plugin", raising=False)
    header = {"language": "en", "as_of": "2026-09-01", "plugins": ["loud"]}
    path = tmp_path / "dorp.json"
    path.write_text(json.dumps({"format": 1, **header}), "utf-8")
    return str(path)


def test_what_a_plugin_prints_is_no_part_of_the_answer(typed: Typed, loud: str) -> None:
    """It goes to standard error, so that JSON stays JSON."""
    answer = typed("check", loud, "--json")
    assert answer.code == 4
    assert [one["code"] for one in json.loads(answer.out)["failures"]] == ["LOU-002"]
    for where in ("on import", "by the factory", "by a rule"):
        assert f"printed {where}" in answer.err


def test_standard_input_is_checked_in_the_same_quiet(typed: Typed, loud: str) -> None:
    """A dossier that comes in by standard input brings no prints of plugins into the answer."""
    answer = typed("check", "-", "--json", stdin=Path(loud).read_text("utf-8"))
    assert json.loads(answer.out)["failures"]


def test_why_a_rule_failed_is_shown_to_whoever_asks(typed: Typed, loud: str) -> None:
    """`--traceback` shows the plugin's own words and lines; without it they are not quoted."""
    quiet, asked = typed("check", loud), typed("check", loud, "--traceback")
    assert "ValueError (loud_plugin.py:" in quiet.out
    assert "words of the plugin" not in quiet.all
    assert "words of the plugin" in asked.err
    assert "Traceback" in asked.err
    assert quiet.out == asked.out


def test_why_a_plugin_cannot_be_loaded_is_shown_to_whoever_asks(
    typed: Typed, loud: str, tmp_path: Path
) -> None:
    """The missing module is named, and `--traceback` shows where it was wanted."""
    (tmp_path / "loud_plugin.py").write_text("import no_such_module\n", "utf-8")
    quiet = typed("check", loud)
    assert quiet.code == 4
    assert "ModuleNotFoundError no_such_module" in quiet.out
    assert "Traceback" not in quiet.err
    assert "import no_such_module" in typed("check", loud, "--traceback").err


HANGING = """
from tests.governance.hanging import hanging
from tests.governance.plugins import Plugin as Sound, a_rule


def Plugin():
    rules = (a_rule("STU-001", hanging), a_rule("STU-002"))
    return Sound(*rules, name="stuck", namespace="STU")
"""


@pytest.fixture
def stuck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier that names a plugin of which the first rule never answers."""
    install(tmp_path, "stuck", HANGING)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "stuck_plugin", raising=False)
    header = {"language": "nl", "as_of": "2026-09-01", "plugins": ["stuck"]}
    path = tmp_path / "dorp.json"
    issues = [{"id": "i", "title": "Warm wonen"}]
    path.write_text(json.dumps({"format": 1, **header, "issues": issues}), "utf-8")
    return str(path)


def test_a_rule_that_hangs_is_ended_and_never_green(typed: Typed, stuck: str) -> None:
    """With a time limit the other rules answer, the code is 4, and JSON stays JSON."""
    answer = typed("check", stuck, "--json", "--time-limit", "3", "--fail-on", "never")
    told = json.loads(answer.out)
    assert (answer.code, told["exit"]) == (4, 4)
    assert [one["code"] for one in told["findings"]] == ["STU-002"]
    (failure,) = told["failures"]
    said = "de regel gaf binnen 3 seconden geen antwoord, en is afgebroken"
    assert failure["message"]["nl"] == said


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C of a group of processes is POSIX")
def test_ctrl_c_ends_a_rule_in_another_process_too(stuck: str) -> None:
    """Code 130 and the line that it always says; the process of the rule says nothing of it."""
    paths = (str(Path(stuck).parent), *sys.path)
    with subprocess.Popen(
        [sys.executable, "-m", "opgavekern", "check", stuck, "--time-limit", "600"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PYTHONPATH=os.pathsep.join(filter(None, paths))),
        start_new_session=True,
    ) as one:
        assert one.stderr is not None
        assert one.stderr.readline() == "HANGS\n"
        os.killpg(one.pid, signal.SIGINT)
        out, err = one.communicate(timeout=60)
    assert (one.returncode, out) == (130, "")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("wrong", ["0", "-1", "lang", "inf", "nan"])
def test_what_is_no_time_is_refused(typed: Typed, stuck: str, wrong: str) -> None:
    """Before anything runs."""
    answer = typed("check", stuck, "--time-limit", wrong)
    assert answer.code == 2
    assert "is geen aantal seconden boven nul" in answer.all
