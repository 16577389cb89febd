"""The command line as people meet it: typed words in, what is shown and a code out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.typed import Answer, Typed, type_words

from opgavekern.cli.app import App
from opgavekern.cli.voice import Voice

__all__ = ["Answer", "Typed", "environment"]

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def typed() -> Typed:
    """Run `opgavekern` with some words, in this process."""
    return type_words


def environment(**settings: str) -> dict[str, str]:
    """The environment of a real process that runs the source in this checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return {**kept, "PYTHONPATH": str(SOURCE), **settings}


@pytest.fixture
def process() -> Typed:
    """Run `python -m opgavekern` with some words, as a process of its own."""

    def run(
        *words: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Answer:
        ended = subprocess.run(
            [sys.executable, "-m", "opgavekern", *words],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=environment(**(env or {})),
            timeout=60,
        )
        out, err = (stream.decode("utf-8", "replace") for stream in (ended.stdout, ended.stderr))
        return Answer(ended.returncode, out, err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes in Dutch, made once."""
    folder = tmp_path_factory.mktemp("init") / "dossier"
    ended = CliRunner().invoke(App(Voice("nl", is_chosen=True)), ["init", str(folder)])
    assert ended.exit_code == 0, ended.output
    return folder


@pytest.fixture
def dossier(here: Path, _started: Path) -> Path:
    """A small Dutch dossier that `init` wrote, in the current folder."""
    return shutil.copytree(_started, here / "dossier")
