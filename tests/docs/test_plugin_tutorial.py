from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.made_plugin import made_available, run

from opgavekern.cli.app import App
from opgavekern.cli.voice import Voice

PAGE = Path(__file__).parents[2] / "docs" / "plugin-tutorial.md"
_BLOCK = re.compile(
    r"^<!-- (?P<what>file|change|result|shows): (?P<path>.+?)(?: from: (?P<line>.*?))? -->\n"
    r"```\w+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)

pytestmark = pytest.mark.needs("standard", "testing")


def _pytest(folder: Path, *words: str) -> tuple[int, str]:
    ended = run(
        "pytest", "-q", "-p", "no:cacheprovider", *words,
        cwd=folder, site=folder.parent / "site", made=(folder,),
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


def _said(folder: Path, command: str) -> str:
    """What a command of opgavekern says where the plugin is installed."""
    ended = run(
        "opgavekern", *shlex.split(command),
        cwd=folder, site=folder.parent / "site", made=(folder,),
    )  # fmt: skip
    return ended.stdout + ended.stderr


def _blocks() -> Iterator[re.Match[str]]:
    found = list(_BLOCK.finditer(PAGE.read_text("utf-8")))
    assert len(found) == PAGE.read_text("utf-8").count("\n<!-- ")
    yield from found


def _follow(folder: Path, block: re.Match[str]) -> None:
    """Do to a file what the page says."""
    path = folder / block["path"]
    text = path.read_text("utf-8") if path.exists() else ""
    if block["what"] == "change":
        lines = block["text"].splitlines(keepends=True)
        old, new = ("".join(one[1:] for one in lines if one[0] in side) for side in (" -", " +"))
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    elif block["line"]:
        before, found, _ = text.partition(f"\n{block['line']}")
        assert found, block["line"]
        text = f"{before}\n{block['text']}"
    else:
        text = block["text"]
    path.write_text(text, "utf-8")


def _shown() -> str:
    """What the page shows of a scenario that fails."""
    page = PAGE.read_text("utf-8")
    return re.findall(r"^```text\n(owners\.scenario.*?)^```$", page, re.DOTALL | re.MULTILINE)[0]


def test_who_follows_the_page_has_a_plugin_whose_tests_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of the page is written as it says; what it shows is what is shown."""
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"^opgavekern (new-plugin .*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    ended = CliRunner().invoke(App(Voice("en")), shlex.split(command))
    assert ended.exit_code == 0, ended.output
    folder = tmp_path / "millbrook"
    made_available(folder, tmp_path / "site")
    results, changes = [], 0
    for block in _blocks():
        if block["what"] == "result":
            results.append(block)
            continue
        if block["what"] == "shows":
            assert _said(folder, block["path"]) == block["text"]
            continue
        _follow(folder, block)
        changes += block["what"] == "change"
        if changes == 2:  # the rule is declared: what the page shows of it is what is seen
            changes += 1
            code, said = _pytest(folder, "tests/scenarios")
            assert code == 1
            assert _shown() in said, said
    assert _pytest(folder, "tests/scenarios")[0] == 1
    code, said = _pytest(folder, "--update-scenarios", "tests/scenarios")
    assert code == 0, said
    assert results
    for block in results:
        assert (folder / block["path"]).read_text("utf-8").endswith(block["text"])
    code, said = _pytest(folder)
    assert code == 0, said
