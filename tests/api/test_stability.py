from __future__ import annotations

import difflib
import os
import subprocess
import sys

from tests.api.snapshot import ROOT, newest_line, promised, recorded


def test_nothing_promised_changes_by_accident() -> None:
    """Names, signatures, fields, hooks, schemas and `--json` output are as they were recorded."""
    _, before = recorded()
    changes = list(difflib.unified_diff(before, promised(), "recorded", "now", n=0, lineterm=""))
    assert not changes, "\n".join(
        [
            "What is promised has changed. If that is meant, tell users in CHANGELOG.md, and then:",
            "python -m tests.api.snapshot",
            *changes,
        ]
    )


def test_users_were_told_of_the_last_change() -> None:
    """The line of the changelog that told of the last change still stands there."""
    told, _ = recorded()
    assert told in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()


def test_it_is_not_written_anew_without_a_reason() -> None:
    """Where nothing has changed the file stays as it is, and the command says so."""
    before = recorded()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.api.snapshot"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 1
    assert ran.stderr == "Nothing that is promised has changed.\n"
    assert recorded() == before
    assert newest_line().startswith("- ")
