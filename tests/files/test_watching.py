from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.files.town import settle_in

from opgavekern.files.watching import next_state, state_of


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with files."""
    return settle_in(tmp_path / "dorp")


def rewrite(town: Path) -> None:
    """Save a file in place."""
    path = town / "opgaven" / "groen.yaml"
    path.write_text(path.read_text("utf-8") + "# meer\n", "utf-8")


def replace(town: Path) -> None:
    """Save a file as careful editors do: beside it, of equal size and time, and then over it."""
    path = town / "opgaven" / "groen.yaml"
    before = path.stat()
    beside = path.with_name(".groen.yaml.new")
    beside.write_text(path.read_text("utf-8").swapcase(), "utf-8")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(path)


def add(town: Path) -> None:
    """Add a file in a folder of a kind."""
    (town / "opgaven" / "nieuw.yaml").write_text("", "utf-8")


def add_what_does_not_belong(town: Path) -> None:
    """Add a file that is a problem, so that taking it away must be noticed too."""
    (town / "brief.docx").write_bytes(b"")


def remove(town: Path) -> None:
    """Delete a file."""
    (town / "personen.csv").unlink()


def remove_all(town: Path) -> None:
    """Delete the folder, as a change of branch may do."""
    shutil.rmtree(town)


@pytest.mark.parametrize(
    "change", [rewrite, replace, add, add_what_does_not_belong, remove, remove_all]
)
def test_what_happens_to_files_is_seen(town: Path, change: Callable[[Path], None]) -> None:
    """A file that changes, comes, goes or is replaced changes the state."""
    before = state_of(town)
    assert state_of(town) == before
    change(town)
    assert state_of(town) != before


@pytest.mark.parametrize(
    "name",
    [
        *(".groen.yaml.swp", "groen.yaml~", "#groen.yaml#", "4913", ".#groen.yaml"),
        *("~$dorp.xlsx", ".~lock.dorp.xlsx#", "groen.yaml.tmp", "LEESMIJ.md"),
    ],
)
@pytest.mark.parametrize("folder", [".", "opgaven"])
def test_what_editors_keep_for_a_moment_is_not_seen(town: Path, folder: str, name: str) -> None:
    """Files that lie beside a dossier without being part of it change nothing."""
    before = state_of(town)
    (town / folder / name).write_text("x", "utf-8")
    assert state_of(town) == before


def test_one_file_is_a_dossier_too(town: Path) -> None:
    """Of a dossier in one file only that file matters."""
    path = town / "dossier.yaml"
    before = state_of(path)
    rewrite(town)
    assert state_of(path) == before
    path.write_text("format: 1\n", "utf-8")
    assert state_of(path) != before
    assert state_of(town / "nergens.yaml") == frozenset()


def test_what_changed_before_waiting_began_is_not_missed(town: Path) -> None:
    """The state that was seen before reading is what is compared with."""
    seen = state_of(town)
    rewrite(town)
    assert next_state(town, seen) == state_of(town)


def test_waiting_ends_when_something_changes(town: Path) -> None:
    """Who waits is woken by a change, and gets the state after it."""
    seen = state_of(town)
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.append(next_state(town, seen)))
    waiting.start()
    rewrite(town)
    waiting.join(timeout=30)
    assert found == [state_of(town)]
