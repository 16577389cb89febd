from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from opgavekern.governance import Governance, check, explain, load, read_rules

ROOT = Path(__file__).parents[2]
ON = date(2026, 9, 1)
_BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.needs("standard")


def _blocks(page: str) -> list[str]:
    return _BLOCK.findall((ROOT / "docs" / page).read_text("utf-8"))


@pytest.fixture(params=[0, 1], ids=["a requirement", "and a change"])
def governed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the example with an example of the handbook as its rules."""
    folder = shutil.copytree(ROOT / "examples" / "helmond", tmp_path / "helmond")
    text = _blocks("handleiding/eigen-regels.md")[request.param]
    (folder / "regels.yaml").write_text(text, "utf-8")
    return folder


def test_the_examples_of_the_handbook_find_something(governed: Path) -> None:
    """Each is read, finds what it is about, and leaves something that is in order alone."""
    dossier, governance = load(governed)
    own = [rule.code for rule in governance.rules if rule.code.startswith("WIJK-")]
    result = check(dossier, governance, on=ON)
    found = [one for one in result.findings if one.code in own]
    assert len(own) == 1
    assert 0 < len(found) < len(dossier.issues)
    assert not result.failures


def test_the_change_of_the_handbook_has_effect(tmp_path: Path) -> None:
    """The number that it tightens is the one that holds."""
    folder = shutil.copytree(ROOT / "examples" / "helmond", tmp_path / "helmond")
    (folder / "regels.yaml").write_text(_blocks("handleiding/eigen-regels.md")[1], "utf-8")
    _, governance = load(folder)
    ways = explain(governance, "NL-022", on=ON).ways
    assert "dossier" in {name for way in ways for one in way.parameters for name in one.plugins}


def test_the_example_for_plugins_is_read(tmp_path: Path) -> None:
    """The file of the how-to gives a rule and a change."""
    (tmp_path / "rules.yaml").write_text(_blocks("how-to/rules-without-python.md")[0], "utf-8")
    read = read_rules(tmp_path)
    assert [one.code for one in read.rules] == ["MIL-010"]
    assert [one.rule for one in read.changes] == ["NL-022"]
    assert Governance.activate(["nl"]).rule("NL-022")
