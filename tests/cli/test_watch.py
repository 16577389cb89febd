from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Typed, environment
from tests.files.town import settle_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")


class Watched:
    """A command with `--watch` in a process of its own, and what it shows."""

    def __init__(self, *words: str | Path, on_terminal: bool = False) -> None:
        if on_terminal:
            self.reading, written = os.openpty()
        else:
            self.reading, written = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "opgavekern", *map(str, words), "--watch"],
            stdout=written,
            stderr=subprocess.PIPE,
            env=environment(LANG="nl_NL.UTF-8", TERM="xterm", COLUMNS="100"),
        )
        os.close(written)
        self.kept = b""

    def round(self) -> str:
        """Return what is shown until it waits again."""
        end = time.monotonic() + 60
        while (found := re.search(rb"Ctrl-C\.[^\n]*\n", self.kept)) is None:
            ready, _, _ = select.select([self.reading], [], [], end - time.monotonic())
            assert ready, self.kept
            self.kept += os.read(self.reading, 65536)
        shown, self.kept = self.kept[: found.end()], self.kept[found.end() :]
        return shown.decode()

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; return the code and what is said."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=10)
        return self.process.returncode, said.decode()

    def close(self) -> None:
        """End it, however it stands."""
        self.process.kill()
        self.process.communicate()
        os.close(self.reading)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with files."""
    return settle_in(tmp_path / "dorp")


@pytest.fixture
def watched(town: Path) -> Iterator[Watched]:
    """A dossier that is being watched, by whom reads along through a pipe."""
    made = Watched("check", town)
    yield made
    made.close()


def test_each_change_is_checked(watched: Watched, town: Path) -> None:
    """A broken file is told, a mended one too; between them nothing ends and nothing is missed."""
    assert "Geen bevindingen" in watched.round()
    path = town / "opgaven" / "groen.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound + "  titel: x\n", "utf-8")
    assert "groen.yaml:5:8" in watched.round()
    beside = path.with_name(".new")
    beside.write_text(sound.replace("eigenaren: dorp", "eigenaren: dorpp"), "utf-8")
    beside.replace(path)
    assert 'Bedoelt u "dorp"?' in watched.round()
    path.unlink()
    path.write_text(sound, "utf-8")
    shown = watched.round()
    assert "Geen bevindingen" in shown
    assert re.match(r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9]  ", shown)
    assert "\x1b" not in shown


def test_ctrl_c_ends_it(watched: Watched) -> None:
    """Interrupting ends it with code 130 and one line."""
    watched.round()
    asked = time.monotonic()
    assert watched.interrupt() == (130, "Afgebroken.\n")
    assert time.monotonic() - asked < 1


def test_a_terminal_is_cleared_for_each_round(town: Path) -> None:
    """Who looks at a screen sees the last round alone."""
    made = Watched("check", town, on_terminal=True)
    try:
        assert "\x1b[2J" in made.round()
        (town / "opgaven" / "groen.yaml").write_text("", "utf-8")
        assert "\x1b[2J" in made.round()
    finally:
        made.close()


def test_a_plugin_that_is_missing_does_not_end_it(town: Path) -> None:
    """What cannot be activated now is said, and looked at again when the dossier changes."""
    path = town / "dossier.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound + "plugins: [nergens]\n", "utf-8")
    made = Watched("check", town)
    try:
        assert "nergens" in made.round()
        path.write_text(sound, "utf-8")
        assert "Geen bevindingen" in made.round()
    finally:
        made.close()


def test_schemas_follow_the_dossier(town: Path) -> None:
    """An id that is added is in the schemas as soon as the file can be read."""
    made = Watched("schema", "--out", town, "--with-ids", "--lang", "nl")
    try:
        made.round()
        path = town / "opgaven" / "nieuw.yaml"
        path.write_text("id: nieuw\ntitel: [", "utf-8")
        path.write_text("id: nieuw\ntitel: Nieuw\n", "utf-8")
        assert "schema's geschreven" in made.round()
        schema = json.loads((town / ".schema" / "opgaven.json").read_text("utf-8"))
        assert "nieuw" in schema["definitions"]["ids.issue"]["enum"]
        assert made.interrupt()[0] == 130
    finally:
        made.close()


@pytest.mark.parametrize("words", [["-"], ["dorp", "--json"], ["dorp", "--format", "github"]])
def test_only_people_watch(typed: Typed, town: Path, words: list[Any]) -> None:
    """For programs and for standard input there is nothing to watch."""
    assert typed("check", *words, "--watch").code == 2


def test_what_is_not_there_is_not_waited_for(typed: Typed, here: Path) -> None:
    """A mistyped name is a problem at once."""
    assert typed("check", "nergens", "--watch").code == 3
