"""Plugins that print and fail, under the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Typed
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
    assert "ModuleNotFoundError no_such_module" in quiet.err
    assert "Traceback" not in quiet.err
    assert "import no_such_module" in typed("check", loud, "--traceback").err
