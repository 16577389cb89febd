"""The hook for pre-commit, as a repository with a dossier uses it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.files.town import settle_in

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.needs("standard", "dev")


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """An environment in which git and pre-commit keep to this test."""
    own = {"HOME": str(tmp_path / "home"), "PRE_COMMIT_HOME": str(tmp_path / "home" / "hooks")}
    names = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    kept = {name: one for name, one in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **own, **names, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}


def run(settings: dict[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    return subprocess.run(
        words, cwd=folder, env=settings, capture_output=True, text=True, check=False, timeout=600
    )


def committed(settings: dict[str, str], folder: Path) -> str:
    """Make a repository of a folder, and return its commit."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all", "--no-verify"]):
        done = run(settings, folder, "git", *words)
        assert done.returncode == 0, done.stderr
    return run(settings, folder, "git", "rev-parse", "HEAD").stdout.strip()


def test_the_manifest_is_one(precommit: str) -> None:
    """What pre-commit reads of this repository is as it asks."""
    path = str(ROOT / ".pre-commit-hooks.yaml")
    done = subprocess.run([precommit, "validate-manifest", path], check=False, capture_output=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif("CI" not in os.environ, reason="pre-commit installs packages; CI lets it")
def test_a_commit_with_a_wrong_reference_is_refused(
    precommit: str, settings: dict[str, str], tmp_path: Path
) -> None:
    """The hook installs itself, passes what is right, and tells what is not."""
    ours = tmp_path / "opgavekern"
    shutil.copytree(ROOT / "src", ours / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, ours)
    theirs = tmp_path / "gemeente"
    settle_in(theirs / "dossier")
    (theirs / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {ours.as_posix()}\n  rev: {committed(settings, ours)}\n"
        "  hooks: [{id: opgavekern-check, args: [dossier, --fail-on, warning]}]\n",
        "utf-8",
    )
    committed(settings, theirs)
    right = run(settings, theirs, precommit, "run", "--all-files")
    assert right.returncode == 0, right.stdout + right.stderr
    assert "Passed" in right.stdout

    issue = theirs / "dossier" / "opgaven" / "groen.yaml"
    issue.write_text(issue.read_text("utf-8").replace("dorp", "dorpp"), "utf-8")
    run(settings, theirs, "git", "add", "-A")
    wrong = run(settings, theirs, precommit, "run")
    assert wrong.returncode == 1, wrong.stdout + wrong.stderr
    assert "groen.yaml:3:12" in wrong.stdout
    assert "exit code: 3" in wrong.stdout
