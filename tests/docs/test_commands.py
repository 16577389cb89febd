from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = tuple(f"docs/how-to/{name}.md" for name in "against what-if ci diff editor excel".split())
PAGES += ("docs/tutorial.md",)
HANDBOOK = sorted((ROOT / "docs" / "handleiding").glob("*.md"))

#: What ends well: nothing found, something found.
FINE = frozenset({0, 1})

pytestmark = pytest.mark.needs("standard")


def _commands(page: Path) -> Iterator[str]:
    """The lines in blocks of shell that run opgavekern, in order of the page."""
    for block in re.findall(r"^```bash\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.M):
        yield from (line for line in block.splitlines() if line.startswith("opgavekern "))


def _pages() -> list[Path]:
    every = [*(ROOT / page for page in PAGES), *HANDBOOK]
    return [page for page in every if any(_commands(page))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, in which the reader of a page may stand, with the examples in it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(os.name == "nt", reason="the pages show commands for a POSIX shell")
@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.stem)
def test_commands_of_a_page_run_one_after_another(
    page: Path, request: pytest.FixtureRequest
) -> None:
    """Each command is understood and ends well, in the order in which the page gives them."""
    for dossier, language in (("mijn-dossier", "nl"), ("millbrook", "en")):
        lines = [line for line in _commands(page) if dossier in line]
        if lines and f"init {dossier}" not in lines[0]:
            _run(f"opgavekern init {dossier} --lang {language}")
    if any(" HEAD" in line for line in _commands(page)):
        _commit(request.getfixturevalue("git_program"))
    for line in _commands(page):
        if "--watch" in line:
            _watch(line)
            continue
        code, said = _run(line)
        assert code in FINE, f"{line}\n{said}"


def _commit(git: str) -> None:
    """Put what the reader has in the history of git."""
    me = ("-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "x")):
        subprocess.run([git, *me, *words], check=True, timeout=60)


def _run(line: str) -> tuple[int, str]:
    """Run a line: in this process, unless it asks something of the shell."""
    if not re.search(r"[<>|&;$*~`]", line):
        from tests.typed import type_words

        answer = type_words(*shlex.split(line)[1:])
        return answer.code, answer.all
    done = subprocess.run(  # noqa: S602 - our own pages, with redirection as readers type it
        _started(line), shell=True, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


def _started(line: str) -> str:
    """The line as it runs where no `opgavekern` is on the path."""
    return line.replace("opgavekern", f"{sys.executable} -m opgavekern", 1)


def _watch(line: str) -> None:
    """Run a command until it waits for changes, and then press Ctrl-C."""
    with subprocess.Popen(shlex.split(_started(line)), stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout is not None
        shown = list(itertools.takewhile(lambda said: "Ctrl-C" not in said, one.stdout))
        assert shown, line
        one.send_signal(signal.SIGINT)
        assert one.wait(timeout=60) == 130
